"""Lists that many routes give: a page of rows as JSON, or all of them as CSV or spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from fastapi import Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from starlette.datastructures import URL

from api.accept import best
from api.errors import ProblemError, unprocessable
from api.sheets import XLSX, spreadsheet
from api.site import Here
from graph.formats.sheets import safe

__all__ = ["Linking", "Listing", "Paging", "Reported", "check_span", "csv_text", "known_only"]

_NEGOTIATED = {"Vary": "Accept"}
_CSV = "text/csv; charset=utf-8"
_EVERYTHING = 1 << 40


@dataclass(frozen=True, slots=True)
class Listing:
    """How the caller wants a list: which page of it, and in which format."""

    limit: int
    offset: int
    format: str
    address: str = ""
    """Of the request, for links to other pages of the list; none: no links."""

    def answer(self, rows: Sequence[Mapping[str, Any]], name: str) -> Response:
        """Return one page of `rows`; CSV has the same page under the name of `name`."""
        page = [dict(row) for row in rows[self.offset : self.offset + self.limit]]
        negotiated = _NEGOTIATED | self.links(len(rows))
        if self.format == "csv":
            headers = {"Content-Disposition": f'attachment; filename="{name}.csv"', "X-Total-Count": str(len(rows))}
            return Response(csv_text(page, rows), media_type=_CSV, headers=headers | negotiated)
        if self.format == "xlsx":
            headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"', "X-Total-Count": str(len(rows))}
            columns = dict.fromkeys(rows[0], 16) if rows else {name: 16}
            book = spreadsheet(name, columns, [list(row.values()) for row in page])
            return Response(book, media_type=XLSX, headers=headers | negotiated)
        items = [{key: _plain(value) for key, value in row.items()} for row in page]
        body = {"items": items, "total": len(rows), "limit": self.limit, "offset": self.offset}
        return JSONResponse(body, headers=negotiated)

    def links(self, total: int) -> dict[str, str]:
        """Return the header `Link` (RFC 8288) to the pages before and after this one, where there are any."""
        return _links(URL(self.address), self.limit, self.offset, total) if self.address else {}


@dataclass(frozen=True, slots=True)
class Links:
    """Puts the header `Link` on the answer of a route that pages a list by itself."""

    address: str
    response: Response

    def put(self, limit: int, offset: int, total: int) -> None:
        self.response.headers.update(_links(URL(self.address), limit, offset, total))


async def _linking(request: Request, response: Response, site: Here) -> Links:
    return Links(site.here(request), response)


Linking = Annotated[Links | None, Depends(_linking)]
"""To be given the default None, for callers that are no requests."""


def _links(url: URL, limit: int, offset: int, total: int) -> dict[str, str]:
    """Return the header `Link` of a page of the list at `url`.

    >>> _links(URL("https://policy.example/api/targets?limit=2"), 2, 3, 4)
    {'Link': '<https://policy.example/api/targets?limit=2&offset=1>; rel="prev"'}
    """
    places = {}
    if offset > 0 and total:
        places["prev"] = max(0, min(offset, total) - limit)
    if offset + limit < total:
        places["next"] = offset + limit
    links = (f'<{url.include_query_params(offset=place)}>; rel="{rel}"' for rel, place in places.items())
    return {"Link": ", ".join(links)} if places else {}


async def _listing(
    request: Request,
    site: Here,
    limit: Annotated[int | None, Query(ge=1, description="Rows a page: 100 if not given, all for CSV and XLSX")] = None,
    offset: Annotated[int, Query(ge=0, le=10_000_000, description="Rows to pass over")] = 0,
    format: Annotated[Literal["json", "csv", "xlsx"] | None, Query(description="Else by Accept, json first")] = None,
) -> Listing:
    if limit is not None and limit > site.settings.page_rows:
        raise unprocessable("limit", f"at most {site.settings.page_rows}")
    chosen = format or _accepted(request)
    rows = limit or (100 if chosen == "json" else _EVERYTHING)
    return Listing(rows, offset, chosen, site.here(request))


Reported = Annotated[bool, Query(description="Also what interpretations and news only report of other documents")]
Paging = Annotated[Listing, Depends(_listing)]


def _accepted(request: Request) -> str:
    accept = request.headers.get("accept")
    kind = best(accept, ["application/json", "text/csv", XLSX])
    if kind is None and "text/html" not in (accept or ""):
        raise ProblemError(406, f"This list is given as application/json, text/csv or {XLSX}.")
    return {"text/csv": "csv", XLSX: "xlsx"}.get(kind or "", "json")


def csv_text(page: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]] = ()) -> str:
    """Return rows as CSV that spreadsheets take for UTF-8 and run no formula of; `rows` names the columns."""
    rows = rows or page
    out = io.StringIO()
    out.write("\ufeff")  # so that spreadsheets take it for UTF-8
    writer = csv.writer(out, lineterminator="\r\n")
    if rows:
        writer.writerow(rows[0])
    writer.writerows([_cell(value) for value in row.values()] for row in page)
    return out.getvalue()


def _cell(value: Any) -> Any:
    """Return a value for a cell; text that a spreadsheet would take for a formula gets a quotation mark before it."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        value = "；".join(
            " ".join(map(str, item.values())) if isinstance(item, Mapping) else str(item) for item in value
        )
    return safe(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [
            {k: _plain(v) for k, v in item.items()} if isinstance(item, Mapping) else _plain(item) for item in value
        ]
    return value


def check_span(since: date | None, until: date | None) -> None:
    """Refuse a span of days that ends before it begins."""
    if since and until and since > until:
        raise unprocessable("to", f"{until} lies before `from`, {since}")


async def known_only(request: Request) -> None:
    """Refuse query parameters that the route does not take: a filter that is misspelt must not be passed over."""
    route = request.scope["route"]
    known = {field.alias for field in _fields(route.dependant)}
    for name in request.query_params:
        if name not in known:
            raise unprocessable(name, f"there is no such parameter; known are {', '.join(sorted(known))}")


def _fields(dependant: Any) -> Iterator[Any]:
    yield from dependant.query_params
    for below in dependant.dependencies:
        yield from _fields(below)
