"""Has the engine join by hash, where it would look up row after row, what a count or a sum has to read anyway.

The engine joins triple patterns by looking up for each row of one what another has of it: right for a few rows, several
times too slow for all. Sub-selects it joins by hash. So each pattern is put into one of its own, `{ SELECT * { … } }`,
which changes nothing of what is asked: the rows are the same, as often, and the engine finds them.
"""

from __future__ import annotations

import resource
from typing import Any, Final

import pyoxigraph

from graph.endpoint.apart import Parts, Pattern, apart
from graph.endpoint.confine import held
from graph.endpoint.question import Question

__all__ = ["Planner"]

_FEW: Final = 250
"""Rows of one pattern that are soon looked up, each in about 4 µs: nothing else is weighed then."""
_AS_MANY: Final = 3
"""Times the rows of the smallest pattern that all patterns may have, each on the average: a row joined by hash takes
0.4 µs, one looked up ten times as long, and the smallest is the least that is looked up.
"""
_BROADER: Final = 4  # times as many rows are counted, where all patterns have more
_PATTERNS: Final = 8  # at most
_ROWS: Final = 1_000_000  # at most
_TAKES: Final = 1024  # bytes of memory, at most, that a row takes while it is joined
_KEPT: Final = 1_000  # counts


class Planner:
    """Says in which words a query is put to the engine over `store`, which does not change."""

    def __init__(self, store: Any) -> None:
        self._store, self._nothing = store, pyoxigraph.Store()
        self._counts: dict[tuple[object, ...], tuple[int, int]] = {}  # rows that were found, of so many at most

    def text(self, asked: Question) -> str:
        """Return the text of `asked`, or another of the same answer that takes less work.

        Raises what the engine has to say against the text, in the words and places of that.
        """
        parts = None if asked.as_written else apart(asked.text)
        if parts is None or not 1 < len(parts.patterns) <= _PATTERNS or not _tied(parts.patterns):
            return asked.text
        self._nothing.query(asked.text, **asked.options)
        if not self._are_many(parts, asked):
            return asked.text
        joined = " ".join(f"{{ SELECT * {{ {' '.join(pattern)} }} }}" for pattern in parts.patterns)
        return f"{parts.before} {joined} {parts.after}"

    def _are_many(self, parts: Parts, asked: Question) -> bool:
        """Tell whether joining by hash takes less, by counts that take less than either."""
        patterns = sorted(map(_bare, parts.patterns), key=lambda pattern: (pattern.count("?"), pattern))
        room, most = _room(), _FEW
        while all(self._rows(pattern, most, parts, asked) == most for pattern in patterns):
            if most > room:
                return False
            most *= _BROADER
        fewest = min(self._rows(pattern, most, parts, asked) for pattern in patterns)
        if fewest < _FEW:
            return False
        left = min(room, _AS_MANY * fewest * len(patterns))
        for pattern in patterns:
            left -= self._rows(pattern, left + 1, parts, asked)
            if left < 0:
                return False
        return True

    def _rows(self, pattern: str, most: int, parts: Parts, asked: Question) -> int:
        """Return how many rows a pattern has, or `most` where it has more."""
        key = pattern, parts.prologue, parts.graphs, asked.defaults, asked.named, asked.base
        found, of = self._counts.get(key, (0, 0))
        if found == of < most:
            if len(self._counts) >= _KEPT:
                self._counts.clear()
            group = f"{{ SELECT * {{ {pattern} }} LIMIT {most} }}"
            text = f"{parts.prologue} SELECT (COUNT(*) AS ?n) {parts.graphs} {group}"
            (row,) = self._store.query(text, **asked.options)
            found = int(row["n"].value)
            self._counts[key] = found, most
        return min(found, most)


def _bare(pattern: Pattern) -> str:
    """Return a pattern with variables named by their place, alike for all that are named otherwise."""
    names = dict[str, str]()
    return " ".join(names.setdefault(word, f"?v{len(names)}") if word[0] == "?" else word for word in pattern)


def _tied(patterns: tuple[Pattern, ...]) -> bool:
    """Tell whether all subjects are variables, and shared variables tie all patterns together."""
    if any(subject[0] != "?" for subject, _, _ in patterns):
        return False
    tied, *others = [{word for word in pattern if word[0] == "?"} for pattern in patterns]
    while joined := [names for names in others if names & tied]:
        others = [names for names in others if names not in joined]
        tied = tied.union(*joined)
    return not others


def _room() -> int:
    """Return how many rows there is memory for."""
    most, _ = resource.getrlimit(resource.RLIMIT_AS)
    return _ROWS if most == resource.RLIM_INFINITY else min(_ROWS, max(0, most - held()) // _TAKES)
