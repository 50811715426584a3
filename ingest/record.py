"""The nouns of reading: what each stage takes and gives. Frozen; no stage changes what it was given.

Page, Line                      read       what a file says, line by line, with its place on the page (sheet.py)
Block, Dropped, Flow            clean      paragraphs joined over lines and pages; what was left out (sheet.py)
Clause, Meta, Document          structure  one policy document as a tree of clauses, with its head
Mark, Reading                   extract    a clause with the names already marked in it
Target … NumberAccount          extract    facts, each with the Evidence it was read from
Variable                        link       what one question to an applicant settles
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, cast

from ingest.sheet import Block, Box, Dropped, Edges, Flow, Line, Notice, Page, Piece, Source, slanting

if TYPE_CHECKING:
    from ingest.extract.scheme import Scheme

__all__ = [
    "REPORTING", "Block", "Box", "Citation", "Clause", "Condition", "Deadline", "Document", "Dropped", "Edges",
    "Evidence", "Fact", "Flow", "Incentive", "Line", "Mark", "Meta", "Notice", "NumberAccount", "Page", "Piece",
    "Provision", "Quantity", "Reading", "Record", "Responsibility", "Source", "Target", "Variable", "Whole",
]  # fmt: skip


T = TypeVar("T")

REPORTING: Final = ("interpretation", "news")
"""The kinds of documents that report of a policy and set none; an article's form is merely unknown."""


