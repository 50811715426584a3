"""Describes the endpoint (SPARQL 1.1 Service Description) and the data set (VoID, DCAT) for programs."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize

from graph.query import table
from graph.results import GRAPH_FORMATS
from graph.review.judgement import is_review
from graph.store import Store
from graph.vocab import AUTHORITY, PG, PREFIXES, XSD

__all__ = ["TABLES", "dataset", "service", "written"]

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_VOID: Final = "http://rdfs.org/ns/void#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
_RESULTS: Final = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS: Final = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads")
_CASTS: Final = ("date", "time", "duration", "dayTimeDuration", "yearMonthDuration", "gYear", "gYearMonth")
"""The functions that the engine has beside those of SPARQL 1.1: further casts of XML Schema."""
_A: Final = NamedNode(PREFIXES["rdf"] + "type")
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


def dataset(store: Store, site: str, base: str) -> Iterator[Triple]:
    """Yield the data set at `site`: how much of what it holds, its vocabularies, endpoint and dumps."""
    node = NamedNode(f"{site}void#dataset")
    for kind in (_void("Dataset"), NamedNode(PREFIXES["dcat"] + "Dataset")):
        yield Triple(node, _A, kind)
    yield Triple(node, _dc("title"), Literal("政策条款与事实", language="zh"))
    yield Triple(node, _dc("title"), Literal("Policy clauses and facts", language="en"))
    about = "Targets, agencies, deadlines, incentives and citations of policy documents, each with its clause"
    yield Triple(node, _dc("description"), Literal(about, language="en"))
    yield Triple(node, _dc("language"), Literal("zh"))
    yield Triple(node, _void("exampleResource"), NamedNode(f"{AUTHORITY}indicator/energy-per-gdp"))
    yield Triple(node, _dc("conformsTo"), NamedNode(PG.removesuffix("#")))
    yield Triple(node, _void("sparqlEndpoint"), NamedNode(f"{site}sparql"))
    yield Triple(node, _void("uriSpace"), Literal(base))
    yield Triple(node, _void("triples"), _number(len(store)))
    for prefix in ("pg", "eli", "oa", "prov", "dcterms", "skos", "org", "qudt", "cpsv", "cv", "schema"):
        yield Triple(node, _void("vocabulary"), NamedNode(PREFIXES[prefix]))
    for row in table(store, "counts"):
        part = NamedNode(f"{site}void#{row['type'].removeprefix(PG).rpartition('#')[2] or row['type']}")
        yield Triple(node, _void("classPartition"), part)
        yield Triple(part, _void("class"), NamedNode(row["type"]))
        yield Triple(part, _void("entities"), _number(row["number"]))
    for format, media in _DUMPS.items():
        place = NamedNode(f"{site}dump.{format}.gz")
        yield Triple(node, _void("dataDump"), place)
        yield from _distribution(node, NamedNode(f"{site}void#{format}"), place, media, packed=True)
    for format, media in TABLES.items():
        table_at, plain = NamedNode(f"{site}tables.{format}"), "text/csv" if format.startswith("csv") else media
        yield from _distribution(
            node, NamedNode(f"{site}void#{format}"), table_at, plain, packed=format.endswith(".gz")
        )

    for format, media in _ARCHIVES.items():
        if format != "parquet" or find_spec("pyarrow"):
            place, name = NamedNode(f"{site}export.{format}.zip"), NamedNode(f"{site}void#{format}")
            yield from _distribution(node, name, place, media, packed=False)
            yield Triple(name, _dcat("packageFormat"), NamedNode(_MEDIA + "application/zip"))


def _distribution(node: NamedNode, name: NamedNode, place: NamedNode, media: str, *, packed: bool) -> Iterator[Triple]:
    """Yield one way to fetch the data set, as DCAT has it."""
    yield Triple(node, _dcat("distribution"), name)
    yield Triple(name, _A, _dcat("Distribution"))
    yield Triple(name, _dcat("downloadURL"), place)
    yield Triple(name, _dcat("mediaType"), NamedNode(_MEDIA + media))
    if packed:
        yield Triple(name, _dcat("compressFormat"), NamedNode(_MEDIA + "application/gzip"))


def written(triples: Iterator[Triple], format: str) -> bytes:
    """Write a description as `ttl`, `nt`, `jsonld`, `rdf`, `trig` or `nq`."""
    prefixes = dict(PREFIXES) | {"sd": _SD, "void": _VOID} if format in ("ttl", "trig", "jsonld") else {}
    return serialize(triples, format=GRAPH_FORMATS[format], prefixes=prefixes) or b""


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)


def _void(name: str) -> NamedNode:
    return NamedNode(_VOID + name)


def _dcat(name: str) -> NamedNode:
    return NamedNode(PREFIXES["dcat"] + name)


def _dc(name: str) -> NamedNode:
    return NamedNode(PREFIXES["dcterms"] + name)


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))
