"""Indicators by the words of a goal: exact wording first, then wording with nothing but place and time around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.link.authority import Concept, concepts
from ingest.link.unit import Units
from ontology import INDICATORS

__all__ = ["IndicatorRef", "Indicators"]

# Wordings that mean the same in every indicator; both the file's labels and the text go through them, in this order.
_SAME = (
    (r"研究与试验发展(?:\(r&d\))?|r&d", "研发"),
    (r"(?:国内|地区|全国|全省|全市)?生产总值(?:\(gdp\))?|gdp", "gdp"),
    (r"能源消耗|能源消费(?!总?量|比重|占|结构)|能耗量|综合能耗|综合能源消费", "能耗"),
    (r"二氧化碳(?:\(co2\))?", "碳"),
    (r"规模以上", "规上"),
    (r"细颗粒物\(pm2\.5\)|细颗粒物|可入肺颗粒物", "pm2.5"),
    (r"每?(?:万|亿)元(?=.*(?:能耗|碳排放|用水量?|取水量|死亡率))", "单位"),
    (r"单位规上工业增加值|规上单位工业增加值|规上工业增加值(?=能耗|碳排放)", "规上工业单位增加值"),
    (r"(?:年均|平均)?浓度", "浓度"),
    (r"占比|比例|比率|百分比|占比重", "比重"),
    (r"年均增速|平均增速|增速|增长率|增幅|增长", ""),
    (r"[ⅲⅢ]|iii", "3"),
    (r"[ⅴⅤ]|劣v", "5"),
    (r"的|约|共|总数|数量$|累计降低$|累计下降$", ""),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), word) for pattern, word in _SAME)
# What may stand around an indicator without making it another: place, time, manner of change.
_AROUND = re.compile(
    r"^(?:全国|全省|全市|全区|全县|全州|全社会|我省|我市|本市|本省|省级|市级|区域|每年|年均|年度|累计|力争|实现|确保|完成|新增|新建|推广|打造|建设|建成|培育|"
    r"认定|创建|遴选|引育|总|使|将|推动|促进|持续|平均|城市|地级及以上城市|设区城市|国控|省控|到\d{4}年|\d{4}年|期末|当年|年(?!均)|其中)+"
)
_AFTER = re.compile(
    r"(?:累计)?(?:降低率?|下降率?|减少|提高|提升|增加|达到|不低于|控制|总量|总规模|规模|比上年|较\d{4}年|比\d{4}年|降幅|建设|改造)$"
)
_PERCENT = {"Dimensionless", "PercentagePoint"}


@dataclass(frozen=True, slots=True)
class IndicatorRef:
    """An indicator of the authority file: its id, its name, the dimension of its level."""

    id: str
    name: str
    dimension: str
    broader: str | None = None


class Indicators:
    """The indicators of the authority file, by every wording."""

    def __init__(self, entries: tuple[Concept, ...], units: Units) -> None:
        self._units = units
        self._refs = {
            entry.id: IndicatorRef(entry.id, entry.label, entry.value("dimension") or "", entry.value("broader"))
            for entry in entries
        }
        self._wordings: dict[str, str] = {}
        for names in ("label", "names"):
            for entry in entries:
                for name in [entry.label] if names == "label" else entry.names:
                    self._wordings.setdefault(normalise(name), entry.id)

    @classmethod
    def load(cls, units: Units | None = None) -> Indicators:
        return cls(concepts(INDICATORS), units or Units.load())

    def all(self) -> tuple[IndicatorRef, ...]:
        """Return every indicator, in file order."""
        return tuple(self._refs.values())

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield every normalised wording with its indicator's id."""
        yield from self._wordings.items()

    def get(self, id_: str) -> IndicatorRef | None:
        """Return the indicator with this id; None where there is none."""
        return self._refs.get(id_)

    def resolve(self, text: str, unit: str | None = None) -> IndicatorRef | None:
        """Return the indicator that `text` names, None where in doubt.

        A change is told in % whatever the indicator's own unit; any other unit must be of its dimension.
        """
        for form in _forms(text):
            found = self._wordings.get(form)
            if found is not None:
                ref = self._refs[found]
                return ref if self._fits(ref, unit) else None
        return None

    def _fits(self, ref: IndicatorRef, unit: str | None) -> bool:
        known = self._units.resolve(unit) if unit else None
        if known is None or known.dimension in _PERCENT:
            return True
        return _kind(known.dimension) == _kind(ref.dimension) or ref.dimension == "" or "/" in ref.dimension


def normalise(text: str) -> str:
    """Return the wording with width, spaces, quotes and common variants folded.

    >>> normalise("万元地区生产总值能源消耗") == normalise("单位GDP能耗")
    True
    """
    plain = re.sub(r"[\s“”\"'‘’《》]", "", unicodedata.normalize("NFKC", text)).lower()
    plain = re.sub(r"\((?:%|‰|亿元|万元|万吨|万人|家|个|元)\)$", "", plain)
    for pattern, word in _COMPILED:
        plain = pattern.sub(word, plain)
    return plain


def _forms(text: str) -> Iterator[str]:
    """Yield the wording as it is, then with less and less around it."""
    form = normalise(text)
    yield form
    bare = _AROUND.sub("", form)
    tail = _AFTER.sub("", form)
    for other in (tail, bare, _AFTER.sub("", bare), re.sub(r"\([^)]*\)", "", bare)):
        if len(other) > 2:
            yield other


def _kind(dimension: str) -> str:
    """Counts of persons, cases and things are all counts where an indicator is chosen."""
    countable = {"Count", "Persons", "PersonTimes", "Households", "Container"}
    return "Count" if dimension in countable else dimension
