"""`POST /api/documents`, `/api/jobs`, `DELETE /api/documents/{id}`: documents in and out, with the key."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Request, Response, UploadFile
from fastapi.concurrency import run_in_threadpool

from api.access import Keyed
from api.errors import ProblemError, not_found
from api.intake import taken_out
from api.jobs import Job, Jobs, safe_name
from api.schemas import Problem
from api.site import Here

__all__ = ["jobs_of", "queued", "router"]

router = APIRouter(tags=["intake"], responses={code: {"model": Problem} for code in (403, 404, 413, 415)})


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
    return [await run_in_threadpool(jobs_of(request).add, name, data) for name, data in taken]


@router.post("/api/documents", status_code=202)
async def put(request: Request, site: Here, _: Keyed, files: Annotated[list[UploadFile], File()]) -> dict[str, Any]:
    """Put documents in: each file becomes a job; a file of a name that was put in before takes its place."""
    return {"jobs": [job.as_json() for job in await queued(request, site, files)]}


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
