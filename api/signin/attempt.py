"""One attempt to sign in: what is sent to the provider, derived from a cookie that only the same browser sends back."""

from __future__ import annotations

import hmac
import re
import secrets
import time
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final
from urllib.parse import quote, unquote

from api.errors import unprocessable
from api.sessions import secret

__all__ = ["SECONDS", "Attempt", "begun", "resumed"]

SECONDS: Final = 600
"""How long an attempt may take."""
_LOCAL: Final = re.compile(r"/(?!/)[^\\\x00-\x20\x7f]{0,500}")  # browsers read a backslash as a slash


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt by its cookie; the state proves the cookie, and nonce and verifier cannot be computed from it."""

    cookie: str
    secret: bytes = field(default_factory=lambda: secret(None), repr=False)

    @property
    def state(self) -> str:
        return self._derived("state")

    @property
    def nonce(self) -> str:
        return self._derived("nonce")

    @property
    def verifier(self) -> str:
        return self._derived("verifier")

    @property
    def next(self) -> str:
        return unquote(self.cookie.split(".", 2)[2])

    def _derived(self, use: str) -> str:
        return hmac.new(self.secret, f"{use}.{self.cookie}".encode(), sha256).hexdigest()


def begun(next: str = "", signed: bytes | None = None) -> Attempt:
    """Return a new attempt that leads to the page `next` of this site; a problem where that is another site's.

    `signed` is the secret of several servers, at any of which the browser may come back; none: that of this process.
    """
    if next and not _LOCAL.fullmatch(next):
        raise unprocessable("next", "it is no page of this site")
    cookie = f"{secrets.token_hex(16)}.{time.time() + SECONDS:.0f}.{quote(next, safe='')}"
    return Attempt(cookie, signed or secret(None))


def resumed(cookie: str, state: str, signed: bytes | None = None) -> Attempt | None:
    """Return the attempt that a browser comes back with; None where the state is not that of its cookie, or is old.

    >>> one = begun("/ingest")
    >>> resumed(one.cookie, one.state).next, resumed(one.cookie, begun().state), resumed("", "")
    ('/ingest', None, None)
    """
    attempt = Attempt(cookie, signed or secret(None))
    same = hmac.compare_digest(attempt.state.encode(), state.encode("utf-8", "replace"))
    return attempt if same and float(cookie.split(".")[1]) > time.time() else None
