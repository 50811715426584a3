"""What a tier pays: rate x base, amount x counts, floor, cap and the provisions that bound it; an interval where an
input is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from graph.eligibility.answer import Answers, shown
from graph.eligibility.measure import convert, same
from graph.eligibility.scheme import Benefit, Factor, Provision, Scheme, Sum, Tier

__all__ = ["UNKNOWN", "Amount", "amount", "payable"]

_NO_MONEY: Final = ("loan_rate",)
_MONEY: Final = "元"
_SHARES: Final = {"%": 0.01, "％": 0.01, "‰": 0.001, "成": 0.1}


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in 元 between `low` and `high`, None where the text or the answers do not bound it.

    `op` is <= where the text only names an upper end. `period` is 月 or 年 for a sum of one such period. `missing` are
    the variables that would settle it, `steps` its arithmetic, `reservations` what bounds it and was not answered.
    """

    low: float | None = None
    high: float | None = None
    op: str = "="
    period: str | None = None
    steps: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    reservations: tuple[str, ...] = ()

    @property
    def value(self) -> float | None:
        """The sum where it is settled."""
        return self.high if self.low == self.high and not self.missing else None


UNKNOWN: Final = Amount()


def payable(benefit: Benefit) -> bool:
    """Tell whether a benefit comes to a sum of money: a rate of interest or a priority does not."""
    return not benefit.soft and benefit.kind not in _NO_MONEY


def amount(tier: Tier, scheme: Scheme, answers: Answers) -> Amount:
    """Return what a tier pays to an applicant who meets it, as far as the answers settle it; never zero for unknown."""
    benefit = tier.benefit
    if not payable(benefit):
        return UNKNOWN
    parts = [_product(part, tier, scheme, answers) for part in (benefit.rate, benefit.amount) if part]
    found = _lower(parts) if parts else Amount(None, None, "<=")
    found = _floored(found, benefit.floor)
    found = _capped(found, benefit, answers)
    for provision in scheme.provisions:
        found = _provided(found, provision, benefit, answers)
    return found


def _product(part: Sum, tier: Tier, scheme: Scheme, answers: Answers) -> Amount:
    """Multiply a rate by its base, or an amount by its counts."""
    rate = part.unit in _SHARES
    value = part.value * _SHARES.get(part.unit or "", 1.0)
    words, missing, period = [], [], None
    for factor in part.factors:
        answer = answers.get(factor.variable)
        if isinstance(answer, float):
            beyond = tier.benefit.beyond if factor is part.factors[0] else None
            count = _bounded(answer, factor, beyond, scheme)
            value *= count
            words.append(shown(count, factor.unit))
        elif factor.period:
            period = factor.unit
        else:
            missing.append(factor.variable)
    if (rate and not part.factors) or not (rate or (part.unit or _MONEY).startswith(_MONEY)):  # 3个月失业保险金
        return Amount(op=part.op, steps=(f"{part.of or '基数'} × {part.value:g}{part.unit}",))
    if missing:
        return Amount(op=part.op, period=period, missing=tuple(missing))
    value = round(value, 6)
    own = f"{part.value:g}{part.unit}" if rate else shown(part.value, "元")
    step = f"{' × '.join((*words, own))} = {shown(value, '元')}" if words else own
    return Amount(value, value, part.op, period, (step,))


def _bounded(count: float, factor: Factor, beyond: float | None, scheme: Scheme) -> float:
    """Return how much of a count is paid: beyond a threshold, and for so many, or so long, at most."""
    if beyond is not None:
        count = max(0.0, count - beyond)
    for provision in scheme.provided("duration" if factor.period else "count"):
        if provision.value is None or not (factor.period or same(provision.unit, factor.unit)):
            continue  # 最多10人 bounds persons, not machines
        most = convert(provision.value, provision.unit, factor.unit)
        count = count if most is None else min(count, most)
    return count


def _lower(parts: list[Amount]) -> Amount:
    """Return the lower of a rate and an amount of one tier, which stand beside each other as bounds."""
    if len(parts) == 1:
        return parts[0]
    known = [part for part in parts if part.high is not None]
    missing = tuple(dict.fromkeys(name for part in parts for name in part.missing))
    if not known:
        return replace(parts[0], missing=missing)
    least = min(known, key=lambda part: part.high or 0.0)
    low = least.low if len(known) == len(parts) else None
    steps = tuple(step for part in known for step in part.steps)
    return replace(least, low=low, missing=missing, steps=(*steps, f"取低者{shown(least.high or 0.0, '元')}"))


