"""A store that another server keeps, as `oxigraph serve` does: queries at `query`, whole graphs at `store` of its URL.

Queries follow the SPARQL 1.1 Protocol, graphs the Graph Store HTTP Protocol: one is replaced by one PUT, which the
server runs as one transaction. The union of all graphs is asked for by `union-default-graph`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, Final
from urllib.parse import quote

import pyoxigraph
from pyoxigraph import NamedNode, Quad, QueryResultsFormat, RdfFormat, Triple

from graph.errors import QueryError, QueryTimeoutError, StoreError
from graph.sparql import form, has_dataset
from graph.store import authority
from graph.store.connection import Connection, RefusedError
from graph.store.protocol import Rows, Term
from graph.vocab import PREFIXES

__all__ = ["RemoteStore"]

_JSON: Final = "application/sparql-results+json"
_NT: Final = "application/n-triples"
_HEAD: Final = re.compile(r"\A(?:\s*#[^\n]*\n)+")


class RemoteStore:
    """The server at `url`, say `http://127.0.0.1:7878/`; see `graph.store.Store` for what it does."""

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        self.url, self.version = url, 0
        self._line = Connection(url)
        if not read_only:
            authority.refresh(self)

    def query(self, text: str, bindings: Mapping[str, Term] | None = None, timeout: float | None = None) -> Rows:
        if form(text) != "SELECT":
            raise QueryError("the query is no SELECT; use `ask` or `construct`")
        found: Any = pyoxigraph.parse_query_results(
            self._ask(text, bindings, _JSON, timeout), format=QueryResultsFormat.JSON
        )
        names = [variable.value for variable in found.variables]
        given = dict(bindings or {})

        def row(solution: Any) -> Mapping[str, Term]:
            terms = {name: term for name, term in zip(names, solution, strict=True) if term is not None}
            return terms | {name: term for name, term in given.items() if name in names}

        return Rows(names, (row(solution) for solution in found))

    def ask(self, text: str, bindings: Mapping[str, Term] | None = None, timeout: float | None = None) -> bool:
        if form(text) != "ASK":
            raise QueryError("the query is no ASK; use `query` or `construct`")
        found: Any = pyoxigraph.parse_query_results(
            self._ask(text, bindings, _JSON, timeout), format=QueryResultsFormat.JSON
        )
        return bool(found)

    def construct(self, text: str, timeout: float | None = None) -> Iterator[Triple]:
        if form(text) not in ("CONSTRUCT", "DESCRIBE"):
            raise QueryError("the query is no CONSTRUCT and no DESCRIBE; use `query` or `ask`")
        return _triples(self._ask(text, None, _NT, timeout))

    def _ask(self, text: str, bindings: Mapping[str, Term] | None, accept: str, timeout: float | None) -> bytes:
        asked = _prologue(_bound(text, bindings or {})).encode()
        path = "/query" if has_dataset(text) else "/query?union-default-graph"
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        try:
            return self._line.send("POST", path, asked, headers, timeout)
        except TimeoutError:
            raise QueryTimeoutError(
                f"the query was not done in {timeout:g} s; ask for less at a time, or add a LIMIT"
            ) from None
        except RefusedError as error:
            raise QueryError(f"the query does not stand: {error}") from error

    def replace(self, graph: str, triples: Iterable[Triple | Quad]) -> bool:
        plain = {item.triple if isinstance(item, Quad) else item for item in triples}
        if plain == set(self.triples(graph)):
            return False
        body = pyoxigraph.serialize(plain, format=RdfFormat.N_TRIPLES) or b""
        self._line.send("PUT", _graph(graph), body, {"Content-Type": _NT})
        self.version += 1
        return True

    def remove(self, graph: str) -> bool:
        there = graph in self.graphs()
        if there:
            self._line.send("DELETE", _graph(graph))
            self.version += 1
        return there

    def graphs(self) -> tuple[str, ...]:
        rows = self.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
        return tuple(sorted(str(getattr(row["g"], "value", "")) for row in rows))

    def triples(self, graph: str) -> Iterator[Triple]:
        text = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}"
        return self.construct(text)

    def load(self, input: IO[bytes], format: str) -> None:
        graphs: dict[str, set[Triple]] = {}
        for quad in pyoxigraph.parse(input, _quads(format)):
            graphs.setdefault(getattr(quad.graph_name, "value", ""), set()).add(quad.triple)
        for name, found in graphs.items():
            self.replace(name, found | set(self.triples(name)))

    def dump(self, output: IO[bytes], format: str, graph: str | None = None) -> None:
        if graph is not None:
            pyoxigraph.serialize(self.triples(graph), output=output, format=_graph_format(format), prefixes=PREFIXES)
            return
        quads = (
            Quad(one.subject, one.predicate, one.object, NamedNode(name))
            for name in self.graphs()
            for one in self.triples(name)
        )
        pyoxigraph.serialize(quads, output=output, format=_quads(format), prefixes=PREFIXES)

    def __len__(self) -> int:
        (row,) = self.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
        return int(getattr(row["n"], "value", 0))

    def close(self) -> None:
        self._line.close()

    def __enter__(self) -> RemoteStore:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def _graph(name: str) -> str:
    return f"/store?graph={quote(name, safe='')}"


def _triples(content: bytes) -> Iterator[Triple]:
    return (quad.triple for quad in pyoxigraph.parse(io.BytesIO(content), RdfFormat.N_TRIPLES))


def _prologue(text: str) -> str:
    """Declare the prefixes that every query may use; those of the text itself come after and count."""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + text


def _bound(text: str, bindings: Mapping[str, Term]) -> str:
    """Join the values of `bindings` to the pattern of a query, at its outermost brace, as VALUES.

    >>> from pyoxigraph import Literal
    >>> _bound("SELECT ?x { ?s ?p ?x }", {"x": Literal("水")})
    'SELECT ?x { VALUES (?x) { ("水") } ?s ?p ?x }'
    """
    if not bindings:
        return text
    names, terms = " ".join(f"?{name}" for name in bindings), " ".join(map(str, bindings.values()))
    head, brace, rest = _HEAD.sub("", text).partition("{")
    return f"{head}{brace} VALUES ({names}) {{ ({terms}) }}{rest}"


def _quads(name: str) -> RdfFormat:
    formats = {"trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
    if name not in formats:
        raise StoreError(f"{name!r} is no format of graphs; known are {', '.join(formats)}")
    return formats[name]


def _graph_format(name: str) -> RdfFormat:
    return {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES}.get(name) or _quads(name)
