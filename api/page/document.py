"""The page of one document: head, outline, clauses with their facts marked, the facts as tables, what cites it.

A long document is shown in parts of whole clauses, so that a page stays light however many pages the document has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import Request, Response

from api.citation import citation
from api.errors import not_found
from api.originals import original
from api.page.folds import LONG, folded
from api.page.linked_head import highwire, legislation
from api.page.marks import segments
from api.page.render import lang_of, page
from api.page.words import FACTS, Lang, day, goal, word
from api.site import Site
from graph.audit import misses
from graph.validity import standings
from graph.vocab import PG
from graph.wording import offer
from ingest.record import REPORTING

__all__ = ["Fact", "document_facts", "document_page", "facts_between"]

_WEIGHT = 200_000  # bytes of text and marks on one page
_OF_FACT = 480  # bytes that a fact adds to its page: its mark with its card, and its row
_LONGEST = 12_000  # characters of text on one page
_EVERY = 1 << 30


@dataclass(frozen=True, slots=True)
class Fact:
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
    reported: bool = False


def document_page(request: Request, site: Site, iri: str) -> Response:
    """Render the document `iri`; a problem 404 where the store does not hold it."""
    heads = site.table("document", document=iri)
    if not heads:
        raise not_found(f"A document with the IRI {iri}")
    clauses, lang = site.table("document_text", document=iri), lang_of(request)
    totals = {_kind(row["type"]): row["number"] for row in site.table("fact_counts", document=iri)}
    parts = _parts(clauses, sum(totals.values()))
    chosen = _chosen(request, clauses, parts)
    first, last = parts[chosen]
    here = facts_between(site, iri, lang, *_orders(clauses[first:last]))
    by_clause: dict[str, list[Fact]] = defaultdict(list)
    for fact in here:
        by_clause[fact.clause].append(fact)
    shown = [_clause(row, by_clause[row["clause"]]) for row in clauses[first:last]]
    offers = [row for row in site.table("incentives", document=iri) if row["clause"] in by_clause]
    address, around = site.page_of(request, iri), _around(site, iri, heads[0])
    return page(
        request,
        "document.html",
        head=heads[0],
        meta=highwire(heads[0], address),
        described=legislation(heads[0], address, around["state"].state if around["state"] else "unknown", offers),
        id=site.document_id(iri),
        folds=folded(shown, request.query_params.get("clause")),
        outline=_outline(clauses, parts, chosen),
        long=LONG,
        parts_count=len(parts),
        part=chosen + 1,
        totals={kind: totals.get(kind, 0) for kind in FACTS},
        tables={kind: [fact for fact in here if fact.kind == kind] for kind in FACTS},
        pictured=original(site, heads[0]["sha256"]) is not None,
        citation=citation(heads[0], address, date.today()),
        reporting=heads[0]["kind"] in REPORTING,
        **around,
    )


def _around(site: Site, iri: str, head: Mapping[str, Any]) -> dict[str, Any]:
    """Return what other documents say of this one, and how it stands today."""
    notices = site.table("notices", document=iri)
    found = site.memory.get(("misses", iri), lambda: misses(site.store, iri))
    today = date.today()
    state = site.memory.get(("standing", iri, today), lambda: next(standings(site.store, today, document=iri), None))
    return {
        "cited_by": site.table("cited_by", cited=iri),
        "cites": _once(site.table("citations", document=iri, withReported=True)),
        "changes": site.table("repealed_by", repealed=iri),
        "notices": [row for row in notices if not row["code"].startswith(("missed-", "audit-"))],
        "lights": [row for row in found if row["code"].startswith("audit-")],
        "missed": sum(row["code"].startswith(("missed-", "unexplained-")) for row in found),
        "state": state,
    }


def _once(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return each cited document once, what it carries out and rests on first."""
    rank = {"implements": 0, "based_on": 1, "issues": 2, "amends": 3, "repeals": 4}
    first: dict[str, Mapping[str, Any]] = {}
    for row in sorted(rows, key=lambda row: rank.get(row["relation"], 9)):
        first.setdefault(row["citedTitle"], row)
    return list(first.values())


