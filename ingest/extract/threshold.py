"""Thresholds that an applicant must reach: 年节能量30吨以上 · 投资额500万元（含）至1000万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ingest.extract.memory import Memory
from ingest.extract.wording import condition_pattern
from ingest.parse.predicate import bare_verb, predicate, subject_end
from ingest.record import Condition
from ingest.rules import load
from ingest.value.unit import Measure, in_yuan, measures

__all__ = ["Found", "Relation", "measured"]

Found = tuple[Condition, int, int]
Relation = Literal["=", ">=", "<=", ">", "<"]

_LASTING = ("年", "个月", "月", "天", "日", "小时")
_AGE = ("周岁", "岁")
_TO = re.compile(r"(?:至|到|—|－|–|-|~|～|——|、|，|且|和|并)*$")
_UPTO = re.compile(r"(?:（不?含）)?(?:—|－|–|-|~|～|至|到)(?=\d)")
_INCLUDE = re.compile(r"（(?P<not>不)?含(?:本数|税|\d[^（）]{0,6})?）(?:及?以(?P<way>[上下内]))?")
_FIRST = re.compile("首次(?:突破|达到?|超过?|实现)?(?=[^，。；]{0,4}$)")
_OF_A_SHARE = re.compile(  # 裁员率不超过企业职工总数|20%
    "不(?:得)?(?:(?P<most>超过|高于)|低于|少于)[^，。；\\d]{2,12}$"
)
_BELOW = re.compile("(?:不满|未满|不到|不足|未达到?)$")
_REACH = re.compile(r"(?:达到?|满|突破|实现|完成)$")
_NOUN = re.compile(r"的?(?:（[^）]*）)?(?P<noun>[^，。；的\d（）]{2,20})(?:（[^）]*）?)?$")
_WHOSE = re.compile("(?:子女|女性|男性|孩子|婴幼儿|法定代表人|负责人|本人|配偶|父母)(?=(?:年龄)?$)")
_OF_PERSONS = re.compile("企业|单位|机构|公司|合作社|团队")
_CLASS = ("级", "批", "期", "档", "届", "轮", "类", "区", "分", "市", "版")
_PER = re.compile("[^，。；]{0,8}?(亩)均")
_WORDS = 4  # letters of a verb or a short noun that what is counted makes whole: 吸纳 | 高校毕业生


def measured(text: str, start: int, end: int, memory: Memory) -> tuple[list[Found], tuple[int, int] | None]:
    """Return the thresholds of a phrase, each with its stretch, and where a noun stands behind the last of them.

    Money in 元, other units as written; the attribute may come from the phrase before.

    >>> text = "设备投资额500万元（含）至1000万元的软件企业"
    >>> found, noun = measured(text, 0, len(text), Memory())
    >>> [(one.attr, one.op, one.value) for one, *_ in found], text[slice(*noun)]
    ([('设备投资额', '>=', 5000000.0), ('设备投资额', '<', 10000000.0)], '软件企业')
    """
    said, found, last, after, noun, carried = text[start:end], list[Found](), 0, "", True, ""
    for one in measures(said):
        if one.start < last or not _bounds(said, one):
            continue
        prefix = carried + said[last : one.start]
        state = _Bound(one, prefix, said[one.end :], bool(last), memory)
        if not (name := state.name()):
            continue
        if first_time := _FIRST.search(prefix):
            where = (start + last + first_time.start(), start + state.tail)
            found.append((Condition(f"首次达到{name}", "", "=", True), *where))
        carried = prefix if one.unit in _AGE else ""  # 服务65周岁以上老人2000人次以上: the age is of the old people
        unit = memory.unit_of(name, one.unit)
        memory.attr = memory.attrs[state.kind] = name
        at = said.rfind(name.removesuffix("年限"), last, one.start) if not state.linked else -1
        first = at if at >= 0 else one.number if state.linked else max(last, one.start - state.compared)
        found += [(told, start + first, start + state.tail) for told in state.conditions(name, unit)]
        last, after, noun = state.tail, said[state.tail :], not state.counted
    rest = _NOUN.match(after) if found and noun else None
    if rest is None or rest["noun"] in load("condition").words["generic"]:
        return found, None
    return found, (start + last + rest.start("noun"), start + last + rest.end("noun"))


def _bounds(said: str, one: Measure) -> bool:
    """Tell whether a number bounds something: no year, name, grade or count of a list (2021年, 前3名, 一次性)."""
    before, after = said[: one.number], said[one.end :]
    if said.rfind("“", 0, one.number) > said.rfind("”", 0, one.number) and "”" in after:
        return False  # “五个一工程”奖
    if before.endswith(("第", "前", "近", "每", "同", "统", "唯")) or (one.unit in _CLASS and one.op == "="):
        return False
    if one.unit == "级" and not said[one.number].isdigit():
        return False
    if one.unit in ("年", "月", "日") and (one.value > 1900 or before.endswith(("年", "月"))):
        return False
    if one.unit in _LASTING and re.match(r"内|来|度|期(?!限)|前|[种养收播产插]", after) and not before.endswith("满"):
        return False
    if one.unit == "方" or (one.unit == "次" and one.op == "=" and re.match("[一-鿿]", after) and before[-1:] != "满"):
        return False  # 一次性, 二次开发
    return not re.search(r"每(?:再)?(?:增加|新增|增长|净增|超过?|提高|多|引进|培育|招收|多承担)$", before)


@dataclass(frozen=True)
class _Bound:
    """A number with the words around it in its phrase."""

    one: Measure
    prefix: str
    after: str
    behind: bool  # whether it stands behind another bound of the phrase
    memory: Memory

    @property
    def linked(self) -> bool:
        """Whether it bounds the same as the number before: 500万元至1000万元."""
        return self.behind and bool(_TO.fullmatch(self.prefix))

    @property
    def kind(self) -> str:
        """The unit by which a later number finds what it measures."""
        return "元" if in_yuan(1, self.one.unit.partition("/")[0]) else self.one.unit.lstrip("万亿")

    @property
    def compared(self) -> int:
        """How many letters before the number compare: 未满16周岁."""
        return len(self.prefix) - len(_bare(self.prefix)) if "（" not in self.prefix else 0

    @property
    def tail(self) -> int:
        """Where the number ends with what is said of its bound: 30人（含）以下."""
        return self.one.end + (self.included.end() if self.included else 0)

    @cached_property
    def included(self) -> re.Match[str] | None:
        """What is said behind it of whether its bound counts: （含）, （不含）."""
        return _INCLUDE.match(self.after)

    def name(self) -> str:
        """Return what is measured; '' where the phrase and the ones before do not say it."""
        if self.linked:
            return self.memory.attr
        if self.one.unit in _AGE:
            whose = _WHOSE.search(_bare(self.prefix))
            return f"{whose[0]}年龄" if whose else "年龄"
        if name := self.counted or self.said:
            return name
        if self.one.unit in ("人", "名") and _OF_PERSONS.search(self.after):
            return "职工人数"
        lasts = self.memory.deed if self.kind in _LASTING else ""
        return f"{lasts}年限" if lasts else self.memory.attrs.get(self.kind) or self.memory.attr

    @cached_property
    def said(self) -> str:
        """The noun phrase before the number; '' where there is none."""
        return _name(self.prefix)

    @cached_property
    def counted(self) -> str:
        """What is measured where the noun behind the number is part of it: 吸纳3名以上高校毕业生; else ''."""
        noun, name = _NOUN.fullmatch(self.after), self.said
        if (
            noun is None
            or (self.after.startswith("的") and not bare_verb(name))
            or self.linked
            or self.one.unit in _AGE
        ):
            return ""
        if self.one.unit in _LASTING:
            return f"{noun['noun']}期限" if noun["noun"].endswith(("合同", "协议")) else ""
        bare = name and (len(name) <= _WORDS or predicate(name)) and not name.endswith(("数", "量", "额", "积"))
        return name + noun["noun"] if bare and not in_yuan(1, self.one.unit) else ""

    def conditions(self, name: str, unit: str) -> Iterator[Condition]:
        """Yield the bound, or both ends of a range; money in 元."""
        of, _, each = self.one.unit.partition("/")
        money = in_yuan(1, of)
        if money:
            per = each or (_PER.match(name) or ["", ""])[1]
            unit = f"元/{per}" if per else "元"
        value = round(self.one.value * money, 6) if money else self.one.value
        if self.one.upper is None:
            yield Condition(name, "", self._op(), value, unit)
            return
        yield Condition(name, "", ">=", value, unit)
        high: Relation = "<" if self.included and self.included["not"] else "<="
        yield Condition(name, "", high, round(self.one.upper * (money or 1), 6), unit)

    def _op(self) -> Relation:
        """Read how the value is compared: by words at the number, by （含） and （不含）, by its link to another."""
        op: Relation = "=" if self.one.op == "~" else self.one.op
        included = self.included
        left_out = bool(included and included["not"])
        if _BELOW.search(self.prefix):
            return "<"
        if op == "=" and (share := _OF_A_SHARE.search(self.prefix)):
            return "<=" if share["most"] else ">="
        if included and included["way"]:
            op = ">=" if included["way"] == "上" else "<="
        elif op == "=" and _UPTO.match(self.after):
            op = ">="
        elif op == "=" and self.linked and re.search("至|到|—|－|–|-|~|～", self.prefix):
            op = "<=" if included else "<" if self.memory.opened else "<="
        elif op == "=" and (_REACH.search(self.prefix) or self.kind in (*_LASTING, *_AGE) or self.one.op == "~"):
            op = ">="
        self.memory.opened = included is not None and bool(_UPTO.match(self.after))
        return ">" if left_out and op == ">=" else "<" if left_out and op == "<=" else op


def _bare(prefix: str) -> str:
    """Return the words before a number without the verbs that compare: 年产值 of 年产值达到."""
    name = re.sub(r"（[^（）]*(?:）|$)", "", prefix) or prefix
    while name != (name := condition_pattern("before-number").sub("", name)):
        pass
    name = _OF_A_SHARE.sub("", name)
    return re.sub("(?:最高|最低|至少|应当?|必?须|均|未)$", "", name)


def _name(prefix: str) -> str:
    """Return the noun phrase measured, without its subject and what stands before it."""
    name = _bare(prefix)
    name = re.sub(
        r"^.*(?:，|、(?=[^、]{2,}$))|^(?:其中|其(?![他它余])|且|并|对(?![外口])于?|凡|按|年内|将|把)+", "", name
    )
    if name.startswith("在") and not condition_pattern("at-work").match(name):
        name = name[1:]
    name = condition_pattern("time-after").sub("", name)
    name = name[subject_end(name, 0, len(name)) :]
    whole, _, last = name.rpartition("的")
    if whole:
        name = whole + last if condition_pattern("bare-measure").match(f"{last}1") else last
    name = name.strip("“”（）、，的")
    rule = load("condition")["years-established"]
    if rule.regex.match(name) and not name.endswith(("时间", "年限", "期限")):
        name += rule.emit["suffix"]
    return "" if re.search(r"\d", name) or len(name) < 2 else name
