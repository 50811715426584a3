"""`score`: how good the reading is, against records written by hand."""

from __future__ import annotations

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

    files, errors, _ = found_files(documents or [gold.parent / "documents"])
    records = [document_record(document) for outcome in outcomes(files) for document in outcome.documents]
    print(report(gold, records))
    if errors:
        raise typer.Exit(1)
