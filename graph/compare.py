"""Lays the goals of regions for one indicator side by side: one unit, bases and last days, each difference explained.

What cannot be compared is said so, with the reason. A base or scope that the text does not name is unknown, not equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from graph import iri
from graph.placed import Placed, once, place
from graph.query import table
from graph.search.grams import fold
from graph.store import Store
from graph.wording import SIGNS
from ingest.link import Register
from ingest.link.unit import UnitRef

__all__ = [
    "Comparison",
    "Difference",
    "Goal",
    "Units",
    "aligned",
    "compare",
    "depth",
    "difference",
    "differences",
    "goal_of",
]

Units = Callable[[str], UnitRef | None]

_LEVELS: Final = ("national", "provincial", "municipal", "county")
_AMOUNTS: Final = frozenset({
    "Area", "ComputingPower", "Container", "Count", "Currency", "Data", "Energy", "ForeignCurrency", "FreightTraffic",
    "Households", "Length", "Mass", "PassengerTraffic", "PersonTimes", "Persons", "Power", "Volume",
})  # fmt: skip
"""What a larger region has more of: that a city is set less than its province does not make it looser."""
_CHANGES: Final = {"reach": "达到某一水平", "increase": "提高某一幅度", "decrease": "下降某一幅度"}


@dataclass(frozen=True, slots=True)
class Goal(Placed):
    """One goal: `value` in the unit of the table (None where its unit does not convert), `written` as in the text, of
    which `indicator` (an IRI; None where the authority files have none).

    `amount` tells whether it grows with the region (households, hectares), unlike a share or what is counted per head.
    """

    region: str | None
    indicator_name: str
    change: str
    op: str
    value: Decimal | None
    unit: str | None
    written: str
    base: str | None
    by: date | None
    scope: str | None
    nature: str | None
    record: str
    amount: bool = False
    indicator: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What sets `goal` apart from `reference` (records): `kinds`, and the reasons in one sentence each.

    Kinds: same, stricter, looser, higher, lower (where the text leaves open which is stricter), later, earlier,
    date_unknown, other_base, base_unknown, scope_unknown, not_comparable.
    """

    goal: str
    reference: str
    kinds: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator over regions; `missing` are regions asked for in which no document sets such a goal."""

    indicator: str
    label: str
    unit: str | None
    goals: tuple[Goal, ...]
    differences: tuple[Difference, ...]
    missing: tuple[str, ...] = ()


def compare(
    store: Store,
    indicator: str,
    regions: Sequence[str] = (),
    units: Units | None = None,
    on: date | None = None,
) -> Comparison:
    """Compare the goals for `indicator` (an IRI) in `regions` (IRIs; with the regions in them), or wherever it is set.

    Goals for what is narrower (国家级绿色工厂 of 绿色工厂) stand beside them, told apart; a text that two documents
    print counts once.

    Each goal is held against the goal of the region that comes first: the first of `regions`, else the country or the
    highest that sets one. With
    `on`, only goals of documents in force that day, as far as the texts say.
    """
    register = Register.load()
    resolve = units or register.unit
    standing = None if on is None else {row["document"] for row in table(store, "in_force", on=on)}
    name = indicator.rpartition("/")[2]
    asked = [indicator, *(iri.indicator(one) for one in register.indicators.narrower(name))]
    rows: dict[str, Mapping[str, Any]] = {}
    missing = []
    for region in regions or (None,):
        found = [row for one in asked for row in table(store, "indicator_table", indicator=one, region=region)]
        found = [row for row in found if standing is None or row["document"] in standing]
        rows |= {row["record"]: row for row in found if row["record"] not in rows}
        if region is not None and not found:
            missing.append(region)
    ordered = list(once(rows.values() if regions else sorted(rows.values(), key=_rank), "region", "by", "value"))
    goals = aligned(ordered, resolve)
    found_differences = tuple(differences(goals))
    ref = register.indicators.get(name) if ordered else None
    label = ref.name if ref else next((str(row["label"]) for row in ordered if row["label"]), "")
    unit = next((goal.unit for goal in goals if goal.value is not None), None)
    return Comparison(indicator, label, unit, goals, found_differences, tuple(missing))


def aligned(rows: Iterable[Mapping[str, Any]], units: Units) -> tuple[Goal, ...]:
    """Turn rows of `indicator_table` into goals in one unit, in their order."""
    return _one_unit([_sized(goal_of(row), units) for row in rows], units)


def _sized(goal: Goal, units: Units) -> Goal:
    unit = units(goal.unit) if goal.unit else None
    return replace(goal, amount=unit is not None and unit.dimension in _AMOUNTS)


def depth(level: str | None) -> int:
    """Return how far below the country a level of regions lies.

    >>> depth("national"), depth("municipal"), depth(None)
    (0, 2, 4)
    """
    return _LEVELS.index(level) if level in _LEVELS else len(_LEVELS)


def _rank(row: Mapping[str, Any]) -> tuple[int, str, str, str]:
    return depth(row["level"]), row["regionName"] or "", str(row["by"] or ""), row["record"]


def goal_of(row: Mapping[str, Any]) -> Goal:
    """Turn a row of `targets` or `indicator_table` into a goal in its own unit."""
    return Goal(
        row["regionName"], row["indicatorName"], row["change"], row["op"], row["value"], row["unitName"],
        f"{row['value'].normalize():f}{row['unitName'] or ''}", row["base"], row["by"], row["scope"], row["nature"],
        row["record"], indicator=row["indicator"], **place(row),
    )  # fmt: skip


def _one_unit(goals: Sequence[Goal], units: Units) -> tuple[Goal, ...]:
    """Turn all values into the unit of the first; a value whose unit measures something else keeps none."""
    first = next((goal for goal in goals if goal.unit and units(goal.unit)), None)
    if first is None:
        same = goals[0].unit if goals else None
        return tuple(goal if goal.unit == same else replace(goal, value=None) for goal in goals)
    to = units(first.unit or "")
    assert to is not None
    return tuple(_converted(goal, units(goal.unit or ""), first.unit, to) for goal in goals)


def _converted(goal: Goal, own: UnitRef | None, unit: str | None, to: UnitRef) -> Goal:
    if goal.value is None or goal.unit == unit:
        return goal
    if own is None or own.dimension != to.dimension:
        return replace(goal, value=None)
    factor = Decimal(str(own.base_factor)) / Decimal(str(to.base_factor))
    return replace(goal, value=(goal.value * factor).normalize(), unit=unit)


def differences(goals: Sequence[Goal]) -> Iterable[Difference]:
    """Hold each goal against the goal of the first region that is nearest to it in change, scope and date."""
    if not goals:
        return
    references = [goal for goal in goals if goal.region == goals[0].region]
    for goal in goals:
        if goal not in references:
            yield difference(goal, min(references, key=lambda one: _apart(goal, one)))


def _apart(goal: Goal, other: Goal) -> tuple[bool, bool, bool, bool, int]:
    days = abs((goal.by - other.by).days) if goal.by and other.by else 1 << 20
    other_thing = goal.indicator != other.indicator
    return (
        other_thing,
        goal.change != other.change,
        (goal.value is None) != (other.value is None),
        goal.scope != other.scope,
        days,
    )


def difference(goal: Goal, reference: Goal) -> Difference:
    """Explain what sets `goal` apart from `reference`."""
    kinds: list[str] = []
    why: list[str] = []
    if reason := _incomparable(goal, reference):
        return Difference(goal.record, reference.record, ("not_comparable",), (reason,))
    if not _one_scope(goal, reference):
        kinds.append("scope_unknown")
        why.append(f"范围不明：一处写明为{goal.scope or reference.scope}，另一处条文未写")
    _base(goal, reference, kinds, why)
    _date(goal, reference, kinds, why)
    _value(goal, reference, kinds, why)
    return Difference(goal.record, reference.record, tuple(kinds) or ("same",), tuple(why) or ("数值、基期和期限相同",))


def _incomparable(goal: Goal, reference: Goal) -> str | None:
    if goal.indicator and reference.indicator and goal.indicator != reference.indicator:
        return f"口径不同：一处为{reference.indicator_name}，一处为{goal.indicator_name}"
    if goal.change != reference.change:
        return f"一处要求{_CHANGES[reference.change]}，一处要求{_CHANGES[goal.change]}，不能直接比较"
    if goal.value is None or reference.value is None:
        return f"计量单位不同（{reference.written}与{goal.written}），不能换算"
    if goal.scope != reference.scope and goal.scope and reference.scope:
        return f"范围不同：一处为{reference.scope}，一处为{goal.scope}"
    return None


def _one_scope(goal: Goal, reference: Goal) -> bool:
    """Tell whether both are for the same group, which may stand in the name: 单位规上工业增加值能耗."""
    if goal.scope == reference.scope:
        return True
    scope = _short(goal.scope or reference.scope or "")
    return all(scope in _short(f"{one.scope or ''}{one.indicator_name}") for one in (goal, reference))


def _short(words: str) -> str:
    return fold(words).replace("规模以上", "规上")


def _base(goal: Goal, reference: Goal, kinds: list[str], why: list[str]) -> None:
    if goal.change == "reach" or (goal.base and goal.base == reference.base):
        return
    if goal.base and reference.base:
        kinds.append("other_base")
        why.append(f"基期不同：{reference.base}年与{goal.base}年，幅度不能直接相减")
    elif goal.base == reference.base:
        kinds.append("base_unknown")
        why.append("基期不明：两处条文都未写，数值按同一基期比较")
    else:
        kinds.append("base_unknown")
        why.append(f"基期不明：一处以{goal.base or reference.base}年为基期，另一处条文未写")


def _date(goal: Goal, reference: Goal, kinds: list[str], why: list[str]) -> None:
    if goal.by and reference.by and goal.by != reference.by:
        kinds.append("later" if goal.by > reference.by else "earlier")
        why.append(f"期限{'较晚' if goal.by > reference.by else '较早'}：{reference.by}与{goal.by}")
    elif goal.by != reference.by:
        kinds.append("date_unknown")
        why.append(f"期限不明：一处为{goal.by or reference.by}，另一处条文未写")


def _value(goal: Goal, reference: Goal, kinds: list[str], why: list[str]) -> None:
    assert goal.value is not None and reference.value is not None
    if goal.value == reference.value:
        return
    more = goal.value > reference.value
    sense = _sense(goal, reference)
    kinds.append(("higher" if more else "lower") if sense == 0 else ("stricter" if more == (sense > 0) else "looser"))
    word = {"stricter": "更严", "looser": "更宽", "higher": "更高", "lower": "更低"}[kinds[-1]]
    why.append(f"数值{word}{'' if sense else _open(goal, reference)}：{_said(reference)}与{_said(goal)}")


def _said(goal: Goal) -> str:
    return f"{SIGNS.get(goal.op, '')}{goal.written}"


def _open(goal: Goal, reference: Goal) -> str:
    """Say why it is open which of two goals is stricter."""
    if _of_two_sizes(goal, reference):
        return "（绝对量随地区大小而异，不分宽严）"
    return "（条文未写何者更严）" if goal.change == "reach" else "（时段或基期不同，幅度不分宽严）"


def _of_two_sizes(goal: Goal, reference: Goal) -> bool:
    return (goal.amount or reference.amount) and goal.region != reference.region


def _sense(goal: Goal, reference: Goal) -> int:
    """Return 1 where more is stricter, -1 where less is, 0 where the texts or their spans of time leave it open."""
    if _of_two_sizes(goal, reference):
        return 0
    if goal.change in ("increase", "decrease"):
        return int(goal.by == reference.by and goal.base == reference.base)
    signs = {(">" in one.op) - ("<" in one.op) for one in (goal, reference)} - {0}
    return signs.pop() if len(signs) == 1 else 0
