"""Judgements on records: applied, kept over a reading anew, taken back, exported as gold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from graph import iri
from graph.errors import GraphError
from graph.intake import Intake
from graph.query import table
from graph.review import FieldError, Judgement, gold, graph_of, judge, judgements, reapply, rebuilt, withdraw
from graph.store import Store, open_store
from ingest.export import document_record
from ingest.link import Register
from ingest.pipeline import ingest
from ingest.record import Document, Responsibility, Target

CORPUS = Path(__file__).parents[2] / "corpus"
WHEN = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load(CORPUS / "regions.ttl")


@pytest.fixture(scope="module")
def read(register: Register) -> tuple[Document, ...]:
    return tuple(ingest(CORPUS / "documents" / "cangling-water-measures.txt", register))


@pytest.fixture
def store(read: tuple[Document, ...]) -> Iterator[Store]:
    with open_store() as store:
        Intake(store).put(Path("measures.txt"), read)
        yield store


@pytest.fixture
def document(read: tuple[Document, ...]) -> str:
    return iri.of(read[0])


def _said(record: str, verdict: str, **fields: str) -> Judgement:
    return Judgement(record, verdict, "李明", WHEN, "看过原件", fields)  # type: ignore[arg-type]


def _targets(store: Store, document: str) -> dict[str, dict]:
    return {row["record"]: row for row in table(store, "targets", document=document)}


def test_a_document_is_rebuilt_from_its_graph_as_it_was_read(store: Store, document: str, read) -> None:
    whole, records = rebuilt(store.triples(document), document)
    told, was = document_record(whole), document_record(read[0])
    lists = ("targets", "responsibilities", "deadlines", "incentives", "citations")
    places = ("page", "indicator_id", "agency_id")  # a text has no pages; ids are linked anew

    def bare(rows: list[dict]) -> list[dict]:
        kept = [{key: row[key] for key in row if key not in places} for row in rows]
        return sorted(kept, key=lambda row: (row["path"], row["span"], str(row)))

    for name in lists:
        assert bare(told[name]) == bare(was[name])
    for meta in (told["meta"], was["meta"]):
        meta["issuers"] = sorted(meta["issuers"])  # a graph keeps no order of them
    assert told["meta"] == was["meta"] and told["structure"] == was["structure"]
    assert len(records) == len({iri.record(document, record) for record in read[0].records})


def test_a_rejected_record_is_gone_and_comes_back_when_the_judgement_is_withdrawn(store, document, register) -> None:
    before = set(store.triples(document))
    record = next(iter(_targets(store, document)))
    judge(store, document, _said(record, "reject"), lambda: register)
    assert record not in _targets(store, document)
    (kept,) = judgements(store, document).values()
    assert (kept.who, kept.when, kept.note, kept.verdict) == ("李明", WHEN, "看过原件", "reject")
    assert withdraw(store, document, record)
    assert set(store.triples(document)) == before
    assert graph_of(document) not in store.graphs()
    assert not withdraw(store, document, record)


def test_a_judgement_and_what_it_changes_are_written_at_once(store, document, register) -> None:
    record = next(iter(_targets(store, document)))
    before = store.version
    judge(store, document, _said(record, "reject"), lambda: register)
    assert store.version == before + 1, "a kill between two writes would leave one without the other"
    withdraw(store, document, record)
    assert store.version == before + 2
    judge(store, document, _said(record, "correct", value="77"), lambda: register)
    reapply(store, document, lambda: register)
    assert store.version == before + 4


def test_a_corrected_record_says_what_the_person_said_with_its_links_made_anew(store, document, register) -> None:
    record = next(r for r, row in _targets(store, document).items() if row["unitName"] == "%")
    quote = _targets(store, document)[record]["quote"]
    judge(
        store, document, _said(record, "correct", value="21", by="2030-12-31", indicator="用水总量"), lambda: register
    )
    row = _targets(store, document)[record]
    assert (float(row["value"]), row["by"], row["indicatorName"]) == (21.0, date(2030, 12, 31), "用水总量")
    assert row["quote"] == quote and row["linked"] and float(row["confidence"]) == 1


def test_judgements_hold_when_the_document_is_read_anew(store, document, read, register) -> None:
    first, second = list(_targets(store, document))[:2]
    judge(store, document, _said(first, "correct", value="77"), lambda: register)
    judge(store, document, _said(second, "reject"), lambda: register)
    Intake(store).put(Path("measures.txt"), read)
    assert float(_targets(store, document)[first]["value"]) != 77
    assert reapply(store, document, lambda: register) == ()
    after = _targets(store, document)
    assert float(after[first]["value"]) == 77 and second not in after


def test_what_was_accepted_comes_back_when_no_rule_reads_it_any_more(store, document, read, register) -> None:
    first, second = list(_targets(store, document))[:2]
    for record in (first, second):
        judge(store, document, _said(record, "accept"), lambda: register)
    blind = replace(read[0], records=tuple(one for one in read[0].records if not isinstance(one, Target)))
    Intake(store).put(Path("measures.txt"), (blind, *read[1:]))
    assert not _targets(store, document)
    assert reapply(store, document, lambda: register) == ()
    assert set(_targets(store, document)) == {first, second}


def test_words_that_stand_there_no_more_are_told(store, document, read, register) -> None:
    record = next(iter(_targets(store, document)))
    judge(store, document, _said(record, "accept"), lambda: register)
    clauses = tuple(replace(clause, text="另有规定。", pieces=(), rows=()) for clause in read[0].clauses)
    Intake(store).put(Path("measures.txt"), (replace(read[0], clauses=clauses, records=(), numbers=()), *read[1:]))
    assert reapply(store, document, lambda: register) == (record,)
    assert record in judgements(store, document)


def test_a_document_that_goes_takes_its_judgements_along(store, document, register) -> None:
    judge(store, document, _said(next(iter(_targets(store, document))), "reject"), lambda: register)
    Intake(store).remove(document)
    assert not list(store.triples(graph_of(document)))


@pytest.mark.parametrize(
    "fields", [{"value": "many"}, {"by": "soon"}, {"change": "sideways"}, {"indicator": ""}, {"colour": "red"}]
)
def test_a_field_that_cannot_be_set_so_changes_nothing(store, document, register, fields) -> None:
    before = set(store.triples(document))
    record = next(iter(_targets(store, document)))
    with pytest.raises(FieldError):
        judge(store, document, _said(record, "correct", **fields), lambda: register)
    assert set(store.triples(document)) == before and not judgements(store, document)


def test_a_record_that_is_not_there_cannot_be_judged(store, document, register) -> None:
    with pytest.raises(GraphError):
        judge(store, document, _said(f"{document}/target/none", "accept"), lambda: register)


def test_a_reviewed_document_scores_whole_as_gold(store, document, read, tmp_path) -> None:
    from ingest.score import totals

    wanted = gold(rebuilt(store.triples(document), document)[0])
    Path(tmp_path, "reviewed.json").write_text(json.dumps(wanted, ensure_ascii=False), "utf-8")
    total = totals(tmp_path, [document_record(one) for one in read])
    known = {kind: figure.f1 for kind, figure in total.items() if figure.f1 is not None}
    assert {"targets", "incentives", "citations", "structure"} <= known.keys()
    assert set(known.values()) == {1.0}


def _blind(store: Store, read, kind: type) -> None:
    """Read the document anew with rules that know no record of this kind."""
    records = tuple(one for one in read[0].records if not isinstance(one, kind))
    Intake(store).put(Path("measures.txt"), (replace(read[0], records=records), *read[1:]))


def test_offices_that_were_missed_become_records_and_stay(store, document, read, register) -> None:
    from graph.audit import misses, reviewed
    from graph.review import drafted, filled, stated

    _blind(store, read, Responsibility)
    found = reviewed(store, document)
    place = found.audit.measures["agencies"].misses[0]
    draft = drafted(found.document, "agencies", place)
    assert draft.agency_norm and place.words in draft.evidence.quote
    for record in filled(draft, place, draft.evidence.quote, {"agency_norm": "市水利局、市财政局"}):
        name, before = stated(document, found.document, record, register)
        judge(store, document, Judgement(name, "add", "李明", WHEN, before=before), lambda: register)
    for _ in range(2):
        duties = [one for one in reviewed(store, document).document.records if isinstance(one, Responsibility)]
        assert {one.agency_norm for one in duties} == {"市水利局", "市财政局"}
        assert {one.evidence.clause.path for one in duties} == {place.path}
        now = reviewed(store, document).audit.measures["agencies"]
        assert place not in now.misses and now.held == found.audit.measures["agencies"].held + 1
        codes = [row["code"] for row in misses(store, document)]
        assert codes.count("missed-agencies") <= len(now.misses)
        _blind(store, read, Responsibility)
        assert reapply(store, document, lambda: register) == ()
    assert withdraw(store, document, name)
    assert name not in rebuilt(store.triples(document), document)[1]
