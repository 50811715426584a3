"""`ingest` and `extract`: from files to the store, and from files to records."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.options import Authority, Data, authority, settings
from api.commands.output import written

if TYPE_CHECKING:
    from api.changes import Changes
    from graph.intake import Change, Intake
    from graph.search import Index
    from graph.store import Store
    from ingest.batch.outcome import Outcome
    from ingest.link import Register
    from ingest.record import Document, Notice

__all__ = ["extract", "ingest"]

_BATCH = 200  # documents between two commits of the index: each costs a tenth of a second
_PATIENCE = 1.0  # seconds that a file that was read waits for others to be written with it
_AT_ONCE = 100_000  # triples of new files that are written together
_WAITS = "a document that it gives was last read from another file, which gives it no more. Ingest this one again"
_Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders.", show_default=False)]
_Workers = Annotated[int, typer.Option("--workers", "-w", min=1, help="How many processes read files.")]


def ingest(
    paths: _Paths,
    data: Data = None,
    workers: _Workers = 1,
    own: Authority = None,
    force: Annotated[bool, typer.Option("--force", help="Read files again that the store holds unchanged.")] = False,
) -> None:
    """读文件入库：Read policy documents into the store and the index."""
    from api.changes import Changes
    from api.commands.files import found_files, outcomes
    from api.folder.reviews import sweep
    from api.folder.stamp import admit
    from api.originals import prune
    from graph.intake import Intake, digest
    from graph.search import Index
    from graph.search.feed import reconcile
    from graph.store import open_store
    from graph.store.authority import add
    from ingest.batch.outcome import register_of

    site, more = settings(data), authority(own)
    found = found_files(paths)
    if not found.files and not (found.folders and site.index_path.is_dir()):
        _say(found.errors.values())
        raise typer.Exit(1)
    admit(site.data, fresh=True)
    with open_store(site.store_location) as store:
        add(store, more)
        intake = Intake(store, site.base, at_once=_AT_ONCE, keep_reviews=True)
        index = Index.open(site.index_path, site.model)
        reconcile(index, store)
        changes = Changes(site.changes_path)
        changes.reconcile(store)
        gone, emptied, removed = _take_out(found.folders, intake, index)
        errors = [line for path, line in found.errors.items() if path not in emptied]
        _say(errors)
        wanted = [file for file in found.files if force or not (file.is_file() and intake.holds(file, digest(file)))]
        take_in = partial(
            _take_in,
            intake=intake,
            follow=partial(_follow, index, changes, store),
            originals=site.originals_path,
            register=partial(register_of, more),
        )
        facts, failed = take_in(outcomes(wanted, workers, more, data), len(wanted))
        again = [file for file in found.files if intake.waits(file)]
        more_facts, more_failed = take_in(outcomes(again, workers, more, data), len(again))
        changes.follow(store, removed)  # only now: a file that was renamed has given them again
        prune(site.originals_path, store)
        sweep(site.reviews_path, store)
        _say(f"{name}: {_WAITS}" for name in intake.waiting())
        if not (errors or failed or more_failed or intake.waiting()):  # else the next run may bring the document back
            _say(
                f"{record} was reviewed, and its document is gone: the judgement is lost"
                for record in intake.forget_reviews()
            )
    read = len({*wanted, *again})
    _say(_summary(len(found.files), read, facts | more_facts, gone, found.others))
    if errors or failed or more_failed:
        raise typer.Exit(1)


def _follow(index: Index, changes: Changes, store: Store, documents: Iterable[str]) -> None:
    """Bring index and change log up to what the store holds of some documents."""
    from graph.search.feed import feed

    feed(index, store, documents)
    changes.follow(store, documents)


def _take_out(
    folders: Mapping[Path, Iterable[Path]], intake: Intake, index: Index
) -> tuple[int, list[Path], list[str]]:
    """Take out the files that the store holds from `folders` and that are there no more.

    Returns how many these are, the folders they were in, and the IRIs of the documents that went with them.
    """
    from graph.search.feed import feed

    count, emptied, removed = 0, [], list[str]()
    for folder, there in folders.items():
        for source in intake.vanished(folder, there):
            name, change = intake.file_name(source), intake.drop(source)
            feed(index, intake.store, change.removed)
            _say([f"{name}: no longer in {folder}, {_documents(len(change.removed))} removed"])
            count += 1
            emptied.append(folder)
            removed += change.removed
    return count, emptied, removed


def _take_in(
    read: Iterable[Outcome],
    count: int,
    intake: Intake,
    follow: Callable[[Iterable[str]], None],
    originals: Path,
    register: Callable[[], Register],
) -> tuple[dict[str, int], int]:
    """Write what was read to store, index and change log; counts the facts of each document, and failed files."""
    from api.commands.files import shown
    from api.originals import keep
    from graph import iri
    from graph.review import reapply

    failed, facts = 0, dict[str, int]()
    changed: dict[str, None] = {}
    told: list[str] = []  # of files that wait; said once they are written
    written = monotonic()
    with shown("读入 ingest", count) as show:
        for outcome in read:
            show.step()
            if outcome.error:
                failed += 1
                show.line(outcome.error)
                if not outcome.documents:
                    continue
            keep(originals, outcome.path, (document.source.sha256 for document in outcome.documents))
            change = intake.put(outcome.path, outcome.documents, whole=outcome.error is None)
            for name in change.written:
                for record in reapply(intake.store, name, register):
                    show.line(f"{outcome.path.name}: {record} was reviewed, and its words stand there no more")
            changed |= dict.fromkeys(change.written + change.removed)
            facts |= {
                name: len(document.records)
                for document in outcome.documents
                if (name := iri.of(document, intake.base)) not in change.copies
            }
            told.append(_told(outcome.path, change))
            told += [f"{outcome.path.name}: {notice.message}" for notice in change.notices]
            told += _lights(outcome.documents)
            if len(changed) >= _BATCH or monotonic() - written > _PATIENCE:
                intake.flush()
                written = monotonic()
            if not intake.pending:
                for line in told:
                    show.line(line)
                told.clear()
            if len(changed) >= _BATCH:
                follow(changed)
                changed.clear()
        intake.flush()
        for line in told:
            show.line(line)
    follow(changed)
    return facts, failed


def _told(path: Path, change: Change) -> str:
    copies = f", {len(change.copies)} of which another copy is kept" if change.copies else ""
    gone = f", {len(change.removed)} removed" if change.removed else ""
    return f"{path.name}: {_documents(len(change.written))}{copies}{gone}"


def _documents(count: int) -> str:
    return f"{count} document{'s' * (count != 1)}"


def _summary(files: int, read: int, facts: Mapping[str, int], gone: int, others: Counter[str]) -> Iterator[str]:
    vanished = f", {gone} gone" if gone else ""
    yield (
        f"{files} files, {files - read} unchanged{vanished}; "
        f"{len(facts)} documents and {sum(facts.values())} facts written"
    )
    if others:
        kinds = ", ".join(f"{suffix} ({count})" for suffix, count in sorted(others.items()))
        yield f"passed over, as no reader takes them: {kinds}"


def extract(
    paths: _Paths,
    output: Annotated[Path, typer.Option("-o", "--output", help="File to write, - for standard output.")] = Path("-"),
    audit: Annotated[bool, typer.Option("--audit", help="List the numbers that no record explains.")] = False,
    workers: _Workers = 1,
    own: Authority = None,
) -> None:
    """读出记录：Write one document a line, with all facts found and where they stand."""
    from api.commands.files import found_files, outcomes, shown
    from ingest.export import audit as audited
    from ingest.export import document_record

    more = authority(own)
    found = found_files(paths)
    errors = list(found.errors.values())
    _say(errors)
    totals, notices, count, refused, begun = Counter[str](), Counter[str](), 0, 0, monotonic()
    with written(output) as out, shown("读取 extract", len(found.files)) as show:
        for outcome in outcomes(found.files, workers, more):
            show.step()
            if outcome.error:
                errors.append(outcome.error)
                refused += not outcome.documents
                show.line(outcome.error)
            for line in _lights(outcome.documents):
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


def _lights(documents: Iterable[Document]) -> Iterator[str]:
    """Yield a line on each document whose facts were plainly missed."""
    for document in documents:
        for notice in document.notices:
            if notice.code.startswith("audit-"):
                yield f"{document.source.name}: {notice.code}: {notice.message}"


def _notices(documents: Iterable[Document]) -> Iterator[Notice]:
    """Yield what was odd in a file, each notice of the file once however many documents it holds."""
    yield from dict.fromkeys(notice for document in documents for notice in document.source.notices)
    for document in documents:
        yield from document.notices


def _closing(files: int, refused: int, documents: int, notices: Counter[str], seconds: float) -> Iterator[str]:
    yield f"{files} files: {files - refused} read, {refused} refused; {_documents(documents)} in {seconds:.1f} s"
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
        print(line, file=sys.stderr, flush=True)
