"""The files of one run of ingestion as they come: those of this machine where they lie, others fetched one by one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.intake import digest
from ingest.batch.outcome import Outcome
from ingest.fetch.listing import Entry
from ingest.fetch.location import FetchError, Location, Place

if TYPE_CHECKING:
    from api.commands.files import Found
    from graph.intake import Intake
    from ingest.fetch.download import Downloads

__all__ = ["Arrivals", "Arrived"]


@dataclass(frozen=True, slots=True)
class Arrived:
    """What became of the file at `place`; it lies at `outcome.path` until the next one is asked for."""

    place: Place
    outcome: Outcome
    mark: str = ""


class Arrivals:
    """Finds out which files are to be read, and brings them; `unchanged` has those that turned out to be held."""

    def __init__(self, found: Found[Any], intake: Intake, downloads: Downloads) -> None:
        self._found, self._intake, self._downloads = found, intake, downloads
        self._digests: Mapping[Place, str] = {**found.digests}
        self._at: dict[Path, tuple[Place, str]] = {}
        self._failed: deque[Arrived] = deque()
        self.unchanged = set[Place]()

    def wanted(self, force: bool) -> list[Place]:
        """Return the files that the store does not hold as they are, as far as can be seen without fetching."""
        return [file for file in self._found.files if force or not self._held(file)]

    def read(
        self, files: Sequence[Place], force: bool, reading: Callable[[Iterable[Path]], Iterator[Outcome]]
    ) -> Iterator[Arrived]:
        """Yield what came of each file, in order but for those that could not be fetched."""
        for outcome in reading(_Sized(self._paths(files, force), len(files))):
            while self._failed:
                yield self._failed.popleft()
            place, mark = self._at.pop(outcome.path)
            yield Arrived(place, _placed(outcome, place), mark)
            if isinstance(place, Location):
                self._downloads.drop(outcome.path)
        yield from self._failed
        self._failed.clear()

    def _held(self, file: Place) -> bool:
        stated = self._digests.get(file, "")
        if isinstance(file, Location):
            mark = self._found.remote[file].mark
            return self._intake.holds(file, stated) if stated else self._intake.holds_mark(file, mark)
        try:
            if not file.is_file():
                return False
            found = digest(file)
            return stated in ("", found) and self._intake.holds(file, found)
        except OSError:  # reading it says what is wrong
            return False

    def _paths(self, files: Iterable[Place], force: bool) -> Iterator[Path]:
        """Yield where each file lies, once it is to be read."""
        for place in files:
            try:
                path, mark = self._brought(place, force) if isinstance(place, Location) else (self._checked(place), "")
            except FetchError as error:
                self._failed.append(Arrived(place, Outcome(Path(place.name), error=str(error))))
                continue
            if path:
                self._at[path] = place, mark
                yield path

    def _brought(self, place: Location, force: bool) -> tuple[Path | None, str]:
        """Fetch a file; no path where the store turns out to hold it."""
        stated = self._digests.get(place, "")

        def held(mark: str) -> bool:
            return not force and not stated and self._intake.holds_mark(place, mark)

        self._intake.flush()  # what was read is not to wait for a fetch that may take minutes
        fetched = self._downloads.fetch(self._found.remote.get(place) or Entry(place), held)
        if fetched is None:
            self.unchanged.add(place)
            return None, ""
        if stated not in ("", fetched.sha256):
            self._downloads.drop(fetched.path)
            raise _differs(place, fetched.sha256, stated)
        if not force and self._intake.holds(place, fetched.sha256):
            self._intake.remark(place, fetched.mark)
            self.unchanged.add(place)
            self._downloads.drop(fetched.path)
            return None, ""
        return fetched.path, fetched.mark

    def _checked(self, path: Path) -> Path:
        """Return the path of a file that has the digest which was stated of it, if any was."""
        if stated := self._digests.get(path, ""):
            with suppress(OSError):  # reading it says what is wrong
                if (found := digest(path)) != stated:
                    raise _differs(path, found, stated)
        return path


class _Sized(Iterable[Path]):
    """Paths of which the most that may come is known, as readers are not started for more."""

    def __init__(self, paths: Iterator[Path], most: int) -> None:
        self._paths, self._most = paths, most

    def __iter__(self) -> Iterator[Path]:
        return self._paths

    def __len__(self) -> int:
        return self._most


def _differs(place: Place, found: str, stated: str) -> FetchError:
    remedy = "Fetch it again, or correct the manifest"
    return FetchError(str(place), f"its SHA-256 is {found}, and not {stated} as the manifest states", remedy)


def _placed(outcome: Outcome, place: Place) -> Outcome:
    """Return an outcome whose error names the location of a file that lies elsewhere."""
    name = f"{place.name}: "
    if not outcome.error or not isinstance(place, Location):
        return outcome
    lines = (f"{place}: {line.removeprefix(name)}" for line in outcome.error.splitlines())
    return replace(outcome, error="\n".join(lines))
