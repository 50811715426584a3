"""Vectors of clauses in usearch, beside the word index: which clause is like a question, whatever words it uses."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from graph.search.embedding import Embedder
from graph.search.entry import Entry

__all__ = ["Vectors", "text_of"]

_TEXT = 1000  # characters of a clause that are read: models cut there anyway
_FILE = "vectors.usearch"
_TABLES = """
CREATE TABLE IF NOT EXISTS model (name TEXT, size INTEGER);
CREATE TABLE IF NOT EXISTS clause (key INTEGER PRIMARY KEY, iri TEXT, document TEXT, hash TEXT);
CREATE INDEX IF NOT EXISTS clause_document ON clause (document);
"""


@dataclass(slots=True)
class Vectors:
    """The vectors of one index and one model; another model, or vectors that are lost, begin anew.

    usearch holds the vectors, a table in SQLite what each is of. The vectors are saved first: what a kill tears apart
    is a row without its vector, which is made anew when its document is written again.
    """

    encoder: Embedder
    folder: Path | None
    index: Any
    rows: sqlite3.Connection

    @classmethod
    def open(cls, folder: Path | None, encoder: Embedder) -> Vectors:
        """Open the vectors under `folder`, in memory for None."""
        from usearch.index import Index

        if folder:
            folder.mkdir(parents=True, exist_ok=True)
        rows = sqlite3.connect(folder / "vectors.sqlite" if folder else ":memory:", check_same_thread=False)
        rows.executescript(_TABLES)
        found = cls(encoder, folder, Index(ndim=encoder.size, metric="cos", dtype="f16"), rows)
        model = (encoder.name, encoder.size)
        there = folder is not None and (folder / _FILE).is_file()
        if not there or rows.execute("SELECT name, size FROM model").fetchone() != model:
            with rows:
                rows.execute("DELETE FROM clause")
                rows.execute("DELETE FROM model")
                rows.execute("INSERT INTO model VALUES (?, ?)", model)
        elif folder:
            found.index.load(str(folder / _FILE))
        return found

    def __len__(self) -> int:
        count: int = self.rows.execute("SELECT count(*) FROM clause").fetchone()[0]
        return count

    def documents(self) -> set[str]:
        """Return the documents of which clauses have vectors."""
        return {row[0] for row in self.rows.execute("SELECT DISTINCT document FROM clause")}

    def write(self, entries: Iterable[Entry], without: Iterable[str] = ()) -> int:
        """Put the vectors of `entries` in place of those of their documents and of `without`; returns how many are new.

        A text that has a vector already keeps it.
        """
        wanted = {_key(entry.iri): entry for entry in entries}
        texts = {key: text_of(entry) for key, entry in wanted.items()}
        rows = {key: (entry.iri, entry.document, _hash(texts[key])) for key, entry in wanted.items()}
        held = self._held({entry.document for entry in wanted.values()} | set(without))
        kept = {key for key, row in held.items() if rows.get(key) == row and key in self.index}
        gone = [key for key in held if key not in kept]
        fresh = [key for key in rows if key not in kept]
        for key in (*gone, *fresh):
            if key in self.index:
                self.index.remove(key)
        if fresh:
            import numpy

            vectors = self.encoder.texts([texts[key] for key in fresh])
            self.index.add(numpy.array(fresh, dtype=numpy.uint64), vectors)
        if gone or fresh:
            self._save()
        with self.rows:
            self.rows.executemany("DELETE FROM clause WHERE key = ?", [(key,) for key in gone])
            self.rows.executemany(
                "INSERT OR REPLACE INTO clause VALUES (?, ?, ?, ?)", [(key, *rows[key]) for key in fresh]
            )
        return len(fresh)

    def _held(self, documents: Iterable[str]) -> dict[int, tuple[str, str, str]]:
        query = "SELECT key, iri, document, hash FROM clause WHERE document = ?"
        return {
            key: (iri, name, mark) for one in documents for key, iri, name, mark in self.rows.execute(query, (one,))
        }

    def clear(self) -> None:
        """Forget every vector."""
        self.index.clear()
        self._save()
        with self.rows:
            self.rows.execute("DELETE FROM clause")

    def near(self, question: str, limit: int) -> dict[str, float]:
        """Return the clauses most like the question with their likeness, 0…1."""
        if not len(self.index):
            return {}
        found = self.index.search(self.encoder.questions([question])[0], min(limit, len(self.index)))
        names = self._names(found.keys.tolist())
        pairs = zip(found.keys.tolist(), found.distances.tolist(), strict=True)
        return {names[key]: max(0.0, 1.0 - distance) for key, distance in pairs if key in names}

    def _names(self, keys: Sequence[int]) -> dict[int, str]:
        marks = ",".join("?" * len(keys))
        return dict(self.rows.execute(f"SELECT key, iri FROM clause WHERE key IN ({marks})", keys))

    def _save(self) -> None:
        if self.folder is None:
            return
        fresh = self.folder / f"{_FILE}.new"
        self.index.save(str(fresh))
        fresh.replace(self.folder / _FILE)


def text_of(entry: Entry) -> str:
    return f"{entry.title} {' '.join(entry.headings)}\n{entry.text}"[:_TEXT]


def _key(iri: str) -> int:
    return int.from_bytes(blake2b(iri.encode("utf-8"), digest_size=8).digest(), "big") >> 1


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8"), digest_size=16).hexdigest()
