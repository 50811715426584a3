"""Choices that a phrase says are such: 属于孤儿、低保户之一的 · 具有高级职称、发明专利2件以上任一条件的人员."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Choice", "choice", "members", "shares"]

_ONE = "一(?:项|种|类|个|条|款|方面)"
_MARK = re.compile(  # which says that one of what stands before it is enough
    r"(?P<sum>等[^，。；、的等之其任\d]{0,8}?)?(?:(?:上述|这|其中)?[二两三四五六七八\d]+(?:项|个|种|类)(?:条件|情形|情况|要求|标准|指标)?)?(?:的)?"
    rf"(?:(?:(?:之|当)?中|里)?的?(?:之一|其中之一|其一|任选其一|任[意何]?{_ONE}|任意?一(?!般|直|定|致|流|批|家|名|位|人)|任何?其一|其中(?:的)?(?:任[意何])?{_ONE})"
    rf"|(?:(?:之|当)?中|里)的?{_ONE}"
    rf"|(?:(?:之|当)?中|里)?的?至少(?:有|具备|满足|符合|达到|具有|取得)?(?:其中)?(?:的)?{_ONE})"
    rf"(?:及?以上|或者?(?:多|几|两|数)(?:项|种|类|个)?(?:以上)?)?"
    r"(?:[^，。；、的者\d]{2,6})?(?:的?(?=者))?(?P<rest>即可|的|者|，|。|；|$)"
)
_VERB = re.compile(
    "(?:已经?|均|须|应当?|需|必须|同时|至少|首次|新|当年|曾经?|被|经){0,4}"
    "(?P<verb>属于?(?!地|性|相)|符合|满足|达到|具有|具备|拥有|持有|有(?!机|效|关|限|色|偿|害|线|权|利|轨|声|氧)|获得过?|获评为?|获|取得|荣获|通过|列入|纳入|入选|被?认定为|被?评为|被?评定为|完成|从事|开展|实施|购买|购置|引进|使用|采用|参加|建有|建成|设有|招用|吸纳|投保|种植|养殖|生产|销售|出口|安装|加装|配备|配置|更换|更新|改造|应用|研发|建设|新建|添置|承担|承办|举办|开设|设立|创办|担任|考取|为|是|系)"
)
_BEING = frozenset({"属", "属于", "符合", "满足", "达到", "为", "是", "系", "有", "具有", "具备", "拥有", "持有"})
_OWN_VERB = re.compile(  # 属于孤儿、|获得国家助学贷款之一
    "(?:已经?|曾经?|首次|新|近[一二两三四五\\d]+年|当年|上年度?|年度)*(?:属于|符合|满足|达到|具有|具备|拥有|持有|获|取得|荣获|通过|列入|纳入|入选|被|认定|评为|完成|从事|新增|安装|加装|配备|更换|更新|建设|新建|研发|开展|实施|购[买置]|引进|使用|采用|参加|建有|建成|设有|招用|吸纳|承担|承办|举办|开设|设立|创办|担任|考取|未|无|与|由|经|在|主持|参与|主导|牵头|转化|注册|登记|缴纳|投资)"
)
_STOP = re.compile("、|；|，?(?:或者?|以及)(?!有)")
_LAST = re.compile("(?:和(?!谐|平|睦|解)|及(?!以[上下内]|时|格|其)|与)(?=..)")
_WITHIN = re.compile("(?:近[一二两三四五\\d]+年(?:以?内|来)?|当年度?|上一?年度?|年度内?|年内|申[报请]时)")
_BARE = re.compile(  # 国家级、省级、|市级示范民宿: words that only a noun behind the last makes a name
    "(?:国家|全国|世界|国际|部|省部?|[市区县州])级?|[一二三四五六七八九\\dA-F][级星类等档](?:级|奖)?|[甲乙丙丁初中高特][级等]|[金银铜]奖?|[1-5A]A+级?"
)
_SHORT = 2
_DENIED = re.compile("[未无没非不](?!低|少|超|高|满|足|动)")


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is spoken of before a choice, its members each with the verb it shares, and what is told behind it."""

    who: tuple[int, int]
    verb: tuple[int, int]
    members: tuple[tuple[int, int], ...]
    rest: tuple[int, int]
    mark: tuple[int, int]  # the words that say that one is enough
    named: bool = True  # that each member is told whole


