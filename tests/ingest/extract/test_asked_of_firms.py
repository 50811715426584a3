"""What firms must meet, as policies on industry and science put it: days, rows of titles, deeds done for others."""

import pytest

from ingest.record import Clause
from tests.ingest.extract.told import offers, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "列入渔港建设计划、2023年3月1日（含）以后开工",
            [("列入渔港建设计划", "=", True), ("开工时间", ">=", "2023-03-01")],
        ),
        ("取得捕捞许可、成立于2022年12月31日前", [("取得捕捞许可", "=", True), ("成立时间", "<=", "2022-12-31")]),
        (
            "远洋渔业公司2023年3月1日后购买的渔船",
            [("远洋渔业公司", "=", True), ("购买时间", ">=", "2023-03-01"), ("渔船", "=", True)],
        ),
        ("购买时间为2023年3月1日后的", [("购买时间", ">=", "2023-03-01")]),
        (
            "在我岛2023年3月1日后缴纳船税",
            [("在我岛", "=", True), ("缴纳时间", ">=", "2023-03-01"), ("缴纳船税", "=", True)],
        ),
        ("2023年以来竣工的码头", [("竣工时间", ">=", "2023"), ("码头", "=", True)]),
        ("2022年、2023年新认定", [("认定时间", ">=", "2022"), ("认定时间", "<=", "2023"), ("新认定", "=", True)]),
        ("企业2023年3月1日后购买的渔船", [("购买时间", ">=", "2023-03-01"), ("渔船", "=", True)]),
        ("在我市2023年3月1日后缴纳船税", [("缴纳时间", ">=", "2023-03-01"), ("缴纳船税", "=", True)]),
    ],
)
def test_what_stands_before_a_day_is_asked_too(text, expected):
    conditions, _ = read(text)
    assert [(one.attr, one.op, one.value) for one in conditions] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年度内新服务本岛渔业企业上船检20家以上", [("年度内新服务本岛渔业企业上船检", ">=", 20.0)]),
        ("帮助渔业企业投产项目3个以上的", [("帮助渔业企业投产项目", ">=", 3.0)]),
        ("渔港服务企业年营业收入1亿元以上", [("渔港服务企业", "=", True), ("年营业收入", ">=", 1e8)]),
    ],
)
def test_what_is_done_for_firms_is_counted_as_one_deed(text, expected):
    conditions, _ = read(text)
    assert [(one.attr, one.op, one.value) for one in conditions] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新认定为国际、国内、省内首艘（批）", [("国际首艘（批）",), ("国内首艘（批）",), ("省内首艘（批）",)]),
        ("新入选世界、亚洲百强渔港", [("世界百强渔港",), ("亚洲百强渔港",)]),
        ("新获评卓越级、先进级智能渔港、数字码头", [("卓越级智能渔港",), ("先进级智能渔港",), ("数字码头",)]),
        ("获得航海大奖金奖、银奖、优秀奖（含船模金奖、银奖、优秀奖）", [("金奖",), ("银奖",), ("优秀奖",)]),
    ],
)
def test_each_of_a_row_has_the_noun_that_the_last_names_for_all(text, expected):
    found = offers(
        Clause("d", "一", f"对{text}的，分别奖励{'、'.join(f'{9 - n}万元' for n in range(len(expected)))}。")
    )
    told = [{str(one.value) for one in offer.conditions} for offer in found]
    assert all(set(names) <= values for names, values in zip(expected, told, strict=True))
    assert not any(
        set(others) & values for at, values in enumerate(told) for others in expected if others != expected[at]
    )


def test_a_list_of_those_who_recommend_is_part_of_what_is_asked():
    assert ("称号", "船检服务商推荐目录") in {
        (one.attr, one.value) for one in read("列入省级船检服务商推荐目录的服务商")[0]
    }
    assert ("称号", "绿色渔港") in {(one.attr, one.value) for one in read("列入省级绿色渔港名单的渔港")[0]}


def test_who_holds_a_title_longer_is_not_named_anew():
    text = "对新认定的省级领军渔场，奖励10万元；省级领军渔场期满复核通过的，奖励2万元。"
    first, second = offers(Clause("d", "一", text))
    assert "新认定" in {one.attr for one in first.conditions}
    assert "新认定" not in {one.attr for one in second.conditions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("许可证在有效期内、从市外整体迁入", [("许可证在有效期内", True), ("从市外整体迁入", True)]),
        ("章程健全、运作规范、成员50户以上", [("章程健全", True), ("运作规范", True), ("成员", 50.0)]),
        ("具有健全、完善的财务制度", [("健全、完善", True), ("财务制度", True)]),
        (
            "常驻船员20人以上、其中具有中级以上职称的不少于5人",
            [("常驻船员", 20.0), ("具有中级以上职称", 5.0)],
        ),
        ("具有硕士以上学位的人员占比50%以上", [("具有硕士以上学位人员占比", 50.0)]),
        ("三年累计最高1000万元", []),
    ],
)
def test_each_thing_that_is_so_is_asked_apart(text, expected):
    conditions, _ = read(text)
    assert [(one.attr, one.value) for one in conditions] == expected


def test_what_of_a_sum_does_not_count_shuts_nobody_out():
    (offer,) = offers(Clause("d", "一", "对新购渔船的企业，按设备投入（财政资金购置的除外）的10%给予补助。"))
    assert offer.rate.of == "设备投入" and all(one.value is not False for one in offer.conditions)
    (offer,) = offers(Clause("d", "一", "对新购渔船的企业（中介机构除外），按设备投入的10%给予补助。"))
    assert ("中介机构", False) in {(one.attr, one.value) for one in offer.conditions}


def test_whoever_is_only_counted_is_not_for_whom_an_offer_is():
    scope = Clause("d", "二", "二、本措施适用于在本市注册、具有独立法人资格的企业。")
    for said in ("专职教师20人以上的航海学校", "执业医师占比30%以上的海员医院"):
        (offer,) = offers(Clause("d", "一", f"对{said}，奖励10万元。"), scope)
        assert "独立法人资格" in {one.attr for one in offer.conditions}
    (offer,) = offers(Clause("d", "一", "对毕业3年内高校毕业生，每人补贴1000元。"), scope)
    assert "独立法人资格" not in {one.attr for one in offer.conditions}


def test_a_word_for_several_bodies_is_a_title_by_any_of_their_names():
    text = "对新认定的省级船舶研发机构，奖励10万元。本条所称船舶研发机构，包括船舶实验室、船舶技术中心和船舶研究院。"
    (offer,) = offers(Clause("d", "一", text))
    (title,) = (one for one in offer.conditions if one.attr == "称号")
    assert title.op == "in" and "船舶技术中心" in str(title.value).split("、")
    text = "对设备投入，按10%给予补助。本条所称设备投入，包括购置费、安装费和调试费。"
    assert not any("费" in one.attr for offer in offers(Clause("d", "一", text)) for one in offer.conditions)


def test_of_faults_that_one_verb_names_each_must_not_be():
    shut = Clause("d", "二", "二、近一年发生较大及以上沉船事故或者重大溢油事件的，不予支持。")
    (offer,) = offers(Clause("d", "一", "对新购渔船的企业，奖励10万元。"), shut)
    assert {one.attr for one in offer.conditions if one.value is False} == {
        "近一年发生较大及以上沉船事故",
        "近一年发生重大溢油事件",
    }
