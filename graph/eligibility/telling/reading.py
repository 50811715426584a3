"""From plain language to facts: what an applicant says, read against what the schemes ask for.

Each fact keeps the words it was read from, so that it can be shown back and put right. What gave no fact is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final

from graph.eligibility.answering.relevance import Profiles
from graph.eligibility.facts import Fact, Facts
from graph.eligibility.language.concept import (
    beside_the_thing,
    denied_in,
    echo,
    head_told,
    of_anothers,
    share_told,
    told_not,
    unsaid,
)
from graph.eligibility.language.event import days_told
from graph.eligibility.language.letter import classed, letters
from graph.eligibility.language.level_words import LEVEL
from graph.eligibility.language.listed import filed, included, linked, listed, one_told, recognized
from graph.eligibility.language.recipient import trade
from graph.eligibility.language.segment import Segment, segments
from graph.eligibility.language.thesaurus import (
    alternatives,
    at_least,
    canonical,
    coverage,
    excepting,
    excludes,
    graded,
    implied,
    key,
    ladders,
    undecided,
)
from graph.eligibility.language.thing import other_thing
from graph.eligibility.language.trade import trades
from graph.eligibility.language.whose import of_other
from graph.eligibility.matching.apart import marked, of_another_level, other_mark, rivals, set_apart
from graph.eligibility.matching.kind import STATUS
from graph.eligibility.matching.level_found import level_found
from graph.eligibility.matching.match import PLACE, SPOUSE, other_class
from graph.eligibility.matching.place import about_place, bare, beside
from graph.eligibility.matching.rank import ranks_said
from graph.eligibility.matching.related import relation_said
from graph.eligibility.matching.standing import standing_said
from graph.eligibility.matching.timeline import dated
from graph.eligibility.matching.told import unclassed
from graph.eligibility.matching.ways import one_way, ways
from graph.eligibility.offers.options import options
from graph.eligibility.scheme import Requirement, Scheme
from graph.eligibility.sums.countries import countries_said
from graph.eligibility.sums.couple import spouse_said
from graph.eligibility.sums.deducted import taken_said
from graph.eligibility.sums.growth import more_said
from graph.eligibility.sums.lasting import months_left, span_asked
from graph.eligibility.sums.listed_parts import premiums_said
from graph.eligibility.sums.sorts import of_several_degrees, sorts_told, whole_told
from graph.eligibility.sums.spells import spells_said
from graph.eligibility.sums.titles_counted import titles_counted
from graph.eligibility.telling.ages_said import ages_said
from graph.eligibility.telling.assurance import asked_of, assured, settled
from graph.eligibility.telling.award_said import award_said, only_applied, only_hoped
from graph.eligibility.telling.bound_said import out_of_bound, unbound
from graph.eligibility.telling.class_said import asked_only, class_said, no_class
from graph.eligibility.telling.contraries_said import contraries_said
from graph.eligibility.telling.days_said import days_said
from graph.eligibility.telling.deeds_said import deeds_said, of_another
from graph.eligibility.telling.denial import denials, unsure
from graph.eligibility.telling.doubt import doubted, settled_by
from graph.eligibility.telling.enlisted import enlisted_said
from graph.eligibility.telling.grades_said import grades_said
from graph.eligibility.telling.had_said import aid_in_doubt, asks_of_aid, had, had_said
from graph.eligibility.telling.homes_said import family_home, homes_said
from graph.eligibility.telling.jobless_said import jobless_said
from graph.eligibility.telling.kept_up import kept_up
from graph.eligibility.telling.left_out_said import less_left_out
from graph.eligibility.telling.levels_said import levels_said
from graph.eligibility.telling.measure_left import measures_left
from graph.eligibility.telling.misdeed_told import misdeeds_told, mistaken
from graph.eligibility.telling.moved_said import asks_to_move, moved_said
from graph.eligibility.telling.not_yet import came_otherwise, never_came, still_open
from graph.eligibility.telling.novelty import novelty_said
from graph.eligibility.telling.numbers_told import numbers_told
from graph.eligibility.telling.of_kin import of_kin
from graph.eligibility.telling.others_said import nearly_so, of_others
from graph.eligibility.telling.papers_said import papers_said
from graph.eligibility.telling.party_said import of_party, party_said
from graph.eligibility.telling.places_told import places_told
from graph.eligibility.telling.posts_said import posts_said
from graph.eligibility.telling.premises_said import not_held, premises_said
from graph.eligibility.telling.retained import retained
from graph.eligibility.telling.rise_said import risen_said
from graph.eligibility.telling.selves_said import selves_said
from graph.eligibility.telling.shares_said import shares_said
from graph.eligibility.telling.site import unsited
from graph.eligibility.telling.to_come import told_done
from graph.eligibility.telling.township_said import township_said
from graph.eligibility.telling.undone import lacking, left_undone, studying, told_undone

__all__ = ["understand"]

_ALL_MET: Final = re.compile(
    r"(?:其他|其它|其余|别的|剩下的?|各项|所有|全部)(?:的)?(?:条件|要求)(?:也|都|均|全)*(?:满足|符合|够|齐|具备|达标|没问题|达到)了?|条件(?:也|都|均|全)+(?:满足|符合|够|齐|具备|达标|没问题|达到)了?"
)
_APPLIES: Final = re.compile("申[报请领](?!时|前|后)|材料[^，。]{0,12}交|交上去|交材料|去报|来报")
_HAD: Final = re.compile(
    r"(?:补贴|补助|津贴|奖励)[^，。]{0,4}(?:一直|已经?|都|正)在?(?:领|拿|享受)|(?:正?在|已经?|一直)(?:拿|领|享受)[^，。]{0,10}(?:补贴|补助|津贴)|(?:拿|领|享受)(?:了|过|着)[^，。]{0,10}(?:补贴|补助|津贴)"
)
_SAID: Final = 0.62  # how much of a condition must be said for it to be told
_NAMED: Final = 0.7
_WORD: Final = 2
_VERB: Final = re.compile("^(?:取得|获得|具有|持有|购买|开展|实施|新建|建设|完成|办理|缴纳|参加|投保)(?=..)")
_IN_TOWNSHIP: Final = re.compile("到(?:乡镇|镇街|基层|农村)(?:一线)?(?:工作|就业|任教|任职|服务)")
_TOWNSHIP: Final = re.compile("乡|镇|村|基层")
_KIN_WORKS: Final = re.compile(
    "(?:老婆|老公|爱人|媳妇|妻子|太太|丈夫|对象|配偶|儿子|女儿|爸|妈|父|母|[哥弟姐妹]|朋友|同事|同学)"
    "[^，。；]{0,8}(?:工作|上班|就业|任教|任职|服务)"
)
_SHORT: Final = 3  # letters of a name of which each must be said
_NOT_ON: Final = re.compile(  # 市里那个改造名单没有我们
    "(?:名[单录]|目录|项目库|资源池|库|池)(?:里头?|上|中|内)?(?:也|都|还|却|根本)*(?:没有?|没进|不见|不含|找不到|查不到|查无)(?:列|有|进)?(?:我们|咱们?|我家|我|本公司|本企业)?(?:公司|企业|厂|家)?(?:的)?(?:名字)?$"
    "|(?:我们|公司|企业|厂)?(?:也|都|还)*(?:没有?|未|不)(?:在|进|上|列入|纳入|入选)[^，。；]{0,20}(?:名[单录]|目录|项目库|资源池)"
)
_ENGINEER: Final = re.compile("[高中初]级工(?=程师|艺)")  # 高级工程师 is no 高级工
_INSURANCE: Final = re.compile("社会保险费?|社保")
_BEFORE_NOW: Final = re.compile("(?:来|入职|引进|回来|就业|毕业|开店|创业)?(?:之前|以前)|此前|来前|引进前|原先|过去")
_OF_BEFORE: Final = re.compile("前|过|首次|第一次|未|新")
_HEADLESS: Final = re.compile("(?:已?经?(?:获得?|取得|享受|得到|领取|列入|纳入))?(?:国家|中央|[省市县区]|上级)级?")
_SHUT_OUT: Final = 0.75  # how much of what shuts out must be said for the applicant to have done it
_ACQUIRED: Final = re.compile("^(?:购买|购置|购入|属于)")
_TOLD_APART: Final = 4  # letters of one thing of a list that can be told by itself
_OTHERWISE: Final = 0.35  # how much of a condition must be said with what rules it out
_DONE_TO: Final = ("租", "种植", "养殖", "招用", "聘用")
_PUBLIC_HOMES: Final = re.compile("公共?租赁?住?房|廉租房")
_END: Final = 4  # letters with which a condition ends, by which it is told
_DECISIVE: Final = re.compile("[国省市县区级]|首次|连续|自愿|第三方|\\d|满|以上|全部|均|部门|政府|专家|机构|[、或和及]")
_HALF_SAID: Final = 0.55  # with less than this the noun at its end must be said
_HINTED: Final = 0.42  # how much of a condition of the offer that is meant hints at it
_MEANT: Final = 2  # offers that a question may be about
_CLOSE: Final = 0.8
_MUST_BE_SAID: Final = re.compile(
    "淘汰|租|驻|见习|培训|失业|残疾|退役|返乡|脱贫|报废(?!机动车回收|汽车回收|回收)|转让|出售|交售"
)  # no hint at a condition does without these
_SAID_FOR: Final = {"交售": "交", "淘汰": "淘汰|拆|报废|停用|停掉|关停|关掉|换|不用|处理|销毁"}
_BEFORE: Final = re.compile(
    r"\d+(?:\.\d+)?[万亿]?元[^，。\d]{0,4}(?:领|拿|得|享受)(?:过|了|到)|(?:拿|领|享受|得)过[^，]{0,20}(?:奖|补|钱)|(?:[去前]年|此前|之前|已经?|20\d\d年)[^，]{0,20}(?:拿|领|享受|奖)(?:了|到了?)[^，\d]{0,4}\d"
)
_BOUNDS: Final = ("不低于", "不少于", "不超过", "不高于")
_ROSE_FROM: Final = re.compile(  # 由市级升成省级 tells that the one is held, not the other
    "(?:由|从)(?:原来的?)?[^，。；]{2,16}?(?=(?:晋升|升级|提升|升|晋级?|新列入)(?:成|为|到|至)?(?:了)?[^，。；]{0,2}[世国部省市县区一二三四五1-5A甲乙丙])"
)
_NO_DENIAL: Final = re.compile(
    "不[同仅但光只断限止少错过管论久]|不含税|非常|非遗|无人|无[纺机性]|未来|没[少落]|没几|零[售部工配件碳食星距]"
)
_TELLS_OF: Final = re.compile(  # what is denied of someone named behind it, and not that there is someone
    "(?:没有?|未|不|无)(?:在)?(?:就业|工作|上过?班|上学|毕业|退休|结婚|成家|成年|落户|参保|读书|升学|找到?工作|[满到足超够过]\\S{0,6}?)(?:过|了)?(?:的|(?=高校毕业生|大学生|毕业生|青年|人员|劳动力))"
)
_FOR_WHOM: Final = re.compile("^(?:服务|帮扶|培训|招用)对象为(?=..)")
_FILED_SOMEHOW: Final = re.compile("(?:备案|网签|公证|年检|审计|公示|贯标)$")
_NEAR_DENIAL: Final = 4  # letters between what denies and what it denies
_HAD_BEFORE: Final = "享受财政补助"  # what the thesaurus makes of 领过
_BUYS: Final = re.compile("新?购[买置入]?|采购|换购")
_BOUGHT: Final = re.compile("(?<![没未不购])(?<!没有)(?:买|购|换|添|进了|上了)")
_SINGLE: Final = re.compile("没(?:有)?(?:结婚|成家)|未婚|单身")
_STILL_SO: Final = re.compile(  # 没有从名单里移出来, 无故拖欠, 没把欠的工资结清 deny that it is over, not that it was
    "从[^，]{0,12}(?:出来|移|撤|退出|解除|拿掉)|无[奈故证照]|没少|没有?(?:把|解决|结清|了结|整改|撤销)|未(?:撤销|整改|结清|了结|解决|移出)"
)
_LOST: Final = re.compile(
    "落[选榜]|没(?:能|有)?(?:选|评|入选|中)上|被(?:刷|淘汰|退回|驳回|拒)|没(?:有)?(?:入选|入围|中选)"
)
_LINKED: Final = re.compile("(?:接入|连入|联入|并入|上传|对接|录入|报送)[^，。；]{0,20}(?:平台|系统)$")
_PLATFORM: Final = re.compile("平台|系统|联网|接入|对接|上传|连上|接上|录入|报送")
_ACRONYM: Final = re.compile("(?<![A-Za-z])[A-Z]{3,}[0-9]*(?![A-Za-z])")
_CLASS_GLOSS: Final = re.compile("（([A-FⅠ-Ⅴ][级类])）$")
_LONG_HELD: Final = re.compile(  # 去年评上省级的，今年又评上国家级: the title of now goes before that of then
    "(?P<when>去年|大前年|前年|以前|之前|此前|原来|原先|早先|那年|20[01]\\d年)[^，]{0,8}(?:评|拿|获|得|认定|入选|是|有|进)"
)
_MOVED_UP: Final = re.compile("又(?:升|评|获|认|新)|升[成为到]|晋升")  # what came last goes before what was had
_BACK: Final = {"去年": 1, "前年": 2}
_LONG_AGO: Final = 3
_LETTERED: Final = re.compile("[A-E][级类档等]$")
_BARE_LETTER: Final = re.compile(
    "(?<=[评升定提进][到为成上了])[A-E](?![A-Za-z区座栋级类档等+-])|(?<=评为)[A-E](?=$|，)"
)
_NUMBERED: Final = re.compile("[一二三四五六1-6][级星档](?!以上)")
_PAYROLL: Final = re.compile("公职人员|国家工作人员|财政供养|(?:机关|事业单位)[^，。；]{0,12}(?:人员|职工)|公务员|在编")
_PAID_BY_ALL: Final = re.compile(
    "(?<![没未无不])(?:有|是|拿了?)?事业(?:单位)?(?:在)?编|(?<![没未无不])在编(?:人员|老师|教师|医生|职工|的)|^(?:我(?:[^，。；不们]{0,10}[^，。；不们的])?)?是(?:一名|一个|个)?(?:公务员|公职人员|国家干部)|考上了?公务员"
)
_SCOPES: Final = {
    "国际": "国际|全球|世界", "全球": "国际|全球|世界", "国内": "国内|全国|国家", "全国": "全国|国家|国内",
    "省内": "省内|全省|省级|[本我]省", "全省": "全省|省内|省级",
    "市内": "市内|[本我全]市", "全市": "全市|市级|[本我]市",
}  # fmt: skip
_STATUS: Final = re.compile(
    "高新技术企业|小微|中小|规模以上|困难|残疾|低保|贫困|脱贫|退役|失业|认定|验收|备案|合格|法人|失信|许可|执照|证|牵头|主导|第一"
)
_WAYS: Final = re.compile("、|或者?")
_HIRED: Final = re.compile("招(?:了|用|聘|收|录|进)|聘(?:了|用|请)|雇|吸纳|带动|接收")
_PERSONS: Final = re.compile("人员|毕业生|军人|失业|残疾|农民工|职工|成员")
_GRADED: Final = 0.4  # of a title whose grade is said: 4A of 4A级旅游景区
_HELD: Final = {
    "schooling": "学历",
    "worker": "技能等级",
    "rank": "职称",
    "size": "企业规模",
    "turnover": "企业规模",
    "exhaust": "排放标准",
}
_FAILED: Final = re.compile("[没未不](?:有|能|予)*(?:通过|批)|被(?:退回|否|驳回|取消|撤)|不予")  # nothing was done then
_NOT_HAD: Final = re.compile(  # 创新型也没评上: what stands before it is not had
    "(?:没有?|未|没能|未能)(?:被)?(?:评[上为定]|认定|认上|选上|获评|获批|入选|新列入|列入|拿[到下]|得到|中(?:选|标)?|上榜|进名单|履行完毕|[做搞办弄干跑试建考领批发][完成好过]|[办批考领发]下来|完成|结束|到手|授权|验收)(?:过|了)?(?=$|，)"
)
_DONE_HERE: Final = re.compile("[本我][省市县区]|本地|当地|[省市县区]内")
_DONE_ELSEWHERE: Final = re.compile(
    f"(?:在|到|去|往|给|供|用于|用在|放在|投在|留在)(?:{alternatives('outside').pattern})"
)
_HERE: Final = re.compile("(?<![区以])[本我咱][省市县区]|本地|当地|[省市县区][里内]")
_DECIDED: Final = re.compile("获|授权|认定|评[为定]|入选|列入|通过|批准|取得|证书")  # what others decide on
_OF_COUNTY: Final = re.compile("[本我]县")
_IN_COUNTY: Final = re.compile("(?:县里|县城|县域|乡下)$")  # of a county these are here
_LICENCE: Final = re.compile("(?:取得|持有|具有|获得|办理)[^，。；]{0,14}(?P<licence>许可证|执照|资质证书)$")
_HAS_LICENCE: Final = re.compile(
    "(?<![没未])(?:(?<![所只])有|持有?|办[了好齐]|取得了?|拿到?了?)(?:合法|正规|经营|业务|营业|的)*(?P<licence>许可证|执照|资质证书|证(?=的))"
)
_SERIOUS: Final = re.compile("较大|重大|严重")
_BOUGHT_IN_TOWN: Final = re.compile("(?:主城区|中心城区|市区|城区|市本级)[^，。；]{0,6}(?:购[买置房]|买)")
_TITLE: Final = "称号"
_FIRMS: Final = re.compile("(?:企业|公司|商户|经营户|工商户|单位|门店)$")
_NAMED_AT_ALL: Final = 0.45
_MISSED: Final = re.compile(
    "没(?:有|能)?(?:被)?(?:批(?:下来|准|上)|获批|评[上定为]|选[上中]|入选|通过|考[过上取]|考下来|认定(?:上|下来|成)?|过[关审]?$)|落选|落榜"
    "|被(?:刷|拒|退回|驳回|否决?|淘汰)|未(?:能)?(?:通过|获批|入选|获评|评上|认定)"
)
_AWARDED: Final = re.compile(
    "(?<!没)(?<!没有)(?<!没能)(?<!未)(?<!未能)(?<!能)(?<!想)(?<!要)(?:评上|获评|批下来|考过了?|考下了?|通过了|认定了|入选了)(?!吗|没)"
)
_AWARD: Final = re.compile(
    "(?:新|首次)?(?:被)?(?:认定|获得|获批|获评|评定|评为|取得|通过|列入|入选|批准|命名)(?:为|的)?"
)
_DEGREE: Final = re.compile(
    "^(?:(?:申[报请](?:之?日)?|当年|上一?年度?|[前近]?[一二两三四五]年内?|及|和|或|的)+)?(?:发生|出现)过?|(?:一般|较大|重大|特别重大|特大)(?:及以上|以上)?(?:的)?|(?<=安全)生产(?=事故)|生产(?=安全)"
)  # whoever had no accident had no serious one


def understand(text: str, schemes: Iterable[Scheme], on: date | None = None) -> Facts:
    """Read facts from what an applicant says, in the terms of the schemes that the words are about.

    Whatever the text tells the reader to do is text. Numbers keep their unit; numbers and words that no
    scheme asks for are in `unread`.
    """
    profiles = Profiles(schemes)
    near = [scheme for name in profiles.nearest(text) for scheme in profiles.groups[name]]
    orders = alternatives("orders")
    region = next((scheme.region for scheme in near if scheme.region), None)
    said = segments(text, _names(near))
    parts = [part for part in said if not orders.search(part.text)]
    unknown = [part for part in parts if doubted(part)]
    parts = [part for part in parts if part not in unknown]
    whole = next((match for part in parts if (match := _ALL_MET.search(part.text))), None)
    sorts = list(sorts_told(parts, near))
    days = list(days_said(parts, on or date.today()))
    found = [
        *sorts,
        *told_done(titles_counted, parts, near),
        *places_told(parts, near),
        *days,
        *told_done(grades_said, parts, near),
        *told_done(ranks_said, parts, near),
        *_assured(text, near, on or date.today()),
        *told_done(township_said, parts, near),
        *told_done(contraries_said, parts, near),
        *told_done(novelty_said, parts, near),
        *(
            Fact.of(SPOUSE, False, words=part.text, start=part.start)
            for part in parts
            if _SINGLE.search(part.text) and not part.asks
        ),
        *(fact for part in parts if part.asks for fact in span_asked(part.text, part.start)),
        *told_done(selves_said, parts, near),
        *had_said(parts, _shutting_out(near), region, on or date.today()),
        *relation_said(parts, near),
        *enlisted_said(parts, near),
        *posts_said(parts, _shutting_out(near)),
        *jobless_said(parts, near),
        *told_done(standing_said, parts, near),
        *_hads(parts),
        *_not_awarded(parts, near),
        *ages_said(parts, near, on or date.today()),
        *retained(parts, near),
        *more_said(parts, near),
        *risen_said(parts, near),
        *countries_said(parts, near),
        *taken_said(parts, near),
        *spouse_said(parts, near),
        *premiums_said(parts, near),
        *shares_said(parts, near),
        *spells_said(parts, near),
        *numbers_told(parts, near, on or date.today()),
        *kept_up(parts, days, near, on or date.today()),
        *whole_told(sorts, near),
        *told_done(class_said, parts, near),
        *homes_said(parts, near),
        *told_done(_rungs, parts, near),
        *moved_said(parts, near),
        *premises_said(parts, near),
        *deeds_said(parts, near),
        *party_said(parts, near),
        *told_done(_words, parts, near),
        *told_done(award_said, parts, near),
        *told_done(level_found, parts, near),
        *told_done(levels_said, parts, near),
    ]
    items: dict[str, Fact] = {}
    for fact in found:
        if of_several_degrees(sorts, fact):
            continue
        items.setdefault(fact.key if fact.attr != PLACE else f"{PLACE}{fact.value}{fact.words}", fact)
    for name in profiles.nearest(text, _MEANT, _CLOSE):
        offer = profiles.groups[name]
        for fact in told_done(lambda parts, near, offer=offer: _hinted(parts, offer, near), parts, near):  # type: ignore[misc]
            items.setdefault(fact.key, fact)
    for name in profiles.nearest(text, 1, _CLOSE):
        for fact in measures_left(parts, items.values(), profiles.groups[name]):
            items.setdefault(fact.key, fact)
    for fact in months_left(parts, items.values(), near):
        items.setdefault(fact.key, fact)
    items = {
        name: fact
        for name, fact in items.items()
        if not mistaken(fact, text, on or date.today())
        and not of_kin(fact, said)
        and not (fact.value is True and "人才" in fact.attr and no_class(fact.words))
        and not (fact.words and fact.value is not False and of_other(fact.attr, fact.words, numeric=fact.numeric))
        and not studying(fact)
        and not (fact.numeric and _DECIDED.search(fact.attr) and only_applied(fact.words))  # 报了10件 of 授权5件以上
    }
    items = less_left_out(items, parts, near)
    denied = {name for name, fact in items.items() if fact.value is False}
    items = {name: one for name, one in items.items() if not (isinstance(one.value, str) and key(one.value) in denied)}
    if unknown:
        items = {fact.key: fact for fact in settled_by(items.values(), unknown, parts)}
    told = {fact.start for fact in items.values()}
    unread = _unread(text, [part for part in said if not part.asks and part.start not in told and len(part.text) > 2])
    unread += [part.text for part in said if part in unknown or (part.asks and aid_in_doubt(part.text))]
    if whole:
        unread = [words for words in unread if not _ALL_MET.search(words)]
    first, last = _asked(parts, on or date.today())
    return Facts(tuple(items.values()), whole[0] if whole else None, tuple(unread), first, last)


def _unread(text: str, parts: Sequence[Segment]) -> list[str]:
    """Return what gave no fact; what is denied as a list stays one: 没发生过质量、安全、环保上的事."""
    lists = [one for one in denials(text) if len(one.named) > 1]
    found: dict[int, str] = {}
    for part in parts:
        end = part.start + len(part.text)
        around = [one for one in lists if one.start < end and part.start < one.end]
        first = min([part.start, *(one.start for one in around)])
        found.setdefault(first, text[first : max([end, *(one.end for one in around)])])
    return list(found.values())


def _names(near: Sequence[Scheme]) -> tuple[str, ...]:
    """Return the names of the one region that all offers in question are for, the longest first."""
    regions = {scheme.region for scheme in near if scheme.region}
    if len(regions) != 1:
        return ()
    (region,) = regions
    return (region, bare(region)) if bare(region) != region else (region,)


def _asked(parts: Sequence[Segment], on: date) -> tuple[date | None, date | None]:
    """Return the first and the last day on which the applicant says to apply: 材料要拖到今年6月才能交."""
    for part in parts:
        if _APPLIES.search(part.text) and (days := next(days_told(part.text, on), None)):
            return days.first, days.last
    return None, None


def _assured(text: str, near: Sequence[Scheme], on: date) -> Iterator[Fact]:
    """Yield that nothing of what shuts out is so, where the applicant denies all of its kind, or that some of it is."""
    denied = assured(text)
    needs = _shutting_out(near)
    yield from misdeeds_told(text, needs, on)
    for need in needs:
        if settled(need.attr, denied):
            words = denied[min(asked_of(need.attr))]
            yield Fact.of(need.attr, False, words=words, start=text.find(words))


def _shutting_out(near: Sequence[Scheme]) -> list[Requirement]:
    """Return what shuts out of the offers in question, each once."""
    needs = {need.key: need for scheme in near for need in scheme.requirements if need.value is False}
    return list(needs.values())


def _hads(parts: Sequence[Segment]) -> Iterator[Fact]:
    """Yield that other aid is had already: no offer that rules it out says yes then."""
    for part in parts:
        told = _HAD.search(part.text) and not alternatives("deny").search(part.text)
        if (told or any(one.so for one in had(part.text))) and not part.asks:
            yield Fact.of("享受其他补贴", True, words=part.text, start=part.start)
            return


# -------------------------------------------------------------------------------------------------------------- words
def _words(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    seen: set[tuple[str, str]] = set()
    named: dict[str, tuple[tuple[int, bool, bool, float], Fact]] = {}
    for scheme in near:
        for need in scheme.requirements:
            if need.numeric or need.part or (need.key, need.value_key) in seen:
                continue
            seen.add((need.key, need.value_key))
            if dated(need) or (need.value is True and of_party(need.attr)):
                continue
            if isinstance(need.value, str):
                _best(named, need, parts)
                _otherwise(named, need, parts)
                yield from _without_status(need, parts)
            elif _placed(need):
                # 本市行政区域内由社会力量举办 asks for more than the place
                told = None
                if rest := beside(need.text if about_place(need.text) else need.attr):
                    own = replace(need, attr=rest, text=rest, key=key(rest))
                    told = _told(own, parts, near)
                yield from filter(None, [told or papers_said(need, parts, _denied)])
            elif not (need.value is False and asks_of_aid(need.attr)):  # of whom and what for is told in had_said
                told = _told(need, parts, near) or _shut_out(need, parts) or _ruled_out(need, parts)
                told = told or _in_part(need, parts)
                if told and not (need.value is told.value is False and unsure(told.words)):
                    yield told  # 可能没有失信 denies nothing
    yield from (fact for _, fact in named.values())


def _placed(need: Requirement) -> bool:
    return about_place(need.text) or about_place(need.attr)


def _rungs(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield the degree or grade that the applicant has, also one that no scheme names: 大专 where 本科 is asked for."""
    needs = [need for scheme in near for need in scheme.requirements if not need.numeric and need.value is not False]
    for name, words in ladders().items():
        if not any(word in canonical(f"{need.attr}{need.value}") for need in needs for word in words):
            continue
        for part in parts:
            said = [word for word in words if word in _ENGINEER.sub("", part.canonical)]
            if said and not part.asks and not alternatives("deny").search(part.text) and name in _HELD:
                yield Fact.of(_HELD[name], max(said, key=len), words=part.text, start=part.start)
                break


