"""Writes out the short names of places that are words too, where the store speaks of the place: 三明 is 三明市."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from graph.search.grams import pairs
from ingest.link.register import Register

__all__ = ["in_full"]


def in_full(text: str, titled: Callable[[str], bool]) -> str:
    """Return a question with such names in full; `titled` tells whether two characters stand in a title of the store.

    Only where a name may begin: at the start of a clause, or after a word that joins or places it.

    >>> in_full("贵州和三明减免几个月？三明市呢", lambda pair: True), in_full("第三明确了什么", lambda pair: True)
    ('贵州和三明市减免几个月？三明市呢', '第三明确了什么')
    >>> in_full("三明减免几个月", lambda pair: False)
    '三明减免几个月'
    """

    def full(match: re.Match[str]) -> str:
        name = _full()[match[0]]
        return name if all(map(titled, pairs(name))) else match[0]

    return _names().sub(full, text)


@cache
def _full() -> Mapping[str, str]:
    regions = Register.load().regions
    found = {one.short: one.name for one in regions.all() if one.level == "municipal" and len(one.short) > 1}
    return {short: name for short, name in found.items() if not any(mark.id for mark in regions.find(short))}


@cache
def _names() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_full(), key=len, reverse=True)))
    return re.compile(rf"(?:^|(?<=[\s，。；？！、,;?!在和与跟及]))(?:{names})(?![市州盟县区地])")
