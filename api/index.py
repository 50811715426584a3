"""Opens the search index that the settings name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from api.settings import Settings
    from graph.search import SearchIndex

__all__ = ["opened"]


def opened(site: Settings, path: Path | None = None, reranked: bool = False) -> SearchIndex:
    """Open the index of a site, or one like it at `path`; who only writes needs no cross-encoder.

    Raises SearchModelError where a model cannot be loaded, SearchError where the extra is missing.
    """
    from graph.search import open_search

    reranker = site.reranker if reranked else ""
    return open_search(site.search, path or site.index_path, site.model, reranker, site.search_key)
