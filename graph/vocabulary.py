"""The vocabulary as people read it: its terms with labels, definitions and examples, its shapes, what it can answer.

All of it is read from the files of `ontology/`: the page says what the files say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, RdfFormat, parse, serialize

from graph.compact import compact
from graph.vocab import PG, PREFIXES
from ontology import POLICY, SHAPES

__all__ = ["Question", "Shape", "Term", "Vocabulary", "questions", "vocabulary", "written"]

_MORE = {"time": "http://www.w3.org/2006/time#", "vann": "http://purl.org/vocab/vann/"}
_HEAD = re.compile(r"^#\+ (question|english|for): *(.*)$", re.MULTILINE)
_WRITTEN = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD, "rdf": RdfFormat.RDF_XML}
_CLASS, _PROPERTIES = "Class", ("ObjectProperty", "DatatypeProperty")


@dataclass(frozen=True, slots=True)
class Term:
    """One class or property of ours; names of other terms are short, as eli:LegalResource."""

    name: str
    kind: str
    label: str
    english: str
    definition: str
    definition_english: str
    example: str
    broader: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What every graph must hold of one class: the messages are those that a clerk gets."""

    name: str
    label: str
    english: str
    messages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the vocabulary must be able to answer, with its query; `user` is official, researcher or firm."""

    name: str
    question: str
    english: str
    user: str
    query: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The whole of it, classes and properties by name."""

    iri: str
    title: str
    english: str
    about: str
    about_english: str
    version: str
    modified: str
    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    shapes: tuple[Shape, ...]


@cache
def vocabulary() -> Vocabulary:
    """Read `policy.ttl` and `shapes.ttl`.

    >>> found = vocabulary()
    >>> next(term.label for term in found.classes if term.name == "Target")
    '目标'
    """
    graph = _values(POLICY.read_bytes())
    iri = PG.removesuffix("#")
    head = graph[iri]
    terms = sorted((_term(iri, values) for iri, values in graph.items() if iri.startswith(PG)), key=_order)
    return Vocabulary(
        iri,
        _word(head, "dcterms:title", "zh"),
        _word(head, "dcterms:title", "en"),
        _word(head, "dcterms:description", "zh"),
        _word(head, "dcterms:description", "en"),
        _word(head, "owl:versionInfo"),
        _word(head, "dcterms:modified"),
        tuple(term for term in terms if term.kind == _CLASS),
        tuple(term for term in terms if term.kind in _PROPERTIES),
        tuple(_shapes()),
    )


@cache
def questions() -> tuple[Question, ...]:
    """Read the competency questions, in the order of their users and names."""
    found = []
    for file in (files("ontology") / "questions").iterdir():
        if file.name.endswith(".rq"):
            text = file.read_text("utf-8")
            head = dict(_HEAD.findall(text))
            query = "\n".join(line for line in text.splitlines() if not line.startswith("#+"))
            found.append(Question(file.name[:-3], head["question"], head["english"], head["for"], query.strip()))
    return tuple(sorted(found, key=lambda one: (one.user, one.name)))


def written(format: str) -> bytes:
    """Write the vocabulary as `ttl` (the file itself), `nt`, `jsonld` or `rdf`."""
    if format == "ttl":
        return POLICY.read_bytes()
    triples = (quad.triple for quad in parse(POLICY.read_bytes(), RdfFormat.TURTLE))
    if format == "jsonld":
        return compact(triples, dict(PREFIXES) | _MORE)
    return serialize(triples, format=_WRITTEN[format]) or b""


def _values(turtle: bytes) -> dict[str, dict[str, list[NamedNode | Literal]]]:
    found: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse(turtle, RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            found[quad.subject.value][short(quad.predicate.value)].append(quad.object)
    return found


def short(iri: str) -> str:
    """Write an IRI with the prefix of its vocabulary.

    >>> short("http://www.w3.org/2006/time#hasEnd")
    'time:hasEnd'
    """
    for prefix, namespace in (PREFIXES | _MORE).items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _word(values: dict[str, list[NamedNode | Literal]], key: str, language: str | None = None) -> str:
    for value in values.get(key, ()):
        if isinstance(value, Literal) and (language is None or value.language == language):
            return value.value
    return ""


def _term(iri: str, values: dict[str, list[NamedNode | Literal]]) -> Term:
    def names(*keys: str) -> tuple[str, ...]:
        return tuple(
            short(value.value) for key in keys for value in values.get(key, ()) if isinstance(value, NamedNode)
        )

    return Term(
        iri.removeprefix(PG),
        names("rdf:type")[0].partition(":")[2],
        _word(values, "rdfs:label", "zh"),
        _word(values, "rdfs:label", "en"),
        _word(values, "skos:definition", "zh"),
        _word(values, "skos:definition", "en"),
        _word(values, "skos:example"),
        names("rdfs:subClassOf", "rdfs:subPropertyOf"),
        names("rdfs:domain"),
        names("rdfs:range"),
        names("skos:closeMatch", "skos:relatedMatch", "rdfs:seeAlso"),
    )


def _order(term: Term) -> str:
    return term.name.lower()


def _shapes() -> Iterator[Shape]:
    """Read each shape with all its messages, those of its properties too, which have no name of their own."""
    labels: dict[str, tuple[str, str]] = {}
    for name, chinese, english in re.findall(r'^shape:(\w+).*?rdfs:label "([^"]+)"@zh, "([^"]+)"@en', _text(), re.M):
        labels[name] = chinese, english
    parts = re.split(r"^shape:(\w+)", _text(), flags=re.MULTILINE)[1:]
    for name, body in zip(parts[::2], parts[1::2], strict=True):
        said = dict.fromkeys(re.findall(r'sh:message "([^"]+)"@zh, "([^"]+)"@en', body))
        yield Shape(name, *labels[name], tuple(said))


def _text() -> str:
    return SHAPES.read_text("utf-8")
