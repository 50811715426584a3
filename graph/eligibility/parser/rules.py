"""The reader without a model: numbers by unit and noun, days, places, and the criteria's own words.

It knows no synonyms: what is stated in other words than the question stays a question. It reads only what is stated of
the applicant as it is now; what is asked, supposed, planned, undone or of someone else it leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from graph.eligibility.answer import day
from graph.eligibility.criterion import OTHER, Variable
from graph.eligibility.parser.label import find, labels, noun
from graph.eligibility.parser.lexicon import lexicon
from graph.eligibility.parser.number import quantities
from graph.eligibility.parser.part import Part, parts
from graph.eligibility.parser.proposal import Proposal, Proposals

if TYPE_CHECKING:
    from ingest.link.region import Regions

__all__ = ["read"]

_OF_ANOTHER: Final = re.compile(r"[我们司厂家业社]的[^的]{1,6}$")  # 我们公司的新药(上市)
_DAY: Final = re.compile(r"(?:19|20)\d\d(?:年(?:\d{1,2}月(?:\d{1,2}[日号])?)?|-\d{1,2}(?:-\d{1,2})?)")


def read(text: str, variables: Mapping[str, Variable]) -> Proposals:
    """Propose what a text states in the words of the questions; linear in text times variables.

    A variable for which the text gives several values is named in `open` and gets none.

    >>> built, listed = Variable("v1", "新建冷库", "", "boolean"), Variable("v2", "列入失信名单", "", "boolean")
    >>> found = read("我们新建了冷库，没有列入失信名单", {"v1": built, "v2": listed})
    >>> [(one.variable, one.value, one.words) for one in found.items]
    [('v1', True, '新建了冷库'), ('v2', False, '没有列入失信名单')]
    """
    cut = list(parts(text))
    found: dict[str, list[Proposal]] = {}
    for one in (*quantities(cut, variables), *_worded(cut, variables)):
        found.setdefault(one.variable, []).append(one)
    agreed = {name: items for name, items in found.items() if all(one.value == items[0].value for one in items)}
    items = sorted((items[0] for items in agreed.values()), key=lambda one: one.start)
    return Proposals(tuple(items), tuple(name for name in found if name not in agreed))


def _worded(cut: Sequence[Part], variables: Mapping[str, Variable]) -> Iterator[Proposal]:
    stated = [part for part in cut if part.stated and part.own]
    for variable in variables.values():
        for part in stated:
            for at, end, value in _READERS.get(variable.type, _nothing)(part, variable):
                yield Proposal(variable.id, value, part.text[at:end], part.start + at, part.start + end)


_Found = Iterator[tuple[int, int, Any]]


def _nothing(part: Part, variable: Variable) -> _Found:
    yield from ()


def _boolean(part: Part, variable: Variable) -> _Found:
    """Yield true where the words of the question stand, false where a negation stands beside them."""
    if part.past:
        return
    for label in labels(variable):
        if (span := find(label, part.text)) is not None:
            held = _held(part.text, *span)
            if held is not None:
                yield held
            return


def _held(words: str, start: int, end: int) -> tuple[int, int, bool] | None:
    """Return whether what stands there holds, with the words that say so; None where that is not plain."""
    if _matcher("beside").match(words, end) or _OF_ANOTHER.search(words, 0, start):
        return None
    rest = f"{words[:start]}\n{words[end:]}"
    denied = _matcher("negation").search(rest)
    if denied is None:
        return start, end, True
    before = _denying().search(words, 0, start)
    if before is None or _matcher("negation").search(words, 0, before.start()):
        return None  # what is denied is something else, or denied twice (不是没有)
    return before.start(), end, False


@cache
def _denying() -> re.Pattern[str]:
    """Return what matches a negation that governs what follows it: 没有被[列入], but not the 无 of 无线."""
    return re.compile(rf"(?:{_matcher('negation').pattern})(?:{_matcher('between').pattern})*$")


def _choice(part: Part, variable: Variable) -> _Found:
    """Yield the one choice whose own word stands there; a longer choice hides those within it."""
    if part.past or _matcher("negation").search(part.text):
        return
    shared = any(noun(label) in part.text for label in labels(variable))
    bare = () if shared else lexicon().words["bare"]
    named = [one for one in variable.choices if one != OTHER and len(one) > 1 and one in part.text and one not in bare]
    named = [one for one in named if not any(one != other and one in other for other in named)]
    for one in named:
        at = part.text.index(one)
        if not _matcher("beside").match(part.text, at + len(one)):
            yield at, at + len(one), one


def _date(part: Part, variable: Variable) -> _Found:
    """Yield a day, month or year that stands beside the noun of the question."""
    days = list(_DAY.finditer(part.text))
    if len(days) == 1 and day(days[0][0]) and any(noun(label) in part.text for label in labels(variable)):
        yield days[0].start(), days[0].end(), days[0][0]


def _place(part: Part, variable: Variable) -> _Found:
    """Yield the only region that stands beside the noun of the question (注册 for 注册地)."""
    if _matcher("negation").search(part.text) or not any(noun(label) in part.text for label in labels(variable)):
        return
    found = list(_regions().find(part.text))
    if len(found) == 1:
        yield found[0].start, found[0].end, part.text[found[0].start : found[0].end]


_READERS: Final = {"boolean": _boolean, "choice": _choice, "date": _date, "place": _place}


@cache
def _matcher(name: str) -> re.Pattern[str]:
    return lexicon().pattern(name)


@cache
def _regions() -> Regions:
    from ingest.link.region import Regions

    return Regions.load()
