"""Several readers of one document: what a reader is, and what becomes of records that two of them read.

The rules read first and always; any other reader is given the document with their records and reads on. It writes the
rule of its records as `name@version` (`rule_of`), so that each record names its reader wherever it goes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as released
from typing import Any, Final, Protocol

from ingest.confidence import calibrated
from ingest.record import (
    REPORTING,
    Citation,
    Deadline,
    Document,
    Incentive,
    Notice,
    Provision,
    Quantity,
    Reading,
    Record,
    Responsibility,
    Target,
)  # fmt: skip
from ingest.rules import kinds, version

__all__ = ["KEYS", "RULES", "Reader", "merge", "read_on", "reader_of", "release", "rule_of", "rules_version"]

RULES: Final = "rules"
_CORRECTED: Final = "review/"
_SUREST: Final = 0.99  # two readers can misread the same words

KEYS: Mapping[type, tuple[str, ...]] = {
    Target: ("value", "unit", "by", "change"),
    Responsibility: ("agency_norm", "role"),
    Deadline: ("kind", "start", "end"),
    Incentive: ("kind", "rate", "amount", "cap", "floor"),
    Citation: ("title", "number"),
    Provision: ("kind", "value", "unit", "start", "end"),
}
"""The fields in which two records of one kind must be equal to say the same; of any other kind, all that it states."""


class Reader(Protocol):
    """Reads records out of a clause, and notices on what was odd; the same clause gives the same records."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def read(self, reading: Reading) -> Iterator[Record | Notice]: ...


def rule_of(reader: Reader) -> str:
    """Return what the records of a reader other than the rules name as their rule."""
    return f"{reader.name}@{reader.version}"


def reader_of(rule: str) -> tuple[str, str] | None:
    """Return name and version of the reader that a record's rule names; None for what a person corrected.

    >>> reader_of("model:qwen@p1"), reader_of("review/corrected"), reader_of("target/value")[0]
    (('model:qwen', 'p1'), None, 'rules')
    """
    name, _, number = rule.rpartition("@")
    if name:
        return name, number
    return None if rule.startswith(_CORRECTED) else (RULES, rules_version())


@cache
def rules_version() -> str:
    """Return the release with a hash of all rule files: it changes whenever what the rules read may change."""
    digits = blake2b("".join(f"{kind}{version(kind)}" for kind in kinds()).encode(), digest_size=4).hexdigest()
    return f"{release()}+{digits}"


@cache
def release() -> str:
    """Return the release of this program; 0 where it runs from a source tree that was never installed."""
    try:
        return released("policygraph")
    except PackageNotFoundError:
        return "0"


def read_on(document: Document, readers: Sequence[Reader]) -> Document:
    """Return the document with what further readers read in it and what they noticed; unchanged without any."""
    reported = document.meta.kind in REPORTING
    for reader in readers:
        found: list[Record] = []
        odd: dict[Notice, None] = {}
        for clause in document.clauses:
            for one in reader.read(Reading(clause, document)):
                if isinstance(one, Notice):
                    odd[one] = None
                else:
                    found.append(calibrated(one, reported))
        records, apart = merge(document.records, found)
        document = replace(document, records=records, notices=(*document.notices, *odd, *apart))
    return document


def merge(first: Sequence[Record], then: Iterable[Record]) -> tuple[tuple[Record, ...], tuple[Notice, ...]]:
    """Return the records of two readers as one, and a notice on each place where they differ; `first` goes before.

    Of two records of one kind on overlapping words of one clause:
        the same in their key fields    the first stays, surer than either reader alone
        differing in any of them        the first stays as it is, the other is no record: the notice holds both
    What only one reader has is a record with that reader's own confidence; what `then` has twice counts once.
    """
    merged, notices, count = list(first), dict[Notice, None](), len(first)
    places: dict[tuple[type, str], list[int]] = defaultdict(list)
    for at, record in enumerate(first):
        places[type(record), record.evidence.clause.path].append(at)
    for record in then:
        near = places[type(record), record.evidence.clause.path]
        rivals = [at for at in near if _overlap(merged[at], record)]
        same = next((at for at in rivals if _key(merged[at]) == _key(record)), None)
        if same is not None:
            merged[same] = _surer(merged[same], record) if same < count else merged[same]
        elif rivals and rivals[0] < count:
            notices[_differing(merged[rivals[0]], record)] = None
        else:
            near.append(len(merged))
            merged.append(record)
    return tuple(merged), tuple(notices)


def _overlap(one: Record, other: Record) -> bool:
    return one.evidence.start < other.evidence.end and other.evidence.start < one.evidence.end


def _key(record: Record) -> tuple[Any, ...]:
    names = KEYS.get(type(record)) or tuple(
        one.name for one in fields(record) if one.name not in ("evidence", "confidence", "reported")
    )
    return tuple(_plain(getattr(record, name)) for name in names)


def _plain(value: Any) -> Any:
    """Leave out of a sum what linking adds and readers word differently."""
    return (value.value, value.unit, value.op) if isinstance(value, Quantity) else value


def _surer(one: Record, other: Record) -> Record:
    """Raise a confidence by half of what independent readers would: the same words mislead both."""
    sure = 1 - (1 - one.confidence) * (1 - other.confidence / 2)
    return replace(one, confidence=max(one.confidence, min(_SUREST, round(sure, 3))))


def _differing(one: Record, other: Record) -> Notice:
    def said(record: Record) -> str:
        values = "; ".join(str(value) for value in _key(record) if value not in (None, ""))
        return f"{(reader_of(record.evidence.rule) or ('',))[0]}: “{record.evidence.quote[:80]}” ({values})"

    message = f"两种读法不一致 / readers differ: {said(one)} | {said(other)}"
    return Notice("readers-differ", message, one.evidence.clause.path, page=one.evidence.page)
