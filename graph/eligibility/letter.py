"""Classes by letter: C类人才 asked for, B类 told; A is the best of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from graph.eligibility.kleene import Truth

__all__ = ["classed", "letters"]

_ALL: Final = "ABCDEF"
_LETTER: Final = re.compile(
    r"(?<![A-Za-z0-9])(?P<letters>[A-F](?:(?:、|和|或|及)[A-F])*)(?:类|级|档|等)(?P<above>(?:（含）)?及?以上)?"
)


@lru_cache(maxsize=50_000)
def letters(text: str) -> frozenset[str]:
    """Return the classes by letter that the words name, with 以上 also those above.

    >>> sorted(letters("新引进的C类人才")), sorted(letters("C类以上人才")), letters("3A级景区、AAA级")
    (['C'], ['A', 'B', 'C'], frozenset())
    """
    found: set[str] = set()
    for match in _LETTER.finditer(text):
        named = re.findall("[A-F]", match["letters"])
        found.update(_ALL[: _ALL.index(max(named)) + 1] if match["above"] else named)
    return frozenset(found)


def classed(asked: str, told: Iterable[str]) -> Truth:
    """Tell whether what was told is of a class that is asked for; unknown where no class is told of such a thing.

    >>> classed("C类以上人才", ["引进B类人才"]), classed("A类人才", ["B类人才"]), classed("A类人才", ["人才"])
    (True, False, None)
    """
    wanted = letters(asked)
    named = [letters(one) for one in told]
    if any(wanted & one for one in named):
        return True
    return False if any(named) else None
