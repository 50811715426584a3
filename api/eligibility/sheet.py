"""Tables of applicants: CSV or XLSX, a row an applicant, a column a variable by its id or label."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from graph.eligibility.answer import AnswerError, Answers, parse_answer
from graph.eligibility.criterion import Variable

__all__ = ["BYTES", "MOST", "Applicant", "SheetError", "applicants", "template"]

MOST: Final = 5_000
"""How many applicants one table may hold."""

BYTES: Final = 5 << 20
_COLUMNS: Final = 500
_CELL: Final = 200
_NAMES: Final = ("申请人", "名称", "企业名称", "姓名", "applicant", "name")
_UNKNOWN: Final = ("", "不知道", "未知", "—", "-")


class SheetError(ValueError):
    """A table that cannot be used; the message names row and column, in English and in `chinese`."""

    def __init__(self, english: str, chinese: str) -> None:
        super().__init__(english)
        self.chinese = chinese


@dataclass(frozen=True, slots=True)
class Applicant:
    """One row: the number that a spreadsheet shows for it, a name, and answers by variable."""

    row: int
    name: str
    answers: Answers


def applicants(data: bytes, variables: Mapping[str, Variable]) -> list[Applicant]:
    """Read a table. Raises SheetError: no such column, a cell that cannot be used, too many rows.

    >>> from graph.eligibility.criterion import Variable
    >>> v1 = Variable("v1", "职工人数", "", "quantity", "人")
    >>> applicants("名称,职工人数\\n甲厂,30人\\n乙厂,\\n".encode(), {"v1": v1})[0].answers
    {'v1': 30.0}
    """
    if len(data) > BYTES:
        raise SheetError(f"the file is larger than {BYTES >> 20} MiB", f"文件超过{BYTES >> 20} MiB")
    lines = _book(data) if data[:2] == b"PK" else _text(data)
    head = [_plain(cell) for cell in next(lines, ())]
    columns = _columns(head, variables)
    found: list[Applicant] = []
    for number, line in enumerate(lines, 2):
        if not any(_plain(cell) for cell in line):
            continue
        if len(found) == MOST:
            raise SheetError(f"row {number}: a table may have {MOST} applicants", f"第{number}行：最多{MOST}个申请人")
        found.append(_applicant(number, line, columns))
    if not found:
        raise SheetError(
            "the table has no applicants; give a head row and one row for each", "表中没有申请人；须有表头和每人一行"
        )
    return found


def _columns(head: Sequence[str], variables: Mapping[str, Variable]) -> list[Variable | None]:
    """Return the variable of each column, None for the names of applicants."""
    if not 1 <= len(head) <= _COLUMNS:
        raise SheetError(
            f"row 1: there are {len(head)} columns; give 1 to {_COLUMNS}",
            f"第1行：须有1至{_COLUMNS}列",
        )
    labels: dict[str, list[Variable]] = {}
    for one in variables.values():
        labels.setdefault(one.label, []).append(one)
    found: list[Variable | None] = []
    for at, name in enumerate(head, 1):
        near = [variables[name]] if name in variables else labels.get(name, [])
        if not near and name.lower() not in _NAMES:
            raise SheetError(
                f"row 1, column {at}: the scheme asks nothing called {name[:40]!r}",
                f"第1行第{at}列：该政策不问“{name[:40]}”",
            )
        if len(near) > 1:
            raise SheetError(
                f"row 1, column {at}: several variables are called {name[:40]!r}; give the id of one",
                f"第1行第{at}列：有几项都叫“{name[:40]}”；请写其编号",
            )
        found.append(near[0] if near else None)
    asked = [one.id for one in found if one]
    if len(asked) != len(set(asked)):
        raise SheetError("row 1: two columns are the same variable", "第1行：有两列是同一项")
    return found


def _applicant(number: int, line: Sequence[Any], columns: Sequence[Variable | None]) -> Applicant:
    name, answers = f"第{number}行", {}
    if len(line) > len(columns) and any(_plain(cell) for cell in line[len(columns) :]):
        raise SheetError(f"row {number}: there are more cells than the head has columns", f"第{number}行：格数多于表头")
    for at, (cell, variable) in enumerate(zip(line, columns, strict=False), 1):
        text = _plain(cell)
        if text in _UNKNOWN:
            continue
        if variable is None:
            name = text[:_CELL]
            continue
        try:
            answers[variable.id] = parse_answer(variable, cell if isinstance(cell, bool) else text)
        except AnswerError as error:
            raise SheetError(
                f"row {number}, column {at} ({variable.label}): {error}",
                f"第{number}行第{at}列（{variable.label}）：{error.chinese}",
            ) from None
    return Applicant(number, name, answers)


def _plain(cell: Any) -> str:
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return "" if cell is None else str(cell).strip()


def _text(data: bytes) -> Iterator[Sequence[Any]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            raise SheetError(
                "the file is neither CSV in UTF-8 or GB 18030 nor XLSX",
                "文件须为 UTF-8 或 GB 18030 的 CSV，或 XLSX",
            ) from None
    if "\x00" in text:
        raise SheetError("the file is no text; give CSV or XLSX", "文件不是文本；请用 CSV 或 XLSX")
    try:
        yield from csv.reader(io.StringIO(text, newline=""))
    except csv.Error as error:
        raise SheetError(f"the file is no CSV: {error}", "文件不是 CSV") from None


def _book(data: bytes) -> Iterator[Sequence[Any]]:
    from zipfile import BadZipFile, ZipFile

    from openpyxl import load_workbook

    try:
        with ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > 20 * BYTES:
                raise SheetError("the workbook unpacks to more than 100 MiB", "工作簿解开后超过 100 MiB")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(values_only=True, max_row=MOST + 3, max_col=_COLUMNS + 1):
            filled = [at for at, cell in enumerate(row, 1) if cell is not None]
            yield row[: filled[-1] if filled else 0]
    except (BadZipFile, KeyError, ValueError, IndexError, OSError, TypeError) as error:
        if isinstance(error, SheetError):
            raise
        raise SheetError("the file is no XLSX workbook that can be read", "文件不是可读的 XLSX 工作簿") from None


def template(variables: Mapping[str, Variable]) -> list[dict[str, str]]:
    """Return an empty table to fill in: one column a variable, by label where that names one alone, else by id."""
    labels = [one.label for one in variables.values()]
    heads = [one.label if labels.count(one.label) == 1 else one.id for one in variables.values()]
    return [{"申请人": ""} | dict.fromkeys(heads, "")]
