"""Finds the line breaks that a file lost: labels in the middle of a paragraph that the numbering around it calls for.

Text copied out of a web page or a bad PDF often runs on: "一、总体要求（一）指导思想。…。（二）主要目标。…". A list
within a sentence (条件：（1）在本县注册；（2）已投产。) looks alike and is none. The numbering of the document tells
them apart: a label opens a clause where the one before it does, or where without it a number would be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.record import Block
from ingest.rules import load
from ingest.structure.cut import cut
from ingest.structure.label import Label, label

__all__ = ["restore"]

_OUTER = frozenset({"part", "chapter", "section", "article", "han"})  # kinds that no list within a sentence has
_NUMBERED = _OUTER | {"han-paren", "arabic", "arabic-paren", "circled", "decimal"}
_SPACED = frozenset({"part", "chapter", "section", "article"})
_NAMED = frozenset({"supplement", "box", "annex"})
_CLOSING = frozenset("。；;！？!?…")
_AFTER = frozenset("”’）)》〉」』】〕")
_HEADING = re.compile(r"[^。；;：:，,！？]{0,60}")
_QUOTES = re.compile("[“”]")
_AHEAD = 300  # labels among which the next of a numbering is looked for


@dataclass(slots=True)
class _Found:
    """A label at `at` in block `block`; `edge` tells what stands before it: the block's begin, a stop, a heading …"""

    block: int
    at: int
    label: Label
    edge: str
    taken: bool = field(default=False)


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
    _count(found)
    cuts: dict[int, list[int]] = {}
    for item in found:
        if item.taken and item.at:
            cuts.setdefault(item.block, []).append(item.at)
    return [part for number, block in enumerate(blocks) for part in cut(block, cuts.get(number, ()))]


# -------------------------------------------------------------- what may be a label
def _labels(number: int, block: Block) -> Iterator[_Found]:
    """Yield the labels of a paragraph, the one that opens it and those within that might."""
    text = block.text
    if block.kind == "row":
        return
    starts = [match.start() for match in load("lost_break")["inner-label"].regex.finditer(text)]
    starts = [at for at in starts if at and not text[:at].isspace()]
    opening = label(text[: starts[0]] if starts else text) or label(text)
    if opening is not None:
        yield _Found(number, 0, opening, "begin", taken=True)
        if opening.kind == "annex":
            return  # 附件：1.… lists the annexes
    depth, done = 0, 0
    before, rank = (opening.rest, opening.rank) if opening is not None else (0, -1.0)
    for at, end in zip(starts, [*starts[1:], len(text)], strict=False):
        depth = max(0, depth + sum(1 if mark == "“" else -1 for mark in _QUOTES.findall(text, done, at)))
        done = at
        if depth or (inner := label(text[at:end]) or label(text[at:])) is None or inner.kind not in _NUMBERED | _NAMED:
            continue
        edge = _edge(text, at, before)
        if edge == "heading" and inner.rank <= rank:
            edge = "words"  # 存在第一条所列情形: no heading stands right before a label above its own
        if edge == "words" and inner.kind in _SPACED and text[at : at + inner.rest][-1].isspace():
            edge = "stop"  # 第五条 with white behind it is set as a heading is
        if edge:
            yield _Found(number, at, inner, edge)
            before, rank = at + inner.rest, inner.rank


def _edge(text: str, at: int, before: int) -> str | None:
    """Tell what stands before a label at `at`; `before` is where the words after the last label began."""
    ahead = text[:at].rstrip()
    bare = ahead.rstrip("".join(_AFTER))
    if load("lost_break")["listed-reference"].regex.search(ahead) and text[at] in "（(":
        return None  # 第一条（一）（二）所列情形
    if ahead[-1] in _CLOSING or (bare and bare[-1] in _CLOSING) or ahead[-1] in "）)】〕":
        return "stop"
    if _HEADING.fullmatch(text[before:at].strip()):
        return "heading"
    if ahead[-1] in "：:":
        return "colon"
    return None if load("lost_break")["refers"].regex.search(ahead[-4:]) else "words"


