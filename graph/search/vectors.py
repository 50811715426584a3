"""Vectors of clauses in usearch, beside the word index: which clause is like a question, whatever words it uses."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from graph.search.encoder import Encoder
from graph.search.entry import Entry

__all__ = ["Vectors"]

_TEXT = 1000  # characters of a clause that are read: models cut there anyway


@dataclass(slots=True)
class Vectors:
    """The vectors of one index and one model; a model of another name or size begins anew."""

    encoder: Encoder
    folder: Path | None
    index: Any
    rows: dict[int, tuple[str, str, str]] = field(default_factory=dict)  # key: IRI, document, hash of the text

    @classmethod
    def open(cls, folder: Path | None, encoder: Encoder) -> Vectors:
        """Open the vectors under `folder`, in memory for None."""
        from usearch.index import Index

        index = Index(ndim=encoder.size, metric="cos", dtype="f16")
        found = cls(encoder, folder, index)
        notes = folder / "vectors.json" if folder else None
        if notes is not None and notes.is_file():
            kept = json.loads(notes.read_text("utf-8"))
            if (kept["model"], kept["size"]) == (encoder.name, encoder.size):
                index.load(str(notes.with_suffix(".usearch")))
                found.rows = {int(key): tuple(row) for key, row in kept["rows"].items()}
        return found

    def write(self, entries: Iterable[Entry], without: Iterable[str] = ()) -> int:
        """Put the vectors of `entries` in place of those of their documents and of `without`; returns how many are new.

        A text that has a vector already keeps it.
        """
        wanted = {_key(entry.iri): entry for entry in entries}
        documents = {entry.document for entry in wanted.values()} | set(without)
        texts = {key: _text(entry) for key, entry in wanted.items()}
        rows = {key: (entry.iri, entry.document, _hash(texts[key])) for key, entry in wanted.items()}
        for key in [key for key, row in self.rows.items() if row[1] in documents and rows.get(key) != row]:
            self.index.remove(key)
            del self.rows[key]
        fresh = [key for key in rows if key not in self.rows]
        if fresh:
            import numpy

            vectors = self.encoder.texts([texts[key] for key in fresh])
            self.index.add(numpy.array(fresh, dtype=numpy.uint64), vectors)
        self.rows.update(rows)
        self._save()
        return len(fresh)

    def clear(self) -> None:
        """Forget every vector."""
        self.index.clear()
        self.rows.clear()
        self._save()

    def near(self, question: str, limit: int) -> dict[str, float]:
        """Return the clauses most like the question with their likeness, 0…1."""
        if not self.rows:
            return {}
        found = self.index.search(self.encoder.questions([question])[0], min(limit, len(self.rows)))
        pairs = zip(found.keys.tolist(), found.distances.tolist(), strict=True)
        return {self.rows[key][0]: max(0.0, 1.0 - distance) for key, distance in pairs if key in self.rows}

    def _save(self) -> None:
        if self.folder is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        self.index.save(str(self.folder / "vectors.usearch"))
        kept = {"model": self.encoder.name, "size": self.encoder.size, "rows": self.rows}
        (self.folder / "vectors.json").write_text(json.dumps(kept, ensure_ascii=False), "utf-8")


def _text(entry: Entry) -> str:
    return f"{entry.title} {' '.join(entry.headings)}\n{entry.text}"[:_TEXT]


def _key(iri: str) -> int:
    return int.from_bytes(blake2b(iri.encode("utf-8"), digest_size=8).digest(), "big") >> 1


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8"), digest_size=16).hexdigest()
