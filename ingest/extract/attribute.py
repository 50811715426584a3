"""One phrase of a condition -> what is asked (attribute), how it is compared, and with what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ingest.extract.aged import aged
from ingest.extract.award_title import titled, unquoted
from ingest.extract.memory import Memory
from ingest.extract.threshold import Relation, measured
from ingest.extract.wording import condition_pattern
from ingest.record import Condition
from ingest.rules import Rules, load
from ingest.value.number import parse

__all__ = ["atom"]

_BETWEEN = re.compile("、|和|或者?|及|以及")
_BARRED = re.compile(  # 申报单位不得以同一项目重复申报: a state that bars; what may not be more or less is a bound
    r"[^，。；\d不]{0,10}?(?:均|也|都|原则上)*不得(?!不|[超高低少多大小早晚迟][于过])(?P<what>[^，。；]{3,})$"
)
_TIME_ALONE = re.compile(r"[\d一二三四五两]+个?[年月]以?内")  # of how long the benefit lasts
_WHOLE_DEGREE = 14  # letters from which on a degree is told with the school or the mode of study
_AS_PROVED = re.compile("（以[^（）]{2,20}为准）$")  # 2024年1月1日后生育（以出生医学证明为准）
_ANYWHERE = re.compile("[省市区县国境]内外")
_BARE = re.compile(  # 容积率达到2.0以上: a ratio has no unit
    r"^(?P<attr>[^，\d]{2,12}?)(?:(?P<most>不高于|不超过)|达到?|不低于|不少于|超过)(?P<value>\d+(?:\.\d+)?)(?:（含）)?(?:及?以上)?$"
)
_EFFICIENCY = re.compile(  # 2级及以上能效（水效）标准: of these grades the first is the best
    "(?:达到|符合|具有|属于)?(?:(?P<grade>[1-5])级(?P<up>及?以上)?(?:能效|水效)|(?:能效|水效)(?:（[^（）]{2,4}）)?(?:等级|标准|水平)*(?:达到?|为)?(?P<grade2>[1-5])级(?P<up2>及?以上)?)(?:（[^（）]{2,4}）)?(?:等级|标准|水平|要求)*"
)
_LONGEST_DATED = 400  # letters in which days are looked for: each is read behind the one before
_SORT_NUMBER = re.compile(r"(?P<kind>[^，。；、\d]{0,8}?)(?P<number>\d+)(?P<unit>轴)(?P<way>及?以[上下])?")  # 重型2轴
_ANEW = re.compile("(?P<deed>(?:新|首次)被?(?:评定|认定|评|获评|获批))(?:为|的)?")
_SERVING = re.compile(  # 为中小企业开展数字化诊断; what is done for one's own staff is no service
    r"^(?:[^，]{0,12}?(?:公司|机构|企业|单位|平台))?为(?!其|本?(?:单位|企业)?(?:职工|员工))(?P<whom>[^，]{2,14}?)"
    r"(?:提供(?P<what>.{2,})|(?P<deed>(?:开展|举办|代办).{2,}))$"
)
_CONTEST = re.compile(
    r"^[^，]{0,16}?在(?=[^，]{2,}(?:赛|评选|活动|展|会)中?获)|(?<=[赛选动展会])中?(?:获得?|荣获|取得)$"
)
_UNRELATED = re.compile(
    "^(?P<who>(?:供需|交易|买卖|购销|采购)?双方)(?:之间)?(?:不存在|无|没有)(?P<what>[^，。；]{0,6}关联关系)$"
)
_TERM = re.compile(r"^(?P<number>\d+|[一二三五十])年期(?:（含）)?(?:及)?以上(?:的?贷款)?$")
_PASSED = re.compile(r"^通过[^，。；]{2,14}(?:复核|复评|复审|复检|年审)$")  # passed again: no prize
_UNGRADED = re.compile(
    r"^(?:、|和|或者?|及|以及)(?P<value>(?!以)[^，。；、的\d]{2,10}?)(?:的?(?:企业|单位|机构|项目|工厂|园区))?(?:的)?$"
)
_AT_GRADED = re.compile(  # 在二级以上医疗机构住院治疗: the grade is that of a place, and not the applicant's
    "(?:在|到|于|赴|由|经|向)[^，。；、]{0,6}[一二三四五甲乙丙1-5][级等A](?:及?以[上下])?[^，。；、]{0,12}(?:机构|医院|学校|院校|企业|单位|中心|院)[^，。；、的]{2,}"
)
_FOUNDS = re.compile(
    "创办|领办|招用|吸纳|自主创业|[一-鿿]{2}与[^，。；、]{2,}(?:共[建同]|合[作建](?!社|经济)|联合(?!社|会|体)|签[订约]|开展)"
)  # what someone does, and no kind of applicant
_ASSESSED = re.compile("(?:首次|新)?(?:通过|达到)[^，。；]*(?:评估|认证|评价|评定|测评|成熟度)")
_IN_A_ROW = re.compile(r"^连续[一二两三四五\d]+年度?(?:入库|入选|列入|纳入|获评|被?评|认定)")  # more than one title
_BUILDS = re.compile("新建(?!成)|新开设|新开办|新开业|新设立|新办|改建|扩建|改扩建")
_DEEDS = (
    "登记注册|注册登记|注册|成立|投入|开工|竣工|投产|购买|购置|认定|签订|建成|落户|上牌|登记|毕业|缴纳|获得|取得|立项|实施|引进|入库|报废|开工建设|备案|签约|运营|投运"
    "|并网|申报|通过|评为|发生|完成|升规|入库|获评|迁入|引进|生育|出生|结婚登记|结婚|就业|入职|到岗|创业|参保|退役|返乡|出售|转让|创办|设立|开业|上市|授权|招用|招收|招聘|聘用|吸纳|录用"
)
_DEED = re.compile(f"(?:{_DEEDS})")
_DATED_DEED = re.compile(f"(?P<deed>{_DEEDS})(?:时间|日期|之日|日)?[于在为是]*$")  # 成立于2024年, 购买时间为2024年
_TO_DAY = re.compile("(?:、|，|，?(?:且|并)|的|应当?|须|均|[在于自从为])*$")
_OF_DAY = re.compile(  # what before a day says nothing of who asks
    "(?:新|首次|对于?|凡|其|(?:重点|优先|大力|积极|适当)*(?:支持|鼓励)|企业|项目|单位|设备|发票|合同|开具|申请|申报|(?:本)?(?:办法|措施|细则|政策)[^，]*)*"
    "|[^，。；、]{0,6}(?:时间|日期|期限|有效期)[为在]?|截[至止]|申[报请]时?|[在于到]?[本我全][省市县区]内?"
)
_DATED_BY = re.compile(  # 项目开工时间应在2024年1月1日之后, 设备购置日期不得早于2024年1月1日
    r"(?P<name>[^，。；、\d]{2,14}?)(?:的)?(?:时间|日期)(?:均|都)?(?:应当?|须|需|必须)?(?P<way>不?(?:得|应|能|可)?(?:早于|晚于|迟于)|在|为|是|于)?$"
)
_BESIDE_DAY = re.compile("(?:之间|期间|之?[内后前]|以[后前])$")
_WHO_BEFORE = re.compile(r"^(?P<who>[^，。；\d]{3,30}?)[于在]$")  # 高校毕业生、返乡农民工于2024年1月1日以后…
_SOMEBODY = re.compile("(?:家庭|户|人|人员|者|毕业生|军人|农民工|学生|职工|居民)$")  # 二孩家庭于2025年1月1日以后购房
_BEARER = re.compile(  # 规模以上工业企业|首次被认定为绿色工厂: whose title it is
    "(?:对|由)?(?P<who>[^，。；的\\d、]{2,12}?(?:企业|公司|机构|单位|合作社|农场|组织|平台|基地|园区|[^公校花]园|医院|[学院]校|医生|教师|护士|员|人才|毕业生|师傅|工匠))"
    "(?=(?:首次|新|已|当年|年内)?(?:被|$|认定|评|获|入选|列入|纳入|通过|取得|荣获|命名|授予))"
)
_FIRST_OF_ALL = re.compile("首次")
_DEED_THERE = re.compile(
    "[^，。；、的\\d]{2,8}?(?P<deed>购买|购置|举办|开设|注册|开业|生育|就业|创业|缴纳|引进)(?!或)"
)  # 主城区购买住房
_OTHER_DEED = re.compile(
    "(?:启动|恢复|复[工产]|达产|动工|交付|进驻|入驻|迁入|投保|安装|更新|改造|上线|推出)[^，。；的\\d]{0,12}"
)
_TAKES_ON = re.compile("招用|招收|招聘|聘用|吸纳|录用")
_CAME = re.compile(
    r"(?:首次|新|初次)*(?P<came>(?:来|到|赴|入职)[^，。；\d]{2,16}?(?:工作|任[职教]|就业|上班|(?<=[区市县省州])创新?创?业)"
    r"(?:(?:、|和|及|或者?)?(?:自主)?(?:工作|就业|创业|创新创业|发展))*)(?=$|[，的])"
)
_HOME = re.compile("购买[^，。；]{0,12}房(?!车)")
_BRACKETED = re.compile(
    r"^(?P<what>[^（），、\d]{4,20})（(?P<bound>[^（）\d、，]{2,12}\d[^（）]{0,12}(?:以[上下内]|不低于|不少于)?)）?$"
)
_STANDARD_NO = re.compile("[A-Z]{2,}(?:/[A-Z]+)?[ —－-]?\\d")  # 知识产权管理体系认证（GB/T 29490-2023）
_DATED_BESIDE = re.compile(
    r"^(?P<what>[^（），、\d]{4,24})（(?P<bound>(?:(?:于|在|须|应)|限)?(?:19|20)\d\d年[^（）]{0,12}(?:后|前|起|间|至今)[^（）、，含]{2,12})）$"
)
_OF_THE_FIRST = re.compile(  # 毕业5年内高校毕业生、退役军人: when they graduated is asked of the first alone
    "(?:[^，。；、的]{0,6}(?:毕业生|学生|青年))(?:、|和|以及|及|或者?)[^，。；、]{0,4}(?:军人|农民工|人员|劳动者|残疾人|失业|脱贫|返乡)"
)
_NOTE = re.compile("（[^（）]*）")
_BASE = re.compile(  # what a rate is a share of: 贷款利息, 其设备投资
    "(?:投资额|费用|支出|金额|部分|利息|租金|价格|贷款额)$|^(?:其|所|该)[^，。；]*(?:投[资入]|贡献|工资|待遇|成本|税款|收入)$"
)
_PURPOSE = re.compile(r"^(?:企业|单位)?为了?(?:推进|实施|承担|开展|建设)(?=[^，。；的]{2,24}项目$)")
_CARRIED_OUT = re.compile(r"^(?P<who>[^，。；的\d]{2,12}?)(?:推出|实施|承担|开展)(?=[^，。；的]{2,24}项目$)")
_GLOSS = re.compile("（[^（）]*）")
_RATED_SO = re.compile(  # 4A|社会组织, 三星级|绿色建筑标识; of a prize only which it is
    "(?<=[级A])(?P<above>(?:（含）)?及?以上)?(?P<name>(?![的、和或及以])[\u4e00-\u9fff（）]{2,16}?)(?:的?(?:项目|作品|产品)?)$"
)
_AND_OTHERS = re.compile(  # 养殖大户|等经营主体, and no 高等院校
    "(?<![高中初同对平特一二三])等(?:各类|其他|新型)?(?!院校|学校|职业|教育)(?=..)"
)
_STANDARD = re.compile(r"(?<=标准|工资|水平|基数)（[^（）]*\d[^（）]*）")  # 按不低于最低工资标准（2000元/月）发放
_FOUNDED = re.compile("(?<=^创办|^领办|^兴办|^开办)的")  # 军人|创办的小微企业
_DEGREE = "学历或技能等级"
_COME_WITH = re.compile("(?P<new>新?引进|新入职|新招聘|新招引|新招录)的")
_BEFORE_DEGREE = re.compile(  # what stands before a degree: of whom else it is asked, and how it was taken
    "(?:对|凡|具有|具备|拥有|持有|学历[为是]|为|是)*(?P<new>新?引进|新入职|新招聘|新招引)?的?(?P<post>全职|柔性|在职)?的?"
    "(?P<other>[^，。；、]{0,16}?)的?(?:具有|取得|获得|拥有|持有|普通高校|普通|大学|高校|国内外|国家承认的?)*(?P<full>全日制|非全日制)?(?:普通)?(?:高校|高等院校)?(?:学历|的)?"
)
_SKILL = re.compile(
    "[^，。；、\\d]{0,16}(?P<grade>高级技师|(?<!高级)技师|[高中初]级工)(?:职业资格|职业技能等级|技能等级)(?:（[^（）]*）)?(?:证书?)?"
    "(?:(?:或者?|、|/|和)(?:国家)?(?:职业资格|职业技能等级|技能等级)(?:（[^（）]*）)?(?:证书?)?)*"
)
_DEGREE_DOES = re.compile(  # 硕士|在本市购房; 残疾人|在镇上就业满1年
    r"(?P<who>[^，。；、\d]{0,12}?(?:博士|硕士|本科|专科|大专)(?:研究生|毕业生|生)?|[^，。；、\d]{0,12}?(?:高级技师|(?<!高级)技师|[高中初]级工)|[^，。；、\d的]{0,6}(?:残疾人|军人|毕业生|青年|人口|劳动者|农民工)(?=[在于][^，。；]*\d))"
    "(?=(?:在|于|到|来|赴|首次|自主|购[买置房]|租[房住赁]|入职|创[办业]|从事|与|签订|缴纳)[^，。；]{2,})(?![^，。；]*[或及])"
)
_DONE_FOR = re.compile(
    r"^为?(?:不少于|至少)?(?P<number>\d+|[一二三四五六七八九十两]+)(?P<unit>[名人位])(?:（含）)?(?:及?以上)?的?(?P<whom>[^，。；、的\d（）]{1,8}?)(?:（[^（）]*）)?"
    "(?P<deed>(?:依法|按时|按月|足额|连续|全额|按规定)*(?:缴纳|缴存|投保|购买|办理|提供|发放|支付)[^，。；]+)$"
)
_HAVE_END = re.compile(r"(?<!上述)(?<!前述)(?<![和、及与或])的?(?:企业|单位|机构|项目|个人|人员|主体|法人)$")


@cache
def _rules() -> Rules:
    return load("condition")


def atom(text: str, start: int, end: int, memory: Memory, head: bool = True) -> Iterator[tuple[Condition, int, int]]:
    """Yield the conditions that `start … end` of `text` states, with the stretch of text that states each.

    `head` tells that the phrase ends in the noun that is spoken of (…的分布式光伏项目). Money in 元.

    >>> [(c.attr, c.op, c.value) for c, *_ in atom("年节能量30吨标准煤以上", 0, 12, Memory())]
    [('年节能量', '>=', 30.0)]
    >>> [(c.attr, c.value) for c, *_ in atom("新列入国家级绿色工厂", 0, 10, Memory())]
    [('新列入', True), ('称号级别', '国家级'), ('称号', '绿色工厂')]
    """
    start, end = _bare_of(text, start, end)
    said = text[start:end]
    if len(said) < 2 or said in _rules().words["generic"] or condition_pattern("anyone").match(said):
        return
    beside = text[max(start - 1, 0) : end + 1]  # with the marks around it: what is set off says so of the offer
    if _TIME_ALONE.fullmatch(said) or any(
        condition_pattern(name).fullmatch(beside) for name in ("policy-time", "office-step")
    ):
        return
    if (gloss := _STANDARD.search(said)) and not re.search(r"\d", said[: gloss.start()] + said[gloss.end() :]):
        yield Condition(said[: gloss.start()] + said[gloss.end() :], "", "=", True), start, end
        return
    if match := _DATED_BESIDE.match(said):  # 首次领取营业执照（2020年1月1日以后登记注册）
        yield from atom(text, start, start + match.end("what"), memory, head)
        yield from atom(text, start + match.start("bound"), start + match.end("bound"), memory, head)
        return
    if (dated := list(_dates(text, start, end))) and dated:
        yield from dated
        return
    if (match := _BRACKETED.match(said)) and not _STANDARD_NO.match(
        match["bound"]
    ):  # 利用租赁用房（租赁期限3年以上）: each is one condition
        yield from atom(text, start, start + match.end("what"), memory, head)
        yield from atom(text, start + match.start("bound"), start + match.end("bound"), memory, head)
        return
    if ages := aged(said, start):
        found, rest = ages
        yield from found
        if rest is not None:
            yield from atom(text, start + rest, end, memory, head)
        return
    if does := _DEGREE_DOES.match(said):  # 全日制硕士在本市购买首套住房: who it is, and what is done
        yield from atom(text, start, start + does.end("who"), memory)
        yield from atom(text, start + does.end("who"), end, memory, head)
        return
    if skill := _SKILL.fullmatch(said):  # 新取得高级工职业资格证书或职业技能等级证书: of that grade either will do
        yield from atom(text, start, start + skill.end("grade"), memory, head)
        return
    if served := _DONE_FOR.match(
        said
    ):  # 为3名以上员工（不含本人）缴纳社会保险满6个月: how many, and what is done for them
        yield from _done_for(text, start, end, served, memory)
        return
    match = condition_pattern("within-years").match(said)
    if match and not _OF_THE_FIRST.match(said, match.end()):
        yield Condition(match["what"] + "年限", "", "<=", parse(match["number"]), "年"), start, start + match.end()
        yield from atom(text, start + match.end(), end, memory, head)
        return
    reached, noun = measured(text, start, end, memory)
    if reached:
        yield from reached
        if noun and _rules()["degree"].regex.search(text, *noun):
            yield from atom(text, *noun, memory)
        elif noun:
            yield from _plain(text[slice(*noun)], *noun, True)
        return
    if found := _told(said, start, end):
        yield from found
        return
    if found := list(titled(text, start, end, memory)):
        if bearer := _BEARER.match(text, start, min(first for _, first, _ in found)):
            yield from _plain(bearer["who"], *bearer.span("who"), True)
        yield from found
        return
    if (come := _COME_WITH.match(said)) and (degrees := _degrees(said[come.end() :])):  # 新引进的博士、硕士: both asked
        yield Condition(come["new"], "", "=", True), start, start + come.end("new")
        yield Condition(_DEGREE, "", "in", "、".join(degrees)), start + come.end(), end
        return
    if degrees := _degrees(said):
        yield Condition(_DEGREE, "", "in", "、".join(degrees)), start, end
        return
    for name in ("net-metering", "assessed", "degree", "prize"):
        rule = _rules()[name]
        graded = list(rule.regex.finditer(said))
        aside = [match.span() for match in _NOTE.finditer(said)]  # 金奖（含外观设计金奖、银奖）: of which prize besides
        own = [one for one in graded if not any(a < one.start("value") < b for a, b in aside)]
        graded = own or graded
        if name == "prize" and graded and _AT_GRADED.search(said):
            break
        if graded and (name != "degree" or len(_NOTE.sub("", said)) < 14) and not _PASSED.match(said):
            yield from _graded(said, graded, rule.emit.get("attr") or graded[0]["attr"], (start, end), memory)
            return
    yield from _plain(said, start, end, head)


def _done_for(
    text: str, start: int, end: int, served: re.Match[str], memory: Memory
) -> Iterator[tuple[Condition, int, int]]:
    """Read how many someone does something for, and what, for how long: 为5名以上学徒缴纳工伤保险."""
    number = Condition(served["whom"] + "人数", "", ">=", parse(served["number"]), served["unit"])
    yield number, start, start + served.end("whom")
    first = start + served.start("deed")
    done, _ = measured(text, first, end, memory)
    for one, a, b in done or [(Condition(served["deed"], "", "=", True), first, end)]:
        yield replace(one, attr=served["whom"] + one.attr), a, b


def _degrees(said: str) -> list[str]:
    """Return the degrees and grades of skill that a list names, and nothing else, of which one is enough.

    >>> _degrees("全日制本科、高级工、技师"), _degrees("本科毕业生和退役军人"), _degrees("本科")
    (['全日制本科', '高级工', '技师'], [], [])
    """
    named = _BETWEEN.split(said)
    rule = _rules()["degree"].regex
    every = all(rule.fullmatch(part) or rule.fullmatch(part.removeprefix("全日制")) for part in named)
    return named if len(named) > 1 and every else []


def _told(said: str, start: int, end: int) -> list[tuple[Condition, int, int]]:
    if re.fullmatch(r"(?:第|前|后)[一二三四五六两]年(?:度)?", said):
        return [(Condition("补贴年度", "", "=", said), start, end)]
    if re.match("每[家个户]?均", said):  # 每家均达到三级以上: said of each of several, no grade of the applicant
        return [(Condition(re.sub("及?以上$", "", said), "", "=", True), start, end)]
    if match := _BARRED.match(said):
        return [(Condition(match["what"], "", "=", False), start + match.start("what"), end)]
    if _IN_A_ROW.match(said):
        return [(Condition(said, "", "=", True), start, end)]
    if match := _UNRELATED.match(said):
        return [(Condition(f"{match['who']}存在{match['what']}", "", "=", False), start, end)]
    if match := _TERM.match(said):
        return [(Condition("贷款期限", "", ">=", parse(match["number"]), "年"), start, end)]
    if match := _EFFICIENCY.fullmatch(said):
        above = "以上" if match["up"] or match["up2"] else ""
        grade = "一二三四五"[int(match["grade"] or match["grade2"]) - 1]
        return [(Condition("能效等级", "", "=", f"{grade}级{above}"), start, end)]
    if match := _SORT_NUMBER.fullmatch(said):
        kind = [(Condition(match["kind"], "", "=", True), start, start + match.end("kind"))] if match["kind"] else []
        way: Relation = "=" if not match["way"] else ">=" if match["way"].endswith("上") else "<="
        count = Condition(f"{match['unit']}数", "", way, float(match["number"]), match["unit"])
        return [*kind, (count, start + match.start("number"), end)]
    if match := _BARE.match(said):
        op: Relation = "<=" if match["most"] else ">="
        return [(Condition(match["attr"], "", op, float(match["value"])), start, end)]
    if (match := condition_pattern("degree-at-least").match(said)) and len(said) >= _WHOLE_DEGREE:
        full = [(Condition("全日制学历", "", "=", True), start, end)] if match["full"] else []
        reached = Condition(_DEGREE, "", "=", match["value"])
        return [*full, (reached, start + match.start("value"), end)]
    if match := condition_pattern("absent-first").match(said):
        return [(Condition(match["what"], "", "=", False), start, end)]
    return []


def _bare_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out marks and halves of quotation marks around a phrase, and that it may be anywhere (区内外旅行社)."""
    while start < end and (text[start] in "、（ " or (text[start] == "“" and "”" not in text[start:end])):
        start += 1
    while end > start and text[end - 1] in "”、（ " and "“" not in text[start:end]:
        end -= 1
    if proved := _AS_PROVED.search(text, start, end):
        end = proved.start()
    if (anywhere := _ANYWHERE.match(text, start, end)) and end - anywhere.end() > 1:
        start = anywhere.end()
    return start, end


