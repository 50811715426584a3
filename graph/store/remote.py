"""A store that a server keeps: any that takes queries and updates by the SPARQL 1.1 Protocol.

A graph is replaced by one update, which the server runs as one transaction. The union of all graphs is what the server
asks over by itself (Virtuoso, GraphDB, RDF4J), or by a parameter of its own (Oxigraph).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any, Final

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat, Triple

from graph.errors import QueryError, QueryTimeoutError, StoreError
from graph.sparql import bound, form, has_dataset, without_dataset
from graph.store import authority
from graph.store.connection import Connection, RefusedError
from graph.store.protocol import Dataset, Rows, Term
from graph.store.update import change, drop, insert
from graph.vocab import PREFIXES, XSD

__all__ = ["RemoteStore"]

_JSON: Final = "application/sparql-results+json"
_NT: Final = "application/n-triples"
_UNIONS: Final[tuple[Mapping[str, str], ...]] = ({}, {"union-default-graph": ""})
"""What asks over the union of all graphs, by server."""
_SEPARATOR: Final = re.compile(r'(?i)(\bSEPARATOR\s*=\s*)"([^"\\\x00-\x7f]+)"')
_MARKS: Final = "\x1f\x1e\x1d\x1c"
_BOOLEAN: Final = NamedNode(XSD + "boolean")
_OWN: Final = re.compile(r"http://www\.openlinksw\.com/schemas/|http://www\.w3\.org/ns/ldp#|http://localuriqaserver/")
"""Graphs that Virtuoso keeps for itself in every store."""


class RemoteStore:
    """The server at `url`, say `http://127.0.0.1:7878/`; see `graph.store.Store` for what it does."""

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        self._line, self.version = Connection(url), 0
        self.url, self._read_only = self._line.url, read_only
        self._union: Mapping[str, str] | None = None
        if not read_only:
            authority.refresh(self)

    def query(
        self,
        text: str,
        bindings: Mapping[str, Term] | None = None,
        timeout: float | None = None,
        dataset: Dataset | None = None,
    ) -> Rows:
        if form(text) != "SELECT":
            raise QueryError("the query is no SELECT; use `ask` or `construct`")
        found = self._rows(text, bindings or {}, timeout, dataset)
        return Rows(next(found), found)  # type: ignore[call-overload]

    def ask(
        self,
        text: str,
        bindings: Mapping[str, Term] | None = None,
        timeout: float | None = None,
        dataset: Dataset | None = None,
    ) -> bool:
        if form(text) != "ASK":
            raise QueryError("the query is no ASK; use `query` or `construct`")
        found = self._answer(text, bindings or {}, _JSON, timeout, dataset)
        answer: Any = next(found)
        # Virtuoso tells the truth by a row, and what is not true by none.
        return bool(answer) if isinstance(answer, pyoxigraph.QueryBoolean) else next(found, None) is not None

    def construct(self, text: str, timeout: float | None = None, dataset: Dataset | None = None) -> Iterator[Triple]:
        if form(text) not in ("CONSTRUCT", "DESCRIBE"):
            raise QueryError("the query is no CONSTRUCT and no DESCRIBE; use `query` or `ask`")
        found = self._answer(text, {}, _NT, timeout, dataset)
        next(found)
        return (quad.triple for quad in found)

    def _rows(self, text: str, bindings: Mapping[str, Term], *how: Any) -> Iterator[Any]:
        """Yield the names of the variables, then each row."""
        sent, separators = _plain_separators(text)
        found = self._answer(sent, bindings, _JSON, *how)
        names = [variable.value for variable in next(found).variables]
        given = {name: term for name, term in bindings.items() if name in names}
        yield names
        for solution in found:
            terms = zip(names, solution, strict=True)
            yield {name: _term(term, separators) for name, term in terms if term is not None} | given

    def _answer(
        self, text: str, bindings: Mapping[str, Term], accept: str, timeout: float | None, dataset: Dataset | None
    ) -> Iterator[Any]:
        """Yield what was found as a whole, then its rows or quads as they come."""
        over = self._over(text, dataset)
        plain = text if dataset is None else without_dataset(text)
        asked = {"query": _prologue(bound(plain, bindings)), **over}
        try:
            with self._line.query(asked, accept, timeout) as body:
                found: Any
                if accept == _NT:
                    found = pyoxigraph.parse(body, RdfFormat.N_TRIPLES)  # type: ignore[arg-type]
                else:
                    found = pyoxigraph.parse_query_results(body, format=QueryResultsFormat.JSON)  # type: ignore[arg-type]
                yield found
                if not isinstance(found, pyoxigraph.QueryBoolean):
                    yield from found
        except TimeoutError:
            raise QueryTimeoutError(
                f"the query was not done in {timeout or 0:g} s; ask for less at a time, or add a LIMIT"
            ) from None
        except RefusedError as error:
            raise QueryError(f"the query does not stand: {error}") from error
        except SyntaxError as error:
            raise StoreError(f"{self.url}: an answer that cannot be read: {error}. Its own log may say more") from error

    def _over(self, text: str, dataset: Dataset | None) -> Mapping[str, str | Sequence[str]]:
        if dataset is not None:
            return {"default-graph-uri": dataset.defaults, "named-graph-uri": dataset.named}
        return {} if has_dataset(text) else self._whole()

    def _whole(self) -> Mapping[str, str]:
        """Return what asks over the union of all graphs: found out once, by a triple that lies in a graph."""
        if self._union is None:
            graph = NamedNode(f"{authority.PREFIX}policy")
            pattern = f"{graph} <{PREFIXES['dcterms']}identifier> ?digest"
            for union in _UNIONS:
                self._union = union
                if self.ask(f"ASK {{ {pattern} }}"):
                    return union
            self._union = None
            if self.ask(f"ASK FROM NAMED {graph} {{ GRAPH {graph} {{ {pattern} }} }}"):
                raise StoreError(
                    f"{self.url}: its default graph is not the union of all graphs. Have it ask over the union "
                    "(Fuseki: tdb2:unionDefaultGraph true)"
                )
            return {}
        return self._union

    def replace(self, graph: str, triples: Iterable[Triple | Quad]) -> bool:
        new = set(map(_triple, triples))
        old = set(self.triples(graph))
        if new == old:
            return False
        self._update(change(NamedNode(graph), old, new))
        return True

    def replace_all(self, graphs: Mapping[str, Iterable[Triple | Quad]]) -> None:
        named = ((NamedNode(graph), set(map(_triple, items))) for graph, items in graphs.items())
        steps = (change(name, set(self.triples(name.value)), new) for name, new in named)
        self._update(" ;\n".join(filter(None, steps)))

    def extend(self, graphs: Mapping[str, Iterable[Triple | Quad]]) -> None:
        named = ((NamedNode(graph), map(_triple, items)) for graph, items in graphs.items())
        self._update(" ;\n".join(insert(name, items) for name, items in named))

    def remove(self, graph: str) -> bool:
        there = self.ask(f"ASK {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}")
        if there:
            self._update(drop(NamedNode(graph)))
        return there

    def _update(self, text: str) -> None:
        if self._read_only:
            raise StoreError(f"{self.url}: the store is open for reading only; open it without `read_only`")
        try:
            self._line.update(text)
        except RefusedError as error:
            raise StoreError(f"{self.url}: the server refuses to write: {error}. Allow updates there") from error
        self.version += 1

    def graphs(self) -> tuple[str, ...]:
        # without ORDER BY, Virtuoso 7.2 works on this for ever
        rows = self.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
        names = (str(getattr(row["g"], "value", "")) for row in rows)
        return tuple(sorted(name for name in names if not _OWN.match(name)))

    def triples(self, graph: str) -> Iterator[Triple]:
        return self.construct(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}")

    def load(self, input: IO[bytes], format: str) -> None:
        graphs: dict[str, set[Triple]] = {}
        for quad in pyoxigraph.parse(input, _quads(format)):
            graphs.setdefault(getattr(quad.graph_name, "value", ""), set()).add(quad.triple)
        self._update(" ;\n".join(insert(NamedNode(name), found) for name, found in graphs.items()))

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
        rows = self.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        counts = ((str(getattr(row["g"], "value", "")), int(getattr(row["n"], "value", 0))) for row in rows)
        return sum(count for name, count in counts if not _OWN.match(name))

    def close(self) -> None:
        self._line.close()

    def __enter__(self) -> RemoteStore:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def _triple(item: Triple | Quad) -> Triple:
    return item.triple if isinstance(item, Quad) else item


def _plain_separators(text: str) -> tuple[str, Mapping[int, str]]:
    """Put control characters for the separators of GROUP_CONCAT that Virtuoso 7 breaks, those beyond ASCII.

    >>> _plain_separators('SELECT (GROUP_CONCAT(?o; SEPARATOR="、") AS ?all) { ?s ?p ?o }')
    ('SELECT (GROUP_CONCAT(?o; SEPARATOR="\\x1f") AS ?all) { ?s ?p ?o }', {31: '、'})
    """
    found = dict.fromkeys(match[2] for match in _SEPARATOR.finditer(text))
    marks = dict(zip(found, _MARKS, strict=False))
    sent = _SEPARATOR.sub(lambda match: f'{match[1]}"{marks.get(match[2], match[2])}"', text)
    return sent, {ord(mark): separator for separator, mark in marks.items()}


def _term(term: Term, separators: Mapping[int, str]) -> Term:
    if not isinstance(term, Literal):
        return term
    if term.value in ("0", "1") and term.datatype == _BOOLEAN:  # as Virtuoso writes them
        return Literal(term.value == "1")
    if separators and term.language is None and term.value != (told := term.value.translate(separators)):
        return Literal(told)
    return term


def _prologue(text: str) -> str:
    """Declare the prefixes that every query may use; those of the text itself come after and count."""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + text


def _quads(name: str) -> RdfFormat:
    formats = {"trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
    if name not in formats:
        raise StoreError(f"{name!r} is no format of graphs; known are {', '.join(formats)}")
    return formats[name]


def _graph_format(name: str) -> RdfFormat:
    return {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES}.get(name) or _quads(name)