# ----------------------------------------------------------------------------------------------------------- structure
@dataclass(frozen=True, slots=True)
class Clause:
    """One node of a document: its label, heading and own paragraphs (joined by newlines), not those of its children.

    `path` is the joined labels in normal form (`三/(二)/3`, `第一章/第五条`, `二/专栏1`, `""` for what stands before
    the first heading, `落款` for signature and date at the end) and names the clause within its document; a label that
    comes a second time under the same parent gets `#2`. `level` is 0 for `""`, else the depth. `title` is the heading
    text, or '' where the label opens plain text. `headings` holds the titles of the ancestors, outermost first.
    `rows` holds (start, end) in `text` of each table row, whose cells are separated by tabs.
    """

    document: str
    path: str
    text: str
    level: int = 0
    title: str = ""
    kind: Literal["head", "item", "article", "box", "table", "annex", "tail"] = "item"
    headings: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[int, int], ...] = ()

    @property
    def above(self) -> str:
        """The path of the clause that this one is right below; "" at the top."""
        return self.path.rpartition("/")[0]

    def page(self, start: int = 0) -> int | None:
        """Return the page on which character `start` stands, None for formats without pages."""
        return next((piece.line.page for piece in self.pieces if piece.start <= start < piece.end), None)

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Return the box on its page of each line's part of `start … end`; () for formats without boxes.

        On a scan that lies askew the box is the one around the slanting part of the line.
        """
        found = []
        for piece in self.pieces:
            first, last = max(start, piece.start), min(end, piece.end)
            box, line = piece.line.box, piece.line
            if first >= last or box is None:
                continue
            at, to = first - piece.start + piece.offset, last - piece.start + piece.offset
            if len(line.chars) == len(line.text):
                spans = line.chars[at:to] or line.chars[-1:]  # a space that joining put in has no place of its own
                box = Box(box.page, min(x0 for x0, _ in spans), box.top, max(x1 for _, x1 in spans), box.bottom)
            found.append(slanting(box, *line.tilt) if line.tilt else box)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Meta:
    """The head of a document, as far as the document itself says it; None or () for what it does not say."""

    title: str
    number: str | None = None
    issuers: tuple[str, ...] = ()
    issued: date | None = None
    effective: date | None = None
    expires: date | None = None
    region: str | None = None
    level: Literal["national", "provincial", "municipal", "other"] = "other"
    kind: Literal["plan", "opinion", "measures", "guide", "notice", "interpretation", "article", "news"] = "article"
    region_id: str | None = None  # GB/T 2260 code, "100000" for 全国


@dataclass(frozen=True)  # no slots: what is looked up by path is found once
class Document:
    """One policy document: where it came from, its head, all of its text as clauses, and what was read out of it.

    `key` names the document in this run only (source name and position in it); IRIs are made in `graph/iri.py` from
    what the document says. `source_note` is the "来源" line of a reprint, `reports` the title of the document that this
    one explains or tells of.
    """

    key: str
    source: Source
    meta: Meta
    clauses: tuple[Clause, ...]
    records: tuple[Record, ...] = ()
    variables: tuple[Variable, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    notices: tuple[Notice, ...] = ()
    numbers: tuple[NumberAccount, ...] = ()
    source_note: str | None = None
    reports: str | None = None

    def clause(self, path: str) -> Clause:
        """Return the clause at `path`; KeyError where there is none."""
        return self._by_path[path]

    def parent(self, clause: Clause) -> Clause | None:
        """Return the clause that `clause` is right below; None at the top, and where the document has none there."""
        return self._by_path.get(clause.above) if clause.above else None

    def below(self, path: str) -> Sequence[Clause]:
        """Return the clauses anywhere below `path`, in the order of the text."""
        return self._below.get(path, ())

    def once(self, find: Callable[[Document], T]) -> T:
        """Return what `find` finds in this document; the same function is not called a second time."""
        if find not in self._found:
            self._found[find] = find(self)
        return cast("T", self._found[find])

    @cached_property
    def _found(self) -> dict[Callable[[Document], Any], Any]:
        return {}

    @cached_property
    def _by_path(self) -> Mapping[str, Clause]:
        return {clause.path: clause for clause in reversed(self.clauses)}  # the first of those with one path

    @cached_property
    def _below(self) -> Mapping[str, Sequence[Clause]]:
        found: dict[str, list[Clause]] = {}
        for clause in self.clauses:
            above = clause.above
            while above:
                found.setdefault(above, []).append(clause)
                above = above.rpartition("/")[0]
        return found

    def __getstate__(self) -> dict[str, Any]:
        return {one.name: getattr(self, one.name) for one in fields(self)}  # what is found again is not sent along


# ------------------------------------------------------------------------------------------------------------- extract
@dataclass(frozen=True, slots=True)
class Mark:
    """A name found in a clause's text: what kind of thing it names and, where known, which one."""

    start: int
    end: int
    kind: Literal["agency", "region", "indicator"]
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """What a document says once for all of its clauses: of all its offers (None where it offers nothing), short names
    that it gives to documents, and whether the first agency of each of its lists leads.
    """

    scheme: Scheme | None
    shorts: frozenset[str]
    first_leads: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What an extractor is given: one clause, the document it stands in (still without records), the names in it.

    Readers after the rules are given the document with what was read before them, and no names.
    """

    clause: Clause
    document: Document
    marks: tuple[Mark, ...] = ()
    whole: Whole | None = None  # where that is read already


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words that a fact was read from: characters `start … end` of its clause, and the rule that did."""

    clause: Clause
    start: int
    end: int
    rule: str

    @property
    def quote(self) -> str:
        return self.clause.text[self.start : self.end]

    @property
    def page(self) -> int | None:
        return self.clause.page(self.start)

    @property
    def boxes(self) -> tuple[Box, ...]:
        return self.clause.boxes(self.start, self.end)

    @property
    def row(self) -> int | None:
        """The row of its clause's tables that the words stand in, counted from 1; None outside tables."""
        return next((n for n, (first, last) in enumerate(self.clause.rows, 1) if first <= self.start < last), None)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its unit as written; `of` is what a rate is a share of, `per` what an amount or cap is paid for.

    `inputs` are the keys of the variables that it is multiplied by: the base of a rate, each count of an amount.
    """

    value: float
    unit: str | None
    op: Literal["=", ">=", "<=", ">", "<", "~"] = "="
    of: str | None = None
    per: str | None = None
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every record says of itself: how sure it is, and whether its document only reports what another sets."""

    confidence: float = 1.0
    reported: bool = False


@dataclass(frozen=True, slots=True)
class Target(Fact):
    """A quantitative goal set for the future. `by` is its last day; `base` the year it is measured against."""

    evidence: Evidence
    indicator: str
    value: float
    unit: str | None
    op: Literal["=", ">=", "<=", ">", "<", "~"] = "="
    change: Literal["reach", "increase", "decrease"] = "reach"
    scope: str | None = None
    base: str | None = None
    by: date | None = None
    nature: Literal["约束性", "预期性"] | None = None
    indicator_id: str | None = None
    region_id: str | None = None
    unit_id: str | None = None


