"""From names that an agent writes to the ids that routes take; a problem names the field, and what to write instead."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote

from api.errors import ProblemError, unprocessable
from api.ledger import agency_rows
from api.site import Site

__all__ = ["agency_id", "document_id"]

_SHOWN: Final = 10


def document_id(site: Site, text: str) -> str:
    """Return the id of the document that `text` is the id or the IRI of; a problem where there is none."""
    id = unquote(site.document_id(text)) if "://" in text else text
    try:
        site.known_document(id)
    except ProblemError:
        remedy = "the tool `validity` lists all documents, `search` finds them by their words"
        raise unprocessable("document", f"no document has the id {text[:200]!r}; {remedy}") from None
    return id


def agency_id(site: Site, text: str) -> str:
    """Return the id of the agency that `text` is the id, the IRI or a name of.

    A name that fits several agencies is a problem that lists them: which of them is meant is for the caller to say.
    """
    id = site.agency_id(text)
    if any(row["id"] == id for row in agency_rows(site)):
        return id
    fitting = agency_rows(site, name=text) if text.strip() else []
    exact = [row for row in fitting if row["name"] == text] or fitting
    if len(exact) == 1:
        return str(exact[0]["id"])
    if not exact:
        raise unprocessable(
            "agency", f"no agency with tasks is called {text[:200]!r}; give words of its name, as 水利局"
        )
    named = "、".join(f"{row['name']} ({row['id']})" for row in exact[:_SHOWN])
    raise unprocessable("agency", f"{len(exact)} agencies fit {text!r}; give the id of one: {named}")
