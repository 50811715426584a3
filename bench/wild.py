"""How well real files are read, by form: each measure of the audit over a folder of any files, its two halves apart.

    python bench/wild.py FOLDER [MANIFEST.jsonl]

MANIFEST holds {"file", "form"} a line; without it files are grouped by their ending. The first half takes every other
file in the order of names; rules may be tuned on it, the second half is the one to believe.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from ingest.audit import MEASURES, audited
from ingest.errors import IngestError
from ingest.link import Register
from ingest.pipeline import ingest


def main(folder: Path, manifest: Path | None = None) -> None:
    """Print a table: a row for each form and half, a column for each measure."""
    rows = [json.loads(line) for line in manifest.read_text("utf-8").splitlines()] if manifest else []
    forms = {row["file"]: row["form"] for row in rows}
    register = Register.load()
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for number, file in enumerate(sorted(folder.iterdir())):
        groups = (forms.get(file.name, file.suffix), "first half" if number % 2 == 0 else "second half", "all")
        found = list(_measured(file, register))
        for group in groups:
            seen[group]["read"] += 1
            held[group]["read"] += bool(found)
            for name, places, right in found:
                seen[group][name] += places
                held[group][name] += right
    names = ["read", *(measure.__name__ for measure in MEASURES)]
    print(f"{'':12}" + "".join(f"{name:>11}" for name in names))
    for group in sorted(seen, key=lambda group: (group == "all", "half" in group, group)):
        shares = (f"{held[group][n] / seen[group][n]:.3f}" if seen[group][n] else "-" for n in names)
        print(f"{group:12}" + "".join(f"{share:>11}" for share in shares))


def _measured(file: Path, register: Register):
    """Yield name, places and places held of each measure of each document in the file; nothing where it is refused."""
    try:
        for document in ingest(file, register):
            for name, one in audited(document).measures.items():
                yield name, one.seen, one.held
    except IngestError as error:
        print(error, file=sys.stderr)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
