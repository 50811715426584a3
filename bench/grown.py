"""A data folder that grows by varied documents, by the way that `policygraph ingest` goes; for `scale.py`."""

from __future__ import annotations

import json
import pickle
import resource
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from varied import varied

from api.arrivals import Arrived
from api.batch import follow, take_in
from api.commands.files import Shown
from api.commands.options import settings
from api.folder.stamp import admit
from api.index import opened
from graph.intake import Intake
from graph.store import open_store
from ingest.batch.outcome import Outcome, register_of
from ingest.record import Document

__all__ = ["build", "held", "resident", "sources_of"]

_ODD = ("copy", "another text")
_AT_ONCE = 100_000  # triples of new files that are written together, as by ingest


def sources_of(data: Path) -> list[Document]:
    """Return the documents that are varied, as they were read for this folder."""
    found: list[Document] = pickle.loads((data / "sources.pickle").read_bytes())
    return found


def held(data: Path) -> dict[str, Any]:
    """Return how many documents a folder holds, and what building them took so far."""
    path = data / "grown.json"
    none = {"documents": 0, "clauses": 0, "facts": 0, "build seconds": 0.0, "of that index and log": 0.0, "odd": 0}
    return json.loads(path.read_text("utf-8")) if path.exists() else none


def build(data: Path, seed: int, size: int, left: float) -> dict[str, Any]:
    """Take in documents until the folder holds `size` or `left` seconds are over; goes on where the last run ended."""
    admit(data, fresh=True)
    site, end = settings(data), time.monotonic() + left
    began, before = time.monotonic(), held(data)
    with open_store(site.store_location) as store:
        index, changes = opened(site), site.changes
        intake = Intake(store, site.base, at_once=_AT_ONCE, keep_reviews=True)
        changes.reconcile(store)
        opening = time.monotonic() - began
        growing = Growing(data, before, follow=partial(follow, index, changes, store))
        show = Shown(line=growing.line)
        take_in(
            growing.outcomes(seed, size, end), size - before["documents"], intake, growing.follow, site.originals_path,
            partial(register_of, ()), lambda what, total: nullcontext(show),
        )  # fmt: skip
        triples = len(store)
    now = held(data)
    new, seconds = now["documents"] - before["documents"], now["build seconds"] - before["build seconds"]
    rates = {f"{name}/s": (now[name] - before[name]) / max(seconds, 1e-6) for name in ("documents", "clauses", "facts")}
    sizes = {f"{name} bytes": disk(data / name) for name in ("store", "index")}
    return {
        **now, "triples": triples, "clauses a document": now["clauses"] / max(1, now["documents"]), **rates,
        "triples/s": triples / max(now["build seconds"], 1e-6), "new": new, "opening s": opening,
        "build MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, **sizes,
        "changes bytes": disk(site.changes_path), "whole": now["documents"] >= size,
    }  # fmt: skip


class Growing:
    """Counts what goes into the folder, and notes after each batch how far it is."""

    def __init__(self, data: Path, before: Mapping[str, Any], follow: Any) -> None:
        self.data, self.now, self._follow = data, dict(before), follow
        self._given, self._varying, self._began = dict(before), 0.0, time.monotonic()

    def outcomes(self, seed: int, size: int, end: float) -> Iterator[Arrived]:
        """Yield documents as files that were read; what varying them takes is not counted."""
        start = self.now["documents"]
        documents = varied(sources_of(self.data), seed, start)
        for number in range(start, size):
            if time.monotonic() > end:
                return
            began = time.monotonic()
            one = next(documents)
            self._varying += time.monotonic() - began
            self._given["documents"] += 1
            self._given["clauses"] += len(one.clauses)
            self._given["facts"] += len(one.records)
            file = self.data / "files" / f"{number}.txt"
            yield Arrived(file, Outcome(file, (one,)))

    def follow(self, documents: Iterable[str], renamed: Mapping[str, str]) -> None:
        began = time.monotonic()
        self._follow(documents, renamed)
        ended = time.monotonic()
        counts = {name: self._given[name] for name in ("documents", "clauses", "facts")}
        self.now |= counts
        self.now["build seconds"] += ended - self._began - self._varying
        self.now["of that index and log"] += ended - began
        self._began, self._varying = ended, 0.0
        unfinished = self.data / "grown.json.part"
        unfinished.write_text(json.dumps(self.now), "utf-8")
        unfinished.rename(self.data / "grown.json")

    def line(self, text: str) -> None:
        self.now["odd"] += any(word in text for word in _ODD)


def disk(path: Path) -> int:
    """Return the bytes of a file, or of all files in a folder."""
    files = [path] if path.is_file() else path.rglob("*")
    return sum(file.stat().st_size for file in files if file.is_file())


def resident(pid: int | str = "self") -> float:
    """Return the MiB of memory that a process holds now, files that it maps left out."""
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon"))
