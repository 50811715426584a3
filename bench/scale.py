"""How the product carries 1 000, 10 000, 100 000 documents: building, memory, disk, look-ups, one document replaced.

    python bench/scale.py [--most 100000] [--minutes 60] [--data DIR] [--json FILE]

The documents are varied from real ones (`varied.py`) and go into store, index and change log by the way of `policygraph
ingest`. A size goes on from the one before it; with --data a later run goes on from there. What is said of a million
documents and of ten is extrapolated by the law that fits the sizes measured.
"""

from __future__ import annotations

import argparse
import json
import math
import pickle
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import mean
from typing import Any

from calls import replaced, served, tables
from grown import build
from varied import read

SIZES = (1_000, 10_000, 100_000, 1_000_000)
FURTHER = (1_000_000, 10_000_000)
HERE = Path(__file__).parent.parent


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--most", type=int, default=1_000, help="documents of the largest size")
    arguments.add_argument("--sizes", type=int, nargs="*", help="the sizes instead of 1 000, 10 000 … up to --most")
    arguments.add_argument("--minutes", type=float, default=60, help="after these no further size is begun")
    arguments.add_argument("--sources", type=int, default=60, help="files that are read and varied")
    arguments.add_argument("--clauses", type=float, default=40, help="of a document, on average, at most")
    arguments.add_argument("--calls", type=int, default=100, help="of each look-up, at each size")
    arguments.add_argument("--seed", type=int, default=7)
    arguments.add_argument("--data", type=Path, help="a folder that is kept; else one that is thrown away")
    arguments.add_argument("--json", type=Path, help="write the figures to this file")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as thrown:
        found = measure(given.data or Path(thrown, "data"), given)
    show(found)
    if given.json:
        given.json.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", "utf-8")


def measure(data: Path, given: argparse.Namespace) -> dict[str, Any]:
    """Build and measure size by size, as far as documents, minutes and disk allow; returns all figures."""
    began, data = time.monotonic(), data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    sources = data / "sources.pickle"
    if not sources.exists():
        unfinished = sources.with_suffix(".part")
        unfinished.write_bytes(pickle.dumps(read(files(given.sources), given.clauses)))
        unfinished.rename(sources)
    state = _state(data, {"seed": given.seed, "sources": given.sources, "clauses": given.clauses})
    for size in given.sizes or [one for one in SIZES if one <= given.most]:
        if str(size) in state["sizes"]:
            continue
        left = given.minutes * 60 - (time.monotonic() - began)
        why = "the minutes are over" if left <= 0 else _room(data, state, size)
        built = {"whole": False} if why else apart(build, data, given.seed, size, left)
        if not built["whole"]:
            print(f"{size:,} documents are left out: {why or 'the minutes are over'}", file=sys.stderr, flush=True)
            break
        found = apart(tables, data, given.seed, size, given.calls) | apart(served, data, given.seed, size, given.calls)
        found |= apart(replaced, data, given.seed, size)
        times = found.pop("query times") | found.pop("served times") | found.pop("replaced times")
        found |= {"built": built, "times": times}
        state["sizes"][str(size)] = found
        _keep(data, state)
        print(f"{size:,} documents measured after {time.monotonic() - began:,.0f} s", file=sys.stderr, flush=True)
    return {**state, "growth": growth(state["sizes"])}


