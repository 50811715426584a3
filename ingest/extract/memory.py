"""What a condition may leave out because the phrase before has said it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from ingest.rules import load

__all__ = ["Memory"]


@dataclass(slots=True)
class Memory:
    """What a phrase may leave out because the one before has said it: attribute measured, title awarded, subject."""

    attr: str = ""
    attrs: dict[str, str] = field(default_factory=dict)  # by unit: 元 -> 投资额
    title: str = ""
    level: str = ""
    units: dict[str, str] = field(default_factory=dict)  # by attribute: 年节能量 -> 吨标准煤
    grade: str = ""  # what 一级, 二级 are grades of

    def unit_of(self, name: str, unit: str) -> str:
        """Return `unit` in full where it was written out for the same attribute before (吨 -> 吨标准煤).

        >>> memory = Memory()
        >>> memory.unit_of("年节能量", "吨标准煤"), memory.unit_of("年节能量", "吨"), memory.unit_of("产量", "吨")
        ('吨标准煤', '吨标准煤', '吨')
        """
        known = self.units.get(name, "")
        self.units[name] = known if known.startswith(unit) else unit
        return self.units[name]

    def notice(self, text: str) -> None:
        """Keep the title that a sentence of encouragement names (支持企业创建国家级绿色工厂)."""
        if graded := re.search(
            r"按照?(?P<attr>(?!以下|下列|如下|下表|上述)[^，。；\d]{2,14}?)(?:的不同)?(?:给予|予以|实行|分为?)?分?(?:档|级|段)"
            r"|^按照?(?P<sized>(?!以下|下列|如下|下表|上述)[^，。；\d（]{2,20}?(?:人数|数量|面积|规模|质量|金额|额|量|数))(?:（[^）]*）)?(?:给予|$)",
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
