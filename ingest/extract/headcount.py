"""Firms told by how many they employ (30人（含）以下的企业), and ratios bounded by a share of the staff."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.record import Condition

__all__ = ["headcounts"]

_STAFF = "职工人数"
_FIRM = re.compile("(?:大|中|小|微|中小|小微|中小微)?型?(?:企业|单位|机构|合作社)")
_SIZE = re.compile(r"(?P<number>\d+)人(?:（不?含）)?以(?P<way>[上下])")
_RATIO = re.compile(
    r"(?P<name>[^，。；\d]{1,6}率)(?P<way>不超过|不得超过|不高于|不低于|低于|高于)[^，。；\d]{2,16}总?[人数]数?"
)
_WAYS = {"不超过": "<=", "不得超过": "<=", "不高于": "<=", "不低于": ">=", "低于": "<", "高于": ">"}


def headcounts(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """Return the conditions with the size of a firm as its number of staff, and a ratio with its bound.

    >>> told = Condition("小微企业", "30人（含）以下", "<=", 30.0, "人"), Condition("50人以上", "50人以上", "=", True)
    >>> [(one.attr, one.op, one.value) for one in headcounts(told)]
    [('职工人数', '<=', 30.0), ('职工人数', '>=', 50.0)]
    >>> (ratio,) = headcounts([Condition("裁员率不高于职工总数", "裁员率不高于职工总数20%", "=", 20.0, "%")])
    >>> ratio.attr, ratio.op
    ('裁员率', '<=')
    """
    return tuple(_read(one) for one in conditions)


def _read(one: Condition) -> Condition:
    if one.value is True and (size := _SIZE.fullmatch(one.attr)):
        op = "<=" if size["way"] == "下" else ">="
        return replace(one, attr=_STAFF, op=op, value=float(size["number"]), unit="人")  # type: ignore[arg-type]
    if one.unit == "人" and _FIRM.fullmatch(one.attr) and _SIZE.search(one.text):
        return replace(one, attr=_STAFF)
    if one.op == "=" and one.unit == "%" and (ratio := _RATIO.fullmatch(one.attr)):
        return replace(one, attr=ratio["name"], op=_WAYS[ratio["way"]])  # type: ignore[arg-type]
    return one
