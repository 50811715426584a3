"""Holds conditions that are met or not against what is told: 独立法人资格, 未列入失信名单, 建成居住区充电桩."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Final

from graph.eligibility.facts import Fact, Facts
from graph.eligibility.language.event import events
from graph.eligibility.language.letter import beside_class, classed, letters
from graph.eligibility.language.listed import GLOSS, counted_in, listed, with_the_rest
from graph.eligibility.language.quantity import dimension
from graph.eligibility.language.recipient import kinds_listed
from graph.eligibility.language.thesaurus import (
    at_least,
    coverage,
    excepting,
    excludes,
    implied,
    key,
    lacks,
    ladders,
    undecided,
)
from graph.eligibility.language.thing import other_thing
from graph.eligibility.language.trade import only_trades, trades, wider
from graph.eligibility.matching.apart import Rivals, marked, rivals, set_apart
from graph.eligibility.matching.check import Check, ruled
from graph.eligibility.matching.in_part import by_count, by_thing, of_class
from graph.eligibility.matching.kind import PERSON, SELF, by_kind, of_another, tells_kind
from graph.eligibility.matching.nearest import NEAR
from graph.eligibility.matching.pieces import Pieces, refused
from graph.eligibility.matching.premise import Nearness
from graph.eligibility.matching.related import RELATED, by_relation
from graph.eligibility.matching.standing import stood
from graph.eligibility.matching.timeline import Timeline, days_of
from graph.eligibility.matching.ways import one_way, ways
from graph.eligibility.matching.whereabouts import PLACE, Whereabouts
from graph.eligibility.scheme import Requirement, Scheme
from graph.eligibility.telling.assurance import asked_of, assured, settled

__all__ = ["AGAIN", "OLD", "SPOUSE", "Told", "other_class", "unclassed"]

SPOUSE: Final = "配偶"
_MARRIED: Final = (SPOUSE, "已婚", "有配偶", "结婚", "已结婚")
_MARRIAGE: Final = ("婚姻状况", "婚姻", "婚姻状态", "婚否")
_ALONE: Final = ("未婚", "单身", "离异", "离婚", "丧偶")
_CERTIFICATE: Final = re.compile("取得(?:相应|相关|对应)(?:的)?(?:国家)?[^，。；、]{0,14}证书$")
_HOLDS: Final = re.compile("证|等级|技能")
_BRINGS: Final = re.compile("带动|促进|吸纳|安置|推动|帮扶|扶持|引导")  # 带动就业 is of others
_FULL_TIME: Final = re.compile("^(?:我|本人|两人|我俩)?(?:都|均)?(?:是|为)?全日制(?:的|学历|教育|毕业)?$")
_STUDENT: Final = re.compile("在校|在读")
_SCHOOLED: Final = re.compile("(?:学历|学位).*(?:大专|专科|本科|硕士|博士)")
_HEAD: Final = 0.3  # how much of what is done with the things of a list must be there
_SAME: Final = 0.8  # how much of a phrase must be there for it to be said
_ALIKE: Final = 0.3
_CLASS: Final = re.compile("第?([一二两三四五六1-6ⅠⅡⅢⅣ])(?:类|级|期|档|等|季(?!度)|茬|熟)")
_GRADE: Final = re.compile("([初中高])级(?!中学|人民法院|职业中学)")
_CHILDREN: Final = re.compile("孩次|胎次|第几(?:孩|胎)")
_ORDER: Final = "一二三四五"
_CLASS_FIRST: Final = re.compile("^(?:国家|省|市)?(?P<class>[一二三四五六1-6]级)(?!及?以[上下])")
OLD: Final = {"老年人": 60.0, "老年人家庭": 60.0}
_COUPLE: Final = re.compile(
    "^(?:申请人)?本人(?:及|和|与|、)(?:其)?配偶(?:(?:及|和|与|、|以及)(?:其)?(?:未成年)?子女)?(?:均|都)?|^夫妻双方(?:均|都)?"
)
_MOSTLY: Final = 0.62  # how much of a condition must be there where a part of it is given by name
_SHORT: Final = 4
_FOUNDED: Final = re.compile("(?:在?[^，创开注设]{1,6})?(?:首次)?(?:创办|开办|注册|设立)(?P<kinds>[^，。；]{2,20})$")
_IN_SEVERAL: Final = re.compile("从事[^，。；]*、[^，。；]*(?:经营|服务|业务|活动|产业|生产)$")
_WORKING_AGE: Final = re.compile("劳动年龄(?:段|以?内|范围)")
_FROM, _TO = 16, 50
_OF_FORM: Final = re.compile("(?:企业|公司|工商户|合作社|农场|机构|个体|网店)$")
_FORMS: Final = ("小微企业", "个体工商户", "农民合作社", "家庭农场")
# of 近三年发生事故
_ITEM_LONGEST: Final = 4  # letters of what is told apart by a word: 二孩
_GROUP: Final = re.compile("(?:人群|群体|对象|主体|类型|类别|身份)$")
_APPLIED: Final = re.compile("申[报请领]")
_WHETHER: Final = re.compile("^(?:是否|属于|系|为)+(?=..)")
_PERIOD: Final = re.compile(r"^(?:\d+\.)?(?:申报|申请)?[前近]?[一二两三四五\d]*年?(?:度)?(?:以?内|来)?")
_STAFF: Final = re.compile("编|公务员|在职")  # what someone is besides: who works for a firm may still be that
_BY_WAYS: Final = re.compile(
    "^(?:以|采用|采取|通过|按照?)(?P<ways>[^，。；、]+(?:(?:、|或者?)[^，。；、]+?)+)等?(?P<name>(?:[\u4e00-\u9fff]{2,6})?(?:方式|模式|形式|渠道|途径))"
)
_MAKES: Final = re.compile("^(?P<deed>建成|新建|建设|购置|购买|新购)(?P<thing>[^，。；、]{3,14})$")
AGAIN: Final = re.compile("复核|复评|维持原|再次|重新|续展|换证")  # who is named for the first time is none of those
_FIRST: Final = re.compile("首次|新(?:认定|获评|评|列入|入选|创建|纳入|晋)")
_BARE_FIRST: Final = re.compile("^(?:首次|新)(?:被)?(?:获[得评批]|取得|通过|认定|评[定为]|列入|入选|纳入)(?:为|的)?$")
_COMES_TO_BE: Final = re.compile("新建|投产|迁入|新引进|转为|转型")
_LIST: Final = re.compile("、|或者|或|以及")
_NEGATED: Final = re.compile(  # 供需双方无关联关系, 未开展过同类业务
    r"^(?P<who>[^，。；无未没不]{0,10}?)(?:均|都|应)?(?:不存在|没有|无|未)(?P<what>(?!偿|障|人|线|公害|菌|土|形|烟|废|害|接触|纸|成年|来|就业|婚|满|达|经)[^，。；]{2,16})$"
)
_WHEN: Final = re.compile("(?:时间|日期|年份|年度|年月)$")
_DONE_WITH: Final = re.compile("购买|购置|购入|采购|属于|为|系|是|从事|种植|使用|经营|生产|举办")
_ACTS: Final = re.compile(  # what is listed must all be done
    r"(?:、|或者?|以及)(?:取得|具有|具备|完成|通过|签订|缴纳|建立|未|无(?![人线障害机尘菌纸偿])|已|依法|符合|从事|开展|参加|运营|经营|举办|在|按|并|能|有|实施|首次)|(?:、|或者?)[^、]{13,}"
)


def _as_told(fact: Fact) -> str:
    """Say a fact that was told without words as one would say it: a denial with 未."""
    return f"未{fact.attr}" if fact.value is False else f"{fact.attr}{fact.value}"


class Told:
    """Facts, sorted by what they say: what is so, what is not, how much, when and by whom."""

    def __init__(
        self, facts: Facts, region: str | None = None, today: date | None = None, schemes: Sequence[Scheme] = ()
    ) -> None:
        self.facts = facts
        self._schemes = schemes
        self.region = region
        self._self = [fact for fact in facts.items if fact.attr == SELF]
        self._items = [fact for fact in facts.items if fact.attr not in (PLACE, SELF)]
        self._where = Whereabouts.of(facts, region)
        self._kinds = [*(fact for fact in self._items if tells_kind(fact)), *self._self]
        self._exact = {fact.key: fact for fact in self._items}
        self.outright = {
            key(_WHETHER.sub("", fact.attr)): fact
            for fact in self._items
            if isinstance(fact.value, bool) and not fact.words
        }
        self.numbers = [fact for fact in self._items if fact.numeric]
        self._yes = [fact for fact in self._items if fact.value is True or isinstance(fact.value, str)]
        self._yes = [fact for fact in self._yes if fact.value is True or not (of_another(fact) or refused(fact.value))]
        self._pieces = Pieces(fact for fact in self._items if not of_another(fact))
        self._yes += [fact for fact in self.numbers if fact.value]
        self._no = [fact for fact in self._items if fact.value is False]
        denials = ((fact, assured(f"没有{_PERIOD.sub('', fact.attr)}")) for fact in self._no)
        self._denials = [(fact, denied) for fact, denied in denials if denied]
        self._denied = {name: words for _, denied in self._denials for name, words in denied.items()}
        self._single = any(fact.attr in _MARRIED for fact in self._no) or any(
            fact.attr in _MARRIAGE and fact.value in _ALONE for fact in self._items
        )
        self.person = any(fact.value == PERSON for fact in self._self)
        self.firm = any(fact.value != PERSON for fact in self._self)
        said = [
            (named := _of_those_listed(fact))
            + implied(named)
            + (key(fact.value) if isinstance(fact.value, str) else "")
            + _which_child(fact)
            + (f"、{key(bare)}" if (bare := GLOSS.sub("", fact.attr)) != fact.attr and fact.value is True else "")
            for fact in self._yes
        ]
        self._said = self._graduated(said)
        self._all = "、".join(self._said)
        self.words = "、".join(f"{fact.attr}{fact.value if isinstance(fact.value, str) else ''}" for fact in self._yes)
        spoken = (f"{fact.attr}{fact.value}，{fact.words}" for fact in facts.items if fact.value is not False)
        told = "，".join([*facts.unread, *spoken])
        self.said = f"{told}，{key(told)}"
        own = (fact.words or _as_told(fact) for fact in facts.items if fact.value is not False or not fact.words)
        day = today or date.today()
        dated = (fact for fact in facts.items if isinstance(fact.value, date) and not fact.words)
        years = frozenset(fact.value.year for fact in dated if not _APPLIED.search(fact.attr))  # type: ignore[union-attr]
        words = "，".join([*facts.unread, *own])
        self.near = Nearness.of(words, self.firm and not self.person, day.year - 1, years)
        self.timeline = Timeline(days_of(self._items), self.numbers, day, self._items)
        past = [fact for fact in self.timeline.facts if not fact.words and fact.value <= self.timeline.today]  # type: ignore[operator]
        self._done_by_now = [_WHEN.sub("", fact.key) for fact in past]  # 开设时间: 2025-07 tells that it was opened

    @cached_property
    def _rivals(self) -> Rivals:
        """The conditions that are like others of their clause, each with those."""
        return rivals(tuple(self._schemes))

    def _graduated(self, said: Sequence[str]) -> list[str]:
        """Say whole what schooling and its manner tell apart: 学历: 硕士 and 全日制 are a 全日制高校毕业生."""
        told = [*(fact.attr for fact in self._items if fact.value is True), *self.facts.unread]
        if not any(_FULL_TIME.search(one) for one in told):
            return list(said)
        still = any(_STUDENT.search(one) for one in told)
        who = "全日制高校在校生" if still else "全日制高校毕业生"
        names = [isinstance(fact.value, str) and fact.family != "kind" for fact in self._yes]
        return [
            f"{one}、{who}" if name and _SCHOOLED.search(one) else one for one, name in zip(said, names, strict=True)
        ]

    def _each_said(self) -> Iterator[tuple[Fact, str]]:
        """Return each fact that is so, with the key of what it says."""
        return zip(self._yes, self._said, strict=True)

    def _plain(self, need: Requirement) -> Check:
        wanted = need.value is not False
        if need.attr == RELATED:
            return by_relation(need, self._items)
        for asked in (need, self._for_one(need)):
            exact = self._exact.get(asked.key)
            if exact is not None and isinstance(exact.value, bool):
                return ruled(need, exact, exact.value == wanted)
        need = self._for_one(need)
        if wanted and _GROUP.search(need.attr) and isinstance(getattr(self._exact.get(need.key), "value", None), str):
            return Check(need, None)  # 重点人群: 普通职工 tells of which sort someone is, and not of a right one
        if not wanted:
            return self._must_not(need)
        if (of_class := classed(need.attr, self._said)) is not True and letters(need.attr):
            best = next((fact for fact, said in self._each_said() if letters(said)), None)
            return ruled(need, best, False) if best and of_class is False else Check(need, None)
        if of_class and not beside_class(need.attr):
            return ruled(need, next(fact for fact, said in self._each_said() if classed(need.attr, [said])), True)
        if placed := stood(need, self._items):
            return placed
        counted = counted_in(need.attr)
        if one := next((fact for fact in self._yes if fact.value is True and fact.key in counted), None):
            return ruled(need, one, True)
        if called := by_kind(need, self._kinds):
            return called
        if made := self._of_pieces(need):
            return made
        if _BARE_FIRST.match(need.attr) and (again := next((one for one in self._yes if _again(one)), None)):
            return ruled(need, again, False)
        if _BARE_FIRST.match(need.attr) and (first := next((one for one in self._yes if _FIRST.match(one.attr)), None)):
            return ruled(need, first, True)  # 首次获评: 国家级绿色工厂
        if (affirmed := self._affirmed(need)) is not None:
            return affirmed
        if excepting(need.attr):
            return Check(need, None, why=f"原文说“{need.text}”，除外的要逐一核对")
        for fact in self._no:
            if not _one_of_two(fact, need) and (self._denies(fact, need.key) or _part(fact.key, need.key)):
                return ruled(need, fact, False)
        if done := self._happened(need) or self._made(need) or self._by_way(need):
            return done
        if (kind := self._founded(need)) is not None:
            return kind
        if (age := self._aged(need)) or (age := self._on_ladder(need)):
            return age
        if need.op is None and not need.implied:
            return Check(need, None, why=f"原文只说“{need.text}”，没有写明尺度")
        several = _FOUNDED.match(need.attr) if "或" in need.attr else None
        in_several = _IN_SEVERAL.match(need.attr)  # who runs a 旅行社 may well be in 乡村旅游经营
        if not (several or in_several) and (other := excludes(need.key, self._all)):
            fact = next(fact for fact, said in self._each_said() if other in said)
            of_a_deed = fact.family == "kind" and need.value is True and not kinds_listed(need.attr)
            if other not in need.key and not of_a_deed:  # a 旅行社 may well bring guests to 民宿
                return Check(need, False, fact, f"{fact.told()}，说的是{other}，不是“{need.text}”")
        said = (*self._said, *self._done_by_now)
        if undecided(need.key, said):
            return Check(need, None)
        if wholes := with_the_rest(need.attr):
            told = any(all(coverage(key(one), said) >= _SAME for one in whole) for whole in wholes)
            return self._met(need) if told and self._apart(need) else Check(need, None)
        if any(coverage(part, said) >= _SAME and self._apart(need, part) for part in _part_of_list(need, said)):
            return self._met(need)
        if need.value is True and ways(need.attr) and one_way(need.attr, said):
            return self._met(need)
        if _CERTIFICATE.search(need.attr) and (holds := self._certified()):
            return ruled(need, holds, True)
        part = next((fact for fact in self._yes if _is_part(fact, need)), None)
        if part and coverage(need.key, said) >= _MOSTLY and self._apart(need):
            return ruled(need, part, True)
        held = by_thing(need, self._yes, self._needs_of(need)) or by_count(need, self.numbers)
        return ruled(need, held, True) if held else Check(need, None)

    def _needs_of(self, need: Requirement) -> Iterator[Requirement]:
        """Return what else the offers of the clause of a condition ask for."""
        here = (scheme for scheme in self._schemes if scheme.place.iri == need.place.iri)
        return (one for scheme in here for one in scheme.requirements if one.value is True)

    def _of_pieces(self, need: Requirement) -> Check | None:
        """Hold a condition against what facts by name tell of it together: 认证: CMMI, 认证等级: 5级."""
        found = self._pieces.check(need)
        return ruled(need, found[1], bool(found[0])) if found else None

    def _apart(self, need: Requirement, part: str = "") -> bool:
        """Tell whether what is told is of no other class, and tells what sets a condition apart from those like it."""
        asked = part if part and part != need.key else need.attr
        if self._another_class(need) or (part and part != need.key and other_class(part, self._all)):
            return False
        return marked(asked, self._said) and set_apart(need.key, self._rivals.get(need.key, ()), self._all)

    def _for_one(self, need: Requirement) -> Requirement:
        """Ask who has no spouse for what a couple must both be or do."""
        alone = _COUPLE.sub("", need.attr) if self._single else need.attr
        return need if alone == need.attr else replace(need, attr=alone, key=key(alone))

    def _met(self, need: Requirement) -> Check:
        """Take a condition for met by all that is told, and name the fact that is nearest to it."""
        best = max((*self._yes, *self.timeline.facts), key=lambda fact: coverage(need.key, (fact.key,)))
        return ruled(need, best, True)

    def _another_class(self, need: Requirement) -> bool:
        """Tell whether all that is told of a condition is of another numbered class: 能效1级 for 能效2级设备."""
        told = [said for said in self._said if coverage(need.key, (said,)) >= NEAR]
        alike = [said for said in self._said if coverage(need.key, (said,)) >= _ALIKE]
        if unclassed(need.key, self._all):
            return True
        classed_apart = bool(alike) and all(other_class(need.key, said) for said in alike)
        return classed_apart or (
            bool(told) and all(other_class(need.key, said) or other_thing(need.key, said) for said in told)
        )

    def _affirmed(self, need: Requirement) -> Check | None:
        """Hold what must not be so, said as what is so (双方无关联关系), against what is told to be so or not."""
        match = _NEGATED.match(need.attr)
        if match is None:
            return None
        attr = f"{match['who']}{match['what']}"
        found = self._must_not(replace(need, attr=attr, key=key(attr), value=False))
        said = found.fact is None or coverage(key(match["what"]), (found.fact.key, key(found.fact.attr))) >= _ALIKE
        return found._replace(need=need) if found.verdict is not None and said else None

    def _happened(self, need: Requirement) -> Check | None:
        """Take what is told with its day for done: 备案日期: 2024-11 for 备案."""
        own = len(need.key) <= _SHORT and not _FIRST.match(need.attr) and not _BRINGS.match(need.attr)
        what = events(need.attr) if own else frozenset()
        for fact in self.timeline.facts:
            done = events(fact.attr) == what and fact.value <= self.timeline.today  # type: ignore[operator]
            if what and done and not lacks(need.key, fact.key):
                return ruled(need, fact, True)
        return None

    def _founded(self, need: Requirement) -> Check | None:
        """Hold what is to be founded against the kind that was told: 个体工商户 is no 小微企业."""
        match = _FOUNDED.match(need.attr)
        kinds = match["kinds"] if match and _OF_FORM.search(match["kinds"]) else ""  # 农业经营主体 is of any form
        told = [fact for fact in self._yes if fact.family == "kind" and isinstance(fact.value, str)] if kinds else []
        for fact in told:
            if str(fact.value) in kinds:
                return None
            if any(kind in str(fact.value) for kind in _FORMS):
                return ruled(need, fact, False)
        return None

    def _aged(self, need: Requirement) -> Check | None:
        """Tell from the age whether someone is old or of working age.

        老年人 are of 60 years or more (老年人权益保障法). Who is between 16 (劳动法 15) and 50, the lowest age of
        retirement, is of working age; beyond, it is open.
        """
        least = OLD.get(need.value_key or need.key)
        working = need.value is True and _WORKING_AGE.search(need.attr)
        age = next((fact for fact in self.numbers if fact.family == "age"), None) if least or working else None
        if age is None or not isinstance(age.value, float):
            return None
        if working:
            return ruled(need, age, age.value >= _FROM) if age.value < _TO else None
        return ruled(need, age, age.value >= least) if least is not None else None

    def _must_not(self, need: Requirement) -> Check:
        for fact in (*self._no, *(fact for fact in self._yes if fact.value is True)):
            whole = fact.value is False or (  # 银行贷款 is not 罚息和消费贷款利息
                2 * len(fact.key) >= len(need.key) and not undecided(need.key, (fact.key,))
            )
            near = coverage(need.key, (fact.key,)) >= _SAME or (whole and coverage(fact.key, (need.key,)) >= _SAME)
            if near:
                flips = bool(_NEGATED.match(fact.attr)) is not bool(_NEGATED.match(need.attr))
                return ruled(need, fact, (fact.value is False) is not flips)
        if traded := self._of_trade(need):
            return traded
        verdict, day = self.timeline.not_before(need.text)
        if day and verdict is not None:
            return ruled(need, day, verdict)
        for fact in self._yes:
            if isinstance(fact.value, str) and any(_of_sort(part, fact.value) for part in _LIST.split(need.attr)):
                return ruled(need, fact, False)
            if isinstance(fact.value, str) and of_class(need.attr, fact.value, self._all):
                return ruled(need, fact, False)
        if apart := self._told_apart(need):
            return apart
        if AGAIN.search(need.attr) and (first := next((one for one in self._yes if _FIRST.match(one.attr)), None)):
            return ruled(need, first, True)
        if settled(need.attr, self._denied):
            fact = next(fact for fact, denied in self._denials if denied.keys() & asked_of(need.attr))
            return ruled(need, fact, True)
        for said in () if _STAFF.search(need.attr) else self._self:
            if other := excludes(need.key, key(str(said.value))):
                return Check(need, True, said, f"您说的是{said.words}，是{other}，符合“{need.text}”")
        return Check(need, None)

    def _told_apart(self, need: Requirement) -> Check | None:
        """Hold what shuts out a class of a thing against the thing told, its class by itself: 第二类, 体外诊断试剂."""
        for fact in self._yes:
            thing = key(fact.value) if isinstance(fact.value, str) else ""
            rest = need.key.removesuffix(thing)
            if len(thing) > _SHORT - 1 and rest and rest != need.key and _CLASS.fullmatch(rest):
                classes = [said for said in self._said if _CLASS.search(said) and said != need.key]
                other = bool(classes) and not any(rest in said for said in classes)
                return ruled(need, fact, True) if other else Check(need, False if classes else None, fact)
        return None

    def _of_trade(self, need: Requirement) -> Check | None:
        """Hold a trade that shuts out against what applicants call themselves: 餐饮公司 is of 住宿餐饮业."""
        shut = only_trades(need.attr) - wider(only_trades(need.attr))
        for fact in self._kinds if shut else ():
            if shut & trades(f"{fact.value}{fact.words if fact.attr == SELF else ''}"):
                return ruled(need, fact, False)
        return None

    def _made(self, need: Requirement) -> Check | None:
        """Take what is to be built or bought for so where the thing is told and a day of the deed: 建成居住区充电桩."""
        match = _MAKES.match(need.attr)
        if match is None:
            return None
        thing, deed = key(match["thing"]), events(match["deed"])
        done = [fact for fact in self.timeline.facts if deed & events(fact.attr)]
        done = [fact for fact in done if fact.value <= self.timeline.today]  # type: ignore[operator]
        for fact in self._yes if done else ():
            if isinstance(fact.value, str) and coverage(thing, (key(fact.value),)) >= _SAME:
                return ruled(need, fact, True)
        return None

    def _by_way(self, need: Requirement) -> Check | None:
        """Take one of the ways that a condition lists for it: 海关监管方式: 9810 of 以9610、9810海关监管方式出口."""
        listed = _BY_WAYS.match(need.attr)
        if listed is None:
            return None
        name, ways = key(listed["name"]), [key(way) for way in _LIST.split(listed["ways"])]
        for fact in self._yes:
            told = f"{fact.value:g}" if isinstance(fact.value, float) else str(fact.value)
            if fact.value is not True and key(told) in ways and coverage(name, (fact.key,)) >= _SAME:
                return ruled(need, fact, True)
        return None

    def _on_ladder(self, need: Requirement) -> Check | None:
        """Hold a rung that is asked for with 以上 against the rung that was told: 副高级以上职称, 本科及以上学历."""
        bound = need.attr if need.value is True and need.family is None else need.text  # which may tell of another
        done = _COMES_TO_BE.findall(need.attr) if need.value is True else []
        if any(deed not in self.said for deed in done):
            return None  # 新建投产当年纳入规模以上统计 is not told by being 规模以上
        for fact, said in self._each_said():
            reached = at_least(bound, said)
            if reached is not None and not fact.numeric:
                return ruled(need, fact, reached)
        for fact in self.numbers:  # 高级工取得证书人数: 80 counts some who are
            if fact.value and dimension(fact.unit) == "Count" and at_least(bound, fact.key):
                return ruled(need, fact, True)
        return None

    def _certified(self) -> Fact | None:
        """Return the grade of skill that is told, or how many hold one: whoever has a grade has its certificate."""
        worker = ladders()["worker"]
        graded = [fact for fact, said in self._each_said() if any(word in said for word in worker)]
        return next((fact for fact in graded if _HOLDS.search(f"{fact.attr}{fact.words}")), None)

    @staticmethod
    def _denies(fact: Fact, option: str) -> bool:
        return coverage(option, (fact.key,)) >= _SAME and not _narrower(fact, option)


def other_class(one: str, other: str) -> bool:
    """Tell whether two names are of different numbered classes: 第二类 and 第三类医疗器械注册证.

    >>> other_class("第三类医疗器械", "第二类医疗器械"), other_class("三级医院", "医院"), other_class("Ⅱ期", "Ⅱ期试验")
    (True, False, False)
    >>> other_class("高级社会工作者证书", "中级社会工作者证书"), other_class("高级（三级）", "三级证书")
    (True, False)
    """
    pairs = [[{match[1] for match in shape.finditer(text)} for text in (one, other)] for shape in (_CLASS, _GRADE)]
    apart = [bool(mine and theirs) for mine, theirs in pairs]
    return any(apart) and not any(mine & theirs for mine, theirs in pairs)


def _again(fact: Fact) -> bool:
    """Tell whether a fact by name tells that something was found so again: 认定类型: 重新认定, 重新认定高企: 是."""
    if fact.words:
        return False
    said = fact.value if isinstance(fact.value, str) else fact.attr if fact.value is True else ""
    return bool(AGAIN.search(said)) and not _FIRST.match(said)


def _of_those_listed(fact: Fact) -> str:
    """Return the key of a fact, of a list that is held for told (一孩、二孩、三孩) what its words name."""
    items = fact.attr.split("、") if fact.value is True and fact.words else []
    if len(items) < 2 or any(len(item) > _ITEM_LONGEST for item in items):
        return fact.key
    words = key(fact.words)
    named = [key(item) for item in items if key(item) in words]
    return "、".join(named) or fact.key


def _which_child(fact: Fact) -> str:
    """Say in words which child it is that a number tells: 生育孩次: 3 is 三孩."""
    told = isinstance(fact.value, float) and _CHILDREN.search(fact.attr) and 1 <= fact.value <= len(_ORDER)
    return f"生育{_ORDER[int(fact.value) - 1]}孩家庭" if told and isinstance(fact.value, float) else ""


def unclassed(asked: str, said: str) -> bool:
    """Tell whether a name that begins with a numbered class is told without it: 一级幼儿园 by 民办幼儿园.

    >>> unclassed("省一级幼儿园", "普惠性民办幼儿园"), unclassed("省一级幼儿园", "省一级园"), unclassed("幼儿园", "园")
    (True, False, False)
    """
    match = _CLASS_FIRST.match(asked)
    return bool(match) and match["class"] not in said  # type: ignore[index]


def _of_sort(shut_out: str, told: str) -> bool:
    """Tell whether what shuts out only says what is done with a thing of the sort told: 购买二手住房 of 二手住房."""
    return len(told) > 2 and shut_out.endswith(told) and bool(_DONE_WITH.fullmatch(shut_out.removesuffix(told)))


def _part_of_list(need: Requirement, said: Sequence[str]) -> Sequence[str]:
    """Return the keys of what a list of things names, of which one is enough; one key where it is no list."""
    of = listed(need.attr) if need.value is True else None
    if of and (not of.head or coverage(of.head, said) >= _HEAD):
        return of.items
    text = need.attr if need.value is True and need.attr in need.text else need.text
    parts = _LIST.split(text) if need.value is True and not _ACTS.search(text) else []
    if parts and "、" not in text and min(map(len, parts)) < 3:
        parts = []  # 由社会力量举办或者运营 lists two verbs of one thing
    return [key(part) for part in parts if len(part) > 1] if len(parts) > 1 else [need.key]


def _one_of_two(denied: Fact, need: Requirement) -> bool:
    """Tell whether only one of two ways is denied: who is no 低保家庭 may be a 低保边缘家庭."""
    return "或" in need.attr and "或" not in denied.attr


def _narrower(denied: Fact, asked: str) -> bool:
    """Tell whether what is denied is a sort of what is asked for: who is no 低保老年人家庭 may be a 老年人家庭."""
    sort = denied.key.endswith(asked) and not denied.key.startswith(asked[:2])
    return sort and "或" not in denied.attr  # who did neither 甲 nor 乙 did not do 乙


def _is_part(fact: Fact, need: Requirement) -> bool:
    """Tell whether a fact given by name says word for word a part of a condition: 委托有资质的机构 of …开展核算."""
    return fact.value is True and not fact.words and len(fact.key) > _SHORT - 1 and fact.key in need.key


def _part(small: str, large: str) -> bool:
    return len(small) >= 2 and 3 * len(small) >= len(large) and coverage(small, (large,)) >= 1.0
