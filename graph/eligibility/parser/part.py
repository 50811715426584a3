"""The comma-separated parts of what an applicant writes, and which of them state something of the applicant."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from graph.eligibility.parser.lexicon import lexicon

__all__ = ["Part", "parts", "unread"]

_PART: Final = re.compile(r"[^，。；！？,;!?\n]{1,300}(?<![\d.万亿])|[^，。；！？,;!?\n]{1,300}")
_SENTENCE: Final = re.compile(r"[。；！？;!?\n]")
_SHORT: Final = 2  # letters that state nothing: 请问
_DATED: Final = re.compile(r"(?:19|20)\d\d年|\d月")


@dataclass(frozen=True, slots=True)
class Part:
    """Words between commas. `stated` where they say how things are, `own` where they speak of the applicant,
    `past` where they name a day, or tell of what was before or was undone since."""

    text: str
    start: int
    stated: bool
    own: bool
    past: bool


def parts(text: str) -> Iterator[Part]:
    """Yield the parts of a text; one beyond 300 characters is cut, as its numbers are each read with all of it.

    What is supposed or planned goes on to the end of its sentence; who else is spoken of, until the applicant is named.

    >>> [(part.text, part.stated, part.own) for part in parts("隔壁厂上市了，我们打算上市，能补吗？")]
    [('隔壁厂上市了', True, False), ('我们打算上市', False, True), ('能补吗', False, True)]
    """
    supposed, own, before = False, True, -1
    told = bool(_matcher("past").search(text))
    for match in _PART.finditer(text):
        words = match[0]
        if before < 0 or _SENTENCE.search(text, before, match.start()):
            end = _SENTENCE.search(text, match.start())
            supposed = bool(_matcher("pending").search(text, match.start(), end.start() if end else len(text)))
        before = match.end()
        supposed = supposed or bool(_matcher("supposed").search(words))
        other, self = _matcher("others").search(words), _matcher("own").search(words)
        own = not other if other else bool(self) or own
        past = told or bool(_DATED.search(words))
        yield Part(words, match.start(), not supposed and not _matcher("question").search(words), own, past)


def unread(text: str, words: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    """Return the parts in which something is stated and none of the words read lies: a verdict has not regarded them.

    >>> unread("我们新建了冷库，老板被限制高消费，能补多少？", [(2, 7)])
    ('老板被限制高消费',)
    """
    read = sorted(start for start, _ in words)
    return tuple(
        part.text
        for part in parts(text)
        if len(part.text.strip()) > _SHORT
        and not _matcher("asking").search(part.text)
        and bisect_left(read, part.start) == bisect_left(read, part.start + len(part.text))
    )


@cache
def _matcher(name: str) -> re.Pattern[str]:
    return lexicon().pattern(name)
