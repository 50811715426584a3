"""Of which class applicants say that they are: 我是B类人才, 认定成第三层次人才, where the offers ask for classes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.letter import letters
from graph.eligibility.language.segment import Segment
from graph.eligibility.scheme import Scheme

__all__ = ["asked_only", "class_said"]

_CLASS: Final = re.compile(
    "(?:[A-HⅠ-Ⅴ]类|第?[一二三四五六七八九]层次|(?:第?[一二三四五六七八九]|[甲乙丙丁戊])类)(?:高层次)?(?=人才|专家)"
    "|(?:[A-HⅠ-Ⅴ]类|第?[一二三四五六七八九]层次)(?=$|[，。的])"
)
_IS_SO: Final = re.compile("(?:^|我|[是为属到成上定评入列了个名])(?:于|我们?市?的?|一[名个位]|市里的?)?$")
_NOT_SO: Final = re.compile("[不没未非差想冲报]|申请|[配爱]偶|爱人|对象|老[公婆]|丈夫|妻|同事|朋友")


def class_said(parts: Iterable[Segment], near: Iterable[Scheme]) -> Iterator[Fact]:
    """Yield the class that an applicant is told to be of."""
    if not any(letters(need.attr) for scheme in near for need in scheme.requirements if need.value is True):
        return
    for part in parts:
        match = _CLASS.search(part.text)
        if match and not _NOT_SO.search(part.text, 0, match.start()) and _held(part, match):
            yield Fact.of("人才类别", f"{match[0]}人才", words=part.text, start=part.start)
            return


def _held(part: Segment, match: re.Match[str]) -> bool:
    return not part.asks or bool(_IS_SO.search(part.text[: match.start()]))


def asked_only(part: Segment) -> bool:
    """Tell whether a stretch only asks for what those of a class get: 能拿C类人才那20万元吗."""
    match = _CLASS.search(part.text) if part.asks else None
    return bool(match) and not _IS_SO.search(part.text[: match.start()])  # type: ignore[union-attr]
