"""Numbers that an applicant tells: each held against the numbers that the schemes ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.in_full import in_full
from graph.eligibility.language.quantity import MONEY, Said, convert, dimension, measures
from graph.eligibility.language.segment import Segment, untied
from graph.eligibility.language.thesaurus import canonical, coverage, families, family, key, lasting_alike, measured_by
from graph.eligibility.language.unit_meant import counted
from graph.eligibility.matching.nearest import of_the_whole, with_imports
from graph.eligibility.matching.share import part_of_what
from graph.eligibility.offers.no_more_than import bounds
from graph.eligibility.offers.part import within
from graph.eligibility.offers.stepwise import added_to, step_of
from graph.eligibility.scheme import Scheme
from graph.eligibility.sums.growth import what_grows
from graph.eligibility.sums.heads_paid import paid_by_head
from graph.eligibility.sums.interest import PRINCIPAL, TERM, per_year
from graph.eligibility.sums.lasting import days_paid
from graph.eligibility.telling.measure_left import of_another, of_one_kind
from graph.eligibility.telling.not_yet import came_otherwise
from graph.eligibility.telling.premises_said import area_of_deed
from graph.eligibility.telling.retained import kept
from graph.eligibility.telling.rise_said import of_step_had, only_end, rise_told, up_to
from graph.eligibility.telling.spell_of_other import spell_of_other
from ingest.value.number import parse

__all__ = ["numbers_told"]

_GENERIC: Final = frozenset({MONEY, "Dimensionless", "Count", "Time", "Mass"})
_WISHED: Final = re.compile(r"给我|要求|想要|能补|能拿|补贴|补助|奖励")
_COMMON: Final = frozenset({"个", "人", "名", "家", "次", "项", "年", "个月", "月", "天", "元", "%", "小时"})
_CHANGE: Final = re.compile(
    r"^[比较](?=增|提|下|$)|同比|环比|提高|增长|提升|下降|降低|减少|净增|%|％|个?百分点|个点|改造后|只|仅|可是|但"
)
_PERSONS: Final = {"名": "人", "位": "人", "个人": "人", "人次": "人", "口": "人", "台": "辆", "部": "辆", "羽": "只"}
_TAKEN_ON: Final = re.compile(
    "(?:招|聘|雇|吸纳|带动|录用|招用|聘用|招收|招聘)(?:用|收|聘|进|来|到)?(?:了|过)?(?:[^，。；\\d]{0,2}共)?$"
)
_STAFF_BEHIND: Final = re.compile(
    "(?:[^，。；\\d]{0,10}的)?(?:[^，。；\\d的]{0,6})(?:员工|职工|学生|毕业生|残疾人|人员|军人|工人|劳动力|青年|年轻人|学徒|博士|硕士|工程师|技师|老人家?|老年人|长者|孩子|儿童|婴幼儿|幼儿|宝宝|娃娃?|病人|患者|人才|专家|教师|老师|医生|护士|护理员|学员|妇女|农民工?|村民)"
)
_NUMBER: Final = 0.45
_REACH: Final = 100  # letters: what stands farther off in an endless stretch says nothing of a number
_NAMED_SO: Final = 0.6
_PERIOD: Final = re.compile(r"^[一1]?个?(?:年|月|天|日|周|星期|礼拜)$")
_FEE: Final = re.compile("(?P<what>[\u4e00-\u9fff]{2})费(?!用)")
_FEE_ASKED: Final = re.compile("费$")
_SPAN: Final = re.compile(
    r"[^，。日星假学任长](?<!定)期(?=[\d一两二三四五])|满|整|贷|毕业|离校|退役|连续|工作|从事|合同|签|租|运营|经营|使用"
)
_NOT_DONE: Final = re.compile("(?:都|也|就)*[没未]有?[交缴付发上开]")  # 社保8个月没交
_WHAT_LASTED: Final = re.compile(
    "^(?:多|以上)?的?(?P<what>(?:劳动|用工|聘用)?合同|协议|社保|五险|社会保险|养老保险|医保|失业保险?)"
)
_LASTED: Final = re.compile(  # 协议一年, 营业了一年: how long, where 一年省电 is how much a year
    "(?:[交缴](?:费|纳)?|够|开|办|干|做|营业|开[业张]|[运试]行|[在到上]岗|上班|从业|任职|见习|实习|培训|住|服役|签|协议|合同|社保|保险|五险|退[役伍])"
    "(?:了|着|满|够|足|有|刚好|正好|整整?|已经?|才|只|快|将近)*$"
)
_OWN_SPELL: Final = re.compile(  # spells that are told by their own noun, and of which nothing else is long
    "(产假|陪产|试用|保修|质保|哺乳|怀孕|孕期|建设期|施工期|寒假|暑假|疗程|公示|离校|毕业|退[役伍]|复员|下岗|失业|停[工产业]|断缴|疫情)[^，。；\\d]{0,2}$"
)
_SAME_SPELL: Final = {"毕业": "毕业|离校", "离校": "毕业|离校", "退役": "退[役伍]", "退伍": "退[役伍]"}
_GONE: Final = re.compile("毕业|退役")
_GONE_BY: Final = re.compile(
    "(?:毕业|离校|退[役伍]|复员|转业)[^，。；\\d]{0,5}(?<!见习)(?<!实习)(?<!上班)(?<!工作)(?<!营业)(?<!经营)(?<!就业)(?<!干)(?<!开)(?<!做)$|^(?:已经?|有|都|快|刚|才|满|整|到现在|至今)*$"
)
_HAD: Final = re.compile(r"(?:领|拿|得|享受|给|奖|补)(?:到)?过(?:了)?[^，\d]{0,4}$")
_BANKED: Final = re.compile(
    "^[^，]{0,5}(?:已经?|早|都|也)[^，]{0,3}(?:到账|到手|兑现|拨付|发下来|[拿领](?:了|过|到)|享受过)"
    "|^(?:奖励|补贴|补助|奖金|钱)?(?:都|也)?(?:领|拿|享受|兑现)(?:到)?过了?$"
    "|^(?:早就?|早先|先前|之前|以前|当时|当年|上次|是)+(?:领|拿|享受|奖|发)(?:过|到|了)"
)  # 30万元已经到账, 15万已经拿了
_HAD_FOR: Final = re.compile(  # 租房补贴已经拿了12个月共9600元
    r"(?:补贴|补助|津贴|奖励)[^，。；\d]{0,6}(?:领|拿|享受|发)(?:了|过|到)[^，。；\d]{0,2}\d+(?:个月|年|次|期)[^，\d]{0,5}$"
)
_LEVEL_OF: Final = re.compile("^年度|(?:增量|增加额|增长额|新增额|净增额?|增量部分|新增部分|增长部分)$")
_MORE_OF_IT: Final = re.compile("增|多|涨|新|净|超")
_REACHED: Final = re.compile("(?:超?过|突破|达到?|做到|上)了?$")  # 营收过1亿已经拿了20万
_PAID_IN: Final = re.compile(
    "经费|拨款|国拨|省拨|外资|外汇|现汇|货款|贷款|投资|增资|资本|股权|融资|工资|租金"
)  # what came in is what is asked for
_WORKED: Final = re.compile(
    r"(?:工期|建设期|施工期|前后(?:干|建|花|用)了?|(?:改造|施工|工程|建设|项目)(?:拖|干|建|花|用|做)了)[^，\d]{0,3}$"
)
_GOT: Final = re.compile(
    r"(?:(?:已经?|之前|前面|此前|那时|当时|上次|上回)[^，]{0,14}|(?:[去前上]年|大前年|年前|20\d\d年)[^，]{0,18})(?:领|拿|享受|奖)(?:了|到了?)[^，\d]{0,4}$"
)
_HAD_ALONE: Final = re.compile(
    "^(?:当时|那时|已经?|先|也|都|各|就)*(?:领|拿|得|奖|补|发|兑现)(?:到)?了(?:一次)?$"
)  # 领了8000元
_ALL_HAD: Final = re.compile("^(?:的)?(?:奖励|奖金|补贴|补助|钱|现金|一次)?$")
_NARROW: Final = frozenset(
    {"rent", "premium", "booth", "interest", "guarantee"}
)  # 花了6万元展位费 is the fee of a booth
_BEFORE: Final = re.compile(r"(?:以前|从前|往年|过去|此前|历年|历史)[^，。；\d]{0,6}(?:最[多高好]|顶多|只|才|都|最)")
_LONG_AGO: Final = 9
_NEVER: Final = re.compile(  # 以前从没过过亿, 之前没突破过5000万
    "(?:以前|之前|从前|此前|往年|从来?|一直)(?:从来?|都|也|一直|就)*(?:没有?|未)曾?(?:做|卖|干)?(?:过|到|上|超|破|突破|达到|超过)+过?"
    "(?:(?P<round>亿|千万|百万)|(?P<many>[\\d.]+|[一二两三四五六七八九十百千]+)(?P<unit>亿|万))"
)
_NEVER_SO: Final = re.compile(  # 去年做到5000万元整，以前没到过这个数
    "(?:以前|之前|从前|此前|往年|从来?|一直)(?:从来?|都|也|一直|就|还)*(?:没有?|未)曾?(?:做|卖|干|冲)?(?:到|达到|上|超|突破|有)过+(?:这个数|这么多|这么高|这条线|这一步)?$"
)
_ROUND: Final = {"亿": 1e8, "千万": 1e7, "百万": 1e6, "万": 1e4}
_FIRST_BEYOND: Final = "首次突破"
_PROJECT: Final = "项目类型"
_AGO: Final = {"大前年": 3, "前年": 2, "去年": 1, "今年": 0}
_CHANGES: Final = {"raised": 1, "lowered": -1}
_ONLY_MORE: Final = re.compile("(?:年度|当年)?(?:增量|增长|新增|增加|超出|净增)(?:的?部分|额度?)?$")  # 按增量部分的10%
_GREW: Final = re.compile(
    "^(?:上一?年度?|当年度?|本年度?|年度|年)*(?P<what>[^，。；]{0,12}?(?:费用?|收入|产值|利润|税收|投[入资]|[售业易口税]额))(?:总额)?"
    "(?:较|比|同比|环比|年均|增|提|下|降)"
)
_ONE_OF: Final = re.compile("^(?P<items>[^，。；]+?)等[^，。；、]{0,10}$")
_IN_ALL: Final = re.compile("^[^，。]{0,3}(?:一共|总共|合计|共计|总计|共)")
_OWN_NOUN: Final = re.compile(r"[\u4e00-\u9fff]{3,}")  # 320个国际标准展位 says itself what it counts
_YEAR: Final = re.compile(r"(20\d\d)年")
_SUM: Final = re.compile(r"(?:给予|奖励|补助|补贴|资助)[^，。；]{0,8}\d")
_ONLY_YEAR: Final = re.compile(
    r"(?P<year>20\d\d年|[去前今]年|大前年|上一?年|本年|当年)度?(?:同期|同一时期|那时候?)?(?:就|已经?|则|只|才|一下子?|一举|突然|直接|猛地?|首次|第一次|终于)*(?:做|冲|增|升|涨|达|冲|扩|减|降|掉)?(?:是|为|有|到|至|长到|加到)?了?(?=\d)"
)
_OF_A_YEAR: Final = re.compile(
    r"(?:(?:我们?|咱们?|规上|公司|企业|单位|店里?|厂子?里?|工厂)的?)*(?:20\d\d年|[去前今]年|大前年|上一?年|本年|当年)度?的?(?P<what>[^\d，。；]{2,12}?)(?:大概|大约|约|就|已经?|一共|总共)?(?:是|为|有|达到?|做到|做了|实现)?了?(?=\d)"
)
_MEASURE_FIRST: Final = re.compile(  # 地方经济贡献前年300万元
    r"(?:(?:我们?|咱们?|规上|公司|企业|单位|店里?|厂子?里?|工厂)的?){0,4}(?P<what>[^\d，。；]{2,12}?)(?:20\d\d年|[去前今]年|大前年|上一?年|本年|当年)度?(?:大概|大约|约|就|已经?|一共|总共)?(?:是|为|有|达到?|做到|做了|实现)?了?(?=\d)"
)
_FLOWS: Final = frozenset({"make", "discharge", "use"})  # 放电55万度 is no 装机规模
_OTHER_SPAN: Final = re.compile("合同|租|毕业|经营|运营|工龄|注册|成立")
_CONTRACT: Final = "合同"
_PACT: Final = re.compile("合同|协议")
_LENT: Final = re.compile("贷[了到款的出]|借[了到款]")
_BARE_TERM: Final = re.compile(r"(?<![款同赁租险质证务任聘])期限(?:是|为)?(?=[\d一二两三四五六七八九十半])")
_YEARS_LONG: Final = re.compile(r"(?P<years>\d+|[一二两三四五六七八九十])年期(?!限|间|货)")
_SIGNED: Final = "合同期限"  # what the thesaurus makes of 签了10年
_TERM_ASKED: Final = re.compile("(?:合同|协议|流转|租赁|承包|租用|入驻)(?:合同|协议)?(?:期限?|年限)$")
_TERM_SAID: Final = re.compile("合同|协议|一签|签了|流转期|租期|期限|(?:一|次)(?:租|包|签)")
_BARE_CONTRACT: Final = re.compile("(?:^|[，、也都])(?:流转|土地|承包)?合同")
_MORE: Final = re.compile(
    r"(?:(?<!不)超过?|突破|(?<=[次回就也经产值入额收首])破|(?<=[次回])上(?=了)|(?<!不)(?:多于|高于|大于)|不止|(?<!通)(?<!经)(?<!没)(?<!不)过)(?:了)?$"
)
_LESS: Final = re.compile(
    r"(?:(?:没有?|未)能?(?:达到?|超过|到|满|够)(?:[^，。；\d]{1,10}(?:的|要求的)?)?|不到|不足|未满|不满|(?<![不没])(?:少于|低于|小于)|没到|没满|差(?:一)?点(?:儿)?(?:到|满)?|将近|接近|逼近|没过|不超过|(?<![加赶尽均更增值速])快(?:到|要|满)?)(?:了)?$"
)
_TO_COME: Final = re.compile(
    "预计|预期|打算|计划|准备|有望|争取|力争|目标|拟(?!定)|(?<![不])会有|明年|后年|将要?(?!近)"
)
_DONE_BY: Final = re.compile("投产|竣工|完工|建成|投用|交付|并网")
_BUILT_WITHIN: Final = re.compile(
    r"(?<![产业工成\d.])(?:只|才|就)?(?:用|花)?了?(?P<spell>\d+(?:\.\d+)?(?:年半?|个半?月)|[一二两三四五六七八九十]+(?:年半?|个半?月))(?:就|内|便|即)?(?:能|可以)?(?:建成|竣工|投产|完工|建好)[投产完工并了使用]*$"
)
_FIRM_SAID: Final = re.compile("(?:公司|企业|机构|厂|店|合作社)$")  # 融资担保公司 tells of no loan
_OF_ALL: Final = re.compile("自用|^新(?:设|开|办|成立)")  # what is told of it may stand anywhere
_OF_RESEARCH: Final = re.compile("研发(?:上|方面)?(?:花)?的(?=投[入资]|费用|支出|经费)")
_RATE_ASKED: Final = re.compile("(?:费|利)率$")
_UNDONE: Final = re.compile(f"[没未][^，。；]{{0,4}}(?:{_DONE_BY.pattern})")
_PLANNED: Final = "您说的是打算，按做到以后计；现在还没有做到的不算"
_BRACKETED: Final = re.compile(r"[（(][^（）()]*[）)]?$")  # 实际装修投入（不含税）
_NAMED: Final = 0.7
_TOLD_SO: Final = 1.4
_SHARE_OF: Final = re.compile("占")
_SUBJECT: Final = re.compile(
    "不过|只|大概|大约|差不多|已经?|都|也|就|我们?|公司|去年|今年|一年|全年|每年|总共|一共|平均|投[入的]|的?钱|[这那]|大约|差不多|现在|目前|花[的了]|这块|这部分"
)
_OF_NO_WHOLE: Final = re.compile("占(?:比|比例|比重)?$")
_SAID_SHARE: Final = re.compile("[^，。；\\d]{0,10}占")  # 不过只占营收的2.4%
_ALL_OF: Final = re.compile("(?:全部?|都|均|清一色)(?:是|为|属于)")
_KIND_SAID: Final = 3  # letters of a kind by which it is known
_SPENT: Final = "spending"
_EVERY: Final = re.compile("每(?P<span>周|月|天|日|季)")
_SAID_EVERY: Final = {
    "周": "[每一]个?(?:周|星期|礼拜)|周均",
    "月": "[每一]个?月|月均|按月",
    "天": "[每一][天日]|日均",
    "日": "[每一][天日]|日均",
    "季": "[每一]个?季|季均",
}
_ALL_SAID: Final = re.compile("[一共总有才只刚好正大概约差不多整左右到了是够足就也都、 ]*")
_PHYSICAL: Final = frozenset({"Energy", "Power", "Area", "Length", "Volume", "Mass"})
_IN_MONEY: Final = frozenset(
    {_SPENT, "research", "turnover", "export", "tax", "profit", "premium", "interest", "capital"}
)
_TOGETHER: Final = re.compile(
    "^(?:实际)?(?:支付|发生|缴纳)?的?(?P<one>[^，。；、和及与]{2,10}?)(?:、|和|及|与)(?P<other>[^，。；、和及与]{2,12}?)(?:的|之)?(?:总额|合计|总和|总计|和)$"
)
_PARTS: Final = re.compile(
    "(?P<items>[^，。；、和及与等]{2,8}(?:(?:、|和|及|与|以及)[^，。；、和及与等]{2,8}?){1,4})"
    "(?P<tail>(?:购置|采购|建设|投入|实际)?(?:总?费用?|总?投资额?|总?投入|总?支出|总?成本|金额))"
)
_BESIDE: Final = re.compile("、|以及|和|及|与")
_COST: Final = re.compile("(?:费用?|投资额?|投入|支出|成本|租金|利息|金额|款)$")
_ACTUALLY: Final = re.compile("^(?:其|项目|企业|实际|当年|年度|上年度?|支付|发生|缴纳|产生|投入)+的?(?=.{4})")
_PREMIUMS: Final = re.compile("养老|医疗|失业|工伤|生育|保险")
_AREA: Final = "area"
_PAID: Final = re.compile("支付|支出|付款|交易额|合同额|合同金额|购置费|采购额")
_HEADS: Final = re.compile(  # 刚好200人: how many one is, where it is asked of the staff
    "(?:我们|公司|厂里|企业|单位|全厂|全公司|一共|总共|现在|目前|刚好|正好|才|就|大概|大约|也就|有|只有|不到|将近)*(?:左右|上下|多|出头)?(?:在?上班|在职|在岗|干活|做事|吃饭|规模)?"
)
_OWN_AGE: Final = re.compile(
    r"(?:我|本人)(?:自己)?(?:今年|都|已经?|刚|才|快|满|整|也|过|有|是)*\d"
)  # before 家里老人75
_OF_PERSONS: Final = ("人", "个人", "名", "号人")
_STAFF: Final = re.compile("职工|员工|从业人员|用工|在岗人员")
_ABOUT: Final = re.compile("(?<=[\\d一二三四五六七八九十百千])(?:来|几)(?=[个家名人位万亩台户])")  # 八十来个
_GAP: Final = re.compile(  # 社保一个月没断, 中间断过两个月 do not tell how long it was paid
    "一(?:个月|天|年|次|期)(?:也|都)?(?=没(?:有)?(?:断|停|落|欠|漏|间断|中断))|(?<=[断停])(?:过|了|缴了?|交了?|保了?)(?:\\d+|[一二两三四五六七八九十]+)(?:个月|年|天)"
)
_AGREED: Final = re.compile(
    "(?:协议|意向|合同|签约|计划|拟)(?:引进|引资|总)?(?:投资|外资|金额|额)"
)  # is none that came in
_IN_TRUTH: Final = re.compile("实际|到位|到账|实缴|完成")
_CAPITAL: Final = re.compile("注册资|认缴")
_PAID_UP: Final = "实缴"
_PAID_UP_BEHIND: Final = re.compile("[^，。；\\d]{0,6}(?<![未没])实缴(?![^，。；]{0,4}\\d)")
_AFTER: Final = 6  # letters behind a number in which its noun stands: 500万元的营业收入


@dataclass(frozen=True, slots=True)
class _Target:
    """A number that a scheme asks for."""

    attr: str
    unit: str
    key: str
    family: str | None
    counts: tuple[str, ...] = ()  # keys of what a sum is paid for each of, and of the conditions beside it
    rank: int = 0
    base: bool = False  # whether the sum is a share of it
    thing: str = ""  # the key of the kind of project that it is of; none where it is asked of several


def numbers_told(parts: Sequence[Segment], near: Sequence[Scheme], on: date) -> Iterator[Fact]:
    """Yield each number of `parts` that a scheme of `near` asks for or reckons with, under its name there.

    Of one name the number of the later year goes first; how much it grew over the year before is reckoned aloud.
    """
    targets = _targets(near)
    whole = "，".join(part.text for part in parts if not part.asks)
    targets = [one for one in targets if not (_OF_ALL.search(one.attr) and came_otherwise(one.attr, whole))]
    if any("留用" in target.attr for target in targets):  # those who were kept are none of those who came
        parts = [part for part in parts if not kept(part)]
    found = sorted(_each_told(parts, targets), key=lambda fact: _rank(fact, on))
    both = _both(found, near)
    found = [one for one in found if not any(one.key == whole.key and one.words in whole.words for whole in both)]
    found += both
    yield from found
    yield from _grown(found, targets, on)
    yield from _grown_between(parts, found, targets)
    yield from _all_of_kind(parts, found, near)
    yield from _first_beyond(found, near)
    yield from _heads_left(parts, found, near)
    yield from _never_beyond(parts, found, near)


def _each_told(parts: Sequence[Segment], targets: Sequence[_Target]) -> Iterator[Fact]:
    for order, part in enumerate(parts):
        if part.asks and not re.search(r"投|花|买|招|发|种|建|降|省|节|涨|裁", part.canonical):
            continue
        if _NEVER.search(part.text):
            continue  # 之前没突破过5000万 tells what never was
        before, last = parts[order - 1].text if order else "", 0
        said_so = _built_within(
            _ABOUT.sub("", _term_of_loan(_measured_alike(_GAP.sub("", untied(part.text)), before), before))
        )
        whole = replace(part, text=only_end(in_full(said_so)))
        told = sorted(measures(whole.text), key=lambda said: said.start)
        for said in told:
            period = _PERIOD.match(whole.text[said.start : said.end]) and not whole.text[: said.start].endswith("满")
            if period and any(_lasts(one) for one in told if one is not said):
                continue  # 一年干了22天 tells 22天
            fact = _number(said, whole, before, targets, last)
            last = said.end if fact is not None or not _PERIOD.match(whole.text[said.start : said.end]) else last
            if fact is not None and not spell_of_other(fact.attr, part.text):
                yield replace(fact, words=part.text)


def _lasts(said: Said) -> bool:
    return dimension(said.unit) == "Time"


def _measured_alike(text: str, before: str) -> str:
    """Say what a number that only tells its year measures, as the one before it: 去年营收3亿元，前年2亿元.

    >>> _measured_alike("前年2亿元", "我们去年营收3亿元"), _measured_alike("2025年做到2亿元", "2024年营收1亿元")
    ('前年营收2亿元', '2025年营收做到2亿元')
    >>> _measured_alike("招了20人", "去年营收3亿元")
    '招了20人'
    """
    only, first = _ONLY_YEAR.match(text), _OF_A_YEAR.match(before) or _MEASURE_FIRST.match(before)
    return f"{only['year']}{first['what']}{text[only.end('year') :]}" if only and first else text


def _built_within(text: str) -> str:
    """Say from when to when it took what was built in a spell: 项目18个月建成投产.

    >>> _built_within("项目18个月建成投产"), _built_within("投产18个月了")
    ('项目开工到竣工投产用了18个月', '投产18个月了')
    """
    return _BUILT_WITHIN.sub(r"开工到竣工投产用了\g<spell>", text)


def _term_of_loan(text: str, before: str) -> str:
    """Say of what a bare term is that is told of a loan: 贷了180万元，期限一年 · 三年期的贷款.

    >>> _term_of_loan("期限一年", "从银行贷到180万元"), _term_of_loan("三年期", "贷了50万元")
    ('贷款期限一年', '贷款期限三年')
    >>> _term_of_loan("期限一年", "合同签了"), _term_of_loan("贷款期限2年", "")
    ('期限一年', '贷款期限2年')
    """
    if not _LENT.search(f"{before}，{text}"):
        return text
    return _YEARS_LONG.sub(r"贷款期限\g<years>年", _BARE_TERM.sub("贷款期限", text))


def _rank(fact: Fact, on: date) -> tuple[bool, int, bool, bool, bool]:
    """Return which of several numbers of a name goes first: what is so, the latest, the own age, the sum, 一个 last."""
    others_age = fact.unit == "岁" and not _OWN_AGE.search(fact.words)
    return (
        bool(fact.assumed),
        _ago(fact, on) or 0,
        others_age,
        not _IN_ALL.search(fact.words),
        fact.value == 1.0 and "一" in fact.words,
    )


def _ago(fact: Fact, on: date) -> int | None:
    """Return how many years before `on` a number was so (前年营收4.8亿元), None where no year is told."""
    if _BEFORE.search(fact.words):
        return _LONG_AGO
    year = _YEAR.search(fact.words)
    return next((ago for word, ago in _AGO.items() if word in fact.words), on.year - int(year[1]) if year else None)


def _both(found: Sequence[Fact], near: Sequence[Scheme]) -> list[Fact]:
    """Return what two sums come to of which together a share is paid: 贷款利息和专利评估费总额."""
    both = []
    for name in {scheme.rate.of: None for scheme in near if scheme.rate and scheme.rate.of}:
        parts = _parts_of_sum(name)
        told = [one for part in parts for one in found if one.key == key(part) and isinstance(one.value, float)]
        told = list({one.key: one for one in reversed(told)}.values())[::-1]
        if len(told) < 2 or (_TOGETHER.match(name) and len(told) < len(parts)):
            continue
        unit = told[0].unit
        values = [convert(one.value, one.unit, unit) for one in told]  # type: ignore[arg-type]
        if None not in values:
            words = "、".join(one.words for one in told)
            whole = sum(value or 0.0 for value in values)
            both.append(Fact.of(name, whole, unit, words=words, start=told[0].start, note=f"（{words}合计）"))
    return both


def _parts_of_sum(name: str) -> tuple[str, ...]:
    """Return the names of the sums that a name puts together; nothing where it names one.

    >>> _parts_of_sum("贷款利息和专利评估费总额"), _parts_of_sum("设备投资额")
    (('贷款利息', '专利评估费'), ())
    >>> _parts_of_sum("实际发生的装修、租金费用"), _parts_of_sum("核算费、认证费"), _parts_of_sum("设备和软件投资额")
    (('装修费用', '租金'), ('核算费', '认证费'), ('设备投资额', '软件投资额'))
    """
    if match := _TOGETHER.match(name):
        return match["one"], match["other"]
    match = _PARTS.fullmatch(_ACTUALLY.sub("", name))
    items = _BESIDE.split(match["items"]) if match and not _PREMIUMS.search(name) else []
    tail = match["tail"] if match else ""
    return tuple(one if _COST.search(one) else f"{one}{tail}" for one in items) if len(items) > 1 else ()


def _grown(found: Sequence[Fact], targets: Sequence[_Target], on: date) -> Iterator[Fact]:
    """Yield by how much a measure grew that is told of two years, in per cent and as a sum, where a scheme asks for it:
    去年营收1.3亿元，前年1.2亿元."""
    for fact in found:
        base = next((one for one in found if one.key == fact.key and _follows(fact, one, on)), None)
        value = convert(base.value, base.unit, fact.unit) if base and isinstance(base.value, float) else None
        if base is None or not value or not isinstance(fact.value, float):
            continue
        grown = round((fact.value - value) / value * 100, 2)
        for target in targets:
            measured = measured_by(target.attr, asked=True)
            if (
                target.family in _CHANGES
                and target.unit == "%"
                and (not measured or measured == measured_by(fact.attr))
            ):
                more = grown * _CHANGES[target.family or ""]
                yield Fact.of(target.attr, more, "%", words=fact.words, start=fact.start, note=_by(fact, base))
            elif _ONLY_MORE.match(target.attr) or (
                added_to(target.attr)
                and (
                    (measured and measured == measured_by(fact.attr)) or key(_LEVEL_OF.sub("", target.attr)) == fact.key
                )
            ):
                more = round(max(0.0, fact.value - value), 4)
                yield Fact.of(target.attr, more, fact.unit, words=fact.words, start=fact.start, note=_by(fact, base))


def _grown_between(parts: Sequence[Segment], found: Sequence[Fact], targets: Sequence[_Target]) -> Iterator[Fact]:
    """Yield by how much, in per cent or as a sum, a measure grew that is told to have risen from a number to another:
    研发费用从500万涨到800万."""
    shares = [target for target in targets if target.family in _CHANGES and target.unit == "%"]
    sums = [target for target in targets if added_to(target.attr) or _ONLY_MORE.match(target.attr)]
    for part in parts if shares or sums else ():
        rise = None if part.asks else rise_told(in_full(part.text))
        if rise is None or not rise.base:
            continue
        told, note = measured_by(canonical(part.text)), f"（按{part.text}算出）"
        heard = any(one.words == part.text and one.numeric for one in found)
        for target in shares if heard else ():
            measured = measured_by(target.attr, asked=True)
            if not measured or measured == told:
                more = round((rise.now - rise.base) / rise.base * 100, 2) * _CHANGES[target.family or ""]
                yield Fact.of(target.attr, more, "%", words=part.text, start=part.start, note=note)
        for target in sums:
            of = key(_LEVEL_OF.sub("", target.attr))
            alike = coverage(of, (key(canonical(part.text)),)) >= _NAMED_SO or (
                told and told == measured_by(target.attr)
            )
            if dimension(rise.unit) == dimension(target.unit) and (alike or _ONLY_MORE.match(target.attr)):
                more = round(max(0.0, rise.now - rise.base), 4)
                yield Fact.of(target.attr, more, rise.unit, words=part.text, start=part.start, note=note)


def _by(fact: Fact, base: Fact) -> str:
    return f"（按{fact.words}、{base.words}算出）"


def _all_of_kind(parts: Sequence[Segment], found: Sequence[Fact], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield that all that were counted are of a kind for which more is paid: 新增床位40张，全是护理型的."""
    for scheme in near:
        counts = counted(scheme.amount.per or "") if scheme.kind_of and scheme.amount else []
        for part in parts if counts else ():
            told = next(
                (one for one in reversed(found) if (one.start or 0) < part.start and one.unit == counts[0][1]), None
            )
            all_of = _ALL_OF.search(part.text)
            if told and all_of and scheme.kind_of[:_KIND_SAID] in part.text and not part.asks:
                yield Fact.of(scheme.kind_of, told.value, told.unit, words=part.text, start=part.start)


