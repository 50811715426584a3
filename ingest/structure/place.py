"""Where a document holds and how high its issuers stand: 全国, a province, a city, or below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Literal

from ingest.rules import load

__all__ = ["Level", "place", "region_in"]

Level = Literal["national", "provincial", "municipal", "other"]

_RULES = load("head")
_NATIONAL = _RULES.pattern("^(?:%{national})")
_NATIONAL_NUMBER = _RULES.pattern("^(?:%{national_number})")
_COUNTRYWIDE = _RULES["countrywide"].regex
_CHAIN = load("head")["place-chain"].regex
_NO_PLACE = load("head")["no-place"].regex
_ZONE = re.compile(r"开发区|园区|新区|高新区|示范区|自贸|自由贸易|管委会|管理委员会")
_ZONE_OFFICE = load("head")["zone-office"].regex
_MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
_PROVINCE_SIGNS = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

_CITY_SIGNS = "宁青吉苏川新贵"  # 南京, 青岛, 吉林市, 苏州, 新乡, 贵港 and others write these too
# Whom a city addresses, not a province: 各区（市）人民政府, 市政府各部门, 我市.
_BELOW_PROVINCE = re.compile(
    r"(?<![一-龥])各(?:县[（(、]?(?:市、?)?区[）)]?|区[（(]?(?:县|市)[）)]?|区、县|区)(?:人民)?政府|市政府各|我市|本市"
)

_OWNS = load("head")["issues"].regex  # what stands after the name of a place that issues something
_UNLISTED = re.compile(  # 各设区, 名镇, 市区 and 村镇 name no place, nor what begins inside another name
    r"(?!各|全|本|我|该|人民|历史|名|村|市|城|乡)[一-龥]{1,5}(?:省|市|自治县|县|区|自治旗|旗|镇)"
)
_COUNTY_ITSELF = re.compile(r"(?!各|全|本|我|该)[一-龥]{2,3}县")
_DISTRICT = load("head")["district"].regex  # of no authority file: 望湖区 of 望湖区商务局, but no 高新区 or 开发区
_COUNTY_NAME = re.compile(r"(?<=[、，。；：和及由在\s])[一-龥]{2,4}?[区县](?=[一-龥、，。；：])")


def place(issuers: Sequence[str], number: str | None, title: str, body: Sequence[str]) -> tuple[str | None, Level]:
    """Return the region by name and the level: from the issuers, else the title, the number, the text's own words.

    >>> place(["苍陵市水务局"], None, "", [])
    ('苍陵市', 'municipal')
    >>> place([], None, "云泽省节水行动方案", []), place(["工业和信息化部"], None, "", [])
    (('云泽省', 'provincial'), ('全国', 'national'))
    >>> place(["澄湖区商务局"], None, "", []), place(["高新区财政局"], None, "", [])
    (('澄湖区', 'other'), (None, 'other'))
    >>> place([], None, "清浦区关于促进服务业发展的若干措施", [])
    ('清浦区', 'other')
    """
    for issuer in issuers:
        if _NATIONAL.match(issuer):
            return "全国", "national"
        if found := region_in(issuer, anchored=True):
            return found
        if district := _DISTRICT.match(issuer):
            return district["district"], "other"
        if zone := _ZONE_OFFICE.match(issuer):  # of a city that no authority file has
            return zone["zone"], "other"
    for part in (title, *re.findall(r"《([^》]+)》", title), *re.split(r"关于|印发|“", title)[1:]):
        if _NATIONAL.match(part):
            return "全国", "national"
        if found := region_in(part, anchored=True):
            return found
        if district := _DISTRICT.match(part):  # 清浦区关于促进服务业发展的若干措施
            return district["district"], "other"
    if number and (found_level := _by_number(number, body)):
        return found_level
    return _by_text(body)


def region_in(text: str, anchored: bool = False) -> tuple[str, Level] | None:
    """Return the lowest region of a chain of names and its level; anchored: only where `text` begins with it.

    >>> region_in("云泽省苍陵市人民政府", anchored=True), region_in("促进市场发展", anchored=True)
    (('苍陵市', 'municipal'), None)
    """
    text = re.sub(r"\s", "", text[:60])
    match = _CHAIN.match(text)
    for group, level in (("county", "other"), ("city", "municipal"), ("province", "provincial")):
        name = _trimmed(match[group]) if match and match[group] else None
        if not name or (_NO_PLACE.search(name) and not _known(name)):
            continue
        if group == "city" and name[:-1] in _MUNICIPALITIES:
            return name, "provincial"
        after = text[match.end(group) :]  # type: ignore[union-attr]
        if group == "county" and not (_known(name) or _COUNTY_ITSELF.fullmatch(name) or _issues(name, after)):
            continue
        alone = not (match["city"] or match["province"])  # type: ignore[index]
        if group == "county" and alone and not (_known(name) or _COUNTY_ITSELF.fullmatch(name)):
            continue
        return name, _level(name, level)  # type: ignore[arg-type]
    return _by_short_name(text)


def _issues(name: str, after: str) -> bool:
    """Tell whether a place that no authority file has is plainly one: what stands after it is its office or its deed.

    >>> _issues("澄湖区", "商务局"), _issues("市区", "养犬管理规定"), _issues("历史文化名城名镇", "名村保护条例")
    (True, False, False)
    """
    return bool(_UNLISTED.fullmatch(name) and _OWNS.match(after))


def _by_short_name(text: str) -> tuple[str, Level] | None:
    """Read names without 省 or 市: 河南银保监局; a zone named for its city stands below it: 苏州工业园区."""
    for length in (4, 3, 2):
        found = _short_names().get(text[:length])
        if found:
            name, level = found
            return name, "other" if _ZONE.search(text[length : length + 12]) else level
    return None


def _by_number(number: str, body: Sequence[str]) -> tuple[str, Level] | None:
    """Read the sign that a 文号 begins with, where no city has the same and the text does not speak as a city does."""
    if _NATIONAL_NUMBER.match(number):
        return "全国", "national"
    sign = number[0]
    if sign not in _PROVINCE_SIGNS or sign in _CITY_SIGNS or not (name := _regions().lookup(sign)):
        return None
    if name.name[:-1] not in _MUNICIPALITIES and any(_BELOW_PROVINCE.search(text) for text in body):
        return None
    if _names_counties_elsewhere(body, name.code):
        return None
    return name.name, "provincial"


def _names_counties_elsewhere(body: Sequence[str], province: str) -> bool:
    """Say whether the text names counties or districts, and none of them lies in the province."""
    named = {match[0] for text in body[:60] for match in _COUNTY_NAME.finditer(text)}
    codes = {found.code for name in named if (found := _regions().lookup(name)) and found.level == "county"}
    return bool(codes) and not any(code[:2] == province[:2] for code in codes)


def _by_text(body: Sequence[str]) -> tuple[str | None, Level]:
    text = "\n".join(body)
    found = re.finditer(r"(?<![一-龥])[一-龥]{2,6}(?:省|市)(?!场|民|政(?!府)|级)", text)
    names = Counter(name for match in found if (name := _named(match[0], text[match.end() : match.end() + 16])))
    local = {"省": len(re.findall(r"我省|全省", text)), "市": len(re.findall(r"我市|全市|本市", text))}
    for end, level in (("市", "municipal"), ("省", "provincial")):
        if local[end] >= 2 and local[end] >= max(local.values()):
            best = next((name for name, _ in names.most_common() if name.endswith(end)), None)
            return (best, _level(best, level) if best else level)  # type: ignore[return-value, arg-type]
    if _COUNTRYWIDE.search(text):
        return "全国", "national" if re.search(r"各省|党中央、国务院", text) else "other"
    return None, "other"


def _named(words: str, after: str) -> str | None:
    """Return the place that running words end with: of the authority file, else plainly an issuer; None for others.

    >>> _named("已在广州市", "参加"), _named("苍陵市", "人民政府"), _named("占全市", "总量"), _named("年全省", "经济")
    ('广州市', '苍陵市', None, None)
    """
    name = _trimmed(words)
    if _known(name):
        return name
    return name if len(name) < 6 and not _NO_PLACE.search(name) and _issues(name, after) else None


def _trimmed(words: str) -> str:
    """Return the place of the authority file that words end with, the words where they end with none: 调整北京市."""
    return next((words[at:] for at in range(len(words) - 2) if _known(words[at:])), words)


def _level(name: str, level: Level) -> Level:
    if name[:-1] in _MUNICIPALITIES:
        return "provincial"
    known = _regions().lookup(name) if level == "municipal" else None
    return "other" if known and known.level == "county" else level


def _known(name: str) -> bool:
    return _regions().bears(name)


@cache
def _short_names() -> dict[str, tuple[str, Level]]:
    levels = ("provincial", "municipal")
    return {
        region.short: (region.name, region.level)
        for region in reversed(_regions().all())
        if region.level in levels and len(region.short) > 1
    }


@cache
def _regions():  # type: ignore[no-untyped-def]  # the authority file is read when first asked for
    from ingest.link.region import Regions

    return Regions.load()
