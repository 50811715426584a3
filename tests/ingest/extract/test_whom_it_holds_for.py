"""Of which offers a condition that stands elsewhere in the document is asked."""

from __future__ import annotations

import pytest

from ingest.extract.incentive import extract
from ingest.record import Clause, Document, Incentive, Meta, Reading, Source


def offers(*texts: tuple[str, ...]) -> dict[str, list[Incentive]]:
    """Read clauses of a path, a text and, where it has one, a heading."""
    clauses = tuple(Clause("d", path, text, title=title[0] if title else "") for path, text, *title in texts)
    document = Document("d", Source("例", "", "text/plain", ()), Meta("例", kind="measures"), clauses)
    return {one.path: list(extract(Reading(one, document))) for one in clauses}


def asked(offer: Incentive) -> set[str]:
    return {one.attr for one in offer.conditions}


AWARD = ("一/1", "1.新建冷库的，给予补助10万元。")
OTHER = ("一/2", "2.购买船具的，给予补助5万元。")


def test_a_short_name_for_areas_leaves_the_conditions_behind_it() -> None:
    found = offers(
        AWARD, ("二/3", "3.本政策措施适用于注册地在东汐区、南禾区（以下统称“市区”），具有独立法人资格的企业。")
    )
    (offer,) = found["一/1"]
    assert "独立法人资格" in asked(offer)
    assert any(one.text.endswith("（以下统称“市区”）") for one in offer.conditions)


def test_ways_to_be_of_those_meant_are_one_choice() -> None:
    text = "第三条 本细则适用于到本市企业就业、在本市登记创业或者从事灵活就业的上述人员。"
    found = offers(("第一条", "第一条 博士每人给予补贴1万元。"), ("第三条", text))
    (offer,) = found["第一条"]
    assert offer.logic and "or" in offer.logic
    assert {"到本市企业就业", "从事灵活就业"} <= asked(offer)


def test_the_sentence_that_says_who_may_apply_holds_for_the_sums_behind_it() -> None:
    text = (
        "第八条 返乡农民工首次创业，正常经营12个月以上的，可以申请一次性创业补贴。"
        "创办小微企业的补贴1万元，创办个体工商户的补贴5000元。"
    )
    for offer in offers(("第八条", text))["第八条"]:
        assert "正常经营年限" in asked(offer)


def test_what_applicants_of_one_clause_must_be_is_asked_there() -> None:
    text = "1.新评定为甲级的旅游民宿，奖励30万元。申报民宿客房应不少于5间，且证照齐全。"
    found = offers(("一/1", text), OTHER)
    assert {"民宿客房", "证照齐全"} <= asked(found["一/1"][0])
    assert not {"民宿客房", "证照齐全"} & asked(found["一/2"][0])


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("伪造合同、发票及相关凭证的，不予支持", set()),
        ("提供虚假材料和信息、虚报冒领的，三年内不得申报", set()),
        ("采取欺骗、弄虚作假等手段骗取补贴的，追回资金，三年内不得申报", set()),
        ("对弄虚作假、骗取资金的，取消资格，三年内不得申报", set()),
    ],
)
def test_fraud_in_a_list_of_those_shut_out_leaves_the_other_faults(said: str, left: set[str]) -> None:
    (offer,) = offers(AWARD, ("二/2", f"2.{said}。"))["一/1"]
    assert {one.attr for one in offer.conditions if one.value is False} == left


@pytest.mark.parametrize("scope", ["在本市注册的企业", "在本市注册或者在本市纳税的企业"])
def test_who_is_excepted_behind_a_comma_is_never_asked_for(scope: str) -> None:
    (offer,) = offers(AWARD, ("二/2", f"2.本措施适用于{scope}，房地产企业除外。"))["一/1"]
    assert {one.value for one in offer.conditions if one.attr == "房地产企业"} == {False}


@pytest.mark.parametrize(
    ("text", "shut"),
    [
        ("政府直接运营的公办机构不适用本办法。", ["政府直接运营的公办机构"]),
        ("发生较大事故的企业，不予支持。", ["发生较大事故"]),
    ],
)
def test_each_of_those_shut_out_is_named_whole(text: str, shut: list[str]) -> None:
    (offer,) = offers(AWARD, ("三/1", "1." + text))["一/1"]
    assert [one.attr for one in offer.conditions if one.value is False] == shut


def test_principles_beside_the_applicants_are_no_conditions() -> None:
    found = offers(
        ("一", "一、奖励对象和原则", "奖励对象和原则"),
        ("一/(一)", "（一）奖励对象。在本市登记注册的旅游企业。", "奖励对象"),
        ("一/(二)", "（二）奖励原则。坚持公开公正、总量控制。", "奖励原则"),
        ("二/(一)", "（一）新建冷库的，给予补助10万元。"),
    )
    assert not any("公开" in attr for attr in asked(found["二/(一)"][0]))


