"""What the tools work on: a site, and who answers its SPARQL queries; handed to each tool by the SDK."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from mcp.server.mcpserver import Context, Resolve

from api.index import opened as opened_index
from api.settings import Settings
from api.site import Site
from graph.endpoint import Endpoint, visitors
from graph.store import open_store

__all__ = ["Asker", "Held", "Here", "opened", "site_of"]


@dataclass(frozen=True, slots=True)
class Held:
    """The belongings of one server of tools."""

    site: Site
    visitors: Endpoint


def site_of(ctx: Context[Held]) -> Site:
    """Return the site that a call is for."""
    return ctx.request_context.lifespan_context.site


def _asker(ctx: Context[Held]) -> Endpoint:
    return ctx.request_context.lifespan_context.visitors


Here = Annotated[Site, Resolve(site_of)]
Asker = Annotated[Endpoint, Resolve(_asker)]


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Held]:
    """Open a site for reading alone, beside whatever else has it open; it stays as it was at that moment.

    Snapshots for SPARQL lie in a folder of their own: those beside the store are of the server that writes it.
    """
    with open_store(settings.store_location, read_only=True) as store, TemporaryDirectory() as folder:
        index = opened_index(settings, reranked=True)
        asker = visitors(store, **settings.visitors, folder=Path(folder))
        try:
            yield Held(Site(settings, store, index), asker)
        finally:
            await asker.close()
