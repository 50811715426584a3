"""`/search`: the answer with its citations on top, the clauses found below, with facets over them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.errors import unprocessable
from api.lists import csv_text
from api.page.render import lang_of, page
from api.page.words import LEVELS
from api.routes.ask import answer
from api.routes.search import KINDS, searched
from api.site import Here, Site
from graph.search import Filters, Hit
from graph.vocab import AUTHORITY

__all__ = ["router"]

router = APIRouter()

_STEP = 6  # with an answer above them at most six screens of a phone
_LOOKED_AT = 100  # hits over which facets count and filter
_SHOWN = 8  # values a facet shows


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What the visitor narrows the hits to."""

    region: str
    level: str
    agency: str
    kind: str
    year: str
    force: str

    def items(self) -> Iterable[tuple[str, str]]:
        return ((name, value) for name in self.__slots__ if (value := getattr(self, name)))


@router.get("/search")
def results(
    request: Request,
    site: Here,
    q: str = "",
    region: str = "",
    level: str = "",
    agency: str = "",
    kind: str = "",
    year: str = "",
    force: str = "",
    format: str = "",
    offset: Annotated[int, Query(ge=0, le=1000)] = 0,
) -> Response:
    chosen = _Chosen(region, level, agency, kind, year, force)
    _check(chosen)
    named: dict[str, Any] = {"q": q, "chosen": [(name, _label(site, name, value)) for name, value in chosen.items()]}
    named |= {
        "regions": site.table("regions"),
        "region": region,
        "kind": kind,
        "step": _STEP,
        "offset": offset,
        "degraded": "",
    }
    if not q.strip():
        return page(request, "results.html", **named, hits=None, answer=None, facets=[], total=0, everything=0)
    filters = Filters(site.region_code(region), site.known_agency(agency or None), kind or None)
    found = site.memory.get(("search", q, filters), lambda: searched(site, q, _LOOKED_AT, filters))
    named["degraded"] = found.degraded
    today = date.today()
    heads, standing = _heads(site, found.hits, today)
    kept = [hit for hit in found.hits if _fits(hit, heads, standing, chosen)]
    if format in ("csv", "json"):
        return _export(kept, format)
    narrowed = any(value for _, value in chosen.items())
    told = None
    if not offset and not narrowed:
        lang = lang_of(request)
        told = site.memory.get(("answer", q, today, lang), lambda: answer(site, q, None, lang))
    total = len(kept) if len(kept) < len(found.hits) or found.total <= _LOOKED_AT else found.total
    return page(
        request,
        "results.html",
        **named,
        hits=kept[offset : offset + _STEP],
        answer=told,
        facets=_facets(site, kept, heads, standing, chosen),
        total=min(total, len(kept)),
        everything=total,
    )


def _heads(site: Site, hits: Iterable[Hit], on: date) -> tuple[dict[str, Mapping[str, Any]], set[str]]:
    """Return the heads of the documents that were found, and which of these stand on a day."""
    heads: dict[str, Mapping[str, Any]] = {}
    standing = set()
    for document in {hit.document for hit in hits}:
        heads |= {row["document"]: row for row in site.table("documents", document=document)}
        standing |= {row["document"] for row in site.table("in_force", on=on, document=document)}
    return heads, standing


def _check(chosen: _Chosen) -> None:
    if chosen.kind and chosen.kind not in KINDS:
        raise unprocessable("kind", f"one of {', '.join(KINDS)}")
    if chosen.level and chosen.level not in LEVELS:
        raise unprocessable("level", f"one of {', '.join(LEVELS)}")
    if chosen.year and not (chosen.year.isascii() and chosen.year.isdigit() and len(chosen.year) == 4):
        raise unprocessable("year", "four digits, as 2025")
    if chosen.force not in ("", "yes", "no"):
        raise unprocessable("force", "yes or no")


def _fits(hit: Hit, heads: Mapping[str, Mapping[str, Any]], standing: set[str], chosen: _Chosen) -> bool:
    head = heads.get(hit.document)
    if head is None:
        return not (chosen.level or chosen.year or chosen.force)
    if chosen.level and head["level"] != chosen.level:
        return False
    if chosen.year and (not head["issued"] or str(head["issued"].year) != chosen.year):
        return False
    return not chosen.force or (hit.document in standing) == (chosen.force == "yes")


def _facets(
    site: Site, hits: Sequence[Hit], heads: Mapping[str, Mapping[str, Any]], standing: set[str], chosen: _Chosen
) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """Return for each facet its values with how many of the hits have them, the commonest first."""
    doers = _doers(site, {hit.document for hit in hits})
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for hit in hits:
        head = heads.get(hit.document)
        counts["kind"].update(hit.facts)
        counts["agency"].update(doers.get(hit.iri, ()))
        if head:
            counts["region"].update([head["jurisdiction"].rpartition("/")[2]] if head["jurisdiction"] else [])
            counts["level"][head["level"]] += 1
            counts["kind"][head["kind"]] += 1
            counts["year"].update([str(head["issued"].year)] if head["issued"] else [])
            counts["force"]["yes" if hit.document in standing else "no"] += 1
    taken = {name for name, _ in chosen.items()}
    return [
        (name, [(value, _label(site, name, value), count) for value, count in counts[name].most_common(_SHOWN)])
        for name in ("region", "level", "agency", "kind", "year", "force")
        if counts[name] and name not in taken
    ]


def _doers(site: Site, documents: Iterable[str]) -> dict[str, set[str]]:
    """Return the agencies that each clause of these documents gives something to do."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in (row for document in documents for row in site.table("tasks", document=document)):
        if row["linked"]:
            found[row["clause"]].add(row["linked"].removeprefix(f"{AUTHORITY}agency/"))
    return found


def _label(site: Site, name: str, value: str) -> str:
    """Return what a facet shows for a value; words of the vocabulary are put into the reader's language later."""
    if name == "region":
        return next((str(row["name"]) for row in site.table("regions") if value in (row["code"], row["name"])), value)
    if name == "agency":
        rows = site.table("agency", agency=site.agency(value))
        return str(rows[0]["label"] or (rows[0]["names"] or value).split("、")[0]) if rows else value
    return {"yes": "in_force", "no": "not_in_force"}[value] if name == "force" else value


def _export(hits: Iterable[Hit], format: str) -> Response:
    from fastapi.responses import JSONResponse

    rows = [{**hit.as_json(), "why": "、".join(hit.why), "facts": "、".join(hit.facts)} for hit in hits]
    headers = {"Content-Disposition": f'attachment; filename="search.{format}"'}
    if format == "json":
        return JSONResponse(rows, headers=headers)
    return Response(csv_text(rows), media_type="text/csv; charset=utf-8", headers=headers)
