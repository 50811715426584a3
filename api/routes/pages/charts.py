"""`/chart/….svg`: the pictures on the pages; each stands beside its table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request, Response

from api.errors import not_found
from api.page.charts import bars, points
from api.page.render import lang_of
from api.page.words import Lang, word
from api.routes.pages.compare import compared
from api.routes.pages.deadlines import chosen_rows
from api.site import Here, Site

__all__ = ["router"]

router = APIRouter()

_REST = {"unknown": "others", "未写明": "其他"}


@router.get("/chart/{name}.svg")
def chart(
    request: Request, site: Here, name: str, region: str = "", year: str = "", indicator: str = "", regions: str = ""
) -> Response:
    unknown = "unknown" if lang_of(request) == "en" else "未写明"
    made = _CHARTS.get(name)
    if made is None:
        raise not_found(f"A chart with the name {name}")
    given = {"region": region, "year": year, "indicator": indicator, "regions": regions}
    key = ("chart", name, unknown, *given.values())
    image = site.memory.get(key, lambda: made(site, given, unknown))
    return Response(image, media_type="image/svg+xml", headers={"Cache-Control": "private, max-age=300"})


def _documents(site: Site, given: dict[str, str], unknown: str) -> bytes:
    rows = site.table("documents")
    known = [{"x": r["issued"].year, "region": r["regionName"] or unknown} for r in rows if r["issued"]]
    return bars(known, "x", "region", _REST[unknown])


def _deadlines(site: Site, given: dict[str, str], unknown: str) -> bytes:
    rows = [row for row in chosen_rows(site, given["region"], given["year"]) if row["ends"]]
    months = len({row["ends"].strftime("%Y-%m") for row in rows})
    form = "%Y-%m" if months <= 24 else "%Y"
    shown = [{"x": row["ends"].strftime(form), "region": row["regionName"] or unknown} for row in rows]
    return bars(shown, "x", "region", _REST[unknown])


def _compare(site: Site, given: dict[str, str], unknown: str) -> bytes:
    lang: Lang = "en" if unknown == "unknown" else "zh"
    found = compared(site, given["indicator"], given["regions"])
    several = len({goal.change for goal in found.goals}) > 1
    rows: list[dict[str, Any]] = [
        {
            "day": goal.by.strftime("%Y-%m"),
            "value": float(goal.value),
            "name": (goal.region or unknown) + (f" {word(goal.change, lang)}" if several else ""),
        }
        for goal in found.goals
        if goal.by and goal.value is not None
    ]
    return points(rows, found.unit or "")


_CHARTS: dict[str, Callable[[Site, dict[str, str], str], bytes]] = {
    "documents": _documents,
    "deadlines": _deadlines,
    "compare": _compare,
}
