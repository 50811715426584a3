"""How long the first reading of all authority files takes, against pyoxigraph's parser on them in the same run.

Each round is a process of its own, since what was read is kept. Run: python bench/authority.py
"""

from __future__ import annotations

import subprocess
import sys
from statistics import median

ROUNDS = 5
FILES = """
import ontology as o
files = o.REGIONS, o.AGENCIES, o.INDICATORS, o.UNITS, o.SECTORS
"""
OURS = "from ingest.link.authority import concepts as read"
PEER = "import pyoxigraph\ndef read(file): return list(pyoxigraph.parse(path=str(file)))"
TIMED = """
import time
began = time.perf_counter()
for file in files: read(file)
print(time.perf_counter() - began)
"""


def seconds(reader: str) -> float:
    """Return the median over `ROUNDS` processes of the seconds that `reader` takes for all files."""
    command = [sys.executable, "-c", "\n".join((FILES, reader, TIMED))]
    return median(float(subprocess.check_output(command, text=True)) for _ in range(ROUNDS))


if __name__ == "__main__":
    ours, peer = seconds(OURS), seconds(PEER)
    print(f"authority files: concepts {ours:.3f} s (goal 0.5 s), pyoxigraph {peer:.3f} s, ratio {ours / peer:.2f}")
