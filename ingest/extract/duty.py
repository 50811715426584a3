"""Duties told in running text: 市教育局要会同有关部门编制目录, 由主管部门复核, 各县（市）参照执行."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.extract.agency_list import Name, is_sure
from ingest.extract.assignment import Role
from ingest.extract.subject import ENDS, NOBODY, Known, agencies, ends_here, helpers, part_start, said, subject
from ingest.record import Mark
from ingest.rules import load

__all__ = ["Duty", "duties", "full_width"]

_RULES = load("responsibility")
_OPENS = "".join(sorted({word[0] for word in _RULES.words["bare"]} | set(_RULES.define["opens"]) | {"等"}))
_MEETING = re.compile(f"[{ENDS}）)〕](?=[{_OPENS}])")  # a name may end, a verb begin: cheap, tried everywhere
_MODAL = _RULES.pattern("%{modal}")
_BY = _RULES["by"].regex
_WITH = _RULES["with"].regex
_FOUND = _RULES["found"].regex
_SEATED = _RULES["seated"].regex
_SEAT = _RULES["seat"].regex
_ALL = _RULES["all-tasks"].regex
_LEVEL = _RULES["states-a-level"].regex
_MADE_UP = re.compile("组成|构成")
_HELPING = re.compile("配合|协同|参与")
_SHARES = _RULES["shares-costs"].regex
_HOLLOW = _RULES.pattern("^(?:%{adverb}*%{modal}?)*(?:%{adverb})*%{hollow}")
# 受理后，应于… · 在…基础上，… · 牵头，… : what is told comes next.
_FIRST_THEN = load("responsibility")["first-then"].regex
_INSTITUTION = re.compile(
    "(?:医院|卫生院|卫生室|医疗机构|医疗卫生机构|学校|高校|幼儿园)$"
)  # what they do is no order by itself
# A牵头，B、C配合: the next part tells others.
_OTHERS_HELP = re.compile(
    r"[^，。；]{2,60}?[局委厅部办府会院位门构）](?:等[^，。；]{0,6})?(?:配合|参与|协同|协助|负责|(?:具体|组织)?实施|(?:抓好)?落实)(?=[，。；]|$)"
)
_ORDERED = re.compile("统一|每(?:年|月|周|学期|学年|季度|半年)|全部|一律|均|都")
_BARE_NOUNS = frozenset(("政府", "党委", "机构", "学校", "机关"))
_AFTER_STOP = re.compile(r"[，；。！？\n]")
_PAST = re.compile(r"^(?:[^，。；]{0,12}了|(?:联合)?(?:印发|发布|出台|公布|制定|审议)(?:了|《))")
_RELATIVE = load("responsibility")["relative"].regex
_TELLS_APART = re.compile(
    r"(?:批准|认定|同意|备案|审核|核准|许可|确认|评定|推荐)[^，。；]*的[^，。；的]{2,}"
)  # 经…批准在我市举办的演唱会
_LEADS = re.compile(r"牵头|总负责|抓总|主导推进")
_HELPS = load("responsibility")["helps"].regex
_ALONE = load("responsibility")["alone"].regex
# 市教育局：负责… in a list of who does what.
_PORTFOLIO = _RULES.pattern(
    r"(?:^|(?<=[\n。；]))(?:[\d一二三四五六七八九十]+[、.．]|[（(][\d一二三四五六七八九十]+[）)])?"
    r"(?P<name>[^，。；：:\n（(]{2,40}(?:[（(][^，。；：:\n（()）]{1,12}[）)][^，。；：:\n（(]{1,12})?)[：:]\s*"
    r"(?=%{modal}|%{bare}|对)"
)
_SECOND = re.compile(r"(?:牵头|负责|主办|配合|协办|参与)(?:负责)?[、,]")
_TAILED = re.compile(r"等[^，。；：、]{0,6}?部门")
_HALF = re.compile(r"(?<!\d)[,;]|[,;](?!\d)")


@dataclass(frozen=True, slots=True)
class Duty:
    """Agencies told one thing, the quote `start … end` and where the words that tell it begin."""

    start: int
    end: int
    told: int
    rule: str
    agencies: tuple[tuple[Name, Role], ...]
    tail: str = ""  # 部门, where a list of functions ends with 等部门


def duties(text: str, marks: Sequence[Mark] = (), bare: bool = True, places: Sequence[str] = ()) -> Iterator[Duty]:
    """Yield what a text tells agencies to do, in order; `bare` also reads verbs without 要 or 应 as orders.

    Firms, associations, regions, addressees and bodies that are only guided or reported to are told nothing.

    >>> [[(name.text, role) for name, role in duty.agencies] for duty in duties("省教育厅要会同省财政厅制定办法。")]
    [[('省教育厅', 'responsible'), ('省财政厅', 'support')]]
    >>> list(duties("支持企业创建绿色工厂，与财政部门沟通。"))
    []
    """
    text = full_width(text)
    known = Known(tuple(places), frozenset((mark.start, mark.end) for mark in marks if mark.kind == "agency"))
    part_of_last, covered = -1, 0
    for meeting in _MEETING.finditer(text):
        match = said(text, meeting.end())
        if match is None or not ends_here(text, meeting.end()):
            continue
        told = match.start("told")
        opens = start = part_start(text, meeting.end())
        if start == part_of_last and (second := _SECOND.match(text, covered, told)):
            start = second.end()  # A牵头、B配合
        elif start == part_of_last and not _BY.search(text, covered, told):
            continue
        found = subject(text, start, match.end("etc") if match["etc"] else meeting.end(), covered, known)
        if found is None or not _binds(text, match, *found, bare):
            continue
        part_of_last, covered = opens, told
        yield _duty(text, opens, told, *found)
    yield from _others(text)


def _binds(text: str, match: re.Match[str], names: Sequence[Name], rule: str, bare: bool) -> bool:
    """Say whether the words after the names are an order: no report, no relative clause, no bare noun before a verb."""
    modal = bool(_MODAL.search(match["told"]))
    told = match.start("told")
    rest = text[told : told + 40]
    if rule == "by":
        if _relative(text, names[0].start, rest) or _SHARES.match(rest) or _MADE_UP.match(rest):
            return False
    elif not modal and not (bare and _orders(match, names[-1].text, rest)):
        return False
    return modal or not (_PAST.match(rest) or _RELATIVE.match(rest) or names[0].text in _BARE_NOUNS)


def _orders(match: re.Match[str], name: str, rest: str) -> bool:
    """Say whether a bare verb orders: no level, no noun after 等 (疾控中心等公共设施建设), no routine of a school."""
    etc = match["etc"] or ""
    names_more = len(etc) > 1 and not etc.endswith(("部门", "单位", "机构"))
    of_course = _INSTITUTION.search(name) and not _ORDERED.match(rest)
    return not (_LEVEL.match(rest) or names_more or of_course)


def _relative(text: str, name: int, rest: str) -> bool:
    """Say whether the verb only tells a noun apart (由省级认定的企业); 经市科技局备案同意的， asks for the act."""
    if text[name - 1] == "经" and _TELLS_APART.match(rest):
        return True
    match = _RELATIVE.match(rest)
    return match is not None and not (text[name - 1] == "经" and _AFTER_STOP.match(rest, match.end()))


def _duty(text: str, start: int, told: int, names: Sequence[Name], rule: str) -> Duty:
    end = _end_of_first_thing(text, told, rule)
    clause = text[told:end]
    role: Role = "responsible"
    if _LEADS.search(clause[:10]):
        role = "lead"
    elif _HELPS.match(clause):
        role = "support"
    told_to: list[tuple[Name, Role]] = [(_without_seat(name), role) for name in names]
    if (met := _WITH.search(text, told, end)) and met.start() - told < 12:
        told_to += [(name, "support") for name in helpers(text, met.end(), end)]
    tail = "部门" if _TAILED.match(text, told_to[-1][0].end) or _TAILED.match(text, names[-1].end) else ""
    return Duty(start, end, told, rule, tuple(told_to), tail)


def _without_seat(name: Name) -> Name:
    """Return the name without the bracket that tells where the office sits: 领导小组办公室（设在市水务局）."""
    seat = _SEAT.search(name.text)
    return Name(name.start, name.start + seat.start(), name.text[: seat.start()]) if seat else name


def _end_of_first_thing(text: str, told: int, rule: str) -> int:
    """Return the ，；。 after the first thing told; 按照…, 结合… and the like are no thing yet."""
    at = told
    while match := _AFTER_STOP.search(text, at):
        told_here = text[at : match.start()]
        if (
            match[0] != "，"
            or _OTHERS_HELP.match(text, match.end())
            or not (
                _HOLLOW.match(told_here) or ((rule == "text" or told_here == "牵头") and _FIRST_THEN.search(told_here))
            )
        ):
            return match.start()
        at = match.end()
    return len(text.rstrip())


def _others(text: str) -> Iterator[Duty]:
    """Yield bodies founded and told their work at once, helpers without a subject, and classes told all tasks."""
    if "成立" in text or "组建" in text or "建立" in text or "设立" in text:
        for match in _FOUND.finditer(text):
            name = Name(match.start("name"), match.end("name"), match["name"])
            told = match.start("more") + 1
            end = _AFTER_STOP.search(text, match.end())
            stop = end.start() if end else len(text)
            if is_sure(name.text):
                yield Duty(match.start(), stop, told, "found", ((name, "responsible"),))
    for match in _SEATED.finditer(text) if "设在" in text or "设于" in text else ():
        if any(found.start() <= match.start() < found.end() for found in _FOUND.finditer(text)):
            continue
        name = Name(match.start("name"), match.end("name"), match["name"])
        stop = _end_of_first_thing(text, match.end(), "text")
        yield Duty(match.start(), stop, match.end(), "found", ((name, "responsible"),))
    for match in _PORTFOLIO.finditer(text) if "：" in text or ":" in text else ():
        if names := agencies(match["name"], match.start("name"), NOBODY):
            yield _duty(text, match.start("name"), match.end(), names, "text")
    for match in _ALONE.finditer(text) if "同" in text or "联合" in text else ():
        end = _AFTER_STOP.search(text, match.end())
        stop = end.start() if end else len(text)
        if names := helpers(text, match.end(), stop):
            yield Duty(match.start("part"), stop, names[-1].end, "with", tuple((name, "support") for name in names))
    for match in _ALL.finditer(text) if "均" in text or "全部" in text else ():
        names = agencies(match["name"], match.start("name"), NOBODY)
        if names:
            helping = _HELPING.search(text, match.end("name"), match.end())
            role: Role = "support" if helping else "responsible"
            yield Duty(match.start(), match.end(), match.end("name"), "all", tuple((name, role) for name in names))


def full_width(text: str) -> str:
    """Return the text with half-width commas and semicolons made full width, except in numbers; lengths stay."""
    if "," in text or ";" in text:
        return _HALF.sub(lambda match: "，" if match[0] == "," else "；", text)
    return text
