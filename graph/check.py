"""Does every graph hold what `ontology/shapes.ttl` asks, and is every quote letter for letter in its clause?

The shapes are held against one document at a time, so that the cost grows in step with the documents; what the
store can find faster by itself, quotes that differ from the text, is asked by a query.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from graph import iri
from graph.query import table
from graph.store.protocol import Store
from graph.vocab import PREFIXES
from ontology import SHAPES

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["Problem", "check", "check_graph"]

_DOCUMENT = "https://w3id.org/policygraph/shape/Document"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one record of one document, in both languages."""

    document: str
    record: str
    path: str
    value: str
    message: str
    english: str

    def __str__(self) -> str:
        found = f"（现为 {self.value}）" if self.value else ""
        return f"{self.record}: {self.message}{found} / {self.english} [{self.path}]"


def check(store: Store, documents: Iterable[str] | None = None) -> Iterator[Problem]:
    """Yield what is wrong with the graphs of `documents`, or of all documents; nothing if all is well.

    The documents are those that have a graph, whatever stands in it: what says no more that it is one is named too.
    """
    wanted = [name for name in store.graphs() if iri.is_document(name)] if documents is None else list(documents)
    for document in wanted:
        yield from check_graph(store.triples(document), document)
        for row in table(store, "quotes_apart", document=document):
            yield Problem(
                document,
                row["record"],
                "oa:exact",
                row["quote"],
                "引文与条款原文不符",
                "the quote differs from the text",
            )


def check_graph(triples: Iterable[Triple | Quad], document: str) -> Iterator[Problem]:
    """Yield what the shapes find wrong with one graph, in the order of the records' names."""
    from pyshacl import validate
    from rdflib import Namespace

    sh = Namespace("http://www.w3.org/ns/shacl#")
    fine, report, _ = validate(
        _graph(triples), shacl_graph=_shapes_for(document), advanced=False, inference="none", inplace=True
    )
    if fine:
        return
    found = [_problem(report, result, sh, document) for result in report.objects(None, sh.result)]
    yield from sorted(found, key=lambda problem: (problem.record, problem.path, problem.message))


def _problem(report: Any, result: Any, sh: Any, document: str) -> Problem:
    message = {text.language or "en": str(text) for text in report.objects(result, sh.resultMessage)}
    path, value = report.value(result, sh.resultPath), report.value(result, sh.value)
    return Problem(
        document,
        record=str(report.value(result, sh.focusNode)),
        path=_short(str(path)) if path is not None else "",
        value="" if value is None else _short(str(value)),
        message=message.get("zh", ""),
        english=message.get("en", ""),
    )


def _short(name: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if name.startswith(namespace):
            return f"{prefix}:{name.removeprefix(namespace)}"
    return name


def _graph(triples: Iterable[Triple | Quad]) -> Graph:
    from rdflib import Graph

    plain = (item.triple if isinstance(item, Quad) else item for item in triples)
    return Graph().parse(data=serialize(plain, format=RdfFormat.N_TRIPLES), format="nt")


def _shapes_for(document: str) -> Graph:
    """Return the shapes, that of documents aimed at `document` by its name, should it have lost its class."""
    from rdflib import Graph, Namespace, URIRef

    aimed = _shapes() + Graph()
    aimed.add((URIRef(_DOCUMENT), Namespace("http://www.w3.org/ns/shacl#").targetNode, URIRef(document)))
    return aimed


@cache
def _shapes() -> Graph:
    from rdflib import Graph

    return Graph().parse(data=SHAPES.read_text("utf-8"), format="turtle")
