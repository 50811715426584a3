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


@lru_cache(maxsize=20_000)
def part_of_what(attr: str) -> tuple[str, str] | None:
    """Return the part and the whole of a share, the part empty where the clause names it before; None for no share.

    >>> part_of_what("研发费用占营业收入的比例"), part_of_what("占营业收入比重"), part_of_what("营业收入")
    (('研发费用', '营业收入'), ('', '营业收入'), None)
    """
    match = _SHARE.match(attr)
    return (match["part"], match["whole"]) if match else None


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
    if one is None or not other:
        return None
    note = f"（按{part.told()}、{whole.told()}算出）"
    return Fact.of(need.attr, round(one / other * 100, 4), "%", words=part.words, start=part.start, note=note)
