"""Cuts the rows of a table at cells whose numbers run through it, as in a list of indicators laid out as a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.record import Block
from ingest.structure.cut import cut
from ingest.structure.label import Label, label

__all__ = ["numbered_rows"]

_CELL = re.compile(r"[^\t]+")
_LEAST = 5  # numbers in a row, from 1 on, that are a numbering of clauses rather than a column of numbers
_KINDS = frozenset({"han", "han-paren", "arabic"})


def numbered_rows(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks with rows cut before each cell that opens with a label of a numbering of several levels,
    as blocks of their own (`cell`).

    >>> def row(text): return Block(text, (), "row")
    >>> rows = [row("一、质量\\t（一）定位\\t1.门诊比\\t定量"), *(row(f"{n}.指标\\t定量") for n in range(2, 7))]
    >>> [block.text for block in numbered_rows(rows)][:4]
    ['一、质量', '（一）定位', '1.门诊比\\t定量', '2.指标\\t定量']
    >>> [block.text for block in numbered_rows([row("1.门诊比\\t定量")])]
    ['1.门诊比\\t定量']
    """
    labels = [list(_labels(block)) if block.kind == "row" else [] for block in blocks]
    numbered = _chain([one.ordinal for found in labels for _, one in found if one.kind == "arabic"])
    nested = {one.kind for found in labels for _, one in found} >= {"han", "arabic"}
    for block, found in zip(blocks, labels, strict=True):
        if not found or numbered < _LEAST or not nested:
            yield block
            continue
        starts = {at for at, _ in found}
        at = 0
        for part in cut(block, sorted(starts - {0})):
            yield replace(part, kind="cell") if at in starts else part
            at += len(part.text) + 1


def _labels(block: Block) -> Iterator[tuple[int, Label]]:
    for cell in _CELL.finditer(block.text):
        found = label(cell[0])
        if found is not None and found.kind in _KINDS and len(cell[0].strip()) > found.rest:
            yield cell.start(), found


def _chain(numbers: Sequence[int | None]) -> int:
    """Return how far the numbers count up from 1 one by one."""
    return next((at for at, number in enumerate([*numbers, None]) if number != at + 1), 0)
