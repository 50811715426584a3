"""Answers a question from the documents: a short text in Chinese in which every sentence carries its clause.

    question -> intent -> search, then the facts of the clauses found (who, when, how much, which target)
                       -> named queries over the store (duties of an agency, in force, cited by)
                       -> eligibility, for someone's own case

What the documents do not say is said so, and the nearest clauses are shown. Nothing is guessed.
"""

from __future__ import annotations

from graph.answer.ask import ask
from graph.answer.reply import Answer, Asked, Cited

__all__ = ["Answer", "Asked", "Cited", "ask"]
