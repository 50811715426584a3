"""Where in a visitor's query a parser stopped, read from what it said."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Mistake", "mistake"]

_OXIGRAPH = re.compile(r"error at (?P<line>\d{1,9}):(?P<column>\d{1,9}): *(?P<why>.*)", re.DOTALL)
_OTHERS = re.compile(r"(?i)\bline:? (?P<line>\d{1,9})(?:, col(?:umn)?:? (?P<column>\d{1,9}))?")
_KNOWN = (
    ("Prefix not found", "前缀没有声明", "The prefix is not declared."),
    ("a variable that is unbound", "SELECT 里有既未分组也未绑定的变量", "SELECT has a variable that nothing binds."),
)
_LONGEST = 300  # of a list of what could have stood there


@dataclass(frozen=True, slots=True)
class Mistake:
    """What was wrong: `detail` in the parser's words, then in ours; `line` and `column` from 1, None: not known."""

    detail: str
    chinese: str = ""
    english: str = ""
    line: int | None = None
    column: int | None = None


def mistake(said: str, added: int = 0) -> Mistake:
    """Read the place out of what a store said; `added` lines stood before the visitor's own.

    A place before the visitor's first line is none of theirs, and is left out.

    >>> found = mistake("error at 3:5: expected one of Prefix not found, [':']", added=1)
    >>> found.english, found.line, found.column
    ('The prefix is not declared.', 2, 5)
    >>> mistake("the query was not done in 10 s").line
    """
    own = _OXIGRAPH.search(said)
    found = own or _OTHERS.search(said)
    if not found or int(found["line"]) <= added:
        return Mistake(said)
    detail = " ".join((own["why"] if own else said).split()).removeprefix("expected one of ")
    detail = detail if len(detail) <= _LONGEST else detail[:_LONGEST] + "…"
    chinese, english = next(((zh, en) for key, zh, en in _KNOWN if key in said), ("", ""))
    column = int(found["column"]) if found["column"] else None
    return Mistake(detail, chinese, english, int(found["line"]) - added, column)
