"""What is wrong with a data folder besides what its graphs say: a line each, with what to do."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from api.index import opened
from graph import iri
from graph.query import table
from graph.source import read
from graph.store.rewrite import LEFT

if TYPE_CHECKING:
    from api.settings import Settings
    from graph.source import Source
    from graph.store import Store

__all__ = ["broken_sources", "faults", "lost_jobs", "nameless"]

_SOON: Final = 60.0  # seconds in which a file that is put in has come


def faults(site: Settings, store: Store) -> Iterator[str]:
    """Yield what is wrong with originals, index, jobs and removals. While others write, it may be what they do."""
    yield from _originals(site, store)
    yield from _index(site, store)
    for place in lost_jobs(site.waiting_path):
        yield f"{place}: a file was taken in here and is gone. Put it in again, and run `policygraph repair`"
    for name, source in broken_sources(store, site.base).items():
        yield f"{source.name}: its writing or removal was broken off ({name}). Ingest or remove it again"
    for document in nameless(store, site.base):
        yield f"{document}: its removal was broken off. Finish it: policygraph remove {document}"
    if any((site.data / f"store{end}").exists() for end in LEFT):
        yield f"{site.data}: a `policygraph compact` was broken off. Run it again"


def _originals(site: Settings, store: Store) -> Iterator[str]:
    folder, named = site.originals_path, set()
    for row in table(store, "files_read"):
        digest = row["sha256"].removeprefix("sha256:")
        named.add(digest)
        whole = row["name"].lower().endswith(".pdf") and "/" not in row["name"]  # members of archives are not kept
        if whole and not (folder / f"{digest}.pdf").is_file():
            yield f"{row['document']}: {row['name']} is kept no more. Ingest it again: policygraph ingest FILE --force"
    for file in sorted(folder.glob("*")):
        if file.stem not in named:
            yield f"{file}: no document was read from it. Take it away: policygraph repair"


def _index(site: Settings, store: Store) -> Iterator[str]:
    remedy = "Build it anew: policygraph reindex"
    if site.search == "embedded" and not (site.index_path / "clauses" / "meta.json").is_file():
        yield f"{site.index_path}: there is no index. {remedy}"
        return
    held = opened(site).stamps()
    kept = {row["document"]: row["stamp"] for row in table(store, "index_stamps")}
    apart = sum(held.get(document) != kept.get(document) for document in held.keys() | kept.keys())
    if apart:
        yield f"{site.index_path}: the index is not of the store in {apart} documents. {remedy}"


def lost_jobs(folder: Path) -> list[Path]:
    """Return the places of files that were put in and are gone; one that is being written may still come."""
    places = [place for place in sorted(folder.glob("*")) if place.is_dir()]
    empty = [place for place in places if not any(path.is_file() for path in place.rglob("*"))]
    return [place for place in empty if time.time() - place.stat().st_mtime > _SOON]


def broken_sources(store: Store, base: str) -> dict[str, Source]:
    """Return the files that gave documents which the store does not hold, by the names of their graphs."""
    graphs = store.graphs()
    there, sources = set(graphs), _sources(store, graphs, base)
    return {name: source for name, source in sources.items() if not source.documents.keys() <= there}


def nameless(store: Store, base: str) -> list[str]:
    """Return the documents that no file gave: being removed, they lost their files first."""
    graphs = store.graphs()
    given = {document for source in _sources(store, graphs, base).values() for document in source.documents}
    return [name for name in graphs if iri.is_document(name) and name.startswith(base) and name not in given]


def _sources(store: Store, graphs: Iterable[str], base: str) -> dict[str, Source]:
    """Return the files that have a graph among `graphs`, by its name."""
    return {name: read(store, name) for name in graphs if name.startswith(f"{base}source/")}
