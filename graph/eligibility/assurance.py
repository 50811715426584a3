"""Assurances that nothing shuts the applicant out (没出过事故, 信用没问题), and which conditions they settle.

The words are in `graph/rules/assurance.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from graph.eligibility.thesaurus import alternatives

__all__ = ["asked_of", "assured", "settled"]

_ALL: Final = "all"
_STRETCH: Final = re.compile(r"[^，。；！？,;!?\n]+[！？!?]?")
_LISTED: Final = re.compile("、|或者|或|以及|和|及(?!以上)")
_GAP: Final = "[^，。；！？没未不非无]{0,10}"
_ON: Final = r"(?!欠|了|[^，。；、]{0,3}[\d一两几])"  # 没有事故、社保欠了两个月 denies the first alone
_NEAR: Final = 6
_NO: Final = re.compile("[没未不非无]")
_DEGREES: Final = (("特别重大", 3), ("特大", 3), ("重大", 2), ("较大", 1), ("大的", 1), ("严重", 1))


@dataclass(frozen=True, slots=True)
class _Class:
    """One class of misdeed: what asks for it, what names it, what denies it, what says the opposite."""

    name: str
    asks: re.Pattern[str]
    noun: re.Pattern[str]
    denied: re.Pattern[str]
    good: re.Pattern[str]


@lru_cache(maxsize=20_000)
def asked_of(condition: str) -> frozenset[str]:
    """Return the classes of misdeed that a condition shuts out for.

    >>> sorted(asked_of("发生较大以上生产安全责任事故或者被列入失信名单"))
    ['accident', 'credit']
    """
    return frozenset(one.name for one in _classes() if one.asks.search(condition))


def assured(text: str) -> dict[str, str]:
    """Return each class that a text denies, with the words that do; nothing that it asks, or also says.

    >>> assured("没有事故、失信，亩均B类")
    {'accident': '没有事故', 'credit': '没有事故、失信'}
    >>> assured("没有事故，没想到被列入黑名单"), assured("有事故吗？各方面都没问题吗？")
    ({'accident': '没有事故'}, {})
    """
    told = [part for part in _STRETCH.findall(text) if not _open().search(part)]
    found = {one.name: words for one in _classes() if (words := _denial(one, told))}
    if words := found.pop(_ALL, None):
        found |= {one.name: found.get(one.name, words) for one in _classes() if one.name != _ALL}
    return found


def settled(condition: str, denied: Mapping[str, str]) -> bool:
    """Tell whether all that a condition shuts out for is denied, each thing that it lists and in its degree.

    >>> settled("发生安全事故", assured("没出过大的事故")), settled("发生较大安全事故", assured("没出过大的事故"))
    (False, True)
    """
    return all(
        (asked := asked_of(part)) and all(name in denied and _degree(denied[name]) <= _degree(part) for name in asked)
        for part in _LISTED.split(condition)
    )


def _denial(one: _Class, told: list[str]) -> str | None:
    """Return the words that deny a class, None where nothing does or where other words say that it is so."""
    found = [match[0] for part in told for match in (*one.denied.finditer(part), *_good(one, part))]
    if any(one.noun.search(one.denied.sub("", part)) for part in told):
        return None
    return found[0] if found else None


def _good(one: _Class, part: str) -> Iterator[re.Match[str]]:
    """Yield the words that say the opposite, where nothing next to them denies them: not 没付全款."""
    for match in one.good.finditer(part):
        around = part[max(0, match.start() - _NEAR) : match.start()] + part[match.end() : match.end() + _NEAR]
        if not _NO.search(around):
            yield match


def _degree(text: str) -> int:
    return next((degree for word, degree in _DEGREES if word in text), 0)


@cache
def _open() -> re.Pattern[str]:
    return re.compile(f"{alternatives('asking').pattern}|[？?]|{_data()['denial']['open']}")


@cache
def _classes() -> tuple[_Class, ...]:
    denial, entries = _data()["denial"], _data()["assurance"]
    nouns = "|".join(one["noun"] for one in entries)
    between = f"(?:{denial['between']}|(?:{nouns})(?:{denial['lists']}))*"
    return tuple(
        _Class(
            one["id"],
            re.compile(one["asks"]),
            re.compile(one["noun"]),
            re.compile(f"{denial['before']}{between}(?:{one['noun']}){_ON}"),
            re.compile(one["good"].replace("…", _GAP)),
        )
        for one in entries
    )


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((files("graph") / "rules" / "assurance.toml").read_text("utf-8"))
