"""The SPARQL 1.1 Protocol as its clients speak it: queries and updates as forms, answers read as they come."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

import httpx

from graph.errors import StoreError

__all__ = ["Body", "Connection", "RefusedError"]

Form = Mapping[str, str | Sequence[str]]

_CONNECT: Final = 10.0  # seconds
_RESULTS: Final = "application/sparql-results+json"
# Where servers take queries and updates, below the URL that one knows them by: at it (Virtuoso's /sparql, a dataset of
# Fuseki, a repository of RDF4J or GraphDB), or beside each other (Oxigraph, Fuseki).
_QUERIES: Final = ("", "/query", "/sparql")
_UPDATES: Final = ("", "/update", "/statements", "/sparql")


class RefusedError(Exception):
    """The server read the request and refuses it (a status of 4xx); the text is what it says."""


class Body:
    """The bytes of an answer as a file that is read as they come, until `until` (of `time.monotonic`)."""

    def __init__(self, reply: httpx.Response, until: float | None) -> None:
        self._pieces, self._until, self._rest = reply.iter_bytes(), until, b""

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes, b"" at the end. Raises TimeoutError past the time."""
        while not self._rest or size < 0:
            if self._until is not None and time.monotonic() > self._until:
                raise TimeoutError
            piece = next(self._pieces, b"")
            if not piece:
                break
            self._rest += piece
        end = len(self._rest) if size < 0 else size
        out, self._rest = self._rest[:end], self._rest[end:]
        return out


class Connection:
    """The server at `url`: `http://host:port/path/`, https likewise; `name:password@` before the host where it asks.

    Raises StoreError where nothing there answers queries by the protocol. Where updates go is found out by the first.
    """

    def __init__(self, url: str) -> None:
        try:
            parts = httpx.URL(url)
        except httpx.InvalidURL as error:
            raise StoreError(f"{url}: {error}; give a folder, or http://host:port/") from error
        if parts.scheme not in ("http", "https") or not parts.host:
            raise StoreError(f"{url}: no store answers to this kind of URL; give a folder, or http://host:port/")
        self.url = str(parts.copy_with(username=None, password=None))
        self._base = self.url.rstrip("/")
        self._login = (parts.username, parts.password) if parts.username else None
        self._client = httpx.Client(trust_env=False, timeout=httpx.Timeout(None, connect=_CONNECT))
        self._queries = self._found(_QUERIES, {"query": "ASK {}"})
        self._updates: str | None = None

    def _found(self, paths: Sequence[str], form: Form) -> str:
        told = ""
        for path in paths:
            try:
                with self._sent(path, form, _RESULTS, _CONNECT) as reply:
                    if "query" not in form or "json" in reply.headers.get("content-type", ""):
                        return path
            except (RefusedError, TimeoutError) as error:
                told = str(error) or told
        asked = " and ".join(f"{self._base}{path}" for path in paths)
        raise StoreError(
            f"{self.url}: the server takes no {'queries' if 'query' in form else 'updates'} by the SPARQL 1.1 Protocol "
            f"at {asked}{f' ({told[:200]})' if told else ''}. Give the URL it takes them at, and name and password as "
            "http://name:password@host:port/ where it asks for them"
        )

    @contextmanager
    def query(self, form: Form, accept: str, seconds: float | None) -> Iterator[Body]:
        """Send a query and yield the body of the answer. Raises TimeoutError past `seconds`, RefusedError, StoreError.

        An answer that the server cut is an error: what is missing from it would be taken for what is not there.
        """
        until = None if seconds is None else time.monotonic() + seconds
        with self._sent(self._queries, form, accept, seconds) as reply:
            if rows := reply.headers.get("x-sparql-maxrows"):
                raise StoreError(f"{self.url}: the server cuts answers at {rows} rows. Raise its ResultSetMaxRows")
            if reply.status_code == 206 or "x-sql-state" in reply.headers:
                raise TimeoutError
            with self._told(seconds):
                yield Body(reply, until)

    def update(self, text: str) -> None:
        """Run an update, one transaction of the server. Raises RefusedError, StoreError."""
        if self._updates is None:
            self._updates = self._found(_UPDATES, {"update": "DROP SILENT GRAPH <urn:x-policygraph:none>"})
        with self._sent(self._updates, {"update": text}, "*/*", None):
            pass

    @contextmanager
    def _sent(self, path: str, form: Form, accept: str, seconds: float | None) -> Iterator[httpx.Response]:
        headers = {"Accept": accept}
        timeout = httpx.Timeout(seconds, connect=_CONNECT)
        request = self._client.build_request("POST", self._base + path, data=form, headers=headers, timeout=timeout)
        with self._told(seconds):
            reply = self._client.send(request, stream=True)
            if reply.status_code == 401 and self._login and self._client.auth is None:
                reply.close()
                digest = "digest" in reply.headers.get("www-authenticate", "").lower()
                self._client.auth = (httpx.DigestAuth if digest else httpx.BasicAuth)(*self._login)
                reply = self._client.send(request, stream=True)
        try:
            if reply.status_code >= 300:
                with self._told(seconds):
                    told = reply.read().decode("utf-8", "replace").strip()[:500]
                if reply.status_code < 500:
                    raise RefusedError(told)
                raise StoreError(f"{self.url}: the server answered {reply.status_code}: {told}. Its own log says more")
            yield reply
        finally:
            reply.close()

    @contextmanager
    def _told(self, seconds: float | None) -> Iterator[None]:
        try:
            yield
        except httpx.ConnectTimeout as error:
            raise StoreError(f"{self.url}: {error}. Start the server there, or name another store") from error
        except httpx.TimeoutException as error:
            raise TimeoutError from error
        except (httpx.TransportError, httpx.StreamError) as error:
            raise StoreError(f"{self.url}: {error}. Start the server there, or name another store") from error

    def close(self) -> None:
        """Close all connections."""
        self._client.close()
