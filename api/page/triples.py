"""A graph that a query built, as rows that people read and a script draws."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from graph.vocabulary import short

__all__ = ["Line", "lines"]


@dataclass(frozen=True, slots=True)
class Line:
    """One triple: what each part is called, and the IRIs of its ends, '' for what has none."""

    subject: str
    predicate: str
    object: str
    subject_iri: str
    object_iri: str


def lines(turtle: str, most: int) -> list[Line]:
    """Return the first `most` triples.

    >>> lines("<https://w3id.org/policygraph/ontology#a> a <http://www.w3.org/2002/07/owl#Class> .", 5)[0].object
    'owl:Class'
    """
    found: list[Line] = []
    for quad in parse(turtle.encode("utf-8"), RdfFormat.TURTLE):
        if len(found) == most:
            break
        ends = quad.subject, quad.object
        said, iris = [_name(end) for end in ends], [end.value if isinstance(end, NamedNode) else "" for end in ends]
        found.append(Line(said[0], _name(quad.predicate), said[1], *iris))
    return found


def _name(term: NamedNode | BlankNode | Literal | Triple) -> str:
    if isinstance(term, NamedNode):
        return short(term.value)
    return term.value if isinstance(term, Literal) else str(term)
