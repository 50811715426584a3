"""Numbers with units, made comparable: 320万元, 45吨标煤, 120万度电, 25%, 三年."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ingest.value.number import Number, find, parse

if TYPE_CHECKING:
    from ingest.link import UnitRef

__all__ = ["MONEY", "Said", "convert", "dimension", "measures", "read", "shown", "unit_of"]

MONEY: Final = "Currency"
_COUNTED: Final = frozenset({"Count", "Persons", "Households", "PersonTimes"})
_WHOLE: Final = re.compile(
    r"^\s*(?P<sign>[-−－]?)\s*(?P<value>[\d.,，．]+|[零一二两三四五六七八九十百千]+)\s*(?P<unit>\D*?)\s*$"
)
_LOOSE: Final = {
    "平": "平方米",
    "平方": "平方米",
    "万平方": "万平方米",
    "平米": "平方米",
    "个点": "%",
    "万块": "万元",
    "块": "元",
    "块钱": "元",
    "万块钱": "万元",
    "美金": "美元",
    "万美金": "万美元",
    "亿美金": "亿美元",
    "美刀": "美元",
    "万美刀": "万美元",
    "万平": "万平方米",
    "方": "立方米",
    "个平方": "平方米",
    "个平方米": "平方米",
    "个立方": "立方米",
    "立方": "立方米",
}
_PIECES: Final = frozenset(
    "款份条册棵株篇趟回层套本架头只尾桩座处台间栋艘集班部幅首枚轮批口列例晚"
)  # measure words: what is counted by them tells them apart
_THINGS: Final = frozenset("座间场")
_YI: Final = re.compile(
    r"(?P<count>\d+(?:\.\d+)?|[一二两三四五六七八九十]+)个(?:多)?亿(?P<unit>[美欧日]元|美金|元|块)?"
)
_TENTHS: Final = re.compile(  # 六成, 一成五, 过半
    "(?<![一-九十百千万第])(?P<tenths>[一二两三四五六七八九1-9])成(?P<more>[一二三四五六七八九半])?"
    "(?![功立员果本都年长为绩片品套熟型交千单效色份不人])"
    "|(?<![另下上前后对])(?P<half>一半|半数|(?<=[过超])半)(?![年天月个小价路山导成])"
)
_FRACTION: Final = re.compile(  # 四分之一, 三分之二
    "(?<![百千万])(?P<of>[二三四五六七八九十])分之(?P<many>[一二三四五六七八九1-9])(?![点\\d百千])"
)
_NO_NUMBER: Final = re.compile(  # 6款产品一起上了名单; 出了一起事故 counts one
    "一起(?![^，。；]{0,8}(?:事故|案|火灾|事件|纠纷|投诉))|一口气|一下子?|一块儿|一并|一同|一齐|一次性|一连|一个劲"
)
_HALF: Final = re.compile(
    r"(?P<count>\d+|[一二两三四五六七八九十]+)(?:(?P<unit>年|个月|天|小时)半|个半(?P<unit2>月|小时|学期))|半(?P<half>年|个月|天|小时)"
)
_BOTH: Final = re.compile(
    r"(?P<years>\d+|[一二两三四五六七八九十]+)年零?(?P<months>\d+|[一二两三四五六七八九十]+)个(?:多)?月"
)
_NO_UNIT: Final = re.compile(
    "天(?=使|然|猫|津)|成(?=交|本|果|品|套|功)|台(?=湾|账|州)|户(?=外|用)|个(?=体)|元(?=器|宇)"
)
_LONGEST: Final = 7
_FULLY: Final = re.compile(
    "^(?:已经?|刚好|正好)?(?:连续|累计|合计|共计?)?(?:已?满|达到?|整整|是|有|为)?(?=[\\d一二三四五六七八九十两半])|整$"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A number in running text, `start … end` with its unit as said; `bare` where 万 or 亿 stands without a unit."""

    start: int
    end: int
    value: float
    unit: str
    bare: bool = False


