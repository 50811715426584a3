"""The grammar of one quantitative goal: subject, verb, number and what is counted (实施 | 1000项 | 节能改造项目)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from ingest.extract.verb import end_verb, ends_a_noun, inner_verb, nouns, strip_adverbs
from ingest.rules import load
from ingest.value.unit import Measure, Op, relation

__all__ = ["Change", "Goal", "base_year", "goal", "subjects"]

Change = Literal["reach", "increase", "decrease"]

_OPENING = load("target")["opening"].regex
_COUNTED = re.compile(r"^(?:的|左右的|以上的)?(?P<noun>[^，。；：、（]*(?:（[^）]*）[^，。；：、（]*)?)")
_BEFORE_SHARE = re.compile(
    r"(?:(?:到|至)?\d{4}年(?:底|末)?前?|[，、\u3000\s]|力争|争取|确保|实现|推动|使|全[省市县区国州]|原则上|基本)*"
)
_CUT = load("target")["name-cut"].regex
_TAKES_NOUN = frozenset(load("target").words["takes-noun"])  # the number may come before what it counts: 建有1所医院
_EACH = re.compile(r"(?<=[到达为至])(?:每(?:千|万|百|百万|十万)?[人户个名]|(?P<yearly>每年))$")  # 抽检量达到每千人5批次
_OF_BEFORE = re.compile(  # 产量达到或超过前3年平均值的98%
    r"(?P<verb>达到或超过|达到|不低于|超过|为)前[\d一二三四五两]年[^，。；]{0,4}平均[^，。；]{0,3}的$"
)
_TRIAL = re.compile(r"[^，。；]*?(?:开展|推进|实施)[^，。；]*?(?:试点|示范)")
_ORDERED = re.compile(  # 市税务局要将出口退税办理时间压缩至3个工作日
    r"^[^，。；]{1,14}?(?:局|委|厅|部|办|政府|部门|单位|中心|机构)(?:要|应当?|须|负责)?(?:将|把)"
)
_SERVED = re.compile(r"[十百千]?[万亿]*(?:人|名|户|家|位|所|个(?=$)|人次|户次)")
_WHERE = re.compile(
    r"[^，。；、]{0,6}(?:城区|县城|市区|中心城区|建成区|辖区|县域|农村|境内|[全辖][市县区省]|沿线|片区|流域|地区)内?"
)
_HEADS = frozenset("车船机炉桥路厂矿村镇县校园院站室店岗库港渠林")  # what names of things of one kind end with
_FALLING = frozenset({"建设", "实施", "组织", "组织开展", "推进", "推动", "安排", "提供", "供应", "支持"})
_DONE = re.compile("^(?:完成|开展|实施|推进|组织)(?=..)")
_TIER = re.compile(r"^(?:国家|省|市|县|区|乡|村)级")
_SETTING = re.compile(r"(?:在|依托|通过|围绕|由)[^，]{2,16}|[^，]{1,10}(?:局|厅|委|办|政府|部门)")  # no part of a goal
_BROUGHT = re.compile(r"(?:实现|推动|促进|使得?)(?=[^，]{4})")
_RISING = ("增长", "递增", "提高", "提升", "上升")
_SHARES = {"%", "‰", "百分点"}
_FROM = re.compile(r"(?:由|从)[^，。；]*\d[^，。；]*$")
_COUNT_WORD = load("target")["count-word"].regex


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal in a stretch of text: what is measured, how it changes, and where its words stand."""

    indicator: str
    change: Change
    start: int
    end: int
    verb: str
    base: str | None = None
    op: Op = "="  # what a word before the verb says: 至少建成1个
    prefix: str = ""  # words of the verb that stay in the indicator: 累计创建
    shared: bool = False  # whether the verb is that of the goal before it in the list
    scope: str | None = None  # who has to reach it, where the words tell that apart


def goal(text: str, first: int, last: int, measure: Measure, before: Goal | None = None) -> Goal | None:
    """Read the goal that `measure` states in `text[first:last]`, None where no word makes it one.

    `before` is the goal before it in a list, whose verb the list leaves out (建成工厂10家，园区3家).

    >>> from ingest.value.unit import measures
    >>> def read(text):
    ...     found = goal(text, 0, len(text), list(measures(text))[-1])
    ...     return found and (found.indicator, found.change)
    >>> read("森林覆盖率提高到25%以上"), read("能耗比2020年下降13.5%"), read("实施1000项以上节能改造项目")
    (('森林覆盖率', 'reach'), ('能耗', 'decrease'), ('节能改造项目', 'reach'))
    >>> read("淘汰老旧渔船10艘"), read("新增水窖500立方米以上蓄水容量"), read("培育茶叶合作社50家")
    (('淘汰老旧渔船', 'reach'), ('水窖蓄水容量', 'increase'), ('茶叶合作社', 'reach'))
    """
    found = _read(text, first, last, measure, before)
    each = _EACH.search(text[first : measure.start])
    if found and each and each["yearly"]:
        return replace(found, indicator="每年" + found.indicator)
    before_level = _OF_BEFORE.search(text[first : measure.start])
    if found and before_level:
        return replace(found, op=relation(before_level["verb"], None))
    if found and re.search(r"至少[^，。；]{0,6}$", text[first : measure.start]):
        return replace(found, op=">=")
    return found


