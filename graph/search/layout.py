"""How clauses lie in tantivy: one index of whole clauses, one of their sentence windows.

They are two, as BM25 weighs a text by its length against the average of its index: windows beside clauses would make
every clause look long.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.search.concept import Matters
from graph.search.entry import Entry
from graph.search.grams import cut, fold, pieces, sentences

if TYPE_CHECKING:
    import tantivy

__all__ = ["card", "clause", "open_index", "windows_of"]

_STORED = ("iri", "document", "stamp", "title", "path", "heading", "text", "fact", "matters", "region", "plain")
_FILTERS = ("unit", "agency", "kind")
_HIDDEN = {"iri": "raw", "document": "raw", "region": "raw"}  # stored, and searched for as they are
_WINDOW = 2  # sentences of a window
KINDS = ("target", "responsibility", "deadline", "incentive", "citation")  # of facts, each with fields of its own
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
    said = (f"{kind}_{name}" for kind in KINDS for name in ("grams", "matter"))
    for name in ("grams", "title_grams", "matter", *said):
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

    text = _folded(entry.text)
    parts = [_cut(fold(heading)) for heading in entry.headings] + [_cut(part) for part in sentences(text)]
    label = fold(entry.headings[-1]) if entry.headings else ""
    matters = " ".join(part.matter for part in parts)
    singles = " ".join(part.single for part in parts)
    return tantivy.Document(
        **_known(entry),
        unit="clause",
        grams=f"{singles} {' '.join(part.double for part in parts)}",
        title_grams=_title(entry.title, entry.place),
        singles=singles,
        matter=matters,
        matters=" ".join(dict.fromkeys(matters.split())),
        title=entry.title,
        path=entry.path,
        heading=" / ".join(entry.headings),
        text=entry.text,
        plain=f"{label}\n{text}",
        fact=list(entry.facts),
        order=entry.order,
    )


@lru_cache(maxsize=256)
def _title(title: str, place: str) -> str:
    return " ".join(cut(f"{title} {place}"))


def windows_of(entry: Entry) -> Iterator[tantivy.Document]:
    """Yield the clause's sentence windows, and each record's words by themselves with the heading above.

    A short clause is one window, read together with its heading.
    """
    known = _known(entry)
    text = _folded(entry.text)
    label = [fold(entry.headings[-1])] if entry.headings else []
    parts = sentences(text)
    if len(parts) <= _WINDOW:
        yield _window(known, [*(label if len(text) < _WHOLE else []), *parts])
    else:
        for at in range(len(parts) - _WINDOW + 1):
            yield _window(known, parts[at : at + _WINDOW])
    for kind, words in entry.said:
        yield _window(known, [*label, fold(words)], f"{kind}_")


def _window(known: dict[str, Any], texts: list[str], prefix: str = "") -> tantivy.Document:
    import tantivy

    parts = [_cut(text) for text in texts]
    grams = " ".join(f"{part.single} {part.double}" for part in parts)
    matters = " ".join(part.matter for part in parts)
    return tantivy.Document(**known, **{f"{prefix}grams": grams, f"{prefix}matter": matters})


_folded = lru_cache(maxsize=16)(fold)  # a clause and its windows are made one after the other


class _Cut(NamedTuple):
    """What the index holds of a folded sentence, each a line of terms."""

    single: str
    double: str
    matter: str


@lru_cache(maxsize=4096)  # a sentence stands in the clause and in two windows
def _cut(plain: str) -> _Cut:
    single, double = pieces(plain)
    return _Cut(" ".join(single), " ".join(double), " ".join(Matters.load().held(plain)))


def _known(entry: Entry) -> dict[str, Any]:
    known: dict[str, Any] = {
        "iri": entry.iri,
        "document": entry.document,
        "region": list(entry.regions),
        "agency": list(entry.agencies),
        "kind": [kind for kind in (entry.kind, *entry.facts) if kind],
    }
    return known | ({"issued": int(entry.issued.strftime("%Y%m%d"))} if entry.issued else {})
