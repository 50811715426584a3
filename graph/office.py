"""The offices that a document names, as nodes of its graph: those that issued it and those that have tasks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from graph import iri
from graph.evidence import Json
from ingest.record import Meta, Responsibility

__all__ = ["agency_json", "authority_json", "issuers_json"]

_COUNTRY: Final = "100000"  # bodies of the centre are named one by one: what follows is no function
_UNNAMED: Final = "发文机关（文件未载明）"


def issuers_json(meta: Meta, document: str) -> list[Json]:
    """Return who issued a document, numbered in the order of its head: the leading office comes first.

    An office whose region is unknown lies in the country at least.

    >>> [one["order"] for one in issuers_json(Meta("节水办法", issuers=("荻浦市水利局", "荻浦市财政局")), "d:x")]
    [1, 2]
    """
    return [
        _issuer(meta, document, name) | {"order": order} for order, name in enumerate(dict.fromkeys(meta.issuers), 1)
    ]


def authority_json(issuers: Sequence[Json], meta: Meta, document: str, named: set[str]) -> list[Json | str]:
    """Return who gives what a document offers: its issuers, or one office that says of itself that it is not named."""
    return [issuer["@id"] for issuer in issuers] or [_once(_issuer(meta, document, _UNNAMED), named)]


def agency_json(duty: Responsibility, named: set[str]) -> Json:
    """Return the agency of a duty, its region and function; what no authority file lists is described once a document.

    Offices of regions are composed when a name is read, so only the documents that name them can say what they are.
    """
    if duty.agency_id is None:
        return {}
    name = iri.agency(duty.agency_id)
    region, _, function = duty.agency_id.partition("/")
    place = iri.region(region) if function else None
    if not function or region == _COUNTRY:
        return {"agency": name, "agencyRegion": place}
    purpose = _function(function, duty.agency_norm, named)
    office = {"@id": name, "@type": "Organization", "label": duty.agency_norm, "place": place}
    return {
        "agency": _once(office | {"purpose": iri.function(function)}, named),
        "agencyRegion": place,
        "agencyFunction": purpose,
    }


def _issuer(meta: Meta, document: str, name: str) -> Json:
    place = iri.region(meta.region_id or _COUNTRY)
    return {"@id": iri.issuer(document, name), "@type": "PublicOrganisation", "prefLabel": name, "place": place}


def _function(function: str, name: str, named: set[str]) -> Json | str:
    """Return a function; one of a group or of a body of its own is narrower than the function of the authority file."""
    first, *rest = function.split("/")
    if not rest:
        return iri.function(function)
    broader = iri.function(rest[0] if first.startswith("each-") else first)
    return _once({"@id": iri.function(function), "@type": "Function", "label": name, "broader": broader}, named)


def _once(node: Json, named: set[str]) -> Json | str:
    """Return the node where it is named for the first time, then its IRI alone."""
    name: str = node["@id"]
    if name in named:
        return name
    named.add(name)
    return node
