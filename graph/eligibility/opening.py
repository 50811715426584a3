"""When the intake of schemes opens and closes, as far as the texts say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from graph.eligibility.scheme import Citation, Provision, Scheme

__all__ = ["Opening", "openings"]


@dataclass(frozen=True, slots=True)
class Opening:
    """A scheme opens or closes on a day; `citation` is where that is written."""

    scheme: Scheme
    what: Literal["opens", "closes"]
    day: date
    citation: Citation


def openings(schemes: Iterable[Scheme], today: date, days: int = 30) -> list[Opening]:
    """Return what opens or closes from `today` to `days` later, the earliest first, each once.

    Where a document says when applications are taken, that counts; elsewhere its validity does.
    """
    last = today + timedelta(days=days)
    found = {
        (one.scheme.id, one.what, one.day): one
        for scheme in schemes
        for one in _of(scheme, today)
        if today <= one.day <= last
    }
    return sorted(found.values(), key=lambda one: (one.day, one.what, one.scheme.id))


def _of(scheme: Scheme, today: date) -> Iterator[Opening]:
    intakes = list(scheme.provided("intake"))
    for provision in intakes:
        for first, end in _spans(provision, today):
            yield from _both(scheme, first, end, provision.citation)
    if not intakes:
        begins = max((day for day in (scheme.effective, scheme.valid_from) if day), default=None)
        yield from _both(scheme, begins, scheme.valid_to, scheme.citation)


def _both(scheme: Scheme, first: date | None, end: date | None, citation: Citation) -> Iterator[Opening]:
    if first:
        yield Opening(scheme, "opens", first, citation)
    if end:
        yield Opening(scheme, "closes", end, citation)


def _spans(provision: Provision, today: date) -> Iterator[tuple[date | None, date | None]]:
    """Yield when applications are taken; each year means this one and the next."""
    years = (today.year, today.year + 1) if provision.yearly else (None,)
    for year in years:
        yield _in(provision.start, year), _in(provision.end, year)


def _in(day: date | None, year: int | None) -> date | None:
    if day is None or year is None:
        return day
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return date(year, 2, 28)
