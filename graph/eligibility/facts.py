"""What an applicant has told: each fact with its value, its unit and the words it was read from."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from graph.eligibility.language.narrower import kinds
from graph.eligibility.language.quantity import dimension, read, shown, unit_of
from graph.eligibility.language.thesaurus import family, key
from graph.eligibility.language.unit_meant import Units, named_unit
from graph.eligibility.scheme import Scheme
from graph.errors import GraphError

__all__ = ["MOST", "Fact", "FactError", "Facts", "day_of", "from_mapping", "together"]

MOST: Final = 500
_LONGEST: Final = 200
_UNIT_LONGEST: Final = 3  # letters of a unit that may be a slip of the pen; what is longer is a name
_GRADE: Final = re.compile(r"A{1,5}级?|[级星等类档期孩胎](?:级|以上)?")  # 4A级, 3级, 5星 name a grade
_CLASSED: Final = re.compile(r"[1-9](?:[级类期星档等](?![、和及]|数)|A级?)[\u4e00-\u9fff]*")  # 2类, 1类新药
_CLASS_OF: Final = re.compile("(?:[类级星期档等]|类别|类型|级别|等级|阶段|层次|临床试验|资质|认证|称号|品种|产品)$")
_ROUNDED: Final = 0.01  # by how much a number told in two units may differ
_YEAR: Final = re.compile("年度$|年份$")
_PASSED: Final = re.compile("(?:突破|超过)(?:了)?(?:金额|数额|额度|的?档次?|值)?$")  # 年营业收入首次突破: 5亿元
_YES: Final = frozenset({"是", "有", "符合", "已", "true", "yes", "对"})
_NO: Final = frozenset({"否", "没有", "无", "不", "不是", "未", "false", "no", "不符合"})
_PLACE_IN: Final = re.compile("(?:名次|排名|位次|孩次|胎次|等级|级别|星级|水平)$")  # an order, in no unit
_DAY: Final = re.compile(r"^\s*(\d{4})\s*(?:[-/.年]\s*(\d{1,2})\s*(?:[-/.月]\s*(\d{1,2})\s*日?)?月?)?年?\s*$")
_DATED: Final = re.compile(r"时间|日期|年月|日$|何时|起始|年度$|年份$")
_PLAIN_DAY: Final = re.compile(r"^\s*(?:19|20)\d\d(?:[-/.年]\s*\d{1,2}\s*(?:[-/.月]\s*\d{1,2}\s*日?)?月?|年)\s*$")


class FactError(GraphError):
    """A fact that cannot be used as it is given: `field` names it, `str()` says what is wrong and what to give."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of the applicant. Without `unit` a number is in that of the condition it is held against.

    `words` are the applicant's own; `start … end` where they stand in what was said; `assumed` says what a reading that
    is not literal takes for granted.
    """

    attr: str
    value: float | bool | str | date
    unit: str | None = None
    words: str = ""
    start: int | None = None
    assumed: str = ""
    until: date | None = None  # the last day that `value`, a month or a year told as a day, may mean
    over: int = 0  # 1 where it was told as more than the number (过了50亿元), -1 as less (不到50亿元)
    note: str = ""  # what a number without a unit was taken for
    key: str = field(default="", compare=False)
    family: str | None = field(default=None, compare=False)

    @classmethod
    def of(cls, attr: str, value: float | bool | str | date, unit: str | None = None, **more: Any) -> Fact:
        """Return the fact with the keys by which it is found."""
        return cls(attr, value, unit, key=key(named_unit(attr)[0]), family=family(attr), **more)

    @classmethod
    def taken(cls, attr: str, words: str, start: int) -> Fact:
        """Return that something is so which words do not say in its own, with that it is only understood so."""
        return cls.of(attr, True, words=words, start=start, assumed=f"按“{attr}”理解，若不是请更正")

    @property
    def numeric(self) -> bool:
        return isinstance(self.value, float)

    def told(self) -> str:
        """Say the fact in a line, as it is shown back.

        >>> Fact("年节能量", 45.0, "吨标准煤").told(), Fact("完成备案", True).told(), Fact("独立法人", False).told()
        ('年节能量：45吨标准煤', '完成备案：是', '独立法人：否')
        """
        if isinstance(self.value, bool):
            return f"{self.attr}：{'是' if self.value else '否'}"
        value = shown(self.value, self.unit) if isinstance(self.value, float) else self.value
        return f"{self.attr}：{value}{self.note}"


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known. `rest` holds the words that say that whatever else is asked for is met; `unread` what of the
    text gave no fact; `asked` the day that the applicant applies on."""

    items: tuple[Fact, ...] = ()
    rest: str | None = None
    unread: tuple[str, ...] = ()
    asked: date | None = None
    asked_until: date | None = None  # the last day that `asked`, told as a month or year, may mean


