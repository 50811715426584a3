"""What `POST /api/eligibility` takes and gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.day import Day
from graph.eligibility import Check, Fact, Outcome, Place, Question, Verdict, in_words, trace
from graph.eligibility.answering.across import There
from graph.eligibility.matching.premise import presumed

__all__ = ["Applied", "Eligible", "as_json"]


class Applied(BaseModel):
    """The case: facts by attribute, plain words, or both; where the applicant is; for which day."""

    model_config = ConfigDict(extra="forbid")

    facts: dict[str, Any] = Field(
        default={},
        description="Attribute to true, false, text such as 320万元, or a bare number in the unit of the scheme",
        examples=[{"年节能量": "45吨标准煤", "独立法人资格": True}],
    )
    text: str = Field(default="", max_length=4000, description="The case in plain words; facts are read from it")
    region: str | None = Field(
        default=None, max_length=40, description="Name or GB/T 2260 code of where the applicant is"
    )
    on: Day | None = Field(default=None, description="The day to answer for; today if not given")
    regions: list[str] = Field(
        default=[], max_length=50, description="Where else: one row a region on what it would give"
    )


class PlaceRow(BaseModel):
    """The clause that proves a step."""

    title: str
    path: str
    iri: str
    quote: str


class FactRow(BaseModel):
    """A fact as understood, to be put right where it is wrong."""

    attr: str
    value: float | bool | str | date
    unit: str | None
    told: str
    words: str = Field(description="The applicant's own words")
    assumed: str = Field(description="What a reading that is not literal takes for granted")


class ConditionRow(BaseModel):
    """One condition with the fact it was held against."""

    condition: str
    op: str | None
    expected: float | bool | str | None
    unit: str | None
    verdict: bool | None
    fact: FactRow | None
    presumed: bool = Field(description="Met only because nothing was said of it: a premise of a yes")
    why: str
    clause: PlaceRow


class SchemeRow(BaseModel):
    """One scheme's verdict."""

    title: str
    name: str
    kind: str
    region: str | None
    status: Literal["eligible", "not_eligible", "unknown", "closed"]
    summary: str
    amount: float | None = Field(description="In 元; null where the facts or the text do not settle it")
    up_to: bool
    at_least: float | None
    period: str | None
    amount_missing: list[str]
    conditions: list[ConditionRow] = Field(description="What fails first, then what is missing, then what is met")
    missing: list[str]
    premises: list[str] = Field(description="Exclusions that nothing was said of: a yes takes them for not so")
    closed_since: date | None
    clause: PlaceRow
    trace: list[str]


class NextRow(BaseModel):
    """What to ask next."""

    attr: str
    ask: str
    unit: str | None
    schemes: int = Field(description="In how many schemes it is missing")
    settles: int = Field(description="In how many nothing else is")


class AnswerRow(BaseModel):
    """The answer for the offer that the facts speak of most."""

    eligible: bool | None
    amount: float | None
    missing: list[str]
    notes: list[str]


class RegionRow(BaseModel):
    """What one region would give."""

    region: str
    schemes: int
    eligible: bool | None
    amount: float | None
    summary: str
    missing: list[str]
    clause: PlaceRow | None


class TotalRow(BaseModel):
    """The most that can be had together."""

    amount: float
    steps: list[str]


class Eligible(BaseModel):
    """Verdicts on all schemes that the case is about, with what to ask next."""

    on: date
    facts: list[FactRow]
    not_understood: list[str]
    answer: AnswerRow | None
    schemes: list[SchemeRow]
    total: TotalRow
    next: list[NextRow]
    regions: list[RegionRow]


_ORDER = {False: 0, None: 1, True: 2}


def as_json(item: Any) -> Any:
    """Turn what `graph.eligibility` gives into the rows of the answer."""
    return _MAKERS[type(item)](item)


def _place(place: Place) -> PlaceRow:
    return PlaceRow(title=place.title, path=place.path, iri=place.iri, quote=place.quote)


def _fact(fact: Fact) -> FactRow:
    return FactRow(
        attr=fact.attr, value=fact.value, unit=fact.unit, told=fact.told(), words=fact.words, assumed=fact.assumed
    )


def _check(check: Check) -> ConditionRow:
    need = check.need
    return ConditionRow(
        condition=need.attr,
        op=need.op,
        expected=need.value,
        unit=need.unit,
        verdict=check.verdict,
        fact=_fact(check.fact) if check.fact else None,
        presumed=presumed(check),
        why=check.why,
        clause=_place(need.place),
    )


def _verdict(verdict: Verdict) -> SchemeRow:
    scheme, sums = verdict.scheme, verdict.amount
    paid = verdict.status == "eligible"
    return SchemeRow(
        title=scheme.place.title,
        name=scheme.name,
        kind=scheme.kind,
        region=scheme.region,
        status=verdict.status,
        summary=in_words(verdict),
        amount=sums.value if paid else None,
        up_to=sums.upto,
        at_least=sums.least,
        period=sums.period,
        amount_missing=list(sums.missing),
        conditions=[_check(check) for check in sorted(verdict.checks, key=lambda check: _ORDER[check.verdict])],
        missing=list(verdict.missing),
        premises=[check.need.text for check in verdict.premises],
        closed_since=verdict.closed,
        clause=_place(scheme.place),
        trace=list(trace(verdict)),
    )


def _outcome(outcome: Outcome) -> AnswerRow:
    return AnswerRow(
        eligible=outcome.eligible, amount=outcome.amount, missing=list(outcome.missing), notes=list(outcome.notes)
    )


def _question(question: Question) -> NextRow:
    return NextRow(
        attr=question.attr, ask=question.ask, unit=question.unit, schemes=question.schemes, settles=question.settles
    )


def _there(there: There) -> RegionRow:
    outcome = there.outcome
    tier = outcome.tier if outcome else None
    return RegionRow(
        region=there.region,
        schemes=there.schemes,
        eligible=outcome.eligible if outcome else None,
        amount=outcome.amount if outcome else None,
        summary=in_words(tier, outcome.amount) if outcome and tier else "没有相关政策",
        missing=list(outcome.missing) if outcome else [],
        clause=_place(tier.scheme.place) if tier else None,
    )


_MAKERS: dict[type, Callable[[Any], BaseModel]] = {
    Verdict: _verdict,
    Fact: _fact,
    Outcome: _outcome,
    Question: _question,
    There: _there,
}
