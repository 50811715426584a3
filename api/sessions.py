"""What sessions rest on: in the memory of one process, or in the database that several servers share."""

from __future__ import annotations

import secrets
import time
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from api.database import NUMBER, TIME, Database, Word, reading, writing

__all__ = ["end", "ended", "secret"]

_TABLES: Final = sa.MetaData(info={"what": "the sessions", "seconds": 5})
_SECRET: Final = sa.Table(
    "secret", _TABLES, sa.Column("id", NUMBER, primary_key=True), sa.Column("value", Word, nullable=False)
)
_ENDED: Final = sa.Table(
    "ended", _TABLES, sa.Column("cookie", Word, primary_key=True), sa.Column("until", TIME, nullable=False)
)
_NONE: Final = Path()  # no file: these tables are only ever in a database
_own: Final = secrets.token_bytes(32)
_left: Final[dict[str, float]] = {}  # cookies that were given back, and when they would have ended


@lru_cache(maxsize=8)
def secret(database: Database | None) -> bytes:
    """Return what cookies are signed with: made once in a database, and by each process where there is none.

    Raises DatabaseError where the database does not answer.
    """
    if database is None:
        return _own
    with writing(_NONE, database, _TABLES) as base:
        found = base.scalar(sa.select(_SECRET.c.value).where(_SECRET.c.id == 1))
        if found is None:
            found = secrets.token_hex(32)
            base.execute(_SECRET.insert().values(id=1, value=found))
    return bytes.fromhex(found)


def end(database: Database | None, cookie: str, until: float) -> None:
    """Let a cookie that was given back be good no more; `until` is when it would have ended by itself."""
    now = time.time()
    if database is None:
        for old in [old for old, at in _left.items() if at < now]:
            del _left[old]
        _left[cookie] = until
        return
    with writing(_NONE, database, _TABLES) as base:
        base.execute(_ENDED.delete().where((_ENDED.c.until < now) | (_ENDED.c.cookie == _digest(cookie))))
        base.execute(_ENDED.insert().values(cookie=_digest(cookie), until=until))


def ended(database: Database | None, cookie: str) -> bool:
    """Tell whether a cookie was given back.

    >>> end(None, "one", time.time() + 9)
    >>> ended(None, "one"), ended(None, "two")
    (True, False)
    """
    if database is None:
        return cookie in _left
    with reading(_NONE, database, _TABLES) as base:
        return base.scalar(sa.select(_ENDED.c.cookie).where(_ENDED.c.cookie == _digest(cookie))) is not None


def _digest(cookie: str) -> str:
    return sha256(cookie.encode("utf-8", "surrogatepass")).hexdigest()
