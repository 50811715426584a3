"""How the answers of routes become results of tools: plain data, small pages, one name for one thing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Final

from fastapi import Response
from fastapi.encoders import jsonable_encoder
from pydantic import Field

from api.day import Day
from api.errors import unprocessable
from api.lists import Listing

__all__ = ["Document", "Limit", "Offset", "On", "Region", "Since", "Until"]
__all__ += ["check_span", "listed", "listing", "page", "paged", "plain"]

_LONGEST: Final = 200

Limit = Annotated[int, Field(ge=1, le=50, description="Rows of this page")]
Offset = Annotated[int, Field(ge=0, le=10_000_000, description="Rows to pass over: that of the last page plus `limit`")]
Region = Annotated[
    str | None, Field(max_length=_LONGEST, description="Name or GB/T 2260 code; takes in the regions that lie in it")
]
Document = Annotated[str | None, Field(max_length=1000, description="Id or IRI of a document")]
On = Annotated[Day | None, Field(description="Only what is in force on this day, as 2026-06-30")]
Since = Annotated[Day | None, Field(description="On this day or later")]
Until = Annotated[Day | None, Field(description="On this day or earlier")]


def check_span(since: date | None, until: date | None) -> None:
    """Refuse a span of days that ends before it begins."""
    if since and until and since > until:
        raise unprocessable("until", f"{until} lies before `since`, {since}; give a later day")


def listing(limit: int, offset: int) -> Listing:
    """Return what a route that lists takes for one page of JSON."""
    return Listing(limit, offset, "json")


def plain(answer: Any) -> Any:
    """Return a route's answer as plain data in which the IRI of a clause is `iri`, beside title, path and quote.

    >>> plain({"title": "节水办法", "path": "三", "quote": "补助20%", "clause": "urn:c"})
    {'title': '节水办法', 'path': '三', 'quote': '补助20%', 'iri': 'urn:c'}
    """
    if isinstance(answer, Response):
        answer = json.loads(bytes(answer.body))
    return _named(jsonable_encoder(answer))


def _named(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {_name(key, below): _named(below) for key, below in value.items()}
    return [_named(one) for one in value] if isinstance(value, list) else value


def _name(key: str, value: object) -> str:
    """Return `iri` for `clause`, and `upper_iri` for `upper_clause`, where it holds the IRI of one."""
    of_clause = isinstance(value, str) and (key == "clause" or key.endswith("_clause"))
    return key.removesuffix("clause") + "iri" if of_clause else key


def page(rows: Sequence[Any], limit: int, offset: int, name: str = "items") -> dict[str, Any]:
    """Return one page of rows, how many there are in all, and where the next page begins.

    >>> page("abc", 2, 0)
    {'items': ['a', 'b'], 'total': 3, 'next_offset': 2}
    """
    return paged(rows[offset : offset + limit], len(rows), limit, offset, name)


def paged(shown: Sequence[Any], total: int, limit: int, offset: int, name: str = "items") -> dict[str, Any]:
    """Return as one page the rows `shown`, which begin at `offset` among `total`."""
    after = offset + limit
    return {name: list(shown), "total": total, "next_offset": after if after < total else None}


def listed(answer: Any, limit: int, offset: int) -> dict[str, Any]:
    """Return the answer of a route that lists one page as a page."""
    found = plain(answer)
    return paged(found["items"], found["total"], limit, offset)