def _graded(
    said: str, graded: list[re.Match[str]], attr: str, span: tuple[int, int], memory: Memory
) -> Iterator[tuple[Condition, int, int]]:
    """一等奖 · A级、B级: the grade, and before it what is graded or the prize it belongs to."""
    before = re.sub(r"^(?:对|获得?|取得|荣获|评为|达到)+", "", said[: graded[0].start("value")])
    if anew := _ANEW.fullmatch(before):  # 新评定的五星级、四星级农家乐: named anew, and no prize called so
        yield Condition(anew["deed"], "", "=", True), span[0], span[0] + anew.end("deed")
        before = ""
    before = _CONTEST.sub("", before) if _CONTEST.search(before) and len(_CONTEST.sub("", before)) > 2 else before
    bare = re.sub(r"(?:达到|评定为|评为|获评|被评|为|达)$", "", before)
    if bare != before and not bare.endswith("奖"):
        attr, before = bare, ""
    if attr in before:
        before = ""
    if attr == "等次" and len(graded) == 1 and (noun := _RATED_SO.match(said, graded[0].end("value"))):
        grade, at = graded[0]["value"], graded[0].start("value")
        if not before and noun["name"] not in _rules().words["generic"]:
            if noun["above"]:  # 二星级以上绿色建筑标识: of what it is a grade is asked besides
                yield Condition(attr, "", "=", grade), span[0], span[0] + noun.start("name")
                yield Condition(noun["name"], "", "=", True), span[0] + noun.start("name"), span[1]
            else:
                yield Condition("称号", "", "=", f"{grade}{noun['name']}"), span[0] + at, span[1]
            return
    if attr == _DEGREE and (told := _BEFORE_DEGREE.fullmatch(before)):  # 新引进的全日制硕士: more than a degree
        asked = {"new": told["new"], "post": told["post"], "full": told["full"] and f"{told['full']}学历"}
        for name, said_so in asked.items():
            if said_so:
                at = span[0] + said.index(told[name])
                yield Condition(said_so, "", "=", True), at, at + len(told[name])
        if told["other"]:
            yield Condition(told["other"], "", "=", True), span[0], span[0] + graded[0].start("value")
    if re.search(r"(?:评级|等级|级别|评价|信用|绩效|资质)$", before):
        attr = before
    elif _ASSESSED.match(before) and attr == "等次":  # 通过数据管理能力成熟度评估（DCMM）三级: a grade, and no prize
        yield Condition(said.removesuffix("的"), "", "=", True), *span
        return
    elif len(before) >= 2 and attr == "等次":
        yield Condition("奖项", "", "=", before), *span
    if attr != "等次":
        memory.grade = attr
    elif not before and memory.grade:  # 残疾等级为一级、二级的…；三级、四级的…
        attr = memory.grade
    values = list(dict.fromkeys(match["value"] for match in graded))
    if more := _UNGRADED.match(said[graded[-1].end() :]):  # A级、B级和引领型企业: a grade by another name
        values.append(more["value"])
    yield Condition(attr, "", "in" if len(values) > 1 else "=", "、".join(values)), *span


