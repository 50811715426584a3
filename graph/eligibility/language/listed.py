"""Conditions told in part: one of several things (种了早稻 of 种植水稻、小麦等主粮), a filing without its office."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.recipient import any_firm
from graph.eligibility.language.segment import Segment
from graph.eligibility.language.thesaurus import coverage, done_here, key
from graph.eligibility.scheme import Requirement

__all__ = [
    "GLOSS",
    "Listed",
    "counted_in",
    "filed",
    "included",
    "linked",
    "listed",
    "one_told",
    "recognition",
    "recognized",
    "with_the_rest",
]

_DONE: Final = re.compile(
    "^(?P<head>[^、，。；]*?(?:(?:首次)?(?:创办|领办|开办|兴办|成立|设立))?)(?:(?<=[创领开兴]办)|(?<=[成设]立)|(?<=参与)制定|(?<=主导)制定|(?<=牵头)制定|(?<=参与)修订|(?<=主导)修订|(?<=制)修订|种植|养殖|生产|从事|经营|销售|加工|属于|用于购[买置]|用于|使用|改用|换用|采用|购买|购置|采购|收购|投向|签订|参加|投保)(?=[^、]{2})"
)
_SORT: Final = re.compile(  # what they are all of: 等主粮, 三条重点产业链
    r"等[^、，。；]{0,10}$|[两三四五六七八九十\d]+[条大个类项种](?:重点|主导|优势|新兴|特色|战略性)*(?:产业链|产业集群|产业|领域|行业|赛道|方向|集群)$"
)
_ITEMS: Final = re.compile("[^、，。；]{1,14}(?:(?:、|或者?|以及|和|及)[^、，。；]{1,14})+")
_ACTS: Final = re.compile(
    "无(?![人线障害机尘菌纸偿])|[未没不非]|均|都|且|取得|具有|具备|签订|缴纳|建立|本人|配偶|参加|通过"
)  # all of these must be so
GLOSS: Final = re.compile(r"(?<=.{3})（(?!不|未|非|除)[^（）\d]{1,10}）")  # 法定代表人（负责人）: either word says it
_BETWEEN: Final = re.compile("、|或者?|以及|和|及")
_REST: Final = 5  # letters of what is said once of all of a list: 黄金时段首播
_PLACED_AT: Final = re.compile("[^，。；、]*?[在于](?=[^，。；、]{2,})")
_HEAD: Final = 0.3  # how much of what stands before the list must be told: 流转 of 流转耕地种植…
_ITEM: Final = 0.8
_FILED: Final = re.compile(
    "^(?:已?在|向|到|经|报)[^，。；]{2,20}(?:机构|部门|局|委|办|站|中心|所|平台|系统|政府|办事处|乡镇|街道|[^乡农]村)(?:（[^）]*）)?(?:办理|完成|进行)?备案(?:登记)?$"
)
_RECOGNIZED: Final = re.compile(  # 经区县民政部门认定: by which office, people tell in short
    "^经[^，。；、]{0,12}?(?:部门|局|委|厅|办|政府)(?:组织)?(?:联合)?(?P<deed>认定|评定|确定|命名|批准|核准|审核|评审)(?:为|通过|合格|同意)*$"
)
_BY_OFFICE: Final = (
    "(?:局|委|部门|厅|政府|街道办?|[市区县省]里)[^，。；没未不]{0,4}(?:给|也|都|已经?)*[^，。；没未不]{0,4}"
)
_LINKED: Final = re.compile("^[对已]?(?:接入|连入|联入|并入)[^，。；、]{2,20}(?:平台|系统)$")
_TO_IT: Final = re.compile(
    "(?:平台|系统)[^，。；没未不]{0,3}(?:接|连|联|对接)(?:入|上|通|好)?了?|(?:接|连|联)(?:入|进|上|到)了?[^，。；没未不]{0,10}(?:平台|系统)"
)
_WITH_THEM: Final = re.compile(  # 农户（含脱贫户和监测户）, 网店（含直播带货账号）: who else is of the kind
    "^(?P<kind>[^，。；、（）\\d的]{2,12})（(?:包含|包括|含)(?P<others>(?!税|[^（）]*[\\d不])[^（）。；]{2,40})）$"
)
_CALLED: Final = re.compile("，(?:[^，（）]*(?:以下|下文)?[简统合]?称(?:为)?“?(?P<name>[^，（）“”]{2,8})”?)$")
_OTHERS: Final = re.compile(
    "[跟和与同给为替帮向从被由让请对]|带动|吸纳|招用|聘用|流转|收购|培训"
)  # what is told of others
_LEAST: Final = 2  # letters of a thing that is known by its name


@dataclass(frozen=True, slots=True)
class Listed:
    """What is done with things of which any one is enough, and the things, all by their keys."""

    head: str
    items: tuple[str, ...]


@lru_cache(maxsize=20_000)
def listed(condition: str) -> Listed | None:
    """Part a condition that names several things of one sort; None where it names none or all must be had.

    >>> listed("流转耕地种植水稻、小麦、玉米等主粮")
    Listed(head='流转耕地', items=('水稻', '小麦', '玉米'))
    >>> listed("在本县创办农业企业、农民专业合作社或家庭农场").head, listed("签订技术开发、技术转让（许可）合同").items
    ('创办', ('技术开发', '技术转让合同'))
    >>> listed("高端装备、新材料、生物医药三条重点产业链").items, listed("依法取得许可")
    (('高端装备', '新材料', '生物医药'), None)
    >>> listed("拆除后改用天然气、电等清洁能源").items
    ('天然气',)
    """
    condition = GLOSS.sub("", condition)
    if with_the_rest(condition):
        return None
    done = _DONE.match(condition)
    named = _SORT.sub("", condition[done.end() :] if done else condition)
    items = tuple(key(item) for item in _BETWEEN.split(named)) if _ITEMS.fullmatch(named) else ()
    if _SORT.search(condition):  # 天然气、电等清洁能源: what is too short to be known by its name is left out
        items = tuple(item for item in items if len(item) >= _LEAST)
    named_well = all(len(item) >= _LEAST and not any_firm(item) for item in items)
    if "、" not in named or not items or _ACTS.search(named) or not named_well:
        return None
    return Listed(done_here(done["head"]) if done else "", items)


@lru_cache(maxsize=20_000)
def with_the_rest(condition: str) -> tuple[tuple[str, str], ...]:
    """Return each of a list with what is said once of all behind the noun that they share, and its own name.

    >>> with_the_rest("电视剧在综合频道、电视剧频道黄金时段首播")
    (('电视剧在综合频道黄金时段首播', '综合频道'), ('电视剧在电视剧频道黄金时段首播', '电视剧频道'))
    >>> with_the_rest("取得执照、许可证"), with_the_rest("从事养老服务、家政服务和现代农业")
    ((), ())
    """
    *others, last = condition.split("、")
    for size in (4, 3, 2) if others and not _ACTS.search(condition) else ():
        noun, at = others[0][-size:], last.find(others[0][-size:])
        rest = last[at + size :]
        shared = len(noun) == size and at >= 0 and all(one.endswith(noun) for one in others)
        if shared and len(rest) >= _REST and not re.match("和|及|与|或|以及|等|的|（", rest):
            lead = placed[0] if (placed := _PLACED_AT.match(others[0])) else ""
            names = [others[0].removeprefix(lead), *others[1:], last[: at + size]]
            return tuple((f"{lead}{name}{rest}", name) for name in names)
    return ()


def one_told(need: Requirement, parts: Sequence[Segment], denied: Callable[[str, str], bool | None]) -> Fact | None:
    """Return that one of the things that `need` lists is told, and what is done with it; None where it is not."""
    of = listed(need.attr) if need.value is True else None
    if of is None or (
        of.head and coverage(of.head, [text for part in parts for text in (part.text, key(part.canonical))]) < _HEAD
    ):
        return None
    for part in parts:
        said = key(part.canonical)
        item = next((one for one in of.items if one in said or coverage(one, (said,)) >= _ITEM), None)
        if item and not part.asks and denied(part.canonical, item) is False:
            return Fact.taken(need.attr, part.text, part.start)
    return None


def filed(need: Requirement, parts: Sequence[Segment], denied: Callable[[str, str], bool | None]) -> Fact | None:
    """Return that what must be filed with an office was filed, where the office alone is left out: 也备了案."""
    if need.value is not True or not _FILED.match(need.attr):
        return None
    for part in parts:
        if "备案" in part.canonical and not part.asks and (no := denied(part.canonical, "备案")) is not None:
            if no:
                return Fact.of(need.attr, False, words=part.text, start=part.start)
            return Fact.taken(need.attr, part.text, part.start)
    return None


def recognition(attr: str) -> str | None:
    """Return what an office must do with the applicant, where a condition asks for that alone: 认定 of 经区政府认定."""
    asked = _RECOGNIZED.match(attr)
    return asked["deed"] if asked else None


def recognized(need: Requirement, parts: Sequence[Segment], denied: Callable[[str, str], bool | None]) -> Fact | None:
    """Return that an office found what it must find, where it is named in other words: 区民政局认定的老年助餐点."""
    deed = recognition(need.attr) if need.value is True else None
    for part in parts if deed else ():
        told = deed and re.search(f"{_BY_OFFICE}{deed}", part.text)
        if deed and told and not part.asks and denied(part.canonical, deed) is False:
            return Fact.taken(need.attr, part.text, part.start)
    return None


def linked(need: Requirement, parts: Sequence[Segment], denied: Callable[[str, str], bool | None]) -> Fact | None:
    """Return that a thing is linked with the platform that is asked for, where its name is left out: 平台也接了."""
    if need.value is not True or not _LINKED.match(need.attr):
        return None
    for part in parts:
        if _TO_IT.search(part.text) and not part.asks and denied(part.canonical, "接入平台系统") is False:
            return Fact.taken(need.attr, part.text, part.start)
    return None


@lru_cache(maxsize=20_000)
def counted_in(condition: str) -> tuple[str, ...]:
    """Return by their keys the kind that a condition asks for and those it counts in; none where it counts none in.

    >>> counted_in("农户（含脱贫户和防止返贫监测对象，监测对象以下简称监测户）")
    ('农户', '脱贫人口', '监测对象')
    >>> counted_in("网店（含直播带货账号）")[1], counted_in("投资额（含税）"), counted_in("企业（不含分公司）")
    ('直播带货账号', (), ())
    """
    match = _WITH_THEM.match(condition)
    if match is None:
        return ()
    others, called = match["others"], _CALLED.search(match["others"])
    names = [match["kind"], *_BETWEEN.split(others[: called.start()] if called else others)]
    names += [called["name"]] if called else []
    return tuple(dict.fromkeys(key(name) for name in names if len(name) >= _LEAST))


def included(need: Requirement, parts: Sequence[Segment], denied: Callable[[str, str], bool | None]) -> Fact | None:
    """Return that the applicant is of the kind asked for or of one counted in: 监测户 of 农户（含监测户）."""
    names = counted_in(need.attr) if need.value is True else ()
    for part in parts if names else ():
        said = key(part.canonical)
        name = next((one for one in names if one in said), None)
        if (
            name
            and not _OTHERS.search(said[: said.find(name)])
            and not part.asks
            and denied(part.canonical, name) is False
        ):
            return Fact.of(need.attr, True, words=part.text, start=part.start)
    return None
