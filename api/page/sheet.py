"""One page of a document's PDF with the boxes of its facts drawn on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from fastapi import Request, Response

from api.errors import not_found
from api.originals import original
from api.page.document import Fact, facts_between
from api.page.render import lang_of, page
from api.site import Site

__all__ = ["WIDTHS", "sheet_page"]

WIDTHS: Final = (1000, 500, 2000)
"""How many pixels wide the picture of a page may be; the first is what the page shows."""

_RECT = re.compile(r"page=(\d+)&viewrect=([\d.]+),([\d.]+),([\d.]+),([\d.]+)")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the top left of the page."""

    x: float
    y: float
    width: float
    height: float


def sheet_page(request: Request, site: Site, id: str, number: int, chosen: str) -> Response:
    """Render page `number` of the document `id`; `chosen` is the fact whose box stands out, if one is named."""
    from ingest.read.picture import picture

    iri = site.document(id)
    heads = site.table("document", document=iri)
    path = original(site, heads[0]["sha256"]) if heads else None
    if path is None:
        raise not_found(f"The file of a document with the id {id}")
    try:
        _, wide, high = site.pictures.get((path.name, number, WIDTHS[0]), lambda: picture(path, number, WIDTHS[0]))
    except IndexError:
        raise not_found(f"Page {number} of this document") from None
    found = site.table("boxes", document=iri, page=number)
    boxes, orders = _boxes(found, number, iri), [row["order"] for row in found]
    among = facts_between(site, iri, lang_of(request), min(orders, default=0), max(orders, default=-1) + 1)
    facts = [fact for fact in among if fact.id in boxes]
    named: dict[str, Any] = {"head": heads[0], "id": id, "number": number, "wide": wide, "high": high}
    return page(request, "sheet.html", **named, rows=_rows(facts, boxes, chosen), chosen=chosen)


def _boxes(rows: Iterable[Mapping[str, Any]], number: int, iri: str) -> dict[str, dict[Box, None]]:
    found: dict[str, dict[Box, None]] = {}
    for row in rows:
        match = _RECT.search(row["fragment"])
        if match and int(match[1]) == number:
            box = Box(*(float(match[at]) for at in range(2, 6)))
            found.setdefault(row["record"].removeprefix(f"{iri}/"), {})[box] = None
    return found


def _rows(facts: Iterable[Fact], boxes: Mapping[str, Iterable[Box]], chosen: str) -> list[dict[str, Any]]:
    return [{"fact": fact, "boxes": list(boxes[fact.id]), "chosen": fact.id == chosen} for fact in facts]
