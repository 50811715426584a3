"""Areas by name: which ones a condition names, and whether somewhere that is told is one of them or lies in it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from graph.eligibility.kleene import Truth

if TYPE_CHECKING:
    from ingest.link.region import Region

__all__ = [
    "ONE",
    "areas",
    "bare",
    "called",
    "in_area",
    "known_region",
    "left_out",
    "named",
    "reaches",
    "shortened",
    "unnamed",
    "wanted",
    "zone",
]

_SUFFIX: Final = re.compile(r"(?:特别行政区|自治区|自治州|地区|省|市|县|区|州|盟|旗)$")
ONE: Final = (
    r"(?:(?:市|县)?[\u4e00-\u9fff]{2,12}?(?:新区|新城|开发区|高新区|经开区|管理区|度假区|示范区|区|县|市|旗)"
    "|高新区|经开区|开发区)"
)
_LISTED: Final = re.compile(
    rf"(?:在|（(?:指|即|包括|含)?)(?P<areas>{ONE}(?:(?:、|和|及|或){ONE})+)(?=（|）|范围|行政|辖区|注册|登记|内|，|$|的)"
)
_ZONE: Final = re.compile(  # 统计关系均在经开区范围内
    "[在于](?P<area>[^，。；、在于（）]{0,6}?(?:高新区|经开区|开发区|保税区|自贸区|新区|产业园|园区))(?=范围|行政|辖区|区域|内|注册|登记|纳税)"
)
_KIND: Final = (
    "(?:经济技术开发区|高新技术产业开发区|经济开发区|工业园区|产业园区|开发区|高新区|经开区|保税区|自贸区|管理区|度假区|示范区|新区|园区"
    "|自治县|自治旗|自治州|区|县|市|旗|州)"
)
_SINGLE: Final = re.compile(  # 税收户管均在荻浦区, 税务关系隶属荻浦区; what follows ends the name
    "(?:[在于]|归属?|隶属)(?P<area>(?![本我全该各其])(?:(?:(?![在于])[\u4e00-\u9fff]){2,7}?(?:省|自治区|市|自治州))?(?:(?![在于])[\u4e00-\u9fff]){2,10}?"
    f"{_KIND}(?<!行政区)(?<!辖区))(?=（|）|，|、|的|$|范围|行政|辖区|区域|境|市?域|内|注册|登记|依法|合法|缴|纳|统|入|办理|实际|从事|开展|设立|成立|申报|经|且|和|及|并|有|进行|工商|税|落户|实体|应|须)"
)
_OWN_ZONE: Final = re.compile(
    "本(?P<area>(?:经济技术开发|开发|高新|高新技术产业开发|经开|新|园|产业园|度假|保税|示范|管理|自贸)区)"
)
_PREFIX: Final = re.compile("^.*[省市州](?=..)")
_NO_AREA: Final = re.compile(  # 苍陵市城区 is the town, 相城区 a district
    "(?:主|中心|老|新)?城区|市区|.{2,}[市城]区|.*(?:社|小|景|校|厂|库|片)区|.*(?:城|超|门|都)市"
)
_ALIAS: Final = re.compile("（(?:以下|下文)[简统合]?称为?[“”]?(?P<alias>[^“”（），]{2,10})[“”]?）")
_LEFT_OUT: Final = re.compile("（(?:不(?:含|包括|包含)|除)(?P<areas>[^（）]*?)(?:外|除外)?）")
_NAME: Final = re.compile("[区县市旗]$")
_ZONES: Final = {
    "高新区": "高新",
    "经开区": "经济(?:技术)?开发区|经开",
    "开发区": "开发区",
    "保税区": "保税区",
    "新区": "新区$",
    "园区": "园区",
}
_LONG: Final = (
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
    ("高新技术产业开发区", "高新区"),
    ("国家级", ""),
)
_COUNTY: Final = re.compile(r"^[\u4e00-\u9fff]{2,8}[区县旗]$")
_ANY_ZONE: Final = re.compile("(?:开发|高新|经开|保税|自贸|管理|度假|示范|园|新|社|景|矿|工业|试验)区$")


@lru_cache(maxsize=10_000)
def areas(text: str) -> tuple[str, ...]:
    """Return the areas that a condition lists, of which the applicant must be in one.

    >>> areas("注册地在甲海区、乙东区、市高新区（以下统称“市区”）"), areas("在本市登记注册")
    (('甲海区', '乙东区', '市高新区'), ())
    >>> areas("在市区范围（甲东区、甲西区、高新区）内注册")
    ('甲东区', '甲西区', '高新区')
    >>> areas("工商注册地、税务征管关系均在经开区范围内")
    ('经开区',)
    """
    if match := _LISTED.search(text):
        return tuple(part for part in re.split("、|和|及|或", match["areas"]) if part)
    return (zone["area"],) if (zone := _ZONE.search(text)) else ()


@lru_cache(maxsize=10_000)
def wanted(text: str, region: str | None) -> tuple[str, ...]:
    """Return the areas in one of which a condition wants the applicant, where they are not the whole of `region`.

    >>> wanted("注册地和税务关系均在荻浦区", "苍陵市"), wanted("在苍陵市登记注册", "苍陵市")
    (('荻浦区',), ())
    >>> wanted("工商、税务关系在苍陵经济技术开发区（以下简称“经开区”）范围内", "苍陵市")
    ('苍陵经济技术开发区', '经开区')
    >>> wanted("工商注册地、税务征管关系及统计关系在本开发区", "苍陵经济开发区")
    ('开发区',)
    """
    found = areas(text)
    if own := _OWN_ZONE.search(text):
        return (own["area"],)
    if not found and (one := _SINGLE.search(text)) and not _NO_AREA.fullmatch(_PREFIX.sub("", one["area"])):
        found = (one["area"],)
    if region and any(one.endswith(region) or bare(one) == bare(region) for one in found):
        return ()
    return (*found, *(match["alias"] for match in _ALIAS.finditer(text))) if found else ()


def in_area(where: str, listed: tuple[str, ...], region: str | None, code: str | None) -> Truth:
    """Tell whether somebody at `where` is in one of the areas of a condition, of a document of a region.

    >>> in_area("经开区", ("苍陵经济技术开发区",), "苍陵市", None), in_area("荻东区", ("荻浦区",), "苍陵市", None)
    (True, False)
    >>> in_area("高新区", ("苍陵经开区",), "苍陵市", None), in_area("苍陵市", ("荻浦区",), "苍陵市", None) is None
    (False, True)
    """
    told = [_in_one(where, area, region, code) for area in listed]
    return True if True in told else False if told and all(one is False for one in told) else None


def _in_one(where: str, area: str, region: str | None, code: str | None) -> Truth:
    said, asked = shortened(where), shortened(area)
    if called(said) & called(asked) or (len(said) > 2 and asked.endswith(said)) or said.endswith(asked):
        return True
    if len(said) > 1 and bare(said) in (bare(asked), _SUFFIX.sub("", asked)):
        return True
    if region and bare(where) == bare(region):
        return None
    place, own = named(where, code), named(area, code)
    if place and own:
        return True if reaches(own.code, place.code) else None if reaches(place.code, own.code) else False
    if place and code and reaches(place.code, code):
        return None  # 本省
    if _ANY_ZONE.search(said):  # another zone of the same city is none of this one, a zone may lie in a district
        return False if _ANY_ZONE.search(asked) and _kinds(said) != _kinds(asked) else None
    return False if place or _COUNTY.search(said) else None


def zone(name: str) -> bool:
    """Tell whether a name is that of a zone, and of no district: 苍陵经济技术开发区."""
    return bool(_ANY_ZONE.search(name))


def unnamed(text: str) -> str:
    """Return a condition without the one area that it names, and without what this is called for short.

    >>> unnamed("工商、税务关系均在苍陵经济技术开发区（以下简称“经开区”）范围内")
    '工商、税务关系均在范围内'
    """
    text = _LEFT_OUT.sub("", _ALIAS.sub("", text))
    one = None if _LISTED.search(text) else _ZONE.search(text) or _SINGLE.search(text)
    return text if one is None else text[: one.start("area")] + text[one.end("area") :]


@lru_cache(maxsize=10_000)
def left_out(text: str) -> tuple[str, ...]:
    """Return the areas that a condition leaves out of the one that it names.

    >>> left_out("在本市行政区域内（不含荻东县、荻西县）注册"), left_out("在本市注册")
    (('荻东县', '荻西县'), ())
    """
    match = _LEFT_OUT.search(text)
    return tuple(one for one in re.split("、|和|及|或", match["areas"]) if _NAME.search(one)) if match else ()


def shortened(name: str) -> str:
    """Return a name with what people call the kind of zone: 苍陵经济技术开发区 → 苍陵经开区."""
    for long, short in _LONG:
        name = name.replace(long, short)
    return name


def _kinds(name: str) -> frozenset[str]:
    return frozenset(kind for kind, pattern in _ZONES.items() if re.search(pattern, name))


@lru_cache(maxsize=10_000)
def known_region(name: str) -> Region | None:
    """Return the region of this name or code from the authority files; None for one that they do not have."""
    from ingest.link import Register

    return Register.load().region(name)


@lru_cache(maxsize=10_000)
def named(name: str, within: str | None) -> Region | None:
    """Return the region of this name, of several the one that lies in the region with the code `within`."""
    from ingest.link import Register

    found = Register.load().region(name, within) if within else None
    return found or known_region(name)


def reaches(own: str, code: str) -> bool:
    """Tell whether the region with GB/T 2260 code `code` is the region `own` or lies in it.

    >>> reaches("330300", "330302"), reaches("330000", "330302"), reaches("330300", "330100"), reaches("100000", "1101")
    (True, True, False, True)
    """
    return own == "100000" or code.startswith(own.rstrip("0") if not own.endswith("0000") else own[:2])


def bare(name: str) -> str:
    """Return a region's name without what kind of region it is: 苍陵市 → 苍陵."""
    short = _SUFFIX.sub("", name)
    return short if len(short) > 1 else name


def called(region: str) -> frozenset[str]:
    """Return what people call a region: by its name, without what kind it is, and a zone by its kind alone.

    >>> sorted(called("苍陵市")), sorted(called("苍陵国家高新技术产业开发区"))
    (['苍陵', '苍陵市'], ['开发区', '苍陵国家高新技术产业开发区', '高新区'])
    """
    zones = _kinds(region)
    return frozenset({region, *(zones or {bare(region)})})
