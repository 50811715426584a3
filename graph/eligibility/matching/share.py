"""Shares that a condition bounds (研发费用占营业收入比重3%以上), reckoned where only the two sums are told."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.quantity import MONEY, dimension
from graph.eligibility.matching.measure import in_unit
from graph.eligibility.scheme import Requirement, Scheme

__all__ = ["part_of_what", "shared", "sum_beside"]

_SHARE: Final = re.compile(
    "^(?P<part>[^，。；占]{0,24})占(?:其|同期|当年|本?企业|上一?年度?)?(?P<whole>[^，。；占]{2,16}?)(?:总额)?的?(?:比重|比例|比|份额|百分比)?$"
)
_REACHED: Final = re.compile(
    "^(?P<part>[^，。；占达]{2,24}?)(?:达到?|不低于|不少于|超过)(?:其|本?企业)?(?P<whole>[^，。；占达]{0,8}(?:职工|员工|从业人员|床位|人员)(?:人数|总人数|总数|数量|数)?)的?$"
)
_ALONE: Final = re.compile(
    "^(?P<part>[^，。；占]{2,16}?(?:人员|职工|员工|毕业生|残疾人|工人|人才|床位))(?:数量?|人数)?的?占比(?:例)?$"
)


@lru_cache(maxsize=20_000)
def part_of_what(attr: str) -> tuple[str, str] | None:
    """Return the part and the whole of a share, the part empty where the clause names it before; None for no share.

    >>> part_of_what("研发费用占营业收入的比例"), part_of_what("占营业收入比重"), part_of_what("营业收入")
    (('研发费用', '营业收入'), ('', '营业收入'), None)
    >>> part_of_what("新招用人数达到在职职工人数"), part_of_what("研发人员占比"), part_of_what("护理型床位占比")
    (('新招用人数', '在职职工人数'), ('研发人员', '职工总数'), ('护理型床位', '床位'))
    """
    if match := _SHARE.match(attr) or _REACHED.match(attr):
        return match["part"], match["whole"]
    alone = _ALONE.match(attr)
    return (alone["part"], "床位" if alone["part"].endswith("床位") else "职工总数") if alone else None


def sum_beside(need: Requirement, scheme: Scheme) -> Requirement | None:
    """Return the bound on a sum of the same clause that stands before a share and names what is a part."""
    before = scheme.requirements[: scheme.requirements.index(need)] if need in scheme.requirements else ()
    sums = [one for one in before if one.numeric and one.place.path == need.place.path]
    return next((one for one in reversed(sums) if dimension(one.unit) == MONEY), None)


def shared(need: Requirement, part: Fact | None, whole: Fact | None) -> Fact | None:
    """Return the share that two sums told come to, aloud; None where either is missing or they are one."""
    if part is None or whole is None or part is whole:
        return None
    one, other = in_unit(part, "元")[0], in_unit(whole, "元")[0]
    if (one is None or not other) and _counted(part, whole):
        one, other = float(part.value), float(whole.value)  # type: ignore[arg-type]
    if one is None or not other:
        return None
    note = f"（按{part.told()}、{whole.told()}算出）"
    return Fact.of(need.attr, round(one / other * 100, 4), "%", words=part.words, start=part.start, note=note)


def _counted(part: Fact, whole: Fact) -> bool:
    """Tell whether two numbers count things, of which the one can be some of the other."""
    if not isinstance(part.value, float) or not isinstance(whole.value, float):
        return False
    alike = all(one.unit is None or dimension(one.unit) == "Count" for one in (part, whole))
    return alike and 0 < part.value <= whole.value
