"""Lists that are handed out item by item: 国家级、省级、市级…分别奖励100万元、50万元、20万元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.extract.plain import Plain
from ingest.rules import load

__all__ = ["joined", "tiers"]

_SEPARATOR = re.compile(r"、|，?(?:以及|和|与|及|或者|或)(?!格|具|其|时|平|众|年)")
_KIN = re.compile(  # 本人及配偶、未成年子女: who owns no home, one after another
    "(?:申请人)?(?:本人|夫妻|配偶)(?:(?:、|，?(?:以及|及|和|与|或者?))(?:其)?(?:配偶|未成年子女|子女|父母|家庭成员))+"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?|[一二两三四五六七八九十百千]+(?=[万亿千元个家人年名项件亩户])")
_ORDINAL = re.compile(r"[一二三四五六七八九十甲乙丙丁ABCD\d]")
_WHOLE = re.compile("(?:工厂|车间|园区|基地|中心|产品|平台|机构|实验室|企业|单位|项目|社区|景区)$")
_PLACED = re.compile("[省市县区国境州][内外](?P<noun>[^、，。；的内外]{2,})")
Cuts = tuple[tuple[int, int], list[list[tuple[int, int]]]]
_BY = re.compile("(?:^|(?<=，))(?:分别)?按照?(?=[^，\\d]*$)")
_TAIL = re.compile(
    r"(?:资格|证书|学历|学位|职称)?(?:并且|并(?![网购入])|且)|(?:等次|称号|荣誉|名单|认定|资质|项目|企业|单位|奖项)?的|(?:称号|等次)$"
)


def joined(even: Plain, spans: Sequence[tuple[int, int]]) -> Plain:
    """Put stretches of a text together, a comma between them; every character keeps its place in the original.

    >>> from ingest.extract.plain import plain
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

    >>> from ingest.extract.plain import plain
    >>> [one.text for one in tiers(plain("新列入国家级示范渔港、示范渔村的"), 2)]
    ['新列入国家级示范渔港的', '新列入国家级示范渔村的']
    >>> [one.text for one in tiers(plain("年产值达到1亿元、5亿元的企业"), 2)]
    ['年产值达到1亿元的企业', '年产值达到5亿元的企业']
    >>> [one.text for one in tiers(plain("对技师、高级工，年龄分别不超过50周岁、45周岁的"), 2)]
    ['对技师，年龄分别不超过50周岁的', '对高级工，年龄分别不超过45周岁的']
    """
    if count < 2:
        return [even]
    found = _lists(even.text, count)
    if not found:
        return [even] * count
    pieces: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    last = 0
    for spans in found:
        (head, tail), items = _cuts(even.text, spans)
        by = _BY.search(even.text, last, spans[0][1])  # 按全国首店、省级首店，分别给予…: by what is asked
        begin = by.end() if by and by.end() > spans[0][0] else last
        for piece, item in zip(pieces, items, strict=True):
            piece += [(last, by.start())] if by and begin > last else []
            piece += [(begin, head), *((max(a, begin), b) for a, b in item)]
        last = tail
    return [_pieced(even, [*piece, (last, len(even.text))]) for piece in pieces]


def _cuts(text: str, spans: list[tuple[int, int]]) -> Cuts:
    """Return where the list begins and ends and the stretches of each of its items."""
    return (
        _prizes(text, spans)
        or _measures(text, spans)
        or _levels(text, spans)
        or _ordinals(text, spans)
        or _names(text, spans)
    )


def _pieced(even: Plain, slices: list[tuple[int, int]]) -> Plain:
    return Plain("".join(even.text[a:b] for a, b in slices), tuple(index for a, b in slices for index in even.at[a:b]))


def _lists(text: str, count: int) -> list[list[tuple[int, int]]]:
    """Find the last `count` neighbours joined by 、 or 和 between two commas, and those before that go with them.

    技师、高级工，年龄分别不超过50周岁、45周岁: 分别 tells that a list before is handed out too.
    """
    whole: list[list[tuple[int, int]]] = []
    best = None
    for stretch in re.finditer(r"[^，；。：]+", text):
        spans, depth, begin, at = [], 0, stretch.start(), stretch.start()
        while at < stretch.end():
            if kin := _KIN.match(text, at, stretch.end()):
                at = kin.end()
                continue
            if text[at] in "（“《":
                depth += 1
            elif text[at] in "）”》":
                depth -= 1
            elif depth <= 0 and at > begin and (match := _SEPARATOR.match(text, at, stretch.end())):
                spans.append((begin, at))
                begin = at = match.end()
                continue
            at += 1
        spans.append((begin, stretch.end()))
        if len(spans) == count:
            whole = [*whole, spans] if whole and "分别" in text[slice(*spans[0])] else [spans]
        elif len(spans) > count and best is None:
            best = _fewer(text, spans, count)
    return whole or ([best] if best else [])


def _fewer(text: str, spans: list[tuple[int, int]], count: int) -> list[tuple[int, int]] | None:
    """和 may stand inside an item: try 、 alone, then take the last neighbours."""
    whole = (spans[0][0], spans[-1][1])
    cuts = [index for index in range(*whole) if text[index] == "、"]
    if len(cuts) == count - 1:
        return list(zip([whole[0], *(cut + 1 for cut in cuts)], [*cuts, whole[1]], strict=True))
    return spans[-count:]


_PRIZE = re.compile(
    r"(?:特等|[一二三四]等|特别|金|银|铜|优秀|优胜|提名|创新)奖|[一二三四五]星级?|[1-5]A级?|A{2,5}级?|[一二三四]级|[甲乙丙]级|[ABCD]级?|优秀|良好|合格|优等|良等|(?:国际|国家|行业|地方|团体)标准"
)


def _prizes(text: str, spans: list[tuple[int, int]]) -> Cuts | None:
    found = [list(_PRIZE.finditer(text, *span)) for span in spans]
    if not all(found) or found[0][-1].end() != spans[0][1] or found[-1][0].start() != spans[-1][0]:
        return None
    head, tail = found[0][-1].start(), found[-1][0].end()
    return (head, tail), [[(head, spans[0][1])], *([span] for span in spans[1:-1]), [(spans[-1][0], tail)]]


def _measures(text: str, spans: list[tuple[int, int]]) -> Cuts | None:
    numbers = [list(_NUMBER.finditer(text, *span)) for span in spans]
    if not all(numbers):
        return None
    first, last = numbers[0][-1], numbers[-1][0]
    unit = re.match(
        r"[万亿千百]*(?:元|%|家|个|人|名|亩|项|件|台|套|吨|户|年|个月|周?岁|辆|公里|平方米|千瓦|标箱|标准箱|场|次|以上|以下)*(?:（不?含）)?(?:以上|以下)?",
        text[last.end() :],
    )
    if (
        not unit
        or not unit[0]
        or any(found[0].start() - span[0] > 3 for found, span in zip(numbers[1:], spans[1:], strict=True))
    ):
        return None
    stop = last.end() + unit.end()
    items = []
    for found, span in zip(numbers, spans, strict=True):
        number = found[-1] if span is spans[0] else found[0]
        own = span[1] - number.end() if span is not spans[-1] else 0
        after = (number.end(), span[1]) if own else (last.end(), stop)
        items.append([(number.start(), number.end()), after])
    return (first.start(), stop), items


def _levels(text: str, spans: list[tuple[int, int]]) -> Cuts | None:
    first = _level()[0].search(text[slice(*spans[0])])
    last = _level()[1].match(text[slice(*spans[-1])])
    if not first or not last:
        return None
    head, tail = spans[0][0] + first.start("level"), spans[-1][0] + last.end()
    return (head, tail), [[(head, spans[0][1])], *([span] for span in spans[1:-1]), [(spans[-1][0], tail)]]


def _ordinals(text: str, spans: list[tuple[int, int]]) -> Cuts | None:
    head, tail = spans[0][1] - 1, spans[-1][0] + 1
    if any(b - a != 1 for a, b in spans[1:-1]) or not (
        _ORDINAL.match(text[head]) and _ORDINAL.match(text[spans[-1][0]])
    ):
        return None
    if not re.match(r"等|级|类|档|名|星|A", text[tail : tail + 1]):
        return None
    return (head, tail), [[(head, head + 1)], *([span] for span in spans[1:-1]), [(tail - 1, tail)]]


def _names(text: str, spans: list[tuple[int, int]]) -> Cuts:
    said = text[slice(*spans[0])]
    own = next((one for one in _level()[1].finditer(said) if len(one[0]) > 1), None)
    levelled = [bool(_level()[1].match(text[slice(*span)])) for span in spans[1:]]
    if own and levelled and (all(levelled) or (any(levelled) and all(levelled[:-1]))):  # each has a level of its own
        said = said[: own.start()]
    head = spans[0][0] + max((match.end() for match in _level()[2].finditer(said)), default=0)
    match = _TAIL.search(text, spans[-1][0] + 1, spans[-1][1])
    if match and match[0].startswith(("企业", "单位", "项目")) and _WHOLE.search(said):
        match = re.compile("的|$").search(
            text, match.start(), spans[-1][1]
        )  # 绿色工厂、绿色供应链管理企业: a name each
    tail = _shared_noun([text[slice(*span)] for span in spans], spans[-1][0]) or (
        match.start() if match else spans[-1][1]
    )
    return (head, tail), [[(head, spans[0][1])], *([span] for span in spans[1:-1]), [(spans[-1][0], tail)]]


def _shared_noun(items: list[str], start: int) -> int:
    """Return where in the last item the noun begins that all share: 国家领航级、省级先进级|智能工厂; 0 for none."""
    *others, last = items
    if (placed := _PLACED.match(last)) and all(_PLACED.fullmatch(one + placed["noun"]) for one in others):
        return start + placed.start("noun")  # 省内、省外高校毕业生
    end = re.search(r"(?:级|类|型|（[^（）]{1,4}）)$", others[0])
    if not end or not all(other.endswith(end[0]) for other in others):
        return 0
    at = last.rfind(end[0]) + len(end[0])
    named = at > len(end[0]) and re.match(r"[^、，。；的]{2,}", last[at:])
    return start + at if named else 0


@cache
def _level() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    rules = load("condition")
    return (
        rules.pattern("(?P<level>%{level}(?:（[^）]*）)?)$"),
        rules.pattern("(?:%{level}|[\u4e00-\u9fff]{2,5}?[市区县州]级)(?:（[^）]*）)?"),  # 金陵江市级
        rules.pattern(
            "(?:%{verb_first}|%{verb_title})(?:为|的)?(?:%{level})?|%{level}(?![内外])|^(?:对|给予|引进的?|为)|其中|的|进入|跻身|通过|达到|开通|制定"
        ),
    )