def _plain(said: str, start: int, end: int, head: bool) -> Iterator[tuple[Condition, int, int]]:
    vague = _rules().words["vague"]
    if said in vague or any(said.endswith(word) and len(said) - len(word) <= 12 and "突出" in word for word in vague):
        attr = said if said.startswith("符合") else re.sub(r"(?:突出|优秀|达标)$", "", said) or said
        yield Condition(attr, ""), start, end
        return
    if _BASE.search(said) and not re.search(r"\d|[获通列]|减免|减收|免[收除]", said):
        return
    if match := _SERVING.match(said):
        whom = match["whom"].replace("我", "本")
        told = start + (match.start("what") - 2 if match["what"] else match.start("deed"))
        yield Condition(match["what"] or match["deed"], "", "=", True), told, end
        yield Condition("服务对象为" + whom, "", "=", True), start, end
        return
    if head and condition_pattern("kinds-of-applicant").match(said) and not _FOUNDS.search(said):
        yield Condition("申请人类型", "", "in", _AND_OTHERS.sub("、", _GLOSS.sub("", said))), start, end
        return
    if match := condition_pattern("absent").match(said):
        yield Condition(match["what"], "", "=", False), start, end
        return
    if head and (purpose := _PURPOSE.match(said)):  # 企业为实施技术改造项目: the firm asks, the project is asked for
        said, start = said[purpose.end() :], start + purpose.end()
    doing = _CARRIED_OUT.match(said) if head else None
    if doing and (doing["who"] or "企业") not in _rules().words["generic"]:
        yield Condition(doing["who"], "", "=", True), start, start + doing.end("who")
    if head and (one := _sort(said[doing.end() :] if doing else said)):
        yield one, start, end
        return
    having = condition_pattern("have").match(said)
    attr = said[having.end() :] if having else said
    if not head or re.match(r"(?:具有|具备|拥有)", said):
        attr = _HAVE_END.sub("", attr) if len(_HAVE_END.sub("", attr)) >= 4 else attr
    attr = _FOUNDED.sub("", unquoted(attr))
    if len(attr) >= 2 and attr not in _rules().words["generic"]:
        yield Condition(attr, "", "=", True), start, end


