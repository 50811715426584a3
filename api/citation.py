"""How a document is cited: by GB/T 7714, as BibTeX and as RIS, each with its address and the day it was read there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

__all__ = ["bibtex", "citation", "ris"]

_TEX: Final = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_NO_KEY: Final = re.compile(r"[^\w-]+")


def citation(head: Mapping[str, Any], address: str, read: date, path: str = "") -> str:
    """Return how GB/T 7714 cites the document, up to three issuers by name, and the clause where one is given.

    >>> head = {"issuers": "市水务局、市财政局", "title": "节水办法", "number": None, "issued": date(2022, 12, 20)}
    >>> citation(head, "https://policy.example/id/document/x", date(2026, 1, 5), "第三条")
    '市水务局, 市财政局. 节水办法[Z/OL]. 2022-12-20: 第三条[2026-01-05]. https://policy.example/id/document/x.'
    """
    issuers = _issuers(head)
    by = ", ".join(issuers[:3]) + (", 等" if len(issuers) > 3 else "")
    number = f": {head['number']}" if head["number"] else ""
    when = head["issued"].isoformat() if head["issued"] else "[日期不明]"
    place = f": {path}" if path else ""
    return f"{by + '. ' if by else ''}{head['title']}{number}[Z/OL]. {when}{place}[{read.isoformat()}]. {address}."


def bibtex(head: Mapping[str, Any], id: str, address: str, read: date) -> str:
    """Return the document as an entry for BibTeX; issuers stand in braces of their own, as no names of persons do."""
    issued: date | None = head["issued"]
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in _issuers(head)),
        "title": f"{{{_tex(head['title'])}}}",
        "number": _tex(head["number"] or ""),
        "year": str(issued.year) if issued else "",
        "date": issued.isoformat() if issued else "",
        "url": _even(address).replace("{", "%7B").replace("}", "%7D"),
        "urldate": read.isoformat(),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{_NO_KEY.sub('-', id)},\n{lines}}}\n"


def ris(head: Mapping[str, Any], address: str, read: date) -> str:
    """Return the document as a record of RIS, the format that reference managers exchange."""
    return "".join(f"{tag}  - {_even(value)}\r\n" for tag, value in _tagged(head, address, read))


def _tagged(head: Mapping[str, Any], address: str, read: date) -> Iterator[tuple[str, str]]:
    issued: date | None = head["issued"]
    yield "TY", "GOVDOC"
    for name in _issuers(head):
        yield "AU", name
    yield "TI", head["title"]
    if head["number"]:
        yield "M1", head["number"]
    if issued:
        yield "PY", str(issued.year)
        yield "DA", f"{issued:%Y/%m/%d}"
    yield "UR", address
    yield "Y2", f"{read:%Y/%m/%d}"
    yield "LA", "zh"
    yield "ER", ""


def _issuers(head: Mapping[str, Any]) -> list[str]:
    return [name for name in (head["issuers"] or "").split("、") if name]


def _even(text: str) -> str:
    return " ".join(text.split())


def _tex(text: str) -> str:
    """Return text in which nothing is a command of TeX.

    >>> _tex("a{b} 5% & c_d")
    'a\\\\{b\\\\} 5\\\\% \\\\& c\\\\_d'
    """
    return "".join(_TEX.get(sign, f"\\{sign}" if sign in "{}%&#$_" else sign) for sign in _even(text))
