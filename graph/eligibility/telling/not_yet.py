"""What applicants tell of what they do not have yet (打算建, 还在谈, 手续没办下来), or came to in another way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

__all__ = ["came_otherwise", "never_came", "still_open"]

_MEANT: Final = re.compile(  # what stands behind is only meant to be
    "打算|准备(?!金|好|完|就绪|工作|材料)|计划(?!内|外|书|生育|单列)|筹备(?!好|完)|筹划|想(?!不到|方设法|必|问|咨询|了解|知道|请教|看看|打听)"
    "|争取|力争|有意向?|拟(?!定|合)|看[中上好](?=了)|盯上"
)
_GOING_ON: Final = re.compile(  # nothing has come of it as yet
    "(?<!现)(?:正在|还在|仍在|尚在|一直在|^在)(?!用|经营|运营|营业|生产|使用|享受|工作|职|岗|租|执行|履行|种|养|交|缴|正常|开(?!工)|我|本|咱|这|市|县|区|省|手)(?=谈|走|跑|筹|申|报|办|弄|搞|选|装修|洽|等|做[^，。；]{0,6}(?:验收|评[估审]|认定|备案|审核|检测|鉴定|整改|登记)|排|审|评|公示|创|转换|商|协调|路上|考|验收|改)"
    "|(?:刚刚?|才|已经?)?(?:启动|起步|开了?头|开始(?:做|搞|办|弄|走))了?$"
    "|(?:还在|仍在|尚在|正在)(?!用|经营|运营|营业|生产|使用|享受|工作|职|岗|租|执行|履行|种|养|交|缴|正常|干|做|住|开|保护|建|市|县|区|省|本|我)[^，。；]{1,4}$"
    "|(?<=[一-鿿])在(?:申[报请]|筹[备建]|走(?:流程|程序)|报批|公示|排队|谈(?!判)|[报创审批]$|创建)"
    "|(?:申[请报]|审[核批]|办理|筹备|创建|转换|公示|谈判|洽谈)(?:当)?中(?!心)|公示(?:期|阶段)(?!已?过|满|结束)"
    "|(?<!到)(?<![去前上])(?<![去前上]年)(?:明年|后年|下半年|下个?月|年底|过[两几]?(?:天|个?月))(?:才|再|要|就要|会|准备|能|可以|去|做|办|开(?!始)|交|签|考|评|申|验|报|装|招|买)"
)
_BEHIND: Final = re.compile(  # what stands before it was not come to
    "(?:还|尚|都|也|一直|暂时|目前|却|就是)*(?:没有?|未)(?:能|去|来得及|顾上|正式|真正|被|给)*"
    "(?:取得|获得|缴纳?|交|购买|结束|结业|毕业|完成|领取?|发|参加|登记|备案|录入|考|认定|办|弄|搞|开|建设|建|盖|修|签|动工|开工|落地|落户|排|上线|上|下|到手|拿|批|买|租|装|做|投|谈|竣工|验收|完工|开张|开业|成立|注册|发货|出货|申[请报]|报|通过|过|评|续)"
    "(?:下来|成|好|上|完|到|起来|出来|定|成功|产|用|运|业|张|工|收|展)*(?:了|呢|啊)?$"
    "|(?:没有?|未)(?:评|定|挂)(?:上|过)?(?:星|级|等)(?:级)?(?:了|呢)?$"
    "|(?:还|尚)(?:没有?|未)(?!断|停|变|出过|欠|拖|违|超|少|漏|满|到期|过期|失效|换|改变)[^，。；\\d]{1,4}$"
)
_BESIDE: Final = re.compile(  # 在步行街外面开的店 is not in it
    "..(?:(?:之|以)?外(?:面|头|边|围|(?=开|租|建|办|买|$))|旁边|附近|对面|隔壁|边上)"
)
_NEARLY: Final = re.compile(
    "(?:进|拿|得|获|入)[^，。；]{0,10}(?:提名|候选|入围)|候选(?:人|单位|名单)|陪跑|参评|参选|角逐|(?:入围|提名)(?!奖)"
)
_ENDED: Final = re.compile(  # what stands before it is no more
    "(?:停|撤|关|拆|黄|倒闭|停业|停运|停办|停航|歇业|注销|退出|取消|吊销|收回|转让|过期|失效|作废)(?:掉|了|业|运|门)*了$|(?:拆除|撤销|注销|关停|停业|停运)$"
)
_MEANT_BEHIND: Final = re.compile(  # 执照想去办, 协议准备签: what stands right before is only meant
    "(?:也|都|还|正|一直|现在)*(?:打算|准备|想|计划|等着|正等|要|明年|下个?月|(?<![去前上])(?<![去前上]年)年底)(?:去|来|再|要|才|马上|年底|明年|下个?月)*"
    "(?:办|签|做|弄|搞|考|评|建|买|购买|上|交|缴|开|领|拿|申[请报]|报|装|参加|验收|注册|登记|成立|租|招用?)(?:理|呢|的|吧)?$"
)
_WHOSE: Final = re.compile(
    "(?:企业|公司|单位|机构|人员|学生|毕业生|军人|家庭|工厂|我们?|人|店|户|者)$"
)  # who means to do it
_BEING_BUILT: Final = re.compile("(?:还在|仍在|尚在|正在|现在在)(?:建(?![行档议])|修(?!改)|盖|施工|搭建)")
_BEGUN: Final = re.compile(
    "开工|启动|动工|在建|施工|实施|筹"
)  # what is asked for has been done when the building goes on
_GONE: Final = re.compile("(?:卖|搬|迁|撤|转|处理)(?:给[^，。；]{1,6}|掉|走|出去|手)了$")
_TO_LET_GO: Final = re.compile(  # where that is what is asked for
    "停产|关停|停业|撤并|拆除|拆迁|注销|退出|退役|淘汰|报废|取消|腾退|置换|以旧换|更换|转让|回收|召回|迁出|搬迁|迁移|出售|销售|售|关闭"
)
_KEPT: Final = re.compile("没(?:有)?(?:断|停|变|换|少|漏|欠|拖)")
_WAYS: Final = (  # what is asked for, what tells another way to have it, and what tells the way asked for after all
    (
        "^(?:在[^，。；]{0,8}|[本我全][省市县区](?:范?围?[域内]内?)?)?(?:投资|自主|自行)?(?:新建|建设|自建|改扩建|建成)",
        "租的|租[了用下]|承租|入驻|进驻|挂靠|用别人|借用",
        "建|盖|修|搭|新办|办了",
    ),
    ("^(?:在[^，。；]{0,8})?(?:本人)?报废", "卖|转让|过户|出售|置换|留着|还在[开用]", "报废|拆解|注销"),
    ("^(?:在[^，。；]{0,8})?(?:转让|出售|交售)", "报废|拆解|留着|还在[开用]", "卖|转让|过户|出售|交售|回收|交了"),
    ("^(?:在[^，。；]{0,8})?(?:租用|租赁|承租)", "自建|自己(?:建|盖|买)|自有|买(?:下|了|的)|购置", "租"),
    (
        "^(?:在[^，。；]{0,8})?(?:新增|新购|新?购置|新?购买|增加|扩大|新租|新增加)",
        "卖|出售|处理掉|转让|报废|注销|裁|退租|减少|少了",
        "买|购|添|增|换|更新|多了|新上|置换|以旧",
    ),
    (
        "市外|省外|境外|国外|海外|外地",
        "只(?:做|在|接|卖|销|走|发|有|开|是)[^，。；]{0,4}(?:本地|国内|本市|市[里内]|省[里内]|当地)",
        "^$",
    ),
    (
        "^(?:在[^，。；]{0,8})?新(?:设|开|办|成立|注册|引进|落户)",
        "(?:办|开|做|干|成立|注册|经营|运营|来)了?(?:已经?)?(?:有|快)?(?:好几|十几|几十|[两三四五六七八九十]|[2-9]|\\d\\d)多?年(?!\\d)|老(?:店|公司|企业|牌)",
        "新|今年|刚|去年|才",
    ),
    ("^(?:企业|公司)?自建(?:厂房|用房|房|办公)", "买|购|租", "建|盖|修|造"),
    ("自用", "转租|(?<!是)出租|租给|租出去|转手|借给(?:别人|人家)", "^$"),
    (
        "^(?:组织|招徕|接待|引进|带来)?(?:外地|市外|省外|境外|入境)",
        "(?:本地|本市|当地|市内)(?:居民|游客|市民|人|客)",
        "外|入境",
    ),
    ("^(?:主持|牵头|主导)", "参与|参加|协助|配合", "主持|牵头|主导"),
    ("公共充电|公用充电", "内部|专用|只给自家|不对外|只供", "公共|公用|对外|开放"),
    ("举办|承办|主办", "参加了?[^，。；]{0,10}(?:赛|展|会|节)|(?:去|来)参(?:赛|展)", "[举承主]办|办[了过的]"),
    (
        "^新(?:设|开|办|成立|开业|开办)",
        "(?:开|办|干|做|经营)了?(?:好几|十几|几十|[两三四五六七八九十]|[2-9]|\\d\\d)多?年|老店",
        "新|今年|刚|去年|才",
    ),
    ("在孵|入驻", "毕业了|搬走|搬出|退租|迁出|退出", "^$"),
    ("行政村|[到进在]村|村级", "镇上|县城|城里|市区|街道上", "村"),
)


def still_open(part: str, wanted: str, shared: Sequence[int]) -> bool:
    """Tell whether a stretch says that `wanted`, of which letters stand at `shared`, is only meant or on its way.

    >>> tales = "打算建海外仓", "海外仓还在谈", "海外仓建好了"
    >>> [still_open(said, "建设海外仓", (said.find("海外"),)) for said in tales]
    [True, True, False]
    >>> still_open("新开了首店想申请", "新开首店", (0, 2)), still_open("列入年度计划", "列入年度计划", (0,))
    (False, False)
    """
    if (going := _GOING_ON.search(part)) and going[0] not in wanted:
        return True
    ended = _ENDED.search(part)
    ended = ended or _GONE.search(part)
    if ended and not _TO_LET_GO.search(wanted) and any(at < ended.start() for at in shared):
        return True
    if any(_BESIDE.match(part, at) and not _BESIDE.search(wanted) for at in shared):
        return True
    if (nearly := _NEARLY.search(part)) and nearly[0][-2:] not in wanted:
        return True
    if _BEING_BUILT.search(part) and not _BEGUN.search(wanted):
        return True
    meant_behind = _MEANT_BEHIND.search(part)
    if meant_behind and meant_behind[0] not in wanted and not _WHOSE.search(part[: meant_behind.start()]):
        near = range(meant_behind.start() - 5, meant_behind.start() - 1)
        if any(at in near for at in shared):
            return True
    for meant in _MEANT.finditer(part):
        behind = sum(at >= meant.end() for at in shared)
        if meant[0] not in wanted and behind and 2 * behind >= len(shared):
            return True
    return False


def never_came(part: str, wanted: str, shared: Sequence[int]) -> bool:
    """Tell whether a stretch ends with that what stands before has not been come to.

    >>> tales = "进出口权还没办下来", "进出口权没断过", "进出口权办了"
    >>> [never_came(said, "取得进出口经营权", (0,)) for said in tales]
    [True, False, False]
    """
    match = _BEHIND.search(part)
    if not match or _KEPT.search(match[0]) or re.search("[未没无不]", wanted):
        return False
    return any(at < match.start() for at in shared)


def came_otherwise(attr: str, said: str) -> bool:
    """Tell whether a thing is told to be had in another way than asked for: 租的 where it is to be built.

    >>> came_otherwise("建设海外仓", "海外仓是租的"), came_otherwise("租用公共海外仓", "海外仓是自己建的")
    (True, True)
    >>> came_otherwise("建设海外仓", "租了块地建海外仓"), came_otherwise("新增营运车辆", "营运车辆卖了两台")
    (False, True)
    """
    return any(re.search(other, said) and not re.search(own, said) for other, own in _ways_apart(attr))


@lru_cache(maxsize=20_000)
def _ways_apart(attr: str) -> tuple[tuple[str, str], ...]:
    """Return what tells another way to have what a condition asks for, each with what tells the one asked for."""
    return tuple((other, own) for asked, other, own in _WAYS if re.search(asked, attr))
