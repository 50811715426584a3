"""Time verdicts in milliseconds of one core: 1 000 schemes of six criteria against one applicant.

    python bench/eligibility.py [SCHEMES]

The peer is `jsonschema` with the same criteria, one schema a scheme: it says yes or no, neither unknown nor how much.
The goals are 20 ms for 1 000 schemes and 0.1 ms for one.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from jsonschema import Draft202012Validator

from graph.eligibility.answer import Answers
from graph.eligibility.criterion import Citation, Criterion, Variable
from graph.eligibility.evaluate import evaluate, evaluate_all
from graph.eligibility.logic import conjunction
from graph.eligibility.scheme import Benefit, Factor, Scheme, Sum, Tier

DAY = date(2025, 1, 1)
GOAL, GOAL_ONE = 20.0, 0.1  # milliseconds
VARIABLES = {
    one.id: one
    for one in (
        Variable("invested", "设备投资额", "设备投资额是多少？（元）", "quantity", "元"),
        Variable("saving", "年节水量", "年节水量是多少？（吨）", "quantity", "吨"),
        Variable("legal", "独立法人资格", "是否符合：“具有独立法人资格”？", "boolean"),
        Variable("done", "实施节水改造", "是否符合：“实施节水改造”？", "boolean"),
        Variable("listed", "列入失信名单", "是否有此情形：“列入失信名单”？", "boolean"),
    )
}
ANSWERS: Answers = {"invested": 3_200_000.0, "saving": 45.0, "legal": True, "done": True}


def scheme(number: int) -> Scheme:
    """Return a scheme of six criteria, one of four tiers of investment."""
    low = 1e6 * (1 + number % 4)
    place = Citation("d", "云泽省节水办法", str(number), f"d/clause/{number}", "按设备投资额的10%给予补助", 0)
    made = (
        ("invested", ">=", low), ("invested", "<", low + 1e6), ("saving", ">=", 30.0), ("legal", "=", True),
        ("done", "=", True), ("listed", "=", False),
    )  # fmt: skip
    criteria = {
        f"c{at}": Criterion(f"c{at}", name, "exclusion" if value is False else "requirement", name, place, op, value)
        for at, (name, op, value) in enumerate(made)
    }
    rate = Sum(10.0 + number % 4, "%", of="设备投资额", factors=(Factor("invested", "元"),))
    tier = Tier(f"d/incentive/{number}", conjunction(*criteria), Benefit("subsidy", rate, cap=Sum(5e6, "元")), place)
    return Scheme(f"s{number}", place.title, "节水改造", "subsidy", "企业", place, (tier,), criteria, VARIABLES)


def peer(of: Scheme) -> Draft202012Validator:
    """Return the same criteria as a JSON Schema."""
    words = {">=": "minimum", "<": "exclusiveMaximum", "=": "const"}
    properties: dict[str, Any] = {}
    for one in of.criteria.values():
        properties.setdefault(one.variable, {})[words[str(one.op)]] = one.value
    required = [one.variable for one in of.criteria.values() if one.role == "requirement"]
    return Draft202012Validator({"type": "object", "properties": properties, "required": required})


def best(work: Callable[[], object], rounds: int = 9) -> float:
    """Return the least time of several rounds, in milliseconds of this process."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) * 1000


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    wanted = [scheme(number) for number in range(count)]
    validators = [peer(one) for one in wanted]
    found = evaluate_all(wanted, ANSWERS, DAY)
    assert [one.status == "eligible" for one in found] == [one.is_valid(ANSWERS) for one in validators]
    verdicts = best(lambda: evaluate_all(wanted, ANSWERS, DAY)) * 1000 / count
    sums = best(lambda: [one.amount for one in evaluate_all(wanted, ANSWERS, DAY)]) * 1000 / count
    theirs = best(lambda: [one.is_valid(ANSWERS) for one in validators]) * 1000 / count
    one = best(lambda: [evaluate(wanted[2], ANSWERS, DAY).amount for _ in range(100)]) / 100
    print(f"1000 schemes: verdicts {verdicts:.1f} ms, with sums {sums:.1f} ms; jsonschema {theirs:.1f} ms")
    print(f"one verdict with its sum: {one:.4f} ms")
    met = verdicts <= GOAL and one <= GOAL_ONE
    print(f"goals {GOAL:.0f} ms for 1000, {GOAL_ONE} ms for one: {'met' if met else 'NOT met'}")
    return 0 if met else 1


if __name__ == "__main__":
    raise SystemExit(main())
