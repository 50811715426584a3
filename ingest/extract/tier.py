"""Lists that are handed out item by item: 国家级、省级、市级…分别奖励100万元、50万元、20万元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ingest.extract.draft import Span
from ingest.extract.wording import offer_pattern
from ingest.parse.normalize import Plain
from ingest.rules import load

__all__ = ["joined", "tiers"]

_SEPARATOR = re.compile(r"、|，?(?:以及|和|与|及|或者|或)(?!格|具|其|时|平|众|年|以[上下内])|(?<=”)(?=“)")
_COMMA = re.compile("、")
_NAME = re.compile("（[^（）]*）|“[^“”]*”|《[^《》]*》")
_STRETCH = re.compile(  # between two commas; what follows 以及 behind one goes on with the list
    r"(?:(?<![\u4e00-\u9fff])[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]{1,3}[、和及等名级档类星]))?"
    r"(?P<list>(?:[^，；。：]|，(?=以及|及(?!时)|或者?(?!有)))+)"
)
_BARE = re.compile(r"\d+(?:\.\d+)?$")


class _Token(NamedTuple):
    """A letter, or a number with its unit, a level or a rank: of each of these any stands for any other."""

    shape: str
    start: int
    end: int


def joined(even: Plain, spans: Sequence[Span]) -> Plain:
    """Put stretches of a text together, a comma between them; every character keeps its place in the original.

    >>> from ingest.parse.normalize import plain
    >>> joined(plain("对企业，奖励"), [(0, 3), (4, 6)]).text
    '对企业，奖励'
    """
    text: list[str] = []
    at: list[int] = []
    for start, end in spans:
        if text and start < end:
            text.append("，")
            at.append(at[-1])
        text.append(even.text[start:end])
        at.extend(even.at[start:end])
    return Plain("".join(text), tuple(at))


def tiers(even: Plain, count: int) -> list[Plain]:
    """Return one text for each of `count` items of the list in `even`; without a list, `even` for each.

    What stands before the item in the first and behind it in the last is said of all.

    >>> from ingest.parse.normalize import plain
    >>> def read(text, count=2):
    ...     return [one.text for one in tiers(plain(text), count)]
    >>> read("新列入国家级示范渔港、示范渔村的")
    ['新列入国家级示范渔港的', '新列入国家级示范渔村的']
    >>> read("年产值达到1亿元、5亿元的企业"), read("产值1000万元至5000万元、5000万元至1亿元的")
    (['年产值达到1亿元的企业', '年产值达到5亿元的企业'], ['产值1000万元至5000万元的', '产值5000万元至1亿元的'])
    >>> read("对技师、高级工，年龄分别不超过50周岁、45周岁的")
    ['对技师，年龄分别不超过50周岁的', '对高级工，年龄分别不超过45周岁的']
    >>> read("评为A、B级的企业"), read("荣立一等功、二等功的")
    (['评为A级的企业', '评为B级的企业'], ['荣立一等功的', '荣立二等功的'])
    """
    if count < 2:
        return [even]
    pieces: list[list[Span]] = [[] for _ in range(count)]
    last = 0
    for spans in _lists(even.text, count):
        head, tail = _alike(even.text, spans) or _named(even.text, spans)
        items = [(head, spans[0][1]), *spans[1:-1], (spans[-1][0], tail)]
        for piece, item in zip(pieces, items, strict=True):
            piece += [(last, head), item]
        last = tail
    return [_pieced(even, [*piece, (last, len(even.text))]) for piece in pieces]


def _pieced(even: Plain, slices: list[Span]) -> Plain:
    return Plain("".join(even.text[a:b] for a, b in slices), tuple(index for a, b in slices for index in even.at[a:b]))


def _lists(text: str, count: int) -> list[list[Span]]:
    """Find the last `count` neighbours joined by 、 or 和 between two commas, and those before that go with them.

    技师、高级工，年龄分别不超过50周岁、45周岁: 分别 tells that a list before is handed out too.
    """
    whole: list[list[Span]] = []
    open_text = _NAME.sub(lambda name: name[0][0] + "·" * (len(name[0]) - 2) + name[0][-1], text)
    for stretch in _STRETCH.finditer(open_text):
        start, end = stretch.span("list")
        for separator in (_SEPARATOR, _COMMA):  # 和 may stand inside an item
            cuts = [one.span() for one in separator.finditer(open_text, start + 1, end)]
            spans = list(zip([start, *(cut[1] for cut in cuts)], [*(cut[0] for cut in cuts), end], strict=True))
            if len(spans) == count:
                whole = [*whole, spans] if whole and "分别" in text[slice(*spans[0])] else [spans]
                break
    return whole


def _alike(text: str, spans: list[Span]) -> Span | None:
    """Return where items that differ by numbers, levels or ranks alone begin in the first and end in the last."""
    tokens = [_tokens(text, span) for span in spans]
    first, last = tokens[0], tokens[-1]
    for size in range(min(len(first), len(last)), 0, -1):
        shape = [one.shape for one in first[-size:]]
        alike = shape == [one.shape for one in last[:size]]
        if alike and not shape[0].islower() and all([one.shape for one in item] == shape for item in tokens[1:-1]):
            return first[-size].start, last[size - 1].end
    if (bare := _BARE.search(text, *spans[0])) and (number := re.compile(r"\d+(?:\.\d+)?").match(text, *spans[-1])):
        return bare.start(), number.end()  # 5、10万元以上
    return None


def _named(text: str, spans: list[Span]) -> Span:
    """Return where names begin behind the words of the first item, and end in the last."""
    said = text[slice(*spans[0])]
    head = spans[0][0] + max((match.end() for match in _level()[1].finditer(said)), default=0)
    tail = offer_pattern("list-tail").search(text, spans[-1][0] + 1, spans[-1][1])
    return head, tail.start() if tail else spans[-1][1]


def _tokens(text: str, span: Span) -> list[_Token]:
    found = (match for match in _level()[0].finditer(text, *span))
    return [_Token(match.lastgroup or match[0], *match.span()) for match in found]


@cache
def _level() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what the tokens of an item are, and after which words its name begins."""
    rules = load("condition")
    return (
        rules.pattern(
            "(?P<NUMBER>%{amount}(?:(?:至|到|[-—~～])+%{amount})?)|(?P<LEVEL>%{level}(?:（[^）]*）)?|[初中高]级|[\u4e00-\u9fff]{2}?[市区县州]级)"
            "|(?P<RANK>优秀|良好|合格|[一二三四五六七八九十甲乙丙丁金银铜特优A-H\\d])|."
        ),
        rules.pattern(
            "(?:%{verb_first}|%{verb_title})(?:为|的)?(?:%{level})?|%{level}(?![内外])|^(?:对|给予|引进的?|为)|其中|的|进入|跻身|通过|达到|开通|制定"
        ),
    )
