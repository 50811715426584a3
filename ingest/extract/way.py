"""Phrases that are met in one of several ways: 利用自建或者购置用房 · 插秧机、批处理量10吨以上的烘干机."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.record import Condition

__all__ = ["Way", "acting", "either", "hiring", "persons", "replacing"]

Way = tuple[Condition | None, int, int]  # what is asked, None where the stretch is still to be read

_DISTRIBUTED = re.compile(
    r"^(?P<head>[^，、的]{0,4}(?:利用|使用|通过|采用|采取|以))(?P<one>[一-鿿]{2})(?:或者?|"
    r"、)(?P<two>[一-鿿]{2})(?P<noun>(?:用房|房屋|房产|场地|场所|土地|设施|方式|形式|模式).*)$"
)
_GOOD = "(?:机|器|车|船|艇|炉|泵|仪|灯|箱|罐|柜|床|设备|装置|装备|系统|机组|机械|机具|生产线)"
_NAME = "[^，。；的、\\d]{1,14}"
_GOODS = re.compile(
    rf"(?P<plain>(?:{_NAME}{_GOOD}、)+)(?P<bound>[^，。；的、\d]{{0,10}}\d[^，。；、的]{{0,12}}的{_NAME}{_GOOD})(?P<more>(?:(?:、|"
    rf"和|或者?|以及|及){_NAME}{_GOOD})*)$"
)
_BUYING = re.compile("^.{0,6}?(?:购买|购置|新购|采购|添置|引进|使用|更新|购进)")
_HELD = re.compile(  # 营业性演唱会、音乐节: any of the things held or opened
    r"(?:^|的)(?P<held>[^，。；的、\d等]{2,10}(?:会|节|赛|秀|展|演出|首店)(?:(?:、|"
    r"或者?)[^，。；的、\d等]{2,10}(?:会|节|赛|秀|展|演出|首店))+)$"
)
_PERSONS = (
    "(?:毕业生|人员|青年|军人|劳动力|劳动者|农民工|残疾人|人口|成员|大学生|学生|士兵|转业干部|失业者|孤儿"
    "|妇女|监测对象|老人|老年人|儿童|家属|家庭(?!农场|医生|教育|服务|承包|经营))"
)
_HIRED = re.compile(  # 招用毕业2年内的高校毕业生或者登记失业的16至24岁青年: each told in his own way
    rf"^(?P<who>(?:经[^，。；的]{{0,10}}的)?[^，。；的]{{0,24}}?)(?P<verb>新?招用|吸纳|聘用|新?招收|接收|"
    rf"录用)(?P<one>[^，。；]{{2,30}}?{_PERSONS})(?:或者?|和|及|以及|、)"
    rf"(?P<two>[^，。；、]{{2,24}}?{_PERSONS})(?P<rest>(?:参加|就业|从事|实习|见习|上岗)[^，。；的]{{0,14}})?$"
)
_TOLD_OF_ONE = (  # how long since, how old, and what else is told before the name of a sort of person
    "(?:毕业年度(?:内)?的?(?:(?:和|或者?|及|、)(?=(?:毕业|离校)\\d))?|(?:毕业|离校|退役)\\d+年(?:（含）)?以?内的?"
    "|(?:[男女]性?)?(?:年满|不满|未满|满)?\\d+(?:周?岁)?(?:至|到|—|－|–|-|~|～)\\d+周?岁的?"
    "|(?:[男女]性?)?(?:年满|不满|未满|满)?\\d+周?岁(?:（含）)?(?:及?以[上下])?的?"
    "|(?:连续|登记|已)?(?:失业|从业|在岗|工作|任教|服务|参保|退役)(?:满|达)?\\d+(?:年|"
    "个月)(?:（含）)?(?:及?以[上内下])?的?"
    "|[^，。；、的\\d和或及与（）]{1,8}(?<!家庭)(?<!人员)(?<!对象)(?<!成员)的)"
)
_SOMEONE = (
    rf"{_TOLD_OF_ONE}{{0,4}}[^，。；、的\d和或及与（）]{{0,10}}?{_PERSONS}(?!员|才|力|创业|就业园)(?:（[^（）]*）)?"
)
_SEVERAL = re.compile(rf"^(?P<who>{_SOMEONE}(?:(?:、|和|或者?|及|以及){_SOMEONE})+)(?P<done>(?![的、和或及]).*)$")
_HIRES = re.compile(  # 企业新招用|毕业年度或离校2年内未就业高校毕业生、登记失业青年
    r"^(?P<who>(?:经[^，。；的]{0,10}的)?[^，。；的]{0,24}?)(?P<verb>新?(?:招用|吸纳|聘用|招收|接收|录用|安置))(?=(?:毕业|离校|"
    r"退役|经|登记|年满|[不未]满|\d+周?岁|\d+[至到—－–~～-]|[^，。；的\d]{2,12}[的、或和及]))"
)
_EMPLOYER = re.compile(  # 招用残疾人|就业的小微企业
    "(?:就业|上岗|入职|参加[^，。；的\\d]{0,8}(?:见习|实习|培训|实训))?(?:的?$|"
    "的(?P<who>[^，。；、的]{0,10}(?:企业|单位|机构|公司|主体|工商户|组织|合作社)(?:(?:、|和|"
    "或者?)[^，。；、的]{2,8}(?:企业|单位|机构|公司|主体|工商户|组织|合作社))*)$)"
)
_TOLD_APART = re.compile(r"(?:毕业|离校|退役)\d|\d周?岁")
_OF_THE_YEAR = re.compile(  # 毕业年度或|离校2年内未就业高校毕业生: both are graduates
    "毕业(?:年度|学年)内?的?(?:和|或者?|及|以及|、)(?=(?:毕业|"
    "离校)\\d+年(?:（含）)?以?内[^，。；、]{0,8}?(?P<noun>(?:普通)?(?:高等?学?校|高校|中职|职业院校|"
    "技工院校)?毕业生))"
)
_FOUND_SO = re.compile(
    f"^经[^，。；、的]{{0,12}}(?:认定|确认|核定|认证|审核)的(?P<who>[^，。；、的\\d]{{2,10}}{_PERSONS})$"
)
_QUALIFIED = re.compile(r"的|周?岁|[、和或及](?:毕业|离校|退役)\d|（[^（）]*\d[^（）]*）")
_FIRST_ALONE = re.compile(r"(?:毕业|离校)\d+年(?:以)?内的?[^的\d]*")  # 毕业5年内的高校毕业生、退役军人
_BETWEEN = re.compile("、|和|或者?|以及|及")
_OF_ALL = re.compile(  # 本市户籍的退役军人、高校毕业生: told of all, save how old, how long since
    r"(?:(?:毕业|离校|退役)\d[^的，、]*的|\d+(?:周?岁)?[^的，、]*岁(?:及?以[上下])?的?)?(?P<told>(?!及?以[上下]|(?:毕业|离校|"
    r"退役)?\d)[^，。；、的\d]{1,8})的"
)
_PLACED = re.compile("户籍|户口|落户|注册|登记在|常住|居住|[本我全][省市县区]|^在")
_TURNED = re.compile(
    r"^(?:[^，。；将]{0,8}(?:企业|单位|机构|主体|人|户|家庭|公司|合作社))?将(?:(?:原有|现有|在用|"
    r"老旧|使用中|自有)的?)*(?P<things>[^，。；的]{2,40})(?P<done>(?P<verb>更新|更换|改造|升级|置换|"
    r"替换|改建|改装)(?:为|成)[^，。；]{2,})$"
)


_ACTING = re.compile(  # 个人报废2012年前注册登记在本人名下的旧车
    r"""(?x)
    ^(?P<who>[^，。；的\d]{0,12}?(?:消费者|居民|个人|家庭|农户|户|企业|公司|单位|机构|合作社|者))?
    (?:
        (?P<verb>报废|转让|交售|交回|出售|淘汰|拆除|拆解|注销|更新|置换|改造|装修|翻新|修缮|捐赠)
        (?P<of>(?:[于在]?(?:19|20)?\d|登记|注册|本人|自己|其|本(?:企业|单位|公司)|名下|[在于][本我]|[车船房机]龄|使用|持有|已)[^，。；]*)
      | (?P<buys>购买|[新选订]购|购[置入])
        (?P<with>(?:[于在]?|[能水]效[^，。；的\d]{0,10})\d[^，。；]*)
    )的
    (?P<thing>(?!\d)[^，。；的\d]{1,80}(?:等\d+[个类种项][^，。；的\d]{1,8})?)$
    """
)
_WHOSE = re.compile(
    "(?:企业|机构|单位|公司|合作社|农场|户|个人|人员|者|主体|项目|园区|基地|组织|团队|平台|中心|"
    "学校|医院|家庭|居民|职工)$"
)


def acting(text: str, start: int, end: int) -> tuple[tuple[int, int], Way, tuple[int, int]] | None:
    """Return where it is told who acts, what is done to which thing, and where it is told what must be so of the thing.

    None where the phrase does nothing to a thing that is told of, or ends in who does it.

    >>> text = "个人报废2012年6月底前登记在本人名下的旧车"
    >>> (a, b), (deed, *_), (c, d) = acting(text, 0, len(text))
    >>> text[a:b], deed.attr, text[c:d]
    ('个人', '报废旧车', '2012年6月底前登记在本人名下')
    >>> text = "改造2000年底前建成的厂房的企业"
    >>> acting(text, 0, len(text))
    """
    match = _ACTING.match(text[start:end])
    if match is None or _WHOSE.search(match["thing"]):
        return None
    of, verb = ("of", match["verb"]) if match["verb"] else ("with", match["buys"])
    who = _at(match, "who", start) if match["who"] else (start, start)
    return who, (Condition(verb + match["thing"], "", "=", True), who[1], end), _at(match, of, start)


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
        return _hires(text, start, end)
    done: list[Way] = []
    if not match["rest"]:  # 吸纳毕业生参加就业见习: what they do is what the offer is for
        done = [(Condition(match["verb"], "", "=", True), *_at(match, "verb", start))]
    elif re.search(r"\d", match["rest"]):  # 参加3至12个月就业见习: how long it is to last
        done = [(None, *_at(match, "rest", start))]
    return start + match.end("who"), done, [(None, *_at(match, name, start)) for name in ("one", "two")]


def _hires(text: str, start: int, end: int) -> tuple[int, list[Way], list[Way]]:
    """Read a list of whom somebody takes on, or the one sort that is told by more than its name."""
    match = _HIRES.match(text[start:end])
    ways, stop = _someones(text, start + match.end(), end) if match else ([], end)
    by = _EMPLOYER.match(text, stop, end) if ways else None
    if match is None or by is None:
        return end, [], []
    said, opened = text[start + match.end() : stop], start + match.end("who")
    who: list[Way] = [(None, *by.span("who"))] if by["who"] else []
    if found := _FOUND_SO.match(said):  # 招用经认定的就业困难人员: an office knows who they are
        hired = Condition(match["verb"] + found["who"], "", "=", True)
        return opened, who, [(hired, start + match.start("verb"), stop)]
    if not (_TOLD_APART.search(said) or (len(ways) > 1 and "的" in said)):
        return end, [], []
    if len(ways) > 1:
        told, ways = _shared(text, start + match.end(), ways)
        who += [(None, *told)] if told[1] > told[0] else []
    deed: Way = (Condition(match["verb"], "", "=", True), *_at(match, "verb", start))
    if re.search(r"\d年", match["who"]):  # 2025年1月1日以后招用: when they are taken on
        opened, deed = start, (None, start, start + match.end("verb"))
    return opened, [deed, *who], ways


def _someones(text: str, begin: int, stop: int) -> tuple[list[Way], int]:
    """Return each sort of person of a list, and where the list ends.

    >>> text = "毕业年度或离校2年内未就业高校毕业生、登记失业青年"
    >>> [(one and one.attr, text[a:b]) for one, a, b in _someones(text, 0, len(text))[0]]
    [('毕业年度高校毕业生', '毕业年度'), (None, '离校2年内未就业高校毕业生'), (None, '登记失业青年')]
    """
    ways: list[Way] = []
    someone, end = re.compile(_SOMEONE), begin
    while begin < stop:
        if year := _OF_THE_YEAR.match(text, begin, stop):
            ways.append((Condition(f"毕业年度{year['noun']}", "", "=", True), begin, begin + 4))
            begin = year.end()
            continue
        one = someone.match(text, begin, stop)
        if one is None:
            break
        end = one.end()
        ways.append((None, begin, end))
        between = _BETWEEN.match(text, end, stop)
        if between is None:
            break
        begin = between.end()
    return ways, end


def persons(text: str, start: int, end: int) -> tuple[tuple[int, int], int, list[Way]]:
    """Return where a list of persons tells what is asked of all, where it ends, and each of them; none for no such.

    >>> text = "就业困难人员、毕业5年以内的高校毕业生、返乡农民工首次领取营业执照"
    >>> _, stop, ways = persons(text, 0, len(text))
    >>> [text[a:b] for _, a, b in ways], text[stop:]
    (['就业困难人员', '毕业5年以内的高校毕业生', '返乡农民工'], '首次领取营业执照')
    >>> text = "本市户籍的退役军人、高校毕业生首次创办企业"
    >>> (first, last), _, ways = persons(text, 0, len(text))
    >>> text[first:last], [text[a:b] for _, a, b in ways]
    ('本市户籍', ['退役军人', '高校毕业生'])
    >>> text = "离校2年内未就业高校毕业生和16至24岁失业青年参加见习"
    >>> [text[a:b] for _, a, b in persons(text, 0, len(text))[2]]
    ['离校2年内未就业高校毕业生', '16至24岁失业青年']
    >>> text = "高校毕业生（毕业2年内）、退役军人首次创办企业"
    >>> [text[a:b] for _, a, b in persons(text, 0, len(text))[2]]
    ['高校毕业生（毕业2年内）', '退役军人']
    >>> text = "高校毕业生、返乡农民工创办企业"
    >>> persons(text, 0, len(text))[2]
    []
    """
    nobody: tuple[tuple[int, int], int, list[Way]] = (start, start), end, []
    match = _SEVERAL.match(text[start:end])
    if not match or not _QUALIFIED.search(match["who"]):
        return nobody
    if not match["done"] and _FIRST_ALONE.fullmatch(match["who"]):
        return nobody
    stop = start + match.end("who")
    ways, _ = _someones(text, start, stop)
    told, ways = _shared(text, start, ways)
    return told, stop, ways


def _shared(text: str, start: int, ways: list[Way]) -> tuple[tuple[int, int], list[Way]]:
    """Return where a list tells what is asked of all of them (本市户籍的残疾人、退役军人), and the ways without it."""
    told = _OF_ALL.match(text, start, ways[0][2])
    if told is None or not (_PLACED.search(told["told"]) or all("的" not in text[a:b] for _, a, b in ways[1:])):
        return (start, start), ways
    if told.start("told") == start:  # what stands behind a measure stays in its place too
        ways = [(None, told.end(), ways[0][2]), *ways[1:]]
    return told.span("told"), ways


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
