"""What a clause sets, in words fit to be compared: without who, without numbers, without what all documents say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from graph.contrast import Held
from graph.likeness import shared, unnumbered
from graph.search.grams import fold, sentences
from ingest.rules import Rules, parse

__all__ = ["Matter", "matters", "passage"]

Row = Mapping[str, Any]

_SHORTEST: Final = 15  # characters of words that tell what is to be done
_KINDS: Final = ("item", "article", "box")
_EVERYWHERE: Final = 3  # documents that have a sentence letter for letter: it is a formula


@dataclass(frozen=True, slots=True)
class Matter:
    """A clause that sets a task or offers something, and the words that tell what."""

    row: Row
    words: str


def matters(clauses: Iterable[Row], facts: Mapping[str, Held]) -> list[Matter]:
    """Return the clauses that set something, in their order; general parts (guiding thought, purpose) are left out."""
    rows = [row for row in clauses if row["kind"] in _KINDS and row["text"] and not _general(row)]
    formulas = _formulas(rows)
    found = (Matter(row, _words(row, facts.get(row["clause"], Held()), formulas)) for row in rows)
    return [matter for matter in found if len(matter.words) >= _SHORTEST]


def passage(text: str, other: str, shortest: int = 4) -> str:
    """Return the paragraph of `text` that shares most words with `other`, without the space around it.

    >>> passage("一、总则。\\n推广节水灌溉技术。\\n严禁围湖。", "大力推广节水灌溉")
    '推广节水灌溉技术。'
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return max(lines, key=lambda line: sum(map(len, shared(line, other, shortest, 1 << 10))), default=text)


def _words(row: Row, held: Held, formulas: Collection[str]) -> str:
    text: str = row["text"]
    heading = row["label"] or ""
    for duty in held.duties:
        if duty["form"] == "bracket":
            text = text.replace(duty["quote"], "。")
    kept = [sentence for sentence in sentences(fold(text)) if sentence.strip() not in formulas]
    words = unnumbered("".join(kept))
    return words if words.strip("。 \n") != fold(heading) else ""


def _formulas(rows: Iterable[Row]) -> frozenset[str]:
    """Return the sentences that several documents have letter for letter."""
    seen: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for sentence in sentences(fold(row["text"])):
            seen[sentence.strip()].add(row["document"])
    return frozenset(sentence for sentence, documents in seen.items() if len(documents) >= _EVERYWHERE)


def _general(row: Row) -> bool:
    rules = _rules()
    heading, text = row["label"] or "", row["text"]
    return bool(rules["general-heading"].regex.search(heading) or rules["general-text"].regex.search(text))


@cache
def _rules() -> Rules:
    return parse("cascade", (files("graph") / "rules" / "cascade.toml").read_text("utf-8"))
