"""Lists that are handed out item by item: 国家级、省级、市级…分别奖励100万元、50万元、20万元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.parse.normalize import Plain
from ingest.rules import load

__all__ = ["joined", "tiers", "whole_names"]

_SEPARATOR = re.compile(r"、|，?(?:以及|和|与|及|或者|或)(?!格|具|其|时|平|众|年|以[上下内])")
_KIN = re.compile(  # 本人及配偶、未成年子女: who owns no home, one after another
    "(?:申请人)?(?:本人|夫妻|配偶)(?:(?:、|，?(?:以及|及|和|与|或者?))(?:其)?(?:配偶|未成年子女|子女|父母|家庭成员))+"
)
_OFFICE = "(?:部门|委员会|办公室|机关|[局厅委办部])"
_OFFICES = re.compile(  # 经市科技局和市财政局备案的, 通过省工业和信息化厅验收的: by whom, and nothing handed out
    f"(?:经|由|在|通过|报|向|到)(?:[^，。；、的]{{2,14}}?{_OFFICE}(?:、|和|与|及|或者?))*[^，。；、的]{{2,14}}?{_OFFICE}(?![门分员会署])"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?|[一二两三四五六七八九十百千]+(?=[万亿千元个家人年名项件亩户])")
_UNIT = (
    r"[万亿千百]*(?:元|%|家|个|人|名|亩|项|件|台|套|吨|户|年|个月|周?岁|辆|公里|平方米|千瓦|标箱|标准箱|场|次|级|以上|以下)*"
    r"(?:（不?含）)?(?:及?以[上下])?"
)
_UP_TO = re.compile(f"{_UNIT}(?:至|到|[-—~～])+")  # between the two numbers of 1000万元以上至5000万元
_MEASURED = re.compile(f"{_UNIT}(?:(?:至|到|[-—~～])+(?:{_NUMBER.pattern}){_UNIT})?")
_ORDINAL = re.compile(r"[一二三四五六七八九十甲乙丙丁戊A-H\d]")
_RANKED = re.compile("[一二三四五六七八九初中高特]")
_ALIKE_LONGEST = 8  # letters of 高级（三级）, with which such names go
_WHOLE = re.compile("(?:工厂|车间|园区|基地|中心|产品|平台|机构|实验室|企业|单位|项目|社区|景区)$")
_PLACED = re.compile("[省市县区国境州][内外](?P<noun>[^、，。；的内外]{2,})")
_SCOPE = "(?:世界|国际|国家|全国|全球|亚洲|亚太|行业|地方|团体|部|[省市县区国境州][内外]|全[省市县区]|[省市县区])"
_SCOPED = re.compile(f"{_SCOPE}级?$")
_BARE = re.compile(  # what says of which scope or rank, and not of what: 国际, 省级, 国内领先, 卓越级, 金, 一等
    rf"(?>{_SCOPE}(?:级|先进|领先|一流)?|[^、，。；的\d级]{{1,6}}级|(?:特|[一二三四])等|[金银铜]|特别|优秀|优胜|提名|创新)++"
)
_WHERE = re.compile("(?:^|[^存所现正])[在于](?=[^在于的]{2,}$)")
_DONE_THERE = re.compile("(?:成功)?(?:首发)?(?:挂牌|上市|获得?|荣获|取得|获奖|发行|参[加展赛]|首演|首映)")
_KIND = (
    "博士(?!后|生|研究|学[位历])|硕士(?!生|研究|学[位历])|博士后(?!工作|科研|创新|研究)|研究生(?!学[位历])|本科(?!生|毕业|学[位历])|[本专]科生|毕业生|大学生|高级技师|(?<!高级)技师(?!学院)|[初中高]级工(?!程|艺)"
    "|残疾人|军人|士兵|农民工|人口|劳动力|人员|人才(?!公寓|驿站|项目|团队)|劳动者|创业者|青年|妇女|农户|个人|家庭(?!农场|医生)|职工|学徒|教师|医师|护士"
)
_KIND_FIRST = re.compile(rf"(?P<kind>[^、，。；的\d]{{0,8}}?(?:{_KIND}))(?=[^的等（、，。；]{{2,}})")
_KIND_LAST = re.compile(f"(?:{_KIND})$")
_BOUND_OF = re.compile("(?P<unit>(?:周?岁|[个万亿千]?[元人名年张间台亩月])(?:及?以[上下内])的?)[^、，。；\\d以]{2,}")
_INSIDE = re.compile("[^，。；、（）\\d]{2,}（[^（）]*$")
Cuts = tuple[tuple[int, int], list[list[tuple[int, int]]]]
_STRETCH = re.compile(  # between two commas; what follows 以及 behind one goes on with the list
    r"(?P<number>(?<![\u4e00-\u9fff])[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]{1,3}(?:[、和及等名级档类星])))?(?:[^，；。：]|，(?=以及|及(?!时)|或者?(?!有)))+"
)
_BEARER = re.compile(  # 半失能|老年人的
    "(?P<own>[^、，。；的]{2,4}?)(?P<noun>(?:失能|残疾|困难|贫困)?(?:老年人|残疾人|儿童|孤儿|学生|患者|婴幼儿|家庭|人员|对象)(?![^、，。；的]{3}))"
)
_WHOLE_ITEM = re.compile(
    "[^，。；]{2,}的[^，。；的]{0,8}(?:企业|单位|机构|个人|项目|产品|平台|主体|合作社|农场|园区|人员|人才)$"
)
_DEED_OF = re.compile(
    r"(?:新|首次|已|经|被)*(?:通过|获[得评批]?|取得|认定|评[为定]|列入|入选|纳入|创建|建成|建设|设立)[^，。；、]*的"
)
_LEVEL_AT = re.compile("(?<![中全外本我各])(?P<level>(?:国家|全国|[省市区县])级?)$")
_WORK = re.compile(
    "(?:秘书处(?:承担单位|工作)?|临床试验|(?:体系|产品|资质|资格)?(?:认证|认定|评定|审定))(?=的|$|并|且|，)"
)
_WORK_END = re.compile(
    "(?:秘书处(?:承担单位|工作)?|临床试验|认证|认定|评定|审定|标[志识准]|登记|证书?|称号|资质|资格|注册|备案|许可|奖)$"
)
_BY = re.compile("(?:^|(?<=，))(?:分别)?按照?(?=[^，\\d]*$)")
_TAIL = re.compile(
    r"(?:资格|证书|学历|学位|职称)?(?:并且|并(?![网购入])|且)|(?:等次|称号|荣誉|名单|认定|资质|项目|企业|单位|奖项)?的|(?:称号|等次)$"
)


def joined(even: Plain, spans: Sequence[tuple[int, int]]) -> Plain:
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

    >>> from ingest.parse.normalize import plain
    >>> [one.text for one in tiers(plain("新列入国家级示范渔港、示范渔村的"), 2)]
    ['新列入国家级示范渔港的', '新列入国家级示范渔村的']
    >>> [one.text for one in tiers(plain("年产值达到1亿元、5亿元的企业"), 2)]
    ['年产值达到1亿元的企业', '年产值达到5亿元的企业']
    >>> [one.text for one in tiers(plain("产值1000万元至5000万元、5000万元至1亿元的"), 2)]
    ['产值1000万元至5000万元的', '产值5000万元至1亿元的']
    >>> [one.text for one in tiers(plain("对技师、高级工，年龄分别不超过50周岁、45周岁的"), 2)]
    ['对技师，年龄分别不超过50周岁的', '对高级工，年龄分别不超过45周岁的']
    >>> [one.text for one in tiers(plain("评为A、B级的企业"), 2)], [one.text for one in tiers(plain("D、E类人才"), 2)]
    (['评为A级的企业', '评为B级的企业'], ['D类人才', 'E类人才'])
    >>> [one.text for one in tiers(plain("首次通过CMMI3级、4级认证的"), 2)]
    ['首次通过CMMI3级认证的', '首次通过CMMI4级认证的']
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
        _runs(text, spans)
        or _prizes(text, spans)
        or _measures(text, spans)
        or _bounds(text, spans)
        or _anew(text, spans)
        or _levels(text, spans)
        or _ordinals(text, spans)
        or _alike(text, spans)
        or _places(text, spans)
        or _bearers(text, spans)
        or _names(text, spans)
    )


def _pieced(even: Plain, slices: list[tuple[int, int]]) -> Plain:
    return Plain("".join(even.text[a:b] for a, b in slices), tuple(index for a, b in slices for index in even.at[a:b]))


def _lists(text: str, count: int) -> list[list[tuple[int, int]]]:
    """Find the last `count` neighbours joined by 、 or 和 between two commas, and those before that go with them.

    技师、高级工，年龄分别不超过50周岁、45周岁: 分别 tells that a list before is handed out too.
    """
    return _handed_out(text, count, (_KIN, _OFFICES)) or _handed_out(text, count, (_KIN,))


def _handed_out(text: str, count: int, names: tuple[re.Pattern[str], ...]) -> list[list[tuple[int, int]]]:
    """Find the lists, `names` kept whole wherever one begins."""
    whole: list[list[tuple[int, int]]] = []
    best = None
    for stretch in _STRETCH.finditer(text):
        start = stretch.end("number") if stretch["number"] else stretch.start()
        spans, depth, begin, at = [], 0, start, start
        while at < stretch.end():
            if name := next((one for pattern in names if (one := pattern.match(text, at, stretch.end()))), None):
                at = name.end()
                continue
            if depth == 0 and at > begin and text[at - 1 : at + 1] == "”“":  # “江海工匠”“江海能手”
                spans.append((begin, at))
                begin = at
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
    return spans[:count] if _ranked_first(text, spans, count) else spans[-count:]


def _ranked_first(text: str, spans: list[tuple[int, int]], count: int) -> bool:
    """Tell whether a list of ranks stands before one of things that each rank is of.

    >>> from ingest.parse.normalize import plain
    >>> [one.text for one in tiers(plain("新认定的国家级、省级示范渔港、示范渔村、渔业园的"), 2)]
    ['新认定的国家级示范渔港、示范渔村、渔业园的', '新认定的省级示范渔港、示范渔村、渔业园的']
    """
    level, (start, end) = _level(), spans[0]
    first, rest = level[0].search(text[start:end]), spans[count:]
    between = all(level[1].fullmatch(text[slice(*span)]) for span in spans[1 : count - 1])
    last = level[1].match(text[slice(*spans[count - 1])])
    named = bool(last) and spans[count - 1][1] - spans[count - 1][0] > len(last[0]) + 1  # type: ignore[index]
    return bool(first) and between and named and not any(level[1].match(text[slice(*span)]) for span in rest)


_FOUND_ANEW = re.compile(
    "(?:首次|新|重新|再次|初次|续展?|复[审评核]|复)(?:通过|被)?(?:认定|评定|备案|认证|通过|获[评批得]|取得|申请)(?:为|成功|通过)?"
)
_BOUNDED = re.compile(r"(?:对|其中)?(?P<of>[^，。；、\d的]{2,12})\d[\d.]*[^，。；、\d的]{1,5}?及?以[上下](?=的|$)")
_PRIZE = re.compile(
    r"第?[一二三][级类](?:[甲乙丙]等)|(?<!第)[一二三四]类|(?:[ⅠⅡⅢⅣ]|(?<![A-Z])(?:III|II|IV|I)|[一二三四1-4])期(?!间|限)|(?:特等|[一二三四]等|特别|金|银|铜|优秀|优胜|提名|创新)奖|[一二三四五]星级?|[1-5]A级?|A{2,5}级?|[一二三四五]级|[1-6]级|[甲乙丙]级|[A-H]级?|(?:轻|中|重|特重|极重)度|优秀|良好|合格|优等|良等|(?:国际|国家|行业|地方|团体)标准"
)


def _from_to(spans: list[tuple[int, int]], head: int, tail: int) -> Cuts:
    """Cut a list of which the first item begins at `head` and the last ends at `tail`; the others are whole."""
    return (head, tail), [[(head, spans[0][1])], *([span] for span in spans[1:-1]), [(spans[-1][0], tail)]]


def _prizes(text: str, spans: list[tuple[int, int]]) -> Cuts | None:
    found = [list(_PRIZE.finditer(text, *span)) for span in spans]
    if not all(found) or found[0][-1].end() != spans[0][1] or found[-1][0].start() != spans[-1][0]:
        return None
    head, tail = found[0][-1].start(), found[-1][0].end()
    if text[tail - 1] in "级类等" and not any(text[end - 1] in "级类等" for _, end in spans[:-1]):
        tail -= 1  # A、B、C|级: all are grades
    return _from_to(spans, head, tail)


def _measures(text: str, spans: list[tuple[int, int]]) -> Cuts | None:
    numbers = [list(_NUMBER.finditer(text, *span)) for span in spans]
    if not all(numbers):
        return None
    if all(_INSIDE.search(text, span[0], found[0].start()) for found, span in zip(numbers, spans, strict=True)):
        return None  # 博士（45周岁以下）、硕士（40周岁以下）: each is whom it names, with what is asked of them
    first, last = numbers[0][-1], numbers[-1][0]
    if len(numbers[0]) > 1 and _UP_TO.fullmatch(text, numbers[0][-2].end(), first.start()):
        first = numbers[0][-2]
    bounds = [_BOUND_OF.match(text, found[-1].end(), span[1]) for found, span in zip(numbers, spans, strict=True)]
    if all(bounds) and bounds[-1]:  # 45周岁以下博士、35周岁以下硕士: each is a bound and whom it is of
        tail = _TAIL.search(text, bounds[-1].end("unit"), spans[-1][1])
        stop = tail.start() if tail else spans[-1][1]
        return (first.start(), stop), [
            [(first.start(), spans[0][1])],
            *([one] for one in spans[1:-1]),
            [(spans[-1][0], stop)],
        ]
    unit = _MEASURED.match(text, last.end())
    if (
        not unit
        or not unit[0]
        or any(found[0].start() - span[0] > 3 for found, span in zip(numbers[1:], spans[1:], strict=True))
    ):
        return None
    stop = unit.end()
    items = []
    for found, span in zip(numbers, spans, strict=True):
        number = first if span is spans[0] else found[0]
        own = span[1] - number.end() if span is not spans[-1] else 0
        after = (number.end(), span[1]) if own else (last.end(), stop)
        items.append([(number.start(), number.end()), after])
    return (first.start(), stop), items


def _bounds(text: str, spans: list[tuple[int, int]]) -> Cuts | None:
    """Cut bounds on one thing each, whom they are asked of told behind the last.

    >>> from ingest.parse.normalize import plain
    >>> [one.text for one in tiers(plain("肉牛存栏30头以上、肉羊存栏100只以上的养殖场"), 2)]
    ['肉牛存栏30头以上的养殖场', '肉羊存栏100只以上的养殖场']
    """
    found = [_BOUNDED.match(text, *span) for span in spans]
    whole = all(one and one.end() == span[1] for one, span in zip(found[:-1], spans[:-1], strict=True))
    if not whole or not found[-1] or len({one["of"] for one in found if one}) < len(spans):
        return None
    return (spans[0][0], found[-1].end()), [*([span] for span in spans[:-1]), [found[-1].span()]]


def _anew(text: str, spans: list[tuple[int, int]]) -> Cuts | None:
    """Cut what is found so for the first time and again, of one kind told behind.

    >>> from ingest.parse.normalize import plain
    >>> [one.text for one in tiers(plain("对首次认定、重新认定的高新技术企业"), 2)]
    ['对首次认定的高新技术企业', '对重新认定的高新技术企业']
    """
    found = [list(_FOUND_ANEW.finditer(text, *span)) for span in spans]
    if not all(found) or found[0][-1].end() != spans[0][1]:
        return None
    if any(one[0].start() != span[0] for one, span in zip(found[1:], spans[1:], strict=True)):
        return None
    head, tail = found[0][-1].start(), found[-1][0].end()
    return _from_to(spans, head, tail)


def _levels(text: str, spans: list[tuple[int, int]]) -> Cuts | None:
    first = _level()[0].search(text[slice(*spans[0])])
    last = _level()[1].match(text[slice(*spans[-1])])
    if not first or not last:
        return None
    head, tail = spans[0][0] + first.start("level"), spans[-1][0] + last.end()
    return _from_to(spans, head, tail)


def _ordinals(text: str, spans: list[tuple[int, int]]) -> Cuts | None:
    head, tail = spans[0][1] - 1, spans[-1][0] + 1
    if any(b - a != 1 for a, b in spans[1:-1]) or not (
        _ORDINAL.match(text[head]) and _ORDINAL.match(text[spans[-1][0]])
    ):
        return None
    if not re.match(r"等|级|类|档|名|星|A", text[tail : tail + 1]):
        return None
    return (head, tail), [[(head, head + 1)], *([span] for span in spans[1:-1]), [(tail - 1, tail)]]


def _alike(text: str, spans: list[tuple[int, int]]) -> Cuts | None:
    """Cut names that differ by an ordinal alone where they begin: what is told before the first is told of all.

    >>> from ingest.parse.normalize import plain
    >>> [one.text for one in tiers(plain("2024年1月1日后生育二孩、三孩的家庭"), 2)]
    ['2024年1月1日后生育二孩的家庭', '2024年1月1日后生育三孩的家庭']
    >>> [one.text for one in tiers(plain("在服役期间荣立一等功、二等功的"), 2)]
    ['在服役期间荣立一等功的', '在服役期间荣立二等功的']
    """
    start, end = spans[0]
    for size in range(min(_ALIKE_LONGEST, end - start), 1, -1):
        name = text[end - size : end]
        if not _RANKED.match(name):
            continue
        alike = re.compile("".join(_RANKED.pattern if _RANKED.match(letter) else re.escape(letter) for letter in name))
        last = alike.match(text, *spans[-1])
        if last and last[0] == name:  # 中国质量奖、中国质量奖提名奖: no rank tells them apart
            continue
        if last and all(alike.fullmatch(text, *span) for span in spans[1:-1]):
            return (end - size, last.end()), [[(end - size, end)], *([span] for span in spans[1:-1]), [last.span()]]
    return None


def _places(text: str, spans: list[tuple[int, int]]) -> Cuts | None:
    """Cut a list of where something is done from who does it and from what is done there, told once of all.

    >>> from ingest.parse.normalize import plain
    >>> [one.text for one in tiers(plain("选手在全运会、省运会获得第一名的"), 2)]
    ['选手在全运会获得第一名的', '选手在省运会获得第一名的']
    """
    where = _WHERE.search(text[slice(*spans[0])])
    deed = _DONE_THERE.search(text, spans[-1][0] + 2, spans[-1][1])
    if where is None or deed is None or any(_DONE_THERE.search(text, a, b) for a, b in spans[:-1]):
        return None
    head, tail = spans[0][0] + where.end(), deed.start()
    return _from_to(spans, head, tail)


def _bearers(text: str, spans: list[tuple[int, int]]) -> Cuts | None:
    """Cut how persons differ from what is told of all before them and from the noun that all share behind.

    >>> from ingest.parse.normalize import plain
    >>> [one.text for one in tiers(plain("收住本市户籍失能、半失能老年人的"), 2)]
    ['收住本市户籍失能老年人的', '收住本市户籍半失能老年人的']
    >>> [one.text for one in tiers(plain("对轻度、中度、重度失能老年人"), 3)]
    ['对轻度失能老年人', '对中度失能老年人', '对重度失能老年人']
    """
    first, *between, last = (text[slice(*span)] for span in spans)
    match = _BEARER.match(last)
    if match is None or any(_BEARER.match(one) for one in (first, *between)):
        return None
    ends = max((_ending(first, one) for one in (*between, match["own"], match["own"][:2])), key=len)
    if not ends:
        return None
    item = len(ends) if len(ends) > 1 else len(ends) + 1  # 度 of 轻度, 中度
    shared = spans[-1][0] + (match.start("noun") if last.startswith(match["own"]) else 0)
    if len(ends) == 1:
        shared = spans[-1][0] + 2
    head = spans[0][1] - item
    return _from_to(spans, head, shared)


def _ending(one: str, other: str) -> str:
    """Return the letters with which both end."""
    size = 0
    while size < min(len(one), len(other)) and one[-1 - size] == other[-1 - size]:
        size += 1
    return one[len(one) - size :]


def _names(text: str, spans: list[tuple[int, int]]) -> Cuts:
    said = text[slice(*spans[0])]
    own = next((one for one in _level()[1].finditer(said) if len(one[0]) > 1), None)
    levelled = [bool(_level()[1].match(text[slice(*span)])) for span in spans[1:]]
    if own and levelled and (all(levelled) or (any(levelled) and all(levelled[:-1]))):  # each has a level of its own
        said = said[: own.start()]
    head = spans[0][0] + max((match.end() for match in _level()[2].finditer(said)), default=0)
    if (upto := _LEVEL_AT.search(text, spans[0][0], head)) and head < spans[0][1] and all(levelled):
        head = upto.start("level")  # 获得|省政府质量奖、省政府质量奖提名奖: each with its own level
    match = _TAIL.search(text, spans[-1][0] + 1, spans[-1][1])
    if match and match[0].startswith(("企业", "单位", "项目")) and _WHOLE.search(text[slice(*spans[0])]):
        match = re.compile("的|$").search(
            text, match.start(), spans[-1][1]
        )  # 绿色工厂、绿色供应链管理企业: a name each
    if head == spans[0][1] and (scope := _SCOPED.search(text, *spans[0])):  # 获得全国|、全省技能大赛
        head = scope.start()
    names = [text[slice(*span)] for span in spans]
    tail = (
        _shared_work(names, spans[-1][0])
        or _shared_noun(names, spans[-1][0])
        or _shared_deed(names, spans[-1][0])
        or (match.start() if match else spans[-1][1])
    )
    items = [(head, spans[0][1]), *spans[1:-1], (spans[-1][0], tail)]
    return (head, tail), _filled(text, items)


def whole_names(said: str) -> list[str]:
    """Return the names of a list, each whole; marks in brackets and quotation marks part nothing.

    >>> whole_names("国际、国内首台（套、件）"), whole_names("示范渔港")
    (['国际首台（套、件）', '国内首台（套、件）'], ['示范渔港'])
    """
    spans, depth, begin = [], 0, 0
    for at, letter in enumerate(said):
        depth += (letter in "（“《") - (letter in "）”》")
        if depth == 0 and letter in "、或" and at > begin:
            spans.append((begin, at))
            begin = at + 1
    return ["".join(said[a:b] for a, b in item) for item in _filled(said, [*spans, (begin, len(said))])]


def _filled(text: str, items: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Give an item that is a bare word of scope or rank the noun of the next, which has one and opens with such a word.

    >>> from ingest.parse.normalize import plain
    >>> [one.text for one in tiers(plain("主导制定国际、国家、行业标准的"), 3)]
    ['主导制定国际标准的', '主导制定国家标准的', '主导制定行业标准的']
    >>> [one.text for one in tiers(plain("新认定的国家级、省级领军渔场、特色渔村"), 3)]
    ['新认定的国家级领军渔场', '新认定的省级领军渔场', '新认定的特色渔村']
    """
    found: list[list[tuple[int, int]]] = []
    noun: tuple[int, int] | None = None
    for start, end in reversed(items):
        bare = noun and _BARE.fullmatch(text, start, end)
        named = _BARE.match(text, start, end)
        found.append([(start, end), noun] if bare and noun else [(start, end)])
        if not bare:
            noun = (named.end(), end) if named and end - named.end() > 1 else None
            if named and noun is None and text[named.end() : end] in ("奖", "牌", "章"):
                noun = (named.end(), end)
    return found[::-1]


