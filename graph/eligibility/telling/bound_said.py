"""Spells that a condition bounds within its words: 半年期的贷款 is none of 获得一年期以上银行贷款."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from graph.eligibility.language.quantity import convert, dimension, measures
from ingest.value.number import parse

__all__ = ["out_of_bound", "unbound"]

_BOUND: Final = re.compile(
    "(?P<number>\\d+|半|[一二两三四五六七八九十]+)(?P<unit>年|个月|天|日)(?:期)?(?:（含）)?(?P<end>及?以上|以下|以内|之内|内)的?"
)
_NO_SPELL: Final = re.compile("近|前|过去|之日|连续|\\d{4}年")
_SINGLE: Final = re.compile("^[一1](?:年|天|月)$")


@lru_cache(maxsize=20_000)
def _bound(attr: str) -> tuple[float, str, bool] | None:
    found = [] if _NO_SPELL.search(attr) else list(_BOUND.finditer(attr))
    if len(found) != 1:
        return None
    unit = {"日": "天"}.get(found[0]["unit"], found[0]["unit"])
    number = 0.5 if found[0]["number"] == "半" else parse(found[0]["number"])
    return number, unit, "上" in found[0]["end"]


def unbound(attr: str) -> str:
    """Return a condition without the spell that it bounds within its words.

    >>> unbound("获得一年期以上银行贷款"), unbound("取得许可证后6个月内开工"), unbound("近3年内无事故")
    ('获得银行贷款', '取得许可证后开工', '近3年内无事故')
    """
    return _BOUND.sub("", attr, count=1) if _bound(attr) else attr


@lru_cache(maxsize=50_000)
def out_of_bound(attr: str, said: str) -> bool | None:
    """Tell whether the one spell that a stretch tells breaks the bound of a condition; None where none is told.

    >>> asked = "获得一年期以上银行贷款"
    >>> [out_of_bound(asked, said) for said in ("从银行借了半年期的贷款", "借了两年期的贷款", "借了贷款")]
    [True, False, None]
    >>> out_of_bound("取得许可证后6个月内开工", "拿到许可证一年后才开工")
    True
    """
    bound = _bound(attr)
    if bound is None:
        return None
    told = [one for one in measures(said) if dimension(one.unit) == "Time"]
    spells = [one for one in told if len(told) == 1 or not _SINGLE.match(said[one.start : one.end])]
    values = {convert(one.value, one.unit, bound[1]) for one in spells}
    value = values.pop() if len(values) == 1 else None
    if value is None:
        return None
    return value < bound[0] if bound[2] else value > bound[0]
