"""Where a firm says to be registered, taxed and counted: 注册、纳税、统计都在经开区, 税交在铜山."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from graph.eligibility.language.segment import Segment
from graph.eligibility.matching.area import called, known_region, shortened

__all__ = ["area_said", "seat_said", "with_all_seats"]

_SEAT: Final = (
    "(?:工商|注册地?|登记注册|注册登记|登记地?|执照|住所地?|税务|税收|税|纳税地?|交税|缴税|汇算清缴地?"
    "|统计地?|统计关系|统计|纳统|入统|户管|关系)"
)
_SEATS_ONLY: Final = re.compile(
    f"(?:我们?|咱们?|本|公司|企业|厂|单位|都|的|是|和|跟|及|与)*(?:(?>{_SEAT})(?:和|跟|及|与|、)?)++"
)
_SEAT_GOES_ON: Final = re.compile(f"^(?:和|跟|及|与)?{_SEAT}")
_SEATED: Final = re.compile(  # 汇算清缴在长安区, 税交到了铜山区, 住所是西湖区的
    f"{_SEAT}(?:关系|地址?|登记|注册)?(?:却|也|都|均|还|则|是|就|全|仍)*(?:[交缴报放落挂转][给到]?|属于)?(?:[在于到是给]了?)(?P<name>(?![本我咱全贵该各这那哪两别几同你他总一])[\u4e00-\u9fff]{{2,6}}?(?:区|县|市|旗))(?!里|内|级|场|区|政府)"
)
_SEATED_AT: Final = re.compile(  # 公司在鼓楼区注册纳税
    f"(?:在|是|^)(?P<name>(?![本我咱全贵该各这那哪两别几同你他总一])(?:(?!在|是|公司|企业|注册|厂)[\u4e00-\u9fff]){{2,5}}?(?:区|县|市|旗))(?:的)?(?=依法|合法|也|都)?(?={_SEAT})"
)
_SEATED_SHORT: Final = re.compile(  # 注册在太仓, 税也在太仓交: people leave out what kind of region it is
    f"{_SEAT}(?:关系|地址?)?(?:却|也|都|均|还|则|就|全)*(?:[交缴])?在(?P<name>(?![本我咱这那哪当外])[\u4e00-\u9fff]{{2,4}}?)(?=[交缴纳]|的?$)"
)
_NO_PLACE: Final = re.compile("(?:社|小|景|校|厂|库|辖|片|市|城|主城|园|开发|(?<!高)新)区$|城市$|超市$|门市$|上市$")
_DENIED: Final = re.compile("(?:不|没有?|未|并非)(?:是|都|全)?$")
_OTHERS: Final = re.compile("(?:从|由|给|为|帮|替|向|对|跟|和|与|租用?|购置?|买|去|到)(?:了)?$")
_OWN_BEFORE: Final = re.compile("(?:^|[在是于属到迁]|属于|来自|我们?|咱们?|公司|企业|厂|就|都|也|落户)(?:了)?$")
_OWN_AFTER: Final = re.compile(
    f"^(?:这[边里]|里面?|内|范围内)?(?:的)?(?:一家)?(?:$|{_SEAT}|依法|合法|独立|法人|企业|公司|工厂|厂|单位|机构|成立|设立|落户|办公|经营|生产|的)"
)


def with_all_seats(parts: Sequence[Segment]) -> Iterator[Segment]:
    """Put the heads of a list with its end: 注册, 税务, 统计都在区里.

    >>> [one.text for one in with_all_seats([Segment("我们注册", 0, False), Segment("统计都在区里", 5, False)])]
    ['我们注册', '我们注册、统计都在区里']
    """
    heads: list[str] = []
    for part in parts:
        if _SEATS_ONLY.fullmatch(part.text):
            heads.append(part.text)
            yield part
            continue
        joined = "、".join((*heads, part.text))
        yield replace(part, text=joined) if heads and _SEAT_GOES_ON.match(part.text) else part
        heads = []


def seat_said(text: str) -> str | None:
    """Return the name of the place where a firm says to have its seat, whether any list knows it or not.

    >>> seat_said("汇算清缴在长宁区"), seat_said("公司在石门区注册纳税"), seat_said("在东门区开店")
    ('长宁区', '石门区', None)
    """
    for pattern in (_SEATED, _SEATED_AT):
        for match in pattern.finditer(text):
            if not _NO_PLACE.search(match["name"]) and not _DENIED.search(text[: match.start()]):
                return match["name"]
    short = _SEATED_SHORT.search(text)
    return next((one.name for end in "市县区" if short and (one := known_region(short["name"] + end))), None)


def area_said(text: str, areas: Iterable[str]) -> str | None:
    """Return by which of its names a zone that conditions ask for is told as one's own.

    >>> area_said("我们是经开区注册纳税的企业", ["苍陵经济技术开发区"]), area_said("租用经开区的平台", ["苍陵经开区"])
    ('经开区', None)
    """
    names = {name for area in areas for name in (area, shortened(area), *called(area))}
    for name in sorted(names, key=len, reverse=True):
        for match in re.finditer(re.escape(name), text):
            before, after = text[: match.start()], text[match.end() :]
            if _OTHERS.search(before) or _DENIED.search(before.removesuffix("在")):
                continue
            if (_OWN_BEFORE.search(before) or before.endswith(("市", "州"))) and _OWN_AFTER.match(after):
                return name
    return None
