"""Bounds in brackets behind a size or a grade: 小型（灶头数1—2个）…，中型（3—5个）… measure one thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.record import Condition

__all__ = ["sized"]

_SIZE = "(?:特大|超大|大|中|小|微)型|[一二三四五](?:档|类|级)|[甲乙丙丁]类|[ABCD]类|第[一二三四五](?:档|类)"
_NAMED = re.compile(rf"(?:{_SIZE})（(?P<name>[^（），。；\d]{{2,12}}?)(?:为|在|达到?|不低于|不少于|不超过)*\d")
_CLASS = re.compile(_SIZE)


def sized(conditions: Sequence[Condition], text: str) -> tuple[Condition, ...]:
    """Return the conditions with each bound that stands behind a size named by what the first of `text` measures.

    >>> told = Condition("中型", "中型（3—5个", ">=", 3.0, "个")
    >>> sized([told], "小型（灶头数1—2个）每户最高3000元，中型（3—5个）最高8000元")[0].attr
    '灶头数'
    >>> sized([told], "中型（3—5个）最高8000元")[0].attr
    '中型'
    """
    names = {match["name"] for match in _NAMED.finditer(text)}
    if len(names) != 1:
        return tuple(conditions)
    (name,) = names
    return tuple(
        replace(one, attr=name) if isinstance(one.value, int | float) and _CLASS.fullmatch(one.attr) else one
        for one in conditions
    )