def _best(
    named: dict[str, tuple[tuple[int, bool, bool, float], Fact]], need: Requirement, parts: Sequence[Segment]
) -> None:
    parts = [
        part for part in parts if not _BEFORE.search(part.text)
    ]  # 前年拿过省级中小企业的奖励 tells of another title
    if need.family == "kind":  # 招了5个登记失业的人 tells whom one hired, not who one is
        parts = [part for part in parts if not (_HIRED.search(part.text) and _PERSONS.search(str(need.value)))]
    for option in options(need):
        wanted = key(option)
        if absent := next((part for part in parts if _NOT_ON.search(part.text) and _names_it(wanted, part)), None):
            named[need.key] = (
                (0, True, True, float(len(wanted))),
                Fact.of(option, False, words=absent.text, start=absent.start),
            )
            continue
        for window, first in _windows(parts):
            window = _graded_in_short(_ROSE_FROM.sub("", window), option)
            window = window if "工程师" in option else _ENGINEER.sub("", window)
            window = window if "保险" in option else _INSURANCE.sub("", window)  # 社保 is no 社会组织
            got = coverage(wanted, (key(window),))
            enough = _GRADED if graded(wanted, key(window)) else _NAMED
            if not _in_scope(option, window) or other_mark(option, window):
                continue  # 国内首台套 is not told by 首台套
            if _LOST.search(window) and not _AWARDED.search(window):
                continue
            if need.attr in (_TITLE, LEVEL) and _hoped(window, wanted, parts, first):
                continue
            if wanted and got >= enough and not excludes(wanted, key(window)) and _denied(window, wanted) is False:
                whole = got >= 1.0  # what is said whole, and at once, goes before a longer name said in part
                score = -_years_back(parts, first, window), whole, whole and "，" not in window, got * len(wanted)
                if need.key not in named or score > named[need.key][0]:
                    named[need.key] = score, Fact.of(need.attr, option, words=first.text, start=first.start)
                break


