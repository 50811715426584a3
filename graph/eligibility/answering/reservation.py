"""Reservations with a number that nothing has read (不过其中600万美元是股东贷款): no yes stands beside one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from graph.eligibility.answering.choice import Outcome
from graph.eligibility.facts import Fact
from ingest.value.unit import measures

__all__ = ["reserved", "unread_reservation"]

_STRETCH: Final = re.compile("[^，。；！？,;!?\n]+")
_BUT: Final = re.compile(
    "^(?:不过|但是?|可是?(?!以)|只是|然而|而且?其中|其中|里面|里头|扣[掉除]|除[去掉]|减[去掉]|含|包括|包含|其实|后来|后面|结果)"
)


def unread_reservation(said: str, facts: Iterable[Fact]) -> str | None:
    """Return the first reservation in what was said whose number none of the facts has; None where there is none.

    >>> unread_reservation("外资到账1300万美元，不过其中600万美元是股东贷款", [])
    '不过其中600万美元是股东贷款'
    >>> unread_reservation("一年省25吨标煤，但单位能耗降了5%", [Fact.of("单位能耗下降", 5.0, "%")])
    """
    told = list(facts)
    known = {fact.value for fact in told if fact.numeric}
    reckoned = {fact.words for fact in told if fact.note and fact.words}
    for match in _STRETCH.finditer(said):
        if (
            _BUT.match(match[0])
            and match[0] not in reckoned
            and any(one.value not in known for one in measures(match[0]))
        ):
            return match[0]
    return None


def reserved(outcome: Outcome, said: str, facts: Iterable[Fact]) -> Outcome:
    """Leave a yes open where a reservation was not read."""
    words = unread_reservation(said, facts) if outcome.eligible else None
    if words is None:
        return outcome
    note = f"您还说“{words}”，没有读懂它减去的是什么，能不能享受、享受多少要据此再核"
    return replace(outcome, eligible=None, amount=None, missing=(words,), notes=(*outcome.notes, note))
