"""The watches of a site in one SQLite file or a PostgreSQL database, and how far each has been delivered.

The file holds secrets and addresses, so it is readable by its owner alone. What a receiver has acknowledged is written
in one transaction that is on the disk before anything further is sent.
"""

from __future__ import annotations

import json
import secrets
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import sqlalchemy as sa

from api.database import NUMBER, TIME, Database, Word, copy, lead, reading, writing

if TYPE_CHECKING:
    from api.keys import Key

__all__ = ["MOST", "Delivery", "Watch", "Watches", "new", "owner_of"]

MOST: Final = 50
"""Watches that a key may have."""
Delivery = Literal["atom", "webhook", "mail"]
_WORDS: Final = ("owner", "title", "asked", "meant", "delivery", "receiver", "secret", "address", "made")
_TABLES: Final = sa.MetaData(info={"what": "the file of watches", "mode": 0o600})
_WATCH: Final = sa.Table(
    "watch", _TABLES,
    sa.Column("id", Word, primary_key=True), *(sa.Column(name, Word, nullable=False) for name in _WORDS),
    sa.Column("delivered", NUMBER, nullable=False), sa.Column("tries", NUMBER, nullable=False, server_default="0"),
    sa.Column("since", TIME), sa.Column("due", TIME, nullable=False, server_default="0"),
    sa.Column("failing", NUMBER, nullable=False, server_default="0"),
    sa.Column("error", Word, nullable=False, server_default=""), sqlite_strict=True,
)  # fmt: skip


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
    """The watches of a site; they are read anew each time.

    >>> Watches(Path("nowhere")).all(), Watches(Path("nowhere")).fed("token")
    ([], None)
    """

    path: Path
    database: Database | None = None

    @property
    def there(self) -> bool:
        return self.database is not None or self.path.exists()

    def add(self, watch: Watch) -> bool:
        """Keep a new watch; False where its owner has as many as a key may have."""
        row = {name: getattr(watch, name) for name in ("id", *_WORDS, "delivered")}
        row |= {name: json.dumps(row[name], ensure_ascii=False) for name in ("asked", "meant")}
        with writing(self.path, self.database, _TABLES) as base:
            count = base.scalar(sa.select(sa.func.count()).where(_WATCH.c.owner == watch.owner))
            if count is None or count >= MOST:
                return False
            base.execute(_WATCH.insert().values(row | {"made": watch.made.isoformat()}))
        return True

    def all(self) -> list[Watch]:
        """Return all watches, the oldest first."""
        return self._found(sa.true())

    def of(self, owner: str) -> list[Watch]:
        return self._found(_WATCH.c.owner == owner)

    def fed(self, token: str) -> Watch | None:
        """Return the watch whose feed has this token."""
        return next(iter(self._found((_WATCH.c.delivery == "atom") & (_WATCH.c.secret == token))), None)

    def remove(self, owner: str, id: str) -> bool:
        """Remove a watch of this owner; tells whether there was one."""
        return self.there and self._change(_WATCH.delete().where(_WATCH.c.owner == owner, _WATCH.c.id == id))

    def acknowledge(self, id: str, number: int) -> None:
        """Note that all up to the entry `number` has arrived."""
        self._note(id, delivered=number, tries=0, since=None, due=0, failing=0, error="")

    def skip(self, id: str, number: int) -> None:
        """Note that nothing up to the entry `number` is to be sent any more."""
        self._note(id, delivered=number)

    def fail(self, id: str, error: str, since: float, due: float, failing: bool) -> None:
        """Note that a delivery failed, since when they do, and when the next try is due."""
        self._note(id, tries=_WATCH.c.tries + 1, error=error, since=since, due=due, failing=int(failing))

    def copy(self) -> bytes:
        """Return the file as it is at one moment."""
        return copy(self.path, _TABLES)

    def lead(self) -> sa.Connection | None:
        """Return what makes this server, while it is open, the one that delivers; None while another is."""
        assert self.database is not None
        return lead(self.database, "deliveries")

    def _note(self, id: str, **fields: Any) -> None:
        self._change(_WATCH.update().where(_WATCH.c.id == id).values(fields))

    def _change(self, statement: sa.Update | sa.Delete) -> bool:
        with writing(self.path, self.database, _TABLES) as base:
            return base.execute(statement).rowcount > 0

    def _found(self, where: sa.ColumnElement[bool]) -> list[Watch]:
        if not self.there:
            return []
        with reading(self.path, self.database, _TABLES) as base:
            rows = base.execute(_WATCH.select().where(where).order_by(_WATCH.c.made, _WATCH.c.id)).mappings()
            return [_watch(**row) for row in rows]


def _watch(asked: str, meant: str, made: str, failing: int, **rest: Any) -> Watch:
    times: dict[str, Any] = {"made": datetime.fromisoformat(made), "failing": bool(failing)}
    return Watch(asked=json.loads(asked), meant=json.loads(meant), **times, **rest)
