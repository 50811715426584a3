"""Applies judgements to a document's graph: a rejected record goes, a corrected one says what the person said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize

from graph.asked import Frame, asks_json
from graph.citing import put
from graph.errors import GraphError
from graph.facts import fact_json
from graph.review.fields import changed
from graph.review.judgement import Judgement, graph_of, judgements, written
from graph.review.rebuild import rebuilt
from graph.store import Store
from graph.triples import quads
from graph.vocab import AUTHORITY, PG, PREFIXES
from ingest.link import Register, link
from ingest.record import Evidence

__all__ = ["judge", "reapply", "withdraw"]

_STATES = NamedNode(f"{PG}states")
_SUMS = ("rate", "amount", "cap", "floor", "beyond")
_CORRECTED = "review/corrected"
_TEXT, _SOURCE = NamedNode(PREFIXES["schema"] + "text"), NamedNode(PREFIXES["oa"] + "hasSource")
_EXACT, _START = NamedNode(PREFIXES["oa"] + "exact"), NamedNode(PREFIXES["oa"] + "start")


def judge(store: Store, document: str, one: Judgement, register: Callable[[], Register]) -> None:
    """Keep a judgement and apply it; `register` gives what links the names in a correction.

    Raises GraphError where the record is not in the store, FieldError for a field that cannot be set so.

    A second judgement on a record takes the place of the first; one that a person added stays an addition when it is
    corrected, and goes when it is rejected.
    """
    kept = judgements(store, document)
    triples = list(store.triples(document))
    earlier = kept.get(one.record)
    added = earlier is not None and earlier.verdict == "add"
    if added and one.verdict == "reject":
        withdraw(store, document, one.record)
        return
    for known in (earlier, one if one.verdict == "add" else None):
        triples = _put_back(triples, document, known) if known else triples
    own = _own(triples, document, one.record)
    if not own and one.verdict != "none":
        raise GraphError(f"{one.record} is not in the store")
    one = replace(one, before=_text(own))
    after = _applied(triples, document, one, register)
    if added:
        one = replace(one, verdict="add", fields={}, before=_text(_own(after, document, one.record)))
    _keep(store, document, after, kept | {one.record: one})


def withdraw(store: Store, document: str, record: str) -> bool:
    """Take a judgement back: the record is as it was read, or gone if it was added. Tells whether there was one."""
    kept = judgements(store, document)
    one = kept.pop(record, None)
    if one is None:
        return False
    one = replace(one, before="") if one.verdict == "add" else one
    _keep(store, document, _put_back(list(store.triples(document)), document, one), kept)
    return True


def reapply(store: Store, document: str, register: Callable[[], Register]) -> tuple[str, ...]:
    """Apply all judgements on a document that was read anew; returns the records whose words stand there no more.

    What was accepted or corrected and is not read any more comes back, and what was added, where its clause still has
    its words.
    """
    kept = judgements(store, document)
    triples = list(store.triples(document))
    if not kept or not triples:
        return ()
    lost, renewed = [], {}
    for one in kept.values():
        own = _own(triples, document, one.record)
        if own and one.verdict != "add":
            one = replace(one, before=_text(own))
        elif one.verdict in ("reject", "none"):
            renewed[one.record] = one
            continue
        elif _stands(triples, one):
            triples = _put_back(triples, document, one)
        else:
            lost.append(one.record)
            renewed[one.record] = one
            continue
        triples = _applied(triples, document, one, register)
        renewed[one.record] = one
    _keep(store, document, triples, renewed)
    return tuple(lost)


def _keep(store: Store, document: str, triples: list[Triple], kept: Mapping[str, Judgement]) -> None:
    """Write a document and the judgements on it in one transaction, so that neither is ever without the other."""
    put(store, document, triples, {graph_of(document): written(document, kept.values())})


def _own(triples: Iterable[Triple], document: str, record: str) -> list[Triple]:
    """Return the triples that are the record: its own, those of its parts, and that the document states it."""
    return [one for one in triples if _is_of(one, document, record)]


def _is_of(triple: Triple, document: str, record: str) -> bool:
    subject = triple.subject.value  # type: ignore[union-attr]
    if subject == record or subject.startswith(f"{record}/"):
        return True
    return subject == document and triple.predicate == _STATES and triple.object == NamedNode(record)


def _text(own: Iterable[Triple]) -> str:
    return (serialize(own, format=RdfFormat.N_TRIPLES) or b"").decode("utf-8")


def _put_back(triples: list[Triple], document: str, one: Judgement) -> list[Triple]:
    before = [quad.triple for quad in parse(one.before, RdfFormat.N_TRIPLES)]
    return [triple for triple in triples if not _is_of(triple, document, one.record)] + before


def _applied(triples: list[Triple], document: str, one: Judgement, register: Callable[[], Register]) -> list[Triple]:
    if one.verdict in ("accept", "add", "none"):
        return triples
    own = set(_own(triples, document, one.record))
    rest = [triple for triple in triples if triple not in own]
    return rest if one.verdict == "reject" else rest + list(_corrected(triples, own, document, one, register))


def _corrected(
    triples: list[Triple], own: set[Triple], document: str, one: Judgement, register: Callable[[], Register]
) -> Iterator[Triple]:
    """Yield the record with the fields set; its evidence and conditions stay as they were read."""
    whole, records = rebuilt(triples, document)
    record = changed(records[one.record], one.fields)
    evidence = record.evidence
    record = replace(
        record, confidence=1.0, evidence=Evidence(evidence.clause, evidence.start, evidence.end, _CORRECTED)
    )
    linked = link(replace(whole, records=(record,)), register())
    redone = {one.record, *(f"{one.record}/{name}" for name in _SUMS)}
    for triple in own:
        if triple.subject.value not in redone:  # type: ignore[union-attr]
            yield triple
    for quad in quads(fact_json(linked.records[0], one.record, Frame(document)), document):
        if quad.subject.value in redone or quad.subject.value.startswith(AUTHORITY):  # type: ignore[union-attr]
            yield quad.triple
    known = {triple.subject.value for triple in triples}  # type: ignore[union-attr]
    yield from (quad.triple for quad in quads(asks_json(linked, document, known), document))


def _stands(triples: Iterable[Triple], one: Judgement) -> bool:
    """Tell whether the words that a record was read from still stand where they stood."""
    before = {
        (t.subject.value, t.predicate): t.object.value
        for t in (q.triple for q in parse(one.before, RdfFormat.N_TRIPLES))
    }
    clause = before.get((f"{one.record}/evidence", _SOURCE))
    exact, start = before.get((f"{one.record}/span", _EXACT)), before.get((f"{one.record}/span", _START))
    if clause is None or exact is None or start is None:
        return False
    text = next((t.object.value for t in triples if t.subject == NamedNode(clause) and t.predicate == _TEXT), "")  # type: ignore[union-attr]
    return text[int(start) : int(start) + len(exact)] == exact
