"""Splits a journal, gazette or 汇编 into the documents it reprints, and drops its masthead, contents and slogans."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.record import Block, Dropped
from ingest.rules import load
from ingest.structure.head import is_date_line
from ingest.structure.label import Label, label
from ingest.structure.rank import labelled

__all__ = ["Part", "split"]

_KIND_WORD = load("compilation").pattern(r"%{kinds}\s*[》”]?\s*(?:解读|答记者问)?\s*(?:[（(][^（）()]{1,30}[)）]\s*)*$")
_TITLE_LENGTH = range(4, 81)
_OPENS = {"han", "chapter", "article", "part", "han-paren", "decimal-head", "decimal"}  # first labels, numbered 1
_LOOK_AHEAD = 40  # blocks after a title within which its numbering begins
_SLOGAN = 40  # characters: what stands longer between two pieces is text, not a slogan


@dataclass(frozen=True, slots=True)
class Part:
    """The blocks of one document, and the note that says where it was taken from."""

    blocks: tuple[Block, ...]
    source_note: str | None = None


def split(blocks: Sequence[Block]) -> tuple[list[Part], list[Dropped]]:
    """Return the documents that the blocks hold, one unless the file is a compilation, and what belongs to none.

    A new piece begins at a line that looks like a title (by its type or its last word) where the numbering starts anew,
    where the contents list it, or where the piece before has ended with its source.
    """
    body, dropped = _without_contents(blocks)
    listed = _listed(dropped, body)
    starts = _starts(body, listed)
    if len(starts) < 2:
        return [_part(body, dropped, compiled=False)], dropped
    _drop(body[: starts[0]], "masthead", dropped)
    parts = [
        _part(body[start:end], dropped, compiled=True)
        for start, end in zip(starts, [*starts[1:], len(body)], strict=True)
    ]
    return parts, dropped


def _without_contents(blocks: Sequence[Block]) -> tuple[list[Block], list[Dropped]]:
    """Take out the table of contents: entries after 目录, and any run of three or more lines with page numbers."""
    rules = load("compilation")
    head = rules["contents-head"].regex
    kept: list[Block] = []
    dropped: list[Dropped] = []
    index, numbered = 0, False
    while index < len(blocks):
        block = blocks[index]
        end = index
        if head.match(block.text):
            end = _end_of_contents(blocks, index + 1)
        else:
            while end < len(blocks) and _is_entry(blocks[end], numbered):
                end += 1
            if end - index < 3:
                end = index
            numbered = numbered or label(block.text) is not None
        if end > index:
            _drop(blocks[index:end], "contents", dropped)
            index = end
        else:
            kept.append(block)
            index += 1
    return kept, dropped


def _end_of_contents(blocks: Sequence[Block], start: int) -> int:
    """Return where the list after 目录 ends: at a long paragraph or table, or where an entry comes again."""
    entries: set[str] = set()
    for index in range(start, len(blocks)):
        text = _plain(blocks[index].text)
        if len(text) > 80 or text in entries or blocks[index].kind == "row":
            return index
        entries.add(text)
    return start


def _is_entry(block: Block, numbered: bool) -> bool:
    """Whether a line is one of contents: with leaders anywhere, with its page number in front only above all labels."""
    match = (
        None
        if block.kind == "row" or len(block.text) > 120
        else load("compilation")["contents-entry"].regex.match(block.text)
    )
    return bool(match and (match["title2"] or not numbered))


def _listed(dropped: Sequence[Dropped], body: Sequence[Block]) -> set[str]:
    """Return the titles that the contents list; a contents list without a heading is read too."""
    entry = load("compilation")["contents-entry"].regex
    return {_plain(item.text) for item in dropped if item.reason == "contents" and entry.match(item.text)}


def _plain(text: str) -> str:
    match = load("compilation")["contents-entry"].regex.match(text)
    if match:
        text = match["title1"] or match["title2"]
    return re.sub(r"[\s.…·．・]", "", text)


def _starts(blocks: Sequence[Block], listed: set[str]) -> list[int]:
    sizes = [block.pieces[0].line.size for block in blocks if block.pieces and block.pieces[0].line.size]
    usual = statistics.median(sizes) if sizes else None
    opened = labelled(blocks)
    starts: list[int] = []
    numbered = ended = False  # whether the piece so far has labels; whether it has ended
    issued = ""  # the words of the notices so far: a title that stands in them is that of their annex
    for index, block in enumerate(blocks):
        text = block.text.strip()
        if "印发" in text:
            issued += _plain(re.sub(r"[《》]", "", text))
        if (found := opened[index]) is not None:
            numbered, ended = numbered or found.kind != "annex", False
            continue
        if _source(text) or is_date_line(text):
            ended = True
            continue
        typed = _typed(block, usual)
        if not _titlelike(text) or _in_annex(opened, index):
            continue
        fresh = _kind_word(text) and _opens_after(blocks, opened, index) and _plain(text) not in issued
        if (
            _plain(text) in listed
            or (fresh and (numbered or typed or not starts))
            or (ended and typed and starts and _plain(text) not in issued and not _rubric(blocks, index, usual))
        ):
            starts.append(index)
            numbered = ended = False
            issued = _plain(re.sub(r"[《》]", "", text)) if "印发" in text else ""
    return _joined(blocks, starts)


def _joined(blocks: Sequence[Block], starts: list[int]) -> list[int]:
    """Keep the first of starts that follow each other line by line: a title over several lines."""
    return [start for start in starts if start - 1 not in starts or blocks[start - 1].text.endswith(("。", "：", "）"))]


def _titlelike(text: str) -> bool:
    entry = load("compilation")["contents-entry"].regex
    return (
        len(text) in _TITLE_LENGTH
        and not entry.match(text)
        and text[0] not in "□■◆●○▲★◎※·•-<>|"
        and not text.endswith(("。", "；", "，", "：", ":", "、", ";", ","))
    )


def _typed(block: Block, usual: float | None) -> bool:
    """Whether the type sets the block apart as a heading."""
    if block.heading is not None:
        return True
    size = block.pieces[0].line.size if block.pieces else None
    return bool(size and usual and size > 1.15 * usual)


def _kind_word(text: str) -> bool:
    return _KIND_WORD.search(text) is not None


def _opens_after(blocks: Sequence[Block], labels: Sequence[Label | None], index: int) -> bool:
    """Whether the first label after `index`, before any other heading with a title's last word, begins a document."""
    for block, found in zip(blocks[index + 1 :][:_LOOK_AHEAD], labels[index + 1 :], strict=False):
        if found is not None:
            return found.kind in _OPENS and found.ordinal == 1
        if block.heading is not None and _titlelike(block.text.strip()) and _kind_word(block.text.strip()):
            return False
    return False


