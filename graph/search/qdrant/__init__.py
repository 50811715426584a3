"""The search index in Qdrant, on a server or in its local mode."""

from graph.search.qdrant.index import QdrantIndex

__all__ = ["QdrantIndex"]
