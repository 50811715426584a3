"""A store in this process: Oxigraph on disk (RocksDB), or in memory.

A write is one transaction of RocksDB: whole or not at all, also when the process is killed in the midst of it.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from graph.errors import QueryError, StoreError, StoreInUseError
from graph.sparql import asked_over, bound, refused
from graph.store import authority, patience
from graph.store.lock import Lock
from graph.store.protocol import Dataset, Rows, Term
from graph.store.rewrite import LEFT, recover
from graph.store.update import change
from graph.vocab import PREFIXES

__all__ = ["FORMATS", "ROOM", "EmbeddedStore"]

_MANY: Final = 5_000
"""From how many triples on the bulk loader is faster: it writes a dozen files, whatever they hold."""
ROOM: Final = 8 << 20
"""Bytes that must be free on the disk for a store to be opened for writing again."""
_REPAIR: Final = "build it anew with `policygraph repair --data DIR`, or go back to a backup"
FORMATS: Final = {
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}


class EmbeddedStore:
    """One folder, open for writing in one process at a time; see `graph.store.Store` for what it does."""

    def __init__(self, path: Path | None, *, read_only: bool = False) -> None:
        self.path, self._read_only, self.version = path, read_only, 0
        self.failed = False
        self._lock = None if path is None or read_only else Lock(path)
        self._store: Any = None
        try:
            self._store = _open(path, read_only)
            if path is None:
                authority.fill(self._store)
            elif not read_only:
                authority.refresh(self)
        except BaseException:
            self._let_go()
            raise

    def query(
        self,
        text: str,
        bindings: Mapping[str, Term] | None = None,
        timeout: float | None = None,
        dataset: Dataset | None = None,
    ) -> Rows:
        def start() -> tuple[list[str], Any]:
            found = self._ask(text, bindings, dataset)
            if not isinstance(found, pyoxigraph.QuerySolutions):
                raise QueryError("the query is no SELECT; use `ask` or `construct`")
            return [variable.value for variable in found.variables], found

        if timeout is None:
            names, found = start()
            return Rows(names, (_row(names, solution) for solution in found))
        names, solutions = patience.run(start, timeout, tuple)
        return Rows(names, (_row(names, solution) for solution in solutions))

    def ask(
        self,
        text: str,
        bindings: Mapping[str, Term] | None = None,
        timeout: float | None = None,
        dataset: Dataset | None = None,
    ) -> bool:
        def start() -> tuple[bool, tuple[()]]:
            found = self._ask(text, bindings, dataset)
            if not isinstance(found, pyoxigraph.QueryBoolean):
                raise QueryError("the query is no ASK; use `query` or `construct`")
            return bool(found), ()

        return start()[0] if timeout is None else bool(patience.run(start, timeout, tuple)[0])

    def construct(self, text: str, timeout: float | None = None, dataset: Dataset | None = None) -> Iterator[Triple]:
        def start() -> tuple[None, Any]:
            found = self._ask(text, None, dataset)
            if not isinstance(found, pyoxigraph.QueryTriples):
                raise QueryError("the query is no CONSTRUCT and no DESCRIBE; use `query` or `ask`")
            return None, found

        return iter(start()[1]) if timeout is None else patience.run(start, timeout, lambda triple: triple)[1]

    def _ask(self, text: str, bindings: Mapping[str, Term] | None, dataset: Dataset | None) -> Any:
        try:
            return self._opened.query(bound(text, bindings or {}), prefixes=PREFIXES, **asked_over(text, dataset))
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"the query does not stand: {error}") from error
        except (OSError, RuntimeError) as error:  # the second for what RocksDB finds corrupt
            if refused(error):
                raise QueryError(f"the query does not stand: {error}") from error
            raise StoreError(f"{self.path}: {error}. If it lasts, the store is damaged: {_REPAIR}") from error

    def replace(self, graph: str, triples: Iterable[Triple | Quad]) -> bool:
        name = NamedNode(graph)
        quads = [_quad(item, name) for item in triples]
        old = set(self._opened.quads_for_pattern(None, None, None, name))
        new = set(quads)
        if new == old:
            return False
        with self._writing() as opened:
            if not old:  # in the order of the document: a third faster than in that of a set
                self._add(quads)
            elif old <= new:  # nothing to take away: twice as fast as an update
                self._add(new - old)
            else:
                opened.update(change(name, {quad.triple for quad in old}, {quad.triple for quad in new}))
        return True

    def replace_all(self, graphs: Mapping[str, Iterable[Triple | Quad]]) -> None:
        steps = []
        for graph, items in graphs.items():
            new = {item.triple if isinstance(item, Quad) else item for item in items}
            steps.append(change(NamedNode(graph), set(self.triples(graph)), new))
        with self._writing() as opened:
            opened.update(" ;\n".join(filter(None, steps)))

    def extend(self, graphs: Mapping[str, Iterable[Triple | Quad]]) -> None:
        named = ((NamedNode(graph), items) for graph, items in graphs.items())
        with self._writing():
            self._add([_quad(item, name) for name, items in named for item in items])

    def _add(self, quads: Collection[Quad]) -> None:
        """Add in one transaction; many by the bulk loader, whose files RocksDB takes in all together or not at all."""
        many = self.path is not None and len(quads) >= _MANY
        (self._opened.bulk_extend if many else self._opened.extend)(quads)

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        """Write once; RocksDB takes no more after a write that failed, so the store is opened again before the next."""
        if self.failed:
            self._open_again()
        try:
            yield self._opened
        except OSError as error:
            self.failed = self.path is not None
            raise StoreError(f"{self.path}: {error}. Make room on the disk: it is written to again then") from error
        self.version += 1

    def _open_again(self) -> None:
        """Open the store anew where there is room to; where it cannot be, it goes on answering, and `failed` stays."""
        assert self.path is not None
        if shutil.disk_usage(self.path).free < ROOM:
            return
        self._store = None
        gc.collect()
        try:
            self._store, self.failed = _open(self.path, False), False
        except StoreError:  # a reader has the old one still, or others took the room
            self._store = _open(self.path, True)

    def remove(self, graph: str) -> bool:
        name = NamedNode(graph)
        there = bool(self._opened.contains_named_graph(name))
        with self._writing() as opened:
            opened.remove_graph(name)
        return there

    def graphs(self) -> tuple[str, ...]:
        return tuple(sorted(name.value for name in self._opened.named_graphs()))

    def triples(self, graph: str) -> Iterator[Triple]:
        return (quad.triple for quad in self._opened.quads_for_pattern(None, None, None, NamedNode(graph)))

    def load(self, input: IO[bytes], format: str) -> None:
        # the engine's own bulk loader: as atomic as a transaction, and not held in memory
        with self._writing() as opened:
            (opened.load if self.path is None else opened.bulk_load)(input, _format(format))

    def dump(self, output: IO[bytes], format: str, graph: str | None = None) -> None:
        name = None if graph is None else NamedNode(graph)
        self._opened.dump(output, _format(format), from_graph=name, prefixes=PREFIXES)

    def snapshot(self, folder: Path) -> None:
        """Lay down in `folder`, which must not be there, the store as it is at this moment, by hard links."""
        try:
            self._opened.backup(str(folder))
        except OSError as error:
            raise StoreError(f"{folder}: {error}. Make room there, and ask again") from error

    def __len__(self) -> int:
        return len(self._opened)

    def close(self) -> None:
        if self._store is not None:
            try:
                if self.path is not None and not self._read_only and not self.failed:
                    self._store.flush()
            finally:
                self._let_go()

    def _let_go(self) -> None:
        self._store = None
        if self.path is not None:
            gc.collect()  # RocksDB lets go of its lock when the last iterator over it is gone
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> EmbeddedStore:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @property
    def _opened(self) -> Any:
        if self._store is None:
            raise StoreError(f"{self.path}: the store is closed; open it again")
        return self._store


def _open(path: Path | None, read_only: bool) -> Any:
    if path is None:
        return pyoxigraph.Store()
    if not (path / "CURRENT").exists() and any(path.glob("*.sst")):  # RocksDB would begin a new store in its place
        raise StoreError(f"{path}: the file CURRENT is missing. The store is damaged: {_REPAIR}")
    try:
        if read_only:
            return pyoxigraph.Store.read_only(str(path))
        if any(path.with_name(path.name + left).exists() for left in LEFT):
            recover(path)
        path.mkdir(parents=True, exist_ok=True)
        return pyoxigraph.Store(str(path))
    except (OSError, RuntimeError) as error:  # the second for what RocksDB finds corrupt
        if "lock" in str(error).lower():
            raise StoreInUseError(
                f"{path}: another process has this store open. Stop it (a running `policygraph serve`, say), "
                "or wait until it has ended"
            ) from error
        damaged = (path / "CURRENT").exists()
        remedy = f"The store is damaged: {_REPAIR}" if damaged else "Give a folder that is empty or holds a store"
        raise StoreError(f"{path}: {error}. {remedy}") from error


def _quad(item: Triple | Quad, graph: NamedNode) -> Quad:
    if isinstance(item, Quad) and item.graph_name == graph:
        return item
    return Quad(item.subject, item.predicate, item.object, graph)


def _row(names: list[str], solution: Iterable[Term | None]) -> Mapping[str, Term]:
    return {name: term for name, term in zip(names, solution, strict=True) if term is not None}


def _format(name: str) -> RdfFormat:
    if name not in FORMATS:
        raise StoreError(f"{name!r} is no format of graphs; known are {', '.join(FORMATS)}")
    return FORMATS[name]
