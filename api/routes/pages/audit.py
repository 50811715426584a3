"""`/documents/audit`: what was probably missed, clause by clause, the worst document first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from fastapi import APIRouter, Request, Response

from api.errors import not_found, unprocessable
from api.page.render import page
from api.page.stretches import Offset, height, slice_of
from api.page.words import MEASURES
from api.site import Here, Site
from graph.audit import misses
from graph.review import KINDS

__all__ = ["router"]

router = APIRouter()

_STEP = 20  # documents on a page
_MOST = 10  # places shown of a document among others
_PLACES = 40  # of one document on a page
_NUMBERS = "unexplained-number"
_Row = Mapping[str, Any]


@router.get("/documents/audit")
def audit(request: Request, site: Here, document: str = "", measure: str = "", offset: Offset = 0) -> Response:
    if measure and measure not in MEASURES:
        raise unprocessable("measure", f"one of {', '.join(MEASURES)}")
    iri = site.document(document) if document else None
    head = site.table("document", document=iri)[:1] if iri else []
    if iri and not head:
        raise not_found(f"A document with the id {document}")
    ranked = site.memory.get(("missed", iri, measure), lambda: _ranked(misses(site.store, iri), measure))
    rows = [row for row in ranked[0] if _measure(row)] if iri and ranked else []
    cut = slice_of(rows, offset, _PLACES, _height) if iri else slice_of(ranked, offset, _STEP, _group_height)
    shown = [_shown(site, group) for group in cut["rows"]] if not iri else []
    if iri and ranked:
        shown = [_shown(site, ranked[0], cut["rows"])]
    named: dict[str, Any] = {"one": head[0] if head else None, "measure": measure, "measures": MEASURES}
    return page(request, "audit.html", **named, **(cut | {"rows": shown}))


def _ranked(rows: Iterable[_Row], measure: str) -> list[list[_Row]]:
    """Return the rows of each document, red lights before amber ones, then those that miss most."""
    found = [list(group) for _, group in groupby(rows, key=lambda row: row["document"])]
    found = [[row for row in group if _measure(row) in ("", measure or _measure(row))] for group in found]
    return sorted((group for group in found if any(map(_measure, group))), key=_rank)


def _rank(rows: Sequence[_Row]) -> tuple[int, int]:
    codes = {row["code"] for row in rows}
    return 0 if "audit-red" in codes else 1 if "audit-amber" in codes else 2, -len(rows)


def _measure(row: _Row) -> str:
    """Name the measure that missed a place; '' for the light of a document."""
    code = str(row["code"])
    return "numbers" if code == _NUMBERS else code.removeprefix("missed-") if code.startswith("missed-") else ""


def _height(row: _Row) -> int:
    return 50 + height(row["message"], 14)


def _group_height(rows: Sequence[_Row]) -> int:
    return 150 + sum(map(_height, rows[:_MOST]))


def _shown(site: Site, rows: Sequence[_Row], kept: Sequence[_Row] | None = None) -> dict[str, Any]:
    """Return what a panel shows of a document: the places of `kept`, else the first ones with how many are left."""
    found = [row for row in rows if _measure(row)]
    light = next((row for row in rows if not _measure(row)), None)
    more = 0 if kept is not None else max(len(found) - _MOST, 0)
    return {
        "document": rows[0]["document"],
        "id": site.document_id(rows[0]["document"]),
        "title": rows[0]["title"],
        "light": light and light["message"],
        "red": light and light["code"] == "audit-red",
        "total": len(found),
        "more": more,
        "clauses": list(_by_clause(found[:_MOST] if kept is None else kept)),
    }


def _by_clause(rows: Iterable[_Row]) -> Iterator[dict[str, Any]]:
    for clause, group in groupby(rows, key=lambda row: (row["clause"], row["path"])):
        found = [{"measure": _measure(row), "message": row["message"], "miss": _miss(row)} for row in group]
        yield {"clause": clause[0], "path": clause[1], "misses": found}


def _miss(row: _Row) -> str:
    """Name a miss that can become a record, as its address in the review does; '' for any other."""
    return str(row["notice"]).rpartition("/")[2] if _measure(row) in KINDS else ""
