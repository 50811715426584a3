"""Targets in tables: a row an indicator, columns for unit, base, goals by year and 属性."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import dropwhile
from typing import Any

from ingest.extract.goal import Change, base_year, goal
from ingest.extract.timeframe import masked, reference
from ingest.parse.normalize import plain
from ingest.record import Clause, Evidence, Reading, Target
from ingest.rules import load
from ingest.value.date import last_day, periods, plan_years
from ingest.value.number import DIGITS, parse
from ingest.value.unit import Op, bare_values, measures, relation

__all__ = ["extract"]

_HEAD = re.compile(r"任\s*务|时限|措施|牵头|责任|指\s*标|属\s*性|单\s*位|目标|序\s*号|项\s*目|年度|现状|基期|类\s*别")
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年?")
_PLAN_END = re.compile(r"(?P<plan>十[一二三四五六七]?)五[”\"]?(?:时期|期间|期)?(?:末|目标)")
_PLACES = re.compile(
    r"地区|区域|县区|区县|市县|市州|县市区|县（市、区）|各?县（市、区）|各?市（州）|乡镇|乡镇（街道）|单位名称"
)
_TASK = re.compile(r"任务|措施|工作内容|事项|工作要求|具体内容|目标任务|重点工作")
_DUE = re.compile(r"时限|完成时间|期限|时间(?:节点|要求|安排|进度)?$|完成年")
_BASE = re.compile(r"基期|基数|现状|实际|完成值|实绩|初值|[（(]?基准")
_GROWTH = re.compile(r"年均|增速|增长|累计|增幅|降幅|\[")
_VALUE = load("target").pattern(
    rf"^(?P<before>%{{cell-before}})?\s*(?P<open>[\[［【〔(（])?\s*(?P<inner>[≥≤＞＜><约])?\s*(?P<sign>[-−－])?(?P<value>{DIGITS})"
    r"\s*(?P<unit>[^\d\]］】〕)）左以]{0,8}?)\s*(?P<close>[\]］】〕)）])?\s*(?P<after>%{cell-after})?$"
)
_DECREASE = re.compile(r"(?:降低率?|下降率?|减少率?|削减率?|下降幅度|降低幅度|降幅|减少|下降)$")
_INCREASE = re.compile(r"(?:增长|提高|新增|增加)(?:幅度)?$|增幅$")
_DATED = re.compile(r"^(?:到|至)?(?:19|20)\d{2}年(?:底|末)?(?:目标)?[：:]?")
_NUMBER_CELL = re.compile(r"\s*[（(]?\d{1,3}[)）.、]?\s*")
_NONE = {"", "—", "-", "－", "/", "——"}
_UNIT = re.compile(
    r"[（(]\s*(?P<unit>[^（）()]{1,14}(?=\s*[)）])|[%％‰])\s*[)）]?\s*$"
)  # a scan may lose the last bracket


@dataclass(slots=True)
class _Columns:
    """What the columns of a table hold, by place."""

    width: int = 0
    name: int = 0
    unit: int | None = None
    nature: int | None = None
    scope: int | None = None
    task: int | None = None
    due: int | None = None
    named: bool = False  # whether a head says which column holds the names
    bases: set[int] = field(default_factory=set)
    goals: dict[int, tuple[date | None, bool]] = field(
        default_factory=dict
    )  # place -> (by, whether the column says growth)


def extract(reading: Reading) -> Iterator[Target]:
    """Yield a target for each goal cell of the tables in the clause; base columns and heads give none.

    `by` is the year of the column; a unit stands in its own column, in brackets after the name, or in the cell.
    """
    clause = reading.clause
    columns: _Columns | None = None
    known = reference(reading.document)
    turned = _turned(clause)
    if turned:
        yield from _turned_rows(reading, turned)
        return
    above = False  # whether the row above is a head too
    for start, end in clause.rows:
        row = clause.text[start:end]
        cells = row.split("\t")
        heads = _columns(cells, known.year, known.years)
        if heads is not None:
            columns, above = _merged(columns, heads, above), True
            continue
        above = False
        if columns is not None and (columns.goals or columns.task is not None):
            # A cell that spans rows stands in the first of them only, so the other rows lack it on their left.
            cells = [""] * (columns.width - len(cells)) + cells
            days = _due_days(reading, columns, cells)
            yield from _row(reading, columns, cells, (start, end), days)
            words = {place for place, (by, _) in columns.goals.items() if by is None}
            words |= set() if columns.task is None else {columns.task}
            yield from _tasks(reading, columns, [cells[i] for i in sorted(words) if i < len(cells)], days, (start, end))


def _columns(cells: list[str], now: int | None, span: tuple[int, int] | None) -> _Columns | None:
    """Return what the cells of a head row announce, None for a row of values."""
    plain_cells = [re.sub(r"\s", "", cell) for cell in cells]
    if not _heads(plain_cells):
        return None
    found = _Columns(len(cells))
    named = False
    for index, cell in enumerate(plain_cells):
        year = _year(cell)
        if _BASE.search(cell):
            found.bases.add(index)
        if _DUE.search(cell):
            found.due = index
        elif _TASK.search(cell) and "目标" not in cell:
            found.task, found.name = index, found.name if named else index
        elif "属性" in cell or "性质" in cell:
            found.nature = index
        elif re.fullmatch(r"(?:计量)?单位", cell):
            found.unit = index
        elif year and not _BASE.search(cell):
            found.goals[index] = (last_day(year), bool(_GROWTH.search(cell)))
        elif re.search(r"目标(?:值|要求|任务)?$", cell) and "指标" not in cell:
            found.goals[index] = (None, False)
        elif _GROWTH.search(cell) and not _BASE.search(cell):
            found.goals[index] = (None, True)
        elif re.search(r"指标|项目|名称|任务|内容", cell) and not named:
            found.name, named = index, True
    found.named = named
    _drop_present(found, plain_cells, now, span)
    return found


def _heads(cells: list[str]) -> bool:
    """Whether the cells head columns: two or more say what stands below, and none is a value."""
    told = [cell for cell in cells if len(cell) < 16]
    named = [cell for cell in told if _HEAD.search(cell) or _YEAR.match(cell) or _PLAN_END.search(cell)]
    return len(named) >= 2 and not any(_VALUE.match(cell) and not _YEAR.match(cell) for cell in cells[1:])


def _drop_present(found: _Columns, plain_cells: list[str], now: int | None, span: tuple[int, int] | None) -> None:
    """Take out the columns of years that say where things stand."""
    for index in [i for i, (by, _) in found.goals.items() if by and now and by.year < now]:
        del found.goals[index]  # where things stood
    years = sorted((by, index) for index, (by, growth) in found.goals.items() if by and not growth)
    based = any(_BASE.search(cell) and _YEAR.search(cell) for cell in plain_cells)
    opens = now is None or (years and years[0][0].year == now and not (span and span[0] == now < span[1]))
    if opens and not based and len({by for by, _ in years}) > 1 and "目标" not in plain_cells[years[0][1]]:
        del found.goals[years[0][1]]  # the first of several years is where things stand


def _merged(old: _Columns | None, new: _Columns, above: bool) -> _Columns:
    """Return the columns of a head over two rows: the second row says more of the columns of the first."""
    if old is None:
        return new
    if not above:
        return new if new.goals or not old.goals else old
    new.name = new.name if new.named or not old.named else old.name
    new.named = new.named or old.named
    new.unit, new.nature = (new.unit or old.unit), (new.nature or old.nature)
    new.task, new.due = (new.task or old.task), (new.due or old.due)
    new.width = max(new.width, old.width)
    new.goals = {index: goal for index, goal in (new.goals or old.goals).items() if index not in old.bases}
    return new


def _year(cell: str) -> int | None:
    """Return the year that a head names: 2025年, “十四五”末."""
    if match := _YEAR.search(cell):
        return int(match[1])
    match = _PLAN_END.search(cell)
    return plan_years(match["plan"])[1] if match else None


def _turned(clause: Clause) -> list[tuple[str, str, int | None]] | None:
    """Return name, unit and year of each column where the indicators head the columns and years or places the rows."""
    if len(clause.rows) < 2:
        return None
    cells = [re.sub(r"\s", "", cell) for cell in clause.text[slice(*clause.rows[0])].split("\t")]
    firsts = [clause.text[slice(*row)].split("\t")[0].strip() for row in clause.rows[1:]]
    by_year = re.fullmatch(r"年[份度]|时间|目标年", cells[0]) and all(_YEAR.match(first) for first in firsts)
    told = " ".join((clause.title, *clause.headings[-1:], clause.text[: clause.rows[0][0]][-40:]))
    by_place = _PLACES.fullmatch(cells[0]) and re.search(r"目标|任务|计划", told)
    bare = any(_YEAR.fullmatch(cell) for cell in cells)  # the columns are years: what is measured stands elsewhere
    if len(cells) < 2 or not (by_year or by_place) or bare or (by_year and any(_year(cell) for cell in cells)):
        return None
    units = [_UNIT.search(cell) for cell in cells]
    return [
        (_DATED.sub("", cell[: unit.start()] if unit else cell), unit["unit"] if unit else "", _year(cell))
        for cell, unit in zip(cells, units, strict=True)
    ]


def _turned_rows(reading: Reading, columns: list[tuple[str, str, int | None]]) -> Iterator[Target]:
    now = reference(reading.document).year
    for start, end in reading.clause.rows[1:]:
        first, *cells = reading.clause.text[start:end].split("\t")
        year = _YEAR.match(first.strip())
        if (year and now and int(year[1]) < now) or re.search(r"合计|总计|小计", first):
            continue
        for (name, unit, due), cell in zip(columns[1:], cells, strict=False):
            told = _cell(cell, unit, name, growth=False) if len(name) >= 2 else None
            if told and told.unit:
                yield Target(
                    Evidence(reading.clause, start, end, "target/table"), told.indicator, told.value, told.unit,
                    told.op, told.change, None if year else first.strip(), told.base,
                    last_day(int(year[1])) if year else last_day(due) if due else None,
                )  # fmt: skip


def _row(
    reading: Reading, columns: _Columns, cells: list[str], span: tuple[int, int], days: list[date]
) -> Iterator[Target]:
    name = cells[columns.name] if columns.name < len(cells) else ""
    if re.fullmatch(r"[\s\d.、]*", name):
        name = next((cell for cell in cells if len(re.findall(r"[一-龥]", cell)) >= 2), "")
    own_unit = _UNIT.search(name)
    unit = cells[columns.unit].strip() if columns.unit is not None and columns.unit < len(cells) else ""
    unit = "" if unit in _NONE else unit
    bare = name[: own_unit.start()] if own_unit else name
    indicator = re.sub(r"^\s*(?:[\d.、]+|[（(]\d+[)）]|[☆★*▲])\s*(?![一-龥]*岁)", "", bare).strip()
    indicator = re.sub(r"^其中[:：]?\s*", "", indicator)
    indicator = re.sub(r"(?<=[一-龥”）])\s+(?=[一-龥“（])", "", indicator)
    nature: Any = next((word for cell in cells for word in ("约束性", "预期性") if word in cell), None)
    for place, (by, growth) in columns.goals.items():
        cell = (
            _cell(cells[place], unit or (own_unit["unit"] if own_unit else ""), indicator, growth)
            if place < len(cells)
            else None
        )
        if cell is not None and len(indicator) >= 2:
            evidence = Evidence(reading.clause, *_proof(cells, span), "target/table")
            yield Target(
                evidence, cell.indicator, cell.value, cell.unit or None,
                cell.op, cell.change, None, cell.base, by or (days[-1] if days else _latest(columns)), nature,
            )  # fmt: skip


def _proof(cells: list[str], span: tuple[int, int]) -> tuple[int, int]:
    """Return where the row stands without its number."""
    start, end = span
    own = list(dropwhile(lambda cell: not cell, cells))  # empty ones on the left may stand for one that spans rows
    if len(own) > 1 and _NUMBER_CELL.fullmatch(own[0]):
        start += len(own[0]) + 1
    return start, end


def _tasks(
    reading: Reading, columns: _Columns, words: list[str], days: list[date], span: tuple[int, int]
) -> Iterator[Target]:
    """Read the goals that the words of a task set (完成安全鉴定52座 | 市水利局 | 2024年5月15日前)."""
    for cell in words:
        text = masked(cell).text
        for measure in (*measures(text), *bare_values(text)):
            first = max(text.rfind(mark, 0, measure.start) + 1 for mark in "，；。、")
            found = None if measure.unit in ("年", "月", "日", "个月") else goal(text, first, len(text), measure)
            if found and found.indicator:
                yield Target(
                    Evidence(reading.clause, *span, "target/task-table"), found.indicator, measure.value,
                    measure.unit or None, found.op if measure.op == "=" else measure.op, found.change, None, found.base,
                    days[-1] if days else _latest(columns),
                )  # fmt: skip


def _due_days(reading: Reading, columns: _Columns, cells: list[str]) -> list[date]:
    due = masked(cells[columns.due]).text if columns.due is not None and columns.due < len(cells) else ""
    return [period.last for period in periods(due, reference(reading.document)) if period.last]


def _latest(columns: _Columns) -> date | None:
    days = [by for by, _ in columns.goals.values() if by]
    return max(days) if days else None


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a goal cell says of its indicator."""

    indicator: str
    value: float
    unit: str
    op: Op
    change: Change
    base: str | None = None