def measures(text: str) -> Iterator[Said]:
    """Yield each number of the text that carries a unit, 万 or 亿; years and days of the calendar are none.

    >>> [(m.value, m.unit) for m in measures("今年投了320万，省45吨标煤，招了三个人，涨了25%，2022年6月投产")]
    [(320.0, '万'), (45.0, '吨标煤'), (3.0, '个人'), (25.0, '%')]
    >>> [(m.value, m.unit) for m in measures("合同签了一年半，裁员半年")]
    [(1.5, '年'), (0.5, '年')]
    >>> [(m.value, m.unit) for m in measures("实习了三个半月，开了1年2个月")]
    [(3.5, '个月'), (14.0, '个月')]
    >>> [(m.value, m.unit) for m in measures("涨了一成五，六成是外地的，一半是本地的")]
    [(15.0, '%'), (60.0, '%'), (50.0, '%')]
    >>> [(m.value, m.unit) for m in measures("老外占四分之一")]
    [(25.0, '%')]
    >>> [(m.value, m.unit) for m in measures("6款产品一起上了名单，出过一起较大事故")]
    [(6.0, '款'), (1.0, '起')]
    >>> [(m.value, m.unit) for m in measures("建了2000千瓦的储能，住了10个本市老人")]
    [(2000.0, '千瓦'), (10.0, '个')]
    """
    for match in _HALF.finditer(text):
        value = (parse(match["count"]) if match["count"] else 0.0) + 0.5
        unit = match["unit"] or match["half"] or {"月": "个月"}.get(match["unit2"], match["unit2"])
        yield Said(match.start(), match.end(), value, unit)
    for match in _BOTH.finditer(text):
        yield Said(match.start(), match.end(), 12 * parse(match["years"]) + parse(match["months"]), "个月")
    for match in _YI.finditer(text):  # 2个亿, 一个亿美元
        unit = match["unit"] or ""
        yield Said(match.start(), match.end(), parse(match["count"]), f"亿{unit}", bare=not unit)
    for match in _TENTHS.finditer(text):
        yield Said(match.start(), match.end(), _tenths(match), "%")
    for match in _FRACTION.finditer(text):
        yield Said(match.start(), match.end(), round(100 * parse(match["many"]) / parse(match["of"]), 4), "%")
    blank = text
    for pattern in (_YI, _BOTH, _HALF, _TENTHS, _FRACTION, _NO_NUMBER):
        blank = pattern.sub(lambda match: "＊" * len(match[0]), blank)
    last = 0
    for number in find(blank):
        if number.start < last or text[: number.start].endswith("第"):
            continue  # the 千 of 2000千瓦 is its unit
        if one := _said(text, number):
            last = one.end
            yield one


def _tenths(match: re.Match[str]) -> float:
    """Return per cent of what is told in tenths: 六成 60, 一成五 15, 一半 50."""
    if match["half"]:
        return 50.0
    more = 5.0 if match["more"] == "半" else parse(match["more"]) if match["more"] else 0.0
    return 10 * parse(match["tenths"]) + more


def _said(text: str, number: Number) -> Said | None:
    """Read the unit behind a number; None where there is none, or a date."""
    if number.unit:
        return Said(number.start, number.end, number.value, number.unit)
    rest = text[number.end : number.end + _LONGEST]
    plain = rest.lstrip(" ")
    end = number.end + len(rest) - len(plain)
    unit = next((plain[:size] for size in range(len(plain), 0, -1) if unit_of(plain[:size])), None)
    if unit and unit[0] in "万亿" and _NO_UNIT.match(plain, len(unit) - 1):
        return Said(number.start, end + 1, number.value, plain[0], bare=True)  # 800万天使投资, 2000万成交额
    if unit and unit[0] == "个" and unit[1:] in _THINGS:  # 350个座 are counted in 座
        return Said(number.start, end + len(unit), number.value, unit[1:])
    if unit and unit[0] == "个" and unit[1:] in _PIECES:  # 10个本市户口的老人
        unit = "个"
    if unit is None and plain[:1] in ("万", "亿"):
        return Said(number.start, end + 1, number.value, plain[0], bare=True)
    if unit and not _calendar(number.value, unit, text, number.start):
        return Said(number.start, end + len(unit), number.value, unit)
    return None


