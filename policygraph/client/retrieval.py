"""What the retrievers for LangChain and LlamaIndex share: clauses for a question, and what is said of each."""

from __future__ import annotations

import asyncio
from typing import Any

from policygraph.client.replies import Found
from policygraph.client.session import AsyncClient, Client
from policygraph.table import Table

__all__ = ["metadata", "retrieve", "retrieve_async"]


def retrieve(site: Client | AsyncClient, question: str, limit: int, **filters: Any) -> Table[Found]:
    """Return the clauses that answer best. Raises ApiError for a failure, TypeError where `site` must be awaited."""
    if isinstance(site, AsyncClient):
        raise TypeError("site: an AsyncClient must be awaited. Give a Client, or call ainvoke (LangChain), aretrieve")
    return site.search(question, limit, **filters)


async def retrieve_async(site: Client | AsyncClient, question: str, limit: int, **filters: Any) -> Table[Found]:
    """As `retrieve`, without blocking the event loop: a `Client` is asked in a thread."""
    if isinstance(site, AsyncClient):
        return await site.search(question, limit, **filters)
    return await asyncio.to_thread(site.search, question, limit, **filters)


def metadata(clause: Found) -> dict[str, str]:
    """Return what a citation needs, under the names that the tools for agents have.

    >>> metadata(Found("urn:c", "urn:d", "节水办法", "三", "补助", "补助20%。", 0.9))
    {'title': '节水办法', 'path': '三', 'quote': '补助20%。', 'iri': 'urn:c', 'document': 'urn:d'}
    """
    names = {"title": clause.title, "path": clause.path, "quote": clause.text}
    return {**names, "iri": clause.iri, "document": clause.document}
