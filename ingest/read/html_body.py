"""Finds the elements of a web page that hold its text: by the names of publishing systems, else where it is dense."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.rules import load

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["BLOCKS", "HIDDEN", "WHITE", "Weights", "bodies", "hidden", "is_frame", "names", "weigh"]

HIDDEN = frozenset(
    ("script", "style", "template", "head", "noscript", "iframe", "object", "svg", "canvas", "audio", "video", "select",
     "textarea", "button", "input", "map", "option")
)  # fmt: skip
BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
     "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
     "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
     "th", "thead", "tr", "ul")
)  # fmt: skip
WHITE = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)(?!\s*\w)", re.I)
_FRAME = frozenset(("nav", "header", "footer", "aside", "form"))
_ENDS = frozenset(("p", "thead", "ul", "ol", "li", "h1", "h2", "h3", "h4", "span", "font", "b", "strong", "pre"))
_MOST = 0.8  # share of an element's text that one child must hold to be looked into instead
_LEAST = 40  # characters below which an element of a known name is believed to be a stub


@dataclass(frozen=True, slots=True)
class Weights:
    """For each element of a page, how many characters are in it, how many of them in links, and how many links."""

    weight: dict[_Element, int]
    linked: dict[_Element, int]
    links: dict[_Element, int]


def bodies(root: _Element, weights: Weights) -> frozenset[_Element]:
    """Return the elements whose text is the page's text; those that nest in others are left out."""
    weight, linked = weights.weight, weights.linked
    whole = weight.get(root, 0)
    known = load("page")["body"].regex
    named = [
        element for element, long in weight.items()
        if long - linked[element] >= min(_LEAST, whole / 2) and known.search(names(element)) and not _in_frame(element)
    ][::-1]  # fmt: skip
    if named and sum(weight[one] for one in _topmost(named)) >= 0.15 * whole:
        return frozenset(_topmost(named))
    return frozenset((_dense(root, weight, linked),))


def names(element: _Element) -> str:
    """Return an element's id and class names."""
    return f"{element.get('id', '')} {element.get('class', '')}".strip()


def is_frame(element: _Element) -> bool:
    """Whether an element is named for what stands around the text."""
    return element.tag in _FRAME or (bool(found := names(element)) and bool(load("page")["frame"].regex.search(found)))


def hidden(element: _Element) -> bool:
    """Whether an element itself says that it is not shown."""
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _UNSEEN.search(style))


def _in_frame(element: _Element) -> bool:
    return any(outer.tag in ("nav", "footer") for outer in element.iterancestors())


def weigh(root: _Element) -> Weights:
    """Count the characters and links in every element, each once."""
    weight: dict[_Element, int] = {}
    linked: dict[_Element, int] = {}
    links: dict[_Element, int] = {}
    order = [element for element in root.iter() if isinstance(element.tag, str)]
    for element in reversed(order):  # children come before their parents
        if element.tag in HIDDEN:
            weight[element] = linked[element] = links[element] = 0
            continue
        children = [child for child in element if isinstance(child.tag, str)]
        weight[element] = len("".join((element.text or "").split())) + sum(
            weight[child] + len("".join((child.tail or "").split())) for child in children
        )
        linked[element] = weight[element] if element.tag == "a" else sum(linked[child] for child in children)
        links[element] = (element.tag == "a") + sum(links[child] for child in children)
    return Weights(weight, linked, links)


def _topmost(found: list[_Element]) -> list[_Element]:
    """Return those in document order that lie in none of the others."""
    chosen: list[_Element] = []
    inside: set[_Element] = set()
    for element in found:
        if element not in inside:
            chosen.append(element)
            inside.update(element.iter())
    return chosen


def _dense(root: _Element, weight: dict[_Element, int], linked: dict[_Element, int]) -> _Element:
    """Go down from the root as long as one child holds most of the text that is neither linked nor frame."""

    def plain(element: _Element) -> int:
        frame = is_frame(element) and weight[element] < 0.5 * weight[root]
        return 0 if element.tag in HIDDEN or frame else weight[element] - linked[element]

    element = root
    while True:
        children = [child for child in element if isinstance(child.tag, str) and plain(child) > 0]
        own = plain(element) - sum(weight[child] - linked[child] for child in element if child in weight)
        total = sum(map(plain, children)) + max(own, 0)
        best = max(children, key=plain, default=None)
        if (
            best is None
            or plain(best) < _MOST * total
            or (best.tag in _ENDS and best.tag not in ("table", "tbody", "tr"))
        ):
            return element
        if best.tag == "table" and best.find(".//table") is None and len(best.findall(".//tr")) > 2:
            return element
        element = best
