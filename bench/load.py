"""How fast a dump of millions of triples is loaded, with how much memory, against `oxigraph load` in the same run.

The dump is invented plans as N-Quads. Run: python bench/load.py [millions of triples]
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph

from graph.triples import triples

LOAD = """
import sys
from pathlib import Path
from graph.store import open_store
with open_store(sys.argv[1]) as store, Path(sys.argv[2]).open("rb") as dump:
    store.load(dump, "nq")
"""


def write(path: Path, wanted: int) -> int:
    """Write `wanted` triples or somewhat more, one plan after the other; returns how many."""
    from store import build

    plan = pyoxigraph.serialize(triples(build(0)), format=pyoxigraph.RdfFormat.N_QUADS) or b""
    lines, count, number = plan.count(b"\n"), 0, 0
    with path.open("wb") as out:
        while count < wanted:
            named = plan.replace("云政发-2023-0".encode(), f"云政发-2023-{number}".encode())
            out.write(named.replace("第0号".encode(), f"第{number}号".encode()))
            count, number = count + lines, number + 1
    return count


def timed(name: str, count: int, command: list[str]) -> None:
    began, worked, most = time.perf_counter(), processor(), 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        while process.poll() is None:
            most = max(most, resident(process.pid))
            time.sleep(0.2)
        assert process.returncode == 0, process.stderr and process.stderr.read()
    taken = time.perf_counter() - began
    cost = f"{processor() - worked:8.1f} s of processor time"
    print(
        f"{name:16}{count:>12,} triples {taken:8.1f} s {count / taken:>10,.0f}/s {cost} {most:>8,} MiB at most",
        flush=True,
    )


def processor() -> float:
    """Return the seconds of processor time that the processes started here have had which have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def resident(pid: int) -> int:
    """Return how many MiB of memory a process holds now, files that it maps left out."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) >> 10 for line in lines if line.startswith("RssAnon")), 0)


def main(millions: float) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dump = folder / "dump.nq"
        count = write(dump, int(millions * 1_000_000))
        ours = [sys.executable, "-c", LOAD, str(folder / "ours"), str(dump)]
        program = str(Path(sys.executable).parent / "oxigraph")
        peer = [program, "load", "--location", str(folder / "peer"), "--file", str(dump)]
        timed("here", count, ours)
        timed("oxigraph load", count, peer)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1)
