"""Whom an offer points to by 下列: the items below its clause, or those behind its colon, of which one is enough."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extract.condition import Passage, Tree, sentence
from ingest.extract.definition import Meaning, named_in
from ingest.extract.memory import Memory
from ingest.record import Clause, Condition, Document

__all__ = ["pointed"]

_POINTS = re.compile(
    "(?P<name>(?:下列|以下|下述)(?:[^，。；：、的\\d]{0,6}?)(?:人员|对象|群体|主体|企业|单位|机构|家庭|毕业生|人才|劳动者|学生|老年人|居民|户|者))(?!之一)"
)
_BEHIND = re.compile("：(?P<list>[^：]+?)(?:。|$)")
_PAID = re.compile(r"\d\s*(?:[万亿]?元|%|％)|给予|奖励|补[助贴]\d")
_WHO = re.compile(
    "(?:人员|人才|人口|者|人|生|军人|军属|农民|农民工|职工|青年|妇女|家庭|家属|子女|成员|对象|劳动力|户|民|企业|公司|机构|单位|组织|合作社|农场|学校|医院|院所|协会|园区|基地|平台|中心|团队)$"
)
_GOES_ON = re.compile("且|并|均|同时|其中|还|以及")
_BRACKETS = re.compile("（[^（）]*）")
_LABEL = re.compile(r"(?:（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、]|[①-⑳])")


def pointed(
    document: Document, clause: Clause, passage: Passage, start: int, end: int
) -> Iterator[tuple[str, Meaning]]:
    """Yield the name by which the sentence at `start … end` points to a list, with what must hold of one of the list.

    Items that pay something themselves are offers, and no list of whom another offer is for.

    >>> from ingest.record import Meta, Source
    >>> above = Clause("d", "一", "一、对下列人员给予补贴1000元：")
    >>> below = Clause("d", "一/(一)", "（一）退役军人；"), Clause("d", "一/(二)", "（二）毕业5年内的高校毕业生。")
    >>> document = Document("d", Source("例", "", "", ()), Meta("例"), (above, *below))
    >>> [(name, meaning.kinds) for name, meaning in pointed(document, above, Passage.of(above.text), 0, 16)]
    [('下列人员', ('退役军人', '毕业5年内的高校毕业生'))]
    """
    match = _POINTS.search(passage.even.text, start, end)
    if match is None:
        return
    found = list(_below(document, clause)) or list(_behind(passage, match.end()))
    said = [at.even.text[a:b] for at, a, b in found]
    if len(found) < 2 or any(_PAID.search(one) or not _names(one) for one in said):
        return
    ways: list[Condition | Tree] = []
    for at, first, last in found:
        own = at.condition(Condition(at.even.text[first:last], "", "=", True), first, last)
        parts = sentence(at, first, last, Memory()).parts
        ways.append(parts[0] if len(parts) == 1 else Tree(parts) if parts else own)
    kinds = tuple(at.even.text[first:last] for at, first, last in found)
    yield match["name"], Meaning(Tree((Tree(tuple(ways), any=True),)), kinds)


def _names(said: str) -> bool:
    """Tell whether an item names by itself who is meant; 连续缴纳社保满1年 is asked with what stands beside it.

    >>> _names("毕业5年内的高校毕业生"), _names("连续缴纳社会保险满1年"), _names("且未就业的高校毕业生")
    (True, False, False)
    """
    return bool(_WHO.search(_BRACKETS.sub("", said))) and not _GOES_ON.match(said)


def _below(document: Document, clause: Clause) -> Iterator[tuple[Passage, int, int]]:
    for one in document.clauses:
        if one.path.rpartition("/")[0] == clause.path and clause.path:
            passage = Passage.of(one.text, one.path)
            for span in named_in(passage.even.text, 0, len(passage.even.text)):
                yield passage, *span


def _behind(passage: Passage, start: int) -> Iterator[tuple[Passage, int, int]]:
    text = passage.even.text
    match = _BEHIND.search(text, start)
    if match is None:
        return
    first, last = match.span("list")
    cuts = [one.start() for one in _LABEL.finditer(text, first, last)]
    if cuts:
        for a, b in zip(cuts, [*cuts[1:], last], strict=True):
            for span in named_in(text, a, b):
                yield passage, *span
        return
    marks = next((mark for mark in "；，" if mark in text[first:last]), "、")
    at = first
    for stop in [*(one.start() for one in re.finditer(marks, text[:last]) if one.start() >= first), last]:
        if stop - at > 1:
            yield passage, at, stop
        at = stop + 1
