"""The metadata of a document in Akoma Ntoso: work, expression and manifestation (FRBR), life cycle, references."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from graph import iri
from graph.formats.xmltext import xml_text

__all__ = ["meta"]

_UNKNOWN: Final = "0001-01-01"  # the schema wants a day; no document of ours is of this one
_SOFTWARE: Final = "https://w3id.org/policygraph"


def meta(head: Mapping[str, Any], citations: Iterable[Mapping[str, Any]]) -> Element:
    """Return the element `meta` of the document that `head` describes."""
    document = head["document"]
    element = Element("meta")
    identification = SubElement(element, "identification", {"source": "#policygraph"})
    offices = [name for name in (head["issuers"] or "").split("、") if name]
    signed = (head["issued"] or head["effective"] or _UNKNOWN, "generation")
    authors = [f"#issuer_{number}" for number in range(1, len(offices) + 1)] or ["#policygraph"]

    work = _level(identification, "FRBRWork", document, signed, authors, head["title"])
    _value(work, "FRBRcountry", "cn")
    _value(work, "FRBRsubtype", head["kind"])
    if head["number"]:
        _value(work, "FRBRnumber", head["number"])
    expression = f"{document}/zho@{signed[0]}"
    zho = _level(identification, "FRBRExpression", expression, signed, authors)
    SubElement(zho, "FRBRlanguage", {"language": "zho"})
    manifestation = _level(identification, "FRBRManifestation", f"{document}?format=akn", signed, ["#policygraph"])
    _value(manifestation, "FRBRformat", "application/akn+xml")

    _lifecycle(element, head)
    _references(element, document, head["title"], offices, citations)
    return element


def _level(
    parent: Element, tag: str, name: str, day: tuple[object, str], authors: list[str], title: str = ""
) -> Element:
    element = SubElement(parent, tag)
    _value(element, "FRBRthis", name)
    _value(element, "FRBRuri", name)
    if title:
        SubElement(element, "FRBRalias", {"value": xml_text(title), "name": "title"})
    SubElement(element, "FRBRdate", {"date": str(day[0]), "name": day[1]})
    for author in authors:
        SubElement(element, "FRBRauthor", {"href": author})
    return element


def _value(parent: Element, tag: str, value: str) -> None:
    SubElement(parent, tag, {"value": xml_text(value)})


def _lifecycle(parent: Element, head: Mapping[str, Any]) -> None:
    """Write the days on which it was signed, comes into force and ends, as far as the document states them."""
    days = (("issued", "generation"), ("effective", "generation"), ("expires", "repeal"))
    if stated := [(name, kind) for name, kind in days if head[name]]:
        lifecycle = SubElement(parent, "lifecycle", {"source": "#policygraph"})
        for name, kind in stated:
            event = {"eId": f"event_{name}", "date": str(head[name]), "type": kind, "source": "#original"}
            SubElement(lifecycle, "eventRef", event)


def _references(
    parent: Element, document: str, title: str, offices: list[str], citations: Iterable[Mapping[str, Any]]
) -> None:
    references = SubElement(parent, "references", {"source": "#policygraph"})
    SubElement(references, "original", _entry("original", document, title))
    cited = {row["cited"]: row["citedTitle"] for row in citations if row["cited"]}
    for number, (name, words) in enumerate(cited.items(), 1):
        SubElement(references, "activeRef", _entry(f"cited_{number}", name, words))
    for number, office in enumerate(offices, 1):
        SubElement(references, "TLCOrganization", _entry(f"issuer_{number}", iri.issuer(document, office), office))
    SubElement(references, "TLCObject", _entry("policygraph", _SOFTWARE, "policygraph"))


def _entry(id: str, href: str, shown: str) -> dict[str, str]:
    return {"eId": id, "href": href, "showAs": xml_text(shown)}
