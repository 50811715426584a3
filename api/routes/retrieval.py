"""`POST /retrieval`: the search as an external knowledge base of Dify, where the setting `dify` opens it."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, ValidationError

from api.access import reading, refuse_foreign, shown
from api.collections import open_to
from api.errors import ProblemError
from api.routes.search import searched
from api.site import Here, Site
from graph.search import Filters, Hit
from graph.search.rank import WEIGHTS

__all__ = ["PUBLIC", "router"]

router = APIRouter(include_in_schema=False)

PUBLIC: Final = "policygraph"
"""The knowledge id of the library itself; any other id names a private collection that the key opens."""
_MALFORMED, _REFUSED, _UNKNOWN = 1001, 1002, 2001  # the codes of Dify's documentation
_BEST: Final = sum(weight for weight in WEIGHTS.values() if weight > 0)
"""The score of a clause for which every signal speaks: Dify takes scores from 0 to 1."""


class _Setting(BaseModel):
    top_k: Annotated[int, Field(ge=1, le=100)]
    score_threshold: Annotated[float, Field(ge=0, le=1)] = 0.0


class _Asked(BaseModel):
    knowledge_id: Annotated[str, Field(max_length=100)]
    query: str
    retrieval_setting: _Setting
    metadata_condition: dict[str, Any] | None = None


@router.post("/retrieval")
async def retrieval(request: Request, site: Here) -> Response:
    """Return the clauses that answer best, with scores from 0 to 1; errors have Dify's codes."""
    if "origin" in request.headers:
        refuse_foreign(request)
    try:
        asked = _asked(await request.body())
        library = await _library(request, site, asked.knowledge_id)
        if asked.metadata_condition and asked.metadata_condition.get("conditions"):
            raise ProblemError(422, "metadata_condition: no conditions are taken here; leave them out")
        records = await run_in_threadpool(_records, library, asked)
    except (HTTPException, ProblemError) as error:
        return _refusal(request, error)
    return JSONResponse({"records": records})


def _asked(body: bytes) -> _Asked:
    try:
        return _Asked.model_validate_json(body)
    except ValidationError as error:
        wrong = error.errors()[0]
        raise ProblemError(422, f"{'.'.join(map(str, wrong['loc'])) or 'body'}: {wrong['msg']}") from None


async def _library(request: Request, site: Site, name: str) -> Site:
    """Return the library that a knowledge id means; 401 without the key that it needs, 404 where there is none."""
    if name == PUBLIC:
        if site.settings.dify == "key":
            await reading(request, site)
        return site
    key = await shown(request, site.keys) if site.keys else None
    one = await request.app.state.latecomers.find(name) if open_to(key, [name]) else None
    if one is None:
        raise ProblemError(404, f"No knowledge of the id {name[:40]!r} is open to this key; the library is {PUBLIC!r}.")
    found = one.state.site
    assert isinstance(found, Site)
    return found


def _records(site: Site, asked: _Asked) -> list[dict[str, Any]]:
    hits = searched(site, asked.query, asked.retrieval_setting.top_k, Filters()).hits
    records = map(_record, hits)
    return [one for one in records if one["score"] >= asked.retrieval_setting.score_threshold]


def _record(hit: Hit) -> dict[str, Any]:
    score = round(min(1.0, max(0.0, hit.score / _BEST)), 4)
    place = {"path": hit.path, "heading": hit.heading, "iri": hit.iri, "document": hit.document}
    return {"content": hit.text, "score": score, "title": hit.title, "metadata": place}


def _refusal(request: Request, error: HTTPException | ProblemError) -> Response:
    status = error.status if isinstance(error, ProblemError) else error.status_code
    bearer = request.headers.get("authorization", "").lower().startswith("bearer ")
    codes = {401: _REFUSED if bearer else _MALFORMED, 403: _REFUSED, 404: _UNKNOWN}
    headers = error.headers if isinstance(error, HTTPException) else None
    body = {"error_code": codes.get(status, status), "error_msg": str(error.detail)}
    return JSONResponse(body, status, headers=dict(headers or {}))
