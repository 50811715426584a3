"""Sums told for one head and one month: 最低月工资标准的60%, 单位每人每月交900元."""

from __future__ import annotations

import re
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.matching.match import Known
from graph.eligibility.matching.measure import in_unit
from graph.eligibility.scheme import Scheme
from graph.eligibility.sums.each import quantity_told

__all__ = ["by_month", "heads_paid", "paid_by_head"]

_STANDARD: Final = re.compile("最低(?:月)?(?:工资|生活保障)|(?:社会|社平|职工)?月?平均工资")
_PAY: Final = re.compile("(?:年薪|年收入|薪酬|工资)(?!总额|总和|合计|支出)$")  # what one is paid
_IN_ALL: Final = re.compile("一共|总共|合计|加起来|总额|共计")
_A_HEAD: Final = re.compile("每(?:人|名|位|个人|个?(?:员工|职工|学员|学生|老人))|人均|[一单]个人")
_A_MONTH: Final = re.compile("[每一]个?月(?!份)|月均|按月|月租|月(?:缴|交|付)")
_PERSONS: Final = re.compile("引进|招用|吸纳|聘用|录用|招收|接收|安置|见习|培训|收住|职工|员工|人员")


def heads_paid(scheme: Scheme, known: Known, base: Fact) -> float | None:
    """Return for how many persons a share is paid of a sum that is told of one: 1 where it is told of all.

    None where a body is paid for persons and does not tell how many.
    """
    standard = bool(scheme.rate and _STANDARD.search(scheme.rate.of or ""))
    pay = scheme.rate and _PAY.search(scheme.rate.of or "") and not _IN_ALL.search(base.words)
    if not standard and not pay and not _A_HEAD.search(f"{base.attr}，{base.words}"):
        return 1.0
    body = not known.person and (known.firm or bool(_PERSONS.search(scheme.place.quote)))
    if not body:
        return 1.0
    fact = quantity_told(scheme, known, "人", "人")
    return in_unit(fact, "人")[0] if fact else 1.0 if pay and not standard else None


def paid_by_head(scheme: Scheme) -> bool:
    """Tell whether a share may be paid for each of several persons."""
    return bool(scheme.rate and _PERSONS.search(scheme.place.quote))


def by_month(name: str, base: Fact) -> bool:
    """Tell whether a share is of what is paid by the month."""
    return bool(_STANDARD.search(name) or _A_MONTH.search(f"{base.attr}，{base.words}"))
