"""The page of one document: outline, clauses with their facts marked, and the facts as tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request, Response

from api.errors import not_found
from api.page.marks import segments
from api.page.render import FACTS, page
from api.site import Site
from graph.query import table
from graph.vocab import PG
from graph.wording import goal, offer

__all__ = ["document_page"]


@dataclass(frozen=True, slots=True)
class _Fact:
    """One fact as a page shows it: its words in the clause, one line that tells it, and who read it by which rule."""

    id: str
    kind: str
    start: int
    end: int
    clause: str
    path: str
    quote: str
    line: str
    rule: str
    page: int | None
    confidence: float
    link: str | None = None


def document_page(request: Request, site: Site, iri: str) -> Response:
    """Render the document `iri`; a problem 404 where the store does not hold it."""
    heads = table(site.store, "document", document=iri)
    if not heads:
        raise not_found(f"A document with the IRI {iri}")
    found = _facts(site, iri)
    by_clause: dict[str, list[_Fact]] = defaultdict(list)
    for fact in found:
        by_clause[fact.clause].append(fact)
    clauses = [_clause(row, by_clause[row["clause"]]) for row in table(site.store, "clauses", document=iri)]
    tables = {kind: [fact for fact in found if fact.kind == kind] for kind in FACTS}
    cited_by = table(site.store, "cited_by", cited=iri)
    notices = table(site.store, "notices", document=iri)
    return page(
        request, "document.html", head=heads[0], clauses=clauses, tables=tables, cited_by=cited_by, notices=notices
    )


def _clause(row: Mapping[str, Any], facts: list[_Fact]) -> dict[str, Any]:
    """Return a clause with its text cut for marking; `head` is where its heading ends, 0 where its label opens text."""
    text, label = row["text"] or "", row["label"] or ""
    at = text.partition("\n")[0].find(label) if label else -1
    head = at + len(label) if at >= 0 else 0
    return {**row, "anchor": f"clause/{row['path'] or '_'}", "head": head, "parts": list(segments(text, facts, head))}


def _facts(site: Site, iri: str) -> list[_Fact]:
    offers = {row["incentive"]: row for row in table(site.store, "incentives", document=iri)}
    cited = {row["record"]: row["cited"] for row in table(site.store, "citations", document=iri)}
    agencies = {row["record"]: row["linked"] for row in table(site.store, "tasks", document=iri)}
    return [
        _Fact(
            id=row["record"].removeprefix(f"{iri}/"),
            kind=(kind := row["type"].removeprefix(PG).lower()),
            start=row["start"],
            end=row["end"],
            clause=row["clause"],
            path=row["path"] or "",
            quote=row["quote"],
            line=offer(offers[row["record"]]) if kind == "incentive" else _line(kind, row),
            rule=row["rule"],
            page=row["page"],
            confidence=float(row["confidence"]),
            link=site.local(agencies.get(row["record"]) or cited.get(row["record"])),
        )
        for row in {row["record"]: row for row in table(site.store, "facts_of_document", document=iri)}.values()
    ]


def _line(kind: str, row: Mapping[str, Any]) -> str:
    from api.page.render import WORDS

    due = row["date"].isoformat() if row["date"] else ""
    if kind == "target":
        named = {"indicatorName": row["of"], "change": row["kind"]}
        return goal({**row, **named}) + (f"，{due}前" if due else "")
    if kind == "responsibility":
        return f"{row['of']}（{WORDS.get(row['kind'], row['kind'])}）" + (f"，{due}前" if due else "")
    if kind == "deadline":
        return " ".join(part for part in (due, WORDS.get(row["kind"], row["kind"])) if part)
    return f"《{row['of']}》（{WORDS.get(row['kind'], row['kind'])}）"
