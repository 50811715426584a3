"""Classes by letter or Roman number: C类人才 asked for, B类 told; A and Ⅰ are the best of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import Final

from graph.eligibility.kleene import Truth

__all__ = ["beside_class", "classed", "letters"]

_SERIES: Final = ("ABCDEFGH", "ⅠⅡⅢⅣⅤ", "一二三四五六七八九", "甲乙丙丁戊")
_LETTER: Final = re.compile(
    r"(?<![A-Za-z0-9])(?P<letters>[A-HⅠ-Ⅴ](?:(?:类)?(?:、|和|或者?|及|至|到|—|－|–|-|~|～)[A-HⅠ-Ⅴ])*)(?:类|级|档|等)(?P<above>(?:（含）)?及?以上)?"
)
_BETWEEN: Final = "(?:、|和|或者?|及(?!以)|至|到|—|－|–|-|~|～)"
_NUMBERED: Final = re.compile(  # 第三层次人才, 一、二类人才, 乙类人才
    f"(?P<letters>第?[一二三四五六七八九](?:(?:层次|类)?{_BETWEEN}第?[一二三四五六七八九])*(?=层次|类[^，。；]{{0,5}}(?:人才|专家))"
    f"|[甲乙丙丁戊](?:类?{_BETWEEN}[甲乙丙丁戊])*(?=类[^，。；]{{0,5}}(?:人才|专家)))(?:层次|类)(?P<above>(?:（含）)?及?以上)?"
)
_MARK: Final = "[A-HⅠ-Ⅴ一二三四五六七八九甲乙丙丁戊]"


_RANGE: Final = re.compile("[至到—－–~～-]")
_WHOSE: Final = re.compile("(?:高层次|急需紧缺|高端|产业|创新|创业)*(?:人才|专家|人员)?$")


@lru_cache(maxsize=50_000)
def letters(text: str) -> frozenset[str]:
    """Return the classes by letter that the words name, with 以上 also those above.

    >>> sorted(letters("新引进的C类人才")), sorted(letters("C类以上人才")), letters("3A级景区、AAA级")
    (['C'], ['A', 'B', 'C'], frozenset())
    >>> sorted(letters("B至E类人才")), sorted(letters("D、E、F类人才")), sorted(letters("Ⅱ级以上"))
    (['B', 'C', 'D', 'E'], ['D', 'E', 'F'], ['Ⅰ', 'Ⅱ'])
    >>> sorted(letters("第三层次以上人才")), sorted(letters("乙类人才")), letters("第三类医疗器械")
    (['一', '三', '二'], ['乙'], frozenset())
    """
    found: set[str] = set()
    for match in chain(_LETTER.finditer(text), _NUMBERED.finditer(text)):
        named = re.findall(_MARK, match["letters"])
        series = next((one for one in _SERIES if named[0] in one), "")
        if match["above"]:
            named = list(series[: max(map(series.index, named)) + 1])
        elif _RANGE.search(match["letters"]):
            named = list(series[min(map(series.index, named)) : max(map(series.index, named)) + 1])
        found.update(named)
    return frozenset(found)


def beside_class(text: str) -> str:
    """Return what words ask for besides the class that they name.

    >>> beside_class("全职A至E类人才"), beside_class("E类人才"), beside_class("首次入选的B类专家")
    ('全职', '', '首次入选的')
    """
    return _WHOSE.sub("", _NUMBERED.sub("", _LETTER.sub("", text)))


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
