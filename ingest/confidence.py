"""How sure a record is: the share of records of its rule that were right on documents read by hand.

`confidence.toml` beside this module holds the shares; `bench/calibrate.py` learns and writes it. Gold that rules were
made with flatters them, so each share is drawn towards a cautious guess: 0.9 needs several examples without a miss.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from ingest.record import Record

__all__ = ["PRIOR", "REPORTED", "WEIGHT", "calibrated", "shrunk"]

PRIOR = 0.85  # how often a rule is held to be right before any example
WEIGHT = 10.0  # how many examples that guess is worth
REPORTED = 0.8  # of that sureness where a document only reports: it shortens, rounds, and may speak of a draft
_OF_READERS = "@"  # in the rules of readers other than the rules: no gold was held against them yet
_OTHER = "other"  # the key of a kind for rules that no example has met


def calibrated(record: Record, reported: bool = False) -> Record:
    """Return the record with its confidence, 0 … 1: its rule's, less where its reader doubts it or it is reported.

    >>> from ingest.record import Citation, Clause, Evidence
    >>> sure = calibrated(Citation(Evidence(Clause("例", "一", "《节水办法》"), 0, 6, "citation/cites"), "节水办法"))
    >>> 0.9 < sure.confidence < 1
    True
    """
    kind = type(record).__name__.lower()
    table = _table().get(kind, {_OTHER: PRIOR})  # a kind of which no gold tells yet
    rule = record.evidence.rule
    share = PRIOR if _OF_READERS in rule else table.get(rule.partition("/")[2], table[_OTHER])
    sure = min(record.confidence, share)
    return replace(record, confidence=round(sure * REPORTED, 3) if reported else sure, reported=reported)


def shrunk(right: float, count: float) -> float:
    """Return the share of right ones, drawn towards a guess of `PRIOR` that is worth `WEIGHT` examples.

    >>> shrunk(0, 0), shrunk(90, 90), round(shrunk(3, 3), 3)
    (0.85, 0.985, 0.885)
    """
    return (right + WEIGHT * PRIOR) / (count + WEIGHT)


@cache
def _table() -> Mapping[str, Mapping[str, float]]:
    return tomllib.loads((files("ingest") / "confidence.toml").read_text("utf-8"))
