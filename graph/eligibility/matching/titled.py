"""Holds conditions that name a title, a grade, a kind or a trade against what is told: 称号 = 绿色工厂."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.recipient import any_firm, strangers
from graph.eligibility.language.steps import steps
from graph.eligibility.language.thesaurus import at_least, coverage, excludes, graded, key, other_rung
from graph.eligibility.language.trade import TRADE, trades
from graph.eligibility.matching.apart import other_mark
from graph.eligibility.matching.check import Check, ruled
from graph.eligibility.matching.kind import PERSON, STATUS, by_kind
from graph.eligibility.matching.measure import compared
from graph.eligibility.matching.nearest import NEAR
from graph.eligibility.matching.pieces import refused
from graph.eligibility.matching.rank import ranked, ranks
from graph.eligibility.matching.told import Told, other_class
from graph.eligibility.offers.options import options as options_of
from graph.eligibility.scheme import Requirement
from ingest.value.number import parse

__all__ = ["Titled"]

_SEVERAL: Final = re.compile("[、,，；;]|(?<=.{3})和(?=.{3})")
_SAME: Final = 0.8  # how much of a phrase must be there for it to be said
_GRADED_BY: Final = frozenset("级星档")
_GRADE_TOLD: Final = re.compile(r"(?P<number>\d+|[一二三四五六七八九])(?P<unit>[级星档])")
_RISING: Final = re.compile("水平|成熟度|能力|星级|评级|指数|等级保护")
_OR_ABOVE: Final = re.compile("[一二三四五六]级及?以[上下]")
_OF_THE_PLACE: Final = re.compile(  # 我市当年度急需紧缺职业: nobody tells whose list it is
    "^(?:[本我][省市县区]的?|当年度?的?|本年度的?)+(?=[^，。；]{4})"
)
_LEVEL_OF: Final = re.compile("(?P<what>[^，。；]{2,8}?)(?:级别|等级|层级|类别)$")
_CLASS: Final = re.compile("[一二三四五甲乙丙丁ABCD]")
_LEVEL_OF_TITLE: Final = "称号级别"
_NAMES: Final = frozenset(
    {"称号", "奖项", "等次"}
)  # what pieces may make up, the grade in one and the thing in another
_LEVEL: Final = re.compile("(国际|国家|国内|全国|国(?=首)|省|市|区|县)(?:级|内)?(?=.{3})")
_ALL_OF_IT: Final = {"国内": "国家", "全国": "国家", "国": "国家"}  # 国内首台（套） is as much as 国家级首台（套）

_DEED_OF: Final = re.compile(
    "(?:累计|首次|新)?(?:游览|组织|接待|入住|建设|新建|改造|购[买置]|采购|引进|招用|吸纳|服务|参加|举办|开展|为|给|向|与|在|到|从|对)(?=..)"
)


class Titled(Told):
    """Facts, asked for names."""

    def _named(self, need: Requirement) -> Check:
        if graded := self._graded(need):
            return graded
        options = [named for one in options_of(need) if (named := key(_OF_THE_PLACE.sub("", one)))]
        if need.attr == TRADE and (called := by_kind(need, self._kinds)):
            return called
        if (need.attr in _NAMES or (need.attr == _LEVEL_OF_TITLE and need.op == "=")) and (
            made := self._of_pieces(need)
        ):
            return made
        exact = self._exact.get(need.key)
        if exact is not None and isinstance(exact.value, str) and not _of_less(need, exact, options):
            return self._any_of(need, exact, options)
        if called := by_kind(need, self._kinds):
            return called
        answers = [one for one in self._yes if self._answers(need, one) and not _of_less(need, one, options)]
        told = [self._compared(need, one, options) for one in answers]
        if told:
            return next((one for one in told if one.verdict), told[0] if len(told) == 1 else Check(need, None))
        for fact, said in self._each_said():
            if need.family == "kind" and fact.numeric:
                continue  # 诊断规模以上企业: 40家 counts others
            if any(self._tells(one, said) for one in options):
                return Check(need, True, fact, f"{fact.told()}，符合“{need.text}”")
        if level := next((one for one in self._yes if any(_level_of(option, one) for option in options)), None):
            return ruled(need, level, True)
        if rung := self._on_ladder(need) or self._aged(need):
            return rung
        denied = [next((fact for fact in self._no if self._denies(fact, option)), None) for option in options]
        if denied and denied[0] and all(denied):  # who is no 甲 may be a 乙
            return Check(need, False, denied[0], f"{denied[0].told()}，不符合“{need.text}”")
        return self._ruled_out(need, options)

    def _any_of(self, need: Requirement, fact: Fact, options: list[str]) -> Check:
        """Hold what is told against a title; of several told at one go (绿色食品、有机农产品) one is enough."""
        values = _SEVERAL.split(str(fact.value)) if need.attr == "称号" else []
        checks = [self._compared(need, replace(fact, value=one), options) for one in values if len(one) > 1]
        return next((one for one in checks if one.verdict), None) or self._compared(need, fact, options)

    def _graded(self, need: Requirement) -> Check | None:
        """Hold a grade that must be reached against the grade told: 数字化水平达到二级以上 against 三级.

        Of 成熟度 and 水平 the higher number is the better; of others (资质, 能效) only the very grade is known to do.
        """
        op, value, unit = need.op, need.value, need.unit
        if isinstance(value, str) and (asked := _GRADE_TOLD.fullmatch(value)) and f"{value}以上" in need.text:
            op, value, unit = ">=", parse(asked["number"]), asked["unit"]
        if unit not in _GRADED_BY or not isinstance(value, int | float):
            return None
        for fact in self._yes:
            told = _GRADE_TOLD.search(fact.value) if isinstance(fact.value, str) else None
            if not told or told["unit"] != unit or coverage(need.key, (fact.key,)) < _SAME:
                continue
            reached = parse(told["number"])
            if reached == value or _RISING.search(need.attr):
                return ruled(need, fact, compared(reached, op or ">=", float(value), 0))
        return None

    @staticmethod
    def _tells(option: str, said: str) -> bool:
        enough = coverage(option, (said,)) >= _enough(option, said)
        return enough and not excludes(option, said) and not _of_other_level(option, said)

    def _answers(self, need: Requirement, fact: Fact) -> bool:
        return isinstance(fact.value, str) and self._names(need, fact)

    def _names(self, need: Requirement, fact: Fact) -> bool:
        if need.family or fact.family:
            return need.family == fact.family
        if need.key.endswith(("级别", "等级")) != fact.key.endswith(("级别", "等级")):
            return False
        return max(coverage(need.key, (fact.key,)), coverage(fact.key, (need.key,))) >= _SAME

    def _compared(self, need: Requirement, fact: Fact, options: list[str]) -> Check:
        said = key(str(fact.value))
        if refused(fact.value) and not refused(need.value):
            return ruled(need, fact, False)
        if need.family == "kind" and said not in options and any_firm(str(fact.value)) and fact.value != PERSON:
            return Check(need, None, fact)  # whoever is a firm may or may not be the kind of firm that is asked for
        if need.attr == TRADE and not trades(str(fact.value)) and said not in options:
            return Check(need, None, fact)
        if ranks(str(need.value)) and ranks(str(fact.value)):
            placed = ranked(str(need.value), str(fact.value))
            return Check(need, None, fact) if placed is None else ruled(need, fact, placed)
        reached = at_least(f"{need.text}{need.value}", said)
        if reached is None and other_mark(str(need.value), str(fact.value)):
            return ruled(need, fact, False)
        if reached is None and _OR_ABOVE.search(str(need.value)):
            reached = steps(need.attr, str(need.value), str(fact.value))
            if reached is None:
                return Check(need, None, fact)
        fits = (
            reached
            if reached is not None
            else any(
                ((option in said or said in option) and not other_rung(option, said) and not other_class(option, said))
                or (
                    not excludes(option, said)
                    and not other_rung(option, said)
                    and not _other_level(option, said)
                    and not other_class(option, said)
                    and max(coverage(option, (said,)), coverage(said, (option,)) - 0.1) >= _SAME
                )
                for option in options
            )
        )
        apart = all(strangers(one, said) or excludes(one, said, decided=True) for one in options)
        if not fits and need.family == "kind" and not apart:
            return Check(need, None)
        sign = "符合" if fits else "不符合"
        return Check(need, fits, fact, f"{fact.told()}，{sign}“{need.text}”")

    def _ruled_out(self, need: Requirement, options: Iterable[str]) -> Check:
        for option in options:
            for fact, said in self._each_said():
                if need.family == "kind" and isinstance(fact.value, str) and not (fact.words or fact.family == "kind"):
                    continue  # 景区等级: 4A级, 演出地点: 景区 tell of no kind that somebody is
                if need.family == "kind" and fact.value is True and _DEED_OF.match(fact.attr):
                    continue  # nor does 游览收费景区
                other = excludes(option, said)
                if other and other not in self._own(options):
                    return Check(need, False, fact, f"{fact.told()}，说的是{other}，不是“{need.text}”")
        return Check(need, None)

    @staticmethod
    def _own(options: Iterable[str]) -> str:
        return "、".join(options)


def _level_of(option: str, fact: Fact) -> bool:
    """Tell whether a fact names the whole level of what an option names: 竞赛级别: 省级一类 of 省级一类技能竞赛.

    >>> [_level_of("省级一类技能大赛", Fact("竞赛级别", level)) for level in ("省级一类", "省级")]
    [True, False]
    """
    named = _LEVEL_OF.match(fact.attr) if isinstance(fact.value, str) else None
    said, what = key(str(fact.value)), key(named["what"]) if named else ""
    rest = option.removeprefix(said)
    return bool(what) and len(said) > 1 and rest != option and not _CLASS.match(rest) and bool({*what} & {*rest})


def _other_level(one: str, other: str) -> bool:
    """Tell whether two names begin with different levels: 国家重点研发计划, 省级重点研发计划."""
    mine, theirs = _LEVEL.match(one), _LEVEL.match(other)
    return bool(mine and theirs) and _ALL_OF_IT.get(mine[1], mine[1]) != _ALL_OF_IT.get(theirs[1], theirs[1])  # type: ignore[index]


def _of_other_level(option: str, said: str) -> bool:
    """Tell whether what is said names another level than the one that an option begins with, and not its own."""
    own = _LEVEL.match(option)
    named = {_ALL_OF_IT.get(one, one) for one in _LEVEL.findall(said)} if own else set()
    return bool(own and named) and _ALL_OF_IT.get(own[1], own[1]) not in named  # type: ignore[index]


def _enough(option: str, said: str) -> float:
    """How much of a title must be said: less where its grade is (乙级 of 乙级旅游民宿)."""
    return NEAR if graded(option, said) else _SAME


def _of_less(need: Requirement, fact: Fact, options: Iterable[str]) -> bool:
    """Tell whether the kind told lacks a status that is asked for: a 托育机构 need be no 普惠托育机构."""
    if need.family != "kind":
        return False
    said = key(str(fact.value))
    more = [one.replace(said, "", 1) for one in options if said in one]
    return said not in options and bool(more) and all(STATUS.search(one) for one in more)
