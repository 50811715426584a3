"""`rules`: the rules of reading, and in how many documents of a folder each fires."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ingest.rules.support import Support

__all__ = ["rules"]


def rules(
    folders: Annotated[list[Path], typer.Option("--support", metavar="FOLDER", help="Count in these documents.")] = [],  # noqa: B006
    at_most: Annotated[int | None, typer.Option(min=0, metavar="N", help="Only rules that fire in at most N.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON: rule -> documents.")] = False,
) -> None:
    """规则：The rules by which documents are read; with --support, in how many documents each fires."""
    from ingest.rules.support import watch

    support = watch()
    read = _read(folders, support)
    from ingest.rules import kinds, load

    every = [rule.name for kind in kinds() for rule in load(kind).rules]
    counts = {name: support.count(name) for name in every if name not in support.composed}
    shown = {name: count for name, count in counts.items() if at_most is None or count <= at_most}
    if as_json:
        print(json.dumps({"documents": read, "rules": shown}, ensure_ascii=False, indent=1))
        return
    for name, count in sorted(shown.items(), key=lambda one: (one[1], one[0])):
        print(f"{count:6}  {name}" if folders else name)
    if folders:
        parts = len(every) - len(counts)
        print(
            f"{len(shown)} of {len(every)} rules; {parts} are parts of other patterns and not counted; "
            f"{read} documents read",
            file=sys.stderr,
        )


def _read(folders: list[Path], support: Support) -> int:
    """Read all files for what they make the rules do; a file that cannot be read is named."""
    from api.commands.files import found_files
    from ingest.errors import IngestError
    from ingest.link import Register
    from ingest.pipeline import ingest

    register, read = Register.load(), 0
    for path in found_files(folders).files if folders else ():
        support.document = path.stem
        try:
            read += len(list(ingest(path, register, lambda error: print(error, file=sys.stderr))))
        except IngestError as error:
            print(error, file=sys.stderr)
    return read
