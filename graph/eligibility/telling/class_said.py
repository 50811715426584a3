"""Of which class applicants say that they are: 我是B类人才, 认定成第三层次人才, where the offers ask for classes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.letter import letters
from graph.eligibility.language.segment import Segment
from graph.eligibility.language.whose import anothers, planned
from graph.eligibility.scheme import Scheme

__all__ = ["asked_only", "class_said", "no_class"]

_CLASS: Final = re.compile(
    "(?:[A-HⅠ-Ⅴ]类|第?[一二三四五六七八九]层次|(?:第?[一二三四五六七八九]|[甲乙丙丁戊])类)(?:高层次)?(?=人才|专家)"
    "|(?:[A-HⅠ-Ⅴ]类|第?[一二三四五六七八九]层次)(?=$|[，。的])"
)
_IS_SO: Final = re.compile("(?:^|我|[是为属到成上定评入列了个名])(?:于|我们?市?的?|一[名个位]|市里的?)?$")
_NOT_SO: Final = re.compile(
    "(?:按照?|参照|比照|照|享受|相当于?|待遇)(?:着)?(?:[市省区县国]里?的?)?$|候选|后备|储备|拟|推荐|提名|[不没未非差想冲报]|申请|[配爱]偶|爱人|对象|老[公婆]|丈夫|妻|同事|朋友"
)
_OF_CLASS: Final = re.compile(  # B类人才办, B类人才候选人: the class is not the speaker's
    "(?:人才|专家)?(?:[办局处](?!理)|服务|工作|候选|后备|储备|培养|培育|人选|提名|推荐|评审|申报|申请|待遇|标准|家属|配偶|子女|助理|秘书|团队|项目"
    "|的(?:家属|配偶|子女|老[公婆]|助理|秘书|待遇|标准|学生|徒弟|团队|候选|同事|下属|员工))"
)


def class_said(parts: Iterable[Segment], near: Iterable[Scheme]) -> Iterator[Fact]:
    """Yield the class that an applicant is told to be of."""
    if not any(letters(need.attr) for scheme in near for need in scheme.requirements if need.value is True):
        return
    for part in parts:
        match = _CLASS.search(part.text)
        if match and not _not_so(part.text, match) and _held(part, match):
            yield Fact.of("人才类别", f"{match[0]}人才", words=part.text, start=part.start)
            return


def _not_so(said: str, match: re.Match[str]) -> bool:
    before, behind = said[: match.start()], said[match.end() :]
    return bool(anothers(said) or planned(said) or _NOT_SO.search(before) or _OF_CLASS.match(behind))


def no_class(said: str) -> bool:
    """Tell whether all that a stretch says of a class is not what the speaker is: 单位给我按B类人才待遇."""
    match = _CLASS.search(said)
    return match is not None and _not_so(said, match)


def _held(part: Segment, match: re.Match[str]) -> bool:
    return not part.asks or bool(_IS_SO.search(part.text[: match.start()]))


def asked_only(part: Segment) -> bool:
    """Tell whether a stretch only asks for what those of a class get: 能拿C类人才那20万元吗."""
    match = _CLASS.search(part.text) if part.asks else None
    return bool(match) and not _IS_SO.search(part.text[: match.start()])  # type: ignore[union-attr]
