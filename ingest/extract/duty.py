"""Duties told in running text: 省发展改革委要会同行业主管部门建立机制, 由主管部门复核, 各县（市）参照制定政策."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.extract.agency_list import Name, is_agency, is_outside, is_sure, split
from ingest.extract.assignment import Role
from ingest.record import Mark
from ingest.rules import load

__all__ = ["ENDS", "Duty", "duties"]

_RULES = load("responsibility")
_AGENCY = load("agency_list")
_TOLD = _RULES["duty"].regex.pattern
_OFFICE = _RULES.pattern("%{office}").pattern
_NAMES = frozenset(word for kind in ("sure", "named", "short", "outside") for word in _AGENCY.words[kind])
_LENGTHS = tuple(sorted({len(word) for word in _NAMES}, reverse=True))
_PLACES = _AGENCY.pattern(
    "(?:(?:各|有关|相关|级)(?:%{place}(?:%{bracket})?、)*%{place}|集聚区|开发区|高新区|园区|管理区|功能区|新区|示范区)$"
)
# What may stand between a name and the verb (等部门), and the words that tell it something.
_SAID = re.compile(f"(?P<etc>等[^，。；：、\n]{{0,8}}?(?:部门|单位|机构)?)?(?!{_OFFICE})(?P<told>{_TOLD})")
_OPENS = "".join(sorted({word[0] for word in _RULES.words["bare"]} | set(_RULES.define["opens"]) | {"等"}))
ENDS = "".join(sorted({word[-1] for word in _NAMES} | set("省市州盟县区旗乡镇道村业")))
_MEETING = re.compile(
    f"[{ENDS}）)〕](?=[{_OPENS}])"
)  # where a name can end and a verb begin: cheap, tried at every character
_MODAL = _RULES.pattern("%{modal}")
_BY = _RULES["by"].regex
_WITH = _RULES["with"].regex
_LEAD_IN = _RULES["lead-in"].regex
_HEAD = _RULES["head"].regex
_FOUND = _RULES["found"].regex
_ALL = _RULES["all-tasks"].regex
_UNSPECIFIC = _RULES["unspecific"].regex
_HOLLOW = _RULES.pattern("^(?:%{adverb}*%{modal}?)*(?:%{adverb})*%{hollow}")
_VERB = _AGENCY.pattern("^%{no_name}")
_OFFICE_OF = _AGENCY.pattern("^(?:%{function})")  # 工业和信息化部: opens with what it is for
_INNER = re.compile(r"[《》“”\d]|(?:前|并|须|应)报|后报|审后|会同|应当|牵头|负责|配合|不得|必须")
_FUNCTION = _AGENCY.pattern("(?:各级|市级|省级|县级|区级)?(?:%{function})$")
_ETC = re.compile(r"等[^，。；：、]{0,8}?(?P<tail>部门|单位|机构)?$")
_COMMON = _AGENCY.pattern("%{common}$")
# 受理后，应于… · 在…基础上，… · 牵头，… : what is told comes next.
_FIRST_THEN = re.compile(
    r"^.{2,16}(?:后|时|之日起)$|(?:在|以|通过|从).{1,30}(?:下|上|中|方式|前提|原则|为[^，]{1,14})$|^(?:总?牵头|参与|协同)(?:、[^，]{2,30}(?:配合|参与|协同|负责))?$"
)
_LABEL = re.compile(
    r"[\s　]*(?:第[\s〇零一二三四五六七八九十百\d]+[章节条]|[一二三四五六七八九十]+[、.．]|"
    r"[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]|[①-⑳]|[—–-]{1,2})[\s　]*"
)
_OFFICE_AHEAD = re.compile(_OFFICE)
_GOES_ON = frozenset("、和与及（(级门部")
_BARE_NOUNS = frozenset(("政府", "党委", "机构", "学校", "机关"))
_AFTER_STOP = re.compile(r"[，；。！？\n]")
_PAST = re.compile(r"^(?:[^，。；]{0,12}了|(?:联合)?(?:印发|发布|出台|公布|制定|审议)(?:了|《))")
_RELATIVE = re.compile(
    r"^(?:依法|统一|共同|联合)?(?:批准|认定|制定|组织|实施|确定|公布|发布|设立|审批|审核|核定|备案|出具|印发|负责|监督|管理|指定|登记|核发|作出|提供|开展|推荐|评定|公示|"
    r"收取|建设|承担|主管|发放|举办|主办|规定|确认|许可|给予|下达|安排|拨付|建立|编制|核准|同意|评审|验收|评估|检查|处理|处罚){1,2}(?:过|后)?的"
)
_LEADS = re.compile(r"牵头|总负责|抓总|主导推进")
_HELPS = re.compile(
    r"^(?:要|应当|应|须|必须|做好|积极|按照?职责(?:分工)?|密切|主动|共同|依法|予以|给予|负责)*(?:配合|协助|参与|协同|协办|支持配合)"
)
_CONDITION = re.compile(r"(?:未|须|应当|不|尚未|已|凡|需)$")
_ALONE = re.compile(r"[，；]\s*(?P<part>(?:并|要|应当|应|再)?(?:会同|商))(?!有关部门|相关部门|议)")
_SECOND = re.compile(r"(?:牵头|负责|主办|配合|协办|参与)(?:负责)?[、,]")
_WINDOW = 90  # characters before the verb within which the list of agencies begins


@dataclass(frozen=True, slots=True)
class Duty:
    """Agencies told one thing, the quote `start … end` and where the words that tell it begin."""

    start: int
    end: int
    told: int
    rule: str
    agencies: tuple[tuple[Name, Role], ...]
    tail: str = ""  # 部门, where a list of functions ends with 等部门


@dataclass(frozen=True, slots=True)
class _Known:
    """Regions whose offices the document names, and the spans that the gazetteer knows as agencies."""

    places: tuple[str, ...] = ()
    spans: frozenset[tuple[int, int]] = frozenset()


_NOBODY = _Known()


def duties(text: str, marks: Sequence[Mark] = (), bare: bool = True, places: Sequence[str] = ()) -> Iterator[Duty]:
    """Yield what a text tells agencies to do, in order; `bare` also reads verbs without 要 or 应 as orders.

    Firms, associations, regions, addressees and bodies that are only guided or reported to are told nothing.

    >>> [[(name.text, role) for name, role in duty.agencies] for duty in duties("省教育厅要会同省财政厅制定办法。")]
    [[('省教育厅', 'responsible'), ('省财政厅', 'support')]]
    >>> list(duties("支持企业创建绿色工厂，与财政部门沟通。"))
    []
    """
    known = _Known(tuple(places), frozenset((mark.start, mark.end) for mark in marks if mark.kind == "agency"))
    part_of_last, covered = -1, 0
    for meeting in _MEETING.finditer(text):
        match = _SAID.match(text, meeting.end())
        if match is None or not _ends_here(text, meeting.end()):
            continue
        told = match.start("told")
        etc = match.end("etc") if match["etc"] else meeting.end()
        start = _part_start(text, meeting.end())
        if start == part_of_last and (second := _SECOND.match(text, covered, told)):
            start = second.end()  # A牵头、B配合
        elif start == part_of_last and not _BY.search(text, covered, told):
            continue
        found = _subject(text, start, etc, covered, known)
        if found is None:
            continue
        names, rule = found
        modal = bool(_MODAL.match(match["told"]) or _MODAL.search(match["told"]))
        if not modal and not (rule == "by" or bare):
            continue
        rest = text[told : told + 40]
        if not modal and (_PAST.match(rest) or _RELATIVE.match(rest)):
            continue
        if rule == "by" and (_RELATIVE.match(rest) or re.match(r"组成|构成", rest)):
            continue
        if not modal and names[0].text in _BARE_NOUNS:
            continue
        part_of_last, covered = start, told
        yield _duty(text, start, told, names, rule)
    yield from _others(text)


def _duty(text: str, start: int, told: int, names: Sequence[Name], rule: str) -> Duty:
    end = _end_of_first_thing(text, told, rule)
    clause = text[told:end]
    role: Role = "responsible"
    if _LEADS.search(clause[:10]):
        role = "lead"
    elif _HELPS.match(clause):
        role = "support"
    agencies: list[tuple[Name, Role]] = [(name, role) for name in names]
    if (met := _WITH.search(text, told, end)) and met.start() - told < 12:
        agencies += [(name, "support") for name in _joined(text, met.end(), end)]
    tail = "部门" if text.startswith("部门", told - 2) and "等" in text[names[-1].end : told] else ""
    return Duty(start, end, told, rule, tuple(agencies), tail)


def _ends_here(text: str, end: int) -> bool:
    """Say whether a name can end at `end`, a bracket after it included."""
    if text[end - 1] in "）)〕":
        end = max(text.rfind(bracket, max(0, end - 16), end) for bracket in "（(〔")
        if end > 0 and text[end - 1] in "县市区镇乡道":
            return True
    return any(text[end - length : end] in _NAMES for length in _LENGTHS if length <= end) or bool(
        _PLACES.search(text, max(0, end - 24), end)
    )


def _part_start(text: str, at: int) -> int:
    """Return where the part of the sentence begins that holds `at`: after the last ，；。, after a label."""
    low = max(0, at - _WINDOW)
    start = low
    depth = 0
    for back in range(at - 1, low - 1, -1):
        char = text[back]
        if char in "）)〕":
            if depth == 0 and back < at - 1 and _stands_alone(text, low, back):
                start = back + 1
                break
            depth += 1
        elif char in "（(〔":
            depth -= 1
            if depth < 0:
                start = back + 1
                break
        elif char in "，；。：:！？\n\t" and depth == 0:
            start = back + 1
            break
    if (start == 0 or text[start - 1] == "\n") and (label := _LABEL.match(text, start)):
        start = label.end()
    while start < at and text[start] in " \t　“”":
        start += 1
    return start


def _stands_alone(text: str, low: int, close: int) -> bool:
    """Say whether the bracket that ends at `close` follows a full stop: an assignment, no part of a name."""
    opening = max(text.rfind(bracket, low, close) for bracket in "（(〔")
    return opening > 0 and text[opening - 1] in "。；\n"


def _subject(text: str, start: int, end: int, covered: int, known: _Known) -> tuple[list[Name], str] | None:
    """Return the agencies that stand before the verb, and whether they open the part or follow 由."""
    begin, rule = start, "text"
    for match in _BY.finditer(text, max(start, covered), end):
        candidate = text[match.end() : end]
        if not _VERB.match(candidate) and _agencies(candidate, match.end(), known):
            if _CONDITION.search(text[start : match.start()]) and match[0] == "经":
                return None
            begin, rule = match.end(), "by"
    if rule == "text" and (lead := _LEAD_IN.match(text[start:end])) and lead.end() < end - start:
        begin = start + lead.end()
    candidate = text[begin:end]
    if not candidate or _VERB.match(candidate):
        return None
    if "的" in candidate.replace("设区的", ""):
        duty_bound = re.match(r"(?:负有|承担|履行|具有|行使)[^，。]{2,24}的(?:部门|机关|机构)$", candidate)
        return ([Name(begin, end, candidate)], rule) if duty_bound else None
    names = _agencies(candidate, begin, known)
    return (names, rule) if names else None


def _agencies(candidate: str, offset: int, known: _Known) -> list[Name]:
    """Return the agencies of a list, [] where its last member is none."""
    if _INNER.search(candidate):
        return []
    etc = _ETC.search(candidate)
    candidate = candidate[: etc.start()] if etc else candidate
    names = [name for name in split(candidate, offset) if not (name.start > offset and _VERB.match(name.text))]
    kept = [name for name in names if _stands(name, known)]
    shared = bool(etc and etc["tail"]) or bool(
        kept and kept[-1] is names[-1] and kept[-1].text.endswith(("部门", "机关", "机构"))
    )
    if shared and len(kept) < len(names):
        kept = [name for name in names if name in kept or _FUNCTION.match(name.text)]
    last = bool(kept) and (kept[-1] is names[-1] or (is_outside(names[-1].text) and len(kept) + 1 == len(names)))
    return kept if last else []


def _stands(name: Name, known: _Known) -> bool:
    text = name.text
    if len(text) > 34 or is_outside(text) or not (is_agency(text) or _area(text)) or _COMMON.search(text):
        return False
    if text in ("各有关单位", "有关单位", "相关单位", "各单位", "各相关单位", "党中央", "部门", "政府部门", "机关"):
        return text in ("部门",)
    return (
        bool(_HEAD.match(text) or _OFFICE_OF.match(text))
        or is_sure(text)
        or text.startswith(known.places)
        or (name.start, name.end) in known.spans
    )


def _area(text: str) -> bool:
    return bool(
        re.match(
            r"(?:各|省级|市级|国家级|有关|相关).{0,8}(?:集聚区|开发区|高新区|园区|管理区|功能区|新区)(?:（[^（）]*）)?$",
            text,
        )
    )


def _joined(text: str, start: int, end: int) -> list[Name]:
    """Return the agencies after 会同: up to the name that a verb follows, else the first that no list goes on from."""
    found: list[Name] = []
    for stop in range(start + 2, min(end, start + _WINDOW) + 1):
        if text[stop - 1] not in ENDS or text[stop : stop + 1] in _GOES_ON or not _ends_here(text, stop):
            continue
        if _INNER.search(text, start, stop):
            break
        listed = list(split(text[start:stop], start))
        shared = listed and listed[-1].text.endswith(("部门", "机关"))
        names = [name for name in listed if is_agency(name.text) or (shared and _FUNCTION.match(name.text))]
        if not names or names[-1].end != stop:
            continue
        follows = stop == end or text[stop] == "等" or _SAID.match(text, stop)
        if follows or not found:
            found = names
        if follows:
            break
    return [name for name in found if not _UNSPECIFIC.match(name.text)]


def _end_of_first_thing(text: str, told: int, rule: str) -> int:
    """Return the ，；。 after the first thing told; 按照…, 结合… and the like are no thing yet."""
    at = told
    while match := _AFTER_STOP.search(text, at):
        told_here = text[at : match.start()]
        if match[0] != "，" or not (_HOLLOW.match(told_here) or (rule == "text" and _FIRST_THEN.search(told_here))):
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
    for match in _ALONE.finditer(text) if "同" in text or "联合" in text else ():
        end = _AFTER_STOP.search(text, match.end())
        stop = end.start() if end else len(text)
        if names := _joined(text, match.end(), stop):
            yield Duty(match.start("part"), stop, names[-1].end, "with", tuple((name, "support") for name in names))
    for match in _ALL.finditer(text) if "均" in text or "全部" in text else ():
        names = _agencies(match["name"], match.start("name"), _NOBODY)
        if names:
            yield Duty(
                match.start(), match.end(), match.end("name"), "all", tuple((name, "responsible") for name in names)
            )
