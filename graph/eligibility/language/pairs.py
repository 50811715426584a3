"""The letters of a text two by two, by which words are held against each other without being parted."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["pairs"]


@lru_cache(maxsize=50_000)
def pairs(text: str) -> frozenset[str]:
    """Return each two letters of a text that stand side by side; none of a text of one letter.

    >>> sorted(pairs("养老院")), pairs("院")
    (['养老', '老院'], frozenset())
    """
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
