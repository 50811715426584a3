"""`/signin`: to the identity provider, and back with a session of ours."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from api.access import SESSION, cookie_name, enter, forget, guessed, keep, refuse_many
from api.errors import not_found
from api.keys import SETTING, Keys
from api.page.render import page
from api.rates import wait_of
from api.roles import Role
from api.scope import noted
from api.sessions import secret
from api.signin.attempt import SECONDS, begun, resumed
from api.signin.grants import granted
from api.signin.people import Person, admit
from api.signin.provider import Provider, SignInError
from api.site import Here

__all__ = ["router"]

router = APIRouter()

_LOG = logging.getLogger("policygraph")

_NAME = 100  # characters of a name, as of a key
_SHOWN = 200  # characters of a subject in the audit log


@router.get("/signin")
def signin(request: Request, site: Here, next: str = "") -> Response:
    provider, attempt = _provider(request), begun(next, secret(site.keys.database))
    if wait := wait_of(request.scope, provider.begun):
        raise HTTPException(429, "Too many sign-ins were begun from there", {"Retry-After": str(wait)})
    try:
        answer = RedirectResponse(provider.address(attempt), 303)
    except SignInError as error:
        noted(request, outcome=error.code, detail=str(error)[:_SHOWN])
        return page(request, "signin.html", 503, code=error.code, who=None)
    name = cookie_name(request, "signin")
    keep(request, answer, name, attempt.cookie, SECONDS, "lax")  # the browser comes back from the provider's pages
    return answer


@router.get("/signin/callback")
def callback(request: Request, site: Here, code: str = "", state: str = "", iss: str = "") -> Response:
    refuse_many(request)
    name = cookie_name(request, "signin")
    try:
        answer = _entered(request, site.keys, code, request.cookies.get(name, ""), state, iss)
    except SignInError as error:
        if error.code != "away":
            guessed(request)
        noted(request, outcome=error.code, detail=str(error)[:_SHOWN])
        answer = page(request, "signin.html", 503 if error.code == "away" else 403, code=error.code, who=None)
    forget(request, answer, name, "lax")
    return answer


def _entered(request: Request, keys: Keys, code: str, cookie: str, state: str, iss: str) -> Response:
    provider, attempt = _provider(request), resumed(cookie, state, secret(keys.database))
    if attempt is None:
        raise SignInError("state", "this browser began no sign-in with that state")
    if not code or iss not in ("", provider.issuer):
        raise SignInError("denied", "the provider sent no code")
    claims = provider.claims(code, attempt)
    person = _person(request, claims, provider, keys)
    noted(request, who=person.name, subject=str(claims["sub"])[:_SHOWN], outcome="signed in")
    place = attempt.next or ("/ingest" if (person.role_in("") or Role.READER) >= Role.CONTRIBUTOR else "/")
    # the page leads on: the browser keeps a strict cookie back from a redirect that began at the provider
    answer = page(request, "signin.html", code="", who=person.name, place=place)
    enter(request, answer, person, keys)
    return answer


def _person(request: Request, claims: dict[str, Any], provider: Provider, keys: Keys) -> Person:
    """Return who signed in, under the name that the provider shows unless it is that of a key here."""
    roles = _there(request, granted(claims, provider.rules))
    if not roles:
        raise SignInError("roles", f"{str(claims['sub'])[:_NAME]}: no claim gives a role here")
    taken = {SETTING, *(key.name for key in keys.all())}
    names = [str(claims.get("preferred_username") or ""), str(claims["sub"])]
    good = [name for name in names if name.strip() and name.isprintable() and len(name) <= _NAME and name not in taken]
    if not good:
        raise SignInError("token", "neither preferred_username nor sub is a name")
    return admit(keys, good[0], roles, SESSION)


def _there(request: Request, roles: tuple[tuple[str, Role], ...]) -> tuple[tuple[str, Role], ...]:
    """Return the roles but those in collections that do not exist, which are named in the log."""
    known = ("", *request.app.state.latecomers.there())
    for name, role in roles:
        if name not in known:
            listed = ", ".join(known[1:]) or "none"
            _LOG.warning("sign-in: %s@%s ignored, no such collection; known are %s", role.name.lower(), name, listed)
    return tuple(one for one in roles if one[0] in known)


def _provider(request: Request) -> Provider:
    found = request.app.state.provider
    if found is None:
        raise not_found("A sign-in at an identity provider")
    assert isinstance(found, Provider)
    return found
