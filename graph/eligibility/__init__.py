"""Eligibility: yes, no or unknown, how much, and why, from the rules that were read out of documents.

    schemes (documents or store) + facts (given, or read from plain language)
        -> evaluate: one verdict a scheme, three-valued, each condition with its clause
        -> choose:   the offer that is meant, the tier that counts
        -> questions: what to ask next

A fact that is not known is unknown, never no and never zero, and never makes a yes.
"""

from __future__ import annotations

from graph.eligibility.amount import Amount
from graph.eligibility.choice import Outcome, choose, outcome, total
from graph.eligibility.consult import Consulted, answer, consult, is_eligibility_question, schemes_of
from graph.eligibility.dialogue import Question, questions
from graph.eligibility.facts import Fact, FactError, Facts, from_mapping, together
from graph.eligibility.gather import from_documents, from_store
from graph.eligibility.match import Check
from graph.eligibility.reading import understand
from graph.eligibility.scheme import Place, Requirement, Scheme
from graph.eligibility.trace import in_words, trace
from graph.eligibility.verdict import Verdict, evaluate

__all__ = [
    "Amount", "Check", "Consulted", "Fact", "FactError", "Facts", "Outcome", "Place", "Question", "Requirement",
    "Scheme", "Verdict", "answer", "choose", "consult", "evaluate", "from_documents", "from_mapping", "from_store",
    "in_words", "is_eligibility_question", "outcome", "questions", "schemes_of", "together", "total", "trace",
    "understand",
]  # fmt: skip
