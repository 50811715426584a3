"""Named queries: what holds for every file, and what the most asked ones answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pyoxigraph import RdfFormat, parse

from graph import iri, query
from graph.errors import QueryError
from graph.store import Store
from graph.triples import triples
from ingest.record import Document, Incentive

LEAD = iri.agency("990100/industry-information")


@pytest.mark.parametrize("name", query.names())
def test_every_parameter_is_projected(name: str, store: Store) -> None:
    projected = query.run(store, name, **given(name, required_only=True)).variables
    assert set(query.load(name).parameters) <= set(projected)


@pytest.mark.parametrize("name", query.names())
def test_a_query_that_states_a_fact_also_projects_its_clause(name: str, store: Store) -> None:
    projected = set(query.run(store, name, **given(name, required_only=True)).variables)
    if projected & {"record", "incentive", "criterion", "provision", "quote", "value", "ends", "due"}:
        assert {"document", "title", "clause", "path", "quote"} <= projected


@pytest.mark.parametrize("name", query.names())
def test_optional_parameters_are_asked_for_in_a_way_that_holds_when_they_are_set(name: str) -> None:
    one = query.load(name)
    for parameter in one.parameters:
        assert f"BOUND(?{parameter})" not in one.text, "see the head of graph/query.py"


@pytest.mark.parametrize("name", query.names())
def test_every_query_takes_all_its_parameters_at_once(name: str, filled: Store) -> None:
    list(query.run(filled, name, **given(name)))


def given(name: str, required_only: bool = False) -> dict[str, str | int]:
    values: dict[str, str | int] = {
        "boolean": "true",
        "iri": "https://a.example/x",
        "string": "x",
        "date": "2025-01-01",
        "integer": 2025,
        "decimal": "1.5",
    }
    return {
        one.name: values[one.kind] for one in query.load(name).parameters.values() if one.required or not required_only
    }


@pytest.fixture(scope="module")
def crowded(document_of: Callable[[], Document]) -> Iterator[Store]:
    """A store of forty documents, in which a query that joins badly takes minutes."""
    from graph.store import open_store

    with open_store() as store:
        whole = {quad.triple for quad in triples(document_of(), "https://a.example/0/")}
        for number in range(40):
            text = "\n".join(f"{triple} ." for triple in whole).replace("/a.example/0/", f"/a.example/{number}/")
            store.replace(f"https://a.example/{number}", (quad.triple for quad in parse(text, RdfFormat.N_TRIPLES)))
        yield store


@pytest.mark.parametrize("name", query.names())
def test_no_query_joins_halves_over_the_whole_store(name: str, crowded: Store) -> None:
    list(query.run(crowded, name, timeout=5, **given(name, required_only=True)))


def test_agency_ledger_tells_role_partners_date_and_clause(filled: Store) -> None:
    (task,) = query.table(filled, "agency_tasks", agency=LEAD)
    assert (task["role"], task["task"], task["due"]) == ("lead", "节能", date(2027, 12, 31))
    assert task["others"] == "市财政局(support)"
    assert task["path"] == "一/(一)" and task["quote"].startswith("（牵头单位")
    assert "新增光伏装机200万千瓦" in task["targets"]


def test_role_narrows_the_ledger(filled: Store) -> None:
    assert not query.table(filled, "agency_tasks", agency=LEAD, role="support")
    assert len(query.table(filled, "agency_tasks", agency=iri.agency("990100/finance"), role="support")) == 1


def test_deadlines_between_two_days(filled: Store) -> None:
    assert len(query.table(filled, "deadlines")) == 2
    (found,) = query.table(filled, "deadlines", since="2027-01-01", until="2027-12-31")
    assert (found["kind"], found["ends"], found["quote"]) == ("by", date(2027, 12, 31), "到2027年")


def test_deadlines_of_another_region_are_left_out(filled: Store) -> None:
    assert len(query.table(filled, "deadlines", region=iri.region("990100"))) == 2
    assert not query.table(filled, "deadlines", region=iri.region("410000"))


def test_all_that_falls_due_in_a_year(filled: Store) -> None:
    due = query.table(filled, "due_in_year", year=2027)
    assert sorted(row["what"] for row in due) == ["deadline", "responsibility", "target", "target"]
    assert not query.table(filled, "due_in_year", year=2026)


def test_targets_keep_value_unit_and_base(filled: Store) -> None:
    (found,) = query.table(filled, "targets", name="能耗")
    assert (found["value"], found["unitName"], found["base"], found["change"]) == (
        Decimal("13.5"),
        "%",
        "2022",
        "decrease",
    )
    (linked,) = query.table(filled, "targets", indicator=iri.indicator("industrial-energy-intensity"))
    assert linked["record"] == found["record"]


def test_the_indicator_table_lines_up_linked_targets(filled: Store) -> None:
    (row,) = query.table(filled, "indicator_table")
    assert (row["indicator"], row["base"], row["by"]) == (
        iri.indicator("industrial-energy-intensity"),
        "2022",
        date(2027, 12, 31),
    )


def test_the_intensity_table_takes_linked_targets_and_plain_names(store: Store, document: Document) -> None:
    target = document.records[0]
    named = replace(target, indicator="单位地区生产总值二氧化碳排放", indicator_id=None)
    store.replace("https://a.example/g", triples(replace(document, records=(target, named, document.records[1]))))
    measures = [row["measure"] for row in query.table(store, "intensity_table")]
    assert measures == ["carbon intensity", "energy intensity, industry"]


def test_incentives_stand_on_days_within_their_validity(filled: Store) -> None:
    (offer,) = query.table(filled, "incentives", on="2026-04-30")
    assert (offer["amount"], offer["amountPer"], offer["cap"]) == (Decimal(300), "吨标准煤", Decimal(2000000))
    assert not query.table(filled, "incentives", on="2026-05-01")


def test_conditions_carry_values_of_their_kind(filled: Store) -> None:
    first, second = query.table(filled, "criteria")
    assert (first["attribute"], first["op"], first["expected"]) == ("年节能量", ">=", Decimal(1000))
    assert second["expected"] is True
    assert first["quote"] == "年节能量1000吨标准煤以上" and first["start"] is not None


@pytest.mark.parametrize(("most", "found"), [(None, 1), (1000, 1), (999, 0), ("1000.5", 1)])
def test_offers_are_found_by_the_energy_saving_they_ask_for(filled: Store, most: object, found: int) -> None:
    rows = query.table(filled, "saving_thresholds", most=most)
    assert [(row["threshold"], row["quote"]) for row in rows] == [(Decimal(1000), "年节能量1000吨标准煤以上")] * found


def test_a_threshold_in_another_unit_is_reckoned_in_coal(store: Store, document: Document) -> None:
    offer = next(one for one in document.records if isinstance(one, Incentive))
    power = replace(offer.conditions[0], attr="年节电量", value=1_000_000.0, unit="千瓦时")
    changed = replace(offer, conditions=(power, *offer.conditions[1:]))
    store.replace("https://a.example/g", triples(replace(document, records=(changed,))))
    (row,) = query.table(store, "saving_thresholds")
    assert round(row["threshold"], 1) == Decimal("122.8")  # 1 千瓦时 = 3.6 MJ, 1 吨标准煤 = 29.3076 GJ
    assert query.table(store, "saving_thresholds", most=122) == []


def test_a_citation_finds_the_document_it_names(filled: Store, document: Document, law: Document) -> None:
    (found,) = query.table(filled, "citations", document=iri.document(document.meta))
    assert found["cited"] == iri.document(law.meta)
    (back,) = query.table(filled, "cited_by", cited=iri.document(law.meta))
    assert back["document"] == iri.document(document.meta) and back["relation"] == "based_on"


def test_in_force_ends_with_validity(filled: Store, document: Document) -> None:
    name = iri.document(document.meta)
    assert len(query.table(filled, "in_force", on="2024-01-01", document=name)) == 1
    assert not query.table(filled, "in_force", on="2026-05-01", document=name)


def test_unknown_missing_and_malformed_parameters_are_named(store: Store) -> None:
    with pytest.raises(QueryError, match="takes no 'colour'"):
        query.run(store, "deadlines", colour="red")
    with pytest.raises(QueryError, match="needs 'agency'"):
        query.run(store, "agency_tasks")
    with pytest.raises(QueryError, match="since='soon' is no date"):
        query.run(store, "deadlines", since="soon")
    with pytest.raises(QueryError, match="no query 'nonsense'"):
        query.run(store, "nonsense")


def test_values_are_bound_and_cannot_change_the_query(filled: Store) -> None:
    assert not query.table(filled, "targets", name='") } DELETE { ?s ?p ?o } #')


def test_an_agency_of_the_centre_is_one_row_with_its_names(store: Store, document: Document) -> None:
    duty = replace(document.records[3], agency="财政部", agency_norm="国家财政部", agency_id="100000/mof")
    store.replace("https://a.example/g", triples(replace(document, records=(duty,))))
    (row,) = query.table(store, "agency", agency=iri.agency("100000/mof"))
    assert row["label"] == "财政部" and "国家财政部" in row["names"]
    assert (row["regionName"], row["functionName"]) == ("全国", "财政")


def test_an_office_of_a_region_is_known_by_what_documents_call_it(filled: Store) -> None:
    (row,) = query.table(filled, "agency", agency=LEAD)
    assert (row["names"], row["functionName"]) == ("市工业和信息化局", "工业和信息化")
    assert row["region"] == iri.region("990100") and row["label"] is None
    assert [one["agency"] for one in query.table(filled, "agencies", region=iri.region("990100"), name="工业")] == [
        LEAD
    ]
