"""Rents told for each square metre, and bounds on each: 每月每平方米35元, 最高不超过每月每平方米30元."""

from __future__ import annotations

import re
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.quantity import dimension
from graph.eligibility.matching.match import Known
from graph.eligibility.matching.measure import in_unit
from graph.eligibility.scheme import Most, Scheme
from graph.eligibility.sums.each import quantity_told
from ingest.record import Quantity

__all__ = ["area_paid", "by_area", "of_one_metre"]

_A_METRE: Final = re.compile("(?:[每一1]个?|单位|/|／)(?:平方米|平米|平方|平|㎡|m2|面积)|平方米单价|单价")
_METRES: Final = "平方米"


def of_one_metre(fact: Fact) -> bool:
    """Tell whether a sum is told of one square metre: 每月每平方米租金20元."""
    return bool(_A_METRE.search(f"{fact.attr}，{fact.words}")) and not re.search("总|合计|一共|全年", fact.attr)


def by_area(cap: Quantity) -> bool:
    """Tell whether a bound is on what each square metre gets."""
    return _METRES in (cap.per or "") or "平米" in (cap.per or "")


def area_paid(scheme: Scheme, known: Known, most: Most | None) -> float | None:
    """Return for how many square metres an offer is paid: as many as are told, up to what the clause pays for."""
    fact = quantity_told(scheme, known, _METRES, _METRES)
    told = [one for one in known.numbers if dimension(one.unit) == "Area"]
    fact = fact or (told[0] if len(told) == 1 else None)
    area = in_unit(fact, _METRES)[0] if fact else None
    return min(area, most.value) if area is not None and most else area