def choice(text: str, start: int, end: int) -> Choice | None:
    """Return what `start … end` lists of which one is enough, where it says so; None where it says nothing of it.

    >>> text = "毕业生属于低保家庭、孤儿、获得国家助学贷款之一的"
    >>> one = choice(text, 0, len(text))
    >>> text[slice(*one.who)], text[slice(*one.verb)], [text[a:b] for a, b in one.members]
    ('毕业生', '', ['低保家庭', '孤儿', '获得国家助学贷款'])
    >>> text = "具有高级职称、发明专利2件以上任一条件的人员"
    >>> one = choice(text, 0, len(text))
    >>> [text[a:b] for a, b in one.members], text[slice(*one.rest)]
    (['高级职称', '发明专利2件以上'], '人员')
    >>> [choice(text, 0, len(text)) for text in ("世界500强之一", "具备甲、乙、丙中两项以上", "完成一项改造")]
    [None, None, None]
    """
    mark = _outermost(text, start, end)
    if mark is None:
        return None
    stop, begin = mark.start(), start
    verb = _VERB.search(text, start, stop)
    head = (start, start)
    if verb and not _STOP.search(text, start, verb.start()):
        begin, head = verb.end(), verb.span()
    spans = members(text, begin, stop)
    if len(spans) < _SHORT or any(b - a < _SHORT for a, b in spans):
        return None
    if _DENIED.search(text, start, begin) or (verb and _DENIED.search(text, head[0], head[1])):
        return None
    distributed = head if head[1] > head[0] and verb and verb["verb"] not in _BEING else (begin, begin)
    who = (start, head[0]) if head[1] > head[0] else (start, start)
    if verb and _WITHIN.fullmatch(text, *who):  # 近三年内获得…之一: told of each
        who, distributed = (start, start), (start, begin)
    named = not any(_BARE.fullmatch(text, *span) for span in spans)
    return Choice(who, distributed, tuple(spans), (mark.end(), end), (stop, mark.start("rest")), named)


def members(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the members of a list stand, brackets kept whole; 和 parts the last two alone.

    >>> text = "研发、生产企业、职工（含学徒、实习生）和个体工商户"
    >>> [text[a:b] for a, b in members(text, 0, len(text))]
    ['研发', '生产企业', '职工（含学徒、实习生）', '个体工商户']
    """
    spans = _parted(text, start, end, _STOP)
    last = list(_parted(text, *spans[-1], _LAST)) if len(spans) > 1 else []
    if len(last) == _SHORT and all(b - a >= _SHORT for a, b in last):
        return [*spans[:-1], *last]
    return spans


def shares(text: str, member: tuple[int, int]) -> bool:
    """Tell whether a member has no verb of its own, and so is told with that of the first."""
    return not _OWN_VERB.match(text, *member)


def _outermost(text: str, start: int, end: int) -> re.Match[str] | None:
    for mark in _MARK.finditer(text, start, end):
        before = text[start : mark.start()]
        if before.count("（") == before.count("）") and re.search("[、；]|或", before):
            return mark
    return None


def _parted(text: str, start: int, end: int, at: re.Pattern[str]) -> list[tuple[int, int]]:
    spans, depth, begin, position = [], 0, start, start
    while position < end:
        depth += (text[position] in "（“《") - (text[position] in "）”》")
        if depth == 0 and (cut := at.match(text, position, end)) and position > begin:
            spans.append((begin, position))
            begin = position = cut.end()
            continue
        position += 1
    return [*spans, (begin, end)] if begin < end else spans
