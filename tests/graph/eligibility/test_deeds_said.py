"""Every deed of the rules is told by its examples, and by no other."""

from __future__ import annotations

import pytest

from graph.eligibility.telling.deeds_said import Deed, deeds, said_of, telling


@pytest.mark.parametrize("deed", deeds(), ids=lambda deed: deed.id)
def test_a_deed_is_told_as_its_examples_say(deed: Deed) -> None:
    for asked, _ in (*deed.yes, *deed.no, *deed.denied):
        assert deed in telling(asked), asked
    assert [said for asked, said in deed.yes if said_of(asked, said) is not True] == []
    assert [said for asked, said in deed.no if said_of(asked, said) is True] == []
    assert [said for asked, said in deed.denied if said_of(asked, said) is not False] == []


@pytest.mark.parametrize(
    "asked", ["主导制定国家标准", "从银行获得贷款用于设备购置", "专利质押贷款贴息满2年", "在新三板挂牌并融资1000万元"]
)
def test_what_asks_for_more_is_not_met_by_a_deed_alone(asked: str) -> None:
    assert telling(asked) == ()
