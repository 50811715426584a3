"""Time to read a document grows in step with its length, whatever it repeats."""

import pytest

from ingest.link import Register
from ingest.pipeline import ingest
from ingest.rules import load


@pytest.mark.parametrize("unit", ["90%", "100万元", "（1）", "一次性", "10家，", "90%。", "1", "〇", "十", "2025年"])
def test_a_repeated_word(doubled, tmp_path, unit):
    register = Register.load()

    def read(text: str) -> None:
        path = tmp_path / "a.txt"
        path.write_text(f"荻浦市方案\n\n一、目标\n{text}\n", "utf-8")
        list(ingest(path, register))

    read(unit)
    assert doubled(read, unit, 1500) <= 2.6


@pytest.mark.parametrize("rule", [("target", "past-result"), ("incentive", "special-sum")])
def test_a_row_of_digits_as_long_as_a_file(doubled, rule):
    kind, name = rule
    regex = load(kind)[name].regex
    assert doubled(lambda text: [*regex.finditer(text)], "1", 8000) <= 2.6
