"""`backup`, `restore` and `repair`: the data folder as a whole."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from api.commands.options import Data, chosen, settings

__all__ = ["backup", "repair", "restore"]

_File = Annotated[Path, typer.Argument(metavar="FILE", help="The archive, such as policies.tar.gz.")]


def backup(file: _File, data: Data = None) -> None:
    """备份：Write the data folder to one file, also while a server runs and takes documents in."""
    from api.collections import names
    from api.folder.backup import backup as backed_up

    site = settings(data)
    count = backed_up(site, file)
    print(f"{file}: {count} files, {file.stat().st_size / 1e6:.1f} MB", file=sys.stderr)
    for name in names(site.data):
        place = site.data / "collections" / name
        print(f"{place}: not in it. Back it up by itself: policygraph backup FILE --data {place}", file=sys.stderr)


def restore(file: _File, data: Data = None) -> None:
    """恢复：Make an empty or absent data folder what a backup holds."""
    from api.folder.restore import restore as restored

    site = chosen(data)
    count = restored(site, file)
    print(f"{site.data}: {count} document{'s' * (count != 1)}", file=sys.stderr)


def repair(data: Data = None) -> None:
    """修复：Build store and index anew where they are damaged, from uploads, originals and judgements."""
    from api.folder.repair import repair as repaired

    for line in repaired(settings(data)):
        print(line, file=sys.stderr, flush=True)