def _floored(found: Amount, floor: Sum | None) -> Amount:
    if floor is None:
        return found
    low = floor.value if found.low is None else max(found.low, floor.value)
    if found.low is not None and found.low < floor.value:
        found = replace(found, steps=(*found.steps, f"不低于{shown(floor.value, '元')}"))
    return replace(found, low=low, high=None if found.high is None else max(found.high, low))


def _capped(found: Amount, benefit: Benefit, answers: Answers) -> Amount:
    """Apply the cap of a tier: of each item (每个展位最高2万元) as often as there are items."""
    cap = benefit.cap
    if cap is None:
        return found
    most, missing = cap.value * _periods(cap.per or "", benefit, answers), []
    for factor in cap.factors:
        answer = answers.get(factor.variable)
        if isinstance(answer, float):
            most *= answer
        else:
            missing.append(factor.variable)
    if missing:
        return replace(found, low=None, missing=tuple(dict.fromkeys((*found.missing, *missing))))
    return _at_most(found, most)


def _periods(per: str, benefit: Benefit, answers: Answers) -> float:
    """Return for how many years, or months, a bound of one such period holds, where the sum is one of several."""
    unit = next((unit for unit in ("年", "月") if unit in per), None)
    for factor in benefit.factors() if unit else ():
        answer = answers.get(factor.variable)
        if factor.period and isinstance(answer, float):
            return max(1.0, convert(answer, factor.unit, unit) or 1.0)
    return 1.0


def _at_most(found: Amount, most: float) -> Amount:
    if found.high is not None and found.high > most:
        found = replace(found, steps=(*found.steps, f"不超过{shown(most, '元')}"))
    high = most if found.high is None else min(found.high, most)
    low = None if found.low is None else min(found.low, most)
    if not found.steps and low is None and not found.missing:  # nothing but a cap is named
        return replace(found, low=most, high=most, op="<=", steps=(f"最高{shown(most, '元')}",))
    return replace(found, low=low, high=high)


def _provided(found: Amount, provision: Provision, benefit: Benefit, answers: Answers) -> Amount:
    """Apply what the document says of all its sums."""
    answer = answers.get(provision.variable or "")
    if provision.kind == "cap" and provision.value is not None and (found.high is not None or found.missing):
        return _at_most(found, provision.value * _periods(provision.unit or "", benefit, answers))
    if provision.kind == "share" and provision.value is not None:
        if isinstance(answer, float):
            return _at_most(found, answer * provision.value / 100)
        found = _reserved(found, f"不超过{provision.subject}的{provision.value:g}%")
        return replace(found, low=None, missing=(*found.missing, provision.variable)) if provision.variable else found
    if provision.kind == "difference":
        if isinstance(answer, float) and found.high is not None:
            low, high = (None if end is None else max(0.0, end - answer) for end in (found.low, found.high))
            return replace(found, low=low, high=high, steps=(*found.steps, f"扣除已获{shown(answer, '元')}"))
        return _reserved(found, "已享受过的资金须扣除")
    return found


def _reserved(found: Amount, words: str) -> Amount:
    return replace(found, reservations=(*found.reservations, words))


def together(parts: Iterable[Amount]) -> Amount:
    """Add a top-up to what it is paid on top of; open where either is. One of another period is named, not added.

    >>> together([Amount(10.0, 10.0), Amount(5.0, 5.0, "<=")]).value
    15.0
    >>> together([Amount(10.0, 10.0), Amount(5.0, 5.0, period="月")]).reservations
    ('另有5元/月',)
    """
    all_ = list(parts)
    found = [part for part in all_ if part.period == all_[0].period]
    apart = [part for part in all_ if part.period != all_[0].period]
    low = _sum(part.low for part in found)
    high = _sum(part.high for part in found)
    op = next((part.op for part in found if part.op != "="), "=")
    return Amount(
        low,
        high,
        op,
        next((part.period for part in found if part.period), None),
        tuple(step for part in found for step in part.steps),
        tuple(dict.fromkeys(name for part in found for name in part.missing)),
        (*dict.fromkeys(words for part in found for words in part.reservations), *map(_besides, apart)),
    )


def _besides(part: Amount) -> str:
    paid = "补助" if part.high is None else shown(part.high, "元")
    return f"另有{paid}/{part.period}" if part.period else f"另有{paid}"


def _sum(values: Iterator[float | None]) -> float | None:
    found = list(values)
    return None if None in found else sum(value for value in found if value is not None)
