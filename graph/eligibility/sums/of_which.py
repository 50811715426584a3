"""Some of those for whom a sum is paid bring another one each: 新招了100人，其中10人是脱贫劳动力."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.quantity import dimension, shown
from graph.eligibility.matching.verdict import Verdict
from graph.eligibility.sums.each import each

__all__ = ["with_the_rest"]

_SOME: Final = re.compile("^(?:这)?(?:其中|里面|里头|当中)")


def with_the_rest(paid: Sequence[Verdict]) -> Verdict | None:
    """Return the offer for some of those told of, with what the plain offer of its clause pays for the others.

    None where nobody tells of some among others. The bound on the whole holds for both.
    """
    for some in paid:
        few = some.amount.base
        if few is None or some.scheme.under or not _SOME.match(few.words or few.attr):
            continue  # what is paid on top of the plain offer holds that already
        for plain in paid:
            many = plain.amount.base
            if plain is not some and many and few is not many and _of_one_clause(plain, some) and _counted(few, many):
                return _both(some, few, plain, many)
    return None


def _of_one_clause(plain: Verdict, some: Verdict) -> bool:
    """Tell whether the offer for some asks all that the plain one asks for, and more, in one clause."""
    asked = frozenset(need.key for need in plain.scheme.requirements)
    more = frozenset(need.key for need in some.scheme.requirements)
    return plain.scheme.place.iri == some.scheme.place.iri and len(more) >= len(asked) and more != asked


def _counted(few: Fact, many: Fact) -> bool:
    if not isinstance(few.value, float) or not isinstance(many.value, float):
        return False
    return dimension(few.unit) == dimension(many.unit) == "Count" and 0 < few.value < many.value


def _both(some: Verdict, few: Fact, plain: Verdict, many: Fact) -> Verdict | None:
    paid, offered, value = some.scheme.amount, plain.scheme.amount, some.amount.value
    number, whole = few.value, many.value
    if paid is None or offered is None or value is None:
        return None
    if not isinstance(number, float) or not isinstance(whole, float):
        return None
    times = round(value / (paid.value * number), 6)  # for so many months each is paid
    rest = round((whole - number) * offered.value * times, 2)
    both = round(value + rest, 2)
    words = f"其余{shown(whole - number, many.unit)}按{shown(offered.value, '元')}：{shown(rest, '元')}"
    steps = [*some.amount.steps, words, f"合计{shown(both, '元')}"]
    caps = [
        one.scheme.cap.value
        for one in (some, plain)
        if one.scheme.cap and one.scheme.cap.unit == "元" and not each(one.scheme, one.scheme.cap)
    ]
    if caps and both > max(caps):
        both = max(caps)
        steps.append(f"超过上限，按{shown(both, '元')}")
    return replace(some, amount=replace(some.amount, value=both, steps=tuple(steps)))
