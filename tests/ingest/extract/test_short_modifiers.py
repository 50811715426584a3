"""Who is spoken of before a number, all that a list shuts out, and scopes of chapters told in one sentence."""

import pytest

from ingest.record import Clause
from tests.ingest.extract.told import offers, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在本市注册的企业研发投入100万元以上", [("在本市注册", True), ("研发投入", 1_000_000)]),
        ("在本县登记的经营主体流转土地100亩以上", [("在本县登记", True), ("流转土地", 100)]),
        ("本市户籍的个人购买商品房100平方米以上", [("本市户籍", True), ("购买商品房", 100)]),
        ("在本市纳税的建筑企业年产值1亿元以上", [("在本市纳税", True), ("年产值", 100_000_000)]),
    ],
)
def test_a_short_modifier_of_somebody_is_asked(text, expected):
    """Where somebody is registered is asked beside what is measured of them."""
    assert [(one.attr, one.value) for one in read(text)[0]] == expected


@pytest.mark.parametrize(
    "who",
    [
        "近两年内发生重大安全事故，或被列入失信名单的企业不予补助",
        "近两年内发生重大安全事故，以及被列入失信名单的不予补助",
    ],
)
def test_a_list_that_ends_with_its_consequence_is_read_whole(who):
    """What stands before 或 shuts out too."""
    (offer,) = offers(Clause("d", "一", f"购置环保设备的企业给予5万元补助。{who}。"))
    shut = {one.attr for one in offer.conditions if one.value is False}
    assert shut == {"近两年内发生重大安全事故", "被列入失信名单"}
