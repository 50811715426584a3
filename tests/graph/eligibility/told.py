"""What the tests of this folder ask: what comes of what is told, for the offers of a text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from graph.eligibility import Scheme, choose, consult, evaluate, from_documents, from_mapping
from ingest.link import Register
from ingest.pipeline import ingest


def schemes_in(text: str, folder: Path) -> tuple[Scheme, ...]:
    """Read the schemes of a document of these words."""
    (folder / "x.txt").write_text(text, encoding="utf-8")
    return from_documents(ingest(folder / "x.txt", Register.load()))


def judged(
    schemes: tuple[Scheme, ...], told: dict[str, Any] | str, on: date, asking: str = "能拿多少？"
) -> tuple[bool | None, float | None]:
    """Return what comes of what is told, by facts or in words; unknown where no offer is found."""
    if isinstance(told, str):
        found = consult(schemes, f"{told}，{asking}", on)
        outcome = found.outcome if found else None
    else:
        outcome = choose(evaluate(schemes, from_mapping(told, schemes), on=on))
    return (outcome.eligible, outcome.amount) if outcome else (None, None)
