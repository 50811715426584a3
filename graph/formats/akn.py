"""A document's clauses as Akoma Ntoso 3.0: hierarchy, tables, references to documents, and metadata by FRBR."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, tostring

from graph.formats.frbr import meta
from graph.formats.labels import Part, eid, opening, part
from graph.formats.rows import Cited, cited, documents, rows
from graph.formats.xmltext import xml_text
from graph.store.protocol import Store

__all__ = ["NAMESPACE", "akn", "write_akn"]

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

_Row = Mapping[str, Any]


def write_akn(store: Store, folder: Path) -> None:
    """Write each document as `<its id>.xml`."""
    heads = documents(store)
    titles = cited(heads)
    for head in heads:
        name = head["document"].rpartition("/")[2].replace("/", "-")
        (folder / f"{name}.xml").write_bytes(_document(store, head, titles))


def akn(store: Store, document: str) -> bytes | None:
    """Return a document as Akoma Ntoso; None where the store does not hold it."""
    heads = documents(store, document)
    return _document(store, heads[0], None) if heads else None


def _document(store: Store, head: _Row, titles: Cited | None) -> bytes:
    clauses = list(rows(store, "clauses", head["document"]))
    found = list(rows(store, "citations", head["document"], titles))
    root = Element("akomaNtoso", {"xmlns": NAMESPACE})
    act = head["kind"] == "measures"  # what has articles; the rest is text with headings
    whole = SubElement(root, "act" if act else "doc", {"name": head["kind"], "contains": "originalVersion"})
    whole.append(meta(head, found))
    _Body(found).write(whole, SubElement(whole, "body" if act else "mainBody"), clauses)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8")


class _Body:
    """Writes the clauses of one document, each below the nearest one whose path begins its own."""

    def __init__(self, citations: Iterable[_Row]) -> None:
        self._refs: dict[str, list[_Row]] = {}
        held = (row for row in citations if row["cited"])
        for row in sorted(held, key=lambda row: (row["start"], -len(row["quote"]))):
            self._refs.setdefault(row["path"], []).append(row)
        self._ids: dict[str, int] = {}

    def write(self, whole: Element, body: Element, clauses: Sequence[_Row]) -> None:
        made: dict[str, Element] = {}
        paths = {row["path"] for row in clauses}
        for row in clauses:
            path, kind = row["path"], row["kind"]
            if not path and len(clauses) > 1 and not made:
                preface = Element("preface")
                whole.insert(1, preface)
                self._blocks(preface, row, 0, "preface")
                made[""] = preface
                continue
            above = path
            while above and (above == path or above not in paths):
                above = above.rpartition("/")[0]
            made[path] = self._clause(made[above] if above in made and above else body, row, kind)
        for element in made.values():
            if len(element) and element[-1].tag == "intro":  # nothing stands below it
                element[-1].tag = "content"
        if not len(body):
            SubElement(body, "hcontainer", {"name": "empty", "eId": "hcontainer_empty"})

    def _clause(self, parent: Element, row: _Row, kind: str) -> Element:
        label, text = row["path"].rpartition("/")[2], row["quote"]
        what = part(label, kind) if label else Part("hcontainer", kind, "")
        id = self._once(eid(row["path"], kind) if label else "hcontainer_head")
        element = SubElement(parent, what.tag, {"name": what.name, "eId": id} if what.name else {"eId": id})
        number, heading = opening(label, row["clauseTitle"], text)
        if text[:number].strip():
            SubElement(element, "num").text = xml_text(text[:number].strip())
        if text[number:heading].strip():
            self._inline(SubElement(element, "heading"), row, number, heading, id)
        if text[heading:].strip():
            self._blocks(SubElement(element, "intro", {"eId": f"{id}__content"}), row, heading, id)
        return element

    def _once(self, id: str) -> str:
        count = self._ids[id] = self._ids.get(id, 0) + 1
        return id if count == 1 else f"{id}__again_{count}"

    def _blocks(self, parent: Element, row: _Row, at: int, id: str) -> None:
        """Write the lines of a text from `at`: paragraphs, and tables where cells are separated by tabs."""
        lines = []
        for line in row["quote"][at:].split("\n"):
            if line.strip():
                lines.append((at, line))
            at += len(line) + 1
        for tabular, group in groupby(lines, key=lambda entry: "\t" in entry[1]):
            if not tabular:
                for start, line in group:
                    self._inline(SubElement(parent, "p"), row, start, start + len(line), id)
                continue
            table = SubElement(parent, "table", {"eId": self._once(f"{id}__table")})
            for start, line in group:
                cells, end = SubElement(table, "tr"), start
                for cell in line.split("\t"):
                    self._inline(SubElement(SubElement(cells, "td"), "p"), row, end, end + len(cell), id)
                    end += len(cell) + 1

    def _inline(self, element: Element, row: _Row, at: int, end: int, id: str) -> None:
        """Write the words from `at` to `end`, with a reference around each title of a document that the store holds."""
        text, last = row["quote"], None
        for found in self._refs.get(row["path"], ()):
            first, after = found["start"], found["start"] + len(found["quote"])
            if first < at or after > end or text[first:after] != found["quote"]:
                continue
            _add(element, last, text[at:first])
            last = SubElement(element, "ref", {"href": found["cited"], "eId": self._once(f"{id}__ref")})
            last.text, at = xml_text(text[first:after]), after
        _add(element, last, text[at:end])


def _add(element: Element, last: Element | None, words: str) -> None:
    if last is None:
        element.text = xml_text(words)
    else:
        last.tail = xml_text(words)
