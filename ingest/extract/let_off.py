"""Whom a bracket lets off one of the things asked of all: 在本县登记的经营主体（种粮大户不要求登记注册）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

__all__ = ["LetOff", "let_off"]

_FREE = "(?:不(?:作|做)?(?:强制|硬性|统一|再)*(?:要求|需要?|须|受|限|作|必)|无[需须]|免于|可免|可不)"
_BRACKET = re.compile(
    rf"（(?:其中[，：]?|但)?(?:对于?)?(?P<who>(?!不|可)[^（），。；、的]{{2,14}}?(?:、[^（），。；、]{{2,10}}?)*?)(?:可以?|均|则|的|申[请报]时?)*{_FREE}"
    r"(?:具有|具备|办理|取得|进行|提供|提交|满足|符合)?(?P<what>[^（），。；]{2,14}?)(?:的?(?:要求|限制|条件|约束))?）"
)
_WORDLESS = re.compile("[所在的地内]|本[省市县区]|要求|限制|条件|资格")
_LEAST = 0.5  # which part of what one is let off a condition must name


class LetOff(NamedTuple):
    """Who is let off (`start … end`), off what, and the bracket that says so (`first … last`)."""

    start: int
    end: int
    what: str
    first: int
    last: int

    def of(self, words: str) -> bool:
        """Tell whether words ask for what one is let off.

        >>> one = LetOff(0, 4, "登记注册", 0, 0)
        >>> one.of("在本县行政区域内登记注册"), one.of("生产基地在本县")
        (True, False)
        """
        wanted = _pairs(_WORDLESS.sub("", self.what) or self.what)
        return bool(wanted) and len(wanted & _pairs(words)) >= _LEAST * len(wanted)


def let_off(text: str, start: int, end: int) -> Iterator[LetOff]:
    """Yield whom brackets in `start … end` let off something, the last bracket first.

    A bracket that names nobody (不受户籍限制) lets off all, and is read elsewhere.

    >>> text = "在本县登记的经营主体（种粮大户不要求登记注册）"
    >>> [(text[one.start : one.end], one.what) for one in let_off(text, 0, len(text))]
    [('种粮大户', '登记注册')]
    >>> list(let_off("旅行社（不受注册地限制）", 0, 12))
    []
    """
    for match in reversed(list(_BRACKET.finditer(text, start, end))):
        yield LetOff(*match.span("who"), match["what"], *match.span())


def _pairs(words: str) -> frozenset[str]:
    return frozenset(one + two for one, two in pairwise(words))
