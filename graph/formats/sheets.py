"""Tables of all facts for spreadsheets: CSV, one list of all kinds; XLSX, one sheet a kind."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from graph.formats.kinds import FACTS, kinds
from graph.formats.rows import rows
from graph.formats.xmltext import xml_text
from graph.store.protocol import Store

__all__ = ["facts", "safe", "write_csv", "write_xlsx"]

_RISKY: Final = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the beginning of a formula


def facts(store: Store, document: str, format: str) -> bytes:
    """Return the facts of one document as `csv` or `xlsx`, laid out as for the whole store."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "facts")
        {"csv": write_csv, "xlsx": write_xlsx}[format](store, path, document)
        return path.read_bytes()


def write_csv(store: Store, path: Path, document: str | None = None) -> None:
    """Write all facts, or those of one document, as one list with a column that names the kind."""
    fields = (field.name for name in FACTS for field in kinds()[name].fields)
    columns = dict.fromkeys(("kind of fact", *fields))
    with path.open("w", encoding="utf-8-sig", newline="") as output:  # the mark tells spreadsheets that it is UTF-8
        writer = csv.DictWriter(output, list(columns))
        writer.writeheader()
        for name in FACTS:
            for row in rows(store, name, document):
                writer.writerow({"kind of fact": name} | {key: safe(value) for key, value in row.items()})


def write_xlsx(store: Store, path: Path, document: str | None = None) -> None:
    """Write all facts, or those of one document, as a workbook with one sheet a kind."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for name in FACTS:
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append([field.name for field in kinds()[name].fields])
        for row in rows(store, name, document):
            sheet.append([_cell(sheet, value) for value in row.values()])
    content = io.BytesIO()
    book.save(content)
    path.write_bytes(content.getvalue())


def _cell(sheet: Any, value: Any) -> Any:
    """Keep words words: without this a quote that begins with = would be a formula."""
    if not isinstance(value, str):
        return value
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, xml_text(value))  # openpyxl drops control characters alone, and fails at U+FFFE
    cell.data_type = "s"
    return cell


def safe(value: Any) -> Any:
    """Put an apostrophe before words that a spreadsheet would run as a formula.

    >>> safe("=1+1"), safe(">="), safe(13.5)
    ("'=1+1", '>=', 13.5)
    """
    return f"'{value}" if isinstance(value, str) and len(value) > 1 and value.startswith(_RISKY) else value
