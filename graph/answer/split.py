"""Takes a question that asks the same of two things apart into two questions: A和B分别… is A… and B…."""

from __future__ import annotations

import re

from graph.answer.value import rule
from ingest.link.register import Register

__all__ = ["split"]

_EACH = re.compile(r"分别|各自|各(?=[是为按由])")
_APART = re.compile(r"以及|(?<![共饱参普涉以])[和与跟及、](?![谐时其会])")
_LEAST = 3  # characters of each of two things
_PAUSE = re.compile(r"[，,；;]")


def split(text: str) -> tuple[str, ...]:
    """Return the questions that one is made of, mostly itself alone.

    Two places that stand side by side, or two things of which something is asked 分别 or 各, make two.

    >>> split("贵州和三明市减免房租的月份有什么不同？")
    ('贵州减免房租的月份有什么不同？', '三明市减免房租的月份有什么不同？')
    >>> split("广州的补贴办法和深圳的措施，有效期分别到什么时候？")
    ('广州的补贴办法，有效期到什么时候？', '深圳的措施，有效期到什么时候？')
    >>> split("广州按什么标准补，深圳最高补多少？"), split("补助和奖励由谁发放？")
    (('广州按什么标准补', '深圳最高补多少？'), ('补助和奖励由谁发放？',))
    >>> split("参与单位各有什么职责"), split("中华人民共和国公民分别是谁")
    (('参与单位各有什么职责',), ('中华人民共和国公民分别是谁',))
    """
    places = [(one.start, one.end) for one in Register.load().regions.find(text) if one.id]
    if len(places) == 2:
        (first, end), (second, last) = places
        between = text[end:second]
        if _APART.fullmatch(between):
            return text[:end] + text[last:], text[:first] + text[second:]
        pauses = list(_PAUSE.finditer(text, end, second))
        if pauses and rule("asking", text[: pauses[-1].start()]) and rule("asking", text[pauses[-1].start() :]):
            return text[: pauses[-1].start()], text[pauses[-1].end() :]
    each = _EACH.search(text)
    return _of_things(text, each.start(), each.end()) if each else (text,)


def _of_things(text: str, start: int, end: int) -> tuple[str, ...]:
    """Take two things apart of which something is asked from `start` on, where the word for each ends at `end`."""
    tail = _PAUSE.search(text, 0, start)
    stop = tail.start() if tail else start
    apart = list(_APART.finditer(text, 0, stop))
    if not apart:
        return (text,)
    one, two = text[: apart[-1].start()], text[apart[-1].end() : stop]
    if min(len(one), len(two)) < _LEAST:
        return (text,)
    rest = text[stop:start] + text[end:]
    return one + rest, two + rest
