"""The options that several commands take."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from api.settings import Settings

__all__ = ["Authority", "Cluster", "Data", "Workers", "authority", "chosen", "existing", "settings"]

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Folder of store and index (default: .data).", show_default=False),
]

Authority = Annotated[
    list[Path] | None,
    typer.Option("--authority", metavar="FILE", help="Turtle file of one's own regions, offices, indicators or units."),
]

Workers = Annotated[
    int,
    typer.Option(
        "--workers",
        "-w",
        min=0,
        envvar="POLICYGRAPH_WORKERS",
        help="How many processes read files; 0: this one reads, without limits of time and memory.",
    ),
]

Cluster = Annotated[
    str,
    typer.Option(
        "--ray",
        metavar="ADDRESS",
        envvar="POLICYGRAPH_RAY",
        help="A Ray cluster that reads instead: auto, or ray://HOST:PORT.",
        show_default=False,
    ),
]


def authority(given: list[Path] | None) -> tuple[Path, ...]:
    """Return the authority files of the command line, else those of the site; exit 1 for one that is not there."""
    files = tuple(given) if given else chosen(None).authority
    for file in files:
        if not file.is_file():
            print(f"{file}: no such authority file. Name a Turtle file (.ttl) that exists", file=sys.stderr)
            raise typer.Exit(1)
    return files


def settings(data: Path | None) -> Settings:
    """Return the site's settings, with the data folder of the command line if it names one.

    What lies in the folder is of this release's format then.
    """
    from api.folder.stamp import admit

    site = chosen(data)
    admit(site.data)
    return site


def chosen(data: Path | None) -> Settings:
    """Return the site's settings, whatever lies in its data folder."""
    from api.settings import Settings

    if data is not None and data.resolve().parent.name == "collections":  # a private collection keeps all in its folder
        from api.collections import within

        return within(Settings(data=data.resolve().parent.parent), data.resolve().name)
    return Settings() if data is None else Settings(data=data)


def existing(site: Settings) -> Settings:
    """Return the site if its data folder holds a store and an index; exit 1 with the remedy if not."""
    if not site.index_there:
        print(
            f"{site.data}: no store in this folder. Fill it first: policygraph ingest PATH --data DIR", file=sys.stderr
        )
        raise typer.Exit(1)
    return site
