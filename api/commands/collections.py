"""`collection add`, `collection list`: private libraries beside the public one."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from api.commands.options import Data, settings

__all__ = ["app"]

app = typer.Typer(help="专库：Private collections, read by those whose key names them.", no_args_is_help=True)


@app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Letters, digits and hyphens, such as 内部 or drafts.")],
    data: Data = None,
) -> None:
    """建专库：Make an empty collection; a running server opens it when it is first asked for."""
    from api.collections import create

    site = settings(data)
    place = create(site.data, name)
    print(place)
    print(
        f"Fill it: policygraph ingest PATH --data {place}\n"
        f"Let somebody read it: policygraph key add WHO --role reader --collection {name} --data {site.data}",
        file=sys.stderr,
    )


@app.command("list")
def listed(data: Data = None) -> None:
    """列专库：List the collections: name and folder, which every command takes as --data."""
    from api.collections import names

    site = settings(data)
    for name in names(site.data):
        print(name, site.data / "collections" / name, sep="\t")
