"""`GET /api/ask`: a question answered, every sentence with its clause."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query

from api.day import Day
from api.errors import unprocessable
from api.lists import known_only
from api.schemas import Asked, Problem
from api.site import Here, Site
from graph.answer import Answer
from graph.answer import ask as answered

__all__ = ["answer", "router"]

Language = Literal["zh", "en"]

router = APIRouter(tags=["search"], responses={422: {"model": Problem}})


def answer(site: Site, q: str, on: date | None, language: Language = "zh") -> Answer:
    """Answer `q`; a problem that names the field where there is nothing to answer."""
    if not q.strip():
        raise unprocessable("q", "it is empty; ask something")
    if len(q) > site.settings.question_length:
        raise unprocessable("q", f"it has {len(q)} characters; at most {site.settings.question_length}")
    return answered(site.store, site.index, q, on, language)


@router.get("/api/ask", response_model=Asked, dependencies=[Depends(known_only)])
def ask(
    site: Here,
    q: Annotated[str, Query(description="A question: who, by when, how much, which target")],
    on: Annotated[Day | None, Query(description="The day to answer for; today if not given")] = None,
    lang: Annotated[Language, Query(description="Language of the sentences; names and quotes stay Chinese")] = "zh",
) -> Any:
    """Answer a question from the documents, with the clause for every sentence; what they do not say is said so."""
    return answer(site, q, on, lang).as_json()
