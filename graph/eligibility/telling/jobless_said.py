"""For how long someone says to have been registered as out of work: 失业登记了八个月 of 登记失业半年以上人员."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.listed import listed
from graph.eligibility.language.segment import Segment
from graph.eligibility.scheme import Scheme
from ingest.value.number import parse

__all__ = ["jobless_said"]

_LONG: Final = "(?P<many>半|\\d+|[一二两三四五六七八九十]+)(?P<unit>个月|年)"
_ASKED: Final = re.compile(f"(?:登记失业|失业登记)(?:连续|满|时间)*{_LONG}(?:（含）)?(?:及)?以上")
_SAID: Final = re.compile(
    f"(?:失业登记|登记失业|登记为失业|办(?:理|的|了)?失业(?:登记|证))(?:都|已经?|也|了|满|有|连续"
    f"|快)*{_LONG}(?P<more>多)?"
)
_ALMOST: Final = re.compile("快|不到|不满|差[一点不]|将近")
_OWN_NAME: Final = 14  # letters of a condition that asks for nothing besides


def jobless_said(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield for each condition on how long one was registered so whether it was long enough."""
    told = [(part, match) for part in parts if not part.asks and (match := _SAID.search(part.text))]
    if not told:
        return
    part, match = told[0]
    many = _months(match)
    for need in {(need.key, need.value_key): need for scheme in near for need in scheme.requirements}.values():
        called = need.value if isinstance(need.value, str) else need.attr if need.value is True else ""
        asked = _ASKED.search(called)
        if asked is None:
            continue
        among = listed(called) is not None or (isinstance(need.value, str) and "、" in called)
        if not among and len(called) > _OWN_NAME:
            continue
        if many > _months(asked) or (many == _months(asked) and not _ALMOST.search(part.text)):
            yield Fact.of(
                need.attr, need.value if isinstance(need.value, str) else True, words=part.text, start=part.start
            )
        elif not among:
            yield Fact.of(called, False, words=part.text, start=part.start)


def _months(match: re.Match[str]) -> float:
    many = 0.5 if match["many"] == "半" else float(parse(match["many"]))
    return many * (12 if match["unit"] == "年" else 1)
