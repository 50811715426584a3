"""Builds store and index anew from what is kept beside them: uploads, originals, judgements."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from api.folder import reviews, state
from api.folder.backup import own_store
from api.index import opened
from graph.errors import QueryError, StoreError, StoreInUseError

if TYPE_CHECKING:
    from api.settings import Settings
    from graph.store import Store

__all__ = ["repair"]


def repair(site: Settings) -> Iterator[str]:
    """Make the data folder whole, and yield a line on each thing done or left to do.

    A store that does not open is put aside under another name. Files that were ingested from elsewhere and are no PDF
    are kept nowhere: they are to be ingested again. Raises StoreInUseError while another process has the store.
    """
    from graph.check import check
    from graph.search.feed import rebuild

    path = own_store(site)
    gone = not path.is_dir()
    store, aside = _opened(path)
    with store:
        shutil.rmtree(site.index_path, ignore_errors=True)
        if aside:
            yield f"{path}: damaged, and put aside as {aside}. Take that away when all is back"
        if aside or gone or any(check(store)) or state.broken_sources(store, site.base):
            yield from _read_again(site, store)
        yield from _finished(site, store)
        yield from _reviews(site, store)
        yield f"{site.index_path}: {rebuild(opened(site), store)} clauses indexed"
        for place in state.lost_jobs(site.waiting_path):
            shutil.rmtree(place)
        yield from (str(problem) for problem in check(store))
        yield from state.faults(site, store)
    if aside or gone:
        yield "what was ingested from elsewhere is to be ingested again: policygraph ingest PATH"


def _opened(path: Path) -> tuple[Store, Path | None]:
    """Open the store, or an empty one in the place of one that does not open or cannot be read through."""
    from graph.store import open_store

    try:
        store = open_store(path)
        try:
            for graph in store.graphs():
                for _ in store.triples(graph):
                    pass
            return store, None
        except (OSError, RuntimeError, StoreError, QueryError):
            with suppress(Exception):
                store.close()
    except StoreInUseError:
        raise
    except (OSError, RuntimeError, StoreError):
        pass
    aside = next(place for one in count(1) if not (place := path.with_name(f"store.damaged.{one}")).exists())
    path.rename(aside)
    return open_store(path), aside


def _read_again(site: Settings, store: Store) -> Iterator[str]:
    """Take in once more what is kept: the uploads, then the originals that are none of them."""
    from api.commands.files import outcomes
    from api.originals import keep
    from graph.intake import Intake, digest

    intake, kept = Intake(store, site.base), dict[str, Path]()
    for folder in (site.uploads_path, site.originals_path):
        for file in sorted(path for path in folder.glob("*") if path.is_file() and path.suffix != ".part"):
            kept.setdefault(digest(file), file)
    for outcome in outcomes(list(kept.values()), authority=site.authority, site=site):
        file = outcome.path
        if outcome.error:
            yield outcome.error
        if outcome.documents:
            keep(site.originals_path, file, (document.source.sha256 for document in outcome.documents))
            written = intake.put(file, outcome.documents, whole=outcome.error is None).written
            yield f"{file.name}: {len(written)} document{'s' * (len(written) != 1)} read again"


def _finished(site: Settings, store: Store) -> Iterator[str]:
    """Bring to an end what was broken off; a file that is not kept is marked as one to be read again."""
    from api.originals import prune
    from graph.intake import Intake
    from graph.source import UNFINISHED, triples

    for document in state.nameless(store, site.base):
        Intake(store, site.base).remove(document)
        yield f"{document}: its removal is finished"
    there = set(store.graphs())
    for name, source in state.broken_sources(store, site.base).items():
        left = {document: text for document, text in source.documents.items() if document in there}
        store.replace(name, triples(name, replace(source, documents=left, state=UNFINISHED)))
        yield f"{source.name}: it is read again when it is ingested again"
    prune(site.originals_path, store)


def _reviews(site: Settings, store: Store) -> Iterator[str]:
    from graph.review import reapply
    from ingest.batch.outcome import register_of

    for document in reviews.bring_back(site.reviews_path, store):
        reapply(store, document, partial(register_of, site.authority))
        yield f"{document}: its judgements are back"
