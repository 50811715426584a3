"""One judgement on one record, and how it lies in the store."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

import pyoxigraph
from pyoxigraph import NamedNode, Triple

from graph.store import Store
from graph.vocab import PREFIXES, XSD

__all__ = ["VERDICTS", "Judgement", "graph_of", "is_review", "judgements", "written"]

VERDICTS: Final = ("accept", "correct", "reject")

_OA, _DC, _RDF = PREFIXES["oa"], PREFIXES["dcterms"], PREFIXES["rdf"]
_TYPE, _TARGET, _WHY = NamedNode(f"{_RDF}type"), NamedNode(f"{_OA}hasTarget"), NamedNode(f"{_OA}motivatedBy")
_VERDICT, _WHO, _WHEN = NamedNode(f"{_OA}bodyValue"), NamedNode(f"{_DC}creator"), NamedNode(f"{_DC}created")
_NOTE, _FIELDS, _BEFORE = NamedNode(f"{_DC}description"), NamedNode(f"{_RDF}value"), NamedNode(f"{_DC}provenance")
_JSON = NamedNode(f"{_RDF}JSON")
_REVIEW = re.compile(r"/review/[^/]+$")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What `who` said of `record` (an IRI) and when; `fields` are what a correction sets, by name, as text.

    `before` holds the record as it was read, as N-Triples, so that it can be put back. Of what the audit missed, `add`
    says that it is this record, held in `before`, and `none` that it is no fact; `record` then names the miss.
    """

    record: str
    verdict: Literal["accept", "correct", "reject", "add", "none"]
    who: str
    when: datetime
    note: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    before: str = ""


def graph_of(document: str) -> str:
    """Name the graph that holds the judgements on a document.

    >>> graph_of("https://a.example/document/x")
    'https://a.example/review/x'
    """
    base, _, id_ = document.rpartition("/document/")
    return f"{base}/review/{id_}"


def is_review(graph: str) -> bool:
    """Tell whether a graph holds judgements: who judged, and what was rejected, is not for everybody.

    >>> is_review("https://a.example/review/x"), is_review("https://a.example/document/x")
    (True, False)
    """
    return _REVIEW.search(graph) is not None


def judgements(store: Store, document: str) -> dict[str, Judgement]:
    """Return the judgements on a document's records, by the IRI of the record, in the order of their IRIs."""
    nodes: dict[str, dict[NamedNode, str]] = defaultdict(dict)
    for subject, predicate, value in store.triples(graph_of(document)):
        nodes[str(subject)][predicate] = value.value  # type: ignore[union-attr]
    found = [_read(node) for _, node in sorted(nodes.items()) if _TARGET in node]
    return {one.record: one for one in found}


def _read(node: Mapping[NamedNode, str]) -> Judgement:
    return Judgement(
        record=node[_TARGET],
        verdict=node[_VERDICT],  # type: ignore[arg-type]
        who=node[_WHO],
        when=datetime.fromisoformat(node[_WHEN]),
        note=node.get(_NOTE, ""),
        fields=json.loads(node.get(_FIELDS, "{}")),
        before=node.get(_BEFORE, ""),
    )


def written(document: str, found: Iterable[Judgement]) -> Iterator[Triple]:
    """Yield the judgements as the triples of their graph."""
    for one in found:
        name = NamedNode(f"{graph_of(document)}/{one.record.removeprefix(document + '/')}")
        yield Triple(name, _TYPE, NamedNode(f"{_OA}Annotation"))
        yield Triple(name, _WHY, NamedNode(f"{_OA}{'editing' if one.verdict in ('correct', 'add') else 'assessing'}"))
        yield Triple(name, _TARGET, NamedNode(one.record))
        yield Triple(name, _VERDICT, pyoxigraph.Literal(one.verdict))
        yield Triple(name, _WHO, pyoxigraph.Literal(one.who))
        stamp = pyoxigraph.Literal(one.when.isoformat(), datatype=NamedNode(f"{XSD}dateTime"))
        yield Triple(name, _WHEN, stamp)
        if one.note:
            yield Triple(name, _NOTE, pyoxigraph.Literal(one.note))
        if one.fields:
            told = json.dumps(dict(one.fields), ensure_ascii=False, sort_keys=True)
            yield Triple(name, _FIELDS, pyoxigraph.Literal(told, datatype=_JSON))
        if one.before:
            yield Triple(name, _BEFORE, pyoxigraph.Literal(one.before))
