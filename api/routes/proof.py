"""`GET /api/proof`: one fact with all that proves it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from api.errors import not_found
from api.lists import known_only
from api.schemas import Problem
from api.site import Here
from graph.errors import QueryError
from graph.proof import proof

__all__ = ["router"]

router = APIRouter(tags=["facts"], responses={404: {"model": Problem}}, dependencies=[Depends(known_only)])


@router.get("/api/proof")
def proven(site: Here, record: Annotated[str, Query(description="IRI of the fact")]) -> dict[str, Any]:
    """One fact with all its proof: words, span, page, boxes, rule and version, confidence, file digest, software."""
    try:
        return proof(site.store, site.checked(record, "record"))
    except QueryError:
        raise not_found(f"A fact with the IRI {record}") from None