def _cell(cell: str, unit: str, indicator: str, growth: bool) -> _Cell | None:
    """Read one goal cell, None where it states no number."""
    text = re.sub(r"\s", "", plain(cell).text.replace("％", "%"))
    match = _VALUE.match(text)
    if match is None:
        return _in_words(text, unit, indicator)
    if not match["unit"] and not unit and _YEAR.fullmatch(text):
        return None
    cell_unit = (match["unit"] or unit).replace("％", "%").replace("个百分点", "百分点")
    name, change = indicator, "reach"
    if match["sign"] or match["before"] in ("下降", "降低", "减少") or _DECREASE.search(indicator):
        name, change = _DECREASE.sub("", indicator), "decrease"
    elif match["before"] in ("提高", "增长") or _INCREASE.search(indicator):
        change = "increase"
    if growth and not match["open"] and cell_unit != "%" and not match["unit"]:
        cell_unit = "%"  # a column of yearly growth
    op = relation(match["before"] or match["inner"], match["after"])
    return _Cell(name or indicator, parse(match["value"]), cell_unit, op, change)  # type: ignore[arg-type]


def _in_words(text: str, unit: str, indicator: str) -> _Cell | None:
    """Read a cell that says its goal in words (比2020年下降18%)."""
    words, base = base_year(text)
    found = [measure for measure in (*measures(words), *bare_values(words)) if measure.unit != "年"]
    if (
        not found
        or len(
            re.findall(
                r"[一-龥]",
                re.sub(
                    r"较|达到|力争|确保|基本|下降|降低|提高|增长|减少|控制在|以上|以内|左右|累计|年均",
                    "",
                    words[: found[-1].start],
                ),
            )
        )
        > 2
    ):
        return None  # words of their own: a task, not a value of the row's indicator
    measure, before = found[-1], words[: found[-1].start]
    change: Change = "reach"
    if re.search(r"下降|降低|减少|压减", before) and not re.search(r"[到至]$", before):
        change = "decrease"
    elif re.search(r"提高|增长|增加|新增", before) and not re.search(r"[到至]$", before):
        change = "increase"
    return _Cell(indicator, measure.value, measure.unit or unit, measure.op, change, base)
