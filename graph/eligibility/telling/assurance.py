"""Assurances that nothing shuts the applicant out (没出过事故, 信用没问题), and which conditions they settle.

The words are in `graph/rules/assurance.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from graph.eligibility.telling.denial import Denial, denials, stretches, without_denials

__all__ = ["LISTED", "asked_of", "assured", "bounded", "cleared", "degree", "named_in", "owned_up", "settled", "spared"]

_ALL: Final = "all"
LISTED: Final = re.compile("、|或者|或|以及|和|及(?!以上)")
_GAP: Final = "[^，。；！？没未不非无]{0,10}"
_ON: Final = r"(?!欠|了|[^，。；、]{0,3}[\d一两几])"  # 没有事故、社保欠了两个月 denies the first alone
_NEAR: Final = 6
_NOTHING: Final = "(?!)"
_NO: Final = re.compile("[没未不非无]")
_DEGREES: Final = (("特别重大", 3), ("特大", 3), ("重大", 2), ("较大", 1), ("大的", 1), ("严重", 1))


@dataclass(frozen=True, slots=True)
class _Class:
    """One class of misdeed: what asks for it, what names it alone and in a list, what denies it, what says the opposite
    or outright that it is so."""

    name: str
    asks: re.Pattern[str]
    noun: re.Pattern[str]
    names: re.Pattern[str]
    denied: re.Pattern[str]
    good: re.Pattern[str]
    so: re.Pattern[str]


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
    {'accident': '没有事故、失信', 'quality': '没有事故、失信', 'credit': '没有事故、失信'}
    >>> assured("没有事故，没想到被列入黑名单"), assured("有事故吗？各方面都没问题吗？")
    ({'accident': '没有事故', 'quality': '没有事故'}, {})
    """
    told, rest = ([part for _, part in stretches(one)] for one in (text, without_denials(text)))
    found = {one.name: words for one in _classes() if (words := _denial(one, told, rest, denials(text)))}
    if words := found.pop(_ALL, None):
        found |= {one.name: found.get(one.name, words) for one in _classes() if one.name != _ALL}
    return found


def bounded(text: str) -> dict[str, str]:
    """Return the classes that a text denies in their worse degrees alone, with the words that do.

    >>> bounded("没出过大的安全事故，没有失信")
    {'accident': '没出过大的安全事故'}
    """
    return {name: words for name, words in assured(text).items() if degree(words)}


def named_in(text: str) -> frozenset[str]:
    """Return the classes that a text names and does not deny.

    >>> sorted(named_in("没有偷税漏税，欠过工资"))
    ['wages']
    """
    rest = [part for _, part in stretches(without_denials(text))]
    return frozenset(one.name for one in _classes() if any(one.noun.search(one.denied.sub("", part)) for part in rest))


def owned_up(words: str) -> frozenset[str]:
    """Return the classes of which a stretch says outright that they are so.

    >>> sorted(owned_up("去年厂里出过一起较大安全事故")), sorted(owned_up("怕出事故"))
    (['accident'], [])
    """
    return frozenset(one.name for one in _classes() if one.so.search(words))


def spared(condition: str, worse: Mapping[str, str]) -> bool:
    """Tell whether a condition also shuts out for less than what is denied: 没出过大的事故 spares a small one.

    >>> spared("发生安全事故", bounded("没出过大的事故")), spared("发生较大安全事故", bounded("没出过大的事故"))
    (True, False)
    """
    parts = LISTED.split(condition)
    return any(degree(worse[name]) > degree(part) for part in parts for name in asked_of(part) & worse.keys())


def cleared(text: str) -> str:
    """Leave out of a text what it denies, and in what words it says that all is well.

    >>> cleared("没有失信，信用良好，亩均B类")
    '＊＊＊＊，＊＊＊＊，亩均B类'
    """
    text = without_denials(text)
    for at, part in stretches(text):
        for match in (match for one in _classes() for match in _good(one, part)):
            first, last = at + match.start(), at + match.end()
            text = f"{text[:first]}{'＊' * (last - first)}{text[last:]}"
    return text


def settled(condition: str, denied: Mapping[str, str]) -> bool:
    """Tell whether all that a condition shuts out for is denied, each thing that it lists and in its degree.

    >>> settled("发生安全事故", assured("没出过大的事故")), settled("发生较大安全事故", assured("没出过大的事故"))
    (False, True)
    """
    return all(
        (asked := asked_of(part)) and all(name in denied and degree(denied[name]) <= degree(part) for name in asked)
        for part in LISTED.split(condition)
    )


def _denial(one: _Class, told: list[str], rest: list[str], listed: Sequence[Denial]) -> str | None:
    """Return the words that deny a class, None where nothing does or where the `rest` says that it is so."""
    found = [match[0] for part in told for match in (*one.denied.finditer(part), *_good(one, part))]
    found += [each.words for each in listed if any(one.names.fullmatch(name) for name in each.named)]
    if any(one.noun.search(one.denied.sub("", part)) for part in rest):
        return None
    return found[0] if found else None


def _good(one: _Class, part: str) -> Iterator[re.Match[str]]:
    """Yield the words that say the opposite, where nothing next to them denies them: not 没付全款."""
    for match in one.good.finditer(part):
        around = part[max(0, match.start() - _NEAR) : match.start()] + part[match.end() : match.end() + _NEAR]
        if not _NO.search(around):
            yield match


def degree(text: str) -> int:
    """Return how bad a thing is said to be: 0 where it is not said."""
    return next((degree for word, degree in _DEGREES if word in text), 0)


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
            re.compile(one.get("names", _NOTHING)),
            re.compile(_NOTHING if "names" in one else f"{denial['before']}{between}(?:{one['noun']}){_ON}"),
            re.compile(one["good"].replace("…", _GAP)),
            re.compile(one.get("so", _NOTHING).replace("…", _GAP)),
        )
        for one in entries
    )


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((files("graph") / "rules" / "assurance.toml").read_text("utf-8"))
