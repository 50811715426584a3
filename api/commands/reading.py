"""`ingest` and `extract`: from files to the store, and from files to records."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.options import Authority, Cluster, Data, Workers, authority, settings
from api.commands.output import written
from api.index import opened

if TYPE_CHECKING:
    from ingest.record import Document, Notice

__all__ = ["extract", "ingest"]

_Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders.", show_default=False)]


_Places = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH|URL...", help="Files or folders, or s3:// gs:// http(s)://.", show_default=False),
]
_Manifest = Annotated[
    str, typer.Option("--manifest", metavar="FILE", help="List of paths and URLs, one a line; - for standard input.")
]


def ingest(
    places: _Places = None,
    manifest: _Manifest = "",
    data: Data = None,
    workers: Workers = 1,
    cluster: Cluster = "",
    own: Authority = None,
    force: Annotated[bool, typer.Option("--force", help="Read files again that the store holds unchanged.")] = False,
) -> None:
    """读文件入库：Read policy documents into the store and the index."""
    from api.batch import downloads_of, run
    from api.commands.files import shown
    from api.commands.inputs import found_inputs
    from api.folder.stamp import admit
    from graph.store import open_store

    if not places and not manifest:
        raise typer.BadParameter("Name files, folders or URLs, or a list of them with --manifest")
    site, more = settings(data), authority(own)
    found = found_inputs(places or (), manifest, downloads_of(site))
    if not found.files and not (found.folders and site.index_path.is_dir()):
        _say(found.errors.values())
        raise typer.Exit(1)
    admit(site.data, fresh=True)
    with open_store(site.store_location) as store:
        index = opened(site)
        done = run(
            site,
            store,
            index,
            found,
            authority=more,
            workers=workers,
            cluster=cluster,
            force=force,
            say=_line,
            show=shown,
        )
    _say(done.summary())
    if not done.whole:
        raise typer.Exit(1)


def extract(
    paths: _Paths,
    output: Annotated[Path, typer.Option("-o", "--output", help="File to write, - for standard output.")] = Path("-"),
    audit: Annotated[bool, typer.Option("--audit", help="List the numbers that no record explains.")] = False,
    workers: Workers = 1,
    cluster: Cluster = "",
    own: Authority = None,
) -> None:
    """读出记录：Write one document a line, with all facts found and where they stand."""
    from api.batch import lights
    from api.commands.files import found_files, outcomes, shown
    from ingest.export import audit as audited
    from ingest.export import document_record

    more = authority(own)
    found = found_files(paths)
    errors = list(found.errors.values())
    _say(errors)
    totals, notices, count, refused, begun = Counter[str](), Counter[str](), 0, 0, monotonic()
    with written(output) as out, shown("读取 extract", len(found.files)) as show:
        for outcome in outcomes(found.files, workers, more, cluster=cluster):
            show.step()
            if outcome.error:
                errors.append(outcome.error)
                refused += not outcome.documents
                show.line(outcome.error)
            for line in lights(outcome.documents):
                show.line(line)
            notices.update(notice.code for notice in _notices(outcome.documents))
            count += len(outcome.documents)
            for document in outcome.documents:
                out.write(json.dumps(document_record(document), ensure_ascii=False) + "\n")
                if audit:
                    _audit_lines(audited(document), totals, show.line)
    if audit:
        _say(_shares(totals))
    if len(found.files) > 1 or found.folders:
        _say(_closing(len(found.files), refused, count, notices, monotonic() - begun))
    if errors:
        raise typer.Exit(1)


def _notices(documents: Iterable[Document]) -> Iterator[Notice]:
    """Yield what was odd in a file, each notice of the file once however many documents it holds."""
    yield from dict.fromkeys(notice for document in documents for notice in document.source.notices)
    for document in documents:
        yield from document.notices


def _closing(files: int, refused: int, documents: int, notices: Counter[str], seconds: float) -> Iterator[str]:
    from api.batch import counted

    yield f"{files} files: {files - refused} read, {refused} refused; {counted(documents)} in {seconds:.1f} s"
    if notices:
        yield "notices: " + ", ".join(f"{code} ({count})" for code, count in notices.most_common())


def _audit_lines(found: dict, totals: Counter[str], line: object) -> None:  # type: ignore[type-arg]
    assert callable(line)
    totals.update(found["counts"])
    line(f"{found['source']}: {found['title']}: {found['numbers']} numbers, {len(found['unexplained'])} unexplained")
    for number in found["unexplained"]:
        line(f"  {number['path'] or '(head)'} {number['span'][0]}: {number['text']}")


def _shares(totals: Counter[str]) -> Iterator[str]:
    everything = sum(totals.values()) or 1
    yield f"{sum(totals.values())} numbers in all"
    for reason, count in totals.most_common():
        yield f"  {count / everything:6.1%} {count:7d}  {reason}"


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        _line(line)


def _line(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