def _sort(said: str) -> Condition | None:
    """Read which sort of project or firm is meant: 分布式光伏项目, 制造业企业."""
    match = re.match(r"^(?P<what>.{2,24}?)项目$", said)
    if match and not re.search(r"用于|重点企业|试点|示范|级|优质|符合|入库", said):
        what = re.sub("等(?:重大|重点|优质|产业|各类)?$", "", re.sub("或者?", "、", match["what"]))
        kinds = "、" in what and what != match["what"]
        return Condition("项目类型", "", "in" if kinds else "=", what)
    match = re.match(r"^(?P<what>.{2,16}业)(?:企业|经营者|经营主体|单位)$", said)
    if match and not re.search(
        r"公司|合作社|农场|大户|户、|[、和或]家庭|在本|受聘|就业于|创办|领办|开办|企事业|事业|营业|毕业|就业|创业|失业|停业|新增|新引进|新设|新注册|新成立|新开办|新落户|新迁入|迁入|首次|规[上下]|规模以|限额以|限[上下]|重点|小微|中小|龙头",
        said,
    ):
        several = re.search(r"[和、及与或]", match["what"])
        return Condition("行业", "", "in" if several else "=", match["what"])
    return None


def _dates(text: str, start: int, end: int) -> Iterator[tuple[Condition, int, int]]:
    said = text[start:end]
    match = _rules()["day"].regex.search(said)
    if not match or not (match["way"] or match["month"] or match.end() < len(said)) or len(said) > _LONGEST_DATED:
        return
    if who := _WHO_BEFORE.match(said[: match.start()]):
        kinds = condition_pattern("kinds-of-applicant").match(who["who"])
        if kinds or _SOMEBODY.search(who["who"]):
            if kinds:
                yield Condition("申请人类型", "", "in", who["who"]), start, start + who.end("who")
            else:
                yield from atom(text, start, start + who.end("who"), Memory())
            start += who.end()
            said = text[start:end]
            match = _rules()["day"].regex.search(said)
            assert match
    told = re.sub(r"^(?:的|，|期间|在)*", "", said[match.end() :])
    yield from _before_day(text, start, start + match.start(), bool(told))
    rest = re.sub(r"^(?:新|已|首次|的|，|期间|在|能够?|可以?|有望)*", "", told)
    built = bool(_BUILDS.match(told))  # what is built anew is both asked for and dated
    dated_by = _DATED_BY.search(said[: match.start()])
    dated = None if rest else _DATED_DEED.search(said[: match.start()])
    verb = _BUILDS.match(told) or _DEED.match(rest) or (dated and _DEED.match(dated["deed"]))
    rest = told if built else re.sub(r"^(?:的|，|期间)*", "", said[match.end() :]) if not verb else rest
    at_place = None if verb else _DEED_THERE.match(told)
    deed = verb[0] if verb else at_place["deed"] if at_place else ""
    if came := _CAME.match(told):  # 2023年1月1日以后首次来本市学校全职任教: when somebody came
        verb, rest, deed = None, told, came["came"]
    name = "购房时间" if deed == "购买" and _HOME.search(told) else f"{deed}时间"
    # 2月底前完成技改, 2月底前启动恢复生产: of what is done by then
    whole_deed = (deed == "完成" and len(rest) > len(f"新{deed}")) or (
        not deed and not came and not dated_by and match["way"] and bool(_OTHER_DEED.fullmatch(rest))
    )
    if whole_deed:
        name, rest = f"{rest}时间", ""
    if anew := _FIRST_OF_ALL.match(told) if verb and told != rest else None:
        yield Condition(f"{anew[0]}{deed}", "", "=", True), start + said.index(told), end
    low = "-".join(filter(None, [match["year"] or "-", _two(match["month"]), _two(match["day"])]))
    whole = _rules()["day"].regex.match(text, start + match.start())
    way = (whole["way"] if whole else match["way"]) or ""  # 后 behind the phrase is the day's own
    if dated_by:
        done = list(_DEED.finditer(dated_by["name"]))
        name, rest = f"{done[-1][0] if done else dated_by['name']}时间", _BESIDE_DAY.sub("", told)
        way = dated_by["way"] if "于" in (dated_by["way"] or "")[1:] else way
    if match["year2"] or match["month3"]:
        until = (match["year2"], match["month2"], match["day2"])
        year, month, day = until if match["year2"] else (match["year"], match["month3"], match["day3"])
        high = "-".join(filter(None, [year, _two(month), _two(day)]))
        yield Condition(name, "", ">=", low), start, start + match.end()
        yield Condition(name, "", "<=", high), start, start + match.end()
    elif match["year4"]:  # 2023年、2024年新评定: in any of these years
        yield Condition(name, "", ">=", low), start, start + match.end()
        yield Condition(name, "", "<=", match["year4"]), start, start + match.end()
    else:
        op = _side(way)
        hired = verb if _TAKES_ON.fullmatch(deed) and told.startswith(deed) else None  # 2025年1月1日以后招用
        last = end if whole_deed else end - len(told) + len(deed) if hired else start + match.end()
        yield Condition(name, "", op, low), start, last
    if verb and rest[verb.end() : verb.end() + 1] == "、":  # 签约、固定资产投资5000万元以上: each is one condition
        rest = rest[verb.end() + 1 :]
    elif told != rest and re.match("首次|新", told) and verb and len(rest) == verb.end():
        rest = told  # 首次升规 asks for more than the day
    if (
        len(rest) >= 3
        and (begin := end - len(rest)) > start
        and not (verb and len(rest) - verb.end() < 2 and rest != told)
    ):
        yield from atom(text, begin, end, Memory())


