"""Holds the parts of a long deed of work, where, with what employer, whether first and full-time, against what is told.

A part is told by a fact that a form names so (就业单位类型: 企业), by one that tells several of them at once
(在市城区企业全职工作, 首次来中心城区就业时间: 2024-01), or by the words on the work itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.kleene import Truth
from graph.eligibility.language.thesaurus import alternatives
from graph.eligibility.language.whose import anothers, planned
from graph.eligibility.matching.area import areas
from graph.eligibility.matching.check import Check, ruled
from graph.eligibility.matching.place import bare, within
from graph.eligibility.matching.whereabouts import PLACE
from graph.eligibility.offers.long_deed import EMPLOYER, FIRST, FULL_TIME, LABOUR, PLACE_OF_HOME, PLACE_OF_WORK
from graph.eligibility.scheme import Requirement, Scheme

__all__ = ["Work"]

_WORK: Final = (
    "全职|就业(?!困难|见习)|上班|工作(?!室|站)|入职|任职|任教|从业|引进(?!设备)|打工|干活|当[老教]师|"
    "做事|参加工作|签了?[^，。；]{0,6}合同|[到进去来][^，。；]{0,14}(?:企业|公司|单位|厂|学校|医院|"
    "机构)"
)
_AT_WORK: Final = re.compile(_WORK)
_WHOSE: Final = re.compile("^(?:配偶|爱人|父母|父亲|母亲|子女|对方|原)")
_WHERE_NAMED: Final = re.compile(
    "^(?:就业|工作|任职|用人单位|就业单位|工作单位|企业|单位|公司)(?:所在|注册|登记)?(?:地区?|地点|"
    "区域|城市|县区|区县)$"
)
_EMPLOYER_NAMED: Final = re.compile(
    "^(?:就业|工作|用人|所在|任职|现|入职|引进)?(?:单位|企业|公司|机构|雇主)(?:的)?(?:类型|性质|"
    "类别|规模|种类)?$|^申请人类型$|^企业规模$|^(?:就业|工作)去向$"
)
_HOME_NAMED: Final = re.compile(
    "^(?:购房|买房|租房|房屋|住房|房产|新房|所购(?:住)?房|所租(?:住)?房)(?:所在|坐落|购买)?(?:地址?|"
    "地区|地点|区域|位置|县区|区县|坐落)$"
)
_BUYS: Final = re.compile(
    "购置[^，。；]{0,8}房|购[买置]?[^，。；]{0,14}房|买[^，。；]{0,16}(?:房(?!租)|楼盘|公寓|住宅)|购房|网签"
)
_RENTS: Final = re.compile("租[^，。；]{0,10}(?:房|公寓|住)|租着|房[^，。；]{0,4}租|住在")
_HOW_NAMED: Final = re.compile("^(?:工作|用工|引进|就业|聘用)(?:方式|形式|性质)$")
_COUNTRY: Final = re.compile(
    "乡镇|乡村|农村|基层|镇[上里的]|[\u4e00-\u9fff]镇(?!痛|定|静)|乡[里下的]|村[里的上]|村委会"
)
_KIND_OF_AREA: Final = re.compile("(?:经济技术开发|高新技术产业开发|旅游度假|管理|示范)区$|新区$")
_LONG_NAME: Final = 4
_BEHIND_LIST: Final = re.compile("（[^（）]*）")
_OTHER_COUNTY: Final = re.compile(
    "(?:到|来|在|去|进)(?:了)?(?:下面|下头|老家|外地|隔壁)?的?[\u4e00-\u9fff]{1,3}县(?!里一?家?.{0,4}没|级)"
)
_IN_TOWN: Final = re.compile("街道|城区|市区|县城|城里")
_ELSE_THAN_WORK: Final = re.compile("买|购|房|户口|户籍|老家|出生|毕业于|上学|读")
_SIZED: Final = re.compile(
    "中小微|小微|小型|中小|微型|规模以上|规上|民营|国有|外资|重点|龙头|骨干|高新技术|专精特新|"
    "制造业|工业|建筑业|服务业|科技型|农业|链主|上市|总部"
)
_SIZE_SAID: Final = {
    "中小微": "中小微|小微|小型|微型|中型|小企业|小公司|初创",
    "小微": "小微|小型|微型|小企业|小公司|初创",
    "中小": "中小|小微|小型|中型|微型|初创",
    "规模以上": "规模以上|规上",
    "规上": "规模以上|规上",
    "民营": "民营|私营|私企|民企|私人",
    "国有": "国有|国企|央企",
    "外资": "外资|外企|合资",
    "工业": "工业|制造|厂|生产",
    "制造业": "制造|厂|生产",
}
_KINDS: Final = {
    "firm": re.compile("企业|公司|集团|工厂|厂(?!长)|车间|[国民私央外]企|酒店|超市|农场|合作社"),
    "private body": re.compile("民办非企业|民非|社会服务机构|民办(?:学校|医院|幼儿园|养老|机构|中小学)"),
    "society": re.compile("社会组织|协会|商会|基金会|社工机构|社会团体|社团|民办非企业|民非|社会服务机构"),
    "public body": re.compile("事业单位|公立|公办|公益一类|公益二类"),
    "office": re.compile("机关|公务员|政府部门"),
    "self-employed": re.compile("个体工商户|个体户"),
}
_FIRM_IN: Final = re.compile("(?<!非)企业|公司|企事业")
_FIRST_SAID: Final = re.compile(
    "首次|第一次|头一次|头一回|第一份(?:正式)?工作|第一个?单位|初次|一毕业就|刚毕业就|毕业后?直接|初入职"
)
_NOT_FIRST: Final = re.compile(
    "(?:不是|并非|算不上)(?:我)?(?:首次|第一次|头一[次回]|第一份)|第[二三四五]次|第[二三四五]份工作|"
    "跳槽|换了?(?:一?家|个)?(?:公司|单位|工作)|(?:以前|之前|此前|早先|原先|原来|曾经?)(?!没|未|不|"
    "从)[^，。；没未不]{0,10}(?:干过|工作过|上过班|待过|就业过|上班|打过工)"
)
_FULL_SAID: Final = re.compile("全职|全日制(?:上班|工作|用工)|坐班")
_NOT_FULL: Final = re.compile(
    "兼职|柔性|挂职|返聘|顾问|非全日制(?:用工|工作|上班)|周末(?:来|过来|飞)|短期(?:来|工作)|不(?:是|"
    "算)全职|非全职|没有?全职"
)
_RELATION: Final = re.compile("(?:劳动|人事|聘用)(?:关系|合同)$")
_CONTRACT: Final = re.compile("合同(?!额|款|价|网签|备案|总|金)|签了?\\d+年")
_LABOUR_CONTRACT: Final = re.compile("(?:劳动|聘[用任]|用工|工作|就业)合同|签了?[\\d一二两三四五六十]+年|合同工")
_OTHER_CONTRACT: Final = re.compile(
    "(?:租[房赁]?|购房|买房|装修|贷款|意向|实习|劳务|服务|采购|三方|销售|供货|保险|培训)[^，。；]{0,3}(?:合同|协议)"
)
_ANY_CONTRACT: Final = re.compile("签了?[^，。；]{0,6}合同")
_NOT_HIRED: Final = re.compile("派遣|外包|没有?(?:再)?找到?工作|找不到工作|(?:还|正)在找工作|带孩子|实习|临时工")
_UNEMPLOYED: Final = re.compile(
    "没有?签[^，。；]{0,6}合同|未签[^，。；]{0,6}合同|劳务(?:合同|协议|关系)|自由职业|灵活就业|没(?:有)?(?:工作|上班|就业)|待业|失业|无业|兼职"
)
_DENIED: Final = re.compile("[没未不无]")
_TAKES_FOR: Final = "按{}理解，若不是请更正"
_HERE: Final = _TAKES_FOR.format("在本地")


@dataclass(frozen=True, slots=True)
class Work:
    """What is told of somebody's work: the facts, and the stretches of their own words that speak of it."""

    items: Sequence[Fact]
    said: tuple[str, ...]
    today: date

    @classmethod
    def of(cls, items: Sequence[Fact], own_words: str, today: date) -> Work:
        """Gather what of the facts and of the applicant's own words is of their work."""
        stretches = dict.fromkeys(part for part in re.split("[，。；！？,;!?\n]", own_words) if part)
        return cls([one for one in items if not _WHOSE.match(one.attr)], tuple(stretches), today)

    def check(self, need: Requirement, scheme: Scheme) -> Check:
        """Return what is told of one part of a deed of work."""
        by_part = {
            PLACE_OF_WORK: self._place,
            PLACE_OF_HOME: self._home,
            EMPLOYER: self._employer,
            FIRST: self._first,
            FULL_TIME: self._full,
            LABOUR: self._labour,
        }
        return by_part[need.part](need, scheme)

    @property
    def _of_work(self) -> tuple[str, ...]:
        return tuple(part for part in self.said if _AT_WORK.search(part))

    def _given(self) -> Iterator[tuple[Fact, bool]]:
        """Yield the facts of a form that tell of the work in their name, and whether they say that it is so."""
        for fact in self.items:
            if fact.words or not _AT_WORK.search(fact.attr):
                continue
            if isinstance(fact.value, bool):
                yield fact, fact.value
            elif isinstance(fact.value, date) and fact.value <= self.today:
                yield fact, True

    def _place(self, need: Requirement, scheme: Scheme) -> Check:
        found = self._there(need, scheme)
        if found.verdict is False or not _COUNTRY.search(_BEHIND_LIST.sub("", need.text)):
            return found
        country = self._in_country(need)
        return country if country.verdict is not True or found.verdict else found

    def _there(self, need: Requirement, scheme: Scheme) -> Check:
        """Hold the place that is told of the work against the one asked for, whatever part of it is meant."""
        for fact in self.items:
            if not fact.words and isinstance(fact.value, str) and _WHERE_NAMED.match(fact.attr):
                verdict = within(fact.value, scheme, need)
                if verdict is not None:
                    return ruled(need, fact, verdict)
        for fact, so in self._given():
            if _same_place(fact.attr, need, scheme):
                return ruled(need, fact, so)
        if part := next((part for part in self._of_work if _in_area(part, need)), ""):
            return ruled(need, Fact.of(need.attr, True, words=part), True)
        told = [fact for fact in self.items if fact.attr == PLACE and fact.words]
        own = [fact for fact in told if _AT_WORK.search(fact.words)]
        rest = [fact for fact in told if fact not in own and not _ELSE_THAN_WORK.search(fact.words)]
        verdicts = [(within(str(fact.value), scheme, need), fact) for fact in own or rest]
        for wanted in (True, False):
            if found := next((fact for verdict, fact in verdicts if verdict is wanted), None):
                return ruled(need, found, wanted)
        here = not areas(need.text) and not alternatives("centre").search(need.text)
        if not here and not own and (other := next((part for part in self._of_work if _OTHER_COUNTY.search(part)), "")):
            return ruled(need, Fact.of(need.attr, False, words=other), False)
        if here and not verdicts and (work := self._any()):
            return ruled(need, Fact.of(need.attr, True, words=work, assumed=_TAKES_FOR.format("在本地工作")), True)
        return Check(need, None)

    def _home(self, need: Requirement, scheme: Scheme) -> Check:
        """Hold where a home was bought or rented against where it must lie."""
        deed = _RENTS if need.attr.startswith("租") else _BUYS
        for fact in self.items:
            if not fact.words and isinstance(fact.value, str) and _HOME_NAMED.match(fact.attr):
                verdict = within(fact.value, scheme, need)
                if verdict is not None:
                    return ruled(need, fact, verdict)
        for fact in self.items:
            so = fact.value if isinstance(fact.value, bool) else isinstance(fact.value, date)
            if not fact.words and deed.search(fact.attr) and _same_place(fact.attr, need, scheme):
                return ruled(need, fact, so)
        here = not areas(need.text) and not alternatives("centre").search(need.text)
        for fact in self.items if here or deed is _RENTS else ():  # whoever fills in a form of a place did it there
            if not fact.words and fact.value is True and deed.search(fact.attr):
                return Check(need, True, fact, f"{fact.told()}，{_HERE}")
        said = [part for part in self.said if deed.search(part)]
        if part := next((part for part in said if _in_area(part, need)), ""):
            return ruled(need, Fact.of(need.attr, True, words=part), True)
        told = [fact for fact in self.items if fact.attr == PLACE and fact.words]
        own = [fact for fact in told if deed.search(fact.words)]
        verdicts = [(within(str(fact.value), scheme, need), fact) for fact in own]
        if deed is _RENTS and said and not own:  # who rents is taken to do so where they work
            verdicts = [
                (within(str(one.value), scheme, need) or None, one) for one in told if _AT_WORK.search(one.words)
            ]
        for wanted in (True, False):
            if found := next((fact for verdict, fact in verdicts if verdict is wanted), None):
                return ruled(need, found, wanted)
        if not here and not own and (other := next((part for part in said if _OTHER_COUNTY.search(part)), "")):
            return ruled(need, Fact.of(need.attr, False, words=other), False)
        if (done := next((part for part in said if not _DENIED.search(part)), "")) and here and not verdicts:
            return ruled(need, Fact.of(need.attr, True, words=done, assumed=_HERE), True)
        return Check(need, None)

    def _in_country(self, need: Requirement) -> Check:
        """Hold that the work is in a village or a small town against how its place is told."""
        for fact in self.items:
            if not fact.words and isinstance(fact.value, bool) and _COUNTRY.search(fact.attr):
                return ruled(need, fact, fact.value)
            where = str(fact.value) if not fact.words and _WHERE_NAMED.match(fact.attr) else ""
            if (country := _COUNTRY.search(where)) or _IN_TOWN.search(where):
                return ruled(need, fact, bool(country))
        for part in self._of_work:
            if (country := _COUNTRY.search(part)) or _IN_TOWN.search(part):
                return ruled(need, Fact.of(need.attr, bool(country), words=part), bool(country))
        return Check(need, None)

    def _any(self) -> str:
        """Return what tells of any work."""
        given = next((fact.attr for fact, so in self._given() if so), "")
        return given or next((part for part in self._of_work if not _DENIED.search(part)), "")

    def _employer(self, need: Requirement, _scheme: Scheme) -> Check:
        options = str(need.value).split("、")
        found: list[tuple[Truth, Fact]] = [
            (_is_one(str(fact.value), options), fact)
            for fact in self.items
            if not fact.words and isinstance(fact.value, str) and _EMPLOYER_NAMED.match(fact.attr)
        ]
        found += [(_is_one(fact.attr, options), fact) for fact, so in self._given() if so]
        if all(verdict is None for verdict, _ in found):
            for part in self.said:
                if _AT_WORK.search(part) or re.match("(?:我们?)?(?:公司|单位|企业|厂)", part):
                    found.append((_is_one(part, options), Fact.of(need.attr, part, words=part)))
        for wanted in (True, False):
            if one := next((fact for verdict, fact in found if verdict is wanted), None):
                return ruled(need, one, wanted)
        return Check(need, None)

    def _first(self, need: Requirement, _scheme: Scheme) -> Check:
        for fact in self.items:
            if not fact.words and fact.key == need.key and isinstance(fact.value, bool):
                return ruled(need, fact, fact.value)
        for fact, so in self._given():
            if _FIRST_SAID.search(fact.attr):
                return ruled(need, fact, so)
        if denied := next((part for part in self.said if _NOT_FIRST.search(part)), None):
            return ruled(need, Fact.of(need.attr, False, words=denied), False)
        ever = need.attr == "首次就业"  # who came here for the first time may have worked elsewhere
        for part in self.said:
            if _FIRST_SAID.search(part) and _AT_WORK.search(part) and not re.search("买|购|创业|开店", part):
                return ruled(need, Fact.of(need.attr, True, words=part), True)
            if not ever and re.search(
                "(?:以?前|从)(?:也|都)?(?:没有?|未)在[^，。；]{2,8}(?:工作|上班|就业|干)过?", part
            ):
                return ruled(need, Fact.of(need.attr, True, words=part), True)
        return Check(need, None)

    def _full(self, need: Requirement, _scheme: Scheme) -> Check:
        for fact in self.items:
            if fact.words:
                continue
            if isinstance(fact.value, str) and _HOW_NAMED.match(fact.attr):
                return ruled(need, fact, "全职" in fact.value and "非" not in fact.value)
            if isinstance(fact.value, bool) and ("全职" in fact.attr or _NOT_FULL.search(fact.attr)):
                return ruled(need, fact, fact.value is not bool(_NOT_FULL.search(fact.attr)))
            if isinstance(fact.value, date) and "全职" in fact.attr and fact.value <= self.today:
                return ruled(need, fact, True)
        if denied := next((part for part in self.said if _NOT_FULL.search(part)), None):
            return ruled(need, Fact.of(need.attr, False, words=denied), False)
        if told := next((part for part in self.said if _FULL_SAID.search(part)), None):
            return ruled(need, Fact.of(need.attr, True, words=told), True)
        if work := next((part for part in self._of_work if not _DENIED.search(part)), ""):
            return ruled(need, Fact.of(need.attr, True, words=work, assumed=_TAKES_FOR.format("全职")), True)
        return Check(need, None)

    def _labour(self, need: Requirement, _scheme: Scheme) -> Check:
        """Hold that somebody is employed against what is told of work and contracts."""
        for fact in self.items:
            if not fact.words and isinstance(fact.value, bool) and _RELATION.search(fact.attr):
                return ruled(need, fact, fact.value)
            if not fact.words and fact.numeric and _CONTRACT.search(fact.attr):
                return ruled(need, fact, True)
        if denied := next((part for part in self.said if _UNEMPLOYED.search(part)), None):
            return ruled(need, Fact.of(need.attr, False, words=denied), False)
        if any(_NOT_HIRED.search(part) or (planned(part) and _AT_WORK.search(part)) for part in self.said):
            return Check(need, None)
        for part in self.said:
            if anothers(part) or _DENIED.search(part) or _OTHER_CONTRACT.search(part):
                continue
            if _LABOUR_CONTRACT.search(part) or _AT_WORK.search(_ANY_CONTRACT.sub("", part)):
                return ruled(need, Fact.of(need.attr, True, words=part), True)
        return Check(need, None)


