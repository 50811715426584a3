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


def test_an_article_for_others_asks_the_rest_of_them() -> None:
    text = "3.本措施适用于在本市注册的制造业企业；第2条适用于符合上述条件的物流企业。"
    found = offers(AWARD, OTHER, ("二/3", text))
    assert "行业" in asked(found["一/1"][0]) and "行业" not in asked(found["一/2"][0])
    assert "物流企业" in asked(found["一/2"][0])
    assert all("在本市注册" in asked(found[path][0]) for path in ("一/1", "一/2"))


def test_ways_to_be_of_those_meant_are_one_choice() -> None:
    text = "第三条 本细则适用于到本市企业就业、在本市登记创业或者从事灵活就业的上述人员。"
    found = offers(("第一条", "第一条 博士每人给予补贴1万元。"), ("第三条", text))
    (offer,) = found["第一条"]
    assert offer.logic and "or" in offer.logic
    assert {"到本市企业就业", "从事灵活就业"} <= asked(offer)


def test_a_list_for_one_benefit_is_asked_of_it_alone() -> None:
    list_ = [
        ("第四条", "第四条 毕业生同时符合下列条件的，可以申请租房补贴："),
        ("第四条/(一)", "（一）在本市无自有住房；"),
        ("第四条/(二)", "（二）缴纳社会保险。"),
    ]
    found = offers(
        *list_,
        ("第五条", "第五条 租房补贴标准为每人每月500元。"),
        ("第六条", "第六条 博士每年给予生活补贴3万元，可以与租房补贴同时享受。"),
        ("第七条", "第七条 符合第四条第（二）项条件的毕业生购买新房的，给予补贴2万元。"),
    )
    assert any("自有住房" in attr for attr in asked(found["第五条"][0]))
    assert not any("自有住房" in attr for attr in asked(found["第六条"][0]))
    assert "缴纳社会保险" in asked(found["第七条"][0])
    assert not any("自有住房" in attr for attr in asked(found["第七条"][0]))


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


def test_who_is_left_out_of_one_chapter_is_so_there_alone() -> None:
    found = offers(
        ("第一章/第二条", "第二条 编制内人员不适用本细则第二章的规定。"),
        ("第二章/第三条", "第三条 博士每人给予补贴1万元。"),
        ("第三章/第四条", "第四条 毕业生每人给予补贴2000元。"),
    )
    assert any("编制内" in attr for attr in asked(found["第二章/第三条"][0]))
    assert not any("编制内" in attr for attr in asked(found["第三章/第四条"][0]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("能力水平达到二级的，补助10万元；达到三级以上的，补助20万元。", [("能力水平", "二级"), ("能力水平", "三级")]),
        (
            "对新获评国家示范级、省级样板级智慧矿山的企业，分别奖励9万元、3万元。",
            [("称号", "示范级智慧矿山"), ("称号", "样板级智慧矿山")],
        ),
        ("对新认定的国内首台（套）、省内首台（套）成套船具，分别奖励10万元、5万元。",
         [("称号", "国内首台（套）成套船具"), ("称号", "省内首台（套）成套船具")]),
    ],
)  # fmt: skip
def test_each_tier_has_its_grade_or_its_whole_title(text: str, expected: list[tuple[str, str]]) -> None:
    found = offers(("一", text))["一"]
    assert [
        (one.attr, one.value) for offer in found for one in offer.conditions if one.attr == expected[0][0]
    ] == expected


def test_rates_told_after_their_base_are_shares_of_it() -> None:
    text = (
        "1.新引进项目，按照完成的设备投资额给予补助。"
        "其中，投资500万元以上的，补助比例为4%；900万元以上的，补助比例为6%。"
    )
    assert [offer.rate and offer.rate.of for offer in offers(("一/1", text))["一/1"]] == ["设备投资额"] * 2


