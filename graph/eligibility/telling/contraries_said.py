"""The contrary of what a condition asks for: 二手 of 新购置, 只给自己用 of 公用, 参与 of 牵头.

Who tells it has told that the condition is not met. The words are in `graph/rules/contrary.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.concept import letters_told, named, told_in
from graph.eligibility.language.entries import entries
from graph.eligibility.language.segment import Segment
from graph.eligibility.language.whose import anothers, past, planned
from graph.eligibility.scheme import Requirement, Scheme

__all__ = ["Contrary", "contraries", "contraries_said", "contrary_to"]

_FILE: Final = "contrary.toml"
_TOLD: Final = 0.34  # how much of what else a condition names must be told with the contrary
_NO: Final = re.compile("(?:没(?!有?固)(?:有)?|未|不|别|并非|无)(?:是|用|再|去|能|算|属于|在|进|列入)?$")
_NO_MORE: Final = re.compile("(?:以前|原来|原先|之前|早先|过去|本来)[^，。；]{0,12}$")
_RID_OF: Final = re.compile("(?:把|将)[^，。；]{0,8}$")
_GONE: Final = re.compile("^[^，。；]{0,10}(?:卖|拆|换|淘汰|处理|报废|退|改成|搬进|转成)(?:了|掉|成|出|到|进|给)")


@dataclass(frozen=True, slots=True)
class Contrary:
    """One pair: what conditions ask for, what tells the contrary, what leaves it open, and examples."""

    id: str
    asked: re.Pattern[str]
    said: re.Pattern[str]
    own: re.Pattern[str]
    whole: bool
    yes: tuple[tuple[str, str], ...]
    no: tuple[tuple[str, str], ...]


@cache
def contraries() -> tuple[Contrary, ...]:
    """Return every pair. Raises RuleError for one that is not well formed."""
    return entries(_FILE, "contrary", _contrary)


def _contrary(entry: Mapping[str, Any]) -> Contrary:
    pairs = {name: tuple((written, told) for written, told in entry[name]) for name in ("yes", "no")}
    own = entry.get("own") or entry["asked"]
    if not entry["why"]:
        raise ValueError("say why")
    return Contrary(
        entry["id"],
        re.compile(entry["asked"]),
        re.compile(entry["said"]),
        re.compile(own),
        bool(entry.get("whole")),
        **pairs,
    )


@lru_cache(maxsize=20_000)
def _asked_of(condition: str) -> tuple[tuple[Contrary, str], ...]:
    """Return the pairs that a condition is of, each with what else the condition names; none of one that denies."""
    if re.match("[未无不非没]", condition):
        return ()
    return tuple(
        (one, f"{condition[: match.start()]}{condition[match.end() :]}")
        for one in contraries()
        if (match := one.asked.search(condition)) and not one.said.search(condition)
    )


@lru_cache(maxsize=50_000)
def contrary_to(condition: str, said: str) -> bool:
    """Tell whether a text tells the contrary of a condition.

    >>> contrary_to("新购置数控机床", "买了台二手数控机床"), contrary_to("新购置数控机床", "买了台二手叉车")
    (True, False)
    >>> contrary_to("免费向公众开放", "要收门票的"), contrary_to("免费向公众开放", "不收门票")
    (True, False)
    """
    for one, rest in _asked_of(condition):
        if one.own.search(one.said.sub("", said)):
            continue
        for match in one.said.finditer(said):
            before, behind = said[: match.start()], said[match.end() :]
            if _NO.search(before) or _NO_MORE.search(before) or (_RID_OF.search(before) and _GONE.match(behind)):
                continue
            if one.whole or _with_it(rest, said):
                return True
    return False


def _with_it(rest: str, said: str) -> bool:
    """Tell whether what else a condition names is told too."""
    parted = named(rest)
    if any(told_in(one.id, said) for one, _ in parted.named if one.must or not parted.rest):
        return True
    return not rest or any(len(noun) > 1 and letters_told(noun, said) >= _TOLD for noun in parted.rest)


def contraries_said(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield of each condition whose contrary is told that it is not met."""
    told = [
        part
        for part in parts
        if not part.asks and not anothers(part.text) and not planned(part.text) and not past(part.text)
    ]
    asked = dict.fromkeys(one for scheme in near for need in scheme.requirements for one in _named_by(need))
    whole = "，".join(part.text for part in told) if asked else ""
    for attr in asked:
        if any(one.own.search(one.said.sub("", whole)) for one, _ in _asked_of(attr)):
            continue
        for order, part in enumerate(told):
            before = f"{told[order - 1].text}，" if order else ""
            if contrary_to(attr, part.text) or (before and contrary_to(attr, f"{before}{part.text}")):
                yield Fact.of(attr, False, words=part.text, start=part.start)
                break


def _named_by(need: Requirement) -> Iterator[str]:
    """Yield what a condition asks to be so, where it has a contrary."""
    if need.numeric or need.part or need.value is False:
        return
    named_so = need.attr if need.value is True else str(need.value) if isinstance(need.value, str) else ""
    if named_so and "、" not in named_so and _asked_of(named_so):
        yield named_so
