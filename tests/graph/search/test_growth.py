"""Time to read a question grows in step with its length, whatever figures it repeats."""

import pytest

from graph.search.figure import figures


@pytest.mark.parametrize("unit", ["〇", "十", "一", "1"])
def test_a_row_of_figures(doubled, unit):
    def read(text: str) -> None:
        list(figures(text))

    read(unit)
    assert doubled(read, unit, 3000) <= 2.6