@dataclass(frozen=True, slots=True)
class Responsibility(Fact):
    """One agency's part in a task; `agency` as written, `agency_norm` with the prefix that a list leaves out."""

    evidence: Evidence
    agency: str
    agency_norm: str
    role: Literal["lead", "responsible", "support"]
    form: Literal["bracket", "text"]
    task: str = ""
    due: date | None = None
    agency_id: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline(Fact):
    """A time bound laid on something to do or to reach, in whole days; both ends included."""

    evidence: Evidence
    kind: Literal["by", "during", "from", "until", "every"]
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Variable:
    """What one question to an applicant settles, for every criterion and sum of a document that depends on it.

    `key` names it within the document, by attribute, type and dimension; `authority/<id>` where an authority entry
    names it for all documents. `question` is a sentence a layman can answer; `choices` are the document's own words. A
    quantity is asked in `unit`.
    """

    key: str
    label: str
    question: str
    type: Literal["boolean", "quantity", "date", "choice", "place"]
    unit: str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """What an applicant must meet. `op` and `value` are None where the text names no measure; money in 元.

    An exclusion is a state that bars an applicant (列入失信名单): it is the only role that an evaluation may presume
    not to hold, as CPSV-AP's exclusion grounds are. `variable` is the key of what is asked for it.
    """

    attr: str
    text: str
    op: Literal["=", ">=", "<=", ">", "<", "in"] | None = None
    value: float | bool | str | None = None
    unit: str | None = None
    path: str | None = None  # where the condition stands, if in another clause
    start: int | None = None  # where `text` begins in that clause
    role: Literal["requirement", "exclusion", "scope"] = "requirement"
    variable: str | None = None


@dataclass(frozen=True, slots=True)
class Incentive(Fact):
    """Money, price or preference offered to whoever meets the conditions; one record a tier, sums in 元."""

    evidence: Evidence
    kind: Literal[
        "subsidy", "award", "interest_subsidy", "price_premium", "loan_rate", "tax", "priority", "free_service"
    ]
    beneficiary: str = ""
    rate: Quantity | None = None
    amount: Quantity | None = None
    cap: Quantity | None = None
    floor: Quantity | None = None
    conditions: tuple[Condition, ...] = ()
    logic: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    ref: str | None = None
    top_up: bool = False  # paid on top of the other offers of its clause
    beyond: Quantity | None = None  # only what goes beyond it is paid

    @property
    def soft(self) -> bool:
        """Whether no sum is named: neither rate, amount, cap nor floor."""
        return not (self.rate or self.amount or self.cap or self.floor)


@dataclass(frozen=True, slots=True)
class Citation(Fact):
    """Another document named in 《》, its number where one is given, and what is said of it."""

    evidence: Evidence
    title: str
    number: str | None = None
    relation: Literal["cites", "issues", "amends", "repeals", "implements", "based_on"] = "cites"
    document_id: str | None = None


@dataclass(frozen=True, slots=True)
class Provision(Fact):
    """What a document says once of several offers: those of the clauses at `paths` and below, all where it is empty.

    inclusive    a bound counts as reached (“以上”包含本数)
    intake       applications are taken from `start` to `end`; each year where `yearly`, then the year says nothing
    window       what is paid for happened from `start` to `end`; `subject` says what (投入, 项目)
    cap          one applicant gets at most `value` 元 in all, per `unit` (年, 项目) where named
    exclusive    offers cannot be had together, nor beside other public money for the same thing; the highest counts
    combinable   offers can be had together
    difference   only what goes beyond what was had before is paid
    duration     sums paid by period are paid for at most `value` `unit` (个月, 年)
    count        sums paid by count are paid for at most `value` `unit` (人, 张)
    share        the sum is at most `value` % of `subject`
    claim        one applies within `value` `unit` of `subject` (取得证书之日)
    """

    evidence: Evidence
    kind: Literal[
        "inclusive", "intake", "window", "cap", "exclusive", "combinable", "difference", "duration", "count", "share",
        "claim",
    ]  # fmt: skip
    paths: tuple[str, ...] = ()
    value: float | None = None
    unit: str | None = None
    start: date | None = None
    end: date | None = None
    yearly: bool = False
    subject: str = ""
    variable: str | None = None  # key of what is asked for it


Record = Target | Responsibility | Deadline | Incentive | Citation | Provision


@dataclass(frozen=True, slots=True)
class NumberAccount:
    """What became of one number or date of the text: the kind of record it is in, or the reason why it is in none."""

    clause: Clause
    start: int
    end: int
    reason: str | None  # None: unexplained
    by: Mapping[str, str] = field(default_factory=dict)