@pytest.mark.parametrize(
    ("scope", "logic"),
    [
        ("在本市注册或者在本市纳税，且近三年未发生重大事故的企业", "c1 and (c2 or c3) and c4"),
        ("在本市注册、在本市纳税或者在本市缴纳社保且未被列入失信名单的企业", "c1 and (c2 or c3 or c4) and c5"),
        ("在本市注册、在本市纳税或者在本市缴纳社保，未被列入失信名单的企业", "c1 and (c2 or c3 or c4) and c5"),
    ],
)
def test_what_stands_behind_the_ways_is_asked_of_each(scope: str, logic: str) -> None:
    (offer,) = offers(AWARD, ("二/2", f"2.本措施适用于{scope}。"))["一/1"]
    assert offer.logic == logic
    assert offer.conditions[-1].value is False


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("存在环境违法、欠缴税款、提供虚假材料等情形的企业，不予支持", {"存在环境违法", "欠缴税款"}),
        (
            "近三年发生重大安全事故、严重失信、弄虚作假的，不予支持",  # what was done years ago is a fault of its own
            {"近三年发生重大安全事故", "近三年严重失信", "近三年弄虚作假"},
        ),
        ("提供虚假材料或者被列入失信名单的，不予补助", {"被列入失信名单"}),
        ("被列入失信名单，或者弄虚作假的，不予支持", {"被列入失信名单"}),
        ("欠缴税款、弄虚作假、被列入失信名单的，不予支持", {"欠缴税款", "被列入失信名单"}),
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


def test_kinds_named_together_are_one_kind_and_a_short_name_is_no_part_of_it() -> None:
    text = "三、本办法适用于本市的养老机构、社区养老服务设施和托育机构（以下统称服务机构）。"
    (offer,) = offers(("一/1", "1.新增床位30张的，给予补助10万元。"), ("三", text))["一/1"]
    kind = next(one for one in offer.conditions if one.attr == "申请人类型")
    assert kind.value == "养老机构、社区养老服务设施和托育机构"


@pytest.mark.parametrize(
    ("text", "shut"),
    [
        ("被列入失信名单的，以及上一年度发生较大事故的，不予支持。", ["被列入失信名单", "上一年度发生较大事故"]),
        ("政府直接运营的公办机构不适用本办法。", ["政府直接运营的公办机构"]),
        ("发生较大事故的企业，不予支持。", ["发生较大事故"]),
    ],
)
def test_each_of_those_shut_out_is_named_whole(text: str, shut: list[str]) -> None:
    (offer,) = offers(AWARD, ("三/1", "1." + text))["一/1"]
    assert [one.attr for one in offer.conditions if one.value is False] == shut


def test_who_is_shut_out_under_a_heading_of_conditions_need_not_be_so() -> None:
    text = "1.申报条件。单个主体库容100立方米以上；贷款用于购买商品房的，不予贴息。"
    found = offers(("一/(一)/1", text, "申报条件"), ("一/(一)/2", "2.新建冷库的，给予补助10万元。"))
    (offer,) = found["一/(一)/2"]
    assert {(one.attr, one.value) for one in offer.conditions if one.path} == {
        ("库容", 100.0), ("贷款用于购买商品房", False)
    }  # fmt: skip


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
        ("高校毕业生与企业签订合同，由用人单位缴纳社会保险的，给予补贴2000元。", True, False),
        ("见习基地组织毕业生参加就业见习的，给予见习补贴1500元。", False, True),
        ("企业引进的博士，每人给予安家补贴10万元。", True, False),
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
        ("市本级公共机构新获评国家级示范单位的，给予10万元补助。", False),
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


@pytest.mark.parametrize(
    ("path", "there", "not_there"),
    [
        ("二/(一)", {"旅行社", "取得业务经营许可证"}, {"独立法人资格", "个体工商户"}),
        ("二/(三)", {"独立法人资格"}, {"旅行社", "个体工商户"}),
        ("三/(四)", {"独立法人资格", "个体工商户"}, {"旅行社"}),
        ("三/(五)", {"主办或承办单位"}, {"独立法人资格", "在本区登记注册"}),
        ("三/(六)", {"独立法人资格"}, {"主办或承办单位"}),
    ],
)
def test_some_offers_are_for_others_than_the_rest(path: str, there: set[str], not_there: set[str]) -> None:
    found = offers(
        OTHERWISE,
        ("二/(一)", "（一）过夜奖励。组织游客过夜的，每人次奖励10元。", "过夜奖励"),
        ("二/(三)", "（三）等级奖励。新评定为5A级的，奖励10万元。", "等级奖励"),
        ("三/(四)", "（四）等级民宿奖励。新评定为甲级民宿的，奖励30万元。", "等级民宿奖励"),
        ("三/(五)", "（五）展会奖励。展览面积1万平方米以上的，奖励10万元。", "展会奖励"),
        ("三/(六)", "（六）首店奖励。新开设首店的，奖励10万元。", "首店奖励"),
    )
    said = asked(found[path][0])
    assert there <= said and not (not_there & said)
    assert not any("第二条" in attr or "对象" in attr for attr in said)
    assert ("or" in (found[path][0].logic or "")) == ("个体工商户" in there)


