"""In how many countries something was had, told by their names: 在美国、日本、欧洲都授权了 are three."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.segment import Segment
from graph.eligibility.scheme import Scheme
from ingest.value.number import parse

__all__ = ["by_country", "countries_said", "countries_told"]

_NAMES: Final = re.compile(
    "美国|日本|韩国|欧洲|欧盟|德国|英国|法国|意大利|加拿大|澳大利亚|新西兰|新加坡|印度尼西亚|印尼|印度|俄罗斯|巴西|泰国|越南|马来西亚"
    "|菲律宾|墨西哥|西班牙|荷兰|瑞士|瑞典|以色列|阿联酋|沙特|土耳其|南非|哈萨克斯坦|中国香港|香港|澳门|台湾"
)
_COUNTRY: Final = re.compile("国家|国别|地区")
_COUNTED: Final = re.compile(
    r"(?P<many>(?<!\d)\d{1,6}|[一二两三四五六七八九十]+)个?(?:国家|地区|国(?![际内外产标有企务]))"
)
_BY_NUMBER: Final = re.compile("按照?[^，。；]{0,20}国家(?:（地区）|和地区|、地区)?数")
_NAME: Final = "国家（地区）数"


def by_country(scheme: Scheme) -> bool:
    """Tell whether a sum is paid for each country: 每个国家（地区）奖励2万元, 同一发明创造最多奖励2个国家（地区）."""
    offered = scheme.amount
    if offered is None or not offered.per:
        return False
    own = [one for one in scheme.rules.most if one.of(scheme.place)]
    if _BY_NUMBER.search(scheme.place.quote):
        return True
    return bool(_COUNTRY.search(offered.per)) or any(_COUNTRY.search(one.place.quote) for one in own)


def countries_said(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield in how many countries it was had, where they are named, or counted."""
    if not any(by_country(scheme) for scheme in near):
        return
    counted = [(parse(match["many"]), part) for part in parts for match in _COUNTED.finditer(part.text)]
    if counted:
        if len({many for many, _ in counted}) == 1:
            many, part = counted[0]
            yield Fact.of(_NAME, many, "个", words=part.text, start=part.start)
        return
    named = [(match[0], part) for part in parts for match in _NAMES.finditer(part.text)]
    if named:
        many = float(len({name for name, _ in named}))
        yield Fact.of(_NAME, many, "个", words=named[0][1].text, start=named[0][1].start)


def countries_told(facts: Sequence[Fact]) -> Fact | None:
    """Return in how many countries it was had, where a fact names them: 获得授权的国家: 美国、日本、欧洲."""
    for fact in facts:
        if fact.attr == _NAME:
            return fact
        if isinstance(fact.value, str) and _COUNTRY.search(fact.attr) and (named := set(_NAMES.findall(fact.value))):
            return Fact.of(_NAME, float(len(named)), "个", note=f"（{fact.value}）")
    return None
