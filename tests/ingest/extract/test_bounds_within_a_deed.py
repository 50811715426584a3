"""Bounds that stand within a deed or beside the offer: none is lost, and none is glued to what it does not bound."""

import pytest

from ingest.extract.condition import idle
from ingest.record import Clause
from tests.ingest.extract.told import offers, read


def asked(text):
    return [(one.attr, one.op, one.value) for one in read(text)[0]]


@pytest.mark.parametrize(
    "text", ["购置2级及以上能效的空调", "购置2015年底前生产的叉车", "租用仓库200平方米以上的企业", "购置10辆以上货车"]
)
def test_what_is_no_bound_of_a_thing_is_read_as_before(text):
    assert not any(one.attr.endswith(("面积", "吨位", "功率")) for one in read(text)[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年度停靠24个航次以上的", [("年度停靠", ">=", 24)]),
    ],
)
def test_each_bound_says_what_it_bounds(text, expected):
    assert asked(text)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("累计缴纳失业保险费12个月以上", True),
        ("单站充电桩不少于10个", True),
        ("每班收托10人以上", True),
        ("开展技能培训500人次以上", True),
        ("累计不超过12个月", False),
        ("单个企业不超过2台", False),
        ("每增加10人以上", False),
        ("每亩不低于500元", False),
        ("单个项目补助不低于10万元", False),
        ("期限最长3年", False),
        ("自起租之日起三年内", False),
        ("自投产次年起两年内", False),
        ("自登记之日起3年内的", True),
    ],
)
def test_a_bound_beside_the_offer_asks_unless_it_bounds_what_is_given(said, asks):
    assert idle(said) is not asks


def test_a_rate_that_is_asked_for_is_not_given():
    found = offers(Clause("d", "一", "渔保机构年化担保费率不超过1%、单户担保额500万元以下的业务，按担保额的0.5%补助。"))
    assert [one.rate.value for one in found] == [0.5]
    assert "单户担保额" in {one.attr for one in found[0].conditions}


@pytest.mark.parametrize(
    ("text", "logic", "last"),
    [
        ("其他家庭中有80周岁以上或者中度以上失能老年人的", "c1 or c2", "中度以上失能老年人"),
    ],
)
def test_the_other_way_and_the_yearly_check_are_kept(text, logic, last):
    conditions, joined = read(text)
    assert (conditions[-1].attr, joined) == (last, logic)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("其他作坊年产值100万元以上", ["其他作坊年产值"]),
        ("对外承包渔港工程完成营业额100万元以上", ["对外承包渔港工程完成营业额"]),
    ],
)
def test_no_letter_is_cut_off_and_no_bound_becomes_a_name(text, names):
    assert [one.attr for one in read(text)[0]] == names