def _side(way: str) -> Relation:
    """Return on which side of a day something must be: 以后, 不得早于, 前, 不晚于.

    >>> [_side(way) for way in ("以后", "不得早于", "底前", "不得晚于", "晚于", "底以后", "")]
    ['>=', '>=', '<=', '<=', '>', '>', '=']
    """
    if way.endswith(("早于", "晚于", "迟于")):
        early, denied = way.endswith("早于"), way.startswith("不")
        return (">=" if early else "<=") if denied else ("<" if early else ">")
    if "底" in way and "后" in way:  # 3月底以后 begins when the month is over
        return ">"
    return ">=" if re.search("后|起|至今|以来", way) else "<=" if "前" in way else "="


def _before_day(text: str, start: int, end: int, told: bool) -> Iterator[tuple[Condition, int, int]]:
    """Read what stands before a day (列入项目库、2024年1月1日后开工), but no deed that it dates with none `told` then.

    >>> [one.attr for one, *_ in _before_day("列入项目库、2024年", 0, 6, True)]
    ['列入项目库']
    >>> list(_before_day("成立于2024年", 0, 3, False))
    []
    """
    before = text[start:end]
    dated = _DATED_BY.search(before) or (None if told else _DATED_DEED.search(before))
    before = _TO_DAY.sub("", before[: dated.start()] if dated else before)
    if len(before) > 1 and not _OF_DAY.fullmatch(before):
        yield from atom(text, start, start + len(before), Memory())


def _two(number: str | None) -> str | None:
    return number.zfill(2) if number else None
