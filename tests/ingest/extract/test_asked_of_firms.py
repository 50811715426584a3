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
        ("2023年以来竣工的码头", [("竣工时间", ">=", "2023"), ("码头", "=", True)]),
        ("企业2023年3月1日后购买的渔船", [("购买时间", ">=", "2023-03-01"), ("渔船", "=", True)]),
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
    ],
)
def test_what_is_done_for_firms_is_counted_as_one_deed(text, expected):
    conditions, _ = read(text)
    assert [(one.attr, one.op, one.value) for one in conditions] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("章程健全、运作规范、成员50户以上", [("章程健全", True), ("运作规范", True), ("成员", 50.0)]),
        (
            "常驻船员20人以上、其中具有中级以上职称的不少于5人",
            [("常驻船员", 20.0), ("具有中级以上职称", 5.0)],
        ),
        ("具有硕士以上学位的人员占比50%以上", [("具有硕士以上学位人员占比", 50.0)]),
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
