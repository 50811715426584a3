"""Renders the templates in the reader's language; everything that comes from a document or a visitor is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import pass_context

from api.page import words
from api.page.stretches import height, stretches
from api.page.words import FACTS, Lang
from api.scope import anonymous
from graph.errors import DatabaseError
from graph.wording import money

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context

    from api.keys import Key
    from api.site import Site

__all__ = ["error_page", "excerpt", "lang_of", "page"]

_YEAR = 365 * 24 * 3600


def lang_of(request: Request) -> Lang:
    """Return the language that the address or an earlier choice asks for; Chinese where neither does."""
    chosen = request.query_params.get("lang") or request.cookies.get("lang")
    return "en" if chosen == "en" else "zh"


def page(request: Request, template: str, status: int = 200, **context: Any) -> Response:
    """Render `template` with `context`; a language chosen in the address is kept in a cookie of this site alone."""
    from api.access import keep
    from api.collections import open_to

    site = getattr(request.app.state, "site", None)
    lang, holder = lang_of(request), _holder(request, site)
    named = {
        "request": request,
        "lang": lang,
        "t": (lambda zh, en: en) if lang == "en" else (lambda zh, en: zh),
        "local": site.local if site else lambda iri: iri,
        "facts": FACTS,
        "today": date.today(),
        "webcal": f"webcal:{site.address(request).partition(':')[2]}" if site else "/",
        "takes_files": bool(site and site.keys),
        "collection": site.settings.collection if site else "",
        "collections": open_to(holder, request.app.state.latecomers.names()) if holder else [],
        "holder": holder,
    }
    text = _environment().get_template(template).render(named | context)
    answer = HTMLResponse(text, status, headers={"Vary": "Accept, Cookie", "Content-Language": lang})
    if request.query_params.get("lang") in ("zh", "en"):
        keep(request, answer, "lang", lang, _YEAR)
    return answer


def _holder(request: Request, site: Site | None) -> Key | None:
    """Return the key of who reads a page, None without a session."""
    from api.access import holder_of

    try:
        return holder_of(request, site.keys) if site and not anonymous(request.scope) else None
    except DatabaseError:
        return None  # reading goes on, as for one who is not known


def error_page(
    request: Request,
    status: int,
    title: str,
    detail: str,
    headers: Mapping[str, str] | None = None,
    chinese: str | None = None,
    errors: Sequence[Mapping[str, str]] = (),
) -> Response:
    """Render an error as a page that says what to do; on a Chinese page in Chinese, the rest folded up."""
    fields = "、".join(error["field"] for error in errors)
    chinese = chinese or (f"参数“{fields}”的值不能使用。" if fields else None)
    named = {"title": title, "detail": detail, "code": status, "chinese": chinese}
    answer = page(request, "error.html", status, **named)
    answer.headers.update(headers or {})
    return answer


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("api.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "day": pass_context(lambda context, day: words.day(day, context["lang"])),
        "word": pass_context(lambda context, name: words.word(name, context["lang"])),
        "money": lambda value, unit="元": money(value, unit),
        "goal": pass_context(lambda context, row: words.goal(row, context["lang"])),
        "excerpt": excerpt,
        "fitting": lambda texts, most: stretches(map(height, texts), most)[0][1],
        "numbered": _numbered,
        "without": _without,
        "set_only": lambda given: urlencode({name: value for name, value in given.items() if value}),
    }
    environment.globals |= {"asked": _asked, "linked": _linked}
    return environment


@pass_context
def _linked(context: Context, **changed: Any) -> str:
    """Return this page's address with some parameters changed, those set to None or '' taken out, from the start."""
    request: Request = context["request"]
    params = [(name, value) for name, value in request.query_params.multi_items() if name not in {*changed, "offset"}]
    params += [(name, str(value)) for name, value in changed.items() if value not in (None, "")]
    return "?" + urlencode(params)


@pass_context
def _asked(context: Context, **more: Any) -> str:
    """Return the filters that are set, as the end of an address of the API, with `more`."""
    request: Request = context["request"]
    given = {name: value for name, value in request.query_params.items() if value and name not in ("lang", "offset")}
    return urlencode({name: str(value) for name, value in (given | more).items() if value not in (None, "")})


@pass_context
def _without(context: Context, name: str) -> str:
    """Return this page's address without one parameter."""
    return _linked(context, **{name: None})


def _numbered(text: str) -> Iterator[tuple[str, str]]:
    """Yield `text` in pieces, each with the number of the citation that stands after it, or ''."""
    pieces = re.split(r"\[(\d+)\]", text)
    yield from zip(pieces[::2], [*pieces[1::2], ""], strict=True)


def excerpt(text: str, words: Iterable[str], length: int = 220) -> Iterator[tuple[str, bool]]:
    """Yield the stretch of `text` with most of `words` in it, in pieces: the words (True) and what stands between.

    >>> list(excerpt("推广节水灌溉，改造泵站。", ["灌溉"]))
    [('推广节水', False), ('灌溉', True), ('，改造泵站。', False)]
    """
    even = " ".join(text.split())
    known = sorted({word for word in words if len(word) > 1}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, known)), re.IGNORECASE) if known else None
    places = [match.span() for match in pattern.finditer(even)] if pattern else []
    start = max((begin for begin, _ in places), key=lambda at: _within(places, at, length), default=0)
    start = max(0, min(start - 20, len(even) - length))
    end = min(len(even), start + length)
    at = start
    if start:
        yield "…", False
    for first, last in places:
        if first < at or last > end:
            continue
        if first > at:
            yield even[at:first], False
        yield even[first:last], True
        at = last
    if at < end:
        yield even[at:end], False
    if end < len(even):
        yield "…", False


def _within(places: list[tuple[int, int]], at: int, length: int) -> int:
    return sum(last - first for first, last in places if at <= first and last <= at - 20 + length)
