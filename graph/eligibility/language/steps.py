"""Numbered grades held against each other: 四级 is 二级以上 of a home for the old, and is not of a builder."""

from __future__ import annotations

import re
from typing import Final

from graph.eligibility.kleene import Truth

__all__ = ["steps"]

_GRADE: Final = re.compile("(?P<step>[一二三四五六])级(?P<way>及?以[上下])?")
_STEPS: Final = "一二三四五六"
_RISING: Final = re.compile("养老|护理院|医院|医疗机构|托育|民宿")  # of five the fifth is the best
_FALLING: Final = re.compile("资质|标准化|能效|残疾|伤残|失能|学会|博物馆")  # the first is the best


def steps(name: str, asked: str, told: str) -> Truth:
    """Tell whether the grade told reaches the one asked for; None where none is named, or which is more is unknown.

    >>> steps("养老机构等级", "二级以上", "四级"), steps("安全生产标准化等级", "二级以上", "三级")
    (True, False)
    >>> steps("等级", "二级以上", "四级"), steps("等级", "二级以上", "二级")
    (None, True)
    """
    wanted, got = _GRADE.search(asked), _GRADE.search(told)
    if wanted is None or got is None or not wanted["way"]:
        return None
    own, bound = _STEPS.index(got["step"]), _STEPS.index(wanted["step"])
    rising, falling = _RISING.search(name), _FALLING.search(name)
    if own == bound or bool(rising) == bool(falling):
        return own == bound or None
    more = own > bound if rising else own < bound
    return more if wanted["way"].endswith("上") else not more
