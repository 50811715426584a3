"""From an applicant's own words to verdicts: which scheme is meant, what the words answer, what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from graph.eligibility.answer import parse_answers
from graph.eligibility.evaluate import Verdict, evaluate_all
from graph.eligibility.explain import benefit, reasons, summary
from graph.eligibility.logic import truth
from graph.eligibility.parser import READERS, Proposals, Reader, propose
from graph.eligibility.parser.part import unread
from graph.eligibility.questionnaire import next_question
from graph.eligibility.relevance import relevance
from graph.eligibility.scheme import Scheme
from ingest.rules import Rules, parse

__all__ = ["Consultation", "consult", "is_own_case", "unpresumed"]

_ABOUT: Final = 0.1  # relevance below which a scheme is not what a text is about
_NEAR: Final = 0.8  # of the best scheme's relevance, from which another one is shown beside it
_SHOWN: Final = 5
_CITED: Final = ("title", "path", "quote", "iri")
_STATES: Final = {"eligible": True, "not_eligible": False, "closed": False, "unknown": None}


@dataclass(frozen=True, slots=True)
class Consultation:
    """The verdict on the scheme that a text means first, those on near ones after it, and what was read.

    `unread` are the statements of which nothing was understood: with any, no verdict is a yes.
    """

    verdicts: tuple[Verdict, ...]
    proposals: Proposals
    unread: tuple[str, ...] = ()

    @property
    def first(self) -> Verdict:
        return self.verdicts[0]

    def as_json(self) -> dict[str, Any]:
        """Return what `/api/ask` says of someone's own case."""
        one = self.first
        asked = next_question(self.verdicts)
        cited = dict.fromkeys((one.tier.citation, *(criterion.citation for criterion in one.failed or one.open)))
        return {
            "eligible": _STATES[one.status],
            "amount": one.amount.value,
            "amount_if": one.amount_if.value if one.status == "unknown" else None,
            "missing": [one.scheme.variables[name].label for name in one.missing],
            "summary": summary(one) + "".join(f"；未能读懂：“{words}”" for words in self.unread),
            "presumed": [criterion.text for criterion in one.presumed] if one.status == "eligible" else [],
            "questions": [asked.question] if asked else [],
            "proposed": [asdict(item) for item in self.proposals.items],
            "unread": list(self.unread),
            "schemes": [_scheme(verdict) for verdict in self.verdicts],
            "citations": [{name: getattr(place, name) for name in _CITED} for place in cited],
            "trace": list(reasons(one)),
        }


def _scheme(verdict: Verdict) -> dict[str, Any]:
    scheme, place = verdict.scheme, verdict.scheme.citation
    return {
        "id": scheme.id, "title": scheme.title, "name": scheme.name, "status": verdict.status,
        "amount": verdict.amount.value, "benefit": benefit(scheme), "summary": summary(verdict),
        "clause": {"path": place.path, "iri": place.iri, "quote": place.quote},
    }  # fmt: skip


def consult(
    schemes: Sequence[Scheme], text: str, on: date, region: str | None = None, readers: Sequence[Reader] = READERS
) -> Consultation | None:
    """Return what a text in plain words comes to, for the scheme that it is about and those near it; None without any.

    The words answer the questions of the first scheme; others share those answers where they ask the same.
    """
    ranked = relevance(tuple(schemes)).ranked(text, _SHOWN)
    if not ranked or ranked[0][1] < _ABOUT:
        return None
    near = [scheme for scheme, score in ranked if score >= _NEAR * ranked[0][1]]
    variables = near[0].variables
    proposals = propose(text, variables, readers)
    left = unread(text, [(one.start, one.end) for one in proposals.items])
    verdicts = evaluate_all(near, parse_answers(proposals.answers, variables), on, region)
    found = [unpresumed(one) if left else one for one in verdicts]
    if _STATES[found[0].status] is False:  # a no needs to be sure which scheme is meant
        found.sort(key=lambda one: _STATES[one.status] is False)
    return Consultation(tuple(found), proposals, left)


def unpresumed(verdict: Verdict) -> Verdict:
    """Return a yes as unknown with its presumptions open: what was not understood may be a ground of exclusion."""
    if verdict.status != "eligible":
        return verdict
    values = verdict.values | dict.fromkeys(one.id for one in verdict.presumed)
    truths = tuple(truth(tier.logic, values) for tier in verdict.scheme.tiers)
    return replace(verdict, values=values, truths=truths, status="unknown")


def is_own_case(text: str) -> bool:
    """Tell whether a question is about someone's own case, not about what a document says.

    >>> is_own_case("我们厂今年投了300万元，能拿多少？"), is_own_case("这个方案由谁解释")
    (True, False)
    """
    return any(rule.regex.search(text) for rule in _asking().rules)


@cache
def _asking() -> Rules:
    return parse("asking", (files("graph") / "rules" / "asking.toml").read_text("utf-8"))
