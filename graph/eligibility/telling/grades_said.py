"""Grades that an applicant tells: 亩均评价B类, 第三方评下来是三级, each as the answer to what is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.segment import Segment
from graph.eligibility.scheme import Requirement, Scheme

__all__ = ["grades_said"]

_GRADE: Final = re.compile(
    r"(?<![A-Za-z])[A-E](?:\+|-)?(?:类|级|档|等)|[甲乙丙丁](?:级|类|等)|(?<![第十])[一二三四五](?:级|类|档|等|星级?)(?!奖)|[1-5]A级?|(?<!市)(?<!县)(?:基本合格|不合格|合格|优秀|良好)(?!率)"
)
_LETTER: Final = re.compile(r"(?<=[得评获拿是为个了到])[A-E](?![A-Za-z级类等档+-])")  # 考核得了个C leaves 级 out
_SHORT_OF: Final = re.compile("没|未|不|低于|差一点|离")  # what stands before a grade that was not reached
_SANK: Final = re.compile("[降升提调变改][为到成至]")  # of the grades before and after, the last one holds
_PAST: Final = re.compile(
    "以前|之前|此前|原来|原先|前几年|早先|当时|曾|[领拿得评]过"
)  # a grade of before: the one of now goes first
_ASSESSED: Final = re.compile("评|定|等级|水平|结果|标识|证书|挂牌|标准化|达标|成熟度|资质|认证")
_BY_DIGIT: Final = re.compile(  # 1级能效, 能效2级: people write these grades by digits
    r"(?<!\d)[1-5](?=级(?:的|及?以上)?[能水]效)|(?:(?<=[能水]效)|(?<=[能水]效等级)|(?<=[能水]效是)|(?<=[能水]效达到))[1-5](?=级)"
)
_STARS: Final = re.compile("[一二三四五]星(?!级|期)")  # 一星标识 leaves 级 out


def grades_said(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield each grade said of something that a scheme of `near` asks the grade of.

    The words around the grade name it, or it is the only thing asked for that has such grades.
    A grade that was not reached is none; of what has changed the last one holds.
    """
    asked = _asked(near)
    parts = sorted(parts, key=lambda part: bool(_PAST.search(part.text)))
    for need in asked.values():
        shape = _shape(str(need.value))
        alone = sum(_shape(str(other.value)) == shape for other in asked.values()) == 1
        for part in _latest_first(parts) if any(_SANK.search(part.text) for part in parts) else parts:
            text = _LETTER.sub(rf"\g<0>{str(need.value)[-1]}", _STARS.sub(r"\g<0>级", part.text))
            text = _BY_DIGIT.sub(lambda match: "一二三四五"[int(match[0]) - 1], text)
            found = [match for match in _GRADE.finditer(text) if _shape(match[0]) == shape]
            found = found[-1:] if _SANK.search(part.text) else found
            if (
                len(found) == 1
                and not _SHORT_OF.search(part.text, 0, found[0].start())
                and not part.asks
                and (
                    _named(need.attr, f"{part.text}，{part.canonical}")
                    or (alone and _ASSESSED.search(part.text))
                    or _SANK.search(part.text)
                )
            ):
                yield Fact.of(need.attr, found[0][0], words=part.text, start=part.start)
                break


def _latest_first(parts: Sequence[Segment]) -> list[Segment]:
    """Return what was said last first, what was so before behind all of it: 原来是三级，今年升到四级."""
    past = [part for part in parts if _PAST.search(part.text)]
    return [*(part for part in reversed(parts) if part not in past), *past]


def _asked(near: Sequence[Scheme]) -> dict[str, Requirement]:
    found: dict[str, Requirement] = {}
    for scheme in near:
        for need in scheme.requirements:
            if isinstance(need.value, str) and _GRADE.match(need.value) and need.attr not in ("称号", "称号级别"):
                found.setdefault(need.key, need)
    return found


def _shape(grade: str) -> str:
    """Return what sort of grade it is: by letters or by numbers, and of 类, 级 or 档.

    >>> _shape("B类"), _shape("三级"), _shape("一级以上")
    ('A类', '一级', '一级')
    >>> _shape("良好"), _shape("不合格")
    ('合格', '合格')
    """
    match = _GRADE.search(grade)
    if not match:
        return grade
    if match[0].endswith(("合格", "优秀", "良好")):
        return "合格"
    return re.sub("[A-E]", "A", re.sub("[一二三四五]", "一", re.sub("[甲乙丙丁]", "甲", match[0])))


def _named(name: str, text: str) -> bool:
    return any(name[at : at + 2] in text for at in range(len(name) - 1))
