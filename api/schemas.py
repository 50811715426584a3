"""What the routes answer, for the OpenAPI page and for those who generate clients from it."""

from __future__ import annotations

from datetime import date
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["AgencyRow", "Asked", "CitationRow", "Cited", "DeadlineRow", "DocumentDetail", "DocumentRow", "Found"]
__all__ += ["FoundClause", "IncentiveRow", "Listed", "Problem", "TargetRow", "TaskRow"]

Row = TypeVar("Row")


class Listed(BaseModel, Generic[Row]):
    """One page of a list."""

    items: list[Row]
    total: int = Field(description="How many rows there are on all pages")
    limit: int
    offset: int


class Problem(BaseModel):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = Field(default=None, description="Path of the request")
    errors: list[dict[str, str]] = Field(default=[], description="One entry a wrong field: field, message")


class FoundClause(BaseModel):
    """One clause found."""

    title: str = Field(description="Title of the document")
    path: str = Field(description="Path of the clause in it, as 三/(二)/3")
    heading: str
    text: str = Field(description="The clause, or the passage of a long one that answers best")
    paragraph: int = Field(default=0, description="In which paragraph of the clause the passage begins; 0: the whole")
    score: float
    iri: str
    document: str
    why: list[str] = Field(description="Shared words, other names, kinds of facts, likeness, where else it stands")


class Found(BaseModel):
    """The answer to a search."""

    hits: list[FoundClause]
    total: int
    mode: str = Field(default="lexical", description="lexical: by words; hybrid: by words and a model's likeness")
    degraded: str = Field(default="", description="What the search had to do without, such as a model; empty: nothing")


class Cited(BaseModel):
    """The clause that proves a sentence."""

    title: str
    path: str
    quote: str = Field(description="Letter for letter from the clause")
    iri: str


class Scheme(BaseModel):
    """One scheme's verdict."""

    model_config = ConfigDict(extra="allow")  # its clause, amount and summary

    title: str
    status: str


class Eligibility(BaseModel):
    """Whether an applicant qualifies; null where the facts or the text do not settle it."""

    model_config = ConfigDict(extra="allow")  # the facts as understood, the steps, what to ask next

    eligible: bool | None
    amount: float | None
    missing: list[str]
    schemes: list[Scheme]


class Asked(BaseModel):
    """The answer to a question."""

    answer: str
    intent: str
    citations: list[Cited]
    eligibility: Eligibility | None
    found: bool = Field(default=True, description="Whether the documents answer; else the nearest clauses are cited")
    sure: bool = Field(
        default=True, description="Whether a clause names what is asked about; else the clauses only may bear on it"
    )
    queries: list[dict[str, object]] = Field(default=[], description="The named queries that were run")
    degraded: str = Field(default="", description="What the search had to do without, such as a model; empty: nothing")


class _Proof(BaseModel):
    """Where a fact stands."""

    document: str = Field(description="IRI of the document")
    title: str = Field(description="Title of the document")
    clause: str = Field(description="IRI of the clause")
    path: str
    quote: str
    page: int | None
    reported: bool = Field(default=False, description="Whether the document only reports what another sets")


class AgencyRow(BaseModel):
    """One agency that has tasks."""

    id: str
    iri: str
    name: str
    region: str | None
    tasks: int
    leads: int
    documents: int


class TaskRow(_Proof):
    """One agency's part in one task."""

    role: str
    task: str | None
    due: date | None
    bounds: str | None = Field(description="All days by which something in the clause is due, whoever has to keep them")
    others: str | None = Field(description="Who else takes part, with role")
    targets: str | None


class TargetRow(_Proof):
    """One quantitative goal."""

    indicator: str
    op: str
    value: float
    unit: str | None
    change: str
    scope: str | None
    base: str | None
    by: date | None


class DeadlineRow(_Proof):
    """One time bound."""

    kind: str
    begins: date | None
    ends: date | None


class IncentiveRow(_Proof):
    """One offer, of one tier."""

    kind: str
    beneficiary: str | None


class CitationRow(_Proof):
    """One document that another names."""

    cited: str = Field(description="Title as cited")
    number: str | None
    relation: str


class DocumentRow(BaseModel):
    """The head of a document."""

    id: str
    iri: str
    title: str
    number: str | None
    issuers: str | None
    issued: date | None
    region: str | None
    level: str
    kind: str


class DocumentDetail(DocumentRow):
    """A document with all its clauses and facts."""

    effective: date | None
    expires: date | None
    clauses: list[dict[str, object]]
    facts: list[dict[str, object]]
