"""Lists of conditions and of those excluded: 须同时符合以下条件：（1）…（2）… · 有下列情形之一的，不予支持：…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.extract.condition import items
from ingest.extract.denial import LONGEST, SHORTEST
from ingest.extract.housekeeping import aftermath, without_housekeeping
from ingest.extract.memory import Memory
from ingest.extract.tree import Passage, Tree
from ingest.parse.sentence import begin_of
from ingest.record import Clause, Condition, Document
from ingest.rules import load

__all__ = ["Piece", "before_list", "below", "block", "listed", "without_denied", "without_lists"]

Piece = tuple[Passage, int, int]
_SUM = re.compile(r"(?:每[^，。；\d]{1,6}|给予|补贴|补助|奖励|发放|，)\d[\d.]*万?元$|给予[^，。；]{0,8}\d[\d.]*万?元")
_MUST_MEET = re.compile("(?:还|均|同时)*(?:应当?|须|需|必须|应)?(?:同时)?(?:符合|满足|具备)[^，。：]{0,8}(?:条件|要求)")
_NEGATED = re.compile("情形[^，。：]{0,4}的?，?[^，。：]{0,16}(?:不|取消|否决|暂停|停止|终止|排除|除外|追回|收回)")
_STOP = re.compile(r"[。\n](?!（?[\d一二三四五六七八九]{1,2}[）.、])")
_DENIED_ITEM = re.compile(r"(?:（[^（）]{1,3}）|\d{1,2}[.、])?(?P<what>[^；。\n]{3,160})")
_NOBODY = load("condition")["nobody"].regex
_PAID_BEFORE = re.compile(  # 对同一举报人的同一事项，不予重复奖励: who was paid for it before
    "对?(?P<same>同一[^，。；]{2,30}?)的?，?(?:一律|均|原则上)?不(?:再|予|得)重复(?:给予|享受)?(?P<aid>补[助贴]|奖[励补]|资助|支持)"
)
_NOT_AGAIN = re.compile("的，(?:一律|均|原则上)?不(?:再|予|得)(?:重复)?[^，。；]*$")


def block(document: Document, clause: Clause, passage: Passage) -> Tree:
    """Read the lists of conditions in `clause`, or in the clauses below its colon.

    >>> from ingest.record import Meta, Source
    >>> clause = Clause("d", "一", "须同时符合下列条件：（1）在本市注册；（2）具有法人资格。")
    >>> document = Document("d", Source("例", "", "", ()), Meta("例"), (clause,))
    >>> [one.attr for one in block(document, clause, Passage.of(clause.text)).parts]
    ['在本市注册', '法人资格']
    """
    text, found = passage.even.text, list[Condition | Tree]()
    for match in load("condition")["list"].regex.finditer(text):
        end = _end(text, match.end())
        head = _head(text, match.start(), end)
        if aftermath(head):
            continue
        any_of = any(match[name] for name in ("one1", "one2", "one3", "one4"))
        denied = bool(load("condition")["deny"].regex.search(text[_begin(text, match.start()) : end]))
        denied = denied or bool(_NEGATED.search(head))
        colon = text.find("：", match.end(), end) + 1
        pieces: list[Piece] = [(passage, colon, end)] if colon and text[colon:end].strip("。 ") else []
        if colon and not pieces:
            pieces = list(_items(document, clause, whole=denied))
        found += listed(pieces, denied, any_of).flat()
    return Tree(tuple(found))


def _items(document: Document, clause: Clause, *, whole: bool) -> Iterator[Piece]:
    """Yield the items below a colon, without what they say besides; none where each item offers by itself."""
    pieces = list(below(document, clause))
    if len(pieces) > 1 and all(_SUM.search(one.even.text.rstrip("；。")) for one, *_ in pieces):
        return
    for passage, start, end in pieces:
        yield (passage, start, end) if whole else without_denied(without_housekeeping(passage, listed=True))


def without_lists(passage: Passage) -> Passage:
    """Blank each list of conditions with what announces it, so that the rest may be read: same length, offsets hold.

    >>> without_lists(Passage.of("须符合下列条件：在本市注册；正常经营。失信的，不予支持。")).even.text.strip("。")
    '失信的，不予支持'
    """
    text = passage.even.text
    for match in load("condition")["list"].regex.finditer(text):
        passage = passage.blank(match.start(), _end(text, match.end()))
    return passage


def without_denied(passage: Passage) -> Piece:
    """Blank what an item says behind its condition of who gets nothing, which is read by itself.

    >>> passage, start, end = without_denied(Passage.of("购买新房；购买二手住房的，不予补贴"))
    >>> passage.even.text[start:end].strip("。；")
    '购买新房'
    """
    text, rule = passage.even.text, load("condition")["deny"].regex
    for match in list(re.finditer("[^；。\n]+", text))[1:]:
        if (out := rule.search(match[0])) and out.start() > SHORTEST:
            passage = passage.blank(*match.span())
    return passage, 0, len(text)


def before_list(text: str) -> str:
    """Return the words of the sentence before a list of conditions: 养老机构有下列情形之一的."""
    match = load("condition")["list"].regex.search(text)
    return _head(text, match.start(), match.end() + 30) if match else ""


def _head(text: str, start: int, end: int) -> str:
    return text[_begin(text, start) : end].partition("：")[0]


def _begin(text: str, start: int) -> int:
    """Return where the words begin that announce the list at `start`: behind who is excluded from something else.

    >>> text = "对自用设施不予补贴，设施还应当满足以下条件："
    >>> text[_begin(text, 12):]
    '设施还应当满足以下条件：'
    """
    begin = begin_of(text, start)
    if _MUST_MEET.match(text, start):
        denied = list(load("condition")["deny"].regex.finditer(text, begin, start))
        apart = text.find("，", denied[-1].end(), start) if denied else -1
        return apart + 1 if apart >= 0 else begin
    return begin


def _end(text: str, start: int) -> int:
    match = _STOP.search(text, start)
    return match.start() if match else len(text)


def below(document: Document, clause: Clause) -> Iterator[Piece]:
    """Yield the items right below a clause, whole."""
    for child in document.below(clause.path):
        if child.kind != "table" and child.above == clause.path:
            passage = Passage.of(child.text, child.path)
            yield passage, 0, len(passage.even.text)


def listed(pieces: Sequence[Piece], denied: bool = False, any_of: bool = False) -> Tree:
    """Read the items of one list: what all must hold, or one of it, or who is excluded."""
    found: list[Condition | Tree] = []
    memory = Memory()
    for passage, start, end in pieces:
        if denied:
            found.extend(_excluded(passage, start, end))
            continue
        tree = items(passage, start, end, memory, any_of, len(pieces) == 1)
        found.extend([tree] if any_of and len(tree.parts) > 1 and not tree.any else tree.parts)
    return Tree(tuple(found), any_of and not denied and len(found) > 1)


def _excluded(passage: Passage, start: int, end: int) -> Iterator[Condition]:
    for match in _DENIED_ITEM.finditer(passage.even.text[:end], start):
        if _NOBODY.fullmatch(match["what"]):
            continue
        if again := _PAID_BEFORE.match(match["what"]):
            paid = Condition(f"{again['same']}已获{again['aid']}", "", "=", False)
            yield passage.condition(paid, match.start("what"), match.start("what") + again.end())
        elif SHORTEST <= len(words := _NOT_AGAIN.sub("", match["what"]).strip("，：、的")) <= LONGEST:
            yield passage.condition(replace(Condition(words, ""), op="=", value=False), *match.span("what"))
