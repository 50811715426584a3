"""What leaves the store carries its sources, and can be read by others."""

from __future__ import annotations

import csv
import gzip
import io
from dataclasses import replace
from pathlib import Path

import pytest

from graph import iri
from graph.errors import GraphError
from graph.export import FORMATS, export
from graph.formats.kinds import FACTS
from graph.formats.rows import rows
from graph.store import Store, open_store
from graph.triples import triples
from ingest.record import Document


@pytest.mark.parametrize("format", ["trig", "nq"])
def test_rdf_can_be_loaded_into_another_store(filled: Store, tmp_path: Path, format: str, document: Document) -> None:
    assert export(filled, tmp_path / "out", format) == 2
    with open_store() as other:
        other.load(io.BytesIO((tmp_path / "out").read_bytes()), format)
        name = iri.document(document.meta)
        assert set(other.triples(name)) == set(filled.triples(name))


def test_json_ld_is_read_by_another_library(filled: Store, tmp_path: Path, document: Document) -> None:
    from rdflib import Dataset, URIRef

    export(filled, tmp_path / "out.jsonld", "jsonld")
    read = Dataset().parse(tmp_path / "out.jsonld", format="json-ld")
    assert len(read.graph(URIRef(iri.document(document.meta)))) == len(set(triples(document)))


@pytest.mark.parametrize("name", FACTS)
def test_every_row_carries_document_clause_page_and_quote(filled: Store, name: str) -> None:
    found = list(rows(filled, name))
    assert found
    for row in found:
        assert all(row[key] for key in ("title", "path", "page", "quote", "document", "clause"))


def test_csv_holds_every_fact_once(filled: Store, tmp_path: Path, document: Document) -> None:
    export(filled, tmp_path / "out.csv", "csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.DictReader(file))
    conditions = sum(len(getattr(record, "conditions", ())) for record in document.records)
    assert len(read) == len(document.records) + conditions
    assert {row["kind of fact"] for row in read} == set(FACTS)


def test_a_spreadsheet_has_a_sheet_for_each_kind(filled: Store, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    export(filled, tmp_path / "out.xlsx", "xlsx")
    book = load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == list(FACTS)
    head, first = list(book["targets"].iter_rows(values_only=True))[:2]
    row = dict(zip(head, first, strict=True))
    assert float(row["value"]) == 13.5 and row["path"] == "一/(一)"


def test_words_that_look_like_a_formula_stay_words(store: Store, document: Document, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    duty = replace(document.records[2], task="=HYPERLINK(1)")
    store.replace(iri.document(document.meta), triples(replace(document, records=(duty,))))
    export(store, tmp_path / "out.xlsx", "xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx")["responsibilities"]
    assert {cell.data_type for cell in sheet[2]} <= {"s", "n", "d"}
    export(store, tmp_path / "out.csv", "csv")
    assert "'=HYPERLINK(1)" in (tmp_path / "out.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("character", ["\x01", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_hold_leaves_the_spreadsheet_whole(
    store: Store, document: Document, tmp_path: Path, character: str
) -> None:
    from openpyxl import load_workbook

    duty = replace(document.records[2], task=f"建设{character}水库")
    store.replace(iri.document(document.meta), triples(replace(document, records=(duty,))))
    export(store, tmp_path / "out.xlsx", "xlsx")
    assert "建设水库" in [cell.value for cell in load_workbook(tmp_path / "out.xlsx")["responsibilities"][2]]


@pytest.mark.parametrize("format", ["trig", "nq", "csv"])
def test_a_name_that_ends_in_gz_is_compressed(filled: Store, tmp_path: Path, format: str) -> None:
    plain, packed = tmp_path / f"out.{format}", tmp_path / f"out.{format}.gz"
    export(filled, plain, format)
    export(filled, packed, format)
    assert sorted(gzip.decompress(packed.read_bytes()).splitlines()) == sorted(plain.read_bytes().splitlines())
    assert sorted(file.name for file in tmp_path.iterdir()) == [plain.name, packed.name]


def test_an_unknown_format_leaves_no_file(filled: Store, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=", ".join(FORMATS)):
        export(filled, tmp_path / "out", "doc")
    assert not list(tmp_path.iterdir())
