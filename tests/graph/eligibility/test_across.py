"""The same project in two places: the table that the README shows is what the measures of the corpus give."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from graph.eligibility import Scheme, from_documents, in_words, understand
from graph.eligibility.answering.across import across
from ingest.link import Register
from ingest.pipeline import ingest

ROOT = Path(__file__).parents[3]
ROWS = [line for line in (ROOT / "README.md").read_text("utf-8").splitlines() if line.startswith("| 设备投")]
SAME = "我们是独立法人、独立核算的工业企业，没有重大环境违法，没有失信，节水改造备了案，竣工验收了，"


@cache
def measures() -> tuple[Scheme, ...]:
    names = ("cangling-water-measures.txt", "lanyu-water-measures.txt")
    found = [one for name in names for one in ingest(ROOT / "corpus" / "documents" / name, Register.load())]
    return from_documents(found)


def row(project: str) -> str:
    facts = understand(SAME + project, measures())
    cells = []
    for there in across(measures(), facts, ["苍陵市", "岚屿市"], date(2024, 6, 1), SAME + project):
        tier = there.outcome.tier if there.outcome else None
        assert there.outcome is not None and tier is not None
        cells.append(f"{in_words(tier, there.outcome.amount)}（{tier.scheme.place.path}）")
    return f"| {project} | {' | '.join(cells)} |"


def test_the_readme_compares_several_projects() -> None:
    assert len(ROWS) >= 4


@pytest.mark.parametrize("line", ROWS)
def test_each_row_is_what_the_measures_give(line: str) -> None:
    assert row(line.split("|")[1].strip()) == line