def test_who_is_left_out_below_a_list_of_offers_is_so_of_these() -> None:
    found = offers(
        ("一/(一)", "（一）新型经营主体培育\n通过监测合格的，不再奖励。", "新型经营主体培育"),
        ("一/(一)/1", "1.新认定的市级龙头企业，奖励5万元。"),
        ("一/(二)", "（二）新建冷库的，给予补助10万元。"),
    )
    assert "通过监测合格" in asked(found["一/(一)/1"][0])
    assert "通过监测合格" not in asked(found["一/(二)"][0])


TWO = ("第二条", "第二条 本细则适用于在本市首次就业的高校毕业生，以及吸纳高校毕业生就业见习的用人单位。")
FOR_PERSONS, FOR_FIRMS = "在本市首次就业", "吸纳高校毕业生就业见习"


@pytest.mark.parametrize(
    ("text", "persons", "firms"),
    [
        ("在创业大赛中获得一等奖的项目，给予奖励10万元。", True, True),
        ("小微企业招用毕业生的，给予补贴1500元。", True, True),
    ],
)
def test_persons_and_firms_are_asked_their_own_branch_of_a_scope(text: str, persons: bool, firms: bool) -> None:
    (offer,) = offers(TWO, ("第五条", "第五条 " + text))["第五条"]
    assert (FOR_PERSONS in asked(offer), FOR_FIRMS in asked(offer)) == (persons, firms)
    assert ("or" in (offer.logic or "")) == (persons and firms)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("企业新建冷库的，给予补助10万元。", True),
        ("新建冷库的，给予补助10万元。", True),
        ("市区居民利用住宅屋顶建设光伏的，每户补助3000元。", False),
        ("养老护理员在技能竞赛中获得一等奖的，奖励2万元。", False),
        ("家庭农场新建大棚的，给予补助10万元。", True),
    ],
)
def test_a_scope_of_firms_is_asked_of_offers_to_firms(text: str, meant: bool) -> None:
    scope = "（一）除另有规定外，本方案支持政策适用于在市区范围内注册、具有独立法人资格的企业。"
    (offer,) = offers(("一", text), ("五/(一)", scope))["一"]
    assert ("独立法人资格" in asked(offer)) == meant
    assert ("市区居民" in asked(offer)) == ("市区居民" in text)
    assert ("市本级" in asked(offer)) == ("公共机构" in text)


def test_a_scope_of_persons_is_asked_where_nobody_is_named() -> None:
    scope = "第二条 本细则适用于在本市就业的高校毕业生。"
    (offer,) = offers(("第二条", scope), ("第五条", "第五条 连续缴纳社会保险满6个月的，给予补贴1000元。"))["第五条"]
    assert "在本市就业" in asked(offer)


OTHERWISE = (
    "一/(一)",
    "（一）奖励对象。在本区登记注册、具有独立法人资格的文旅企业。其中，旅行社引客奖励（第二条第（一）至（二）项）的对象为"
    "依法取得业务经营许可证的区内外旅行社；民宿奖励的对象包括在我区登记的个体工商户；展会奖励的对象为主办或承办单位，不限注册地。",
    "奖励对象",
)
BARRED = ("四/(一)", "（一）房地产企业不适用本办法；民宿奖励的对象包括在我区登记的个体工商户。")


def test_who_is_shut_out_is_so_of_the_offers_that_others_may_have() -> None:
    house = ("三/(四)", "（四）等级民宿奖励。新评定为甲级民宿的，奖励30万元。", "等级民宿奖励")
    (offer,) = offers(house, BARRED)["三/(四)"]
    assert ("房地产企业", False) in {(one.attr, one.value) for one in offer.conditions}
    assert "or" not in (offer.logic or "")


PAID = ("第五条", "第五条 高校毕业生在本市就业的，给予补贴1万元。")
SCOPE = ("第二条", "第二条 本细则适用于在本市首次就业的高校毕业生。")


@pytest.mark.parametrize(
    ("definition", "there", "not_there"),
    [


        ("本细则所称高校毕业生，是指经市人社局认定，毕业五年内的毕业生。", {"高校毕业生"}, {"毕业年限"}),
        ("本细则所称见习基地，是指成立3年以上的企业。", {"高校毕业生"}, {"成立年限"}),
    ],
)  # fmt: skip
def test_what_a_word_means_is_asked_in_its_place(definition: str, there: set[str], not_there: set[str]) -> None:
    (offer,) = offers(SCOPE, ("第三条", f"第三条 {definition}"), PAID)["第五条"]
    assert there <= asked(offer) and not (not_there & asked(offer))
    assert all(one.path == "第三条" for one in offer.conditions if one.attr in ("毕业年限", "全日制学历"))


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("除农产品地理标志外，单个主体每年奖励最高10万元。", ["农产品地理标志"]),
        ("除另有规定外，每家企业奖励10万元。", []),
        ("除第二条外，每家企业奖励10万元。", []),
    ],
)
def test_what_alone_is_excepted_must_not_be(text: str, out: list[str]) -> None:
    (offer,) = offers(("一", text))["一"]
    assert [one.attr for one in offer.conditions if one.value is False] == out


