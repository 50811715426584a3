"""What a duty is about: the first words of its sentence that say something to do, role words and dates alone aside."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterator
from itertools import islice

from ingest.extract.agency_list import is_agency, split
from ingest.extract.subject import helpers
from ingest.rules import load

__all__ = ["LONGEST", "told_after", "told_before"]

LONGEST = 60  # characters of a task told in words

_RULES = load("responsibility")
_MODAL = re.compile(
    r"(?:要(?![素求点件])|应当|应该|应(?![用急对])|须(?!知)|必须|需要|需(?!求)|负责|并(?=[要应须会配牵])|也要|都要|均需?)"
)
_ROLE = r"(?:总?牵头(?:负责|抓总)?|主办|配合|协助|协同|协办|参与|共同负责|负责)"
# 牵头、市公安局配合，… · 参与、…: roles of others that go on from one's own.
_MY_ROLE = re.compile(rf"{_ROLE}(?:、[^，。；]{{2,40}}?{_ROLE})*")
_THEIR_ROLE = re.compile(
    rf"(?:并?由|其中)?(?P<names>[^，。；]{{2,60}}?)(?:等[^，。；、]{{0,6}}?(?:部门|单位)?)?"
    rf"(?:按照?职责(?:分工)?|共同|密切|积极|做好)*{_ROLE}"
)
_WITH = re.compile(r"(?:会同|商同|联合(?![会体国检执惩办开]))")
_ANYBODY = re.compile(
    r"(?:[^，。；]{0,24}?等)?(?:各|有关|相关|行业|业务|主管|同级|成员|监管){1,4}(?:职能)?(?:部门|单位|方面)(?:和单位)?"
)
_ETC = re.compile(r"等[^，。；、]{0,6}?(?:部门|单位)?(?=[^，。；、])")
_TIME = load("responsibility")["time-first"].regex
_SAYS_NOTHING = re.compile(
    r"(?:全部|全面|基本|如期|按时|按期|按要求|具体)*(?:完成|落实|到位|实施|执行|见效|推进|办理|实现)?"
)
_HOLLOW = _RULES.pattern("^(?:%{adverb}*)%{hollow}")
_LEADS_ON = re.compile(
    r"^.{2,16}(?:后|时|之日起)$|^(?:在|以|通过|从).{1,30}(?:下|上|中|方式|前提|原则|基础上)$|^(?:自|在|于).{1,30}内$|^[^，]{0,20}办公室设[在于]"
)
_PART = re.compile(r"(?:[^，；。！？\n（(]|[（(][^（）()\n]*[）)]|[（(])+")
_LABEL = re.compile(
    r"[\s　]*(?:第[一二三四五六七八九十百\d]+条|\d+(?:\.\d+)+|[一二三四五六七八九十\d]+[、.．]|"
    r"[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六]是)[\s　]*"
)


_FAR = 40  # commas between an agency and its task, at most


def told_after(text: str, told: int, others: Collection[int] = ()) -> tuple[str, int]:
    """Return the task told from `told` on in its sentence up to ；, with where its words end; ("", told) if none is.

    `others` holds where other agencies stand that are told something: what is theirs alone is no task here.

    >>> told_after("市教育局牵头，市财政局配合，2025年底前建成平台。", 4)[0]
    '2025年底前建成平台'
    >>> told_after("市商务局会同市医保局、市财政局，制定办法。", 4)[0], told_after("市教育局参与，2025年底前完成", 4)[0]
    ('制定办法', '')
    """
    spare = ("", told)
    for start, end in islice(_parts(text, told), _FAR):
        if start > told and (theirs := _theirs(text, start, end)):
            if _says(text[theirs:end]):
                break
            continue
        at = _past_roles(text, start, end)
        if any(at <= other < end for other in others if other > told):
            break
        words = text[at:end].strip()
        if not _says(words):
            continue
        if not (_HOLLOW.match(words) or _LEADS_ON.match(words)):
            return words[:LONGEST], end
        spare = spare if spare[0] else (words[:LONGEST], end)
    return spare


def told_before(text: str, start: int, subject: int) -> str:
    """Return the words that stand in the sentence from `start` before the agency at `subject`, "" if they say nothing.

    >>> told_before("老旧校舍改造由市教育局负责", 0, 7), told_before("整修泵站，由市水务局牵头", 0, 6)
    ('老旧校舍改造', '整修泵站')
    """
    found = ""
    for first, end in deque(_parts(text[:subject], start, stops="。！？\n"), _FAR):
        label = _LABEL.match(text, first, end)
        words = re.sub(r"(?:并?由|经|请|责成|其中)$", "", text[label.end() if label else first : end]).strip()
        if len(words) > 1 and _says(words) and not _LEADS_ON.match(words) and not _theirs(text, first, end):
            found = words[:LONGEST]
    return found


def _parts(text: str, start: int, stops: str = "；。！？\n") -> Iterator[tuple[int, int]]:
    """Yield what stands between commas, brackets kept whole, up to one of `stops`."""
    for match in _PART.finditer(text, start):
        if any(mark in stops for mark in text[max(start, match.start() - 1) : match.start()]):
            return
        yield match.span()


def _past_roles(text: str, start: int, end: int) -> int:
    """Return where a part's own words begin, behind 要, 牵头, 会同某局."""
    at = etc.end() if (etc := _ETC.match(text, start, end)) else start
    while at < end:
        if match := _MODAL.match(text, at, end) or _MY_ROLE.match(text, at, end):
            at = match.end()
        elif match := _WITH.match(text, at, end):
            at = _past_helpers(text, match.end(), end)
        else:
            break
    return at


def _past_helpers(text: str, start: int, end: int) -> int:
    if anybody := _ANYBODY.match(text, start, end):
        return anybody.end()
    names = helpers(text, start, end)
    if not names:
        return start
    etc = _ETC.match(text, names[-1].end, end)
    return etc.end() if etc else names[-1].end


def _theirs(text: str, start: int, end: int) -> int:
    """Return where the role words end of other agencies that open the part, 0 where none do."""
    match = _THEIR_ROLE.match(text, start, end)
    names = list(split(match["names"])) if match else []
    return match.end() if match and names and is_agency(names[-1].text) else 0


def _says(words: str) -> bool:
    time = _TIME.match(words)
    return len(words) > 1 and not _SAYS_NOTHING.fullmatch(words, time.end() if time else 0)
