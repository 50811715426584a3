"""Predicates: which stretches say what somebody is or does, and where their subject ends."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ingest.rules import load

__all__ = ["bare_verb", "complete", "head_noun", "predicate", "subject_end"]


_MEASURES = re.compile(
    r"(?:未|不|年)?(?:满|足|到|超过|[少低多高]于|达到?|有|为)+\d"
)  # 子女未满16周岁: of what is measured


_NAME = "[^，。；、的\\d（]{{0,16}}?(?:%{{head}})"
_NAMES = "(?>(?:[^，。；、的\\d（]{0,16}?(?:%{head})(?:、|和|及|或)){1,8})"  # 残疾人、|退役军人
_SUBJECT = (
    "(?!单位(?:产品|增加|面积|工业|建筑|GDP))(?!(?:%{{adverb}}|%{{some}})*(?:%{{preposition}}|%{{taking}}))"
    "(?P<who>{names}" + _NAME + ")(?!%{{intransitive}}(?:%{{head}}))(?={opening})(?!%{{preposition}}$)"
)


class _Patterns(NamedTuple):
    """The patterns of predicates, compiled once."""

    opening: re.Pattern[str]
    subject: re.Pattern[str]
    subjects: re.Pattern[str]
    bare: re.Pattern[str]
    head: re.Pattern[str]
    stative: re.Pattern[str]
    adverbial: re.Pattern[str]
    compound: re.Pattern[str]
    ending: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    rules = load("criterion")
    opening = rules["predicate"].regex.pattern
    return _Patterns(
        rules["predicate"].regex,
        rules.pattern(_SUBJECT.format(names="", opening=opening)),
        rules.pattern(_SUBJECT.format(names=_NAMES, opening=opening)),
        rules.pattern(r"(?:%{adverb}|%{some})*(?:%{verb}|%{single})(?:过|了|为)?$"),
        rules.pattern(r"(?:%{head})(?:（[^（）]*）)?$"),
        rules.pattern(r"(?:%{stative})$"),
        rules.pattern(r"(?:%{adverb}|%{some})*(?:%{preposition})(?!.{2,}?(?:%{verb}|%{single}))"),
        rules.pattern(r"%{intransitive}(?:%{head})"),
        rules.pattern(r"%{verb}$"),
    )


def predicate(said: str) -> bool:
    """Tell whether a stretch says what somebody is or does, and does not only name a thing.

    >>> [predicate(said) for said in ("具有独立法人资格", "生活困难", "重点产业新上", "中小微企业")]
    [True, True, True, False]
    """
    patterns = _patterns()
    return bool(patterns.opening.match(said) or patterns.stative.search(said) or patterns.ending.search(said))


def bare_verb(said: str) -> bool:
    """Tell whether a predicate is a verb whose object does not follow it: 新购置 of 新购置的农机.

    >>> [bare_verb(said) for said in ("新购置", "购置农机")]
    [True, False]
    """
    return bool(_patterns().bare.match(said))


def complete(said: str) -> bool:
    """Tell whether a predicate stands by itself: it has its object, and its adverbial has a verb.

    >>> [complete(said) for said in ("受疫情影响", "购置", "在中小板", "在本市注册", "中小企业")]
    [True, False, False, True, False]
    """
    patterns = _patterns()
    open_ = bare_verb(said) or patterns.adverbial.match(said) or patterns.compound.fullmatch(said)
    return predicate(said) and not open_


def head_noun(said: str) -> bool:
    """Tell whether a stretch ends in a noun that names who or what may apply.

    >>> [head_noun(said) for said in ("省级以上科技企业孵化器", "独立法人资格")]
    [True, False]
    """
    return bool(_patterns().head.search(said))


def subject_end(text: str, start: int, end: int) -> int:
    """Return where the subject of `start … end` ends, so that its predicate begins there; `start` where it has none.

    >>> text = "返乡创业人员成功创办初创企业"
    >>> text[: subject_end(text, 0, len(text))]
    '返乡创业人员'
    """
    patterns = _patterns()
    match = patterns.subject.match(text, start, end) or patterns.subjects.match(text, start, end)
    if match is None or end - match.end() <= 1 or _MEASURES.match(text, match.end(), end):
        return start
    return start if patterns.compound.fullmatch(text, match.end(), end) else match.end()
