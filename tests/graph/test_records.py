"""Records as JSON Lines and Parquet: typed, traceable, explained, and read by other programs."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from graph import iri
from graph.errors import GraphError
from graph.export import export
from graph.formats.kinds import FACTS, kinds
from graph.store import Store
from ingest.record import Document

PLACE = ("record", "document", "title", "quote")


@pytest.fixture
def lines(filled: Store, tmp_path: Path) -> Path:
    """The folder of JSON Lines of the store."""
    assert export(filled, tmp_path / "lines", "jsonl") == 2
    return tmp_path / "lines"


def _read(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]


def test_every_record_is_a_line_with_its_place(lines: Path, document: Document) -> None:
    found = {name: _read(lines, name) for name in kinds()}
    conditions = sum(len(getattr(record, "conditions", ())) for record in document.records)
    assert sum(len(found[name]) for name in FACTS) == len(document.records) + conditions
    assert len(found["documents"]) == 2 and len(found["clauses"]) == len(document.clauses) + 1
    assert all(row[key] for rows in found.values() for row in rows for key in PLACE)
    assert all(row["path"] and row["clause"] for name in FACTS for row in found[name])


def test_numbers_are_numbers_and_dates_are_iso_dates(lines: Path, document: Document) -> None:
    saving, sun = _read(lines, "targets")
    assert (saving["value"], saving["unitName"], saving["by"]) == (13.5, "%", "2027-12-31")
    assert saving["indicator"] == iri.indicator("industrial-energy-intensity")
    assert sun["nature"] == "预期性" and saving["nature"] is None
    offer = _read(lines, "incentives")[0]
    assert (offer["cap"], offer["capUnit"], offer["validTo"]) == (2_000_000.0, "元", "2026-04-30")
    assert [row["expectedNumber"] for row in _read(lines, "criteria")] == [1000.0, None]
    assert {row["record"] for row in _read(lines, "targets")} == {
        iri.record(iri.document(document.meta), record) for record in document.records[:2]
    }


def test_a_citation_names_the_document_that_it_cites(lines: Path, law: Document) -> None:
    (row,) = _read(lines, "citations")
    assert row["cited"] == iri.document(law.meta)


def test_the_dictionary_explains_every_column_in_both_languages(lines: Path) -> None:
    with (lines / "dictionary.csv").open(encoding="utf-8-sig", newline="") as file:
        entries = list(csv.DictReader(file))
    assert all(entry["meaning_zh"] and entry["meaning_en"] for entry in entries)
    for name in kinds():
        assert [entry["field"] for entry in entries if entry["kind"] == name] == list(_read(lines, name)[0])


def test_croissant_describes_each_file_by_its_digest_and_each_column(lines: Path) -> None:
    about = json.loads((lines / "croissant.json").read_text("utf-8"))
    assert about["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    for file in about["distribution"]:
        assert file["sha256"] == hashlib.sha256((lines / file["contentUrl"]).read_bytes()).hexdigest()
    for records in about["recordSet"]:
        assert [field["name"] for field in records["field"]] == list(_read(lines, records["name"])[0])


def test_parquet_holds_the_same_records_in_typed_columns(filled: Store, lines: Path, tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed here: pip install 'policygraph[parquet]'")
    from pyarrow import parquet

    export(filled, tmp_path / "columns", "parquet")
    for name in kinds():
        rows = parquet.read_table(tmp_path / "columns" / f"{name}.parquet").to_pylist()
        as_text = [
            {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()} for row in rows
        ]
        assert as_text == _read(lines, name)
    schema = parquet.read_schema(tmp_path / "columns" / "targets.parquet")
    assert schema.field("by").type == pyarrow.date32() and schema.field("value").type == pyarrow.float64()
    assert schema.field("by").metadata[b"zh"].decode() == "完成期限"


def test_a_folder_can_be_one_archive_and_takes_the_place_of_nothing(filled: Store, lines: Path, tmp_path: Path) -> None:
    export(filled, tmp_path / "all.zip", "jsonl")
    with ZipFile(tmp_path / "all.zip") as archive:
        assert sorted(archive.namelist()) == sorted(file.name for file in lines.iterdir())
        assert archive.read("targets.jsonl") == (lines / "targets.jsonl").read_bytes()
    with pytest.raises(GraphError, match="Name a new folder"):
        export(filled, lines, "jsonl")
    assert {file.name for file in tmp_path.iterdir()} == {"all.zip", "lines"}
