"""The collections in Qdrant, whose failures are all one error that names what to do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from graph.errors import SearchError
from graph.search.qdrant.points import DENSE, KEYWORDS, WORDS, point_id

if TYPE_CHECKING:
    from qdrant_client import QdrantClient

__all__ = ["Server", "batches"]

Item = TypeVar("Item")
_SECONDS = 10  # of one request
_LOCAL = "qdrant:"
_PAGE = 1000  # cards of one request
_STATE = point_id("state")  # the point that names the latest write and the model of the vectors


@dataclass(slots=True)
class Server:
    """Two collections: the passages, and a card for each document."""

    client: QdrantClient
    where: str
    name: str
    size: int = 0
    model: str = ""
    ready: bool = False

    @classmethod
    def at(cls, where: str, key: str = "", size: int = 0, model: str = "") -> Server:
        """Return a client for `http://host:6333#collection` or `qdrant:FOLDER`; it asks the server for nothing yet.

        Raises SearchError for an address that is neither, or where the extra is missing.
        """
        try:
            from qdrant_client import QdrantClient
        except ImportError as error:
            raise SearchError(f"POLICYGRAPH_SEARCH={where}: {error}; pip install 'policygraph[qdrant]'") from error
        place, _, name = where.partition("#")
        if place.startswith(("http://", "https://")):
            client = QdrantClient(url=place, api_key=key or None, timeout=_SECONDS, check_compatibility=False)
        elif place.startswith(_LOCAL):
            with _failing(where):
                client = (
                    QdrantClient(path)
                    if (path := place.removeprefix(_LOCAL)) == ":memory:"
                    else QdrantClient(path=path)
                )
        else:
            raise SearchError(
                f"POLICYGRAPH_SEARCH={where}: give embedded, the URL of a Qdrant server, or qdrant:FOLDER"
            )
        return cls(client, place, name or "policygraph", size, model)

    @property
    def _cards(self) -> str:
        return f"{self.name}-documents"

    @contextmanager
    def _asking(self, writes: bool = False) -> Iterator[QdrantClient]:
        """Give the client, with collections that fit the model; what goes wrong is a SearchError.

        Only a writer replaces what was made for another model.
        """
        try:
            with _failing(self.where):
                if not self.ready:
                    there = all(map(self.client.collection_exists, (self.name, self._cards)))
                    if not there:
                        self._make()
                    elif (made := self._state().get("model", "")) != self.model:
                        if not writes:
                            remedy = "Set POLICYGRAPH_MODEL to it, or run policygraph reindex"
                            raise SearchError(f"{self.where}: made for the model {made or 'none'!r}. {remedy}")
                        self._make()
                    self.ready = True
                yield self.client
        except SearchError:
            self.ready = False  # it may come back without its collections
            raise

    def _make(self) -> None:
        from qdrant_client import models

        for name in (self._cards, self.name):
            if self.client.collection_exists(name):
                self.client.delete_collection(name)
        dense = {DENSE: models.VectorParams(size=self.size, distance=models.Distance.COSINE)} if self.size else {}
        self.client.create_collection(
            self.name, vectors_config=dense, sparse_vectors_config={WORDS: models.SparseVectorParams()}
        )
        self.client.create_collection(self._cards, vectors_config={})
        if not self.where.startswith(_LOCAL):  # the local mode looks through everything
            for key in KEYWORDS:
                self.client.create_payload_index(self.name, key, models.PayloadSchemaType.KEYWORD)
            for key in ("issued", "terms"):
                self.client.create_payload_index(self.name, key, models.PayloadSchemaType.INTEGER)
            self.client.create_payload_index(self._cards, "document", models.PayloadSchemaType.KEYWORD)
        self._put_state("")

    def _state(self) -> Mapping[str, Any]:
        found = self.client.retrieve(self._cards, [_STATE])
        return (found[0].payload or {}) if found else {}

    def _put_state(self, write: str) -> None:
        from qdrant_client.models import PointStruct

        payload = {"write": write, "model": self.model}
        self.client.upsert(self._cards, [PointStruct(id=_STATE, vector={}, payload=payload)], wait=True)

    def latest(self) -> str:
        """Return the name of the latest write."""
        with self._asking():
            return str(self._state().get("write", ""))

    def clear(self) -> None:
        with self._asking(writes=True):
            self._make()

    def put(self, points: Iterable[Any]) -> None:
        with self._asking(writes=True) as client:
            client.upsert(self.name, list(points), wait=True)

    def drop(self, documents: Collection[str], write: str) -> None:
        """Delete the passages of documents that `write` did not put there."""
        from qdrant_client import models

        kept = models.FieldCondition(key="write", match=models.MatchValue(value=write))
        with self._asking(writes=True) as client:
            for some in batches(sorted(documents), _PAGE):
                one = models.FieldCondition(key="document", match=models.MatchAny(any=some))
                gone = models.Filter(must=[one], must_not=[kept])
                client.delete(self.name, models.FilterSelector(filter=gone), wait=True)

    def unstamp(self, documents: Collection[str]) -> None:
        """Note on the cards of documents that they are being written."""
        if documents:
            with self._asking(writes=True) as client:
                client.set_payload(self._cards, {"stamp": ""}, [point_id(one) for one in documents], wait=True)

    def put_cards(self, cards: Mapping[str, tuple[str, str]], gone: Collection[str], write: str) -> None:
        """Put the stamps and tallies of documents, take away the cards of those `gone`, and name the write, if any."""
        from qdrant_client.models import PointIdsList, PointStruct

        with self._asking(writes=True) as client:
            for some in batches(cards.items(), 100):
                client.upsert(
                    self._cards,
                    [
                        PointStruct(
                            id=point_id(one),
                            vector={},
                            payload={"document": one, "stamp": stamp, "write": write, "tally": tally},
                        )
                        for one, (stamp, tally) in some
                    ],
                    wait=True,
                )
            if gone:
                client.delete(self._cards, PointIdsList(points=[point_id(one) for one in gone]), wait=True)
            if write:
                self._put_state(write)

    def cards(self, names: list[str], documents: Collection[str] | None = None) -> Iterator[Mapping[str, Any]]:
        """Yield these fields of all cards, or of those of some documents."""
        with self._asking() as client:
            if documents is not None:
                for some in batches(documents, 100):
                    for one in client.retrieve(self._cards, [point_id(each) for each in some], with_payload=names):
                        yield one.payload or {}
                return
            offset: Any = None
            while True:
                found, offset = client.scroll(self._cards, limit=_PAGE, offset=offset, with_payload=names)
                yield from (one.payload for one in found if one.payload and "document" in one.payload)
                if offset is None:
                    return

    def nearest(
        self, query: Any, using: str, limit: int, must: list[Any], names: list[str], count: bool = False
    ) -> tuple[list[tuple[Mapping[str, Any], float]], int]:
        """Return these fields of the nearest points with their scores, and how many share a term with the query."""
        from qdrant_client import models

        with self._asking() as client:
            found = client.query_points(
                self.name, query, using=using, limit=limit, query_filter=models.Filter(must=must), with_payload=names
            ).points
            total = len(found)
            if count and total == limit:
                shared = models.FieldCondition(key="terms", match=models.MatchAny(any=query.indices))
                total = client.count(self.name, models.Filter(must=[*must, shared]), exact=True).count
        return [(one.payload or {}, one.score) for one in found], total


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield `items` in lists of at most `size`, taking no more of them than each needs."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


@contextmanager
def _failing(where: str) -> Iterator[None]:
    """Raise SearchError for whatever keeps Qdrant from answering."""
    from qdrant_client.http.exceptions import ApiException

    try:
        yield
    except (ApiException, OSError, RuntimeError, ValueError) as error:  # the latter two of the local mode
        why = f"{type(error).__name__}: {error}".partition("\n")[0]
        raise SearchError(f"The search index at {where} does not answer ({why}); see that Qdrant runs") from error
