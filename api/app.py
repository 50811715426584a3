"""The application: every route under one roof, errors, headers and files that pages need."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.metadata import version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.staticfiles import StaticFiles

from api import errors
from api.collections import Collected, names, within
from api.compression import Compressed
from api.connections import Connections
from api.figures import Metrics
from api.folder.reviews import record_all
from api.folder.stamp import admit
from api.freshness import Fresh
from api.headers import Guard
from api.hosts import Names
from api.index import catch_up, keep_up, opened
from api.jobs import Jobs
from api.latecomers import Latecomers
from api.limits import Bounded
from api.memory import Memory
from api.openapi import describe
from api.others import follow_others
from api.rates import Heavy
from api.routes import (
    agencies,
    ask,
    cascade,
    compare,
    dataset,
    discovery,
    documents,
    eligibility,
    facts,
    feeds,
    health,
    intake,
    linked,
    network,
    ontology,
    pages,
    proof,
    retrieval,
    search,
    sparql,
    things,
    watches,
)
from api.scope import Seen
from api.settings import Settings
from api.shared_jobs import SharedJobs
from api.signin.provider import provider_of
from api.site import Site
from api.tracing import Traced, Tracing, tracing_to
from api.trail import Audited, Trail
from api.turns import Turn
from api.warming import warm
from api.watches.worker import Deliveries
from graph.errors import DatabaseError, GraphError

__all__ = ["create_app"]

_LOG = logging.getLogger("policygraph")
_ROUTERS = (
    sparql.router,  # first: routes are tried in order, and trying them all takes longer than a light query
    search.router,
    ask.router,
    eligibility.router,
    agencies.router,
    facts.router,
    feeds.router,
    proof.router,
    compare.router,
    cascade.router,
    network.router,
    dataset.router,
    discovery.router,
    documents.router,
    health.router,
    intake.router,
    linked.router,
    ontology.router,
    pages.router,
    things.router,
    watches.router,
)


def _open_to_agents(app: FastAPI, mode: str) -> None:
    if find_spec("mcp") is None:
        remedy = "pip install 'policygraph[mcp]', or set it to off"
        raise errors.PackageError(f"POLICYGRAPH_MCP={mode}: the package mcp is not installed; {remedy}")
    from api.agent.door import ROUTE

    app.router.routes.append(ROUTE)


def create_app(settings: Settings | None = None) -> FastAPI:
    """Build the application; the store and the index are opened when it starts, and closed when it ends."""
    chosen = settings or Settings()
    metrics = Metrics(connections=Connections(chosen.connections, chosen.connections_address))
    keys, tracing = chosen.holders, tracing_to(chosen.otel)
    app = _library(chosen, metrics, tracing)
    app.state.connections = metrics.connections

    def collection(name: str) -> FastAPI:
        one = _library(within(chosen, name), metrics)
        one.state.collections, one.state.latecomers = app.state.collections, app.state.latecomers
        return one

    app.state.latecomers = Latecomers(chosen.data, app.state.collections, collection)
    app.state.collections |= {name: collection(name) for name in names(chosen.data)}
    app.add_middleware(Collected, keys=keys)  # innermost: what is asked of a collection is limited as all is
    app.add_middleware(Bounded)
    app.add_middleware(intake.Gate, settings=chosen)
    app.add_middleware(Heavy, minute=chosen.heavy_minute, at_once=chosen.heavy_at_once, keys=keys)
    app.add_middleware(errors.Answered)
    app.add_middleware(Audited, trail=Trail(chosen.trail_path))
    app.add_middleware(Compressed)
    if tracing:
        app.add_middleware(Traced, tracing=tracing)
    app.add_middleware(Guard, metrics=metrics, names=Names(chosen.url, chosen.hosts), secure=chosen.secure)
    return app


async def _open_all(stack: AsyncExitStack, collections: dict[str, FastAPI]) -> None:
    """Open the collections; one that does not open is left out and named in the log, and the site goes on."""
    for name, one in tuple(collections.items()):
        try:
            await stack.enter_async_context(one.router.lifespan_context(one))
        except GraphError as error:
            _LOG.error("collection %s: %s", name, error)
            del collections[name]


def _bring_up(site: Site) -> None:
    """Bring change log, judgements on the disk and index up to the store; later where another server writes just now.

    Raises DatabaseError where the database does not answer.
    """
    try:
        with Turn(site.settings.several, seconds=1):
            site.changes.reconcile(site.store)
            record_all(site.settings.reviews_path, site.store)
            catch_up(site)
    except DatabaseError:
        site.changes.last()
        site.behind.set()


def _library(chosen: Settings, metrics: Metrics, tracing: Tracing | None = None) -> FastAPI:
    """Build what serves one data folder, and the collections in it from when it starts."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        from graph.endpoint import visitors
        from graph.store import open_store

        admit(chosen.data, fresh=True)
        with open_store(chosen.store_location) as store:
            index = opened(chosen, reranked=True)
            remote = any("://" in one for one in (chosen.store_location, chosen.search, chosen.model, chosen.database))
            memory = Memory(seconds=5.0 if remote else None)
            app.state.site = Site(chosen, store, index, metrics, memory)
            app.state.visitors = visitors(store, **chosen.visitors)
            writing = Turn(chosen.several)
            _bring_up(app.state.site)
            app.state.jobs = (
                SharedJobs(app.state.site, chosen.several, writing) if chosen.several else Jobs(app.state.site, writing)
            )
            async with AsyncExitStack() as stack:
                if tracing:
                    stack.enter_context(tracing.running())
                if chosen.mcp != "off":
                    from api.agent.door import running

                    app.state.agent = await stack.enter_async_context(running(app))
                if not chosen.collection:
                    await _open_all(stack, app.state.collections)
                    stack.push_async_callback(app.state.latecomers.close)
                delivering = Deliveries(app.state.site)
                keeping = asyncio.create_task(keep_up(app.state.site, app.state.jobs.writing))
                warming = asyncio.create_task(warm(app, chosen)) if chosen.warm and not chosen.collection else None
                app.state.warm = warming is None
                following = asyncio.create_task(follow_others(app.state.site)) if chosen.several else None
                yield
                keeping.cancel()
                if following:
                    following.cancel()
                if warming:
                    warming.cancel()
                await run_in_threadpool(delivering.close)
            app.state.site = None
            await run_in_threadpool(app.state.jobs.close)
            await app.state.visitors.close()

    app = FastAPI(
        title="policygraph",
        description="政策条款、责任单位、目标、期限、奖补：每个答案都带出处。Chinese policy documents as cited facts.",
        version=version("policygraph"),
        lifespan=lifespan,
        docs_url=None,  # the ready-made page draws on another host; `/api` is ours
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.collections, app.state.provider, app.state.warm = {}, provider_of(chosen), True
    errors.install(app)
    describe(app, chosen.url)
    for method, answer in sparql.PLAIN:
        app.router.add_route("/sparql", answer, methods=[method], include_in_schema=False)
    for router in _ROUTERS:
        app.include_router(router)
    if chosen.mcp != "off":
        _open_to_agents(app, chosen.mcp)
    if chosen.dify != "off":
        app.include_router(retrieval.router)
    app.mount("/static", StaticFiles(directory=Path(str(files("api.page") / "static"))), name="static")
    app.add_middleware(Seen)
    app.add_middleware(Fresh)
    return app
