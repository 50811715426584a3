"""What a further offer of a sentence keeps of the one before: 服务满3年的，奖励3万元；满5年的，再奖励5万元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.extract.condition import Tree
from ingest.extract.draft import Offer
from ingest.record import Condition

__all__ = ["Before", "adds", "kept", "named_alike"]

_BUILT = re.compile("新建|改建|扩建|改扩建|迁建|重建")
_ADDS = re.compile(
    r"(?:^|[，、；\d名人家项])(?:可|市财政|财政)?再(?:次|另)?[^，。；]{0,10}\d|再(?:分别)?(?:给予|奖励|补助|补贴|增加)|另(?:外)?(?:再)?(?:给予|奖励|补助|补贴)"
)
_OWN_SUBJECT = re.compile("^(?:对|凡|其中|此外|鼓励|支持)")


@dataclass(frozen=True, slots=True)
class Before:
    """The offer before: its sentence, whom it is for, and what each of its tiers asks."""

    sentence: int
    who: str
    tiers: tuple[Tree, ...]

    def asked(self, index: int, count: int) -> Tree:
        """Return what the tier at `index` asks, or where the numbers of tiers differ, what all tiers ask."""
        if len(self.tiers) == count:
            return self.tiers[index]
        first, *others = self.tiers
        return Tree(tuple(part for part in first.parts if all(part in other.parts for other in others)))


def adds(text: str, offer: Offer) -> bool:
    """Tell whether the offer is made on top of the one before (再奖励5万元)."""
    return bool(_ADDS.search(text[offer.start : offer.end]))


def kept(before: Tree, own: Tree, words: str, on_top: bool) -> Tree:
    """Return the conditions of `before` that hold for the next offer too, whose `own` are told in `words`.

    On top of the offer before all of them hold but those told anew. Else they hold where each of the new ones only
    stands in the place of one before, and no new subject is named.

    >>> first = Tree((Condition("招用登记失业人员", "", "=", True), Condition("劳动合同期限", "", ">=", 1.0, "年")))
    >>> own = Tree((Condition("招用脱贫人口", "", "=", True),))
    >>> [one.attr for one in kept(first, own, "招用脱贫人口的", False).parts]
    ['劳动合同期限']
    """
    left = tuple(part for part in before.parts if not any(_same(part, one) for one in own.parts))
    if on_top:
        return Tree(left)
    parallel = own.parts and all(any(_same(part, one) for part in before.parts) for one in own.parts)
    bare = words.rstrip("，").endswith("的") and not _OWN_SUBJECT.match(words)
    return Tree(left) if parallel and bare else Tree()


def named_alike(own: Tree, before: Tree) -> Tree:
    """Return `own` with the attributes named in full, as the offer before names them (增速 → 年产值增速).

    >>> before = Tree((Condition("年产值增速", "", ">=", 10.0, "%"),))
    >>> named_alike(Tree((Condition("增速", "", ">=", 20.0, "%"),)), before).parts[0].attr
    '年产值增速'
    """
    return Tree(tuple(_full(one, before.parts) for one in own.parts), own.any)


def _full(one: Condition | Tree, known: Sequence[Condition | Tree]) -> Condition | Tree:
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
    if _BUILT.search(old.attr) and _BUILT.search(new.attr):
        return True
    return old.value is new.value is True and len(new.attr) > 3 and old.attr[:2] == new.attr[:2]
