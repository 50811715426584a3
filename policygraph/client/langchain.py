"""A retriever for LangChain over a site; needs the extra `langchain`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from policygraph.client.replies import Found
from policygraph.client.retrieval import metadata, retrieve, retrieve_async
from policygraph.client.session import AsyncClient, Client

try:
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever
    from pydantic import ConfigDict, Field
except ModuleNotFoundError as error:
    raise ImportError(
        f"{error.name} is not installed. Install it: pip install 'policygraph[langchain]'", name=error.name
    ) from error

__all__ = ["PolicygraphRetriever"]


class PolicygraphRetriever(BaseRetriever):
    """Retrieves the `k` clauses of a site that answer a question best, the best first, as LangChain documents.

    `page_content` is the words of the clause; metadata are title, path, quote, iri, document and score (higher is
    better). `region`, `agency` (its id or IRI), `kind` and `on` (in force that day) narrow the search. `invoke` needs a
    `Client`; `ainvoke` takes an `AsyncClient`, or asks a `Client` in a thread. Raises ApiError where the site fails.

    >>> from policygraph.client import ApiError
    >>> try:
    ...     PolicygraphRetriever(site=Client("http://127.0.0.1:9"), k=3).invoke("农机购置补贴")
    ... except ApiError as error:
    ...     print(error.title)
    The server is away
    """

    model_config = ConfigDict(extra="forbid")  # a filter misspelt would be no filter

    site: Client | AsyncClient
    k: int = Field(default=10, ge=1)
    region: str | None = None
    agency: str | None = None
    kind: str | None = None
    on: date | None = None

    def _filters(self) -> dict[str, Any]:
        return {"region": self.region, "agency": self.agency, "kind": self.kind, "on": self.on}

    def _get_relevant_documents(self, query: str, *, run_manager: Any) -> list[Document]:
        return _documents(retrieve(self.site, query, self.k, **self._filters()))

    async def _aget_relevant_documents(self, query: str, *, run_manager: Any) -> list[Document]:
        return _documents(await retrieve_async(self.site, query, self.k, **self._filters()))


def _documents(clauses: Iterable[Found]) -> list[Document]:
    return [Document(one.text, id=one.iri, metadata={**metadata(one), "score": one.score}) for one in clauses]