def _read(text: str, first: int, last: int, measure: Measure, before: Goal | None) -> Goal | None:
    opening = _OPENING.match(text[first : measure.start])
    begin = first + (opening.end() if opening else 0)
    head, base = base_year(text[begin : measure.start].replace("\u3000", ""))
    tail = _noun(text[measure.end : last])
    bounded = measure.start < measure.number
    head = _OF_BEFORE.sub(r"\g<verb>", _EACH.sub("", head))
    if share := _share_first(text[: _clause_end(text, measure.end)], begin, head, measure, base):
        return share
    if rate := _at_a_rate(text[measure.end : last], head, measure, begin, base):
        return rate
    if told := _told_behind(text[measure.end : last], text[measure.unit_end : last], head, measure, begin, base):
        return told
    if measure.unit == "倍":
        head = re.sub(r"(?:是|为|达到|达|提高到|增长到|扩大到|超过)[^，。；]{2,14}的$", "", head) + (
            "达到" if head.endswith("的") else ""
        )
    found, inner = _which_verb(head)
    if found:
        subject, lead, verb, kind = found
        return _from_end(_FROM.sub("", subject), lead, verb, kind, tail, measure, begin, base)
    if inner and (inner[2] in ("up", "down") or measure.unit not in _SHARES):
        lead, verb, kind, noun = inner
        found_at = head.find(lead + verb)
        opens = begin + found_at if base is None and found_at > 0 and _SETTING.fullmatch(head[:found_at]) else begin
        return _counted(lead, verb, kind, noun, tail, measure, opens, base)
    plain_head = strip_adverbs(head)[0]
    if tail and _TRIAL.match(text[measure.end : last]) and head.startswith(("在", "选择", "遴选", "确定")):
        return Goal(_named(tail), "reach", begin, measure.end, "推进", base)  # 在污染较重的100个县推进示范
    if bounded and len(plain_head) >= 2:
        return Goal(_named(plain_head), "reach", begin, measure.end, "", base)
    if shared := _shared(text, last, measure, before, plain_head, tail, begin, base):
        return shared
    if load("target")["indicator-noun"].regex.search(plain_head) and len(plain_head) >= 3:
        return Goal(_named(plain_head), "reach", begin, measure.end, "", base)
    return None


def shares_first(head: str) -> bool:
    """Whether nothing but dates and words of intent stand before a share, so that its subject comes behind it.

    >>> shares_first("到2025年，"), shares_first("覆盖率达到"), shares_first("全市")
    (True, False, True)
    """
    return _BEFORE_SHARE.fullmatch(head) is not None


def _share_first(text: str, begin: int, head: str, measure: Measure, base: str | None) -> Goal | None:
    """Read 100%的乡镇卫生院、80%以上的村卫生室能够提供中医药服务: what is reached stands behind all shares."""
    if measure.unit != "%" or not shares_first(head):
        return None
    match = load("target")["share-first"].regex.match(text[measure.unit_end :])
    if match is None:
        return None
    shared = text[:begin].endswith("、")
    return Goal(
        match["does"], "reach", begin, measure.unit_end + match.end(), "能够", base, shared=shared, scope=match["whose"]
    )


def _which_verb(head: str) -> tuple[tuple[str, str, str, str] | None, tuple[str, str, str, str] | None]:
    """Return the verb that ends the words and the one inside them, None for a word that is a noun here."""
    found, inner = end_verb(head), inner_verb(head)
    if found is None:
        return None, inner
    subject, _, verb, kind = found
    noun = bool(subject) and kind in ("keeping", "doing") and verb in nouns()
    if inner and noun and (inner[1] not in nouns() or head.startswith(inner[0] + inner[1])):
        return None, inner  # 开展职业技能培训100人次: the last word is a noun
    if ends_a_noun(head, found) or (kind == "doing" and found[1:3] == ("年均", "投资")):
        return None, None  # 民间投资不低于100亿元
    return found, inner


