"""What a document asks of all applicants, or of those of one part, with the offers that it is asked of."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.extract.condition import Tree

__all__ = ["EMPLOYER", "FIRMS", "General"]

EMPLOYER = "用人单位"  # what an employer must be is asked of those who are paid for working there too
FIRMS = "企业法人"  # the subject of what is asked of firms alone, not of other bodies


@dataclass(frozen=True, slots=True)
class General:
    """Conditions of every offer below `prefix` whose beneficiary is a `subject`; `name` names the only offer meant.

    `own` tells that they hold for offers of the clause itself too, `money` that they are asked of money alone; `but`
    and `only` number the articles that they do not hold for, and those that alone they hold for.
    """

    prefix: str
    subject: str | None
    tree: Tree
    path: str
    name: str = ""
    own: bool = False
    money: bool = False
    but: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    among: frozenset[str] = frozenset()  # paths of the clauses that alone it is asked of, where they are named
    spared: frozenset[str] = frozenset()  # paths of those that it is not asked of
    instead: bool = False  # whether those `among` are asked this instead of what the clauses beside it ask
    beside: Tree | None = None  # what persons must be, where firms and persons may apply on different terms
