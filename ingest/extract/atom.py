"""One phrase of a condition -> what is asked (attribute), how it is compared, and with what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.extract.memory import Memory
from ingest.extract.threshold import Found, Relation, measured
from ingest.extract.wording import condition_pattern
from ingest.parse.coordination import members
from ingest.parse.predicate import head_noun, predicate
from ingest.record import Condition
from ingest.rules import load
from ingest.value.number import parse

__all__ = ["atom", "generic"]

_SIDES: dict[str, Relation] = {"早于": "<", "晚于": ">", "迟于": ">"}
_OTHER_SIDE: dict[Relation, Relation] = {"<": ">=", ">": "<="}

_DEGREE = "学历或技能等级"
_VAGUE = re.compile("突出|优秀|达标")
_DEED_BEHIND = re.compile(
    r"(?:的|，|期间|在)*(?:首次|新(?![建办])|已|能够|有望)*(?P<what>[^，。；的\d（）]{2,12}?)(?=$|[，；的\d（]|并|且)"
)
_DATED = re.compile(  # 开工时间应在…之后, 购置日期不得早于…
    "(?P<name>[^，。；\\d]{2,14}?)(?:的?(?:时间|日期)|之日)?(?:均|都)?(?:应当?|须|需)?(?P<way>不?[得应能]?(?:早|晚|迟)于|[在为是于])?$"
)
_ASIDE = re.compile("（[^（）]*）")


def generic(said: str) -> bool:
    """Tell whether a phrase names anybody at all: 企业, 申报单位, 项目.

    >>> generic("申报单位"), generic("小微企业")
    (True, False)
    """
    return len(said) < 2 or said in load("condition").words["generic"] or bool(condition_pattern("anyone").match(said))


def atom(text: str, start: int, end: int, memory: Memory, head: bool = True) -> Iterator[Found]:
    """Yield the conditions that `start … end` of `text` states, with the stretch of text that states each.

    `head` tells that the phrase ends in the noun that is spoken of (…的分布式光伏项目). Money in 元.

    >>> [(c.attr, c.op, c.value) for c, *_ in atom("年节能量30吨标准煤以上", 0, 12, Memory())]
    [('年节能量', '>=', 30.0)]
    >>> [(c.attr, c.value) for c, *_ in atom("未列入失信名单", 0, 7, Memory())]
    [('列入失信名单', False)]
    """
    start, end = _bare(text, start, end)
    said = text[start:end]
    if generic(said) or (
        load("criterion")["base"].regex.search(said) and not re.search(r"[\d获通列]|减免|免[收除]", said)
    ):
        return
    if since := load("criterion")["since"].regex.search(text, start, end):
        yield from _since(text, start, end, since, memory)
        return
    if dated := list(_dated(text, start, end, memory)):
        yield from dated
        return
    if named := _titled(text, start, end):
        yield from named
        return
    bounds, noun = measured(text, start, end, memory)
    if bounds:
        yield from bounds
        if noun:
            yield from atom(text, *noun, memory)
        return
    yield _state(text, start, end, head), start, end


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out marks and halves of quotation marks around a phrase."""
    while start < end and (text[start] in "、（ " or (text[start] == "“" and "”" not in text[start:end])):
        start += 1
    while end > start and text[end - 1] in "”、（ " and "“" not in text[start:end]:
        end -= 1
    return start, end


def _since(text: str, start: int, end: int, since: re.Match[str], memory: Memory) -> Iterator[Found]:
    """Read how long ago something was: 吸纳毕业2年内的高校毕业生 asks who was taken on, and when they graduated."""
    if since.start() - start > 1:
        yield from atom(text, start, since.start(), memory)
    bound = Condition(f"{since['what']}年限", "", "<=", parse(since["number"]), since["unit"])
    yield bound, since.start(), since.end()
    if end - since.end() > 1:
        yield from atom(text, since.end(), end, memory)


