"""Sums paid for each step by which something grew (零售额每增加1000万元奖励5万元), and what is told of its growth."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.quantity import convert, dimension
from graph.eligibility.language.thesaurus import key, measured_by
from graph.eligibility.matching.measure import in_unit
from graph.eligibility.scheme import More, Requirement, Scheme
from ingest.value.unit import Measure, in_yuan, measures

__all__ = [
    "Step",
    "added_each",
    "added_to",
    "grown_by",
    "grown_in_itself",
    "grown_since",
    "of_step",
    "size_of",
    "step_of",
]

_STEP: Final = re.compile("每(?:增加|新增|增长|净增|多)(?P<size>.+)")
_GROWS: Final = re.compile(
    "(?P<what>[^，。；、\\d的]{2,12}?)(?:较?(?:上年|上一年度?|同期))?每(?:增加|新增|增长|净增|多)"
)
_BASED: Final = re.compile(  # 以上年度进出口额为基数，每增加1000万元
    "以上一?年(?:度)?的?(?P<what>[^，。；]{2,12}?)为基[数准]，?每(?:增加|新增|增长|净增|多)"
)
_A_DOLLAR: Final = re.compile("每[1一]?美元$")
_DOLLARS_MORE: Final = re.compile(
    "按照?(?:其)?(?P<what>[^，。；、\\d的]{0,10}?)(?:较上[^，。；]{0,4})?的?(?:增量|新增|增加|增长)(?:的?部分|额)?[^，。；\\d]{0,4}每"
)
_GREW_TOLD: Final = re.compile(
    "^(?P<what>[^，。；\\d的]{2,10}?)(?:[较比][^，。；]{1,6}?|同比)(?:有)?(?:增加|增长|提高|新增|净增)(?:的)?$"
)
_GREW: Final = re.compile("同比|增长|增幅|增速|较上年|比上年")
_BEFORE: Final = re.compile("^(?:上年度?|上一年度?|去年|前一年度?)")
_GROWN_BY: Final = re.compile(  # 按出口额较上年的增量，每增加1美元
    "按照?(?P<what>[^，。；、\\d的较比]{2,12}?)(?:[较比](?:上年|上一?年度?|前一?年度?|同期|去年)度?)?的?(?:增量|增长|增加)[^，。；]{0,6}，?每(?:增加|新增|增长|净增|多)"
)
_EACH_MORE: Final = re.compile(
    "每(?:再)?(?:多|增加|新增|超过?)(?:[^，。；\\d]{0,4}?)(?P<many>\\d*)(?P<unit>人|名|户|家|个|台|辆|张|场)，?(?:再|另|则)?(?:增加|增补|追加|增发|加)(?:补贴|奖励|补助|给予)?(?P<sum>\\d[\\d.]*万?元)"
)
_ADDS: Final = re.compile("(?:增加|追加|增发|再|另|加)(?:给予|奖励|补助|补贴|奖|补|发)|(?:增加|追加|加)(?=\\d)")
_DONE_EACH: Final = re.compile("每(?:新|成功)?(?P<deed>带动|吸纳|招用|安置|引进|培训|孵化|招收|帮扶)(?P<size>.+)")
_DOLLAR: Final = "美元"
_SIZED: Final = re.compile(r"每[^，。；\d]{0,6}(?P<size>\d[\d.]*[万亿]?(?:美元|欧元|元))$")
_MORE: Final = re.compile("(?:增量|增加额|增长额|新增额|净增额?|增加值?部分|增量部分|新增部分|增长部分)$")
_MORE_OF: Final = re.compile(  # 当年新增产值; 新增贷款, 新增投资 are no growth of any
    "^(?:企业|当年度?|本年度?|年度|年|上年度?)*(?:新增|净增|增加|多出|超出)的?(?:工业|规上工业|主营业务|年|应税|地方|外贸|网络|线上|社会消费品)*"
    "(?:总?产值|营业收入|营收|收入|销售收入|销售额|(?:进)?出口额?|零售额|交易额|营业额|税收|利润|产量|研发费用|研发投入|财政贡献|经济贡献|业务量|吞吐量)(?:部分|额)?$"
)


@dataclass(frozen=True, slots=True)
class Step:
    """What must grow (零售额增量), and by how much for each payment, in 元 or in 美元."""

    name: str
    size: float
    unit: str = "元"


@lru_cache(maxsize=4096)
def step_of(scheme: Scheme) -> Step | None:
    """Return by what growth the sum of an offer is paid; None where it is paid for something else.

    Only growth in money is one: what is paid 每增加1场 adds to another offer.
    """
    match = _STEP.match(scheme.amount.per or "") if scheme.amount else None
    size = next(iter(measures(match["size"])), None) if match else None
    grows = next((one for how in (_BASED, _GROWN_BY, _GROWS) if (one := how.search(scheme.place.quote))), None)
    what = grows["what"] if grows else match["size"][: size.start] if match and size else ""
    what = what or (_asked_to_grow(scheme, size) if size else "")
    if size is None and scheme.amount and _A_DOLLAR.match(scheme.amount.per or ""):
        return _each_dollar_more(scheme)
    if size is None or not what:
        return None
    if yuan := in_yuan(size.value, size.unit):
        return Step(f"{what}增量", yuan)
    dollars = convert(size.value, size.unit, _DOLLAR) if dimension(size.unit) == dimension(_DOLLAR) else None
    return Step(f"{what}增量", dollars, _DOLLAR) if dollars else None


def _each_dollar_more(scheme: Scheme) -> Step | None:
    """Return the growth of which each dollar is paid for: 按进出口额增量部分每美元给予0.05元."""
    match = _DOLLARS_MORE.search(scheme.place.quote)
    what = match["what"] if match else ""
    sums = {need.attr for need in scheme.requirements if need.numeric and dimension(need.unit) == dimension(_DOLLAR)}
    what = what or (_BEFORE.sub("", sums.pop()) if match and len(sums) == 1 else "")
    return Step(f"{what}增量", 1.0, _DOLLAR) if what else None


def _asked_to_grow(scheme: Scheme, size: Measure) -> str:
    """Return the one sum of which an offer asks that it grew: 出口额 of 出口额5000万元以上且同比增长10%以上的,
    or of 出口额较上年增加的."""
    grows = any(need.unit == "%" and _GREW.search(need.attr) for need in scheme.requirements)
    sums = {
        need.attr
        for need in scheme.requirements
        if need.numeric and need.unit and dimension(need.unit) == dimension(size.unit)
    }
    if grows and len(sums) == 1:
        return sums.pop()
    told = {match["what"] for need in scheme.requirements if (match := _GREW_TOLD.match(need.attr))}
    return told.pop() if len(told) == 1 else ""


def size_of(scheme: Scheme) -> Step | None:
    """Return for how much of the one sum that is asked for an offer is paid each time: 每100万美元 of 进出口额."""
    match = _SIZED.match(scheme.amount.per or "") if scheme.amount else None
    size = next(iter(measures(match["size"])), None) if match else None
    if size is None or (match and _STEP.match(match[0]) and step_of(scheme)):
        return None
    asked = [need for need in scheme.requirements if need.numeric and need.op in (">=", ">")]
    sizes = {need.attr: convert(size.value, size.unit, need.unit) for need in asked if need.unit}
    alike = [(need, sizes[need.attr]) for need in asked if sizes.get(need.attr)]
    if len({need.key for need, _ in alike}) != 1 or not (step := alike[0][1]) or not alike[0][0].unit:
        return None
    return Step(alike[0][0].attr, step, alike[0][0].unit)


def grown_since(numbers: Sequence[Fact], unit: str = "元") -> float | None:
    """Return by how much, in `unit`, what is told of last year and of now grew: 上年度进出口额, 全年进出口额."""
    for old in (fact for fact in numbers if _BEFORE.match(fact.attr)):
        for new in (fact for fact in numbers if not _BEFORE.match(fact.attr)):
            last, now = in_unit(old, unit)[0], in_unit(new, unit)[0]
            same = measured_by(old.attr) and measured_by(old.attr) == measured_by(new.attr)
            if same and last is not None and now is not None:
                return max(0.0, now - last)
    return None


def grown_by(scheme: Scheme, base: Scheme | None) -> Scheme | None:
    """Return `base` with what `scheme` adds to it for each step beyond its bound; None where it adds none so.

    展览面积1万平方米以上的，补助20万元；展览面积每增加5000平方米，增加补助5万元.
    """
    match = _STEP.match(scheme.amount.per or "") if scheme.amount and base and base.amount else None
    size = next(iter(measures(match["size"])), None) if match else None
    if match is None or size is None or base is None or scheme.amount is None:
        return None
    yuan = in_yuan(size.value, size.unit)
    if (yuan or dimension(size.unit) == dimension(_DOLLAR)) and not _ADDS.search(scheme.place.quote):
        return None
    for need in base.requirements:
        held = need.numeric and need.op in (">=", ">", "=")
        step = (yuan if yuan and need.unit == "元" else convert(size.value, size.unit, need.unit)) if held else None
        if step and dimension(need.unit) != "Time":
            needs, least = _at_least(base, need)
            return replace(
                base, requirements=needs, more=More(least, step, scheme.amount.value), cap=scheme.cap or base.cap
            )
    return _beyond_first(scheme, base, size.value, size.unit, match["size"][size.end :])


def _beyond_first(scheme: Scheme, base: Scheme, size: float, unit: str, name: str) -> Scheme | None:
    """Return `base`, which pays for the first of a thing, with what is added for each more of it.

    首次获证的奖励3万元，每增加1个产品再奖励1万元.
    """
    if scheme.amount is None or base.amount is None or base.amount.per or base.more or not name:
        return None
    if size != 1 or dimension(unit) != "Count" or not _ADDS.search(scheme.place.quote):
        return None
    first = Requirement(name, scheme.amount.per or name, scheme.place, ">=", 1.0, unit, key=key(name))
    return replace(base, more=More(first, 1.0, scheme.amount.value), cap=scheme.cap or base.cap)


def added_each(scheme: Scheme) -> More | None:
    """Return what an offer adds to the one before it for each one of whom something is done: 每带动1人增加2000元."""
    match = _DONE_EACH.match(scheme.amount.per or "") if scheme.amount else None
    size = next(iter(measures(match["size"])), None) if match else None
    if match is None or size is None or scheme.amount is None or dimension(size.unit) != "Count":
        return None
    if not _ADDS.search(scheme.place.quote):
        return None
    name = f"{match['deed']}{match['size'][size.end :]}"
    need = Requirement(name, scheme.amount.per or name, scheme.place, ">=", 0.0, size.unit, key=key(name))
    return More(need, size.value, scheme.amount.value)


def grown_in_itself(scheme: Scheme) -> Scheme:
    """Return an offer with what its own words add for each one more: 带动3人的，补贴6000元；每多带动1人，增加2000元."""
    match = _EACH_MORE.search(scheme.place.quote)
    size = next(iter(measures(f"{match['many'] or 1}{match['unit']}")), None) if match else None
    sums = next(iter(measures(match["sum"])), None) if match else None
    value = in_yuan(sums.value, sums.unit) if sums else None
    if not match or not size or not value or scheme.more or not scheme.amount or scheme.amount.per:
        return scheme
    for need in scheme.requirements:
        if need.numeric and need.op in ("=", ">=", ">") and need.unit == match["unit"]:
            needs, least = _at_least(scheme, need)
            return replace(scheme, requirements=needs, more=More(least, size.value, value))
    return scheme


def _at_least(scheme: Scheme, need: Requirement) -> tuple[tuple[Requirement, ...], Requirement]:
    """Return the conditions of an offer, and among them the bound from which on more is paid: 3人 is 3人 at least."""
    least = replace(need, op=">=") if need.op == "=" else need
    return tuple(least if one is need else one for one in scheme.requirements), least


def added_to(name: str) -> bool:
    """Tell whether a name is that of a growth in itself: 营业额增量, and not 营业额.

    >>> added_to("当年新增产值"), added_to("新增贷款"), added_to("年产值")
    (True, False, False)
    >>> added_to("营业额增量"), added_to("营业额增量部分"), added_to("营业额"), added_to("工业增加值")
    (True, True, False, False)
    """
    return bool(_MORE_OF.search(name)) or (bool(_MORE.search(name)) and not name.endswith("工业增加值"))


def of_step(need: Requirement, offered: str, per: str | None) -> bool:
    """Tell whether a condition only names what the sum is paid for the growth of: 零售额 of 零售额每增加1000万元."""
    return need.value is True and bool(_STEP.match(per or "")) and f"{need.attr}每" in offered
