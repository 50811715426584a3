"""How many of the trainees a body keeps, told by the head: 带了8个大学生，期满留下5个."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.quantity import Said, dimension, measures
from graph.eligibility.language.segment import Segment
from graph.eligibility.scheme import Scheme

__all__ = ["kept", "retained"]

_SHARE: Final = re.compile("留用(?:率|比例|占比)")
_KEPT: Final = re.compile(
    r"(?:留[用下任岗]|留了(?!学))[^，。；\d]{0,6}(?:[\d一二两三四五六七八九十]+)[个名人位]|[个名人位][^，。；\d]{0,6}留[用下任岗]"
)
_ALL: Final = re.compile("(?:全部?|都|悉数)(?:被)?(?:给)?留[用下任了]|一个(?:都|也)?(?:没走|不落)")
_SOME_LEFT: Final = re.compile(  # 走了6个，剩下的都留任了
    r"(?:走|离职|辞|跑|退出|淘汰)了?[^，。；\d]{0,4}[\d一二两三四五六七八九十]+[个名人位]|剩下|其余|余下|没走的"
)
_NONE: Final = re.compile("(?:一个|一人|谁)?(?:也|都)?(?:没有?|未)(?:人)?留[用下任]?|都走了|全走了")
_HEADS: Final = frozenset("人个名位")


def kept(part: Segment) -> bool:
    """Tell whether a stretch says how many of those who came were kept.

    >>> [kept(Segment(text, 0, False)) for text in ("期满留下5个", "都留下了", "带了8个大学生", "留学3年")]
    [True, True, False, False]
    """
    return any(shape.search(part.text) for shape in (_KEPT, _ALL, _NONE))


def retained(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield the share of trainees kept, reckoned from how many came and how many stayed, where one is asked for."""
    asked = {need.attr for scheme in near for need in scheme.requirements if need.numeric and _SHARE.search(need.attr)}
    stayed = next((part for part in parts if kept(part) and not part.asks), None) if asked else None
    if stayed is None:
        return
    all_stayed = _ALL.search(stayed.text)
    if all_stayed and any(_SOME_LEFT.search(part.text) for part in parts):
        return
    whole = max((many for part in parts if not kept(part) for many in _heads(part)), default=0.0)
    many = whole if all_stayed else 0.0 if _NONE.search(stayed.text) else _stayed(stayed)
    if whole and many is not None and many <= whole:
        note = f"（{whole:g}人中留用{many:g}人）"
        for name in asked:
            yield Fact.of(name, round(many / whole * 100, 2), "%", words=stayed.text, start=stayed.start, note=note)


def _stayed(part: Segment) -> float | None:
    """Return how many stayed: the number behind 留, else the last before it (6人留了3个, 3个留下)."""
    at = part.text.find("留")
    told = [(said.start, said.value) for said in measures(part.text) if _counts_heads(said)]
    behind = [value for start, value in told if start > at]
    before = [value for start, value in told if start < at]
    return behind[0] if behind else before[-1] if before else None


def _counts_heads(said: Said) -> bool:
    return said.unit[:1] in _HEADS and dimension(said.unit) == "Count"


def _heads(part: Segment) -> Iterator[float]:
    for said in measures(part.text):
        if _counts_heads(said):
            yield said.value
