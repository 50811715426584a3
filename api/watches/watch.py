"""The watches of a site in one SQLite file of the data folder, and how far each has been delivered.

It holds secrets and addresses, so it is readable by its owner alone. What a receiver has acknowledged is written in one
transaction that is on the disk before anything further is sent.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from api.keys import Key

__all__ = ["MOST", "Delivery", "Watch", "Watches", "new", "owner_of"]

MOST: Final = 50
"""Watches that a key may have."""
Delivery = Literal["atom", "webhook", "mail"]
_TABLE: Final = """CREATE TABLE IF NOT EXISTS watch (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, asked TEXT NOT NULL, meant TEXT NOT NULL,
    delivery TEXT NOT NULL, receiver TEXT NOT NULL, secret TEXT NOT NULL, address TEXT NOT NULL, made TEXT NOT NULL,
    delivered INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0, since REAL, due REAL NOT NULL DEFAULT 0,
    failing INTEGER NOT NULL DEFAULT 0, error TEXT NOT NULL DEFAULT '') STRICT"""
_FIELDS: Final = (
    "id, owner, title, asked, meant, delivery, receiver, secret, address, made, delivered, tries, since, due, failing,"
    " error"
)


def owner_of(key: Key) -> str:
    """Return what a watch names its key by: the id, and part of the hash, as another file of keys gives ids anew."""
    return f"{key.id}:{key.hash[:16]}"


@dataclass(frozen=True, slots=True)
class Watch:
    """One watch: `asked` are its filters as its holder wrote them, `meant` the same as ids and IRIs.

    `receiver` is a URL or a mail address, `secret` what signs webhooks or names the feed, `address` that of the site;
    `delivered` is the number of the last entry that was acknowledged, `since` when deliveries began to fail.
    """

    id: str
    owner: str
    title: str
    asked: Mapping[str, Any]
    meant: Mapping[str, Any]
    delivery: Delivery
    receiver: str
    secret: str
    address: str
    made: datetime
    delivered: int
    tries: int = 0
    since: float | None = None
    due: float = 0.0
    failing: bool = False
    error: str = ""

    @property
    def state(self) -> Literal["good", "retrying", "failing"]:
        return "failing" if self.failing else "retrying" if self.tries else "good"


def new(
    owner: str, title: str, asked: Mapping[str, Any], meant: Mapping[str, Any], delivery: Delivery, receiver: str,
    address: str, delivered: int,
) -> Watch:  # fmt: skip
    """Return a watch with an id and a secret of its own, which begins after the entry `delivered`."""
    key = secrets.token_bytes(32)
    secret = f"whsec_{b64encode(key).decode()}" if delivery == "webhook" else secrets.token_urlsafe(32)
    made = datetime.now(UTC).replace(microsecond=0)
    return Watch(secrets.token_hex(8), owner, title, asked, meant, delivery, receiver, secret, address, made, delivered)


@dataclass(frozen=True, slots=True)
class Watches:
    """The watches of a site; the file is opened anew each time.

    >>> Watches(Path("nowhere")).all(), Watches(Path("nowhere")).fed("token")
    ([], None)
    """

    path: Path

    def add(self, watch: Watch) -> bool:
        """Keep a new watch; False where its owner has as many as a key may have."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch(mode=0o600)
        with self._open() as base:
            base.execute(_TABLE)
            base.execute("BEGIN IMMEDIATE")
            count = base.execute("SELECT count(*) FROM watch WHERE owner = ?", (watch.owner,)).fetchone()[0]
            if count >= MOST:
                return False
            row = (
                watch.id, watch.owner, watch.title, *(json.dumps(one, ensure_ascii=False) for one in
                (watch.asked, watch.meant)), watch.delivery, watch.receiver, watch.secret, watch.address,
                watch.made.isoformat(), watch.delivered, 0, None, 0.0, 0, "",
            )  # fmt: skip
            base.execute(f"INSERT INTO watch ({_FIELDS}) VALUES ({', '.join('?' * len(row))})", row)
        return True

    def all(self) -> list[Watch]:
        """Return all watches, the oldest first."""
        return self._found("1")

    def of(self, owner: str) -> list[Watch]:
        return self._found("owner = ?", owner)

    def fed(self, token: str) -> Watch | None:
        """Return the watch whose feed has this token."""
        return next(iter(self._found("delivery = 'atom' AND secret = ?", token)), None)

    def remove(self, owner: str, id: str) -> bool:
        """Remove a watch of this owner; tells whether there was one."""
        return self.path.exists() and self._change("DELETE FROM watch WHERE owner = ? AND id = ?", owner, id)

    def acknowledge(self, id: str, number: int) -> None:
        """Note that all up to the entry `number` has arrived."""
        fields = "delivered = ?, tries = 0, since = NULL, due = 0, failing = 0, error = ''"
        self._change(f"UPDATE watch SET {fields} WHERE id = ?", number, id)

    def skip(self, id: str, number: int) -> None:
        """Note that nothing up to the entry `number` is to be sent any more."""
        self._change("UPDATE watch SET delivered = ? WHERE id = ?", number, id)

    def fail(self, id: str, error: str, since: float, due: float, failing: bool) -> None:
        """Note that a delivery failed, since when they do, and when the next try is due."""
        fields = "tries = tries + 1, error = ?, since = ?, due = ?, failing = ?"
        self._change(f"UPDATE watch SET {fields} WHERE id = ?", error, since, due, failing, id)

    def copy(self) -> bytes:
        """Return the file as it is at one moment."""
        with self._open() as base:
            return base.serialize()

    def _change(self, statement: str, *values: object) -> bool:
        with self._open() as base:
            return base.execute(statement, values).rowcount > 0

    def _found(self, where: str, *values: object) -> list[Watch]:
        if not self.path.exists():
            return []
        with self._open() as base:
            base.execute(_TABLE)
            rows = base.execute(f"SELECT {_FIELDS} FROM watch WHERE {where} ORDER BY made, id", values)
            return [_watch(*row) for row in rows]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=60)) as base, base:
            base.execute("PRAGMA secure_delete = ON")
            yield base


def _watch(id: str, owner: str, title: str, asked: str, meant: str, *rest: Any) -> Watch:
    delivery, receiver, secret, address, made, delivered, tries, since, due, failing, error = rest
    return Watch(
        id, owner, title, json.loads(asked), json.loads(meant), delivery, receiver, secret, address,
        datetime.fromisoformat(made), delivered, tries, since, due, bool(failing), error,
    )  # fmt: skip