def from_mapping(given: Mapping[str, Any], schemes: Iterable[Scheme] = ()) -> Facts:
    """Check facts given as attribute and value: a number, 是/否, words, "320万元", or {"value": 320, "unit": "万元"}.

    A bare number is in the unit of the condition of `schemes` that speaks of the attribute, else in that of what the
    attribute names (a rent in 元, a share in %), which is said; where nothing tells it, no scheme asks for it, and it
    is left unread. Raises FactError with the attribute named: for an unknown unit, money below zero, a number that is
    none, two values of one attribute, more than 500 facts.

    >>> from_mapping({"设备投入": "320万元", "独立法人": True}).items[0].told()
    '设备投入：320万元'
    >>> from_mapping({"会议室": 7}).unread
    ('会议室：7（没有写单位）',)
    """
    if len(given) > MOST:
        raise FactError("facts", f"there are {len(given)} facts; give at most {MOST}, those that the schemes ask for")
    units = Units(schemes)
    items, unread, asked, asked_until = [], [], None, None
    for attr, value in given.items():
        if not attr.strip() or len(attr) > _LONGEST:
            raise FactError("facts", f"a name of a fact has {len(attr)} characters; give 1 to {_LONGEST}")
        if value is None:
            continue  # not known is not told
        day = _day(attr, value)
        if day and re.search("申[报请](?:日期|时间|年度)?$|申[报请](?:日期|时间)", attr):
            asked, asked_until = day, last_of(value)
            continue
        fact = Fact.of(attr, day, until=last_of(value)) if day else _fact(attr, value, units)
        if fact.numeric and fact.value and not fact.unit and not units.heard(attr) and not _PLACE_IN.search(attr):
            unread.append(f"{fact.told()}（没有写单位）")
        else:
            items.append(fact)
    return together(Facts(tuple(items), unread=tuple(unread), asked=asked, asked_until=asked_until))


def _day(attr: str, value: Any) -> date | None:
    """Return the day that a fact tells, also a year told as a number (购置年度: 2024)."""
    if _YEAR.search(attr) and isinstance(value, int) and not isinstance(value, bool) and 1900 < value < 2200:
        return date(value, 1, 1)
    return day_of(value) if _DATED.search(attr) or _PLAIN_DAY.search(str(value)) else None


def together(*parts: Facts) -> Facts:
    """Put facts from several places together; later ones of the same attribute must agree. Raises FactError.

    Numbers of a thing and of a kind of it (水稻种植面积, 早稻种植面积) may differ: the kind keeps its own name.
    """
    found: dict[str, Fact] = {}
    for fact in (item for part in parts for item in part.items):
        name = fact.key or fact.attr
        other = found.setdefault(name, fact)
        if other is fact or _agree(other, fact):
            continue
        if fact.numeric and other.numeric and kinds(fact.attr) != kinds(other.attr):
            wide, narrow = sorted((other, fact), key=lambda one: len(kinds(one.attr)))
            found[name], found[narrow.attr] = wide, replace(narrow, key=narrow.attr)
        else:
            raise FactError(fact.attr, f"{other.told()} and {fact.told()} contradict each other; give one of them")
    unread = tuple(dict.fromkeys(text for part in parts for text in part.unread))
    rest = next((part.rest for part in parts if part.rest), None)
    when = next((part for part in parts if part.asked), Facts())
    return Facts(tuple(found.values()), rest, unread, when.asked, when.asked_until)


