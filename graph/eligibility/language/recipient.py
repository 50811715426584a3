"""Whom an offer names: a kind of its own (养老护理员) is something to be, any firm or person is not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from graph.eligibility.language.thesaurus import coverage, key

__all__ = [
    "any_firm",
    "anybody",
    "broad",
    "kinds_listed",
    "leading_person",
    "named",
    "persons",
    "special",
    "strangers",
    "trade",
]

_ANYONE: Final = re.compile(
    r"^(?:(?:各类|有关|相关|上述|单个?|每[个家户]|同一|申[报请]|运营|建设|实施|承担|服务|入驻|经营|投资|管理|应用|使用|采购|购买|购置|需求|研制|研发|生产|承办|主办|牵头|引进|招用|吸纳|缴费|投保|出租|承租|受让|转化|委托|设站|建站|获批|获奖|获评|主办|协办|承建|依托|推荐|所在|受奖|受助|培养|引才|参展|参赛|中标)?(?:企业|单位|机构|个人|项目|人员|人才|主体|者|人|户|用人单位|公司|改造项目|举报人|家庭|本人|贷款|农户|消费者|居民|经营主体|市场主体|团队)(?:、|和|及|或)?)+$"
)
_URGED: Final = re.compile(
    "激励|支持|鼓励|培育|培养|引进|促进|推动|推进|加强|加快|加大|强化|扶持|优化|发展|建设|提升|保障|完善|健全"
)
_BROAD: Final = re.compile(
    r"^(?:(?:本[市县区]|我[市县区])?(?:工业|农业|制造业?|服务业?|商贸|贸易|流通|建筑|生产|经营|加工|种植|养殖|种粮|种养|畜牧|渔业|林业|农产品|粮食"
    r"|电商|电子商务|外贸|旅游|文旅|文化|体育|零售|批发|消费|会展|演艺|交通|运输|道路运输|物流|快递|航空|公交|客运|货运|餐饮|住宿|软件|信息|科技|医疗|养老|托育|教育|培训|建设|运营|实施|使用|申[报请]|用人|和|与|及|、)+"
    r"(?:性|型|类)?(?:生产|经营|服务|运营|加工)*(?:企业|公司|单位|机构|主体|经营者|大户|户|人|者|项目|法人|组织|职工)"
    r"|[^、，。的]{2,6}(?:运营|经营|建设|实施|申报|使用|养护|保护|出品|制作|研发|编制)(?:主体|单位)|(?:所在|建设|建站|设站|承担|承办|主办|协办|承建|依托|推荐|引才)单位"
    r"|技术(?:输出|转让|吸纳|受让)方|(?:出租|承租|购买|采购|销售|投资|建设)方|[^、，。的]{0,6}(?:参赛者|获奖者|选手|车主)|车辆所有人"
    r"|(?:企业|单位|机构|主体|农户|居民|个人|经营主体|市场主体|装备|产品|设备|项目|车辆|家庭|消费者|购房者|职工|企业职工|企事业单位|社会组织|合作社|农民合作社|家庭农场|农业社会化服务组织|个体工商户|农场|农民|老年人|人才|人员|学员|劳动者)"
    r")(?:(?:和|或者?|以及|、|及)(?:相关|有关|各类|其他)?(?:农业社会化服务组织|农业企业|服务机构|服务企业|企业|单位|机构|主体|农户|居民|个人|合作社|农民合作社|家庭农场|社会组织|个体工商户|人员))*(?:产品)?$"
)
_TRADE: Final = re.compile(
    r"^(?:主要|专业)?从事(?:与)?(?P<what>[^，。；、的]{2,12}?)(?:的)?(?:相关)?(?:(?:研究|研发|设计|开发|生产|制造|加工|应用|销售|服务|经营|运营|种植|养殖|业务|产业|行业)(?:、|和|及|与|或)?){2,}$"
)
_FIRMS: Final = re.compile(
    r"^(?:(?:各类|有关|相关|申[报请]|用人|本[市县区]|市场|经营|法人)*(?:企业|公司|单位|企事业单位|主体)(?:、|和|及|或者?)?)+$"
)
_NOUN: Final = re.compile(
    "(?:企业|机构|单位|合作社|农场|大户|农户|组织|设施|公司|工商户|个人|居民|医院|学校|院校|院所|研究院|研究所|协会|商会|园区|基地|景区|旅行社|主体|毕业生|村集体)$"
)
_ANYBODY: Final = re.compile("^(?:各类|有关|相关|单个|上述)?(?:生产经营|经营|市场|申[报请]|实施|建设|运营)主体$")
_NO_NAME: Final = re.compile(
    "^[由向对从给经按]|的|^(?:首次|新)?(?:被)?(?:认定|评定|评|获评|命名|列入|入选|获批|批准)(?:为|成)"
    "|^(?:首次|新)(?:被)?(?:认定|评|获[评批得]|命名|列入|入选|纳入|批准|取得|通过|授予)"
)
_DOES: Final = re.compile(
    "新建|改建|扩建|建设|购[买置]|采购|实施|开展|完成|取得|获得|使用|租[用赁]|签订|参加|举办|改造|游览|接待|走访|入驻|迁入|引进|招引"
    "|[^、]{0,6}(?:创办|领办|兴办|开办)"
)
_DEED: Final = re.compile("首次|招用|吸纳|招聘|从事|入驻|注册为|登记为")  # 首次创办企业 is done, not been
_LONGEST: Final = 14
_GLOSSED: Final = re.compile("（[^（）]{1,2}）")
_REPEATED: Final = 0.6  # how much of the recipient's name conditions must hold to ask for it


_PERSONS: Final = re.compile("^(?:个人|自然人|居民|村民|农户|农民|消费者|家庭)$")
_KINDS: Final = {  # nobody is of two of these; a farm of animals, a unit, an applicant may be any of them
    "person": re.compile("个人|自然人|居民|农户|农民(?!专业|合作)|大户|毕业生|军人|消费者"),
    "firm": re.compile("企业|公司|工厂|(?<!农)厂$"),
    "cooperative": re.compile("合作社"),
    "family farm": re.compile("家庭农场"),
    "sole trader": re.compile("个体工商户|个体户"),
    "association": re.compile("社会组织|社会团体|协会|商会"),
}


@lru_cache(maxsize=20_000)
def strangers(one: str, other: str) -> bool:
    """Tell whether nobody can be both: 农民专业合作社 and 个人, but a 养殖场 may well be a 公司.

    >>> strangers("农民专业合作社", "个人"), strangers("农业企业", "养殖场"), strangers("企业、合作社", "公司")
    (True, False, False)
    """
    kinds, others = ({name for name, kind in _KINDS.items() if kind.search(text)} for text in (one, other))
    return bool(kinds and others and not kinds & others)


def any_firm(who: str) -> bool:
    """Tell whether every firm is of the kind asked for, by being one.

    >>> any_firm("企业"), any_firm("各类企业和单位"), any_firm("农业企业"), any_firm("高新技术企业")
    (True, True, False, False)
    """
    return bool(_FIRMS.match(who))


def anybody(who: str) -> bool:
    """Tell whether everyone whom a document is for is called so.

    >>> anybody("经营主体"), anybody("各类市场主体"), anybody("电商经营主体"), anybody("企业")
    (True, True, False, False)
    """
    return bool(_ANYBODY.match(who))


@lru_cache(maxsize=20_000)
def kinds_listed(condition: str) -> tuple[str, ...]:
    """Return the kinds of applicant of which a condition asks for one, where it says nothing else.

    >>> kinds_listed("养老机构、社区居家养老服务设施和托育机构"), kinds_listed("种粮大户（以下统称经营主体）")
    (('养老机构', '社区居家养老服务设施', '托育机构'), ('种粮大户',))
    >>> kinds_listed("建设冷库的企业"), kinds_listed("取得许可"), kinds_listed("新建循环水养殖设施")
    ((), (), ())
    """
    parts = re.split("、|以及|或者?|和|及|与", re.sub("（[^（）]*）", "", condition))
    listed = all(
        2 <= len(part) <= _LONGEST
        and _NOUN.search(part)
        and "的" not in part
        and not re.search(r"\d", part)
        and not (_DOES.match(part) or _DEED.search(part))
        for part in parts
    )
    return tuple(parts) if listed else ()


def leading_person(quote: str) -> str:
    """Return the persons that an offer begins with, where it names nobody else there; "" for none.

    >>> leading_person("个人新建滴灌设施的"), leading_person("个人和企业新建的"), leading_person("企业新建")
    ('个人', '', '')
    """
    match = re.match(r"(个人|自然人|居民|村民|农户)(?=[^、和及或以与独])", quote)
    return match[1] if match else ""


def persons(who: str) -> bool:
    """Tell whether an offer is for persons alone.

    >>> persons("个人"), persons("企业和个人"), persons("企业")
    (True, False, False)
    """
    return bool(_PERSONS.match(who))


@lru_cache(maxsize=20_000)
def broad(who: str) -> bool:
    """Tell whether a condition only says of which trade someone is, so that what they did shows it.

    Whoever won a place is a contestant. A status that is given or lost (高新技术企业, 困难企业, 退役军人) is none.

    >>> broad("工业企业"), broad("种粮大户"), broad("电商主体"), broad("高新技术企业"), broad("困难企业")
    (True, True, True, False, False)
    >>> broad("技术输出方"), broad("获奖选手"), broad("所在单位"), broad("工匠")
    (True, True, True, False)
    """
    return bool(_BROAD.match(who))


def trade(condition: str) -> str:
    """Return what someone must deal in where a condition only asks for the trade; "" for any other condition.

    >>> trade("从事智能机器人研发、生产、应用和服务"), trade("从事护理工作满2年"), trade("从事个体经营")
    ('智能机器人', '', '')
    """
    match = _TRADE.match(condition)
    return match["what"] if match else ""


def special(who: str) -> bool:
    """Tell whether the recipient is of one kind, and not just any firm, person or project.

    >>> special("养老护理员"), special("企业"), special("应用企业"), special("首次入库的企业"), special("由用人单位")
    (True, False, False, False, False)
    >>> special("设站单位"), special("试点单位")
    (False, True)
    >>> special("首次认定为省级独角兽企业"), special("首次获评省级节水型企业"), special("院士（博士")
    (False, False, False)
    """
    who = _GLOSSED.sub("", who)  # 主（承）办单位 is 主办单位
    return (
        2 < len(who) <= 16
        and who.count("（") == who.count("）")
        and not _NO_NAME.search(who)
        and not _ANYONE.match(who)
        and not _URGED.match(who)
    )


def named(who: str, said: Iterable[str]) -> bool:
    """Tell whether the keys `said` of a condition already ask for such a recipient.

    >>> named("养老护理员", ["在职养老护理员"]), named("养老护理员", ["参加培训"])
    (True, False)
    """
    return coverage(key(who), said) >= _REPEATED