def _in_annex(labels: Sequence[Label | None], index: int) -> bool:
    return any(found is not None and found.kind == "annex" for found in labels[max(0, index - 3) : index])


def _rubric(blocks: Sequence[Block], index: int, usual: float | None) -> bool:
    """Whether a heading is a rubric or slogan over the title that follows it at once."""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if following is None:
        return True
    title = following.text.strip()
    return (
        _typed(following, usual)
        and _titlelike(title)
        and label(title) is None
        and not title.startswith("关于")
        and not _kind_word(blocks[index].text)
    )


def _source(text: str) -> str | None:
    match = load("compilation")["source-note"].regex.match(text)
    return match["note"] if match else None


def _part(blocks: Sequence[Block], dropped: list[Dropped], *, compiled: bool) -> Part:
    """Cut the source note off, and in a compilation whatever slogan follows the end of the piece."""
    end, note = len(blocks), None
    for index in range(len(blocks) - 1, max(-1, len(blocks) - 8), -1):
        text = blocks[index].text.strip()
        if found := _source(text):
            note = found
            _drop(blocks[index : index + 1], "source-note", dropped)
            _drop(blocks[index + 1 : end], "rubric", dropped)
            end = index
            break
        if compiled and is_date_line(text) and index < len(blocks) - 1:
            if all(len(block.text) <= _SLOGAN and "印发" not in block.text for block in blocks[index + 1 : end]):
                _drop(blocks[index + 1 : end], "rubric", dropped)
                end = index + 1
            break
        if compiled and index == len(blocks) - 1 and blocks[index].heading and label(text) is None and index > 0:
            _drop(blocks[index:end], "rubric", dropped)
            end = index
    return Part(tuple(blocks[:end]), note)


def _drop(blocks: Sequence[Block], reason: str, dropped: list[Dropped]) -> None:
    for block in blocks:
        dropped += [Dropped(block.text[piece.start : piece.end], reason, piece.line) for piece in block.pieces]
