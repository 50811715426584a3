"""Titles that an applicant must hold: 新列入国家级绿色工厂 · 首次认定为省级专精特新企业."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ingest.extract.memory import Memory
from ingest.extract.tier import whole_names
from ingest.record import Condition
from ingest.rules import load

__all__ = ["selected", "titled", "unquoted"]

_SELECTED = re.compile(  # 每年择优认定10个左右市级绿色低碳示范项目: those chosen are the ones who get it
    r"^(?:每年度?|每两年|年度)?(?:择优|组织|统一|公开|滚动)*(?:评选|认定|遴选|评定|选树|命名|评出|选拔|确定)(?:表彰)?(?:不超过|最多|约)?(?:\d+|[一二三五十百]+)[家个项名户件](?:左右|以内)?(?:的)?(?P<name>[^，。；\d]{4,30})$"
)


def unquoted(said: str) -> str:
    """Drop quotation marks that hold the whole of it, or of which one is missing."""
    if said.startswith("“") and said.find("”") == len(said) - 1:
        return said[1:-1]
    return said if said.count("“") == said.count("”") else said.strip("“”")


_GRADE = re.compile(r"[一二三四五六]星?级|[1-5]A级?|A{1,5}级?|[甲乙丙丁]级|[ABCD]级")
_RATED = "(?P<rated>养老机构|托育机构|旅行社|民宿|景区|饭店|酒店|医院|幼儿园|机构|园区|企业|基地|码头|场所)"
_GRADED = re.compile(f"{_RATED}$")
_RATED_AFTER = re.compile(f"^的[^，。；、的]{{0,6}}?{_RATED}")
_OF_GRADE = re.compile(
    "^(?P<grades>[一二三四五六]级(?:、[一二三四五六]级)*(?:及?以上)?)的?(?P<rated>养老机构|托育机构|医院|幼儿园|机构|园区)$"
)
_OR_ABOVE = re.compile("及?以上$")


_USES = re.compile("(?:购买|[新选订]购|购置|采购|施用|使用|采用|参加|参与|投保|种植|销售|更新|选用|应用|饲养)$")
_NOT_YET = re.compile("(?:尚?未|没有?|从未|不曾)被?$")
_STANDS_ON = re.compile(  # on a list of those to be helped, which is no title: 列入全国重点保障企业名单
    "[^，]{0,12}?被?[列纳]入(?:国家|全国|[省市区县])(?!级)[^，。；]*(?:名单|目录)"
)
_NO_TITLE = re.compile("(?:贷款|融资|借款|授信|投资|订单|保单)$")  # 新获得银行发放的贷款 names no title
_WHOM = re.compile(  # 全省企业职工: whom an offer is for is no title
    "(?:职工|员工|居民|市民|村民|农户|家庭|毕业生|学生|劳动者|(?:从业|工作|在编|在职|失业|技术|技能)人员|在职[^，。；]{0,6})$"
)
_POINTS = re.compile(  # 首次获得下列称号的单位: the list says which
    "(?:下列|以下|如下|下表|上述|前述|所列|相应|相关|有关)(?:称号|荣誉|等级|级别|名单|资质|认定|奖项|之一)*"
)
_BY_OFFICE = re.compile("(?:经|由|被)[^，。；]{2,}$")
_HERE = re.compile(
    "(?:(?P<level>[市区县]本级|[省市区县部][属直])|(?P<place>[市区县]内|[本我][市区县]))[^，。；]{2,}"
)  # 区内旅行社: not of elsewhere


class _Patterns(NamedTuple):
    title: re.Pattern[str]
    bare: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    level = r"(?:%{level}|[\u4e00-\u9fff]{2,5}?[市区县州]级)"  # 金陵江市级 is a level of that one city
    levels = (
        rf"(?P<level>{level}(?![内外直属辖]|城区|职业资格|职业技能|执业|法定|统一|承认|认可|规定|区(?!级|（|[、和]))(?:（[^）]*）)?"
        rf"(?:(?:、|和|或|及|以上|或者|及以上)*{level})*(?:及以上|以上)?)"
    )
    title = (
        rf"(?P<subject>[^，]{{0,12}}?)(?<!重)(?P<verb>%{{verb_first}}|%{{verb_title}})(?:（[^）]{{1,8}}）)?(?:(?<=批准)(?:设立|组建|建设)|(?<=获批)(?:设立|组建|建设))?(?:为|成为|的)?(?:{levels})?(?P<name>[^，。；]{{0,60}}?)"
        r"(?P<end>称号|名单|(?<!推荐)(?<!导向)(?<!指导)(?<!鼓励)(?<!支持)(?<!推广)(?<!采购)(?<!培育)(?<!储备)目录|认定|试点|荣誉|荣誉称号|资质|认证)?(?:的)?$"
    )
    return _Patterns(
        load("condition").pattern(title), load("condition").pattern(rf"^{levels}(?P<name>[^，。；]{{2,40}})$")
    )


def titled(text: str, start: int, end: int, memory: Memory) -> Iterator[tuple[Condition, int, int]]:
    """新列入国家级绿色工厂 -> what is new, the level, the title; 省级绿色工厂 alone after 国家级… was said."""
    said = text[start:end]
    match = _patterns().title.match(said)
    if match and (_NO_TITLE.search(match["name"]) or (match["end"] == "资质" and not match["level"])):
        return  # 取得劳务派遣资质: a licence for a trade, in which others are too, and no title called 劳务派遣
    if match and _STANDS_ON.fullmatch(said):
        return
    if match and _USES.search(match["subject"]):  # 施用列入省推广目录的: what is used is listed, and nobody named
        return
    if match and (denied := _NOT_YET.search(match["subject"])):  # 未认定为高层次人才
        yield Condition(said[denied.end() :], "", "=", False), start, end
        return
    if match and not match["level"] and _BY_OFFICE.match(match["name"]):
        return  # 获得经省科技厅认定的研发平台: by whom it is recognized is no name
    verb = match["verb"] if match else ""
    first = verb.startswith(("首次", "初次", "新"))
    if match and not (
        match["level"]
        or match["end"]
        or first
        or verb.endswith(("认定为", "评为", "命名为", "评定为", "升级为", "确定为"))
    ):
        return
    if said in load("condition").words["level"] and memory.title:
        yield Condition("称号级别", "", "=", said), start, end
        yield Condition("称号", "", "=", memory.title), start, end
        return
    if not match or (
        first and not match["level"] and verb in ("新增", "新设立", "新引进", "新培育", "首次入库", "首次升规")
    ):
        match = _patterns().bare.match(said)
        if not match or not memory.title or _WHOM.search(match["name"]):
            return
        verb = ""
    here = _HERE.match(match.groupdict().get("subject") or "")
    if here and verb and here[0] not in load("condition").words["generic"]:
        # not the whole of 市本级公共机构, which any 公共机构 would be taken for
        asked = here["level"] or f"在{here['place']}注册"
        yield Condition(asked, "", "=", True), start, start + match.end("subject")
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
    yield from _named(match, start, end, memory, text[end:])


def selected(text: str, start: int, end: int) -> Iterator[tuple[Condition, int, int]]:
    """每年评选10家左右“工业领军企业” -> the title that those chosen hold, and its level.

    >>> [(c.attr, c.value) for c, *_ in selected("每年择优认定10个左右市级示范项目", 0, 17)]
    [('称号级别', '市级'), ('称号', '示范项目')]
    """
    match = _SELECTED.match(text[start:end])
    named = _patterns().bare.match(match["name"]) if match else None
    at = start + match.start("name") if match else 0
    if match and named:
        yield Condition("称号级别", "", "=", named["level"]), at, at + named.end("level")
        yield Condition("称号", "", "=", unquoted(named["name"])), at + named.start("name"), end
    elif match:
        yield Condition("称号", "", "=", unquoted(match["name"])), at, end


def _rated(match: re.Match[str], name: str, after: str) -> tuple[str, str]:
    """Return what a bare grade is a grade of, and the grade; 称号 and its name for a named title.

    What is graded stands before it (养老机构被评定为三级), in it (评定为三级养老机构), or `after` it.
    """
    if inside := _OF_GRADE.match(name):
        return f"{inside['rated']}等级", inside["grades"]
    if _GRADE.fullmatch(_OR_ABOVE.sub("", name)):
        rated = _GRADED.search(match.groupdict().get("subject") or "") or _RATED_AFTER.match(after)
        if rated:
            return f"{rated['rated']}等级", name
    return "称号", name


def _named(
    match: re.Match[str], start: int, end: int, memory: Memory, after: str
) -> Iterator[tuple[Condition, int, int]]:
    name = re.sub(r"^(?:的|为)|(?:的|(?<![甲乙丙一二三特])等|的企业|的单位|企业称号)$", "", match["name"])
    name = unquoted(name)
    if _POINTS.fullmatch(name):
        return
    if name.startswith(("企业", "单位")) and len(name) <= 2:
        name = ""
    if name:
        memory.title = name
        a, b = match.span("name")
        attr, value = _rated(match, name, after)
        names = whole_names(value) if attr == "称号" else []
        several = len(names) > 1 or (attr != "称号" and re.search("、|或", name))
        yield (
            Condition(attr, "", "in" if several else "=", "、".join(names) if len(names) > 1 else value),
            start + a,
            start + b,
        )
    elif memory.title:
        yield Condition("称号", "", "=", memory.title), start, end
