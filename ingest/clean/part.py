"""A part: what one line of a file gives to a paragraph, once its markup is taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from ingest.clean.opening import opens
from ingest.record import Block, Line, Piece

__all__ = ["Bit", "Part", "block"]


_AGENCY = re.compile(r"[\u4e00-\u9fff（）]{2,24}(?:人民政府|委员会|办公室|办公厅|[厅局部委署行院])")


@dataclass(frozen=True, slots=True)
class Bit:
    """Characters `start … end` of a line, and what stands for the gap after them: nothing, a tab between cells."""

    line: Line
    start: int
    end: int
    glue: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The bits of one line that belong together; `gap` counts the blank lines before it, in files without boxes.

    `opens` tells whether it begins with a label: a number, an article, a box, a table, an annex.
    """

    bits: tuple[Bit, ...]
    kind: Literal["text", "row"] = "text"
    heading: int | None = None
    gap: int = 0
    line: Line = field(init=False, compare=False, repr=False)
    text: str = field(init=False, compare=False)
    opens: bool = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        text = "".join([bit.line.text[bit.start : bit.end] + bit.glue for bit in self.bits])
        for name, value in (("line", self.bits[0].line), ("text", text), ("opens", opens(text))):
            object.__setattr__(self, name, value)


def block(parts: Sequence[Part]) -> Block:
    """Join parts into one block: nothing between Chinese characters or two digits, a space between Latin words and
    between issuers that stand under each other.

    >>> parts = [Part((Bit(Line(text, 1), 0, len(text)),)) for text in ("到2027年，建成 5G", "base", "站")]
    >>> block(parts).text
    '到2027年，建成 5G base站'
    """
    texts: list[str] = []
    pieces: list[Piece] = []
    at, last, before_text = 0, "", ""
    for part in parts:
        for index, bit in enumerate(part.bits):
            text = bit.line.text[bit.start : bit.end]
            if index == 0 and last and text and (_apart(last, text[0]) or _issuers(before_text, part.text)):
                texts.append(" ")
                before = pieces[-1]
                pieces[-1] = Piece(before.start, before.end + 1, before.line, before.offset)
                at += 1
            text += bit.glue
            if text:
                pieces.append(Piece(at, at + len(text), bit.line, bit.start))
                texts.append(text)
                at += len(text)
                last = text[-1]
        before_text = part.text
    return Block("".join(texts), tuple(pieces), parts[0].kind, parts[0].heading)


def _issuers(above: str, text: str) -> bool:
    """Whether two whole lines each name an agency, as the issuers above a title do: they keep a space between them."""
    return _AGENCY.fullmatch(above) is not None and _AGENCY.fullmatch(text) is not None


def _apart(last: str, first: str) -> bool:
    """Whether a space belongs between two lines: between Latin words, not within a number that the line's end tore."""
    both = last + first
    return both.isascii() and both.isalnum() and not both.isdigit()
