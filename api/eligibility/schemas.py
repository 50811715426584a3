"""What the routes of eligibility take and give."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from api.day import Day

__all__ = ["AmountRow", "Applied", "ClauseRow", "CriterionRow", "Eligible", "ProposalRow", "QuestionRow", "RegionRow"]
__all__ += ["LONGEST", "SchemeDetail", "SchemeRow", "Schemes", "Source", "TotalRow", "VariableRow", "VerdictRow"]

LONGEST: Final = 20_000
"""Characters of an applicant's text: 60 kB of Chinese."""

Answer = bool | float | str | None
Source = Literal["answer", "proposed", "presumed", "none"]  # whence what a criterion counts for


def _utf8(name: str) -> str:
    """Return a name that can be written; JSON lets half of a surrogate pair through."""
    try:
        name.encode()
    except UnicodeEncodeError:
        raise ValueError("a name must be text in UTF-8") from None
    return name


Name = Annotated[str, Field(max_length=200), AfterValidator(_utf8)]


class Applied(BaseModel):
    """An applicant: answers by variable, facts by name, plain words, or any of them; where, and for which day."""

    model_config = ConfigDict(extra="forbid")

    answers: dict[Name, Any] = Field(
        default={},
        description='Variable id to true, false, text, a number, {"value": 320, "unit": "万元"}; null: not known',
        examples=[{"v1a2b3c4d": True, "v5e6f7a8b": {"value": 320, "unit": "万元"}}],
    )
    schemes: list[str] = Field(default=[], max_length=100, description="Ids; none: those that the case is about")
    facts: dict[Name, Any] = Field(default={}, description="Names as people use them to values, as in `answers`")
    text: str = Field(default="", max_length=LONGEST, description="The case in plain words; answers are read from it")
    region: str | None = Field(default=None, max_length=40, description="Name or GB/T 2260 code of where they are")
    on: Day | None = Field(default=None, description="The day to answer for; today if not given")
    regions: list[str] = Field(default=[], max_length=50, description="Where else: one row a region on what it offers")


class ClauseRow(BaseModel):
    """The clause that proves a step."""

    document: str
    title: str
    path: str
    iri: str
    quote: str


class VariableRow(BaseModel):
    """What one question settles."""

    id: str
    label: str
    question: str
    type: Literal["boolean", "quantity", "date", "choice", "place"]
    unit: str | None
    choices: list[str]
    purpose: Literal["criterion", "exclusion", "amount"]
    optional: bool = Field(description="Only says for how long a sum is paid")
    references: list[ClauseRow]


class QuestionRow(BaseModel):
    """The variable to answer next."""

    variable: str
    label: str
    question: str
    type: str
    unit: str | None
    choices: list[str]


class AmountRow(BaseModel):
    """A sum in 元 between two ends; null where text or answers do not bound it."""

    low: float | None
    high: float | None
    value: float | None = Field(description="Where both ends are one and nothing is missing")
    op: str = Field(description="<=: the text names only an upper end")
    period: str | None = Field(description="月 or 年: a sum of one such period")
    words: str


class CriterionRow(BaseModel):
    """One criterion with the answer that it was compared with."""

    id: str
    text: str
    role: Literal["requirement", "exclusion", "scope"]
    op: str | None
    value: Answer | date
    unit: str | None
    variable: str
    label: str = Field(description="How a list of what is open or presumed names it")
    answer: str | None = Field(description="As people write it")
    verdict: bool | None
    source: Source
    clause: ClauseRow


class VerdictRow(BaseModel):
    """One scheme's verdict; `open`, `failed` and `presumed` are ids of criteria, `missing` ids of variables."""

    id: str
    title: str
    name: str
    kind: str
    region: str | None
    benefit: str
    status: Literal["eligible", "not_eligible", "unknown", "closed"]
    summary: str
    amount: float | None = Field(description="In 元; null where the verdict is no yes or the sum is not settled")
    amount_range: AmountRow = Field(description="What is paid by an eligible verdict")
    amount_if: AmountRow = Field(description="What would be paid if all that is open held")
    criteria: list[CriterionRow]
    open: list[str]
    failed: list[str]
    presumed: list[str]
    missing: list[str]
    steps: list[str] = Field(description="The arithmetic of the sum, and what bounds it")
    notes: list[str] = Field(description="Validity, intake and region")
    clause: ClauseRow


class ProposalRow(BaseModel):
    """An answer read out of the text: shown filled in, counted in this reply, for the applicant to confirm."""

    variable: str
    label: str
    value: Any
    words: str = Field(description="The applicant's own words")
    source: str


class TotalRow(BaseModel):
    """The most that can be had together."""

    amount: float | None
    steps: list[str]
    clauses: list[ClauseRow]
    open: int = Field(description="Eligible schemes whose sum is not settled")


class RegionRow(BaseModel):
    """What one region's documents come to, by the answers that mean the same in all documents."""

    region: str
    schemes: int
    eligible: int
    unknown: int
    amount: float | None = Field(description="Of the best eligible scheme")
    best: str | None = Field(description="Id of the scheme that is best for the applicant")
    summary: str
    clause: ClauseRow | None


class Eligible(BaseModel):
    """Verdicts on all schemes that the case is about, with what to ask next."""

    on: date
    schemes: list[VerdictRow]
    next: QuestionRow | None
    proposed: list[ProposalRow]
    ambiguous: dict[str, list[str]] = Field(description="Facts that fit several variables, which are not chosen from")
    not_understood: list[str]
    total: TotalRow
    regions: list[RegionRow]


class SchemeRow(BaseModel):
    """One scheme in a list."""

    id: str
    title: str
    name: str
    kind: str
    region: str | None
    document: str
    clause: ClauseRow
    benefit: str
    state: Literal["open", "closed"]


class Schemes(BaseModel):
    """A page of schemes."""

    schemes: list[SchemeRow]
    total: int


class SchemeDetail(BaseModel):
    """A scheme with its questionnaire."""

    model_config = ConfigDict(extra="allow")

    id: str
    title: str
    name: str
    kind: str
    clause: ClauseRow
    validity: dict[str, Any]
    variables: list[VariableRow]
    criteria: list[dict[str, Any]]
    logic: str
    tiers: list[dict[str, Any]]
    benefit: dict[str, Any]
    provisions: list[dict[str, Any]]
    json_schema: dict[str, Any]
