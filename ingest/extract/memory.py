"""What a condition may leave out because the phrase before has said it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

__all__ = ["Memory"]

_LASTING = ("年", "个月", "月")
_GOING_ON = re.compile(
    "(?P<deed>(?:连续|累计|持续|稳定|全职|实际|正式|正常)*"
    "(?:从事|任教|执教|任职|工作|服务|执业|履职|驻村|在岗|在职|就业|参保|缴纳|居住|入住|经营|运营|营业|供餐|服役|饲养|养殖|种植)"
    "[^，。；、的]*)$"
)


@dataclass(slots=True)
class Memory:
    """What a phrase may leave out because the one before has said it: attribute, unit, what is done."""

    attr: str = ""
    attrs: dict[str, str] = field(default_factory=dict)  # by unit: 元 -> 投资额
    units: dict[str, str] = field(default_factory=dict)  # by attribute: 年节能量 -> 吨标准煤
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
        """Keep what a sentence says that its sums are graded by (按床位数给予补助)."""
        if graded := re.search(
            r"按照?(?P<attr>(?!以下|下列|如下|下表|上述)[^，。；\d]{2,14}?)(?:的不同)?(?:给予|予以|实行|分为?)?分?(?:档|级|段)"
            r"|(?:(?:^|[，：]|企业|单位|机构|主体|公司|合作社|农户|居民|项目|站点)(?:按照?|根据|依据|依照|视)|按照)(?:其)?(?P<sized>(?!以下|下列|如下|下表|上述)[^，。；：\d（]{2,20}?(?:人数|数量|面积|规模|质量|金额|额|量|数))(?:大小|多少|高低|情况)?(?:（[^）]*）)?(?:分别|分档|分级|分类|分段)*(?:给予|予以|$)",
            text,
        ):
            self.attr = graded["attr"] or graded["sized"]
            self.attrs.clear()
