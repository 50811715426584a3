"""Who is told to do what: assignments in brackets, under labels and in tables, and duties in running text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from ingest.extract.agency_list import Name, is_agency, restore
from ingest.extract.assignment import Part, Role, assignments
from ingest.extract.bound import Bounds
from ingest.extract.duty import Duty, duties, full_width
from ingest.extract.subject import ENDS
from ingest.extract.task import LONGEST, told_after, told_before
from ingest.extract.task_table import cells
from ingest.parse.sentence import begin_of
from ingest.record import Clause, Document, Evidence, Reading, Responsibility
from ingest.rules import load
from ingest.value.date import periods

__all__ = ["extract", "first_leads"]

_FIRST_LEADS = load("responsibility")["first-leads"].regex
_ISSUED = load("responsibility")["issued"].regex
_STOPS = "。！？\n"  # end a sentence
_CHEAP = re.compile(f"[{ENDS}]")  # no agency without one of these
_SHORT = 3  # characters of a task that says little without what stands before the agency: 解释, 发布
_DOUBTFUL = 0.8  # confidence of a name whose words do not show that it is a public body
_TIME_LABEL = re.compile(r"(?:时限|时间|期限|节点)(?:要求)?\s*[:：]\s*(?P<time>[^；;）)\]】\n]{2,30})")


def extract(reading: Reading) -> Iterator[Responsibility]:
    """Yield one record for each agency and what it is told, in text order.

    An agency told two things in one sentence has one record. Firms, associations, persons and places without a named
    body are none. A name that a list shortens is restored in `agency_norm`. `due` is the last day that the words set
    for this duty, None where several days or none can be meant.

    >>> from ingest.record import Meta, Source
    >>> clause = Clause("d", "一", "一、扩大就业。开发公益岗位。（省人社厅、财政厅负责）", title="扩大就业")
    >>> document = Document("d", Source("d", "", "text/plain", ()), Meta("方案"), (clause,))
    >>> [(found.agency_norm, found.role, found.form) for found in extract(Reading(clause, document))]
    [('省人社厅', 'responsible', 'bracket'), ('省财政厅', 'responsible', 'bracket')]
    """
    clause = reading.clause
    if not _CHEAP.search(clause.text):
        return
    places = _places(reading)
    bounds = Bounds(reading)
    found = [*_assigned(reading, places, bounds), *_tabled(clause, places, bounds)]
    taken = sorted((record.evidence.start, record.evidence.end) for record in found)
    found += _told(reading, places, taken, bounds)
    yield from sorted(found, key=lambda record: record.evidence.start)


def _assigned(reading: Reading, places: Sequence[str], bounds: Bounds) -> Iterator[Responsibility]:
    clause = reading.clause
    for found in assignments(clause.text):
        listed = found.parts
        if len(listed) > 1 and all(part.role == "responsible" for part in listed) and _leads(reading):
            listed = (Part(listed[0].name, "lead", True), *listed[1:])
        evidence = Evidence(clause, found.start, found.end, f"responsibility/{found.rule}")
        agencies = [(part.name, part.role) for part in listed]
        due = _labelled_day(evidence.quote) or bounds.of_assignment(found.start, found.end)
        yield from _records(evidence, agencies, places, "bracket", _task(clause, found.start), due=due)


def _tabled(clause: Clause, places: Sequence[str], bounds: Bounds) -> Iterator[Responsibility]:
    if clause.rows:
        for cell in cells(clause):
            evidence = Evidence(clause, cell.start, cell.end, "responsibility/table")
            agencies = [(part.name, part.role) for part in cell.parts]
            due = _last_day(cell.time) or bounds.only(cell.start, cell.end)
            yield from _records(evidence, agencies, places, "bracket", cell.task, due=due)


def _told(
    reading: Reading, places: Sequence[str], taken: Sequence[tuple[int, int]], bounds: Bounds
) -> Iterator[Responsibility]:
    clause = reading.clause
    meta = reading.document.meta
    bare = meta.kind not in ("article", "news") or bool(_ISSUED.search(meta.title))
    told = [
        duty
        for duty in sorted(duties(clause.text, reading.marks, bare, places), key=lambda duty: duty.start)
        if not (_inside(taken, duty.told) or _inside(clause.rows, duty.start) or _only_agreed(clause, duty))
    ]
    said: set[tuple[int, str]] = set()
    for duty, (task, due) in zip(told, _tasks(clause, told, bounds), strict=True):
        sentence = begin_of(clause.text, duty.start, _STOPS)
        evidence = Evidence(clause, duty.start, duty.end, f"responsibility/{duty.rule}")
        for record in _records(evidence, duty.agencies, places, "text", task, duty.tail, due):
            if (sentence, record.agency_norm) not in said:
                said.add((sentence, record.agency_norm))
                yield record


def _only_agreed(clause: Clause, duty: Duty) -> bool:
    """Say whether the head of a notice tells who agreed to it: 经市政府同意，现印发给你们."""
    return clause.kind == "head" and duty.rule == "by" and clause.text.startswith(("同意", "批准", "研究"), duty.told)


def _tasks(clause: Clause, told: Sequence[Duty], bounds: Bounds) -> Iterator[tuple[str, date | None]]:
    """Yield the task and the last day of each duty; who only helps in a sentence shares those of the one before."""
    text = full_width(clause.text)
    others = sorted(duty.agencies[0][0].start for duty in told if duty.rule != "with")
    ends = [told_after(text, duty.told, others) for duty in told]
    spans = [(duty.start, max(duty.end, end)) for duty, (_, end) in zip(told, ends, strict=True)]
    before: tuple[int, str, date | None] = (-1, "", None)
    for duty, (task, _), span in zip(told, ends, spans, strict=True):
        sentence, name = begin_of(text, duty.start, _STOPS), duty.agencies[0][0].start
        due = bounds.of_duty(span, [other for other in spans if other != span], sentence)
        if duty.rule == "all":
            task = text[duty.start : duty.end][:LONGEST]
        elif not task and before[0] == sentence:
            task, due = before[1], due or before[2]
        elif not task:
            task = told_before(text, sentence, name) or _task(clause, duty.start)
        elif duty.rule == "by" and len(task) <= _SHORT:  # 本办法由市教育局负责解释
            task = (told_before(text, begin_of(text, name, _STOPS + "，；"), name) + task)[:LONGEST]
        before = sentence, task, due
        yield task, due


def _records(
    evidence: Evidence,
    agencies: Sequence[tuple[Name, Role]],
    places: Sequence[str],
    form: str,
    task: str,
    tail: str = "",
    due: date | None = None,
) -> Iterator[Responsibility]:
    norms = restore([name.text for name, _ in agencies], places, tail)
    written: set[str] = set()
    for (name, role), norm in zip(agencies, norms, strict=True):
        if norm in written:
            continue
        written.add(norm)
        sure = 1.0 if is_agency(norm) else _DOUBTFUL
        agency = name.text.removeprefix("其")
        yield Responsibility(evidence, agency, norm, role, form, task, due, confidence=sure)  # type: ignore[arg-type]


def _places(reading: Reading) -> list[str]:
    """Return the names, without 省 or 市, that may stand before an office in this document."""
    region = reading.document.meta.region
    stems = [region] if region and region != "全国" else []
    stems += [reading.clause.text[mark.start : mark.end] for mark in reading.marks if mark.kind == "region"]
    return list(dict.fromkeys(re.sub(r"(?:省|市|自治区|自治州|地区)$", "", stem) for stem in stems))


def _task(clause: Clause, before: int) -> str:
    """Return what a bracket assigns: the clause's title, else the first words of the sentence before it."""
    if clause.title:
        return clause.title
    lead = re.split(r"[。；\n）)]", clause.text[max(0, before - 400) : before].strip("。；\n ）)"))
    return re.split(r"[，。]", lead[-1])[0].strip()[:LONGEST]


def _labelled_day(quote: str) -> date | None:
    """Return the last day that a label inside the assignment sets: 完成时限：2025年12月底前."""
    match = _TIME_LABEL.search(quote)
    return _last_day(match["time"]) if match else None


def _last_day(text: str) -> date | None:
    if not text:
        return None
    bare = text.strip().rstrip("。")
    found = periods(bare if bare.endswith(("前", "内")) else f"到{bare}")
    return next((period.last for period in found if period.kind in ("by", "during", "until")), None)


def _inside(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Say whether one of the sorted spans holds `at`."""
    before = bisect_right(spans, (at, at)) - 1
    return before >= 0 and spans[before][0] <= at < spans[before][1]


def first_leads(document: Document) -> bool:
    """Tell whether a document makes the first agency of every list the leader."""
    return any(_FIRST_LEADS.search(clause.text) for clause in document.clauses)


def _leads(reading: Reading) -> bool:
    return reading.whole.first_leads if reading.whole else first_leads(reading.document)