def _shared(
    text: str, last: int, measure: Measure, before: Goal | None, head: str, tail: str, begin: int, base: str | None
) -> Goal | None:
    """Read a goal that goes on with the verb of the goal before it (建成工厂10家，园区3家)."""
    rules = load("target")
    listed = text[:begin].endswith("、") and measure.unit not in _SHARES
    if before and before.change != "reach" and rules["indicator-noun"].regex.search(head) and not listed:
        return None  # 新增托位3万个，普惠托位占比65%: the second is a level of its own
    if before is None or not (head or tail) or rules["begins-anew"].regex.match(head):
        return None
    shared = not rules["indicator-noun"].regex.search(head)
    name = before.prefix + _named(head or tail)
    end = measure.end + (0 if head else _tail_end(text, measure, last))
    return Goal(name, before.change, begin, end, before.verb, base, before.op, before.prefix, shared)


def _at_a_rate(after: str, head: str, measure: Measure, begin: int, base: str | None) -> Goal | None:
    """Read 以年均6%左右的速度增长: growth told as a noun behind the number."""
    match = load("target")["at-a-rate"].regex.match(after)
    opens = re.search(r"(?:以|按照?)(?P<yearly>年均|每年)?(?:不低于|高于|超过)?$", head)
    if match is None or opens is None:
        return None
    change: Change = "increase" if match["way"] in _RISING else "decrease"
    name = strip_adverbs(head[: opens.start()])[0] + ("年均" if opens["yearly"] else "") + match["way"]
    return Goal(_named(name), change, begin, measure.end + match.end(), match["way"], base)


def _told_behind(after: str, bounded: str, head: str, measure: Measure, begin: int, base: str | None) -> Goal | None:
    """Read 为50万名妇女免费开展检查 and 服务覆盖95%以上的卫生院: who is meant, and with what, stands behind."""
    rules = load("target")
    opens = re.search(r"(?P<every>每年)?(?:免费|统一|集中)?[为给]$", head)
    if opens and _SERVED.match(measure.unit) and (match := rules["served"].regex.match(after)):
        name = (opens["every"] or "") + match[0].removeprefix(match["whom"])
        return Goal(name, "reach", begin, measure.end + match.end(), "为", base, scope=match["whom"])
    covers = head.endswith("覆盖") and measure.unit == "%"
    if covers and len(head) > 3 and (match := rules["covers"].regex.match(bounded)):
        name, end = _OPENING.sub("", head), measure.unit_end + match.end()
        return Goal(name, "reach", begin, end, "覆盖", base, scope=match["whose"])
    return None


def base_year(head: str) -> tuple[str, str | None]:
    """Return the words without the year that they are measured against, and that year.

    >>> base_year("能耗比2020年")
    ('能耗', '2020')
    """
    match = load("target")["base-year"].regex.search(head)
    if match is None:
        return head, None
    return head[: match.start()] + head[match.end() :], match["base"] or match["base2"] or match["base3"]


def subjects(text: str, count: int) -> list[str] | None:
    """Return the names of a joint subject, one for each of `count` values, the common last word restored; else None.

    >>> subjects("旧书、旧衣、旧家具回收利用率", 3)
    ['旧书回收利用率', '旧衣回收利用率', '旧家具回收利用率']
    >>> subjects("市、县两级储备库覆盖率", 2)
    ['市级储备库覆盖率', '县级储备库覆盖率']
    """
    if tiers := re.match(r"(?P<levels>[省市县区乡镇村](?:[、]?[省市县区乡镇村])+)[两三四五]级(?P<rest>.{2,})$", text):
        levels = tiers["levels"].replace("、", "")
        return [f"{level}级{tiers['rest']}" for level in levels] if len(levels) == count else None
    names = [name for name in re.split(r"、|和|及|与|以及", text) if name]
    if len(names) != count:
        names = [name for name in re.split(r"、", text) if name]
    if len(names) != count:
        return None
    suffix = _domain_suffix(names[-1]) or _parallel_suffix(names) or _suffix(names[-1])
    own = load("target")["indicator-noun"].regex
    last = _TIER.sub("", names[-1])
    return [
        name + last if _TIER.fullmatch(name) else name if own.search(name) or name.endswith(suffix) else name + suffix
        for name in names
    ]


def _parallel_suffix(names: list[str]) -> str:
    """Return what is measured of things named alike: 头盔佩戴率 of 摩托车、电动自行车头盔佩戴率, whose names end alike,
    or begin alike and are as long (营运车辆、营运船舶单位排放)."""
    first, last = names[0], names[-1]
    at = last.find(first[-1], 1) + 1 if first[-1] in _HEADS else 0
    if not at and first[:2] == last[:2] and len(first) > 2:
        at = len(first)
    rest = last[at:]
    return rest if at and len(rest) > 2 and load("target")["indicator-noun"].regex.search(rest) else ""


def _domain_suffix(name: str) -> str:
    """Return what is measured in a field or kind of place: 新能源车辆占比 of 物流配送领域新能源车辆占比."""
    match = re.fullmatch(r"[^，]{2,12}?(?:领域|行业|地区|区域|流域|场所|机构|园区)(?P<what>(?!的).{3,})", name)
    return match["what"] if match and load("target")["indicator-noun"].regex.search(match["what"]) else ""


