"""The extractors in the order of their records: to add a kind, write its module and name it here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ingest.extract import citation, deadline, incentive, provision, responsibility, target
from ingest.extract.top_up import topped_up
from ingest.record import Incentive, Reading, Record

__all__ = ["EXTRACTORS", "Extractor"]

Extractor = Callable[[Reading], Iterable[Record]]


def _incentives(reading: Reading) -> Iterator[Incentive]:
    return map(topped_up, incentive.extract(reading))


EXTRACTORS: tuple[tuple[str, Extractor], ...] = (
    ("target", target.extract),
    ("responsibility", responsibility.extract),
    ("deadline", deadline.extract),
    ("incentive", _incentives),
    ("citation", citation.extract),
    ("provision", provision.extract),
)
