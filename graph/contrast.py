"""What two clauses say that differs: goals, sums, last days, who has to do it; each with the words of both.

Only like is held against like: goals of one indicator and kind of change, offers of one kind, offices of one function.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from graph.compare import Goal, Units, aligned, difference, goal_of
from graph.placed import Placed, place
from graph.query import table
from graph.search.grams import fold
from graph.store import Store
from graph.wording import KINDS, ROLES, quantity

__all__ = ["Apart", "Held", "Proof", "contrast", "goal_told", "held", "proof"]

Row = Mapping[str, Any]

_SUMS: Final = (("rate", "比例"), ("amount", "金额"), ("cap", "上限"), ("floor", "下限"))
_EVERYBODY: Final = ("departments-concerned", "competent-department", "industry-department")  # no office in particular


@dataclass(frozen=True, slots=True)
class Proof(Placed):
    """Where a fact stands."""

    record: str


@dataclass(frozen=True, slots=True)
class Apart:
    """One thing in which two clauses differ, or agree (`same`); `one` or `other` is None where only the other says it.

    `of` is target, incentive, deadline or agency. `kinds` are those of `graph.compare.Difference`, and: only_one,
    only_other, role, terms (what a sum is paid for, or a share of, differs), terms_unknown (neither names a sum).
    """

    of: str
    kinds: tuple[str, ...]
    why: tuple[str, ...]
    one: Proof | None
    other: Proof | None


@dataclass(slots=True)
class Held:
    """The facts of one clause, as rows of the queries that list them."""

    goals: list[Row] = field(default_factory=list)
    offers: list[Row] = field(default_factory=list)
    bounds: list[Row] = field(default_factory=list)
    duties: list[Row] = field(default_factory=list)


def held(store: Store, document: str | None = None) -> dict[str, Held]:
    """Return the facts of each clause (by IRI) of one document or of all; clauses without facts are left out."""
    found: dict[str, Held] = defaultdict(Held)
    for row in table(store, "targets", document=document):
        found[row["clause"]].goals.append(row | {"indicator": row["linked"]})
    for row in table(store, "schemes", document=document):
        found[row["clause"]].offers.append(row)
    for row in table(store, "deadlines", document=document):
        if row["kind"] in ("by", "during") and row["ends"]:
            found[row["clause"]].bounds.append(row)
    for row in table(store, "tasks", document=document):
        found[row["clause"]].duties.append(row)
    return dict(found)


def contrast(one: Held, other: Held, units: Units) -> tuple[Apart, ...]:
    """Hold the facts of clause `one` against those of `other`, which comes first in the order of things."""
    return (
        *_goals(one.goals, other.goals, units),
        *_offers(one.offers, other.offers),
        *_bounds(one.bounds, other.bounds),
        *_duties(one.duties, other.duties),
    )


def proof(row: Row) -> Proof:
    """Return where the fact of a row stands."""
    record = row["incentive"] if "incentive" in row else row["record"]
    return Proof(record, **place(row))


def _goals(ones: Sequence[Row], others: Sequence[Row], units: Units) -> Iterator[Apart]:
    left = list(others)
    for row in ones:
        match = min((goal for goal in left if _same_matter(row, goal)), key=lambda goal: _far(row, goal), default=None)
        if match is None:
            yield Apart("target", ("only_one",), (f"仅一处设定：{goal_told(row)}",), proof(row), None)
            continue
        left.remove(match)
        upper, lower = aligned([match, row], units)
        found = difference(lower, upper)
        yield Apart(
            "target",
            found.kinds,
            tuple(f"{row['indicatorName']}：{why}" for why in found.why),
            proof(row),
            proof(match),
        )
    for row in left:
        yield Apart("target", ("only_other",), (f"仅另一处设定：{goal_told(row)}",), None, proof(row))


def _same_matter(one: Row, other: Row) -> bool:
    if one["linked"] and other["linked"]:
        return bool(one["linked"] == other["linked"])
    return fold(one["indicatorName"]) == fold(other["indicatorName"])


def _far(one: Row, other: Row) -> tuple[bool, bool, int]:
    days = abs((one["by"] - other["by"]).days) if one["by"] and other["by"] else 1 << 20
    return one["change"] != other["change"], one["scope"] != other["scope"], days


def goal_told(row: Row) -> str:
    """Say a goal in a few words."""
    goal: Goal = goal_of(row)
    verb = {"increase": "提高", "decrease": "下降"}.get(goal.change, "")
    return f"{goal.indicator_name}{verb}{quantity(goal.op, row['value'], goal.unit)}"


def _offers(ones: Sequence[Row], others: Sequence[Row]) -> Iterator[Apart]:
    left = list(others)
    for row in ones:
        alike = [offer for offer in left if offer["kind"] == row["kind"]]
        match = min(alike, key=lambda offer: _unlike(row, offer), default=None)
        if match is None:
            yield Apart("incentive", ("only_one",), (f"仅一处给予：{_offer(row)}",), proof(row), None)
            continue
        left.remove(match)
        kinds, why = _sums(row, match)
        yield Apart("incentive", tuple(kinds), tuple(why), proof(row), proof(match))
    for row in left:
        yield Apart("incentive", ("only_other",), (f"仅另一处给予：{_offer(row)}",), None, proof(row))


def _unlike(one: Row, other: Row) -> tuple[int, int, int]:
    """Count what two offers of one kind do not share: which sums they name, their terms, their sums."""
    sums = sum((one[name] is None) != (other[name] is None) for name, _ in _SUMS)
    terms = sum(one[f"{name}{term}"] != other[f"{name}{term}"] for name, _ in _SUMS for term in ("Of", "Per"))
    return sums, terms, sum(one[name] != other[name] for name, _ in _SUMS)


def _sums(one: Row, other: Row) -> tuple[list[str], list[str]]:
    kinds: list[str] = []
    why: list[str] = []
    for name, called in _SUMS:
        here, there = (_sum(row, name) for row in (one, other))
        if here == there:
            continue
        kind = "terms"
        if here is None or there is None:
            kind = "only_one" if there is None else "only_other"
        elif all(one[f"{name}{term}"] == other[f"{name}{term}"] for term in ("Unit", "Of", "Per")):
            kind = _order(one[name], other[name])
        kinds.append(kind)
        why.append(f"{called}：{there or '条文未写'}与{here or '条文未写'}")
    if not kinds:
        unknown = all(one[name] is None for name, _ in _SUMS)
        return (["terms_unknown"], ["两处都没有写明标准"]) if unknown else (["same"], ["标准相同"])
    return list(dict.fromkeys(kinds)), why


def _offer(row: Row) -> str:
    sums = [f"{called}{told}" for name, called in _SUMS if (told := _sum(row, name))]
    return "，".join([KINDS[row["kind"]], *sums])


def _order(one: Decimal, other: Decimal) -> str:
    return "terms" if one == other else "higher" if one > other else "lower"


def _sum(row: Row, name: str) -> str | None:
    return quantity(row[f"{name}Op"], row[name], row[f"{name}Unit"], row[f"{name}Of"], row[f"{name}Per"])


def _bounds(ones: Sequence[Row], others: Sequence[Row]) -> Iterator[Apart]:
    """Hold the last of the days of one clause against that of the other."""
    here, there = _last(ones), _last(others)
    if here is None and there is None:
        return
    if here is None or there is None:
        lone = here or there
        assert lone is not None
        kind, place = ("only_one" if here else "only_other"), proof(lone)
        why = f"仅一处写明期限：{lone['ends']}"
        yield Apart("deadline", (kind,), (why,), place if here else None, None if here else place)
        return
    one, other = here["ends"], there["ends"]
    kind, why = "same", f"期限相同：{one}"
    if one != other:
        kind, why = ("later", f"期限较晚：{other}与{one}") if one > other else ("earlier", f"期限较早：{other}与{one}")
    yield Apart("deadline", (kind,), (why,), proof(here), proof(there))


def _last(rows: Iterable[Row]) -> Row | None:
    return max(rows, key=_end, default=None)


def _end(row: Row) -> date:
    day: date = row["ends"]
    return day


def _duties(ones: Sequence[Row], others: Sequence[Row]) -> Iterator[Apart]:
    """Hold the offices of two clauses against each other, by function: an office has other names in other places."""
    here, there = _by_function(ones), _by_function(others)
    for function, row in here.items():
        match = there.get(function)
        if match is None:
            yield Apart("agency", ("only_one",), (f"仅一处列入：{_part(row)}",), proof(row), None)
        elif row["role"] != match["role"]:
            yield Apart("agency", ("role",), (f"分工不同：{_part(match)}与{_part(row)}",), proof(row), proof(match))
        else:
            yield Apart("agency", ("same",), (f"分工相同：{_part(match)}与{_part(row)}",), proof(row), proof(match))
    for function, row in there.items():
        if function not in here:
            yield Apart("agency", ("only_other",), (f"仅另一处列入：{_part(row)}",), None, proof(row))


def _by_function(rows: Iterable[Row]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        function = row["function"] or f"《{row['agencyName']}》"
        if function.rpartition("/")[2] not in _EVERYBODY:
            found.setdefault(function, row)
    return found


def _part(row: Row) -> str:
    return f"{row['agencyName']}（{ROLES[row['role']]}）"
