"""Whether the items of a document are numbered on through its parts, so that 第十条 is the item （十）."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.value.number import parse

__all__ = ["items_run_on"]

_ITEM = re.compile(r"[（(](?P<number>[一二三四五六七八九十百\d]+)[）)]")


def items_run_on(paths: Iterable[str]) -> bool:
    """Tell whether the items of several parts, none of them an article, are numbered in one row.

    >>> items_run_on(["一", "一/(一)", "一/(二)", "二", "二/(三)"]), items_run_on(["一/(一)", "一/(二)", "二/(一)"])
    (True, False)
    """
    parts, last = set[str](), 0
    for path in paths:
        steps = path.split("/")
        if any(step.endswith("条") for step in steps):
            return False
        item = _ITEM.fullmatch(steps[1]) if len(steps) == 2 else None
        if item is None:
            continue
        number = int(parse(item["number"]))
        if number <= last:
            return False
        parts.add(steps[0])
        last = number
    return len(parts) > 1
