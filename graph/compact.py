"""RDF as JSON-LD 1.1 for whoever reads it as JSON: prefixes in a `@context`, types under `@type`, one object a subject.

The engine's own writer puts types under the IRI of `rdf:type` and names none by prefix, so that framing finds nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.errors import QueryError
from graph.vocab import PREFIXES, XSD

__all__ = ["compact", "write"]

_TYPE: Final = PREFIXES["rdf"] + "type"
_STRING: Final = XSD + "string"


def compact(triples: Iterable[Triple], prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Return triples as one JSON-LD document; `prefixes` are those of its context.

    >>> title = Triple(NamedNode("https://a.example/x"), NamedNode(PREFIXES["dcterms"] + "title"), Literal("节水"))
    >>> json.loads(compact([title]))["@graph"]
    [{'@id': 'https://a.example/x', 'dcterms:title': ['节水']}]
    """
    spaces = {space: prefix for prefix, space in prefixes.items()}
    nodes = ",\n".join(_text(node) for node in _nodes(triples, spaces))
    return f'{{"@context":{_context(prefixes)},\n"@graph":[\n{nodes}\n]}}\n'.encode()


def write(graphs: Iterable[tuple[str, Iterable[Triple]]], output: IO[bytes]) -> None:
    """Write named graphs, each with its IRI, as one JSON-LD document; one graph at a time is in memory."""
    output.write(f'{{"@context":{_context(PREFIXES)},\n"@graph":['.encode())
    for number, (name, triples) in enumerate(graphs):
        nodes = ",\n".join(_text(node) for node in _nodes(triples, _BY_SPACE))
        start = "," if number else ""
        output.write(f'{start}\n{{"@id":{json.dumps(name, ensure_ascii=False)},"@graph":[\n{nodes}\n]}}'.encode())
    output.write(b"\n]}\n")


def _context(prefixes: Mapping[str, str]) -> str:
    return json.dumps({"@version": 1.1, **prefixes}, ensure_ascii=False)


def _text(node: dict[str, Any]) -> str:
    return json.dumps(node, ensure_ascii=False, separators=(",", ":"))


def _nodes(triples: Iterable[Triple], spaces: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield one object for each subject, in the order in which they first come."""
    found: dict[str, dict[str, Any]] = {}
    for triple in triples:
        name = _name(triple.subject)
        node = found.setdefault(name, {"@id": name})
        if triple.predicate.value == _TYPE and not isinstance(triple.object, Literal):
            node.setdefault("@type", []).append(_short(_name(triple.object), spaces))
        else:
            node.setdefault(_short(triple.predicate.value, spaces), []).append(_value(triple.object, spaces))
    yield from found.values()


def _name(term: NamedNode | BlankNode | Triple) -> str:
    if isinstance(term, Triple):
        raise QueryError("JSON-LD cannot say anything of a triple; ask for Turtle or N-Triples")
    return f"_:{term.value}" if isinstance(term, BlankNode) else term.value


def _value(term: NamedNode | BlankNode | Literal | Triple, spaces: Mapping[str, str]) -> Any:
    if not isinstance(term, Literal):
        return {"@id": _name(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    kind = term.datatype.value
    return term.value if kind == _STRING else {"@value": term.value, "@type": _short(kind, spaces)}


def _short(iri: str, spaces: Mapping[str, str]) -> str:
    """Return an IRI by its prefix, where there is one and what follows is a plain name.

    >>> _short(XSD + "date", _BY_SPACE), _short("https://a.example/x", _BY_SPACE)
    ('xsd:date', 'https://a.example/x')
    """
    at = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = spaces.get(iri[:at])
    return f"{prefix}:{iri[at:]}" if prefix and iri[at:] else iri


_BY_SPACE: Final = {space: prefix for prefix, space in PREFIXES.items()}
