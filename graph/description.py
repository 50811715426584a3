"""Describes the endpoint (SPARQL 1.1 Service Description) and the data set (VoID, DCAT) for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize

from graph.compact import compact
from graph.dcat import NAMESPACES, TABLES, catalogue, dumps
from graph.query import table
from graph.results import GRAPH_FORMATS
from graph.review.judgement import is_review
from graph.store import Store
from graph.vocab import AUTHORITY, PG, PREFIXES, XSD

__all__ = ["TABLES", "dataset", "service", "written"]

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_VOID: Final = "http://rdfs.org/ns/void#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULTS: Final = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS: Final = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads")
_CASTS: Final = ("date", "time", "duration", "dayTimeDuration", "yearMonthDuration", "gYear", "gYearMonth")
"""The functions that the engine has beside those of SPARQL 1.1: further casts of XML Schema."""
_A: Final = NamedNode(PREFIXES["rdf"] + "type")


def service(store: Store, endpoint: str, rows: int, length: int, seconds: float) -> Iterator[Triple]:
    """Yield what the endpoint can do: its language, formats, limits, default graph (the union) and named graphs.

    Limits: `rows` or triples of an answer, `length` of a query in characters, `seconds` of its time.
    """
    node, data = NamedNode(endpoint), BlankNode("data")
    yield Triple(node, _A, _sd("Service"))
    yield Triple(node, _sd("endpoint"), node)
    yield Triple(node, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(node, _sd("feature"), _sd("UnionDefaultGraph"))
    limits = f"At most {rows} rows or triples an answer, {length} characters a query, {seconds:g} s of time."
    yield Triple(node, NamedNode(PREFIXES["rdfs"] + "comment"), Literal(limits, language="en"))
    for name in _CASTS:
        yield Triple(node, _sd("extensionFunction"), NamedNode(XSD + name))
    for name in (*_RESULTS, *_GRAPHS):
        yield Triple(node, _sd("resultFormat"), NamedNode(_FORMATS + name))
    yield Triple(node, _sd("defaultDataset"), data)
    yield Triple(data, _A, _sd("Dataset"))
    union = BlankNode("union")
    yield Triple(data, _sd("defaultGraph"), union)
    yield Triple(union, _A, _sd("Graph"))
    yield Triple(union, _void("triples"), _number(len(store)))
    for number, graph in enumerate(name for name in store.graphs() if not is_review(name)):
        yield Triple(data, _sd("namedGraph"), (named := BlankNode(f"named{number}")))
        yield Triple(named, _A, _sd("NamedGraph"))
        yield Triple(named, _sd("name"), NamedNode(graph))


def dataset(store: Store, site: str, base: str, contact: str = "", licence: str = "") -> Iterator[Triple]:
    """Yield the data set at `site`: how much of what it holds, its vocabularies and endpoint, and its catalogue."""
    node = NamedNode(f"{site}void#dataset")
    yield from catalogue(store, site, contact, licence)
    yield Triple(node, _A, _void("Dataset"))
    yield Triple(node, _void("exampleResource"), NamedNode(f"{AUTHORITY}indicator/energy-per-gdp"))
    yield Triple(node, _dc("conformsTo"), (vocabulary := NamedNode(PG.removesuffix("#"))))
    yield Triple(vocabulary, _A, _dc("Standard"))
    yield Triple(node, _void("sparqlEndpoint"), NamedNode(f"{site}sparql"))
    yield Triple(node, _void("uriSpace"), Literal(base))
    for key, count in table(store, "void")[0].items():
        yield Triple(node, _void(key), _number(count))
    for prefix in ("pg", "eli", "oa", "prov", "dcterms", "skos", "org", "qudt", "cpsv", "cv", "schema"):
        yield Triple(node, _void("vocabulary"), NamedNode(PREFIXES[prefix]))
    for row in table(store, "counts"):
        part = NamedNode(f"{site}void#{row['type'].removeprefix(PG).rpartition('#')[2] or row['type']}")
        yield Triple(node, _void("classPartition"), part)
        yield Triple(part, _void("class"), NamedNode(row["type"]))
        yield Triple(part, _void("entities"), _number(row["number"]))
    for _, place in dumps(site):
        yield Triple(node, _void("dataDump"), NamedNode(place))


def written(triples: Iterator[Triple], format: str) -> bytes:
    """Write a description as `ttl`, `nt`, `jsonld`, `rdf`, `trig` or `nq`."""
    prefixes = dict(PREFIXES) | NAMESPACES | {"sd": _SD, "void": _VOID}
    if format == "jsonld":
        return compact(triples, prefixes)
    prefixes = prefixes if format in ("ttl", "trig") else {}
    return serialize(triples, format=GRAPH_FORMATS[format], prefixes=prefixes) or b""


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)


def _void(name: str) -> NamedNode:
    return NamedNode(_VOID + name)


def _dc(name: str) -> NamedNode:
    return NamedNode(PREFIXES["dcterms"] + name)


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))
