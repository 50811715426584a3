"""`/api/schemes`, `/api/questionnaire`, `/api/eligibility`: what is offered, what it asks, and verdicts on answers."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response

from api.day import Day
from api.eligibility import rows
from api.eligibility.elsewhere import elsewhere
from api.eligibility.record import record, table
from api.eligibility.schemas import Applied, Eligible, ProposalRow, SchemeDetail, Schemes
from api.eligibility.service import Checked, check, found, known, readers_of, selected, variables_of
from api.errors import unprocessable
from api.lists import Linking, csv_text, known_only
from api.schemas import Problem
from api.site import Here, Site
from graph.eligibility.load import schemes_of
from graph.eligibility.questionnaire import json_schema, next_question, questions
from graph.eligibility.scheme import Scheme
from graph.eligibility.stacking import total

__all__ = ["answered", "router", "service_record"]

router = APIRouter(tags=["eligibility"], responses={code: {"model": Problem} for code in (404, 413, 422)})

_KNOWN = [Depends(known_only)]


@router.get("/api/schemes", response_model=Schemes, dependencies=_KNOWN)
def schemes(
    site: Here,
    document: Annotated[str | None, Query(description="Id of a document, or its IRI")] = None,
    region: Annotated[str | None, Query(max_length=40, description="Name or GB/T 2260 code")] = None,
    q: Annotated[str, Query(max_length=2000, description="What it is about, nearest first")] = "",
    kind: Annotated[str | None, Query(max_length=40, description="subsidy, award, tax …")] = None,
    on: Annotated[Day | None, Query(description="The day for `state`; today if not given")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    links: Linking = None,
) -> Any:
    """List what is offered, in the order of the documents, or with `q` the nearest first."""
    day = on or date.today()
    chosen = selected(site.store, document and _iri(site, document), region, q, kind, day)
    if links:
        links.put(limit, offset, len(chosen))
    return {"schemes": [rows.listed(one, day) for one in chosen[offset : offset + limit]], "total": len(chosen)}


def _iri(site: Site, document: str) -> str | None:
    return document if "://" in document else site.known_document(document)


@router.get("/api/schemes/{id}", response_model=SchemeDetail, dependencies=_KNOWN)
def scheme(site: Here, id: str) -> Any:
    """One scheme: its criteria, their logic, its tiers, the provisions that govern it, and its questionnaire."""
    return rows.detail(found(site.store, id))


@router.get("/api/schemes/{id}/service", dependencies=_KNOWN)
def service(
    site: Here, id: str, format: Annotated[Literal["json", "csv"] | None, Query(description="json or csv")] = None
) -> Any:
    """One scheme as the record of a public service; 未载明 stands for what no clause says."""
    chosen = service_record(site, found(site.store, id))
    if format != "csv":
        return chosen
    headers = {"Content-Disposition": f'attachment; filename="{id}.csv"'}
    return Response(csv_text(table(chosen)), media_type="text/csv; charset=utf-8", headers=headers)


def service_record(site: Site, scheme: Scheme) -> dict[str, Any]:
    """Return a scheme's record with what the clauses of its document say of applying."""
    return record(scheme, site.table("clauses_of_document", document=scheme.citation.document))


@router.get("/api/questionnaire", dependencies=_KNOWN)
def questionnaire(
    site: Here, schemes: Annotated[str, Query(max_length=8000, description="Ids with commas between")]
) -> dict[str, Any]:
    """The questions of several schemes, each once, with the JSON Schema of the answers."""
    ids = [id for id in schemes.split(",") if id]
    if not 1 <= len(ids) <= 100:
        raise unprocessable("schemes", f"there are {len(ids)} ids; give 1 to 100 with commas between")
    asked = questions(known(schemes_of(site.store), ids))
    return {
        "schemes": list(dict.fromkeys(ids)),
        "variables": [rows.variable(one).model_dump() | {"schemes": list(one.schemes)} for one in asked],
        "json_schema": json_schema(asked),
    }


@router.post("/api/eligibility", response_model=Eligible, dependencies=_KNOWN)
def eligibility(site: Here, case: Applied) -> Any:
    """Say for each scheme whether it is met, what it comes to, on what that rests, and what is still open.

    What is not answered is unknown: never no, never zero. Only exclusions are presumed not to hold, each named.
    """
    return answered(site, check(site.store, case, readers_of(site.settings)))


def answered(site: Site, checked: Checked) -> Eligible:
    """Return the answer to a case that was checked."""
    asked = next_question(checked.verdicts)
    proposed = {one.variable for one in checked.proposed}
    labels = variables_of(verdict.scheme for verdict in checked.verdicts)
    return Eligible(
        on=checked.on,
        schemes=[rows.verdict(one, proposed) for one in checked.verdicts],
        next=rows.question(asked) if asked else None,
        proposed=[
            ProposalRow(
                variable=one.variable,
                label=labels[one.variable].label,
                value=one.value,
                words=one.words,
                source=one.source,
            )
            for one in checked.proposed
        ],
        ambiguous={name: list(ids) for name, ids in checked.ambiguous.items()},
        not_understood=list(checked.not_understood),
        total=rows.total(total(checked.verdicts)),
        regions=list(elsewhere(schemes_of(site.store), checked.elsewhere, checked.answers, checked.on)),
    )
