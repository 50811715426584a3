"""What a further offer of a sentence keeps of the one before: 服务满3年的，奖励3万元；满5年的，再奖励5万元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.extract.case import addressed
from ingest.extract.draft import Offer
from ingest.extract.tree import Tree
from ingest.extract.wording import offer_pattern
from ingest.record import Condition

__all__ = ["Before", "lifted"]

_OF_THEM = re.compile("所在|其(?![中他它余])|位于|地处")  # 所在县为高风险地区的: of those spoken of before
_WHO = re.compile("(?:企业|单位|机构|个人|人员|户)的?$")
_OWN_SUBJECT = re.compile("^(?:对|凡|其中|此外|鼓励|支持)")
_NAMED = re.compile("的[^的，。；]{1,16}$")  # 对招用残疾人的用人单位: whom all that follows is told of
_TWO = 2  # letters that two deeds share where one is named in place of the other


@dataclass(frozen=True, slots=True)
class Before:
    """The offer before: its sentence, whom it is for, what each of its tiers asks and in which words."""

    sentence: int
    who: str
    tiers: tuple[Tree, ...]
    words: str = ""

    def goes_with(self, text: str, offer: Offer) -> bool:
        """Tell whether `offer` stands in the same sentence, or in the next and only raises this one."""
        raises = self.sentence + 1 == offer.sentence and _lifts(text, offer)
        return self.sentence == offer.sentence or raises

    def shared(self, text: str, offer: Offer, own: Tree, words: str, index: int) -> tuple[Tree, Tree]:
        """Return what a tier of a further offer asks in its `words`, attributes in full, and what it keeps of this."""
        first, *others = self.tiers
        if len(self.tiers) == offer.tiers:
            before = self.tiers[index]
        else:  # what all tiers ask
            before = Tree(tuple(part for part in first.parts if all(part in other.parts for other in others)))
        own = Tree(tuple(_full(one, before.parts) for one in own.parts), own.any)
        anew = bool(_OWN_SUBJECT.match(text[offer.start :]))
        return own, kept(before, own, words, _adds(text, offer), self.words, anew)


def _adds(text: str, offer: Offer) -> bool:
    """Tell whether the offer is made on top of the one before (再奖励5万元)."""
    said = text[offer.start : offer.part[1]]
    return bool(offer_pattern("adds").search(said)) or _lifts(text, offer)


def _lifts(text: str, offer: Offer) -> bool:
    """Tell whether the offer only raises the one before (符合…的，补贴标准提高到800元)."""
    one = offer.rate or offer.amount
    begin = max(text.rfind(mark, 0, offer.part[0]) for mark in "。；\n") + 1
    said = text[offer.part[0] : offer.part[0] + one.sum.number] if one else ""
    return bool(offer_pattern("lifted").search(said)) and not re.match("对(?!其)|凡|将(?!其)|支持|鼓励", text[begin:])


def lifted(text: str, found: Sequence[Offer]) -> None:
    """Give each offer that raises the one before it what it leaves unsaid: of what it is a share, per what, its cap."""
    for before, offer in pairwise(found):
        if offer.rate and before.rate and offer.sentence == before.sentence and not offer.rate.of:
            offer.rate.of = before.rate.of if offer.rate.sum.unit == before.rate.sum.unit == "%" else None
        if offer.sentence - before.sentence > 1 or not _lifts(text, offer):
            continue
        if offer.rate and before.rate:
            offer.rate.of = before.rate.of or offer.rate.of
        if offer.amount and before.amount and not before.rate:
            offer.amount.per = offer.amount.per or before.amount.per
        if offer.cap is None and bool(offer.rate) == bool(before.rate):
            offer.cap = before.cap


def kept(before: Tree, own: Tree, words: str, on_top: bool, first: str = "", anew: bool = False) -> Tree:
    """Return the conditions of `before` that hold for the next offer too, whose `own` are told in `words`.

    On top of the offer before all of them hold but those told anew. Else they hold where each of the new ones only
    stands in the place of one before, and no new subject is named; or where the `first` words of the sentence name
    its subject and the new ones only tell in which case it gets another sum. `anew` tells that they name their own.

    >>> first = Tree((Condition("招用登记失业人员", "", "=", True), Condition("劳动合同期限", "", ">=", 1.0, "年")))
    >>> own = Tree((Condition("招用脱贫人口", "", "=", True),))
    >>> [one.attr for one in kept(first, own, "招用脱贫人口的", False).parts]
    ['劳动合同期限']
    >>> case = Tree((Condition("采用光伏供电", "", "=", True),))
    >>> [one.attr for one in kept(first, case, "采用光伏供电的", False, "对招用失业人员的企业").parts]
    ['招用登记失业人员', '劳动合同期限']
    """
    left = tuple(part for part in before.parts if not any(_same(part, one) for one in own.parts))
    if on_top:
        return Tree(left)
    # what heads both offers stands for nothing else, but for what they do whom it names: 对单位招用残疾人，…
    others = [part for part in before.parts if part not in own.parts or addressed(first)]
    parallel = own.parts and all(one in before.parts or any(_same(part, one) for part in others) for one in own.parts)
    bare = words.rstrip("，").endswith("的") and not anew
    if bare and _OF_THEM.match(words) and not _WHO.search(words):
        return Tree(left)
    if parallel and bare:
        return Tree(left)
    new = [one for one in own.parts if one not in before.parts and isinstance(one, Condition)]
    case = bare and addressed(first) and _NAMED.search(first) and len(new) == len(own.parts)
    return Tree(tuple(one for one in left if not _alike(one, new))) if case else Tree()


def _alike(old: Condition | Tree, new: Sequence[Condition]) -> bool:
    """Tell whether a deed stands in the place of another: 举办展会 of 参加展会, 取得博士学位 of 取得高级职称."""
    if isinstance(old, Tree) or isinstance(old.value, float):
        return False
    others = [one.attr for one in new if one.unit is None]
    return any(old.attr[:_TWO] == one[:_TWO] or old.attr[-_TWO:] == one[-_TWO:] for one in others)


def _full(one: Condition | Tree, known: Sequence[Condition | Tree]) -> Condition | Tree:
    """Return `one` with its attribute named in full, as the offer before names it (增速 → 年产值增速)."""
    if isinstance(one, Tree) or one.unit is None:
        return one
    names = [
        part.attr
        for part in known
        if isinstance(part, Condition) and part.unit == one.unit and part.attr.endswith(one.attr)
    ]
    return replace(one, attr=names[-1]) if names else one


def _same(old: Condition | Tree, new: Condition | Tree) -> bool:
    """Tell whether both ask the same question, so that the new one stands in the place of the old."""
    if isinstance(old, Tree) or isinstance(new, Tree):
        return old == new
    if old.attr == new.attr:
        return True
    if old.unit is not None or new.unit is not None:
        return old.unit == new.unit and (old.attr.endswith(new.attr) or new.attr.endswith(old.attr))
    return old.value is new.value is True and len(new.attr) > 3 and old.attr[:2] == new.attr[:2]
