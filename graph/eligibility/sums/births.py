"""What is added for each child of a birth beyond the first: 生育多胞胎的，每多一孩增加500元."""

from __future__ import annotations

import re
from typing import Final

from graph.eligibility.matching.match import Known

__all__ = ["EACH_MORE", "children_born"]

EACH_MORE: Final = re.compile(
    r"(?:多胞胎|双胞胎|多胎)[^。；]{0,12}?每(?:再|增加|新增|多)(?:生育?|出生)?(?:一|1)?[个名]?(?:孩子?|胎儿?|婴儿|新生儿|人|个)"
    r"[^。；，\d]{0,8}(?P<sum>\d[\d.,]*万?元)"
)
_COUNTED: Final = re.compile("新生儿(?:人?数|数量)|多胞胎(?:人?数|数量)|胎儿数|一次生育(?:孩子)?数|本次生育(?:孩子)?数")
_WORDS: Final = (("四胞胎", 4), ("三胞胎", 3), ("双胞胎", 2), ("龙凤胎", 2))


def children_born(known: Known) -> int:
    """Return how many children were born at once, 1 where nobody tells of more."""
    told = next((fact.value for fact in known.numbers if _COUNTED.search(fact.attr)), None)
    if isinstance(told, float):
        return max(1, int(told))
    return next((many for word, many in _WORDS if word in known.said), 1)
