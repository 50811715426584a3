"""Conditions as a tree of all and any, and the passage that they are read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.parse.normalize import Plain, plain
from ingest.record import Condition
from ingest.rules import load

__all__ = ["BELONGS", "Passage", "Tree", "numbered", "of_whom"]

_HEADED = load("criterion")["headed"].regex  # a heading that runs into the text: 第五条（建设补助）新增床位20张以上的
_NEXT_BAND = re.compile(
    r"\d[^，。；]{1,3}及以上[至—-][^，。；]*\d[^，。；\d及]{1,4}以上$"
)  # 1万元及以上至2万元、2万元以上
_SHORT_NAME = re.compile("（(?:以下|下文)[简统合]?称[^（）]{1,24}）")
_FIRM_OUT = re.compile(r"(?:企业|公司|单位|机构)(?=除外)")


@dataclass(frozen=True, slots=True)
class Passage:
    """The even text to read conditions in, the original to quote, and its clause where it is not the record's own."""

    even: Plain
    original: str
    path: str | None = None

    @classmethod
    def of(cls, original: str, path: str | None = None, number: str = "") -> Passage:
        """Read `original`; `number` is that of its clause, which may run into a number: 1.10万元以上的."""
        flat, number = plain(original), number or (path or "").rpartition("/")[2]
        if number.isdigit() and flat.text.startswith(f"{number}.") and flat.text[len(number) + 1 :][:1].isdigit():
            return cls(Plain("。" * (len(number) + 1) + flat.text[len(number) + 1 :], flat.at), original, path)
        if not (match := _HEADED.match(flat.text)):
            return cls(flat, original, path)
        label = match["label"] or match["number"] or ""
        blank = "。" * (match.end() - len(label))
        return cls(Plain(label + blank + flat.text[match.end() :], flat.at), original, path)

    def condition(self, found: Condition, start: int, end: int) -> Condition:
        """Return `found` with its words as they stand in the original at `start … end` of the even text."""
        if found.value is False and found.attr == self.even.text[start:end]:
            start, end = self._excepted(start, end)
            found = replace(found, attr=self.even.text[start:end])
        if "称" in found.attr:
            found = replace(found, attr=_SHORT_NAME.sub("", found.attr))
        first, last = self.even.span(start, end)
        said = self.original[first:last]
        if found.op == ">=" and _NEXT_BAND.search(said):
            found = replace(found, op=">")
        return replace(found, text=said, path=self.path, start=first)

    def without(self, start: int, end: int) -> Passage:
        """Return the passage as if `start … end` of its even text were not there."""
        text, at = self.even.text, self.even.at
        return replace(self, even=Plain(text[:start] + text[end:], at[:start] + at[end:]))

    def blank(self, start: int, end: int) -> Passage:
        """Return the passage with `start … end` of its even text blanked to stops, so that offsets hold."""
        text = self.even.text
        return replace(self, even=Plain(text[:start] + "。" * (end - start) + text[end:], self.even.at))

    def _excepted(self, start: int, end: int) -> tuple[int, int]:
        """Name whole who is left out: 劳务派遣企业 of 其中劳务派遣企业除外."""
        start += 2 if self.even.text.startswith("其中", start, end - 2) else 0
        firm = _FIRM_OUT.match(self.even.text, end)
        return start, firm.end() if firm else end


@dataclass(frozen=True, slots=True)
class Tree:
    """Conditions that must all hold, or of which one must hold where `any` is set."""

    parts: tuple[Condition | Tree, ...] = ()
    any: bool = False

    def __bool__(self) -> bool:
        return bool(self.parts)

    def flat(self) -> tuple[Condition | Tree, ...]:
        """Return what all must hold: its parts, or itself where one of them is enough."""
        return (self,) if self.any else self.parts

    def single(self) -> Condition | Tree:
        """Return its only part, else itself."""
        return self.parts[0] if len(self.parts) == 1 else self

    def conditions(self) -> Iterator[Condition]:
        """Yield every condition in it, however deep.

        >>> a, b = (Condition(name, name, "=", True) for name in "甲乙")
        >>> [one.attr for one in Tree((a, Tree((b,), any=True))).conditions()]
        ['甲', '乙']
        """
        for part in self.parts:
            if isinstance(part, Tree):
                yield from part.conditions()
            else:
                yield part


BELONGS = "属于"


def numbered(trees: Iterable[Tree]) -> tuple[tuple[Condition, ...], str | None]:
    """Return all conditions of `trees` in order, and how they combine; one that must hold anyway is named once.

    >>> a, b, c = (Condition(name, name, "=", True) for name in "甲乙丙")
    >>> numbered([Tree((a, b), any=True), Tree((c,)), Tree((c,))])[1]
    '(c1 or c2) and c3'
    """
    found: list[Condition] = []
    known: set[tuple[object, ...]] = set()

    def named(tree: Tree, top: bool) -> str:
        names = []
        for part in tree.parts:
            if isinstance(part, Tree):
                names.append(named(part, False))
                continue
            key = (part.attr, part.op, part.value, part.unit)
            if top and key in known:
                continue
            known.update([key] if top else [])
            found.append(part)
            names.append(f"not c{len(found)}" if of_whom(part) else f"c{len(found)}")
        names = [name for name in names if name]
        joined = (" or " if tree.any else " and ").join(names)
        return f"({joined})" if not top and len(names) > 1 else joined

    flat = [part for tree in trees for part in tree.flat()]
    whole = flat[0] if len(flat) == 1 and isinstance(flat[0], Tree) else Tree(tuple(flat))
    logic = named(whole, True)
    return tuple(found), logic or None


def of_whom(one: Condition) -> bool:
    """Tell whether a condition says of whom alone something is asked: it is met by who is none of them, or meets that.

    >>> of_whom(Condition("属于旅行社", "旅行社", "=", True)), of_whom(Condition("属于本区", "属于本区", "=", True))
    (True, False)
    """
    return one.value is True and one.attr.startswith(BELONGS) and not one.text.startswith(BELONGS)
