"""One file read into documents with their records, without a store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import Any, Final, Literal

from policygraph.table import Table

__all__ = ["Document", "Kind", "read"]

Kind = Literal["targets", "responsibilities", "deadlines", "incentives", "citations", "provisions"]
KINDS: Final[tuple[Kind, ...]] = (
    "targets", "responsibilities", "deadlines", "incentives", "citations", "provisions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it was read; `content` is what `policygraph extract` writes of it."""

    content: Mapping[str, Any] = field(repr=False)
    title: str = ""
    number: str | None = None

    @property
    def meta(self) -> Mapping[str, Any]:
        """Title, number, issuers, dates (ISO), region, level and kind."""
        found: Mapping[str, Any] = self.content["meta"]
        return found

    @property
    def clauses(self) -> Table[Mapping[str, Any]]:
        """All of the text in order, each clause with its path."""
        return Table(self.content["clauses"])

    @property
    def notices(self) -> Table[Mapping[str, Any]]:
        """What is odd in the document, or was not understood."""
        return Table(self.content["notices"])

    def records(self, kind: Kind) -> Table[Mapping[str, Any]]:
        """Return the records of one kind, each with path, quote and span. Raises ValueError for an unknown kind.

        >>> from policygraph import example
        >>> document = read(example() / "documents" / "luting-farm-measures.md")[0]
        >>> target = document.records("targets")[0]
        >>> target["path"], target["value"], target["unit"], target["by"]
        ('一', 28.0, '万亩', '2026-12-31')
        >>> target["quote"]
        '到2026年，全市设施农业面积稳定在28万亩左右'
        """
        if kind not in KINDS:
            raise ValueError(f"there are no records of the kind {kind!r}; known are {', '.join(KINDS)}")
        return Table(self.content[kind])


def read(path: str | PathLike[str], *, authority: Iterable[str | PathLike[str]] = ()) -> list[Document]:
    """Read one file: a document, or several where it is a compilation or an archive.

    `authority` names Turtle files of one's own: regions, agencies, indicators, units. Raises `IngestError` (of
    `ingest.errors`) for a file that cannot be read.
    """
    from api.commands.files import plan_of
    from api.commands.options import settings
    from ingest.batch.outcome import readers_of, register_of
    from ingest.export import document_record
    from ingest.pipeline import ingest

    plan = plan_of(settings(None), tuple(map(Path, authority)))
    found = (document_record(one) for one in ingest(Path(path), register_of(plan.authority), readers=readers_of(plan)))
    return [Document(content, content["meta"]["title"], content["meta"]["number"]) for content in found]
