"""Where or for whom a goal is set: 京津冀 · 规模以上工业 · 新建厂房, told apart from what is measured."""

from __future__ import annotations

import re

from ingest.rules import load

__all__ = ["is_place", "part_of", "placed", "scoped", "shared_end", "told_for"]

_SCOPE = load("target")["scope"].regex
_ONE_NAME = re.compile("(?:登记|调查)?失业率|化率|新增就业|居民|常住居民|人均|低保")  # 城镇登记失业率 is one indicator
_AT_END = re.compile("(?P<rest>.{3,}?)(?P<place>建成区|主?城区|市区|县城|城镇|农村|乡镇|村)$")
_PLACE = load("target")["scope-place"].regex


def scoped(name: str, listed: bool) -> tuple[str, str | None]:
    """Split 京津冀地区煤炭消费量 into what is measured and where."""
    if len(name) > 4 and re.match(r"全[省市县区州](?![域长])", name):
        name = name[2:]  # the document's own region is no scope
    match = _SCOPE.match(name)
    if (
        match
        and load("target")["indicator-noun"].regex.search(match["rest"])
        and not re.match(r"^(?:的|和|与|、)", match["rest"])
        and not (match["scope"] in ("城镇", "农村", "城市") and _ONE_NAME.match(match["rest"]))
    ):
        return match["rest"], match["scope"].removesuffix("的")
    if listed:
        return name, None
    if (last := _AT_END.match(name)) and load("target")["indicator-noun"].regex.search(last["rest"]):
        return last["rest"], last["place"]  # 道路清扫率建成区达到90%
    whole, mark, part = name.rpartition("的")
    if mark and len(part) >= 3 and load("target")["indicator-noun"].regex.search(part) and len(whole) >= 2:
        return part, whole
    return name, None


def shared_end(name: str, before: str) -> str:
    """Return the measure that a name of a class ends with as the indicator before it does (12吨以上货车|安装率)."""
    size = next((n for n in range(len(name) - 2, 2, -1) if before.endswith(name[-n:])), 0)
    end = name[len(name) - size :]
    rules = load("target")
    if not size or not rules["indicator-noun"].regex.search(end) or not re.search(r"\d|以[上下]", name[:-size]):
        return ""
    return end


def is_place(name: str) -> bool:
    """Whether a name is that of a place or group rather than of a measure.

    >>> is_place("长三角地区"), is_place("煤炭消费量")
    (True, False)
    """
    return bool(_PLACE.search(name))


def placed(name: str, count: int) -> tuple[str, list[str]] | None:
    """Split a list of places from what is measured in them, one place for each of `count` values; else None.

    >>> placed("东山县、西山县两个县新增托位", 2)
    ('新增托位', ['东山县', '西山县'])
    """
    match = load("target")["listed-places"].regex.match(name)
    places = re.split("[、和及与]", match["places"]) if match else []
    return (match["what"], places) if match and len(places) == count else None


def part_of(words: str) -> str | None:
    """Return the part that 其中 opens, None where the words open with no other part.

    >>> part_of("其中公办园"), part_of("其中5张")
    ('公办园', None)
    """
    match = load("target")["of-which"].regex.match(words)
    return match["scope"] if match else None


def told_for(words: str) -> str | None:
    """Return for whom or what the words right before a goal say that it is set.

    >>> told_for("对于新建驿站，力争"), told_for("对于未完成的，")
    ('新建驿站', None)
    """
    match = load("target")["told-for"].regex.search(words)
    return match["scope"] if match else None
