"""The clause that names the firms a document is for, however it is begun, with the short names it gives on the way."""

from __future__ import annotations

import pytest

from ingest.record import Clause
from tests.ingest.extract.told import offers

OFFER = Clause("d", "第三条", "第三条 对首次认定的企业，奖励10万元。")
SEAT = "在荻浦区注册"


def asked(scope: str) -> list[tuple[str, object]]:
    """Return what is asked of the one offer besides that it is named for the first time."""
    (offer,) = offers(Clause("d", "第二条", f"第二条 {scope}"), OFFER)
    assert " or " not in (offer.logic or "")
    return [(one.attr, one.value) for one in offer.conditions if one.attr != "首次认定"]


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("本细则所称“企业”，是指在荻浦区注册的企业。", [(SEAT, True)]),
        ("本办法资助的企业，应当在荻浦区注册。", [(SEAT, True)]),
        ("享受本政策的企业应同时满足：1.在荻浦区注册；2.独立核算。", [(SEAT, True), ("独立核算", True)]),
        ("申请企业必须同时符合：在荻浦区注册；独立核算。", [(SEAT, True), ("独立核算", True)]),
        ("凡在荻浦区注册的独立法人企业均可享受本政策。", [(SEAT, True), ("独立法人企业", True)]),
    ],
)
def test_whoever_a_document_is_for_is_asked_it(scope: str, expected: list[tuple[str, object]]) -> None:
    assert asked(scope) == expected


@pytest.mark.parametrize(
    ("scope", "whole"),
    [
        ("本政策适用于在荻浦经济开发区（以下简称“经开区”）内登记注册的企业。", "在荻浦经济开发区内登记注册"),
        (
            "本政策适用于注册地、税务关系均在荻浦区（以下简称“本区”）范围内的企业。",
            "注册地、税务关系均在荻浦区范围内",
        ),
    ],
)
def test_a_short_name_on_the_way_parts_nothing(scope: str, whole: str) -> None:
    assert asked(scope) == [(whole, True)]


def test_a_word_that_an_offer_uses_is_asked_of_that_offer_alone() -> None:
    meaning = Clause("d", "第二条", "第二条 本措施所称文化企业是指在荻浦区注册的企业。")
    other = Clause("d", "第四条", "第四条 对文化企业，奖励5万元。")
    first, _ = offers(meaning, OFFER, other)
    assert SEAT not in {one.attr for one in first.conditions}
