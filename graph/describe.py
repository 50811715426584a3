"""What an IRI of ours stands for, as triples: part of a document with its proof, or an entry of an authority file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from graph.query import run, table
from graph.store import Store, Term
from graph.vocab import AUTHORITY, PG, PREFIXES

__all__ = ["KINDS", "part", "thing"]

KINDS: Final = ("region", "agency", "function", "indicator", "unit", "sector", "word")
"""The kinds of things that authority files name, as their IRIs have them."""

_SOURCE: Final = PREFIXES["oa"] + "hasSource"
_TARGET: Final = PREFIXES["oa"] + "hasTarget"
_LABEL: Final = PREFIXES["skos"] + "prefLabel"
_CLAUSE: Final = ("path", "text", "title", "page", "is_part_of", "type")


def part(store: Store, document: str, name: str) -> list[Triple]:
    """Return what a document's graph says of one clause or record of it; nothing where it has none of this name.

    With a record come its quote, its place and the text of its clause; with a clause the records that stand in it.
    """
    triples = list(store.triples(document))
    own = [triple for triple in triples if _within(triple.subject, name)]
    if not own:
        return []
    clauses = {_value(triple.object) for triple in own if triple.predicate.value == _SOURCE}
    here = {
        _value(triple.subject) for triple in triples if triple.predicate.value == _SOURCE and _is(triple.object, name)
    }
    standing = [triple for triple in triples if triple.predicate.value == _TARGET and _value(triple.object) in here]
    proof = [triple for triple in triples if _value(triple.subject) in clauses and _local(triple) in _CLAUSE]
    head = [triple for triple in triples if _is(triple.subject, document) and _local(triple) in ("type", "title")]
    return [*head, *own, *standing, *proof]


def thing(store: Store, name: str) -> list[Triple]:
    """Return what is known of a region, agency, function, indicator, unit, sector or matter; nothing where it is not.

    Offices of regions are in no file: their id is composed when a document names them, whose graph describes them.
    Their names are those that documents give them.
    """
    node = NamedNode(name)
    said = [Triple(node, _iri(row["predicate"]), row["object"]) for row in run(store, "says_of", thing=name)]
    if name.startswith(f"{AUTHORITY}agency/") and not any(triple.predicate.value == _LABEL for triple in said):
        said = list(dict.fromkeys([*said, *_office(store, name)]))
    if said:
        said += [
            Triple(NamedNode(row["record"]), NamedNode(row["relation"]), node)
            for row in table(store, "names_of", thing=name)
        ]
    return said


def _office(store: Store, name: str) -> Iterator[Triple]:
    node = NamedNode(name)
    for row in table(store, "agency", agency=name):
        names = row["names"].split("、") if row["names"] else []
        if not names:
            return
        yield Triple(node, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PREFIXES["org"] + "Organization"))
        for each in names:
            yield Triple(node, NamedNode(PREFIXES["skos"] + "altLabel"), Literal(each, language="zh"))
        if row["region"]:
            yield Triple(node, NamedNode(PG + "region"), NamedNode(row["region"]))
        if row["function"]:
            yield Triple(node, NamedNode(PG + "function"), NamedNode(row["function"]))


def _iri(term: Term) -> NamedNode:
    assert isinstance(term, NamedNode)
    return term


def _value(term: Term) -> str:
    return "" if isinstance(term, Triple) else term.value


def _within(term: Term, name: str) -> bool:
    return isinstance(term, NamedNode) and (term.value == name or term.value.startswith(f"{name}/"))


def _is(term: Term, name: str) -> bool:
    return isinstance(term, NamedNode) and term.value == name


def _local(triple: Triple) -> str:
    return triple.predicate.value.rpartition("#")[2].rpartition("/")[2]
