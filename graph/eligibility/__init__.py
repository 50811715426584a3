"""Eligibility: yes, no or unknown, how much, and why, from the rules that were read out of documents.

    offers     documents or a store -> schemes: each offer with its conditions, and the clause of each
    telling    what an applicant says -> facts, each with the words it was read from
    matching   schemes x facts -> one verdict a scheme, three-valued (`evaluate`)
    sums       a verdict's amount, each step with its arithmetic
    answering  verdicts -> the offer that is meant, the tier that counts (`choose`), why (`trace`), what to ask
               next (`questions`)
    language   numbers, days, trades, grades and words that mean the same, for all of them

A fact that is not known is unknown, never no and never zero, and never makes a yes.
"""

from __future__ import annotations

from graph.eligibility.answering.choice import Outcome, choose, outcome, total
from graph.eligibility.answering.consult import Consulted, answer, consult, is_eligibility_question, schemes_of
from graph.eligibility.answering.dialogue import Question, questions
from graph.eligibility.answering.trace import in_words, trace
from graph.eligibility.facts import Fact, FactError, Facts, from_mapping, together
from graph.eligibility.matching.match import Check
from graph.eligibility.matching.verdict import Verdict, evaluate
from graph.eligibility.offers.gather import from_documents, from_store
from graph.eligibility.scheme import Place, Requirement, Scheme
from graph.eligibility.sums.amount import Amount
from graph.eligibility.telling.reading import understand

__all__ = [
    "Amount", "Check", "Consulted", "Fact", "FactError", "Facts", "Outcome", "Place", "Question", "Requirement",
    "Scheme", "Verdict", "answer", "choose", "consult", "evaluate", "from_documents", "from_mapping", "from_store",
    "in_words", "is_eligibility_question", "outcome", "questions", "schemes_of", "together", "total", "trace",
    "understand",
]  # fmt: skip
