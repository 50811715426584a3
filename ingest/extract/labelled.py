"""Offers told under labels: 支持对象：… 申报条件：… 补贴标准：…, one a line or all in one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from ingest.extract.condition import items
from ingest.extract.denial import denials
from ingest.extract.memory import Memory
from ingest.extract.recipient import whoever
from ingest.extract.tree import Passage, Tree
from ingest.parse.normalize import Plain
from ingest.record import Condition
from ingest.rules import load

__all__ = ["Labelled", "Section", "labelled", "sections"]

Role = Literal["who", "must", "sum", "other"]
_ROLES: tuple[Role, ...] = ("who", "must", "sum", "other")
_NUMBERED = re.compile(r"\s*(?:[（(][\d一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、．](?!\d)|[①-⑳])")


@dataclass(frozen=True, slots=True)
class Section:
    """What stands behind one label, `start … end` of the even text; its label begins at `label`."""

    role: Role
    label: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """One offer told under labels: from where to where in its clause, for whom, and all that they ask."""

    start: int
    end: int
    asked: Tree
    who: str
    sums: bool

    def holds(self, at: int) -> bool:
        return self.start <= at < self.end


def sections(text: str) -> tuple[Section, ...]:
    """Return what stands behind the labels of `text`, in order.

    >>> text = "支持对象：船东。申报条件：持证。补贴标准：每船1万元。材料：证书。"
    >>> [(one.role, text[one.start : one.end]) for one in sections(text)]
    [('who', '船东。'), ('must', '持证。'), ('sum', '每船1万元。'), ('other', '证书。')]
    """
    if "：" not in text and "】" not in text:
        return ()
    found: dict[int, tuple[Role, int]] = {}
    for role in _ROLES:
        for match in _label(role).finditer(text):
            found.setdefault(match.start(), (role, match.end()))
    starts = sorted(found)
    told = (Section(found[at][0], at, found[at][1], end) for at, end in pairwise([*starts, len(text)]))
    return tuple(one for one in told if one.start < one.end)


def labelled(passage: Passage) -> tuple[Labelled, ...]:
    """Return the offers told under labels; none where no label says who may apply or what they must meet.

    >>> text = "支持对象：残疾人、退役军人。申报条件：持证上岗；按月报告。补贴标准：每人1万元。"
    >>> [(one.who, [part.attr for part in one.asked.parts]) for one in labelled(Passage.of(text))]
    [('残疾人、退役军人', ['申请人类型', '持证上岗', '按月报告'])]
    """
    found = []
    for group in _groups(sections(passage.even.text)):
        trees, who = list[Tree](), ""
        for one in group:
            if one.role == "who":
                tree = whoever(passage, one.start, _first_stop(passage.even.text, one))
                trees += [tree, _must(passage, replace(one, start=_first_stop(passage.even.text, one)))]
                who = who or _named(passage.even.text, one)
            elif one.role == "must":
                trees.append(_must(passage, one))
        if any(one.role in ("who", "must") for one in group):
            asked = Tree(tuple(part for tree in trees for part in ((tree,) if tree.any else tree.parts)))
            found.append((group, asked, who))
    edges = [0, *(group[0].label for group, *_ in found[1:]), len(passage.even.text)]
    return tuple(
        Labelled(start, end, asked, who, any(one.role == "sum" for one in group))
        for (group, asked, who), start, end in zip(found, edges, edges[1:], strict=False)
    )


@cache
def _label(role: Role) -> re.Pattern[str]:
    return load("condition")[f"label-{role}"].regex


def _groups(found: Sequence[Section]) -> Iterator[list[Section]]:
    """Part the sections of several offers: the label that the first begins with begins each."""
    told = [one for one in found if one.role != "other"]
    group: list[Section] = []
    for one in told:
        if group and one.role == group[0].role and group[-1].role != one.role:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _first_stop(text: str, one: Section) -> int:
    """Return where the list of who may apply ends: at the first stop that no further item follows."""
    for match in re.finditer(r"[。\n]", text[one.start : one.end]):
        if not _NUMBERED.match(text, one.start + match.end(), one.end):
            return one.start + match.start()
    return one.end


def _named(text: str, one: Section) -> str:
    """Return whom the section names last: 小微企业 of 招用残疾人的小微企业, all of a list without 的."""
    said = text[one.start : _first_stop(text, one)].strip("。；，\n")
    return "" if _NUMBERED.match(said) or "；" in said else said.rpartition("的")[2]


def _must(passage: Passage, one: Section) -> Tree:
    """Read what a section asks, sentence by sentence, but the lists of conditions in it, which are read as such."""
    text, rules = passage.even.text, load("condition")
    found: list[Condition | Tree] = []
    start = one.start
    while start < one.end:
        end = _first_stop(text, replace(one, start=start))
        said = text[start:end]
        if said.strip() and not rules["list"].regex.search(said) and not rules["procedure"].regex.search(said):
            found += _sentence(passage, start, end)
        start = end + 1
    return Tree(tuple(found))


def _sentence(passage: Passage, start: int, end: int) -> Iterator[Condition | Tree]:
    """Read one sentence or numbered list: what must hold, and who is shut out (转租的，不予补贴)."""
    text = passage.even.text
    upto = Passage(Plain(text[:end], passage.even.at[:end]), passage.original, passage.path)
    shut = denials(upto, start)
    if shut:
        firsts = [
            passage.even.at.index(part.start) for part in shut.parts if isinstance(part, Condition) and part.start
        ]
        end = min(firsts, default=start)
    if end > start:
        asked = items(passage, start, end, Memory())
        yield from (asked,) if asked.any else asked.parts
    yield from shut.parts
