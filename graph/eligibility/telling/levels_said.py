"""Of which level a title is, said without the word for it: 国家5G工厂, 省专精特新, 省里评的, 市厅发文认定."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.level_words import LEVEL, REFUSED, by_levels, levels_before_titles
from graph.eligibility.language.segment import Segment
from graph.eligibility.scheme import Scheme

__all__ = ["levels_said"]

_TITLE: Final = "称号"


def levels_said(parts: Sequence[Segment], near: Iterable[Scheme]) -> Iterator[Fact]:
    """Yield the level of a title where one alone is told, before the title or as of whoever named it."""
    needs = [need for scheme in near for need in scheme.requirements if isinstance(need.value, str)]
    levels = {need.value: need for need in needs if need.attr == LEVEL}
    titles = {re.sub('^[“”"（]+', "", str(need.value))[:2] for need in needs if need.attr == _TITLE}
    if not levels or not titles:
        return
    titles = {title for title in titles if len(title) > 1}
    told: dict[str, Segment] = {}
    for part in parts:
        if not part.asks and not REFUSED.search(part.text):
            for level in (
                *by_levels(part.text),
                *levels_before_titles(part.text, titles),
                *levels_before_titles(part.canonical, titles),
            ):
                told.setdefault(level, part)
    if len(told) != 1:
        return
    ((level, part),) = told.items()
    if need := levels.get(level):
        yield Fact.of(LEVEL, str(need.value), words=part.text, start=part.start)
    elif any("以上" in str(value) for value in levels):  # 省级 is told where 省级以上 is asked for
        yield Fact.of(LEVEL, level, words=part.text, start=part.start)
