"""Which files a command line names, and how the work on them is shown and shared out."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sized
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from api.settings import Settings
    from ingest.batch.outcome import Outcome, Plan
    from ingest.fetch.listing import Entry
    from ingest.fetch.location import Location

__all__ = ["Found", "Shown", "found_files", "outcomes", "plan_of", "shown"]


_Place = TypeVar("_Place")


@dataclass(frozen=True, slots=True)
class Found(Generic[_Place]):
    """What the paths of a command line lead to: the files to read, how many files of other kinds were passed over.

    `folders` names each folder that could be walked whole, with all files in it, hidden ones and other kinds too;
    `errors` has one line for each folder that could not, or that holds no document. `remote` has what a listing says of
    files on other machines, `digests` the SHA-256 that files must have.
    """

    files: list[_Place]
    others: Counter[str]
    folders: dict[_Place, list[_Place]]
    errors: dict[_Place | str, str]
    remote: Mapping[Location, Entry] = field(default_factory=dict)
    digests: Mapping[_Place, str] = field(default_factory=dict)


def found_files(paths: Iterable[Path]) -> Found[Path]:
    """Return the files to read, and what is wrong with the paths.

    A folder gives its files of the kinds that a reader takes, in the order of their names, folders in it too, hidden
    ones not; a file named outright is always tried.
    """
    from ingest.read import SUFFIXES

    suffixes = set(SUFFIXES)
    files: dict[Path, None] = {}
    folders: dict[Path, list[Path]] = {}
    errors: dict[Path | str, str] = {}
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


def plan_of(site: Settings, authority: tuple[Path, ...] = ()) -> Plan:
    """Return how a site has files read; `authority` names Turtle files of one's own beside those of the project."""
    from ingest.batch.outcome import Model, Plan

    model = None
    if site.model_url or site.model_name:
        spent = (site.model_requests, site.model_tokens, site.model_seconds)
        model = Model(site.model_url, site.model_name, site.model_key, site.replies_path, *spent)
    return Plan(authority, model, site.read_seconds, site.read_memory)


def outcomes(
    files: Iterable[Path], workers: int = 1, authority: tuple[Path, ...] = (), site: Settings | None = None,
    cluster: str = "",
) -> Iterator[Outcome]:  # fmt: skip
    """Read files on `workers` processes, in this one where that is 0, and yield what came of each in order.

    A Ray `cluster` reads them instead where one is named. Files that are fetched one by one may come as an iterator.
    """
    from api.commands.options import settings
    from ingest.batch.executor import executor

    workers = min(workers, len(files)) if isinstance(files, Sized) else workers
    with closing(executor(plan_of(site or settings(None), authority), workers, cluster)) as readers:
        yield from readers.outcomes(files)


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
