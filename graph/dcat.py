"""The catalogue of a site in DCAT-AP 3.0.1: the data set, how it is fetched, and the services that answer on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from typing import Final
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode, Triple

from graph.query import table
from graph.store import Store
from graph.vocab import PREFIXES, XSD

__all__ = ["NAMESPACES", "TABLES", "catalogue", "dumps"]

NAMESPACES: Final = {
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
_DUMPS: Final = {"trig": "application/trig", "nq": "application/n-quads", "jsonld": "application/ld+json"}
TABLES: Final = {
    "csv.gz": "application/gzip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The tables that the data set is given as, besides its dumps."""
_ARCHIVES: Final = {
    "jsonl": "application/jsonlines",
    "parquet": "application/vnd.apache.parquet",
    "akn": "application/akn+xml",
    "graphml": "application/xml",
    "gexf": "application/xml",
    "neo4j": "text/csv",
}
"""What is in the archives of files that the data set is given as."""
_PLAIN: Final = _DUMPS | {"csv.gz": "text/csv", "xlsx": TABLES["xlsx"]} | _ARCHIVES
"""The media type of each distribution, as it is once unpacked."""

_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
_EU: Final = "http://publications.europa.eu/resource/authority/"
_CHINESE: Final = _EU + "language/ZHO"
_THEME: Final = _EU + "data-theme/GOVE"
_PUBLIC: Final = _EU + "access-right/PUBLIC"
_CHINA: Final = "http://publications.europa.eu/resource/authority/country/CHN"
_SPARQL: Final = "https://www.w3.org/TR/sparql11-protocol/"
_OPENAPI: Final = "https://spec.openapis.org/oas/v3.1.0"

_Value = NamedNode | Literal | str
_Words = Mapping[str, "_Value | Iterable[_Value]"]


def dumps(site: str) -> Iterator[tuple[str, str]]:
    """Yield the format of each dump and where it is fetched."""
    return ((format, f"{site}dump.{format}.gz") for format in _DUMPS)


def catalogue(store: Store, site: str, contact: str = "", licence: str = "") -> Iterator[Triple]:
    """Yield the catalogue at `site`: data set, distributions and services.

    `contact` is a mailto: or https: IRI, `licence` the IRI of the terms that the operator gives the data under, if any.
    """
    dataset, services = f"{site}void#dataset", [f"{site}void#service-sparql", f"{site}void#service-api"]
    terms: _Words = {"dcterms:license": licence} if licence else {}
    common: _Words = {**terms, "dcterms:publisher": f"{site}void#publisher"}
    words: _Words = {
        "dcterms:title": [Literal("政策条款与事实", language="zh"), Literal("Policy clauses and facts", language="en")],
        "dcterms:description": [
            Literal("政策文件的条款，以及从中读出的目标、分工、时限、激励措施和引用", language="zh"),
            Literal("Targets, agencies, deadlines, incentives and citations of policy documents", language="en"),
        ],
        "dcterms:language": _CHINESE,
        "dcterms:spatial": _CHINA,
    }
    about: _Words = {**common, **words, "dcat:dataset": dataset, "dcat:service": services, "foaf:homepage": site}
    yield from _node(f"{site}void#catalog", "dcat:Catalog", about)
    parts = dict(_distributions(site))
    yield from _node(dataset, "dcat:Dataset", {
        **words,
        "dcterms:publisher": f"{site}void#publisher",
        "dcterms:accessRights": _PUBLIC,
        "dcat:contactPoint": f"{site}void#contact",
        "dcat:theme": _THEME,
        "dcat:landingPage": site,
        "dcat:distribution": list(parts),
    })  # fmt: skip
    yield from _period(store, dataset, f"{site}void#period")
    for name, part in parts.items():
        yield from _node(name, "dcat:Distribution", {**part, **terms})
    for name, service in zip(services, _services(site), strict=True):
        more = {"dcat:servesDataset": dataset, "dcat:contactPoint": f"{site}void#contact"}
        yield from _node(name, "dcat:DataService", {**common, **service, **more})
    if licence:
        yield from _node(licence, "dcterms:LicenseDocument", {})
    yield from _named(site, contact)


