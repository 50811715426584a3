"""Named questions: `queries/<name>.rq` says in its head what it answers and what it takes.

    #+ summary: Every task in which an agency takes part
    #+ param: agency iri required | the agency, as the authority files name it
    #+ param: role string | lead, responsible or support

A parameter is a variable of the query and stands in its SELECT. Values are bound as terms, never pasted into the text.
A parameter that is not given stays unbound, and the query then answers without that restriction: a variable of a
plain triple pattern does so by itself; elsewhere a filter says `COALESCE(?since, "any") = "any" || ?ends >= ?since`
(not `!BOUND(?since)`, which Oxigraph takes for true where no pattern binds the variable, also when it is set).

Where Oxigraph does not look up what is optional for each row, it reads it over all of the store. It looks up where its
guess of the rows found so far, times that of what is optional, stays below some 10^18: a pattern that follows from a
bound subject counts ten, one from a bound object a thousand, one of which neither is bound yet a million, and a single
pattern in an OPTIONAL nothing. So what costs most is asked first, with no more before it than it needs; what is always
there, and only shown, stands in an OPTIONAL of its own, also within another OPTIONAL; and none may bind what an earlier
one may have left unbound. Regions are climbed by OPTIONAL, not by EXISTS with `skos:broader*`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from graph.errors import QueryError
from graph.span import span
from graph.store.protocol import Dataset, Rows, Store, Term
from graph.vocab import XSD

__all__ = ["Parameter", "Query", "load", "names", "plain", "run", "table"]

_HEAD = re.compile(r"^#\+ (\w+): *(.*)$", re.MULTILINE)
_PARAMETER = re.compile(r"^(\w+) (\w+)( required)?(?: *\| *(.*))?$")


_BOOLEAN: Final = NamedNode(XSD + "boolean")


def _typed(kind: str) -> Callable[[Any], Term]:
    datatype = NamedNode(XSD + kind)
    return lambda value: Literal(value.isoformat() if isinstance(value, date) else str(value), datatype=datatype)


_MAKERS: Final[Mapping[str, Callable[[Any], Term]]] = {
    "iri": lambda value: NamedNode(str(value)),
    "string": lambda value: Literal(str(value)),
    "date": _typed("date"),
    "integer": _typed("integer"),
    "decimal": _typed("decimal"),
    "boolean": lambda value: Literal("true" if value in (True, "true", "1") else "false", datatype=_BOOLEAN),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing a query may be told: its name, the kind of term it becomes, whether the query is idle without it."""

    name: str
    kind: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Query:
    """One question as its file has it."""

    name: str
    summary: str
    parameters: Mapping[str, Parameter]
    text: str


def names() -> tuple[str, ...]:
    """Name every query, in alphabetical order."""
    return tuple(sorted(file.name[:-3] for file in _folder().iterdir() if file.name.endswith(".rq")))


@cache
def load(name: str) -> Query:
    """Read a query and its head. Raises QueryError where there is none of that name, or where its head is wrong.

    >>> load("agency_tasks").parameters["agency"].required
    True
    """
    if name not in names():
        raise QueryError(f"there is no query {name!r}; known are {', '.join(names())}")
    text = (_folder() / f"{name}.rq").read_text("utf-8")
    summary, parameters = "", {}
    for key, value in _HEAD.findall(text):
        if key == "summary":
            summary = value
        elif key == "param":
            found = _PARAMETER.match(value)
            if not found or found[2] not in _MAKERS:
                raise QueryError(f"{name}.rq: param {value!r}: write `name kind [required] | what it is`")
            parameters[found[1]] = Parameter(found[1], found[2], bool(found[3]), found[4] or "")
        else:
            raise QueryError(f"{name}.rq: unknown head line {key!r}; known are summary and param")
    if not summary:
        raise QueryError(f"{name}.rq: no line `#+ summary:` says what it answers")
    return Query(name, summary, parameters, text)


def run(
    store: Store, name: str, /, *, timeout: float | None = None, dataset: Dataset | None = None, **values: Any
) -> Rows:
    """Answer the query `name` over all graphs or those of `dataset`; a value of None is the same as none given.

    Strings, dates, numbers and IRIs (as strings) become the terms that the head of the query asks for. Raises
    QueryError for a parameter that the query does not take, lacks, or cannot read.
    """
    query = load(name)
    given = {key: value for key, value in values.items() if value is not None}
    if unknown := given.keys() - query.parameters.keys():
        raise QueryError(f"{name}.rq takes no {sorted(unknown)[0]!r}; it takes {', '.join(query.parameters) or 'none'}")
    if missing := [one.name for one in query.parameters.values() if one.required and one.name not in given]:
        raise QueryError(f"{name}.rq needs {missing[0]!r}: {query.parameters[missing[0]].about}")
    bindings = {key: _term(query, key, value) for key, value in given.items()}
    return store.query(query.text, bindings, timeout, dataset)


def table(
    store: Store, name: str, /, *, timeout: float | None = None, dataset: Dataset | None = None, **values: Any
) -> list[dict[str, Any]]:
    """Answer the query `name` with plain Python values (str, int, Decimal, date, bool); None where nothing is bound."""
    with span(f"query {name}"):
        rows = run(store, name, timeout=timeout, dataset=dataset, **values)
        return [{key: plain(row.get(key)) for key in rows.variables} for row in rows]


def plain(term: Term | None) -> Any:
    """Turn a term into the Python value it stands for; an IRI into its string.

    >>> plain(Literal("2027-12-31", datatype=NamedNode(XSD + "date")))
    datetime.date(2027, 12, 31)
    """
    if term is None or isinstance(term, NamedNode):
        return term and term.value
    if not isinstance(term, Literal):
        return str(term)
    kind = term.datatype.value.removeprefix(XSD)
    if kind == "integer":
        return int(term.value)
    if kind == "decimal":
        return Decimal(term.value)
    if kind == "date":
        return date.fromisoformat(term.value)
    return term.value == "true" if kind == "boolean" else term.value


def _term(query: Query, key: str, value: Any) -> Term:
    kind = query.parameters[key].kind
    try:
        if kind == "date" and not isinstance(value, date):
            value = date.fromisoformat(str(value))
        elif kind == "date" and isinstance(value, datetime):
            value = value.date()
        elif kind == "integer":
            value = int(value)
        elif kind == "decimal":
            value = Decimal(str(value))
        return _MAKERS[kind](value)
    except (ValueError, ArithmeticError) as error:
        raise QueryError(f"{query.name}.rq: {key}={value!r} is no {kind}: {error}") from error


def _folder() -> Any:
    return files("graph") / "queries"
