"""Which conditions of an article are meant where only some are: 符合第十条关于学历、年龄、就业和参保规定的人员."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from graph.eligibility.kleene import without
from graph.eligibility.scheme import Requirement, Scheme

__all__ = ["only_on"]

_OPENS: Final = re.compile("^(?:中|所)?(?:有关|关于|规定的?|对|的)*")
_BETWEEN: Final = re.compile("、|和|及|以及|与|等")
_TOPICS: Final = (  # what a topic is called, and what the conditions on it speak of
    (re.compile("学历|学位|文化程度|学籍"), re.compile("学历|学位|毕业|全日制|博士|硕士|本科|大专|专科|留学")),
    (re.compile("年龄"), re.compile("年龄|周?岁")),
    (re.compile("就业|工作|劳动合同|合同|任职|用工"), re.compile("就业|工作|劳动合同|任职|引进|入职|上班|用人单位")),
    (re.compile("参保|社保|社会保险|缴费|保险"), re.compile("保险|参保|社保|缴费")),
    (re.compile("户籍|户口|落户"), re.compile("户籍|户口|落户")),
    (re.compile("住房|房产|无房|购房|租房"), re.compile("房")),
    (re.compile("注册|登记"), re.compile("注册|登记|执照")),
    (re.compile("纳税|税收"), re.compile("税")),
    (re.compile("收入|经济"), re.compile("收入|低保|困难|贫困")),
    (
        re.compile("人员|身份|对象|资格|主体|群体|人群"),
        re.compile("人员|毕业生|军人|家庭|学生|残疾|农民|人群|主体|企业"),
    ),
)


def only_on(tier: Scheme, topics: str, path: str) -> Scheme:
    """Return `tier` with those of its own conditions alone that are on `topics`; all of them for a topic unknown.

    What other clauses than that at `path` ask is asked of all and stays.
    """
    named = [one for one in _BETWEEN.split(_OPENS.sub("", topics)) if one]
    told = [said for one in named for name, said in _TOPICS if name.search(one)]
    if not named or len(told) < len(named):
        return tier
    gone = {
        order
        for order, need in enumerate(tier.requirements, 1)
        if need.place.path == path and not any(said.search(_speaks(need)) for said in told)
    }
    left = without(tier.formula, gone) if gone else None
    if left is None:
        return tier
    kept = tuple(need for order, need in enumerate(tier.requirements, 1) if order not in gone)
    return replace(tier, requirements=kept, formula=left)


def _speaks(need: Requirement) -> str:
    return f"{need.attr}{need.text}{need.family or ''}{need.value if isinstance(need.value, str) else ''}"
