"""What each offer asks and pays where several stand side by side; all places are made up."""

import pytest

from ingest.extract.incentive import extract
from ingest.record import Clause, Document, Meta, Reading, Source


def read(text):
    document = Document(
        "d", Source("例.txt", "", "text/plain", ()), Meta("例", kind="measures"), (Clause("d", "", text),)
    )
    return list(extract(Reading(document.clauses[0], document)))


def asked(record):
    return [(one.attr, one.op, one.value) for one in record.conditions]


def sums(record):
    return {
        name: (one.op, one.value)
        for name in ("rate", "amount", "cap", "floor")
        if (one := getattr(record, name)) is not None
    }


def test_a_share_and_a_cap_in_the_sentence_behind_bound_every_tier():
    first, last = read(
        "年减排量100吨至300吨的，每吨补助200元；300吨以上的，每吨补助260元。补助金额不超过项目投资额的15%，单个项目最高80万元。"
    )
    assert sums(first) == {"amount": ("=", 200), "rate": ("<=", 15), "cap": ("<=", 8e5)}
    assert sums(last) == {"amount": ("=", 260), "rate": ("<=", 15), "cap": ("<=", 8e5)}


def test_a_share_behind_two_kinds_bounds_both_and_what_is_counted_is_no_condition():
    plain, cooled = read(
        "普通仓库按面积每平方米补助90元，恒温仓库按面积每平方米补助150元，且补助金额不超过实际投资的25%，单个主体最高40万元。"
    )
    assert sums(plain) == {"amount": ("=", 90), "rate": ("<=", 25), "cap": ("<=", 4e5)}
    assert asked(plain) == [("普通仓库", "=", True)]
    assert asked(cooled) == [("恒温仓库", "=", True)]


def test_a_cap_behind_what_is_added_holds_for_the_tiers_too():
    *tiers, added = read(
        "养殖面积20亩以上不足50亩的，每亩补助80元；50亩以上的，每亩补助120元。"
        "同一地块一年养殖两茬的，每亩再增加30元。单个主体每年最高补助6万元。"
    )
    assert [sums(one)["cap"] for one in (*tiers, added)] == [("<=", 6e4)] * 3
    assert added.conditions[0].text == "同一地块一年养殖两茬"
    assert all("再增加" not in one.evidence.quote for one in tiers)


def test_how_long_it_is_paid_does_not_part_a_cap_from_its_offer():
    (record,) = read("对装机300千瓦以上的项目，每千瓦时补助0.06元。连续补助24个月，单个项目每年补助不超过20万元。")
    assert sums(record) == {"amount": ("=", 0.06), "cap": ("<=", 2e5)}


def test_the_first_of_a_row_is_told_by_its_own_degree():
    records = read("在本市租房的毕业生，可以申领租房补贴。标准为博士研究生每月1200元、硕士研究生每月900元。")
    assert [asked(one)[-1][2] for one in records] == ["博士研究生", "硕士研究生"]


def test_what_the_first_of_a_row_is_told_apart_by_holds_for_all_of_it():
    shop, hotel = read("首次月度入统的批发零售业企业奖励4万元、住宿餐饮业企业奖励2万元。")
    assert asked(shop) == [("首次月度入统", "=", True), ("行业", "=", "批发零售业")]
    assert asked(hotel) == [("首次月度入统", "=", True), ("行业", "=", "住宿餐饮业")]


def test_sums_told_of_which_are_offers_that_keep_the_list_of_ways_whole():
    firm, shop = read(
        "残疾人在本县首次创办企业或者从事个体经营，正常经营半年以上的，给予一次性创业补贴，其中创办企业的8000元，从事个体经营的4000元。"
    )
    assert [sums(one) for one in (firm, shop)] == [{"amount": ("=", 8000)}, {"amount": ("=", 4000)}]
    assert [one[0] for one in asked(shop)[:2]] == ["残疾人在本县首次创办企业", "从事个体经营"]
    assert shop.logic.startswith("(c1 or c2)")
    assert asked(shop)[-1] == ("从事个体经营", "=", True)


