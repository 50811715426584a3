"""Who is left out where the benefit is said first: 第二条规定的奖励不适用于机关事业单位在编人员."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extract.condition import Passage, Tree
from ingest.record import Condition

__all__ = ["kinds_left_out", "left_out_of"]

_WHO = (
    "(?:人员|人才|职工|员工|公务员|干部|教师|医生|学生|学员|家庭|个人|居民|农户|户|者|单位|企业|"
    "公司|机构|组织|主体|合作社|学校|院校|协会|机关|工商户|毕业生|军人)"
)
_LEFT_OUT = re.compile(
    r"""(?x)
    (?:^|(?<=[。；，\n条）]))\s*
    (?P<names>
        (?:本(?:措施|办法|政策|细则|规定|意见|方案|条|章|款)?|第[（(]?[一二三四五六七八九十百\d]+[）)]?[条款章](?:(?:、|和|及|至|或|与)第?[（(]?[一二三四五六七八九十百\d]+[）)]?[条款章])*|上述|以上|前款|前述)
        (?:中?(?:规定|所列|所称|所述|涉及)?的?)?(?:各[项类])?(?:补贴|补助|奖励|津贴|资助|政策|待遇|支持|扶持|措施|资金|人才|人员)*(?:和|及|、)?(?:补贴|补助|奖励)?
        (?:对象|范围|适用范围|支持范围|适用对象|申报主体)?
    )
    (?:均|一律|，|暂|都)*不(?:适用于?|包括|包含|含|面向|针对|涵盖)
    (?P<who>(?!本数|本级)[^。；\n：]{2,80}?%WHO%)(?:等)?(?=[。；\n]|$|，)
    """.replace("%WHO%", _WHO)
)
_BETWEEN = re.compile("、|和|及(?!其)|以及|与|或者?")
_WHOLE = re.compile(_WHO + "$")


def left_out_of(passage: Passage) -> Iterator[tuple[str, Tree, int]]:
    """Yield what each such sentence speaks of, who is left out of it, and where it stands.

    >>> text = "第二条规定的奖励不适用于机关事业单位在编人员和劳务派遣单位。"
    >>> [(names, [one.attr for one in tree.parts]) for names, tree, _ in left_out_of(Passage.of(text))]
    [('第二条规定的奖励', ['机关事业单位在编人员', '劳务派遣单位'])]
    >>> list(left_out_of(Passage.of("补贴期限1年，不包括个人应缴纳部分。")))
    []
    """
    for match in _LEFT_OUT.finditer(passage.even.text):
        yield match["names"], Tree(tuple(kinds_left_out(passage, *match.span("who")))), match.start("names")


def kinds_left_out(passage: Passage, start: int, end: int) -> Iterator[Condition]:
    """Yield each of the kinds that a list at `start … end` names, as one that must not be so."""
    text, found, at = passage.even.text, list[tuple[int, int]](), start
    for stop in [*(one.start() for one in _BETWEEN.finditer(text, start, end)), end]:
        between = _BETWEEN.match(text, at) if at > start else None
        first = between.end() if between else at
        if stop - first > 1:
            found.append((first, stop))
        at = stop
    for a, b in _with_their_noun(text, found):
        yield passage.condition(Condition(text[a:b], "", "=", False), a, b)


def _with_their_noun(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep together what only the last noun ends: 机关、事业单位在编人员 are one kind, told by two words."""
    found: list[tuple[int, int]] = []
    begin: int | None = None
    for first, last in spans:
        begin = first if begin is None else begin
        if _WHOLE.search(text[begin:last]) and not text[begin:last].endswith("机关"):
            found.append((begin, last))
            begin = None
    if begin is not None and spans:
        found.append((begin, spans[-1][1]))
    return found
