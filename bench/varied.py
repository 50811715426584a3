"""Documents by the hundred thousand, varied from real ones: each source is read once, and never again.

What varies: region, year, number and date of the document, the offices that have tasks (others of the register), and
the numbers of its targets, in the records and in the clauses that they quote. A span follows its words. Pages and boxes
are left out, as is the account of numbers that no record holds.

    documents = list(islice(varied(sources, seed=7), 1000))
"""

from __future__ import annotations

import re
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from ingest.batch.outcome import outcome_of
from ingest.link.region import Region
from ingest.link.register import Register
from ingest.record import Clause, Document, Evidence, Responsibility, Source, Target

__all__ = ["Edit", "document", "moved", "read", "varied"]

Edit = tuple[int, int, str]
"""Characters `start … end` of a text, and what stands there instead."""

_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?=年|〕|\]|[-—~]20)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_YEARS = 9  # a source comes in so many years for each region
_WORDS = frozenset(
    ("agency", "agency_norm", "task", "indicator", "scope", "text", "beneficiary", "title", "subject", "number")
)


def read(files: Iterable[Path], clauses: float) -> list[Document]:
    """Read files once; the longest documents are left out until they have at most `clauses` on average."""
    found = [one for file in files for one in outcome_of(file).documents if len(one.clauses) > 1]
    found.sort(key=lambda one: len(one.clauses))
    while len(found) > 1 and sum(len(one.clauses) for one in found) > clauses * len(found):
        found.pop()
    return found


def varied(sources: Sequence[Document], seed: int, start: int = 0) -> Iterator[Document]:
    """Yield documents without end from number `start` on; the same number is the same document."""
    number = start
    while True:
        yield document(sources, number, seed)
        number += 1


def document(sources: Sequence[Document], number: int, seed: int) -> Document:
    """Return the document of this number: a source by turns, in a region and a year of its own."""
    source, turn = sources[number % len(sources)], number // len(sources)
    regions = _places()
    place = regions[(37 * turn + 11 * (number % len(sources))) % len(regions)]
    years = (turn + turn // len(regions)) % _YEARS - _YEARS // 2
    return _Variation.of(source, place, years, Random(f"{seed}:{number}")).document(number, seed)


@dataclass(frozen=True)
class _Variation:
    source: Document
    place: Region
    years: int
    pick: Random
    words: Mapping[str, str]
    functions: Mapping[str, str]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, source: Document, place: Region, years: int, pick: Random) -> _Variation:
        names, functions = _offices(source, pick)
        meta = source.meta
        if meta.region and meta.region != "全国":
            short = meta.region.rstrip("省市区县")
            names = {meta.region: place.name} | ({short: place.short or place.name} if len(short) > 1 else {}) | names
        literal = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        pattern = re.compile(f"{_YEAR.pattern}|{literal}" if literal else _YEAR.pattern)
        return cls(source, place, years, pick, names, functions, pattern)

    def document(self, number: int, seed: int) -> Document:
        edits = self._edits()
        key = f"{number}.txt"
        clauses = {one.path: self._clause(one, edits[one.path], key) for one in self.source.clauses}
        records = tuple(self._record(one, clauses, edits) for one in self.source.records)
        meta = self.source.meta
        issued = self._day(meta.issued or date(2022, 3, 1))
        title = self._text(meta.title)
        title = title if self.place.name in title else f"{self.place.name}{title}"
        short = self.place.short or self.place.name
        head = replace(
            meta, title=title, number=f"{short}政发〔{issued.year}〕{number + 1}号", issued=issued,
            issuers=tuple(map(self._text, meta.issuers)), region=self.place.name, region_id=self.place.code,
            effective=meta.effective and self._day(meta.effective), expires=meta.expires and self._day(meta.expires),
            level="provincial" if self.place.level == "provincial" else "municipal",
        )  # fmt: skip
        digest = sha256(f"{seed}:{number}".encode()).hexdigest()
        return replace(
            self.source, key=key, source=Source(key, digest, "text/plain", ()), meta=head, records=records,
            clauses=tuple(clauses[one.path] for one in self.source.clauses), dropped=(), numbers=(),
        )  # fmt: skip

    def _edits(self) -> Mapping[str, list[Edit]]:
        """Return what changes in each clause, by its path, from left to right: first its targets, then words."""
        found: dict[str, list[Edit]] = defaultdict(list)
        for one in self.source.records:
            if isinstance(one, Target) and (place := _stated(one)):
                edits, (start, end) = found[one.evidence.clause.path], place
                if all(end <= first or last <= start for first, last, _ in edits):
                    insort(edits, (start, end, self._another(one.evidence.clause.text[start:end])))
        for clause in self.source.clauses:
            taken = found[clause.path]
            more = [
                (match.start(), match.end(), self._word(match[0]))
                for match in self.pattern.finditer(clause.text)
                if all(match.end() <= first or last <= match.start() for first, last, _ in taken)
            ]
            found[clause.path] = sorted(taken + more)
        return found

    def _another(self, number: str) -> str:
        """Return another number of the same size, with as many decimals; a share stays below its next ten."""
        decimals = len(number.partition(".")[2])
        value = max(float(number) * self.pick.uniform(0.8, 1.0), 10.0**-decimals)
        return f"{value:.{decimals}f}"

    def _clause(self, clause: Clause, edits: Sequence[Edit], key: str) -> Clause:
        text, end = [], 0
        for start, stop, new in edits:
            text += [clause.text[end:start], new]
            end = stop
        rows = tuple((moved(first, edits), moved(last, edits, True)) for first, last in clause.rows)
        return replace(
            clause, document=key, text="".join((*text, clause.text[end:])), title=self._text(clause.title),
            headings=tuple(map(self._text, clause.headings)), pieces=(), rows=rows,
        )  # fmt: skip

    def _record(self, record: Any, clauses: Mapping[str, Clause], edits: Mapping[str, list[Edit]]) -> Any:
        evidence = record.evidence
        path = evidence.clause.path
        changes = edits.get(path, [])
        new = replace(
            self._changed(record, lambda other, start: moved(start, edits.get(other or path, []))),
            evidence=Evidence(
                clauses[path], moved(evidence.start, changes), moved(evidence.end, changes, True), evidence.rule
            ),
        )
        if isinstance(record, Target):
            if place := _stated(record):
                start, end = moved(place[0], changes), moved(place[1], changes, True)
                new = replace(new, value=float(clauses[path].text[start:end]))
            base = record.base and (str(int(record.base) + self.years) if record.base.isdigit() else record.base)
            own = record.region_id == self.source.meta.region_id
            return replace(new, base=base, region_id=self.place.code if own else record.region_id)
        return replace(new, agency_id=self._agency(record.agency_id)) if isinstance(record, Responsibility) else new

    def _changed(self, value: Any, start: Callable[[str | None, int], int]) -> Any:
        """Return a record with its words and days changed; `start` moves the place of a condition's words."""
        changed: dict[str, Any] = {}
        for name in (one.name for one in fields(value)):
            held = getattr(value, name)
            if isinstance(held, str) and name in _WORDS:
                changed[name] = self._text(held)
            elif isinstance(held, date):
                changed[name] = self._day(held)
            elif name == "start" and isinstance(held, int):
                changed[name] = start(value.path, held)
            elif isinstance(held, tuple) and held and is_dataclass(held[0]):
                changed[name] = tuple(self._changed(one, start) for one in held)
        return replace(value, **changed)

    def _agency(self, id_: str | None) -> str | None:
        front, slash, rest = (id_ or "").partition("/")
        if not slash or front not in (self.source.meta.region_id, self.source.meta.region) or front == "100000":
            return id_
        return f"{self.place.code}/{self.functions.get(rest, rest)}"

    def _text(self, text: str) -> str:
        return self.pattern.sub(lambda match: self._word(match[0]), text)

    def _word(self, word: str) -> str:
        return self.words.get(word) or str(int(word) + self.years)

    def _day(self, day: date) -> date:
        return day.replace(year=day.year + self.years, day=28 if (day.month, day.day) == (2, 29) else day.day)


