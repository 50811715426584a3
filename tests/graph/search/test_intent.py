"""Every rule of the questions' intents holds on its examples, and the first rule that matches decides."""

import pytest

from graph.search.intent import FACT, intent, intents

YES = [(rule.id, text) for rule in intents().rules for text, _ in rule.yes]
NO = [(rule.id, text) for rule in intents().rules for text in rule.no]


@pytest.mark.parametrize(("name", "text"), YES)
def test_an_example_is_read_as_its_intent(name: str, text: str) -> None:
    assert intent(text) == name


@pytest.mark.parametrize(("name", "text"), NO)
def test_a_counter_example_is_not(name: str, text: str) -> None:
    assert intent(text) != name


def test_every_rule_names_the_fact_that_answers_it() -> None:
    assert {rule.id for rule in intents().rules} == set(FACT)
