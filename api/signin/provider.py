"""The identity provider: where it sends people to sign in, and what its signed token says of whoever comes back."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode, urlsplit

from api.configuration import SettingsError
from api.errors import PackageError
from api.rates import Rate
from api.signin.attempt import Attempt
from api.signin.grants import Grant, grants
from graph.errors import GraphError

if TYPE_CHECKING:
    from authlib.integrations.httpx_client import OAuth2Client

    from api.settings import Settings

__all__ = ["Provider", "SignInError", "provider_of"]

_SECONDS: Final = 5.0  # until a request to the provider is given up
_HOUR: Final = 3600.0  # for which its discovery document is kept
_PAUSE: Final = 10.0  # seconds after a failed discovery in which none is tried
_MOST: Final = 1 << 18  # bytes of each of its answers: the discovery document, its keys, a token
_LEEWAY: Final = 30  # seconds that its clock may differ from ours
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures that are accepted: none that is made with the client's secret, and not `none`."""


class SignInError(GraphError):
    """A sign-in that is refused; `code` names the reason for the page and the audit log."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


@dataclass(slots=True)
class Provider:
    """One issuer and this site as its client. Its documents are fetched when they are needed first."""

    issuer: str
    client: str
    secret: str
    site: str
    rules: tuple[Grant, ...]
    begun: Rate = field(default_factory=lambda: Rate(60))
    """Sign-ins that one address may begin in a minute."""
    _document: dict[str, Any] = field(default_factory=dict)
    _until: float = 0.0
    _keys: Any = None
    _failure: tuple[float, str] = (0.0, "")  # until when no discovery is tried, and why

    def address(self, attempt: Attempt) -> str:
        """Return where a person signs in. Raises SignInError where the provider does not answer."""
        found = self._discovered()
        offered = found.get("scopes_supported") or []
        named = {"profile", *(rule.claim for rule in self.rules)}
        scope = " ".join(["openid", *sorted(named.intersection([*offered, "profile"]))])
        with self._session() as session:
            url, _ = session.create_authorization_url(
                found["authorization_endpoint"], attempt.state, attempt.verifier, nonce=attempt.nonce, scope=scope
            )
        return str(url)

    def claims(self, code: str, attempt: Attempt) -> dict[str, Any]:
        """Return the verified claims of the ID token that a code stands for. Raises SignInError."""
        from authlib.integrations.base_client import OAuthError
        from httpx2 import HTTPError

        found = self._discovered()
        try:
            with self._session() as session:
                token = session.fetch_token(
                    found["token_endpoint"], grant_type="authorization_code", code=code, code_verifier=attempt.verifier
                )
        except OAuthError as error:
            raise SignInError("code", f"the provider does not take the code: {error.error}") from error
        except (HTTPError, ValueError) as error:
            raise SignInError("away", f"{found['token_endpoint']}: {error}") from error
        return self._verified(str(token.get("id_token", "")), token.get("access_token"), attempt.nonce)

    def farewell(self) -> str | None:
        """Return where a person signs out of the provider too; None where it offers that nowhere, or is away."""
        try:
            end = self._discovered().get("end_session_endpoint")
        except SignInError:
            return None
        asked = urlencode({"client_id": self.client, "post_logout_redirect_uri": f"{self.site}/"})
        return f"{end}{'&' if '?' in end else '?'}{asked}" if end and _safe(end) else None

    def _verified(self, token: str, access: str | None, nonce: str) -> dict[str, Any]:
        from authlib.oidc.core import CodeIDToken
        from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError

        options: Any = {
            "iss": {"essential": True, "value": self.issuer},
            "aud": {"essential": True, "value": self.client},
        }
        try:
            try:
                decoded = self._decoded(token)
            except (InvalidKeyIdError, BadSignatureError):
                self._keys = None  # the provider may have changed its keys since they were fetched
                decoded = self._decoded(token)
            params = {"nonce": nonce, "client_id": self.client, "access_token": access}
            claims = CodeIDToken(decoded.claims, decoded.header, options, params)
            claims.validate(leeway=_LEEWAY)
        except (JoseError, ValueError) as error:
            raise SignInError("token", f"the ID token is refused: {error}") from error
        return dict(claims)

    def _decoded(self, token: str) -> Any:
        from joserfc import jwt
        from joserfc.jwk import KeySet

        if self._keys is None:
            self._keys = KeySet.import_key_set(self._fetched(self._discovered()["jwks_uri"]))  # type: ignore[arg-type]
        return jwt.decode(token, self._keys, algorithms=list(ALGORITHMS))

    def _discovered(self) -> dict[str, Any]:
        if time.monotonic() < self._until:
            return self._document
        until, why = self._failure
        if time.monotonic() < until:
            raise SignInError("away", why)
        try:
            self._document, self._until = self._discovery(), time.monotonic() + _HOUR
        except SignInError as error:
            self._failure = time.monotonic() + _PAUSE, str(error)
            raise
        return self._document

    def _discovery(self) -> dict[str, Any]:
        found = self._fetched(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        if found.get("issuer") != self.issuer or not all(_safe(str(found.get(name, ""))) for name in needed):
            raise SignInError("away", f"{self.issuer}: its discovery document names another issuer or no HTTPS address")
        return found

    def _fetched(self, url: str) -> dict[str, Any]:
        from httpx2 import HTTPError

        try:
            with self._session() as session:
                found = json.loads(session.get(url, auth=None).raise_for_status().content)
        except (HTTPError, ValueError) as error:
            raise SignInError("away", f"{url}: {error}") from error
        return found if isinstance(found, dict) else {}

    def _session(self) -> OAuth2Client:
        from authlib.integrations.httpx_client import OAuth2Client

        methods = self._document.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        way = "client_secret_basic" if "client_secret_basic" in methods else "client_secret_post"
        session = OAuth2Client(
            self.client, self.secret or None, way if self.secret else "none",
            redirect_uri=f"{self.site}/signin/callback", code_challenge_method="S256", timeout=_SECONDS,
        )  # fmt: skip
        session.headers["Accept-Encoding"] = "identity"
        session.event_hooks = {"response": [_bound]}
        return session


def _bound(answer: Any) -> None:
    """Let no more of an answer be read than it may have. Raises ValueError for one that is compressed, unasked."""
    from httpx2 import SyncByteStream

    if answer.headers.get("content-encoding", "identity") != "identity":
        raise ValueError("its answer is compressed, which may hide its size")

    class Bounded(SyncByteStream):
        def __init__(self, stream: Any) -> None:
            self.stream = stream

        def __iter__(self) -> Iterator[bytes]:
            return _bounded(self.stream)

        def close(self) -> None:
            self.stream.close()

    answer.stream = Bounded(answer.stream)


def _bounded(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces of an answer. Raises ValueError for a long one, or one that comes too slowly.

    >>> b"".join(_bounded([b"{", b"}"]))
    b'{}'
    """
    size, until = 0, time.monotonic() + _SECONDS
    for piece in pieces:
        size += len(piece)
        if size > _MOST or time.monotonic() > until:
            raise ValueError(f"its answer has more than {_MOST >> 10} KiB, or takes more than {_SECONDS:g} s")
        yield piece


def _safe(url: str) -> bool:
    """Tell whether an address is encrypted, or on this machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)


def provider_of(settings: Settings) -> Provider | None:
    """Return the provider of a site; None where none is set. Raises SettingsError or PackageError with the remedy."""
    if not settings.oidc_issuer:
        return None
    for name in ("url", "oidc_client", "oidc_roles"):
        if not getattr(settings, name):
            raise SettingsError(f"POLICYGRAPH_OIDC_ISSUER is set: sign-in needs POLICYGRAPH_{name.upper()} too")
    if not _safe(settings.oidc_issuer):
        raise SettingsError(f"POLICYGRAPH_OIDC_ISSUER={settings.oidc_issuer}: an issuer is an https:// address")
    if find_spec("authlib") is None or find_spec("httpx2") is None:
        raise PackageError("POLICYGRAPH_OIDC_ISSUER: authlib is not installed; pip install 'policygraph[oidc]'")
    site, rules = settings.url.rstrip("/"), grants(settings.oidc_roles)
    return Provider(settings.oidc_issuer, settings.oidc_client, settings.oidc_secret, site, rules)
