"""The offices that issued a document, as nodes of its graph, in the order of its head."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from graph import iri
from graph.evidence import Json
from ingest.record import Meta

__all__ = ["authority_json", "issuers_json"]

_COUNTRY: Final = "100000"
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


def _issuer(meta: Meta, document: str, name: str) -> Json:
    place = iri.region(meta.region_id or _COUNTRY)
    return {"@id": iri.issuer(document, name), "@type": "PublicOrganisation", "prefLabel": name, "place": place}


def _once(node: Json, named: set[str]) -> Json | str:
    """Return the node where it is named for the first time, then its IRI alone."""
    name: str = node["@id"]
    if name in named:
        return name
    named.add(name)
    return node
