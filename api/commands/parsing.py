"""`parse`: what the grammar makes of one clause, as lines or as a picture."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ingest.parse.picture import Stretch
    from ingest.record import Clause, Document

__all__ = ["parse"]


def parse(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A document.")],
    clause: Annotated[str, typer.Option("--clause", metavar="PATH", help="The clause, such as 三/(二).")] = "",
    svg: Annotated[Path | None, typer.Option("--svg", metavar="OUT", help="Draw it into this file.")] = None,
) -> None:
    """析句：What is read from one clause: its quantities and names, its conditions, its records."""
    from ingest.errors import IngestError
    from ingest.link import Register
    from ingest.pipeline import ingest

    try:
        documents = list(ingest(path, Register.load()))
    except (IngestError, OSError) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error
    found = [(document, one) for document in documents for one in document.clauses if one.path == clause]
    if not found:
        known = ", ".join(one.path for document in documents for one in document.clauses if one.path)
        print(f"{path.name} has no clause {clause!r}. Name one of: {known}", file=sys.stderr)
        raise typer.Exit(1)
    document, one = found[0]
    stretches = list(_stretches(document, one))
    if svg:
        from ingest.parse.picture import picture

        svg.write_text(picture(one.text, stretches), "utf-8")
        print(f"{svg}: {len(stretches)} stretches of clause {clause}")
        return
    print(one.text)
    for each in stretches:
        print(f"{each.kind:9}  {each.start:4}–{each.end:<4}  {one.text[each.start : each.end]}  {each.label}")


def _stretches(document: Document, clause: Clause) -> Iterator[Stretch]:
    from ingest.parse.picture import Stretch
    from ingest.record import Incentive
    from ingest.value.unit import measures

    for measure in measures(clause.text):
        value = f"{measure.value:g} {measure.unit}"
        yield Stretch(measure.start, measure.end, f"{measure.op} {value}", "chunk")
    for record in document.records:
        if record.evidence.clause.path != clause.path:
            continue
        evidence = record.evidence
        yield Stretch(evidence.start, evidence.end, f"{type(record).__name__} {evidence.rule}", "record")
        for one in record.conditions if isinstance(record, Incentive) else ():
            if one.start is not None and one.path is None:
                asked = " ".join(str(part) for part in (one.attr, one.op, one.value, one.unit) if part is not None)
                yield Stretch(
                    one.start,
                    one.start + len(one.text),
                    f"not {asked}" if one.role == "exclusion" else asked,
                    "condition",
                )
