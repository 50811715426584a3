"""Thresholds that an applicant must reach: 年节能量30吨以上 · 投资额500万元（含）至1000万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ingest.extract.memory import Memory
from ingest.extract.wording import condition_pattern
from ingest.record import Condition
from ingest.rules import load
from ingest.value.unit import Measure, Op, in_yuan, measures

__all__ = ["Found", "Relation", "measured"]

Found = tuple[Condition, int, int]
Relation = Literal["=", ">=", "<=", ">", "<"]

_DATED = ("年", "月", "日")
_REACH = re.compile(r"(?:达到?|满|首次突破|突破|实现|完成|不低于|不少于)$")
_INCLUDE = re.compile(r"^（(?P<not>不)?含[^（）]{0,8}）(?:及?以(?P<way>[上下内]))?")
_COUNTED = frozenset("名人家个项台辆件篇次场户套头只种部亩对艘") | {"场次", "人次", "台套"}
_LASTING = ("年", "个月", "月")
_LASTS = re.compile("(?:已|均|且|须|应当?|需|时间|期限|年限|连续|累计|不|未|达到?|满|足)*")  # ，连续满3年的
_LISTED = ("条", "个", "大", "类", "项", "种", "县", "家")
_BUILT = ("新建", "改扩建", "新设立")
_BUILDS = "(?:新建|改扩建|改建|扩建|迁建|重建|改造|新购置?|购置|购买|租赁|承租|新设立?|自建)"
_EITHER_BUILT = re.compile(rf"{_BUILDS}(?:(?:、|或者?|和|及|以及){_BUILDS})+")  # 新建或者改扩建|床位50张以上的养老院
_THING = re.compile(
    "(?!(?:计划|固定资产)?总?(?:投资|面积|建筑面积|规模|产能|库容|容量|床位|托位))(?P<thing>[^，。；]{2,14}?)(?:集中连片|连片|占地|建筑|营业|使用|种植|养殖)*(?:面积|规模|产能|库容|容量|投资额?)?$"
)
_EACH_OF = re.compile("(?:单个|单户|单家|每个|每家|每户|同一)(?:主体|企业|单位|机构|合作社|农户|园区)")
_RUNS = ("运营", "经营", "开设", "设立", "举办", "引进", "拥有", "建成", "吸纳", "招用")
_SERVES = re.compile(  # 年度内新服务工业企业上云20家以上: of how many it is that others did it
    "(?<!公共)服务(?!业|型|外包|中心|商|平台|收入|$)|(?:新|年度?|内|累计|共)服务$|帮[助扶]|辅导|培育|带动|引导|推动|孵化|对接|吸引|促成|输送|指导|培训|扶持|组织|招引|^[为向从与给]"
)
_SINGLE = ("单笔", "单项", "单个", "单次")
_SIGNED = re.compile("(?:签订|订立|签署|签)了?(?:期限为?|为期)?$")
_CONTRACT = re.compile(  # 签订1年以上期限劳动合同、签订3年以上劳动（聘用）合同
    r"(?:（含[^（）]*）)?(?:及?以上)?(?:（含[^（）]*）)?(?:期限?)?的?(?P<what>[^，。；、的\d（]{0,14}(?:（[^（）\d]{1,6}）)?(?:合同|协议))(?P<whole>(?:（[^）]*）?)?$)?(?=$|、|，|并|且)"
)
_TO = re.compile(r"^(?:至|到|—|－|–|-|~|～|——|、|，|且|和|并)*$")
_BOUGHT = re.compile(  # 货运企业新购置总质量4.5吨以上货车: what is measured is the lorry
    r"^(?:[^，的]{2,8}(?:企业|公司|合作社|农户))?(?P<deed>新?购(?:置|买|入)?|采购|更新|新增|引进)(?:1|一)?[台辆套艘]?"
    r"(?=(?:总质量|核定?载|载质量|载重|批次|处理(?:能力|量)|日处理|马力|功率|排量|额定|单台价值|单价|作业能力|蒸发量|吨位|座位|净载|库容))"
)
_OF_THE_YEAR = ("全年", "当年", "年度", "本年度", "年内", "每年", "上年度")
_LOWER_END = re.compile(  # 1万（含）至|2万平方米: the unit stands at the upper end alone
    r"(?<![\d.])(?P<value>\d+(?:\.\d+)?)(?P<scale>[万亿]?)(?=（不?含）(?:—|－|–|-|~|～|至|到)\d)"
)
_WAYS: dict[str, Op] = {"上": ">=", "下": "<=", "内": "<="}
_AT_LEAST = re.compile("(?<=[\u4e00-\u9fff]{2})(?:至少|最少|不少于)(?=[\u4e00-\u9fff]{2})")
_CERTIFIED = re.compile("(?:通过|获得?|取得|获评)[^，。；]{3,}$")
_OF_GRADE = re.compile("(?:及?以上)?(?:国家)?(?:认证|评估|评定|评价|测评|标识|证书)")
_BARE_BOUND = re.compile(
    r"\d[\d.]*[^，。；\d]{1,4}?(?:（不?含）)?(?:及?以[上下内])(?:且|并|、|至)*"
)  # 5间以上|不足10间
_AND_A_HALF = re.compile("半(?:（含）)?(?:及?以(?P<way>[上下内]))?")  # 一年|半以上
_PROMISED = re.compile("(?:保证|承诺|确保|提供)$")
_OF_PROMISE = re.compile(r"的(?P<noun>[^，。；的\d]{2,12})$")
_PER = re.compile("[^，。；]{0,8}?(亩)均")  # 亩均税收10万元 is 10万元/亩
_UPTO = re.compile(r"(?:—|－|–|-|~|～|至|到)(?=\d)")


@dataclass(slots=True)
class _Reading:
    """How far a phrase has been read: where the number before ended, and whether （含） stood at its lower end."""

    last: int = 0
    opened: bool = False
    after: str = ""


def measured(text: str, start: int, end: int, memory: Memory) -> tuple[list[Found], tuple[int, int] | None]:
    """Return the thresholds of a phrase, each with its stretch, and where a noun stands behind the last of them.

    Money in 元, other units as written; the attribute may come from the phrase before.

    >>> text = "设备投资额500万元（含）至1000万元的软件企业"
    >>> found, noun = measured(text, 0, len(text), Memory())
    >>> [(one.attr, one.op, one.value) for one, *_ in found], text[slice(*noun)]
    ([('设备投资额', '>=', 5000000.0), ('设备投资额', '<', 10000000.0)], '软件企业')
    """
    said, state, found = text[start:end], _Reading(), []
    for one in _with_lower_ends(said):
        if one.start >= state.last and not _no_threshold(said, one):  # 3年以上（含3年）劳动合同 tells it twice
            found += [(told, start + a, start + b) for told, a, b in _threshold(said, one, state, memory)]
    rest = re.match(r"^的?(?:（[^）]*）)?[、和及]?(?P<noun>[^，。；的]{2,20})$", said[state.last :])
    if not found or not state.after or not rest or re.search(r"[\d以]", rest["noun"]):
        return found, None
    generic = rest["noun"] in load("condition").words["generic"]
    if (bought := _BOUGHT.match(said)) and not generic:  # 新购置货车 is asked, and not a lorry alone
        at = start + state.last + rest.start("noun")
        found = [(replace(one, attr=_BOUGHT.sub("", one.attr)), a, b) for one, a, b in found]
        return [*found, (Condition(bought["deed"] + rest["noun"], "", "=", True), at, end)], None
    return found, None if generic else (start + state.last + rest.start("noun"), end)


def _with_lower_ends(said: str) -> Iterator[Measure]:
    """Yield every quantity, and before it the lower end of its range that has its unit from it."""
    lower = list(_LOWER_END.finditer(said))
    for one in measures(said):
        if one.unit == "年" and (half := _AND_A_HALF.match(said, one.unit_end)):
            op = _WAYS.get(half["way"] or "", one.op)
            one = replace(one, value=one.value + 0.5, end=half.end(), unit_end=one.unit_end + 1, op=op)
        ends = [end for end in lower if end.start() < one.number and "（" in said[end.end() : one.number]]
        for end in ends:
            lower.remove(end)
            unit = end["scale"] + one.unit.lstrip("万亿") if end["scale"] else one.unit
            yield Measure(end.start(), end.end(), end.start(), end.end(), float(end["value"]), unit)
        if all(one.number != end.start() for end in lower):
            yield one


_LEAD = re.compile("其中|其(?![他它余])|且|并|对(?!外(?!资|商)|口)于?|凡|经(?![营济销纪])|在|按|年内|，|、|；|的|）")
_SINCE = re.compile(  # 自工商登记之日起6个月内招用3人以上: within which time it is asked besides
    r"自[^，。；、的\d]{2,10}(?:之日|当日|次日|次月)起\d+(?:个月|年|天|日)以?内[^，。；、的\d]{2,}$"
)
_FIRST_TIME = re.compile("首次(?:突破|达到?|超过?|实现)(?=[^\\d，。；]{0,3}$)")


def _threshold(said: str, one: Measure, state: _Reading, memory: Memory) -> Iterator[Found]:
    prefix, state.after = said[state.last : one.start], said[one.end :]
    linked = bool(state.last) and bool(_TO.match(prefix))
    sum_of, slash, each = one.unit.partition("/")
    money = in_yuan(1, sum_of)
    kind = "元" if money else one.unit.lstrip("万亿")  # 5000万美元 and 1亿美元 are of one
    lasts = memory.deed and kind in _LASTING and kind not in memory.attrs and _LASTS.fullmatch(prefix)
    lasted = f"{memory.deed}年限" if lasts else ""
    heard = memory.attrs.get(kind) or ("年龄" if kind in ("周岁", "岁") else memory.attr)
    named = "" if _BARE_BOUND.fullmatch(_name(prefix)) else _name(prefix)
    name = memory.attr if linked else lasted or named or heard
    noun = re.match(r"^(?P<noun>[^，。；的\d（]{2,16})(?:（[^）]*）?)?$", state.after)
    contract = _CONTRACT.match(state.after) if _SIGNED.search(prefix) and one.unit in _LASTING else None
    if contract:  # 签订1年以上劳动合同、连续缴纳社会保险6个月以上
        name = contract["what"] + "期限"
        noun = None
    elif promised := _PROMISED.match(said, 0, one.start) and _OF_PROMISE.match(state.after):  # 保证5年的使用
        name, state.after = promised["noun"] + "年限", ""
    elif noun and money and prefix in _SINGLE:  # 单笔200万元以上银行贷款
        name, state.after = prefix + noun["noun"] + "金额", ""
    elif (
        noun
        and not linked
        and (len(name) <= 4 or (len(name) <= 8 and name.endswith(_RUNS)))
        and (one.unit in _COUNTED or one.unit in _LASTING)
    ):
        name, state.after = name + noun["noun"] + ("年限" if one.unit in _LASTING else ""), ""
    if not name:
        return
    if at_least := _AT_LEAST.search(name):  # 在县内至少住宿1晚: of what is at least so much
        name = name[: at_least.start()] + name[at_least.end() :]
    base = name if name in said else name.removesuffix("年限")
    if name in _OF_THE_YEAR:  # 全年累计达到1000人次以上 names what is counted by its unit alone
        name += one.unit.lstrip("十百千万亿")
    if not state.last and (before := _said_of(said, base, one.start)):
        yield before
    if first_time := _FIRST_TIME.search(said, state.last, one.number):  # 产值首次突破1亿元: once only
        yield Condition("首次突破", "", "=", True), *first_time.span()
    if not state.last and (since := _SINCE.search(said, 0, one.start)):
        yield Condition(since[0], "", "=", True), *since.span()
    unit = memory.unit_of(name, one.unit)
    memory.attr = memory.attrs[kind] = name
    included = _INCLUDE.match(state.after)
    tail = one.end + (included.end() if included else 0)
    if money:
        unit = f"元/{each}" if slash else f"元/{per[1]}" if (per := _PER.match(name)) else "元"
    value = round(one.value * money, 6) if money else one.value
    own = not linked and base in said[state.last : one.start]
    first = (
        max(state.last, said.find(base, state.last, one.start)) if own else one.start if one.op != "=" else one.number
    )
    if one.upper is not None:
        yield Condition(name, "", ">=", value, unit), one.number, tail
        high: Relation = "<" if included and included["not"] else "<="
        yield Condition(name, "", high, round(one.upper * (money or 1), 6), unit), one.number, tail
    else:
        op = _op(one, prefix, linked, included, state)
        yield Condition(name, "", ">=" if at_least and op == "=" else op, value, unit), first, tail
    state.last = tail if contract is None else one.end + contract.end()


def _op(one: Measure, prefix: str, linked: bool, included: re.Match[str] | None, state: _Reading) -> Relation:
    """Read how the value is compared: by the words at the number, by （含） and （不含）, by what it is linked to."""
    op: Relation = "=" if one.op == "~" else one.op
    if prefix.endswith(("不满", "未满", "不到", "未达", "未达到")):
        return "<"
    left_out = bool(included and included["not"])
    if one.op == "=" and _UPTO.match(state.after[included.end() if included else 0 :]):
        state.opened = included is not None
        return ">" if left_out else ">="
    if one.op == "=" and linked and re.match(r"(?:—|－|–|-|~|～|至|到)", prefix):
        op = "<" if state.opened and not included else "<="
    elif (one.op in ("=", "~") and (_REACH.search(prefix) or one.unit in ("周岁", *_LASTING) or one.op == "~")) or (
        one.op == "=" and re.search(r"不[低少]于[^，；\d]{2,16}$", prefix)
    ):
        op = ">="
    if included and included["way"]:
        op = ">=" if included["way"] == "上" else "<="
    if left_out and op in (">=", "<="):
        op = ">" if op == ">=" else "<"
    return op


def _no_threshold(said: str, found: Measure) -> bool:
    """Tell whether the number only names a year, a standard or how many are listed (2021年, 1项, 前3名)."""
    if found.value == 1 and re.search(
        "每(?:成功|全职|柔性|新)*(?:引进|引育|招收|培育|孵化)$", said[: found.number]
    ):  # 每培育1家
        return True
    if re.search("每(?:再)?(?:增加|新增|增长|净增|超过?|提高|多)$", said[: found.number]):
        return True  # 每增加1000万元: for how much more each time
    if re.match("零(?:部件|售|工|碳|食|星)|五个一工程|[一两三四]品一标|一[村县镇]一品", said[found.number :]):
        return True
    if said.rfind("“", 0, found.number) > said.rfind("”", 0, found.number) and "”" in said[found.end :]:
        return True  # “五个一工程”奖, “一村一品”示范村: a number in a name
    if found.unit == "级" and _CERTIFIED.search(said, 0, found.number) and _OF_GRADE.match(said, found.end):
        return True  # 首次通过数据管理能力成熟度（DCMM）3级及以上认证: a title of that grade
    if found.unit in _DATED and (
        found.value > 1900 or said[: found.number].endswith(("第", "年", "月", "前", "近", "连续"))
    ):
        return True
    if (
        found.unit in ("年", "个月", "个会计年度", "月")
        and re.match(r"(?:内|来|度|期(?!限))", said[found.end :])
        and not said[: found.start].endswith("满")
    ):
        return True
    if found.unit in ("工作日", "个工作日", "日", "天") and said.startswith("前", found.end):
        return True  # 到达5个工作日前报备 is a thing to be done, by when
    if said[found.number] == "一" and said[: found.number].endswith(("同", "统", "唯")):
        return True  # 同一剧目 counts nothing
    if said[found.number] == "一" and re.match("(?:自然|会计|完整|日历|财政)", said[found.number + 2 :]):
        return True  # 一个自然年度内新引进10人: within which time
    if found.op == "=" and re.search(r"、[^，、的\d]{2,10}$", said[: found.number]) and found.unit in _LISTED:
        return True  # 高端装备、新材料、生物医药三条重点产业链: how many are listed
    if found.unit == "方" and said[found.number] in "一双两":
        return True  # 父母至少一方具有本市户籍
    if (found.unit == "次" and said.startswith("性", found.end)) or found.unit == "方":
        return True  # 一次性; 夫妻双方或者一方
    if found.unit == "年" and re.match("[种养收播产插]", said[found.end :]):
        return True  # 一年种植两季水稻: how often, not how long
    if found.unit == "级" and not said[found.number].isdigit():
        return True  # 三级以上 is a grade
    return (found.unit in ("级", "批", "期", "档", "届", "轮", "类", "区", "分", "市") and found.op == "=") or said[
        found.number - 1 : found.number
    ] in ("第", "前", "近")


def _said_of(said: str, name: str, until: int) -> Found | None:
    """Read what stands before the attribute as a condition of its own: 新引进总投资…, 规模以上工业企业研发费用…"""
    at = said.find(name, 0, until)
    match = re.search(
        r"(?P<what>新引进|新建|改扩建|新设立|新注册|新落户|[^，的]{3,12}企业)(?:的|项目)?$", said[: max(at, 0)]
    )
    if several := _EITHER_BUILT.search(said, 0, max(at, 0)):
        return (Condition(several[0], "", "=", True), *several.span()) if several.end() == at else None
    if match and match["what"] in _BUILT and (built := _THING.match(name)):  # 新建连栋大棚集中连片10亩以上
        end = at + built.end("thing")
        return Condition(said[match.start("what") : end], "", "=", True), match.start("what"), end
    if not match or match["what"] in load("condition").words["generic"] or _EACH_OF.match(said):
        return None  # 单个主体新建库容100立方米以上 only says how much of what is built is counted
    return Condition(match["what"], "", "=", True), match.start("what"), match.end("what")


def _name(prefix: str) -> str:
    """Return the noun phrase measured: without subject, comparison and the time after which it is measured."""
    name = re.sub(r"（[^（）]*(?:）|$)", "", prefix) or prefix
    while name != (name := condition_pattern("before-number").sub("", name)):
        pass
    name = re.sub(r"^[^、，]{0,6}(?:合同|协议)(?:、|，|并|且)+", "", name)
    name = name.removesuffix("未")  # 子女未满18周岁
    name = re.sub(r"^(?:截至|截止|至|到)[^，。；\d]{0,6}?(?:申[报请][之当]?[日时]|之日|目前)(?=.{2})", "", name)
    while lead := _LEAD.match(name):
        if lead[0] == "在" and condition_pattern("at-work").match(name):
            break
        name = name[lead.end() :]
    name = condition_pattern("time-after").sub("", name)
    name = re.sub(r"^[^，]*\d[^，]{0,3}(?:年|月|日|天)(?:以?内|以?来|期间)(?=.{2})", "", name)
    name = re.sub(
        r"^(?:(?:个人|单位|企业|机构|社会组织|社会力量|农户|合作社)(?:或者?|和|、|及)?)+(?=认|承|投|建|种|养)", "", name
    )
    if _SERVES.search(re.split("企业|机构|单位|公司", name)[0]):
        return name
    name = re.sub(
        r"^[^，的]{2,14}(?:企业|机构|单位)(?=(?:正常|连续|持续|稳定)?(?:经营|运营|营业|纳税|参保|接入|加入|纳入))",
        "",
        name,
    )
    name = re.sub(r"^(?:单个|单户|单家|每个|每家|每户|同一)(?:主体|企业|单位|机构|合作社|农户|园区)(?=.{2})", "", name)
    name = re.sub(r"^(?:(?:更新|改造|更换|淘汰|报废|拆除)+)(?=(?:使用|投用|服役|运行|建成)$)", "", name)
    name = re.sub(r"^可(?:以)?(?:同时)?(?=容纳|接待|提供|满足|停放)", "", name)
    name = re.sub(r"(?:要求|标准|条件|门槛|下限)?(?:可|相应|适当)*(?:放宽|降低|下调)(?:至|到|为)?$", "", name)
    name = (
        _EITHER_BUILT.sub("", name, 1) if (either := _EITHER_BUILT.match(name)) and either.end() < len(name) else name
    )
    name = re.sub(r"^(?:新引进|引进|新建|改扩建|扩建|新设立|新注册|新落户)(?:的|项目|企业)?(?=.{2})", "", name)
    name = re.sub(r"^[^，的]{2,12}企业(?=(?:当年|上年|上一?年度|年度?)?(?:产(?!品)|[研营年销利总纳投固上]))", "", name)
    name = re.sub(r"^[^，]{0,6}(?:大户|合作社|公司|农场|用人单位|服务机构)(?=.{2})", "", name)
    for subject in sorted(load("condition").words["subject"], key=len, reverse=True):
        if (
            name.startswith(subject)
            and len(name) > len(subject) + 1
            and name[len(subject)] not in "总投数类人用利从增能产面工"
        ):
            name = name[len(subject) :]
            break
    whole, _, last = name.rpartition("的")
    bare = whole and condition_pattern("bare-measure").match(f"{last}1")
    name = f"{whole}{last}" if bare else last if len(last) >= 2 else name.rstrip("的")
    name = re.sub(r"(?:最高|最低|至少|以上|以下|应当?|必?须)$", "", name).strip("“”（）、，")
    rule = load("condition")["years-established"]
    if rule.regex.match(name) and not name.endswith(("时间", "年限", "期限")):
        name += rule.emit["suffix"]
    if re.search(r"\d", name):
        return ""
    return name if len(name) >= 2 or name in ("龄",) else ""
