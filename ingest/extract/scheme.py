"""What a document says once for all its offers: who may apply, who may not, from when and until when."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ingest.extract.benefit import gives, of_benefits
from ingest.extract.definition import Meaning, definitions, explained
from ingest.extract.naming import belongs
from ingest.extract.party import PUBLIC
from ingest.extract.reach import offering
from ingest.extract.recipient import FIRMS
from ingest.extract.statement import Statement, statements
from ingest.extract.timeframe import reference
from ingest.extract.tree import Tree
from ingest.record import Clause, Condition, Document
from ingest.rules import load
from ingest.value.date import Reference

__all__ = ["Scheme", "scheme"]

_LEFT_OUT = {word: re.compile(rf"“{word}”(?:[、“”\w]*?)(?:均)?不(?:包含|包括|含)本数") for word in ("以上", "以下")}
_CONDITIONS = re.compile("(?:条件|对象|范围|主体)$")  # of a heading, below which applicants are spoken of
_SEVERAL = re.compile("(?:补[贴助]|奖励|津贴|资助)[^，。；]{0,6}(?:和|与|及|、)")  # 第三章 租房补贴和生活保障
_PERSONS = frozenset({"个人", "人才", "农户"})
_ANYBODY = frozenset({None, "对象", "申请人", "项目"})
_OF_MONEY = frozenset({"subsidy", "award", "interest_subsidy"})


@dataclass(frozen=True, slots=True)
class Scheme:
    """All that holds for the whole document."""

    statements: tuple[Statement, ...]
    valid_from: date | None
    valid_to: date | None
    counted_from: date | None
    text: str
    meanings: Mapping[str, Meaning] = field(default_factory=dict)  # what the words mean that the document defines
    texts: Mapping[str, str] = field(default_factory=dict)  # of the clauses, by path
    known: Reference = field(default_factory=Reference)  # what days without a year are counted from
    strict: frozenset[str] = frozenset()  # 以上 or 以下 where the document says that they leave the number out

    def conditions(self, clause: Clause, party: str | None, beneficiary: str, offered: str) -> Iterator[Tree]:
        """Yield the conditions that an offer of kind `offered` to `beneficiary` inherits, in the order of the text.

        Of firms and persons who may apply on different terms, `party` picks; where it is None either will do.
        """
        kind = "机构" if party == "企业" and "机构" in beneficiary else party
        subjects = {one.subject for one in self.statements}
        for one in self.statements:
            if one.among and not belongs(clause.path, one.among):
                continue
            if clause.path in one.but or (one.path == clause.path and not one.own):
                continue
            if not f"{clause.path}/".startswith(one.prefix) or (one.money and offered not in _OF_MONEY):
                continue
            named = bool(one.name) and gives(one.name, self._called(clause))
            if one.name and not named and gives(one.name, self.text):
                continue
            if named or one.subject in _ANYBODY or _meant(one.subject, kind, subjects):
                yield one.tree

    def _called(self, clause: Clause) -> str:
        """Return the words that say what a clause gives: its own, those above its item, and headings of one benefit."""
        above = self.texts.get(clause.above, "")
        headings = (one for one in clause.headings if not _SEVERAL.search(one))
        return "。".join((*headings, above if above.rstrip().endswith("：") else "", clause.text))

    def explained(self, trees: Iterable[Tree]) -> Iterable[Tree]:
        """Return `trees` with what the document means by its words in their place."""
        return explained(trees, self.meanings) if self.meanings else trees

    def bounded(self, conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
        """Return `conditions` with the year of the document, and 以上 and 以下 read as it defines them."""
        return tuple(self._strict(_in_year(one, self.known)) for one in conditions)

    def _strict(self, one: Condition) -> Condition:
        if one.op not in (">=", "<=") or "含" in one.text:
            return one
        without = any(word in one.text and word[1] == ("上" if one.op == ">=" else "下") for word in self.strict)
        return replace(one, op=">" if one.op == ">=" else "<") if without else one


def _in_year(one: Condition, known: Reference) -> Condition:
    """Return a condition with the year of its day, which is the document's, or the next where that day is past.

    A day without a year is written as ISO 8601 did, `--02-15`. Where nobody knows the year, the words are asked.

    >>> done = Condition("完成时间", "2月底前", "<=", "--02")
    >>> _in_year(done, Reference(date(2020, 1, 31))).value, _in_year(done, Reference(date(2020, 12, 1))).value
    ('2020-02', '2021-02')
    """
    if not isinstance(one.value, str) or not one.value.startswith("--"):
        return one
    if known.year is None:
        return replace(one, attr=one.text, op="=", value=True)
    day = one.value[2:]
    past = one.op in ("<=", "<") and known.issued is not None and known.issued.strftime("%m-%d")[: len(day)] > day
    return replace(one, value=f"{known.year + past}-{day}")


def _meant(subject: str | None, kind: str | None, subjects: set[str | None]) -> bool:
    """Tell whether conditions of a `subject` are asked of an offer to a `kind`; where nobody knows it, of firms."""
    if subject == "机构":
        return kind == "机构"
    if subject in _PERSONS:
        return kind == "个人" or (kind is None and subjects <= {*_ANYBODY, *_PERSONS})
    if subject == FIRMS and kind == PUBLIC:
        return False
    return kind in ("企业", PUBLIC, None) or (kind == "机构" and "机构" not in subjects)


def scheme(document: Document) -> Scheme:
    """Read what holds for the whole of `document`. Called once a document by `incentive.extract`."""
    found: list[Statement] = []
    ends: list[date | None] = []
    counted, strict, rules = None, frozenset[str](), load("incentive")
    texts = {clause.path: clause.text for clause in document.clauses}
    sums = any(map(offering, texts.values()))
    for clause in document.clauses:
        if _speaks_of_aid(clause, texts.get(clause.above, ""), sums):
            found.extend(one for one in statements(document, clause) if one.tree)
        if "本数" in clause.text:
            strict |= {word for word in ("以上", "以下") if _LEFT_OUT[word].search(clause.text)}
        flat = re.sub(r"\s", "", clause.text) if "20" in clause.text else ""
        if match := rules["valid-to"].regex.search(flat):
            ends.append(_day(match, last=True))
        if counted is None and (match := rules["counted-from"].regex.search(flat)):
            counted = _day(match)
    return Scheme(
        tuple(of_benefits(document, found)), document.meta.effective,
        document.meta.expires or (ends[-1] if ends else None), counted, "\n".join(texts.values()),
        dict(definitions(document)), texts, reference(document), strict,
    )  # fmt: skip


def _speaks_of_aid(clause: Clause, above: str, sums: bool) -> bool:
    """Tell whether a clause, the one above it or a heading speaks of aid or applicants; a duty of others asks nothing.

    A document without `sums` must speak of applying: its support in general words has no applicants (优先…, 扶持…).

    >>> [_speaks_of_aid(Clause("d", "四", words), "", True) for words in ("快递企业应当退回快件。", "申报企业应当…")]
    [False, True]
    """
    aid = load("condition")["speaks-of-aid" if sums else "applies-for-aid"].regex
    titles = (*clause.headings, clause.title)
    return any(aid.search(words) for words in (clause.text, above, *titles)) or (
        sums and any(_CONDITIONS.search(title) for title in titles)
    )


def _day(match: re.Match[str], last: bool = False) -> date | None:
    year, month = int(match["year"]), int(match["month"] or (12 if last else 1))
    try:
        day = int(match["day"] or (monthrange(year, month)[1] if last else 1))
        return date(year, month, day)
    except ValueError:
        return None
