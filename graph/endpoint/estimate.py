"""How much work a query looks like, from its text alone: by it those who wait are let in, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Final

from graph.sparql import NO_KEYWORD

__all__ = ["looks_long"]

_TOKEN: Final = re.compile(rf"(?P<term>{NO_KEYWORD.pattern})|[\w\-]+|[^\s\w]", re.DOTALL)
_WEIGHS: Final = frozenset(
    ["COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT", "GROUP", "ORDER", "DISTINCT", "FILTER", "MINUS"]
)
_TEXTS: Final = frozenset(["REGEX", "REPLACE", "CONCAT", "STRLEN", "CONTAINS"])
_ENDS: Final = frozenset("{}.;")
_WORD: Final = re.compile("(?!a$)[A-Za-z_]+")
_MANY: Final = 50  # patterns
_LONG: Final = 10_000  # characters: to look longer would take longer than many a query
_OPEN: Final = 3  # variables of a pattern that names nothing


def looks_long(text: str) -> bool:
    """Tell whether a query looks like much work: it joins what nothing bounds, pairs what nothing ties, goes far along
    a path, or reads the letters of all there is. One that only looks short is stopped all the same.

    >>> looks_long("ASK { ?d a <urn:Law> }"), looks_long("SELECT * { ?s ?p ?o } LIMIT 10")
    (False, False)
    >>> looks_long("SELECT * { ?s ?p ?o . ?a ?b ?c }"), looks_long("SELECT * { ?s a <urn:A> . ?o a <urn:B> }")
    (True, True)
    >>> looks_long("ASK { ?s <urn:p>+ ?o }"), looks_long("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    (True, True)
    """
    if len(text) > _LONG:
        return True
    terms = [_plain(found) for found in _TOKEN.finditer(text)]
    words = {term.upper() for term in terms}
    patterns = list(islice(_patterns(terms), _MANY + 1))
    unbound = [one for one in patterns if len(one) == _OPEN]
    far = any(sign in "*+" and before in (":", ")", "a") for before, sign in pairwise(terms))
    bounded = "LIMIT" in words and not words & _WEIGHS
    if far or words & _TEXTS or len(patterns) > _MANY or len(unbound) > 1:
        return True
    return (bool(unbound) and not bounded) or _untied(patterns)


def _plain(found: re.Match[str]) -> str:
    """Return a token: `?x` for a variable, `:` for any other term, nothing for a comment, else itself."""
    if found["term"] is None:
        return found[0]
    if found[0][0] == "#":
        return ""
    return found[0] if found[0][0] in "?$" else ":"


def _patterns(terms: list[str]) -> Iterator[frozenset[str]]:
    """Yield the variables of each pattern: between full stops, up to a keyword, with its subject for each `;`."""
    depth, pattern, open_ = 0, list[str](), True
    for term in terms:
        ends = term in _ENDS
        if not ends and not _WORD.fullmatch(term):
            pattern += [term] if open_ and term else []
            continue
        if depth and open_ and len(pattern) > 1:
            yield frozenset(one for one in pattern if one[0] in "?$")
        depth += (term == "{") - (term == "}")
        pattern, open_ = (pattern[:1] if term == ";" else []), ends


def _untied(patterns: list[frozenset[str]]) -> bool:
    """Tell whether there are patterns that no variable ties: each of one goes with each of another."""
    groups = list[frozenset[str]]()
    for one in filter(None, patterns):
        tied = [group for group in groups if group & one]
        groups = [group for group in groups if not group & one] + [one.union(*tied)]
    return len(groups) > 1
