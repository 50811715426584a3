"""What is denied of a list in one breath: 没发生过质量、安全、环保上的事, 事故失信一样没有.

A denial is a negation, words that only lead on, and names of misdeeds; the name of a field alone (安全, 环保) is denied
only with what may have happened in it (事, 问题, 之类). The words are in `graph/rules/assurance.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from tomllib import loads
from typing import Any, Final

from graph.eligibility.language.thesaurus import alternatives

__all__ = ["Denial", "denials", "stretches", "unsure", "without_denials"]

_STRETCH: Final = re.compile(r"[^，。；！？,;!?\n]+[！？!?]?")
_SOME: Final = re.compile(
    "(?:前|好|十|这|近|头|过去|往)几|几(?=年前|个月前|天前|十|百|千)|(?<=[了着过来])几(?=[个名位家台套辆间](?![^，。]*(?:才|(?<!不)能|可以|够|呢|吗|算)))"
)  # 近几年 asks nothing
_NO: Final = re.compile("没(?!少)|未(?!来)|不(?!良|止|仅|但|光|管|论|久)|非(?!法|常)|无(?!奈|故|偿)")
_AND: Final = re.compile("[也又且并而和及都还、]|以及|同时")
_PAST: Final = re.compile("[过了着]")
_NEAR: Final = 5


@dataclass(frozen=True, slots=True)
class Denial:
    """What a stretch of a text denies: where it stands, and the words that name it, one for each thing."""

    start: int
    end: int
    words: str
    named: tuple[str, ...]


def stretches(text: str) -> Iterator[tuple[int, str]]:
    """Yield the stretches that tell something, each with its start; what asks, supposes or doubts tells nothing.

    What goes on with bare names behind a stop belongs to the stretch before: 没发生过质量，安全，环保上的事.
    """
    at, told = 0, ""
    for match in _STRETCH.finditer(text):
        if told and _bare(match[0]) and text[match.start() - 1] in "，,":
            told = text[at : match.end()]
            continue
        if told and not unsure(told):
            yield at, told
        at, told = match.start(), match[0]
    if told and not unsure(told):
        yield at, told


@lru_cache(maxsize=20_000)
def denials(text: str) -> tuple[Denial, ...]:
    """Return what a text denies, in its order.

    >>> [one.words for one in denials("无事故无失信，安全环保上没出过事，没有安全许可证")]
    ['无事故', '无失信', '安全环保上没出过事']
    >>> [one.named for one in denials("社里没发生过质量、安全、环保上的事，也不在失信名单")]
    [('质量', '安全', '环保'), ('失信名单',)]
    >>> denials("没说没有事故，差点出事故，不是没有失信，没有处罚决定书，没注意出了事故")
    ()
    """
    return tuple(one for at, told in stretches(text) for one in _in_stretch(told, at))


def without_denials(text: str) -> str:
    """Leave out what a text denies.

    >>> without_denials("无事故无失信，亩均B类"), without_denials("没出过事故，去年被罚过一次")
    ('＊＊＊＊＊＊，亩均B类', '＊＊＊＊＊，去年被罚过一次')
    """
    for one in denials(text):
        text = f"{text[: one.start]}{'＊' * (one.end - one.start)}{text[one.end :]}"
    return text


def unsure(told: str) -> bool:
    """Tell whether a stretch asks, supposes or doubts, so that it denies nothing.

    >>> unsure("没说没有事故"), unsure("可能没有失信"), unsure("没有事故")
    (True, True, False)
    """
    return bool(_open().search(_SOME.sub("", told)))


def _in_stretch(told: str, at: int) -> Iterator[Denial]:
    done = 0
    for match in _negation().finditer(told):
        if match.start() < done or _twice(told[done : match.start()]):
            continue
        end, named = _chain(told, match.end())
        start = match.start()
        if not named or not _behind().match(told, end):
            continue
        if (before := _before().search(told[done : match.start()])) and _heads_only(named):
            start, named = done + before.start(), tuple(_names(before[0]))  # 安全上没出过问题
        done = end
        yield Denial(at + start, at + end, told[start:end], named)
    for match in _none_behind().finditer(told):
        end, named = _chain(told, match.start("list"))
        if match.start() >= done and named and not _twice(told[: match.start()]):
            yield Denial(at + match.start(), at + match.end(), match[0], named)


def _twice(before: str) -> bool:
    """Tell whether another denial stands right before: 没有一年不出事故, 没说没有."""
    before = before[-2 * _NEAR :]
    found = [match.end() for match in _NO.finditer(before)]
    return bool(found) and len(before) - found[-1] < _NEAR and not _AND.search(before[found[-1] :])


def _chain(told: str, at: int) -> tuple[int, tuple[str, ...]]:
    """Return where the names behind a negation end, and the names; none where they name nothing that may be denied."""
    named: list[str] = []
    end, whole, sure = at, at, 0
    while match := _token().match(told, end):
        kind, end = match.lastgroup, match.end()
        if kind in ("name", "field") or (kind == "head" and not named):
            named.append(match[0])
        if kind in ("name", "head"):
            whole, sure = end, len(named)
    return whole, tuple(named[:sure])


def _names(words: str) -> Iterator[str]:
    return (match[0] for match in _token().finditer(words) if match.lastgroup in ("name", "field"))


def _heads_only(named: tuple[str, ...]) -> bool:
    return all(_head().fullmatch(name) for name in named)


def _bare(words: str) -> bool:
    """Tell whether a stretch only names misdeeds or fields: 安全, 环保上的事, 失信记录."""
    words, at, named = words.strip(), 0, False
    if _PAST.search(words):
        return False  # 没有偷税漏税，欠过工资
    while match := _token().match(words, at):
        if match.lastgroup == "lead" and not named:
            return False
        named, at = named or match.lastgroup in ("name", "field"), match.end()
    return named and at == len(words)


@cache
def _open() -> re.Pattern[str]:
    return re.compile(f"{alternatives('asking').pattern}|[？?]|{_rules()['open']}")


@cache
def _negation() -> re.Pattern[str]:
    return re.compile(_rules()["before"])


@cache
def _token() -> re.Pattern[str]:
    rules = _rules()
    return re.compile("|".join(f"(?P<{kind}>{rules[kind]})" for kind in ("name", "head", "field", "lead", "list")))


@cache
def _head() -> re.Pattern[str]:
    return re.compile(_rules()["head"])


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(_rules()["behind"])


@cache
def _before() -> re.Pattern[str]:
    rules = _rules()
    names = f"(?:{rules['name']}|{rules['field']})"
    return re.compile(f"{names}(?:(?:{rules['list']})?{names})*(?:{rules['topic']})*$")


@cache
def _none_behind() -> re.Pattern[str]:
    rules = _rules()
    names = f"(?:{rules['name']}|{rules['field']}|{rules['head']})"
    between = f"(?:(?:{rules['list']})?{names})*"
    return re.compile(f"(?P<list>{names}{between})(?:{rules['none']})$")


@cache
def _rules() -> dict[str, Any]:
    return loads((files("graph") / "rules" / "assurance.toml").read_text("utf-8"))["denial"]  # type: ignore[no-any-return]
