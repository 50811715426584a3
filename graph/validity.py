"""Does a document stand on a day: not yet issued, pending, in force, expired or repealed; and what has amended it.

Told from what the texts in the store say, and with their words. A day that no text names is unknown: a document whose
beginning is not known is listed as `unknown`, and counts as standing, as `in_force.rq` does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from graph.placed import Placed, place
from graph.query import table
from graph.store import Store

__all__ = ["STATES", "Standing", "Words", "standing", "standings"]

Row = Mapping[str, Any]

STATES: Final = ("not_issued", "pending", "in_force", "unknown", "expired", "repealed")
_STANDS: Final = ("in_force", "unknown")


@dataclass(frozen=True, slots=True)
class Words(Placed):
    """Where it stands that a document begins, ends, is repealed or amended (`what`), and from which day."""

    what: str
    day: date | None
    record: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One document on one day: `state` is one of STATES, `amended` tells whether an amendment already counts."""

    document: str
    title: str
    region: str | None
    state: str
    issued: date | None
    effective: date | None
    expires: date | None
    amended: bool
    why: str
    words: tuple[Words, ...]


def standings(store: Store, on: date, *, region: str | None = None, document: str | None = None) -> Iterator[Standing]:
    """Yield how each document stands on `on`, of `region` (an IRI, with those in it) or of all."""
    said: dict[str, list[Words]] = defaultdict(list)
    for row in table(store, "validity_words", document=document):
        begins = row["begins"] is not None and row["begins"] == row["effective"]
        said[row["document"]].append(
            _words(row, "begins" if begins else "ends", row["begins"] if begins else row["ends"])
        )
    for row in table(store, "repealed_by", repealed=document):
        said[row["repealed"]].append(_words(row, row["relation"], row["effective"]))
    for row in table(store, "validity", region=region, document=document):
        yield _standing(row, tuple(said[row["document"]]), on)


def standing(store: Store, on: date) -> frozenset[str]:
    """Return the documents (IRIs) that stand on `on`, those whose beginning no text names among them."""
    return frozenset(one.document for one in standings(store, on) if one.state in _STANDS)


def _words(row: Row, what: str, day: date | None) -> Words:
    return Words(what, day, row["record"], **place(row))


def _standing(row: Row, words: tuple[Words, ...], on: date) -> Standing:
    state, why = _state(row, words, on)
    amended = any(one.what == "amends" and (one.day is None or one.day <= on) for one in words)
    return Standing(
        row["document"], row["title"], row["regionName"], state, row["issued"], row["effective"], row["expires"],
        amended, why, words,
    )  # fmt: skip


def _state(row: Row, words: tuple[Words, ...], on: date) -> tuple[str, str]:
    issued, begins, ends = row["issued"], row["effective"], row["expires"]
    repeals = [one for one in words if one.what == "repeals" and (one.day is None or one.day <= on)]
    if repeals:
        day = repeals[0].day
        return "repealed", f"被《{repeals[0].title}》废止" + (f"，自{day}起" if day else "，何日起条文未写")
    if ends and ends < on:
        return "expired", f"有效期至{ends}"
    if issued and issued > on:
        return "not_issued", f"{issued}印发"
    first = begins or issued
    if first is None:
        return "unknown", "条文未写印发和施行日期"
    if first > on:
        return "pending", f"{f'{issued}印发，' if issued else ''}自{first}起施行"
    return "in_force", f"自{first}起施行" if begins else f"{first}印发，条文未另写施行日期"
