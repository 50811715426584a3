"""The audit of what a store holds: each document held against its own text, as people corrected and dismissed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from graph import iri
from graph.jsonld import unexplained
from graph.query import table
from graph.review import graph_of, judgements, rebuilt
from graph.store import Store
from ingest.audit import Audit, Place, audited, light, missed, said
from ingest.extract.account import account
from ingest.record import Document, NumberAccount

__all__ = ["Reviewed", "audits", "dismissal", "misses", "reviewed"]

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document as people corrected it, and its audit without the places that they said hold no fact."""

    name: str
    document: Document
    audit: Audit

    def miss(self, notice: str) -> tuple[str, Place] | None:
        """Return measure and place of the first miss that goes by this notice; None where there is none."""
        for measure, found in self.audit.measures.items():
            for place in found.misses if measure != "numbers" else ():
                if iri.notice(self.name, said(measure, place)) == notice:
                    return measure, place
        return None


def audits(store: Store) -> Iterator[Audit]:
    """Yield the audit of every document in the store, as reviewed."""
    for row in table(store, "documents"):
        yield reviewed(store, row["document"]).audit


def reviewed(store: Store, document: str) -> Reviewed:
    """Return the state of one document after its reviews.

    `kept` needs the lines of the file, which a store does not hold, and is left out.
    """
    whole, _ = rebuilt(store.triples(document), document)
    notices = table(store, "notices", document=document, code="unexplained-number")
    known = {(notice["path"] or "", notice["message"]) for notice in notices}
    whole = replace(whole, numbers=tuple(_numbers(whole, known)))
    gone = {name for name, one in judgements(store, document).items() if one.verdict == "none"}
    found = audited(whole)
    return Reviewed(document, whole, _without(found, document, gone) if gone else found)


def misses(store: Store, document: str | None = None) -> list[Row]:
    """Return lights and misses as the query `missed` does; those of reviewed documents as they stand after that."""
    rows = table(store, "missed", document=document)
    graphs = set(store.graphs())
    known = [row["document"] for row in table(store, "documents")] if document is None else [document]
    judged = {one for one in known if graph_of(one) in graphs}
    kept = [row for row in rows if row["document"] not in judged or row["code"] == "missed-kept"]
    for one in judged:
        kept += _rows(reviewed(store, one))
    return sorted(kept, key=lambda row: (row["document"], row["order"] if row["order"] is not None else -1))


def _rows(found: Reviewed) -> Iterator[Row]:
    order = {clause.path: at for at, clause in enumerate(found.document.clauses)}
    notices = [unexplained(number) for number in found.document.numbers if number.reason is None]
    notices += missed(found.audit)
    if shown := light(found.document, found.audit):
        notices.append(shown)
    for notice in dict.fromkeys(notices):
        there = notice.path is not None and notice.path in order
        yield {
            "document": found.name,
            "title": found.document.meta.title,
            "notice": iri.notice(found.name, notice),
            "code": notice.code,
            "message": notice.message,
            "path": notice.path,
            "clause": iri.clause(found.name, notice.path or "") if there else None,
            "order": order[notice.path or ""] if there else None,
        }


def _without(audit: Audit, document: str, gone: set[str]) -> Audit:
    """Return the audit without the places that hold no fact."""
    measures = dict(audit.measures)
    for name, found in audit.measures.items():
        left = tuple(
            place for place in found.misses if name == "numbers" or dismissal(document, name, place) not in gone
        )
        measures[name] = replace(found, seen=found.held + len(left), misses=left)
    return replace(audit, measures={name: found for name, found in measures.items() if found.seen})


def dismissal(document: str, measure: str, place: Place) -> str:
    """Name what a judgement says of a missed place: its notice and where it begins, for the words may stand twice."""
    return f"{iri.notice(document, said(measure, place))}/{place.start}"


def _numbers(document: Document, known: set[tuple[str, str]]) -> Iterator[NumberAccount]:
    """Yield the account of each number; one that the reading explained, of which no notice is kept, stays explained."""
    for clause in document.clauses:
        records = [record for record in document.records if record.evidence.clause.path == clause.path]
        for number in account(document, clause, records):
            open_still = number.reason is None and (clause.path, unexplained(number).message) in known
            yield number if open_still or number.reason else replace(number, reason="explained at reading")
