"""The unit of a number told without one: that of the condition that asks for it, else what its name tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from graph.eligibility.language.quantity import dimension, unit_of
from graph.eligibility.language.thesaurus import coverage, family, key, nouns
from graph.eligibility.scheme import Scheme

__all__ = ["THINGS", "Units", "counted", "counts_only", "named_unit"]

_BEHIND: Final = re.compile(r"(?:[（(](?P<unit>[^（）()]{1,6})[）)]|_(?P<last>[^_（）]{1,5}))$")
_PERSONS: Final = frozenset({"人", "人次", "名", "位", "户", "家"})
_MONEY_NAMED: Final = re.compile(
    "(?:税收|纳税额|税款|税额|产值|营收|收入|利润|投资额|支出|保费|价款|总价|销售额|交易额|出口额|营业额|贷款额|票房)$"
)
_TWO: Final = frozenset({"人天", "人次", "标箱", "架次", "班次", "场次", "人月"})
_HOW_MANY: Final = re.compile(
    "(?:数量|台数|辆数|件数|个数|套数|户数|家数|头数|只数|根数|张数|间数|场数|次数|项数|人数)$"
)
_COUNTED_BY: Final = {
    "车": "辆",
    "设备": "台",
    "机": "台",
    "展位": "个",
    "床": "张",
    "专利": "件",
    "商标": "件",
    "标准": "项",
}
_FLOOR: Final = re.compile("(?:建筑|展览|营业|办公|租赁|租用|场地|厂房|房屋|套内|经营用房|仓储)面积$")
_PRICED: Final = re.compile("(?:费|费用|租金|房租|利息|价款|工资)$")
_RECKONED_BY: Final = re.compile(  # 按实际作业面积给予每亩40元
    "按照?(?:其)?(?P<what>[^，。；\\d每]{2,10}?(?:面积|量|里程|规模|体积|数))(?:给予|予以|，|计)?(?=每)"
)
_ALIKE: Final = 0.5
_HEARD: Final = 0.6
_EACH: Final = re.compile("每|单价|人均|/")
_HEADS: Final = frozenset({"生", "孩", "幼儿", "儿童", "学生", "老人", "老年人"})  # 每生 is 每名学生
_SMALL: Final = 1000  # a bare sum below it may be meant in 万元
_LARGE: Final = re.compile("投资|投入|造价|产值|营收|收入|销售额|零售额|交易额|资本|资产|贷款|设备|纳税|税收")

_SHARE: Final = re.compile("[率比占幅]")


class Units:
    """The unit in which schemes speak of an attribute; of large numbers the plain one: 平方米 for 万平方米."""

    def __init__(self, schemes: Iterable[Scheme]) -> None:
        self._known: dict[str, tuple[str | None, str]] = {}
        self._words: list[str] = []
        self._often = Counter[str]()  # how often each unit is asked for
        self._least: dict[str, float] = {}  # the lowest sum of money that is asked for by each name
        for scheme in schemes:
            self._words += [key(scheme.place.quote), *(key(need.text) for need in scheme.requirements)]
            for need in scheme.requirements:
                if need.numeric and need.unit:
                    self._often[need.unit] += 1
                    self._known.setdefault(need.key, (need.family, need.unit))
                if isinstance(need.value, float) and need.unit == "元":
                    self._least[need.key] = min(need.value, self._least.get(need.key, need.value))
            for share in (scheme.rate,):
                if share and share.of:
                    self._known.setdefault(key(share.of), (family(share.of), "元"))
            if scheme.amount and scheme.amount.per:
                for name, unit in counted(scheme.amount.per):
                    self._known.setdefault(key(name), (family(name), unit))
                    if reckoned := _RECKONED_BY.search(scheme.place.quote):
                        self._known.setdefault(key(reckoned["what"]), (family(reckoned["what"]), unit))

    def of(self, attr: str, value: float = 0.0) -> tuple[str | None, str]:
        """Return the unit of a bare number of `attr`, and what to say of it where its name alone tells the unit."""
        if told := named_unit(attr)[1]:
            return told, ""  # 年出口额（万美元）: 1300
        unit, note = self._of(attr)
        plain = unit and unit.lstrip("万亿")
        if plain and plain != unit and abs(value) >= _SMALL and dimension(plain) == dimension(unit):
            return plain, f"（没有写单位，按{plain}计）"  # 展览面积24000 is in 平方米, whatever the clause counts in
        return unit, note

    def _of(self, attr: str) -> tuple[str | None, str]:
        if known := self._known.get(key(attr)):
            return known[1], ""
        asked, named = self._nearest(attr), _measured(attr)
        if asked and _PRICED.search(attr) and dimension(asked) in ("Time", "Count", "Dimensionless"):
            return "元", "（没有写单位，按元计）"  # 缴纳失业保险费 is paid in 元, for however many months
        if asked and _HOW_MANY.search(attr) and dimension(asked) not in ("Count", "Mass", "Volume"):
            named = named or next((unit for thing, unit in _COUNTED_BY.items() if thing in attr), None)
            return named, f"（没有写单位，按{named}计）" if named else ""  # 购车数量 is no sum
        if asked and _FLOOR.search(attr) and asked != "万平方米" and dimension(asked) == "Area":
            return "平方米", "（没有写单位，按平方米计）"  # nobody builds by the 亩
        if asked and named in _PERSONS and asked not in _PERSONS and dimension(asked) == "Count":
            return named, f"（没有写单位，按{named}计）"  # 住宿1晚人数 counts heads, and no nights
        if asked and not (named and (dimension(named) != dimension(asked) or dimension(named) == "Time")):
            return asked, ""  # 离校月数 counts months, whatever the clause counts in
        named = named or ("元" if not asked and _MONEY_NAMED.search(attr) else None)
        return named, f"（没有写单位，按{named}计）" if named else ""

    def vague(self, attr: str, value: float) -> bool:
        """Tell whether a bare sum may as well be meant in 万元: a small number of what mostly is in the millions."""
        if not 0 < abs(value) < _SMALL or _EACH.search(attr):
            return False
        bound = next((least for name, least in self._least.items() if coverage(key(attr), (name,)) >= _ALIKE), 0.0)
        return bool(_LARGE.search(attr)) or abs(value) * _SMALL <= bound

    def heard(self, attr: str) -> bool:
        """Tell whether some scheme speaks of such a thing at all: then a bare number of it does no harm."""
        return coverage(key(attr), self._words) >= _HEARD

    def _nearest(self, attr: str) -> str | None:
        """Return the unit in which schemes ask for what is nearest to `attr`."""
        own, kind = key(attr), family(attr)
        best, unit, nearest = 0.0, None, ""
        for name, (other, known) in self._known.items():
            near = max(coverage(own, (name,)), coverage(name, (own,)))
            if (kind and other and kind != other) or (known == "%" and counts_only(name, own)):
                continue
            near = max(near, _HEARD) if kind and kind == other else near
            if near > best:
                best, unit, nearest = near, known, name
        return self._usual(own, nearest, unit) if best >= _ALIKE else None

    def _usual(self, own: str, nearest: str, unit: str | None) -> str | None:
        """Return the usual unit where two names have no more in common than what they measure: 复耕面积, 经营面积."""
        noun = next((noun for noun in nouns() if own.endswith(noun) and nearest.endswith(noun)), "")
        heads = own.removesuffix(noun), nearest.removesuffix(noun)
        if not noun or set(heads[0]) & set(heads[1]):
            return unit
        alike = [one for one in self._often if dimension(one) == dimension(unit)]
        return max(alike, key=lambda one: self._often[one], default=unit)


def counts_only(name: str, told: str) -> bool:
    """Tell whether a bare number is of a thing of which a share is asked for: 配建充电桩 of 配建充电桩达到车位数 (%).

    >>> counts_only("配建充电桩达到车位数", "配建充电桩"), counts_only("劳动生产率提高", "劳动生产率")
    (True, False)
    """
    return name.startswith(told) and len(name) - len(told) > 1 and not _SHARE.search(told)


def named_unit(attr: str) -> tuple[str, str | None]:
    """Part a name from the unit that is written behind it; None where none is.

    >>> named_unit("贷款期限（年）"), named_unit("毕业年限_年"), named_unit("是否认定（省级）")
    (('贷款期限', '年'), ('毕业年限', '年'), ('是否认定（省级）', None))
    """
    match = _BEHIND.search(attr)
    unit = match["unit"] or match["last"] if match else ""
    if match is None or not unit_of(unit):
        return attr, None
    return attr[: match.start()], "个月" if unit == "月" else unit


def _measured(attr: str) -> str | None:
    """Return the unit that the noun itself names or is: 人数 is counted in 人, 马力 in 马力."""
    bare = re.sub(r"[（(][^（）()]*[）)]$", "", attr)
    if unit_of(bare) and dimension(bare) not in ("Count", "Time"):  # 马力: 100
        return bare
    core = bare.removesuffix("量").removesuffix("数")
    if core != bare and len(core) > 1 and unit_of(core) and dimension(core) != "Time":  # 标箱数: 5000
        return core
    if core != bare and unit_of(core[-2:]) and dimension(core[-2:]) not in ("Time", None) and core[-2:] in _TWO:
        return core[-2:]  # 实际住宿人天数 counts 人天
    return next(
        (unit for noun, unit in nouns().items() if bare.endswith(noun) and not bare.endswith(f"的{noun}")), None
    )


THINGS: Final = (  # of which one applicant may have several: a bound on one is none on the applicant
    "展会|展位|展览|会展|品种|产品|证书|商标|门店|网点|场次|活动|赛事|会议|课程|国家|岗位|站点|航线|航班|车型|型号|认证|标准|专利"
)
_SINGLE: Final = re.compile(f"^单个?(?P<what>[^企单主机家户项场件次部台套个]{{0,4}}(?:{THINGS}))$")
_BESIDES: Final = re.compile("(?<=.{2})(?:另外?|再|额外)$")  # 每个托班另外
_LAST: Final = re.compile(r"^(?P<noun>[^\d一]{2,})[1一](?P<unit>[^\d]{1,3})$")
_PER: Final = re.compile(r"^(?P<unit>[^（(]*)(?:[（(](?P<noun>[^）)]*)[）)])?$")


def counted(per: str) -> list[tuple[str, str]]:
    """Return what a sum is paid for each of: name and unit, most telling first.

    >>> counted("千瓦时（实际发电量）"), counted("每份节能诊断报告"), counted("每人每月"), counted("每公里")
    ([('实际发电量', '千瓦时')], [('节能诊断报告', '份')], [('人', '人')], [('公里', '公里')])
    >>> counted("每带动1户"), counted("每生每年"), counted("每招用1人")
    ([('带动', '户')], [('生', '人')], [('人', '人')])
    >>> counted("每繁活1头犊牛"), counted("每个托班另外")
    ([('犊牛', '头')], [('托班', '个')])
    """
    per = _BESIDES.sub("", per.strip())
    match = _PER.match(per)
    if not match:
        return []
    if single := _SINGLE.match(per):
        return [(single["what"], "个")]
    found = []
    for part in re.split(r"(?<!^)(?=每)", match["unit"]):
        bare = re.sub(r"^(?:每|单个?|一)+", "", part)
        bare = re.sub(r"^(?:引进|引育|培育|招引|新建|新设|新开|开设|新招)(?:1|一)(?=\D{2})", "", bare)
        bare = re.sub(r"^[^\d一]{2,6}(?:1|一)(?=\D{3})", "", bare)  # 每繁活1头犊牛 counts 犊牛
        bare = re.sub(r"^(?:聘用|招用|新增|吸纳|培训|实际)|^(?:多|增加|超[出过])1?(?=\D)", "", bare)
        bare = bare if _LAST.match(bare) else re.sub(r"^1(?=\D)", "", bare.replace("一", ""))
        if bare == "车":
            found.append(("车辆", "辆"))
            continue
        if bare in _HEADS:
            found.append((match["noun"] or bare, "人"))
            continue
        sizes = (len(bare), 1, *range(len(bare) - 1, 1, -1))
        unit = next((bare[:size] for size in sizes if size and unit_of(bare[:size])), None)
        if unit is None and (last := _LAST.match(bare)) and unit_of(last["unit"]):  # 每带动1户
            found.append((match["noun"] or last["noun"], last["unit"]))
            continue
        if unit is None or dimension(unit) == "Time":
            continue
        noun = match["noun"] or bare[len(unit) :] or bare
        found.append((noun, unit))
    return found
