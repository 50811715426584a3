"""`/eligibility`: a firm told in a sentence or a form; verdicts, amounts, what fails or is missing, what to say next.

All of it stands in the address, so that a result can be kept, printed and put right; the server keeps nothing.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import ValidationError

from api.eligibility import Applied, ConditionRow, Eligible, FactRow, SchemeRow
from api.errors import ProblemError, unprocessable
from api.page.render import page
from api.routes.eligibility import eligibility as judged
from api.site import Here, Site

__all__ = ["router"]

router = APIRouter()

_FIELDS = 12
_FACT, _WAS, _WORDS = "fact.", "was.", "words."


@router.get("/eligibility")
def eligibility(
    request: Request,
    site: Here,
    text: str = "",
    region: str = "",
    on: str = "",
    regions: Annotated[list[str] | None, Query()] = None,
    form: str = "",
) -> Response:
    given = _given(request)
    named: dict[str, Any] = {"text": text, "region": region, "on": on, "given": given, "form": bool(form)}
    named |= {"elsewhere": [one for one in regions or [] if one], "regions": site.table("regions")}
    fields = site.memory.get(("fields", date.today()), lambda: _fields(site))
    if not text.strip() and not given:
        return page(request, "eligibility.html", **named, fields=fields, result=None, wrong=None)
    try:
        result = judged(site, _case(_without(text, request, given), region, on, given, named["elsewhere"]))
    except ProblemError as problem:
        if problem.status != 422:
            raise
        wrong = problem.detail
        return page(request, "eligibility.html", 422, **named, fields=fields, result=None, wrong=wrong)
    groups = {name: [row for row in result.schemes if row.status in kinds] for name, kinds in _GROUPS.items()}
    facts = [_editable(fact, request) for fact in result.facts]
    asked = _next(result, given)
    return page(
        request, "eligibility.html", **named, fields=fields, result=result, groups=groups, facts=facts, asked=asked,
        wrong=None,
    )  # fmt: skip


def _given(request: Request) -> dict[str, str]:
    """Return the facts that the visitor set; one left as it was read from the text is still the text's.

    What was read from the same words as a fact that was put right is set too, as those words are passed over then.
    """
    params = request.query_params
    found = {name.removeprefix(_FACT): value.strip() for name, value in params.multi_items() if name.startswith(_FACT)}
    known = {name: value for name, value in found.items() if name and value}
    given = {name: value for name, value in known.items() if value != params.get(f"{_WAS}{name}")}
    passed_over = {params.get(f"{_WORDS}{name}") for name in given} - {None, ""}
    return {n: value for n, value in known.items() if n in given or params.get(f"{_WORDS}{n}") in passed_over}


_GROUPS = {"eligible": ("eligible",), "unknown": ("unknown",), "not_eligible": ("not_eligible", "closed")}


def _case(text: str, region: str, on: str, given: dict[str, str], regions: list[str]) -> Applied:
    if on:
        try:
            date.fromisoformat(on)
        except ValueError:
            raise unprocessable("on", "a day, as 2026-06-30") from None
    try:
        return Applied(facts=given, text=text, region=region or None, on=on or None, regions=regions)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        raise unprocessable(str(first["loc"][0]), first["msg"]) from None


def _without(text: str, request: Request, given: dict[str, str]) -> str:
    """Take out of the text the words from which facts were read that the visitor has put right since."""
    for name in given:
        if words := request.query_params.get(f"{_WORDS}{name}"):
            text = text.replace(words, "，")
    return text


def _editable(fact: FactRow, request: Request) -> dict[str, Any]:
    """Return a fact with its value as a visitor would write it, and the words of the text that it stands for."""
    words = request.query_params.get(f"{_WORDS}{fact.attr}") or fact.words
    return {"attr": fact.attr, "value": fact.told.partition("：")[2], "words": words, "assumed": fact.assumed}


def _next(result: Eligible, given: dict[str, str]) -> list[Any]:
    return [one for one in result.next if one.attr not in given]


def _fields(site: Site) -> list[tuple[str, str, bool]]:
    """Return what most schemes ask for: name, unit, and whether yes or no answers it."""
    counts: Counter[str] = Counter()
    shape: dict[str, ConditionRow] = {}
    schemes: list[SchemeRow] = judged(site, Applied()).schemes
    for scheme in schemes:
        if scheme.status != "closed":
            for row in {row.condition: row for row in scheme.conditions}.values():
                counts[row.condition] += 1
                shape.setdefault(row.condition, row)
    found = [name for name, _ in counts.most_common() if len(name) <= 24][:_FIELDS]
    return [(name, shape[name].unit or "", isinstance(shape[name].expected, bool)) for name in found]
