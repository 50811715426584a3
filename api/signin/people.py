"""Those who signed in at the identity provider: each stands as a key until the session ends.

They are kept in the memory of one process, or in the database where the site has one: on each server of it then.
"""

from __future__ import annotations

import json
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from api.database import NUMBER, TIME, Word, reading, writing
from api.keys import Key, Keys
from api.roles import Role

__all__ = ["Person", "admit", "dismiss", "person"]

_MOST: Final = 10_000  # that are signed in at a time: the first to come is the first to go
_FIRST: Final = 10**8  # ids from here on are of no key in a file
_TABLES: Final = sa.MetaData(info={"what": "the people signed in", "seconds": 5})
_PERSON: Final = sa.Table(
    "person", _TABLES, sa.Column("id", NUMBER, primary_key=True),
    *(sa.Column(name, Word, nullable=False) for name in ("hash", "name", "grants")),
    *(sa.Column(name, TIME, nullable=False) for name in ("created", "until")),
)  # fmt: skip
_signed_in: Final[OrderedDict[tuple[Path, int], Person]] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Person(Key):
    """A key that is in no file and opens each collection by a role of its own, "" being the public library."""

    grants: tuple[tuple[str, Role], ...] = ()

    def role_in(self, collection: str) -> Role | None:
        """Return the highest role in a collection; an administrator of the public library is one of all.

        >>> one = Person(1, "", "n", Role.REVIEWER, grants=(("", Role.REVIEWER), ("drafts", Role.READER)))
        >>> one.role_in(""), one.role_in("drafts"), one.role_in("other")
        (<Role.REVIEWER: 3>, <Role.READER: 1>, None)
        """
        everywhere = ("", Role.ADMINISTRATOR) in self.grants
        held = [role for name, role in self.grants if name == collection]
        return Role.ADMINISTRATOR if everywhere else max(held, default=None if collection else Role.READER)


def admit(keys: Keys, name: str, grants: tuple[tuple[str, Role], ...], seconds: int) -> Person:
    """Return a person who is known to the site with these keys for so long."""
    id, digest = _FIRST + secrets.randbelow(9 * _FIRST), secrets.token_hex(32)
    now = datetime.now(UTC)
    one = _person(id, digest, name, grants, now, now + timedelta(seconds=seconds))
    if keys.database is not None:
        row = {"id": id, "hash": digest, "name": name, "created": now.timestamp(), "until": now.timestamp() + seconds}
        with writing(keys.path, keys.database, _TABLES) as base:
            base.execute(_PERSON.delete().where(_PERSON.c.until < now.timestamp()))
            latest = sa.select(_PERSON.c.id).order_by(_PERSON.c.created.desc()).limit(_MOST - 1)
            base.execute(_PERSON.delete().where(_PERSON.c.id.not_in(latest)))
            base.execute(_PERSON.insert().values(row | {"grants": json.dumps(grants, ensure_ascii=False)}))
        return one
    _signed_in[keys.path, id] = one
    if len(_signed_in) > _MOST:
        _signed_in.popitem(last=False)
    return one


def person(keys: Keys, id: int) -> Person | None:
    """Return who is signed in under an id, if the session has not ended."""
    one = _found(keys, id)
    if one is not None and not one.stands(datetime.now(UTC)):
        dismiss(keys, one)
        return None
    return one


def dismiss(keys: Keys, key: Key) -> None:
    """End the session of a person; of a key there is none here."""
    if keys.database is not None and key.id >= _FIRST:
        with writing(keys.path, keys.database, _TABLES) as base:
            base.execute(_PERSON.delete().where(_PERSON.c.id == key.id))
    _signed_in.pop((keys.path, key.id), None)


def _found(keys: Keys, id: int) -> Person | None:
    if keys.database is None or id < _FIRST:
        return _signed_in.get((keys.path, id))
    with reading(keys.path, keys.database, _TABLES) as base:
        row = base.execute(_PERSON.select().where(_PERSON.c.id == id)).first()
    if row is None:
        return None
    grants = tuple((place, Role(role)) for place, role in json.loads(row.grants))
    created, until = (datetime.fromtimestamp(moment, UTC) for moment in (row.created, row.until))
    return _person(id, row.hash, row.name, grants, created, until)


def _person(
    id: int, digest: str, name: str, grants: tuple[tuple[str, Role], ...], created: datetime, until: datetime
) -> Person:
    return Person(id, digest, name, max(role for _, role in grants), (), created, until, grants=grants)