def read(text: str) -> tuple[float, str | None] | None:
    """Return the number and the unit that a whole text says, the unit None where none is named; None for no number.

    >>> read("满一年"), read("已达12个月"), read("满意")
    ((1.0, '年'), (12.0, '个月'), None)
    >>> read("320万元"), read("３０"), read("1,200 吨标准煤"), read("25 %"), read("绿色工厂"), read("-5万元")
    ((320.0, '万元'), (30.0, None), (1200.0, '吨标准煤'), (25.0, '%'), None, (-5.0, '万元'))
    """
    match = _WHOLE.match(_FULLY.sub("", text))
    if not match:
        return None
    try:
        value = parse(match["value"])
    except ValueError:
        return None
    return (-value if match["sign"] else value), (match["unit"].replace("％", "%") or None)


@lru_cache(maxsize=10_000)
def unit_of(unit: str) -> UnitRef | None:
    """Return what the authority files know of a unit, also of one as people say it; None for no unit.

    >>> unit_of("度电").dimension, unit_of("个点").dimension, unit_of("万块").base_factor, unit_of("糖")
    ('Energy', 'Dimensionless', 10000.0, None)
    """
    from ingest.link import Register

    return Register.load().unit(_LOOSE.get(unit) or ("个" if unit in _PIECES else unit))


def dimension(unit: str | None) -> str | None:
    """Return what a unit measures; counts of things, heads and homes are one: they are told by what is counted.

    >>> dimension("万元"), dimension("人") == dimension("个"), dimension(None)
    ('Currency', True, None)
    """
    ref = unit_of(unit) if unit else None
    if ref is None:
        return None
    return "Count" if ref.dimension in _COUNTED else ref.dimension


@lru_cache(maxsize=50_000)
def convert(value: float, unit: str | None, to: str | None) -> float | None:
    """Return the value in the unit `to`; None where the two measure different things or one is unknown.

    Without a unit on one side the value is taken to be in that of the other. Power and coal equivalent convert by heat
    (1 千瓦时 = 3.6 MJ). Tonnes and points pass for tonnes of coal equivalent and per cent only in `reading.py`, aloud.

    >>> convert(320, "万元", "元"), convert(30, "吨标煤", "吨标准煤"), convert(5, "亩", "元")
    (3200000.0, 30.0, None)
    """
    if unit is None or to is None or unit == to:
        return value
    one, other = unit_of(unit), unit_of(to)
    if one is None or other is None:
        return None
    if dimension(unit) != dimension(to):
        return None
    if dimension(unit) == "Count":
        return value * one.factor / other.factor
    result = value * one.base_factor / other.base_factor
    return round(result, 9) if math.isfinite(result) else None


@lru_cache(maxsize=50_000)
def shown(value: float, unit: str | None) -> str:
    """Write a number as people do, money from 10 000 元 on in 万元.

    >>> shown(3200000.0, "元"), shown(0.1, "元"), shown(45.0, "吨标准煤"), shown(20.0, "%")
    ('320万元', '0.1元', '45吨标准煤', '20%')
    """
    from graph.wording import money

    return money(value, unit)


def _calendar(value: float, unit: str, text: str, start: int) -> bool:
    if unit.startswith(("年", "月", "日", "号")) and (value >= 1900 or unit[0] != "年"):
        return not unit.startswith("月") or (value <= 12 and not text[:start].endswith("个"))
    return False
