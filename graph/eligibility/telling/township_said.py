"""That something is in a township or a village, or in its clinic or school: 在镇上开了个店 for 创办地在乡镇."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.segment import Segment
from graph.eligibility.scheme import Scheme

__all__ = ["township_said"]

_BODY: Final = "卫生院|卫生室|学校|中学|小学|幼儿园|敬老院|文化站|农技站"
_GLOSS: Final = "(?:[（(][^（）()]{1,14}[）)])?"
_ASKED: Final = re.compile(
    f"^(?:(?:创[办业]|注册|登记|经营|工作|就业|服务|办学|所在|实施)地?点?)?(?:设|位于|落户|在|到|赴|去)+(?P<where>[^，。；]{{0,24}}?)"
    f"(?P<rank>乡镇|镇|乡村|农村|村|乡){_GLOSS}(?P<body>{_BODY})?{_GLOSS}(?:一线)?"
    "(?:工作|就业|任教|任职|服务|上班|创业|创办|开店|经营|开办|注册|登记)?(?:的)?$"
)
_SAID: Final = re.compile(
    "(?:在|到|去|回|赴|来|位于)(?P<where>[^，。；]{0,16}?)"
    f"(?P<rank>乡镇|镇上|镇里|镇子上?|乡里|乡下|村里|村上|[镇乡村](?=(?:的|一家|一所)?(?:{_BODY}|开|办|创|注册|工作|上班|干|落户)))"
)
_DEED: Final = re.compile(f"开|办|创|注册|登记|上班|工作|干|任教|教书|就业|经营|落户|{_BODY}")
_NOT: Final = re.compile("没|未|不[在是去到]|想|打算|准备|计划|原来|以前|之前|老家|家住")
_KIN: Final = re.compile("老婆|老公|爱人|妻子|丈夫|对象|配偶|儿子|女儿|爸|妈|父|母|[哥弟姐妹]|朋友|同事|同学")
_NAMED: Final = re.compile("[\u4e00-\u9fff]{2,4}?[县区市](?=、|和|$|的)")


@lru_cache(maxsize=20_000)
def _asked(attr: str) -> re.Match[str] | None:
    return _ASKED.match(attr)


def township_said(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield that what must be in a township is, where someone says to have opened or to work there."""
    needs = {need.attr: _asked(need.attr) for scheme in near for need in scheme.requirements if need.value is True}
    asked = [(attr, match) for attr, match in needs.items() if match]
    for part in parts if asked else ():
        said = _SAID.search(part.text)
        if part.asks or said is None or _NOT.search(part.text) or _KIN.search(part.text):
            continue
        if not _DEED.search(part.text, said.end()):
            continue
        for attr, match in asked:
            if _fits(match, said["rank"], part.text):
                yield Fact.of(attr, True, words=part.text, start=part.start)


def _fits(asked: re.Match[str], rank: str, words: str) -> bool:
    if asked["rank"] in ("村", "农村", "乡村") and not rank.startswith(("村", "乡下")):
        return False
    if asked["body"] and asked["body"] not in words:
        return False
    named = _NAMED.findall(asked["where"])
    return not asked["where"] or bool(named and any(name in words for name in named))