@cache
def _suffix(name: str) -> str:
    """Return the measure that ends a name: 回收利用率 of 旧家具回收利用率."""
    match = load("target")["measure-suffix"].regex.search(name)
    return match[0] if match else ""


def _from_end(
    subject: str, lead: str, verb: str, kind: str, tail: str, measure: Measure, begin: int, base: str | None
) -> Goal | None:
    end = measure.end
    if kind in ("doing", "keeping") or (tail and verb in _TAKES_NOUN):
        if tail:
            prefix = _prefix(lead, verb, kind)
            return Goal(prefix + _named(tail), _change_of(kind), begin, end, verb, base, prefix=prefix)
        if len(strip_adverbs(subject)[0]) < 2:
            return Goal("", _change_of(kind), begin, end, verb, base)
    name = _ORDERED.sub("", strip_adverbs(subject)[0])
    if len(name) >= 2 and not lead and (kind == "keeping" or (kind == "doing" and verb in nouns() - _FALLING)):
        name = _DONE.sub("", name) + verb  # 危旧桥梁改造1500座, 完成森林抚育5万亩
    if not name and not tail and kind not in ("level", "up", "down"):
        return None
    if "年均" in lead and kind in ("up", "down"):
        name += "年均" + verb
    elif "每年" in lead and kind in ("up", "down"):
        name = "每年" + name
    if kind in ("level", "up", "down") and (told := _BROUGHT.match(name)) and len(name) > 6:
        name = name[told.end() :]
    return Goal(_named(name), _change_of(kind), begin, end, verb, base)


def _counted(
    lead: str, verb: str, kind: str, noun: str, tail: str, measure: Measure, begin: int, base: str | None
) -> Goal | None:
    prefix = _prefix(lead, verb, kind)
    noun = strip_adverbs(noun)[0]
    if tail and load("target")["of-size"].regex.match(noun):
        return Goal(prefix + _named(tail) + noun, _change_of(kind), begin, measure.end, verb, base, prefix=prefix)
    if tail and noun.endswith("等"):  # 发布养老护理员等15项国家标准
        return Goal(prefix + _named(tail), _change_of(kind), begin, measure.end, verb, base, prefix=prefix)
    if tail and _WHERE.fullmatch(noun):  # 完成城区15处路口改造
        return Goal(prefix + _named(tail), _change_of(kind), begin, measure.end, verb, base, prefix=prefix, scope=noun)
    name = noun + (tail if kind in ("up", "down") or not _COUNT_WORD.match(measure.unit) else "")
    if len(name) < 2:
        return None
    return Goal(prefix + _named(name), _change_of(kind), begin, measure.end, verb, base, prefix=prefix)


def _change_of(kind: str) -> Change:
    return "increase" if kind == "up" else "decrease" if kind == "down" else "reach"


def _prefix(lead: str, verb: str, kind: str) -> str:
    """Return what of adverbs and verb stays in the indicator, as the count means something else without it."""
    every = "每年" if "每年" in lead else "年均" if "年均" in lead and kind == "up" else ""
    if "累计" in lead and kind in ("doing", "keeping"):
        return every + "累计" + verb
    if kind == "keeping" or (every and kind == "doing" and verb not in ("完成", "实现", "建成")):
        return every + verb
    return every


def _clause_end(text: str, at: int) -> int:
    stop = re.search(r"[，。；\n]", text[at:])
    return at + stop.start() if stop else len(text)


def _noun(after: str) -> str:
    match = _COUNTED.match(after)
    noun = match["noun"] if match else ""
    if trial := re.match(r"(?P<who>.*?)(?:开展|推进|实施)(?P<what>[^，。；]*?(?:试点|示范))", noun):
        return trial["what"] + trial["who"].rpartition("的")[2]
    cut = _CUT.search(noun)
    return (noun[: cut.start()] if cut else noun).strip().rstrip("和及与")


def _tail_end(text: str, measure: Measure, last: int) -> int:
    return (
        len(text[measure.end : last])
        - len(text[measure.end : last].lstrip("的"))
        + len(_noun(text[measure.end : last]))
    )


def _named(name: str) -> str:
    """Return the indicator's name without words that only stretch it."""
    name = re.sub(r"以[^，以]{2,5}为单位$", "", name)
    name = re.sub(r"(?:的)?(?:数量|总数|(?<![系指天人户次级时里倍点基起])数)$", "", name) if len(name) > 4 else name
    return re.sub(
        r"^(?:的|使|将|让)+|(?:的|较|分别|均|总体|水平总体|(?<=.{3})全[省市县区国州])+$", "", name.strip("、：: \n")
    )
