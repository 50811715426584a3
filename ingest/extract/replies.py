"""Replies of language models, kept in a file: a question that was answered once is not paid for again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

__all__ = ["Replies", "fingerprint"]

_TABLE = "CREATE TABLE IF NOT EXISTS reply (question TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID"


def fingerprint(*parts: Any) -> str:
    """Return a hash of all that a reply depends on: model, prompt, schema, clause.

    >>> fingerprint("m", "p1", {}, "一") == fingerprint("m", "p2", {}, "一")
    False
    """
    return blake2b(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Replies:
    """A SQLite file that several processes may share; where it cannot be used it remembers nothing."""

    path: Path | None = None

    def get(self, question: str) -> Any:
        """Return the content that was kept, None where there is none."""
        try:
            with self._open() as file:
                row = file and file.execute("SELECT content FROM reply WHERE question = ?", (question,)).fetchone()
            return json.loads(row[0]) if row else None
        except (sqlite3.Error, OSError, ValueError):
            return None

    def put(self, question: str, content: Any) -> None:
        """Keep the content of a reply."""
        try:
            with self._open() as file:
                if file:
                    file.execute("INSERT OR REPLACE INTO reply VALUES (?, ?)", (question, json.dumps(content)))
                    file.commit()
        except (sqlite3.Error, OSError):
            pass

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection | None]:
        if self.path is None:
            yield None
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, timeout=5)) as file:
            file.execute(_TABLE)
            yield file
