"""A clause's text made even for reading: no stretching spaces, one width of punctuation, and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

__all__ = ["Part", "Plain", "even", "parts", "plain"]

# One to one, so that offsets hold. A comma or colon between digits stays (1,200 · 1:1).
_EVEN = str.maketrans("(),;:％０１２３４５６７８９．﹪後馀", "（），；：%0123456789.%后余")
_SPACE = re.compile(r"[^\S\n\t]+")
_NUMERIC = re.compile(r"(?<=\d)[，：](?=\d)")
# Assignments to agencies in brackets say nothing of the offer; they end the sentence before them.
_ASSIGNMENT = re.compile(
    r"（(?:责任|牵头|配合|主办|承办|实施|落实)[^（）]{0,9}[：:][^（）]*）"
    r"|（[^（）]{2,80}?(?:负责|牵头|配合|参与)[^（）]{0,40}）"
)
# 3人以下的（含3人）: that the bound counts is what 以下 says by itself.
_COUNTED_IN = re.compile(r"(?<=[上下内]的)(?P<gone>（含(?:本数|\d[^（）]{0,6})）)")
_TWICE = re.compile(  # 4项或4项以上, 两人及两人以上
    r"(?<![\d一二三四五六七八九十])(?P<said>(?:\d+|[一二两三四五六七八九十]+)[^，。；\d]{1,2})(?P<gone>(?:及|或者?)(?P=said))(?=以上)"
)
_ITEM_NUMBER = re.compile(  # 1.80周岁及以上的: what is counted whole has no decimals, and the line a number
    r"(?:^|(?<=\n))(\d{1,2})\.(?=\d+(?:周?岁|[人名家户年]|个(?!百分点)))"
)
_TOKEN = re.compile(r"[（“《〈「【]|[）”》〉」】]|[。！？\n]|[；]|[，：\t]")


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` without spaces; character `i` of it stands at `at[i]` in the original."""

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where `start … end` of the even text stands in the original.

        >>> even = plain("给予 0.1 元/千瓦时")
        >>> even.text, even.span(2, 6)
        ('给予0.1元/千瓦时', (3, 8))
        """
        return self.at[start], self.at[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch `start … end` between commas or colons.

    `sentence` counts full stops before it, `half` semicolons too; `colon` tells that a colon ends it.
    """

    start: int
    end: int
    sentence: int
    half: int
    colon: bool = False


@lru_cache(maxsize=16)
def even(original: str) -> Plain:
    """Even out `original`: spaces out, punctuation and digits of one width.

    >>> even("补助(不超过５ %)").text
    '补助（不超过5%）'
    >>> even("老年人：\\n1.80周岁以上的").text, even("\\n1.5亿元").text
    ('老年人：\\n1、80周岁以上的', '\\n1.5亿元')
    """
    text = _ITEM_NUMBER.sub(lambda match: f"{match[1]}、", original.translate(_EVEN))
    text = _NUMERIC.sub(lambda match: "," if match[0] == "，" else ":", text)
    if not _SPACE.search(text):
        return Plain(text, tuple(range(len(text))))
    kept = [(char, index) for index, char in enumerate(text) if char in "\n\t" or not char.isspace()]
    return Plain("".join(char for char, _ in kept), tuple(index for _, index in kept))


@lru_cache(maxsize=16)
def plain(original: str) -> Plain:
    """Even out `original` and blank bracketed assignments to agencies to 。; leave out what a bound says twice.

    >>> plain("给予补助(不超过５ %),优先办理。（责任单位：市经信局）").text
    '给予补助（不超过5%），优先办理。。。。。。。。。。。。'
    >>> plain("3人以下的（含3人），每人2000元").text, plain("两人或者两人以上的").text
    ('3人以下的，每人2000元', '两人以上的')
    """
    flat = even(original)
    if "（" not in flat.text and "以上" not in flat.text:
        return flat
    if gone := {
        at for rule in (_COUNTED_IN, _TWICE) for match in rule.finditer(flat.text) for at in range(*match.span("gone"))
    }:
        kept = [at for at in range(len(flat.text)) if at not in gone]
        flat = Plain("".join(flat.text[at] for at in kept), tuple(flat.at[at] for at in kept))
    return Plain(_ASSIGNMENT.sub(lambda match: "。" * len(match[0]), flat.text), flat.at)


_LONGEST: Final = 400  # characters without a comma, of which the longest phrase of a document proper has half


def parts(text: str, start: int = 0) -> Iterator[Part]:
    """Yield the stretches between commas, semicolons and stops, brackets and quotation marks kept whole.

    >>> text = "补助（含设备，不含土建）10%，最高5万元；奖励1万元。"
    >>> [text[part.start : part.end] for part in parts(text)]
    ['补助（含设备，不含土建）10%', '最高5万元', '奖励1万元']
    """
    depth = sentence = half = 0
    begin = start
    for match in _TOKEN.finditer(text, start):
        token = match[0]
        if token in "（“《〈「【":
            depth += 1
        elif token in "）”》〉」】":
            depth = max(0, depth - 1)
        elif depth and token not in "。\n":
            continue
        else:
            for first, last in _pieces(begin, match.start()):
                yield Part(first, last, sentence, half, token == "：" and last == match.start())
            begin = match.end()
            if token not in "，：\t":
                half += 1
                if token != "；":
                    sentence, depth = sentence + 1, 0
    for first, last in _pieces(begin, len(text)):
        yield Part(first, last, sentence, half)


def _pieces(begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a stretch whole, or in pieces where it is longer than any phrase: what reads it looks back to its begin."""
    return ((at, min(at + _LONGEST, end)) for at in range(begin, end, _LONGEST))
