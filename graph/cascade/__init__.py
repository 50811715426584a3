"""Follows what the country sets down to the places that carry it out, with what changed on the way.

A step leads from a goal, task or scheme to the one that it was handed down from: in a document that stands above
(`graph/hierarchy.py`), by the same indicator, by like words, or by a citation. What is told apart: `ties` say by what,
`drift` what changed. Likeness finds candidates and proves nothing; the words that both share are shown with each step.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graph.cascade import goals, tasks
from graph.cascade.step import End, Step
from graph.compare import Units
from graph.hierarchy import Hierarchy
from graph.query import table
from graph.store import Store
from ingest.link import Register

__all__ = ["KINDS", "End", "Step", "cascade"]

KINDS = ("target", "task", "scheme")


def cascade(
    store: Store,
    indicator: str | None = None,
    *,
    kinds: tuple[str, ...] = KINDS,
    region: str | None = None,
    document: str | None = None,
    on: date | None = None,
    units: Units | None = None,
) -> Iterator[Step]:
    """Yield each step from what is set above to what carries it out: goals first, then tasks and schemes.

    `indicator` (an IRI) asks for the goals of one indicator alone. `region` and `document` (IRIs) bound what stands at
    the lower end; with `on` both ends are in force that day, as far as the texts say.
    """
    hierarchy = Hierarchy(store)
    standing = None if on is None else {row["document"] for row in table(store, "in_force", on=on)}
    lowers = {
        name
        for name, place in hierarchy.places.items()
        if (document is None or name == document) and (region is None or hierarchy.within(place.region, region))
    }
    uppers = set(hierarchy.places)
    if standing is not None:
        lowers, uppers = lowers & standing, uppers & standing
    resolve = units or Register.load().unit
    if "target" in kinds:
        yield from goals.steps(store, hierarchy, lowers, uppers, indicator, resolve)
    if indicator is None and {"task", "scheme"} & set(kinds):
        for step in tasks.steps(store, hierarchy, lowers, uppers, resolve):
            if step.kind in kinds:
                yield step
