"""What Word's styles say of a paragraph or run: heading level, list, whether it is hidden or a line of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Styles", "W", "on", "value"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.I)
_CONTENTS = re.compile(r"(?:toc|目录|目次)\s*\d", re.I)


class Styles:
    """The styles of a DOCX, each with those that it is based on."""

    def __init__(self, root: _Element | None) -> None:
        found = () if root is None else root.iterchildren(f"{W}style")
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        self._usual = next(
            (name for name, style in self._styles.items()
             if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")), None,
        )  # fmt: skip

    def heading(self, properties: _Element | None) -> int | None:
        """Return the outline level of a paragraph, counted from 1, by itself or by its style; None for body text."""
        for item in self._with_styles(properties):
            if (level := value(item, "outlineLvl")) is not None:
                return int(level) + 1 if level in "012345678" and level else None
        for style in self._chain(self._name(properties)):
            if match := _HEADING.fullmatch((value(style, "name") or "").strip()):
                return int(match[1])
        return None

    def contents(self, properties: _Element | None) -> bool:
        """Whether a paragraph has the style of a line of a table of contents."""
        return any(
            _CONTENTS.fullmatch((value(style, "name") or "").strip())
            for style in self._chain(self._name(properties))
        )  # fmt: skip

    def list(self, properties: _Element | None) -> tuple[str | None, int | None, str | None]:
        """Return the list that a paragraph counts in, its level there if told, and the style that names the list.

        The number of the list is None for none; "0" takes a paragraph out of its style's list.
        """
        number = level = None
        for item in (properties,) if properties is not None else ():
            number, level = _list(item)
        if number is not None:
            return number, level, None
        for style in self._chain(self._name(properties)):
            inherited, own = _list(style.find(f"{W}pPr"))
            level = own if level is None else level
            if inherited is not None:
                return inherited, level, style.get(f"{W}styleId")
        return None, None, None

    def hidden(self, properties: _Element | None, paragraph: _Element | None) -> bool:
        """Whether a run is hidden, by itself or by its own style or its paragraph's."""
        if properties is not None:
            if (flag := properties.find(f"{W}vanish")) is not None:
                return on(flag)
            if (name := value(properties, "rStyle")) is not None and self._vanishes(name):
                return True
        return paragraph is not None and self._vanishes(value(paragraph, "pStyle"))

    def _vanishes(self, name: str | None) -> bool:
        for style in self._chain(name):
            if (flag := style.find(f"{W}rPr/{W}vanish")) is not None:
                return on(flag)
        return False

    def _name(self, properties: _Element | None) -> str | None:
        name = value(properties, "pStyle") if properties is not None else None
        return name if name in self._styles else self._usual

    def _with_styles(self, properties: _Element | None) -> Iterator[_Element]:
        if properties is not None:
            yield properties
        for style in self._chain(self._name(properties)):
            if (own := style.find(f"{W}pPr")) is not None:
                yield own

    def _chain(self, name: str | None) -> Iterator[_Element]:
        seen = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = value(self._styles[name], "basedOn")


def value(item: _Element, name: str) -> str | None:
    """Return what the child `name` has for its `val`."""
    found = item.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")


def on(flag: _Element) -> bool:
    """Whether an on/off property is on: it is where it has no value."""
    return flag.get(f"{W}val", "1") not in ("0", "false", "off")


def _list(properties: _Element | None) -> tuple[str | None, int | None]:
    item = properties.find(f"{W}numPr") if properties is not None else None
    if item is None:
        return None, None
    level = value(item, "ilvl")
    return value(item, "numId"), int(level) if level and level in "012345678" else None
