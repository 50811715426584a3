"""What holds for all schemes of the corpus whatever the facts: unknown makes no yes, caps hold, nothing flips."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.eligibility import Fact, Facts, Scheme, Verdict, evaluate, from_documents
from graph.eligibility.kleene import truth
from graph.eligibility.language.thesaurus import key
from ingest.link import Register
from ingest.pipeline import ingest

CORPUS = Path(__file__).parents[3] / "corpus" / "documents"
DAY = date(2023, 6, 1)
TRUTH = st.sampled_from([True, False, None])


@cache
def corpus() -> tuple[Scheme, ...]:
    register = Register.load()
    return from_documents(document for path in sorted(CORPUS.iterdir()) for document in ingest(path, register))


@cache
def asked() -> tuple[tuple[str, str | None, Any], ...]:
    """Every thing that a condition asks for, once."""
    found = {}
    for scheme in corpus():
        for need in scheme.requirements:
            found.setdefault(need.key, (need.attr, need.unit, need.value))
        if scheme.rate and scheme.rate.of:
            found.setdefault(key(scheme.rate.of), (scheme.rate.of, "元", 1.0))
    return tuple(found.values())


@st.composite
def facts(draw: st.DrawFn) -> list[Fact]:
    found = []
    for attr, unit, value in draw(st.lists(st.sampled_from(asked()), max_size=12, unique_by=lambda item: key(item[0]))):
        if isinstance(value, float):
            found.append(Fact.of(attr, draw(st.floats(0, 10**9)), unit))
        elif isinstance(value, str):
            found.append(Fact.of(attr, draw(st.sampled_from([value, "别的"]))))
        else:
            found.append(Fact.of(attr, draw(st.booleans())))
    return found


def verdicts(found: list[Fact]) -> list[Verdict]:
    return evaluate(corpus(), Facts(tuple(found)), on=DAY)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(facts())
def test_unknown_facts_never_make_a_yes(found: list[Fact]) -> None:
    for verdict in verdicts(found):
        if verdict.status == "eligible":
            values = [check.verdict if check.fact is not None else None for check in verdict.checks]
            assert truth(verdict.scheme.formula, values) is True


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(facts())
def test_no_sum_goes_past_its_cap(found: list[Fact]) -> None:
    for verdict in verdicts(found):
        cap = verdict.scheme.cap
        if cap is not None and verdict.amount.value is not None:
            assert verdict.amount.value <= cap.value or (cap.per and "×" in "".join(verdict.amount.steps))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(facts(), st.data())
def test_one_more_fact_never_turns_a_settled_verdict_into_its_opposite(found: list[Fact], data: st.DataObject) -> None:
    if not found:
        return
    before, after = verdicts(found[:-1]), verdicts(found)
    last = found[-1]
    for one, other in zip(before, after, strict=True):
        if {one.status, other.status} == {"eligible", "not_eligible"}:
            # only where the new fact is the very one that a near one stood in for
            assert any(check.fact is not None and check.fact.key == last.key for check in other.checks)


@given(st.lists(TRUTH, min_size=1, max_size=5), st.integers(0, 4), st.booleans())
def test_settling_an_unknown_keeps_what_was_settled(values: list[bool | None], at: int, value: bool) -> None:
    at %= len(values)
    if values[at] is not None:
        return
    settled = [*values[:at], value, *values[at + 1 :]]
    for sign in ("and", "or"):
        formula = (sign, tuple(range(1, len(values) + 1)))
        if truth(formula, values) is not None:
            assert truth(formula, settled) is truth(formula, values)


@given(st.lists(TRUTH, min_size=1, max_size=5))
def test_all_hold_where_each_does_and_one_where_any_does(values: list[bool | None]) -> None:
    numbers = tuple(range(1, len(values) + 1))
    order = {False: 0, None: 1, True: 2}  # Kleene: and is the least of its parts, or the greatest
    assert truth(("and", numbers), values) is min(values, key=order.__getitem__)
    assert truth(("or", numbers), values) is max(values, key=order.__getitem__)


def test_every_condition_of_the_corpus_carries_a_clause() -> None:
    assert corpus()
    for scheme in corpus():
        for need in scheme.requirements:
            assert need.place.path and need.place.iri and need.place.quote
