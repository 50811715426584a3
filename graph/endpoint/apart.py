"""Takes queries apart that count or sum over plain triple patterns; of any other it keeps its hands off.

A query is taken apart only where its words leave no doubt: what is not known here, or could be read otherwise than the
engine does (a backslash, a string of several lines, an IRI where `<` can mean less), is not taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

__all__ = ["Parts", "Pattern", "apart"]

Pattern: TypeAlias = tuple[str, str, str]

_LOCAL: Final = r"(?:[\w:]|%[0-9A-Fa-f]{2})(?:[\w:\-]|%[0-9A-Fa-f]{2}|\.+(?=[\w:\-%]))*"
_NAME: Final = rf"(?:[^\W\d_](?:[\w.\-]*[\w\-])?)?:(?:{_LOCAL})?"
_IRI: Final = r'<[^<>"{}|^`\\\x00-\x20]*>'
_TOKEN: Final = re.compile(
    rf"""(?>[ \t\r\n]+|\#[^\n\r]*)*+(?:(?P<i>{_IRI})|(?<![\w:>%])(?P<v>[?$]\w+)|(?P<n>{_NAME})"""
    rf"""|(?P<l>(?:"[^"\n\r]*"|'[^'\n\r]*')(?:@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*(?!-)|\^\^(?:{_IRI}|{_NAME}))?"""
    r"""|(?<![\w:>%])-?\d+(?:\.\d+)?(?:[eE][+\-]?\d+)?(?![\w:])(?!\.\w))"""
    r"""|(?P<word>[A-Za-z_]+(?![\w:]))|(?P<sign>[{}();,.=!<>|&+\-*/])|(?P<end>\Z))"""
)
_WORDS: Final = {
    **{word: word[0] for word in ("BASE", "PREFIX", "SELECT", "FROM", "NAMED", "WHERE", "GROUP")},
    **dict.fromkeys(["COUNT", "SUM", "MIN", "MAX", "AVG"], "A"),
    **dict.fromkeys(["GROUP_CONCAT", "SAMPLE"], "O"),  # what they give hangs on the order of the rows
    **dict.fromkeys(["TRUE", "FALSE"], "l"),
}
# One letter stands for one token: those of its kind in `_TOKEN` or of its word in `_WORDS`, `a`, `w` for other words.
_FACTS: Final = r"[vina][vinl](?:,[vinl])*"
_FACTS_OF_ONE: Final = rf"[vin]{_FACTS}(?:;+{_FACTS})*;*"
_QUERY: Final = re.compile(
    rf"(?P<prologue>(?:Bi|Pni)*)S(?P<asked>[^{{}}iOFWBPS]*)(?P<graphs>(?:FN?[in])*)W?"
    rf"\{{(?P<group>{_FACTS_OF_ONE}(?:\.{_FACTS_OF_ONE})*\.?)\}}(?P<tail>[^{{}}iOFWBPS]*)"
)
_GATHERED: Final = re.compile(r"A\(")
_WORTH: Final = re.compile("COUNT|SUM|MIN|MAX|AVG|GROUP")
_STAYS: Final = {".": 0, ";": 1, ",": 2}  # how many terms the next pattern shares
_DOUBTFUL: Final = ("\\", '"""', "'''")
_LONGEST: Final = 10_000  # characters


@dataclass(frozen=True, slots=True)
class Parts:
    """A query: its text up to its one group, the patterns of this, and the text after it.

    `prologue` and `graphs` are its BASE and PREFIX, and its FROM, in the one wording that all their like have.
    """

    before: str
    patterns: tuple[Pattern, ...]
    after: str
    prologue: str
    graphs: str


def apart(text: str) -> Parts | None:
    """Take apart a query that gathers all rows of a group of triple patterns; None: it is another, or may be.

    >>> found = apart("PREFIX p: <urn:p#> SELECT ?a (COUNT(*) AS ?n) { ?r a p:R ; p:b ?a, '}' . } GROUP BY ?a # {")
    >>> found.patterns
    (('?r', 'a', 'p:R'), ('?r', 'p:b', '?a'), ('?r', 'p:b', "'}'"))
    >>> found.before[-1:] + found.after, found.prologue
    ('{} GROUP BY ?a # {', 'PREFIX p: <urn:p#>')
    >>> apart("SELECT ?a { ?r a <urn:R> ; <urn:b> ?a }"), apart("SELECT (COUNT(*) AS ?n) { ?s <urn:p>+ ?o }")
    (None, None)
    """
    if len(text) > _LONGEST or not _WORTH.search(text.upper()) or any(mark in text for mark in _DOUBTFUL):
        return None
    tokens = list(_TOKEN.finditer(text))
    if any(one.end() != other.start() for one, other in pairwise(tokens)) or tokens[0].start():
        return None
    query = _QUERY.fullmatch("".join(map(_letter, tokens)))
    if query is None or not ("G" in query["tail"] or _GATHERED.search(query["asked"])):
        return None

    def told(part: str) -> str:
        start, end = query.span(part)
        return " ".join(map(_word, tokens[start:end]))

    start, end = query.span("group")
    before, after = text[: tokens[start - 1].end()], text[tokens[end].start("sign") :]
    return Parts(before, _patterns(map(_word, tokens[start:end])), after, told("prologue"), told("graphs"))


def _word(token: re.Match[str]) -> str:
    return token[token.lastgroup or 0]


def _letter(token: re.Match[str]) -> str:
    kind = token.lastgroup or ""
    if kind in "vinl":
        return kind
    if kind == "word":
        word = token["word"]
        return "a" if word == "a" else _WORDS.get(word.upper(), "w")
    return token["sign"] or ""


def _patterns(group: Iterable[str]) -> tuple[Pattern, ...]:
    """Return the patterns of a group that is nothing but such: one for each object."""
    patterns, terms = list[Pattern](), list[str]()
    for word in (*group, "."):
        if word not in _STAYS:
            terms.append(f"?{word[1:]}" if word[0] == "$" else word)
            continue
        if len(terms) == 3:
            patterns.append((terms[0], terms[1], terms[2]))
        terms = terms[: _STAYS[word]]
    return tuple(patterns)
