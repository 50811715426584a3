"""The change log: an entry for each document added, changed, renamed or removed, in one SQLite file of the data folder.

Entries are derived: the log keeps an outline of each document, and `follow` compares it with what the store holds now.
Entry and outline are written in one transaction. So a log that fell behind, as by a kill, catches up in `reconcile`,
and nothing that it has noted is noted again. What a store held before it had a log makes no entry. That a document was
renamed, a better copy taking the place of one under another IRI, is known only to who wrote it: `reconcile` notes it as
one added and one removed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from graph.errors import FolderError
from graph.outline import Outline, Record, outline, stamps

if TYPE_CHECKING:
    from graph.store import Store

__all__ = ["Change", "Changes"]

_TABLES: Final = (
    "CREATE TABLE known (document TEXT PRIMARY KEY, stamp TEXT NOT NULL, outline TEXT NOT NULL) STRICT",
    """CREATE TABLE entry (
    number INTEGER PRIMARY KEY AUTOINCREMENT, moment TEXT NOT NULL, what TEXT NOT NULL, document TEXT NOT NULL,
    title TEXT NOT NULL, kind TEXT NOT NULL, region TEXT NOT NULL, issuers TEXT NOT NULL, head INTEGER NOT NULL,
    text INTEGER NOT NULL, added TEXT NOT NULL, gone TEXT NOT NULL, altered TEXT NOT NULL, about TEXT NOT NULL,
    former TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX of_document ON entry (document)",
)
_FIELDS: Final = "moment, what, document, title, kind, region, issuers, head, text, added, gone, altered, about, former"
_CHOSEN: Final = f"""SELECT number, {_FIELDS} FROM entry
    WHERE (:before IS NULL OR number < :before) AND (:after IS NULL OR number > :after)
      AND (:kind IS NULL OR kind = :kind)
      AND (:document IS NULL OR :document IN (document, former))
      AND (:regions IS NULL OR region IN (SELECT value FROM json_each(:regions)))
      AND (:agency IS NULL OR :agency IN (SELECT value FROM json_each(entry.about)))
      AND (:indicator IS NULL OR :indicator IN (SELECT value FROM json_each(entry.about)))
    ORDER BY number"""


