"""The change log: an entry for each document added, changed, renamed or removed, in SQLite or PostgreSQL.

Entries are derived: the log keeps an outline of each document, and `follow` compares it with what the store holds now.
Entry and outline are written in one transaction. So a log that fell behind, as by a kill, catches up in `reconcile`,
and nothing that it has noted is noted again. What a store held before it had a log makes no entry. That a document was
renamed, a better copy taking the place of one under another IRI, is known only to who wrote it: `reconcile` notes it as
one added and one removed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Final, Literal

import sqlalchemy as sa

from api.database import NUMBER, Database, Word, copy, has, reading, vacuum, writing
from graph.outline import Outline, Record, outline, stamps

if TYPE_CHECKING:
    from graph.store import Store

__all__ = ["Change", "Changes"]

_TABLES: Final = sa.MetaData(info={"what": "the change log"})
_WORDS: Final = ("moment", "what", "document", "title", "kind", "region", "issuers")
_LISTS: Final = ("added", "gone", "altered", "about")
_KNOWN: Final = sa.Table(
    "known", _TABLES, sa.Column("document", Word, primary_key=True),
    *(sa.Column(name, Word, nullable=False) for name in ("stamp", "outline")), sqlite_strict=True,
)  # fmt: skip
_ENTRY: Final = sa.Table(
    "entry", _TABLES, sa.Column("number", NUMBER, primary_key=True),
    *(sa.Column(name, Word, nullable=False) for name in _WORDS),
    *(sa.Column(name, NUMBER, nullable=False) for name in ("head", "text")),
    *(sa.Column(name, Word, nullable=False) for name in _LISTS),
    sa.Column("former", Word, nullable=False, server_default=""),
    sa.Index("of_document", "document"), sqlite_strict=True, sqlite_autoincrement=True,
)  # fmt: skip
_OF: Final = _ENTRY.c
_BEGUN: Final = ""  # the document that stands in a database for `user_version` of a file


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
    database: Database | None = None

    def reconcile(self, store: Store) -> int:
        """Note what the store holds otherwise than the log knows, as after a kill; returns the number of entries."""
        with writing(self.path, self.database, _TABLES) as base:
            rows = base.execute(sa.select(_KNOWN.c.document, _KNOWN.c.stamp))
            held, known = stamps(store), {document: stamp for document, stamp in rows if document != _BEGUN}
            apart = [name for name in sorted(held.keys() | known.keys()) if held.get(name) != known.get(name)]
            begun = _begun(base)
            _stamp(base)
            return sum(_follow(base, store, name, noted=begun) for name in apart)

    def follow(self, store: Store, documents: Iterable[str], renamed: Mapping[str, str] | None = None) -> int:
        """Note what has come to `documents` (IRIs) since they were last looked at; returns the number of entries.

        `renamed` has for the former IRI of a document its present one: that is one entry, not two.
        """
        former = {new: old for old, new in (renamed or {}).items()}
        with writing(self.path, self.database, _TABLES) as base:
            _stamp(base)
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
        chosen = sa.select(_ENTRY).order_by(_OF.number.desc() if after is None else _OF.number).limit(limit)
        with reading(self.path, self.database, _TABLES) as base:
            asked = (
                (before, lambda: _OF.number < before), (after, lambda: _OF.number > after),
                (kind, lambda: _OF.kind == kind), (document, lambda: _on(document)),
                (regions, lambda: _OF.region.in_(regions or ())),
                (agency, lambda: has(base, _OF.about, agency or "")),
                (indicator, lambda: has(base, _OF.about, indicator or "")),
            )  # fmt: skip
            chosen = chosen.where(*(condition() for value, condition in asked if value is not None))
            return [_change(row) for row in base.execute(chosen).mappings()]

    def stamp(self) -> str:
        """Return what changes in a database with each write that the log follows, be it one without an entry."""
        with reading(self.path, self.database, _TABLES) as base:
            return base.scalar(sa.select(_KNOWN.c.stamp).where(_KNOWN.c.document == _BEGUN)) or ""

    def last(self) -> int:
        """Return the number of the last entry, 0 where there is none."""
        with reading(self.path, self.database, _TABLES) as base:
            return base.scalar(sa.select(sa.func.max(_OF.number))) or 0

    def knows(self, document: str) -> bool:
        """Tell whether an entry is on this document."""
        with reading(self.path, self.database, _TABLES) as base:
            return base.scalar(sa.select(_OF.number).where(_on(document)).limit(1)) is not None

    def redact(self) -> None:
        """Erase, on the disk too, titles and issuers of documents that are gone, and former ones of those there."""
        with writing(self.path, self.database, _TABLES) as base:
            for document in base.scalars(sa.select(_OF.document).distinct()).all():
                now = _known(base, document)
                left = {"title": now.title if now else "", "issuers": _json(now.issuers if now else ())}
                base.execute(_ENTRY.update().where(_OF.document == document).values(left))
        vacuum(self.path, self.database, _TABLES)

    def copy(self) -> bytes:
        """Return the file as it is at one moment."""
        return copy(self.path, _TABLES)


def _on(document: str | None) -> sa.ColumnElement[bool]:
    return (_OF.document == document) | (_OF.former == document)


def _begun(base: sa.Connection) -> bool:
    """Tell whether the log had been begun, and note that it is now."""
    if base.dialect.name == "sqlite":
        begun = bool(base.exec_driver_sql("PRAGMA user_version").scalar())
        base.exec_driver_sql("PRAGMA user_version = 1")
        return begun
    begun = base.scalar(sa.select(_KNOWN.c.stamp).where(_KNOWN.c.document == _BEGUN)) is not None
    if not begun:
        base.execute(_KNOWN.insert().values(document=_BEGUN, stamp="", outline=""))
    return begun


def _stamp(base: sa.Connection) -> None:
    """Have other servers see that what they keep of the store is old."""
    if base.dialect.name != "sqlite":
        base.execute(_KNOWN.update().where(_KNOWN.c.document == _BEGUN).values(stamp=token_hex(8)))


def _follow(base: sa.Connection, store: Store, document: str, noted: bool = True, former: str = "") -> bool:
    """Bring what the log knows of one document up to the store; tells whether that made an entry."""
    before, now = _known(base, document), outline(store, document)
    if before is None and now and former and (before := _known(base, former, document)):
        base.execute(_KNOWN.delete().where(_KNOWN.c.document == former))
    else:
        former = ""
    base.execute(_KNOWN.delete().where(_KNOWN.c.document == document))
    if now is not None:
        base.execute(_KNOWN.insert().values(document=document, stamp=now.stamp, outline=_json(asdict(now))))
    entry = _entry(document, before, now, former) if noted else None
    if entry:
        base.execute(_ENTRY.insert().values(entry))
    return entry is not None


def _known(base: sa.Connection, document: str, name: str = "") -> Outline | None:
    """Return what the log knows of a document, its records under the IRI `name` where one is given."""
    found = _outline(base.scalar(sa.select(_KNOWN.c.outline).where(_KNOWN.c.document == document)))
    if found is None or not name:
        return found
    return replace(found, records={name + key.removeprefix(document): one for key, one in found.records.items()})


def _entry(document: str, before: Outline | None, now: Outline | None, former: str) -> dict[str, Any] | None:
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
    lists = dict(zip(_LISTS, map(_json, (added, gone, altered, sorted(concerned))), strict=True))
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    words = (moment, what, document, one.title, one.kind, one.region, _json(one.issuers))
    return dict(zip(_WORDS, words, strict=True)) | lists | {"head": int(head), "text": int(text), "former": former}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _outline(text: str | None) -> Outline | None:
    if not text:
        return None
    found: Mapping[str, Any] = json.loads(text)
    records = {name: Record(one["digest"], tuple(one["about"])) for name, one in found["records"].items()}
    return Outline(**{**found, "issuers": tuple(found["issuers"]), "records": records})


def _change(row: Mapping[Any, Any]) -> Change:
    lists = {name: tuple(json.loads(row[name])) for name in ("issuers", *_LISTS)}
    flags = {name: bool(row[name]) for name in ("head", "text")}
    return Change(**{**row, **lists, **flags, "moment": datetime.fromisoformat(row["moment"])})
