"""HTTP to a server that keeps a store: one connection a thread, kept open, made again where the server closed it."""

from __future__ import annotations

import http.client
import threading
import time
from typing import Any
from urllib.parse import urlsplit

from graph.errors import StoreError

__all__ = ["Connection", "RefusedError"]


class RefusedError(Exception):
    """The server read the request and refuses it (a status of 4xx); the text is what it says."""


class Connection:
    """The server at `url`: `http://host:port/path/`, https likewise."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise StoreError(f"{url}: no store answers to this kind of URL; give a folder, or http://host:port/")
        self.url, self._host, self._port = url, parts.hostname, parts.port
        self._secure, self._base = parts.scheme == "https", parts.path.rstrip("/")
        self._own = threading.local()

    def send(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: dict[str, str] | None = None,
        timeout: float | None = None,
    ) -> bytes:
        """Return the body of the answer. Raises TimeoutError past `timeout`, RefusedError, StoreError."""
        until = None if timeout is None else time.monotonic() + timeout
        for again in (True, False):
            line = self._line(timeout)
            try:
                line.request(method, self._base + path, body, headers or {})
                reply = line.getresponse()
                content = _read(reply, line, until)
            except TimeoutError:
                self.close()
                raise
            except (OSError, http.client.HTTPException) as error:
                self.close()
                if again and isinstance(error, http.client.RemoteDisconnected | BrokenPipeError | ConnectionResetError):
                    continue  # an idle connection that the server had closed
                raise StoreError(f"{self.url}: {error}. Start the server there, or name another store") from error
            if reply.status < 400:
                return content
            told = content.decode("utf-8", "replace").strip()[:500]
            if reply.status < 500:
                raise RefusedError(told)
            raise StoreError(f"{self.url}: the server answered {reply.status}: {told}. Its own log says more")
        raise AssertionError

    def close(self) -> None:
        """Close this thread's connection."""
        line = getattr(self._own, "line", None)
        if line is not None:
            line.close()
            self._own.line = None

    def _line(self, timeout: float | None) -> Any:
        line = getattr(self._own, "line", None)
        if line is None:
            kind = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
            line = self._own.line = kind(self._host, self._port)
        line.timeout = timeout
        if line.sock is not None:
            line.sock.settimeout(timeout)
        return line


def _read(reply: Any, line: Any, until: float | None) -> bytes:
    if until is None:
        return bytes(reply.read())
    pieces = []
    while piece := reply.read1(1 << 16):
        pieces.append(piece)
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if line.sock is not None:
            line.sock.settimeout(left)
    return b"".join(pieces)
