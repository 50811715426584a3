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


def test_how_long_it_is_paid_does_not_part_a_cap_from_its_offer():
    (record,) = read("对装机300千瓦以上的项目，每千瓦时补助0.06元。连续补助24个月，单个项目每年补助不超过20万元。")
    assert sums(record) == {"amount": ("=", 0.06), "cap": ("<=", 2e5)}


def test_the_first_of_a_row_is_told_by_its_own_degree():
    records = read("在本市租房的毕业生，可以申领租房补贴。标准为博士研究生每月1200元、硕士研究生每月900元。")
    assert [asked(one)[-1][2] for one in records] == ["博士研究生", "硕士研究生"]


@pytest.mark.parametrize(
    "text",
    [
        "补助资金分3年按50%、30%、20%的比例拨付。",
        "奖补资金从满1年起分2年按60%、40%的比例发放，中途离职的停止发放。",
    ],
)
def test_instalments_are_no_offers(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对投资1亿元以上的重大项目，实行“一事一议”，具体额度由县政府研究确定。", [("投资", ">=", 1e8)]),
    ],
)
def test_an_offer_without_a_sum_keeps_its_conditions(text, expected):
    (record,) = read(text)
    assert sums(record) == {}
    assert asked(record)[: len(expected)] == expected


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


def test_two_things_measured_side_by_side_are_both_asked():
    (record,) = read("注册资本、实缴资本均为500万元以上的企业，奖励1万元。")
    assert " or " not in record.logic


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建食堂，可同时容纳50人以上就餐的，补助1万元。", [("新建食堂", True), ("容纳就餐", 50)]),
        ("组织旅游专列，单趟游客200人以上的，每趟奖励1万元。", [("组织旅游专列", True), ("单趟游客", 200)]),
        ("加强宣传，单趟游客200人以上的，每趟奖励1万元。", [("单趟游客", 200)]),
        ("建成投产、年产能2万吨以上的，补助1万元。", [("建成投产", True), ("年产能", 2)]),
        ("通过四星级复核的，奖励1万元。", [("通过四星级复核", True)]),
        ("按年节能量给予补助：节能量200吨标准煤以上的，补助1万元。", [("节能量", 200)]),
        (
            "在本区星级酒店或专业会议场所举办、会期2天以上的会议，补助1万元。",
            [("在本区星级酒店或专业会议场所举办", True), ("会期", 2), ("会议", True)],
        ),
        ("流转期限5年以上、签订规范合同的，补助1万元。", [("流转期限", 5), ("签订规范合同", True)]),
        ("展览面积1万（含）至2万平方米的，补助1万元。", [("展览面积", 1), ("展览面积", 2)]),
        (
            "第一条组织旅游专列来本市，单列游客300人以上的，每列奖励3万元；500人以上的，每列奖励5万元。",
            [("组织旅游专列来本市", True), ("单列游客", 500)],
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


def test_a_bound_that_is_lowered_without_an_offer_before_it_makes_none():
    assert read("建在山区的，申报门槛降低至20亩以上。") == []


def test_a_cap_for_each_line_is_no_offer_of_its_own():
    (record,) = read("新开通全货机航线，按每班8万元给予补助，单条航线年度最高800万元。")
    assert (record.amount.value, record.cap.value) == (80_000, 8_000_000)
