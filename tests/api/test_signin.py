"""Sign-in at an OpenID provider: a real one on loopback, which signs good tokens and every kind of bad one."""

from __future__ import annotations

import asyncio
import base64
import gzip
import json
import re
import socket
import threading
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterator
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi import FastAPI, Form, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from fastapi.testclient import TestClient

pytest.importorskip("authlib", reason="pip install 'policygraph[oidc]'")
pytest.importorskip("httpx2", reason="pip install 'policygraph[oidc]'")

import httpx
import uvicorn
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from api.app import create_app
from api.collections import create
from api.configuration import SettingsError
from api.keys import Keys
from api.rates import Rate
from api.roles import Role
from api.settings import Settings
from api.signin.attempt import begun
from api.signin.provider import SignInError, provider_of
from api.trail import Trail

ROLES = "groups:policy-reviewers=reviewer,groups:drafts=reader@drafts,groups:gone=reader@gone"
OURS = {"origin": "http://testserver"}


class OpenIdProvider:
    """An issuer on loopback: `changes` are made to the claims of its tokens, `signing` names how they are signed."""

    def __init__(self) -> None:
        self.keys = [ECKey.generate_key("P-256", {"kid": "first"})]
        self.codes: dict[str, dict[str, str]] = {}
        self.changes: dict[str, Any] = {}
        self.signing, self.fetched, self.asked = "ES256", 0, 0
        self.padding: dict[str, int] = {}  # bytes that are added to a document
        self.app = FastAPI()
        self.app.get("/.well-known/openid-configuration")(self.document)
        self.app.get("/jwks")(self.jwks)
        self.app.post("/token")(self.token)

    def document(self) -> dict[str, Any]:
        self.asked += 1
        ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks"}
        named = {name: f"{self.issuer}/{path}" for name, path in ends.items()}
        scopes = ["openid", "profile", "groups"]
        return named | {
            "issuer": self.issuer,
            "scopes_supported": scopes,
            "padding": "x" * self.padding.get("discovery", 0),
            "end_session_endpoint": f"{self.issuer}/end",
        }

    def jwks(self) -> dict[str, Any]:
        self.fetched += 1
        padding = "x" * self.padding.get("jwks", 0)
        return {"keys": [key.as_dict(private=False) for key in self.keys], "padding": padding}

    def token(
        self, request: Request, code: str = Form(), code_verifier: str = Form(), redirect_uri: str = Form()
    ) -> Any:
        asked = self.codes.pop(code, None)
        given = base64.b64encode(b"site:secret").decode()
        challenge = base64.urlsafe_b64encode(sha256(code_verifier.encode()).digest()).rstrip(b"=").decode()
        if request.headers.get("authorization") != f"Basic {given}":
            return JSONResponse({"error": "invalid_client"}, 401)
        if asked is None or asked["code_challenge"] != challenge or asked["redirect_uri"] != redirect_uri:
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": "site",
            "sub": "u-7",
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
        }
        claims |= {"preferred_username": "李明", "groups": ["policy-reviewers", "drafts"]} | self.changes
        padding = "x" * self.padding.get("token", 0)
        return {"access_token": "opaque", "token_type": "Bearer", "id_token": self.signed(claims), "padding": padding}

    def signed(self, claims: dict[str, Any]) -> str:
        if self.signing == "none":
            parts = [json.dumps(part).encode() for part in ({"alg": "none"}, claims)]
            return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts) + "."
        if self.signing == "HS256":
            return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key("secret" * 8), algorithms=["HS256"])
        key = ECKey.generate_key("P-256", {"kid": "alien"}) if self.signing == "alien" else self.keys[0]
        return jwt.encode({"alg": "ES256", "kid": key.kid}, claims, key)

    def authorized(self, address: str) -> dict[str, str]:
        """Return what the browser is sent back with, once a person has agreed at the address."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256"
        assert asked["client_id"] == "site" and set(asked["scope"].split()) == {"openid", "profile", "groups"}
        code = f"code-{len(self.codes)}-{time.monotonic_ns()}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}


@pytest.fixture(scope="module")
def running() -> Iterator[OpenIdProvider]:
    provider, sock = OpenIdProvider(), socket.create_server(("127.0.0.1", 0))
    provider.issuer = f"http://127.0.0.1:{sock.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(provider.app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    httpx.get(f"{provider.issuer}/jwks", timeout=10)
    yield provider
    server.should_exit = True
    thread.join(5)


@pytest.fixture
def provider(running: OpenIdProvider) -> OpenIdProvider:
    running.changes, running.signing, running.padding = {}, "ES256", {}
    return running


@pytest.fixture(scope="module")
def settings(running: OpenIdProvider, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    data = tmp_path_factory.mktemp("signin")
    create(data, "drafts")
    oidc = {"oidc_issuer": running.issuer, "oidc_client": "site", "oidc_secret": "secret", "oidc_roles": ROLES}
    return Settings(data=data, url="http://testserver/", **oidc)


@pytest.fixture(scope="module")
def site(settings: Settings) -> Iterator[TestClient]:
    with (
        pytest.MonkeyPatch.context() as patch,
        TestClient(create_app(settings), raise_server_exceptions=False, follow_redirects=False) as client,
    ):
        patch.setattr("api.access._PAUSE", 0)
        patch.setattr("api.access._GUESSES", 1000)
        patch.setattr("api.access._wrong", OrderedDict())  # which all sites of a process share
        yield client


@pytest.fixture
def browser(site: TestClient) -> TestClient:
    site.cookies.clear()
    return site


Put = Callable[[Any], None]


@pytest.fixture
def put(site: TestClient) -> Iterator[Put]:
    """Give the site another provider for one test."""
    state: Any = site.app.state  # type: ignore[attr-defined]
    held = state.provider
    yield lambda provider: setattr(state, "provider", provider)
    state.provider = held


def _sent(browser: TestClient, provider: OpenIdProvider, **asked: str) -> dict[str, str]:
    reply = browser.get("/signin", params=asked)
    assert reply.status_code == 303 and reply.headers["location"].startswith(f"{provider.issuer}/authorize?")
    assert reply.headers["cache-control"] == "no-store"
    return provider.authorized(reply.headers["location"])


def _last(settings: Settings) -> dict[str, Any]:
    return list(Trail(settings.trail_path).lines())[-1]


def _refused(browser: TestClient, settings: Settings, back: dict[str, str], outcome: str, chinese: str) -> None:
    reply = browser.get("/signin/callback", params=back)
    assert reply.status_code == 403 and chinese in reply.text and "access=" not in reply.headers.get("set-cookie", "")
    line = _last(settings)
    assert (line["what"], line["status"], line["outcome"]) == ("GET /signin/callback", 403, outcome)
    assert browser.get("/api/jobs").status_code == 401


def test_a_good_token_gives_role_collection_and_name(
    browser: TestClient, provider: OpenIdProvider, settings: Settings
) -> None:
    back = _sent(browser, provider, next="/documents?kind=plan")
    reply = browser.get("/signin/callback", params=back)
    assert reply.status_code == 200 and "李明" in reply.text and reply.headers["cache-control"] == "no-store"
    assert re.search(r'refresh" content="0; url=/documents\?kind=plan"', reply.text)
    line = _last(settings)
    assert (line["who"], line["subject"], line["outcome"]) == ("李明", "u-7", "signed in")
    assert browser.get("/api/jobs").status_code == 200 and browser.get("/admin").status_code == 403
    drafts = {"policygraph-collection": "drafts"}
    assert browser.get("/api/documents", headers=drafts).status_code == 200
    assert browser.get("/api/jobs", headers=drafts).status_code == 403  # a reader there
    browser.post("/review/none", headers=OURS, data={"record": "x", "verdict": "accept"})
    assert _last(settings)["who"] == "李明"
    stored = b"".join(path.read_bytes() for path in settings.data.rglob("*") if path.is_file())
    assert back["code"].encode() not in stored and b"eyJhbGciOi" not in stored


def test_the_cookies_are_bound_to_the_browser_and_end_with_the_session(
    browser: TestClient, provider: OpenIdProvider
) -> None:
    begun = browser.get("/signin").headers["set-cookie"]
    assert "HttpOnly" in begun and "SameSite=lax" in begun and "Max-Age=600" in begun
    entered = browser.get("/signin/callback", params=_sent(browser, provider)).headers["set-cookie"]
    assert "SameSite=strict" in entered and "Max-Age=43200" in entered
    held = browser.cookies["access"]
    left = browser.post("/ingest/leave", headers=OURS)
    assert f"{provider.issuer}/end?client_id=site&amp;post_logout_redirect_uri=http%3A%2F%2Ftestserver%2F" in left.text
    assert browser.get("/api/jobs", headers={"cookie": f"access={held}"}).status_code == 401


@pytest.mark.parametrize(
    ("changes", "signing"),
    [
        ({"aud": "another"}, "ES256"),
        ({"aud": ["site", "another"]}, "ES256"),  # and no azp says which of them asked
        ({"iss": "https://id.example"}, "ES256"),
        ({"exp": 1_700_000_000, "iat": 1_699_999_000}, "ES256"),
        ({"nonce": "another"}, "ES256"),
        ({}, "none"),
        ({}, "HS256"),
        ({}, "alien"),
    ],
    ids=["audience", "audiences", "issuer", "expired", "nonce", "none", "secret", "unknown-key"],
)
def test_a_bad_token_is_refused(
    browser: TestClient, provider: OpenIdProvider, settings: Settings, changes: dict[str, Any], signing: str
) -> None:
    provider.changes, provider.signing = changes, signing
    _refused(browser, settings, _sent(browser, provider), "token", "未通过验证")


def test_a_key_that_the_provider_changed_is_fetched_once(browser: TestClient, provider: OpenIdProvider) -> None:
    assert browser.get("/signin/callback", params=_sent(browser, provider)).status_code == 200
    before = provider.fetched
    provider.keys = [ECKey.generate_key("P-256", {"kid": "second"})]
    for _ in range(2):
        assert browser.get("/signin/callback", params=_sent(browser, provider)).status_code == 200
    assert provider.fetched == before + 1


def test_a_replayed_code_is_refused(browser: TestClient, provider: OpenIdProvider, settings: Settings) -> None:
    back = _sent(browser, provider)
    kept = browser.cookies["signin"]
    assert browser.get("/signin/callback", params=back).status_code == 200
    browser.cookies.clear()
    _refused(browser, settings, back, "state", "并非由此浏览器发起")  # the attempt has ended
    browser.cookies.set("signin", kept)
    _refused(browser, settings, back, "code", "已使用或已失效")  # and were it not so, the provider refuses


@pytest.mark.parametrize("state", [None, "", "é", "0" * 64], ids=["none", "empty", "accented", "guessed"])
def test_a_callback_without_our_state_is_refused(
    browser: TestClient, provider: OpenIdProvider, settings: Settings, state: str | None
) -> None:
    back = _sent(browser, provider) | {"state": state}
    kept = {name: value for name, value in back.items() if value is not None}
    _refused(browser, settings, kept, "state", "并非由此浏览器发起")
    assert back["code"] in provider.codes  # nothing was asked of the provider


def test_a_callback_that_another_browser_began_is_refused(
    browser: TestClient, provider: OpenIdProvider, settings: Settings
) -> None:
    theirs = _sent(browser, provider)
    browser.cookies.clear()
    _sent(browser, provider)
    _refused(browser, settings, theirs, "state", "并非由此浏览器发起")


def test_a_refusal_of_the_provider_and_an_answer_of_another_are_refused(
    browser: TestClient, provider: OpenIdProvider, settings: Settings
) -> None:
    back = _sent(browser, provider)
    _refused(browser, settings, {"error": "access_denied", "state": back["state"]}, "denied", "未允许")
    _refused(browser, settings, _sent(browser, provider) | {"iss": "https://id.example"}, "denied", "未允许")


def test_a_role_in_one_library_opens_no_other(browser: TestClient, provider: OpenIdProvider) -> None:
    provider.changes = {"groups": ["policy-reviewers"]}
    assert browser.get("/signin/callback", params=_sent(browser, provider)).status_code == 200
    assert browser.get("/api/documents", headers={"policygraph-collection": "drafts"}).status_code == 404
    provider.changes = {"groups": "drafts"}
    assert browser.get("/signin/callback", params=_sent(browser, provider)).status_code == 200
    assert browser.get("/api/documents", headers={"policygraph-collection": "drafts"}).status_code == 200
    assert browser.get("/api/jobs").status_code == 403


def test_a_person_without_a_role_is_refused(browser: TestClient, provider: OpenIdProvider, settings: Settings) -> None:
    provider.changes = {"groups": ["visitors"]}
    _refused(browser, settings, _sent(browser, provider), "roles", "没有任何权限")


def test_a_role_in_a_collection_that_is_not_there_is_ignored_and_logged(
    browser: TestClient, provider: OpenIdProvider, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    provider.changes = {"groups": ["policy-reviewers", "gone"]}
    assert browser.get("/signin/callback", params=_sent(browser, provider)).status_code == 200
    assert "reader@gone ignored, no such collection; known are drafts" in caplog.text
    browser.cookies.clear()
    provider.changes = {"groups": ["gone"]}
    _refused(browser, settings, _sent(browser, provider), "roles", "没有任何权限")


def test_an_answer_that_is_compressed_or_comes_too_slowly_is_not_read(
    provider: OpenIdProvider, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    @provider.app.get("/drip/.well-known/openid-configuration")
    async def drip() -> StreamingResponse:
        async def pieces() -> AsyncIterator[bytes]:
            for _ in range(100):
                yield b" "
                await asyncio.sleep(0.05)

        return StreamingResponse(pieces())

    @provider.app.get("/packed/.well-known/openid-configuration")
    def packed() -> Response:
        return Response(gzip.compress(b" " * (1 << 24)), headers={"content-encoding": "gzip"})

    monkeypatch.setattr("api.signin.provider._SECONDS", 0.5)
    for path, said in (("drip", "takes more than 0.5 s"), ("packed", "is compressed")):
        one = provider_of(settings.model_copy(update={"oidc_issuer": f"{provider.issuer}/{path}"}))
        assert one is not None
        with pytest.raises(SignInError, match=said):
            one.address(begun())


def test_nobody_takes_the_name_of_a_key(browser: TestClient, provider: OpenIdProvider, settings: Settings) -> None:
    Keys(settings.keys_path).add("王芳", Role.READER)
    for name in ("setting", "王芳", "x\n", "长" * 101):
        provider.changes = {"preferred_username": name}
        browser.get("/signin/callback", params=_sent(browser, provider))
        assert _last(settings)["who"] == "u-7"


@pytest.mark.parametrize(
    "next", ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "x"]
)
def test_a_page_of_another_site_is_no_page_to_go_on_to(browser: TestClient, next: str) -> None:
    reply = browser.get("/signin", params={"next": next}, headers={"accept": "text/html"})
    assert reply.status_code == 422 and "location" not in reply.headers and "signin=" not in str(reply.headers)


def test_the_page_of_keys_leads_to_the_sign_in(browser: TestClient, site: TestClient) -> None:
    assert '<a href="/signin?next=/ingest">' in browser.get("/ingest").text


def test_a_provider_that_is_away_costs_the_sign_in_alone(browser: TestClient, settings: Settings, put: Put) -> None:
    away = provider_of(settings.model_copy(update={"oidc_issuer": "http://127.0.0.1:9"}))
    put(away)
    reply = browser.get("/signin")
    assert reply.status_code == 503 and "暂时没有应答" in reply.text
    line = _last(settings)
    assert (line["what"], line["status"], line["outcome"]) == ("GET /signin", 503, "away")
    assert "127.0.0.1:9" in line["detail"]
    assert browser.get("/api/documents").status_code == 200


@pytest.mark.parametrize("name", ["discovery", "jwks", "token"])
def test_a_document_without_end_is_not_read_to_the_end(
    browser: TestClient, provider: OpenIdProvider, settings: Settings, put: Put, name: str
) -> None:
    new = provider_of(settings)
    put(new)
    if name == "discovery":
        provider.padding["discovery"] = 1 << 20
        assert browser.get("/signin").status_code == 503
    else:
        back = _sent(browser, provider)
        provider.padding[name] = 1 << 20
        assert browser.get("/signin/callback", params=back).status_code == 503
    assert "KiB" in _last(settings)["detail"]


def test_a_failed_discovery_is_not_tried_again_at_once(
    browser: TestClient, provider: OpenIdProvider, settings: Settings, put: Put
) -> None:
    new = provider_of(settings)
    assert new is not None
    put(new)
    provider.padding["discovery"] = 1 << 20
    before = provider.asked
    assert {browser.get("/signin").status_code for _ in range(3)} == {503} and provider.asked == before + 1
    provider.padding.clear()
    assert browser.get("/signin").status_code == 503
    new._failure = (0.0, "")
    assert browser.get("/signin").status_code == 303


def test_an_address_begins_so_many_sign_ins_a_minute(
    site: TestClient, provider: OpenIdProvider, settings: Settings, put: Put
) -> None:
    new = provider_of(settings)
    assert new is not None
    new.begun = Rate(3)
    put(new)
    eager = TestClient(site.app, client=("192.0.2.44", 1), follow_redirects=False)
    assert [eager.get("/signin").status_code for _ in range(4)] == [303, 303, 303, 429]
    assert 1 <= int(eager.get("/signin").headers["retry-after"]) <= 20 and _last(settings)["status"] == 429
    other = TestClient(site.app, client=("192.0.2.45", 1), follow_redirects=False)
    assert other.get("/signin").status_code == 303


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"url": ""}, "POLICYGRAPH_URL"),
        ({"oidc_client": ""}, "POLICYGRAPH_OIDC_CLIENT"),
        ({"oidc_roles": "groups:x=king"}, "king"),
        ({"oidc_issuer": "http://id.example"}, "https"),
    ],
)
def test_what_sign_in_lacks_is_said_at_the_start(settings: Settings, changed: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        create_app(settings.model_copy(update=changed))
