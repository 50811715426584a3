"""What a document means by a word: 本细则所称高校毕业生，是指毕业五年内、具有大学专科以上学历的毕业生."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ingest.extract.condition import Passage, Tree, sentence
from ingest.extract.memory import Memory
from ingest.record import Clause, Condition
from ingest.rules import load

__all__ = ["definitions", "explained"]

_BESTOWED = re.compile(
    "认定|评定|命名|授予|公布|名录|名单|评审"
)  # an office finds who bears the name: it is to be shown
_JOINING = re.compile("[，、。的]|并且?|以及|或者?|且|和|及|依法|在本市|企业|单位|机构|人员")


def definitions(clause: Clause) -> Iterator[tuple[str, Tree]]:
    """Yield each word that the clause defines, with what must hold of whoever bears it.

    >>> clause = Clause("d", "第二条", "第二条 本办法所称初创企业，是指成立3年以内、在本市登记的企业。")
    >>> [(name, [one.attr for one in tree.parts]) for name, tree in definitions(clause)]
    [('初创企业', ['成立年限', '在本市登记'])]
    """
    passage = Passage.of(clause.text, clause.path)
    for match in load("condition")["definition"].regex.finditer(passage.even.text):
        name = match["name"]
        if _BESTOWED.search(match["what"]):
            continue
        parts = sentence(passage, *match.span("what"), Memory()).parts
        told = tuple(one for one in parts if not _is_genus(one, name))
        if told and _unread(match["what"], parts):
            told = (passage.condition(Condition(name, "", "=", True), *match.span("name")), *told)
        elif len(told) == 1 and isinstance(told[0], Condition) and "、" in told[0].attr:
            own = passage.condition(Condition(name, "", "=", True), *match.span("name"))
            told = (Tree((own, *told), any=True),)  # 城镇零就业家庭成员、残疾人: one of the kinds, or who is called so
        if told:
            yield name, Tree(told)


def _is_genus(one: Condition | Tree, name: str) -> bool:
    return isinstance(one, Condition) and one.value is True and name.endswith(one.attr)


def _unread(what: str, parts: Iterable[Condition | Tree]) -> bool:
    """Tell whether a definition says more than its parts ask for, so that they alone do not show who bears the name."""
    for part in parts:
        for one in _flat(part):
            what = what.replace(one.text, "")
    return len(_JOINING.sub("", what)) > 1


def _flat(part: Condition | Tree) -> Iterator[Condition]:
    if isinstance(part, Condition):
        yield part
    else:
        for one in part.parts:
            yield from _flat(one)


def explained(trees: Iterable[Tree], meanings: Mapping[str, Tree]) -> list[Tree]:
    """Put what a word means in place of each condition that only names it."""
    return [_explained(tree, meanings) for tree in trees]


def _explained(tree: Tree, meanings: Mapping[str, Tree]) -> Tree:
    found: list[Condition | Tree] = []
    for part in tree.parts:
        if isinstance(part, Tree):
            found.append(_explained(part, meanings))
        elif part.value is True and (meant := meanings.get(part.attr)):
            found.extend((meant,) if tree.any else meant.parts)
        else:
            found.append(part)
    return Tree(tuple(found), tree.any)
