"""Who need not be of the place, as the offer says beside whom it is for: 旅行社（不限注册地）, 不受户籍限制."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graph.eligibility.language.thesaurus import done_here, family
from graph.eligibility.matching.place import about_place, asked
from graph.eligibility.scheme import Requirement

__all__ = ["freed", "whoever"]

_WHERE: Final = "(?P<of>户籍|户口|居住地|注册地|登记地|纳税地|地域|区域)"
_FREED: Final = re.compile(
    f"不(?:受|限(?:于|制)?|作)[^，。；]{{0,4}}?{_WHERE}[^，。；]{{0,8}}(?:限制|要求)?$"
)  # 本条不受户籍限制
_ASIDE: Final = re.compile(f"（不(?:受|限(?:于|制)?|作)[^（）]{{0,4}}?{_WHERE}[^（）]{{0,8}}）")
_OF_ARTICLE: Final = re.compile("不受[^，。；]{0,8}(?P<article>第[一二三四五六七八九十百]+条)[^，。；]{0,16}限制")
_WAYS: Final = {
    **dict.fromkeys(("户籍", "户口", "居住地"), frozenset({"home"})),
    **dict.fromkeys(("注册地", "登记地"), frozenset({"register"})),
    "纳税地": frozenset({"tax"}),
}
_ANYWHERE: Final = frozenset({"register", "tax"})
_TAXED: Final = re.compile("(?:依法|诚信)*(?:足额|按时)*(?:缴税|纳税)$")  # wherever one is registered


def freed(need: Requirement, needs: Sequence[Requirement], offer: str) -> bool:
    """Tell whether a condition says of what somebody is free, or asks in another clause for what then is not asked.

    `offer` is the path of the clause that offers.
    """
    if need.op is None and (_FREED.search(need.text) or _OF_ARTICLE.search(need.text)):
        return True
    articles = {match["article"] for one in needs for match in _OF_ARTICLE.finditer(one.text)}
    if need.place.path.rpartition("/")[2] in articles:
        return True  # 不受第二条限制: what that article asks is not asked
    if need.place.path == offer or offer.startswith(f"{need.place.path}/"):
        return False
    ways = next((ways for one in needs if (ways := _free_of(one))), frozenset())
    if not about_place(need.text):
        return "register" in ways and bool(_TAXED.match(need.attr))
    wanted = asked(need.text)
    return bool(wanted) and wanted <= ways


def whoever(need: Requirement) -> Requirement:
    """Return a condition without the words that its place does not matter: 旅行社 of 旅行社（不限注册地）."""
    attr = _ASIDE.sub("", need.attr)
    if attr == need.attr:
        return need
    return replace(need, attr=attr, text=_ASIDE.sub("", need.text), key=done_here(attr), family=family(attr))


def _free_of(need: Requirement) -> frozenset[str]:
    """Return in which ways one need not be of a place, as a condition or a bracket beside it says."""
    match = (need.op is None and _FREED.search(need.text)) or _ASIDE.search(need.text)
    return _WAYS.get(match["of"], _ANYWHERE) if match else frozenset()