def test_who_is_shut_out_is_so_of_the_offers_that_others_may_have() -> None:
    house = ("三/(四)", "（四）等级民宿奖励。新评定为甲级民宿的，奖励30万元。", "等级民宿奖励")
    (offer,) = offers(house, BARRED)["三/(四)"]
    assert ("房地产企业", False) in {(one.attr, one.value) for one in offer.conditions}
    assert "or" not in (offer.logic or "")


def test_a_narrower_circle_for_one_offer_is_asked_besides() -> None:
    scope = "（一）支持对象。在本市注册的企业。其中，技改补助的对象为规模以上工业企业。"
    found = offers(
        ("一/(一)", scope, "支持对象"),
        ("二/(一)", "（一）技改补助。技改项目补助10万元。", "技改补助"),
        ("二/(二)", OTHER[1]),
    )
    assert {"在本市注册", "规模以上工业企业"} <= asked(found["二/(一)"][0])
    assert "规模以上工业企业" not in asked(found["二/(二)"][0])


def test_who_is_shut_out_of_benefits_named_is_so_of_them_alone() -> None:
    found = offers(
        ("第四条", "第四条 市住建局负责购房补贴的审核。"),
        ("第五条", "第五条 毕业生可以申领生活补贴，标准为："),
        ("第五条/(一)", "（一）博士研究生每人每月3000元；"),
        ("第九条", "第九条 毕业生购买新房的，给予购房补贴5万元。"),
        ("第十条", "第十条 购买二手住房的，不享受购房补贴。"),
        ("第十一条", "第十一条 首次创业的，给予创业补贴1万元。"),
        ("第十九条", "第十九条 有下列情形之一的，不享受本细则规定的生活补贴和购房补贴："),
        ("第十九条/(一)", "（一）机关在编人员；"),
        ("第二十条", "第二十条 擅自转让房屋的，不享受安家费补贴。"),
    )
    shut = {
        path: {one.attr for offer in found[path] for one in offer.conditions if one.value is False} for path in found
    }
    assert {"机关在编人员"} <= shut["第五条/(一)"] and "购买二手住房" not in shut["第五条/(一)"]
    assert {"机关在编人员", "购买二手住房"} <= shut["第九条"]
    assert not shut["第十一条"] & {"机关在编人员", "购买二手住房"}
    assert all("擅自转让房屋" in shut[path] for path in ("第五条/(一)", "第九条", "第十一条"))  # none bears the name


PAID = ("第五条", "第五条 高校毕业生在本市就业的，给予补贴1万元。")
SCOPE = ("第二条", "第二条 本细则适用于在本市首次就业的高校毕业生。")


@pytest.mark.parametrize(
    ("definition", "there", "not_there"),
    [
        ("本细则所称高校毕业生，是指毕业五年内、具有普通高校全日制大学专科以上学历的毕业生。",
         {"毕业年限", "全日制学历", "学历或技能等级"}, {"高校毕业生"}),
        ("本细则所称高校毕业生，是指毕业五年内，为社会提供服务的毕业生。", {"毕业年限", "高校毕业生"}, set()),
        ("本细则所称高校毕业生，是指经市人社局认定，毕业五年内的毕业生。", {"高校毕业生"}, {"毕业年限"}),
        ("本细则所称见习基地，是指成立3年以上的企业。", {"高校毕业生"}, {"成立年限"}),
    ],
)  # fmt: skip
def test_what_a_word_means_is_asked_in_its_place(definition: str, there: set[str], not_there: set[str]) -> None:
    (offer,) = offers(SCOPE, ("第三条", f"第三条 {definition}"), PAID)["第五条"]
    assert there <= asked(offer) and not (not_there & asked(offer))
    assert all(one.path == "第三条" for one in offer.conditions if one.attr in ("毕业年限", "全日制学历"))


def test_sentences_of_their_own_below_a_heading_are_read_once_and_as_they_mean() -> None:
    found = offers(
        ("一", "一、适用范围", "适用范围"),
        ("一/(一)", "（一）本办法适用于在本县注册的企业。"),
        ("一/(二)", "（二）房地产企业、金融企业不适用本办法。", "房地产企业、金融企业不适用本办法"),
        ("一/(三)", "（三）有下列行为之一的企业，取消奖励资格：1.近两年发生较大事故的；2.被列入失信名单的。"),
        ("二/(一)", "（一）企业新建冷库的，给予补助10万元。"),
    )
    (offer,) = found["二/(一)"]
    assert {one.attr: one.value for one in offer.conditions if one.path} == {
        "在本县注册": True,
        "房地产企业": False,
        "金融企业": False,
        "近两年发生较大事故": False,
        "被列入失信名单": False,
    }


