"""Service records: the sentences that say where, when and with what one applies, quoted as they stand."""

from __future__ import annotations

from typing import Any

import pytest

from api.eligibility.record import _stated, parts


def clause(text: str) -> dict[str, Any]:
    return {"document": "d", "path": "一", "clause": "d/clause/一", "text": text}


@pytest.mark.parametrize("part", parts(), ids=lambda part: part["key"])
def test_each_part_finds_its_examples_and_no_others(part: dict[str, Any]) -> None:
    for text in part["yes"]:
        (found,) = _stated([clause(f"总则。{text}")])[part["key"]]
        assert found["text"] == text and found["clause"].quote in f"总则。{text}"
    for text in part["no"]:
        assert not _stated([clause(text)]).get(part["key"])
