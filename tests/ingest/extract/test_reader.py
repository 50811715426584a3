"""Several readers of one document: agreement raises confidence, disagreement is a notice, the rules stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from graph.check import check_graph
from graph.iri import of
from graph.jsonld import document_json
from graph.triples import triples
from ingest.extract.reader import Reader, merge, read_on, rule_of
from ingest.nlp import pipeline
from ingest.pipeline import ingest
from ingest.record import Clause, Deadline, Document, Evidence, Fact, Meta, Notice, Reading, Record, Source

TEXT = "某市节水行动方案\n\n一、目标\n到2027年，再生水利用率达到35%。\n二、措施\n月圆之前完成改造。\n"
CLAUSE = Clause("d", "一", "2027年底前完成改造，次年验收。", 1)
LATE, EARLY = date(2027, 12, 31), date(2027, 6, 30)


@dataclass(frozen=True, slots=True)
class Words:
    """A reader that reads one phrase, wherever it stands, as a deadline of one day."""

    words: str
    day: date = LATE
    name: str = "toy"
    version: str = "1"

    def read(self, reading: Reading) -> Iterator[Record | Notice]:
        at = reading.clause.text.find(self.words)
        if at >= 0:
            evidence = Evidence(reading.clause, at, at + len(self.words), rule_of(self))
            yield Deadline(evidence, "by", end=self.day)


def deadline(start: int, end: int, day: date, rule: str = "deadline/by", confidence: float = 0.8) -> Deadline:
    return Deadline(Evidence(CLAUSE, start, end, rule), "by", end=day, confidence=confidence)


def test_what_both_read_stays_as_the_rules_have_it_and_is_surer():
    rules, toy = deadline(0, 7, LATE), deadline(0, 5, LATE, "toy@1")
    (record,), notices = merge([rules], [toy])
    assert record.evidence == rules.evidence and notices == ()
    assert rules.confidence < record.confidence < 1


def test_where_they_differ_the_record_of_the_rules_stands_and_both_are_noticed():
    rules = deadline(0, 7, LATE)
    records, (notice,) = merge([rules], [deadline(0, 5, EARLY, "toy@1")])
    assert records == (rules,) and (notice.code, notice.path) == ("readers-differ", "一")
    assert all(words in notice.message for words in ("rules", "toy", "2027-12-31", "2027-06-30"))


def test_what_one_reader_has_alone_keeps_its_own_confidence():
    rules, toy = deadline(0, 7, LATE), deadline(12, 14, LATE, "toy@1", 0.6)
    assert merge([rules], [toy]) == ((rules, toy), ())
    assert merge([rules], []) == ((rules,), ())


def test_a_reader_that_says_a_thing_twice_is_no_surer_for_it():
    toy = deadline(0, 5, LATE, "toy@1", 0.6)
    assert merge([], [toy, toy]) == ((toy,), ())


def test_another_kind_of_record_is_compared_by_all_that_it_states():
    @dataclass(frozen=True, slots=True)
    class Omen(Fact):
        evidence: Evidence
        sign: str

    one = Omen(Evidence(CLAUSE, 0, 5, "toy@1"), "月圆", confidence=0.5)
    other = replace(one, evidence=Evidence(CLAUSE, 0, 5, "seer@1"))
    (record,), notices = merge([one], [other])  # type: ignore[list-item]
    assert record.confidence > 0.5 and not notices
    assert merge([one], [replace(other, sign="月缺")])[1]  # type: ignore[list-item]


def test_a_reader_named_in_one_place_reads_through_to_a_graph_that_names_it(tmp_path, register):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    (plain,), (document,) = ingest(path, register), ingest(path, register, readers=[Words("月圆之前")])
    (added,) = (one for one in document.records if one not in plain.records)
    assert added.evidence.rule == "toy@1" and added.confidence <= 0.85
    data = document_json(document)
    agents = {one["agent"]["name"]: one["agent"] for one in data["generatedBy"]["associations"]}
    assert agents["toy"]["version"] == "1" and set(agents) == {"rules", "toy"}
    assert {one["attributedTo"] for one in data["facts"]} == {one["@id"] for one in agents.values()}
    assert not list(check_graph(triples(document), of(document)))


def test_the_rules_are_a_reader(register):
    rules: Reader = pipeline(register)
    document = Document("d", Source("d.txt", "", "text/plain", ()), Meta("某市方案"), (CLAUSE,))
    assert rules.name == "rules" and "+" in rules.version
    assert list(rules.read(Reading(CLAUSE, document))) == list(pipeline(register)(document)[0])
    assert read_on(document, ()) is document
