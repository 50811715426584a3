"""Who a part of a sentence speaks of: where the part begins, and the agencies that are its subject or that help."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.agency_list import PLACE_ALONE, Name, is_agency, is_outside, is_sure, split
from ingest.rules import load

__all__ = ["ENDS", "NOBODY", "Known", "agencies", "ends_here", "helpers", "part_start", "said", "subject"]

_RULES = load("responsibility")
_AGENCY = load("agency_list")
_NAMES = frozenset(word for kind in ("sure", "named", "short", "outside") for word in _AGENCY.words[kind])
_LENGTHS = tuple(sorted({len(word) for word in _NAMES}, reverse=True))
_PLACES = _AGENCY.pattern(
    "(?:(?:各|有关|相关|级)(?:%{place}(?:%{bracket})?、)*%{place}|集聚区|开发区|高新区|园区|管理区|功能区|新区|示范区)$"
)
ENDS = "".join(sorted({word[-1] for word in _NAMES} | set("省市州盟县区旗乡镇道村业份")))  # what a name ends in
# What may stand between a name and the verb (等部门), and the words that tell it something.
_OFFICE = _RULES.pattern("%{office}").pattern
_TOLD = _RULES["duty"].regex.pattern
_SHORT_NAME = "（以下[简统]称[^（）]{2,24}）"
_SAID = re.compile(
    f"(?:{_SHORT_NAME})?(?P<etc>等[^，。；：、\\n]{{0,8}}?(?:部门|单位|机构)?)?(?!{_OFFICE})(?P<told>{_TOLD})"
)
_BY = _RULES["by"].regex
_LEAD_IN = _RULES["lead-in"].regex
_HEAD = _RULES["head"].regex
_UNSPECIFIC = _RULES["unspecific"].regex
_VERB = _AGENCY.pattern("^%{no_name}")
_OFFICE_OF = _AGENCY.pattern("^(?:%{function})")  # 工业和信息化部: opens with what it is for
_FUNCTION = _AGENCY.pattern("(?:各级|各?[省市县区]级|同级|本级|属地|当地)?(?:%{function})$")
_COMMON = _AGENCY.pattern("%{common}$")
_INNER = load("target")["inner"].regex
_ETC = re.compile(r"等[^，。；：、]{0,8}?(?P<tail>部门|单位|机构)?$")
_DUTY_BOUND = re.compile(
    r"(?:[^，。；的]{1,6}级(?:以上)?(?:地方)?(?:人民政府)?)?(?:负有|承担|履行|具有|行使)[^，。]{2,24}的(?:部门|机关|机构)$"
)
_AREA = re.compile(
    r"(?:各|省级|市级|国家级|有关|相关).{0,8}(?:集聚区|开发区|高新区|园区|管理区|功能区|新区)(?:（[^（）]*）)?$"
)
_NO_BODY = frozenset(
    ("各有关单位", "有关单位", "相关单位", "各单位", "各相关单位", "党中央", "部门", "政府部门", "机关")
)
_CONDITION = re.compile(r"(?:未|须|应当|不|尚未|已|凡|需)$")
_GOES_ON = frozenset("、和与及（(级门部")
_LABEL = re.compile(
    r"[\s　]*(?:第[\s〇零一二三四五六七八九十百\d]+[章节条](?:[\s　]*【[^】\n]{2,20}】)?|"
    r"[一二三四五六七八九十]+[、.．]|"
    r"[（(][一二三四五六七八九十\d]+[）)]|\d+(?:[.．]\d+)*(?:[.．、]|(?=[\s　]))|[①-⑳]|[—–-]{1,2})[\s　]*"
)
_WINDOW = 90  # characters before the verb within which the list of agencies begins
_LONGEST = 34  # characters of a name


@dataclass(frozen=True, slots=True)
class Known:
    """Regions whose offices the document names, and the spans that the gazetteer knows as agencies."""

    places: tuple[str, ...] = ()
    spans: frozenset[tuple[int, int]] = frozenset()


NOBODY = Known()


def said(text: str, at: int) -> re.Match[str] | None:
    """Return the words from `at` on that tell the agency before them something, 等部门 before them included.

    >>> said("市教育局等部门要加强检查", 4)["told"], said("省委组织部牵头", 2)
    ('要', None)
    """
    return _SAID.match(text, at)


def ends_here(text: str, end: int) -> bool:
    """Say whether a name can end at `end`, a bracket after it included.

    >>> ends_here("市教育局要", 4), ends_here("各县（市、区）要", 7), ends_here("到2025年要", 6)
    (True, True, False)
    """
    if text[end - 1] in "）)〕":
        end = max(text.rfind(bracket, max(0, end - 16), end) for bracket in "（(〔")
        if end > 0 and text[end - 1] in "县市区镇乡道":
            return True
    return any(text[end - length : end] in _NAMES for length in _LENGTHS if length <= end) or bool(
        _PLACES.search(text, max(0, end - 24), end)
    )


def part_start(text: str, at: int) -> int:
    """Return where the part of the sentence begins that holds `at`: after the last ，；。, after a label.

    >>> part_start("（一）加强领导。同时，市教育局要", 14)
    11
    """
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


def subject(text: str, start: int, end: int, covered: int, known: Known) -> tuple[list[Name], str] | None:
    """Return the agencies that stand before the verb, and whether they open the part or follow 由.

    >>> names, rule = subject("解释由市教育局和财政局负责", 0, 11, 0, NOBODY)
    >>> [name.text for name in names], rule
    (['市教育局', '财政局'], 'by')
    """
    begin, rule = start, "text"
    for match in _BY.finditer(text, max(start, covered), end):
        candidate = text[match.end() : end]
        if not _VERB.match(candidate) and agencies(candidate, match.end(), known):
            if _CONDITION.search(text[start : match.start()]) and match[0] == "经":
                return None
            begin, rule = match.end(), "by"
    if rule == "text" and (lead := _LEAD_IN.match(text[start:end])) and lead.end() < end - start:
        begin = start + lead.end()
    candidate = text[begin:end]
    if not candidate or _VERB.match(candidate):
        return None
    if "的" in candidate.replace("设区的", ""):
        return ([Name(begin, end, candidate)], rule) if _DUTY_BOUND.match(candidate) else None
    names = agencies(candidate, begin, known)
    return (names, rule) if names else None


def helpers(text: str, start: int, end: int) -> list[Name]:
    """Return the agencies after 会同: up to the name that a verb follows, else the first that no list goes on from.

    >>> [name.text for name in helpers("会同省财政厅、省水利厅等部门制定", 2, 16)]
    ['省财政厅', '省水利厅']
    """
    found: list[Name] = []
    for stop in range(start + 2, min(end, start + _WINDOW) + 1):
        if text.count("（", start, stop) > text.count("）", start, stop):
            continue
        if text[stop - 1] not in ENDS or text[stop : stop + 1] in _GOES_ON or not ends_here(text, stop):
            continue
        if _INNER.search(text, start, stop):
            break
        etc = _ETC.search(text[start:stop])
        close = start + etc.start() if etc else stop  # 会同公安、交通运输等有关部门
        listed = list(split(text[start:close], start))
        shared = listed and (listed[-1].text.endswith(("部门", "机关", "机构")) or bool(etc and etc["tail"]))
        names = [name for name in listed if is_agency(name.text) or (shared and _FUNCTION.match(name.text))]
        if not names or names[-1].end != close:
            continue
        follows = stop == end or text[stop] == "等" or said(text, stop)
        if follows or not found:
            found = names
        if follows:
            break
    return [name for name in found if not _UNSPECIFIC.match(name.text)]


def agencies(candidate: str, offset: int, known: Known) -> list[Name]:
    """Return the agencies of a list, [] where its last member is none.

    >>> [name.text for name in agencies("各级发展改革、财政部门", 0, NOBODY)]
    ['各级发展改革', '财政部门']
    """
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
    if kept and kept[-1] is names[-1] and kept[-1].text.endswith("政府"):  # 云溪县、石坪县人民政府
        kept = [name for name in names if name in kept or PLACE_ALONE.match(name.text)]
    dropped = bool(names) and (is_outside(names[-1].text) or names[-1].text in _NO_BODY)
    last = bool(kept) and (kept[-1] is names[-1] or (dropped and len(kept) + 1 == len(names)))
    return kept if last else []


def _stands(name: Name, known: Known) -> bool:
    text = name.text
    if len(text) > _LONGEST or is_outside(text) or not (is_agency(text) or _AREA.match(text)):
        return False
    if _COMMON.search(text) and not is_sure(text):  # 联席会议 is a body, 会议 is none
        return False
    if text in _NO_BODY:
        return False
    return (
        bool(_HEAD.match(text) or _OFFICE_OF.match(text))
        or is_sure(text)
        or text.startswith(known.places)
        or (name.start, name.end) in known.spans
    )


def _stands_alone(text: str, low: int, close: int) -> bool:
    """Say whether the bracket that ends at `close` follows a full stop: an assignment, no part of a name."""
    opening = max(text.rfind(bracket, low, close) for bracket in "（(〔")
    return opening > 0 and text[opening - 1] in "。；\n"
