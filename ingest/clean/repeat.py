"""Takes out what a page break repeats: the title of a box, the head of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.clean.part import Part
from ingest.record import Dropped

__all__ = ["without_repeats"]

_BOX = re.compile(r"专栏\s*\d*")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十百]+[章节条]"
)
_GOES_ON = re.compile(r"续\s*上?\s*(?:附\s*)?表[\d一二三四五六七八九十]*|附?表.{0,40}[（(]\s*续\s*表?\s*\d*\s*[）)]")
_HEAD = 3  # rows at most of a table's head


def without_repeats(found: Sequence[Part]) -> tuple[list[Part], list[Dropped]]:
    """Take out the title of a box that stands again with no number between, and at the top of a page the first rows of
    the table that goes on there, with the line that says so (续表).

    >>> from ingest.clean.part import Bit
    >>> from ingest.record import Line
    >>> def row(text, page): return Part((Bit(Line(text, 1, page), 0, len(text)),), "row")
    >>> rows = [row("指标\\t年份", 1), row("用水\\t9", 1), row("指标\\t年份", 2), row("供水\\t8", 2)]
    >>> [part.text for part in without_repeats(rows)[0]], [drop.text for drop in without_repeats(rows)[1]]
    (['指标\\t年份', '用水\\t9', '供水\\t8'], ['指标\\t年份'])
    """
    kept: list[Part] = []
    dropped: list[Part] = []
    title: str | None = None
    head: list[str] = []  # of the table that the last part stands in
    again = _HEAD  # rows of it that have come again, _HEAD where no more can
    last: Part | None = None
    for part, following in zip(found, [*found[1:], None], strict=False):
        bare = "".join(part.text.split(" "))
        turned = bool(head) and last is not None and _pages([last, part]) > 1
        if part.kind == "row":
            again = 0 if turned else again
            if again < len(head) and bare == head[again]:
                again += 1
                dropped.append(part)
                last = part
                continue
            if len(head) < _HEAD and again == _HEAD:
                head.append(bare)
            again = _HEAD
        elif turned and following and following.kind == "row" and _GOES_ON.fullmatch(part.text.strip()):
            dropped.append(part)
            continue
        else:
            head = []
            if _BOX.match(part.text) and len(part.text) < 40:
                if "".join(part.text.split()) == title:
                    dropped.append(part)
                    continue
                title = "".join(part.text.split())
            elif _NUMBERED.match(part.text):
                title = None
        kept.append(part)
        last = part
    return kept, [Dropped(part.text, "repeated-heading", part.line) for part in dropped]


def _pages(parts: Iterable[Part]) -> int:
    return len({part.line.page for part in parts} - {None})