def _distributions(site: str) -> Iterator[tuple[str, _Words]]:
    for format, media in _PLAIN.items():
        if format == "parquet" and not find_spec("pyarrow"):
            continue
        place, packed = _place(site, format)
        yield (
            f"{site}void#{format}",
            {
                "dcterms:title": Literal(place.removeprefix(site)),
                "dcat:accessURL": place,
                "dcat:downloadURL": place,
                "dcat:mediaType": _MEDIA + media,
                **packed,
            },
        )


def _place(site: str, format: str) -> tuple[str, _Words]:
    """Return where a distribution is fetched, and what is to be done to unpack it."""
    if format in _ARCHIVES:
        return f"{site}export.{format}.zip", {"dcat:packageFormat": _MEDIA + "application/zip"}
    place = f"{site}dump.{format}.gz" if format in _DUMPS else f"{site}tables.{format}"
    return place, {"dcat:compressFormat": _MEDIA + "application/gzip"} if place.endswith(".gz") else {}


def _services(site: str) -> Iterator[_Words]:
    for path, description, standard, title in (
        ("sparql", "sparql", _SPARQL, "SPARQL"),
        ("api", "api/openapi.json", _OPENAPI, "HTTP API"),
    ):
        yield {
            "dcterms:title": Literal(title),
            "dcat:endpointURL": f"{site}{path}",
            "dcat:endpointDescription": f"{site}{description}",
            "dcterms:conformsTo": standard,
        }


def _period(store: Store, dataset: str, name: str) -> Iterator[Triple]:
    """Yield from when to when the documents of the store were issued, where any says so."""
    days = [row["issued"] for row in table(store, "documents") if row["issued"]]
    if days:
        yield from _node(dataset, "dcat:Dataset", {"dcterms:temporal": name})
        ends = {"dcat:startDate": min(days), "dcat:endDate": max(days)}
        typed = {key: Literal(str(day), datatype=NamedNode(XSD + "date")) for key, day in ends.items()}
        yield from _node(name, "dcterms:PeriodOfTime", typed)


def _named(site: str, contact: str) -> Iterator[Triple]:
    """Yield what the catalogue points to, with its class: a reader of this file alone finds each described."""
    yield from _node(f"{site}void#publisher", "foaf:Agent", {"foaf:name": Literal(urlsplit(site).netloc)})
    reached = {"vcard:hasEmail" if contact.startswith("mailto:") else "vcard:hasURL": contact or site}
    yield from _node(f"{site}void#contact", "vcard:Kind", reached)
    yield from _node(_THEME, "skos:Concept", {"skos:prefLabel": Literal("Government and public sector", language="en")})
    yield from _node(site, "foaf:Document", {})
    for path in ("sparql", "api", "api/openapi.json"):
        yield from _node(f"{site}{path}", "rdfs:Resource", {})
    kinds = {
        _CHINESE: "LinguisticSystem", _CHINA: "Location", _PUBLIC: "RightsStatement",
        _SPARQL: "Standard", _OPENAPI: "Standard",
        **{_MEDIA + media: "MediaType" for media in (*_PLAIN.values(), "application/gzip", "application/zip")},
    }  # fmt: skip
    for name, kind in kinds.items():
        yield from _node(name, f"dcterms:{kind}", {})


def _node(name: str, kind: str, words: _Words) -> Iterator[Triple]:
    """Yield a node with its class and what is said of it; texts that are no literals are IRIs."""
    subject = NamedNode(name)
    yield Triple(subject, _iri("rdf:type"), _iri(kind))
    for key, values in words.items():
        for value in [values] if isinstance(values, str | NamedNode | Literal) else values:
            yield Triple(subject, _iri(key), NamedNode(value) if isinstance(value, str) else value)


def _iri(short: str) -> NamedNode:
    prefix, _, local = short.partition(":")
    return NamedNode((PREFIXES | NAMESPACES)[prefix] + local)
