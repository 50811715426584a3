"""The clauses of a page in stretches that a phone folds up: all of them stand open on a wide screen and on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from api.page.stretches import height, stretches

__all__ = ["LONG", "Fold", "folded"]

LONG: Final = 1000
"""From how many characters on a clause scrolls in a box of its own on a phone."""

_MOST = 1900  # pixels on a phone: with the head of the document, its outline and its facts some five screens
_BOX = 590


@dataclass(frozen=True, slots=True)
class Fold:
    """Clauses that open together; `label` names the first of them."""

    label: str
    clauses: tuple[Mapping[str, Any], ...]
    open: bool


def folded(clauses: Sequence[Mapping[str, Any]], asked: str | None = None) -> list[Fold]:
    """Cut `clauses` into folds, of which the one with the path `asked` stands open, the first where none has it.

    >>> rows = [{"path": str(at), "label": f"推广节水{at}", "text": "推广节水灌溉。" * 100} for at in (1, 2, 3)]
    >>> [(one.label, len(one.clauses), one.open) for one in folded(rows, "2")]
    [('1 推广节水1', 1, False), ('2 推广节水2', 1, True), ('3 推广节水3', 1, False)]
    """
    cuts = stretches(map(_height, clauses), _MOST)
    at = next((at for at, row in enumerate(clauses) if asked is not None and (row["path"] or "_") == asked), 0)
    return [
        Fold(_label(clauses[first]) if first < last else "", tuple(clauses[first:last]), first <= at < max(last, 1))
        for first, last in cuts
    ]


def _height(clause: Mapping[str, Any]) -> int:
    text = clause["text"] or ""
    high = height(text, 18, 34)
    return 14 + (min(high, _BOX) if len(text) > LONG or "\t" in text else high)


def _label(clause: Mapping[str, Any]) -> str:
    """Return where a clause stands and what it is called, by its first words where it has no heading."""
    text = " ".join((clause["label"] or clause["text"] or "").split())
    return f"{(clause['path'] or '').rpartition('/')[2]} {text[:24]}".strip()