def _in_area(said: str, need: Requirement) -> bool:
    """Tell whether a stretch names one of the areas that a condition lists, also without what kind of area it is."""
    names = (_KIND_OF_AREA.sub("", area) if len(area) > _LONG_NAME else area for area in areas(need.text))
    return any(re.search(f"(?:在|到|来|进了?|去了?|于){re.escape(name)}", said) for name in names if len(name) > 1)


def _same_place(told: str, need: Requirement, scheme: Scheme) -> bool:
    """Tell whether the name of a fact has the place that is asked for: 在市城区企业全职工作."""
    if alternatives("centre").search(told):
        return bool(alternatives("centre").search(need.text)) or not areas(need.text)
    if any(area in told for area in areas(need.text)):
        return True
    here = not areas(need.text) and not alternatives("centre").search(need.text)
    named = alternatives("here").search(told) or (scheme.region and bare(scheme.region) in told)
    return bool(here and (named or re.search("[本我][省市县区]", told)))


def _is_one(said: str, options: Sequence[str]) -> Truth:
    """Tell whether what is said of an employer is of one of the kinds asked for.

    >>> _is_one("一家公司", ["企业"]), _is_one("事业单位", ["企业"])
    (True, False)
    >>> _is_one("公司", ["中小微企业"]), _is_one("小公司", ["小微企业"])
    (None, True)
    >>> _is_one("民办学校", ["企业", "民办非企业单位"]), _is_one("去上班", ["企业"])
    (True, None)
    """
    told = {name for name, pattern in _KINDS.items() if pattern.search(said)}
    if "private body" in told and "非企业" in said:
        told -= {"firm"} if not re.search("(?<!非)企业|公司", said.replace("民办非企业", "")) else set()
    open_ = False
    for option in options:
        asked = {name for name, pattern in _KINDS.items() if pattern.search(option)}
        if "非企业" in option:
            asked -= {"firm"}
        if _FIRM_IN.search(option):
            asked.add("firm")
        if "企事业" in option:
            asked.add("public body")
        sizes = _SIZED.findall(option)
        if not asked:  # a kind by another name: what is said must name it
            if option in said:
                return True
            open_ = True
        elif asked & told:
            if all(re.search(_SIZE_SAID.get(size, size), said) for size in sizes):
                return True
            open_ = True
    return None if open_ or not told else False
