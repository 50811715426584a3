"""Which roles the claims of an identity provider give, from the setting `oidc_roles`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.configuration import SettingsError
from api.roles import Role

__all__ = ["Grant", "granted", "grants"]


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in a collection, "" for the public library, for whoever has this value in this claim."""

    claim: str
    value: str
    role: Role
    collection: str = ""


def grants(text: str) -> tuple[Grant, ...]:
    """Read the setting. Raises SettingsError that quotes what is wrong in it.

    >>> [(one.value, one.role.name, one.collection) for one in grants("groups:staff=reviewer,groups:w=reader@drafts")]
    [('staff', 'REVIEWER', ''), ('w', 'READER', 'drafts')]
    """
    return tuple(_grant(part.strip()) for part in text.split(",") if part.strip())


def _grant(text: str) -> Grant:
    who, _, what = text.rpartition("=")
    claim, _, value = who.partition(":")
    role, _, collection = what.partition("@")
    if not (claim and value) or role.upper() not in Role.__members__:
        known = ", ".join(one.name.lower() for one in Role)
        remedy = f"Write claim:value=role or claim:value=role@collection; roles are {known}"
        raise SettingsError(f"POLICYGRAPH_OIDC_ROLES: {text!r} gives no role. {remedy}")
    return Grant(claim, value, Role[role.upper()], collection)


def granted(claims: Mapping[str, Any], rules: tuple[Grant, ...]) -> tuple[tuple[str, Role], ...]:
    """Return the collections and the roles in them that the claims give; a dot in the name of a claim leads into it.

    >>> granted({"realm_access": {"roles": ["staff"]}}, grants("realm_access.roles:staff=reviewer"))
    (('', <Role.REVIEWER: 3>),)
    """
    return tuple((one.collection, one.role) for one in rules if one.value in _values(claims, one.claim))


def _values(claims: Mapping[str, Any], name: str) -> list[str]:
    found: Any = claims.get(name)
    if found is None and "." in name:
        head, _, rest = name.partition(".")
        inner = claims.get(head)
        return _values(inner, rest) if isinstance(inner, Mapping) else []
    return [str(one) for one in found] if isinstance(found, list) else [] if found is None else [str(found)]
