"""`/cascade`: goals, tasks and schemes of the country and what each level below made of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response

from api.errors import unprocessable
from api.page.render import page
from api.page.stretches import Offset, height, slice_of
from api.site import Here, Site
from graph.cascade import KINDS, Step, cascade
from graph.conflict import conflicts

__all__ = ["router"]

router = APIRouter()

_TREES = 40  # on one page


@router.get("/cascade")
def cascaded(
    request: Request,
    site: Here,
    indicator: str = "",
    kind: str = "",
    region: str = "",
    offset: Offset = 0,
) -> Response:
    if kind and kind not in KINDS:
        raise unprocessable("kind", f"one of {', '.join(KINDS)}")
    place, chosen = site.region(region), site.indicator(indicator) if indicator else None
    everything = site.memory.get(("cascade", place), lambda: tuple(cascade(site.store, region=place)))
    counts = Counter(step.kind for step in everything)
    kind = kind or next((one for one in KINDS if counts[one]), KINDS[0])
    of = {row["record"]: (row["indicator"], row["label"]) for row in site.table("indicator_table")}
    steps = [
        step for step in everything if step.kind == kind and chosen in (None, of.get(step.lower.record or "", ("",))[0])
    ]
    offered = Counter(of[step.lower.record] for step in everything if step.kind == "target" and step.lower.record in of)
    trees = _trees(steps)
    named: dict[str, Any] = {
        "kind": kind,
        "kinds": {one: counts[one] for one in KINDS},
        "region": region,
        "regions": site.table("regions"),
        "indicators": [
            (iri.rpartition("/indicator/")[2], label or iri, n) for (iri, label), n in offered.most_common(40)
        ],
        "indicator": indicator,
        "asked": (chosen or "").rpartition("/indicator/")[2],
        "conflicts": _conflicts(site, chosen),
    }
    cut = slice_of(trees, offset, _TREES, _height)
    return page(request, "cascade.html", **named, **cut, trees=cut["rows"])


def _conflicts(site: Site, indicator: str | None) -> list[Any]:
    today = date.today()
    return site.memory.get(
        ("conflicts", today, indicator), lambda: list(conflicts(site.store, today, indicator=indicator))
    )


def _trees(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Hang each end under the one that it carries out; those above which nothing stands are the roots."""
    below: dict[Any, list[Step]] = defaultdict(list)
    for step in steps:
        below[_key(step.upper)].append(step)
    lower = {_key(step.lower) for step in steps}
    roots = {_key(step.upper): step.upper for step in steps if _key(step.upper) not in lower}
    return [{"end": end, "step": None, "below": _branch(key, below, {key})} for key, end in roots.items()]


def _height(node: Mapping[str, Any]) -> int:
    """Return how high a tree stands on a phone."""
    own = 120 + height(node["end"].says, 17) if node["step"] is None else 210 + height(node["end"].says, 15)
    return own + sum(map(_height, node["below"]))


def _key(end: Any) -> tuple[str, str]:
    return end.record or "", end.clause


def _branch(key: tuple[str, str], below: dict[Any, list[Step]], seen: set[tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        {"end": step.lower, "step": step, "below": _branch(_key(step.lower), below, seen | {_key(step.lower)})}
        for step in below.get(key, ())
        if _key(step.lower) not in seen
    ]
