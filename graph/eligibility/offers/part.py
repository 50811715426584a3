"""Takes apart a condition that says several things at once: whom it is for, what they did, and what is enough.

家庭农场、农民合作社流转耕地种植水稻 asks for one of two kinds of applicant and for what they do; 创办企业或者从事个体
经营 is met either way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from graph.eligibility.kleene import Formula, replaced
from graph.eligibility.language.listed import listed
from graph.eligibility.language.quantity import dimension
from graph.eligibility.language.recipient import anybody
from graph.eligibility.language.thesaurus import done_here, family, key
from graph.eligibility.language.trade import TRADE
from graph.eligibility.matching.place import about_place
from graph.eligibility.matching.related import unrelated
from graph.eligibility.scheme import Requirement
from ingest.extract.by_either import by_either, each_whole

__all__ = ["CARRIES_OUT", "PROJECT", "apart", "within"]

_DOES: Final = (
    "流转|建设|新建|新增|新?购买|新?购置|采购|投保|取得|获得|开展|实施|招用|吸纳|接收|首次|创办|从事|参加|租用|租赁|组织|设立|自主|通过"
    "|委托|种植|养殖|饲养|引进|签订|更新|销售|承租|举办|承办|聘用|收住|收托|应邀|前往|赴|来[本我]|到[本我]|选派|安排|完成|改造|使用|利用|在本|在公益|向|为|与|灵活就业|发放|因|以(?![上下内外及来后前往])|将|自愿|主动|安装|更换|淘汰|报废|提前(?:淘汰|报废)|上云"
    "|自建|自行|新开辟|开辟|开通|开行|报关|研制|承建|拍摄|主导|牵头(?!单位)|从(?![业事教医军商])|由|依托|凭|经(?![营济销纪理办过开])"
)
_KIND: Final = (
    rf"(?:(?:毕业|离校|退役)\d+年(?:以)?内的?)?(?:(?!{_DOES})[^、，。；的或和及]){{0,12}}?"
    "(?:企业|合作社|农场|大户|农户|单位|机构|公司|工商户|基地|人员|毕业生|军人|农民工|残疾人|组织(?!职工)|旅行社|主体|个人|居民|职工|家庭|养殖场|医院|学校)"
)
_VERB: Final = f"(?:{_DOES})"
_KINDS: Final = re.compile(
    rf"^(?!在|于|经|由|按|以|到|赴|来|去|向|入职)(?P<kinds>(?:(?:(?!{_DOES})[^、，。；的或和及]){{2,6}}(?:、|和|及))*{_KIND}(?:(?:、|和|及|以及|或者?){_KIND})*)"
    rf"(?P<rest>{_VERB}.{{2,}})$"
)
_TRADES: Final = re.compile(
    "^(?P<trades>[^、，。；]{2,4}(?:、[^、，。；]{2,4})+)等[^、，。；]{0,8}?(?P<noun>企业|机构|单位)$"
)
_IS_ONE: Final = re.compile(
    "为[^，。；]*(?:机构|单位|企业|学校|医院|组织)$"
)  # 用能单位为公共机构: of another, not the applicant
_DOERS: Final = re.compile(  # 企业在职职工累计缴纳失业保险: who they are, and how long they did it
    rf"^(?P<who>(?:(?!{_DOES})[^，。；的]){{1,20}}?(?:学生|毕业生|人员|人口|对象|人才|职工|员工|学员|青年|教师|医师|专家|军人|农民工|残疾人|劳动者|劳动力|脱贫户|护理员))"
    "(?P<done>(?:到|在|来|赴|入职|就职|受聘|返乡|累计|连续|稳定|实际|外出|跨省|缴纳|参加|参保|缴费|从事|务工|居住)[^，。；]{2,})$"
)
_MEASURES: Final = (  # what is measured of a firm, or the deed by which it came to it
    f"{_DOES}|自建|自行|自主|自有|年(?!龄|轻)|当年|上年|上一?年度|全年|本年度|月(?!嫂)|季度|当季|累计|年均|实现|完成|达到|实缴|营业|销售|主营|网络|线上|出口|进出口|进口|对外"
    "|研发|固定资产|投资(?!机构|公司|企业|人)|纳税|缴纳|注册|流转|出栏|存栏|屠宰|生产(?!企业|厂)|加工(?!企业|厂)|收购|收储|接待|服务(?!业|商|机构|中心|企业)|承接|承建|开设|新开|拥有|建有|拍摄|制作|发行|开行|运输|单体|人均|亩均|户均|同比"
)
_SERVES: Final = (
    "带动|吸引|联[结农]|辐射|帮扶|培育|孵化|推动|招引|引导|入[驻园孵]|在[孵园]"  # firms that somebody serves
)
_MEASURED_OF: Final = re.compile(  # 物流企业购置新能源货车10辆以上: of which kind they are, and how many they bought
    rf"^(?!{_DOES}|入[驻园孵住]|在[孵园册籍]|园区?内|成员|会员|社员|参[展训会保]|签约|招[引商]|承接|服务(?!业|外包|型)|带动|帮|辅导|推[动荐]|对接|联[结合]|辐射|引[导进]|指导|培[育训]|孵化|每|单|户|其|新增|境外|国外|外方|同一|合作(?!社)|至少|不|吸引|输送|促成)"
    rf"(?P<who>(?:(?:(?!{_MEASURES}|{_SERVES})[^、，。；的或及\d]){{2,14}}(?:、|以及|和(?=[^、，。；]{{2,12}}企业)))*(?:(?!{_MEASURES}|{_SERVES})[^、，。；的或及\d]){{0,14}}?(?:企业|合作社|农场|大户|农户|机构|公司|工商户|旅行社|养殖场|医院|银行|商户|院校|幼儿园|民宿|工厂|酒店))"
    rf"(?P<what>(?:{_MEASURES})[^，。；]+)$"
)
_STAFF: Final = re.compile("(?:职工|员工|学员|学徒|从业人员|在岗人员)$")
_DONE_TO: Final = re.compile("开展|组织|实施|举办")  # 对技能岗位职工开展培训: what is done to them
_THAT: Final = re.compile("该|本人已|其")  # 本人已在该主体参加社会保险: where, not who
_HELD: Final = re.compile("^(?P<done>在?[^，。；的]{2,12}(?:举办|承办|召开|开设))、?(?P<name>[^，。；、的]{2,5})$")
_OF_FIELDS: Final = re.compile(  # 文旅、住宿餐饮、商贸领域中小微企业: in which trade, and of which kind
    "^(?:从事)?(?P<fields>[^，。；的]{2,40}?)(?:等|等重点)?(?:领域|行业)内?的?(?P<kinds>(?:[^，。；、的]{0,8}?(?:企业|单位|机构|主体|工商户|合作社)(?:、|和|及|或者?)?)+)$"
)
_FIRST: Final = "首次"
_OR: Final = re.compile(
    r"(?<!一次性)(?<!累计)(?<!单次)(?<!单独)(?<!独立)(?<!自主)(?<!联合)(?<!直接)(?:或者|或(?!者|有))"
)  # 一次性或累计购置 is one thing done
_MEASURED_ALIKE: Final = re.compile(  # 在境外自建或租赁面积2000平方米以上: both ways must be so large
    "(?:租赁|承租|租用|购置|购买|自建|自有|新建|改建|扩建|建设|投资|受托|托管|改造|经营|运营|种植|养殖|流转)(?:建筑|营业|使用|经营|占地|总)*"
    "(?:面积|规模|金额|数量|库容|容量|长度|里程|投资额?|人数|床位数?)$"
)
_CONTRACT: Final = re.compile("(?:合同|协议)$")
_LENGTH: Final = re.compile("(?:期限|年限|时间|金额)$")
_STAYS: Final = re.compile("(?P<done>.{5,}?)(?:并|且|，)?(?:在?我?[省市县区][内域]?)?(?:过夜|住宿|入住)(?:满)?")
_NAMED_WELL: Final = 6  # letters of a thing that is known by its name
_SPLIT: Final = re.compile(r"、|以及|或者?|和|及(?!以上)")
_ROLE: Final = re.compile(  # 牵头承担国家重大专项, 作为参与单位承担上述项目任务
    r"^(?:作为)?(?P<role>牵头|主持|参与)(?:单位|方)?承担(?P<what>[^，。；]{2,}?(?:项目|专项|课题|任务|计划)(?:（[^（）]*）)?)$"
)
_KEPT: Final = re.compile(  # 专精特新企业复核通过, “小巨人”企业有效期满重新认定
    "^(?P<title>.{3,}?)(?P<done>(?:(?:证书|资格|资质|称号)?(?:有效期|期)?(?:期?满|届满|到期)(?:后|时|前)?)?(?:再次|重新|连续)?"
    "(?:(?:通过)?(?:复核|复审|复评|监测|年检)(?:通过|合格)?|(?:重新|再次)(?:通过)?认定(?:通过)?))$"
)
_HOLDER: Final = re.compile("(?:企业|中心|平台|园区|机构|基地|实验室|工厂|车间|示范区|合作社|农场|单位|空间|孵化器)$")
_GLOSS: Final = re.compile("（[^（）]{1,8}）$")  # 国家重点研发计划项目（课题）
_NEWCOMER: Final = re.compile(
    "^(?:(?P<new>新引进)的?(?P<full>全职)?|(?P<also>全职))(?P<who>[^，。；]{2,}(?:人才|毕业生|人员|博士|硕士|团队))$"
)
_BROUGHT: Final = re.compile(  # 引进博士研究生或者具有正高级职称人员
    "^(?P<deed>(?:全职)?(?:新?引进|引育|招用|聘用|吸纳|培养))(?P<one>[^，。；、]{2,12})(?:或者?|、)(?:具有|取得|持有)(?P<two>[^，。；]{2,}?)(?P<noun>的?(?:人员|人才))?$"
)
_OFF_LIST: Final = re.compile(
    "^(?:非|不在|未(?:被)?列入)(?P<list>[^，。；、]{2,16}?(?:名[单录]|目录))(?:内|上|中)?的?(?:企业|单位|项目|人员|机构)?$"
)
_ANYONE: Final = frozenset({"企业", "单位", "机构", "主体", "企业和单位", "经营主体", "市场主体"})
_GRADUATES: Final = re.compile(
    r"^(?P<before>(?:[^，。；、的\d和及或]{2,10}(?:、|和|及|或者?))*)(?P<what>毕业|离校)(?P<number>\d+)年(?:以)?内的?"
    r"(?P<who>[^，。；、的]{2,10}?(?:毕业生|学生|青年))(?P<after>(?:(?:、|和|以及|及|或者?)[^，。；、]{2,16})*)$"
)
_AT_GRADE: Final = re.compile(
    "^(?P<who>(?:具有)?本[市县区]户籍[^，。；]{0,8}?(?=因|在|到))?(?P<head>[^，。；]{0,8}?)(?P<at>[在到])(?P<grade>[一二三]级(?:甲等)?(?:及?以上)?)(?:公立|定点)?"
    "(?P<place>医疗机构|医院|综合医院|专科医院)(?P<done>[^，。；]{2,})$"
)
_RESIDENT: Final = re.compile(
    "^(?:具有)?(?P<place>[本我][省市县区])(?:户?籍|户口)的?(?P<who>(?:(?!居民)[^，。；的、和或在因于]){0,8}?(?:军人|士兵|学生|毕业生|儿童|妇女|残疾人|人员|老年人|职工|劳动力|青年|教师))"
    "(?:(?:在|于)?(?:服役|在职|任职|在岗|工作)期间)?(?P<done>(?![和及或、与])[^，。；]{3,})?$"
)
_WORKS_OR_FOUNDS: Final = re.compile(
    "^(?P<how>(?:首次|新)?(?:在|来|到|留)?[^，。；、的]{0,6}?(?:首次)?)(?:就业(?:、|或者?|和|及)?(?:自主)?创业|(?:自主)?创业(?:、|或者?|和|及)?就业|创新创业)$"
)
_HANDED: Final = re.compile(
    "^[^，。；将把]{0,8}[将把](?P<what>[^，。；]{2,40}?)(?P<deed>(?:交售给|交由|交给|出售给|转让给|捐赠给)[^，。；]{2,})$"
)
_OWN: Final = re.compile("^(?:(?:本人|自己|其)?名下的?|自有的?|已(?=在|经))")
_EXHAUST: Final = re.compile(
    "^(?P<deed>(?:提前)?(?:报废|淘汰|拆解|更新|购[买置]))?(?P<standard>国[一二三四五六](?:及?以[上下])?(?:排放)?标准)的?(?P<thing>[^，。；]{2,})?$"
)
_MOVED: Final = re.compile(  # 市外上市公司将注册地、税务关系迁入我市: who, and each of what is moved
    "^(?P<who>[^，。；将把]{0,16}?)[将把](?P<what>[^，。；]{2,}?、[^，。；]{2,}?)(?P<deed>(?:整体)?(?:迁入|迁至|迁到|转入|变更[至到])[^，。；、]{0,6})$"
)
_LOAN_FOR: Final = re.compile("^(?P<loan>[^，。；]{2,}?(?:贷款|融资))、?(?P<use>(?:全部|主要|专项)?用于[^，。；]{2,})$")
_OR_SINCE: Final = re.compile(
    "^(?P<who>[^，。；]{3,}?)(?:、|或者?|及|和)(?P<what>毕业|离校|退役|出孵)$"
)  # 在孵或毕业3年以内企业
_OF_SIZE: Final = re.compile(
    "(?:符合|达到)(?:国家|工信部|现行)*《?中小微?企业(?:划型|划分)标准(?:暂行)?(?:规定)?》?(?:标准|规定|要求)?的?"
)
_PROMISED: Final = re.compile(  # 承诺10年内不迁出: for how long
    "^(?:书面|签约|自愿)?(?:承诺|保证)(?:自[^，。；]{2,10}起)?(?:在[本我][省市县区])?(?P<number>\\d+|[一二两三四五六七八九十]+)年(?:以?内)?(?P<deed>不(?:迁出|外迁|迁离|搬离|撤离|迁移|迁走)[^，。；]{0,6})$"
)
_BRACKETED: Final = re.compile(
    "^(?P<what>[^（）]{2,16})（(?P<name>[^（）\\d，]{2,12})\\d"
)  # 关键设备（单台原值10万元以上
_FOR_ONESELF: Final = re.compile("(?:租用|租赁|购买|购置|自建|新建)[^，。；、]{2,}自用$")
_NEW_OF_TRADE: Final = re.compile(  # 年度新增规上服务业企业: newly counted, and of which trade
    "^(?P<new>(?:年度|当年|首次|月度|新增|新纳入|新升|首次纳入)*(?:规模以上|规上|限额以上|限上)"
    "|新(?:引进|落户|迁入|注册|设立|成立|开办)+的?)(?P<trade>[^，。；、的]{1,8}业|餐饮|住宿|住宿餐饮|批发|零售|批发零售|商贸|服务)企业$"
)
PROJECT: Final = "项目类型"
CARRIES_OUT: Final = re.compile(  # of 实施已备案的技改项目: the project is asked for beside it
    "^(?:实施|建设|开展|购[买置])(?=已|列入|纳入|经[^，]{2,14}(?:备案|批准|认定))"
)
_WITHIN: Final = re.compile(
    r"(?P<what>毕业|离校|退役|返乡|成立|注册|登记|取得|转型后?)(?P<number>\d+|[一二两三四五六七八九十]+)(?P<unit>年|个月)(?:以)?内"
)


def apart(needs: Sequence[Requirement], formula: Formula) -> tuple[list[Requirement], Formula]:
    """Return the conditions with each that says several things in its parts, and the formula over them."""
    found: list[Requirement] = []
    shapes: dict[int, Formula] = {}
    for order, need in enumerate(needs, 1):
        told: list[Formula] = []
        for one in unrelated(need) or [need]:
            parts, joined = _parts(one)
            numbers = tuple(range(len(found) + 1, len(found) + len(parts) + 1))
            told.append(numbers[0] if len(parts) == 1 else _shape(joined, numbers))
            found += parts
        shapes[order] = told[0] if len(told) == 1 else ("and", tuple(told))
    return found, replaced(formula, shapes)


@lru_cache(maxsize=20_000)
def within(text: str) -> tuple[str, float, str] | None:
    """Return what may lie back at most how long: 毕业5年内高校毕业生; None where nothing is bound so.

    >>> within("毕业5年内高校毕业生"), within("高校毕业生")
    (('毕业', 5.0, '年'), None)
    """
    from ingest.value.number import parse

    match = _WITHIN.search(text)
    return (match["what"].removesuffix("后"), parse(match["number"]), match["unit"]) if match else None


def _shape(joined: str, numbers: tuple[int, ...]) -> Formula:
    if joined == "first and":
        who: Formula = ("or", (("and", numbers[:2]), numbers[2]))
        done = numbers[3:]
        return ("and", (who, done[0] if len(done) == 1 else ("or", done))) if done else who
    if joined == "and or" and len(numbers) > 2:  # whom it is for, and either of what they did
        return ("and", (numbers[0], ("or", numbers[1:])))
    return (joined.split()[0], numbers)


def _parts(need: Requirement) -> tuple[list[Requirement], str]:
    if need.attr == "称号" and (kept := _KEPT.match(str(need.value))):  # 专精特新企业复核通过
        return [_answer(need, "称号", "=", kept["title"]), _told(need, kept["done"])], "and"
    if need.op is not None and not need.numeric and (parts := _graduates_who(need) or _graduates(need)):
        return parts, "first and"
    if need.family == "kind" and need.op == "in" and (match := _KINDS.match(str(need.value))):
        return [_kind(need, match["kinds"]), _told(need, match["rest"])], "and"  # 合作社、家庭农场建设冷库
    if need.implied or need.op is None or isinstance(need.value, str) or need.value is False:
        return [need], "and"
    if need.numeric:
        if inside := _BRACKETED.match(need.text) if "）" not in need.text else None:
            return [_told(need, inside["what"]), _renamed(need, inside["name"].removeprefix("其中"))], "and"
        if need.unit == "亩" and "种植" in need.attr and listed(need.attr):  # what is grown, and on how much land
            return [_told(need, need.attr.removesuffix("面积")), _renamed(need, "种植面积")], "and"
        if since := _OR_SINCE.match(need.attr) if dimension(need.unit) == "Time" else None:
            return [_told(need, since["who"]), _renamed(need, f"{since['what']}年限")], "or"
        beside, _, name = need.attr.rpartition("、")  # 注册地在本市、年营业收入; 购买厂房自用、建筑面积
        if name and (_FOR_ONESELF.search(beside) or (about_place(beside) and not about_place(name))):
            return [_told(replace(need, text=beside), beside), _renamed(need, name)], "and"
        first, last = _either(need.attr)
        if last:
            return [_told(need, first), _renamed(need, last)], "or"
        if (doer := _DOERS.match(need.attr)) and dimension(need.unit) == "Time":
            who = doer["who"]
            asked = _kind(need, who) if len(_SPLIT.split(who)) > 1 else _told(need, who)
            return [asked, _renamed(need, doer["done"])], "and"
        if need.unit in ("晚", "夜") and (stay := _STAYS.fullmatch(need.attr)):  # 组织游客来我市过夜1晚
            return [_told(need, stay["done"]), _renamed(need, "过夜")], "and"
        if of := _MEASURED_OF.match(need.attr):
            whose = _renamed(need, of["what"])
            return ([whose] if anybody(of["who"]) else [_kind(need, of["who"]), whose]), "and"
        single = need.op == ">=" and need.value == 1 and (need.unit or "")[:1] not in "十百千万亿"  # 1万人次 are many
        if single and dimension(need.unit) == "Count" and len(need.attr) >= _NAMED_WELL:
            return [need, _told(need, need.attr)], "or"  # who went to see it went to see at least one
        if held := _HELD.match(need.attr):  # 在我区专业展馆举办展期3天以上的
            return [_told(need, held["done"]), _renamed(need, held["name"])], "and"
        return [need], "and"
    if (kept := _KEPT.match(need.attr)) and _HOLDER.search(kept["title"]):  # 省级领军渔场期满复核通过
        return [_told(need, part) for part in kept.groups()], "and"
    if both := _WORKS_OR_FOUNDS.match(need.attr):  # 首次在本市就业创业: the one or the other
        return [_told(need, f"{both['how']}{way}") for way in ("就业", "创业")], "or"
    if parts := _resident(need) or _graded_place(need) or _handed_over(need) or _exhaust(need, need.attr):
        return parts, "and"
    if _OF_SIZE.fullmatch(need.attr):  # which firms are told to be: 我们是中小企业
        return [need, _answer(need, "申请人类型", "=", "中小企业")], "or"
    if promised := _PROMISED.match(need.attr):
        from ingest.value.number import parse

        name = f"承诺{promised['deed']}年限"
        return [
            replace(need, attr=name, op=">=", value=parse(promised["number"]), unit="年", key=key(name), family=None)
        ], "and"
    if (new := _NEW_OF_TRADE.match(need.attr)) and re.search("新|首次", new["new"]):
        return [
            _told(need, new["new"].removesuffix("的")),
            _answer(need, TRADE, "=", f"{new['trade'].removesuffix('业')}业"),
        ], "and"
    if moved := _MOVED.match(need.attr):
        said = [moved["who"], *(f"{what}{moved['deed']}" for what in moved["what"].split("、"))]
        return [_told(replace(need, text=one), one) for one in said if one], "and"
    if loan := _LOAN_FOR.match(need.attr):
        return [part for said in loan.groups() for part in _several(_told(need, said))], "and"
    if role := _ROLE.match(need.attr):
        what = _GLOSS.sub("", role["what"])
        return [_answer(need, "承担角色", "=", role["role"]), _answer(need, PROJECT, "in", what)], "and"
    if new := _NEWCOMER.match(need.attr):  # 新引进的全职C类人才: of which class, and come from elsewhere
        return [_told(need, one) for one in new.groups() if one], "and"
    if brought := _BROUGHT.match(need.attr):
        noun = brought["noun"] or ""
        return [_told(need, f"{brought['deed']}{one}") for one in (brought["one"], f"{brought['two']}{noun}")], "or"
    if fields := _OF_FIELDS.match(need.attr):
        trade = _answer(need, TRADE, "in" if _SPLIT.search(fields["fields"]) else "=", fields["fields"])
        return [trade] if fields["kinds"] in _ANYONE else [trade, _kind(need, fields["kinds"])], "and"
    match = _KINDS.match(need.attr)
    if match and not _IS_ONE.match(match["rest"]) and not _THAT.search(match["kinds"]):
        done = [_told(need, CARRIES_OUT.sub("", way)) for way in _ways(match["rest"])]
        if anybody(match["kinds"]) or (_STAFF.search(match["kinds"]) and _DONE_TO.match(match["rest"])):
            return done, "or"
        return [_kind(need, match["kinds"]), *done], "and or"
    ways = _ways(need.attr)
    return ([_told(need, way) for way in ways], "or") if len(ways) > 1 else ([need], "and")


def _several(need: Requirement) -> list[Requirement]:
    """Return a condition in its parts where all of them are asked for, else as it is."""
    parts, joined = _parts(need)
    return parts if joined == "and" else [need]


def _either(name: str) -> tuple[str, str]:
    match = _OR.search(name)
    if match and _MEASURED_ALIKE.match(name, match.end()):
        return "", ""
    if not match or min(match.start(), len(name) - match.end()) < 3 or by_either(name):
        return "", ""
    one, other = name[: match.start()], name[match.end() :]
    alike = _CONTRACT.search(one) and _CONTRACT.search(_LENGTH.sub("", other))
    return ("", "") if alike else (one, other)  # 劳动合同或者聘用合同期限: of either, so long


def _graduates(need: Requirement) -> list[Requirement]:
    """Part 毕业5年内的高校毕业生、退役军人: of the first alone is asked when they left school."""
    match = _GRADUATES.match(str(need.value) if need.family == "kind" else need.attr)
    others = (
        [*filter(None, _SPLIT.split(match["before"])), *filter(None, _SPLIT.split(match["after"]))] if match else []
    )
    if match is None or not others:
        return []
    name = f"{match['what']}年限"
    years = replace(
        need, attr=name, op="<=", value=float(match["number"]), unit="年", key=key(name), family=family(name)
    )
    listed_all = replace(_kind(need, "、".join(others)), text=_WITHIN.sub("", need.text).lstrip("的"))
    return [years, _told(need, match["who"]), listed_all]


def _graduates_who(need: Requirement) -> list[Requirement]:
    """Part 离校5年内高校毕业生、返乡农民工首次创办企业: who they are, as `_graduates` parts it, and what they did."""
    match = _KINDS.match(need.attr) if need.value is True else None
    who = _graduates(replace(need, attr=match["kinds"])) if match and not _IS_ONE.match(match["rest"]) else []
    return [*who, *(_told(need, way) for way in _ways(match["rest"]))] if match and who else []


def _resident(need: Requirement) -> list[Requirement]:
    """Part 本市籍现役军人在服役期间荣立二等功: where they are at home, who they are, and what they did."""
    match = _RESIDENT.match(need.attr)
    if match is None:
        return []
    home = f"{match['place']}户籍"
    told = [match["who"], match["done"]]
    return [_told(replace(need, text=home), home), *(_told(replace(need, text=one), one) for one in told if one)]


def _graded_place(need: Requirement) -> list[Requirement]:
    """Part 因病在二级以上医疗机构住院治疗: of which grade the place must be, and what is done there."""
    match = _AT_GRADE.match(need.attr)
    if match is None:
        return []
    done = f"{match['head']}{match['at']}{match['place']}{match['done']}"
    graded = replace(need, text=f"{match['grade']}{match['place']}")
    who = [_told(replace(need, text=match["who"]), match["who"])] if match["who"] else []
    return [*who, _answer(graded, "医疗机构等级", "=", match["grade"]), _told(replace(need, text=done), done)]


def _handed_over(need: Requirement) -> list[Requirement]:
    """Part 将本人名下国四及以下排放标准的乘用车交售给回收企业: what it must be, and to whom it is given."""
    match = _HANDED.match(need.attr)
    if match is None:
        return []
    things = [_OWN.sub("", piece) for piece in match["what"].split("的")]
    asked = [one for piece in things if len(piece) > 1 for one in _exhaust(need, piece) or [_told(need, piece)]]
    return [*asked, _told(need, match["deed"])]


def _exhaust(need: Requirement, words: str) -> list[Requirement]:
    """Part 国三及以下排放标准柴油货车: which standard, and what it is."""
    match = _EXHAUST.match(words)
    if match is None:
        return []
    thing = f"{match['deed'] or ''}{match['thing'] or ''}"
    return [_told(need, part) for part in (match["standard"], thing) if part]


def _ways(text: str) -> list[str]:
    """Part 创办小微企业或者从事个体经营 where each way is a thing done; a list of nouns stays whole."""
    if whole := each_whole(text):  # 参加由县政府或县农业农村局组织的展会
        return whole
    ways = _OR.split(text)
    done = len(ways) > 1 and all(
        len(way) >= 4 and re.match(rf"(?:在本[市县区省])?(?:{_VERB}|新?注册|新?登记|由|从)|[^、]{{2,}}(?:的|了)", way)
        for way in ways
    )
    if done and ways[0].startswith(_FIRST):  # 首次创办企业或者从事个体经营: the one or the other for the first time
        ways = [way if way.startswith(_FIRST) else f"{_FIRST}{way}" for way in ways]
    return ways if done else [text]


def _told(need: Requirement, words: str) -> Requirement:
    return replace(need, attr=words, op="=", value=True, unit=None, key=done_here(words), family=family(words))


def _renamed(need: Requirement, name: str) -> Requirement:
    return replace(need, attr=name, key=done_here(name), family=family(name))


def _answer(need: Requirement, attr: str, op: str, value: str) -> Requirement:
    return replace(
        need, attr=attr, op=op, value=value, unit=None, key=key(attr), value_key=key(value), family=family(attr)
    )  # fmt: skip


def _kind(need: Requirement, kinds: str) -> Requirement:
    if trades := _TRADES.match(kinds):  # 物业、家政等服务业企业: firms of each of these trades
        kinds = "、".join(f"{trade}{trades['noun']}" for trade in trades["trades"].split("、"))
    if off := _OFF_LIST.match(kinds):  # 非强制性审核名单企业
        return replace(_told(need, f"列入{off['list']}"), text=kinds, value=False)
    several = len(_SPLIT.split(kinds)) > 1
    return replace(
        need, attr="申请人类型", text=kinds, op="in" if several else "=", value=kinds, unit=None,
        key=key("申请人类型"), value_key=key(kinds), family="kind",
    )  # fmt: skip
