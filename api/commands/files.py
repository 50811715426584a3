"""Which files a command line names, and how the work on them is shown and shared out."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.extract.reader import Reader
    from ingest.link import Register
    from ingest.record import Document

__all__ = ["Found", "Outcome", "Shown", "found_files", "outcome_of", "outcomes", "readers_of", "register_of", "shown"]


@dataclass(frozen=True, slots=True)
class Found:
    """What the paths of a command line lead to: the files to read, how many files of other kinds were passed over.

    `folders` names each folder that could be walked whole, with all files in it, hidden ones and other kinds too;
    `errors` has one line for each folder that could not, or that holds no document.
    """

    files: list[Path]
    others: Counter[str]
    folders: dict[Path, list[Path]]
    errors: dict[Path, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading one file gave: its documents, and the lines that say why it or a file in it gave none."""

    path: Path
    documents: tuple[Document, ...] = ()
    error: str | None = None


def found_files(paths: Iterable[Path]) -> Found:
    """Return the files to read, and what is wrong with the paths.

    A folder gives its files of the kinds that a reader takes, in the order of their names, folders in it too, hidden
    ones not; a file named outright is always tried.
    """
    from ingest.read import SUFFIXES

    suffixes = set(SUFFIXES)
    files: dict[Path, None] = {}
    folders: dict[Path, list[Path]] = {}
    errors: dict[Path, str] = {}
    others: Counter[str] = Counter()
    for path in paths:
        if not path.is_dir():
            files[path] = None
            continue
        refused: list[OSError] = []
        all_files = _walked(path, refused)
        inside = [file for file in all_files if not _hidden(file.relative_to(path))]
        taken = [file for file in inside if file.suffix.lower() in suffixes]
        others.update(file.suffix.lower() or "(none)" for file in inside if file.suffix.lower() not in suffixes)
        files |= dict.fromkeys(taken)
        if refused:
            reason = f"{refused[0].filename}: {refused[0].strerror}"
            errors[path] = f"{reason}. Give yourself leave to read this folder, or name others"
            continue
        folders[path] = all_files
        if not taken:
            kinds = " ".join(sorted(suffixes))
            errors[path] = f"{path}: no document in this folder. Name a folder that holds files of these kinds: {kinds}"
    return Found(list(files), others, folders, errors)


def _walked(folder: Path, refused: list[OSError]) -> list[Path]:
    """Return all files in a folder and in those in it; those that cannot be listed are put into `refused`."""
    walk = os.walk(folder, onerror=refused.append)
    return sorted(file for above, _, names in walk for name in names if (file := Path(above, name)).is_file())


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def outcomes(
    files: Iterable[Path], workers: int = 1, authority: tuple[Path, ...] = (), data: Path | None = None
) -> Iterator[Outcome]:
    """Read files into documents, `workers` at a time, and yield what came of each in the order of the files.

    `authority` names Turtle files of one's own, read beside those of the project; `data` is the folder of the site, if
    not that of the settings.
    """
    outcome = partial(outcome_of, authority=authority, data=data)
    if workers <= 1:
        yield from map(outcome, files)
        return
    from collections import deque
    from multiprocessing import get_context

    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        waiting: deque[Future[Outcome]] = deque()
        for file in files:  # a few ahead of the writer, not all: memory stays flat
            waiting.append(pool.submit(outcome, file))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _silent(stage: str, about: str) -> None:
    """Tell nobody."""


def outcome_of(
    path: Path,
    authority: tuple[Path, ...] = (),
    stage: Callable[[str, str], None] = _silent,
    data: Path | None = None,
) -> Outcome:
    """Read one file; whatever goes wrong is in the outcome. `stage` is told what is being done to what."""
    from ingest.errors import IngestError
    from ingest.pipeline import ingest

    refused: list[str] = []
    try:
        register, readers = register_of(authority), readers_of(authority, data)
        documents = tuple(ingest(path, register, lambda error: refused.append(str(error)), stage, readers))
        return Outcome(path, documents, "\n".join(refused) or None)
    except IngestError as error:
        return Outcome(path, error="\n".join((*refused, str(error))))
    except Exception as error:  # one bad file never ends the batch
        remedy = "This is a fault of the program; please report it with the file"
        return Outcome(path, error=f"{path.name}: {type(error).__name__}: {error}. {remedy}")


@cache
def register_of(authority: tuple[Path, ...]) -> Register:
    """Return the authority files of the project and those of one's own, loaded once."""
    from ingest.link import Register

    return Register.load(*authority)


@cache
def readers_of(authority: tuple[Path, ...], data: Path | None = None) -> tuple[Reader, ...]:
    """Return what reads after the rules: the model of the settings, one for each process; nothing where none is set.

    A model that has a name and no URL runs apart: only its replies that were kept are read.
    """
    from api.commands.options import settings

    site = settings(data)
    if not (site.model_url or site.model_name):
        return ()
    from ingest.endpoint import Endpoint
    from ingest.extract.model_reader import Budget, ModelReader
    from ingest.extract.replies import Replies

    endpoint = Endpoint(site.model_url, site.model_name, site.model_key)
    budget = Budget(site.model_requests, site.model_tokens, site.model_seconds)
    return (ModelReader(endpoint, register_of(authority), budget, Replies(site.replies_path)),)


class Shown:
    """Where lines about the work go: above the progress bar on a terminal, to stderr elsewhere."""

    def __init__(self, advance: object = None, line: object = None) -> None:
        self._advance, self._line = advance, line

    def step(self) -> None:
        if callable(self._advance):
            self._advance()

    def line(self, text: str) -> None:
        if callable(self._line):
            self._line(text)
        else:
            print(text, file=sys.stderr, flush=True)


@contextmanager
def shown(what: str, total: int) -> Iterator[Shown]:
    """Show how far the work is: a progress bar on a terminal, plain lines elsewhere."""
    if not sys.stderr.isatty() or total < 2:
        yield Shown()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(what, total=total)
        yield Shown(lambda: progress.advance(task), lambda text: console.print(text, markup=False, highlight=False))
