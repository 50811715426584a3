"""Reads broken files of every kind for as long as it is told, and reports each that breaks a promise.

`python tests/fuzz/files.py FILES [SEED]` (20 000 by default; `make fuzz`) takes its seeds from `tests/data`, `corpus`
and the shared folder where there is one. Promised is: every file gives an outcome, an error is one of ours and names
the file, and neither time nor memory goes beyond the limits by more than a second and a tenth. What breaks a promise
is kept in `.fuzz/` under its SHA-256; exit status 1 says that there is something.
"""

from __future__ import annotations

import hashlib
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from mutate import mutated, seeds  # noqa: E402

from ingest.batch.outcome import Outcome, Plan  # noqa: E402
from ingest.batch.worker import Worker  # noqa: E402
from ingest.process import resident  # noqa: E402
from ingest.read import SUFFIXES  # noqa: E402

LIMITS = Plan(seconds=30.0, mebibytes=1024)
FOLDERS = [
    ROOT / "tests" / "data",
    ROOT / "corpus",
    *(ROOT.parent / "shared" / name for name in ("corpus-wild", "corpus")),
]


class Watched:
    """A worker, the longest that a file took it, and the most memory that it held."""

    def __init__(self, room: Path) -> None:
        self.worker, self.peak, self.over = Worker(LIMITS, room), 0, threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while not self.over.wait(0.2):
            if self.worker.pid:
                self.peak = max(self.peak, resident(self.worker.pid))

    def read(self, path: Path) -> tuple[Outcome, float]:
        begun = time.monotonic()
        return self.worker.read(path, lambda stage, about: None), time.monotonic() - begun

    def close(self) -> None:
        self.over.set()
        self.worker.close()


def broken(outcome: Outcome, seconds: float, peak: int) -> str | None:
    """Return which promise a reading broke, None for none."""
    if seconds > LIMITS.seconds + 1:
        return f"took {seconds:.1f} s"
    if peak > 1.1 * LIMITS.mebibytes:
        return f"took {peak} MiB"
    if outcome.error and ("fault of the program" in outcome.error or "broke off" in outcome.error):
        return outcome.error
    if not outcome.error and not outcome.documents:
        return "gave neither a document nor an error"
    if outcome.error and outcome.path.name not in outcome.error:
        return f"the error does not name the file: {outcome.error}"
    return None


def files(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield so many broken files with their suffixes, each kind in turn."""
    chance, kinds = random.Random(seed), seeds(FOLDERS, SUFFIXES)
    names = sorted(kinds)
    for number in range(count):
        suffix = names[number % len(names)]
        one, other = chance.choice(kinds[suffix]), chance.choice(kinds[chance.choice(names)])
        yield suffix, mutated(one, suffix, other, chance)


def main(count: int, seed: int, workers: int = 2) -> int:
    """Read so many broken files, half on each of two threads; returns how many broke a promise."""
    kept, said, found = ROOT / ".fuzz", Counter[str](), list[str]()
    lock, stream, begun = threading.Lock(), files(count, seed), time.monotonic()

    def run(room: Path) -> None:
        watched = Watched(room / "room")
        room.mkdir()
        while True:
            with lock:
                suffix, content = next(stream, ("", b""))
            if not suffix:
                break
            path = room / f"broken{suffix}"
            path.write_bytes(content)
            watched.peak = 0
            outcome, seconds = watched.read(path)
            wrong = broken(outcome, seconds, watched.peak)
            with lock:
                said[f"{suffix} {'read' if outcome.documents else 'refused'}"] += 1
                if wrong:
                    kept.mkdir(exist_ok=True)
                    name = kept / f"{hashlib.sha256(content).hexdigest()[:16]}{suffix}"
                    name.write_bytes(content)
                    found.append(f"{name}: {wrong}")
                    print(found[-1], flush=True)
                if sum(said.values()) % 500 == 0:
                    print(f"{sum(said.values())} files, {time.monotonic() - begun:.0f} s", flush=True)
        watched.close()

    with tempfile.TemporaryDirectory() as root:
        threads = [threading.Thread(target=run, args=(Path(root, str(number)),)) for number in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for kind, times in sorted(said.items()):
        print(f"{times:7d} {kind}")
    print(f"{count} files in {time.monotonic() - begun:.0f} s, seed {seed}: {len(found)} broke a promise")
    return len(found)


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(given or [20_000]), *([time.time_ns() % 1_000_000] if len(given) < 2 else [])) > 0)
