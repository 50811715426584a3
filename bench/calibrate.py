"""Learns from gold records how often each rule is right, and writes it to ingest/confidence.toml.

    python bench/calibrate.py DOCUMENTS:GOLD… [--add] [--write]

For example `corpus/documents:corpus/gold`. The more gold of other regions and fields, the more the figures mean:
what rules made of documents when they met them first counts most, and `--add` adds it to the counts that the file
holds. Prints the table; `--write` puts it in its place.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from ingest.confidence import PRIOR, shrunk
from ingest.export import document_record
from ingest.link import Register
from ingest.pipeline import ingest
from ingest.score import judged

RIGHT = 0.99  # hits from which on a record says all that the gold says

Counts = dict[str, dict[str, list[int]]]  # kind, rule -> right, all


def main() -> None:
    pairs = [argument.split(":") for argument in sys.argv[1:] if not argument.startswith("--")]
    place = Path(__file__).parents[1] / "ingest" / "confidence.toml"
    held = (
        counted(place.read_text("utf-8")) if "--add" in sys.argv else defaultdict(lambda: defaultdict(lambda: [0, 0]))
    )
    text = table(count(((Path(documents), Path(gold)) for documents, gold in pairs), held))
    print(text, end="")
    if "--write" in sys.argv:
        place.write_text(text, "utf-8")


def counted(text: str) -> Counts:
    """Return the counts that a table holds behind its # marks.

    >>> counted('[target]\\nother = 0.850  # of the kind: 3 of 4\\n"达到" = 0.972  # 3 of 4\\n')["target"]["达到"]
    [3, 4]
    """
    counts: Counts = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    kind = ""
    for line in text.splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif match := re.match(r'"(?P<rule>.+)" = .*# (?P<right>\d+) of (?P<all>\d+)$', line):
            counts[kind][match["rule"]] = [int(match["right"]), int(match["all"])]
    return counts


def count(pairs: Iterable[tuple[Path, Path]], counts: Counts) -> Counts:
    """Add for each kind and rule how many records are right, of how many, to `counts`, and return them."""
    register = Register.load()
    for documents, gold in pairs:
        files = sorted(path for path in documents.iterdir() if path.suffix in (".txt", ".md"))
        records = [document_record(document) for file in files for document in ingest(file, register)]
        for kind, record, hit in judged(gold, records):
            one = counts[kind][record["rule"].partition("/")[2]]
            one[0] += hit >= RIGHT
            one[1] += 1
    return counts


def table(counts: Counts) -> str:
    """Return the file: for each kind the share of each rule, most used first, and that of a rule not met yet."""
    lines = [
        "# How often the records of a rule are right, drawn towards a cautious guess where examples are few.",
        "# Written by bench/calibrate.py from gold records; behind # stand right ones of all.",
    ]
    for kind, rules in sorted(counts.items()):
        right, all_ = (sum(one[at] for one in rules.values()) for at in (0, 1))
        lines += ["", f"[{kind}]", f"other = {min(PRIOR, shrunk(right, all_)):.3f}  # of the kind: {right} of {all_}"]
        for rule, (hits, found) in sorted(rules.items(), key=lambda item: (-item[1][1], item[0])):
            lines.append(f'"{rule}" = {shrunk(hits, found):.3f}  # {hits} of {found}')
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
