"""What a document says once for all its offers: how bounds count, what goes together, when, and how much in all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from graph.eligibility.kleene import Formula, parse, replaced, without
from graph.eligibility.language.event import events
from graph.eligibility.language.recipient import any_firm, anybody
from graph.eligibility.language.thesaurus import key
from graph.eligibility.matching.place import about_place
from graph.eligibility.matching.timeline import LAST_YEAR, WINDOW, dated
from graph.eligibility.offers.in_time import TO_APPLYING, meant
from graph.eligibility.offers.in_time import limits as limits_of
from graph.eligibility.offers.no_more_than import shares_told
from graph.eligibility.offers.places_named import areas_meant
from graph.eligibility.offers.time_of_all import says_no_more, times_of_all
from graph.eligibility.offers.window_of_sort import windows_of_sorts
from graph.eligibility.scheme import Ceiling, Exempt, Intake, Limit, Most, Place, Requirement, Rules, Share, Window
from graph.eligibility.sums.births import EACH_MORE
from graph.eligibility.sums.couple import couples_told
from graph.eligibility.sums.deducted import deducted
from graph.eligibility.sums.instalment import parts_paid
from graph.eligibility.sums.not_counted import not_counted
from ingest.value.unit import in_yuan, measures

__all__ = ["exempted", "in_force_by_then", "told_of_all", "uncalled", "windowed"]

_INCLUSIVE: Final = re.compile(r"[“\"]?以上[”\"]?[^。；]{0,12}?(?:均)?(?:包含|包括|含)本(?:数|级)|以上均?含本数")
_EXCLUSIVE: Final = re.compile(
    r"[^。；\n]*(?:不(?:得|可|予|能|再)?(?:重复|叠加|同时享受)|就高不(?:就低|重复)|从高不重复|"
    r"择(?:高|优)(?:不重复|享受)|按就高|按最高一项|只(?:能|可)[^，。；]{0,4}(?:选择|享受|"
    r"申报)(?:其中)?一项)[^。；\n]*"
)
_STACKING: Final = re.compile(  # 第十三条贴息可与其他条款叠加享受, 属于不同事项，可以分别申领
    r"(?<![^。；\n，])[^。；\n，]*(?:，[^。；\n，]*)?(?<!不)(?<!不得)可以?(?:与[^，。；]{1,20})?(?:叠加|同时|分别|累加|一并)(?:享受|申[领请报]|支持|领取)"
)
_DIFFERENCE: Final = re.compile(r"[^，。；]*(?:，[^，。；]*)?(?:差额|补差|中扣除已)[^，。；]*")
_DATE: Final = r"(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?"
_IN_FORCE: Final = r"(?:本[^，。；\d]{2,8}?)?(?:正式)?(?:施行|实施|印发|发布|生效|出台|执行)"  # 施行之日, 本办法印发前
_BY_IT: Final = (  # 适用本措施, 参照本政策措施执行, 可按本办法申报
    r"，?(?:的，?)?(?:也|均|都|方|才|仍)?可?以?(?<!不)(?:适用(?:于)?本|享受本|纳入本|(?:按照?|依照?|"
    r"依据|参照|比照)(?:本[^，。；]{0,8})?(?:执行|办理|申[报请]|享受|兑现|给予|予以))"
)
_FORCE_ITSELF: Final = re.compile(rf"^在?{_IN_FORCE}(?:之?日)?(?:起)?(?:之前|以前|前)(?:已经?)?")
_SINCE_FORCE: Final = re.compile(
    rf"^(?:申报项目|项目|事项)?(?:应当?|须)?(?:于|在|自|为)?{_IN_FORCE}(?:之?日)?(?:起|（含）)*(?:之后|以后|后)?(?<=[起后])(?:新|开始)*"
    "(?:发生|取得|获得?|认定|获批|完成|建成|竣工|投产|投用|验收|购置|签订|引进|实施|开工|备案|产生|支出|立项)[^，。；]{0,16}$"
)
_HAPPENED: Final = re.compile("^(?:发生|产生)")
_EARLIER_THAN_FORCE: Final = re.compile(
    rf"{_FORCE_ITSELF.pattern}(?:发生|取得|获得?|认定|获批|完成|建成|竣工|投产|购置|签订|引进|实施|开工|备案|产生|支出)[^，。；]{{0,16}}$"
)
_BEFORE_FORCE: Final = f"{_IN_FORCE}(?:之?日|之?前|以前)"
_BESIDES_ITS_TIME: Final = re.compile("(?:参照|比照)[^，。；]*$")  # what came before counts too
_WINDOWS: Final = (  # 2024年1月1日以后认定、入库的事项适用本措施; 本措施支持的事项应发生在…至…期间
    re.compile(
        rf"""(?x)
        (?P<low>{_DATE})(?:（含[^（）]{{0,4}}）)?
        (?:
            至(?P<high>{_DATE})(?:期间|之间)
          | (?:以后|之后|后|起)?(?:，|、)?(?:至|到)?  # 至施行之日期间
            {_IN_FORCE}(?:之?日|之?前|以前)(?:（[^（）]{{2,24}}）)?(?:期间|之间|止)?，?
          | (?:以后|之后|起)(?!{_IN_FORCE})
        )
        (?P<what>[^。；]{{0,60}}?)的?(?:事项|项目|行为)?
        {_BY_IT}
        (?:[^，。；]{{0,6}}[。；](?:此前|在此之前|之前)[^。；]{{2,60}}不[^。；]*)?
        """
    ),
    re.compile(  # 本办法施行前（2024年1月1日以后）已发生的
        rf"{_IN_FORCE}(?:之?日)?(?:之前|以前|前)(?:（|、|，)?(?:自|"
        rf"于)?(?P<low>{_DATE})(?:（含[^（）]{{0,4}}）)?(?:以后|之后|后|起)）?"
        rf"(?P<what>[^。；]{{0,60}}?)的?(?:事项|项目|行为)?{_BY_IT}"
    ),
    re.compile(
        rf"本[^，。；]{{0,8}}(?:支持|补贴|补助|奖励|适用)的?(?P<what>[^，。；]{{0,16}}?)(?:事项|项目|行为|"
        rf"支出|投入)?，?(?:应当?|须|需)?(?:是|为)?(?:发生|完成|实施)?(?:在|"
        rf"于)(?P<low>{_DATE})(?:（含）)?(?:至|到|—|－)(?P<high>{_DATE})(?:期间|之间)?"
    ),
    re.compile(
        rf"(?P<upto>{_DATE})(?:（含）)?(?:以前|之前|前)(?P<what>[^，。；]{{2,30}}?)的?(?:事项|项目|行为|"
        rf"支出|投入)?，?(?:的，)?(?:均)?(?:不适用本|不予|不享受本|按原|不在[^，。；]{{0,6}}范围|不纳入)"
    ),
    re.compile(
        rf"本[^，。；]{{0,8}}(?:奖补|支持|补贴|补助|奖励|扶持|资助)(?P<low>{_DATE})(?:至|到|—|"
        rf"－)(?P<high>{_DATE})(?:期间|之间)?(?P<what>[^，。；]{{0,20}}?)的?(?:事项|项目|行为)"
    ),
    re.compile(
        rf"(?P<what>[^，。；]{{0,40}}项目)，?(?:均|都)?(?:应当?|须|需)(?:于|在|是|"
        rf"为)(?P<low>{_DATE})(?:（含）)?(?:以后|之后|起)(?:新)?(?P<deed>开工|立项|备案|竣工|投产|实施|"
        rf"建成|投入使用|购置)(?:建设|实施|运营)?"
    ),
    re.compile(  # 所称认定、挂牌等事项，以2025年1月1日以后取得的为准 · 投资项目以2025年1月1日以后开工建设的为准
        rf"(?:^|(?<=[。；，\n]))(?:所称|上述|前款)?(?P<what>[^，。；]{{0,30}}?)(?:等?(?:事项|业绩|奖项|称号|资质))?，?(?:均|一律|统一)?以(?P<low>{_DATE})(?:（含[^（）]{{0,4}}）)?(?:以后|之后|后|"
        rf"起)(?:新)?(?P<deed>取得|获得|认定|获批|开工|立项|备案|竣工|投产|建成|发生|签订|购置)[^，。；]{{0,4}}的?为准"
    ),
    re.compile(
        rf"适用于(?P<low>{_DATE})(?:（含）)?(?:以后|之后|起|"
        rf"至(?P<high>{_DATE})期间)(?P<what>[^，。；]{{2,40}}?)的"
        "(?:事项|项目|行为|[^，。；的、]{0,8}(?:企业|主体|单位|工商户|实体|机构))"
    ),
)
_COUNTED_SINCE: Final = re.compile(  # 涉及的业绩和事项从2022年1月1日起计算
    rf"(?:^|[，。；\n）])(?:本[^，。；\d]{{0,8}}?)?(?P<what>[^，。；\d]{{0,8}}?(?:业绩|事项|奖补|补贴|"
    rf"补助|奖励|投入|行为|项目)[^，。；\d]{{0,6}}?)(?:均|统一|一律)?"
    rf"(?:从|自|以)(?P<low>{_DATE})(?:（含[^（）]{{0,4}}）)?(?:起|开始|为起点)(?:计算|起算|算起|计|核算|认定|兑现)"
)
_BEFORE_IT: Final = re.compile("(?:在此之前|此前|之前)")
_HAD_THINGS: Final = re.compile("(?:取得|获得|获批|批准|颁发|核发)的(?P<things>[^，。；的]{2,})")
_NO_MORE: Final = re.compile(  # 2025年7月1日以后完成的，不再奖补: of the offers of its own clause
    r"(?P<since>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)(?:（含）)?(?:以后|之后|后|"
    r"起)(?P<what>[^，。；]{2,16})的，?不(?:再|予|享受|给予)*(?:奖补|补助|补贴|奖励|支持|资助|受理|"
    r"享受)"
)
_ANY_DEED: Final = re.compile(  # 发生的业务和建成的项目: one sort of affairs of any kind is enough
    "(?:(?:实施|完成|发生|开展)(?:并|和|、|或)?)*"
    "|(?:[^，。；]{2,10}(?:、|和|及|或|以及))?(?:实际)?(?:发生|开展|完成|实施)的?(?:各[类项])?(?:业务|事项|活动|费用|支出|行为)(?:(?:、|和|及|或|以及)[^，。；]{2,10})?"
)
_QUALIFYING: Final = re.compile("的?(?:、|且|并)?符合[^，。；]{0,8}(?:条件|要求|规定)的?")
_PROJECT: Final = re.compile("(?:所称|所指|支持的?)?(?P<name>[^，。；、称指]{2,12})(?=项目)")
_LABEL: Final = re.compile(r"^(?:第[^，。；]{1,6}?条|（[^（）]{1,3}）|\d{1,2}[.、])\s*")
_SORT_OF: Final = re.compile("类(?:奖励|奖补|补助|补贴|资助)")
_SORTS: Final = {  # of projects, and the words of the offers for them
    "建设类": ("建设", "新建", "改建", "扩建", "改造", "建成"),
    "投资类": ("投资", "投入", "建设", "新建", "改建", "扩建", "改造"),
    "设备类": ("设备", "购置", "购买"),
    "购置类": ("购置", "购买", "新购"),
}
_EXEMPT: Final = re.compile(
    r"(?:为|属于|是)(?P<who>[^，。；为的]{2,10}?)的?，(?:可)?不受(?P<what>[^，。；]{2,16}?)(?:的)?(?:条件|要求)?限制"
)
_NOT_BOUND: Final = re.compile(  # 应届毕业生不受“连续参保满6个月”的限制 · 残疾人不受年龄限制
    r"(?:^|(?<=[。；，\n]))(?:其中，?|但|对)*(?P<who>(?!本|第|上述|每|同一|"
    r"申[请报])[^，。；、为的第本\d]{2,14}?)的?，?(?:可以?|均|则)*不受(?:前款|上述|以上|本款|"
    r"前述)?[“\"「]?"
    r"(?P<what>(?!注册地|登记地|户籍|地域|住所|第|本|"
    r"此)[^，。；”“]{2,40}?)[”\"」]?(?:等)?(?:的)?(?:条件|要求|规定)?(?:的)?(?:限制|约束)"
)
_IN_ITS_TIME: Final = re.compile(  # 购房时间以网签备案时间为准，须在本方案有效期内
    r"(?:购[房车置买]|认定|建设|投资|签[约订]|竣工|完工|投产|实施|消费|交易)[^，。；]{0,24}(?:时间|日期|行为|项目)?(?:以[^，。；]{2,30}为准)?，?"
    r"(?:均|都)*(?:须|应当?|必须)(?:均|都|发生)*在本?(?:方案|办法|措施|政策|细则|意见|通知|规定)?的?(?:有效|执行|实施|政策|施行)期限?(?:间|以?内)"
)
_BUT_SOME: Final = re.compile(  # 申请主体须具有独立法人资格，第八条传承人除外
    r"(?P<what>[^。；\n]{4,80}?)[，（](?:但|其中，?)?第[^，。；（）]{1,8}[条款](?:规定|所列|所述|中)?的?(?P<who>[^，。；（）、第条款项]{2,14}?)除外"
)
_WORDS: Final = 4  # letters by which a condition is named
_FREE: Final = re.compile(  # 第二部分第（一）项所列服务机构不受注册地限制 · 本条不受户籍限制
    r"(?P<where>本[条款项]|"
    r"(?:第(?P<part>[一二三四五六七八九十]+)部分)?第(?P<label>[（(]?[一二三四五六七八九十百\d]+[)）]?)(?P<kind>[条项]))[^，。；]{0,16}?不受(?P<what>注册地|"
    r"登记地|户籍|地域|住所)[^，。；]{0,6}限制"
)
_OF_ARTICLE: Final = re.compile(  # 展览项目的主办单位不受第三条规定的限制; behind a comma it is said of some only
    r"(?:(?:^|(?<=[。；]))(?:其中)?(?:每[人家户个]|同一)[^，。；]{0,16}，|(?:^|"
    r"(?<=[。；]))(?:其中)?[^，。；]{2,24}?)不受(?:本[^，。；第]{0,8})?(?P<article>第[一二三四五六七八九十百\d]+条)(?:第（(?P<item>[一二三四五六七八九十]+)）项)?[^，。；]{0,14}限制"
)
_OF_ITEM: Final = re.compile(  # 创办企业的，不受前款第（一）项限制，补贴标准上浮50%
    "不受(?:前款|上款|上述|前述|本条(?:第[一二三四五]款)?)(?:规定的?)?第（(?P<item>[一二三四五六七八九十]+)）项[^，。；]{0,14}限制"
)
_BELONGS: Final = {
    "注册地": "注册|登记",
    "登记地": "注册|登记",
    "户籍": "户籍|户口",
    "地域": "注册|登记|户籍",
    "住所": "住所|居住",
}
_CEILING: Final = re.compile(
    r"(?:除第[（(]?(?P<but>[一二三四五六七八九十百\d]+)[)）]?[条项]外，?)?(?:单个|同一|"
    r"每[个家户])(?:企业|单位|主体|机构|申报单位|申请人|经营主体|市场主体)(?:同一年度|每年度?|"
    r"年度内?|当年|全年|一年内)[^，。；]{0,8}?(?:累计|合计|可|最多)*(?:享受|获得|申领|领取|"
    r"累计)+(?:各?级)?(?:财政)?(?P<what>[^，。；\d]{0,16}?)(?:资金|奖补|奖励|补贴|补助|"
    r"扶持)[^，。；\d]{0,8}?(?:总额|总计|合计|累计|总量)[^，。；\d]{0,6}(?P<sum>\d[^，。；]{1,10}元)"
)
_OF_ALL: Final = re.compile(
    "^(?:的|本[^，。；]*|该[^，。；]*|各[类项级][^，。；]*|上述[^，。；]*|以上[^，。；]*|全部|所有|"
    "市级|县级|区级|财政|政策|奖补|的?总)*$"
)  # else it is of the clause alone
_INTAKE: Final = re.compile(
    r"(?:每年|当年|次年|每年度|年度内)的?(?P<month1>\d{1,2})月(?P<day1>\d{1,2})日(?:至|到|—|"
    r"-)(?:当年)?(?P<month2>\d{1,2})月(?P<day2>\d{1,2})日"
    r"[^。]{0,30}(?:受理|申[报请领])[^。]{0,24}逾期[^，。；]{0,8}(?:不予?(?:再)?受理|不再受理|不予|"
    r"视为[^，。；]{0,6}(?:放弃|弃权)|自动放弃)"
)
_PIECE: Final = "[人名位台个家户项件套场辆张间座头只羽匹口亩艘棵株]"
_MOST: Final = re.compile(  # 单个企业年度补助不超过10人, 每家每年最多奖励5台, 每户最多奖补3头
    r"(?:补[助贴]|奖[励补]|资助|享受|支持|申[报请领]|发放|兑现)(?:人数|数量|台数|头数|只数|"
    r"名额)?(?:最高|最多|总数|合计)?"
    rf"(?:不超过|不得超过|限|以)(?P<number>\d+)(?P<unit>{_PIECE})(?:为限|以内)?(?=$|[，。；])"
    r"|(?<!的)(?:最多|至多|最高|限)可?(?:补[助贴]?|奖[励补]?|资助|享受|支持|申[报请领]|发放)"
    rf"(?P<number2>\d+)(?P<unit2>{_PIECE})[^，。；\d的以]{{0,6}}(?=$|[，。；])"
    # 同一单位每年最多不超过50人, （每家不超过2人）
    rf"|(?:同一|单个|每[个家户]|单家)[^，。；\d的]{{1,12}}?(?:每年度?|年度内?|一年内|当年)?(?:累计|"
    rf"合计)?(?:最多|最高)?(?:不超过|不得超过|不多于|最多|至多|"
    rf"限)(?P<number5>\d+)(?P<unit5>{_PIECE})(?:为限)?(?=$|[，。；])"
    rf"|（(?:同一|单个|每[个家户年]|单家)?[^（），。；\d]{{0,6}}?(?:最多|最高|不超过|不得超过|上限|"
    rf"限)为?(?P<number6>\d+)(?P<unit6>{_PIECE})）"
    # 补贴面积最高1000平方米
    r"|(?:(?:补[助贴]|奖补|资助|支持|租赁|租用|租金补贴)的?(?:建筑)?)?(?:面积|床位数?|里程|"
    r"用地)(?:最高|最多|不超过|不得超过|上限|以|为)+(?P<number4>\d+)"
    r"(?P<unit4>平方米|亩|张|公里)(?=$|[，。；])"
    # 每人每年累计不超过60天, 最长36个月, 共发放3年
    r"|(?:累计|合计|总计|最长|最多|连续|期限|时间|"
    r"共(?:计)?)[^，。；\d]{0,8}?(?P<number3>\d+)(?P<unit3>个月|天|日|年)(?=$|[，。；：])"
)
_CALLED: Final = re.compile('（以下(?:统|合|并|简)称(?:为)?[“"]?(?P<name>[^“”"（）]{2,12})[”"]?）')
_DEFINED: Final = re.compile("所称的?“?(?P<word>[^，。；：“”、是的]{3,14}?)”?，?(?:是|系)?指")
_SPEAKS: Final = re.compile(
    "年|以下.称|施行|起计|起算|算起|起核算|实际|[%％]|执行|印发|最高一项|其中一项|之日起|不受|逾期|另一方|夫妻|扣[除减]|抵[扣减]|冲抵|本数|差额|补差|重复|就高|择高|叠加|享受|分别申|适用|发生|总额|期间|以后|之后|不超过|最多|最高|最长|共|为准|时间|多胞胎|除外|有效期|双胞胎|为限"
)


_BY_LEVEL: Final = re.compile("级别|等级|档次|层次|低[级档]|晋[级档升]|升[级档]")
_OFFERING: Final = re.compile(r"(?:给予|奖励|补助|补贴|资助)[^，。；]{0,10}\d")
_IN_PARTS: Final = re.compile(r"\d(?:%[^。；]{0,20}\d|\s*[:：∶]\s*\d)")


def told_of_all(places: Iterable[Place]) -> Rules:
    """Read the rules of a document from its clauses."""
    inclusive = exclusive = ceiling = None
    intake: Intake | None = None
    in_force: Place | None = None
    by_level: Place | None = None
    differences, windows = list[Place](), list[Window]()
    exempt, limits, most, births = list[Exempt](), list[Limit](), list[Most](), list[Most]()
    called, areas = list[tuple[str, str]](), dict[str, str]()
    parts, shares = list[Place](), list[Share]()
    stacking: list[str] = []
    uncounted = list[tuple[str, Place]]()
    off, couples = list[tuple[str, str, Place]](), list[tuple[float, Place]]()
    defined = list[tuple[str, str]]()
    for place in places:
        text = place.quote
        if (match := _DEFINED.search(text)) and not (anybody(match["word"]) or any_firm(match["word"])):
            defined.append((key(match["word"]), place.path))
        if _IN_PARTS.search(text) and parts_paid(text):
            parts.append(place)
        for name, names in areas_meant(text):
            areas.setdefault(name, names)
        uncounted += not_counted(place) if "计入" in text or "不予计" in text or "不纳入" in text else ()
        if not _SPEAKS.search(text):
            continue
        if inclusive is None and (match := _INCLUSIVE.search(text)):
            inclusive = replace(place, quote=match[0])
        if match := _DIFFERENCE.search(text):
            differences.append(replace(place, quote=match[0]))
            if by_level is None and _BY_LEVEL.search(match[0]) and not _OFFERING.search(text):
                by_level = replace(place, quote=match[0])
        if exclusive is None and (match := _EXCLUSIVE.search(text)):
            exclusive = replace(place, quote=match[0].strip())
        stacking += [match[0] for match in _STACKING.finditer(text)]
        windows += [*_windows(place), *_ended(place)]
        if (found := _ceiling(place)) and (ceiling is None or (ceiling.within and not found.within)):
            ceiling = found
        intake = intake or _intake(place)
        if match := None if in_force else _IN_ITS_TIME.search(text):
            in_force = replace(place, quote=match[0])
        called += [(one["name"], place.path) for one in _CALLED.finditer(text)]
        most += _most(place)
        births += _births(place)
        shares += shares_told(place)
        off += deducted(place)
        couples += couples_told(place)
        limits += limits_of(place)
        exempt += [Exempt(one["who"], one["what"], replace(place, quote=one[0])) for one in _EXEMPT.finditer(text)]
        exempt += [Exempt(one["who"], one["what"], replace(place, quote=one[0])) for one in _NOT_BOUND.finditer(text)]
        exempt += [Exempt(one["who"], one["what"], replace(place, quote=one[0])) for one in _BUT_SOME.finditer(text)]
        exempt += [_free(one, place) for one in _FREE.finditer(text)]
        exempt += [_of_article(one, place) for one in _OF_ARTICLE.finditer(text)]
        exempt += [
            Exempt("", "", replace(place, quote=one[0]), place.path, f"{place.path}/({one['item']})")
            for one in _OF_ITEM.finditer(text)
        ]
    return Rules(
        inclusive, exclusive, tuple(differences), tuple(windows), ceiling, tuple(exempt), intake, tuple(limits),
        tuple(most), tuple(births), tuple(parts), tuple(shares), by_level,
        tuple(off), tuple(couples), tuple(sorted(stacking)), tuple(areas.items()), tuple(sorted(called)),
        tuple(sorted(uncounted, key=lambda one: (one[1].path, one[0]))),
        tuple(defined), in_force,
    )  # fmt: skip


def exempted(
    needs: Sequence[Requirement], formula: Formula, rules: Rules, offer: str
) -> tuple[list[Requirement], Formula]:
    """Let those whom the document exempts do without what it exempts them from: 个体工商户不受独立法人资格限制.

    `offer` is the path of the clause that offers.
    """
    own = [one for one in rules.exempt if one.path and one.of(offer)]
    free = [_BELONGS[one.what] for one in own if one.what]
    gone = {order for order, need in enumerate(needs, 1) for what in free if _only_where(what, need.attr)}
    gone |= {order for order, need in enumerate(needs, 1) if any(one.spares(need.place.path) for one in own)}
    named = [f"{need.attr}{need.value}" for need in needs if need.place.path == offer and need.value is not False]
    theirs = [one for one in rules.exempt if one.who and any(one.who in said for said in named)]
    gone |= {order for order, need in enumerate(needs, 1) if any(_spared(one, need) for one in theirs)}
    if gone and len(gone) < len(needs):
        needs = [need for order, need in enumerate(needs, 1) if order not in gone]
        formula = without(formula, gone) or parse(None, len(needs))
    found = list(needs)
    shapes: dict[int, Formula] = {}
    for order, need in enumerate(needs, 1):
        one = next((one for one in rules.exempt if one.who and _spared(one, need)), None)
        if one:
            who = Requirement(
                "申请人类型", one.place.quote, one.place, "=", one.who,
                key=key("申请人类型"), value_key=key(one.who), family="kind",
            )  # fmt: skip
            found.append(who)
            shapes[order] = ("or", (order, len(found)))
    return found, replaced(formula, shapes) if shapes else formula


def _spared(one: Exempt, need: Requirement) -> bool:
    """Tell whether an exemption names a condition: by what is asked, or by the very words of its clause."""
    if need.value is True and one.what in need.attr:
        return True
    said = need.text.strip("，。的")
    if one.who in said and one.what in said:
        return False  # the very words of the exemption
    return len(said) >= _WORDS and (said in one.what or (need.place.iri == one.place.iri and one.what in said))


def uncalled(needs: Sequence[Requirement], formula: Formula, rules: Rules) -> tuple[list[Requirement], Formula]:
    """Leave out that one is of all those who may apply (农业经营主体), where who they are is asked for itself."""
    asked = {path for _, path in rules.called if any(need.place.path == path for need in needs)}
    names = {name for name, path in rules.called if path in asked}
    gone = {
        order
        for order, need in enumerate(needs, 1)
        if need.place.path not in asked and (need.attr in names or (need.family == "kind" and need.value in names))
    }
    kept = without(formula, gone) if gone else None
    if kept is None:
        return list(needs), formula
    return [need for order, need in enumerate(needs, 1) if order not in gone], kept


def _only_where(what: str, attr: str) -> bool:
    """Tell whether a condition asks for nothing but where somebody is registered or at home: 在本市登记注册."""
    return bool(re.search(f"(?:{what})$", attr)) and about_place(attr) and not re.search("税|备案|产权|验收", attr)


def _free(match: re.Match[str], place: Place) -> Exempt:
    path = f"第{match['label']}条" if match["kind"] == "条" else f"({(match['label'] or '').strip('()（）')})"
    if match["part"]:
        path = f"{match['part']}/{path}"
    return Exempt("", match["what"], replace(place, quote=match[0]), path if match["label"] else place.path)


def _of_article(match: re.Match[str], place: Place) -> Exempt:
    article = match["article"] + (f"/({match['item']})" if match["item"] else "")
    return Exempt("", "", replace(place, quote=match[0]), place.path, article)


def in_force_by_then(needs: Sequence[Requirement], own: Place, effective: date | None) -> list[Requirement]:
    """Bound by its day what only shuts out what was before the document was in force (施行之日前已发生的事项)."""
    return [_since_in_force(need, needs, own, effective) if effective else need for need in needs]


def _since_in_force(need: Requirement, needs: Sequence[Requirement], own: Place, effective: date) -> Requirement:
    if need.value is True and _SINCE_FORCE.match(need.text):  # 于本政策施行之日后竣工验收或取得认定
        about = events(_FORCE_ITSELF.sub("", need.text)) & events(own.quote)
        return Requirement(
            WINDOW,
            need.text,
            need.place,
            ">=",
            effective.isoformat(),
            key=key(WINDOW),
            until=about or events(own.quote),
        )
    if need.value is not False or not _EARLIER_THAN_FORCE.match(need.text):
        return need
    of = events(_HAPPENED.sub("", _FORCE_ITSELF.sub("", need.text)))
    about = of & events("，".join([own.quote, *(one.attr for one in needs if one.value is not False)]))
    if of and not about:
        return need  # 施行前取得的资质, of an offer that asks for none
    return Requirement(WINDOW, need.text, need.place, ">=", effective.isoformat(), key=key(WINDOW), until=about)


def windowed(
    needs: Sequence[Requirement], formula: Formula, rules: Rules, own: Place
) -> tuple[list[Requirement], Formula]:
    """Add to the conditions of the offer at `own` the days between which what it pays for must have happened."""
    offered = own.quote
    early = {order for order, need in enumerate(needs, 1) if any(_too_early(need, one) for one in rules.windows)}
    if early and len(early) < len(needs):
        needs = [need for order, need in enumerate(needs, 1) if order not in early]
        formula = without(formula, early) or parse(None, len(needs))
    needs, formula = _without_windows(needs, formula, [one for one in rules.windows if one.names])
    said = f"{offered}，{'，'.join(f'{need.attr}，{need.text}' for need in needs if need.value is not False)}"
    meant_here = [(window, about) for window in rules.windows if (about := _about(window, own, said)) is not None]
    needs, formula = _without_windows(needs, formula, [window for window, _ in meant_here])
    found, parts = list(needs), [formula]
    for window, about in meant_here:
        quote = window.place.quote
        if window.last:
            found.append(Requirement(LAST_YEAR, quote, window.place, "=", True, key=key(LAST_YEAR)))
            parts.append(len(found))
        for op, bound in ((">=", window.low), ("<=", window.high)):
            if bound:
                name = f"{window.deed}时间" if window.deed else WINDOW
                counted = True if window.besides else None
                found.append(
                    Requirement(name, quote, window.place, op, bound, key=key(name), until=about, untold=counted)
                )
                parts.append(len(found))
    asked_there = "，".join((offered, *(need.text for need in needs if need.place.path == own.path)))
    for limit in rules.limits:
        if meant(limit, own, offered, asked_there):
            words = limit.place.quote
            asked = Requirement(
                f"{limit.since}{TO_APPLYING}", words, limit.place, "<=", limit.value, limit.unit,
                key=key(words), since=events(limit.since), until=events("申请"),
            )  # fmt: skip
            found.append(asked)
            parts.append(len(found))
    return found, ("and", tuple(parts)) if len(parts) > 1 else formula


def _without_windows(
    needs: Sequence[Requirement], formula: Formula, windows: Sequence[Window]
) -> tuple[Sequence[Requirement], Formula]:
    """Take out what was read of the sentences of windows beside what these say themselves."""
    again = {order for order, need in enumerate(needs, 1) if any(_said_again(need, window) for window in windows)}
    if not again or len(again) == len(needs):
        return needs, formula
    left = [need for order, need in enumerate(needs, 1) if order not in again]
    return left, without(formula, again) or parse(None, len(left))


def _about(window: Window, own: Place, said: str) -> frozenset[str] | None:
    """Return the events of the offer at `own` that must lie in a window; None where it is not meant."""
    if window.within and own.path != window.within and not own.path.startswith(f"{window.within}/"):
        return None
    about = window.events & events(said) if window.events else events(own.quote)
    if window.names or (window.within and window.events):
        about = window.events
    if window.events and not about and not any(thing in said for thing in window.things):
        return None
    return None if window.names and not any(name in said for name in window.names) else about


def _said_again(need: Requirement, window: Window) -> bool:
    """Tell whether a condition was read from what a window says of all: when, or that it is of 业务, 事项."""
    if need.place.iri != window.place.iri or window.within or window.besides:
        return False
    said = need.value is True or (isinstance(need.value, str) and not dated(need))
    again = dated(need) and not window.names and need.text in window.place.quote
    return again or (said and says_no_more(need.text, window))


def _too_early(need: Requirement, window: Window) -> bool:
    """Tell whether an exclusion only says what the window says: 2025年1月1日之前发生的事项."""
    if need.value is False and need.place.iri == window.place.iri and _BEFORE_IT.match(need.text):
        return True  # 此前登记的不适用
    return need.value is False and need.place.iri == window.place.iri and need.text in window.place.quote


def _births(place: Place) -> Iterator[Most]:
    for match in EACH_MORE.finditer(place.quote):
        one = next(measures(match["sum"]), None)
        if one and (value := in_yuan(one.value, one.unit)) is not None:
            yield Most(value, "元", replace(place, quote=match[0]))


def _most(place: Place) -> Iterator[Most]:
    for match in _MOST.finditer(place.quote):
        number, unit = next(
            (match[f"number{at}"], match[f"unit{at}"]) for at in ("", 2, 3, 4, 5, 6) if match[f"number{at}"]
        )
        yield Most(float(number), unit, replace(place, quote=match[0]))


def _windows(place: Place) -> Iterator[Window]:
    told: list[Window] = []
    for pattern in (*_WINDOWS, _COUNTED_SINCE):
        for match in pattern.finditer(place.quote):
            if _SORT_OF.search(match.groupdict().get("what") or ""):  # 认定类奖励: told by sorts below
                continue
            one = _window(match, place)
            same = [two for two in told if (one.low, one.high, one.names) == (two.low, two.high, two.names)]
            if all(two.besides and not one.besides for two in same):
                told.append(one)
            break
    yield from told
    for one in windows_of_sorts(place):
        if not any((one.low, one.high) == (two.low, two.high) and two.events <= one.events for two in told):
            told.append(one)
            yield one
    for one in times_of_all(place):
        if not any(two.place.quote in one.place.quote or one.place.quote in two.place.quote for two in told):
            yield one


def _window(match: re.Match[str], place: Place) -> Window:
    told = match.groupdict()
    low = _next_day(told["upto"]) if told.get("upto") else _iso(match["low"])
    late = bool(_BESIDES_ITS_TIME.search(match[0])) or bool(re.search(_BEFORE_FORCE, match[0]))
    high = _iso(told["high"]) if told.get("high") and not late else None
    deed = told.get("deed")
    named = _PROJECT.findall(_LABEL.sub("", match["what"])) if deed else ()
    names = tuple(word for name in named for word in _SORTS.get(name, (name,)))
    what = _QUALIFYING.sub("", match["what"])
    what = "" if _ANY_DEED.fullmatch(what) else what
    quoted = replace(place, quote=match[0])
    had = _HAD_THINGS.fullmatch(what)
    things = tuple(one for one in re.split("、|和|及|或", had["things"]) if len(one) > 1) if had else ()
    return Window(low, high, events(deed or what), quoted, names, deed or "", besides=late, things=things)


def _ended(place: Place) -> Iterator[Window]:
    """Yield by which day things must have happened where what happens later is paid for no more."""
    for match in _NO_MORE.finditer(place.quote):
        last = date.fromisoformat(_iso(match["since"])) - timedelta(days=1)
        quoted = replace(place, quote=match[0])
        yield Window("", last.isoformat(), events(match["what"]), quoted, within=place.path)


def _intake(place: Place) -> Intake | None:
    match = _INTAKE.search(place.quote)
    if not match:
        return None
    first, last = ((int(match[f"month{at}"]), int(match[f"day{at}"])) for at in "12")
    return Intake(first, last, replace(place, quote=match[0]))


def _ceiling(place: Place) -> Ceiling | None:
    match = _CEILING.search(place.quote)
    sums = list(measures(match["sum"])) if match else []
    value = in_yuan(sums[0].value, sums[0].unit) if sums else None
    if match is None or value is None:
        return None
    above, _, last = place.path.rpartition("/")
    own = above if last.endswith((")", "）")) else place.path
    within = "" if _OF_ALL.match(match["what"]) else own
    return Ceiling(value, match["but"] or "", replace(place, quote=match[0]), within)


def _next_day(words: str) -> str:
    """Return the first day that counts where what was before a day does not; the end of a month is itself too early.

    >>> _next_day("2025年1月1日"), _next_day("2023年12月31日")
    ('2025-01-01', '2024-01-01')
    """
    said = _iso(words)
    if said.count("-") < 2:
        return said
    day = date.fromisoformat(said)
    following = day + timedelta(days=1)
    return (following if following.day == 1 else day).isoformat()


def _iso(words: str) -> str:
    year, *rest = (part for part in re.split("[年月日]", words) if part)
    return "-".join((year, *(part.zfill(2) for part in rest)))