def test_who_is_shut_out_of_all_is_read_beside_a_share_that_others_get() -> None:
    text = "（二）企业有下列情形之一的，不享受本措施：\n评价结果为C类的企业，按本措施规定计算所得金额的50%给予支持。"
    items = ("二/(二)/1", "1.被列入失信名单的；"), ("二/(二)/2", "2.亩均评价结果为D类的。")
    found = offers(AWARD, ("二/(二)", text), *items)
    shut = [one for one in found["一/1"][0].conditions if one.value is False]
    assert [one.attr for one in shut] == ["被列入失信名单", "亩均评价结果为D类"]


@pytest.mark.parametrize(
    ("words", "op"), [("未满3年", "<"), ("不满3年", "<"), ("不到3年", "<"), ("满3年", ">="), ("3年以上", ">=")]
)
def test_what_has_not_lasted_is_a_bound_from_above(words: str, op: str) -> None:
    found = offers(("第一条", f"第一条 对在本市登记注册{words}的企业，给予补助1万元。"))
    (offer,) = found["第一条"]
    (bound,) = [one for one in offer.conditions if one.value == 3]
    assert bound.op == op and bound.attr.endswith("登记注册年限")


def test_chapters_of_offers_are_no_conditions() -> None:
    found = offers(
        ("第二章", "第二章 支持范围和标准", "支持范围和标准"),
        ("第二章/第三条", "第三条 节能改造。年节能量200吨以上的，给予补助10万元。"),
        ("第二章/第四条", "第四条 绿色工厂。对绿色工厂给予奖励20万元。"),
    )
    (one,), (other,) = found["第二章/第三条"], found["第二章/第四条"]
    assert not {"年节能量", "节能改造"} & asked(other) and "绿色工厂" not in asked(one)


GUIDE = (
    ("一", "一、支持对象", "支持对象"),
    ("一/(一)", "（一）在岚州市登记注册的规模以上工业企业。"),
    ("一/(二)", "（二）申报绿色园区奖补的，为岚州市开发区的管理机构，不受规模以上工业企业限制。"),
    ("二", "二、申报条件", "申报条件"),
    ("二/(一)", "（一）申报技术改造类项目（指本指南三、（一）1）的，应同时满足以下条件："),
    ("二/(一)/1", "1.已办理项目备案手续；"),
    ("二/(二)", "（二）申报称号奖励类（指本指南三、（二），三、（一）2）的，应于2023年1月1日以后首次获得相应称号。"),
    ("二/(三)", "（三）申报按数量补助类的，以实际发生数为准。"),
    ("三", "三、支持标准", "支持标准"),
    ("三/(一)/1", "1.节能改造。对固定资产投资200万元以上的节能改造项目，给予补助10万元。"),
    ("三/(一)/2", "2.节水标杆。对节水型企业，给予奖励5万元。"),
    ("三/(二)", "（二）绿色园区奖补。对绿色园区，给予奖励20万元。"),
)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("第三条 申报单位应当在本市注册。欠缴税款的，不予支持。", "申报条件"),
        ("第三条【适用范围】本措施适用于在本市注册的企业。欠缴税款的，不予支持。", "适用范围"),
        ("第三条 申报单位应当同时符合下列条件：1.在本市注册；2.正常经营。欠缴税款的企业不得申报。", ""),
        ("第三条 申报单位应当在本市注册，并具备下列条件：1.建有码头；2.正常经营。欠缴税款的，不予支持。", ""),
    ],
)
def test_who_is_shut_out_beside_what_is_asked_of_all_stays_so(text: str, title: str) -> None:
    (offer,) = offers(("第一条", "第一条 新建船坞的企业，奖励10万元。"), ("第三条", text, title))["第一条"]
    assert ("欠缴税款", False) in {(one.attr, one.value) for one in offer.conditions}
    assert "在本市注册" in asked(offer)


def test_an_article_named_for_what_it_asks_frees_nobody() -> None:
    found = offers(
        ("第一条", "第一条 新建船坞的企业，奖励10万元。"),
        ("第二条", "第二条 对取得执照的引航员，每人补贴1万元。"),
        ("第三条", "第三条 本措施适用于在本市注册的企业，以及符合第二条规定的企业。"),
    )
    assert all("在本市注册" in asked(found[path][0]) for path in ("第一条", "第二条"))