@pytest.mark.parametrize(
    "text",
    [
        "补助资金分3年按50%、30%、20%的比例拨付。",
        "奖补资金从满1年起分2年按60%、40%的比例发放，中途离职的停止发放。",
    ],
)
def test_instalments_are_no_offers(text):
    assert read(text) == []


def test_a_limit_over_aid_from_several_hands_is_no_offer():
    (record,) = read("购置烘干机的，按购置价的20%给予补贴。省级和县级补贴合计不得超过购置价的50%。")
    assert sums(record) == {"rate": ("=", 20)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对投资1亿元以上的重大项目，实行“一事一议”，具体额度由县政府研究确定。", [("投资", ">=", 1e8)]),
        ("世界首展、亚洲首展采取“一事一议”方式给予支持。", [("世界首展", "=", True), ("亚洲首展", "=", True)]),
        (
            "对在本市连锁运营3家以上托育机构、每家均达到二级以上的企业给予奖励，具体标准另行制定。",
            [("本市连锁运营托育机构", ">=", 3), ("每家均达到二级", "=", True)],
        ),
    ],
)
def test_an_offer_without_a_sum_keeps_its_conditions(text, expected):
    (record,) = read(text)
    assert sums(record) == {}
    assert asked(record)[: len(expected)] == expected


def test_those_chosen_hold_the_title_they_are_chosen_for():
    (record,) = read("每年择优认定8个左右市级节水示范项目，根据示范效果给予每个项目10万元至30万元的奖励。")
    assert asked(record) == [("称号级别", "=", "市级"), ("称号", "=", "节水示范项目")]
    assert sums(record) == {"floor": ("=", 1e5), "cap": ("<=", 3e5)}


def test_what_is_settled_case_by_case_gives_nothing_to_the_next_paragraph():
    *_, record = read("国际首店采取“一事一议”方式给予支持。\n商业街区运营企业每引进1家全国首店奖励3万元。")
    assert asked(record) == [("商业街区运营企业", "=", True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "第六条 （设备补助）新增设备20台以上的养老机构，给予5万元补助。",
            [("新增设备", ">=", 20), ("养老机构", "=", True)],
        ),
        (
            "（二）（岗位津贴）取得护理员证书并连续工作满1年的人员，每月补贴100元。",
            [("取得护理员证书", "=", True), ("连续工作", ">=", 1)],
        ),
    ],
)
def test_a_bracketed_heading_is_no_part_of_a_condition(text, expected):
    (record,) = read(text)
    assert asked(record)[:2] == expected
    assert "（设备" not in record.evidence.quote and "（岗位" not in record.evidence.quote


def test_titles_with_levels_of_their_own_take_none_from_their_neighbours():
    records = read(
        "对新认定的国家单项冠军企业、省级“小巨人”企业、市级特色企业、创新型企业，分别奖励50万元、30万元、10万元、2万元。"
    )
    levels = [[value for attr, _, value in asked(one) if attr == "称号级别"] for one in records]
    assert levels == [["国家"], ["省级"], ["市级"], []]


def test_each_title_of_a_list_keeps_its_own_name():
    factory, chain = read("对新获评省级绿色工厂、绿色供应链企业的，分别给予30万元、20万元奖励。")
    assert [asked(one)[-1] for one in (factory, chain)] == [("称号", "=", "绿色工厂"), ("称号", "=", "绿色供应链企业")]


def test_a_bare_grade_is_the_grade_of_the_body_that_is_rated():
    first, _ = read("县内旅行社新评定为5A级、4A级的，分别给予8万元、4万元奖励。")
    assert asked(first) == [("在县内注册", "=", True), ("新评定", "=", True), ("旅行社等级", "=", "5A级")]