def day_of(value: Any) -> date | None:
    """Read a day, a month or a year as its first day; None for anything else.

    >>> day_of("2020-09"), day_of("2022年6月1日"), day_of("三年")
    (datetime.date(2020, 9, 1), datetime.date(2022, 6, 1), None)
    """
    match = _DAY.match(value) if isinstance(value, str) else None
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None


def last_of(value: Any) -> date | None:
    """Return the last day of the day, month or year that `day_of` reads as its first.

    >>> last_of("2020-09"), last_of("2024"), last_of("2022年6月1日")
    (datetime.date(2020, 9, 30), datetime.date(2024, 12, 31), datetime.date(2022, 6, 1))
    """
    match = _DAY.match(str(value))
    if not match:
        return None
    year, month = int(match[1]), int(match[2] or 12)
    try:
        return date(year, month, int(match[3] or monthrange(year, month)[1]))
    except ValueError:
        return None


def _agree(one: Fact, other: Fact) -> bool:
    if one.numeric and other.numeric:
        from graph.eligibility.language.quantity import convert

        value = convert(other.value, other.unit, one.unit)  # type: ignore[arg-type]
        near = 1e-9 if one.unit == other.unit else _ROUNDED  # 10个月 beside 0.83年
        return value is not None and math.isclose(value, one.value, rel_tol=near)  # type: ignore[arg-type]
    return one.value == other.value


def _fact(attr: str, value: Any, units: Units) -> Fact:
    if isinstance(value, Mapping):
        if value.keys() - {"value", "unit"} or "value" not in value:
            raise FactError(attr, 'an object must be {"value": number, "unit": "…"}')
        return _number(attr, value["value"], value.get("unit"), units)
    if isinstance(value, bool):
        return Fact.of(attr, value)
    if isinstance(value, int | float):
        return _number(attr, value, None, units)
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise FactError(attr, f"give a number, true or false, or at most {_LONGEST} characters of text")
    plain = value.strip()
    if plain.lower() in _YES | _NO:
        return Fact.of(attr, plain.lower() in _YES)
    if _CLASSED.fullmatch(plain) and (_CLASS_OF.search(attr) or len(plain) > _UNIT_LONGEST):
        return Fact.of(attr, plain)  # 新药类别: 2类 is no count of classes
    found = None if _DATED.search(attr) and re.match(r"(?:19|20)\d\d年", plain) else read(plain)
    if found is None or (found[1] and unit_of(found[1]) is None and _titled(plain, found[1])):
        return Fact.of(attr, plain)
    return _number(attr, *found, units)


def _titled(text: str, unit: str) -> bool:
    """Tell whether what begins with a digit is a name and no number with an unknown unit: 4A级旅游景区, 三孩家庭."""
    return not text[0].isdigit() or len(unit) > _UNIT_LONGEST or bool(_GRADE.fullmatch(unit))


def _number(attr: str, value: Any, unit: str | None, units: Units) -> Fact:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise FactError(attr, f"{value!r} is no number; give one such as 320, or text with a unit such as 320万元")
    if unit is not None and unit_of(unit) is None:
        raise FactError(attr, f"the unit {unit!r} is not known; give one such as 万元, 吨标准煤, 千瓦时, %, 人")
    told, (unit, note) = unit, (unit, "") if unit else units.of(attr, value)
    if told is None and unit == "元" and units.vague(attr, value):
        raise FactError(attr, f"{value:g} of what: give {value:g}万元 or {value:g}元")
    if value < 0 and dimension(unit) not in ("Dimensionless", "PercentagePoint", "Temperature"):
        raise FactError(attr, f"it is {value:g}; a sum or a quantity cannot be below zero")
    return Fact.of(attr, float(value), unit, note=note, over=int(bool(_PASSED.search(attr))))
