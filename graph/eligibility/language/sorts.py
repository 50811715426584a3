"""Sorts of things that a clause for all names widely, and an offer by what is of them: 畜禽养殖场, 生猪.

The words are in `graph/rules/sort.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from graph.eligibility.language.entries import entries

__all__ = ["Sort", "of_the_sort", "sorts"]

_FILE: Final = "sort.toml"


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort: what names it, what of an offer's words is of it, and examples of these."""

    id: str
    named: str
    says: str
    why: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@cache
def sorts() -> tuple[Sort, ...]:
    """Return every sort. Raises RuleError for one that is not well formed."""
    return entries(_FILE, "sort", _sort)


def _sort(entry: Mapping[str, Any]) -> Sort:
    for name in ("named", "says"):
        re.compile(entry[name])
    return Sort(**{**entry, "yes": tuple(entry["yes"]), "no": tuple(entry["no"])})


@lru_cache(maxsize=20_000)
def of_the_sort(named: str, offered: str) -> bool | None:
    """Tell whether what an offer says is of the sort that words name; None where they name none.

    >>> of_the_sort("畜禽规模养殖场", "新建生猪养殖场"), of_the_sort("畜禽规模养殖场", "新品种通过审定")
    (True, False)
    >>> of_the_sort("旅行社", "组织过夜游客")
    """
    meant = [one for one in sorts() if re.search(one.named, named)]
    return any(re.search(one.says, offered) for one in meant) if meant else None
