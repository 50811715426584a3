"""Of what kind and from where the other side of a bargain is: 市外研究院揭了榜 of 揭榜方为市外高校院所或企业."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.segment import Segment
from graph.eligibility.language.thesaurus import alternatives
from graph.eligibility.scheme import Scheme

__all__ = ["of_party", "party_said"]

_PARTY: Final = re.compile(
    "^(?:其)?(?P<deed>揭榜|发榜|受让|出让|转让|承接|合作|投资|出资|购买|采购|收购|发包|承包|承租|委托|受托|借款|担保)(?:方|人|者|单位)(?:应当?|须|均)?(?:为|是|系)(?P<what>[^，。；]{2,})$"
)
_NOT_DONE: Final = "(?:没有?|未|尚未|还没|无人|没人|不)[^，。；]{0,4}"
_OUTSIDE: Final = re.compile("[市省县区]外|外地|外省|外市|境外|国外|异地")
_INSIDE: Final = re.compile("[我本][省市县区]|本地|当地|[市省县区]内")
_KINDS: Final = {
    "高校|院校|大学|院所|科研": "高校|大学|学院|院校|研究[院所]|科研|院所|中科院",
    "企业|公司": "企业|公司|厂|集团",
    "个人|自然人|农户": "个人|自然人|农户|村民|我",
    "银行|金融机构": "银行|信用社|金融机构",
    "合作社|农场": "合作社|农场",
}


def party_said(parts: Sequence[Segment], near: Iterable[Scheme]) -> Iterator[Fact]:
    """Yield for each condition on the other side of a bargain whether the one told is such."""
    for need in {need.key: need for scheme in near for need in scheme.requirements if need.value is True}.values():
        asked = _PARTY.match(need.attr)
        if asked is None:
            continue
        deed = asked["deed"]
        done = re.compile(f"{re.escape(deed)}|{re.escape(deed[0])}[了过的]{{0,2}}[^，。；]{{0,6}}{re.escape(deed[-1])}")
        undone = re.compile(f"{_NOT_DONE}(?:{done.pattern})")
        for part in parts:
            if part.asks or undone.search(part.text) or not done.search(part.text):
                continue
            if (so := _is_such(asked["what"], part.text)) is not None:
                yield Fact.of(need.attr, so, words=part.text, start=part.start)
                break


def of_party(attr: str) -> bool:
    """Tell whether a condition says of what kind the other side is, which no likeness of words tells.

    >>> of_party("揭榜方为市外高校院所或企业"), of_party("企业为小微企业"), of_party("夫妻一方为本市户籍")
    (True, False, False)
    """
    return bool(_PARTY.match(attr))


def _is_such(asked: str, said: str) -> bool | None:
    """Tell whether who is told is such as is asked for; None where the place or the kind is left open."""
    outside = bool(alternatives("outside").search(said) or _OUTSIDE.search(said))
    inside = bool(_INSIDE.search(said)) and not outside
    if _OUTSIDE.search(asked) and not outside:
        return False if inside else None
    if _INSIDE.search(asked) and not inside:
        return False if outside else None
    named = [ways for kind, ways in _KINDS.items() if re.search(kind, asked)]
    return True if not named or any(re.search(ways, said) for ways in named) else None
