"""Tools for applicants: what is offered, what it asks, and verdicts on answers."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from api.agent.held import Here
from api.agent.names import document_id
from api.agent.shape import Document, Limit, Offset, Region, page, paged, plain
from api.day import Day
from api.eligibility.schemas import LONGEST, Applied
from api.routes import eligibility

__all__ = ["evaluate_eligibility", "questionnaire", "schemes"]

Ids = Annotated[list[str], Field(min_length=1, max_length=20, description="Ids of schemes, as `schemes` gives them")]
_On = Annotated[Day | None, Field(description="The day to answer for, as 2026-06-30; today if not given")]


def schemes(
    site: Here,
    q: Annotated[str, Field(max_length=2000, description="What it is about, nearest first")] = "",
    region: Region = None,
    document: Document = None,
    kind: Annotated[str | None, Field(max_length=40, description="subsidy, award, tax …")] = None,
    on: _On = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> dict[str, Any]:
    """List the subsidies, awards and other benefits on offer, with the clause of each."""
    chosen = document and document_id(site, document)
    found = plain(eligibility.schemes(site, chosen, region, q, kind, on, limit, offset))
    rows = [one["clause"] | one for one in found["schemes"]]
    return paged(rows, found["total"], limit, offset, "schemes")


def questionnaire(site: Here, schemes: Ids, limit: Limit = 20, offset: Offset = 0) -> dict[str, Any]:
    """Give the criteria of schemes as questions, each with its clause, and the JSON Schema of all answers."""
    found = eligibility.questionnaire(site, ",".join(schemes))
    asked = page(plain(found["variables"]), limit, offset, "variables")
    return {"schemes": found["schemes"]} | asked | {"json_schema": plain(found["json_schema"])}


def evaluate_eligibility(
    site: Here,
    answers: Annotated[
        dict[str, Any], Field(description='Variable id to true, false, text, a number, {"value": 320, "unit": "万元"}')
    ] = {},  # noqa: B006
    schemes: Annotated[list[str], Field(max_length=100, description="Ids; none: those that the case is about")] = [],  # noqa: B006
    facts: Annotated[dict[str, Any], Field(description="Names as people use them to values, as in `answers`")] = {},  # noqa: B006
    text: Annotated[str, Field(max_length=LONGEST, description="The case in plain words")] = "",
    region: Annotated[str | None, Field(max_length=40, description="Name or code of where the applicant is")] = None,
    on: _On = None,
    limit: Limit = 5,
    offset: Offset = 0,
) -> dict[str, Any]:
    """Say for each scheme whether it is met, what it comes to, on which clauses that rests, and what is still open.

    What is not answered is unknown: never no, never zero. Only exclusions are presumed not to hold, each named.
    `together` is the most that can be had of all schemes at once.
    """
    case = Applied(answers=answers, schemes=schemes, facts=facts, text=text, region=region, on=on)
    found = plain(eligibility.eligibility(site, case))
    verdicts = page(found.pop("schemes"), limit, offset, "schemes")
    head = {name: value for name, value in found.items() if name not in ("regions", "total")}
    return head | {"together": found["total"]} | verdicts
