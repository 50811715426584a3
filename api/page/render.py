"""Renders the templates; everything that comes from a document or a visitor is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from graph.wording import KINDS, ROLES

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["FACTS", "error_page", "excerpt", "page"]

FACTS: Mapping[str, tuple[str, str]] = {
    "target": ("目标", "Targets"),
    "responsibility": ("责任单位", "Agencies"),
    "deadline": ("期限", "Deadlines"),
    "incentive": ("奖补", "Incentives"),
    "citation": ("引用", "Citations"),
}
WORDS: Mapping[str, str] = {
    **dict(zip(("plan", "opinion", "measures", "guide"), ("规划/方案", "意见", "办法/措施", "指南"), strict=True)),
    **dict(zip(("notice", "interpretation", "article", "news"), ("通知", "解读", "文章", "新闻"), strict=True)),
    **dict(zip(("national", "provincial", "municipal", "other"), ("国家级", "省级", "市级", "其他"), strict=True)),
    **dict(zip(("by", "during", "from", "until", "every"), ("之前", "期间", "起", "有效至", "定期"), strict=True)),
    **dict(zip(("cites", "issues", "amends", "repeals"), ("引用", "印发", "修改", "废止"), strict=True)),
    **dict(zip(("implements", "based_on"), ("落实", "依据"), strict=True)),
    **ROLES,
    **KINDS,
}
"""The Chinese word for each value of the vocabulary."""


def page(request: Request, template: str, status: int = 200, **context: Any) -> Response:
    """Render `template` with `context`."""
    site = getattr(request.app.state, "site", None)
    local = site.local if site else lambda iri: iri
    text = _environment().get_template(template).render(request=request, local=local, facts=FACTS, **context)
    return HTMLResponse(text, status, headers={"Vary": "Accept"})


def error_page(
    request: Request, status: int, title: str, detail: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Render an error as a page that says what to do."""
    answer = page(request, "error.html", status, title=title, detail=detail, code=status)
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
    )
    environment.filters |= {"day": _day, "word": _word, "excerpt": excerpt, "numbered": _numbered}
    return environment


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _word(name: str | None) -> str:
    """Return the Chinese word for a value of the vocabulary."""
    return WORDS.get(name or "", name or "")


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
