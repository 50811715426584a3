"""Edges between documents are what the documents in the store give, in whatever order these came, changed and went."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from graph.citing import EDGES
from graph.intake import Intake
from graph.iri import BASE
from graph.query import table
from graph.store import Store, open_store
from ingest.record import Citation, Clause, Document, Evidence, Meta, Source

NAMES = ("节水条例", "节水规划", "节水办法")
RELATIONS = ("cites", "based_on", "implements", "amends", "repeals", "issues")
Cited = tuple[tuple[str, str], ...]
Edges = set[tuple[str, str, str]]


def document(name: str, cited: Cited = (), title: str = "", reported: bool = False) -> Document:
    """A document under its own number: another title leaves its IRI as it is."""
    text = f"{name}。" + "".join(f"《{other}》{relation}。" for relation, other in cited)
    clause = Clause(name, "一", text, 1)
    records = []
    for relation, other in cited:
        start = text.index(f"《{other}》{relation}")
        evidence = Evidence(clause, start, start + len(other) + 2, "test/by-hand")
        records.append(Citation(evidence, other, relation=relation, reported=reported))  # type: ignore[arg-type]
    meta = Meta(title or name, f"荻政发〔2023〕{NAMES.index(name) + 1}号", ("荻浦市人民政府",), kind="measures")
    return Document(
        name, Source(f"{name}.txt", f"{hash(text):064x}"[-64:], "text/plain", ()), meta, (clause,), tuple(records)
    )


def edges(store: Store) -> Edges:
    """The edges of a store, by the titles of their documents."""
    query = "SELECT ?a ?p ?b { ?x ?p ?y . ?x dcterms:title ?a . ?y dcterms:title ?b ; a eli:LegalResource }"
    known = {edge.value: relation for relation, edge in EDGES.items()}
    rows = [(row["a"].value, row["p"].value, row["b"].value) for row in store.query(query)]
    return {(one, known[edge], other) for one, edge, other in rows if edge in known}


def cited(store: Store) -> Edges:
    """What the named query on citations says, which finds the cited document when it is asked."""
    titles = {row["document"]: row["title"] for row in table(store, "documents")}
    rows = [row for row in table(store, "citations") if row["cited"] and row["cited"] != row["document"]]
    return {
        (titles[row["document"]], row["relation"], titles[row["cited"]]) for row in rows if row["relation"] in EDGES
    }


CIRCLE = (
    document("节水条例", (("cites", "节水办法"), ("issues", "节水规划"))),
    document("节水规划", (("based_on", "节水条例"), ("cites", "节水规划"))),
    document("节水办法", (("implements", "节水规划"), ("based_on", "节水条例"), ("amends", "节水条例"))),
)
WHOLE = {
    ("节水条例", "cites", "节水办法"), ("节水规划", "based_on", "节水条例"), ("节水办法", "implements", "节水规划"),
    ("节水办法", "based_on", "节水条例"), ("节水办法", "amends", "节水条例"),
}  # fmt: skip


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store() as opened:
        yield opened


@pytest.mark.parametrize("at_once", [0, 10_000])
def test_edges_are_the_same_in_every_order_of_coming_and_of_going(store: Store, at_once: int) -> None:
    for order in permutations(CIRCLE):
        intake = Intake(store, at_once=at_once)
        for one in order:
            intake.put(Path(one.source.name), [one])
        intake.flush()
        assert edges(store) == cited(store) == WHOLE
        for gone, one in enumerate(reversed(order), 1):
            intake.drop(intake.sources(Path(one.source.name))[0])
            left = {other.meta.title for other in order[: len(order) - gone]}
            assert edges(store) == {edge for edge in WHOLE if {edge[0], edge[2]} <= left}


def test_what_a_document_only_reports_makes_no_edge(store: Store) -> None:
    for one in (CIRCLE[0], document("节水规划", (("repeals", "节水条例"),), reported=True)):
        Intake(store).put(Path(one.source.name), [one])
    assert edges(store) == set()


def test_another_title_moves_the_edges_that_lead_to_a_document(store: Store) -> None:
    for one in CIRCLE:
        Intake(store).put(Path(one.source.name), [one])
    Intake(store).put(Path("节水条例.txt"), [document("节水条例", title="节约用水条例")])
    assert edges(store) == {("节水办法", "implements", "节水规划")}


@cache
def stores() -> tuple[Store, Store]:
    """Two stores for all runs: filling one with the authority files takes longer than a run."""
    return open_store(), open_store()


def emptied(store: Store) -> Store:
    for graph in store.graphs():
        if graph.startswith(BASE):
            store.remove(graph)
    return store


class _Any(RuleBasedStateMachine):
    """Files come, change and go, one by one or together; the model is a fresh store with the files that are there."""

    def __init__(self) -> None:
        super().__init__()
        self.files = dict[str, Document]()
        self.store, self.fresh = map(emptied, stores())

    @rule(
        names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True),
        cites=st.lists(st.tuples(st.sampled_from(RELATIONS), st.sampled_from(NAMES)), max_size=3, unique=True),
        renamed=st.booleans(),
        at_once=st.sampled_from([0, 10_000]),
    )
    def comes(self, names: list[str], cites: list[tuple[str, str]], renamed: bool, at_once: int) -> None:
        intake = Intake(self.store, at_once=at_once)
        for name in names:
            self.files[name] = document(name, tuple(cites), title=f"新{name}" if renamed else "")
            intake.put(Path(f"{name}.txt"), [self.files[name]])
        intake.flush()

    @rule(name=st.sampled_from(NAMES), whole=st.booleans())
    def goes(self, name: str, whole: bool) -> None:
        intake = Intake(self.store)
        if self.files.pop(name, None) is None:
            return
        if whole:
            intake.drop(intake.sources(Path(f"{name}.txt"))[0])
        else:
            (found,) = [row["document"] for row in table(self.store, "documents") if name in row["title"]]
            intake.remove(found)

    @invariant()
    def edges_are_those_of_a_fresh_store(self) -> None:
        emptied(self.fresh)
        for one in self.files.values():
            Intake(self.fresh).put(Path(one.source.name), [one])
        assert edges(self.store) == edges(self.fresh) == cited(self.store)


TestAnySequence = _Any.TestCase
TestAnySequence.settings = settings(max_examples=5, stateful_step_count=6, deadline=None)