def files(most: int) -> list[Path]:
    """Return files to vary, at most so many: every so many-th of the shared corpora, or those of `corpus/`."""
    shared = [file for name in ("corpus", "corpus-wild") for file in sorted((HERE.parent / "shared" / name).glob("*"))]
    text = [one for one in shared if one.suffix in (".txt", ".html", ".docx")]
    found = text or sorted((HERE / "corpus" / "documents").iterdir())
    return found[:: max(1, len(found) // most)][:most]


def apart(function: Callable[..., dict[str, Any]], *given: object) -> dict[str, Any]:
    """Run a function in a process of its own, so that its memory is only its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(function, *given).result()


def _state(data: Path, how: dict[str, Any]) -> dict[str, Any]:
    path = data / "scale.json"
    if not path.exists():
        return {**how, "sizes": {}}
    held: dict[str, Any] = json.loads(path.read_text("utf-8"))
    if {name: held[name] for name in how} != how:
        raise SystemExit(f"{data}: made with another seed or other sources; give those, or another folder")
    return held


def _keep(data: Path, state: dict[str, Any]) -> None:
    unfinished = data / "scale.json.part"
    unfinished.write_text(json.dumps(state), "utf-8")
    unfinished.rename(data / "scale.json")


def _room(data: Path, state: dict[str, Any], size: int) -> str:
    """Say why the disk does not hold a size, by what a document took so far; "" where it does."""
    last = next(reversed(state["sizes"].values()), None)
    if last is None:
        return ""
    built = last["built"]
    each = (built["store bytes"] + built["index bytes"] + built["changes bytes"]) / built["documents"]
    need, free = 1.5 * each * (size - built["documents"]), shutil.disk_usage(data).free
    return f"they need {need / 1e9:.1f} GB, and {free / 1e9:.1f} are free" if need > free else ""


# -------------------------------------------------------------------------------------------------------------- growth
def growth(sizes: dict[str, Any]) -> dict[str, Any]:
    """Fit log y = a + b log n over the sizes: growth per doubling is 2^b. With two sizes its error is unknown."""
    if len(sizes) < 2:
        return {}
    counts = [math.log(int(size)) for size in sizes]
    found = {}
    for name in next(iter(sizes.values()))["times"]:
        values = [max(one["times"][name]["p50"], 1e-6) for one in sizes.values()]
        found[name] = fitted(counts, [math.log(value) for value in values])
    for name in ("build seconds", "store bytes", "index bytes", "build MiB"):
        found[name] = fitted(counts, [math.log(max(one["built"][name], 1e-6)) for one in sizes.values()])
    return found


def fitted(xs: list[float], ys: list[float]) -> dict[str, Any]:
    """Return slope, its standard error, growth per doubling, and what the law gives further on, with its error.

    The error of a prediction is that of a new value by least squares, as a factor.
    """
    middle, spread = mean(xs), sum((x - mean(xs)) ** 2 for x in xs)
    slope = sum((x - middle) * y for x, y in zip(xs, ys, strict=True)) / spread
    start, free = mean(ys) - slope * middle, len(xs) - 2
    rest = sum((y - start - slope * x) ** 2 for x, y in zip(xs, ys, strict=True))
    noise = rest / free if free else None
    further = {}
    for size in FURTHER:
        x = math.log(size)
        wide = None if noise is None else math.exp(math.sqrt(noise * (1 + 1 / len(xs) + (x - middle) ** 2 / spread)))
        further[str(size)] = {"value": math.exp(start + slope * x), "factor": wide}
    error = None if noise is None else math.sqrt(noise / spread)
    return {"slope": slope, "error": error, "per doubling": 2**slope, "extrapolated": further}


def show(found: dict[str, Any]) -> None:
    """Print what was measured, one column a size, then how it grows."""
    sizes = found["sizes"]
    print(f"{'':34}" + "".join(f"{int(size):>14,}" for size in sizes))
    built = [one["built"] for one in sizes.values()]
    for name in built[0] if built else ():
        print(f"{name:34}" + "".join(f"{one[name]:>14,.{1 if isinstance(one[name], float) else 0}f}" for one in built))
    for name in next(iter(sizes.values()))["times"] if sizes else ():
        for part in ("p50", "p95", "first", "calls"):
            row = "".join(f"{one['times'][name][part]:>14,.{0 if part == 'calls' else 2}f}" for one in sizes.values())
            print(f"{name + ', ' + part:34}{row}")
    for name in ("web MiB before", "web MiB after"):
        print(f"{name:34}" + "".join(f"{one[name]:>14,.0f}" for one in sizes.values()))
    if found["growth"]:
        print(f"\n{'growth':34}{'per doubling':>14}{'slope ± error':>20}   extrapolated to 1 M and to 10 M documents")
    for name, law in found["growth"].items():
        error = "?" if law["error"] is None else f"{law['error']:.2f}"
        ends = [f"{one['value']:,.1f} ({_wide(one['factor'])})" for one in law["extrapolated"].values()]
        print(f"{name:34}{law['per doubling']:>14.2f}{law['slope']:>12.2f} ± {error:5}   {', '.join(ends)}")


def _wide(factor: float | None) -> str:
    return "error unknown" if factor is None else f"×÷ {factor:.1f}"


if __name__ == "__main__":
    main()