@pytest.mark.parametrize(
    ("text", "expected", "logic"),
    [
        (
            "购置插秧机、植保无人机、批处理量8吨以上的烘干机，并已备案的，补助1万元。",
            [("插秧机", True), ("植保无人机", True), ("批处理量", 8), ("烘干机", True), ("备案", True)],
            "(c1 or c2 or (c3 and c4)) and c5",
        ),
        (
            "利用自有或者租赁用房开办的，补助1万元。",
            [("利用自有用房开办", True), ("利用租赁用房开办", True)],
            "c1 or c2",
        ),
        (
            "签订3年以上租赁合同（自有房产除外）、营业面积80平方米以上的，补助1万元。",
            [("租赁合同期限", 3), ("自有房产", True), ("营业面积", 80)],
            "(c1 or c2) and c3",
        ),
        (
            "企业将在用的风机、水泵更新为能效1级设备的，补助1万元。",
            [("更新设备", "风机、水泵"), ("更新为能效1级设备", True)],
            "c1 and c2",
        ),
    ],
)
def test_one_of_several_ways_is_enough(text, expected, logic):
    (record,) = read(text)
    assert [(one.attr, one.value) for one in record.conditions] == expected
    assert record.logic == logic


def test_two_things_measured_side_by_side_are_both_asked():
    (record,) = read("注册资本、实缴资本均为500万元以上的企业，奖励1万元。")
    assert " or " not in record.logic


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对应届毕业生，奖励1万元。", [("应届毕业生", True)]),
        ("新建食堂，可同时容纳50人以上就餐的，补助1万元。", [("新建食堂", True), ("容纳就餐", 50)]),
        ("组织旅游专列，单趟游客200人以上的，每趟奖励1万元。", [("组织旅游专列", True), ("单趟游客", 200)]),
        ("加强宣传，单趟游客200人以上的，每趟奖励1万元。", [("单趟游客", 200)]),
        ("利用租赁用房（租赁期限4年以上）的，补助1万元。", [("利用租赁用房", True), ("租赁期限", 4)]),
        (
            "食堂为本市65周岁以上老年人提供送餐服务的，补助1万元。",
            [("老年人年龄", 65), ("食堂为本市老年人提供送餐服务", True)],
        ),
        ("建成投产、年产能2万吨以上的，补助1万元。", [("建成投产", True), ("年产能", 2)]),
        ("申报企业新获得的2年期以上、单笔100万元以上贷款，贴息1万元。", [("新获得", True), ("贷款期限", 2)]),
        ("通过四星级复核的，奖励1万元。", [("通过四星级复核", True)]),
        ("在省级技能竞赛中获得二等奖的，奖励1万元。", [("奖项", "省级技能竞赛"), ("等次", "二等奖")]),
        ("属于新材料、新能源、生物医药三条产业链的，奖励1万元。", [("新材料、新能源、生物医药三条产业链", True)]),
        ("企业实施节水改造或者中水回用项目的，补助1万元。", [("项目类型", "节水改造、中水回用")]),
        (
            "2024年1月1日以后新建单体大棚20亩以上的，补助1万元。",
            [("新建时间", "2024-01-01"), ("新建单体大棚", True), ("单体大棚", 20)],
        ),
        ("2024年1月1日以后在本区新开设的书店，奖励1万元。", [("开设时间", "2024-01-01"), ("在本区新开设", True)]),
        ("按年节能量给予补助：节能量200吨标准煤以上的，补助1万元。", [("节能量", 200)]),
        (
            "在本区星级酒店或专业会议场所举办、会期2天以上的会议，补助1万元。",
            [("在本区星级酒店或专业会议场所举办", True), ("会期", 2), ("会议", True)],
        ),
        ("流转期限5年以上、签订规范合同的，补助1万元。", [("流转期限", 5), ("签订规范合同", True)]),
        ("单件售价不超过6000元的，补贴300元。", [("单件售价", 6000)]),
        ("展览面积1万（含）至2万平方米的，补助1万元。", [("展览面积", 1), ("展览面积", 2)]),
        (
            "二孩家庭于2025年1月1日至12月31日期间在主城区购买住房的，补贴1万元。",
            [("二孩家庭", True), ("购房时间", "2025-01-01"), ("购房时间", "2025-12-31"), ("在主城区购买住房", True)],
        ),
        (
            "第一条组织旅游专列来本市，单列游客300人以上的，每列奖励3万元；500人以上的，每列奖励5万元。",
            [("组织旅游专列来本市", True), ("单列游客", 500)],
        ),
        (
            "更新使用15年以上的住宅电梯，整梯更换的，每台补助15万元；仅更换部件的，每台补助5万元。",
            [("更新住宅电梯", True), ("使用年限", 15), ("仅更换部件", True)],
        ),
        (
            "进出口额5000万美元以上、同比增长10%以上的，奖励1万元；1亿美元以上、同比增长10%以上的，奖励2万元。",
            [("进出口额", 1), ("同比增长", 10)],
        ),
        ("已验收的，自验收次月起，每月补助1万元。", [("验收", True)]),
    ],
)
def test_each_condition_is_read_whole_and_alone(text, expected):
    record = read(text)[-1]
    assert [(one.attr, one.value) for one in record.conditions][: len(expected)] == expected


