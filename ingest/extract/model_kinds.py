"""What a language model may point at, by kind of record, and how the words it points at become one.

The model returns places only. Numbers, days and units are read from the clause by `ingest/value`, agencies by
`ingest/link`, roles and kinds by `rules/model.toml`; what these do not read in the quote is no record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from ingest.extract.timeframe import reference
from ingest.extract.verify import Span
from ingest.link import Register
from ingest.record import Condition, Evidence, Incentive, Quantity, Reading, Record, Responsibility, Target
from ingest.rules import load
from ingest.value.date import periods
from ingest.value.unit import Measure, in_yuan, measures

__all__ = ["QUESTIONS", "Question", "schema"]

Spans = Mapping[str, Span]
Built = Callable[[Spans, Reading, str, Register], Record | str]
_SURE: Final = 0.7  # no gold was held against a model yet; `ingest/confidence.py` bounds it again
_NO_NUMBER: Final = "the quote holds no number with a unit, or several"


@dataclass(frozen=True, slots=True)
class Question:
    """One kind of record: what the audit measures miss, what is asked for in words, the fields, the maker."""

    kind: str
    measures: tuple[str, ...]
    task: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    build: Built


def schema(question: Question) -> dict[str, Any]:
    """Return the JSON Schema of an answer: each field is where its words stand, null where the clause has none."""
    place = {
        "type": "object",
        "properties": {"quote": {"type": "string"}, "before": {"type": "string"}},
        "required": ["quote", "before"],
        "additionalProperties": False,
    }
    names = (*question.required, *question.optional)
    absent = {"anyOf": [place, {"type": "null"}]}
    record = {
        "type": "object",
        "properties": {name: place if name in question.required else absent for name in names},
        "required": list(names),
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"records": {"type": "array", "items": record}},
        "required": ["records"],
        "additionalProperties": False,
    }


def _target(found: Spans, reading: Reading, rule: str, register: Register) -> Record | str:
    measure = _measure(found["value"], reading)
    if measure is None:
        return f"value: {_NO_NUMBER}"
    by, issued = _last_day(found["by"], reading) if "by" in found else None, reading.document.meta.issued
    if "by" in found and by is None:
        return "by: the quote holds no last day, or several"
    if issued and by and by < issued:
        return "by: the day is past at the day of issue"
    change: Any = _said("change", found.get("change")) or "reach"
    evidence = _evidence(found, reading, rule, measure)
    return Target(
        evidence, found["indicator"].words, measure.value, measure.unit, measure.op, change, by=by, confidence=_SURE
    )


def _responsibility(found: Spans, reading: Reading, rule: str, register: Register) -> Record | str:
    name, meta = found["agency"].words, reading.document.meta
    region = register.region(meta.region) if meta.region else None
    if register.agency(name, region.code if region else meta.region) is None:
        return "agency: the authority files know no agency of this name"
    text, start = reading.clause.text, found["agency"].start
    form: Literal["bracket", "text"] = "bracket" if text.rfind("（", 0, start) > text.rfind("）", 0, start) else "text"
    role: Any = _said("role", found.get("role")) or "responsible"
    return Responsibility(_evidence(found, reading, rule), name, name, role, form, confidence=_SURE)


def _incentive(found: Spans, reading: Reading, rule: str, register: Register) -> Record | str:
    kind, measure = _said("kind", found["offer"]), _measure(found["sum"], reading)
    if kind is None:
        return "offer: the quote holds no word of giving"
    yuan = None if measure is None or measure.unit == "%" else in_yuan(measure.value, measure.unit)
    if measure is None or (yuan is None and measure.unit != "%"):
        return f"sum: {_NO_NUMBER} of money"
    quantity = Quantity(measure.value if yuan is None else yuan, "%" if yuan is None else "元", measure.op)
    part = "rate" if yuan is None else "cap" if measure.op in ("<=", "<") else "amount"
    words = found.get("condition")
    conditions = (Condition(words.words, words.words, start=words.start),) if words else ()
    beneficiary = found["beneficiary"].words if "beneficiary" in found else ""
    evidence = _evidence(found, reading, rule, measure)
    sums: dict[str, Any] = {part: quantity}
    return Incentive(evidence, kind, beneficiary, conditions=conditions, confidence=_SURE, **sums)


QUESTIONS: Final[tuple[Question, ...]] = (
    Question(
        "target",
        ("goals", "numbers"),
        "找出为将来设定的定量目标：indicator 指标名称，value 数值连同单位，by 完成期限，change 表示升降的动词。",
        ("indicator", "value"),
        ("by", "change"),
        _target,
    ),
    Question(
        "responsibility",
        ("agencies",),
        "找出承担任务的单位，每个单位一条：agency 单位名称，role 表示牵头、负责或配合的词。",
        ("agency",),
        ("role",),
        _responsibility,
    ),
    Question(
        "incentive",
        ("sums",),
        "找出给予申请人的资金：offer 表示给予的词（奖励、补助、贴息），sum 金额或比例连同单位，"
        "beneficiary 对象，condition 须满足的全部条件。",
        ("offer", "sum"),
        ("beneficiary", "condition"),
        _incentive,
    ),
)
"""To let a model read another kind: its words, its fields and its maker here, nothing else."""


def _measure(span: Span, reading: Reading) -> Measure | None:
    """Return the one quantity of a quote, with the words of the clause that bound it (不超过)."""
    inside = [one for one in measures(reading.clause.text) if _within(one.number, one.unit_end, span)]
    return inside[0] if len(inside) == 1 and inside[0].upper is None else None


def _last_day(span: Span, reading: Reading) -> date | None:
    """Return the last day of the one time that a quote names, as the clause has it (2027年 in 到2027年)."""
    found = periods(reading.clause.text, reference(reading.document))
    times = [one for one in found if one.start < span.end and span.start < one.end]
    if len(times) != 1 or _digits(reading.clause.text[times[0].start : times[0].end]) != _digits(span.words):
        return None
    return times[0].last


def _digits(words: str) -> str:
    return "".join(char for char in words if char.isdigit())


def _within(start: int, end: int, span: Span) -> bool:
    return span.start <= start and end <= span.end


def _said(field: str, span: Span | None) -> Any:
    """Return what the rules read for a field in its quote; None where no word says it."""
    rules = (rule for rule in load("model").rules if rule.emit["field"] == field) if span else ()
    return next((rule.emit["value"] for rule in rules if span and rule.regex.search(span.words)), None)


def _evidence(found: Spans, reading: Reading, rule: str, measure: Measure | None = None) -> Evidence:
    starts = [one.start for one in found.values()] + ([measure.start] if measure else [])
    ends = [one.end for one in found.values()] + ([measure.end] if measure else [])
    return Evidence(reading.clause, min(starts), max(ends), rule)
