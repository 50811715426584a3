"""Where a document lies that is no file of this machine: a URL that names it, its folders and its file name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import quote, unquote, urlsplit

from ingest.errors import IngestError

__all__ = ["FetchError", "Location", "Place", "located"]

_SCHEMES: Final = {"s3": "s3", "s3a": "s3", "gs": "gs", "gcs": "gs", "http": "http", "https": "https"}
_OWN: Final = {"memory": "memory"}  # of this process alone: what tests and notebooks fill
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_AS_IT_IS: Final = "/%:@!$&'()*+,;=~-._"
_NAME_LIMIT: Final = 200  # bytes; file systems take 255


class FetchError(IngestError):
    """A location cannot be listed or fetched; `str()` is one line: location, reason, remedy."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A file or a folder on another machine.

    >>> place = Location("https://example.org/2024/%E5%8A%9E%E6%B3%95.pdf")
    >>> place.name, place.folders
    ('办法.pdf', ('https://example.org/2024', 'https://example.org'))
    """

    url: str

    @property
    def web(self) -> bool:
        """Whether a web server has it."""
        return self.url.startswith("http")

    @property
    def key(self) -> str:
        """What names it whether or not it is written as a folder."""
        return self.url.rstrip("/")

    @property
    def name(self) -> str:
        """The last part of its path, such that a file of this machine can have it for its name."""
        path = urlsplit(self.url).path if self.web else self.url
        last = path.rstrip("/").rpartition("/")[2]
        last = re.sub(r"[\x00-\x1f\x7f/\\]", "_", unquote(last) if self.web else last)
        stem, dot, suffix = last.rpartition(".")
        room = _NAME_LIMIT - len(f"{dot}{suffix}".encode())
        if dot and room > 0:
            last = _cut(stem, room) + dot + suffix
        return "document" if last in ("", ".", "..") else _cut(last, _NAME_LIMIT)

    @property
    def suffix(self) -> str:
        """The ending of the name with its dot; empty where it has none."""
        _, dot, suffix = self.name.rpartition(".")
        return dot + suffix

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders that it lies in, from the nearest to the bucket or host."""
        scheme, _, rest = self.key.partition("?")[0].partition("://") if self.web else self.key.partition("://")
        parts = rest.split("/")
        return tuple(f"{scheme}://{'/'.join(parts[:count])}" for count in range(len(parts) - 1, 0, -1))

    def __str__(self) -> str:
        return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in self.url)


Place: TypeAlias = Path | Location
"""Where a document lies: on this machine or on another."""


def located(text: str) -> Location | None:
    """Return the location that a text writes, None for a path of this machine.

    Raises FetchError where it begins as none that can be fetched from, or holds a password.

    >>> located("S3a://policies/2024/"), located("2024/办法.pdf")
    (Location(url='s3://policies/2024/'), None)
    """
    begin = _SCHEME.match(text)
    if not begin:
        return None
    place, scheme = Location(text), (_SCHEMES | _OWN).get(begin[1].lower())
    if scheme is None:
        remedy = "Name a path of this machine, or s3:// gs:// http:// https://"
        raise FetchError(str(place), f"{begin[1]}:// cannot be fetched from", remedy)
    rest = text[begin.end() :]
    if scheme not in ("http", "https"):
        if not rest.strip("/"):
            raise FetchError(str(place), "it names no bucket", f"Write {scheme}://BUCKET/PREFIX")
        return Location(f"{scheme}://{rest.lstrip('/')}")
    return _web(place, scheme)


def _web(place: Location, scheme: str) -> Location:
    try:
        parts = urlsplit(place.url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise FetchError(str(place), f"it is no URL ({error})", "Write https://HOST/PATH") from error
    if not host:
        raise FetchError(str(place), "it names no host", "Write https://HOST/PATH")
    if "@" in parts.netloc:
        shown = f"{scheme}://{host}{port}/…"
        raise FetchError(shown, "it holds a user name or a password", "Fetch the files yourself, and name their folder")
    host = f"[{host}]" if ":" in host else host
    query = f"?{quote(parts.query, safe=_AS_IT_IS + '?')}" if parts.query else ""
    return Location(f"{scheme}://{host}{port}{quote(parts.path, safe=_AS_IT_IS) or '/'}{query}")


def _cut(text: str, room: int) -> str:
    return text.encode("utf-8", "replace")[:room].decode("utf-8", "ignore")