def test_a_unit_written_out_before_holds_for_the_tiers():
    (record,) = read("节能量在200吨标准煤以上的，按节能量给予补助：节能量200吨（含）至500吨的，每吨补助300元。")
    assert {one.unit for one in record.conditions} == {"吨标准煤"}


def test_easier_terms_for_some_are_an_offer_with_all_else_as_before():
    first, eased = read(
        "年减排量200吨以上的，按投资额的10%给予补助，单个项目最高60万元。"
        "用能单位为学校的，年减排量要求放宽至50吨以上，其他条件不变，单个项目最高20万元。"
    )
    assert sums(first) == {"rate": ("=", 10), "cap": ("<=", 6e5)}
    assert sums(eased) == {"rate": ("=", 10), "cap": ("<=", 2e5)}
    assert asked(eased) == [("用能单位为学校", "=", True), ("年减排量", ">=", 50)]


def test_a_share_that_is_eased_for_some_places_eases_each_tier_for_them():
    *_, plain, cooled = read(
        "普通仓库每平方米补助90元，恒温仓库每平方米补助150元，且补助金额不超过投资的25%。"
        "建在山区的，不超过投资的比例放宽至35%。"
    )
    assert sums(plain) == {"amount": ("=", 90), "rate": ("<=", 35)}
    assert asked(plain) == [("普通仓库", "=", True), ("建在山区", "=", True)]
    assert asked(cooled) == [("恒温仓库", "=", True), ("建在山区", "=", True)]


def test_a_bound_that_is_lowered_without_an_offer_before_it_makes_none():
    assert read("建在山区的，申报门槛降低至20亩以上。") == []


def test_a_standard_told_a_sentence_later_keeps_what_is_asked_and_for_whom_each_sum_is():
    first, last = read(
        "在岛上租房并办理备案的家庭，按面积发放租房补贴。面积为每人10平方米；补贴标准为困难家庭每平方米8元，其他家庭每平方米5元。"
    )
    assert [one[0] for one in asked(first)][-2:] == ["办理备案", "困难家庭"]
    assert [one[0] for one in asked(last)][-2:] == ["办理备案", "其他家庭"]
    assert (sums(first), sums(last)) == ({"amount": ("=", 8)}, {"amount": ("=", 5)})


def test_a_lone_sum_is_the_next_step_of_what_the_step_before_gives():
    text = "单场售票1万张（含）至2万张的，每场奖励20万元；2万张（含）至3万张的，40万元；3万张（含）以上的，60万元。"
    assert [(one.amount.value, one.amount.per) for one in read(text)] == [
        (200_000, "每场"), (400_000, "每场"), (600_000, "每场")
    ]  # fmt: skip


def test_a_cap_for_each_line_is_no_offer_of_its_own():
    (record,) = read("新开通全货机航线，按每班8万元给予补助，单条航线年度最高800万元。")
    assert (record.amount.value, record.cap.value) == (80_000, 8_000_000)
