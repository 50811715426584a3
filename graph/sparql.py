"""Answers the SPARQL queries of visitors: reading only, within a time and a number of rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from pyoxigraph import NamedNode, Triple

from graph.errors import QueryError
from graph.store import Dataset, Store, Term

__all__ = ["Answer", "Form", "answer", "asked_over", "bound", "form", "has_dataset", "refused", "without_dataset"]

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

# What is no keyword: comments, IRIs, strings of one line or several, variables, names with a prefix, language tags.
# Each as the grammar has it: where this took for a comment what the engine does not, words could hide behind it.
# Each is read once from where it begins: a name from its first letter on, a string up to its end or, `open`, to where
# it should have one. Else a text of one letter, or of quotation marks, would take time with the square of its length.
NO_KEYWORD = re.compile(
    r"""\#[^\n\r]*|<[^<>"{}|^`\x00-\x20]*>"""
    r"""|(?P<long>"{3}|'{3})(?:(?!(?P=long))[^\\]|\\.)*+(?:(?P=long)|(?P<open>\\?\Z))"""
    r"""|(?P<short>["'])(?:(?!(?P=short))[^\\\n\r]|\\.)*+(?:(?P=short)|(?P<unclosed>\\?(?=[\n\r]|\Z)))"""
    r"""|[?$]\w+|(?:(?<![\w.\-])[\w.\-]++)?:(?:[\w.\-%:]|\\.)*|@[\w\-]+""",
    re.DOTALL,
)
_DATASET = re.compile(
    rf"""(?P<dataset>(?<![\w?$:.\-])(?i:FROM)\s+((?i:NAMED)\s+)?(<[^<>"\s]*>|[\w.\-]*:[\w.\-%:]*))|{NO_KEYWORD.pattern}""",
    re.DOTALL,
)
_BEGIN = re.compile(
    r"(?:\s+|#[^\n\r]*[\n\r]|(?:BASE|PREFIX\s+[\w.\-]*:)\s*<[^<>\x00-\x20]*>)*+(SELECT|ASK|CONSTRUCT|DESCRIBE)(?=[\s{*?$])",
    re.IGNORECASE,
)
_HEAD = re.compile(r"\A(?:\s*#[^\n]*\n)+")
_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"])
_FORMS: tuple[Form, ...] = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: `rows` under `variables`, or `truth`, or `triples`; `cut` tells that there were more."""

    form: Form
    variables: tuple[str, ...] = ()
    rows: Sequence[Mapping[str, Term]] = ()
    truth: bool | None = None
    triples: Sequence[Triple] = ()
    cut: bool = False


def form(text: str) -> Form:
    """Tell what a query asks for. Raises QueryError for updates, for SERVICE and for what is no query.

    >>> form("PREFIX a: <urn:select> # DELETE\\nask { ?service a: 'SERVICE' }")
    'ASK'
    """
    upper = text.upper()
    begin = _BEGIN.match(upper)
    if begin and "SERVICE" not in upper:
        return next(known for known in _FORMS if known == begin[1])
    words = re.findall(r"[A-Za-z]+", NO_KEYWORD.sub(_blank, text).upper())
    if "SERVICE" in words:
        raise QueryError("SERVICE is refused: this endpoint asks no other server")
    first = next((word for word in words if word in _FORMS or word in _UPDATES), None)
    for known in _FORMS:
        if first == known:
            return known
    if first:
        raise QueryError(f"{first} is refused: this endpoint only reads")
    raise QueryError("this is no SPARQL query: SELECT, ASK, CONSTRUCT or DESCRIBE is missing")


def has_dataset(text: str) -> bool:
    """Tell whether a query names by FROM what it asks over.

    >>> has_dataset("SELECT * FROM <urn:a> { ?s ?p ?o }"), has_dataset("SELECT ?from { ?from ?p 'FROM' }")
    (True, False)
    """
    return "FROM" in text.upper() and "FROM" in re.findall(r"[A-Za-z]+", NO_KEYWORD.sub(_blank, text).upper())


def _blank(found: re.Match[str]) -> str:
    """Return what stands for a match of NO_KEYWORD; raises QueryError for a string that is not closed."""
    if found["open"] is not None or found["unclosed"] is not None:
        raise QueryError(f"the query does not stand: the string {found[0][:20]!r} is not closed")
    return " "


def bound(text: str, bindings: Mapping[str, Term]) -> str:
    """Join the values of `bindings` to the pattern of a query, at its outermost brace, as VALUES.

    The planner of the engine sees them there, which it does not where values are substituted while it runs.

    >>> from pyoxigraph import Literal
    >>> bound("SELECT ?x { ?s ?p ?x }", {"x": Literal("水")})
    'SELECT ?x { VALUES (?x) { ("水") } ?s ?p ?x }'
    """
    if not bindings:
        return text
    names, terms = " ".join(f"?{name}" for name in bindings), " ".join(map(str, bindings.values()))
    head, brace, rest = _HEAD.sub("", text).partition("{")
    return f"{head}{brace} VALUES ({names}) {{ ({terms}) }}{rest}"


def asked_over(text: str, dataset: Dataset | None) -> dict[str, Any]:
    """Return, as the engine takes it, the dataset that is given, else the query's own, else the union of all graphs."""
    if dataset is None:
        return {"use_default_graph_as_union": not has_dataset(text)}  # else the engine would pass over FROM
    return {
        "default_graph": [NamedNode(name) for name in dataset.defaults],
        "named_graphs": [NamedNode(name) for name in dataset.named],
    }


def refused(error: BaseException) -> bool:
    """Tell whether the engine cannot evaluate a query, such as one with an unknown function, or is broken itself.

    Both are a RuntimeError, so its words decide.

    >>> refused(RuntimeError("The custom function <urn:f> is not supported")), refused(RuntimeError("Corruption"))
    (True, False)
    """
    return isinstance(error, RuntimeError) and "is not supported" in str(error)


def without_dataset(text: str) -> str:
    """Return a query without its FROM and FROM NAMED, for servers that would add them to the dataset of the protocol.

    >>> without_dataset("SELECT * FROM <urn:a> FROM NAMED x:b { ?from ?p 'FROM <urn:a>' }")
    "SELECT *   { ?from ?p 'FROM <urn:a>' }"
    """
    return _DATASET.sub(lambda match: "" if match["dataset"] else match[0], text)


def answer(
    store: Store,
    text: str,
    *,
    rows: int | None = None,
    seconds: float | None = None,
    dataset: Dataset | None = None,
) -> Answer:
    """Answer `text` with at most `rows` rows or triples; a query beyond `seconds` raises QueryTimeoutError."""
    asked = form(text)
    if asked == "ASK":
        return Answer(asked, truth=store.ask(text, timeout=seconds, dataset=dataset))
    if asked == "SELECT":
        found = store.query(text, timeout=seconds, dataset=dataset)
        taken = list(islice(found, None if rows is None else rows + 1))
        return Answer(asked, found.variables, taken[:rows], cut=rows is not None and len(taken) > rows)
    triples = list(islice(store.construct(text, timeout=seconds, dataset=dataset), None if rows is None else rows + 1))
    return Answer(asked, triples=triples[:rows], cut=rows is not None and len(triples) > rows)
