"""`POST /api/documents`, `/api/jobs`, `DELETE /api/documents/{id}`: documents in and out, with the key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import APIRouter, File, HTTPException, Request, Response, UploadFile
from fastapi.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access import Keyed, holder_of
from api.errors import ProblemError, not_found
from api.intake import taken_out
from api.jobs import Job, Jobs, safe_name
from api.limits import bounded
from api.roles import needed
from api.schemas import Problem
from api.scope import noted, path_of
from api.settings import Settings
from api.site import Here

__all__ = ["Gate", "jobs_of", "queued", "router"]

router = APIRouter(tags=["intake"], responses={code: {"model": Problem} for code in (401, 403, 404, 413, 415)})

_FILES: Final = ("/api/documents", "/ingest")
_ENTRY: Final = "/ingest/key"
_FORM: Final = 1 << 20  # bytes that a form takes around its files
_WORDS: Final = 1 << 16  # bytes of a form without files
_KEY: Final = 1 << 13
_FORMS: Final = ("/ingest/", "/review/", "/api/documents/", "/api/watches", "/watches")


@dataclass(frozen=True, slots=True)
class Gate:
    """ASGI middleware: of what is posted, reads nothing from those without the key, and from others up to a limit.

    Without it the framework would lay a whole form on disk before a route could ask who sends it.
    """

    app: ASGIApp
    settings: Settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = self._limit(scope)
        if limit is None:
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if limit != _KEY and not self._may(request):
            bare = [pair for pair in scope["headers"] if pair[0] not in (b"content-type", b"content-length")]
            await self.app({**scope, "headers": bare}, _nothing, send)  # the route says what is missing
            return
        await self.app(scope, bounded(scope, receive, limit, _too_long(limit)), send)

    def _may(self, request: Request) -> bool:
        key = holder_of(request, self.settings.holders)
        found = needed(request.method, path_of(request.scope))
        return key is not None and (found is None or key.role >= found[1])

    def _limit(self, scope: Scope) -> int | None:
        """Return how many bytes may be posted to a place behind the key; None for any other."""
        if scope["type"] != "http" or scope["method"] != "POST":
            return None
        path = path_of(scope)
        if path in _FILES:
            return (self.settings.upload_size << 20) + _FORM
        if path == _ENTRY:
            return _KEY
        return _WORDS if path.startswith(_FORMS) else None


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


def _too_long(limit: int) -> HTTPException:
    size = f"{(limit - _FORM) >> 20} MiB of files at a time" if limit > _FORM else f"{limit >> 10} KiB"
    return HTTPException(413, f"What is sent here may have {size}.")


def jobs_of(request: Request) -> Jobs:
    jobs = request.app.state.jobs
    assert isinstance(jobs, Jobs)
    return jobs


async def queued(request: Request, site: Here, files: list[UploadFile]) -> list[Job]:
    """Queue uploaded files; a problem that names the file where one is too long, empty or of a kind nothing reads."""
    from ingest.read import SUFFIXES

    limit = site.settings.upload_size << 20
    taken: list[tuple[str, bytes]] = []
    for file in files:
        name = safe_name(file.filename or "")
        if f".{name.rpartition('.')[2].lower()}" not in SUFFIXES:
            kinds = " ".join(sorted(suffix for suffix in SUFFIXES if suffix))
            raise ProblemError(415, f"{name}: no reader takes this kind of file. Kinds that are read: {kinds}")
        data = await file.read(limit + 1)
        if len(data) > limit:
            raise ProblemError(413, f"{name}: a file may have {site.settings.upload_size} MiB.")
        taken.append((name, data))
    if not taken:
        raise ProblemError(422, "files: no file was sent; send one or more as the form's field `files`.")
    added = [await run_in_threadpool(jobs_of(request).add, name, data) for name, data in taken]
    noted(request, jobs=[job.id for job in added])
    return added


@router.post("/api/documents", status_code=202)
async def put(
    request: Request, response: Response, site: Here, _: Keyed, files: Annotated[list[UploadFile], File()]
) -> dict[str, Any]:
    """Put documents in: each file becomes a job; a file of a name that was put in before takes its place.

    `Location` is that of the job, of several the list of all; `Retry-After` says when it is worth a first look.
    """
    added = await queued(request, site, files)
    place = f"/{added[0].id}" if len(added) == 1 else ""
    response.headers.update({"Location": f"{site.address(request)}api/jobs{place}", "Retry-After": "1"})
    return {"jobs": [job.as_json() for job in added]}


@router.get("/api/jobs")
async def jobs(request: Request, _: Keyed) -> dict[str, Any]:
    """List the jobs since the server started, the latest first."""
    return {"items": [job.as_json() for job in jobs_of(request).all()]}


@router.get("/api/jobs/{id}")
async def job(request: Request, _: Keyed, id: str) -> dict[str, Any]:
    """One job: its stage, and once it is done the documents, notices and unexplained numbers."""
    found = jobs_of(request).get(id)
    if found is None:
        raise not_found(f"A job with the id {id}")
    return found.as_json()


@router.delete("/api/documents/{id}", status_code=204)
def remove(request: Request, site: Here, _: Keyed, id: str) -> Response:
    """Take a document out of store and index, with everything that was said of its records."""
    with jobs_of(request).writing:
        if not taken_out(site, site.document(id)):
            raise not_found(f"A document with the id {id}")
    return Response(status_code=204)
