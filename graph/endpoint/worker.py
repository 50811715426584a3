"""What a reading process does: takes one query after the other from its line, answers from a snapshot of the store."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain, islice
from typing import Any, Final

import pyoxigraph
from pyoxigraph import QueryResultsFormat, RdfFormat

from graph.compact import compact
from graph.endpoint.plan import Planner
from graph.endpoint.question import FRAME, Question, frame
from graph.endpoint.tally import FullError, Tally
from graph.sparql import refused
from graph.vocab import PREFIXES

__all__ = ["warm", "work"]

_ROWS: Final = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
_GRAPHS: Final = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
}
_COMMENTED: Final = ("ttl", "nt", "trig", "nq")  # what may end in a comment
_HOLDS: Final = {"json": 1 << 22, "xml": 1 << 18, **dict.fromkeys(_COMMENTED, 1 << 18)}
"""How many bytes wait before an answer goes out while its end is not known; the others cannot tell a cut later."""
_MARKS: Final = {
    "json": (b',"results":', b',"truncated":%d,"results":'),  # where also strict readers pass over it
    "xml": (b"<results>", b"<!-- truncated after %d rows --><results>"),
}


class _Output:
    """Sends an answer: in one go with its head where it is short, else as it comes."""

    def __init__(self, send: Callable[[bytes], None], form: str, format: str) -> None:
        self._send, self._form, self._format = send, form, format
        self._held: list[bytes] = []
        self._size, self._begun = 0, False

    def body(self, piece: bytes) -> None:
        self._held.append(piece)
        self._size += len(piece)
        if self._size >= _HOLDS.get(self._format, 1 << 62):
            self._release(None)

    def end(self, cut: bool, limit: int | None) -> None:
        if cut and self._format in _COMMENTED:
            self._held.append(b"# truncated after %d triples\n" % (limit or 0))
        elif cut and self._begun and self._format == "xml":
            self._held.append(b"<!-- truncated after %d rows -->" % (limit or 0))
        elif cut and self._begun and self._format == "json":
            tail = b"".join(self._held).removesuffix(b"}")
            self._held = [tail, b',"truncated":%d}' % (limit or 0)]
        elif cut and self._format in _MARKS:
            before, after = _MARKS[self._format]
            self._held = [b"".join(self._held).replace(before, after % (limit or 0), 1)]
        self._release(cut, frame(b"E", {"cut": cut}))

    def _release(self, cut: bool | None, end: bytes = b"") -> None:
        head = b"" if self._begun else frame(b"H", {"form": self._form, "format": self._format, "cut": cut})
        self._begun = True
        self._send(head + frame(b"B", b"".join(self._held)) + end)
        self._held, self._size = [], 0


def warm(store: Any) -> None:
    """Answer a first query, which takes a process ten times as long as the next; half of that its copies are spared."""
    _answer(store, Question("ASK { ?s ?p ?o }"), "ASK { ?s ?p ?o }", lambda _: None)


def work(line: socket.socket, store: Any) -> None:
    """Tell the other side of `line` that this process stands; then answer from `store` until that side closes it."""
    warm(store)
    line.sendall(frame(b"P", {"pid": os.getpid()}))
    stream, planner = line.makefile("rb"), Planner(store)
    while head := stream.read(FRAME.size):
        _, length = FRAME.unpack(head)
        try:
            asked = Question.decode(stream.read(length))
            _answer(store, asked, planner.text(asked), line.sendall)
        except (SyntaxError, ValueError) as error:
            line.sendall(frame(b"X", {"kind": "query", "message": str(error)}))
        except (MemoryError, RecursionError):
            line.sendall(frame(b"X", {"kind": "size", "message": "it needs more memory than a query may take"}))
        except (OSError, RuntimeError) as error:
            line.sendall(frame(b"X", {"kind": "query" if refused(error) else "store", "message": str(error)}))


def _answer(store: Any, asked: Question, text: str, send: Callable[[bytes], None]) -> None:
    found = store.query(text, **asked.options)
    rows = not isinstance(found, pyoxigraph.QueryTriples)
    format = asked.rows_as if rows else asked.graph_as
    if format is None:
        send(frame(b"X", {"kind": "format", "message": "rows" if rows else "graph"}))
        return
    output = _Output(send, "rows" if rows else "graph", format)
    if isinstance(found, pyoxigraph.QueryBoolean):
        output.body(found.serialize(format=_ROWS[format if format != "tsv" else "csv"]) or b"")
        output.end(False, None)
    elif rows:
        tally = Tally(format, asked.limit, output.body)
        with suppress(FullError):
            found.serialize(output=tally, format=_ROWS[format])
        tally.finish()
        output.end(tally.cut, asked.limit)
    else:
        output.end(_triples(found, format, asked.limit, output), asked.limit)


def _triples(found: Any, format: str, limit: int | None, output: _Output) -> bool:
    """Write triples up to `limit`; return whether there are more."""

    class File:
        def write(self, data: bytes) -> int:
            output.body(data)
            return len(data)

        def flush(self) -> None:
            """Nothing waits here."""

    prefixes = PREFIXES if format in ("ttl", "trig") else {}
    first = list(islice(found, 1))  # an error of the query comes before the first byte
    taken: Iterator[Any] = chain(first, found)
    file: Any = File()
    if format == "jsonld":
        output.body(compact(islice(taken, limit)))
    else:
        pyoxigraph.serialize(islice(taken, limit), output=file, format=_GRAPHS[format], prefixes=prefixes)
    return limit is not None and next(taken, None) is not None
