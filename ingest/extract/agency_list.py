"""Lists of agencies: where a name ends, which words are an agency, and the prefix that a list leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.rules import load

__all__ = ["PLACE_ALONE", "Name", "is_agency", "is_outside", "is_sure", "restore", "split"]

_AGENCY = load("agency_list")
_GROUP = _AGENCY["group"].regex
_OWN = _AGENCY["own-prefix"].regex
_FULL = _AGENCY["full"].regex
_SURE = _AGENCY.pattern("(?:%{sure}|%{named})(?:%{bracket})?$")
_SHORT = _AGENCY.pattern("(?:%{short})(?:%{bracket})?$")
_COMMON = _AGENCY.pattern("%{common}(?:%{bracket})?$")
_OUTSIDE = _AGENCY.pattern("%{outside}(?:%{bracket})?$")
_FUNCTION = _AGENCY.pattern(
    "(?:各级|各?[省市县区]级|同级|本级|属地|各地|地方|当地|有关|相关|[省市县区])?(?:%{function})$"
)
_COMPOUND = _AGENCY.pattern("%{compound}")
_PARTY = _AGENCY.pattern("%{party}$")
_PROVINCE = _AGENCY.pattern("^(?P<own>%{province})(?:省|市|自治区)?(?=.{2})")
_PLACE = re.compile(
    r"^(?P<own>[^、各省市县]{2,6}?(?:省|市(?!场监)|自治区|自治州|地区|盟|县|区|旗))(?=.{2})(?!政府|人民政府|管委会|党委)"
)
_SHARED_HEAD = re.compile(
    r"^(?P<head>(?:全[省市县区]|地方|省|市|县|区)?各级|各?[省市县区]级|[同本]级|国家级|基层|县级以上(?:地方)?|地方)"
)
_EACH = re.compile(r"^各(?:乡镇|乡|镇|县|区|市|街道|村)")  # 各乡镇人民政府、街道办事处: 各 holds for both
_EACH_OWN = re.compile(r"^(?:街道|乡镇|乡|镇|村|社区|县(?!级)|区)[^、]{0,6}(?:政府|办事处|委会|街道办)?$")
_PART_OF = re.compile(r"其(?:常委会|常务委员会|办公室|办公厅|派出机构|派出机关|所属单位)$")
_GOVERNED = re.compile(r"(?P<tail>人民政府|政府)$")
PLACE_ALONE = re.compile(
    r"^(?!.*(?:高新|开发|经开|新|园|示范|度假|保税|管理|功能|集聚|合作)区$)[一-龥]{1,6}(?:县|市|区|旗)$"
)
_SHARED_TAIL = re.compile(r"(?P<tail>行政主管部门|主管部门|监管部门|行政部门|部门|机关|机构|办公室)$")
_OPEN, _CLOSE = "（(〔[［【", "）)〕]］】"
_NOBODY_FIRST = re.compile(r"(?:各地区?|各行业)(?=各)")  # 各地区各有关部门: only the second names a body
_MARKS = "、，,；;\t\n 　/／"
_CONJUNCTIONS = ("以及", "或者", "和", "与", "及", "或")
_TRIM = "。.；;，,、：: \t\n　"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a list: the words `start … end` of the text that was split."""

    start: int
    end: int
    text: str


def split(text: str, offset: int = 0) -> Iterator[Name]:
    """Yield the members of a list, in order, with their place in `text` moved on by `offset`.

    Splits at 、，； and spaces, and at 和 与 及 only after something that is an agency by itself, so that
    工业和信息化局 stays whole; classes such as 各省、自治区、直辖市人民政府 stay one member. What a member is, is not
    judged here.

    >>> [name.text for name in split("各县（市、区）、省发展改革委和工业和信息化厅，各级法院及检察院")]
    ['各县（市、区）', '省发展改革委', '工业和信息化厅', '各级法院', '检察院']
    """
    at, start, depth, end = 0, 0, 0, len(text)
    whole = {place for match in _COMPOUND.finditer(text) for place in range(*match.span())}
    while at < end:
        char = text[at]
        if at == start and char in "各全省市县区乡镇街设自所有相" and (group := _GROUP.match(text[at:])):
            at += group.end()
            continue
        step = 0
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0:
            if char in _MARKS:
                step = 1
            elif char in "以和与及或" and at > start and at not in whole:
                step = next((len(word) for word in _CONJUNCTIONS if text.startswith(word, at)), 0)
                if step and not _ends_a_name(text[start:at]):
                    step = 0
        if step:
            yield from _name(text, start, at, offset)
            at += step
            start = at
            continue
        at += 1
    yield from _name(text, start, end, offset)


def _name(text: str, start: int, end: int, offset: int) -> Iterator[Name]:
    while start < end and text[start] in _TRIM:
        start += 1
    if match := _NOBODY_FIRST.match(text, start, end):
        start = match.end()
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    if start < end:
        yield Name(start + offset, end + offset, text[start:end])


@cache
def _ends_a_name(text: str) -> bool:
    return is_agency(text) or bool(_FUNCTION.match(text)) or bool(_GROUP.match(text)) or bool(_OUTSIDE.search(text))


