"""`audit`: what plainly stands in documents and was not read, by each measure, without gold."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.options import Authority, Data, Workers, authority, existing, settings

if TYPE_CHECKING:
    from ingest.audit import Audit

__all__ = ["audit"]

_Row = tuple[str, int, int, int]


def audit(
    paths: Annotated[list[Path], typer.Argument(metavar="[PATH...]", help="Files or folders.")] = [],  # noqa: B006
    data: Data = None,
    as_json: Annotated[bool, typer.Option("--json", help="Every document, measure and miss as JSON.")] = False,
    misses: Annotated[str | None, typer.Option(metavar="MEASURE", help="List what this measure misses.")] = None,
    worst: Annotated[int, typer.Option(min=0, metavar="N", help="Name the N documents with most misses.")] = 0,
    workers: Workers = 1,
    own: Authority = None,
) -> None:
    """查漏：What plainly stands in documents and no record has; without PATH, of the documents in the store."""
    from ingest.audit import MEASURES

    names = [measure.__name__ for measure in MEASURES]
    if misses and misses not in names:
        print(f"no measure is named {misses}. Name one of {', '.join(names)}", file=sys.stderr)
        raise typer.Exit(2)
    errors: list[str] = []
    found = list(_of_files(paths, workers, authority(own), errors) if paths else _of_store(data))
    for line in errors:
        print(line, file=sys.stderr)
    if as_json:
        print(json.dumps({"shares": _shares(found, names), "documents": [_plain(one) for one in found]}, **_JSON))
    elif misses:
        _print_misses(found, misses)
    else:
        _print_table(list(_rows(found, names)), len(found))
        for one in sorted(found, key=lambda one: -one.missed)[:worst]:
            counts = ", ".join(f"{name} {len(row.misses)}" for name, row in one.measures.items() if row.misses)
            print(f"{one.source}: {one.title}: {counts or 'nothing missed'}")
    if errors:
        raise typer.Exit(1)


_JSON: dict[str, Any] = {"ensure_ascii": False, "indent": 1}


def _of_files(paths: Sequence[Path], workers: int, more: tuple[Path, ...], errors: list[str]) -> Iterator[Audit]:
    from api.commands.files import found_files, outcomes, shown
    from ingest.audit import audited

    found = found_files(paths)
    errors += found.errors.values()
    with shown("查漏 audit", len(found.files)) as show:
        for outcome in outcomes(found.files, workers, more):
            show.step()
            errors += [outcome.error] if outcome.error else []
            yield from map(audited, outcome.documents)


def _of_store(data: Path | None) -> Iterator[Audit]:
    from graph.audit import audits
    from graph.store import open_store

    with open_store(existing(settings(data)).store_location, read_only=True) as store:
        yield from audits(store)


def _rows(found: Iterable[Audit], names: Iterable[str]) -> Iterator[_Row]:
    """Yield measure, places seen, places held and documents with a miss, for each measure that saw a place."""
    seen, held, short = Counter[str](), Counter[str](), Counter[str]()
    for one in found:
        for name, row in one.measures.items():
            seen[name] += row.seen
            held[name] += row.held
            short[name] += bool(row.misses)
    for name in names:
        if seen[name]:
            yield name, seen[name], held[name], short[name]


def _shares(found: Iterable[Audit], names: Iterable[str]) -> dict[str, dict[str, float]]:
    return {
        name: {"share": held / seen, "seen": seen, "held": held, "documents": short}
        for name, seen, held, short in _rows(found, names)
    }


def _plain(one: Audit) -> dict[str, Any]:
    measures = {
        name: {"seen": row.seen, "held": row.held, "misses": [_place(asdict(place)) for place in row.misses]}
        for name, row in one.measures.items()
    }
    return {"source": one.source, "title": one.title, "measures": measures}


def _place(found: dict[str, Any]) -> dict[str, Any]:
    return {"path": found["path"], "span": [found["start"], found["end"]], "words": found["words"]}


def _print_misses(found: Iterable[Audit], name: str) -> None:
    for one in found:
        for place in one.measures[name].misses if name in one.measures else ():
            print(f"{one.source}\t{place.path or '(head)'}\t{place.start}\t{place.words}")


def _print_table(rows: Sequence[_Row], documents: int) -> None:
    """Print the shares: a ruled table on a terminal, even columns elsewhere."""
    if not sys.stdout.isatty():
        print(f"{documents} documents")
        for name, seen, held, short in rows:
            print(f"{name:10} {held / seen:.3f}  {held} of {seen}, misses in {short} documents")
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("measure", "share", "held", "seen", "documents with misses", title=f"{documents} documents")
    for name, seen, held, short in rows:
        table.add_row(name, f"{held / seen:.3f}", str(held), str(seen), str(short))
    Console().print(table)
