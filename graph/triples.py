"""Record JSON + `ontology/context.jsonld` = triples.

A small and strict reading of JSON-LD 1.1, as much of it as the context uses: terms and prefixes, `@id`, `@type`,
coercion to `@id` and to datatypes, `@language`, `@set`, nested objects that have an IRI of their own, value objects.
What it does not know it refuses, with the key named; the standard would drop it in silence.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import ContextError
from graph.iri import BASE
from graph.jsonld import document_json
from graph.vocab import PREFIXES, XSD
from ingest.record import Document
from ontology import CONTEXT

__all__ = ["context", "quads", "triples"]

_Maker = Callable[[Any], Literal]
_KEYS = {"@id", "@type", "@language", "@container"}
_TYPE = NamedNode(PREFIXES["rdf"] + "type")


def triples(document: Document, base: str = BASE) -> Iterator[Quad]:
    """Yield the triples of a document, each in the document's own named graph, whose name is the document's IRI."""
    node = document_json(document, base)
    return iter(quads(node, node["@id"]))


@cache
def context() -> dict[str, Any]:
    """Return what `ontology/context.jsonld` says, for those who serve JSON-LD."""
    return json.loads(CONTEXT.read_text("utf-8"))  # type: ignore[no-any-return]


def quads(node: Mapping[str, Any], graph: str) -> list[Quad]:
    """Return the triples of one JSON-LD object in `graph`. Raises ContextError for a key that the context lacks."""
    terms, classes = _terms()
    name, nodes = NamedNode(graph), _Nodes()
    out: list[Quad] = []
    add, waiting = out.append, [node]
    while waiting:
        item = waiting.pop()
        subject = nodes[_name(item)]
        for key, value in item.items():
            if key == "@id":
                continue
            if key == "@type":
                for kind in value if type(value) is list else (value,):
                    add(Quad(subject, _TYPE, _known(classes, kind, item), name))
                continue
            predicate, make = _known(terms, key, item)
            for one in value if type(value) is list else (value,):
                if type(one) is dict:
                    if "@value" in one:
                        add(Quad(subject, predicate, _typed(one), name))
                        continue
                    add(Quad(subject, predicate, nodes[_name(one)], name))
                    waiting.append(one)
                else:
                    add(Quad(subject, predicate, nodes[one] if make is None else make(one), name))
    return out


class _Nodes(dict[str, NamedNode]):
    """The IRIs of one document: each comes many times and is made once."""

    def __missing__(self, iri: str) -> NamedNode:
        node = self[iri] = NamedNode(iri)
        return node


def _name(node: Mapping[str, Any]) -> str:
    try:
        return node["@id"]  # type: ignore[no-any-return]
    except KeyError:
        raise ContextError(
            f"an object with keys {', '.join(node)} has no '@id'; give it an IRI in graph/iri.py"
        ) from None


def _known(table: Mapping[str, Any], key: str, node: Mapping[str, Any]) -> Any:
    try:
        return table[key]
    except KeyError:
        raise ContextError(f"{node['@id']}: context.jsonld has no term {key!r}; add the line that maps it") from None


def _typed(value: Mapping[str, str]) -> Literal:
    return Literal(value["@value"], datatype=NamedNode(_expand(value["@type"], context()["@context"])))


@cache
def _terms() -> tuple[dict[str, tuple[NamedNode, _Maker | None]], dict[str, NamedNode]]:
    """Read the context once: each key with its predicate and how its values are made; each class name with its IRI."""
    entries = context()["@context"]
    terms: dict[str, tuple[NamedNode, _Maker | None]] = {}
    classes: dict[str, NamedNode] = {}
    for key, entry in entries.items():
        if key.startswith("@") or (isinstance(entry, str) and ":" in entry and entry.endswith(("/", "#"))):
            continue
        if isinstance(entry, str):
            classes[key] = NamedNode(_expand(entry, entries))
            continue
        if unknown := entry.keys() - _KEYS or entry.get("@container", "@set") != "@set":
            raise ContextError(f"context.jsonld: term {key!r}: {unknown} is beyond what graph/triples.py applies")
        terms[key] = NamedNode(_expand(entry["@id"], entries)), _maker(entry, entries)
    return terms, classes


def _maker(entry: Mapping[str, str], entries: Mapping[str, Any]) -> _Maker | None:
    kind, language = entry.get("@type"), entry.get("@language")
    if kind == "@id":
        return None
    if kind is not None:
        datatype = NamedNode(_expand(kind, entries))
        return lambda value: Literal(str(value), datatype=datatype)
    if language is not None:
        return lambda value: Literal(value, language=language)
    return Literal


def _expand(name: str, entries: Mapping[str, Any]) -> str:
    prefix, _, local = name.partition(":")
    if prefix == "xsd":
        return XSD + local
    if prefix not in entries:
        raise ContextError(f"context.jsonld: {name!r} has a prefix that the context does not declare")
    return f"{entries[prefix]}{local}"
