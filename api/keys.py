"""Keys with names and roles, in one SQLite file or a PostgreSQL database: of a key only its hash is kept.

A key has 256 random bits, so that one round of SHA-256 is enough (ASVS 11.4.2 asks for slow hashes of passwords alone).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from api.database import NUMBER, Database, Word, reading, writing
from api.roles import Role
from graph.errors import DatabaseError

__all__ = ["SETTING", "Key", "KeyNameError", "Keys"]

SETTING: Final = "setting"
"""The name of whoever shows the key of the setting `key`, who is an administrator."""
_LONGEST: Final = 100  # characters of a name
_RECENT: Final = timedelta(minutes=1)  # what was used so shortly before is not written again
_TABLES: Final = sa.MetaData(info={"what": "the file of keys", "mode": 0o600, "seconds": 5, "wal": True})
_KEY: Final = sa.Table(
    "key", _TABLES,
    sa.Column("id", NUMBER, primary_key=True), sa.Column("hash", Word, nullable=False, unique=True),
    *(sa.Column(name, Word, nullable=False) for name in ("name", "role", "created")),
    *(sa.Column(name, Word) for name in ("expires", "revoked", "used")),
    sa.Column("collections", Word, nullable=False, server_default=""), sqlite_strict=True,
)  # fmt: skip
_STANDS: Final = _KEY.c.revoked.is_(None)


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
    """The keys of a site: those of the file or database, and the one of the setting.

    They are read anew each time, so that what the command line changes holds at once in a running server. A database
    that does not answer raises DatabaseError: no key is good then, and none is refused.

    >>> Keys(Path("nowhere"), "open").holder("open").role.name, Keys(Path("nowhere")).holder("")
    ('ADMINISTRATOR', None)
    """

    path: Path
    setting: str = ""
    elsewhere: bool = False
    """Whether people sign in at an identity provider too."""
    database: Database | None = None

    def __bool__(self) -> bool:
        try:
            return self.elsewhere or bool(self.setting) or any(key.stands(_now()) for key in self.all())
        except DatabaseError:
            return True  # there may be some: whatever needs one asks, and says then that they cannot be read

    def add(self, name: str, role: Role, days: int | None = None, collections: Sequence[str] = ()) -> str:
        """Make a key and return it; it is kept nowhere. Raises KeyNameError where the name has one that stands."""
        if not name.strip() or len(name) > _LONGEST or not name.isprintable() or name == SETTING:
            raise KeyNameError(f"{name!r}: a name has 1 to {_LONGEST} printable characters, and is not {SETTING!r}")
        made, now = secrets.token_urlsafe(32), _now()
        until = (now + timedelta(days=days)).isoformat() if days else None
        row = {"hash": _hash(made), "name": name, "role": role.name.lower(), "created": now.isoformat()}
        with writing(self.path, self.database, _TABLES) as base:
            if _standing(base, name):
                raise KeyNameError(f"{name}: has a key already. Revoke it first: policygraph key revoke {name}")
            base.execute(_KEY.insert().values(row | {"expires": until, "collections": "/".join(collections)}))
        return made

    def revoke(self, name: str) -> None:
        """Let the keys of this name open nothing any more. Raises KeyNameError where none stands."""
        if self._there:
            with writing(self.path, self.database, _TABLES) as base:
                if _standing(base, name):
                    named = _KEY.update().where(_KEY.c.name == name, _STANDS)
                    base.execute(named.values(revoked=_now().isoformat()))
                    return
        raise KeyNameError(f"{name}: no key that stands. policygraph key list shows them all")

    def all(self) -> list[Key]:
        """Return the keys that were made, the oldest first."""
        return self._found(sa.true())

    def holder(self, text: str) -> Key | None:
        """Return the key that `text` is, if it stands, and remember that it was used."""
        one = self._setting()
        if one and hmac.compare_digest(one.hash, _hash(text)):
            return one
        return self._standing(self._found(_KEY.c.hash == _hash(text)))

    def of(self, id: int) -> Key | None:
        """Return the key with this id, if it stands; 0 is the one of the setting."""
        return self._setting() if id == 0 else self._standing(self._found(_KEY.c.id == id))

    def _setting(self) -> Key | None:
        return Key(0, _hash(self.setting), SETTING, Role.ADMINISTRATOR) if self.setting else None

    def _standing(self, keys: list[Key]) -> Key | None:
        now = _now()
        for key in keys:
            if key.stands(now):
                if key.used is None or now - key.used > _RECENT:
                    used = _KEY.update().where(_KEY.c.id == key.id).values(used=now.isoformat())
                    full = sa.exc.OperationalError, DatabaseError  # a disk that is full locks nobody out
                    with suppress(*full), writing(self.path, self.database, _TABLES) as base:
                        base.execute(used)
                return key
        return None

    @property
    def _there(self) -> bool:
        return self.database is not None or self.path.exists()

    def _found(self, where: sa.ColumnElement[bool]) -> list[Key]:
        if not self._there:
            return []
        with reading(self.path, self.database, _TABLES) as base:
            return _keys(base, where)


def _standing(base: sa.Connection, name: str) -> bool:
    return any(key.stands(_now()) for key in _keys(base, _KEY.c.name == name))


def _keys(base: sa.Connection, where: sa.ColumnElement[bool]) -> list[Key]:
    return [_key(**row) for row in base.execute(_KEY.select().where(where).order_by(_KEY.c.id)).mappings()]


def _key(role: str, collections: str, **rest: Any) -> Key:
    for name in ("created", "expires", "revoked", "used"):
        rest[name] = datetime.fromisoformat(rest[name]) if rest[name] else None
    return Key(role=Role[role.upper()], collections=tuple(filter(None, collections.split("/"))), **rest)


def _hash(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> datetime:
    return datetime.now(UTC)
