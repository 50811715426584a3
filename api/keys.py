"""Keys with names and roles, in one SQLite file: of a key only its hash is kept.

A key has 256 random bits, so that one round of SHA-256 is enough (ASVS 11.4.2 asks for slow hashes of passwords alone).
"""

from __future__ import annotations

import hmac
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

from api.roles import Role

__all__ = ["SETTING", "Key", "KeyNameError", "Keys"]

SETTING: Final = "setting"
"""The name of whoever shows the key of the setting `key`, who is an administrator."""
_LONGEST: Final = 100  # characters of a name
_RECENT: Final = timedelta(minutes=1)  # what was used so shortly before is not written again
_TABLE: Final = """CREATE TABLE IF NOT EXISTS key (
    id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL,
    created TEXT NOT NULL, expires TEXT, revoked TEXT, used TEXT, collections TEXT NOT NULL DEFAULT '') STRICT"""
_MADE: Final = "hash, name, role, created, expires, collections"
_FIELDS: Final = "id, hash, name, role, collections, created, expires, revoked, used"


class KeyNameError(ValueError):
    """A name that no key can be made for, or that no key has."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key; times are UTC. One made for `collections` has its role there alone, and reads in the public library."""

    id: int
    hash: str
    name: str
    role: Role
    collections: tuple[str, ...] = ()
    created: datetime | None = None
    expires: datetime | None = None
    revoked: datetime | None = None
    used: datetime | None = None

    def role_in(self, collection: str) -> Role | None:
        """Return the role in a collection, "" for the public library; None where the key opens nothing there.

        >>> key = Key(1, "", "n", Role.REVIEWER, ("drafts",))
        >>> key.role_in("drafts"), key.role_in(""), key.role_in("other")
        (<Role.REVIEWER: 3>, <Role.READER: 1>, None)
        """
        if self.collections:
            return self.role if collection in self.collections else None if collection else Role.READER
        return self.role if not collection or self.role is Role.ADMINISTRATOR else None

    def stands(self, now: datetime) -> bool:
        return self.revoked is None and (self.expires is None or now < self.expires)

    def state(self, now: datetime) -> str:
        """Return the state as lists of keys show it: good, expired or revoked."""
        return "revoked" if self.revoked else "good" if self.stands(now) else "expired"


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a site: those of the file, and the one of the setting.

    The file is opened anew each time, so that what the command line changes holds at once in a running server.

    >>> Keys(Path("nowhere"), "open").holder("open").role.name, Keys(Path("nowhere")).holder("")
    ('ADMINISTRATOR', None)
    """

    path: Path
    setting: str = ""
    elsewhere: bool = False
    """Whether people sign in at an identity provider too."""

    def __bool__(self) -> bool:
        return self.elsewhere or bool(self.setting) or any(key.stands(_now()) for key in self.all())

    def add(self, name: str, role: Role, days: int | None = None, collections: Sequence[str] = ()) -> str:
        """Make a key and return it; it is kept nowhere. Raises KeyNameError where the name has one that stands."""
        if not name.strip() or len(name) > _LONGEST or not name.isprintable() or name == SETTING:
            raise KeyNameError(f"{name!r}: a name has 1 to {_LONGEST} printable characters, and is not {SETTING!r}")
        if self._has(name):
            raise KeyNameError(f"{name}: has a key already. Revoke it first: policygraph key revoke {name}")
        made, now = secrets.token_urlsafe(32), _now()
        until = (now + timedelta(days=days)).isoformat() if days else None
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch(mode=0o600)
        with self._open() as base:
            base.execute("PRAGMA journal_mode=WAL")
            base.execute(_TABLE)
            row = (_hash(made), name, role.name.lower(), now.isoformat(), until, "/".join(collections))
            base.execute(f"INSERT INTO key ({_MADE}) VALUES (?, ?, ?, ?, ?, ?)", row)
        return made

    def revoke(self, name: str) -> None:
        """Let the keys of this name open nothing any more. Raises KeyNameError where none stands."""
        if not self._has(name):
            raise KeyNameError(f"{name}: no key that stands. policygraph key list shows them all")
        with self._open() as base:
            base.execute("UPDATE key SET revoked = ? WHERE name = ? AND revoked IS NULL", (_now().isoformat(), name))

    def _has(self, name: str) -> bool:
        return any(key.name == name and key.stands(_now()) for key in self.all())

    def all(self) -> list[Key]:
        """Return the keys of the file, the oldest first."""
        return self._found("1 ORDER BY id")

    def holder(self, text: str) -> Key | None:
        """Return the key that `text` is, if it stands, and remember that it was used."""
        one = self._setting()
        if one and hmac.compare_digest(one.hash, _hash(text)):
            return one
        return self._standing(self._found("hash = ?", _hash(text)))

    def of(self, id: int) -> Key | None:
        """Return the key with this id, if it stands; 0 is the one of the setting."""
        return self._setting() if id == 0 else self._standing(self._found("id = ?", id))

    def _setting(self) -> Key | None:
        return Key(0, _hash(self.setting), SETTING, Role.ADMINISTRATOR) if self.setting else None

    def _standing(self, keys: list[Key]) -> Key | None:
        now = _now()
        for key in keys:
            if key.stands(now):
                if key.used is None or now - key.used > _RECENT:
                    with suppress(sqlite3.OperationalError), self._open() as base:  # a full disk locks nobody out
                        base.execute("UPDATE key SET used = ? WHERE id = ?", (now.isoformat(), key.id))
                return key
        return None

    def _found(self, where: str, *values: object) -> list[Key]:
        if not self.path.exists():
            return []
        with self._open() as base:
            return [_key(row) for row in base.execute(f"SELECT {_FIELDS} FROM key WHERE {where}", values)]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=5)) as base, base:
            columns = {row[1] for row in base.execute("PRAGMA table_info(key)")}
            if columns and "collections" not in columns:  # made before keys had any
                base.execute("ALTER TABLE key ADD COLUMN collections TEXT NOT NULL DEFAULT ''")
            yield base


def _key(row: tuple[int, str, str, str, str, str | None, str | None, str | None, str | None]) -> Key:
    id, digest, name, role, collections, *times = row
    created, expires, revoked, used = (datetime.fromisoformat(time) if time else None for time in times)
    named = tuple(filter(None, collections.split("/")))
    return Key(id, digest, name, Role[role.upper()], named, created, expires, revoked, used)


def _hash(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> datetime:
    return datetime.now(UTC)