def test_all_are_asked_what_stands_beside_what_one_offer_asks() -> None:
    text = "一、支持对象\n在本市登记注册的企业。其中：申报第二条的企业应为规模以上工业企业；第四条面向我市个人开发者。"
    found = offers(
        ("一", text, "支持对象"),
        ("二", "二、改造投资100万元以上的，补助10万元。"),
        ("三", "三、服务企业20家以上的，奖励30万元。"),
        ("四", "四、获得一等奖的开发者，奖励5万元。"),
    )
    said = {path: asked(found[path][0]) for path in ("二", "三", "四")}
    assert {"在本市登记注册", "规模以上工业企业"} <= said["二"]
    assert "在本市登记注册" in said["三"] and "规模以上工业企业" not in said["三"]
    assert "我市个人开发者" in said["四"] and "在本市登记注册" not in said["四"]


def test_firms_shut_out_in_one_list_are_each_named() -> None:
    text = "1.对事故负有责任的企业、被处罚且未整改的企业以及停产一年以上的企业，不予支持。"
    (offer,) = offers(AWARD, ("三/1", text))["一/1"]
    told = [(one.attr, one.op, one.value) for one in offer.conditions if one.path]
    assert told == [("事故负有责任", "=", False), ("被处罚且未整改", "=", False), ("停产", "<", 1.0)]


def test_each_half_of_a_sentence_shuts_out_of_the_benefits_that_it_names() -> None:
    text = "第七条 在编人员不享受岗位补贴；购买二手住房的，不享受第四条规定的补贴。"
    found = offers(
        ("第四条", "第四条 毕业生购买住房的，给予购房补贴1万元。"),
        ("第五条", "第五条 毕业生在本市工作的，给予岗位补贴500元。"),
        ("第七条", text),
    )
    assert "购买二手住房" in asked(found["第四条"][0]) and "在编人员" not in asked(found["第四条"][0])
    assert "在编人员" in asked(found["第五条"][0]) and "购买二手住房" not in asked(found["第五条"][0])


def test_those_for_whom_a_part_is_are_asked_there_and_an_article_spared_asks_nobody_else() -> None:
    found = offers(
        ("第一条", "第一条 除第三条外，本办法适用于在本县注册的企业。"),
        ("第二条", "第二条 新建冷库的，给予补助10万元。"),
        ("第三条", "第三条 种植茶叶的，每亩补助300元。"),
        ("四/(一)", "（一）补贴对象为在本县居住的老年人，以及为老年人提供助餐服务的机构。"),
        ("四/(二)", "（二）老年人每人每月补贴100元。"),
        ("四/(三)", "（三）助餐机构每年补贴2万元。"),
    )
    said = {path: asked(one[0]) for path, one in found.items() if one}
    assert "在本县注册" in said["第二条"] and "在本县居住" not in said["第二条"]
    assert "在本县注册" not in said["第三条"]
    assert "在本县居住" in said["四/(二)"] and "在本县居住" not in said["四/(三)"]


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


def test_those_listed_by_commas_are_each_asked_their_own() -> None:
    text = "二、本办法适用于在本市就业的个人，在本市登记注册的个体工商户，以及入驻园区的企业。"
    found = offers(("一/1", "1.个人取得证书的，补贴1000元。"), ("一/2", "2.企业新建冷库的，补助10万元。"), ("二", text))
    (person,), (firm,) = found["一/1"], found["一/2"]
    assert "在本市就业" in asked(person) and "在本市登记注册" not in asked(person)
    assert {"在本市登记注册", "入驻园区"} <= asked(firm) and "在本市就业" not in asked(firm)
    assert firm.logic and " or " in firm.logic


