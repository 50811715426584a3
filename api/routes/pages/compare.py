"""`/compare`: regions by indicator, two documents clause by clause, agencies of one function by region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.errors import unprocessable
from api.page.render import page
from api.page.stretches import Offset, height, slice_of
from api.sides import alignment_json, comparison_rows, office_rows
from api.site import Here, Site
from graph.compare import Comparison, Goal, compare
from graph.naming import label_of

__all__ = ["compared", "router"]

router = APIRouter()

_MOST = 6  # indicators on one page
_SIDE = 600  # pixels that a clause takes at most beside another
_PAIRS = ("changed", "alike", "same", "only_one", "only_other")


@router.get("/compare")
def comparison(
    request: Request,
    site: Here,
    indicator: Annotated[list[str] | None, Query()] = None,
    regions: Annotated[list[str] | None, Query()] = None,
    first: str = "",
) -> Response:
    chosen = [name for name in dict.fromkeys(indicator or []) if name.strip()]
    if len(chosen) > _MOST:
        raise unprocessable("indicator", f"at most {_MOST} on one page")
    places = ",".join(dict.fromkeys(([first] if first else []) + [name for name in regions or [] if name.strip()]))
    shown = [_shown(site, name, places) for name in chosen]
    offered = site.memory.get("indicators", lambda: _indicators(site))
    named: dict[str, Any] = {"chosen": chosen, "wanted": places.split(",") if places else [], "first": first}
    return page(request, "compare.html", **named, shown=shown, indicators=offered, regions=site.table("regions"))


@router.get("/compare/documents")
def documents(
    request: Request, site: Here, one: str = "", other: str = "", only: str = "", offset: Offset = 0
) -> Response:
    offered = sorted((site.document_id(row["document"]), row["title"]) for row in site.table("documents"))
    found = None
    if one and other and one != other:
        here, there = site.known_document(one, "one") or "", site.known_document(other, "other") or ""
        found = site.memory.get(("alignment", here, there), lambda: alignment_json(site.store, here, there))
    if only and only not in _PAIRS:
        raise unprocessable("only", f"one of {', '.join(_PAIRS)}")
    pairs = [pair for pair in found["pairs"] if not only or pair["kind"] == only] if found else []
    named: dict[str, Any] = {"one": one, "other": other, "only": only, "offered": offered, "found": found}
    return page(request, "compare_documents.html", **named, kinds=_PAIRS, **slice_of(pairs, offset, 40, _pair_height))


@router.get("/compare/function")
def function(
    request: Request,
    site: Here,
    function: str = "",
    matter: str = "",
    role: str = "",
    offset: Offset = 0,
) -> Response:
    if role not in ("", "lead", "responsible", "support"):
        raise unprocessable("role", "one of lead, responsible, support")
    functions = [(row["function"].rpartition("/function/")[2], row["functionName"]) for row in site.table("functions")]
    regions: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    words: list[str] = []
    kindred: list[str] = []
    if function or matter.strip():
        filters: dict[str, Any] = {"function": site.function(function or None), "role": role or None}
        key = ("offices", matter.strip(), function, role)
        found, rows = site.memory.get(key, lambda: office_rows(site.store, matter.strip(), **filters))
        kindred = [word for word in found.words if word in found.kindred]
        words = [word for word in found.words if word not in found.kindred]
    else:
        rows = []
    cut = slice_of(rows, offset, high=_duty_height)
    for row in cut["rows"]:
        regions[row["region_name"] or ""].append(row)
    named: dict[str, Any] = {"function": function, "matter": matter, "role": role, "functions": functions}
    named |= {
        "by_region": regions,
        "words": words,
        "kindred": kindred,
    }
    return page(request, "compare_function.html", **named, **cut)


def _duty_height(row: Mapping[str, Any]) -> int:
    return 210 + height(row["task"] or row["says"][:80])


def _pair_height(pair: Mapping[str, Any]) -> int:
    sides = [height(pair[side]["text"], 18, 27) for side in ("one", "other") if pair[side]]
    return 90 + 40 * len(pair["facts"]) + sum(min(side, _SIDE) for side in sides)


def _shown(site: Site, indicator: str, regions: str) -> dict[str, Any]:
    found = compared(site, indicator, regions)
    missing = [label_of(site.store, region) for region in found.missing]
    named = {"asked": indicator, "regions": regions, "found": found, "missing": missing, "sense": sense(found.goals)}
    return named | {"rows": comparison_rows(found)}


def sense(goals: Sequence[Goal]) -> tuple[str, str] | None:
    """Return in words which way the goals of a chart are stricter; None where the texts leave it open."""
    if any(goal.amount for goal in goals):
        return "绝对量随地区大小而异，不分宽严", "amounts grow with the region: neither way is stricter"
    signs = {(">" in goal.op) - ("<" in goal.op) for goal in goals} - {0}
    if {goal.change for goal in goals} <= {"increase", "decrease"}:
        return "同一基期和期限，幅度越大越严", "of one base and date, the larger change is stricter"
    if len(signs) != 1:
        return None
    return ("数值越高越严", "higher is stricter") if signs == {1} else ("数值越低越严", "lower is stricter")


def _indicators(site: Site) -> list[Mapping[str, Any]]:
    """Return the indicators that documents set goals for, those of most regions first."""
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in site.table("indicator_table"):
        groups[row["indicator"]].append(row)
    found = [
        {
            "id": iri.rpartition("/indicator/")[2],
            "label": rows[0]["label"] or rows[0]["indicatorName"],
            "names": (names := sorted({row["regionName"] for row in rows if row["regionName"]})),
            "regions": len(names),
            "goals": len(rows),
        }
        for iri, rows in groups.items()
    ]
    return sorted(found, key=lambda row: (-row["regions"], -row["goals"], row["label"]))


def compared(site: Site, indicator: str, regions: str) -> Comparison:
    """Compare the regions named with commas between, all if none is; a problem that names what is not known."""
    wanted = [str(site.region(name.strip(), "regions")) for name in regions.split(",") if name.strip()]
    iri = site.indicator(indicator)
    return site.memory.get(("compare", iri, *wanted), lambda: compare(site.store, iri, wanted))
