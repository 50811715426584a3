"""Phrases that are met in one of several ways: 利用自建或者购置用房 · 插秧机、批处理量10吨以上的烘干机."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.record import Condition

__all__ = ["Way", "either", "hiring", "replacing"]

Way = tuple[Condition | None, int, int]  # what is asked, None where the stretch is still to be read

_DISTRIBUTED = re.compile(
    r"^(?P<head>[^，、的]{0,4}(?:利用|使用|通过|采用|采取|以))(?P<one>[一-鿿]{2})(?:或者?|、)(?P<two>[一-鿿]{2})(?P<noun>(?:用房|房屋|房产|场地|场所|土地|设施|方式|形式|模式).*)$"
)
_GOOD = "(?:机|器|车|船|艇|炉|泵|仪|灯|箱|罐|柜|床|设备|装置|装备|系统|机组|机械|机具|生产线)"
_NAME = "[^，。；的、\\d]{1,14}"
_GOODS = re.compile(
    rf"(?P<plain>(?:{_NAME}{_GOOD}、)+)(?P<bound>[^，。；的、\d]{{0,10}}\d[^，。；、的]{{0,12}}的{_NAME}{_GOOD})(?P<more>(?:(?:、|和|或者?|以及|及){_NAME}{_GOOD})*)$"
)
_BUYING = re.compile("^.{0,6}?(?:购买|购置|新购|采购|添置|引进|使用|更新|购进)")
_HELD = re.compile(  # 营业性演唱会、音乐节: any of the things held or opened
    r"(?:^|的)(?P<held>[^，。；的、\d等]{2,10}(?:会|节|赛|秀|展|演出|首店)(?:(?:、|或者?)[^，。；的、\d等]{2,10}(?:会|节|赛|秀|展|演出|首店))+)$"
)
_PERSONS = "(?:毕业生|人员|青年|军人|劳动力|劳动者|农民工|残疾人|人口|成员|大学生|学生|退役士兵|失业者)"
_HIRED = re.compile(  # 招用毕业2年内的高校毕业生或者登记失业的16至24岁青年: each told in his own way
    rf"^(?P<who>[^，。；的]{{0,24}}?)(?P<verb>新?招用|吸纳|聘用|新?招收|接收|录用)(?P<one>[^，。；]{{2,30}}?{_PERSONS})(?:或者?|和|及|以及|、)"
    rf"(?P<two>[^，。；、]{{2,24}}?{_PERSONS})(?P<rest>(?:参加|就业|从事|实习|见习|上岗)[^，。；的]{{0,10}})?$"
)
_BETWEEN = re.compile("、|和|或者?|以及|及")
_TURNED = re.compile(
    r"^(?:[^，。；将]{0,8}(?:企业|单位|机构|主体|人|户|家庭|公司|合作社))?将(?:(?:原有|现有|在用|老旧|使用中|自有)的?)*(?P<things>[^，。；的]{2,40})(?P<done>(?P<verb>更新|更换|改造|升级|置换|替换|改建|改装)(?:为|成)[^，。；]{2,})$"
)


def either(text: str, start: int, end: int) -> tuple[int, list[Way]]:
    """Return where the ways begin of which one is enough, and the ways; none where the phrase has only one.

    >>> text = "利用自建或者购置用房举办"
    >>> [one.attr for one, *_ in either(text, 0, len(text))[1]]
    ['利用自建用房举办', '利用购置用房举办']
    >>> text = "购置高速插秧机、批处理量10吨以上的烘干机"
    >>> [(one and one.attr, text[a:b]) for one, a, b in either(text, 0, len(text))[1]]
    [('高速插秧机', '高速插秧机'), (None, '批处理量10吨以上的烘干机')]
    """
    said = text[start:end]
    if match := _DISTRIBUTED.match(said):
        asked = [match["head"] + match[name] + match["noun"] for name in ("one", "two")]
        return start, [(Condition(one, "", "=", True), start, end) for one in asked]
    if match := _GOODS.search(said):
        first = start + match.start("plain")
        named = [*_things(text, first, start + match.end("plain") - 1)]
        more = [*_things(text, start + match.start("more"), start + match.end("more"))]
        bound = (None, start + match.start("bound"), start + match.end("bound"))
        return first, [*named, bound, *more]
    if match := _HELD.search(said):
        first = start + match.start("held")
        return first, [*_things(text, first, end)]
    return end, []


def hiring(text: str, start: int, end: int) -> tuple[int, list[Way], list[Way]]:
    """Return where who hires ends, that they do, and each sort of person of whom one is to be hired; none for no such.

    >>> text = "招用毕业2年内未就业的高校毕业生或者登记失业的16至24岁青年"
    >>> _, (deed, *_), ways = hiring(text, 0, len(text))
    >>> deed[0].attr, [text[a:b] for _, a, b in ways]
    ('招用', ['毕业2年内未就业的高校毕业生', '登记失业的16至24岁青年'])
    """
    match = _HIRED.match(text[start:end])
    if not match or not re.search(r"\d|的", match["one"]) or "、" in match["one"]:
        return end, [], []
    done: list[Way] = []
    if not match["rest"]:  # 吸纳毕业生参加就业见习: what they do is what the offer is for
        done = [(Condition(match["verb"], "", "=", True), *_at(match, "verb", start))]
    return start + match.end("who"), done, [(None, *_at(match, name, start)) for name in ("one", "two")]


def _at(match: re.Match[str], name: str, start: int) -> tuple[int, int]:
    return start + match.start(name), start + match.end(name)


def replacing(text: str, start: int, end: int) -> list[Way]:
    """Read 将在用的电动机、空压机更新为能效1级设备: which things, one of them, and what they become.

    >>> text = "企业将在用的电动机、空压机更新为能效1级设备"
    >>> [(one.attr, one.value) for one, *_ in replacing(text, 0, len(text))]
    [('更新设备', '电动机、空压机'), ('更新为能效1级设备', True)]
    """
    match = _TURNED.match(text[start:end])
    if not match:
        return []
    a, b = (start + at for at in match.span("things"))
    done = (Condition(match["done"], "", "=", True), start + match.start("done"), end)
    if not re.search(_BETWEEN, match["things"]):
        return [(Condition(match["things"] + match["done"], "", "=", True), a, end)]
    return [(Condition(match["verb"] + "设备", "", "in", match["things"]), a, b), done]


def _things(text: str, start: int, end: int) -> Iterator[Way]:
    """Yield each thing of a list on its own, without the verb before the first."""
    if buying := _BUYING.match(text[start:end]):
        start += buying.end()
    begin = start
    for cut in [*_BETWEEN.finditer(text, start, end), None]:
        stop = cut.start() if cut else end
        if stop - begin > 1:
            yield Condition(text[begin:stop], "", "=", True), begin, stop
        begin = cut.end() if cut else end
