"""Who need not meet what all others must: 除个体工商户外，应当具有法人资格 · 具有本市户籍（引进人才除外）."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.rules import load

__all__ = ["Exempt", "before", "behind", "must"]

_LEFT = r"除[了去]?(?P<what>[^，。；（）第]{2,30}?)(?:的?情[形况])?(?:之|以)?外"
_BEFORE = re.compile(rf"(?:（[^（）]{{1,3}}）|\d{{1,2}}[.、])?(?:其中，?|但)?{_LEFT}$")
_ALONE = re.compile("但?(?P<what>(?!除)[^，。；（）]{2,30}?)的?除外$")
_BRACKETED = re.compile(
    r"（(?:其中|但)?(?:(?P<what>(?!除)[^，。；（）]{2,30}?)的?除外|除[了去]?(?P<too>[^，。；（）]{2,30}?)(?:之|以)?外)）"
)
_ANY = re.compile(r"规定|节假日|不可抗力|约定|政策|上述|前款|补助|补贴|奖励|资金|\d")
_WHO = load("criterion")[
    "exempt-of"
].regex  # of them who are named before it somebody is left out: 工业企业（房地产企业除外）
_KIND = load("criterion")[
    "exempt-kind"
].regex  # who may be exempt; of what is done, a part is left out: 种植作物（烟草除外）
_NOT = re.compile("(?:^|[，。；：）、])(?:近[^，。；]{1,4}[年月]内?)?(?:未|无|没有|不存在)[^，。；]*$")
_SUBJECT = "(?:[^，。；]{0,10}?(?:主体|单位|企业|机构|公司|合作社|农场|户|人员|者|人|对象|项目|其[他余])的?)?"
_MUST = re.compile(
    f"{_SUBJECT}(?:均|都|也|还|同时)*(?:应当|应(?=[在为具有是依符满]|该)|必须|须|需(?!求|要))(?:同时)?(?:[是为](?=..))?"
)


class Exempt(NamedTuple):
    """Who is exempt (`start … end`), and the stretch of text that says so."""

    start: int
    end: int
    first: int
    last: int


def before(text: str, start: int, end: int) -> Exempt | None:
    """Return whom a phrase that is nothing else exempts from what follows it: 除退役军人外.

    >>> before("除退役军人外，年龄不超过45周岁", 0, 6)
    Exempt(start=1, end=5, first=0, last=6)
    >>> before("除另有规定外，年龄不超过45周岁", 0, 6)
    """
    match = _BEFORE.match(text, start, end)
    return Exempt(*match.span("what"), start, end) if match and not _ANY.search(match["what"]) else None


def behind(text: str, start: int, end: int) -> Exempt | None:
    """Return whom a bracket, or a phrase that is nothing else, exempts from what stands before it.

    Behind those who are named (工业企业（房地产企业除外）) it leaves some of them out.

    >>> behind("具有本市户籍（引进人才除外）", 0, 14)
    Exempt(start=7, end=11, first=6, last=14)
    >>> behind("工业企业（房地产企业除外）", 0, 13)
    """
    match = _ALONE.match(text, start, end) or _BRACKETED.search(text, start, end)
    if match is None or _WHO.search(text[: match.start()].rstrip("，（")):
        return None
    what = match.span("what")
    what = what if what[0] >= 0 else match.span("too")
    said = text[slice(*what)]
    one_of_them = _KIND.search(said) or _NOT.search(text[start : match.start()])
    return Exempt(*what, *match.span()) if one_of_them and not _ANY.search(said) else None


def must(text: str, start: int, end: int) -> int:
    """Return where what must be begins: behind 申报单位应当, 还须.

    >>> text = "经营主体还须在本县登记"
    >>> text[must(text, 0, len(text)) :]
    '在本县登记'
    """
    match = _MUST.match(text, start, end)
    return match.end() if match else start
