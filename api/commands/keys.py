"""`key add`, `key list`, `key revoke`: who may put documents in, review them and administer the site."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.options import Data, settings

if TYPE_CHECKING:
    from api.keys import Keys

__all__ = ["app"]

app = typer.Typer(help="口令：Keys with names and roles.", no_args_is_help=True)

_Name = Annotated[str, typer.Argument(metavar="NAME", help="Whose key: a person or a program.")]


class _Role(StrEnum):
    reader = "reader"
    contributor = "contributor"
    reviewer = "reviewer"
    administrator = "administrator"


@app.command()
def add(
    name: _Name,
    role: Annotated[_Role, typer.Option("--role", help="What it may do; each may do what the ones before it may.")],
    collections: Annotated[
        list[str] | None,
        typer.Option("--collection", metavar="NAME", help="A collection that it is for; elsewhere it reads."),
    ] = None,
    days: Annotated[int | None, typer.Option("--days", min=1, max=36500, help="How long it is good for.")] = None,
    data: Data = None,
) -> None:
    """发口令：Make a key and print it, this once: only its hash is kept."""
    from api.keys import KeyNameError
    from api.roles import Role
    from graph.errors import FolderError

    try:
        print(_keys(data).add(name, Role[role.upper()], days, _known(data, collections or [])))
        _noted(data, "key add", name)
    except (KeyNameError, FolderError) as error:
        _fail(error)


@app.command("list")
def listed(data: Data = None) -> None:
    """列口令：List the keys: name, role, whether it stands, days of creation, expiry and last use, collections."""
    now = datetime.now(UTC)
    for key in _keys(data).all():
        times = (f"{time:%Y-%m-%d}" if time else "-" for time in (key.created, key.expires, key.used))
        where = "/".join(key.collections) or "-"
        print("\t".join((key.name, key.role.name.lower(), key.state(now), *times, where)))


@app.command()
def revoke(name: _Name, data: Data = None) -> None:
    """收口令：Let the key of this name open nothing any more, in a running server too."""
    from api.keys import KeyNameError

    try:
        _keys(data).revoke(name)
        _noted(data, "key revoke", name)
    except KeyNameError as error:
        _fail(error)


def _keys(data: Data) -> Keys:
    return settings(data).holders


def _known(data: Data, collections: list[str]) -> list[str]:
    """Return the names if there are such collections; FolderError names those that there are."""
    from api.collections import names
    from graph.errors import FolderError

    known = names(settings(data).data)
    for name in collections:
        if name not in known:
            listed = ", ".join(known) or "none"
            remedy = f"Make it first: policygraph collection add {name}"
            raise FolderError(f"{name}: no such collection, known are {listed}. {remedy}")
    return collections


def _noted(data: Data, what: str, name: str) -> None:
    from api.trail import Trail

    Trail(settings(data).trail_path).add(who="command line", what=what, key=name)


def _fail(error: Exception) -> None:
    print(error, file=sys.stderr)
    raise typer.Exit(1) from None