def _parts(clauses: Sequence[Mapping[str, Any]], facts: int) -> list[tuple[int, int]]:
    """Cut the clauses into stretches of about equal length, shorter where facts are many."""
    whole = sum(len(row["text"] or "") for row in clauses) or 1
    most = min(_LONGEST, _WEIGHT / (3 + _OF_FACT * facts / whole))
    parts, begin, size = [], 0, 0
    for at, row in enumerate(clauses):
        length = len(row["text"] or "")
        if size and size + length > most:
            parts.append((begin, at))
            begin, size = at, 0
        size += length
    return [*parts, (begin, len(clauses))]


def _chosen(request: Request, clauses: Sequence[Mapping[str, Any]], parts: Sequence[tuple[int, int]]) -> int:
    wanted = request.query_params.get("part", "")
    if wanted.isascii() and wanted.isdigit():
        return min(max(int(wanted[:9]), 1), len(parts)) - 1
    path = request.query_params.get("clause")
    if path is not None:
        at = next((at for at, row in enumerate(clauses) if (row["path"] or "_") == path), 0)
        return next(number for number, (first, last) in enumerate(parts) if first <= at < max(last, 1))
    return 0


def _outline(
    clauses: Sequence[Mapping[str, Any]], parts: Sequence[tuple[int, int]], chosen: int
) -> list[dict[str, Any]]:
    """Return the headings: all of them for the part that is shown, the upper ones of the others."""
    found = []
    for number, (first, last) in enumerate(parts):
        for row in clauses[first:last]:
            if row["depth"] and row["label"] and (number == chosen or row["depth"] == 1):
                anchor = f"#clause/{row['path']}"
                found.append({**row, "href": anchor if number == chosen else f"?part={number + 1}{anchor}"})
    return found


def _clause(row: Mapping[str, Any], facts: list[Fact]) -> dict[str, Any]:
    """Return a clause with its text cut for marking; `head` is where its heading ends, 0 where its label opens text."""
    text, label = row["text"] or "", row["label"] or ""
    at = text.partition("\n")[0].find(label) if label else -1
    head = at + len(label) if at >= 0 else 0
    return {**row, "anchor": f"clause/{row['path'] or '_'}", "head": head, "parts": list(segments(text, facts, head))}


def _orders(clauses: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
    return (clauses[0]["order"], clauses[-1]["order"] + 1) if clauses else (0, 0)


def document_facts(site: Site, iri: str, lang: Lang = "zh") -> list[Fact]:
    """Return the facts of a document in the order of its text, each told in one line."""
    return facts_between(site, iri, lang, 0, _EVERY)


def facts_between(site: Site, iri: str, lang: Lang, first: int, last: int) -> list[Fact]:
    """Return the facts of the clauses from the order `first` up to `last`, each told in one line."""
    return site.memory.get(("facts", iri, lang, first, last), lambda: _facts(site, iri, lang, first, last))


def _kind(type_: str) -> str:
    return type_.removeprefix(PG).lower()


def _facts(site: Site, iri: str, lang: Lang, first: int, last: int) -> list[Fact]:
    rows = {row["record"]: row for row in site.table("part_facts", document=iri, first=first, last=last)}
    kinds = {_kind(row["type"]) for row in rows.values()}
    asked = {"document": iri, "withReported": True}
    offers = {row["incentive"]: row for row in site.table("incentives", **asked)} if "incentive" in kinds else {}
    cited = {row["record"]: row["cited"] for row in site.table("citations", **asked)} if "citation" in kinds else {}
    return [
        Fact(
            id=row["record"].removeprefix(f"{iri}/"),
            kind=(kind := _kind(row["type"])),
            start=row["start"],
            end=row["end"],
            clause=row["clause"],
            path=row["path"] or "",
            quote=row["quote"],
            line=offer(offers[row["record"]]) if kind == "incentive" else _line(kind, row, lang),
            rule=row["rule"],
            page=row["page"],
            confidence=float(row["confidence"]),
            link=site.local(row["agency"] or cited.get(row["record"])),
            reported=bool(row["reported"]),
        )
        for row in rows.values()
    ]


def _line(kind: str, row: Mapping[str, Any], lang: Lang) -> str:
    due = day(row["date"], lang)
    by = (f", by {due}" if lang == "en" else f"，{due}前") if due else ""
    named = word(row["kind"], lang)
    if kind == "target":
        return f"{row['of']} {goal({**row, 'change': row['kind'], 'unit': row['unitName']}, lang)}{by}"
    if kind == "responsibility":
        return f"{row['of']}（{named}）{by}"
    if kind == "deadline":
        return " ".join(part for part in (due, named) if part)
    return f"《{row['of']}》（{named}）"
