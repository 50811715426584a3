"""Finds the line breaks that a file lost: labels in the middle of a paragraph that the numbering around it calls for.

Text copied out of a web page or a bad PDF often runs on: "一、总体要求（一）指导思想。…。（二）主要目标。…". A list
within a sentence (条件：（1）在本县注册；（2）已投产。) looks alike and is none. The numbering of the document tells
them apart: a label opens a clause where the one before it does, or where without it a number would be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.record import Block
from ingest.rules import load
from ingest.structure.chain import OUTER, Candidate, taken
from ingest.structure.cut import cut
from ingest.structure.label import label

__all__ = ["restore"]

_NUMBERED = OUTER | {"han-paren", "arabic", "arabic-paren", "circled", "decimal"}
_SPACED = frozenset({"part", "chapter", "section", "article"})
_NAMED = frozenset({"supplement", "box", "annex"})
_CLOSING = frozenset("。；;！？!?…")
_AFTER = frozenset("”’）)》〉」』】〕")
_HEADING = re.compile(r"[^。；;：:，,！？]{0,60}")
_PHRASE = re.compile(r"[^。；;：:！？]{4,60}")
_NEAR = 400  # characters on either side of a label that are looked at
_QUOTES = re.compile("[“”]")


def restore(blocks: Sequence[Block]) -> list[Block]:
    """Cut paragraphs where a line break before a label was lost; every other block stays as it is.

    >>> def block(text): return Block(text, ())
    >>> [b.text for b in restore([block("一、要求（一）思想。节水。（二）目标。省水。"), block("二、任务")])]
    ['一、要求', '（一）思想。节水。', '（二）目标。省水。', '二、任务']
    >>> [b.text for b in restore([block("一、条件：（1）在本县注册；（2）已投产。"), block("二、程序")])]
    ['一、条件：（1）在本县注册；（2）已投产。', '二、程序']
    """
    found = [item for number, block in enumerate(blocks) for item in _labels(number, block)]
    if all(item.at == 0 for item in found):
        return list(blocks)
    cuts: dict[int, list[int]] = {}
    for item in taken(found):
        if item.at:
            cuts.setdefault(item.block, []).append(item.at)
    return [part for number, block in enumerate(blocks) for part in cut(block, cuts.get(number, ()))]


# -------------------------------------------------------------- what may be a label
def _labels(number: int, block: Block) -> Iterator[Candidate]:
    """Yield the labels of a paragraph, the one that opens it and those within that might."""
    text = block.text
    if block.kind == "row":
        return
    starts = [match.start() for match in load("lost_break")["inner-label"].regex.finditer(text)]
    indent = len(text) - len(text.lstrip())
    starts = [at for at in starts if at > indent]
    opening = label(text[: starts[0]] if starts else text) or label(text)
    if opening is not None:
        yield Candidate(number, 0, opening, "begin")
        if opening.kind == "annex":
            return  # 附件：1.… lists the annexes
    depth, done = 0, 0
    before, rank = (opening.rest, opening.rank) if opening is not None else (0, -1.0)
    for at, end in zip(starts, [*starts[1:], len(text)], strict=False):
        depth = max(0, depth + sum(1 if mark == "“" else -1 for mark in _QUOTES.findall(text, done, at)))
        done = at
        if (
            depth
            or (inner := label(text[at:end]) or label(text[at : at + _NEAR])) is None
            or inner.kind not in _NUMBERED | _NAMED
        ):
            continue
        edge = _edge(text, at, before)
        if edge == "heading" and inner.rank <= rank:
            edge = "words"  # 存在第一条所列情形: no heading stands right before a label above its own
        if edge == "words" and inner.kind in _SPACED and text[at : at + inner.rest][-1].isspace():
            edge = "stop"  # 第五条 with white behind it is set as a heading is
        if edge:
            yield Candidate(number, at, inner, edge)
            before, rank = at + inner.rest, inner.rank


def _edge(text: str, at: int, before: int) -> str | None:
    """Tell what stands before a label at `at`; `before` is where the words after the last label began."""
    ahead = text[max(0, at - _NEAR) : at].rstrip() or text[:at].rstrip()
    between = text[before:at].strip() if at - before <= _NEAR else None
    bare = ahead.rstrip("".join(_AFTER))
    if load("lost_break")["listed-reference"].regex.search(ahead) and text[at] in "（(":
        return None  # 第一条（一）（二）所列情形
    if ahead[-1] in "；;":
        return "item"
    if ahead[-1] in _CLOSING or (bare and bare[-1] in _CLOSING) or ahead[-1] in "）)】〕":
        return "stop"
    if between is not None and _HEADING.fullmatch(between):
        return "heading"
    if ahead[-1] in "：:":
        return "colon"
    if load("lost_break")["refers"].regex.search(ahead[-4:]):
        return None
    return "phrase" if between and _PHRASE.fullmatch(between) else "words"
