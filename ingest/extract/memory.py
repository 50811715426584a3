"""What a condition may leave out because the phrase before has said it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.rules import load

__all__ = ["Memory"]

_LASTING = ("年", "个月", "月")
_GOING_ON = load("criterion")["going-on"].regex


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
        if graded := load("criterion")["graded"].regex.search(text):
            self.attr = graded["attr"] or graded["sized"]
            self.attrs.clear()