def _titled(text: str, start: int, end: int) -> list[Found]:
    """Read a title newly got: that it is new, its level, its name, each of which other offers may ask alone.

    >>> [(c.attr, c.value) for c, *_ in _titled("新列入国家级绿色工厂", 0, 10)]
    [('新列入', True), ('称号级别', '国家级'), ('称号', '绿色工厂')]
    """
    match = load("criterion")["new-title"].regex.fullmatch(text, start, end)
    if match is None:
        return []
    name = re.sub("(?:称号|名单|的)$", "", match["name"]).strip("“”") or match["name"]
    found = [(Condition(match["new"].removesuffix("为"), "", "=", True), *match.span("new"))]
    if match["level"]:
        several = re.search("[、和或及]", match["level"])
        found.append((Condition("称号级别", "", "in" if several else "=", match["level"]), *match.span("level")))
    return [*found, (Condition("称号", "", "=", name), *match.span("name"))]


class _Day(NamedTuple):
    low: str
    high: str | None
    op: Relation


def _dated(text: str, start: int, end: int, memory: Memory) -> Iterator[Found]:
    """Read by which day what was done: 2021年1月1日以后购置 asks for 购置时间; what else is said is asked besides."""
    rule = load("condition")["day"].regex
    match = rule.search(text, start, end)
    if match is None or not (match["way"] or match["month"] or match.end() < end):
        return
    day = _day(match)
    behind = _DEED_BEHIND.match(text, match.end(), end)
    before = _DATED.match(text, start, match.start())
    if behind is None:
        if before is None:
            return
        op = _SIDES.get((before["way"] or "")[-2:], day.op)
        op = _OTHER_SIDE.get(op, op) if (before["way"] or "").startswith("不") else op
        yield Condition(f"{before['name']}时间", "", op, day.low), start, end
        return
    said = text[start : match.start()].rstrip("于在为是自、，的")
    if len(said) > 1 and not generic(said):
        yield from atom(text, start, start + len(said), memory)
    yield Condition(f"{behind['what']}时间", "", day.op, day.low), match.start(), behind.end()
    if day.high:
        yield Condition(f"{behind['what']}时间", "", "<=", day.high), match.start(), behind.end()
    rest = behind.end() + len((re.match("（以[^）]*）|的|并|且", text[behind.end() : end]) or [""])[0])
    if end - rest > 1:
        yield from atom(text, rest, end, memory)


def _day(match: re.Match[str]) -> _Day:
    def iso(*names: str) -> str:
        year, *rest = (match[name] for name in names)
        return "-".join([year or match["year"] or "-", *(one.zfill(2) for one in rest if one)])

    low, way = iso("year", "month", "day"), match["way"] or ""
    if match["year2"] or match["month3"]:
        return _Day(low, iso("year2", "month2", "day2") if match["year2"] else iso("year", "month3", "day3"), ">=")
    if match["year4"]:
        return _Day(low, match["year4"], ">=")
    if "后" in way and "底" in way:  # 3月底以后 begins when the month is over
        return _Day(low, None, ">")
    return _Day(low, None, ">=" if re.search("后|起|至今|以来", way) else "<=" if "前" in way else "=")


def _state(text: str, start: int, end: int, head: bool) -> Condition:
    """Read a phrase that measures nothing: a denied state, one of several kinds, a degree, or a state that holds."""
    said = text[start:end]
    vague = load("condition").words["vague"]
    if said in vague or (_VAGUE.search(said) and any(said.endswith(word) for word in vague)):
        return Condition(said, "")
    if absent := condition_pattern("absent").match(said):
        return Condition(absent["what"], "", "=", False)
    named = [text[slice(*one)] for one in members(text, start, end)]
    if all(load("condition")["degree"].regex.fullmatch(one.removeprefix("全日制")) for one in named):
        return Condition(_DEGREE, "", "in" if len(named) > 1 else "=", "、".join(named))
    if head and len(named) > 1 and head_noun(_ASIDE.sub("", said)) and not predicate(said):
        return Condition("申请人类型", "", "in", "、".join(named))
    if head and (project := re.fullmatch("(?P<what>.{2,24})项目", said)):
        return Condition("项目类型", "", "=", project["what"])
    having = condition_pattern("have").match(said)
    attr = said[having.end() :] if having and len(said) - having.end() > 1 else said
    return Condition(attr, "", "=", True)
