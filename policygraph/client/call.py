"""One call of the HTTP interface as a value: what to send, and how its answer is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Generic, TypeVar
from urllib.parse import quote, unquote

import httpx

__all__ = ["Call", "identifier", "parameters"]

T = TypeVar("T")
_PART: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """A call: `path` and the names of `params` are those of the OpenAPI description, `parts` fill the path.

    A call that is `paged` answers one page of a list, and its header `Link` leads to the next; `most` rows are wanted.
    """

    path: str
    read: Callable[[httpx.Response], T]
    method: str = "GET"
    parts: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)
    json: Any = None
    content: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    paged: bool = False
    most: int | None = None

    @property
    def place(self) -> str:
        """The path to send to: version 1 of the interface, names percent-encoded.

        >>> Call("/api/documents/{id}", str, parts={"id": "鹭农规-2023-3"}).place
        '/api/v1/documents/%E9%B9%AD%E5%86%9C%E8%A7%84-2023-3'
        """
        path = _PART.sub(lambda found: quote(self.parts[found[1]], safe="/"), self.path)
        return re.sub(r"^/api/", "/api/v1/", path)


def parameters(**given: Any) -> dict[str, str]:
    """Return what was given as parameters of a query: `since` and `until` are `from` and `to`, None is left out.

    >>> parameters(region="鹭汀市", since=date(2024, 1, 1), until=None, reported=True)
    {'region': '鹭汀市', 'from': '2024-01-01', 'reported': 'true'}
    """
    names = {"since": "from", "until": "to"}
    return {names.get(name, name): _text(value) for name, value in given.items() if value is not None}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def identifier(kind: str, text: str) -> str:
    """Return the id that `text` is, or that it ends with as an IRI. Raises ValueError for what cannot stand in a path.

    >>> identifier("document", "https://policygraph.invalid/id/document/鹭农规-2023-3"), identifier("agency", "a/water")
    ('鹭农规-2023-3', 'a/water')
    """
    found = unquote(text.partition(f"/{kind}/")[2]) if "://" in text else text
    if any(part in ("", ".", "..") for part in found.split("/")):
        raise ValueError(f"{text!r}: not the id of a {kind}. Give an id or IRI, as lists and answers have it")
    return found