@dataclass(frozen=True, slots=True)
class Change:
    """One entry: what came to a document, and which records by their IRIs; `altered` keep their IRI.

    `former` is the IRI that a renamed document had.
    """

    number: int
    moment: datetime
    what: Literal["added", "changed", "renamed", "removed"]
    document: str
    title: str
    kind: str
    region: str
    issuers: tuple[str, ...]
    head: bool
    text: bool
    added: tuple[str, ...]
    gone: tuple[str, ...]
    altered: tuple[str, ...]
    about: tuple[str, ...]
    former: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """The change log of a site; opened anew each time, so that a server and the command line share it."""

    path: Path

    def reconcile(self, store: Store) -> int:
        """Note what the store holds otherwise than the log knows, as after a kill; returns the number of entries."""
        with self._write() as base:
            held, known = stamps(store), dict(base.execute("SELECT document, stamp FROM known"))
            apart = [name for name in sorted(held.keys() | known.keys()) if held.get(name) != known.get(name)]
            begun = base.execute("PRAGMA user_version").fetchone()[0]
            count = sum(_follow(base, store, name, noted=bool(begun)) for name in apart)
            base.execute("PRAGMA user_version = 1")
        return count

    def follow(self, store: Store, documents: Iterable[str], renamed: Mapping[str, str] | None = None) -> int:
        """Note what has come to `documents` (IRIs) since they were last looked at; returns the number of entries.

        `renamed` has for the former IRI of a document its present one: that is one entry, not two.
        """
        former = {new: old for old, new in (renamed or {}).items()}
        with self._write() as base:
            named = sorted(dict.fromkeys(documents), key=lambda name: name not in former)  # the new name takes the old
            return sum(_follow(base, store, name, former=former.get(name, "")) for name in named)

    def entries(
        self,
        limit: int,
        before: int | None = None,
        kind: str | None = None,
        document: str | None = None,
        regions: Sequence[str] | None = None,
        agency: str | None = None,
        indicator: str | None = None,
        after: int | None = None,
    ) -> list[Change]:
        """Return the latest entries that fit, the latest first; `before` is the number that theirs lie below.

        With `after` they are the first ones above that number, the oldest first.
        """
        asked: dict[str, Any] = {"limit": limit, "before": before, "kind": kind, "document": document}
        asked |= {"regions": None if regions is None else json.dumps(list(regions)), "agency": agency}
        with self._read() as base:
            chosen = f"{_CHOSEN} {'DESC' if after is None else 'ASC'} LIMIT :limit"
            return [_change(*row) for row in base.execute(chosen, asked | {"indicator": indicator, "after": after})]

    def last(self) -> int:
        """Return the number of the last entry, 0 where there is none."""
        with self._read() as base:
            return int(base.execute("SELECT coalesce(max(number), 0) FROM entry").fetchone()[0])

    def knows(self, document: str) -> bool:
        """Tell whether an entry is on this document."""
        with self._read() as base:
            return bool(base.execute("SELECT 1 FROM entry WHERE ? IN (document, former)", (document,)).fetchone())

    def redact(self) -> None:
        """Erase, on the disk too, titles and issuers of documents that are gone, and former ones of those there."""
        with self._write() as base:
            base.execute(
                """UPDATE entry SET title = coalesce((SELECT outline ->> 'title' FROM known
                   WHERE known.document = entry.document), ''), issuers = coalesce((SELECT outline -> 'issuers'
                   FROM known WHERE known.document = entry.document), '[]')"""
            )
        with closing(sqlite3.connect(self.path)) as base:
            base.execute("VACUUM")

    def copy(self) -> bytes:
        """Return the file as it is at one moment."""
        with self._read() as base:
            return base.serialize()

    @contextmanager
    def _read(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, timeout=60)) as base:
            yield base

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        """Open the file in one transaction, beside which no other process writes."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, timeout=60, isolation_level=None)) as base:
            self._begin(base)
            if not base.execute("SELECT 1 FROM sqlite_schema").fetchone():
                for table in _TABLES:
                    base.execute(table)
            elif "former" not in {row[1] for row in base.execute("PRAGMA table_info(entry)")}:  # of an older release
                base.execute("ALTER TABLE entry ADD COLUMN former TEXT NOT NULL DEFAULT ''")
            yield base
            base.execute("COMMIT")

    def _begin(self, base: sqlite3.Connection) -> None:
        try:
            base.execute("PRAGMA secure_delete = ON")
            base.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:  # locked, or a full disk: the file is as it was
            raise
        except sqlite3.DatabaseError as error:
            raise FolderError(f"{self.path}: {error}. Move the change log away, and a new one is begun") from error


def _follow(base: sqlite3.Connection, store: Store, document: str, noted: bool = True, former: str = "") -> bool:
    """Bring what the log knows of one document up to the store; tells whether that made an entry."""
    before, now = _known(base, document), outline(store, document)
    if before is None and now and former and (before := _known(base, former, document)):
        base.execute("DELETE FROM known WHERE document = ?", (former,))
    else:
        former = ""
    if now is None:
        base.execute("DELETE FROM known WHERE document = ?", (document,))
    else:
        text = json.dumps(asdict(now), ensure_ascii=False)
        base.execute("REPLACE INTO known VALUES (?, ?, ?)", (document, now.stamp, text))
    entry = _entry(document, before, now, former) if noted else None
    if entry:
        marks = ", ".join("?" * len(entry))
        base.execute(f"INSERT INTO entry ({_FIELDS}) VALUES ({marks})", entry)
    return entry is not None


def _known(base: sqlite3.Connection, document: str, name: str = "") -> Outline | None:
    """Return what the log knows of a document, its records under the IRI `name` where one is given."""
    row = base.execute("SELECT outline FROM known WHERE document = ?", (document,)).fetchone()
    found = _outline(row and row[0])
    if found is None or not name:
        return found
    return replace(found, records={name + key.removeprefix(document): one for key, one in found.records.items()})


def _entry(document: str, before: Outline | None, now: Outline | None, former: str) -> tuple[Any, ...] | None:
    one = now or before
    if one is None:
        return None
    old, new = (side.records if side else {} for side in (before, now))
    added, gone = sorted(new.keys() - old.keys()), sorted(old.keys() - new.keys())
    altered = sorted(name for name in old.keys() & new.keys() if old[name] != new[name] and not former)
    head, text = (before is None or now is None or getattr(before, of) != getattr(now, of) for of in ("head", "text"))
    if not (added or gone or altered or head or text):
        return None
    what = "added" if before is None else "removed" if now is None else "renamed" if former else "changed"
    concerned = {
        name for key in (*added, *gone, *altered) for side in (old, new) if key in side for name in side[key].about
    }
    lists = (json.dumps(names, ensure_ascii=False) for names in (added, gone, altered, sorted(concerned)))
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    issuers = json.dumps(one.issuers, ensure_ascii=False)
    return moment, what, document, one.title, one.kind, one.region, issuers, head, text, *lists, former


def _outline(text: str | None) -> Outline | None:
    if not text:
        return None
    found: Mapping[str, Any] = json.loads(text)
    records = {name: Record(one["digest"], tuple(one["about"])) for name, one in found["records"].items()}
    return Outline(**{**found, "issuers": tuple(found["issuers"]), "records": records})


def _change(
    number: int, moment: str, what: Any, document: str, title: str, kind: str, region: str, *rest: Any
) -> Change:
    issuers, head, text, *lists, former = rest
    added, gone, altered, about = (tuple(json.loads(names)) for names in lists)
    return Change(
        number, datetime.fromisoformat(moment), what, document, title, kind, region, tuple(json.loads(issuers)),
        bool(head), bool(text), added, gone, altered, about, former,
    )  # fmt: skip
