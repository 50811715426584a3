"""One run of ingestion: files into the store, and index, change log and kept originals brought up to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from api.arrivals import Arrivals
from api.changes import Changes
from api.commands.files import outcomes
from graph.intake import Intake
from ingest.batch.outcome import register_of
from ingest.fetch.download import Downloads

if TYPE_CHECKING:
    from api.arrivals import Arrived
    from api.commands.files import Found, Shown
    from api.settings import Settings
    from graph.intake import Change
    from graph.search import SearchIndex
    from graph.store import Store
    from ingest.fetch.location import Place
    from ingest.link import Register
    from ingest.record import Document

__all__ = ["Batch", "counted", "downloads_of", "follow", "lights", "run", "take_in"]

_BATCH: Final = 200  # documents between two commits of the index: each costs a tenth of a second
_PATIENCE: Final = 1.0  # seconds that a file that was read waits for others to be written with it
_AT_ONCE: Final = 100_000  # triples of new files that are written together
_WAITS: Final = (
    "a document that it gives was last read from another file, which gives it no more. Ingest this one again"
)
Say = Callable[[str], None]
Show = Callable[[str, int], AbstractContextManager["Shown"]]


@dataclass(frozen=True, slots=True)
class Batch:
    """What a run did: files named, files read, files that are gone, the facts of each document (IRI) that was written.

    `whole` is False where a file could not be read, or a folder not walked.
    """

    files: int
    read: int
    gone: int
    facts: Mapping[str, int]
    whole: bool
    others: Counter[str]

    def summary(self) -> Iterator[str]:
        """Yield what to say at the end of the run."""
        vanished = f", {self.gone} gone" if self.gone else ""
        yield (
            f"{self.files} files, {self.files - self.read} unchanged{vanished}; "
            f"{len(self.facts)} documents and {sum(self.facts.values())} facts written"
        )
        if self.others:
            kinds = ", ".join(f"{suffix} ({count})" for suffix, count in sorted(self.others.items()))
            yield f"passed over, as no reader takes them: {kinds}"


def run(
    site: Settings, store: Store, index: SearchIndex, found: Found[Any], *, authority: tuple[Path, ...] = (),
    workers: int = 1, cluster: str = "", force: bool = False, say: Say, show: Show,
) -> Batch:  # fmt: skip
    """Read the files of `found` into the store and the index; what there is to tell goes to `say`, progress to `show`.

    With `force` files are read again that the store holds unchanged.
    """
    from api.folder.reviews import sweep
    from api.originals import prune
    from graph.search.feed import reconcile
    from graph.store.authority import add

    add(store, authority)
    intake = Intake(store, site.base, at_once=_AT_ONCE, keep_reviews=True)
    reconcile(index, store)
    changes = site.changes
    changes.reconcile(store)
    gone, emptied, removed = _take_out(found.folders, intake, index, say)
    errors = [line for path, line in found.errors.items() if path not in emptied]
    _each(say, errors)
    taken_in = partial(
        take_in,
        intake=intake,
        follow=partial(follow, index, changes, store),
        originals=site.originals_path,
        register=partial(register_of, authority),
        show=show,
    )
    with closing(downloads_of(site)) as downloads:
        arrivals = Arrivals(found, intake, downloads)
        wanted = arrivals.wanted(force)
        reading = partial(outcomes, workers=workers, authority=authority, site=site, cluster=cluster)
        facts, failed = taken_in(arrivals.read(wanted, force, reading), len(wanted))
        again = [file for file in found.files if intake.waits(file)]
        more_facts, more_failed = taken_in(arrivals.read(again, True, reading), len(again))
    changes.follow(store, removed)  # only now: a file that was renamed has given them again
    prune(site.originals_path, store)
    sweep(site.reviews_path, store)
    _each(say, (f"{name}: {_WAITS}" for name in intake.waiting()))
    whole = not (errors or failed or more_failed)
    if whole and not intake.waiting():  # else the next run may bring the document back
        lost = intake.forget_reviews()
        _each(say, (f"{one} was reviewed, and its document is gone: the judgement is lost" for one in lost))
    return Batch(
        len(found.files),
        len(({*wanted} - arrivals.unchanged) | {*again}),
        gone,
        facts | more_facts,
        whole,
        found.others,
    )


def downloads_of(site: Settings) -> Downloads:
    """Return what fetches files of other machines, under the limits that a site has for uploads."""
    return Downloads(site.upload_size << 20, site.read_seconds)


def _each(say: Say, lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def follow(
    index: SearchIndex, changes: Changes, store: Store, documents: Iterable[str], renamed: Mapping[str, str]
) -> None:
    """Bring index and change log up to what the store holds of some documents."""
    from graph.search.feed import feed

    feed(index, store, documents)
    changes.follow(store, documents, renamed)


def _take_out(
    folders: Mapping[Place, Iterable[Place]],
    intake: Intake,
    index: SearchIndex,
    say: Say,
) -> tuple[int, list[Place], list[str]]:
    """Take out the files that the store holds from `folders` and that are there no more.

    Returns how many these are, the folders they were in, and the IRIs of the documents that went with them.
    """
    from graph.search.feed import feed

    count, emptied, removed = 0, list["Place"](), list[str]()
    for folder, there in folders.items():
        for source in intake.vanished(folder, there):
            name, change = intake.file_name(source), intake.drop(source)
            feed(index, intake.store, change.removed)
            say(f"{name}: no longer in {folder}, {counted(len(change.removed))} removed")
            count += 1
            emptied.append(folder)
            removed += change.removed
    return count, emptied, removed


def take_in(
    read: Iterable[Arrived],
    count: int,
    intake: Intake,
    follow: Callable[[Iterable[str], Mapping[str, str]], None],
    originals: Path,
    register: Callable[[], Register],
    show: Show,
) -> tuple[dict[str, int], int]:
    """Write what was read to store, index and change log; counts the facts of each document, and failed files."""
    from api.originals import keep
    from graph import iri
    from graph.review import reapply

    failed, facts = 0, dict[str, int]()
    changed, renamed = dict[str, None](), dict[str, str]()
    lines: list[str] = []  # of files that wait; shown once they are written
    written = monotonic()
    with show("读入 ingest", count) as bar:
        for arrived in read:
            outcome = arrived.outcome
            bar.step()
            if outcome.error:
                failed += 1
                bar.line(outcome.error)
                if not outcome.documents:
                    continue
            keep(originals, outcome.path, (document.source.sha256 for document in outcome.documents))
            change = intake.put(arrived.place, outcome.documents, whole=outcome.error is None, mark=arrived.mark)
            for name in change.written:
                for record in reapply(intake.store, name, register):
                    bar.line(f"{outcome.path.name}: {record} was reviewed, and its words stand there no more")
            changed |= dict.fromkeys(change.written + change.removed)
            renamed = {old: change.renamed.get(new, new) for old, new in renamed.items()} | dict(change.renamed)
            facts |= {
                name: len(document.records)
                for document in outcome.documents
                if (name := iri.of(document, intake.base)) not in change.copies
            }
            lines.append(_line_of(outcome.path, change))
            lines += [f"{outcome.path.name}: {notice.message}" for notice in change.notices]
            lines += lights(outcome.documents)
            if len(changed) >= _BATCH or monotonic() - written > _PATIENCE:
                intake.flush()
                written = monotonic()
            if not intake.pending:
                for line in lines:
                    bar.line(line)
                lines.clear()
            if len(changed) >= _BATCH:
                follow(changed, renamed)
                changed.clear()
                renamed.clear()
        intake.flush()
        for line in lines:
            bar.line(line)
    follow(changed, renamed)
    return facts, failed


def _line_of(path: Path, change: Change) -> str:
    copies = f", {len(change.copies)} of which another copy is kept" if change.copies else ""
    gone = f", {len(change.removed)} removed" if change.removed else ""
    return f"{path.name}: {counted(len(change.written))}{copies}{gone}"


def counted(count: int) -> str:
    """Write how many documents."""
    return f"{count} document{'s' * (count != 1)}"


def lights(documents: Iterable[Document]) -> Iterator[str]:
    """Yield a line on each document whose facts were plainly missed."""
    for document in documents:
        for notice in document.notices:
            if notice.code.startswith("audit-"):
                yield f"{document.source.name}: {notice.code}: {notice.message}"
