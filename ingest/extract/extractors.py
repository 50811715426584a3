"""The extractors in the order of their records: to add a kind, write its module and name it here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ingest.extract import citation, deadline, incentive, responsibility, target
from ingest.record import Reading, Record

__all__ = ["EXTRACTORS", "Extractor"]

Extractor = Callable[[Reading], Iterable[Record]]

EXTRACTORS: tuple[tuple[str, Extractor], ...] = (
    ("target", target.extract),
    ("responsibility", responsibility.extract),
    ("deadline", deadline.extract),
    ("incentive", incentive.extract),
    ("citation", citation.extract),
)
