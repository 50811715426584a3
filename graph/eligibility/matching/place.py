"""Where an applicant stands, against where a scheme wants it: 市区, 本市, a county of the prefecture, another city."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from graph.eligibility.kleene import Truth
from graph.eligibility.language.kin import alone
from graph.eligibility.language.thesaurus import alternatives, canonical
from graph.eligibility.matching.area import (
    ONE,
    bare,
    called,
    in_area,
    known_region,
    left_out,
    named,
    reaches,
    unnamed,
    wanted,
)
from graph.eligibility.scheme import Requirement, Scheme

__all__ = ["LIVES", "about_place", "active", "asked", "beside", "holds", "inside", "only_place", "stated", "within"]

LIVES: Final = re.compile(  # whoever does any of it there asks by the measures of the place
    "(?:创业|就业|工作|居住|生活|学习|务工)(?:(?:、|和|及|或者?)?(?:创业|就业|工作|居住|生活|学习|务工|创新创业|(?:参加|接受)培训))+"
)
_VERB: Final = re.compile(
    r"注册|登记(?!失业|在册)|纳税|财政收入|税收|税务|(?<!首次)(?<!新)落户|户籍|行政区域|住所|汇算清缴|户管|(?<!入库)纳统|统计(?:关系|归属|口径|数据)|常住|经营地|所在地|(?:基地|场所|厂区|经营地)(?:[^，。；]{0,6})(?:在|位于|坐落|处于)"
)
_AREA: Final = re.compile(
    r"市区|城区|辖区|区域|境内|范围内|[省市县区]内|本[省市县区]|我[省市县区]|[\u4e00-\u9fff]{2,4}[省市县区州]|本地|当地"
)
_ACTIVE: Final = re.compile(  # where something is done, whatever is done there
    r"^在?(?:[\u4e00-\u9fff]{2,6}|本|我)[省市县区州](?:境内|区域内|辖区内?|行政区域内?|范围内)?(?:从事|开展|依法)[\u4e00-\u9fff]{0,8}(?:经营|生产|活动)(?:活动)?$"
)
_PURVIEW: Final = re.compile(  # of all who are meant to apply: 在本县境内从事农业生产、加工、流通和社会化服务
    r"^在?(?:[\u4e00-\u9fff]{2,6}|本|我)[省市县区州](?:境内|区域内|辖区内?|行政区域内?|范围内)?(?:并)?"
    r"(?:(?:发展|从事|开展)(?:特色|优势|农业|富民|种养)*产业(?:发展)?"
    r"|(?:从事|开展)[\u4e00-\u9fff]{2,10}(?:、[\u4e00-\u9fff]{2,10}?)+(?:和|及|以及|与|、)[\u4e00-\u9fff]{2,12})等?(?:生产|经营|活动)*$"
)
_PLACED: Final = re.compile(
    r"(?:在|于|为|是|具有|拥有|取得|持有)?(?:本|我)[省市县区]|行政区域内?|(?:在|于|具有)?[\u4e00-\u9fff]{2,4}?[省市县区州](?:行政区域|境内|辖区|范围|区域|户籍|户口)?(?:范围)?内?"
    r"|申[报请]时?|当时|位于|坐落于?|处于|行政区域|市区|城区|境内|辖区|范围|区域|户籍|户口|依法|登记|注册|地址?(?=在)|纳税|税务|税收|财政收入|独立法人资格?|具有|工商|征管|统计|入统|纳统|汇算清缴|户管|税管|住所|解缴|入库|缴交|缴入|金库|归属|隶属|口径|数据|管理关系|征收管理|税务部门|税务机关|市场监督管理|市场监管|主管部门|主要办公|实际办公|办公|均|内|地|或者?|和|且|并|、|的|在|应|须|为|关系|所在|办理|缴纳|由|生产经营|生产基地|基地|经营场所|场所|厂区"
)
_ANY: Final = re.compile(
    r"^(?:(?:独立)?(?:核算|法人|经营|生产|从事|开展|实施|建设|投资|相关|有关|各类|活动|农业|工业|商贸|服务业?|企业|单位|机构|公司|主体|组织|个人|人员|居民|农户|家庭|项目|常住|落户|住所|经营地|所在地|以上|满|年|\d|夫妻|双方|一方|至少|任意|父母|父亲|母亲|新生儿|子女|孩子|婴幼儿|及|均|都|本人|老年人))+$"
)
_BELOW: Final = re.compile("下面的?县|县[里内]|县城|县域|下属县|乡下|县（市）")
_A_COUNTY: Final = re.compile("^(?:各|下辖|所辖|周边|其他)?(?:县|县（市）|县级市|县市|县域|乡镇)$")  # 登记注册地: 县
_RURAL: Final = re.compile("^(?:县里|县内|县城|县域|乡下)")
_OF_THE_COMPASS: Final = re.compile("[东西南北]城区")  # the name of a district
_BARE: Final = re.compile(  # whatever is done there: 适用于荻浦市市区, 东城区、西城区、高新区
    rf"^(?:在|于)?(?:[\u4e00-\u9fff]{{2,6}}市)?(?:市区|主?城区|中心城区|市辖区)(?:行政区域|范围|区域)?内?(?:（[^（）]*）)?$"
    rf"|^(?:在|于)?{ONE}(?:(?:、|和|及|以及|与){ONE})+(?:行政区域|范围|区域)?内?$"
)
_WAYS: Final = {
    "register": re.compile("注册|登记(?!失业)|工商|执照|(?<!固定)(?<!自有)(?<!居民)住所(?!证明)"),
    "tax": re.compile("税(?!区|港)|财政收入|汇算清缴|户管"),
    "count": re.compile("统计(?:关系|归属|口径|地|数据|登记|在|都|也)|纳统|入统|统计$"),
    "home": re.compile("户籍|户口|常住|居住|家住|(?:新生儿|子女|孩子|婴幼?儿|幼儿)[^，。；]{0,10}落户"),
    "site": re.compile("基地|场所|厂区|厂房|经营地"),
}
_COUNTED: Final = frozenset({"count"})
_GROUND: Final = re.compile(  # what applicants call the ground they work on
    "[茶果菜桑药花]园|大棚|[稻麦水旱]?田|(?<![当各外本所在产销驻用基注册])地(?=[也都全]*在|，|$)|(?:养殖|养[猪牛羊鸡鸭鱼])场|[猪牛羊鸡鸭鱼][场舍圈]"
    "|鱼塘|池塘|车间|工厂|厂子|厂(?=[也都全]*[在建开])|门店|店(?=[也都全]*[在开])|种植|种了|[在于][^，。；]{1,6}(?:种|养)(?!老|护|生)"
)
_PROVINCE: Final = frozenset({"本省", "我省", "省内"})
_PART: Final = re.compile("[本我][市县区]|[市县区]内")  # of a province
_CITY: Final = frozenset({"市里", "本市", "我市", "全市", "市内"})
_COUNTY: Final = re.compile("^(?!.*(?:开发|高新|经开|保税|园|新|社|景|矿|工业|示范)区$)[\u4e00-\u9fff]{2,4}[区县旗]$")
_BARE_ZONE: Final = re.compile("^(?:市)?(?:高新|经开|保税|综保)区$")
_COUNTY_FROM: Final = (
    21  # GB/T 2260: the last two digits of 市辖区 run from 01 to 20, of counties from 21, of county cities from 81
)


@lru_cache(maxsize=10_000)
def about_place(text: str) -> bool:
    """Tell whether a condition asks where the applicant is registered, taxed or at home.

    >>> about_place("注册地和财政收入在市区范围内"), about_place("在荻浦市登记注册"), about_place("完成备案登记")
    (True, True, False)
    >>> about_place("荻浦市市区（东城区、西城区）"), about_place("东城区、西城区、高新区"), about_place("市区养老机构")
    (True, True, False)
    >>> about_place("在荻浦县境内从事农业生产经营"), about_place("从事护理工作满2年")
    (True, False)
    """
    return bool(_VERB.search(text) and _AREA.search(text)) or active(text) or only_place(text)


@lru_cache(maxsize=10_000)
def only_place(text: str) -> bool:
    """Tell whether a condition is a place and nothing else: 荻浦市市区（东城区、西城区）."""
    return bool(_BARE.match(text))


@lru_cache(maxsize=10_000)
def active(text: str) -> bool:
    """Tell whether a condition asks that the applicant be at work in a place, at whatever all who may apply work at.

    >>> active("在荻浦县境内从事农业生产、加工、流通和社会化服务"), active("在本县境内发展产业")
    (True, True)
    >>> active("在本市从事养老服务"), active("在本市开展技术开发和技术转让")
    (False, False)
    """
    return bool(_ACTIVE.search(text) or _PURVIEW.match(text))


@lru_cache(maxsize=10_000)
def beside(text: str) -> str:
    """Return what a condition on a place asks for besides: a status or a trade; "" for nothing.

    >>> beside("具有本市户籍的低保老年人"), beside("在荻浦市登记注册的企业"), beside("注册地和财政收入在市区范围内")
    ('低保老年人', '', '')
    >>> beside("工商注册、税务征管和统计关系均在荻浦区")
    ''
    """
    if _PURVIEW.match(text):
        return ""
    rest = _PLACED.sub("", canonical(LIVES.sub("", alone(unnamed(text)))))
    return rest if len(rest) >= 3 and not _ANY.match(rest) else ""


def within(where: str, scheme: Scheme, need: Requirement) -> Truth:
    """Tell whether an applicant in `where` (市区, 本地, 县里, or a region) is where `need` wants it."""
    central = bool(alternatives("centre").search(need.text)) or bool(alternatives("centre").search(need.attr))
    if alternatives("outside").search(where):
        if _RURAL.search(where) and (scheme.region or "").endswith(("县", "旗")):
            return None if central else True
        county = bool(_BELOW.search(where))
        return False if central or not county else None
    if central and _A_COUNTY.match(where):
        return False
    if alternatives("centre").search(where) and not _OF_THE_COMPASS.fullmatch(where):
        return True
    if any(called(where) & called(one) for one in left_out(need.text)):
        return False
    listed = wanted(need.text, scheme.region)
    if where in _CITY and listed and not central:
        return None  # 经开区 is a part of it
    if where in _PROVINCE and _PART.search(need.text):
        return None  # 省内 is more than 本市
    if where in alternatives_words("here"):
        return None if central else True
    if listed:
        return in_area(where, listed, scheme.region, scheme.region_id)
    if where == scheme.region or (scheme.region and where in called(scheme.region)):
        return None if central else True
    return _by_name(where, scheme, central)


def asked(text: str) -> frozenset[str]:
    """Return in which ways one must be of a place: registered, taxed, at home.

    >>> sorted(asked("工商注册地和税收缴纳地均在市区")), sorted(asked("本市户籍"))
    (['register', 'tax'], ['home'])
    """
    found = frozenset(name for name, pattern in _WAYS.items() if pattern.search(text))
    return found - _COUNTED if found - _COUNTED else found  # where else one is counted by the statistics goes with it


def stated(words: str) -> frozenset[str]:
    """Return in which ways someone says to be in a place; a field or a workshop there is one's ground.

    >>> sorted(stated("注册和茶园都在县里")), sorted(stated("我们是荻浦的合作社"))
    (['register', 'site'], [])
    """
    return asked(words) | (frozenset({"site"}) if _GROUND.search(words) else frozenset())


def inside(where: str, scheme: Scheme) -> bool:
    """Tell whether `where` lies in the region that a scheme is for, so that the scheme can be for it at all."""
    if not scheme.region or scheme.region == "全国" or bare(where) == bare(scheme.region):
        return True
    place, own = known_region(where), scheme.region_id or getattr(known_region(scheme.region), "code", None)
    if place is None or own is None:
        return False
    return reaches(own, place.code)


def holds(where: str, scheme: Scheme) -> bool:
    """Tell whether the region of a scheme lies in `where`: then the applicant may or may not be in it."""
    place, own = known_region(where), scheme.region_id or getattr(known_region(scheme.region or ""), "code", None)
    return place is not None and own is not None and reaches(place.code, own)


def alternatives_words(name: str) -> tuple[str, ...]:
    from graph.eligibility.language.thesaurus import words

    return words(name)


def _by_name(where: str, scheme: Scheme, central: bool) -> Truth:
    if scheme.region and bare(where) == bare(scheme.region):
        return None if central else True
    own = scheme.region_id or getattr(known_region(scheme.region or ""), "code", None)
    place = named(where, own)
    if place is None or own is None:
        if place is None and _BARE_ZONE.match(where) and (scheme.region or "").endswith("市"):
            return None if central else True  # a city has its own
        if place is None:
            return False if _COUNTY.search(where) and _COUNTY.search(scheme.region or "") else None
        return False
    if not reaches(own, place.code):
        return False
    if not central:
        return True
    if place.code.endswith("00"):
        return None
    return int(place.code[-2:]) < _COUNTY_FROM
