"""What holds for all schemes of the corpus whatever the answers: unknown makes no yes, caps hold, nothing flips."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.eligibility.answer import Answers
from graph.eligibility.criterion import OTHER, Span, Value, Variable
from graph.eligibility.evaluate import evaluate_all
from graph.eligibility.load import from_documents
from graph.eligibility.logic import Formula, Truth, parse, truth, undecided, written
from graph.eligibility.scheme import Scheme
from ingest.link import Register
from ingest.pipeline import ingest

CORPUS = Path(__file__).parents[3] / "corpus" / "documents"
DAY = date(2023, 6, 1)
slow = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@cache
def corpus() -> tuple[Scheme, ...]:
    register = Register.load()
    return from_documents(document for path in sorted(CORPUS.iterdir()) for document in ingest(path, register))


@cache
def bounds() -> tuple[tuple[Variable, Any], ...]:
    """Every variable of the corpus with a value that some criterion compares it with."""
    found: dict[str, tuple[Variable, Any]] = {}
    for scheme in corpus():
        for criterion in scheme.criteria.values():
            found.setdefault(criterion.variable, (scheme.variables[criterion.variable], criterion.value))
        for name, variable in scheme.variables.items():
            found.setdefault(name, (variable, 1.0))
    return tuple(found.values())


def value_of(draw: st.DrawFn, variable: Variable, bound: Any) -> Value:
    if variable.type == "boolean":
        return draw(st.booleans())
    if variable.type == "quantity":
        near = float(bound) if isinstance(bound, float) else 1.0
        return draw(st.sampled_from([near, near - 1, near + 1]) | st.floats(0, 1e9))
    if variable.type == "choice":
        return draw(st.sampled_from([*variable.choices, OTHER]))
    day = (bound if isinstance(bound, date) else DAY) + timedelta(draw(st.integers(-400, 400)))
    return Span(day, day) if variable.type == "date" else "荻浦市"


@st.composite
def answers(draw: st.DrawFn) -> dict[str, Value]:
    chosen = draw(st.lists(st.sampled_from(bounds()), max_size=25, unique_by=lambda item: item[0].id))
    return {variable.id: value_of(draw, variable, bound) for variable, bound in chosen}


def values(formula: Formula, given_: Iterable[Truth]) -> dict[str, Truth]:
    return dict(zip("abcde", given_, strict=False))


@slow
@given(answers())
def test_a_yes_rests_on_answers_and_on_named_presumptions_alone(given_: Answers) -> None:
    for verdict in evaluate_all(corpus(), given_, DAY):
        if verdict.status == "eligible":
            known = {one.id: verdict.values[one.id] for one in verdict.criteria if one.variable in given_}
            known |= {one.id: True for one in verdict.presumed}
            assert any(truth(tier.logic, known) is True for tier in verdict.tiers)


@slow
@given(answers())
def test_no_sum_goes_past_its_cap_and_none_is_negative(given_: Answers) -> None:
    for verdict in evaluate_all(corpus(), given_, DAY):
        for found in (verdict.amount, verdict.amount_if):
            assert found.low is None or found.high is None or 0 <= found.low <= found.high
        cap = verdict.tier.benefit.cap
        if (
            cap
            and not cap.factors
            and verdict.amount.value is not None
            and not any(t.top_up for t in verdict.scheme.tiers)
        ):
            assert verdict.amount.value <= cap.value


@slow
@given(answers(), st.randoms())
def test_one_more_answer_never_turns_a_settled_verdict_into_its_opposite(given_: dict[str, Value], random: Any) -> None:
    """Save an answer that contradicts what was presumed."""
    if not given_:
        return
    last = random.choice(sorted(given_))
    before = evaluate_all(corpus(), {name: value for name, value in given_.items() if name != last}, DAY)
    for one, other in zip(before, evaluate_all(corpus(), given_, DAY), strict=True):
        if {one.status, other.status} == {"eligible", "not_eligible"}:
            assert last in {criterion.variable for criterion in one.presumed}


@slow
@given(answers())
def test_what_is_open_is_asked_and_what_failed_is_named(given_: Answers) -> None:
    for verdict in evaluate_all(corpus(), given_, DAY):
        if verdict.status == "unknown":
            assert verdict.open and not {one.variable for one in verdict.open} & given_.keys() - _vague(verdict.open)
        if verdict.status == "not_eligible":
            assert verdict.failed


def _vague(criteria: Iterable[Any]) -> set[str]:
    """Variables whose answer leaves a criterion open: 约 30, a year for a day."""
    return {one.variable for one in criteria if one.op == "~" or isinstance(one.value, date)}


def test_every_criterion_of_the_corpus_carries_its_clause_and_a_question() -> None:
    assert corpus()
    for scheme in corpus():
        for criterion in scheme.criteria.values():
            assert criterion.citation.iri and criterion.citation.quote
            assert scheme.variables[criterion.variable].question


FORMULAS = st.recursive(
    st.sampled_from("abcde"),
    lambda inner: (
        st.tuples(st.sampled_from(["and", "or"]), st.lists(inner, min_size=2, max_size=3).map(tuple))
        | st.tuples(st.just("not"), st.tuples(inner))
    ),
    max_leaves=8,
)
TRUTHS = st.lists(st.sampled_from([True, False, None]), min_size=5, max_size=5)


@given(FORMULAS, TRUTHS, st.integers(0, 4), st.booleans())
def test_settling_what_is_open_keeps_what_was_settled(
    formula: Formula, known: list[Truth], at: int, value: bool
) -> None:
    before = values(formula, known)
    if known[at] is None and truth(formula, before) is not None:
        assert truth(formula, before | {"abcde"[at]: value}) is truth(formula, before)


@given(FORMULAS, TRUTHS)
def test_a_formula_reads_back_as_written_and_names_what_it_waits_for(formula: Formula, known: list[Truth]) -> None:
    again, state = parse(written(formula)), values(formula, known)
    assert truth(again, state) is truth(formula, state)
    waits = set(undecided(formula, state))
    assert bool(waits) == (truth(formula, state) is None)
    assert all(state[name] is None for name in waits)
