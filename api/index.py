"""Opens the search index that the settings name, and keeps it beside the store where its server was away."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import DatabaseError, SearchError

if TYPE_CHECKING:
    from api.settings import Settings
    from api.site import Site
    from api.turns import Turn
    from graph.search import SearchIndex

__all__ = ["catch_up", "documents", "follow", "keep_up", "opened"]

_LOG = logging.getLogger("policygraph")
_PAUSE = 2.0  # seconds between two tries to catch up


def opened(site: Settings, path: Path | None = None, reranked: bool = False) -> SearchIndex:
    """Open the index of a site, or one like it at `path`; who only writes needs no cross-encoder.

    Raises SearchModelError where a model cannot be loaded, SearchError where the extra is missing.
    """
    from graph.search import open_search

    reranker = site.reranker if reranked else ""
    return open_search(site.search, path or site.index_path, site.model, reranker, site.search_key)


def follow(site: Site, documents: Sequence[str]) -> None:
    """Make the index hold of `documents` what the store holds; where its server is away, `keep_up` does so later."""
    from graph.search.feed import feed

    try:
        feed(site.index, site.store, documents)
    except SearchError as error:
        _LOG.warning("the index will follow: %s", error)
        site.behind.set()


def catch_up(site: Site) -> None:
    """Bring the index to the state of the store, now or, where its server is away, later."""
    from graph.search.feed import reconcile

    site.behind.clear()
    try:
        if reconcile(site.index, site.store):
            site.memory.forget()
    except SearchError as error:
        _LOG.warning("the index will follow: %s", error)
        site.behind.set()


async def keep_up(site: Site, writing: Turn) -> None:
    """Catch up for as long as the site runs, whenever the index is behind; `writing` is held meanwhile."""

    def locked() -> None:
        with writing:
            catch_up(site)

    while True:
        await asyncio.sleep(_PAUSE)
        if site.behind.is_set():
            try:
                await asyncio.to_thread(locked)
            except DatabaseError as error:  # the next try may come in
                _LOG.warning("the index will follow: %s", error)


def documents(site: Site) -> int | None:
    """Return how many documents the index holds; None where its server is away."""
    try:
        return len(site.index.stamps())
    except SearchError:
        return None
