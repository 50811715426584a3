"""Answers someone's own case from the schemes of the store, by the eligibility questionnaire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.answer.reply import Answer, Asked, Cited, proven
from graph.answer.tell import passage
from graph.answer.value import rule
from graph.answer.written import also_line, marks
from graph.search import Hit
from graph.search.topic import about

if TYPE_CHECKING:
    from graph.eligibility.scheme import Scheme

__all__ = ["own_case"]


def own_case(asked: Asked) -> Answer | None:
    """Answer someone's own case from the schemes of the store; None where it is none, or no scheme is about it."""
    from graph.eligibility.consult import consult, is_own_case
    from graph.eligibility.load import schemes_of

    if not is_own_case(asked.text):
        return None
    found = consult(schemes_of(asked.store), asked.text, asked.on or date.today())
    if found is None or not (found.proposals.items or _meant(asked, found.first.scheme)):
        return None
    verdict = found.as_json()
    told = rule("self", asked.text) or found.proposals.items
    if not told and verdict["eligible"] is not True:  # no case was stated: the offer itself is what is asked about
        return None
    proofs = _proofs(verdict, asked.hits)
    if not proofs:
        return None
    also = [passage(hit, asked)[1] for hit in asked.hits if hit.iri not in {one.iri for one in proofs}]
    lines = [f"{asked.says.own_case(verdict)}{marks(len(proofs))}", *also_line(asked, len(proofs), also)]
    asked.ran.setdefault("schemes", {"query": "schemes", "values": {}})
    return Answer("\n".join(lines), "eligibility", (*proofs, *also), eligibility=verdict, queries=asked.queries())


def _meant(asked: Asked, scheme: Scheme) -> bool:
    """Tell whether a question is about a scheme: a word that few clauses have stands in both."""
    criteria = " ".join(one.text for one in scheme.criteria.values())
    words = f"{scheme.title} {scheme.name} {scheme.beneficiary} {scheme.citation.quote} {criteria}"
    return about(asked.question, words, ("incentive",), asked.index)


def _proofs(verdict: Mapping[str, Any], hits: Sequence[Hit]) -> list[Cited]:
    texts = {hit.iri: hit.text for hit in hits if not hit.paragraph}  # a passage proves nothing of the rest
    found = [Cited(one["title"], one["path"], one["quote"], one["iri"]) for one in verdict["citations"]]
    return [cited for _, cited in proven((("", one) for one in found), texts)]