def _runs(text: str, spans: list[tuple[int, int]]) -> Cuts | None:
    """Cut a list where an item says whole who is meant and the next begins anew: nothing is told of both.

    >>> from ingest.parse.normalize import plain
    >>> [one.text for one in tiers(plain("对通过认证的企业、新认定的示范企业和优势企业"), 3)]
    ['对通过认证的企业', '对新认定的示范企业', '对新认定的优势企业']
    """
    items = [text[slice(*span)] for span in spans]
    anew = [at for at in range(1, len(items)) if _WHOLE_ITEM.search(items[at - 1]) and _DEED_OF.match(items[at])]
    if not anew:
        return None
    lead = re.match("(?:对于?|给予|凡)?", items[0])
    head, end = spans[0][0] + (lead.end() if lead else 0), spans[-1][1]
    found: list[list[tuple[int, int]]] = []
    for first, last in zip([0, *anew], [*anew, len(spans)], strict=True):
        run = spans[first:last]
        begin, stop = head if first == 0 else run[0][0], run[-1][1]
        (shared, tail), own = _cuts(text, run) if len(run) > 1 else ((begin, stop), [[(begin, stop)]])
        found += [[(begin, max(begin, shared)), *((max(a, begin), b) for a, b in one), (tail, stop)] for one in own]
    return (head, end), found


