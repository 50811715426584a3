"""What is compared to tell whether a document has changed: its head, its text and its records, as digests.

Who read it, by which rule and with which confidence is left out: a later release that reads the same changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from graph import iri
from graph.citing import EDGES
from graph.query import table
from graph.review.judgement import graph_of, is_review
from graph.vocab import PG, PREFIXES

if TYPE_CHECKING:
    from graph.store import Store

__all__ = ["Outline", "Record", "outline", "stamps"]

_STATES: Final = PG + "states"
_HEAD: Final = {
    "kind": PG + "kind",
    "region": PREFIXES["eli"] + "jurisdiction",
    "title": PREFIXES["dcterms"] + "title",
}
_ISSUER: Final = PG + "issuerName"
_OF_READING: Final = {f"{PG}{name}" for name in ("rule", "confidence", "states", "asks", "notice", "titleKey")} | {
    PREFIXES["oa"] + "hasTarget",
    PREFIXES["eli"] + "has_part",
    *(edge.value for edge in EDGES.values()),  # what comes or goes elsewhere changes no document
}
_WORDS: Final = {PREFIXES["schema"] + "text", PREFIXES["dcterms"] + "title"}
_NAMED: Final = {PG + "agency", PG + "indicator"}
_Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Record:
    """A record by the digest of what it says, and the agencies and indicators that it names."""

    digest: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A document as the store holds it; `stamp` tells from which bytes, by which release, and how it was reviewed."""

    stamp: str
    title: str
    kind: str
    region: str
    issuers: tuple[str, ...]
    head: str
    text: str
    records: Mapping[str, Record]


def outline(store: Store, document: str) -> Outline | None:
    """Return the outline of a document, None where the store does not hold it."""
    triples = [(one.subject.value, one.predicate.value, str(one.object)) for one in store.triples(document)]  # type: ignore[union-attr]
    stated = {value[1:-1] for subject, predicate, value in triples if (subject, predicate) == (document, _STATES)}
    head: list[_Triple] = []
    text: list[_Triple] = []
    records: dict[str, list[_Triple]] = {name: [] for name in stated}
    for one in triples:
        subject, predicate, _ = one
        kind, _, rest = subject.removeprefix(f"{document}/").partition("/")
        name = f"{document}/{kind}/{rest.partition('/')[0]}"
        if predicate in _OF_READING or predicate.startswith(PREFIXES["prov"]):
            continue
        if subject == document:
            head.append(one)
        elif kind == "clause" and predicate in _WORDS:
            text.append(one)
        elif name in stated and not subject.endswith(("/evidence", "/span")):
            records[name].append(one)
    if not head:
        return None
    found = {key: _value(head, predicate) for key, predicate in _HEAD.items()}
    return Outline(
        stamp=_stamp(triples, document) + _reviewed(store, document),
        issuers=tuple(sorted(_plain(value) for _, predicate, value in head if predicate == _ISSUER)),
        head=_digest(head),
        text=_digest(text),
        records={name: Record(_digest(lines), _about(lines)) for name, lines in sorted(records.items())},
        **found,
    )


def stamps(store: Store) -> dict[str, str]:
    """Return the stamp of every document, as in its outline, in one query."""
    found = {row["document"]: row["stamp"] for row in table(store, "index_stamps")}
    reviews = set(filter(is_review, store.graphs()))
    return {name: one + _reviewed(store, name) if graph_of(name) in reviews else one for name, one in found.items()}


def _stamp(triples: Iterable[_Triple], document: str) -> str:
    places = {
        (iri.file(document), PREFIXES["dcterms"] + "identifier"): "",
        (iri.software(document), PREFIXES["schema"] + "softwareVersion"): "",
    }
    for subject, predicate, value in triples:
        if (subject, predicate) in places:
            places[subject, predicate] = _plain(value)
    return " ".join(places.values())


def _reviewed(store: Store, document: str) -> str:
    """Return what a judgement adds to the stamp of a document: it changes records, and not the file they are of."""
    lines = [str(one) for one in store.triples(graph_of(document))]
    return f" {_digest(lines)}" if lines else ""


def _about(lines: Iterable[_Triple]) -> tuple[str, ...]:
    return tuple(sorted({value[1:-1] for _, predicate, value in lines if predicate in _NAMED}))


def _value(lines: Iterable[_Triple], wanted: str) -> str:
    return next((_plain(value) for _, predicate, value in lines if predicate == wanted), "")


def _plain(term: str) -> str:
    return term[1:-1] if term.startswith("<") else term[1 : term.rindex('"')]


def _digest(lines: Iterable[object]) -> str:
    return blake2b("\n".join(sorted(map(str, lines))).encode(), digest_size=12).hexdigest()
