"""A retriever for LlamaIndex over a site; needs the extra `llamaindex`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from policygraph.client.replies import Found
from policygraph.client.retrieval import metadata, retrieve, retrieve_async
from policygraph.client.session import AsyncClient, Client

try:
    from llama_index.core.callbacks import CallbackManager
    from llama_index.core.retrievers import BaseRetriever
    from llama_index.core.schema import NodeRelationship, NodeWithScore, QueryBundle, RelatedNodeInfo, TextNode
except ModuleNotFoundError as error:
    raise ImportError(
        f"{error.name} is not installed. Install it: pip install 'policygraph[llamaindex]'", name=error.name
    ) from error

__all__ = ["PolicygraphRetriever"]


class PolicygraphRetriever(BaseRetriever):
    """Retrieves the `similarity_top_k` clauses of a site that answer a question best, the best first, as nodes.

    The text is the words of the clause; metadata are title, path, quote, iri and document. `region`, `agency` (its id
    or IRI), `kind` and `on` (in force that day) narrow the search. `retrieve` needs a `Client`; `aretrieve` takes an
    `AsyncClient`, or asks a `Client` in a thread. Raises ApiError where the site fails.

    >>> from policygraph.client import ApiError
    >>> try:
    ...     PolicygraphRetriever(Client("http://127.0.0.1:9"), similarity_top_k=3).retrieve("农机购置补贴")
    ... except ApiError as error:
    ...     print(error.title)
    The server is away
    """

    def __init__(
        self, site: Client | AsyncClient, *, similarity_top_k: int = 10, region: str | None = None,
        agency: str | None = None, kind: str | None = None, on: date | None = None,
        callback_manager: CallbackManager | None = None,
    ) -> None:  # fmt: skip
        super().__init__(callback_manager=callback_manager)
        self._site, self._limit = site, similarity_top_k
        self._filters = {"region": region, "agency": agency, "kind": kind, "on": on}

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return _nodes(retrieve(self._site, query_bundle.query_str, self._limit, **self._filters))

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return _nodes(await retrieve_async(self._site, query_bundle.query_str, self._limit, **self._filters))


def _nodes(clauses: Iterable[Found]) -> list[NodeWithScore]:
    return [NodeWithScore(node=_node(one), score=one.score) for one in clauses]


def _node(clause: Found) -> TextNode:
    """Return a clause as a node of its document; a model reads title, path and iri with it, but not its words twice."""
    source = {NodeRelationship.SOURCE: RelatedNodeInfo(node_id=clause.document)}
    unread = {"excluded_llm_metadata_keys": ["quote", "document"],
              "excluded_embed_metadata_keys": ["quote", "iri", "document"]}  # fmt: skip
    return TextNode(id_=clause.iri, text=clause.text, metadata=metadata(clause), relationships=source, **unread)