def test_who_is_shut_out_of_awards_listed_below_is_shut_out_of_those_alone() -> None:
    text = "（三）鼓励社会监督。实名举报违法行为，经查证属实的，给予奖励。工作人员举报的，不予奖励。"
    found = offers(
        ("三/(二)", "（二）新建冷库的，给予补助10万元。", "资金激励"),
        ("三/(三)", text, "鼓励社会监督"),
        ("三/(三)/1", "1.举报露天焚烧的，每件奖励200元。"),
    )
    assert any("工作人员" in attr for attr in asked(found["三/(三)/1"][0]))
    assert not any("工作人员" in attr for attr in asked(found["三/(二)"][0]))


@pytest.mark.parametrize(
    ("words", "op"), [("未满3年", "<"), ("不满3年", "<"), ("不到3年", "<"), ("满3年", ">="), ("3年以上", ">=")]
)
def test_what_has_not_lasted_is_a_bound_from_above(words: str, op: str) -> None:
    found = offers(("第一条", f"第一条 对在本市登记注册{words}的企业，给予补助1万元。"))
    (offer,) = found["第一条"]
    (bound,) = [one for one in offer.conditions if one.value == 3]
    assert bound.op == op and bound.attr.endswith("登记注册年限")


def test_who_is_shut_out_of_some_chapters_may_have_the_others() -> None:
    shut = [
        ("第五章/第九条", "第九条 申请人有下列情形之一的，不享受本办法的奖补："),
        ("第五章/第九条/(一)", "（一）被列入失信名单的；"),
        ("第五章/第九条/(二)", "（二）事业单位在编人员申请第二章、第三章奖补的。"),
    ]
    found = offers(
        ("第一章/第一条", "第一条 对创业的个人，给予补贴1万元。"),
        ("第二章/第二条", "第二条 对就业的个人，给予补贴2万元。"),
        *shut,
    )
    (free,), (bound,) = found["第一章/第一条"], found["第二章/第二条"]
    assert "事业单位在编人员" in asked(bound) and "事业单位在编人员" not in asked(free)
    assert "被列入失信名单" in asked(free) & asked(bound)


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


def test_a_guide_asks_each_sort_of_offer_what_it_names_for_it() -> None:
    found = offers(*GUIDE)
    (works,), (title,), (park,) = found["三/(一)/1"], found["三/(一)/2"], found["三/(二)"]
    assert "办理项目备案手续" in asked(works) and not any("备案" in one for one in asked(title) | asked(park))
    assert any(one.value == "2023-01-01" for one in title.conditions)
    assert not any(one.value == "2023-01-01" for one in works.conditions)
    assert "规模以上工业企业" in asked(works) and "规模以上工业企业" not in asked(park)
    assert any("管理机构" in one for one in asked(park))
    assert not any("数量" in one or "为准" in one for one in asked(works) | asked(title) | asked(park))


def test_what_counts_once_only_is_asked_for() -> None:
    (offer,) = offers(("一", "一、对年产值首次突破1亿元的企业，给予奖励10万元。"))["一"]
    assert {"首次突破", "年产值"} <= asked(offer)
    (other,) = offers(("一", "一、对年产值突破1亿元的企业，给予奖励10万元。"))["一"]
    assert "首次突破" not in asked(other)


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


@pytest.mark.parametrize(
    "scope",
    [
        "在本市注册、具有独立法人资格的企业，以及第二条所列引航员",
        "在本市注册、具有独立法人资格的企业和第二条规定的个人",
        "在本市注册、具有独立法人资格的企业（第二条所列人员除外）",
    ],
)
def test_a_scope_that_names_offers_for_others_is_not_asked_of_these(scope: str) -> None:
    found = offers(
        ("第一条", "第一条 新建船坞的企业，奖励10万元。"),
        ("第二条", "第二条 对取得执照的引航员，每人补贴1万元。"),
        ("第三条", f"第三条 本措施适用于{scope}。"),
    )
    assert {"在本市注册", "独立法人资格"} <= asked(found["第一条"][0])
    assert asked(found["第二条"][0]) == {"取得执照", "引航员"}


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
        ("申报第八条至第十条第一款所列项目的，项目还应当在本市实施。", "厂房 参展 管网"),
        ("享受第八条、第十一条政策的企业，应当在本市实施。", "厂房 机床"),
        ("申请本办法第十条第二款规定的奖励的单位，须在本市实施。", "标杆"),
        ("第九条和第十条所述企业，应在本市实施。", "参展 管网 标杆"),
        ("申报第九条至第十一条奖补的，须同时符合下列条件：（1）在本市实施；（2）无欠薪。", "参展 管网 标杆 机床"),
    ],
)
def test_what_is_said_of_articles_is_asked_of_their_offers_alone(text: str, of: str) -> None:
    found = offers(*ARTICLES, ("第十二条", f"第十二条 {text}"))
    every = [one for offers_ in found.values() for one in offers_]
    bound = {one.evidence.quote for one in every if any("本市实施" in attr for attr in asked(one))}
    assert all(any(word in quote for quote in bound) for word in of.split()) and len(bound) == len(of.split())


