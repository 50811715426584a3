"""Assignments in task tables: columns headed 牵头单位, 责任单位, 配合单位."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.extract.assignment import Part, Role, assignments, parts
from ingest.record import Clause
from ingest.rules import load

__all__ = ["Cell", "cells"]

_RULES = load("responsibility")
_COLUMNS = tuple(_RULES[name] for name in ("column-lead", "column-support", "column-responsible"))
_TASK = _RULES["column-task"].regex
_TIME = _RULES["column-time"].regex
_LABEL = re.compile(r"(?:牵头|责任|配合|参与|主办|协办)(?:单位|部门)?[:：]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that names agencies, with the task and the time of its row `start … end`."""

    start: int
    end: int
    task: str
    parts: tuple[Part, ...]
    time: str = ""  # what the row says of when, as written


def cells(clause: Clause) -> Iterator[Cell]:
    """Yield the cells that name agencies, row by row, under the heads of the nearest row above that has such heads.

    >>> text = "任务\\t牵头单位\\t配合单位\\n整修泵站\\t市水利局\\t市财政局、各区政府"
    >>> rows = (0, 12), (13, len(text))
    >>> [(part.name.text, part.role) for cell in cells(Clause("d", "表", text, rows=rows)) for part in cell.parts]
    [('市水利局', 'lead'), ('市财政局', 'support'), ('各区政府', 'support')]
    """
    roles: dict[int, Role] = {}
    task_column = time_column = -1
    for start, end in clause.rows:
        row = _row(clause.text, start, end)
        heads = {at: role for at, (_, text) in enumerate(row) if (role := _head(text))}
        if heads:
            roles = heads
            task_column = next((at for at, (_, text) in enumerate(row) if _TASK.match(_plain(text))), -1)
            time_column = next((at for at, (_, text) in enumerate(row) if _TIME.match(_plain(text))), -1)
            continue
        if not roles:
            continue
        others = [text for at, (_, text) in enumerate(row) if at not in roles]
        task = row[task_column][1] if 0 <= task_column < len(row) else max(others, key=len, default="")
        time = row[time_column][1] if 0 <= time_column < len(row) else ""
        for at, role in roles.items():
            if at < len(row) and (found := _agencies(row[at][1], row[at][0], role)):
                yield Cell(start, end, task, found, time)


def _agencies(text: str, start: int, role: Role) -> tuple[Part, ...]:
    if _LABEL.search(text):
        return tuple(
            replace(part, name=replace(part.name, start=part.name.start + start, end=part.name.end + start))
            for found in assignments(text)
            for part in found.parts
        )
    return parts(text, start, role)


def _row(text: str, start: int, end: int) -> list[tuple[int, str]]:
    found, at = [], start
    for cell in text[start:end].split("\t"):
        bare = cell.strip()
        found.append((at + cell.find(bare) if bare else at, bare))
        at += len(cell) + 1
    return found


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def _head(text: str) -> Role | None:
    if not text or len(text) > 20:
        return None
    plain = _plain(text)
    return next((rule.emit["role"] for rule in _COLUMNS if rule.regex.match(plain)), None)
