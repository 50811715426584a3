"""Cuts a block into several, each with its share of the lines that it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.record import Block, Piece

__all__ = ["cut"]


def cut(block: Block, places: Sequence[int]) -> Iterator[Block]:
    """Yield the block in the parts between `places` (offsets in its text, in order), without white around a tab.

    >>> [part.text for part in cut(Block("一、总体要求（一）指导思想。", ()), [6])]
    ['一、总体要求', '（一）指导思想。']
    """
    for start, stop in pairwise([0, *places, len(block.text)]):
        end = stop - (block.kind != "text" and stop < len(block.text) and block.text[stop - 1] == "\t")
        pieces = tuple(
            Piece(max(p.start, start) - start, min(p.end, end) - start, p.line, p.offset + max(0, start - p.start))
            for p in block.pieces
            if p.start < end and p.end > start
        )
        yield replace(block, text=block.text[start:end], pieces=pieces)