def _shared_noun(items: list[str], start: int) -> int:
    """Return where in the last item the noun begins that all share: 国家领航级、省级先进级|智能工厂; 0 for none."""
    *others, last = items
    if (placed := _PLACED.match(last)) and all(_PLACED.fullmatch(one + placed["noun"]) for one in others):
        return start + placed.start("noun")  # 省内、省外高校毕业生
    end = re.search(r"(?:级|类|型|孩|胎|（[^（）]{1,4}）)$", others[0])
    if not end or not all(other.endswith(end[0]) for other in others):
        return 0
    at = (last.find(end[0]) if end[0] in "孩胎" else last.rfind(end[0])) + len(end[0])
    named = at > len(end[0]) and re.match(r"[^、，。；的]{2,}", last[at:])
    return start + at if named else 0


def _shared_work(items: list[str], start: int) -> int:
    """Return where in the last item begins what is done of each named: CNAS、CMA|认证; 0 where one has its own.

    >>> items = ["全国专业标准化技术委员会", "分技术委员会", "工作组秘书处工作的单位"]
    >>> items[-1][_shared_work(items, 0) :], _shared_work(["绿色食品标志", "有机农产品认证的"], 0)
    ('秘书处工作的单位', 0)
    """
    *others, last = items
    match = _WORK.search(last, 1)
    own = match is None or any(_WORK_END.search(one) for one in others)
    return start + match.start() if match and not own else 0


def _shared_deed(items: list[str], start: int) -> int:
    """Return where in the last item begins what each of several kinds does or has; 0 for none.

    >>> items = ["本县残疾人", "退役军人", "脱贫人口在镇上就业的"]
    >>> items[-1][_shared_deed(items, 0) :], _shared_deed(["绿色工厂", "绿色供应链管理企业的"], 0)
    ('在镇上就业的', 0)
    """
    *others, last = items
    kind = _KIND_FIRST.match(last)
    if kind is None or not all(_KIND_LAST.search(one) for one in others):
        return 0
    return start + kind.end("kind")


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
