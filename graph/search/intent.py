"""What a question is after: who, when, how much, which target; by the rules of `intents.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from ingest.rules import Rules, parse

__all__ = ["FACT", "facts", "intent", "intents"]

FACT: Mapping[str, str] = {
    "issued": "citation",
    "in_force": "deadline",
    "cites": "citation",
    "duties": "responsibility",
    "compare": "target",
    "who": "responsibility",
    "when": "deadline",
    "how_much": "incentive",
    "target": "target",
}
"""The kind of fact that answers each intent; `passages` is answered by none."""


def intent(question: str) -> str:
    """Tell what a question is after: who, when, how_much, target …, else passages.

    >>> intent("供热改造由谁牵头？"), intent("怎么推广滴灌")
    ('who', 'passages')
    """
    return next((rule.id for rule in intents().rules if rule.regex.search(question)), "passages")


def facts(question: str) -> tuple[str, ...]:
    """Name every kind of fact that a question asks for, by all rules that match.

    >>> facts("谁来建，最迟什么时候建完？")
    ('deadline', 'responsibility')
    """
    return tuple(dict.fromkeys(FACT[rule.id] for rule in intents().rules if rule.regex.search(question)))


@cache
def intents() -> Rules:
    """Return the rules of `intents.toml`, in the order in which they are tried."""
    return parse("intents", (files("graph.search") / "intents.toml").read_text("utf-8"))
