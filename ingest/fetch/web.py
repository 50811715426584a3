"""Web servers: single files, and folders whose page links to what lies in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from html.parser import HTMLParser
from typing import Final
from urllib.parse import unquote, urldefrag, urljoin

import httpx

from ingest.fetch.listing import Entry, Listing, TransientError, mark_of
from ingest.fetch.location import FetchError, Location, located

__all__ = ["Web"]

_PAGE: Final = 16 << 20  # bytes of one listing
_PAGES: Final = 10_000  # folders below one location: a server can make up as many as it likes
_DEPTH: Final = 32
_LATER: Final = {408, 425, 429, 500, 502, 503, 504}
_SECONDS: Final = 30.0  # without a byte


class Web:
    """Lists and opens files of web servers, one request at a time; follows no redirect, as that may lead anywhere."""

    def __init__(self) -> None:
        agent = {"User-Agent": "policygraph", "Accept-Encoding": "identity"}  # bytes as they are kept, and counted so
        self._client = httpx.Client(timeout=_SECONDS, headers=agent)

    def listing(self, location: Location) -> Listing:
        """Return the file itself, or for an address that ends in `/` what its pages link to below it.

        No page says that it names all files, so `whole` is never set.
        """
        if not location.url.endswith("/"):
            return Listing((Entry(location),))
        found, waiting, seen = dict[str, Entry](), [(location.url, 0)], {location.url}
        while waiting:
            page, depth = waiting.pop()
            for link in self._links(Location(page)):
                if link.endswith("/") and depth < _DEPTH and link not in seen:
                    seen.add(link)
                    waiting.append((link, depth + 1))
                elif not link.endswith("/"):
                    found[link] = Entry(Location(link))
            if len(seen) > _PAGES:
                raise FetchError(str(location), f"it has more than {_PAGES} folders", "Name folders further down")
        if not found:
            raise FetchError(str(location), "its page links to no file below it", "Name the files in a manifest")
        return Listing(tuple(found[link] for link in sorted(found)), folder=True)

    @contextmanager
    def opened(self, entry: Entry) -> Iterator[tuple[Entry, Iterator[bytes]]]:
        with self._answer(entry.location) as answer:
            head = answer.headers
            length = head.get("content-length", "")
            counted = length.isdecimal() and len(length) < 20 and "content-encoding" not in head
            size = int(length) if counted else None
            mark = mark_of(head.get("etag"), size, head.get("last-modified"))
            yield replace(entry, size=size, mark=mark), answer.iter_bytes(1 << 20)

    def _links(self, page: Location) -> Iterator[str]:
        """Yield the addresses below a page that it links to."""
        text = bytearray()
        with self._answer(page) as answer:
            kind = answer.headers.get("content-type", "")
            if "html" not in kind:
                reason = f"it ends in / and is no page that lists files ({kind or 'no content type'})"
                raise FetchError(str(page), reason, "Name the files in a manifest")
            for piece in answer.iter_bytes(1 << 16):
                text += piece
                if len(text) > _PAGE:
                    raise FetchError(str(page), f"its listing has more than {_PAGE >> 20} MiB", "Name folders below it")
        links = _Links()
        links.feed(text.decode("utf-8", "replace"))
        for link in links.found:
            if address := _below(page.url, link):
                yield address

    @contextmanager
    def _answer(self, location: Location) -> Iterator[httpx.Response]:
        try:
            with self._client.stream("GET", location.url) as answer:
                _refuse(location, answer)
                yield answer
        except httpx.TransportError as error:
            raise TransientError(f"{type(error).__name__}: {error}".rstrip(": .")) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise FetchError(str(location), f"{type(error).__name__}: {error}", "Check the address") from error


def _refuse(location: Location, answer: httpx.Response) -> None:
    """Raise for each status but 200."""
    status = answer.status_code
    if status in _LATER:
        raise TransientError(f"the server answers {status}")
    if answer.is_redirect:
        to = Location(urljoin(location.url, answer.headers["location"]))
        raise FetchError(str(location), f"it points to {to}", "Name that address, if it is the one you mean")
    if status != 200:
        raise FetchError(str(location), f"the server answers {status}", "Open the address in a browser to compare")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]


def _below(page: str, link: str) -> str | None:
    """Return the address that a link of a page leads to, where that is below it and no other view of the page.

    >>> _below("http://a.example/x/", "y.pdf"), _below("http://a.example/x/", "../z.pdf")
    ('http://a.example/x/y.pdf', None)
    """
    try:
        place = located(urldefrag(urljoin(page, link.strip())).url)
    except (FetchError, ValueError):
        return None
    if place is None or not place.url.startswith(page) or "?" in place.url:
        return None
    rest = place.url[len(page) :]
    parts = [unquote(part) for part in rest.removesuffix("/").split("/")]
    return None if any(part in ("", ".", "..") or "/" in part for part in parts) else place.url
