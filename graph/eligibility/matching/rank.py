"""Places in a contest: 第2—3名 asked for, 拿了第二 told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.kleene import Truth
from graph.eligibility.language.segment import Segment
from graph.eligibility.language.thesaurus import alternatives
from graph.eligibility.scheme import Requirement, Scheme
from ingest.value.number import parse

__all__ = ["ranked", "ranks", "ranks_said"]

_NUMBER: Final = r"(?:\d+|[一二三四五六七八九十]+)"
_RANK: Final = re.compile(
    rf"(?P<top>前)(?P<most>{_NUMBER})名|第(?P<first>{_NUMBER})(?:[至到—–~～-]+第?(?P<last>{_NUMBER}))?名"
    rf"|(?<!单项)(?<!隐形)(?P<called>[冠亚季]军)|(?<=[了得拿获是])(?:个)?第(?P<bare>{_NUMBER})(?![\d一二三四五六七八九十届次条款项期批年季个类])"
)
_CALLED: Final = {"冠军": 1, "亚军": 2, "季军": 3}


@lru_cache(maxsize=20_000)
def ranks(text: str) -> tuple[int, int] | None:
    """Return the first and the last place that the words name; None where they name none.

    >>> ranks("第2—3名"), ranks("前三名"), ranks("拿了第一"), ranks("得了亚军"), ranks("第一批")
    ((2, 3), (1, 3), (1, 1), (2, 2), None)
    """
    match = _RANK.search(text)
    if match is None:
        return None
    if match["called"]:
        return (_CALLED[match["called"]],) * 2
    if match["top"]:
        return 1, int(parse(match["most"]))
    first = int(parse(match["first"] or match["bare"]))
    return first, int(parse(match["last"])) if match["last"] else first


def ranked(asked: str, told: str) -> Truth:
    """Tell whether the place told is one of those asked for; unknown where either names none, or more than is asked.

    >>> ranked("第2—3名", "第2名"), ranked("第1名", "第2名"), ranked("第1名", "前三名"), ranked("金牌", "第2名")
    (True, False, None, None)
    """
    wanted, got = ranks(asked), ranks(told)
    if wanted is None or got is None:
        return None
    if wanted[0] <= got[0] and got[1] <= wanted[1]:
        return True
    return False if got[1] < wanted[0] or wanted[1] < got[0] else None


def ranks_said(parts: Iterable[Segment], near: Iterable[Scheme]) -> Iterator[Fact]:
    """Yield the place that the applicant won, where offers ask for one."""
    asked = next((need for scheme in near for need in scheme.requirements if _asks(need)), None)
    for part in parts if asked else ():
        told = ranks(part.text)
        if asked and told and not part.asks and not alternatives("deny").search(part.text):
            place = f"第{told[0]}名" if told[0] == told[1] else f"第{told[0]}—{told[1]}名"
            yield Fact.of(asked.attr, place, words=part.text, start=part.start)
            return


def _asks(need: Requirement) -> bool:
    return isinstance(need.value, str) and ranks(need.value) is not None
