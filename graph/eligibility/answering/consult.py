"""A question of an applicant, answered from all schemes of a store: facts, the offer that is meant, the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from weakref import WeakKeyDictionary

from graph.eligibility.answering.added_up import added_up
from graph.eligibility.answering.asked_together import asked_together
from graph.eligibility.answering.choice import Outcome, choose
from graph.eligibility.answering.dialogue import questions
from graph.eligibility.answering.relevance import Profiles, touched
from graph.eligibility.answering.reservation import reserved
from graph.eligibility.answering.trace import STATUS, in_words, trace
from graph.eligibility.facts import Facts
from graph.eligibility.language.naming import called_otherwise, names
from graph.eligibility.matching.match import PLACE, SELF
from graph.eligibility.matching.verdict import Verdict, evaluate
from graph.eligibility.offers.gather import from_store
from graph.eligibility.scheme import Scheme
from graph.eligibility.sums.instalment import in_parts
from graph.eligibility.telling.reading import understand
from graph.query import table
from graph.store import Store
from ingest.rules import Rules, parse

__all__ = ["Consulted", "answer", "asking", "consult", "is_eligibility_question", "schemes_of"]

_KEPT: WeakKeyDictionary[Store, tuple[frozenset[tuple[str, str]], tuple[Scheme, ...]]] = WeakKeyDictionary()
_LEAST = 0.2  # of what a question says must stand in an offer for it to be about it


@dataclass(frozen=True, slots=True)
class Consulted:
    """What came of a question: the facts as understood, the answer, and all verdicts that it was chosen from."""

    facts: Facts
    outcome: Outcome
    verdicts: tuple[Verdict, ...]

    @property
    def summary(self) -> str:
        """The answer in one line."""
        outcome, tier = self.outcome, self.outcome.tier
        if tier is None:
            return ""
        if outcome.eligible and outcome.amount is None and outcome.notes:
            return f"{STATUS['eligible']}，但金额定不了：{outcome.notes[0]}"
        return in_words(tier, outcome.amount)

    def as_json(self) -> dict[str, Any]:
        """Return the answer as HTTP has it, with the facts shown back, steps, citations and next questions."""
        outcome, tier = self.outcome, self.outcome.tier
        return {
            "eligible": outcome.eligible,
            "amount": outcome.amount,
            "missing": list(outcome.missing),
            "premises": [check.need.text for check in tier.premises] if tier else [],
            "schemes": [_scheme_json(verdict) for verdict in outcome.verdicts],
            "summary": self.summary,
            "facts": [{"fact": fact.told(), "words": fact.words, "assumed": fact.assumed} for fact in self._shown()],
            "not_understood": list(self.facts.unread),
            "trace": [*(f"{note}。" for note in outcome.notes), *(trace(tier) if tier else ())],
            "citations": _citations(tier) if tier else [],
            "next": [question.ask for question in questions(outcome.verdicts)],
        }

    def _shown(self) -> Iterable[Any]:
        return (fact for fact in self.facts.items if fact.attr != SELF)


def answer(store: Store, question: str, on: date | None = None) -> dict[str, Any] | None:
    """Answer a question about someone's own case; None where no scheme of the store is about it.

    {"eligible": true, false or null, "amount": 元 or null, "missing": [...], "schemes": [...]}, and the reasons.
    """
    found = consult(schemes_of(store), question, on)
    return found.as_json() if found else None


def consult(
    schemes: Sequence[Scheme], question: str, on: date | None = None, *, alone: bool = False
) -> Consulted | None:
    """Answer a question about someone's own case from `schemes`; None where none of them is about it.

    What is asked of several deeds together is asked of each `alone` first.
    """
    facts = understand(question, schemes, on)
    profiles = Profiles(schemes)
    near = profiles.near(question)
    verdicts = evaluate([scheme for name in near for scheme in profiles.groups[name]], facts, on=on)
    verdicts = _called_so(verdicts, question)
    outcome = choose(verdicts, near)
    if outcome is None or outcome.tier is None:
        return None
    outcome = added_up(in_parts(reserved(outcome, question, facts.items), question), verdicts, question)
    if not alone:
        outcome = asked_together(outcome, verdicts, question, lambda one: _alone(schemes, one, on))
    assert outcome.tier is not None
    group = outcome.tier.scheme.group
    if group in profiles.called(question):
        return Consulted(facts, outcome, tuple(verdicts))
    if touched(outcome.verdicts).get(group, 0.0) <= 0 and profiles.share(question, group) < _LEAST:
        return None
    told = [fact for fact in facts.items if fact.attr not in (PLACE, SELF)]
    if not told and profiles.share(question, group) < _LEAST:
        return None
    return Consulted(facts, outcome, tuple(verdicts))


def _alone(schemes: Sequence[Scheme], question: str, on: date | None) -> Outcome | None:
    found = consult(schemes, question, on, alone=True)
    return found.outcome if found else None


def _called_so(verdicts: Sequence[Verdict], question: str) -> list[Verdict]:
    """Leave out of a clause what it calls otherwise than the question, where it calls something so: 建设补助 beside
    运营补助."""
    asked = names(question)
    called = {id(verdict): called_otherwise(verdict.scheme.place.quote, asked) for verdict in verdicts if asked}
    meant = {verdict.scheme.group for verdict in verdicts if called.get(id(verdict)) is False}
    return [verdict for verdict in verdicts if verdict.scheme.group not in meant or not called[id(verdict)]]


def is_eligibility_question(text: str) -> bool:
    """Tell whether a question is about someone's own case, to be reckoned, rather than about what a document says.

    >>> is_eligibility_question("我们厂投了300万元，能补多少？"), is_eligibility_question("谁负责发补贴？")
    (True, False)
    """
    return any(rule.regex.search(text) for rule in asking().rules)


@cache
def asking() -> Rules:
    """Return the rules by which such a question is told."""
    return parse("asking", (files("graph") / "rules" / "asking.toml").read_text("utf-8"))


def schemes_of(store: Store) -> tuple[Scheme, ...]:
    """Return the schemes of a store, read again only where a document has come, changed or gone."""
    stamp = frozenset((row["document"], row["stamp"]) for row in table(store, "index_stamps"))
    kept = _KEPT.get(store)
    if kept is None or kept[0] != stamp:
        kept = _KEPT[store] = stamp, from_store(store)
    return kept[1]


def _scheme_json(verdict: Verdict) -> dict[str, Any]:
    place = verdict.scheme.place
    return {
        "title": place.title,
        "path": place.path,
        "iri": place.iri,
        "quote": place.quote,
        "status": verdict.status,
        "amount": verdict.amount.value if verdict.status == "eligible" else None,
        "summary": in_words(verdict),
    }


def _citations(tier: Verdict) -> list[dict[str, str]]:
    places = [tier.scheme.place, *(check.need.place for check in tier.checks)]
    rules = tier.scheme.rules
    places += [rules.inclusive] if rules.inclusive else []
    places += [other.scheme.place for other in tier.tiers]
    unique = {(place.iri, place.quote): place for place in places}
    return [
        {"title": place.title, "path": place.path, "quote": place.quote, "iri": place.iri} for place in unique.values()
    ]
