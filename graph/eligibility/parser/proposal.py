"""What a reader of plain words hands on: proposed answers, each with the applicant's words that it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from graph.eligibility.criterion import Variable

__all__ = ["Proposal", "Proposals", "Reader"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposed answer: `value` is as `parse_answers` takes it, `words` is `text[start:end]` letter for letter."""

    variable: str
    value: Any
    words: str
    start: int
    end: int
    source: Literal["rules", "model"] = "rules"


@dataclass(frozen=True, slots=True)
class Proposals:
    """At most one proposal a variable; `open` names the variables for which the text gives several answers.

    `dropped` says of each answer of a model that was not taken why not.
    """

    items: tuple[Proposal, ...] = ()
    open: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def answers(self) -> dict[str, Any]:
        """The raw answers by variable, as `parse_answers` takes them."""
        return {one.variable: one.value for one in self.items}


class Reader(Protocol):
    """Reads answers out of a text; what it is not sure of it leaves out."""

    def __call__(self, text: str, variables: Mapping[str, Variable]) -> Proposals: ...
