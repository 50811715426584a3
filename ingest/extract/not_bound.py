"""Who need not meet what is asked of all others, said behind it: 博士研究生不受社会保险缴纳时间限制."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.extract.condition import Passage, Tree, phrase
from ingest.extract.let_off import LetOff
from ingest.extract.memory import Memory
from ingest.record import Condition

__all__ = ["not_bound"]

_FREE = re.compile(
    "(?:其中，?|但|对于?)*(?P<who>(?!本[条款项]|不|上述|可)[^，。；、不]{2,20}?(?:、[^，。；不]{2,12}?)*)(?:的)?(?:申[请报]时)?(?:可以?|均|则|也)*"
    '(?:不受(?:前款|上述|该|此|以上)?[“"]?(?P<what>[^，。；”]{2,24}?)[”"]?(?:的)?(?:要求|条件)?(?:的)?(?:限制|约束)'
    "|(?:不(?:作|做|受|设|限)|无需满足|可不受|免除?)(?P<too>[^，。；]{0,12}?)(?:的)?(?:要求|限制|条件))"
)
_OF_ITEM = re.compile(
    "(?:可以?|均|则|也)*不受(?:前款|上款|上述|前述|本条)[^，。；]{0,8}第（.{1,2}）项[^，。；]{0,10}(?:限制|约束)"
)
_WHO = frozenset({"学历或技能等级", "申请人类型", "职称", "行业"})
_CLASS = re.compile(
    "(?:类|层次|[一二三四五]档)(?:及?以[上下])?(?:高层次)?(?:人才|专家|对象|人员|企业|主体|家庭|机构|农户)?$"
)
_THIS = re.compile("(?:上述|前述|该|此|本|以上)?(?:项|款|条)?(?:规定)?")


def not_bound(trees: Iterable[Tree], path: str = "") -> list[Tree]:
    """Return the trees in which who is let off something need not meet it, and nobody is asked to be let off.

    `path` is that of the clause whose own conditions name none.

    >>> asked, freed = (Condition(attr, attr, "=", True) for attr in ("具有本市户籍", "毕业生不受户籍限制"))
    >>> [either] = not_bound([Tree((asked, freed))])[0].parts
    >>> either.any, [one.attr for one in either.parts]
    (True, ['具有本市户籍', '毕业生'])
    """
    every = [_unpointed(tree) for tree in trees]
    free = list(dict.fromkeys(one for tree in every for one in _told(tree)))
    for match in free:
        every = _without(every, match, path)
    return every


def _unpointed(tree: Tree) -> Tree:
    """Leave out that the offer is free of an item of its own clause, which is not asked of it elsewhere."""
    found = (_unpointed(one) if isinstance(one, Tree) else one for one in tree.parts)
    kept = (one for one in found if one and not (isinstance(one, Condition) and _OF_ITEM.fullmatch(one.attr)))
    return replace(tree, parts=tuple(kept))


def _told(tree: Tree) -> Iterator[Condition]:
    for one in tree.conditions():
        if one.value in (True, None) and ("不" in one.attr or "免" in one.attr) and _FREE.fullmatch(one.attr):
            yield one


def _without(trees: list[Tree], freed: Condition, path: str) -> list[Tree]:
    match = _FREE.fullmatch(freed.attr)
    assert match is not None
    what = (match["what"] or match["too"] or "").strip()
    off = LetOff(0, 0, what, 0, 0)
    nearest = None if what and not _THIS.fullmatch(what) else _before(trees, freed, path)
    who = _who(match["who"], freed)

    def asked(one: Condition) -> bool:
        if one.value is False or _tells_who(one, freed):
            return False
        return one is nearest or (nearest is None and off.of(f"{one.attr}{one.text}"))

    def eased(tree: Tree) -> Tree:
        found: list[Condition | Tree] = []
        for part in tree.parts:
            if isinstance(part, Tree):
                inner = eased(part)
                found += [inner] if inner else []
            elif part.attr != freed.attr:
                found.append(Tree((part, who), any=True) if asked(part) else part)
        return Tree(tuple(found), tree.any)

    return [eased(tree) for tree in trees]


def _before(trees: list[Tree], freed: Condition, path: str) -> Condition | None:
    """Return the condition of the same clause that stands last before words that name none: …不作此要求."""
    where = freed.path or path
    flat = [
        one for tree in trees for one in tree.conditions() if (one.path or path) == where and not _tells_who(one, freed)
    ]
    ahead = [one for one in flat if one.start is not None and freed.start is not None and one.start < freed.start]
    return max(ahead, key=lambda one: one.start or 0, default=None)


def _tells_who(one: Condition, freed: Condition) -> bool:
    """Tell whether a condition says who somebody is, of which nobody is let off."""
    return one.attr in _WHO or bool(_CLASS.search(one.attr)) or one.attr == freed.attr


def _who(said: str, freed: Condition) -> Condition | Tree:
    read = phrase(Passage.of(said, freed.path), 0, len(said), Memory(), told=True).parts
    parts = tuple(_placed(part, freed) for part in read)
    return parts[0] if len(parts) == 1 else Tree(parts) if parts else replace(freed, attr=said, op="=", value=True)


def _placed(part: Condition | Tree, freed: Condition) -> Condition | Tree:
    if isinstance(part, Tree):
        return Tree(tuple(_placed(one, freed) for one in part.parts), part.any)
    return replace(part, text=freed.text, path=freed.path, start=freed.start)
