"""Places that only say which a place before them is: 适用于本市市区，即东城区、西城区、高新区."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from graph.eligibility.kleene import Formula, without
from graph.eligibility.language.thesaurus import key
from graph.eligibility.matching.place import about_place
from graph.eligibility.scheme import Requirement

__all__ = ["areas_meant", "listed_plainly", "places_named"]

_NAME: Final = (
    "[^，。；、（）]{1,14}?(?:[区县市镇乡旗州盟]|街道|园区|新城|管委会)(?=[、，。；：）和及与等以或”（\\s]|$)"
)
_NAMED: Final = re.compile(
    rf"(?:即|也即|亦即|具体(?:为|包括|指|是)|包括|包含|均?含|(?:是|系)指|分别(?:为|是)|下辖)(?P<names>{_NAME}(?:(?:、|和|以及|及|与){_NAME})*)等?"
)


_CENTRE: Final = re.compile("市区(?!（)|主?城区(?!（)|中心城区(?!（)")


_MEANT: Final = re.compile(  # 中心城区是指东城区、西城区和高新区
    rf"(?P<name>中心城区|主城区|市城区|市区|市辖区|城区)(?:范围)?[”\"]?(?:（[^（）\d]{{1,8}}）)?，?(?:均|仅)?(?:是指|系指|特指|指的是|指|即|为|是|包括|包含)[：:]?"
    rf"(?P<names>{_NAME}(?:(?:、|和|以及|及|与){_NAME})+)"
)


_IN_BRACKETS: Final = re.compile(  # 在市区（包括东城区、西城区和高新区）登记; 含 only adds to what is meant anyway
    rf"(?<=[市城]区)（(?:具体)?(?:包括|包含|即|是指|指|为)[：:]?(?P<names>{_NAME}(?:(?:、|和|以及|及|与){_NAME})+)(?:，下同)?）"
)


def listed_plainly(text: str) -> str:
    """Leave of a bracket that says which places a town proper is no more than their names.

    >>> listed_plainly("在某市市区（包括东城区、西城区和高新区）登记"), listed_plainly("在市区（含高新区）登记")
    ('在某市市区（东城区、西城区、高新区）登记', '在市区（含高新区）登记')
    """
    return _IN_BRACKETS.sub(lambda match: f"（{re.sub('和|以及|及|与', '、', match['names'])}）", text)


def areas_meant(text: str) -> Iterator[tuple[str, str]]:
    """Yield which places a clause says that a name stands for.

    >>> list(areas_meant("本办法所称市区是指东城区、西城区和高新区。"))
    [('市区', '东城区、西城区、高新区')]
    """
    for match in _MEANT.finditer(text):
        yield match["name"], re.sub("和|以及|及|与", "、", match["names"])


def places_named(needs: Sequence[Requirement], formula: Formula) -> tuple[list[Requirement], Formula]:
    """Put the places named into the condition on the place that they are: 市区（东城区、西城区、高新区）."""
    found, gone = list(needs), set[int]()
    for order, need in enumerate(needs):
        named = _NAMED.fullmatch(need.attr) if need.value is True else None
        before = needs[order - 1] if order else None
        if not named or before is None or before.place.path != need.place.path or not about_place(before.attr):
            continue
        attr, text = (f"{words}（{named['names']}）" for words in (before.attr, before.text))
        found[order - 1] = replace(before, attr=attr, text=text, key=key(attr))
        gone.add(order + 1)
        if centre := _CENTRE.search(before.attr):  # the same word means the same places in what else is asked
            found = [_listing(one, centre[0], named["names"]) for one in found]
    left = without(formula, gone) if gone else None
    if left is None:
        return list(needs), formula
    return [need for order, need in enumerate(found, 1) if order not in gone], left


def _listing(need: Requirement, centre: str, names: str) -> Requirement:
    """Say in a condition on the place which places it is: 在市区（东城区、西城区）登记."""
    at = need.text.find(centre)
    if at < 0 or not about_place(need.attr) or need.text.startswith("（", at + len(centre)):
        return need
    end = at + len(centre)
    return replace(need, text=f"{need.text[:end]}（{names}）{need.text[end:]}")