def _hoped(window: str, wanted: str, parts: Sequence[Segment], first: Segment) -> bool:
    """Tell whether what a window over `parts` says of a title is only that it is run for."""
    behind = "，".join(part.text for part in parts[parts.index(first) + 1 :] if not part.asks)
    about = [part for part in window.split("，") if any(wanted[at : at + 2] in part for at in range(len(wanted) - 1))]
    return any(only_hoped(part, behind) for part in about)


def _years_back(parts: Sequence[Segment], first: Segment, window: str) -> int:
    """Return how long ago, in years or so, what a window over `parts` says of a title happened."""
    at = parts.index(first)
    told = "，".join(part.text for part in parts[at : at + 1 + window.count("，")])
    back = max((_BACK.get(match["when"], _LONG_AGO) for match in _LONG_HELD.finditer(told)), default=0)
    return -1 if not back and _MOVED_UP.search(told) else back


def _otherwise(
    named: dict[str, tuple[tuple[int, bool, bool, float], Fact]], need: Requirement, parts: Sequence[Segment]
) -> None:
    """Take for the answer what rules the name asked for out: 全额上网 where 自发自用、余量上网 is asked."""
    for part in parts if need.key not in named else ():
        said = key(part.canonical)
        others = {excludes(key(option), said, decided=True) for option in options(need)}
        other = others.pop() if len(others) == 1 else None
        if other and not part.asks and _denied(part.canonical, other) is False:
            named[need.key] = (0, False, False, 0.0), Fact.of(need.attr, other, words=part.text, start=part.start)
            return


