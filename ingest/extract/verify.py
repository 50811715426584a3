"""What a model's words must stand up to: each quote letter for letter in the clause, at one place and no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

__all__ = ["Span", "located", "spans"]

_LONGEST: Final = 200  # characters of a quote: what proves one field is no whole clause
_MOST: Final = 200  # places of a quote that are looked at


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start … end` of a clause's text, and the words that stand there."""

    start: int
    end: int
    words: str


def spans(row: Any, required: tuple[str, ...], optional: tuple[str, ...], text: str) -> Mapping[str, Span] | str:
    """Return where each field of one answer stands in the clause, or why the answer is not taken.

    >>> spans({"sum": {"quote": "5万元", "before": ""}}, ("sum",), (), "奖励 5 万元")
    {'sum': Span(start=3, end=7, words='5 万元')}
    >>> spans({"sum": {"quote": "6万元", "before": ""}}, ("sum",), (), "奖励 5 万元")
    'sum: the quote does not stand in the clause'
    """
    if not isinstance(row, Mapping):
        return "an answer is no object"
    if unknown := row.keys() - {*required, *optional}:
        return f"{str(min(unknown, key=str))[:40]}: no such field"
    found: dict[str, Span] = {}
    for name in (*required, *optional):
        if row.get(name) is None and name in optional:
            continue
        place = located(row.get(name), text)
        if isinstance(place, str):
            return f"{name}: {place}"
        found[name] = place
    return found


def located(field: Any, text: str) -> Span | str:
    """Return the one place of `{"quote", "before"}`, spaces aside, or why there is none; nothing is near enough.

    `before` are words that end where the quote begins; they are needed where it stands more than once.

    >>> located({"quote": "市财政局", "before": "由"}, "市财政局会同，由市财政局")
    Span(start=8, end=12, words='市财政局')
    >>> located({"quote": "市财政局", "before": ""}, "市财政局会同，由市财政局")
    'the quote stands in the clause more than once'
    """
    quote, before = (field.get("quote"), field.get("before") or "") if isinstance(field, Mapping) else (None, "")
    if not isinstance(quote, str) or not isinstance(before, str) or max(len(quote), len(before)) > _LONGEST:
        return f"no quote of at most {_LONGEST} characters"
    words, ahead = "".join(quote.split()), "".join(before.split())
    if not words:
        return f"no quote of at most {_LONGEST} characters"
    squeezed, places = _squeezed(text)
    found = list(_places(words, squeezed))
    if not found:
        return "the quote does not stand in the clause"
    if len(found) > 1:
        found = [at for at in found if ahead and squeezed.endswith(ahead, 0, at)]
    if len(found) != 1:
        return "the quote stands in the clause more than once"
    start, end = places[found[0]], places[found[0] + len(words) - 1] + 1
    return Span(start, end, text[start:end])


def _places(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    for _ in range(_MOST):
        if at < 0:
            return
        yield at
        at = text.find(words, at + 1)


@lru_cache(maxsize=8)
def _squeezed(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a text without spaces, and where each of its characters stood; an answer has many fields in one clause."""
    places = tuple(at for at, char in enumerate(text) if not char.isspace())
    return "".join(text[at] for at in places), places
