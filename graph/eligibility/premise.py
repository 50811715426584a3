"""What applicants sign for and hardly ever say: that no misdeed shuts them out, and that nobody has paid them before.

Such an exclusion is for those who pay to show. Where nothing that was said comes near to one it is presumed, aloud, not
to hold, and the yes that rests on it names it. What applicants are (在编人员, 房地产企业) is never presumed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

from graph.eligibility.check import Check
from graph.eligibility.facts import Fact
from graph.eligibility.scheme import Requirement

__all__ = ["UNSAID", "premised", "presumed"]

UNSAID: Final = "您没有提到，按没有这种情形计；若有请更正"
_LISTED: Final = re.compile("、|；|或者|或|以及|及(?!以上|其他)|的，")


@dataclass(frozen=True, slots=True)
class _Class:
    """One class of exclusion: what it is worded like in a document, and what of an applicant's words comes near it."""

    asks: re.Pattern[str]
    near: re.Pattern[str]


def premised(checks: Iterable[Check], said: str) -> tuple[Check, ...]:
    """Take each exclusion that is not settled, and that nothing in `said` comes near to, for one that does not hold."""
    return tuple(_absent(check) if _open(check) and _far(check.need, said) else check for check in checks)


def presumed(check: Check) -> bool:
    """Whether a condition is met only because nothing was said of it."""
    return check.fact is not None and check.fact.assumed == UNSAID


def _open(check: Check) -> bool:
    need = check.need
    shuts_out = need.value is False or need.op == "!="
    return check.verdict is None and check.fact is None and not need.implied and shuts_out


def _far(need: Requirement, said: str) -> bool:
    """Tell whether all that an exclusion lists is of a class, and no word of `said` is near to any of them."""
    parts = [part for part in _LISTED.split(need.text) if len(part) > 1]
    found = [[one for one in _classes() if one.asks.search(part)] for part in parts]
    return any(found) and not any(one.near.search(said) for of in found for one in of)


def _absent(check: Check) -> Check:
    fact = Fact.of(check.need.attr, False, assumed=UNSAID)
    return replace(
        check, verdict=True, fact=fact, why=f"前提：没有“{check.need.text}”的情形（您没有提到，若有则不符合）"
    )


@cache
def _classes() -> tuple[_Class, ...]:
    entries = tomllib.loads((files("graph") / "rules" / "premise.toml").read_text("utf-8"))["premise"]
    return tuple(_Class(re.compile(one["asks"]), re.compile(one["near"])) for one in entries)
