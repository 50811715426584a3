"""How a clause lies in tantivy: what it is searched by, what narrows a search, and what ranking and a hit need of it.

The grams are cut by tantivy itself, from folded text in which a separator stands for punctuation. Positions are not
kept: whether a phrase stands in a clause is seen in the clause's own text.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graph.search.concept import Matters
from graph.search.entry import Entry
from graph.search.grams import SEPARATOR, fold, runs

if TYPE_CHECKING:
    import tantivy

__all__ = ["PAIR", "Kept", "Laid", "card", "clause", "kept", "laid", "open_index", "stamp", "sweep"]

_NAMES = ("unit", "iri", "document", "region", "agency", "kind")  # searched for as they are
PAIR = 6  # bytes of two Chinese characters: a gram beyond that reaches over a separator


def open_index(path: Path | None) -> tantivy.Index:
    """Open or make an index at `path`, in memory for None; one of another layout, or damaged, is thrown away."""
    import tantivy

    if path is None:
        return _ready(tantivy.Index(_schema()))
    path.mkdir(parents=True, exist_ok=True)
    try:
        index = _ready(tantivy.Index(_schema(), str(path)))
        # a search opens every file, where the line above opens most
        index.searcher().search(tantivy.Query.term_query(index.schema, "unit", "document"), 1)
        return index
    except ValueError:
        shutil.rmtree(path)
        path.mkdir()
        return _ready(tantivy.Index(_schema(), str(path)))


def sweep(path: Path) -> None:
    """Remove the lists of deleted clauses that no commit names: left by a writer that was killed, or had no room.

    The next one would write them under the same names, and fail for good. The index's lock for writing must be held.
    """
    told = json.loads((path / "meta.json").read_text("utf-8"))["segments"]
    named = {
        f"{one['segment_id'].replace('-', '')}.{one['deletes']['opstamp']}.del" for one in told if one.get("deletes")
    }
    for file in path.glob("*.del"):
        if file.name not in named:
            file.unlink()


def _schema() -> tantivy.Schema:
    import tantivy

    builder = tantivy.SchemaBuilder()
    for name in _NAMES:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("grams", "title_grams"):
        builder.add_text_field(name, tokenizer_name="grams", index_option="freq")
    builder.add_text_field("matter", tokenizer_name="spaced", index_option="basic")
    builder.add_bytes_field("shown", stored=True)
    builder.add_integer_field("issued", indexed=True, fast=True)
    return builder.build()


def _ready(index: tantivy.Index) -> tantivy.Index:
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    grams = TextAnalyzerBuilder(Tokenizer.ngram(1, 2, False))
    grams = grams.filter(Filter.custom_stopword([SEPARATOR])).filter(Filter.remove_long(PAIR + 1))
    index.register_tokenizer("grams", grams.build())
    index.register_tokenizer("spaced", TextAnalyzerBuilder(Tokenizer.whitespace()).build())
    return index


class Kept(NamedTuple):
    """What ranking and a hit need of a clause, as it lies in the index."""

    iri: str
    document: str
    title: str
    path: str
    heading: str
    text: str
    plain: str  # the label and the text, folded
    order: int
    facts: list[str]
    said: list[tuple[str, str]]  # the kind and the words of each fact
    matters: list[str]
    regions: tuple[str, ...]
    paragraph: int
    start: int = -1  # where a passage begins in its clause; unknown in the index of an older release


def kept(document: tantivy.Document) -> Kept:
    """Return what the index keeps of the clause that `clause` made."""
    return Kept(*json.loads(document["shown"][0]))


def card(entry: Entry) -> tantivy.Document:
    """Return what tells that the index holds a document, and in which state."""
    import tantivy

    return tantivy.Document(unit="document", document=entry.document, shown=_packed([entry.document, entry.stamp]))


def stamp(document: tantivy.Document) -> tuple[str, str]:
    """Return the document and the state of it that a card tells."""
    name, state = json.loads(document["shown"][0])
    return name, state


class Laid(NamedTuple):
    """A clause as every index takes it: what it is searched by, what narrows a search, what is kept."""

    grams: str  # runs of letters and digits, to be cut
    title_grams: str
    matters: list[str]
    kinds: list[str]
    issued: int | None  # the day as yyyymmdd
    kept: Kept


def laid(entry: Entry) -> Laid:
    """Return the clause with all that ranking and a hit need of it."""
    text, label = fold(entry.text), fold(entry.headings[-1]) if entry.headings else ""
    whole = "\n".join((*map(_heading, entry.headings), text))
    matters = Matters.load().held(whole)
    shown = Kept(
        entry.iri,
        entry.document,
        entry.title,
        entry.path,
        " / ".join(entry.headings),
        entry.text,
        f"{label}\n{text}",
        entry.order,
        list(entry.facts),
        list(entry.said),
        matters,
        entry.regions,
        entry.paragraph,
        entry.start,
    )
    day = entry.issued
    issued = (day.year * 100 + day.month) * 100 + day.day if day else None
    kinds = [kind for kind in (entry.kind, *entry.facts) if kind]
    return Laid(runs(whole), _title(entry.title, entry.place), matters, kinds, issued, shown)


def clause(entry: Entry) -> tantivy.Document:
    """Return the clause as tantivy takes it."""
    import tantivy

    one = laid(entry)
    return tantivy.Document(
        unit="clause",
        iri=entry.iri,
        document=entry.document,
        grams=one.grams,
        title_grams=one.title_grams,
        matter=" ".join(one.matters),
        region=list(entry.regions),
        agency=list(entry.agencies),
        kind=one.kinds,
        shown=_packed(one.kept),
        **({"issued": one.issued} if one.issued else {}),
    )


def _packed(values: Sequence[object]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")


_heading = lru_cache(maxsize=1024)(fold)


@lru_cache(maxsize=256)
def _title(title: str, place: str) -> str:
    return runs(fold(f"{title} {place}"))
