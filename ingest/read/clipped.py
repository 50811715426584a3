"""Sets aside what a web clipper put around a page it saved as Markdown: its own head, and lines of links alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.record import Line
from ingest.rules import load

__all__ = ["clipped"]

_HEAD = re.compile(r"(?:URL Source|Published Time|Markdown Content|Warning|Number of Pages)\s*:")
_TITLE = re.compile(r"Title\s*:\s*(?P<title>\S.*)")
_SITE = re.compile(r"\s*[-_|–—]\s*[^-_|–—]{2,30}$")
_LINK = load("page").pattern(r"!?\[(?:[^\[\]]|!\[[^\]]*\]%{target})*\]%{target}")
_REST = re.compile(r"[\s*_#>|·•+×↺X-]*")
_SHORT = 120
_FIRST = 8  # lines in which a clipper's head stands
_MANY = 3  # lines of links from which on they are a page's frame; one alone may be an attachment


def clipped(lines: Sequence[Line]) -> list[Line]:
    """Return `lines`, those that only a clipper or a page's navigation wrote marked as aside.

    The title of the clipper's head is set aside too where the page has a line that says it.

    >>> rows = ("Title: 节水办法 - 某市政府", "URL Source: a", "[首页](/a)", "* [搜索](/b)", "[办事](/c)", "# 节水办法")
    >>> [line.aside for line in clipped([Line(row, number) for number, row in enumerate(rows, 1)])]
    ['clipper-head', 'clipper-head', 'page-frame', 'page-frame', 'page-frame', None]
    """
    reasons = {line.number: "page-frame" for line in lines if "](" in line.text and _is_link(line.text)}
    if len(reasons) < _MANY:
        reasons = {}
    else:
        chrome = load("page")["chrome"].regex
        bare = ((line.number, line.text.strip(" #*_")) for line in lines if len(line.text) < _SHORT)
        reasons |= {number: "page-frame" for number, text in bare if chrome.search(text)}
    filled = [line for line in lines if line.text.strip()][:_FIRST]
    if any(_HEAD.match(line.text) for line in filled):
        reasons |= {line.number: "clipper-head" for line in filled if _HEAD.match(line.text)}
        for line in filled[:1]:
            if (match := _TITLE.fullmatch(line.text.strip())) and _stands(match["title"], line, lines):
                reasons[line.number] = "clipper-head"
    return [replace(line, aside=reasons.get(line.number, line.aside)) for line in lines] if reasons else list(lines)


def _is_link(text: str) -> bool:
    return bool(_REST.fullmatch(_LINK.sub("", text))) and "附件" not in text


def _stands(title: str, own: Line, lines: Sequence[Line]) -> bool:
    """Whether another line says the title, with or without the name of the site."""
    wanted = {title, _SITE.sub("", title)}
    return any(line is not own and line.text.strip(" #*") in wanted for line in lines)