def _graded_in_short(said: str, option: str) -> str:
    """Say whole a grade whose measure word is left out: 绩效评到了A of 绩效A级.

    >>> _graded_in_short("绩效第一次评到A", "绩效A级"), _graded_in_short("办到A区", "绩效A级")
    ('绩效第一次评到A级', '办到A区')
    """
    return _BARE_LETTER.sub(rf"\g<0>{option[-1]}", said) if _LETTERED.search(option) else said


def _names_it(wanted: str, part: Segment) -> bool:
    return coverage(wanted, (key(part.canonical),)) >= _NAMED and not excludes(wanted, key(part.canonical))


def _without_status(need: Requirement, parts: Sequence[Segment]) -> Iterator[Fact]:
    """Yield that someone is denied to be of a kind whose status they say to lack: 没有认定普惠 of 普惠托育机构."""
    options = re.split("、|或者|或", str(need.value)) if need.family == "kind" else []
    for option in options:
        status = STATUS.match(option)
        for part in parts if status else ():
            if status and re.search(f"(?:没有?|未|不是|还没)[^，]{{0,6}}{status[0]}", part.text) and not part.asks:
                yield Fact.of(option, False, words=part.text, start=part.start)


def _in_scope(asked: str, said: str) -> bool:
    """Tell whether within what bounds a thing is the first or best is said where it is asked: 国内首台套, 省内高校."""
    if "国际" in asked and "国内" not in asked and "国内" in said and "国际" not in said:
        return False
    scope = next((words for name, words in _SCOPES.items() if asked.startswith(name)), None)
    return scope is None or bool(re.search(scope, said))


