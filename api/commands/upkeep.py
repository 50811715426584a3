"""`remove` and `compact`: take documents out, and leave nothing of them on the disk."""

from __future__ import annotations

import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.options import Data, existing, settings
from api.index import opened
from ingest.fetch.location import FetchError, located

if TYPE_CHECKING:
    from graph.intake import Intake

__all__ = ["compact", "remove"]

_What = Annotated[list[str], typer.Argument(metavar="FILE|URL|IRI...", help="Files, folders, or IRIs of documents.")]


def remove(what: _What, data: Data = None) -> None:
    """取出文件：Take out the documents of a file or folder, be it gone or not, or one document by its IRI."""
    from api.folder.reviews import sweep
    from api.originals import prune
    from graph.intake import Intake
    from graph.search.feed import feed
    from graph.store import open_store

    site, failed = existing(settings(data)), 0
    changes = site.changes
    with open_store(site.store_location) as store:
        changes.reconcile(store)
        intake, index = Intake(store, site.base), opened(site)
        for each in what:
            try:
                gone = _taken_out(intake, each)
            except LookupError as error:
                print(f"{each}: {error.args[0]}", file=sys.stderr)
                failed += 1
                continue
            feed(index, store, gone)
            changes.follow(store, gone)
            print(f"{each}: {len(gone)} document{'s' * (len(gone) != 1)} removed", file=sys.stderr)
        prune(site.originals_path, store)
        sweep(site.reviews_path, store)
        for name in intake.waiting():
            print(f"{name}: gave one of them too. Ingest it again to have it back", file=sys.stderr)
    if failed:
        raise typer.Exit(1)


def _taken_out(intake: Intake, what: str) -> list[str]:
    """Take out what a word of the command line means; returns the IRIs. Raises LookupError with reason and remedy."""
    if "://" in what:
        if intake.remove(what):
            return [what]
        with suppress(FetchError):
            if (place := located(what)) and (sources := intake.sources(place)):
                return [document for source in sources for document in intake.drop(source).removed]
        raise LookupError("no document of this IRI. `policygraph query documents --iris` shows them all")
    sources = intake.sources(Path(what))
    if not sources:
        raise LookupError("the store holds nothing from it. `policygraph query documents` names the files it holds")
    if len(sources) > 1 and what in map(intake.file_name, sources) and "/" not in what and not Path(what).is_dir():
        raise LookupError(f"{len(sources)} files have this name. Give the whole path, or IRIs of documents")
    return [document for source in sources for document in intake.drop(source).removed]


def compact(data: Data = None) -> None:
    """彻底清除：Write store and index anew, so that no word of removed documents is left on the disk."""
    from api.folder.reviews import sweep
    from api.originals import prune
    from graph.search.feed import rebuild
    from graph.store import open_store
    from graph.store.rewrite import rewrite

    site = settings(data)
    if "://" not in site.store_location:
        rewrite(Path(site.store_location))
    site.replies_path.unlink(missing_ok=True)  # replies quote documents; those still needed are asked for again
    with open_store(site.store_location) as store:
        changes = site.changes
        changes.reconcile(store)
        changes.redact()
        prune(site.originals_path, store)
        sweep(site.reviews_path, store)
        for folder in (site.index_path, site.dumps_path):
            shutil.rmtree(folder, ignore_errors=True)
        rebuild(opened(site), store)
    print("store and index are written anew", file=sys.stderr)
