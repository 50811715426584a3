"""Who is taken for none of those of whom alone a clause for all asks something, where nothing told comes near to them.

Whoever fails what is asked of them may be one of them: then nothing is taken for granted.
"""

from __future__ import annotations

from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.pairs import pairs
from graph.eligibility.matching.check import Check
from graph.eligibility.matching.premise import Nearness
from graph.eligibility.scheme import Scheme

__all__ = ["asked_of_others"]

_TAKEN: Final = "您没有提到，按不属于计；若属于请更正"
_FEW: Final = 2
_SOME: Final = 0.3
_HALF: Final = 0.5


def asked_of_others(scheme: Scheme, checks: tuple[Check, ...], near: Nearness) -> tuple[Check, ...]:
    """Take applicants for none of those whom the offer is not for, aloud."""
    if not any(check.need.whom and check.verdict is None for check in checks):
        return checks
    failed = {check.need.text for check in checks if _told_to_fail(check)}
    return tuple(
        [
            _none_of_them(check)
            if check.need.whom
            and check.verdict is None
            and failed.isdisjoint(check.need.whom)
            and not _comes_near(check.need.text, scheme.place.quote, near)
            and not any(_spoken_of(text, scheme.place.quote, near) for text in check.need.whom)
            else check
            for check in checks
        ]
    )


def _comes_near(who: str, offered: str, near: Nearness) -> bool:
    own = pairs(who) - pairs(offered)
    said = own & near.pairs
    return len(said) >= _FEW and len(said) >= _SOME * len(own)


def _spoken_of(asked: str, offered: str, near: Nearness) -> bool:
    """Tell whether somebody speaks of what is asked of those alone: 许可证没办, of 取得营业性演出许可证."""
    own = pairs(asked) - pairs(offered)
    return len(own) >= _FEW and len(own & near.pairs) >= _HALF * len(own)


def _none_of_them(check: Check) -> Check:
    why = f"按不属于“{check.need.text}”理解（您没有提到，若是还要符合对其要求）"
    return check._replace(verdict=True, fact=Fact.of(check.need.attr, False, assumed=_TAKEN), why=why)


def _told_to_fail(check: Check) -> bool:
    """Tell whether somebody denies what is asked, or tells a number beyond its bound, and is not only another."""
    fact = check.fact
    return check.verdict is False and fact is not None and (fact.value is False or check.need.numeric)