def _heads_left(parts: Sequence[Segment], found: Sequence[Fact], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield the only persons counted, whatever they are called, where a sum is paid for each: 住了10个失能老人."""
    by_head = any(unit == "人" for one in near if one.amount for _, unit in counted(one.amount.per or ""))
    if not by_head or any(fact.unit in _OF_PERSONS for fact in found):
        return
    told = [
        (said.value, part)
        for part in parts
        for said in measures(part.text)
        if not part.asks and said.unit in (*_OF_PERSONS, "个") and _STAFF_BEHIND.match(part.text[said.end :])
    ]
    if len(told) == 1:
        value, part = told[0]
        yield Fact.of("人数", value, "人", words=part.text, start=part.start)


def _first_beyond(found: Sequence[Fact], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield that a bound is passed for the first time where the most there ever was lies below it: 以前最多260万."""
    for past in (fact for fact in found if _BEFORE.search(fact.words)):
        now = next((one for one in found if one.key == past.key and one is not past), None)
        most = convert(past.value, past.unit, now.unit) if now and isinstance(past.value, float) else None
        for need in (need for scheme in near for need in scheme.requirements) if now and most is not None else ():
            bound = convert(need.value, need.unit, now.unit) if need.key == past.key and need.numeric else None  # type: ignore[union-attr, arg-type]
            if bound and need.op in (">", ">=") and most < bound <= now.value:  # type: ignore[union-attr, operator]
                yield Fact.of(_FIRST_BEYOND, True, words=past.words, start=past.start, note=f"（{now.words}）")  # type: ignore[union-attr]
                return


def _never(part: Segment, found: Sequence[Fact]) -> float | None:
    """Return what a stretch says was never reached before, in 元: a sum of its own, or the one told just before it."""
    if part.asks:
        return None
    if match := _NEVER.search(part.text):
        return _ROUND.get(match["round"] or "") or parse(match["many"]) * _ROUND[match["unit"]]
    if not _NEVER_SO.search(part.text):
        return None
    before = [(fact.start, fact) for fact in found if fact.start is not None and fact.start < part.start]
    last = max(before, key=lambda pair: pair[0], default=(0, None))[1]
    return convert(last.value, last.unit, "元") if last and isinstance(last.value, float) else None


def _never_beyond(parts: Sequence[Segment], found: Sequence[Fact], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield that a bound is passed for the first time by who never passed it, or less, before: 以前从没过过亿."""
    for part in parts:
        most = _never(part, found)
        if most is None:
            continue
        for need in (need for scheme in near for need in scheme.requirements if need.numeric and need.unit == "元"):
            now = next((one for one in found if one.key == need.key), None)
            value = convert(now.value, now.unit, "元") if now and isinstance(now.value, float) else None
            passed = value is not None and isinstance(need.value, float) and most <= need.value <= value
            if passed and need.op in (">", ">="):
                yield Fact.of(_FIRST_BEYOND, True, words=part.text, start=part.start)
                return


def _follows(fact: Fact, other: Fact, on: date) -> bool:
    """Tell whether a number is of the year after that of another, both years told."""
    later, earlier = _ago(fact, on), _ago(other, on)
    return later is not None and earlier is not None and earlier - later == 1


def _targets(near: Sequence[Scheme]) -> list[_Target]:
    found: dict[tuple[str, str | None], _Target] = {}
    ranks: dict[str, int] = {}
    for scheme in near:
        rank = ranks.setdefault(scheme.group, len(ranks))
        thing = next((need.value_key for need in scheme.requirements if need.attr == _PROJECT and need.op == "="), "")
        for need in scheme.requirements:
            if need.numeric and need.unit and added_to(need.attr) and (level := _LEVEL_OF.sub("", need.attr)):
                one = _Target(level, need.unit, key(level), family(level), rank=rank)
                found.setdefault((one.key, dimension(one.unit)), one)
            if need.numeric and need.unit:
                one = _Target(need.attr, need.unit, need.key, need.family, rank=rank, thing=thing)
                old = found.setdefault((one.key, dimension(one.unit)), one)
                if old.thing != thing:
                    found[one.key, dimension(one.unit)] = replace(old, thing="")
            for name in filter(None, part_of_what(need.attr) or () if need.numeric and need.unit == "%" else ()):
                found.setdefault((key(name), MONEY), _Target(name, "元", key(name), family(name), rank=rank))
        for need in scheme.requirements:
            if need.unit == "%" and need.family in _CHANGES and (base := _what_grew(need.attr)):
                found.setdefault((key(base), MONEY), _Target(base, "元", key(base), family(base), rank=rank))
            if not need.numeric and (bound := within(need.text)):
                name = f"{bound[0]}年限"
                found.setdefault((key(name), "Time"), _Target(name, bound[2], key(name), family(name), rank=rank))
        if scheme.rate and scheme.rate.of and scheme.rate.unit in ("%", "‰") and "利率" not in scheme.rate.of:
            name = _BRACKETED.sub("", scheme.rate.of) or scheme.rate.of
            found.setdefault((key(name), MONEY), _Target(name, "元", key(name), family(name), rank=rank, base=True))
            for part in _parts_of_sum(name):
                found.setdefault((key(part), MONEY), _Target(part, "元", key(part), family(part), rank=rank))
            if grows := what_grows(scheme):
                found.setdefault((key(grows), MONEY), _Target(grows, "元", key(grows), family(grows), rank=rank))
        if paid_by_head(scheme):
            words = tuple(key(need.text) for need in scheme.requirements if not need.numeric)
            found.setdefault((key("人"), "Count"), _Target("人", "人", key("人"), None, words, rank))
        for share in bounds(scheme):
            one = _Target(share.name, "元", key(share.name), family(share.name), rank=rank)
            found.setdefault((one.key, MONEY), one)
        if per_year(scheme):
            for name, unit in ((PRINCIPAL, "元"), (TERM, "个月")):
                found.setdefault((key(name), dimension(unit)), _Target(name, unit, key(name), family(name), rank=rank))
        if scheme.amount and scheme.amount.per and (more := step_of(scheme)):
            named = (key(more.name), dimension(more.unit))
            found.setdefault(named, _Target(more.name, more.unit, key(more.name), None, rank=rank))
        if scheme.kind_of and scheme.amount and (each := counted(scheme.amount.per or "")):
            kind = key(scheme.kind_of)
            found.setdefault((kind, dimension(each[0][1])), _Target(scheme.kind_of, each[0][1], kind, None, rank=rank))
        if (days := days_paid(scheme)) and not any(one.unit == "天" for one in found.values()):
            one = _Target(days, "天", key(days), None, (key(days.removesuffix("天数")),), rank)
            found.setdefault((one.key, dimension(one.unit)), one)
        pers = [offered.per for offered in (scheme.amount, scheme.cap) if offered and offered.per]
        if scheme.more and scheme.more.need not in scheme.requirements:
            pers.append(scheme.more.need.text)
        for per in pers:
            for name, unit in counted(per):
                said = [need.text for need in scheme.requirements if not need.numeric]
                words = (key(name), *map(key, said), key(_SUM.split(scheme.place.quote)[0]))
                one = _Target(name, unit, key(name), family(name), words, rank)
                found.setdefault((one.key, dimension(unit)), one)
    return list(found.values())


def _what_grew(attr: str) -> str:
    """Return the sum of which a condition asks by how much it grew; "" where no sum grew.

    >>> _what_grew("上年度研发费用较前一年度增长"), _what_grew("营业收入同比增速"), _what_grew("劳动生产率提高")
    ('研发费用', '营业收入', '')
    """
    match = _GREW.match(attr)
    return match["what"] if match else ""


def _number(said: Said, part: Segment, before: str, targets: Sequence[_Target], last: int) -> Fact | None:
    period = _PERIOD.match(part.text[said.start : said.end].replace(" ", ""))
    if period and not _SPAN.search(part.canonical) and not _LASTED.search(part.text[last : said.start]):
        return None
    left = part.text[max(last, said.start - _REACH) : said.start]
    right, before = part.text[said.end :][:_REACH], before[-_REACH:]
    banked = not _PAID_IN.search(left) and not _REACHED.search(left) and _BANKED.match(right)
    alone = _HAD_ALONE.match(left) and _ALL_HAD.match(right)
    spell = _HAD_FOR.search(part.text[: said.start])
    had = _HAD.search(left) or _GOT.search(left) or banked or alone or spell
    if had and (said.bare or dimension(said.unit) == MONEY):
        unit = f"{said.unit}元" if said.bare else said.unit
        return Fact.of(
            "已获本政策奖补" if "政策" in left else "已获奖补", said.value, unit, words=part.text, start=part.start
        )
    if _NOT_DONE.match(right) and dimension(said.unit) == "Time":
        return None
    if of_step_had(right):
        return None
    if up_to(left):  # 从300万元增加到460万元 did not grow by 460万元
        targets = [one for one in targets if not (added_to(one.attr) or _ONLY_MORE.match(one.attr))]
    if _WORKED.search(left) and dimension(said.unit) == "Time":
        return Fact.of("工期", said.value, said.unit, words=part.text, start=part.start)
    context = canonical(f"{left}9{said.unit}{right}").replace("9", "")  # a digit stands for the number
    whole = family(context)
    measure = _measure(left or ("" if _OWN_NOUN.match(right) else before), right)
    words = key(context)
    behind = _WHAT_LASTED.match(right)  # 三年社保, where 签了2年合同也交了社保 tells of the contract
    lasted = canonical(behind["what"] if behind else left)
    named = any(coverage(one.key, (words,)) >= _NAMED_SO for one in targets if not one.counts)
    kind = whole if whole in _NARROW else family(canonical(f"{left}9{said.unit}")) or whole
    if kind == "turnover" and "发票" in left and "销售" not in left:
        kind = None  # 发票20万元 is what was bought
    kind = kind or (
        None if named or _FIRM_SAID.search(before) else family(canonical(before))
    )  # 国拨经费到位600万元 says of what it is by itself
    if measure in families() and dimension(said.unit) == MONEY:
        kind = measure  # 买研发费用损失险实际交了保费15万元 is a premium
    if measure in _IN_MONEY and dimension(said.unit) in _PHYSICAL:
        measure = kind = None  # 投资建了2兆瓦时的储能 tells what was built
    things = {one.thing for one in targets if one.thing and one.thing in words}
    if things:  # 建了2000千瓦的用户侧储能 tells nothing of 分布式光伏
        targets = [one for one in targets if not one.thing or one.thing in things]
    paid_up = _PAID_UP in canonical(left) or (not _CAPITAL.search(left) and _PAID_UP in canonical(before))
    if not paid_up and not _PAID_UP_BEHIND.match(canonical(right)):  # 注册资本1亿 tells nothing of what was paid of it
        targets = [one for one in targets if _PAID_UP not in one.key or "税" in one.key]
    if _AGREED.search(left):
        targets = [one for one in targets if not _IN_TRUTH.search(one.attr)]
    best, score, noun = None, 0.0, _noun_behind(right, said)
    for target in sorted(targets, key=lambda one: bool(one.counts)):
        if target.counts and best is not None and not best.counts and score >= _NUMBER:
            if noun and noun == target.key and noun not in best.key and _counted_alike(said.unit, target.unit):
                best = target  # 21头犊牛 are none of the 母牛 that are asked for
            elif _named_whole(target, words) and coverage(best.key, (words,)) < 1.0:
                best = target  # 核定载质量10吨 is no 总质量
            break  # what a condition asks for goes before what a sum is paid for each of: it is one number
        if measure and not _of_measure(target, measure):
            continue
        if _UNDONE.search(part.text) and _DONE_BY.search(target.attr):
            continue  # 开工20个月了还没投产 tells nothing of 24个月内投产
        if "或" not in target.attr and came_otherwise(target.attr, part.text):
            continue  # 买了厂房 is no 自建厂房面积
        if dimension(target.unit) == "Time" and _GONE.search(target.key) and not _GONE_BY.search(left):
            continue  # 毕业没工作的大学生见习半年 tells how long they were trained
        if _OWN_SPELL.search(left) and dimension(target.unit) == "Time" and not _of_spell(target.attr, left):
            continue  # 产假6个月 is no 劳动合同期限, 离校两年 no 见习期
        value = _fit(said, target, kind, words, f"{left}{right}", key(canonical(before)), targets, lasted, part.text)
        if value > score + 1e-9 or (best and abs(value - score) <= 1e-9 and value and target.rank < best.rank):
            best, score = target, value
    if best is None or score < _NUMBER:
        return None
    unit = said.unit if not said.bare else f"{said.unit}{best.unit}"
    if unit == "个" and (_TAKEN_ON.search(left) or _STAFF_BEHIND.match(right)):
        unit = "人"  # 招了5个, 5个员工
    attr = best.attr
    if best.counts:
        attr = re.sub(r"^[，、]|[的了]$", "", f"{left}{right}".strip()) or best.attr
        attr = attr if coverage(best.key, (key(attr),)) >= _NAMED else f"{attr}{best.attr}"
    planned = _PLANNED if _TO_COME.search(left) and not part.asks else ""
    over = _over(left, right)
    return Fact.of(attr, said.value, unit, words=part.text, start=part.start, over=over, assumed=planned)


def _of_spell(attr: str, left: str) -> bool:
    """Tell whether a condition asks for the very spell that a length of time is told of, right before it."""
    spell = _OWN_SPELL.search(left)
    return spell is not None and bool(re.search(_SAME_SPELL.get(spell[1][:2], spell[1][:2]), attr))


def _named_whole(target: _Target, words: str) -> bool:
    """Tell whether words name whole by what measure a sum is paid, which is more than its unit."""
    measured = dimension(target.unit) in _PHYSICAL and dimension(target.attr) is None
    return measured and coverage(target.key, (words,)) >= 1.0


def _measure(left: str, right: str) -> str | None:
    """Return what a number is said to measure, by the last such word before it, else by the first right after it."""
    before = measured_by(_OF_RESEARCH.sub("研发", left))
    if before:
        return before[-1]
    after = measured_by(re.split("[，。；、]", right.removeprefix("的"))[0][:_AFTER])
    return after[0] if after else None


def _of_measure(target: _Target, measure: str) -> bool:
    if measure == _SPENT and _PAID.search(target.attr):  # 花50万元买下成果 is what was paid for it
        return True
    return measure in (*measured_by(target.attr, asked=True), target.family) or (
        measure == _AREA and dimension(target.unit) == "Area"
    )


def _over(left: str, right: str) -> int:
    """Tell whether a number is told as exceeded (过了50亿元, 一年多) or not reached (不到, 差一点): 1, -1; else 0."""
    if _LESS.search(left) or re.match(r"不到|差一点", right):
        return -1
    return 1 if _MORE.search(left) or re.match(r"多|出头|冒头|开外", right) else 0


def _fit(
    said: Said,
    target: _Target,
    kind: str | None,
    words: str,
    raw: str,
    before: str,
    targets: Sequence[_Target],
    lasted: str = "",
    stretch: str = "",
) -> float:
    own, wanted = dimension(said.unit), dimension(target.unit)
    saving = said.unit in ("吨", "万吨") and wanted == "Energy"
    alike = own == wanted or said.bare or saving
    alike = alike or {own, wanted} == {"Dimensionless", "PercentagePoint"} or (own, wanted) == ("Time", "Age")
    if "岁" in (said.unit or "") and wanted != "Age":  # 28岁 is no 劳动合同期限
        return 0.0
    if wanted == "Age" and own == "Time" and not re.search("年龄|年纪|岁数", raw):  # 住满12个月 is nobody's age
        return 0.0
    if with_imports(target.attr, raw) or (wanted == MONEY and of_the_whole(target.attr, raw)):
        return 0.0
    if (every := _EVERY.match(target.attr)) and not re.search(_SAID_EVERY[every["span"]], raw):
        return 0.0  # 往返共78班 are none of a week
    if wanted == "Count" and added_to(target.attr) and not _MORE_OF_IT.search(raw):
        return 0.0  # 业务量600万件 is no 增量
    if own == wanted == "Count" and not _counted_alike(said.unit, target.unit):
        return 0.0
    if not alike or (said.bare and wanted not in (MONEY, "Energy", "Volume")):
        return 0.0
    if kind and target.family and kind != target.family and not (_SAID_SHARE.match(raw) and "占" in target.attr):
        return 0.0
    near = max(coverage(target.key, (words, raw)), _NAMED_SO if _one_named(target.attr, words) else 0.0)
    if (
        wanted == "Time"
        and not near
        and not _OTHER_SPAN.search(words)
        and not any(lasting_alike(one.key, lasted) for one in targets)
    ):  # what lasted stands before it: 认领了12公里村道，满一年
        near = 0.7 * coverage(target.key, (before,))
    if wanted == "Area" and (by_deed := area_of_deed(target.attr, stretch)) is not None:
        if not by_deed and near < _NAMED:
            return 0.0
        near = max(near, _NAMED_SO if by_deed else 0.0)  # 租了600平方米写字楼 of 租赁面积
    if wanted == "Time" and lasting_alike(target.key, lasted):
        near = max(near, _NUMBER)
    if wanted == MONEY and (fee := _FEE.search(raw)) and _FEE_ASKED.search(target.attr):
        near = max(near, _NUMBER if fee["what"] in target.attr else 0.0)  # 服务费20万元 of 中介服务费
    rate = _RATE_ASKED.search(target.attr) if wanted == "Dimensionless" else None
    if rate and rate[0] in raw and sum(bool(_RATE_ASKED.search(one.attr)) for one in targets) == 1:
        near = max(near, _NUMBER)  # 费率0.5% where one rate alone is asked for
    if wanted == "Count" and (noun := _noun_behind(raw, said)) and noun in target.key:
        near = max(near, _NUMBER)
    if wanted == "Time" and _CONTRACT in target.key and _BARE_CONTRACT.search(raw):  # 合同签了5年: the one asked for
        named = {one.key for one in targets if _CONTRACT in one.key}
        near = max(near, _NUMBER if len(named) == 1 else 0.0)
    if wanted == "Time" and _PACT.search(target.key) and _SIGNED in words:  # 和管理方签了10年, of a 合作协议
        named = {one.key for one in targets if one.rank == target.rank and _PACT.search(one.key)}
        near = max(near, _NUMBER if len(named) == 1 else 0.0)
    if wanted == "Time" and _TERM_ASKED.search(target.key) and _TERM_SAID.search(f"{words}{raw}"):  # 规范合同一签8年
        terms = {one.key for one in targets if one.rank == target.rank and _TERM_ASKED.search(one.key)}
        near = max(near, _NUMBER if len(terms) == 1 else 0.0)
    if wanted == "Count" and _STAFF.search(target.attr) and said.unit in _OF_PERSONS and _HEADS.fullmatch(raw):
        near = max(near, _NAMED_SO)
    score = near + (0.5 if kind and kind == target.family else 0.0)
    beside_it = [
        one.key
        for one in targets
        if dimension(one.unit) == wanted
        and one.rank == target.rank
        and not one.counts
        and (wanted != "Count" or _counted_alike(one.unit, target.unit))
        and not (
            wanted == "Count" and said.unit == target.unit != one.unit
        )  # 8000人次 are no 人 where both are asked for
    ]
    if said.unit in ("%", "％") and _SAID_SHARE.match(raw) and _SHARE_OF.search(target.attr):
        part, whole = (
            _SHARE_OF.split(target.key)[0],
            _SHARE_OF.split(target.key)[-1],
        )  # 占营收12% of 研发投入占营业收入比重
        subject = _SUBJECT.sub("", raw.split("占")[0])
        if len(subject) > 1 and not coverage(part, (key(subject), words.split("占")[0])):
            return 0.0  # 广告费占营收8%
        if coverage(whole, (words,)) >= 0.5:
            return 1.0
        if raw.startswith("占") and _OF_NO_WHOLE.search(target.attr) and coverage(part, (before,)) >= _NAMED_SO:
            return 1.0  # 境外代表来自4个国家，占25%
        if raw.startswith("占"):
            return 0.0
    if near >= _NUMBER and own not in _GENERIC:  # what is told by its name goes before all that it could be
        return near + _TOLD_SO
    if near < _NUMBER and len(set(beside_it)) == 1 and not target.counts and _ALL_SAID.fullmatch(raw):
        return score + _NUMBER  # 300人: one number alone is asked for in 人
    share = wanted in ("Dimensionless", "PercentagePoint") and target.family in (None, "raised", "lowered")
    if share and not _about(target.key, words, before, beside_it):
        return 0.0
    alone = len(set(beside_it)) == 1 and not _WISHED.search(words) and not (kind in _FLOWS and kind != target.family)
    if near < _NUMBER and own not in _GENERIC and (of_another(raw) or not of_one_kind(raw, target.attr, of=wanted)):
        return 0.0  # 占地600平方米, 隔壁那座有600平方米
    if near < _NUMBER and alone and own not in _GENERIC:  # 核定下来整整100亩 is the area that is asked for
        score += _NUMBER
    elif near < _NUMBER and alone and (own == MONEY or (said.bare and wanted == MONEY)) and target.rank == 0:
        score += 0.45
    if target.base and target.rank == 0 and own == MONEY and _IN_ALL.search(raw):
        score += _NAMED_SO  # 每台12万元，一共96万元: a share is of what all came to
    if alone and said.unit.lstrip("万") == target.unit.lstrip("万") and target.unit not in _COMMON:
        score += 0.45
    if not near and _only_such(said, target, targets):
        score += 0.45
    if target.counts:
        beside = max(
            (max(coverage(one, (words, before)), coverage(words, (one,))) for one in target.counts), default=0.0
        )
        score = max(score, 0.5 * beside) + (
            0.4 if _PERSONS.get(said.unit, said.unit) == target.unit or own not in _GENERIC else 0.2
        )
    if saving:
        score += 0.1
    return score


def _one_named(attr: str, words: str) -> bool:
    """Tell whether one of the things is said that a measure lists: 粉煤灰 of 利用粉煤灰、尾矿等固体废物.

    >>> _one_named("年利用粉煤灰、尾矿等大宗固体废物", "一年消化粉煤灰"), _one_named("年产值", "产值")
    (True, False)
    """
    match = _ONE_OF.match(attr)
    items = match["items"].split("、") if match else []
    return len(items) > 1 and any(key(item[-3:]) in words for item in items if len(item) > 1)


def _only_such(said: Said, target: _Target, targets: Sequence[_Target]) -> bool:
    """Tell whether one thing alone is asked for in the very unit that is told: 2兆瓦时 of a store, not 度 of a flow."""
    rare = target.unit not in _COMMON and dimension(target.unit) not in (MONEY, "Dimensionless", "Count", "Time")
    alike = {one.key for one in targets if one.unit == target.unit and one.rank == target.rank}
    return rare and said.unit == target.unit and len(alike) == 1 and not target.counts


def _noun_behind(raw: str, said: Said) -> str:
    """Return the end of the noun that stands right behind a number: 游客 of 280个外地游客."""
    first = re.split("[，。；、的]", raw)[0]
    match = re.search(r"(?P<noun>[\u4e00-\u9fff]{2})$", first) if said.unit else None
    if match and match["noun"][0] in "有了":
        return match["noun"][1]  # 有120个桩
    return match["noun"] if match else ""


def _counted_alike(one: str, other: str) -> bool:
    """Tell whether two measure words can count the same: 间 and 家 cannot, 个 counts anything, 名 are 人."""
    one, other = (_PERSONS.get(unit.lstrip("十百千万亿"), unit.lstrip("十百千万亿")) for unit in (one, other))
    if ("晚" in (one, other) or "夜" in (one, other)) and {one, other} - {"晚", "夜"}:
        return False  # 100个游客 are no nights
    return one == other or "个" in (one, other) or one in other or other in one


def _about(target: str, words: str, before: str, others: Sequence[str]) -> bool:
    """Tell whether a share is said of what the target is a share of: a rise of wages is no rise of output a head."""
    wanted, said = _CHANGE.sub("", target), _ALL_SAID.sub("", _CHANGE.sub("", words))
    if not wanted:  # the clause names its subject once, for its first tier
        return not said or coverage(said, others) >= 0.5
    return max(coverage(wanted, (said, before)), coverage(said, (wanted,))) >= 0.5
