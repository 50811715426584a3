"""What a watch asks for, and which entries of the change log fit it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import ontology
from api.errors import unprocessable
from graph.eligibility.load import schemes_of
from graph.query import table
from ingest.link.authority import concepts

if TYPE_CHECKING:
    from api.changes import Change
    from api.site import Site
    from api.watches.watch import Watch

__all__ = ["document_of", "fitting", "latest", "meant"]

_STEP: Final = 100


def meant(site: Site, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return filters as ids and IRIs. Raises ProblemError that names a filter whose value the site does not know."""
    found = {
        "agency": site.known_agency_iri(asked.get("agency")),
        "region": site.region(asked.get("region")),
        "kind": asked.get("kind"),
        "indicator": site.indicator(asked["indicator"]) if asked.get("indicator") else None,
        "document": document_of(site, asked.get("scheme")),
        "sector": _sector(asked.get("sector")),
        "words": (asked.get("text") or "").casefold().split(),
        "events": asked.get("events"),
    }
    return {name: value for name, value in found.items() if value}


def fitting(site: Site, watch: Watch, after: int) -> tuple[list[Change], int]:
    """Return entries after the number `after` that fit, in order, and the number up to which the log was read."""
    last = site.changes.last()
    entries = site.changes.entries(_STEP, after=after, **_filters(site, watch))
    read = entries[-1].number if entries else last
    return [one for one in entries if _fits(site, watch, one)], read if len(entries) == _STEP else max(read, last)


def latest(site: Site, watch: Watch, limit: int) -> list[Change]:
    """Return the latest entries that fit, the latest first; of those that the log filters, at most a few hundred."""
    entries = site.changes.entries(10 * limit, **_filters(site, watch))
    return [one for one in entries if _fits(site, watch, one)][:limit]


def _filters(site: Site, watch: Watch) -> dict[str, Any]:
    named = {name: watch.meant.get(name) for name in ("agency", "kind", "indicator", "document")}
    return {**named, "regions": site.within(watch.meant.get("region"))}


def _fits(site: Site, watch: Watch, one: Change) -> bool:
    """Tell whether an entry has the event and the words; of a document that is gone the title alone is left."""
    if one.what not in watch.meant.get("events", (one.what,)):
        return False
    words, sector = watch.meant.get("words", ()), watch.meant.get("sector")
    if not words and not sector:
        return True
    clauses = table(site.store, "document_text", document=one.document)
    text = "\n".join((one.title, *(row["text"] for row in clauses))).casefold()
    named = sector is None or any(name in text for name in _sectors().get(sector, ()))
    return named and all(word in text for word in words)


def document_of(site: Site, id: str | None) -> str | None:
    """Return the IRI of the document meant; one that is gone may still have entries."""
    if not id:
        return None
    for scheme in schemes_of(site.store):
        if scheme.id == id:
            return scheme.citation.document
    document = site.checked(site.document(id), "scheme")
    if site.changes.knows(document) or site.known_document(id, "scheme"):
        return document
    raise unprocessable("scheme", f"nothing has the id {id!r}; see /api/schemes and /api/documents")


def _sector(text: str | None) -> str | None:
    if not text:
        return None
    for id, names in _sectors().items():
        if text in (id, id.rpartition("/")[2]) or text.casefold() in names:
            return id
    raise unprocessable("sector", f"no sector is called {text!r}; give a name such as 建筑")


@cache
def _sectors() -> dict[str, tuple[str, ...]]:
    return {one.id: tuple(name.casefold() for name in (one.label, *one.names)) for one in concepts(ontology.SECTORS)}
