"""The labels that a browser puts before the items of an ordered list, which stand nowhere in the text of the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.read.numbering import numeral

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Lists", "labelled"]

_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "cjk-decimal": "ideographDigital",
    "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
    "simp-chinese-formal": "chineseLegalSimplified",
    "trad-chinese-formal": "ideographLegalTraditional",
}
_STYLE = re.compile(r"list-style(?:-type)?\s*:([^;]*)", re.I)
_NONE = re.compile(r"(?:^|[\s,}])(?:ol|li)\b[^{}]*\{[^{}]*list-style(?:-type)?\s*:\s*none", re.I)
_LABELLED = re.compile(r"\s*(?:[(（]?[\d一二三四五六七八九十]{1,3}\s*[)）.．、]|[①-⑳⑴-⒛㈠-㈩]|第)")
_INTEGER = re.compile(r"\s*-?\d{1,6}\s*")


class Lists:
    """How far each ordered list of a page has counted."""

    def __init__(self) -> None:
        self._counts: dict[_Element, int] = {}
        self._bare: bool | None = None

    def label(self, item: _Element) -> str:
        """Count one item and return its label; '' outside ordered lists and where styles show none."""
        owner = item.getparent()
        if owner is None or owner.tag != "ol":
            return ""
        value, start = item.get("value", ""), owner.get("start", "")
        count = self._counts.get(owner, int(start) - 1 if _INTEGER.fullmatch(start) else 0) + 1
        count = int(value) if _INTEGER.fullmatch(value) else count
        self._counts[owner] = count
        form = _form(item) or _form(owner) or "decimal"
        if form == "none" or self._without_labels(item):
            return ""
        return numeral(count, form) + ("、" if form.startswith(("chinese", "ideograph")) else ". ")

    def _without_labels(self, item: _Element) -> bool:
        """Whether the page's own style sheet takes the labels away."""
        if self._bare is None:
            sheets = item.getroottree().iter("style")
            self._bare = any(_NONE.search(sheet.text or "") for sheet in sheets)
        return self._bare


def labelled(label: str, text: str) -> str:
    """Put a list's label before the text of an item, unless that begins with a written one.

    >>> labelled("1. ", "推进改造"), labelled("1. ", "（一）推进改造")
    ('1. 推进改造', '（一）推进改造')
    """
    return text if _LABELLED.match(text) else label + text


def _form(element: _Element) -> str:
    """Return the number format that an element asks for, '' for none."""
    if style := _STYLE.search(element.get("style", "")):
        words = style[1].lower().split()
        return "none" if "none" in words else next((_STYLES[word] for word in words if word in _STYLES), "")
    return _TYPES.get(element.get("type", "").strip(), "")
