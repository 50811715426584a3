"""One work in several files: which document of the store a document is a copy of, and which of two copies is read.

In the terms of FRBR and ELI the files are manifestations of one work: the store holds the facts of one of them, the
best, and each file names the document that it gives (`graph/source.py`). Title, number, region and date must fit and
the text must be the same but for its layout; a title alone never joins two documents, and a text with another sum in
it is another version.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from graph import iri
from graph.query import table
from graph.title import title_key
from ingest.record import REPORTING, Document

if TYPE_CHECKING:
    from graph.store import Store

__all__ = ["Copy", "Head", "compare", "difference", "head_of", "of_document", "stored"]

_SAME: Final = 0.9  # share of equal pairs of letters; copies of 30 real documents have 0.96 and more
_LIKE: Final = 0.6  # and from here a text is close enough to say so
_APART: Final = 400  # days between the dates of two versions; copies bear the day of signature or of release
_FIGURE: Final = re.compile(r"\d+(?:\.\d+)?(?:[%％‰]|[万亿]?元|[万亿]?(?:吨|千瓦时|千瓦|平方米|人|户|家|个|亩))")
_SHOWN: Final = 6  # figures that a notice names
_RECOGNISED: Final = "recognised"  # notice on pages read by character recognition


class Head(NamedTuple):
    """What tells most documents apart without their text: title as reduced for comparison, number, region, kind."""

    title: str
    number: str | None = None
    region: str | None = None
    reports: bool = False

    def may_be(self, other: Head) -> bool:
        """Tell whether two documents may be one work; a number or region that one of them lacks tells nothing."""
        if self.title != other.title or not self.title or self.reports != other.reports:
            return False
        if self.number and other.number and _folded(self.number) != _folded(other.number):
            return False
        return not (self.region and other.region and self.region != other.region)


@dataclass(frozen=True)
class Copy:
    """A document as one of several copies: its IRI, its head, its text, how well it was read, and from which bytes."""

    iri: str
    head: Head
    issued: date | None
    text: str
    rank: tuple[bool, bool, bool, bool]
    sha256: str = ""

    @cached_property
    def figures(self) -> frozenset[str]:
        """The numbers with units that its text states."""
        return frozenset(_FIGURE.findall(self.text))

    @cached_property
    def pairs(self) -> Counter[str]:
        """How often each pair of letters stands in its text."""
        return Counter(a + b for a, b in pairwise(filter(str.isalnum, self.text)))


def of_document(document: Document, name: str) -> Copy:
    """Return a document that was just read as a copy.

    The better one has a number, names who issued it, was not read by character recognition, and knows its pages.
    """
    meta = document.meta
    recognised = any(notice.code == _RECOGNISED for notice in document.notices)
    placed = any(clause.pieces and clause.page() is not None for clause in document.clauses)
    text = _folded("".join(clause.text for clause in document.clauses))
    rank = (meta.number is not None, bool(meta.issuers), not recognised, placed)
    return Copy(name, head_of(document), meta.issued, text, rank, document.source.sha256)


def head_of(document: Document) -> Head:
    """Return the head of a document that was just read."""
    meta = document.meta
    region = meta.region_id and iri.region(meta.region_id)
    return Head(title_key(meta.title), meta.number, region, meta.kind in REPORTING)


def stored(store: Store, wanted: Head) -> Iterator[Copy]:
    """Yield the documents of the store that may be one work with a document of this head."""
    for row in table(store, "copies", title=wanted.title, within=wanted.region):
        head = Head(wanted.title, row["number"], row["region"], row["kind"] in REPORTING)
        if not wanted.may_be(head):
            continue
        text = _folded("".join(clause["text"] for clause in table(store, "document_text", document=row["document"])))
        rank = (row["number"] is not None, row["issued_by"], not row["recognised"], row["placed"])
        yield Copy(row["document"], head, row["issued"], text, rank, row["sha256"].removeprefix("sha256:"))


def compare(one: Copy, other: Copy) -> Literal["copy", "near"] | None:
    """Tell whether two documents are copies of one, near to that, or neither.

    >>> def copy(text, number=None):
    ...     return Copy("", Head("节水计划", number), None, text, (False,) * 4)
    >>> text = "对年节水量十万吨以上的企业给予补助，单个项目不超过50万元"
    >>> compare(copy(text), copy(text + "。")), compare(copy(text), copy(text.replace("50", "80")))
    ('copy', 'near')
    >>> compare(copy(text, "甲发〔2023〕1号"), copy(text, "甲发〔2025〕9号")) is None
    True
    """
    if not one.head.may_be(other.head):
        return None
    shared = 2 * sum((one.pairs & other.pairs).values()) / max(1, sum((one.pairs + other.pairs).values()))
    apart = one.issued and other.issued and abs((one.issued - other.issued).days) > _APART
    if shared >= _SAME and not apart and one.figures == other.figures:
        return "copy"
    return "near" if shared >= _LIKE else None


def difference(one: Copy, other: Copy) -> str:
    """Say in what two documents that are near to copies differ, the figures first."""
    figures = sorted(one.figures ^ other.figures)
    return f"the figures {', '.join(figures[:_SHOWN])}" if figures else "wording or date"


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