def is_sure(text: str) -> bool:
    """Say whether the end of `text` alone shows a public body.

    >>> [is_sure(text) for text in ("碳达峰工作领导小组", "县级以上人民政府", "市经信局", "全局")]
    [True, True, False, False]
    """
    return bool(_SURE.search(text)) and not _OUTSIDE.search(text)


def is_outside(text: str) -> bool:
    """Say whether `text` names a firm, an association, a person or a place without a named body.

    >>> [is_outside(text) for text in ("某某供电公司", "各地", "市教育局")]
    [True, True, False]
    """
    return bool(_OUTSIDE.search(text))


def is_agency(text: str) -> bool:
    """Say whether `text`, taken from where agencies stand, names one; firms, associations and persons are none.

    >>> [is_agency(text) for text in ("市经信局", "各县（市）", "某某集团", "格局", "人行武汉分行", "市行业协会")]
    [True, True, False, False, True, False]
    """
    if len(text) < 2 or _OUTSIDE.search(text):
        return False
    if _SURE.search(text):
        return True
    if _SHORT.search(text):
        return not _COMMON.search(text)
    return bool(_GROUP.match(text))


def restore(names: Sequence[str], places: Iterable[str] = (), tail: str = "") -> list[str]:
    """Return each name of a list with the beginning or the end that the list leaves out.

    `places` are region names without 省/市; `tail` is what 等部门 after the list gives to names of bare functions.

    >>> restore(["省发展改革委", "水利厅", "人行武汉分行", "湖北银保监局", "证监局"])
    ['省发展改革委', '省水利厅', '人行武汉分行', '湖北银保监局', '湖北证监局']
    >>> restore(["省委宣传部", "网信办", "教育厅"]), restore(["各级发展改革", "财政部门"])
    (['省委宣传部', '省委网信办', '省教育厅'], ['各级发展改革部门', '各级财政部门'])
    >>> restore(["各乡镇人民政府", "街道办事处"]), restore(["民政", "公安"], tail="部门")
    (['各乡镇人民政府', '各街道办事处'], ['民政部门', '公安部门'])
    """
    stems = tuple(place for place in places if len(place) > 1)
    restored: list[str] = []
    front, each = _Front(), False
    for name, end in zip(names, _tails(names, tail), strict=True):
        if name.startswith("其") and restored and _PART_OF.match(name):
            restored.append(restored[-1] + name[1:])  # 各级人大及其常委会
            continue
        name = name.removeprefix("其")
        if each and _EACH_OWN.match(name):
            restored.append("各" + name + end)
            continue
        each = bool(_EACH.match(name))
        if handed := _handed_on(name, stems, front):
            front = handed
            restored.append(name + end)
        else:
            restored.append(front.before(name, end))
    return restored


@dataclass(frozen=True, slots=True)
class _Front:
    """What the names of a list so far hand on to the next: 省; 省委, for party organs; 各级, for all that follow."""

    prefix: str = ""
    party: str = ""
    head: str = ""

    def before(self, name: str, end: str) -> str:
        if self.head:
            return self.head + name + end
        if self.party and _PARTY.search(name):
            return self.party + name + end
        if self.prefix == "国家":
            return self.prefix + name if name.endswith("局") and not name.endswith("总局") else name + end
        return self.prefix + name + end


def _handed_on(name: str, stems: tuple[str, ...], front: _Front) -> _Front | None:
    """Return what a name that is full in itself hands on, None for one that lacks its beginning."""
    if own := _own(name, stems):
        committee = name.startswith(own + "委") and not name.startswith(own + "委员")
        return _Front(own, own + "委" if committee else "")
    if shared := _SHARED_HEAD.match(name):
        return _Front(head=shared["head"])
    if _FULL.match(name):
        national = name.startswith("国家") and not name.endswith("部门")
        return replace(front, prefix="国家") if national else front
    return None


def _own(name: str, stems: tuple[str, ...]) -> str:
    """Return the prefix that `name` itself opens with and hands on: 省, 市, 河南, 苍陵市, or ''."""
    if match := _OWN.match(name):
        return match["own"]
    if match := _PROVINCE.match(name):
        return match[0] if name.startswith(match[0]) and not _FULL.match(name) else ""
    for stem in stems:
        if name.startswith(stem) and len(name) > len(stem) + 1:
            return "" if _FULL.match(name) else stem + (name[len(stem)] if name[len(stem)] in "省市州县区" else "")
    if _FULL.match(name):
        return ""
    match = _PLACE.match(name)
    return match["own"] if match and not _FUNCTION.match(match["own"]) and not match["own"].endswith("地区") else ""


def _tails(names: Sequence[str], shared: str) -> list[str]:
    """Return what each name lacks at its end because the last of the list has it for all: 发展改革、财政部门."""
    tails = [""] * len(names)
    for at in range(len(names) - 1, -1, -1):
        if (governed := _GOVERNED.search(names[at])) and PLACE_ALONE.match(names[at][: governed.start()]):
            shared = governed["tail"]  # 云溪县、石坪县人民政府
        elif shared in ("人民政府", "政府") and PLACE_ALONE.match(names[at]):
            tails[at] = shared
        elif match := _SHARED_TAIL.search(names[at]):
            shared = match["tail"] if _FUNCTION.match(names[at][: match.start()]) else ""
        elif shared and _FUNCTION.match(names[at]):
            tails[at] = "" if is_sure(names[at]) else shared
        else:
            shared = ""
    return tails
