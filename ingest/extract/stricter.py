"""Bounds that only some must reach, told behind an offer: 其中，年能耗5000吨以上的单位，年节能量应达到300吨."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Literal

from ingest.extract.condition import Passage, Tree, numbered, sentence
from ingest.extract.draft import Offer
from ingest.extract.memory import Memory
from ingest.record import Condition

__all__ = ["stricter"]

_OTHERS: Final[dict[str | None, Literal["<", "<=", ">", ">="]]] = {">=": "<", ">": "<=", "<=": ">", "<": ">="}
_SOME: Final = re.compile(
    r"(?:^|(?<=[。；]))(?:其中|但|对于?|，)*(?P<who>[^，。；]{2,24}\d[^，。；]*?的)(?P<kind>[^，。；的\d]{0,14})，"
    r"(?P<asked>[^，。；\d]{2,16}?(?:应当?|必?须|需|要)?(?:达到?|不低于|不少于|不高于|不超过|在)\d[^，。；]*)(?=[。；]|$)"
)
_ASKED: Final = re.compile("应|须|需|要(?!求)|不[低少]于")
_GIVEN: Final = re.compile(r"\d\s*[十百千万亿]*元/|奖励|补[助贴]|奖补|给予|资助|最高|上限|支持")


def stricter(passage: Passage, offers: Sequence[Offer], place: int) -> Tree:
    """Return what some must reach beyond what the offer at `place` asks of all: who is not of them need not reach it.

    It stands behind the offer, in the clause of it, and says itself by a bound who is meant.

    >>> passage = Passage.of("按每吨600元奖励。其中，年能耗5000吨以上的单位，年节能量应达到300吨以上。")
    >>> offer = Offer(0, 0, 0, 8, [], (0, 8))
    >>> numbered([stricter(passage, [offer], 0)])[1]
    'c1 or c2'
    """
    text, found = passage.even.text, []
    for match in _SOME.finditer(text):
        before = [index for index, offer in enumerate(offers) if offer.start < match.start()]
        inside = any(match.start() < offer.start < match.end() for offer in offers)
        if place not in before or inside or not _ASKED.search(match["asked"]) or _GIVEN.search(match[0]):
            continue
        who, asked = (numbered([sentence(passage, *match.span(part), Memory())])[0] for part in ("who", "asked"))
        others = tuple(replace(one, op=_OTHERS[one.op]) for one in who if _bound(one))
        if others and asked and all(map(_bound, asked)):
            found.append(Tree((*others, asked[0] if len(asked) == 1 else Tree(asked)), any=True))
    return Tree(tuple(found)) if len(found) != 1 else found[0]


def _bound(one: Condition) -> bool:
    return isinstance(one.value, float) and one.op in _OTHERS
