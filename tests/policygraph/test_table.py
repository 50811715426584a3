"""Tables: rows that do not change, and data frames where the libraries are installed."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from datetime import date

import pytest

from policygraph import Table


@dataclass(frozen=True)
class Also:
    title: str


@dataclass(frozen=True)
class Row:
    name: str
    value: float | bool | None
    day: date
    also: tuple[Also, ...] = ()


ROWS = Table([Row("节水", 1.5, date(2024, 3, 1), (Also("办法"),)), Row("供热", None, date(2025, 3, 1))])


def test_a_table_is_a_sequence_of_its_rows() -> None:
    assert (len(ROWS), ROWS[-1].name, [row.name for row in ROWS]) == (2, "供热", ["节水", "供热"])
    assert ROWS[:1] == Table([ROWS[0]]) and isinstance(ROWS[:1], Table)
    assert ROWS.as_dicts()[0] == {"name": "节水", "value": 1.5, "day": date(2024, 3, 1), "also": [{"title": "办法"}]}


def test_a_table_becomes_a_pandas_frame() -> None:
    pytest.importorskip("pandas", reason="pandas is not installed: pip install 'policygraph[pandas]'")
    frame = ROWS.to_pandas()
    assert list(frame.columns) == ["name", "value", "day", "also"]
    assert frame["value"].sum() == 1.5 and frame["value"].isna().tolist() == [False, True]


def test_a_table_becomes_a_polars_frame_also_with_a_column_of_several_types() -> None:
    polars = pytest.importorskip("polars", reason="polars is not installed: pip install 'policygraph[polars]'")
    frame = ROWS.to_polars()
    assert frame.columns == ["name", "value", "day", "also"]
    assert frame["day"].dtype == polars.Date and frame["value"].sum() == 1.5
    assert Table([{"value": 1}, {"value": "二"}]).to_polars()["value"].to_list() == ["1", "二"]


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_a_library_that_is_missing_is_named_with_its_remedy(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ImportError, match=rf"pip install 'policygraph\[{name}\]'"):
        getattr(ROWS, f"to_{name}")()


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, policygraph; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"pandas", "polars", "torch", "spacy", "fastapi", "pydantic", "numpy", "pyoxigraph", "tantivy", "typer"}
    assert "policygraph.store" in loaded and not heavy & set(loaded)
