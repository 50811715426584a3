"""How clauses lie in tantivy: one index of whole clauses, one of their sentence windows.

They are two, as BM25 weighs a text by its length against the average of its index: windows beside clauses would make
every clause look long.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.search.entry import Entry
from graph.search.grams import pairs, tokens, windows

if TYPE_CHECKING:
    import tantivy

__all__ = ["card", "clause", "open_index", "windows_of"]

_STORED = ("iri", "document", "stamp", "title", "path", "heading", "text", "fact")
_FILTERS = ("unit", "region", "agency", "kind")


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
        indexed = "raw" if name in ("iri", "document") else "nothing"
        builder.add_text_field(name, stored=True, tokenizer_name=indexed, index_option="basic")
    for name in _FILTERS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("grams", tokenizer_name="spaced", index_option="freq")
    builder.add_text_field("title_grams", tokenizer_name="spaced", index_option="freq")
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
    return tantivy.Document(
        **_known(entry),
        unit="clause",
        grams=_grams(f"{heading} {entry.text}"),
        title_grams=_grams(entry.title),
        singles=" ".join(tokens(f"{heading} {entry.text}")),
        title=entry.title,
        path=entry.path,
        heading=" / ".join(entry.headings),
        text=entry.text,
        fact=list(entry.facts),
        order=entry.order,
    )


def windows_of(entry: Entry) -> Iterator[tantivy.Document]:
    """Yield the clause's sentence windows; a short clause is one."""
    import tantivy

    known = _known(entry)
    for part in list(windows(entry.text)) or [entry.text]:
        yield tantivy.Document(**known, grams=_grams(part))


def _known(entry: Entry) -> dict[str, Any]:
    known: dict[str, Any] = {
        "iri": entry.iri,
        "document": entry.document,
        "region": list(entry.regions),
        "agency": list(entry.agencies),
        "kind": [kind for kind in (entry.kind, *entry.facts) if kind],
    }
    return known | ({"issued": int(entry.issued.strftime("%Y%m%d"))} if entry.issued else {})


def _grams(text: str) -> str:
    return " ".join(tokens(text) + pairs(text))