def _hinted(parts: Sequence[Segment], offer: Sequence[Scheme], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield what an applicant most likely means of the offer that the words are about: half of a condition is said, and
    what sets it apart from the other offers of its clause. What is taken for granted is told aloud."""
    told = key("，".join(part.canonical for part in parts))
    for scheme in offer:
        for need in scheme.requirements:
            own = need.place.path == scheme.place.path and need.value is True and need.op is not None
            if (
                not own
                or need.numeric
                or need.part
                or family_home(need.attr)
                or excepting(need.attr)
                or _placed(need)
                or _STATUS.search(need.attr)
                or _of_other_trade(need.attr, parts)
                or not_held(need.attr, "，".join(part.text for part in parts))
            ):
                continue
            if _unplaced(need, parts) or excludes(need.key, told, decided=True):
                continue
            if listed(need.attr):  # one of its things must be told: 流转土地种花木 is no 种植水稻、小麦
                continue
            for window, first, raw in _stretches(parts):
                said = key(window) + echo(need.attr, raw)
                if asks_to_move(need.attr) or of_anothers(raw):
                    continue
                if unsaid(need.attr, raw) or denied_in(need.attr, raw) or beside_the_thing(need.attr, raw):
                    continue
                if unbound(need.attr) != need.attr and out_of_bound(need.attr, window) is not False:
                    continue  # who has a loan has not told how long it runs
                if coverage(need.key, (said,)) < _HALF_SAID and not head_told(need.attr, raw, said):
                    continue  # 装了节能灯 is no hint at 节能诊断
                if undecided(need.key, (said,)) or not _in_scope(need.attr, window):
                    continue
                told_of = coverage(need.key, (said,)) >= _HINTED or _end_said(need, window, near)
                if not told_of or excludes(need.key, said) or _other(need.key, said):
                    continue
                if not _apart(need, near, said) or _elsewhere(need, window) or unsited(need.attr, window):
                    continue
                if of_another(need.attr, window) or came_otherwise(need.attr, window):
                    continue
                if not _told_apart(need, near, window, said):
                    continue
                if of_party(need.attr) or (
                    letters(need.attr) and not classed(need.attr, (_class_told(window, parts),))
                ):
                    continue
                if _unbought(need, window) or _unlinked(need, window) or _applied_for(need, window):
                    continue
                if _left_unsaid(need.attr, window):
                    continue  # who founds a firm has not told to rent the rooms for it
                if _denied(window, need.key) is False:
                    yield Fact.taken(need.attr, first.text, first.start)
                    break


def _class_told(window: str, parts: Sequence[Segment]) -> str:
    """Leave out of a window over `parts` those that only ask what a class gets: 能拿C类人才那20万元吗."""
    asks = tuple(said for part in parts if asked_only(part) for said in (part.text, part.canonical))
    return "，".join(one for one in window.split("，") if not one.startswith(asks)) if asks else window


def _end_said(need: Requirement, window: str, near: Sequence[Scheme]) -> bool:
    """Tell whether a stretch says with what a condition ends, where no other one ends so: 网签备案 of 合同网签备案.

    What is asked of a level, a number, an office or for the first time is never told by its end alone.
    """
    filed = _FILED_SOMEHOW.search(need.attr)
    end = filed.group() if filed else need.attr[-_END:]
    if len(need.attr) <= _END or len(need.attr) > 4 * _END or end not in window:
        return False
    if _DECISIVE.search(need.attr[: -len(end)]):
        return False
    asked = {one.attr for scheme in near for one in scheme.requirements if one.attr.endswith(end)}
    return asked == {need.attr}


def _apart(need: Requirement, near: Sequence[Scheme], said: str) -> bool:
    """Tell whether what sets a condition apart from those of the other offers of its clause is said: 国产 of
    购买国产工具 where another offer is for 购买工具."""
    others = {
        other.key
        for scheme in near
        if scheme.place.iri == need.place.iri and all(one.key != need.key for one in scheme.requirements)
        for other in scheme.requirements
        if other.place.iri == need.place.iri
    }
    others |= {
        other.key
        for scheme in near
        if need in scheme.requirements
        for other in scheme.requirements
        if other.key != need.key and other.place.iri == need.place.iri and coverage(need.key, (other.key,)) >= _SAID
    }  # 受聘于本市企业 beside 在本市创办企业
    shared = "、".join(others)
    name = _VERB.sub("", need.key)  # where 取得 meets what is had, no word stands
    own = [name[at : at + 2] for at in range(len(name) - 1) if name[at : at + 2] not in shared]
    return not others or not own or any(pair in said for pair in own)


def _told_apart(need: Requirement, near: Sequence[Scheme], window: str, said: str) -> bool:
    """Tell whether the grade that a condition names is said, and what each condition like it in its clause lacks."""
    if of_another_level(need.attr, window):
        return False
    return marked(need.attr, (window,)) and set_apart(need.key, rivals(tuple(near)).get(need.key, ()), said)


def _unlinked(need: Requirement, said: str) -> bool:
    """Tell whether what must be linked with a platform is told without any word of it: 作业 of 作业数据接入监测平台."""
    return bool(_LINKED.search(need.attr)) and not _PLATFORM.search(said)


def _applied_for(need: Requirement, window: str) -> bool:
    """Tell whether what others must grant is only told to be asked of them: 报了5件专利 of 获得专利授权."""
    return need.value is True and bool(_DECIDED.search(need.attr)) and only_applied(window)


def _elsewhere(need: Requirement, said: str) -> bool:
    """Tell whether what must be done here is said to be done elsewhere: 在外省新开了店."""
    away = _DONE_ELSEWHERE.search(said) if _DONE_HERE.search(need.attr) else None
    return away is not None and not (_OF_COUNTY.search(need.attr) and _IN_COUNTY.search(away[0]))


def _told(need: Requirement, parts: Sequence[Segment], near: Sequence[Scheme]) -> Fact | None:
    if need.op is None and not need.implied:
        return _affirmed(need, parts)
    if need.value is True and excepting(need.attr):
        return None
    if need.value is True and (_unplaced(need, parts) or family_home(need.attr)):
        return None
    if need.value is True and not_held(need.attr, "，".join(part.text for part in parts)):
        return None
    least = _SAID if need.value is not False else 0.5
    if need.value is True and len(need.key) <= _SHORT:
        least = 1.0  # 充电站 is no 换电站
    if what := key(trade(need.attr)):
        first = next((part for part in parts if _deals(what, key(part.canonical), part)), None)
        return None if first is None else Fact.of(need.attr, True, words=first.text, start=first.start)
    asked = need.key if need.value is not False else _DEGREE.sub("", need.key)
    if need.value is True and _FOR_WHOM.match(need.attr):
        asked = key(_FOR_WHOM.sub("", need.attr))
    if need.value is True and (free := unbound(need.attr)) != need.attr:
        asked = key(free)  # how long a loan runs is held against the bound apart
    if need.value is True and _of_other_trade(need.attr, parts):
        return None  # a shop that 上规 is no 工业企业
    if need.implied:  # who asks for 技能提升补贴 by its name has not told to be whom it is for
        parts = [part for part in parts if not part.asks]
    for window, first, raw in _stretches(parts):
        if len(need.key) < _WORD and need.attr not in window:
            continue  # 省内 comes to one letter, which stands in many words
        if not _in_scope(need.attr, window):
            continue
        said = key(window)
        by_words = (
            need.value is True
            and not asks_to_move(need.attr)
            and share_told(need.attr, raw, denied_too=True) >= _SAID
            and not of_anothers(raw)
        )
        if need.value is True and beside_the_thing(need.attr, raw):
            continue
        if by_words:
            said += echo(need.attr, raw, light=True)
        if need.value is True and told_not(need.attr, raw) and not of_anothers(raw):
            return Fact.of(need.attr, False, words=first.text, start=first.start)
        if need.value is True and lacking(need.attr, raw):
            return Fact.of(need.attr, False, words=first.text, start=first.start)
        if undecided(need.key, (said,)):
            continue
        reached = "以上" in need.attr and at_least(need.attr, said) is True  # 国家级 of 省级以上
        letters_alike = coverage(asked, (said,))
        if need.value is True and not by_words and unsaid(need.attr, raw, strictly=True):
            continue  # 做了清洁生产审核 is not yet 通过清洁生产审核
        alike = (by_words or letters_alike >= least) and (reached or not excludes(need.key, said))
        alike = alike and not _other(need.key, said)
        if letters(need.attr) and not classed(need.attr, (_class_told(window, parts),)):
            continue  # which class it is must be told
        if alike and _elsewhere(need, window) and not any(_HERE.search(part.text) for part in parts):
            return Fact.of(need.attr, False, words=first.text, start=first.start)
        if alike and (
            _elsewhere(need, window) or (not by_words and _unbought(need, window)) or unsited(need.attr, window)
        ):
            continue
        if alike and (_applied_for(need, window) or of_another(need.attr, window)):
            continue
        if alike and need.value is True and _left_unsaid(need.key, said):
            continue  # 买了辆电瓶车 is no 交售旧电动自行车, however much of the words is said
        if alike and need.value is True and _works_elsewhere(need.attr, window):
            continue  # whoever was brought in is not yet at work in a township, nor is who works there one's spouse
        if alike and need.value is True and came_otherwise(need.attr, window):
            continue
        if alike and need.value is True and not _told_apart(need, near, window, said):
            continue
        if alike and need.value is True and unbound(need.attr) != need.attr:
            if (broken := out_of_bound(need.attr, window)) is None:
                continue  # how long the loan runs is not told
            if broken:
                return Fact.of(need.attr, False, words=first.text, start=first.start)
        if alike and _apart(need, near, said):
            denied = _denied(window, need.key)
            if denied and need.value is False and not _denied_itself(need.key, asked, window):
                continue  # 用的是国有水域，没有养殖证: the second stretch denies its own
            if denied is False and need.value is True and denied_in(need.attr, raw):
                if not by_words:
                    continue
                denied = True
            if denied is False and _SERIOUS.search(need.key) and not _SERIOUS.search(window):
                continue  # a small accident is none of those that shut out
            if denied is False and need.value is False and coverage(asked, (said,)) < _SHUT_OUT:
                continue  # 自己投资 is not 政府投资: what shuts out must be told, not hinted at
            if denied and need.value is True and coverage(asked, (said,)) < _SHUT_OUT:
                continue  # 市区没房 does not deny 在市区租住住房
            if denied and need.value is True and not by_words and _of_another_deed(need.attr, window):
                continue  # nor 租房居住, of which the letters are the same
            if denied and need.value is True and _BEFORE_NOW.search(window) and not _OF_BEFORE.search(need.text):
                continue  # 来之前没在本市交社保 does not deny that they are paid now
            if denied and "或" in need.attr and not all(_covered(way, said) for way in _WAYS.split(need.attr)):
                continue  # 不是低保户 does not deny 低保家庭或者低保边缘家庭
            if denied is not None and need.value is False and left_undone(need.attr):
                undone = told_undone(window, need.key)
                return None if undone is None else Fact.of(need.attr, undone, words=first.text, start=first.start)
            if denied is not None:
                return Fact.of(need.attr, not denied, words=first.text, start=first.start)
    return None


def _denied_itself(wanted: str, asked: str, window: str) -> bool:
    """Tell whether the stretch that denies what shuts out says more of it than the others that deny nothing do."""
    parts = [(coverage(asked, (key(part),)), _denied(part, wanted)) for part in window.split("，")]
    return max((share for share, no in parts if no), default=0.0) >= max(
        (share for share, no in parts if not no), default=0.0
    )


def _of_other_trade(attr: str, parts: Sequence[Segment]) -> bool:
    """Tell whether a condition names firms of a trade, and applicants name another one alone: 商贸公司 of 工业企业."""
    asked = trades(attr) if _FIRMS.search(attr) else frozenset()
    told = trades("，".join(part.text for part in parts if not part.asks)) if asked else frozenset()
    return bool(told) and not told & asked


def _left_unsaid(asked: str, said: str) -> bool:
    """Tell whether a word without which a condition is another one is asked for and not said.

    >>> _left_unsaid("交售旧电动自行车", "买了辆电动自行车"), _left_unsaid("交售旧车", "旧车交给回收企业")
    (True, False)
    >>> _left_unsaid("淘汰燃煤锅炉", "燃煤锅炉还在用"), _left_unsaid("淘汰燃煤锅炉", "燃煤锅炉拆了")
    (True, False)
    """
    return any(not re.search(_SAID_FOR.get(deed, deed), said) for deed in _MUST_BE_SAID.findall(asked))


def _works_elsewhere(attr: str, window: str) -> bool:
    """Tell whether a condition asks for work in a township, and a stretch names none or the work of one's kin.

    >>> [_works_elsewhere("到乡镇工作", said) for said in ("我是引进的", "老婆到乡镇工作", "我到镇上工作")]
    [True, True, False]
    """
    return bool(_IN_TOWNSHIP.search(attr)) and not (_TOWNSHIP.search(window) and not _KIN_WORKS.search(window))


def _of_another_deed(attr: str, window: str) -> bool:
    """Tell whether what a stretch denies is not the very deed that a condition asks for: 没房, where one is to rent."""
    said = _PUBLIC_HOMES.sub("", window)
    return any(deed in attr and not re.search(f"[没未不无][^，。；]{{0,4}}{deed}", said) for deed in _DONE_TO)


def _affirmed(need: Requirement, parts: Sequence[Segment]) -> Fact | None:
    """Take a demand that has no measure (符合要求) for met, aloud, or not, by who says so in as many words."""
    said = (part for part in parts if not part.asks and coverage(need.key, (key(part.canonical),)) >= _CLOSE)
    part = next(said, None)
    denied = _denied(part.canonical, need.key) if part else None
    if part is None or denied is None:
        return None
    if denied:
        return Fact.of(need.attr, False, words=part.text, start=part.start)
    return Fact.taken(need.attr, part.text, part.start)


def _unplaced(need: Requirement, parts: Sequence[Segment]) -> bool:
    """Tell whether a home is to be bought in town, and nobody tells where it lies."""
    in_town = (alternatives("centre").search(part.text) for part in parts)
    return bool(_BOUGHT_IN_TOWN.search(need.attr)) and not any(in_town)


def _not_awarded(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield that a title or certificate was not given: 结果没批下来, 没考过; nothing where another was."""
    missed = [part for part in parts if _MISSED.search(part.text) and not part.asks]
    if not missed or any(_AWARDED.search(part.text) for part in parts):
        return
    said = key("，".join(part.canonical for part in parts))
    for scheme in near:
        named = [need for need in scheme.requirements if need.attr == _TITLE and isinstance(need.value, str)]
        if named and max(coverage(need.value_key, (said,)) for need in named) < _NAMED_AT_ALL:
            continue
        for need in scheme.requirements if named else ():
            if need.value is True and _AWARD.fullmatch(need.attr):
                yield Fact.of(need.attr, False, words=missed[0].text, start=missed[0].start)


def _covered(way: str, said: str) -> bool:
    return coverage(key(way), (said,)) >= _SAID


def _other(asked: str, said: str) -> bool:
    return other_class(asked, said) or unclassed(asked, said) or other_thing(asked, said)


def _by_acronym(need: Requirement, parts: Sequence[Segment]) -> Fact | None:
    """Return, aloud, that what is known by its letters is had in the grade asked for: CMMI四级, DCMM三级."""
    acronym = _ACRONYM.search(need.attr) if need.value is True else None
    for part in parts if acronym else ():
        same = acronym and acronym[0] in part.text and not part.asks
        graded = _NUMBERED.search(need.attr)
        if (
            acronym
            and same
            and (not graded or graded[0] in part.text)
            and _denied(part.canonical, f"{acronym[0]}{need.key}") is False
        ):
            return Fact.taken(need.attr, part.text, part.start)
    return None


def _by_class(need: Requirement, parts: Sequence[Segment]) -> Fact | None:
    """Return, aloud, that a level is reached which the condition itself calls by its class: 领先水平（Ⅰ级）."""
    gloss = _CLASS_GLOSS.search(need.attr) if need.value is True else None
    for part in parts if gloss else ():
        if gloss and gloss[1] in part.text and not part.asks and _denied(part.canonical, gloss[1]) is False:
            return Fact.taken(need.attr, part.text, part.start)
    return None


def _in_part(need: Requirement, parts: Sequence[Segment]) -> Fact | None:
    if by_letters := _by_acronym(need, parts) or _by_class(need, parts):
        return by_letters
    found = _licensed(need, parts) or one_told(need, parts, _denied) or filed(need, parts, _denied)
    found = found or linked(need, parts, _denied) or included(need, parts, _denied)
    found = found or papers_said(need, parts, _denied)
    return _on_payroll(need, parts) or found or recognized(need, parts, _denied) or _one_way(need, parts)


def _one_way(need: Requirement, parts: Sequence[Segment]) -> Fact | None:
    """Return, aloud, that a condition is met by one of what each of its stretches lists."""
    if need.value is not True or not ways(need.attr):
        return None
    for window, first in _windows(parts):
        if one_way(need.attr, (key(window),)) and _denied(window, need.key) is False:
            return Fact.taken(need.attr, first.text, first.start)
    return None


def _on_payroll(need: Requirement, parts: Sequence[Segment]) -> Fact | None:
    """Return that the applicant is paid by the public, which shuts out: 事业编 of 机关、事业单位人员."""
    if need.value is False and _PAYROLL.search(need.attr):
        for part in parts:
            if _PAID_BY_ALL.search(part.text) and not part.asks:
                return Fact.of(need.attr, True, words=part.text, start=part.start)
    return None


def _shut_out(need: Requirement, parts: Sequence[Segment]) -> Fact | None:
    """Return that the applicant did one of several things that each shut out: 买了二手房 of 购买二手住房、非住宅."""
    listed = (
        [_ACQUIRED.sub("", one) for one in re.split("、|或者|或|以及|和|及(?!以)", need.attr)]
        if need.value is False
        else []
    )
    for one in listed if len(listed) > 1 else ():
        asked = _DEGREE.sub("", key(one))
        for part in parts:
            told = len(asked) >= _TOLD_APART and coverage(asked, (key(part.canonical),)) >= _SHUT_OUT
            if _HEADLESS.fullmatch(one):
                continue  # 获得国家 of 获得国家、省补助 is nothing to be told by itself
            if _SERIOUS.search(one) and not _SERIOUS.search(part.text):
                continue  # a small accident is none of those that shut out
            if told and not part.asks and _denied(part.canonical, asked) is False:
                return Fact.of(need.attr, True, words=part.text, start=part.start)
    return None


def _ruled_out(need: Requirement, parts: Sequence[Segment]) -> Fact | None:
    """Return that a thing is not as it is asked for: 买了一套二手房 where 购买新建商品住房 is asked."""
    other = excludes(need.key, key("，".join(part.canonical for part in parts)), decided=True)
    for part in parts if other and need.value is True else ():
        said = key(part.canonical)
        told = other and other in said and not part.asks and coverage(need.key, (said,)) >= _OTHERWISE
        if told and other and _denied(part.canonical, other) is False:
            return Fact.of(need.attr, False, words=part.text, start=part.start)
    return None


def _licensed(need: Requirement, parts: Sequence[Segment]) -> Fact | None:
    """Return, aloud, that someone has the licence that is asked for who says to have 许可证 and no other is named."""
    asked = _LICENCE.search(need.attr) if need.value is True else None
    for part in parts if asked else ():
        if (
            (match := _HAS_LICENCE.search(part.text))
            and asked
            and asked["licence"].endswith(match["licence"])
            and not part.asks
        ):
            return Fact.taken(need.attr, part.text, part.start)
    return None


def _deals(what: str, said: str, part: Segment) -> bool:
    """Tell whether a stretch names what someone deals in, or the noun that it ends with: 机器人 of 智能机器人."""
    noun = what[-3:] if len(what) > 4 else what
    return noun in said and not alternatives("deny").search(part.text)


def _unbought(need: Requirement, window: str) -> bool:
    """Tell whether a thing that is to be bought is only named: who has a lorry has not bought another."""
    return need.value is True and bool(_BUYS.match(need.attr)) and not _BOUGHT.search(window)


def _windows(parts: Sequence[Segment]) -> Iterator[tuple[str, Segment]]:
    """Yield what is said, smallest stretch first: one segment, two, three, all."""
    return ((said, first) for said, first, _ in _stretches(parts))


def _stretches(parts: Sequence[Segment]) -> Iterator[tuple[str, Segment, str]]:
    """Yield what is said, smallest stretch first, and what of it is told in the words in which it was."""
    for size in (1, 2, 3, len(parts)):
        for at in range(max(1, len(parts) - size + 1)):
            stretch = parts[at : at + size]
            if not all(part.asks for part in stretch):
                said = "，".join(part.canonical for part in stretch)
                told = "，".join(f"{part.none_of}{part.text}" for part in stretch if not part.asks)
                yield said if alternatives("deny").search(said) else said + implied(said), stretch[0], told


def _denied(window: str, wanted: str) -> bool | None:
    """Tell whether the window says that `wanted` is not so; None where it says that it is still open."""
    denied = False
    for part in window.split("，"):
        shared = [at for at in range(len(part) - 1) if part[at : at + 2] in wanted]
        if not shared:
            continue
        if alternatives("pending").search(part) and alternatives("deny").search(part):
            return None
        if (failed := _FAILED.search(part)) and failed[0] not in wanted:
            return None
        if _STILL_SO.search(part) or still_open(part, wanted, shared):
            return None
        if of_others(part, wanted, shared) or nearly_so(part, wanted, shared):
            return None
        denied = denied or never_came(part, wanted, shared)
        if (lacked := _NOT_HAD.search(part)) and any(at < lacked.start() for at in shared) and lacked[0] not in wanted:
            denied = True
        for match in _deny().finditer(part):
            if part.startswith(_BOUNDS, match.start()) or _NO_DENIAL.match(part, match.start()):
                continue  # 不低于最低工资, 不同的发明 deny nothing
            if match[0] in wanted or any(f"{no}{part[match.end() : match.end() + 2]}" in wanted for no in "未无没非不"):
                continue  # 没就业的毕业生 are those that 未就业高校毕业生 asks for
            told_of = _TELLS_OF.match(part, match.start())
            if any(told_of and at >= told_of.end() for at in shared):
                continue  # 没就业的大学生 are 大学生
            reach = 0 if match[0] == "非" else _NEAR_DENIAL  # 非营利养老院 is one, if of another sort
            if any(
                at >= match.end() and len(part[match.end() : at].replace(_HAD_BEFORE, "")) <= reach for at in shared
            ):
                denied = True
    return denied


@cache
def _deny() -> re.Pattern[str]:
    return alternatives("deny")
