"""`compact`: leaves nothing on the disk of what was removed."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from api.commands.options import Data, settings

__all__ = ["compact"]


def compact(data: Data = None) -> None:
    """彻底清除：Write store and index anew, so that no word of removed documents is left on the disk."""
    from graph.search import Index
    from graph.search.feed import rebuild
    from graph.store import open_store
    from graph.store.rewrite import rewrite

    site = settings(data)
    if "://" not in site.store_location:
        rewrite(Path(site.store_location))
    with open_store(site.store_location) as store:
        shutil.rmtree(site.index_path, ignore_errors=True)
        rebuild(Index.open(site.index_path), store)
    print("store and index are written anew", file=sys.stderr)
