"""`/cascade`: goals, tasks and schemes of the country and what each level below made of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.errors import unprocessable
from api.page.render import page
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
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
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
        "trees": trees[offset : offset + _TREES],
        "total": len(trees),
        "offset": offset,
        "step": _TREES,
        "conflicts": _conflicts(site, chosen),
    }
    return page(request, "cascade.html", **named)


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


def _key(end: Any) -> tuple[str, str]:
    return end.record or "", end.clause


def _branch(key: tuple[str, str], below: dict[Any, list[Step]], seen: set[tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        {"end": step.lower, "step": step, "below": _branch(_key(step.lower), below, seen | {_key(step.lower)})}
        for step in below.get(key, ())
        if _key(step.lower) not in seen
    ]
