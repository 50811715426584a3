"""A site from Python: the calls of its HTTP interface, blocking (`Client`) and for asyncio (`AsyncClient`).

>>> from policygraph.client import ApiError, Client
>>> try:
...     with Client("http://127.0.0.1:9", timeout=2) as site:
...         site.documents()
... except ApiError as error:
...     print(error.title, error.status)
The server is away None
"""

from policygraph.client.error import ApiError
from policygraph.client.replies import Answer, Assessment, Cited, Clause, Comparison, Found
from policygraph.client.session import AsyncClient, Client

__all__ = ["Answer", "ApiError", "Assessment", "AsyncClient", "Cited", "Clause", "Client", "Comparison", "Found"]
