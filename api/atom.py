"""Feeds in Atom (RFC 4287), with pages (RFC 5005)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from graph.formats.xmltext import xml_text

__all__ = ["MEDIA", "Entry", "atom", "lasting", "urn"]

MEDIA: Final = "application/atom+xml; charset=utf-8"
_ATOM: Final = "http://www.w3.org/2005/Atom"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)  # when a feed without entries was last updated
register_namespace("", _ATOM)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event; `link` is the page that it leads to."""

    id: str
    title: str
    updated: datetime
    summary: str
    link: str
    authors: tuple[str, ...] = ()
    category: str = ""


def lasting(*parts: object) -> UUID:
    """Return an id that these parts alone make: the same each time, and another for others."""
    return uuid5(NAMESPACE_URL, " ".join(map(str, parts)))


def urn(*parts: object) -> str:
    """Return the lasting id of these parts as the id of a feed or an entry.

    >>> urn("https://a.example/document/x", 1)
    'urn:uuid:d9c90750-68d1-5d4c-85e1-aff8e7ab2036'
    """
    return lasting(*parts).urn


def atom(title: str, address: str, home: str, entries: Iterable[Entry], next: str | None = None, id: str = "") -> bytes:
    """Return a feed: `address` is its own, `home` that of the page it goes with, `next` that of its next page."""
    listed = list(entries)
    feed = Element(f"{{{_ATOM}}}feed", {_LANGUAGE: "zh-CN"})
    _add(feed, "id", id or urn(address))
    _add(feed, "title", title)
    _add(feed, "updated", _moment(max((one.updated for one in listed), default=_NEVER)))
    _add(_add(feed, "author"), "name", "政策图谱")
    for rel, href in (("self", address), ("alternate", home), ("next", next)):
        if href:
            _add(feed, "link", rel=rel, href=href)
    for one in listed:
        _entry(feed, one)
    indent(feed)
    return tostring(feed, encoding="utf-8", xml_declaration=True)


def _entry(feed: Element, one: Entry) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", one.id)
    _add(entry, "title", one.title)
    _add(entry, "updated", _moment(one.updated))
    for author in one.authors:
        _add(_add(entry, "author"), "name", author)
    _add(entry, "link", rel="alternate", href=one.link)
    if one.category:
        _add(entry, "category", term=one.category)
    _add(entry, "summary", one.summary)


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    added = SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    added.text = xml_text(text) or None
    return added


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
