"""The words that prove something, as JSON-LD: clause, quote, place in the text and on the page."""

from __future__ import annotations

from typing import Any, Final

from graph import iri
from ingest.record import Box, Evidence

__all__ = ["Json", "day", "decimal", "evidence", "present", "span"]

Json = dict[str, Any]

_VIEW_RECTANGLE: Final = "http://tools.ietf.org/rfc/rfc3778"
_QUOTE: Final = ["Quote", "Position"]


def present(node: Json) -> Json:
    """Leave out what is not known: None, empty strings and empty lists."""
    return {key: value for key, value in node.items() if value is not None and value != "" and value != []}


def evidence(proof: Evidence, name: str, document: str) -> Json:
    """Return the place of a record's words."""
    source = iri.clause(document, proof.clause.path)
    return span(name, source, proof.quote, proof.start, proof.page, proof.row, proof.boxes)


def span(
    name: str, source: str, quote: str, start: int | None, page: int | None, row: int | None, boxes: tuple[Box, ...]
) -> Json:
    """Return a place in clause `source` under the name of what it proves; without `start`, words without a place."""
    words = present({
        "@id": f"{name}/span",
        "@type": _QUOTE if start is not None else "Quote",
        "exact": quote,
        "start": start,
        "end": None if start is None else start + len(quote),
    })  # fmt: skip
    return present({
        "@id": f"{name}/evidence",
        "@type": "Evidence",
        "source": source,
        "page": page,
        "row": row,
        "selector": [words, *(_box(box, f"{name}/box/{order}") for order, box in enumerate(boxes, 1))],
    })  # fmt: skip


def _box(box: Box, name: str) -> Json:
    corner = f"{box.x0:.1f},{box.top:.1f},{box.x1 - box.x0:.1f},{box.bottom - box.top:.1f}"
    fragment = f"page={box.page}&viewrect={corner}"
    return {"@id": name, "@type": "Fragment", "fragment": fragment, "conformsTo": _VIEW_RECTANGLE}


def day(value: Any) -> str | None:
    """Write a day as ISO 8601 has it."""
    return None if value is None else value.isoformat()


def decimal(value: float) -> str:
    """Write a number as xsd:decimal has it: no exponent, no trailing zeros.

    >>> decimal(13.5), decimal(30000000.0), decimal(0.00001)
    ('13.5', '30000000', '0.00001')
    """
    whole = int(value)
    if whole == value:
        return str(whole)
    text = repr(value)
    return text if "e" not in text else f"{value:.12f}".rstrip("0")
