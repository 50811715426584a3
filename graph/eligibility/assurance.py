"""Assurances that nothing shuts the applicant out (没出过事故, 信用没问题), and which conditions they settle.

The words are in `graph/rules/assurance.toml`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

__all__ = ["asked_of", "assured", "settled"]

_ALL: Final = "all"


@lru_cache(maxsize=20_000)
def asked_of(condition: str) -> frozenset[str]:
    """Return the classes of misdeed that a condition shuts out for.

    >>> sorted(asked_of("发生较大以上生产安全责任事故或者被列入失信名单"))
    ['accident', 'credit']
    """
    return frozenset(name for name, asks, _ in _classes() if asks.search(condition))


def assured(text: str) -> dict[str, str]:
    """Return each class that a text denies, with the words that do.

    >>> assured("没有事故、失信，亩均B类")
    {'accident': '没有事故', 'credit': '没有事故、失信'}
    """
    found = {name: match[0] for name, _, denied in _classes() if (match := denied.search(text))}
    if words := found.pop(_ALL, None):
        found |= {name: found.get(name, words) for name, *_ in _classes() if name != _ALL}
    return found


def settled(condition: str, denied: frozenset[str]) -> bool:
    """Tell whether all that a condition shuts out for is denied."""
    asked = asked_of(condition)
    return bool(asked) and asked <= denied


@cache
def _classes() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    data = tomllib.loads((files("graph") / "rules" / "assurance.toml").read_text("utf-8"))
    return tuple((one["id"], re.compile(one["asks"]), re.compile(one["denied"])) for one in data["assurance"])
