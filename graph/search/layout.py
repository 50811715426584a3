"""How clauses lie in tantivy: one index of whole clauses, one of their sentence windows.

They are two, as BM25 weighs a text by its length against the average of its index: windows beside clauses would make
every clause look long.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.search.concept import Matters
from graph.search.entry import Entry
from graph.search.grams import cut, fold, tokens, windows

if TYPE_CHECKING:
    import tantivy

__all__ = ["card", "clause", "open_index", "windows_of"]

_STORED = ("iri", "document", "stamp", "title", "path", "heading", "text", "fact", "matters", "region", "plain")
_FILTERS = ("unit", "agency", "kind")
_HIDDEN = {"iri": "raw", "document": "raw", "region": "raw"}  # stored, and searched for as they are
_WHOLE = 60  # characters up to which a clause is read together with the heading above it


def open_index(path: Path | None) -> tantivy.Index:
    """Open or make an index at `path`, in memory for None; one of another layout is thrown away."""
    import tantivy

    if path is None:
        return _ready(tantivy.Index(_schema()))
    path.mkdir(parents=True, exist_ok=True)
    try:
        return _ready(tantivy.Index(_schema(), str(path)))
    except ValueError:
        shutil.rmtree(path)
        path.mkdir()
        return _ready(tantivy.Index(_schema(), str(path)))


def _schema() -> tantivy.Schema:
    import tantivy

    builder = tantivy.SchemaBuilder()
    for name in _STORED:
        builder.add_text_field(name, stored=True, tokenizer_name=_HIDDEN.get(name, "nothing"), index_option="basic")
    for name in _FILTERS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("grams", "title_grams", "label_grams", "matter"):
        builder.add_text_field(name, tokenizer_name="spaced", index_option="freq")
    builder.add_text_field("singles", tokenizer_name="spaced", index_option="position")
    builder.add_integer_field("issued", indexed=True, fast=True)
    builder.add_integer_field("order", stored=True)
    return builder.build()


def _ready(index: tantivy.Index) -> tantivy.Index:
    import tantivy

    index.register_tokenizer("spaced", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    # stored and shown, never searched: every word is "too long"
    nothing = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw()).filter(tantivy.Filter.remove_long(1)).build()
    index.register_tokenizer("nothing", nothing)
    return index


def card(entry: Entry) -> tantivy.Document:
    """Return what tells that the index holds a document, and in which state."""
    import tantivy

    return tantivy.Document(unit="document", document=entry.document, stamp=entry.stamp, title=entry.title)


def clause(entry: Entry) -> tantivy.Document:
    """Return the clause with all that a hit shows."""
    import tantivy

    heading = " ".join(entry.headings)
    whole = f"{heading}\n{entry.text}"
    matters = Matters.load().terms(whole)
    label = entry.headings[-1] if entry.headings else ""
    return tantivy.Document(
        **_known(entry),
        unit="clause",
        grams=" ".join(cut(whole)),
        title_grams=" ".join(cut(f"{entry.title} {entry.place}")),
        label_grams=" ".join(cut(heading)),
        singles=" ".join(tokens(whole)),
        matter=" ".join(matters),
        matters=" ".join(dict.fromkeys(matters)),
        title=entry.title,
        path=entry.path,
        heading=" / ".join(entry.headings),
        text=entry.text,
        plain=fold(f"{label}\n{entry.text}"),
        fact=list(entry.facts),
        order=entry.order,
    )


def windows_of(entry: Entry) -> Iterator[tantivy.Document]:
    """Yield the clause's sentence windows, and each record's words by themselves with the heading above.

    A short clause is one window, read together with its heading.
    """
    known = _known(entry)
    label = entry.headings[-1] if entry.headings else ""
    above = f"{label}\n" if len(entry.text) < _WHOLE else ""
    for part in list(windows(entry.text)) or [above + entry.text]:
        yield _window(known, part, "sentence")
    for kind, words in entry.said:
        yield _window(known, f"{label}\n{words}", f"record {kind}")


def _window(known: dict[str, Any], text: str, unit: str) -> tantivy.Document:
    import tantivy

    return tantivy.Document(**known, unit=unit, grams=" ".join(cut(text)), matter=" ".join(Matters.load().terms(text)))


def _known(entry: Entry) -> dict[str, Any]:
    known: dict[str, Any] = {
        "iri": entry.iri,
        "document": entry.document,
        "region": list(entry.regions),
        "agency": list(entry.agencies),
        "kind": [kind for kind in (entry.kind, *entry.facts) if kind],
    }
    return known | ({"issued": int(entry.issued.strftime("%Y%m%d"))} if entry.issued else {})
