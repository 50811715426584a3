"""The audit holds a document against its own text: places seen, places held, and each miss with its words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.audit import Audit, audited, lit, missed
from ingest.link import Register
from ingest.pipeline import ingest
from ingest.record import Citation, Document, Incentive, Responsibility, Target

ROOT = Path(__file__).parents[3]
PLAN = ROOT / "corpus" / "documents" / "cangling-water-measures.txt"


@pytest.fixture(scope="module")
def document(register: Register) -> Document:
    (found,) = ingest(PLAN, register)
    return found


def _without(document: Document, *kinds: type) -> Document:
    return replace(document, records=tuple(one for one in document.records if not isinstance(one, kinds)), notices=())


def _misses(audit: Audit, name: str) -> list[str]:
    return [place.words for place in audit.measures[name].misses]


def test_a_document_that_was_read_whole_misses_no_duty_and_no_line(document: Document) -> None:
    found = audited(document).measures
    assert found["agencies"].seen == found["agencies"].held > 0
    assert found["kept"].seen == found["kept"].held > 0
    assert found["title"].held == found["date"].held == 1


def test_each_miss_stands_where_it_says(document: Document) -> None:
    found = audited(_without(document, Responsibility)).measures["agencies"]
    assert (found.held, len(found.misses)) == (0, found.seen)
    for place in found.misses:
        text = document.clause(place.path).text[place.start : place.end]
        assert " ".join(text.split()) == place.words


def test_a_number_that_nothing_explains_is_missed(document: Document) -> None:
    numbers = tuple(replace(number, reason=None, by={}) for number in document.numbers)
    found = audited(replace(document, numbers=numbers)).measures["numbers"]
    assert (found.held, found.seen) == (0, len(document.numbers))


def test_links_of_a_numbering_that_are_no_clauses_are_missed(document: Document) -> None:
    last = document.clauses[-2]
    merged = replace(last, text=f"{last.text}\n一、甲\n二、乙\n三、丙", path="末")
    assert _misses(audited(replace(document, clauses=(merged,))), "numbering") == ["一、", "二、", "三、"]


def test_a_clause_that_is_lost_takes_its_lines_along(document: Document) -> None:
    middle = len(document.clauses) // 2
    rest = document.clauses[:middle] + document.clauses[middle + 1 :]
    assert audited(replace(document, clauses=rest)).measures["kept"].misses


def test_nothing_read_is_red_some_missed_is_amber_and_all_read_is_green(document: Document) -> None:
    nothing = _without(document, Responsibility, Target, Incentive)
    (red,) = lit(nothing).notices
    assert red.code == "audit-red"
    assert "一条记录也没有读出" in red.message
    few = [one for one in document.records if isinstance(one, Responsibility)][:1]
    rest = tuple(one for one in document.records if not isinstance(one, Responsibility))
    (amber,) = lit(replace(document, records=(*rest, *few), notices=())).notices
    assert (amber.code, "责任分工漏" in amber.message) == ("audit-amber", True)
    assert lit(_without(document, Citation)).notices == ()


def test_every_miss_but_a_number_has_a_notice_that_names_its_clause(document: Document) -> None:
    audit = audited(_without(document, Responsibility))
    notices = list(missed(audit))
    assert len(notices) == audit.missed - len(audit.measures["numbers"].misses)
    assert {notice.code for notice in notices} >= {"missed-agencies"}
    assert {notice.path for notice in notices} <= {clause.path for clause in document.clauses}
