"""Where graphs are kept: one named graph a document, replaced in one transaction.

`open_store` takes a folder or URL and gives back a `Store`; every kind of store passes `tests/graph/test_store.py`.
"""

from __future__ import annotations

from pathlib import Path

from graph.errors import StoreError
from graph.store.protocol import Dataset, Rows, Store, Term

__all__ = ["Dataset", "Rows", "Store", "Term", "open_store"]


def open_store(location: str | Path | None = None, *, read_only: bool = False) -> Store:
    """Open the store at `location`: a folder, made if it is missing, or the URL of a server that keeps one.

    None is a store in memory that ends with it.

    The authority files (regions, agencies, …) are in it afterwards, each in a graph of its own. Raises StoreInUseError
    if another process has the folder open, StoreError for what is no store and for URLs that no store answers to.
    """
    text = "" if location is None else str(location)
    if text.startswith(("http://", "https://")):
        from graph.store.remote import RemoteStore

        return RemoteStore(text, read_only=read_only)
    if "://" in text and not text.startswith("file://"):
        raise StoreError(f"{text}: no store answers to this kind of URL; give the path of a folder, or http://…")
    from graph.store.embedded import EmbeddedStore

    path = Path(text.removeprefix("file://")) if text else None
    return EmbeddedStore(path, read_only=read_only)
