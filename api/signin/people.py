"""Those who signed in at the identity provider: each stands as a key until the session ends."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from api.keys import Key
from api.roles import Role

__all__ = ["Person", "admit", "dismiss", "person"]

_MOST: Final = 10_000  # that are signed in at a time: the first to come is the first to go
_FIRST: Final = 10**8  # ids from here on are of no key in a file
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


def admit(keys: Path, name: str, grants: tuple[tuple[str, Role], ...], seconds: int) -> Person:
    """Return a person who is known to the site with this file of keys for so long."""
    id, digest = _FIRST + secrets.randbelow(9 * _FIRST), secrets.token_hex(32)
    now = datetime.now(UTC)
    highest = max(role for _, role in grants)
    one = Person(id, digest, name, highest, (), now, now + timedelta(seconds=seconds), grants=grants)
    _signed_in[keys, id] = one
    if len(_signed_in) > _MOST:
        _signed_in.popitem(last=False)
    return one


def person(keys: Path, id: int) -> Person | None:
    """Return who is signed in under an id, if the session has not ended."""
    one = _signed_in.get((keys, id))
    if one is not None and not one.stands(datetime.now(UTC)):
        dismiss(keys, one)
        return None
    return one


def dismiss(keys: Path, key: Key) -> None:
    """End the session of a person; of a key there is none here."""
    _signed_in.pop((keys, key.id), None)
