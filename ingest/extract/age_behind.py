"""How old those may be who are paid, where a sentence behind the offer says so: 申请时年龄，博士不超过40周岁."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ingest.extract.condition import Passage, Tree
from ingest.record import Condition

__all__ = ["ages_behind"]

_WHO: Final = (
    "(?:其中|具有|具备|取得|拥有|新?引进的?|全日制|的)*(?P<who{0}>(?:(?:、|和|及|或者?|以及)?(?:全日制|普通高校)?"
    "(?:博士|硕士|研究生|本科|大专|专科|高职|中专|正高级?|副高级?|高级技师|技师|高级工|中级工|"
    "顶尖人才|领军人才|[A-F]类人才|[A-F]类)"
    "(?:后|研究生|学历|学位|毕业生|职称|专业技术职称|人才|人员|及以上|以上|或以上|生)*)+)(?:的)?(?:人才|人员|毕业生)?"
)
_AGE: Final = "(?:的)?年龄(?:要求|条件|限制|上限|范围)?"
_WHEN: Final = (
    "(?:(?:提出)?(?:申[请报领]|引进|认定|毕业|报名|入职|到岗|签约|购房|落户|招聘|聘用|参保|生育|"
    "就业|首次申[请报领])(?:之?日|当月|当年|当时|补贴|补助)?(?:时|之时)?的?)?"
)
_WHOSE: Final = (
    "(?:(?:上述|以上|前述|该|此|其[他余它])(?:人员|人才|对象|毕业生)|申[请报领](?:人|人员|对象|者)|本人|其|"
    "人才|引进对象|补贴对象)?"
)
_HOW: Final = "(?:一般|原则上|应当?|须|需|必须|均|都|要求|要|在|为|限|是|：|:|，)*"
_NUMBER: Final = (
    "(?:(?P<least{0}>\\d+)(?:周?岁)?(?:（含）)?(?:至|到|—|-|－|"
    "~)+)?(?P<most{0}>\\d+)(?:周?岁)(?:（含[^（）]{{0,4}}）)?(?P<way{0}>及?以[上下内](?:（含[^（）]{{0,4}}）)?)?"
)
_BOUND: Final = (
    "(?P<ease{0}>(?:可|适当|分别|最高|最多)*放宽[到至]?)?(?:分别)?(?P<op{0}>不超过|不得超过|不大于|"
    "不高于|不得大于|未满|不满|小于|低于|年?满|不低于|不小于)?"
)
_PIECE: Final = (
    f"(?:{_WHO}(?:{_AGE})?|{_WHEN}{_WHOSE}{_AGE}|其[他余它](?:人员|人才|对象)(?:{_AGE})?)?{_HOW}{_BOUND}{_NUMBER}"
)
_ONE: Final = re.compile(_PIECE.format(""))
_EACH: Final = re.compile(  # 博士、硕士、本科年龄分别不超过45、40、35周岁
    f"{_WHO.format('')}(?:{_AGE})?(?:可)?(?:分别)(?:应|须|为|在)*(?P<ease>放宽[到至])?(?:不超过|"
    f"不得超过)?(?P<numbers>\\d+(?:周?岁)?(?:(?:、|和)\\d+(?:周?岁)?)+)(?:及?以[下内])?"
)
_SENTENCE: Final = re.compile("[^。；\n]+")
_OPENS: Final = re.compile(
    "(?:第[一二三四五六七八九十百]+条|[（(][一二三四五六七八九十]+[）)]|\\d{1,2}[.、．]|[一二三四五六七八九十]{1,3}、)?\\s*"
    "(?:(?:申[请报领]|享受|领取)本?[^，。；、的\\d]{1,12}?(?:补贴|补助|津贴|奖励|资助|费)的?(?:人员|人才|对象|毕业生|申请人|人|个人|，)*(?:的，)?)?"
    f"(?:(?:其中|但|且|并|同时|对|，)*)(?:{_WHEN}{_WHOSE}{_AGE}{_HOW}|申[请报领]时，?|引进时，?)?"
)
_SPOKEN: Final = re.compile("年龄|(?:申[请报领]|引进)时")
_PAYS: Final = re.compile("\\d[万亿]?元|给予|发放|奖励|[补资]助")
_MARK: Final = re.compile("[，、：；]")


def ages_behind(passage: Passage, offering: bool) -> Tree:
    """Read how old who is paid may be, said apart from the offer; `offering` tells that it stands before it.

    Of those of one degree it is asked of them alone, and who may be older by it may be so.

    >>> text = "给予补贴5万元。年龄不超过35周岁，博士可放宽至45周岁。"
    >>> tree = ages_behind(Passage.of(text), True).parts[0]
    >>> tree.any, [(one.attr, one.value) for one in tree.parts]
    (True, [('年龄', 35.0), ('年龄（博士可至）', 45.0)])
    """
    text, found = passage.even.text, list[Condition | Tree]()
    for sentence in _SENTENCE.finditer(text):
        if not _SPOKEN.search(sentence[0]):
            continue
        for start in (sentence.start(), *(m.end() + sentence.start() for m in re.finditer("，", sentence[0]))):
            if offering and not _PAYS.search(text, 0, start):
                continue
            if read := _read(passage, start, sentence.end()):
                found += read
                break
    return Tree(tuple(found))


def _read(passage: Passage, start: int, end: int) -> list[Condition | Tree]:
    """Read the bounds from `start` on, which must go on to the end of the sentence and say that they are of an age."""
    text = passage.even.text
    opened = _OPENS.match(text, start, end)
    at = opened.end() if opened else start
    told: list[tuple[str, str, Condition]] = []
    while at < end:
        if each := _EACH.match(text, at, end):
            told += _each(passage, each)
            at = each.end()
        elif one := _ONE.match(text, at, end):
            told += _bounds(passage, one)
            at = one.end()
        else:
            break
        mark = _MARK.match(text, at, end)
        if mark is None:
            break
        at = mark.end()
    if not told or not _SPOKEN.search(text, start, at) or text[at : at + 1] not in ("", *"。；，\n"):
        return []
    return _together(passage, told)


def _bounds(passage: Passage, match: re.Match[str]) -> list[tuple[str, str, Condition]]:
    who, ease = match["who"] or "", match["ease"] or ""
    found = []
    least = match["op"] in ("年满", "满", "不低于", "不小于") or "以上" in (match["way"] or "")
    if match["least"]:
        found.append((who, "", _condition(passage, match, ">=", match["least"])))
    op = ">=" if least else "<" if match["op"] in ("未满", "不满", "小于", "低于") else "<="
    found.append((who, ease, _condition(passage, match, op, match["most"])))
    return found


def _each(passage: Passage, match: re.Match[str]) -> list[tuple[str, str, Condition]]:
    names = [one for one in re.split("、|和|及|或者?|以及", match["who"]) if one]
    numbers = re.findall("\\d+", match["numbers"])
    if len(names) != len(numbers):
        return []
    return [
        (name, match["ease"] or "", _condition(passage, match, "<=", number))
        for name, number in zip(names, numbers, strict=True)
    ]


def _condition(passage: Passage, match: re.Match[str], op: str, number: str) -> Condition:
    return passage.condition(Condition("年龄", "", op, float(number), "周岁"), *match.span())  # type: ignore[arg-type]


def _together(passage: Passage, told: list[tuple[str, str, Condition]]) -> list[Condition | Tree]:
    """Put the bounds together: a laxer one is another way to meet the one for all."""
    base = [one for who, ease, one in told if not who]
    laxer = [replace(one, attr=f"年龄（{who}可至）") for who, ease, one in told if who and ease]
    found: list[Condition | Tree] = []
    if base and laxer:
        *others, last = base
        found += [*others, Tree((last, *laxer), any=True)]
    else:
        found += base
    return [*found, *(replace(one, attr=f"年龄（{who}）") for who, ease, one in told if who and not ease)]
