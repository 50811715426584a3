"""One fact with all its proof: the words, where they stand, which rule read them and why, from which file, by what."""

from __future__ import annotations

from typing import Any

from graph.errors import QueryError
from graph.query import table
from graph.store import Store
from graph.vocab import PG
from ingest.errors import RuleError
from ingest.rules import load

__all__ = ["proof"]


def proof(store: Store, record: str) -> dict[str, Any]:
    """Return what proves `record` (the IRI of a fact or of a condition). Raises QueryError where there is no such fact.

    `boxes` are (page, x, y, width, height) in points from the upper left corner; `rule.why` is the reason that the rule
    file gives, None where the rule is a verb of a list or has changed its name since.
    """
    rows = table(store, "proof", record=record)
    if not rows:
        raise QueryError(
            f"{record}: the store holds no fact of this name. /api/documents/{{id}} names those of a document"
        )
    row = rows[0]
    return {
        "record": record,
        "type": row["type"].removeprefix(PG).rpartition("/")[2],
        "document": {"iri": row["document"], "title": row["title"]},
        "clause": {"iri": row["clause"], "path": row["path"], "heading": row["heading"], "text": row["text"]},
        "quote": row["quote"],
        "span": None if row["start"] is None else [row["start"], row["end"]],
        "page": row["page"],
        "row": row["row"],
        "boxes": [_box(text) for text in sorted(row["boxes"].split())] if row["boxes"] else [],
        "rule": {"id": row["rule"], "version": row["ruleVersion"], "why": _why(row["rule"])},
        "confidence": float(row["confidence"]),
        "reported": bool(row["reported"]),
        "reading": row["reading"],
        "file": {"name": row["file"], "format": row["format"], "digest": row["sha256"]},
        "software": {"name": row["software"], "version": row["version"]},
    }


def _box(text: str) -> dict[str, Any]:
    """Read a fragment selector.

    >>> _box("page=2&viewrect=72.0,100.0,428.0,14.0")
    {'page': 2, 'x': 72.0, 'y': 100.0, 'width': 428.0, 'height': 14.0}
    """
    page, _, corner = text.removeprefix("page=").partition("&viewrect=")
    x, y, width, height = map(float, corner.split(","))
    return {"page": int(page), "x": x, "y": y, "width": width, "height": height}


def _why(rule: str) -> str | None:
    kind, _, name = rule.partition("/")
    try:
        return load(kind)[name].why
    except (KeyError, OSError, RuleError):
        return None
