"""A data folder as an object: the same store, index and change log that the command line and the server keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from policygraph.table import Table

if TYPE_CHECKING:
    from types import TracebackType

    from api.commands.files import Shown
    from graph.eligibility.evaluate import Verdict
    from graph.search import Hit

__all__ = ["Ingested", "Store"]

_Path = str | PathLike[str]
_Rows = Table[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Ingested:
    """What `Store.ingest` did: files named and read, the IRIs of documents written, their facts; what was odd.

    `whole` is False where a file could not be read; `messages` say why.
    """

    files: int
    read: int
    documents: tuple[str, ...]
    facts: int
    messages: tuple[str, ...]
    whole: bool


class Store:
    """The data folder at `folder`, made if it is missing; open until `close`, or to the end of a `with` block.

    One process at a time may write it; with `read_only` it may be read beside one. `authority` names Turtle files of
    one's own for what is read. Settings of the environment hold. Raises GraphError (of `graph.errors`).

    >>> from tempfile import TemporaryDirectory
    >>> from policygraph import example
    >>> with TemporaryDirectory() as folder, Store(folder, authority=[example() / "regions.ttl"]) as store:
    ...     done = store.ingest(example() / "documents" / "luting-farm-measures.md")
    ...     [(row["number"], row["region"]) for row in store.documents()]
    ...     store.search("农机购置补贴", limit=1)[0].path
    [('鹭农规〔2023〕3号', '鹭汀市')]
    '三/(五)'
    """

    def __init__(self, folder: _Path, *, authority: Iterable[_Path] = (), read_only: bool = False) -> None:
        from api.commands.options import chosen
        from api.folder.stamp import admit
        from api.index import opened
        from graph.errors import FolderError
        from graph.store import open_store

        self._site = chosen(Path(folder))
        self._authority = tuple(map(Path, authority)) or self._site.authority
        if read_only and not self._site.index_path.is_dir():
            raise FolderError(f"{folder}: no store in this folder. Open it without read_only, and ingest into it")
        admit(self._site.data, fresh=not read_only)
        self._store = open_store(self._site.store_location, read_only=read_only)
        self._index = opened(self._site, reranked=True)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the store; others may write it then."""
        self._store.close()

    def ingest(self, paths: _Path | Iterable[_Path], *, workers: int = 1, force: bool = False) -> Ingested:
        """Read files, and folders with all in them, into the store, as `policygraph ingest` does.

        A file that the store holds unchanged is passed over unless `force`; one bad file never ends the run.
        """
        from api.batch import run
        from api.commands.files import Shown, found_files

        messages: list[str] = []

        @contextmanager
        def quiet(what: str, total: int) -> Iterator[Shown]:
            yield Shown(line=messages.append)

        named = [paths] if isinstance(paths, str | PathLike) else paths
        done = run(
            self._site, self._store, self._index, found_files(map(Path, named)), authority=self._authority,
            workers=workers, force=force, say=messages.append, show=quiet,
        )  # fmt: skip
        return Ingested(done.files, done.read, tuple(done.facts), sum(done.facts.values()), tuple(messages), done.whole)

    def documents(
        self, *, title: str | None = None, region: str | None = None, kind: str | None = None,
        level: str | None = None, since: date | None = None, until: date | None = None, on: date | None = None,
    ) -> _Rows:  # fmt: skip
        """Return the heads of documents, the newest first; `on`: those in force that day, as far as texts say."""
        from graph.catalogue import document_rows

        filters = {"name": title, "region": self._iri("region", region), "kind": kind, "level": level}
        rows = document_rows(self._store, self._site.base, **filters, since=since, until=until)
        return self._standing(rows, on, "iri")

    def search(
        self, text: str, limit: int = 10, *, region: str | None = None, agency: str | None = None,
        kind: str | None = None, since: date | None = None, until: date | None = None, on: date | None = None,
    ) -> Table[Hit]:  # fmt: skip
        """Return the clauses that answer best, the best first; words in quotation marks stand there as they are."""
        from graph import iri
        from graph.search import Filters
        from graph.search.day import Day

        code, office = self._iri("region", region), self._iri("agency", agency)
        filters = Filters(
            code and code.removeprefix(iri.region("")), office and office.removeprefix(iri.agency("")), kind, since,
            until,
        )  # fmt: skip
        if on is None:
            return Table(self._index.search(text, limit, filters).hits)
        return Table(Day.of(self._store, on).search(self._index, text, limit, filters).hits)

    def tasks(
        self, agency: str, *, role: Literal["lead", "responsible", "support"] | None = None,
        document: str | None = None, on: date | None = None, reported: bool = False,
    ) -> _Rows:  # fmt: skip
        """Return the task ledger of an agency (a name or IRI), in the order of the documents.

        `document` is an IRI or words of a title; with `reported` also what documents only report of others.
        """
        from graph.ledger import ledger

        filters = {"role": role, "document": self._iri("document", document), "withReported": reported}
        return self._standing(ledger(self._store, self._iri("agency", agency) or "", **filters), on)

    def schemes(
        self, text: str = "", *, region: str | None = None, kind: str | None = None, document: str | None = None,
        on: date | None = None,
    ) -> _Rows:  # fmt: skip
        """Return what is offered, in the order of the documents, or the nearest first to what `text` is about."""
        from graph.eligibility.selection import row, selected

        day, named = on or date.today(), self._iri("document", document)
        found = selected(self._store, document=named, region=region, text=text, kind=kind, on=day)
        return Table(row(one, day) for one in found)

    def evaluate(
        self, scheme: str, answers: Mapping[str, Any], *, on: date | None = None, region: str | None = None
    ) -> Verdict:
        """Judge a scheme (its id, or words of its name) by answers under ids of variables or under names.

        What is not answered is unknown, never no. Raises QueryError where not one scheme is meant, AnswerError for an
        answer that cannot be used.
        """
        from graph.eligibility.load import schemes_of
        from graph.eligibility.selection import judged, named
        from graph.errors import QueryError

        found = named(schemes_of(self._store), scheme)
        if len(found) != 1:
            raise QueryError(f"{scheme!r} means {len(found)} schemes. Give the id of one, as `schemes()` lists them")
        return judged(found[0], answers, on or date.today(), region)

    def sparql(self, query: str) -> _Rows | bool:
        """Return the rows of a SELECT, or triples of a CONSTRUCT or DESCRIBE, with Python values; of an ASK its truth.

        Updates and SERVICE are refused. Raises QueryError.
        """
        from graph.query import plain
        from graph.sparql import answer

        found = answer(self._store, query)
        if found.truth is not None:
            return found.truth
        if found.form == "SELECT":
            return Table({name: plain(row.get(name)) for name in found.variables} for row in found.rows)
        names = ("subject", "predicate", "object")
        return Table({name: plain(getattr(triple, name)) for name in names} for triple in found.triples)

    def _iri(self, parameter: str, text: str | None) -> str | None:
        from graph.naming import iri_of

        return None if text is None else iri_of(self._store, parameter, text)

    def _standing(self, rows: Iterable[Mapping[str, Any]], on: date | None, name: str = "document") -> _Rows:
        from graph.validity import standing

        known = None if on is None else standing(self._store, on)
        return Table(row for row in rows if known is None or row[name] in known)
