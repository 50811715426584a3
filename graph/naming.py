"""From names that people write to IRIs that queries take, and back: 温州市, 河南省财政厅, 单位GDP能耗, a title."""

from __future__ import annotations

from graph import iri
from graph.errors import QueryError
from graph.query import table
from graph.store import Store

__all__ = ["iri_of", "label_of"]


def iri_of(store: Store, parameter: str, text: str) -> str:
    """Return the IRI that `text` means as a value of the named parameter; an IRI means itself.

    Agencies, regions and indicators go by the names of the authority files, documents by words of their title. Raises
    QueryError for a name that means none, or several.
    """
    if "://" in text:
        return text
    found = _found(store, parameter, text)
    if len(found) == 1:
        return found[0]
    why = f"{len(found)} go by this" if found else "no such name in the store or the authority files"
    raise QueryError(f"{parameter}={text!r}: {why}. Give the full name, or the IRI")


def label_of(store: Store, thing: str) -> str:
    """Return what a thing of the authority files (an IRI) is called; the IRI where it has no name there."""
    return next((str(row["label"]) for row in table(store, "label", thing=thing)), thing)


def _found(store: Store, parameter: str, text: str) -> list[str]:
    if parameter == "region":
        return [str(row["region"]) for row in table(store, "region_named", name=text)]
    if parameter in ("document", "cited", "repealed"):
        return [str(row["document"]) for row in table(store, "documents", name=text)]
    from ingest.link import Register

    register = Register.load()
    if parameter == "agency" and (agency := register.agency(text, None)):
        return [iri.agency(agency.id)]
    if parameter == "agency":  # the store may have been filled with authority files of the site's own
        known = table(store, "agencies", name=text, withReported=True)
        return [str(row["agency"]) for row in known if text in (row["label"], row["agencyName"])]
    if parameter == "indicator" and (indicator := register.indicator(text)):
        return [iri.indicator(indicator.id)]
    return []
