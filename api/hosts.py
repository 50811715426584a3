"""Which names a site is reached by; any other that a `Host` header says is never repeated in an answer."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.types import Scope

__all__ = ["Names"]

_LOOPBACK: Final = ("localhost", "127.0.0.1", "[::1]")


class Names:
    """The names of a site: loopback, the host of its setting `url`, and those of its setting `hosts`."""

    def __init__(self, url: str, hosts: tuple[str, ...]) -> None:
        self.address = urlsplit(url).netloc.lower()
        self.known = {*_LOOPBACK, _name(self.address), *(host.lower() for host in hosts)} - {""}
        self.closed = bool(hosts)

    def admits(self, scope: Scope) -> bool:
        """Tell whether a request is answered: where `hosts` is set, only under a known name."""
        return not self.closed or _name(str(scope["host_sent"]).lower()) in self.known

    def trusted(self, scope: Scope) -> Scope:
        """Return the scope with a `Host` that may stand in links; what was sent is kept as `host_sent`.

        In place of an unknown name stands the host of the setting `url`, else the address that the server listens on.

        >>> sent = {"headers": [(b"host", b"evil.example")], "server": ("127.0.0.1", 8000)}
        >>> Names("https://policy.example/", ()).trusted(sent)["headers"]
        [(b'host', b'policy.example')]
        """
        sent = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
        if _name(sent.lower()) in self.known:
            return {**scope, "host_sent": sent}
        host = self.address or _shown(*(scope.get("server") or ("127.0.0.1", None)))
        rest = [pair for pair in scope["headers"] if pair[0] != b"host"]
        return {**scope, "headers": [(b"host", host.encode("latin-1", "replace")), *rest], "host_sent": sent}


def _name(host: str) -> str:
    """Return a host without its port.

    >>> _name("[::1]:8000"), _name("localhost:80"), _name("localhost")
    ('[::1]', 'localhost', 'localhost')
    """
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def _shown(host: str, port: int | None) -> str:
    host = f"[{host}]" if ":" in host else host
    return host if port in (None, 80, 443) else f"{host}:{port}"