def test_an_article_that_points_to_others_is_meant_by_those() -> None:
    found = offers(
        *ARTICLES,
        ("第十二条", "第十二条 申报第八条、第九条所列项目的，项目应当在本市实施。"),
        ("第十三条", "第十三条 申报第十二条所列项目，有下列情形之一的，不予支持："),
        ("第十三条/(一)", "（一）采用国家淘汰设备的；"),
    )
    denied = {path for path, every in found.items() for one in every if "采用国家淘汰设备" in asked(one)}
    assert denied == {"第八条", "第九条"}


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


@pytest.mark.parametrize(
    ("person", "firm"),
    [
        ("（一）个人。在本市缴存公积金的职工。", "（二）企业。在本市登记注册、具有独立法人资格的物流企业。"),
        ("（一）个人类：在本市缴存公积金的人员；", "（二）企业类：在本市登记注册的建筑企业。"),
        ("（一）在本市缴存公积金的居民；", "（二）在本市登记注册的家政企业。"),
    ],
)
def test_items_on_persons_and_on_bodies_are_each_asked_of_their_own(person: str, firm: str) -> None:
    found = offers(
        ("一", "一、支持对象", "支持对象"), ("一/(一)", person), ("一/(二)", firm),
        ("二/1", "1.居民购买空调的，补贴500元。"), ("二/2", "2.企业新建冷库的，补助10万元。"),
    )  # fmt: skip
    (home,), (store,) = found["二/1"], found["二/2"]
    assert "在本市缴存公积金" in asked(home) and "在本市登记注册" not in asked(home)
    assert "在本市登记注册" in asked(store) and "在本市缴存公积金" not in asked(store)


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
        ("第二部分第（一）项至第（二）项补助", {"二/(一)", "二/(二)"}),
        ("第二条第（一）、（三）项规定的奖励", {"二/(一)", "二/(三)"}),
        ("本通知第二部分（二）至（三）项补贴", {"二/(二)", "二/(三)"}),
        ("第二部分补助", {"二/(一)", "二/(二)", "二/(三)"}),
    ],
)
def test_who_is_shut_out_of_items_named_by_number_may_have_the_others(named: str, shut: set[str]) -> None:
    given = [
        (f"二/({one})", f"（{one}）购买{what}的，补助1万元。") for one, what in zip("一二三", "船车网", strict=True)
    ]
    found = offers(*given, ("四/(一)", f"（一）以贷款方式支付的，不得申领{named}。"))
    assert {path for path, some in found.items() if any("以贷款方式支付" in asked(one) for one in some)} == shut


def test_a_list_for_a_benefit_that_nothing_else_names_is_asked_of_all() -> None:
    found = offers(
        ("一", "一、申请运营补贴的书店应当符合下列条件："), ("一/(一)", "（一）每周运营6天以上；"),
        ("一/(二)", "（二）为读者提供免费座席。"), ("二", "二、书店符合条件的，每个给予补贴2万元。"),
    )  # fmt: skip
    assert {"服务对象为读者", "免费座席"} <= asked(found["二"][0])


@pytest.mark.parametrize(
    ("sentence", "shut", "of_items"),
    [
        ("汽车、石油类零售企业不享受本条政策。", "汽车、石油类零售企业", True),
        ("本条不适用于房地产企业。", "房地产企业", True),
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


@pytest.mark.parametrize("named", ["第一、二部分", "第一部分、第二部分"])
def test_who_is_shut_out_of_parts_that_are_numbered_together_is_shut_out_of_each(named: str) -> None:
    text = "对重大项目，可采取“一事一议”方式给予支持。已享受“一事一议”政策的企业，不再享受本措施" + named + "政策。"
    others = (("二/2", "2.对技改项目，奖励20万元。"), ("三/3", f"3.{text}"), ("三/4", "4.对升规企业奖励5万元。"))
    found = offers(AWARD, *others)
    shut = {path for path, those in found.items() for one in those if "已享受“一事一议”政策" in asked(one)}
    assert {"一/1", "二/2"} <= shut and "三/4" not in shut


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
