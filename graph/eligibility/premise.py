"""What applicants sign for and hardly ever say: that no misdeed shuts them out, and that nobody has paid them before.

Such an exclusion is for those who pay to show. Where nothing that was said comes near to one it is presumed, aloud, not
to hold, and the yes that rests on it names it. What applicants are (在编人员, 房地产企业) is never presumed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from graph.eligibility.check import Check
from graph.eligibility.facts import Fact
from graph.eligibility.scheme import Requirement

__all__ = ["UNSAID", "near_to", "premised", "presumed"]

_STRETCH: Final = re.compile("[^，。；！？,;!?\n]+")
_MISDEEDS: Final = (
    "失信(?:名单)?|不良(?:信用)?|违法|违规|违纪|行政处罚|处罚|处分|罚款|安全|生产|责任|环保|环境|质量|较大|重大|事故|事件|出?过?事|骗补|骗取?|弄虚作假"
    "|造假|欠税|欠薪|欠费|拖欠(?:工资|社保|税款)?|黑名单|(?:经营)?异常名录|名单|污染|投诉|纠纷|诉讼|犯罪|前科|负面|信用|记录|信息|行为|情形|情况|问题"
)
_DENIED: Final = (
    re.compile(  # a stretch that names misdeeds and nothing else behind a negation, or the tail of such a list
        r"^(?:也|都|从来?|一直|我们?|公司|企业|单位|本人|近?[一二两三四五\d]+年[来里内以]*|以前)*(?:没有?|无|未|不存在)"
        "(?:被|受到?过?|发生过?|出现?过?|任何|什么|进过?|上过?|列入过?|有过?|过|有)*"
        f"(?:{_MISDEEDS}|这些|这类|之类|这方面|等|的?事|、|和|或者?|也|及|没有?|以上|大的?)+$"
        f"|^(?:{_MISDEEDS})(?:这些事?|这类事?|之类的?|等情形|等问题|等情况)$"
    )
)
UNSAID: Final = "您没有提到，按不妨碍申请计；若有请更正"


@dataclass(frozen=True, slots=True)
class _Class:
    """One class of exclusion: what it is worded like in a document, and what of an applicant's words comes near it.

    What is `aside` only sounds like it.
    """

    name: str
    asks: re.Pattern[str]
    near: re.Pattern[str]
    aside: re.Pattern[str] | None

    def comes_near(self, said: str) -> bool:
        """Tell whether words may be of what shuts out."""
        return bool(self.near.search(self.aside.sub("", said) if self.aside else said))


def premised(checks: Iterable[Check], near: frozenset[str]) -> tuple[Check, ...]:
    """Take each exclusion that is not settled, and of none of the classes `near`, for one that does not hold."""
    return tuple(_absent(check) if _open(check) and _far(check.need.text, near) else check for check in checks)


def near_to(said: str) -> frozenset[str]:
    """Return the classes of exclusion that an applicant's words come near to.

    >>> near_to("设备投了320万元，省里已经给补了50万元"), near_to("设备投了320万元")
    (frozenset({'had-before'}), frozenset())
    >>> near_to("没有失信、骗补这些事"), near_to("没注意出了一次较大事故")
    (frozenset(), frozenset({'misdeed'}))
    """
    told = [part for part in _STRETCH.findall(said) if not _DENIED.match(part)]
    return frozenset(one.name for one in _classes() if any(one.comes_near(part) for part in told))


def presumed(check: Check) -> bool:
    """Whether a condition is met only because nothing was said of it."""
    return check.fact is not None and check.fact.assumed == UNSAID


def _open(check: Check) -> bool:
    need = check.need
    shuts_out = need.value is False or need.op == "!=" or _in_time(need)
    return check.verdict is None and check.fact is None and not need.implied and shuts_out


def _far(text: str, near: frozenset[str]) -> bool:
    found = _classes_of(text)
    return bool(found) and not found & near


@lru_cache(maxsize=20_000)
def _classes_of(text: str) -> frozenset[str]:
    return frozenset(one.name for one in _classes() if one.asks.search(text))


def _absent(check: Check) -> Check:
    need = check.need
    if _in_time(need):
        return replace(check, verdict=True, fact=_unsaid(need.attr, True), why=f"前提：“{need.text}”（您没有提到）")
    why = f"前提：没有“{need.text}”的情形（您没有提到，若有则不符合）"
    return replace(check, verdict=True, fact=_unsaid(need.attr, False), why=why)


def _in_time(need: Requirement) -> bool:
    """Tell whether a condition only says until when one may apply."""
    return need.numeric and need.attr.endswith("至申请")


@lru_cache(maxsize=20_000)
def _unsaid(attr: str, value: bool) -> Fact:
    return Fact.of(attr, value, assumed=UNSAID)


@cache
def _classes() -> tuple[_Class, ...]:
    entries = tomllib.loads((files("graph") / "rules" / "premise.toml").read_text("utf-8"))["premise"]
    return tuple(
        _Class(
            one["id"],
            re.compile(one["asks"]),
            re.compile(one["near"]),
            re.compile(one["aside"]) if "aside" in one else None,
        )
        for one in entries
    )
