"""By which words an exclusion is known: those that its document says of nothing else.

In 备案被撤销的托育机构 it is 撤销 that shuts out: every applicant tells of 备案 and 托育机构, which all that is offered
speaks of too. A mere kind (物流企业) is known by all its words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from typing import Final

from graph.eligibility.language.pairs import pairs
from graph.eligibility.scheme import Requirement, Scheme

__all__ = ["marked"]

_TELLS: Final = re.compile(  # what is done, or how, and no mere kind
    "[被由]|采用|使用|利用|存在|发生|协助|参与|停止|停产|注销|撤销|取消|购买|购置|取得|获得|享受|为其|提供|擅自|通过|用于|列入|纳入|实施|转[让租包]|[未没无不]|[以为][^上下内外及]|(?<=..)的"
)
_BARE: Final = frozenset("的被由以已未并或者及和在为是于与等其且所之了")


def marked(schemes: Iterable[Scheme]) -> tuple[Scheme, ...]:
    """Return the schemes, of which each exclusion that tells a deed is known by its own words alone."""
    found = tuple(schemes)
    spoken: dict[str, set[str]] = defaultdict(set)
    for scheme in found:
        asked = (need.text for need in scheme.requirements if need.value is not False)
        for text in chain((scheme.heading, scheme.place.quote), asked):
            spoken[scheme.place.document] |= pairs(text)
    known: dict[tuple[str, Requirement], Requirement] = {}

    def mark(need: Requirement, document: str) -> Requirement:
        if need.value is not False or not _TELLS.search(need.text):
            return need
        key = document, need
        if key not in known:
            own = frozenset(pair for pair in pairs(need.text) - spoken[document] if not _BARE & set(pair))
            known[key] = replace(need, marks=own) if own else need
        return known[key]

    return tuple(
        replace(one, requirements=tuple(mark(need, one.place.document) for need in one.requirements)) for one in found
    )
