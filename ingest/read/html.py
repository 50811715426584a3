"""Reads saved web pages, mostly of government sites: the text, its tables and title; the page's frame is set aside."""

from __future__ import annotations

import codecs
import re
from itertools import count
from typing import TYPE_CHECKING

from ingest.errors import EmptyFileError, UnreadableError
from ingest.read import text
from ingest.read.fold import seen
from ingest.read.html_body import bodies, weigh
from ingest.read.html_facts import completed
from ingest.read.html_lines import lines
from ingest.record import Line, Notice, Page

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["declares", "read", "sniff"]

SIZE_LIMIT = 32 * 1024 * 1024  # bytes; the longest documents stay below 2 MB
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_LEAST = 60  # characters of text below which a page is asked where the rest of it is
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_START = (b"<!doctype html", b"<html", b"<head", b"<body", b"<!doctype  html")
_NESTING = re.compile(r"</?(?:div|span|font|section|article|blockquote|center|b|i|u|em|strong|a|ul|ol)\b[^<>]*>", re.I)
_ANY = re.compile(r"<[^<>]*>")
_NOTHING = re.compile(r"(?!)")
_COMMENT = re.compile(r"<!--.*?-->", re.S)


def sniff(head: bytes) -> bool:
    """Whether the first bytes may open a web page or a piece of one: they hold a tag."""
    return declares(head) or re.search(rb"<[a-z][a-z0-9]*[\s/>]", _start(head)) is not None


def declares(head: bytes) -> bool:
    """Whether the first bytes say that this is a web page; a Markdown file may well begin with a `<div>`."""
    return _start(head).startswith(_START)


def _start(head: bytes) -> bytes:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head[2:]
    if b"\x00" in head[:4]:
        head = head.replace(b"\x00", b"")
    return re.sub(rb"^(?:\s|\xef\xbb\xbf|<\?xml[^>]*>|<!--.*?-->)*", b"", head[:1024], flags=re.S).lower()


def read(name: str, data: bytes) -> tuple[tuple[Page, ...], tuple[Notice, ...]]:
    """Read a web page into one page of lines: a block or a line break begins a line, a table row is one.

    What stands around the text (navigation, sharing, related links, foot) are lines aside. A title, number, issuer or
    day of issue that only the page's own facts tell is put to the text. Scripts, styles, comments and hidden elements
    are no text; a notice tells where it may be that it is missing. Raises UnreadableError for an unknown encoding or a
    page above SIZE_LIMIT, EmptyFileError for none.
    """
    if len(data) > SIZE_LIMIT:
        reason = f"the page has {len(data) // 1024**2} MB; the limit is {SIZE_LIMIT // 1024**2} MB"
        raise UnreadableError(name, reason, "Save the text alone")
    page = _decoded(name, data)
    notices = list(text.broken(page))
    root, flat = _parsed(name, page)
    if flat:
        notices.append(
            Notice("nested-too-deep", "网页嵌套过深，按行读取 / nested too deep: read without its structure")
        )
    weights = weigh(root)
    drafts = completed(root, lines(root, bodies(root, weights), weights))
    if sum(len(draft.text) for draft in drafts if not draft.aside) < _LEAST:
        notices += _elsewhere(name, root, any(not draft.aside for draft in drafts))
    numbers = count(1)
    found = tuple(
        Line(seen(draft.text), next(numbers), heading=draft.heading, row=draft.row, aside=draft.aside)
        for draft in drafts
    )
    return (Page(found),), tuple(notices)


def _elsewhere(name: str, root: _Element, some: bool) -> list[Notice]:
    """Tell where the text may be of a page that has `some` words or none: in other pages, or made by its scripts."""
    frames = [frame.get("src", "").strip() for frame in root.iter("frame", "iframe")]
    if frames := [frame[:80] for frame in frames if frame and not frame.startswith(("about:", "javascript:"))][:4]:
        if not some:
            reason = f"the page has no text of its own and shows other pages in frames ({', '.join(frames)})"
            raise EmptyFileError(name, reason, "Save the page in the frame")
        told = "网页正文很少，可能在框架中的另一网页里 / little text: it may be in a page shown in a frame"
        return [Notice("text-in-frame", f"{told} ({', '.join(frames)})")]
    if next(root.iter("script"), None) is None:
        return []
    if not some:
        reason = "the page has no text of its own; its scripts fetch it"
        raise EmptyFileError(name, reason, "Save the page once it is shown, or print it as PDF")
    told = "网页正文很少，可能由脚本生成 / little text: scripts may fetch it once the page is shown"
    return [Notice("text-by-script", told)]


def _decoded(name: str, data: bytes) -> str:
    """Decode by mark, by the charset that the page declares, or as its bytes look; a few broken bytes pass."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = _WIDER.get(declared[1].decode("ascii").lower(), declared[1].decode("ascii"))
        try:
            page = data.decode(encoding, "replace")
        except (LookupError, ValueError):
            return text.decode(name, data)
        torn = page.count("\ufffd")
        if not torn:
            return page
        if torn * 200 < len(page):
            try:
                return text.decode(name, data)
            except UnreadableError:
                return page
    return text.decode(name, data)


def _parsed(name: str, page: str) -> tuple[_Element, bool]:
    """Parse a page; one that nests deeper than the parser goes is parsed again without its nesting elements."""
    from lxml import etree

    page = re.sub(r"[\x00-\x08\x0b\x0e-\x1f]", "", page)
    source = page
    for level, taken in enumerate((_NOTHING, _NESTING, _ANY)):
        source = taken.sub("<br>", _COMMENT.sub("", source)) if level else source
        parser = etree.HTMLParser(
            encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
        )
        try:
            root = etree.fromstring(source.encode("utf-8", "replace"), parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError):
            root = None
        if not any(error.level_name == "FATAL" for error in parser.error_log):
            break
    if root is None:
        raise EmptyFileError(name, "the page holds no text", "Check that the right file was saved")
    return root, level > 0