def moved(place: int, edits: Sequence[Edit], end: bool = False) -> int:
    """Return where a place of a text is after `edits`, in order; one within an edit goes to its edge.

    >>> moved(4, [(0, 2, "温州市")]), moved(1, [(0, 2, "温州市")], end=True)
    (5, 3)
    """
    shift = 0
    for start, stop, new in edits:
        if stop <= place:
            shift += len(new) - (stop - start)
        else:
            return start + shift + (len(new) if end else 0) if start < place else place + shift
    return place + shift


def _stated(target: Target) -> tuple[int, int] | None:
    """Return where the clause states the value of a target; None where it does not in plain digits."""
    evidence = target.evidence
    text, unit = evidence.clause.text, target.unit or ""
    same = [one for one in _NUMBER.finditer(text, evidence.start, evidence.end) if float(one[0]) == target.value]
    with_unit = [one for one in same if text.startswith(unit, one.end())]
    return (with_unit or same)[0].span() if same else None


def _offices(source: Document, pick: Random) -> tuple[dict[str, str], dict[str, str]]:
    """Pick another office for each that has tasks in a document: by the name written, and by the function's id."""
    names, functions = dict[str, str](), dict[str, str]()
    for one in source.records:
        function = (one.agency_id or "").partition("/")[2] if isinstance(one, Responsibility) else ""
        written = next((name for name in _names().get(function, ()) if one.agency.endswith(name)), "")  # type: ignore[union-attr]
        if not written or written in names:
            continue
        other = functions.get(function) or pick.choice(_ending(written[-1]))
        functions[function] = other
        names[written] = next(name for name in _names()[other] if name[-1] == written[-1])
    return names, functions


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Return the names of each office without its region, by function, the longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, id_ in Register.load().agency_names():
        if "/" not in id_ and len(name) > 2 and name[-1] in "局厅委":
            found[id_].append(name)
    return {id_: tuple(sorted(names, key=lambda name: (-len(name), name))) for id_, names in found.items()}


@cache
def _ending(last: str) -> tuple[str, ...]:
    return tuple(sorted(id_ for id_, names in _names().items() if any(name[-1] == last for name in names)))


@cache
def _places() -> tuple[Region, ...]:
    found = Register.load().regions.all()
    return tuple(one for one in found if one.level in ("provincial", "municipal") and len(one.code) == 6)
