"""Kinds of a thing that people's words run together and documents tell apart: who asks for 双季稻 is not met by 水稻.

The kinds are in `graph/rules/narrower.toml`: what in a condition names each, and what in an applicant's words does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from graph.eligibility.language.entries import entries

__all__ = ["Narrower", "kinds", "left_wide", "narrower"]

_FILE: Final = "narrower.toml"
_LISTS: Final = re.compile("、|或|和|及")  # of a list another kind may be meant
_DENIED: Final = re.compile("(?:没有?|未|不是?|非|无)[^，。；]{0,3}$")


@dataclass(frozen=True, slots=True)
class Narrower:
    """One kind: what asks for it, what says that it is meant, and [condition, said] of both."""

    id: str
    asks: str
    says: str
    why: str
    yes: tuple[tuple[str, str], ...]
    no: tuple[tuple[str, str], ...]


@cache
def narrower() -> tuple[Narrower, ...]:
    """Return every kind. Raises RuleError for one that is not well formed."""
    return entries(_FILE, "narrower", _narrower)


def _narrower(entry: Mapping[str, Any]) -> Narrower:
    pairs = {name: tuple((asked, said) for asked, said in entry[name]) for name in ("yes", "no")}
    for name in ("asks", "says"):
        re.compile(entry[name])
    return Narrower(**{**entry, **pairs})


def left_wide(asked: str, said: Iterable[str]) -> bool:
    """Tell whether a condition names a kind that nothing of what is said does.

    >>> [left_wide("种植双季稻", [said]) for said in ("种了20亩水稻", "早稻和晚稻都种")], left_wide("种植水稻", [""])
    ([True, False], False)
    """
    kinds = _asked(asked)
    return bool(kinds) and not all(any(_names(kind, words) for words in said) for kind in kinds)


@lru_cache(maxsize=20_000)
def kinds(text: str) -> frozenset[str]:
    """Return the kinds that a name names: 早稻种植面积 is of one, 水稻种植面积 of none.

    >>> sorted(kinds("早稻种植面积")), sorted(kinds("水稻种植面积"))
    (['early-rice'], [])
    """
    return frozenset(kind.id for kind in narrower() if re.search(kind.asks, text))


@lru_cache(maxsize=50_000)
def _asked(text: str) -> tuple[Narrower, ...]:
    found = ((kind, re.search(kind.asks, text)) for kind in narrower())
    return tuple(kind for kind, name in found if name and not _LISTS.search(text.replace(name[0], "")))


def _names(kind: Narrower, words: str) -> bool:
    return any(not _DENIED.search(words, 0, match.start()) for match in re.finditer(kind.says, words))
