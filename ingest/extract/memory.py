"""What a condition may leave out because the phrase before has said it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from ingest.rules import load

__all__ = ["Memory"]

_LASTING = ("年", "个月", "月")
_GOING_ON = re.compile(
    "(?P<deed>(?:连续|累计|持续|稳定|全职|实际|正式|正常)*"
    "(?:从事|任教|执教|任职|工作|服务|执业|履职|驻村|在岗|在职|就业|参保|缴纳|居住|入住|经营|运营|营业|供餐|服役|饲养|养殖|种植)"
    "[^，。；、的]*)$"
)


@dataclass(slots=True)
class Memory:
    """What a phrase may leave out because the one before has said it: attribute measured, title awarded, subject."""

    attr: str = ""
    attrs: dict[str, str] = field(default_factory=dict)  # by unit: 元 -> 投资额
    title: str = ""
    level: str = ""
    units: dict[str, str] = field(default_factory=dict)  # by attribute: 年节能量 -> 吨标准煤
    grade: str = ""  # what 一级, 二级 are grades of
    deed: str = ""  # what lasts as long as 满3年 says, where it says no more
    opened: bool = False  # whether （含） stands at the lower end of a range

    def unit_of(self, name: str, unit: str) -> str:
        """Return `unit` in full where it was written out for the same attribute before (吨 -> 吨标准煤).

        >>> memory = Memory()
        >>> memory.unit_of("年节能量", "吨标准煤"), memory.unit_of("年节能量", "吨"), memory.unit_of("产量", "吨")
        ('吨标准煤', '吨标准煤', '吨')
        >>> memory.unit_of("经审核的年节水量", "万立方米"), memory.unit_of("项目年节能量", "吨")
        ('万立方米', '吨标准煤')
        """
        alike = (unit for other, unit in self.units.items() if other.endswith(name) or name.endswith(other))
        known = self.units.get(name) or next(alike, "")
        self.units[name] = known if known.startswith(unit) else unit
        return self.units[name]

    def does(self, said: str) -> None:
        """Keep what somebody goes on doing, so that the next phrase may only say for how long (，满3年的).

        >>> memory = Memory()
        >>> memory.does("在本市中小学连续任教"), memory.deed
        (None, '连续任教')
        """
        if going_on := _GOING_ON.search(said):
            self.deed = going_on["deed"]
            for unit in _LASTING:
                self.attrs.pop(unit, None)

    def notice(self, text: str) -> None:
        """Keep the title that a sentence of encouragement names (支持企业创建国家级绿色工厂)."""
        if graded := re.search(
            r"按照?(?P<attr>(?!以下|下列|如下|下表|上述)[^，。；\d]{2,14}?)(?:的不同)?(?:给予|予以|实行|分为?)?分?(?:档|级|段)"
            r"|(?:(?:^|[，：]|企业|单位|机构|主体|公司|合作社|农户|居民|项目|站点)(?:按照?|根据|依据|依照|视)|按照)(?:其)?(?P<sized>(?!以下|下列|如下|下表|上述)[^，。；：\d（]{2,20}?(?:人数|数量|面积|规模|质量|金额|额|量|数))(?:大小|多少|高低|情况)?(?:（[^）]*）)?(?:分别|分档|分级|分类|分段)*(?:给予|予以|$)",
            text,
        ):
            self.attr = graded["attr"] or graded["sized"]
            self.attrs.clear()
        if match := _heard().search(text):
            self.title = match["name"]


@cache
def _heard() -> re.Pattern[str]:
    return load("condition").pattern(
        r"(?:创建|争创|申报|申请|评选|创成|培育|认定)(?:为|成为)?%{level}[、和或及]?(?:%{level}[、和或及]?)*(?P<name>[^，。；、]{2,24}?)(?:的|称号|$)"
    )
