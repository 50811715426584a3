"""The bound on what one applicant gets in all, beside the one on each thing: 单台不超过3万元，单个企业不超过100万元."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from graph.eligibility.scheme import Scheme
from ingest.value.unit import in_yuan, measures

__all__ = ["cap_on_all"]

_OF_ONE: Final = re.compile(
    "(?:单[个家户一]?|每[个家户]?|同一|一[个家户])(?:申[报请])?(?:企业|单位|主体|经营主体|市场主体|申请人|申报人|机构|农户|户|家庭|园区|合作社|个人|人|项目单位)"
    r"[^，。；\d台套辆件座站项]{0,16}?(?:不(?:得)?超过|最高|上限|不高于|累计|合计|总额)[^，。；\d]{0,6}(?P<sum>\d[\d.]*(?:万|亿)?元)"
)


@lru_cache(maxsize=4096)
def cap_on_all(scheme: Scheme) -> float | None:
    """Return in 元 what one applicant may get at most in all, where the offer also bounds what each thing gets."""
    sums = (next(iter(measures(match["sum"])), None) for match in _OF_ONE.finditer(scheme.place.quote))
    values = [value for one in sums if one and (value := in_yuan(one.value, one.unit))]
    return max(values, default=None)
