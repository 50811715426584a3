"""Two documents clause by clause: what both have, what was changed, what only one has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.align import Alignment, align, changes
from graph.errors import QueryError
from graph.query import table
from graph.store import Store


@pytest.fixture(scope="module")
def found(charging: Store) -> Alignment:
    city, province = (row["document"] for row in table(charging, "documents"))
    return align(charging, province, city)


def test_clauses_find_their_partners(found: Alignment) -> None:
    pairs = {pair.one.path: pair for pair in found.pairs if pair.one}
    assert {path: pair.other.path for path, pair in pairs.items() if pair.other} == {path: path for path in pairs}
    assert pairs["一/(一)"].kind == "same" and pairs["二/(二)"].kind == "changed"


def test_every_clause_of_both_stands_there_once(found: Alignment, charging: Store) -> None:
    for document, side in ((found.one, "one"), (found.other, "other")):
        clauses = [row["clause"] for row in table(charging, "clauses", document=document)]
        shown = [part.clause for pair in found.pairs if (part := getattr(pair, side))]
        assert sorted(shown) == sorted(clauses)


def test_what_differs_in_sums_days_and_offices_is_told_with_both_quotes(found: Alignment) -> None:
    facts = {pair.one.path: pair.facts for pair in found.pairs if pair.one}
    (sums,) = (fact for fact in facts["二/(二)"] if fact.of == "incentive")
    assert sums.kinds == ("higher",) and sums.one and sums.other and "100万元" in sums.one.quote
    kinds = {(fact.of, kind) for fact in facts["二/(一)"] for kind in fact.kinds}
    assert {("target", "earlier"), ("deadline", "earlier"), ("agency", "only_one"), ("agency", "same")} <= kinds


def test_changes_show_both_texts_whole(found: Alignment) -> None:
    for pair in found.pairs:
        if pair.kind == "changed" and pair.one and pair.other:
            assert "".join(text for kind, text in pair.changes if kind != "insert") == pair.one.text.strip()
            assert "".join(text for kind, text in pair.changes if kind != "delete") == pair.other.text.strip()


@given(st.text("节水能耗，。%15", max_size=40), st.text("节水能耗，。%15", max_size=40))
def test_pieces_put_both_texts_together_again(one: str, other: str) -> None:
    pieces = changes(one, other)
    assert "".join(text for kind, text in pieces if kind != "insert") == one
    assert "".join(text for kind, text in pieces if kind != "delete") == other
    assert all(text for _, text in pieces)


def test_a_document_that_is_not_there_is_named(charging: Store) -> None:
    with pytest.raises(QueryError, match=r"a\.example"):
        align(charging, "https://a.example/document/x", "https://a.example/document/y")
