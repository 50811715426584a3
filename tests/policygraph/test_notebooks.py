"""The notebooks of the documentation run from top to bottom, and are kept without what they printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from policygraph import Table

FOLDER = Path(__file__).parents[2] / "docs" / "notebooks"


def _cells(name: str) -> list[dict[str, Any]]:
    return json.loads((FOLDER / f"{name}.ipynb").read_text("utf-8"))["cells"]


@pytest.mark.parametrize(
    ("name", "tables"),
    [
        ("who-has-to-do-what-by-when", ("tasks", "deadlines", "chart")),
        ("comparing-regions", ("targets", "incentives", "side_by_side")),
    ],
)
def test_notebook_runs_and_its_tables_have_rows(name: str, tables: tuple[str, ...]) -> None:
    names: dict[str, Any] = {}
    for cell in _cells(name):
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), f"{name}.ipynb#{cell['id']}", "exec"), names)
    for table in tables:
        assert isinstance(names[table], Table) and len(names[table]) > 1, table


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.ipynb")), ids=lambda file: file.stem)
def test_notebook_is_kept_without_outputs(file: Path) -> None:
    code = [cell for cell in _cells(file.stem) if cell["cell_type"] == "code"]
    assert code and all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
