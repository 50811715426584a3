"""Where the applicant is, by all that is told of it, against where a condition wants them to be."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from graph.eligibility.facts import Fact, Facts
from graph.eligibility.language.kin import kin_asked, kin_told
from graph.eligibility.language.thesaurus import alternatives
from graph.eligibility.matching.area import areas, bare, called, known_region, wanted
from graph.eligibility.matching.check import Check, ruled
from graph.eligibility.matching.place import LIVES, active, asked, beside, holds, inside, only_place, stated, within
from graph.eligibility.scheme import Requirement, Scheme

__all__ = ["PLACE", "Whereabouts"]

PLACE: Final = "所在地"
_SITE: Final = "site"
_WHERE: Final = re.compile(
    "(?<!仓库)(?:注册地址?|登记地|注册所在地|纳税地|税收缴纳地"
    "|生产基地|基地|厂区|经营场所|户籍地?|户籍所在地|经营地|居住地|就业地|工作地|(?:单位|企业|公司|机构|^)所在地)$"
)


_SEAT_OF: Final = re.compile(  # 税务征管关系, 统计关系, 住所, 汇算清缴地
    "^(?:企业|公司|单位|机构)?(?:工商|税务|税收|统计|纳税|缴税|纳统|入统|注册|登记|征管|户管|税管|入库|解缴|缴纳|缴交|汇算清缴|住所|实际|主要|经营|办公|生产|所在|归属|隶属|关系|数据|管理|和|及|、|与)+"
    "(?:地|地址|地点|地区|所在地|区域|区划)?$"
)
_LOOKS_LIKE: Final = re.compile("[省市县区州旗盟镇乡]$|本地|外地|[省市县区][内外里]$|(?:开发|高新|经开)区")
_LIES: Final = re.compile(  # where what is built stands: nobody builds elsewhere and asks here
    "^(?:项目)?(?:(?:建设|实施)?(?:地点|地址|地))?(?:位于|建在|坐落(?:于|在)|在)?(?:本[省市县区]|[\u4e00-\u9fff]{2,4}[市县区](?=行政))(?:行政区域|行政区划|行政区|辖区|境)?(?:范围)?(?:之?内)?(?:建设|建成|实施|的项目)?$"
)


_HOME: Final = re.compile("户|籍|[\u4e00-\u9fff]人(?:$|，)|本地")  # who only works or buys there is not at home there
_AT_HOME: Final = re.compile("^在?本[省市县区](?:行政区域)?内?(?:依法)?(?:注册|登记|注册登记|登记注册)$")
_DISTRICT: Final = re.compile("^[^本我市主城]{1,3}区$|^[^本我市主]城区$")
_IN_IT: Final = frozenset({"区里", "区内"})  # of the district that is named beside it
_CENTRE: Final = re.compile("市区|主?城区|中心城区")
_DONE_IN: Final = re.compile(
    "^在?[本我全][省市县区](?:(?:行政)?区?域?[范内境][围内]?内?)?(?P<deed>[\u4e00-\u9fff]{2,4})$"
)
_DONE_THERE: Final = (
    (
        ("举办", "承办", "主办", "举行", "召开"),
        re.compile("(?<!创)(?<!申)(?<!没)(?<!未)办(?!公|理|税|证|手续|厂|事处)|举行|召开|开在"),
    ),
    (("建设", "新建", "建成", "兴建"), re.compile("(?<![没未])建")),
    (("开设", "新开", "新开设", "设立", "新设", "新设立", "开办"), re.compile("(?<![没未])(?:开(?!发|展|票)|设)了?")),
    (("投资", "投资建设", "投资兴建"), re.compile("(?<![没未])投(?!标|保|诉|票)")),
)
_SEAT: Final = re.compile("注册|登记")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The places told, those first that are told of the register or the tax, and what is said to be so of a place."""

    places: tuple[Fact, ...]
    flags: tuple[Fact, ...]

    @classmethod
    def of(cls, facts: Facts, region: str | None = None) -> Whereabouts:
        """Gather what is told of places; `region` counts where nothing is."""
        told = [fact for fact in facts.items if fact.attr == PLACE or _names_place(fact)]
        told = told or ([Fact.of(PLACE, region, words=region)] if region else [])
        if district := next((fact for fact in told if _DISTRICT.search(str(fact.value))), None):
            told = [replace(fact, value=district.value) if fact.value in _IN_IT else fact for fact in told]
        flags = (fact for fact in facts.items if isinstance(fact.value, bool))
        return cls(tuple(sorted(told, key=lambda one: bool(one.assumed))), tuple(flags))

    def elsewhere(self, scheme: Scheme) -> str | None:
        """Return a region told that shuts the applicant out of the one that `scheme` is for."""
        for fact in self.places:
            where = str(fact.value)
            away = known_region(where) and not inside(where, scheme) and not holds(where, scheme)
            if away and not any(where in areas(need.text) for need in scheme.requirements):  # one of the same name
                return where
        return None

    def check(self, need: Requirement, scheme: Scheme) -> tuple[Check | None, str]:
        """Return what the places say of a condition, None for nothing, and what it asks for besides the place."""
        if found := self._together(need, scheme):
            return found, ""
        if _LIES.match(need.text) and (
            inside := [fact for fact in self.places if within(str(fact.value), scheme, need)]
        ):
            said = f"您说的是“{inside[0].words or inside[0].value}”，按项目也在那里理解，若不是请更正"
            return Check(need, True, inside[0], f"{said}，符合“{need.text}”"), ""
        here = next((fact for fact in self.flags if fact.value is True and _AT_HOME.match(fact.attr)), None)
        if here and _LIES.match(need.text):
            return ruled(need, here, True), ""
        if (wanted := kin_asked(need.text)) and "home" in asked(need.text):
            return self._of_kin(need, scheme, wanted), ""
        if told := self._anywhere_in(need):
            return told, ""
        ways = asked(need.text)
        so = [fact for fact in self.places if ways & stated(fact.words)]  # not where one only rents an office
        away = [one for one in self.places if one not in so and within(str(one.value), scheme, need) is False]
        places = (*so, *away) if so else self.places
        if active(need.text) and any(within(str(fact.value), scheme, need) is False for fact in places):
            return None, ""  # registered here and at work elsewhere
        if len(ways) > 1:  # all of the ways must fit: 注册在市区，税交在外地 does not
            places = tuple(sorted(places, key=lambda one: within(str(one.value), scheme, need) is not False))
        covered = frozenset[str]()
        for fact in places:
            verdict = within(str(fact.value), scheme, need)
            if verdict and (own := asked(fact.attr)) and not ways <= own:
                covered |= own  # where a firm is registered does not tell where it pays tax, but both together do
                if not ways or not ways <= covered:
                    continue
            own_words = stated(fact.words)
            if verdict and own_words == {"tax"} and ways == {"register"}:
                continue  # nor does where it pays tax tell where it is registered
            if verdict and own_words and _SITE in ways - own_words:
                continue  # nor where it has its ground
            if verdict and not areas(need.text) and (rest := beside(need.text)):
                return None, rest
            if verdict is not None:
                said = f"您说的是“{fact.words or fact.value}”"
                note = f"（{fact.assumed}）" if fact.assumed else ""
                sign = "符合" if verdict else "不符合"
                return Check(need, verdict, fact, f"{said}{note}，{sign}“{need.text}”"), ""
        if LIVES.search(need.text) and not places:
            here = Fact.of(PLACE, "本地", assumed="您问的是本地的政策，按在本地创业、就业或居住理解，若不是请更正")
            return ruled(need, here, True), ""
        whole = not ways and not areas(need.text) and not alternatives("centre").search(need.text)
        if (
            whole and not places
        ):  # 本市行政区域内由社会力量举办: who asks by the measures of a city is taken to be there
            return None, beside(need.text)
        return None, ""

    def _anywhere_in(self, need: Requirement) -> Check | None:
        """Hold a scope that is a place alone (市区) against what is told to be there: 市区户籍, 市区养老机构."""
        centre = _CENTRE.search(need.text) if only_place(need.text) else None
        for fact in self.flags if centre else ():
            if centre and centre[0] in fact.attr and (fact.value is True or _SEAT.search(fact.attr)):
                return ruled(need, fact, bool(fact.value))
        return None

    def done_there(self, need: Requirement, scheme: Scheme) -> Check | None:
        """Hold what is to be done in a place against what is told to be done in one: 在泉安办了展 for 我市举办."""
        asked_for = _DONE_IN.match(need.attr)
        said = next((words for deeds, words in _DONE_THERE if asked_for and asked_for["deed"] in deeds), None)
        if said is None:
            return None
        verdicts = {within(str(one.value), scheme, need): one for one in self.places if said.search(one.words)}
        if len(verdicts) == 1 and None not in verdicts:
            ((verdict, fact),) = verdicts.items()
            return ruled(need, fact, bool(verdict))
        done = [one for one in self.flags if one.attr == need.attr and one.words]
        here = any(alternatives("here").search(one.words) or _named(scheme.region, one.words) for one in done)
        return Check(need, None) if done and not here else None  # 办了展 does not tell where

    def _of_kin(self, need: Requirement, scheme: Scheme, wanted: frozenset[str]) -> Check | None:
        """Hold that one parent, both or the child are of a place against of whom it is told."""
        here: dict[str, Fact] = {}
        away: dict[str, Fact] = {}
        for fact in self.places:
            told = f"{fact.attr}{fact.words}"
            verdict = within(str(fact.value), scheme, need) if _HOME.search(told) else None
            if verdict is not None:
                (here if verdict else away).update(dict.fromkeys(kin_told(told), fact))
        if wanted <= here.keys():
            return ruled(need, here[min(wanted)], True)
        if "both" in wanted and (other := away.get("one")):
            return ruled(need, other, False)
        if denied := next((away[one] for one in sorted(wanted - {"one"} & away.keys()) if one not in here), None):
            return ruled(need, denied, False)
        if "one" in wanted and "both" in away and "one" not in here:
            return ruled(need, away["both"], False)
        return None

    def _together(self, need: Requirement, scheme: Scheme) -> Check | None:
        """Put together what single facts say: 工商注册地在市区 and 税收缴纳地在市区 for 注册地和税收缴纳地均在市区."""
        ways = asked(need.text)
        found: dict[str, Fact] = {}
        for fact in self.flags:
            if (own := asked(fact.attr) & ways) and _same_area(fact.attr, need, scheme):
                found.update(dict.fromkeys(own, fact))
        for fact in (*found.values(), *(one for one in self.flags if _counted(one.attr) and _counted(need.text))):
            if fact.value is False and _same_area(fact.attr, need, scheme):
                return ruled(need, fact, False)
        return ruled(need, next(iter(found.values())), True) if found and ways <= found.keys() else None


def _named(region: str | None, words: str) -> bool:
    return bool(region) and bare(region or "") in words


def _counted(text: str) -> bool:
    """Tell whether a text says where somebody is counted by the statistics."""
    return "统计" in text


def _same_area(told: str, need: Requirement, scheme: Scheme) -> bool:
    """Tell whether a fact speaks of the area of a condition: both say 市区, or one of those that it lists."""
    listed = wanted(need.text, scheme.region)
    for name in ("centre", "here"):
        if alternatives(name).search(told):
            return bool(alternatives(name).search(need.text)) or (name == "here" and not areas(need.text))
    if any(one in told for area in listed for one in called(area)):
        return True
    return bool(scheme.region and not listed and bare(scheme.region) in told)


def _names_place(fact: Fact) -> bool:
    """Tell whether a fact names the place where the applicant is (工商注册地: 洛溪县, 统计关系: 经开区)."""
    if not isinstance(fact.value, str):
        return False
    return bool(_WHERE.search(fact.attr)) or bool(_SEAT_OF.match(fact.attr) and _LOOKS_LIKE.search(fact.value))
