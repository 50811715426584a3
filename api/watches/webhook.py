"""Sends a signed message to a URL (Standard Webhooks), and to no place of the network that it has no business at.

The name is resolved once, every address that it has is looked at, and one of these is connected to: so no name can
stand for another address the second time. No redirect is followed, no proxy used.
"""

from __future__ import annotations

import hmac
import socket
import ssl
import time
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, Final

import httpcore
import httpx

__all__ = ["Allowed", "DeliveryError", "checked", "send", "sign"]

_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
_EMBEDDING: Final = (ip_network("64:ff9b::/96"), ip_network("2002::/16"))  # IPv6 that stands for any IPv4
_SECONDS: Final = 10.0  # for a delivery in all
_READ: Final = 1 << 16  # bytes of a reply
_LONGEST: Final = 2000  # characters of a URL
_PORTS: Final = 65535


class DeliveryError(Exception):
    """A delivery that was not acknowledged, with the reason for the holder of the watch."""


class Allowed:
    """Which hosts may be called: the names and networks of the setting `webhook_hosts`, this machine only if named."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._names, self._networks = set[str](), []
        for one in entries:
            try:
                network = None if one in _LOOPBACK else ip_network(one, strict=False)
            except ValueError:
                network = None
            if network:
                self._networks.append(network)
            else:
                self._names.add(one.lower().rstrip("."))

    def host(self, name: str) -> bool:
        """Tell whether a URL may name this host.

        >>> [Allowed(["hooks.example"]).host(name) for name in ("hooks.example", "localhost", "169.254.169.254")]
        [True, False, False]
        """
        return name.lower().rstrip(".") in self._names or _inside(name, self._networks)

    def address(self, name: str, address: str) -> bool:
        """Tell whether a host of this name may lie at an address: a public one, or one of a network in the setting."""
        if not self.host(name):
            return False
        found = ip_address(address.partition("%")[0])
        found = getattr(found, "ipv4_mapped", None) or found
        if found.is_loopback and name.lower() in _LOOPBACK:
            return True
        return _public(found) or _inside(str(found), self._networks)


def _public(address: IPv4Address | IPv6Address) -> bool:
    embedding = any(address in network for network in _EMBEDDING)
    return address.is_global and not (address.is_multicast or address.is_reserved or embedding)


def _inside(name: str, networks: Sequence[Any]) -> bool:
    try:
        return any(ip_address(name) in network for network in networks)
    except ValueError:
        return False


def checked(url: str, allowed: Allowed) -> str:
    """Return a URL as it is called. Raises ValueError for one that is none, or that may not be called."""
    try:
        found = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise ValueError("it is no URL") from error
    if len(url) > _LONGEST or found.scheme not in ("http", "https") or not found.host or found.userinfo:
        raise ValueError("give an http or https URL without a user name")
    if found.port is not None and not 0 < found.port <= _PORTS:
        raise ValueError(f"port {found.port}: ports are 1 to {_PORTS}")
    if not allowed.host(found.raw_host.decode("ascii")):
        raise ValueError(f"{found.host}: the operator of this site allows hosts with POLICYGRAPH_WEBHOOK_HOSTS")
    return str(found)


def sign(secret: str, id: str, moment: int, body: bytes) -> str:
    """Return the header `Webhook-Signature` of a message.

    >>> secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    >>> sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    """
    key = b64decode(secret.removeprefix("whsec_"))
    return f"v1,{b64encode(hmac.digest(key, f'{id}.{moment}.'.encode() + body, sha256)).decode()}"


def send(url: str, secret: str, id: str, body: bytes, allowed: Allowed) -> None:
    """Post a message. Raises DeliveryError unless it is acknowledged by a 2xx within ten seconds."""
    moment, until = int(time.time()), time.monotonic() + _SECONDS
    headers: dict[bytes | str, bytes | str] = {
        "Content-Type": "application/json",
        "User-Agent": "policygraph",
        "Webhook-Id": id,
        "Webhook-Timestamp": str(moment),
        "Webhook-Signature": sign(secret, id, moment, body),
    }
    timeout = dict.fromkeys(("connect", "read", "write", "pool"), _SECONDS)
    backend = _Guarded(allowed, until)
    try:
        with (
            httpcore.ConnectionPool(network_backend=backend, ssl_context=ssl.create_default_context()) as pool,
            pool.stream(
                "POST", checked(url, allowed), headers=headers, content=body, extensions={"timeout": timeout}
            ) as reply,
        ):
            _drain(reply)
            status = reply.status
    except ValueError as error:
        raise DeliveryError(str(error)) from error
    except (httpcore.TimeoutException, TimeoutError) as error:
        raise DeliveryError(f"no answer within {_SECONDS:.0f} seconds") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise DeliveryError(f"no answer: {type(error).__name__}") from error
    if not 200 <= status < 300:
        raise DeliveryError(f"answered {status}{'; redirects are not followed' if 300 <= status < 400 else ''}")


def _drain(reply: httpcore.Response) -> None:
    count = 0
    for chunk in reply.iter_stream():
        count += len(chunk)
        if count > _READ:
            return


class _Guarded(httpcore.SyncBackend):
    """Connects to addresses that are allowed alone, and gives streams that end with the time for the whole."""

    def __init__(self, allowed: Allowed, until: float) -> None:
        self._allowed, self._until = allowed, until

    def connect_tcp(self, host: str, port: int, *rest: Any, **named: Any) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise DeliveryError(f"{host}: no such host") from error
        addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
        if not all(self._allowed.address(host, one) for one in addresses):
            raise DeliveryError(f"{host}: refused, as it lies at a private address")
        for last, address in enumerate(addresses, 1 - len(addresses)):
            try:
                left = max(0.1, self._until - time.monotonic())
                return _Timed(super().connect_tcp(address, port, *rest, **named | {"timeout": left}), self._until)
            except httpcore.ConnectError:
                if last == 0:
                    raise
        raise DeliveryError(f"{host}: no address")


class _Timed(httpcore.NetworkStream):
    """A stream of which no single wait, however many there are, outlasts the whole."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream, self._until = stream, until

    def _left(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the whole is over")
        return left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, self._left()), self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
