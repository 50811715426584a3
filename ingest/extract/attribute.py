"""One phrase of a condition -> what is asked (attribute), how it is compared, and with what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from ingest.record import Condition
from ingest.rules import Rules, load
from ingest.value.unit import Measure, Op, in_yuan, measures

__all__ = ["Memory", "atom"]

_DATED = ("年", "月", "日")
_CHANGE = re.compile(
    r"^(?:项目|企业|节能|技术|设备)?[^，]{0,8}(?:改造|实施|完成|投产|建成|培训|认定|升级)(?:完成|实施)?后(?=.{3})"
)
_BEFORE = re.compile(
    r"(?:首次)?(?:应当?|须|需|必须|要|且|均|总计|合计|累计|分别|已|可|将)?(?:首次)?(?:达到了?|达|为|满|在|到|超|实现|完成|不|于|约|近|至|—|-|~|～|首次|突破|有|，|、|的|（|(?<=[^员职])工)+$"
)
_REACH = re.compile(r"(?:达到?|满|首次突破|突破|实现|完成|不低于|不少于)$")
_INCLUDE = re.compile(r"^（(?P<not>不)?含[^（）]{0,8}）(?:及?以(?P<way>[上下内]))?")
_COUNTED = (
    "名",
    "人",
    "家",
    "个",
    "项",
    "台",
    "辆",
    "件",
    "篇",
    "次",
    "场",
    "户",
    "套",
    "头",
    "只",
    "场次",
    "人次",
    "台套",
    "种",
    "部",
    "亩",
    "对",
    "艘",
)
_ANYONE = re.compile(
    r"^(?:(?:地方|地区|金融机构|各类|单位|个人|企业|机构|项目|主体|集体|组织|人员|团队|平台|园区|业主)[、和或及]?(?:有关|相关)?)+$"
)
_KINDS = re.compile(r"^(?:[^，、和或]{2,12}?(?:企业|合作社|农场|大户|机构|单位|组织|公司|个人|学校|医院|园区|基地|平台|协会|人员|人才|毕业生)(?:、|和|或者|或|以及|及|$)){2,}$")
_TO = re.compile(r"^(?:至|到|—|－|–|-|~|～|——|、|，|且|和|并)*$")
_NO = re.compile(
    r"^(?:近[一二两三四五\d]+个?(?:年|月|会计年度)(?:内|来)?|[^，]{0,10}?)?(?P<no>未(?!来|成年|就业|参保)|无(?!偿|线|人|障碍|害)|没有|不存在|未有|不属于|非(?!常规|遗|公|物质|营利|化石|机动|道路|粮|国有|农))(?P<what>.{2,})$"
)
_DENIED = re.compile(r"^(?:近[一二两三四五\d]+(?:个)?年(?:内|来)?|申报(?:时|前)|当年|[^，]{0,6}年内)?(?:均|且)?(?:未|没有|不存在|无)(?P<what>(?:被?列入|被?纳入|发生|受到|出现|违反|存在|因|享受|获得|领取|违法|失信|不良|重大|较大|欠).{2,})$")
_HAVE = re.compile(
    r"^(?:(?:企业|单位|个人|项目|用人单位)(?=[投购开新建取获申参完实自承租吸招聘雇研主牵加设被列纳具上]))?(?:应当?|须|需|必须|应该|要|已经?|均|能够|能|依法|可以|可|当年|申报时|申请时|仍)*(?:具有|具备|拥有|持有|属于|属|是|为|系)?"
)
_HAVE_END = re.compile(r"的?(?:企业|单位|机构|项目|个人|人员|主体|法人)$")
_PLACE = re.compile(
    r"^(?:在|于)?(?P<place>(?:我|本|全)(?:省|市|区|县|州)|[^，的]{2,10}?(?:省|市|区|县|州|开发区|园区|高新区|新区|辖区)(?:（[^）]*）)?(?:内|范围内|行政区域内)?)(?:内|范围内|行政区域内|辖区内)?(?:依法)?(?P<verb>登记注册|注册登记|工商注册|注册|登记|纳税|缴纳税款|落户|就业|创业|缴纳社会保险|缴纳社保|参保|参加社会保险|投资|生产经营|经营|从事|居住|种植|养殖|首次就业|建设)"
)


@dataclass(slots=True)
class Memory:
    """What a phrase may leave out because the one before has said it: attribute measured, title awarded, subject."""

    attr: str = ""
    attrs: dict[str, str] = field(default_factory=dict)  # by unit: 元 -> 投资额
    title: str = ""
    level: str = ""

    def notice(self, text: str) -> None:
        """Keep the title that a sentence of encouragement names (支持企业创建国家级绿色工厂)."""
        if graded := re.match(
            r"按照?(?P<attr>[^，。；\d]{2,14}?)(?:的不同)?(?:给予|予以|实行|分为?)?分?(?:档|级|段)", text
        ):
            self.attr = graded["attr"]
        if graded := re.search(r"按照?(?P<attr>[^，。；\d]{2,14}?)(?:的不同)?(?:给予|予以|实行|分为?)?分?(?:档|级|段)", text):
            self.attr = graded["attr"]
        if match := _heard().search(text):
            self.title = match["name"]


class _Patterns(NamedTuple):
    title: re.Pattern[str]
    bare: re.Pattern[str]


@cache
def _heard() -> re.Pattern[str]:
    return _rules().pattern(
        r"(?:创建|争创|申报|申请|评选|创成|培育|认定)(?:为|成为)?%{level}[、和或及]?(?:%{level}[、和或及]?)*(?P<name>[^，。；、]{2,24}?)(?:的|称号|$)"
    )


@cache
def _rules() -> Rules:
    return load("condition")


@cache
def _patterns() -> _Patterns:
    levels = r"(?P<level>%{level}(?:（[^）]*）)?(?:(?:、|和|或|及|以上|或者|及以上)*%{level})*(?:及以上|以上)?)"
    title = rf"(?P<subject>[^，]{{0,12}}?)(?P<verb>%{{verb_first}}|%{{verb_title}})(?:为|成为|的)?(?:{levels})?(?P<name>[^，。；]{{0,60}}?)(?P<end>称号|名单|目录|认定|试点|荣誉|荣誉称号|资质|认证)?(?:的)?$"
    return _Patterns(_rules().pattern(title), _rules().pattern(rf"^{levels}(?P<name>[^，。；]{{2,40}})$"))


def atom(text: str, start: int, end: int, memory: Memory, head: bool = True) -> Iterator[tuple[Condition, int, int]]:
    """Yield the conditions that `start … end` of `text` states, with the stretch of text that states each.

    `head` tells that the phrase ends in the noun that is spoken of (…的分布式光伏项目). Money in 元.

    >>> [(c.attr, c.op, c.value) for c, *_ in atom("年节能量30吨标准煤以上", 0, 12, Memory())]
    [('年节能量', '>=', 30.0)]
    >>> [(c.attr, c.value) for c, *_ in atom("新列入国家级绿色工厂", 0, 10, Memory())]
    [('新列入', True), ('称号级别', '国家级'), ('称号', '绿色工厂')]
    """
    words = _rules().words
    while start < end and (text[start] in "、（ " or text[start] == "“" and "”" not in text[start:end]):
        start += 1
    said = text[start:end]
    while end > start and text[end - 1] in "”、（ " and "“" not in text[start:end]:
        end -= 1
    said = text[start:end]
    if len(said) < 2 or said in words["generic"] or _ANYONE.match(said):
        return
    if (dated := list(_dates(text, start, end))) and dated:
        yield from dated
        return
    if re.fullmatch(r"(?:第|前|后)[一二三四五六两]年(?:度)?", said):
        yield Condition("补贴年度", "", "=", said), start, end
        return
    if measured := list(_measured(text, start, end, memory)):
        yield from measured
        return
    if match := _DENIED.match(said):
        yield Condition(match["what"], "", "=", False), start, end
        return
    if titled := list(_titled(text, start, end, memory)):
        yield from titled
        return
    for name in ("net-metering", "assessed", "degree", "prize"):
        rule = _rules()[name]
        graded = list(rule.regex.finditer(said))
        if graded and (name != "degree" or len(said) < 14):
            yield from _graded(said, graded, rule.emit.get("attr") or graded[0]["attr"], start, end)
            return
    yield from _plain(said, start, end, words, head)


def _graded(
    said: str, graded: list[re.Match[str]], attr: str, start: int, end: int
) -> Iterator[tuple[Condition, int, int]]:
    """一等奖 · A级、B级: the grade, and before it what is graded or the prize it belongs to."""
    before = re.sub(r"^(?:对|获得?|取得|荣获|评为|达到)+", "", said[: graded[0].start("value")])
    if attr in before:
        before = ""
    if re.search(r"(?:评级|等级|级别|评价|信用|绩效|资质)$", before):
        attr = before
    elif len(before) >= 2 and attr == "等次":
        yield Condition("奖项", "", "=", before), start, end
    values = "、".join(dict.fromkeys(match["value"] for match in graded))
    yield Condition(attr, "", "in" if len(graded) > 1 else "=", values), start, end


def _unquoted(said: str) -> str:
    """Drop quotation marks that hold the whole of it, or of which one is missing."""
    if said.startswith("“") and said.find("”") == len(said) - 1:
        return said[1:-1]
    return said if said.count("“") == said.count("”") else said.strip("“”")


def _plain(said: str, start: int, end: int, words: object, head: bool) -> Iterator[tuple[Condition, int, int]]:
    vague = _rules().words["vague"]
    if said in vague or any(said.endswith(word) and len(said) - len(word) <= 12 and "突出" in word for word in vague):
        attr = said if said.startswith("符合") else re.sub(r"(?:突出|优秀|达标)$", "", said) or said
        yield Condition(attr, ""), start, end
        return
    if re.search(r"(?:投资额|费用|支出|金额|部分|利息|租金|价格|贷款额)$", said) and not re.search(
        r"\d|[获通列]", said
    ):
        return
    if match := re.match(
        r"^(?:[^，]{0,12}?(?:公司|机构|企业|单位|平台))?为(?P<whom>[^，]{2,14}?)提供(?P<what>.{2,})$", said
    ):
        yield Condition(match["what"], "", "=", True), start + match.start("what") - 2, end
        yield (
            Condition(
                "服务对象为" + match["whom"].replace("我市", "本市").replace("我省", "本省").replace("我区", "本区"),
                "",
                "=",
                True,
            ),
            start,
            end,
        )
        return
    if head and _KINDS.match(said):
        yield Condition("申请人类型", "", "in", said), start, end
        return
    if match := _NO.match(said):
        yield Condition(match["what"], "", "=", False), start, end
        return
    if (
        head
        and (match := re.match(r"^(?P<what>.{2,24}?)项目$", said))
        and not re.search(r"重点企业|试点|示范|级|优质|符合|入库", said)
    ):
        yield Condition("项目类型", "", "=", match["what"]), start, end
        return
    if (
        head
        and (match := re.match(r"^(?P<what>.{2,16}业)(?:企业|经营者|经营主体|单位)$", said))
        and not re.search(r"营业|毕业|就业|创业|失业|停业|新增|规上|规模以上|重点|小微|中小|龙头", said)
    ):
        several = re.search(r"[和、及与或]", match["what"])
        yield Condition("行业", "", "in" if several else "=", match["what"]), start, end
        return
    attr = said[_HAVE.match(said).end() :]  # type: ignore[union-attr]
    if not head or re.match(r"(?:具有|具备|拥有)", said):
        attr = _HAVE_END.sub("", attr) if len(_HAVE_END.sub("", attr)) >= 4 else attr
    attr = _unquoted(attr)
    if len(attr) >= 2 and attr not in _rules().words["generic"]:
        yield Condition(attr, "", "=", True), start, end


# ----------------------------------------------------------------------------------------------------------- measures
def _measured(text: str, start: int, end: int, memory: Memory) -> Iterator[tuple[Condition, int, int]]:
    """年节能量30吨以上 · 投资额500万元（含）至1000万元 · 500万元以上的项目 (the attribute from the phrase before)."""
    said, last, opened, after = text[start:end], 0, False, ""
    for found in measures(said):
        if _no_threshold(said, found):
            continue
        prefix, after = said[last : found.start], said[found.end :]
        linked = bool(last) and bool(_TO.match(prefix))
        kind = "元" if in_yuan(1, found.unit) else found.unit
        heard = memory.attrs.get(kind) or ("年龄" if kind in ("周岁", "岁") else memory.attr)
        name = memory.attr if linked else _name(prefix) or heard
        if not linked and len(name) <= 4 and (noun := re.match(r"^(?P<noun>[^，。；的\d]{2,16})$", after)):
            if found.unit in _COUNTED:
                name, after = name + noun["noun"], ""
            elif found.unit in ("年", "个月", "月"):
                name, after = f"{name}{noun['noun']}年限", ""
        if not name:
            continue
        if not last and (said_of := _said_of(said, name, found.start)):
            yield said_of[0], start + said_of[1], start + said_of[2]
        memory.attr = memory.attrs[kind] = name
        included = _INCLUDE.match(after)
        money = in_yuan(1, found.unit)
        value, unit = (round(found.value * money, 6), "元") if money else (found.value, found.unit)
        span = (
            start + (found.start if found.op != "=" or linked else found.number),
            start + found.end + (included.end() if included else 0),
        )
        first = (
            start + max(last, said.find(name, last, found.start))
            if not linked and name in said[last : found.start]
            else span[0]
        )
        first = span[0] if found.upper is not None and name not in said[last : found.start] else first
        if found.upper is not None:
            upper = round(found.upper * (money or 1), 6)
            span = (span[0], span[1])
            yield Condition(name, "", ">=", value, unit), *span
            yield Condition(name, "", "<=", upper, unit), *span
        else:
            op: Op = found.op
            if op == "=" and re.match(r"(?:—|－|–|-|~|～|至|到)(?=\d)", after[included.end() if included else 0 :]):
                op, opened = (">" if included and included["not"] else ">="), included is not None
            elif op == "=" and linked and re.match(r"(?:至|到|—|－|–|-|~|～)", prefix):
                op = "<" if (included and included["not"]) or (opened and not included) else "<="
            elif op in ("=", "~") and (
                _REACH.search(prefix) or found.unit in ("年", "个月", "周岁", "月") or op == "~"
            ):
                op = ">="
            if included and included["way"]:
                op = ">=" if included["way"] == "上" else "<="
            if included and op in (">=", "<=") and included["not"]:
                op = ">" if op == ">=" else "<"
            yield Condition(name, "", op, value, unit), first, span[1]
        last = found.end + (included.end() if included else 0)
    rest = None if last and not after else re.match(r"^的?(?:（[^）]*）)?[、和及]?(?P<noun>[^，。；的]{2,20})$", said[last:])
    if rest and last and rest["noun"] not in _rules().words["generic"] and not re.search(r"[\d以]", rest["noun"]):
        begin = start + last + rest.start("noun")
        yield from _plain(rest["noun"], begin, end, None, True)


def _no_threshold(said: str, found: Measure) -> bool:
    """Tell whether the number only names a year, a standard or how many are listed (2021年, 1项, 前3名)."""
    if found.unit in _DATED and (
        found.value > 1900 or said[: found.number].endswith(("第", "年", "月", "前", "近", "连续"))
    ):
        return True
    if (
        found.unit in ("年", "个月", "个会计年度", "月")
        and re.match(r"(?:内|来|度|期)", said[found.end :])
        and not said[: found.start].endswith("满")
    ):
        return True
    return (
        found.unit in ("级", "批", "期", "档", "届", "轮", "类", "区", "分", "市")
        and found.op == "="
        or said[found.number - 1 : found.number] in ("第", "前", "近")
    )


def _said_of(said: str, name: str, until: int) -> tuple[Condition, int, int] | None:
    """Read what stands before the attribute as a condition of its own: 新引进总投资…, 规模以上工业企业研发费用…"""
    at = said.find(name, 0, until)
    match = re.search(
        r"(?P<what>新引进|新建|改扩建|新设立|新注册|新落户|[^，的]{3,12}企业)(?:的|项目)?$", said[: max(at, 0)]
    )
    if not match or match["what"] in _rules().words["generic"]:
        return None
    return Condition(match["what"], "", "=", True), match.start("what"), match.end("what")


def _name(prefix: str) -> str:
    """Return the noun phrase measured: without subject, comparison and the time after which it is measured."""
    name = prefix
    while name != (name := _BEFORE.sub("", name)):
        pass
    name = re.sub(r"^(?:其中|其|且|并|对于?|凡|经|在|按|年内|，|、|；|的|）)+", "", name)
    name = _CHANGE.sub("", name)
    name = re.sub(r"^(?:新引进|引进|新建|改扩建|扩建|新设立|新注册|新落户)(?:的|项目|企业)?(?=.{2})", "", name)
    name = re.sub(r"^[^，的]{2,12}企业(?=(?:当年|上年|上一?年度|年度?)?[研营年产销利总纳投固上])", "", name)
    name = re.sub(r"^[^，]{0,6}(?:大户|合作社|公司|农场|用人单位|服务机构)(?=.{2})", "", name)
    for subject in sorted(_rules().words["subject"], key=len, reverse=True):
        if (
            name.startswith(subject)
            and len(name) > len(subject) + 1
            and name[len(subject)] not in "总投数类人用利从增能产面工"
        ):
            name = name[len(subject) :]
            break
    name = name.rpartition("的")[2] if len(name.rpartition("的")[2]) >= 2 else name.rstrip("的")
    name = re.sub(r"(?:最高|最低|至少|以上|以下)$", "", name).strip("“”（）、，")
    rule = _rules()["years-established"]
    if rule.regex.match(name) and not name.endswith(("时间", "年限", "期限")):
        name += rule.emit["suffix"]
    if re.search(r"\d", name):
        return ""
    return name if len(name) >= 2 or name in ("龄",) else ""


# ---------------------------------------------------------------------------------------------------------------- days
def _dates(text: str, start: int, end: int) -> Iterator[tuple[Condition, int, int]]:
    said = text[start:end]
    match = _rules()["day"].regex.search(said)
    if not match or not (match["way"] or match["month"] or match.end() < len(said)):
        return
    rest = re.sub(r"^(?:新|已|首次|的|，|期间|在)*", "", said[match.end() :])
    verb = re.match(
        r"(?:登记注册|注册登记|注册|成立|投入|开工|竣工|投产|购买|购置|认定|签订|建成|落户|上牌|登记|毕业|缴纳|获得|取得|立项|实施|引进|入库|报废|开工建设|备案|签约|运营|投运|并网|申报|通过|评为|发生|完成)",
        rest or said[: match.start()][-4:],
    )
    name = f"{verb[0]}时间" if verb else "时间"
    low = "-".join(filter(None, [match["year"], _two(match["month"]), _two(match["day"])]))
    way = match["way"] or ""
    if match["year2"]:
        high = "-".join(filter(None, [match["year2"], _two(match["month2"]), _two(match["day2"])]))
        yield Condition(name, "", ">=", low), start, start + match.end()
        yield Condition(name, "", "<=", high), start, start + match.end()
    else:
        op: Op = ">=" if re.search("后|起|至今", way) else "<=" if "前" in way else "="
        yield Condition(name, "", op, low), start, start + match.end()
    if len(rest) >= 3 and (begin := end - len(rest)) > start and not (verb and len(rest) - verb.end() < 2):
        yield from atom(text, begin, end, Memory())


def _two(number: str | None) -> str | None:
    return number.zfill(2) if number else None


# -------------------------------------------------------------------------------------------------------------- titles
def _titled(text: str, start: int, end: int, memory: Memory) -> Iterator[tuple[Condition, int, int]]:
    """新列入国家级绿色工厂 -> what is new, the level, the title; 省级绿色工厂 alone after 国家级… was said."""
    said = text[start:end]
    match = _patterns().title.match(said)
    verb = match["verb"] if match else ""
    first = verb.startswith(("首次", "新"))
    if match and not (
        match["level"]
        or match["end"]
        or first
        or verb.endswith(("认定为", "评为", "命名为", "评定为", "升级为", "确定为"))
    ):
        return
    if said in _rules().words["level"] and memory.title:
        yield Condition("称号级别", "", "=", said), start, end
        yield Condition("称号", "", "=", memory.title), start, end
        return
    if not match or (
        first and not match["level"] and verb in ("新增", "新设立", "新引进", "新培育", "首次入库", "首次升规")
    ):
        match = _patterns().bare.match(said)
        if not match or not memory.title:
            return
        verb = ""
    if verb and first:
        yield (
            Condition(re.sub(r"为$|被", "", verb), "", "=", True),
            start + match.start("verb"),
            start + match.end("verb"),
        )
    if match["level"]:
        memory.level = match["level"]
        several = re.search(r"[、和或及]", match["level"])
        a, b = match.span("level")
        yield Condition("称号级别", "", "in" if several else "=", match["level"]), start + a, start + b
    name = re.sub(r"^(?:的|为)|(?:的|等|的企业|的单位|企业称号)$", "", match["name"])
    name = _unquoted(name)
    if name.startswith(("企业", "单位")) and len(name) <= 2:
        name = ""
    if name:
        memory.title = name
        a, b = match.span("name")
        yield (
            Condition("称号", "", "in" if re.search("、|或", name) and "（" not in name else "=", name),
            start + a,
            start + b,
        )
    elif memory.title:
        yield Condition("称号", "", "=", memory.title), start, end
