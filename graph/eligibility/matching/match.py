"""Holds one condition against what is known: yes, no or unknown, by which fact, and why.

What is unknown stays unknown: a condition holds only where a fact says so, and a near match says what it took for what.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Final

from graph.eligibility.facts import Fact, Facts
from graph.eligibility.kleene import Truth
from graph.eligibility.language.event import events
from graph.eligibility.language.listed import recognition
from graph.eligibility.language.narrower import left_wide
from graph.eligibility.language.quantity import dimension, shown
from graph.eligibility.language.thesaurus import coverage, excludes, family, key
from graph.eligibility.matching.by_name import ByName
from graph.eligibility.matching.check import Check, ruled
from graph.eligibility.matching.kind import PERSON, SELF
from graph.eligibility.matching.measure import compared, in_unit
from graph.eligibility.matching.nearest import nearest
from graph.eligibility.matching.place import about_place, inside
from graph.eligibility.matching.related import RELATED
from graph.eligibility.matching.share import part_of_what, shared, sum_beside
from graph.eligibility.matching.timeline import dated
from graph.eligibility.matching.titled import Titled
from graph.eligibility.matching.told import AGAIN, OLD, SPOUSE, other_class
from graph.eligibility.matching.whereabouts import PLACE
from graph.eligibility.matching.work_part import Work
from graph.eligibility.offers.in_time import told_whether
from graph.eligibility.offers.part import within as within_years
from graph.eligibility.scheme import Requirement, Scheme
from graph.eligibility.sums.spells import by_spell
from graph.eligibility.telling.deeds_said import telling
from graph.eligibility.telling.party_said import of_party
from ingest.value.number import parse

__all__ = ["PERSON", "PLACE", "SELF", "SPOUSE", "Check", "Known", "other_class"]

_ZONE: Final = re.compile("禁[养建止]|限养|保护区|红线|基本农田")  # where nothing may be built or kept
_LET_OFF: Final = re.compile("不受|不[作做设限]|免除|无需")
_LISTED: Final = re.compile("、|或者?|以及")
_SAME_COUNT: Final = 0.8  # of a name that a count must share with what is asked
_SIGNS: Final = {"=": "等于", ">=": "不低于", "<=": "不超过", ">": "超过", "<": "低于"}
_AGE_OF: Final = "年龄"
_NEWLY: Final = re.compile("^新(?:认定|获得|取得|通过|获批|获评|评定|批准|备案|入选|列入|建成|设立)(?:的)?$")
_NEW: Final = "^(?:在[^，。；]{1,8}?)?新(?:注册|登记|设立|成立|开办|创办|设|办|组建|及|和|或|、)+(?:的)?"
_FOUNDED_NEWLY: Final = re.compile(f"{_NEW}(?:企业|公司|机构|法人|单位)?$")
_NEW_FIRM: Final = re.compile(f"{_NEW}(?:[^，。；]{{0,8}}(?:企业|公司|法人))?$")
_FOUNDED: Final = re.compile(
    "^(?:公司|企业|工商|我们)?(?:在[^，。；]{1,8})?(?:于)?(?:新|刚)?(?:注册|成立|设立|登记|开办|创办|组建)+(?:登记)?(?:的)?(?:时间|日期)?$"
)
_OWN_BOUND: Final = re.compile(r"\d|以来|以后|年内")
_ANEW: Final = re.compile("新(?!能源|型|材料|产品|技术|一代|兴|生儿)|首次|首店|引进|落户|迁入|创办|设立")
_GRADUATE: Final = re.compile("高校毕业生|大学生")
_NAMES: Final = frozenset({"named"})
_FOUNDS: Final = frozenset({"register"})
_TOLD_WHOLE: Final = 5  # letters of 工作满1年, by which a bound is told as a whole
_DIGIT: Final = re.compile(r"\d")
_WITHIN_YEARS: Final = re.compile(
    r"(?P<since>毕业|离校|退役|返乡|成立|注册|设立)(?P<number>\d+|[一二两三四五])年(?:（含）)?(?:之|以)?内"
)


def _any_of_list(fact: Fact | None, kind: str) -> bool:
    """Tell whether only one of a list is told, and not which: 批发、零售企业 for 零售企业."""
    return fact is not None and fact.value is True and "、" in fact.attr and "、" not in kind


def _asked_again(need: Requirement, found: Check) -> Check:
    """Return what was found of the same condition in another clause, as of this one."""
    return found if found.need is need else Check(need, found.verdict, found.fact, found.why)


@lru_cache(maxsize=50_000)
def _of_any_scheme(need: Requirement) -> bool:
    """Tell whether what comes of a condition is the same whichever scheme asks for it, of the same facts."""
    if need.part or "新" in need.attr:
        return False
    if need.numeric:
        return dimension(need.unit) != "Dimensionless" or part_of_what(need.attr) is None
    return need.value is not True or recognition(need.attr) is None


class Known(Titled):
    """Facts, ready to be asked of: every answer to one condition is worked out once."""

    def __init__(
        self, facts: Facts, region: str | None = None, today: date | None = None, schemes: Sequence[Scheme] = ()
    ) -> None:
        super().__init__(facts, region, today, schemes)
        self._settled: dict[str, Check] = {}  # by what is asked, where it is the same for every scheme
        self._near: dict[tuple[str, str | None], Fact | None] = {}
        self._worked_out: dict[str, Check] = {}  # by what is asked, wherever it stands
        self._days: dict[tuple[str, ...], Fact | None] = {}
        self._by_name = ByName(self._items)
        self._cut: dict[tuple[str, Truth, int], Check] = {}  # by what is asked and what was found of it

    def checks(self, scheme: Scheme) -> tuple[Check, ...]:
        """Return what the facts say of each condition of `scheme`, in order."""
        settled, found = self._settled, []
        for need in scheme.requirements:  # most are asked by many schemes alike: no call for those
            one = settled.get(need.asked)
            if one is None:
                one = self._weighed(need, scheme)
            elif one.need is not need:
                one = Check(need, one.verdict, one.fact, one.why)
            found.append(one)
        return tuple(found)

    def _weighed(self, need: Requirement, scheme: Scheme) -> Check:
        """Return what the facts say of one condition of `scheme`, however they are cut into names and values."""
        found = self._checked(need, scheme)
        cut = found if not self._by_name or need.part else self._cut_anew(need, found)
        if need.asked in self._worked_out and _of_any_scheme(need):
            self._settled[need.asked] = cut
        return cut

    def _cut_anew(self, need: Requirement, found: Check) -> Check:
        place = need.asked, found.verdict, id(found.fact)
        cut = self._cut.get(place)
        if cut is None:
            cut = self._cut[place] = self._as_cut(need, found)
        unchanged = cut.verdict is found.verdict and cut.fact is found.fact
        return found if unchanged else _asked_again(need, cut)

    def _as_cut(self, need: Requirement, found: Check) -> Check:
        """Hear for a condition, or against it, what facts by name tell of it in their own cut."""
        if found.verdict is not False and (contrary := self._by_name.against(need)):
            return ruled(need, contrary, False)
        if found.verdict and need.value is True and _by_name_alone(found, need) and self._by_name.undecided(need):
            return Check(need, None, found.fact)
        if found.verdict is False:
            outright = self._outright(need, found)
            return ruled(need, outright, True) if outright else found
        if found.verdict is None and need.numeric and not dated(need):
            number = self._by_name.number(need)
            return self._compare(need, number) if number else found
        open_ = found.verdict is None and found.fact is None and not dated(need)  # 水稻 may be 双季稻 or not
        told = self._by_name.holds(need) if open_ else None
        if told is None or (told[0] and need.value is True and not self._apart(need)):
            return found
        return ruled(need, told[1], bool(told[0]))

    def _outright(self, need: Requirement, found: Check) -> Fact | None:
        """Return what says outright that a condition is met that was held for not met by what only sounds like it.

        在禁养区内: 否 says that one is 不在禁养区内, and 项目牵头单位: 是 more than 单位类型: 医院.
        """
        if found.fact is None or found.fact.words:
            return None
        by_value = isinstance(found.fact.value, str) or self._by_name.denied(need)
        outright = self._by_name.outright(need) if by_value else None
        if outright and (excludes(need.key, self._all) or (outright.value is True and not self._apart(need))):
            return None
        return outright

    def _checked(self, need: Requirement, scheme: Scheme) -> Check:
        if need.value is True and "新" in need.attr and (old := self._founded_before(need, scheme)):
            return old
        if need.part:
            return self._work.check(need, scheme)
        if need.asked in self._worked_out:  # as only what is neither of a party, a place nor a day ever is
            return self._told_anywhere(need, scheme)
        if need.value is True and of_party(need.attr):
            other = self._exact.get(need.key)
            return ruled(need, other, other.value) if other and isinstance(other.value, bool) else Check(need, None)
        if need.value is True and (done := self._where.done_there(need, scheme)):
            return done
        placed = not need.numeric and need.attr != RELATED and (about_place(need.text) or about_place(need.attr))
        if placed and not telling(need.attr):  # who is to move here need not have been here
            return self._place(need, scheme)
        if dated(need):
            return self._bounded(self._day(need, scheme))
        return self._told_anywhere(need, scheme)

    def _told_anywhere(self, need: Requirement, scheme: Scheme) -> Check:
        shared = self._share(need, scheme) if need.numeric else None
        found = self._narrow(self._bounded(shared)) if shared else self._alike(need)
        if found.verdict is None:
            newly = self._newly(need, scheme) or self._recognized(need, scheme)
            found = self._narrow(self._bounded(newly)) if newly else found
        return found

    def _alike(self, need: Requirement) -> Check:
        """Return what came of the same condition in another clause, worked out where it is new."""
        found = self._worked_out.get(need.asked)
        if found is None:
            found = self._worked_out[need.asked] = self._narrow(self._bounded(self._check(need)))
        return _asked_again(need, found)

    def _newly(self, need: Requirement, scheme: Scheme) -> Check | None:
        """Take what was named while the document is in force for newly named: 认定时间: 2025-07 for 新认定."""
        since = scheme.valid_from or scheme.effective
        if since is None or need.value is not True:
            return None
        founded = bool(_FOUNDED_NEWLY.match(need.attr))
        if not founded and (not _NEWLY.match(need.attr) or AGAIN.search(self._all)):
            return None
        named = [fact for fact in self.timeline.facts if events(fact.attr) & (_FOUNDS if founded else _NAMES)]
        if not named or not all(since <= fact.value <= self.timeline.today for fact in named):  # type: ignore[operator]
            return None
        return ruled(need, named[0], True)

    def _founded_before(self, need: Requirement, scheme: Scheme) -> Check | None:
        """Hold the year in which a firm was founded against 新注册, where it lies before that of the measures."""
        since = scheme.valid_from or scheme.effective
        if since is None or not _NEW_FIRM.match(need.attr) or _OWN_BOUND.search(need.text):
            return None
        days = [fact for fact in self.timeline.facts if _FOUNDED.match(fact.attr)]
        if not days or any(fact.value.year >= since.year for fact in days):  # type: ignore[union-attr]
            return None
        return ruled(need, days[0], False)

    def _recognized(self, need: Requirement, scheme: Scheme) -> Check | None:
        """Take who is told to be recognized as what the offer is for as so by the office asked for: 总部企业认定."""
        deed = recognition(need.attr) if need.value is True else None
        if deed is None:
            return None
        beside = [one for one in scheme.requirements if one.place.path == need.place.path and one.value is True]
        for fact in self._yes:
            named = fact.key.replace(deed, "") if fact.value is True and deed in fact.attr else ""
            if len(named) > 1 and any(named == one.key for one in beside):
                return ruled(need, fact, True)
        return None

    def _share(self, need: Requirement, scheme: Scheme) -> Check | None:
        """Hold a share of which only the two sums are told against what they come to."""
        named = part_of_what(need.attr) if need.numeric and dimension(need.unit) == "Dimensionless" else None
        if named is None or nearest(self.numbers, need.key, need.family, need.unit):
            return None
        part, whole = named
        beside = sum_beside(need, scheme) if not part else None
        told = self.number(part, "元") if part else self._number(beside).fact if beside else None
        found = shared(need, told, self.number(whole, "元")) or shared(need, self._count(part), self._count(whole))
        return self._compare(need, found) if found else None

    def _count(self, name: str) -> Fact | None:
        """Return the only count that goes by a name: 现有在职职工人数: 50."""
        own = key(name)
        found = [
            fact
            for fact in self.numbers
            if (fact.unit is None or dimension(fact.unit) == "Count")
            and own
            and min(coverage(own, (fact.key,)), coverage(fact.key, (own,)) + 0.3) >= _SAME_COUNT
        ]
        return found[0] if len({fact.value for fact in found}) == 1 else None

    def _narrow(self, check: Check) -> Check:
        """Leave open what asks for a kind of a thing where only the thing was told: 双季稻, told of as 水稻."""
        fact = check.fact
        if not check.verdict or fact is None or check.need.value is False:
            return check
        need = check.need
        if _LET_OFF.search(need.text) and _LISTED.search(fact.attr) and not self._names_it(need):
            return Check(need, None)  # who is one of a list of classes need not be the one that is let off
        asked = f"{need.attr}{need.value}" if isinstance(need.value, str) else need.attr
        if not left_wide(asked, self._as_said):
            return check
        return Check(need, None, fact, f"{fact.told()}，是不是“{need.text}”还要看")

    def _names_it(self, need: Requirement) -> bool:
        """Tell whether a fact other than a list of classes tells the very class that is asked for."""
        value = need.value_key if isinstance(need.value, str) else need.key
        told = [one for one in self.facts.items if not _LISTED.search(one.attr) and one.value is not False]
        return any(coverage(value, (one.key, key(str(one.value)))) >= _SAME_COUNT for one in told)

    @cached_property
    def _work(self) -> Work:
        return Work.of(self.facts.items, self.own_words, self.timeline.today)

    @cached_property
    def own_words(self) -> str:
        """The applicant's own words, without the names of the conditions that they were read for."""
        return "，".join([*(fact.words for fact in self.facts.items), *self.facts.unread])

    @cached_property
    def _as_said(self) -> tuple[str, ...]:
        """What was told, in the applicant's own words."""
        told = (fact.words or (f"{fact.attr}{fact.value}" if fact.value is not False else "") for fact in self._items)
        return (*told, *self.facts.unread)

    def _bounded(self, check: Check) -> Check:
        """Hold what must not lie back too long (毕业5年内) against the number told."""
        bound = within_years(check.need.text) if check.verdict and not check.need.numeric else None
        if bound is None:
            return check
        what, most, unit = bound
        fact = next((one for one in self.numbers if what in one.key and dimension(one.unit) == "Time"), None)
        value = in_unit(fact, unit)[0] if fact else None
        if fact is None or value is None or value <= most:
            return check
        return ruled(check.need, fact, False)

    def elsewhere(self, scheme: Scheme) -> str | None:
        """Return the region where the applicant is, if that shuts them out of the region that `scheme` is for."""
        if self.region and not inside(self.region, scheme):
            return self.region
        return self._where.elsewhere(scheme)

    def number(self, name: str, unit: str | None) -> Fact | None:
        """Return the number that goes by `name` and is measured as `unit`; the nearest name counts."""
        place = (name, unit)
        if place not in self._near:
            self._near[place] = nearest(self.numbers, key(name), family(name), unit)
        return self._near[place]

    def day(self, *names: str) -> Fact | None:
        """Return the fact that tells on which day one of `names` was done."""
        if names not in self._days:
            days = (fact for fact in self._items if isinstance(fact.value, date))
            self._days[names] = next((fact for fact in days if any(name in fact.attr for name in names)), None)
        return self._days[names]

    def _place(self, need: Requirement, scheme: Scheme) -> Check:
        exact = self._exact.get(need.key) or self._exact.get(key(need.attr))
        if exact is not None and isinstance(exact.value, bool):
            return ruled(need, exact, exact.value == (need.value is not False))
        if need.value is False and _ZONE.search(need.attr):  # no place by itself is one of those
            return self._plain(need)
        found, rest = self._where.check(need, scheme)
        if rest:  # 本市户籍低保老年人 asks for more than the place
            return self._plain(replace(need, attr=rest, text=rest, key=key(rest)))._replace(need=need)
        return found or self._plain(need)

    def _check(self, need: Requirement) -> Check:
        if need.numeric:
            return self._number(need)
        if need.op == "!=":
            return self._other(need)
        if isinstance(need.value, str):
            found = self._named(need)
            if need.family == "kind" and found.verdict and _any_of_list(found.fact, str(need.value)):
                return Check(need, None, found.fact)
            return (self._another_of_list(need) or found) if found.verdict is None else found
        return self._plain(need)

    def _another_of_list(self, need: Requirement) -> Check | None:
        """Take who is told to be a graduate for none of the others of a list that bounds graduates apart."""
        if need.family != "kind" or not (kind := _GRADUATE.search(need.text)) or kind[0] in str(need.value):
            return None
        fact = next((one for one, said in zip(self._yes, self._said, strict=True) if kind[0] in said), None)
        return ruled(need, fact, False) if fact else None

    def _day(self, need: Requirement, scheme: Scheme) -> Check:
        offer = events("，".join([scheme.place.quote, *(one.attr for one in scheme.requirements if one is not need)]))
        title = next((str(one.value) for one in scheme.requirements if one.attr == "称号"), "")
        verdict, fact = self.timeline.day(need, offer, title, _spans(scheme))
        if fact is None or verdict is None:
            return Check(need, None, fact)
        return ruled(need, fact, verdict)

    def _other(self, need: Requirement) -> Check:
        """Hold a grade that shuts out against the grade that was told: another of the same kind is none."""
        for fact in self._items:
            if isinstance(fact.value, str) and self._names(need, fact):
                shut_out = any(option in key(fact.value) for option in need.value_key.split("或"))
                return ruled(need, fact, not shut_out)
        return Check(need, None)

    def _number(self, need: Requirement) -> Check:
        if graded := self._graded(need):
            return graded
        if told := told_whether(need, self._items):
            return ruled(need, told, told.value is True)
        if stayed := by_spell(need, self.numbers):
            return ruled(need, *stayed)
        fact = None if need.until else nearest(self.numbers, need.key, need.family, need.unit)
        if fact is None and need.since:
            verdict, fact, note = self.timeline.lasting(need)
            if fact is not None and verdict is not None:
                sign = "符合" if verdict else "不符合"
                return Check(need, verdict, fact, f"{fact.told()}{note}，{sign}“{need.text}”")
            return Check(need, None, fact) if need.until else self._whole(need)
        return self._compare(need, fact) if fact else self._whole(need)

    @staticmethod
    def _compare(need: Requirement, fact: Fact) -> Check:
        value, note = in_unit(fact, need.unit)
        if value is None or not isinstance(need.value, float):
            return Check(need, None, fact, f"{fact.told()}，与“{need.text}”的单位对不上")
        verdict = compared(value, need.op or ">=", need.value, fact.over)
        sign = "符合" if verdict else "不符合"
        bound = f"{_SIGNS[need.op or '>=']}{shown(need.value, need.unit)}"
        return Check(need, verdict, fact, f"{fact.told()}{note}，{sign}“{need.text}”（{bound}）")

    def _whole(self, need: Requirement) -> Check:
        """Take a bound for met where it was said as a whole: 认养满一年; 老人 are at least 60 years old."""
        words, who = key(need.text), need.key.removesuffix(_AGE_OF)
        old = need.op == ">=" and isinstance(need.value, float) and need.value <= OLD.get(who, 0.0)
        for said in self._yes:
            part = said.value is True and len(said.key) >= _TOLD_WHOLE and said.key in words and _DIGIT.search(said.key)
            if (len(words) > 3 and words in said.key) or part or (old and who in said.key) or _within(need, said):
                return ruled(need, said, True)
        return Check(need, None)


def _by_name_alone(found: Check, need: Requirement) -> bool:
    """Tell whether a condition is held for met by a fact by name that is not called as the condition is."""
    fact = found.fact
    return fact is not None and not fact.words and not fact.assumed and fact.key != need.key


def _spans(scheme: Scheme) -> list[Requirement]:
    """Return what asks for how long something has gone on (运营满一年), where it need not be new."""
    spans = [one for one in scheme.requirements if one.numeric and one.since and one.op in (">=", ">")]
    return [] if _ANEW.search(scheme.place.quote) else spans


def _within(need: Requirement, fact: Fact) -> bool:
    """Tell whether a kind that is told bounds itself as asked, or closer: 毕业2年内 for 毕业5年内."""
    told = _WITHIN_YEARS.search(fact.value) if isinstance(fact.value, str) else None
    if told is None or need.op != "<=" or need.unit != "年" or not isinstance(need.value, float):
        return False
    return need.attr == f"{told['since']}年限" and parse(told["number"]) <= need.value
