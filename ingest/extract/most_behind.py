"""The bound told behind an offer that names no sum itself: 按实际支出给予补助，最高不超过5万元."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.extract.capping import per_of_cap
from ingest.extract.draft import Given, Offer
from ingest.extract.money import sums
from ingest.parse.normalize import Part

__all__ = ["most_behind"]

_BOUNDS = re.compile(
    "(?:且|但|并|原则上|其中)*(?:(?:单|同一|每|全|年度|当年)[^，。；\\d]{0,12}?)?的?"
    "(?:可?(?:奖励|补助|补贴|资助|贴息|奖补|支持|扶持|享受|发放)|资金|金额|标准|总额|额度|费用)*(?:累计|合计|年度|最高|最多|不超过|不得超过|不高于|上限|限额|为|补|奖)*"
)
_MOST = re.compile("最高|最多|不超过|不得超过|不高于|上限|限额")
_HOW_LONG = re.compile("(?:(?:补[助贴]|贴息|奖励|资助|支持)?期限|最长|连续|分)[^，。；]{0,16}")


def most_behind(text: str, pieces: Sequence[Part], index: int, hard: Sequence[Offer]) -> tuple[Given, int] | None:
    """Return what bounds the offer of a phrase and where that ends; None where no bound stands behind it.

    Another offer, or words of any other kind, end the search.
    """
    for part in pieces[index + 1 :]:
        if part.sentence != pieces[index].sentence or any(one.part == (part.start, part.end) for one in hard):
            return None
        said = text[part.start : part.end]
        told = list(sums(said))
        if not told and _HOW_LONG.fullmatch(said):
            continue
        one = told[0] if len(told) == 1 else None
        if one is None or one.rate or len(one.values) > 1 or one.upper is not None:
            return None
        head = said[: one.number]
        if not _BOUNDS.fullmatch(head) or not (one.op == "<=" or _MOST.search(head)):
            return None
        return Given(one, "<=", None, per_of_cap(head) or one.per), part.end
    return None
