"""`/query`: SPARQL for people: a guided builder, an editor with examples, results as table, chart and download."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.conditional import conditional
from api.errors import ProblemError, not_found, unprocessable
from api.ledger import agency_rows
from api.lists import csv_text
from api.page.completion import terms
from api.page.mistake import mistake
from api.page.render import page
from api.page.triples import lines
from api.routes.pages.deadlines import span
from api.sheets import XLSX, spreadsheet
from api.site import Here, Site
from graph.endpoint import Question
from graph.errors import FormatError, GraphError
from graph.guided import KINDS, Choices, built, prefixes
from graph.vocab import PREFIXES

__all__ = ["router"]

router = APIRouter()

_SHOWN = 500  # rows on the page; a download has all that the limit lets through
_DRAWN = 200  # triples, or rows, that a picture can show


@router.get("/query")
async def query(
    request: Request,
    site: Here,
    query: str = "",
    kind: str = "",
    agency: str = "",
    region: str = "",
    indicator: str = "",
    year: str = "",
    run: str = "",
) -> Response:
    chosen = {"kind": kind, "agency": agency, "region": region, "indicator": indicator, "year": year}
    named: dict[str, Any] = await run_in_threadpool(_choices, site, chosen)
    text = query.strip() or (await run_in_threadpool(_built, site, chosen) if kind else "")
    result, wrong = None, None
    if text and (query or run):
        try:
            result = await _answered(request, site, text)
        except (GraphError, ProblemError) as error:
            added = prefixes(text).count("\n") - text.count("\n")
            wrong = mistake(str(error), added)
    named |= {"query": text, "examples": examples(), "result": result, "wrong": wrong, "shown": _SHOWN, "drawn": _DRAWN}
    return page(
        request, "query.html", 400 if wrong else 200, **named, **chosen, prefixes=PREFIXES, limits=site.settings
    )


@router.get("/query/terms.json")
async def offered(request: Request) -> Response:
    """What the editor completes; the same for all, as it is the vocabulary and no data."""
    return conditional(request, await run_in_threadpool(terms), "application/json")


@router.get("/query/result.{format}")
async def download(
    request: Request, site: Here, query: str, format: Literal["csv", "xlsx", "json", "ttl", "svg"]
) -> Response:
    result = await _answered(request, site, query)
    headers = {"Content-Disposition": f'attachment; filename="result.{format}"'}
    if format == "ttl":
        if "graph" not in result:
            raise ProblemError(406, "Rows are given as csv, xlsx or json; ttl is for CONSTRUCT and DESCRIBE.")
        return Response(result["graph"], media_type="text/turtle; charset=utf-8", headers=headers)
    if "graph" in result:
        raise ProblemError(406, "A graph is given as ttl.")
    columns, rows = result["columns"], result["rows"]
    if format == "svg":
        return Response(await run_in_threadpool(_drawn, result), media_type="image/svg+xml")
    if format == "json":
        body = json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False)
        return Response(body, media_type="application/json", headers=headers)
    if format == "xlsx":
        body_ = await run_in_threadpool(spreadsheet, "SPARQL", dict.fromkeys(columns, 24), rows)
        return Response(body_, media_type=XLSX, headers=headers)
    table = [dict(zip(columns, row, strict=True)) for row in rows]
    return Response(csv_text(table), media_type="text/csv; charset=utf-8", headers=headers)


def _choices(site: Site, chosen: Mapping[str, str]) -> dict[str, Any]:
    agencies = site.memory.get(("agency_rows", "", None), lambda: agency_rows(site))
    return {
        "kinds": KINDS,
        "agencies": sorted((row["id"], row["name"]) for row in agencies),
        "regions": site.table("regions"),
        "this_year": date.today().year,
    }


def _built(site: Site, chosen: Mapping[str, str]) -> str:
    if chosen["kind"] not in KINDS:
        raise unprocessable("kind", f"one of {', '.join(KINDS)}")
    since, until = span(chosen["year"] or "all")
    agency, region = site.known_agency_iri(chosen["agency"] or None), site.region(chosen["region"])
    return built(Choices(chosen["kind"], agency or "", region or "", chosen["indicator"], since, until))


async def _answered(request: Request, site: Site, text: str) -> dict[str, Any]:
    """Run a visitor's query within the limits; rows as plain text, numbers as numbers, or a graph as Turtle."""
    if len(text) > site.settings.query_length:
        raise ProblemError(413, f"A query may have {site.settings.query_length} characters.")
    try:
        found = await request.app.state.visitors.ask(
            Question(prefixes(text), "csv", "ttl", limit=site.settings.query_rows)
        )
    except FormatError:
        raise ProblemError(406, "An ASK is answered at /sparql.") from None
    body = b"".join([piece async for piece in found.body]).decode("utf-8")
    if found.form == "graph":
        drawn = await run_in_threadpool(lines, body, _DRAWN)
        return {"graph": body, "cut": bool(found.cut), "lines": drawn}
    columns, *rows = list(csv.reader(io.StringIO(body))) or [[]]
    views = {"chart": _chartable(columns, rows), "ties": _tied(rows)}
    return {"columns": columns, "rows": rows, "cut": bool(found.cut), **views}


def _chartable(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """Return which columns make a bar chart: the first of words and the first of numbers, where there are both."""
    if not 1 < len(rows) <= 60 or len(columns) < 2:
        return None
    numbers = [at for at in range(len(columns)) if all(_number(row[at]) is not None for row in rows)]
    words = [at for at in range(len(columns)) if at not in numbers]
    return (words[0], numbers[0]) if numbers and words else None


def _tied(rows: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """Return which columns make a graph: the first two that hold an address in each row, where there are two."""
    if not 0 < len(rows) <= _DRAWN:
        return None
    ends = [at for at in range(len(rows[0])) if all(row[at].startswith(("http://", "https://")) for row in rows)]
    return (ends[0], ends[1]) if len(ends) > 1 else None


def _drawn(result: Mapping[str, Any]) -> bytes:
    from api.page.charts import ranking

    if not result.get("chart"):
        raise not_found("A chart of this result: it needs a column of words and one of numbers, and")
    name, value = result["chart"]
    return ranking([{"name": row[name], "value": _number(row[value])} for row in result["rows"]])


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


@cache
def examples() -> tuple[Mapping[str, str], ...]:
    """Return the queries that the editor offers, each with its question in Chinese and English."""
    found = tomllib.loads((files("api.page") / "examples.toml").read_text("utf-8"))["example"]
    return tuple({**one, "query": prefixes(one["query"])} for one in found)
