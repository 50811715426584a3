"""With whom an agency works: the agencies that stand in its clauses, laid out on a circle around it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Neighbour", "neighbours"]

_WIDE, _HIGH = 760, 420
_TOGETHER = 40  # a clause that names more agencies than this says "all offices": it ties none of them


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another agency, in how many clauses both stand, and where its circle is drawn."""

    iri: str
    name: str
    clauses: int
    x: float
    y: float
    radius: float
    width: float


def neighbours(rows: Iterable[Mapping[str, Any]], agency: str, most: int = 14) -> list[Neighbour]:
    """Return those that share clauses with `agency`, the most frequent first; `rows` are those of `agencies_beside`.

    >>> rows = [{"clause": "c", "linked": iri, "agencyName": iri[-1]} for iri in ("x:a", "x:b")]
    >>> [(one.name, one.clauses) for one in neighbours(rows, "x:a")]
    [('b', 1)]
    """
    names: dict[str, str] = {}
    inside: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        names.setdefault(row["linked"], row["agencyName"])
        inside[row["clause"]].add(row["linked"])
    shared: Counter[str] = Counter()
    for group in inside.values():
        if agency in group and len(group) <= _TOGETHER:
            shared.update(group - {agency})
    found = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:most]
    return [_placed(iri, names[iri], count, at, len(found), found[0][1]) for at, (iri, count) in enumerate(found)]


def _placed(iri: str, name: str, count: int, at: int, of: int, highest: int) -> Neighbour:
    turn = 2 * math.pi * at / of - math.pi / 2
    reach = 1.0 if at % 2 == 0 or of < 9 else 0.66
    x, y = _WIDE / 2 + reach * 290 * math.cos(turn), _HIGH / 2 + reach * 165 * math.sin(turn)
    share = count / highest
    return Neighbour(iri, name, count, round(x, 1), round(y, 1), round(6 + 8 * share, 1), round(1 + 4 * share, 1))
