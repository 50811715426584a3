"""Numbers with units as applicants write them, and which variable each can answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from graph.eligibility.criterion import Variable
from graph.eligibility.measure import convert, dimension
from graph.eligibility.parser.label import labels, noun
from graph.eligibility.parser.lexicon import lexicon
from graph.eligibility.parser.part import Part
from graph.eligibility.parser.proposal import Proposal
from ingest.value.number import CHINESE, DIGITS, parse
from ingest.value.unit import measures

__all__ = ["Number", "numbers", "quantities"]

_SHARED: Final = 0.5  # of a label's pairs of letters must stand in the words around a number
_CALENDAR: Final = frozenset({"月", "日", "号"})  # 3月 is a date
_YEARS: Final = range(1900, 2200)
_EACH: Final = "每单均月"  # in labels that ask for what one has or costs
_NEAR: Final = 2
_PIECES: Final = re.compile(r"[\d一二三四五六七八九十两百]+(?:台|个|辆|座|套|根|间|栋|条|份|批)$")
_DISTINCT: Final = frozenset({"Energy", "Power"})  # the unit alone shows what is measured by these
_VAGUE: Final = frozenset({"Count", "Dimensionless", "PercentagePoint", "Time"})  # these measure anything


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit in a part; offsets in the whole text."""

    part: Part
    start: int
    end: int
    value: float
    unit: str


def numbers(part: Part) -> Iterator[Number]:
    """Yield the exact numbers of a part; those that are only near (三百多万, 不到5人) and dates are left out.

    >>> [(n.value, n.unit) for n in numbers(Part("花了320万块，招了12名工人", 0, True, True, False))]
    [(320.0, '万元'), (12.0, '人')]
    """
    everyday = []
    for match in _everyday().finditer(part.text):
        everyday.append(match.span())
        if not _about(part.text, match.start(), match.end()):
            yield _number(part, match.start(), match.end(), parse(match["value"]), lexicon().units[match["unit"]])
    for one in measures(part.text):
        if one.op != "=" or one.upper is not None or _about(part.text, one.number, one.unit_end):
            continue
        if one.unit in _CALENDAR or (one.unit == "年" and one.value in _YEARS):
            continue
        if not any(start < one.unit_end and one.number < end for start, end in everyday):
            yield _number(part, one.number, one.unit_end, one.value, one.unit)


def _number(part: Part, start: int, end: int, value: float, unit: str) -> Number:
    return Number(part, part.start + start, part.start + end, value, unit)


def _about(words: str, start: int, end: int) -> bool:
    """Tell whether a number is only near what is meant, or denied, by the words beside or within it."""
    beside = f"{words[max(0, start - _NEAR) : start]} {words[start : end + _NEAR]}"
    return bool(_vague().search(beside)) or bool(_denied().search(words[max(0, start - _NEAR) : start]))


@cache
def _vague() -> re.Pattern[str]:
    return lexicon().pattern("vague")


@cache
def _denied() -> re.Pattern[str]:
    return lexicon().pattern("negation")


@cache
def _everyday() -> re.Pattern[str]:
    units = "|".join(sorted(map(re.escape, lexicon().units), key=len, reverse=True))
    first = r"(?<![\d.零〇一二两三四五六七八九十百千万亿])"  # a long row of figures is tried once, not from each figure
    return re.compile(
        rf"{first}(?P<value>{DIGITS}|{CHINESE})\s?(?P<unit>{units})(?![元人吨平方里米件家个度年月天立次级块方])"
    )


def quantities(text_parts: Sequence[Part], variables: Mapping[str, Variable]) -> Iterator[Proposal]:
    """Propose each number for the one variable that it fits, by its unit and a shared noun.

    What a sum is counted by (人数), or a base without a name, takes the only number of its dimension. What fits two
    variables goes to none.
    """
    asked = [one for one in variables.values() if one.type == "quantity" and one.unit]
    counts = [one for one in asked if _counts(one)]
    named = [one for one in asked if not _counts(one)]
    found = [number for part in text_parts for number in numbers(part)]
    dimensions = Counter(dimension(number.unit) for number in found)
    for number in found:
        if number.part.stated and number.part.own:
            alone = dimensions[dimension(number.unit)] == 1
            best = _named(number, named) or (_single(number, named) if alone else ())
            for variable in (*best, *(_only(number, counts) if alone else ())):
                at, end = number.start - number.part.start, number.end - number.part.start
                value = {"value": number.value, "unit": number.unit}
                yield Proposal(variable.id, value, number.part.text[at:end], number.start, number.end)


def _named(number: Number, asked: Sequence[Variable]) -> Sequence[Variable]:
    """Return the variable whose label shares most pairs of letters with the words around a number, and enough."""
    shared = {one.id: _share(number, one) for one in asked if _fits(number, one)}
    most = max(shared.values(), default=0.0)
    best = [one for one in asked if shared.get(one.id) == most]
    return best if len(best) == 1 and most >= _SHARED else ()


def _single(number: Number, asked: Sequence[Variable]) -> Sequence[Variable]:
    """Return the only variable of a dimension that says what it measures (吨标准煤, 千瓦时), for its only number.

    Units that measure many things (元, 平方米) need a letter of the label right before the number: 投了 and 投入.
    """
    fitting = [one for one in asked if _fits(number, one)]
    if len(fitting) != 1 or dimension(number.unit) in _VAGUE:
        return ()
    if dimension(number.unit) in _DISTINCT:
        return fitting
    at = number.start - number.part.start
    return fitting if set(noun(fitting[0].label)) & set(number.part.text[max(0, at - _NEAR - 1) : at]) else ()


def _only(number: Number, asked: Sequence[Variable]) -> Sequence[Variable]:
    """Return the only variable of the dimension of a number that is the only one of it; counts in the same unit."""
    fitting = [one for one in asked if _fits(number, one)]
    if len(fitting) != 1:
        return ()
    return fitting if dimension(number.unit) != "Count" or fitting[0].unit == number.unit else ()


def _fits(number: Number, variable: Variable) -> bool:
    before = number.part.text[: number.start - number.part.start]
    if "每" in before and not any(sign in variable.label for sign in _EACH):
        return False  # 每个展位4万元 is no total
    if _PIECES.search(before):
        return False  # nor is that of one of 20台120千瓦的设备
    return convert(number.value, number.unit, variable.unit) is not None


def _counts(variable: Variable) -> bool:
    """Tell whether a label names only what is counted: 人数, 亩数, or the base of a rate that has no name."""
    bare = lexicon().words["nameless"]
    return variable.label in {*bare, *(f"{variable.unit}{word}" for word in ("", "数", "数量"))}


def _share(number: Number, variable: Variable) -> float:
    return max(_covered(noun(label), number.part.text) for label in labels(variable))


@lru_cache(maxsize=4096)
def _covered(label: str, words: str) -> float:
    """Return which share of a label's pairs of letters stands in some words."""
    pairs = [label[at : at + 2] for at in range(max(1, len(label) - 1))]
    return sum(pair in words for pair in pairs) / len(pairs)
