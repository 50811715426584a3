"""Rows as a spreadsheet that prints: title, head, wrapped cells, and no words that a spreadsheet would run."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from graph.formats.xmltext import xml_text

__all__ = ["XLSX", "spreadsheet"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def spreadsheet(title: str, columns: Mapping[str, int], rows: Iterable[Sequence[Any]], note: str = "") -> bytes:
    r"""Return a workbook with one sheet: `title` over `columns` (name and width in characters), then `rows`.

    >>> import zipfile
    >>> zipfile.is_zipfile(io.BytesIO(spreadsheet("任务台账", {"序号": 6, "任务": 40}, [(1, "=1+1\ufffe")])))
    True
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "台账"
    line = Side("thin", "999999")
    border, wrapped = Border(line, line, line, line), Alignment(wrap_text=True, vertical="top")
    sheet.append([None])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(columns))
    _write(sheet.cell(1, 1), title).font = Font(size=16, bold=True)
    sheet.cell(1, 1).alignment = Alignment(horizontal="center")
    for at, (name, width) in enumerate(columns.items(), 1):
        cell = _write(sheet.cell(2, at), name)
        cell.font, cell.border, cell.alignment = Font(bold=True), border, Alignment(wrap_text=True, vertical="center")
        cell.fill = PatternFill("solid", "E8EEF5")
        sheet.column_dimensions[get_column_letter(at)].width = width
    number = 2
    for number, row in enumerate(rows, 3):
        for at, value in enumerate(row, 1):
            cell = _write(sheet.cell(number, at), value)
            cell.border, cell.alignment = border, wrapped
    if note:
        _write(sheet.cell(number + 1, 1), note).font = Font(italic=True, color="666666")
    sheet.freeze_panes, sheet.print_title_rows = "A3", "1:2"
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(columns))}{max(number, 2)}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(cell: Any, value: Any) -> Any:
    """Put a value into a cell; words stay words, whatever they begin with."""
    if isinstance(value, list | tuple):
        value = "；".join(" ".join(map(str, one.values())) if isinstance(one, Mapping) else str(one) for one in value)
    if isinstance(value, bool) or value is None or isinstance(value, int | float | Decimal | date):
        cell.value = value
        return cell
    cell.value = xml_text(str(value))[:32_767]
    cell.data_type = "s"
    return cell