ARTICLES = (
    ("第八条", "第八条 对新建厂房的企业，奖励10万元。"),
    ("第九条", "第九条 对参展的企业，补助5万元。"),
    (
        "第十条",
        "第十条 节水。\n对改造管网的企业，奖励3万元。\n对新获评节水标杆的企业，奖励6万元。",
        "节水",
    ),
    ("第十一条", "第十一条 对购买机床的企业，补助5万元。"),
)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("享受第八条、第十一条政策的企业，应当在本市实施。", "厂房 机床"),
        ("申报第九条至第十一条奖补的，须同时符合下列条件：（1）在本市实施；（2）无欠薪。", "参展 管网 标杆 机床"),
    ],
)
def test_what_is_said_of_articles_is_asked_of_their_offers_alone(text: str, of: str) -> None:
    found = offers(*ARTICLES, ("第十二条", f"第十二条 {text}"))
    every = [one for offers_ in found.values() for one in offers_]
    bound = {one.evidence.quote for one in every if any("本市实施" in attr for attr in asked(one))}
    assert all(any(word in quote for quote in bound) for word in of.split()) and len(bound) == len(of.split())


@pytest.mark.parametrize(
    "text",
    [
        "第八条奖励资金应当专款专用。",
        "申报第八条奖励的，应当提交营业执照等材料。",
        "享受第八条奖励的企业，不得重复享受第九条补助。",
        "第八条由市工信局负责解释。",
    ],
)
def test_what_is_done_with_the_money_of_an_article_asks_nothing(text: str) -> None:
    found = offers(*ARTICLES, ("第十二条", f"第十二条 {text}"))
    assert asked(found["第八条"][0]) == {"新建厂房"}


def test_the_articles_named_by_except_are_spared_what_all_must_be() -> None:
    found = offers(*ARTICLES, ("第十二条", "第十二条 除第九条外，申报企业应当在本市纳税。"))
    assert "在本市纳税" in asked(found["第八条"][0]) and "在本市纳税" not in asked(found["第九条"][0])


def test_items_that_ask_more_of_the_same_are_asked_of_all() -> None:
    found = offers(
        ("一", "一、申报主体", "申报主体"), ("一/(一)", "（一）企业。在本市登记注册。"),
        ("一/(二)", "（二）从业要求。从业人员均参加社会保险。"), ("二/1", "1.居民购买空调的，补贴500元。"),
    )  # fmt: skip
    (offer,) = found["二/1"]
    assert {"在本市登记注册", "从业人员均参加社会保险"} <= asked(offer)


@pytest.mark.parametrize(
    ("named", "shut"),
    [
        ("第二部分补助", {"二/(一)", "二/(二)", "二/(三)"}),
    ],
)
def test_who_is_shut_out_of_items_named_by_number_may_have_the_others(named: str, shut: set[str]) -> None:
    given = [
        (f"二/({one})", f"（{one}）购买{what}的，补助1万元。") for one, what in zip("一二三", "船车网", strict=True)
    ]
    found = offers(*given, ("四/(一)", f"（一）以贷款方式支付的，不得申领{named}。"))
    assert {path for path, some in found.items() if any("以贷款方式支付" in asked(one) for one in some)} == shut


@pytest.mark.parametrize(
    ("sentence", "shut", "of_items"),
    [
        ("汽车、石油类零售企业不享受本条政策。", "汽车、石油类零售企业", True),
        ("政府投资项目不予奖励。", "政府投资项目", True),
        ("", "房地产企业", False),
    ],
)
def test_who_is_shut_out_behind_a_list_is_shut_out_of_its_items(sentence: str, shut: str, of_items: bool) -> None:
    head = "（一）扩大销售。对限上零售企业，按以下标准给予奖励："
    found = offers(
        ("一/(一)", f"{head}\n对年营业额1000万元以上的限上餐饮企业，给予10万元奖励。{sentence}"),
        ("一/(一)/1", "1.年零售额5000万元以上的，奖励10万元；"),
        ("一/(二)", "（二）开店。对新开门店的企业，给予1万元奖励。"),
    )
    assert (shut in asked(found["一/(一)/1"][0])) is of_items
    assert shut not in asked(found["一/(二)"][0])


@pytest.mark.parametrize(
    "duty",
    [
        "第四条 快递企业应当定期对从业人员开展培训。",
        "第四条 从事屠宰应具备下列条件：（一）有固定场所；（二）有检疫人员。",
        "第四条 一年以上未动工的，企业应当缴纳土地闲置费。",
    ],
)
def test_a_duty_that_speaks_of_no_aid_is_asked_of_no_applicant(duty: str) -> None:
    (offer,) = offers(("第四条", duty), ("第五条", "第五条 对购买机床的企业，补助5万元。"))["第五条"]
    assert asked(offer) == {"购买机床"}
