"""Pages of lines to running text: furniture and markup dropped and listed, broken paragraphs joined.

Not one character is lost: what is in no block is in `Flow.dropped`, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable

from ingest.clean.furniture import furniture, text_furniture
from ingest.clean.join import continues
from ingest.clean.markup import parts
from ingest.clean.part import Bit, Part, block
from ingest.clean.repeat import without_repeats
from ingest.clean.row import whole_rows
from ingest.clean.shape import shape
from ingest.clean.white import broken_at_white
from ingest.record import Block, Dropped, Flow, Line, Source

__all__ = ["clean"]


def clean(source: Source) -> Flow:
    """Join what pages, columns and line breaks tore apart, and drop what is no text.

    Chinese lines join without anything between, Latin ones with a space. Every character other than white stands in
    exactly one piece of one block or in one of `dropped`. A table row is a block of its own, cells separated by tabs.

    >>> from ingest.record import Page
    >>> lines = ("# 某市节水办法", "", "节水优先。全面贯", "", "— 2 —", "", "彻节水规划。", "", "一、目标")
    >>> page = Page(tuple(Line(text, number) for number, text in enumerate(lines, 1)))
    >>> flow = clean(Source("a.md", "", "text/markdown", (page,)))
    >>> [block.text for block in flow.blocks]
    ['某市节水办法', '节水优先。全面贯彻节水规划。', '一、目标']
    >>> [(drop.text, drop.reason) for drop in flow.dropped]
    [('#', 'markup'), ('— 2 —', 'page-number')]
    """
    lines = [line for page in source.pages for line in page.lines]
    paged = any(page.height for page in source.pages)
    reasons = furniture(source.pages) if paged else text_furniture(lines)
    reasons |= {line.number: line.aside for line in lines if line.aside}
    dropped = [Dropped(line.text.strip(), reasons[line.number], line) for line in lines if line.number in reasons]
    kept = [line for line in lines if line.number not in reasons]
    if paged:
        found = [_whole(line) for line in kept if line.text.strip()]
    else:
        found, marks = parts(kept)
        found = list(broken_at_white(found))
        dropped += marks
    found, repeated = without_repeats(found)
    found = whole_rows(found)
    dropped += repeated
    dropped.sort(key=lambda drop: drop.line.number)
    return Flow(source, tuple(_joined(found)), tuple(dropped))


def _whole(line: Line) -> Part:
    return Part((Bit(line, 0, len(line.text)),), "row" if line.cells else "text")


def _joined(found: list[Part]) -> Iterable[Block]:
    usual = shape(found)
    current: list[Part] = []
    for part in found:
        if current and not continues(current, part, usual):
            yield block(current)
            current = []
        current.append(part)
    if current:
        yield block(current)
