"""The audit of what a store holds: each document held against its own text, corrections by people included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph.jsonld import unexplained
from graph.query import table
from graph.review import rebuilt
from graph.store import Store
from ingest.audit import Audit, audited
from ingest.extract.account import account
from ingest.record import Document, NumberAccount

__all__ = ["audits"]


def audits(store: Store) -> Iterator[Audit]:
    """Yield the audit of every document in the store.

    `kept` needs the lines of the file, which a store does not hold, and is left out.
    """
    for row in table(store, "documents"):
        document, _ = rebuilt(store.triples(row["document"]), row["document"])
        notices = table(store, "notices", document=row["document"], code="unexplained-number")
        known = {(notice["path"] or "", notice["message"]) for notice in notices}
        yield audited(replace(document, numbers=tuple(_numbers(document, known))))


def _numbers(document: Document, known: set[tuple[str, str]]) -> Iterator[NumberAccount]:
    """Yield the account of each number; one that the reading explained, of which no notice is kept, stays explained."""
    for clause in document.clauses:
        records = [record for record in document.records if record.evidence.clause.path == clause.path]
        for number in account(document, clause, records):
            open_still = number.reason is None and (clause.path, unexplained(number).message) in known
            yield number if open_still or number.reason else replace(number, reason="explained at reading")
