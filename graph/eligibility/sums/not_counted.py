"""What a clause says that is not counted: 自有承包田的作业面积不计入."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graph.eligibility.scheme import Place

__all__ = ["not_counted"]

_RULE: Final = re.compile(
    r"(?:^|[，。；：\n])(?P<what>[^，。；：\n\d]{2,20}?)(?:一律|均|都|应当?)?不(?:予)?(?:计入|纳入|计算|统计)(?![^，。；]{0,8}(?:失信|名单|目录|征信|信用))"
)


def not_counted(place: Place) -> Iterator[tuple[str, Place]]:
    """Yield what a clause does not count.

    >>> [what for what, _ in not_counted(Place("d", "", "一", "", "每亩补8元。自有承包田的作业面积不计入。"))]
    ['自有承包田的作业面积']
    """
    for match in _RULE.finditer(place.quote):
        yield match["what"], place
