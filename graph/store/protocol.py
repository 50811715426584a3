"""What every store can do, whatever it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Protocol, TypeAlias, runtime_checkable

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

__all__ = ["Dataset", "Rows", "Store", "Term"]

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple


class Rows:
    """The answer to a SELECT: `variables` in the order of the query, then one dict a row without unbound variables.

    Rows come as they are found and can be walked once.
    """

    def __init__(self, variables: Sequence[str], rows: Iterable[Mapping[str, Term]]) -> None:
        self.variables = tuple(variables)
        self._rows = iter(rows)

    def __iter__(self) -> Iterator[Mapping[str, Term]]:
        return self._rows


@dataclass(frozen=True, slots=True)
class Dataset:
    """What a query asks over where the request names it: the graphs merged as default graph, and the named ones.

    It goes before the FROM and FROM NAMED of the query itself (SPARQL 1.1 Protocol, 2.1.4).
    """

    defaults: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@runtime_checkable
class Store(Protocol):
    """Named graphs that SPARQL 1.1 asks over; the default graph of a query is all of them put together.

    A triple that lies in two graphs may count twice: documents share none (`graph/iri.py` sees to that). `version` goes
    up with each write by this process.
    """

    version: int

    def query(
        self,
        text: str,
        bindings: Mapping[str, Term] | None = None,
        timeout: float | None = None,
        dataset: Dataset | None = None,
    ) -> Rows:
        """Answer a SELECT. `bindings` sets variables, which must stand in SELECT, to terms; `timeout` is in seconds.

        Raises QueryError for a query that is wrong or no SELECT, QueryTimeoutError past the time limit.
        """
        ...

    def ask(
        self,
        text: str,
        bindings: Mapping[str, Term] | None = None,
        timeout: float | None = None,
        dataset: Dataset | None = None,
    ) -> bool:
        """Answer an ASK."""
        ...

    def construct(self, text: str, timeout: float | None = None, dataset: Dataset | None = None) -> Iterator[Triple]:
        """Answer a CONSTRUCT or DESCRIBE."""
        ...

    def replace(self, graph: str, triples: Iterable[Triple | Quad]) -> bool:
        """Make `graph` hold exactly `triples`, in one transaction; tell whether that changed anything."""
        ...

    def replace_all(self, graphs: Mapping[str, Iterable[Triple | Quad]]) -> None:
        """Make each of these graphs hold exactly its triples, all in one transaction; one of none goes."""
        ...

    def extend(self, graphs: Mapping[str, Iterable[Triple | Quad]]) -> None:
        """Add triples to graphs, be they there or not, in one transaction."""
        ...

    def remove(self, graph: str) -> bool:
        """Drop `graph` in one transaction; tell whether it was there."""
        ...

    def graphs(self) -> tuple[str, ...]:
        """Name every graph, the authority files' among them, in alphabetical order."""
        ...

    def triples(self, graph: str) -> Iterator[Triple]:
        """Yield what `graph` holds; nothing if it is not there."""
        ...

    def load(self, input: IO[bytes], format: str) -> None:
        """Add a dump (`trig`, `nq`) in one transaction; what was there stays."""
        ...

    def dump(self, output: IO[bytes], format: str, graph: str | None = None) -> None:
        """Write all graphs as `trig` or `nq`, or one of them also as `ttl` or `nt`."""
        ...

    def __len__(self) -> int:
        """Count the triples of all graphs."""
        ...

    def close(self) -> None:
        """Write what is pending to disk and let go of the folder."""
        ...

    def __enter__(self) -> Store: ...

    def __exit__(self, *exc: object) -> None: ...
