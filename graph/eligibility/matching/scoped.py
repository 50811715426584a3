"""What a document says of all whom it is for, where an applicant tells as much in other words, or never would.

Who is registered here is active here (在本市从事农业生产经营), and who meets what an offer asks does what those do for
whom the document is (为老年人提供全日照料服务). Where one is registered, taxed or at home is never taken for granted.
"""

from __future__ import annotations

import re
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.kleene import choices
from graph.eligibility.matching.check import Check, ruled
from graph.eligibility.matching.place import about_place
from graph.eligibility.matching.premise import kept, of_another_clause
from graph.eligibility.matching.timeline import dated
from graph.eligibility.matching.told import Told
from graph.eligibility.scheme import Requirement, Scheme

__all__ = ["scoped"]

_HERE: Final = (
    "(?:在|于)?(?:[本我全][市县区省州]|[^，。；、的]{2,8}[市县区])(?:行政|辖)?(?:区域|区|范围|境)?(?:以?内)?(?:依法)?"
)
_REGISTERED: Final = re.compile(
    f"{_HERE}(?:登记|注册)+(?:设立|成立|登记|注册)?(?:满\\d年)?|(?:工商)?(?:注册|登记)地(?:址)?(?:均|都)?在[^，。；]{{2,12}}"
)
_ACTIVE: Final = re.compile(
    f"{_HERE}(?:(?:登记|注册)(?:设立|成立)?|设立|成立|落户|(?:主要)?(?:从事|开展)[^，。；\\d]{{2,16}}|生产经营|经营)"
)
_SERVES: Final = re.compile(
    "(?:主要|专门)?(?:为|面向|向)?[^，。；、\\d]{0,14}?(?:提供[^，。；\\d]{2,20}服务|从事[^，。；\\d]{2,16}(?:服务|活动|业务|经营))"
)


def scoped(scheme: Scheme, checks: tuple[Check, ...], known: Told) -> tuple[Check, ...]:
    """Take for met what goes with what is told; nothing where none of the offer's own conditions is met by a fact."""
    open_ = [order for order, check in enumerate(checks, 1) if check.verdict is None and _of_scope(check.need, scheme)]
    if not open_ or not any(_own(check, scheme) for check in checks):
        return checks
    ways = choices(scheme.formula)
    refused = {order for one in ways if any(checks[at - 1].verdict is False for at in one) for order in one}
    seat = _seat(known)
    found = list(checks)
    for order in open_:
        need = checks[order - 1].need
        if order in refused or known.near.doubts(need.text):
            continue
        if about_place(need.text):
            found[order - 1] = ruled(need, seat, True) if seat and _ACTIVE.fullmatch(need.attr) else checks[order - 1]
        elif _SERVES.fullmatch(need.attr):
            found[order - 1] = kept(checks[order - 1])
    return tuple(found)


def _of_scope(need: Requirement, scheme: Scheme) -> bool:
    asks = need.value is True and not need.implied and not need.part and not dated(need)
    return asks and of_another_clause(need.place.path, scheme.place.path)


def _own(check: Check, scheme: Scheme) -> bool:
    """Tell whether a condition of the offer itself is met by a fact that was told."""
    told = check.verdict is True and check.fact is not None and (bool(check.fact.words) or not check.fact.assumed)
    return told and not of_another_clause(check.need.place.path, scheme.place.path)


def _seat(known: Told) -> Fact | None:
    """Return the fact that says that the applicant is registered here."""
    return next(
        (one for one in known.facts.items if one.value is True and _REGISTERED.fullmatch(one.attr)),
        None,
    )
