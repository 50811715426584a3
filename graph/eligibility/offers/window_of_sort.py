"""Between which days what is paid for must lie, told by sorts: 认定类奖励以2022年1月1日以后取得为准."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from graph.eligibility.language.event import events
from graph.eligibility.scheme import Place, Window

__all__ = ["as_day", "windows_of_sorts"]

_DATE: Final = r"(?:19|20)\d\d年(?:度|\d{1,2}月(?:\d{1,2}日)?)?"
_BY: Final = "(?:（含[^（）]{0,6}）)?"
_SPAN: Final = (
    rf"(?P<low>{_DATE}){_BY}(?:(?:至|到|—|－|-|~|～)+(?P<high>(?:(?:19|20)\d\d年)?(?:\d{{1,2}}月(?:\d{{1,2}}日)?|度)?){_BY}(?:期间|之间|内)?"
    rf"|(?:以后|之后|以来|后|起|（含）以后){_BY}|(?<=度)内?(?:期间)?)"
)
_SORT: Final = "(?:认定|称号|荣誉|资质|评定|认证|获奖|平台|投资|建设|项目|工程|购置|设备|技改|投入|展会)类"
_SORTED: Final = re.compile(  # 投资类项目以2022年1月1日以后竣工投产为准
    rf"(?P<sorts>{_SORT}(?:(?:、|和|及|以及|或){_SORT})*)(?:的)?(?:奖励|奖补|补助|补贴|资助|项目|事项|政策|支持)*，?(?:均|都|应当?|须|是指|指)*"
    rf"(?:以|为|于|在){_SPAN}(?P<deed>[^，。；]{{0,14}}?)(?:的)?(?:时间|日期)?(?:为准|$|(?=[，。；])|的(?:项目|事项))"
)
_DAY_OF: Final = re.compile(  # 认定时间应在2022年1月1日以后; 竣工验收时间为2022年1月1日至12月31日
    rf"(?:^|[，。；：\n、）的])(?P<deed>[^，。；：、（）\d]{{0,10}}?(?:认定|获评|评定|取得|获得|竣工|验收|投产|投用|运营|购置|购买|采购|发票|开票|备案|开工|发生|建成|完工|实施|落户|注册|登记|入库|引进|获证|发证|获批|批准|举办|开业|购房|网签))"
    rf"(?:（[^（）]{{1,12}}）)?(?:开具)?(?:日期|时间|期限|期)(?:，)?(?:应当?|须|需|必须|均|要求|限定?|原则上|应该)*(?:是)?(?:在|为|于|以|是|介于)?{_SPAN}(?=为准|期间|之间|内|的|（|[，。；]|$)"
)
_OF_ALL: Final = re.compile(  # 本政策所列奖补项目须为2022年1月1日至2023年12月31日期间新建、新购、新认定的项目
    r"(?:本[^，。；\d]{2,8}?|上述|以上|各项?|申[报请]|奖补|补助|支持|补贴)(?:所列|所指|支持|扶持|奖补|奖励|补助|补贴|资助|兑现|适用|的|各项|各类)*(?:项目|事项|内容|行为|投入|支出)，?"
    rf"(?:均|都|应当?|须|需|必须|限|是|为|指|发生|实施|完成|在|于|的|时间)+{_SPAN}(?P<deed>[^。；]{{0,40}}?)的?(?:项目|事项|行为|支出|投入|$|(?=[，。；]))"
)
_TITLES: Final = (
    "称号",
    "奖项",
    "新认定",
    "认定为",
    "获评",
    "评为",
    "评定",
    "入选",
    "列入",
    "获批",
    "命名",
    "荣获",
    "认证",
)
_WORKS: Final = ("投资", "建设", "新建", "改建", "扩建", "改造", "技改", "项目")
_BOUGHT: Final = ("购置", "购买", "新购", "设备", "采购")
_NAMES: Final = (
    ("认定|称号|荣誉|资质|评定|认证|获奖|平台", _TITLES),
    ("投资|建设|项目|工程|技改|投入", _WORKS),
    ("购置|设备", _BOUGHT),
    ("展会", ("展会", "展览", "参展", "展销")),
)
_TITLED: Final = frozenset({"named", "certified"})
_WHATEVER: Final = re.compile("(?:实际)?(?:发生|实施|完成|开展|产生)")
_FEW: Final = 3  # more sorts of events than these are any
_SUM: Final = re.compile(r"\d\s*(?:[万亿]?元|%|％)")


def windows_of_sorts(place: Place) -> Iterator[Window]:
    """Yield the days between which the things named must lie, or all that is paid for.

    >>> text = "认定类奖励以2022年1月1日（含）以后取得为准，投资类项目以2022年3月1日以后竣工投产为准。"
    >>> found = list(windows_of_sorts(Place("d", "例", "五", "d#五", text)))
    >>> [(one.low, sorted(one.events)) for one in found]
    [('2022-01-01', ['certified', 'named']), ('2022-03-01', ['finish', 'run'])]
    """
    text, own = place.quote, place.path if _SUM.search(place.quote) else ""
    for match in _SORTED.finditer(text):
        names = tuple(word for sort, words in _NAMES if re.search(sort, match["sorts"]) for word in words)
        titles = bool(set(names) & set(_TITLES))
        told = events(match["deed"]) - (_TITLED if not titles else frozenset())
        if not titles and not told:
            continue
        yield _window(place, match, _TITLED if titles else told, names, own)
    known = [one.span() for pattern in (_SORTED, _OF_ALL) for one in pattern.finditer(text)]
    for match in _DAY_OF.finditer(text):
        told = events(match["deed"]) | events(f"{match['deed']}时间")
        told = told or (frozenset({""}) if _WHATEVER.search(match["deed"]) else told)
        if told and not any(start < match.end() and match.start() < end for start, end in known):
            yield _window(place, match, (told | (_TITLED if told & _TITLED else told)) - {""}, (), own)
    for match in _OF_ALL.finditer(text):
        told = events(match["deed"])
        whatever = not told or _WHATEVER.search(match["deed"]) or len(told) > _FEW
        yield _window(place, match, frozenset() if whatever else told, (), own)


def _window(place: Place, match: re.Match[str], told: frozenset[str], names: tuple[str, ...], own: str) -> Window:
    low, high = match["low"], match["high"]
    if not high and low.endswith("度") and not re.search("后|起|来", match[0]):
        high = low
    if high and not re.match(r"(?:19|20)\d\d", high):
        high = low[:5] + high
    quoted = replace(place, quote=re.sub("^第[^，。；]{1,5}?条\\s*", "", match[0].strip("，。；：、的\n")))
    return Window(as_day(low), as_day(high) if high else None, told, quoted, names, within=own)


def as_day(words: str) -> str:
    """Return a day, month or year as one that can be compared.

    >>> as_day("2022年1月1日"), as_day("2023年度"), as_day("2023年6月")
    ('2022-01-01', '2023', '2023-06')
    """
    year, *rest = re.findall(r"\d+", words)
    return "-".join((year, *(part.zfill(2) for part in rest)))
