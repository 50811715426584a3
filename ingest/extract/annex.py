"""The clause whose sums stand in a table of an annex (养老机构收住老人的，按附件所列标准给予补助)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.beneficiary import who_in
from ingest.extract.capping import per_of_cap
from ingest.extract.condition import Passage, Tree, sentence
from ingest.extract.draft import Given
from ingest.extract.memory import Memory
from ingest.extract.money import sums
from ingest.parse.normalize import parts
from ingest.record import Clause, Condition, Document, Quantity

__all__ = ["Announcement", "announced", "pointing", "without_listed"]

_POINTS = re.compile(
    r"(?:按照?|依照|参照|执行|依据|根据)(?:本[^，。；附]{0,6})?附件(?P<number>[\d一二三四五六])?(?:所列|所附|规定|确定|明确|中|载明)?的?[^，。；]{0,8}?(?:标准|额度|档次)"
)
_GRADED = re.compile(
    r"(?:根据|依据|按照?)(?P<one>[^，。；和与及、]{2,14})(?:和|与|及|、)(?P<two>[^，。；和与及、]{2,14})$"
)
_BUT = re.compile(r"^除(?P<what>[^，。；]{2,20}?)(?:以外|之外|外)$")
_PAID = re.compile("补|奖|资助|津贴|扶持")


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a clause says of the table of an annex: whom it is for, what the sums go by, and their limit."""

    clause: Clause
    who: str
    asked: Tree
    graded: tuple[str, ...]
    cap: Quantity | None
    but: str  # whom the limit does not hold for

    def limit(self, row: str) -> Quantity | None:
        """Return the limit where it holds for the row."""
        return self.cap if self.cap and not (self.but and self.but in row) else None


def pointing(document: Document, clause: Clause) -> int | None:
    """Return where in the clause's even text it points to a table of an annex, None where it points to none."""
    if "附件" not in clause.text or clause.path.startswith("附件"):
        return None
    match = _POINTS.search(Passage.of(clause.text).even.text)
    tables = [one for one in document.clauses if one.rows and one.path.startswith("附件")]
    return match.start() if match and any(_numbered(one, match["number"]) for one in tables) else None


def announced(document: Document, table: Clause) -> Announcement | None:
    """Return what the clause that points to the annex of `table` says of it."""
    if not table.path.startswith("附件"):
        return None
    for clause in document.clauses:
        at = pointing(document, clause)
        passage = Passage.of(clause.text, clause.path) if at is not None else None
        match = _POINTS.search(passage.even.text) if passage else None
        if passage and match and _numbered(table, match["number"]) and _PAID.search(clause.text):
            return _announcement(clause, passage, match.start())
    return None


def _numbered(table: Clause, number: str | None) -> bool:
    step = table.path.split("/")[0].removeprefix("附件")
    return not number or step in ("", number) or step == str("零一二三四五六".find(number))


def _announcement(clause: Clause, passage: Passage, at: int) -> Announcement:
    text = passage.even.text
    start = max(text.rfind(mark, 0, at) for mark in "。\n") + 1
    asked = sentence(passage, start, at, Memory())
    by = next(
        (match for part in parts(text[:at], start) if (match := _GRADED.search(text[part.start : part.end]))), None
    )
    cap, but = _limit(text, at)
    who = next((who for part in parts(text[:at], start) if (who := who_in(text[part.start : part.end]))), "")
    return Announcement(clause, who, asked, (by["one"], by["two"]) if by else (), cap, but)


def _limit(text: str, at: int) -> tuple[Quantity | None, str]:
    but = ""
    for part in parts(text, at):
        said = text[part.start : part.end]
        if spared := _BUT.match(said):
            but = spared["what"]
        for one in sums(said):
            per = per_of_cap(said[: one.number])
            if per and not one.rate and re.search("最高|不超过", said[: one.number]):
                return Given(one, "<=", None, per).quantity(), but
    return None, ""


def without_listed(asked: Tree, rows: str) -> Tree:
    """Leave out of what is asked the list of what the rows of the table tell apart anyway."""
    return Tree(tuple(part for part in asked.parts if not (isinstance(part, Condition) and _lists(part, rows))))


def _lists(one: Condition, rows: str) -> bool:
    names = re.split("、|和|及|等", one.attr if one.value is True else str(one.value))
    return len(names) > 1 and sum(len(name) > 2 and name in rows for name in names) > 1
