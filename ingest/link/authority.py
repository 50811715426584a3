"""Reads an authority file (SKOS in Turtle) into plain concepts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

__all__ = ["BASE", "Concept", "concepts"]

BASE = "https://w3id.org/policygraph/"
_SCHEMES = {"http://qudt.org/vocab/unit/": "unit:", BASE + "unit/": "pgunit:"}
_FOLDERS = ("region/", "function/", "agency/", "indicator/", "sector/", "variable/")


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of an authority file.

    `id` is what is left of the IRI without its namespace (`330300`, `100000/ndrc`, `energy-per-gdp`), for units with
    the prefix that tells QUDT's from our own (`unit:PERCENT`, `pgunit:jia`). `values` holds the other properties by
    their local name; values that are entries themselves are given by id.
    """

    id: str
    iri: str
    kind: str
    label: str = ""
    english: str = ""
    names: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def value(self, name: str) -> str | None:
        """Return the first value of property `name`, None where it has none."""
        return next(iter(self.values.get(name, ())), None)


def concepts(source: Traversable | Path) -> tuple[Concept, ...]:
    """Read every concept of `source`, in file order. Raises SyntaxError, with line and column, for broken Turtle.

    >>> import ontology
    >>> next(c for c in concepts(ontology.REGIONS) if c.id == "330300").label
    '温州市'
    """
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    found: dict[str, dict[str, list[tuple[str, str | None]]]] = {}
    for quad in parse(source.read_bytes(), format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal | NamedNode):
            language = quad.object.language if isinstance(quad.object, Literal) else "iri"
            entry = found.setdefault(quad.subject.value, {})
            entry.setdefault(_local(quad.predicate.value), []).append((quad.object.value, language))
    return tuple(_concept(iri, entry) for iri, entry in found.items() if "prefLabel" in entry and "inScheme" in entry)


def _concept(iri: str, entry: Mapping[str, list[tuple[str, str | None]]]) -> Concept:
    def words(name: str, language: str | None) -> tuple[str, ...]:
        return tuple(value for value, of in entry.get(name, ()) if of == language)

    return Concept(
        id=_id(iri),
        iri=iri,
        kind=_local(entry.get("type", [("", None)])[0][0]),
        label=next(iter((*words("prefLabel", "zh"), *words("prefLabel", None))), ""),
        english=next(iter((*words("prefLabel", "en"), *words("label", "en"))), ""),
        names=words("altLabel", "zh"),
        hidden=words("hiddenLabel", "zh"),
        values={
            name: tuple(_id(value) if of == "iri" else value for value, of in values)
            for name, values in entry.items()
            if name not in {"prefLabel", "altLabel", "hiddenLabel"}
        },
    )


def _id(iri: str) -> str:
    for namespace, prefix in _SCHEMES.items():
        if iri.startswith(namespace):
            return prefix + iri[len(namespace) :]
    for folder in _FOLDERS:
        if iri.startswith(BASE + folder):
            return iri[len(BASE) + len(folder) :]
    return iri


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