# -------------------------------------------------- what the numbers call for
def _count(found: Sequence[_Found]) -> None:
    """Mark as taken the labels whose number the sequence of labels around them calls for."""
    open_labels: list[Label] = []
    latest: dict[str, Label] = {}
    split: set[int] = set()
    habit = {item.label.kind for item in found if item.edge == "begin"}
    for index, item in enumerate(found):
        siblings = _siblings(open_labels, item.label)
        if not item.taken:
            usual = item.block in split or (item.edge == "stop" and item.label.kind in habit)
            item.taken = _called_for(found, index, siblings, latest, usual)
            if not item.taken:
                continue
            split.add(item.block)
        while open_labels and open_labels[-1].rank > item.label.rank:
            open_labels.pop()
        if open_labels and open_labels[-1].rank == item.label.rank:
            open_labels.pop()
        open_labels.append(item.label)
        latest[item.label.kind] = item.label


def _siblings(open_labels: Sequence[Label], new: Label) -> Label | None:
    """Return the label that `new` would follow under the same heading."""
    return next((one for one in reversed(open_labels) if one.rank == new.rank and one.kind == new.kind), None)


def _called_for(
    found: Sequence[_Found], index: int, sibling: Label | None, latest: dict[str, Label], usual: bool
) -> bool:
    """Whether the numbers around a label call for it; `usual` says that in this file others like it open paragraphs."""
    item = found[index]
    number, kind = item.label.ordinal, item.label.kind
    if kind in _NAMED:
        return item.edge == "stop" and (kind == "supplement" or number is not None)
    if number is None:
        return False
    follows = sibling is not None and _next(sibling, item.label)
    if sibling is None and number > 1 and (before := latest.get(kind)) is not None:
        follows = _next(before, item.label)  # numbers that run through the document
    if _goes_on(found, index):
        return False
    same, after = _ahead(found, index)
    if same:  # a clause of this number opens further down
        return False
    if number > 1:
        return follows and (item.edge in ("stop", "heading") or after is not None)
    if sibling is not None or after is None or item.edge == "words":
        return False
    if item.edge == "colon":
        listed = any(later.block == item.block and _next(item.label, later.label) for later in found[index + 1 :][:9])
        return after == "begin" and not listed
    return after == "begin" or kind in _OUTER or usual or item.edge == "heading"


def _goes_on(found: Sequence[_Found], index: int) -> bool:
    """Whether the label goes on with a list in the same paragraph whose last number opens no clause."""
    item = found[index]
    for earlier in reversed(found[max(0, index - _AHEAD) : index]):
        if earlier.block != item.block:
            return False
        if earlier.label.kind == item.label.kind:
            return not earlier.taken and _next(earlier.label, item.label)
    return False


def _next(before: Label, after: Label) -> bool:
    head, later = before.path.rpartition(".")[0], after.path.rpartition(".")[0]
    return head == later and before.ordinal is not None and after.ordinal == before.ordinal + 1


def _ahead(found: Sequence[_Found], index: int) -> tuple[bool, str | None]:
    """Tell whether the same number opens a paragraph below under the same heading, and how the next number stands.

    The next number may stand under another heading, where numbers run through the document.
    """
    one = found[index].label
    number = one.ordinal or 0
    after, crossed = None, False

    def likelier(later: _Found) -> bool:
        return found[index].edge == "words" and later.edge in ("stop", "heading")

    for later in found[index + 1 : index + _AHEAD]:
        crossed = crossed or (later.edge in ("begin", "stop", "heading") and later.label.rank < one.rank)
        if later.label.kind != one.kind:
            continue
        if crossed and number == 1 and later.label.ordinal == 1:
            break  # under each heading the numbers begin anew
        if _next(one, later.label) and after != "begin" and later.edge in ("begin", "stop", "heading"):
            after = later.edge
        elif later.label.path == one.path and not crossed and (later.edge == "begin" or likelier(later)):
            return after != "begin", after
        elif later.edge == "begin" and (later.label.ordinal or 0) <= number:
            break  # the numbers begin anew
    return False, after
