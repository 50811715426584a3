"""`score`: how good the reading is, against records written by hand."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["score"]


def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Folder of gold records.", show_default=False)],
    documents: Annotated[list[Path], typer.Argument(metavar="[PATH...]", help="The files to read.")] = [],  # noqa: B006
) -> None:
    """评分：Precision, recall and F1 of each kind of record."""
    from api.commands.files import found_files, outcomes
    from ingest.export import document_record
    from ingest.score import report

    _check_gold(gold)
    found = found_files(documents or [gold.parent / "documents"])
    errors, records = list(found.errors.values()), []
    for outcome in outcomes(found.files):
        records += [document_record(document) for document in outcome.documents]
        errors += [outcome.error] if outcome.error else []
    for line in errors:
        print(line, file=sys.stderr)
    print(report(gold, records))
    if errors:
        raise typer.Exit(1)


def _check_gold(gold: Path) -> None:
    """Exit 1 where there is nothing to score against, or a gold file is no JSON."""
    known = 0
    for file in sorted(gold.glob("*.json")):
        try:
            known += "targets" in json.loads(file.read_text("utf-8"))
        except (OSError, ValueError) as error:
            print(f"{file}: {error}. Mend the file, or move it out of the folder", file=sys.stderr)
            raise typer.Exit(1) from None
    if not known:
        why = "no gold records in this folder" if gold.is_dir() else "no such folder"
        print(f"{gold}: {why}. Name a folder of JSON files, one a document, as corpus/gold", file=sys.stderr)
        raise typer.Exit(1)
