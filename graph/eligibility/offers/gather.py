"""Gathers schemes from documents just read or from the store, each condition with its clause."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from graph import iri
from graph.eligibility.kleene import Formula, LogicError, optional, parse, without
from graph.eligibility.language.letter import letters
from graph.eligibility.language.listed import GLOSS
from graph.eligibility.language.naming import names_by_path
from graph.eligibility.language.recipient import (
    any_firm,
    anybody,
    kinds_listed,
    leading_person,
    named,
    persons,
    special,
)
from graph.eligibility.language.thesaurus import coverage, done_here, family, key
from graph.eligibility.language.trade import TRADE
from graph.eligibility.matching.place import about_place
from graph.eligibility.offers.asked_of import asked_of
from graph.eligibility.offers.classes_shown import classes_shown
from graph.eligibility.offers.freed import freed, whoever
from graph.eligibility.offers.later_age import later_age
from graph.eligibility.offers.long_deed import short_deeds
from graph.eligibility.offers.marked import marked
from graph.eligibility.offers.no_more_than import bounds_the_sum
from graph.eligibility.offers.own_grade import of_other_grade, own_grade
from graph.eligibility.offers.paid_in_full import paid_in_full
from graph.eligibility.offers.part import CARRIES_OUT, PROJECT, apart
from graph.eligibility.offers.places_named import listed_plainly, places_named
from graph.eligibility.offers.refine import eased, refined
from graph.eligibility.offers.rival_kinds import asked_apart
from graph.eligibility.offers.sorted_below import sorted_below
from graph.eligibility.offers.stepwise import of_step
from graph.eligibility.offers.uplift import offering, raised
from graph.eligibility.offers.whole import exempted, in_force_by_then, told_of_all, uncalled, windowed
from graph.eligibility.scheme import Place, Requirement, Rules, Scheme
from ingest.record import Condition, Document, Incentive, Quantity
from ingest.value.number import parse as parse_number
from ingest.value.unit import in_yuan, measures

__all__ = ["from_documents", "from_store"]

_WITHIN: Final = re.compile(
    r"^(?P<name>(?!近)[\u4e00-\u9fff]{2,8}?)(?P<number>\d+|[一二两三四五六七八九十]+)(?P<unit>年|个月)(?:以)?内$"
)
_SPELL_OF: Final = re.compile(  # 二日及以上研学
    "^(?:组织|开展|参加)?(?P<number>\\d+|[一二两三四五六七])[日天](?P<more>及以上|（含）以上|以上)?(?:的)?(?P<what>研学|游|培训|旅游)(?:活动|线路|产品|行程)?的?$"
)
_STAY: Final = re.compile(  # 每团20人以上且过一夜的
    r"^(?:且|并)?(?:过|住|过夜|住宿|入住)满?(?P<number>\d+|[一二两三四五六七])[夜晚](?P<more>及以上|（含）以上|以上)?的?$"
)
_URGE: Final = re.compile(
    r"^(?:积极|大力|进一步|加快|加大)*(?:鼓励|支持|推动|推进|推广|促进|实施|强化|加强|优化|深化|落实|引导|开展|培育|完善)"
)
_ABOVE: Final = re.compile(r"在(?:上述|前款|前述|前项|相应|原)[^，。]{0,8}$")
_EACH_DEED: Final = (
    "每(?P<deed>(?:成功|全职|柔性|当年|新|自主|首次|再)*(?:新增|引进|引育|吸纳|招用|招收|聘用|录用|接收|安置|收住"
    "|举办|新建|培育|孵化|购买|购置|取得|获得|培训|带动)"
)
_EACH_DONE: Final = re.compile(f"{_EACH_DEED})(?:[1一][名家个人项件户台]?)")
_EACH_BARE: Final = re.compile(f"{_EACH_DEED}[^，。；]*)$")
_RECKONED: Final = re.compile(
    "(?<=..)按(?:照)?(?:实际)?[^，。；、按]{0,6}(?:量|额|数|面积|规模|库容|里程|投入|投资|费用|支出|价)$"
)
_SHUT_KINDS: Final = re.compile(
    r"^(?P<kinds>(?:[^，。；、的在于近]{2,6}(?:机构|医院|学校|合作社|基地|园区|景区|民宿)(?:、|和|及|或者?)?)+)(?=申[请报]|近|上一|有|存在|发生|被|未|在)"
)
_BUILDS: Final = re.compile("^(?:建设|新建|设立|打造|发展)(?P<thing>[^，。；、]{3,14})$")
_SIZED_KINDS: Final = re.compile(
    r"^(?P<kinds>(?:[^，。；、的]{2,6}(?:站|机构|园|院|场|中心|基地)(?:、|和|及))+[^，。；、的]{2,6}?(?P<noun>站|机构|园|院|场|中心|基地))(?=[^、和及]{2})"
)
_POINTS: Final = re.compile("(?:符合|满足)(?:本[^，。；第]{0,6})?(?P<label>第[一二三四五六七八九十百]+条)第（.）项")
_POINTS_BACK: Final = re.compile(
    "(?:同时)?(?:符合|满足|具备)(?:前条|上条|前一条|上一条|前款|上款|上述|前述|以上)(?:所列|规定)?的?(?:申[请报])?(?:条件|要求|规定)"
)
_KINDS: Final = re.compile("、|以及|或者?|和|及|与")
_SIZED_BY: Final = re.compile("^(?:符合|按照?|依据)《[^》]*(?:划型|划分|统计分类|行业分类)[^》]*》[^，。；]{0,6}$")
_LISTED_WHO: Final = re.compile(
    "(?:^|[对向给])(?P<who>(?:下列|以下|下述)[^，。；、]{0,8}?(?:主体|对象|单位|企业|机构|人员|群体|家庭|毕业生|人才))"
)
_ANY_BODY: Final = re.compile("(?:各类|其他|有关|相关|法人|[^，、]*等)*(?:企业|用人单位|单位|机构|组织|法人)")
_ANYBODY: Final = re.compile(
    "(?:[^，。；]*(?:等(?:各类|其他|有关|相关)?))?(?:各类|有关|相关)?(?:企业|单位|机构|组织|主体|法人|团体|用人单位|培养单位)(?:(?:及|和|与|或|、|以及)(?:其他|各类|有关|相关)?(?:企业|单位|机构|组织|主体|法人|团体|用人单位|培养单位))+$"
    "|企业(?:(?:及|和|与|或|、|以及)[^，。；、的]{0,8}(?:企业|单位|机构|组织|院校|学校|院所|医院|团体|平台|协会|合作社|中心)){2,}$"
)
_BY_ANYBODY: Final = re.compile(  # 企业投资建设的充电站, 本市用人单位招用的女职工, 下列幼儿: nobody fails to be so
    "(?:企业|单位|机构|社会力量|社会资本|经营主体)?投资(?:建设|兴建|新建|举办|运营|建设和运营|建设并运营)"
    "|(?:在?本[省市县区]内?)?(?:各类)?(?:用人单位|用工单位|企业|单位|机构)新?(?:招用|聘用|录用|吸纳|雇用)"
    "|下列(?:幼儿|儿童|人员|对象|家庭|老年人|学生|群体|企业|单位|机构|项目)"
)
_WITHIN_IT: Final = re.compile(  # 在某市行政区域内（含高新区）注册 narrows nothing
    "(?<=[内市县域区镇园])（(?:(?:均?含|均?包[括含])[^（）]*|下同)）"
)
_MAKING: Final = re.compile("(?:(?:、|和|或者?|并)?(?:研制|研发|开发|生产|制造|设计))+")
_SHORT_PLACE: Final = re.compile(  # 来袁就业 in a document of 袁江
    "(?P<before>首次|新)?(?P<way>来|在|留|到|赴|回)(?P<place>[^本我此该岗职外内全市县区省企校家读地册京沪])(?=就业|工作|创业|创办|发展|任职|落户|投资|实习|购房|参保)"
)
_SOME_BOUND: Final = re.compile(
    "(?:突破|达到?|超过|跨越|迈上|具有|具备|形成)一定(?:的)?(?:规模|标准|额度|数量|比例|档次|幅度|金额|台阶|水平)$"
)
_POINTED: Final = re.compile(  # 下列创新平台, whom the items name; 自并网之日起连续两年, for how long it is paid
    "^(?:下列|以下|下述|如下)[^，。；、的]{2,10}$|^自[^，。；]{2,14}(?:之日|次[月年])起(?:连续|最长|累计|最多)?[一二两三四五六\\d]+(?:年|个月)(?:内|以内)?$"
    "|^自[^，。；]{2,20}之日起[^，。；]{1,6}内(?:提出)?(?:书面)?申[报请领]$"  # till when one may apply is told of all
    "|^(?:服务商|供应商|供货商|厂商|运营商|平台|机构|公司)提供$|^[^，。；]{0,30}不受(?!前款|第|上款|前述|上述)[^，。；]{2,30}(?:限制|约束)$|^经(?:税务|统计|海关)(?:主管)?(?:部门|机关)?(?:确认|核定|认定|审核|核实|审定)的?$|^(?:[^，。；的]{0,6}(?:企业|单位))?(?:利用|使用|以)?(?:自有|自建|自购)(?:或者?|、)(?:租赁|承租|租用)$"
)
_SUPPLIED: Final = re.compile(
    "(?<=目录|名单|名录)的?(?:服务商|供应商|供货商|厂商|机构|平台|公司)提供的?$"
)  # by whom it is had
_FOR_WHOM: Final = re.compile(  # 专项资金支持对象为在本市注册的企业
    "^[^，。；、的为]{0,8}?(?:支持|补贴|补助|奖励|奖补|扶持|资助|服务|申[报请]|享受|适用)(?:的)?(?:对象|主体|范围)(?:应当?|须|必须)?(?:为|是|包括|限于)(?=.{2})"
)
_THOSE_ABOVE: Final = re.compile(
    "(?:由|为)?(?:上述|前述|以上|前款所?[述列])(?:所[述列称])?[^，。；、的\\d]{0,8}?(?:单位|企业|机构|主体|对象|组织)"
    "(?:(?:全职|柔性|新)*(?:引进|培养|聘用|招用|录用|使用|、|和|及|或)+的?(?:各类|各层次|高层次|优秀|急需|紧缺)*(?:人才|人员|毕业生|职工|员工))?"
)
_CALLED_SO: Final = re.compile("本[^，。；、的\\d]{2,6}所(?:称|指)的?[^，。；\\d]{2,14}")  # whom what follows tells
_OF_HERE: Final = re.compile("^(?:本|我|全)[省市县区州]的?")
_AFTERWARDS: Final = re.compile(  # 改造完成后经审核: what is asked is that it was checked
    "^(?:项目|改造|建设|工程|设备)?(?:完成|完工|竣工|建成|投产|实施|结束)后(?=(?:经|通过|达到|取得|获得).{2})"
)
_TIERED: Final = re.compile(
    "(?:达到|符合|满足)(?:下列|以下|如下|下表|相应)[^，。；]{0,6}(?:标准|条件|要求|规模|档次|额度|情形)的?$|同时(?:达到|符合|满足)$"
)  # 年度出口额达到下列标准, 营业收入和增速同时达到
_HOUSED: Final = re.compile(  # 利用租赁房屋举办: nobody tells more than that it is rented
    "^(?:利用|使用|以)?(?P<kind>(?:自有|自建|租赁|购置|改造|闲置)[^，。；、]{0,6}(?:房屋|用房|房产|场地))(?:举办|开办|兴办|运营|经营)$"
)
_LEFT_OUT: Final = re.compile("^(?:但|均)*不(?:包括|包含|含)(?P<what>(?!税)[^，。；\\d]{2,})$")
_NOT_WITHIN: Final = re.compile(
    "(?:均|且|并|也)*(?:不在|不位于|不处于|未处于)(?P<what>(?!编|职|岗|校)[^，。；\\d]{2,})"
)
_NAMED_KIND: Final = re.compile(
    "^[^，。；、的和及\\d]{2,10}(?:企业|工商户|商户|旅行社|合作社|农场|门店|酒店|饭店|超市|商场|园区|基地)$"
)
_RATED: Final = re.compile("[1-5]A|[一二三四五]级")
_BELOW: Final = re.compile(  # 为本区企业引进下列人才
    "(?<=.{4})(?:下列|如下|(?<!及)以下)(?:人才|人员|项目|产品|设备|认证|证书|资质|奖项|称号|荣誉|活动|服务|业务|机具|设施)(?:之一)?$"
)
_BY_TITLE: Final = re.compile("(?:首次|新)?(?:入选|列入|纳入|获评|评为|获批|认定为?|通过|获得)(?:为)?")
_ASKED_APART: Final = 0.95  # of whom an offer names is asked by several conditions: where at home, and who
_SHORT_NAME: Final = 6
_NOUN: Final = re.compile("(?:大棚|温室|设施|装置|车|船|机|站|桩|房|库|园|棚|首店)$")
_SUBJECT: Final = re.compile(  # 经营主体在开工前备案, 申报单位从本市银行取得: who does it is whoever asks
    "^(?:农业|市场)?(?:经营主体|申[报请](?:主体|单位|企业|人))(?=[在于向从与按经应须已将种养新购参])(?=.{4})"
)
_BUT: Final = re.compile(
    "（不(?:含|包括|包含)[^（）\\d]{1,12}）$|^(?:企业|单位|社会力量)?投资(?:建设|兴建|新建)(?=面向|向|对)"
)
_THESE: Final = re.compile(
    "^(?:下列|以下|上述)(?:人员|对象|企业|单位|群体|主体|机构)(?=[^，。；、的]{3})"
)  # whom the items name
_LEVEL_OF: Final = re.compile("^(?:国家|省|市|区|县|部|州)级")
_BODY_NAMED: Final = re.compile("(?:商|企业|机构|单位|平台|公司|合作社|农场|基地|园区|中心|学校|医院)$")
_LIST: Final = re.compile("(?:目录|名录|名单|名册|库)$")
_BRACKETS: Final = re.compile("（[^（）]*）")
_GIVEN_FOR: Final = re.compile(  # 换电站建设补贴 is for a 换电站
    "(?<=..)(?:建设|运营|购置)?(?:补贴|补助|奖励|奖补|资助|支持)(?:标准|政策|办法)?$|(?<=[站场馆院园厂库])建设$"
)
_GIVEN_BEHIND: Final = re.compile(
    "(?<=[人员户位业者体生童才])(?:按[月年季]|每[月年]|一次性)?(?:发放|发给|给予|予以)[^，。；、]{0,10}(?:津贴|补贴|补助|奖励|资助|奖金|救助金)$"
)
_RECEIVES: Final = re.compile("享受|领取|获|申[报请领]|[未无没]|按")
_REMARK: Final = re.compile(  # 农业企业、种粮大户等经营主体（种粮大户不要求登记注册）: what one of them need not do
    "(?<=[体位织业人户员])（[^（）、]{2,12}(?:不(?:要求|需要?|作要求|受)|可不|无须|无需|除外?不)[^（）]{0,16}）$"
)
_WORKER_LEVEL: Final = re.compile("(?<=[工师])（[一二三四五]级(?:/[^（）]{1,6})?）")
_BY_EMPLOYER: Final = re.compile("^由(?:该|其|所在)?(?:用人)?单位(?=.{4})|为?其(?=缴纳|申报|办理)")
_FOUND: Final = re.compile("^经(?:有关|相关|主管|当地)?(?:部门)?(?:认定|确认|审核|核定|核实)(?:合格|通过)?$")
_STATUS: Final = re.compile("^[^，。；的]{0,8}(?:人员|家庭|对象|人口|户|残疾人|军人)")
_BEHIND_AND: Final = re.compile("^[^，。；]{1,14}(?<![而并])且(?=[^且]{2,})")  # 国家或地区且|境外代表占比
_FOR_YEARS: Final = re.compile("(?:连续|最长)?(?:\\d|[一二两三四五])(?:个)?年(?:以|之)?内?")
_MADE_OUT: Final = re.compile(  # 属于国际会议（境外代表来自3个以上
    "^属于[^，。；（）]{2,14}（(?P<what>[^（）\\d，。；]{2,14})(?=\\d[^（）]*$)"
)
_NOUN_LEFT: Final = re.compile(
    "(?:国家|地区|区域)(?:（(?:地区|区域)）|(?:或|、|和)(?:地区|区域))?"
)  # of 来自3个以上国家（地区）
_COUPLE: Final = re.compile(  # 夫妻双方均符合条件的，由一方申领，另一方不再享受
    "(?:夫妻|夫妇|配偶)(?:双方|两人|二人)?(?:均|都|同时)?(?:符合|满足|属于|具备|享受)[^，。；]{0,8}(?:条件|规定|要求)?$"
)
_TRAINEES: Final = re.compile(
    "(?:未|没有|不符合|不满|不足|低于)[^，。；]{2,20}的?(?:学徒|学员|员工|职工|学生|见习人员)$"
)
_EXTENT: Final = re.compile(  # 在市区（含高新区，不含甲县）注册: how far the place reaches
    "（(?:含|包含|包括|(?:不含|不包括|不包含|除)(?![^（）]*[县区市旗](?:除?外)?）))[^（）]*）"
)
_BUILT_ONLY: Final = re.compile("^(?:新建|改建|扩建|改扩建|迁建|重建)(?:、?(?:改建|扩建))*")
_BODY_PAID: Final = re.compile(
    "..(?:企业|公司|机构|单位|供应商|服务商|运营商|承包商|开发商|中介|院|所|中心|基地|平台|社)$"
)
_MAKER: Final = re.compile("^(?:研制|研发|开发|生产|制造)(?:单位|企业|机构|方)$")
_SELLS: Final = "代理销售他人研制的"
_PROCESS: Final = frozenset({"评价", "认定", "审核", "评审", "评估", "验收", "备案", "认证", "鉴定", "审批", "考核"})
_BODY: Final = re.compile("企业|单位|机构|基地|主体|院校|公司|合作社")
_LOWER_ONLY: Final = re.compile(r"\d[\d.]*[^，。；\d]{1,6}?(?:及?以[上下内])?(?:（不?含[^（）]*）)?(?:且|并|、|至)*")
_MOST_IN_ALL: Final = re.compile(
    "(?:同一|单个|单户|单家|每个|每家|每户|每人)[^，。；]{0,12}?(?:累计|合计|总计|总额|共|(?:补[贴助]|奖[励补]|资助)(?:总额|资金|金额)?)"
)
_SUMS: Final = ("rate", "amount", "cap", "floor")


def from_documents(documents: Iterable[Document], base: str = iri.BASE) -> tuple[Scheme, ...]:
    """Return the schemes of documents just read, in the order of their text; what is only reported offers nothing."""
    found: dict[str, Scheme] = {}
    places: dict[str, tuple[int, int, int, str]] = {}
    for number, document in enumerate(documents):
        order = {clause.path: at for at, clause in enumerate(document.clauses)}
        name, title = iri.of(document, base), document.meta.title
        texts = [(clause.path, clause.text) for clause in document.clauses]
        called = names_by_path((clause.path, clause.title, clause.text) for clause in document.clauses)
        rules = told_of_all((Place(name, title, path, iri.clause(name, path), text) for path, text in texts))
        for record in document.records:
            if isinstance(record, Incentive) and not record.reported and _offers(record.evidence.quote):
                scheme = _of_record(record, document, name, rules, called)
                found.setdefault(scheme.id, scheme)
                evidence = record.evidence
                places[scheme.id] = number, order.get(evidence.clause.path, 0), evidence.start, scheme.id
    return marked(classes_shown(asked_apart(raised(sorted(found.values(), key=lambda scheme: places[scheme.id])))))


def from_store(store: Any, document: str | None = None) -> tuple[Scheme, ...]:
    """Return the schemes that the store holds, of one document where it is named."""
    from graph.query import table

    conditions: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in table(store, "conditions", document=document):
        conditions[row["incentive"]].append(row)
    clauses: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in table(store, "scheme_rules", document=document):
        clauses[row["document"]].append(row)
    rules = {name: told_of_all(map(_row_place, of)) for name, of in clauses.items()}
    called = {
        name: names_by_path((row["path"], row["heading"] or "", row["quote"]) for row in of)
        for name, of in clauses.items()
    }
    rows = table(store, "schemes", document=document)
    found = raised(
        _of_row(row, conditions[row["incentive"]], rules.get(row["document"], Rules()), called.get(row["document"], {}))
        for row in rows
        if _offers(row["quote"])
    )
    return marked(classes_shown(asked_apart(found)))


def _of_record(
    record: Incentive, document: Document, name: str, rules: Rules, called: Mapping[str, frozenset[str]]
) -> Scheme:
    evidence, meta = record.evidence, document.meta
    path = evidence.clause.path

    def place(path: str, quote: str) -> Place:
        return Place(name, meta.title, path, iri.clause(name, path), quote)

    own = place(path, evidence.quote)
    needs = [
        _requirement(item, place(path if item.path is None else item.path, item.text)) for item in record.conditions
    ]
    return _scheme(
        needs,
        record.logic,
        id=iri.record(name, record),
        kind=record.kind,
        beneficiary=record.beneficiary,
        place=own,
        heading=evidence.clause.title,
        region=meta.region,
        region_id=meta.region_id,
        **{name: getattr(record, name) for name in _SUMS},
        valid_from=record.valid_from,
        valid_to=record.valid_to or meta.expires,
        effective=meta.effective,
        refers_to=None if record.ref is None else iri.clause(name, record.ref),
        rules=rules,
        names=called.get(path, frozenset()),
    )


def _of_row(
    row: Mapping[str, Any],
    conditions: Iterable[Mapping[str, Any]],
    rules: Rules,
    called: Mapping[str, frozenset[str]],
) -> Scheme:
    needs = []
    for item in conditions:
        expected = item["expected"]
        value = expected if expected is None or isinstance(expected, bool | str) else float(expected)
        found = Condition(item["attribute"], item["quote"], item["op"], value, item["unitName"])
        needs.append(_requirement(found, _row_place(item)))
    jurisdiction = row["jurisdiction"]
    return _scheme(
        needs,
        row["logic"],
        id=row["incentive"],
        kind=row["kind"],
        beneficiary=row["beneficiary"] or "",
        place=_row_place(row),
        heading=row["clauseTitle"] or "",
        region=row["regionName"],
        region_id=jurisdiction.rpartition("/")[2] if jurisdiction else None,
        **{name: _row_sum(row, name) for name in _SUMS},
        valid_from=row["validFrom"],
        valid_to=row["validTo"] or row["expires"],
        effective=row["effective"],
        refers_to=row["refersTo"],
        rules=rules,
        names=called.get(row["path"] or "", frozenset()),
    )


def _row_sum(row: Mapping[str, Any], name: str) -> Quantity | None:
    if row[name] is None:
        return None
    unit, op, of, per = (row[f"{name}{part}"] for part in ("Unit", "Op", "Of", "Per"))
    return Quantity(float(row[name]), unit, op, of, per)


def _row_place(row: Mapping[str, Any]) -> Place:
    return Place(row["document"], row["title"], row["path"] or "", row["clause"], row["quote"])


@lru_cache(maxsize=100_000)  # conditions for all offers of a document are one object in each: they are weighed once
def _requirement(item: Condition, place: Place) -> Requirement:
    item = _done_for_each(item)
    if item.value is True and (bound := _bound(item)):
        item = bound
    for told_by_sum in (_ABOVE, _RECKONED) if item.value is True else ():
        item = replace(item, attr=told_by_sum.sub("", item.attr) or item.attr)
    if (short := _SHORT_PLACE.match(item.attr)) and short["place"] in place.title:
        item = replace(item, attr=f"{short['before'] or ''}{short['way']}本市{item.attr[short.end() :]}")
    if about_place(item.attr):
        said = (_WITHIN_IT.sub("", listed_plainly(words)) for words in (item.attr, item.text))
        attr, text = (_EXTENT.sub("", words) for words in said)
        item = replace(item, attr=attr, text=text)
    if isinstance(item.value, float | int) and not isinstance(item.value, bool):
        item = replace(item, attr=_BEHIND_AND.sub("", item.attr) or item.attr)
        if item.attr.startswith("属于") and (made := _MADE_OUT.match(item.text)):
            item = replace(item, attr=made["what"], text=item.text[made.start("what") :])
    if item.value is True and (bare := _BUT.sub("", item.attr)):
        item = replace(item, attr=bare)
    if item.value is True and (led := _FOR_WHOM.match(item.text)):
        item = replace(item, attr=_FOR_WHOM.sub("", item.attr), text=item.text[led.end() :])
    for nothing in (CARRIES_OUT, _THESE, _SUBJECT, _AFTERWARDS, _SUPPLIED):
        item = replace(item, attr=nothing.sub("", item.attr))
    item = replace(item, attr=_BELOW.sub("", item.attr)) if item.value is True else item
    item = replace(item, attr=_BY_EMPLOYER.sub("", item.attr) or item.attr)
    if item.value is True and (out := _LEFT_OUT.match(item.attr)):  # 不包括机关事业单位 shuts them out
        item = replace(item, attr=out["what"], value=False)
    if item.value is True and (beyond := _NOT_WITHIN.fullmatch(item.attr)):  # 不在禁养区内: who lies in one is shut out
        item = replace(item, attr=f"在{beyond['what']}", value=False)
    if item.value is True and (house := _HOUSED.match(item.attr)):
        item = replace(item, attr=house["kind"])
    if item.attr == PROJECT and item.op == "=" and "、" in str(item.value):  # any one of them
        item = replace(item, op="in")
    if item.value is True and (given := _GIVEN_BEHIND.search(item.attr)):  # 老年人发放高龄津贴
        item = replace(item, attr=item.attr[: given.start()])
    if item.value is True and not _RECEIVES.search(item.attr):
        item = replace(item, attr=_GIVEN_FOR.sub("", item.attr) or item.attr)
    if item.value is True and _REMARK.search(item.attr):
        item = replace(item, attr=_REMARK.sub("", item.attr))
    if item.attr == TRADE and isinstance(item.value, str):  # 本市农业 is 农业
        item = replace(item, value=_OF_HERE.sub("", item.value) or item.value)
    if _WORKER_LEVEL.search(item.attr):  # 高级工（三级） says one grade twice
        item = replace(item, attr=_WORKER_LEVEL.sub("", item.attr))
    value = item.value
    if isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    return Requirement(
        item.attr,
        item.text,
        place,
        item.op,
        value,
        item.unit or None,
        key=done_here(GLOSS.sub("", item.attr)),
        value_key=key(value) if isinstance(value, str) else "",
        family=family(item.attr),
    )


def _done_for_each(item: Condition) -> Condition:
    """Say plainly what a sum is paid for each of: 每新招用1名残疾人 asks to have taken on such, and not just one."""
    if "每" not in item.attr:
        return item
    if item.value is True:
        return replace(item, attr=_EACH_DONE.sub(r"\g<deed>", item.attr))
    if item.op == "=" and item.value == 1 and (each := _EACH_BARE.search(item.attr)):
        return replace(item, attr=f"{item.attr[: each.start()]}{each['deed']}", op="=", value=True, unit=None)
    return item


def _bound(item: Condition) -> Condition | None:
    """Read a bound that a condition still holds in its words: 裁员率低于5.5%; None where there is none at its end."""
    within = _WITHIN.match(item.attr)
    if within:
        return replace(item, attr=within["name"], op="<=", value=parse_number(within["number"]), unit=within["unit"])
    spell = _SPELL_OF.match(item.attr)
    if spell:
        return replace(
            item,
            attr=f"{spell['what']}天数",
            op=">=" if spell["more"] else "=",
            value=parse_number(spell["number"]),
            unit="天",
        )
    stay = _STAY.match(item.attr)
    if stay:
        return replace(
            item, attr="过夜", op=">=" if stay["more"] else "=", value=parse_number(stay["number"]), unit="晚"
        )
    found = list(measures(item.attr))
    last = found[-1] if found else None
    if last is None or last.op not in ("<", "<=", ">", ">=") or last.end < len(item.attr) or last.upper is not None:
        return None
    money = in_yuan(last.value, last.unit)
    value, unit = (money, "元") if money is not None else (last.value, last.unit)
    name = item.attr[: last.start].removesuffix("达到").removesuffix("达")
    if _LOWER_ONLY.fullmatch(name):  # 5间以上10间以下: of what is not said
        return None
    return replace(item, attr=name, op=last.op, value=float(value), unit=unit) if name else None


def _scheme(needs: list[Requirement], logic: str | None, **fields: Any) -> Scheme:
    if fields["rate"] is None and fields["amount"] is None:
        fields["rate"] = paid_in_full(fields["place"].quote)
    try:
        formula = parse(logic, len(needs))
    except LogicError:  # a formula that cannot be read asks for everything: strict, and never a wrong yes
        formula = parse(None, len(needs))
    needs, formula = asked_of(needs, formula, fields["place"], fields["heading"], fields["beneficiary"])
    ways = optional(formula)
    idle = {
        order
        for order, need in enumerate(needs, 1)
        if _of_sum(need)
        or bounds_the_sum(need)
        or _in_title(need, needs)
        or (need.attr == "称号" and need.value in _PROCESS)  # 首次通过评价 tells no title
        or _built(need, needs, fields["place"].path)
        or _resolved(need, needs)
        or _of_anybody(need)
        or _pointed(need)
        or _sorted_below(need, needs, fields["place"].path)
        or _tiered(need, needs)
        or _announced(need, needs)
        or (need.value is True and bool(_CALLED_SO.fullmatch(need.attr)))
        or _made_it(need, needs)
        or (need.value is True and _NOUN_LEFT.fullmatch(need.attr) is not None)
        or freed(need, needs, fields["place"].path)
        or _recognized(need, needs)
        or _of_its_list(need, needs)
        or _shuts_nobody_out(need, fields["beneficiary"])
        or (order not in ways and _of_whom_it_names(need, fields["beneficiary"], fields["place"].path))
        or (order not in ways and _of_those_above(need))
        or of_step(need, fields["place"].quote, fields["amount"].per if fields["amount"] else None)
    }
    points_back = any(need.value is True and _POINTS_BACK.fullmatch(need.attr) for need in needs)
    if idle:
        fields["limits"] = tuple(needs[order - 1].text for order in sorted(idle) if needs[order - 1].op is None)
        needs = [need for order, need in enumerate(needs, 1) if order not in idle]
        formula = without(formula, idle) or parse(None, len(needs))
    needs = [whoever(need) for need in needs]
    text = f"{fields['place'].quote}{fields['heading']}{fields['beneficiary']}"
    others = {order for order, need in enumerate(needs, 1) if _of_others(need, text)}
    if others and len(others) < len(needs):
        needs = [need for order, need in enumerate(needs, 1) if order not in others]
        formula = without(formula, others) or parse(None, len(needs))
    needs, formula = sorted_below(needs, formula, fields["place"])
    needs, formula = places_named(needs, formula)
    needs, formula = short_deeds(needs, formula, fields["rules"])
    needs, formula = exempted(needs, formula, fields["rules"], fields["place"].path)
    needs = in_force_by_then(needs, fields["place"], fields["effective"])
    needs, formula = windowed(needs, formula, fields["rules"], fields["place"])
    needs, formula = eased(needs, formula)
    needs, formula = refined(needs, formula, fields["place"].quote, fields["effective"])
    needs, formula = own_grade(needs, formula, fields["place"].quote)
    needs, formula = apart(needs, formula)
    needs, formula = later_age(*uncalled(needs, formula, fields["rules"]))
    if unread := _unread_list(needs, formula, fields["place"]):
        needs = [*needs, unread]
        formula = ("and", (formula, len(needs)))
    if not needs:
        who = fields["beneficiary"] or fields["place"].quote
        needs = [Requirement(who, who, fields["place"], implied=True, key=key(who), family=None)]
        formula = 1
    elif not points_back and not any(_of_its_item(need.place.path, fields["place"].path) for need in needs):
        # all that is asked holds for every offer of the document: then one must be whom and what this one is for
        text = fields["heading"] or fields["place"].quote
        what = _URGE.sub("", text)
        what = _GIVEN_FOR.sub("", what) or what
        needs = [*needs, Requirement(what, text, fields["place"], implied=True, key=key(what))]
        formula = ("and", (formula, len(needs)))
    who = "" if of_other_grade(fields["beneficiary"], needs) else fields["beneficiary"]
    if any(_BUILT_ONLY.fullmatch(need.attr) for need in needs):  # 新建民办养老机构 is whom the offer before is for
        who = _BUILT_ONLY.sub("", who)
    told = re.search(r"\d", who) and named(who, [word for need in needs for word in (need.key, key(need.text))])
    told = told or coverage(done_here(who), [need.key for need in needs]) >= _ASKED_APART
    told = told or _titled_under(who, needs, fields["place"])
    told = told or (bool(letters(who)) and any(letters(need.attr) for need in needs))  # the class is asked for itself
    if titled := _BY_TITLE.match(who):  # 入选省级试点企业 is told by the level and the title that are asked for
        names = "".join(need.value_key for need in needs if isinstance(need.value, str))
        told = told or coverage(key(who[titled.end() :]), [names]) >= _ASKED_APART
    told = told or (who not in fields["place"].quote and _names_its_own(needs, fields["place"]))
    if special(who) and not _POINTED.match(who) and not told and not any(_names(who, need) for need in needs):
        needs = [*needs, Requirement(who, who, fields["place"], implied=True, key=key(who))]
        formula = ("and", (formula, len(needs)))
    if _MAKER.match(who) and f"给予{who}" in fields["place"].quote:  # who only sells what others made is none of them
        needs = [*needs, Requirement(_SELLS, who, fields["place"], "=", False, key=key(_SELLS))]
        formula = ("and", (formula, len(needs)))
    who = leading_person(fields["place"].quote) or who
    if persons(who) and fields["place"].quote.startswith(who) and not any(need.family == "kind" for need in needs):
        kind = Requirement(
            "申请人类型", who, fields["place"], "=", who, key=key("申请人类型"), value_key=key(who), family="kind"
        )
        needs = [*needs, kind]
        formula = ("and", (formula, len(needs)))
    return Scheme(requirements=tuple(needs), formula=formula, **fields)


def _titled_under(who: str, needs: Sequence[Requirement], own: Place) -> bool:
    """Tell whether only the heading names a kind, of which the title that the offer asks for is: 支持创新平台建设 over
    新认定的省级企业技术中心."""
    return who not in own.quote and any(need.attr == "称号" and need.place.path == own.path for need in needs)


def _names_its_own(needs: Sequence[Requirement], place: Place) -> bool:
    """Tell whether an offer itself asks to be of the sort of body that it pays: 突破1000万元的方案供应商，给予20万元.

    A heading above it that names them otherwise (支持本地服务商发展) asks for nothing more.
    """
    own = (need.attr for need in needs if need.place.path == place.path and need.value is True and not need.numeric)
    return any(_BODY_PAID.search(attr) and re.search(f"{re.escape(attr)}，", place.quote) for attr in own)


def _of_its_item(path: str, offer: str) -> bool:
    """Tell whether a condition stands in the clause of an offer, below it, or in the item that holds both.

    >>> _of_its_item("二/(一)/1/(2)", "二/(一)/2"), _of_its_item("一", "二/(一)")
    (True, False)
    """
    above = offer.rpartition("/")[0]
    return _own_or_below(path, offer) or ("/" in above and path.startswith(f"{above}/"))


def _unread_list(needs: Sequence[Requirement], formula: Formula, own: Place) -> Requirement | None:
    """Return, as a condition that stays open, of whom a list is that an offer points to and that was not read."""
    match = _LISTED_WHO.search(own.quote)
    below = any(need.place.path.startswith(f"{own.path}/") for need in needs)
    ways = optional(formula)
    if match is None or below or any(needs[order - 1].place.path == own.path for order in ways):
        return None
    return Requirement(f"属于{match['who']}", match["who"], own, key=key(match["who"]))


def _names(who: str, need: Requirement) -> bool:
    """Whether a condition asks for the recipient of the offer, and not for one of several kinds of which it is one."""
    kinds = kinds_listed(who)
    if len(kinds) > 1 and need.family == "kind" and all(kind in str(need.value) for kind in kinds):
        return True
    several = len(kinds_listed(need.attr)) > 1 or (need.op == "in" and need.family == "kind")
    titles = {key(_LEVEL_OF.sub("", one) or one) for one in re.split("、|和|及|或者?", who)}
    called = {need.value_key, *map(key, str(need.value).split("、"))} if isinstance(need.value, str) else set()
    title = bool(called & {*titles, *map(key, re.split("、|和|及|或者?", who))})
    listed = need.attr == "称号" and bool(_LIST.search(str(need.value))) and who in str(need.value)
    return title or listed or (not several and named(who, (need.key, key(need.text), need.value_key)))


def _offers(quote: str) -> bool:
    return not offering()["no-offer"].regex.match(quote)


def _of_those_above(need: Requirement) -> bool:
    """Whether a condition only points back to those named before it: 上述用人单位引进的各类人才."""
    said = need.value if isinstance(need.value, str) else need.text
    return need.value is not False and not need.numeric and bool(_THOSE_ABOVE.fullmatch(said))


def _of_sum(need: Requirement) -> bool:
    """Whether a condition only says for how long or for each of which a sum is paid."""
    rules = offering()
    if need.attr == "补贴年度" and str(need.value).startswith("前"):
        return True  # 前两年按照租金的50%: for how long it is paid
    if need.op in ("<=", "<") and need.unit == "元" and _MOST_IN_ALL.fullmatch(need.attr):
        return True  # 同一实体累计不超过3万元: what it gets at most
    if need.value is True and _FOR_YEARS.fullmatch(need.attr):
        return True  # 3年内给予租金补贴
    limit = need.op is None and not need.implied and rules["limit"].regex.match(need.text)
    return bool(
        limit
        or (need.value in (True, None) and rules["of-sum"].regex.match(need.attr))
        or rules["otherwise"].regex.search(need.attr)
    )


def _of_others(need: Requirement, offered: str) -> bool:
    """Whether a condition is of bodies that the offer is not for: 养老机构发生事故的 of a grant to firms, the size of
    公共充电站、专用充电站 of one to 换电站."""
    if listed := _SIZED_KINDS.match(need.attr) if need.numeric else None:
        kinds = re.split("、|和|及", listed["kinds"])
        return listed["noun"] in offered and not any(kind in offered for kind in kinds)
    match = _SHUT_KINDS.match(need.attr) if need.value is False else None
    kinds = [kind[:2] for kind in re.split("、|和|及|或者?", match["kinds"]) if kind] if match else []
    return bool(kinds) and not any(re.search(f"{kind}(?!保险)", offered) for kind in kinds)


def _of_anybody(need: Requirement) -> bool:
    """Whether a condition only says that the applicant is a body of any kind: 经营主体, 企业、高校等单位."""
    if _SIZED_BY.match(need.attr):  # 符合《中小企业划型标准规定》的中小企业 are 中小企业
        return True
    if need.family == "kind" and need.op == "in" and not need.implied:
        return any(_ANY_BODY.fullmatch(kind) for kind in _KINDS.split(str(need.value)))
    return (
        need.value in (True, None)
        and not need.implied
        and (
            bool(_ANYBODY.match(_BRACKETS.sub("", need.attr)))
            or anybody(_BRACKETS.sub("", need.attr))
            or bool(_BY_ANYBODY.fullmatch(need.attr))
            or _glossed_firm(need.attr)
        )
    )


def _glossed_firm(attr: str) -> bool:
    """Whether any firm is meant, and what is in brackets besides: 企业（园区运营单位）."""
    return "（" in attr and any_firm(_BRACKETS.sub("", attr))


def _announced(need: Requirement, needs: Sequence[Requirement]) -> bool:
    """Whether a condition only says that there are bounds, which the rows of a table give: 营业收入首次突破一定规模."""
    bounds = (one for one in needs if one.numeric and _own(one.place.path, need.place.path))
    return need.value is True and bool(_SOME_BOUND.search(need.attr)) and any(bounds)


def _made_it(need: Requirement, needs: Sequence[Requirement]) -> bool:
    """Whether a condition only says whose work a titled thing is: 企业研制的产品被认定为首台（套）."""
    titled = any(one.attr == "称号" and one.place.path == need.place.path for one in needs)
    return titled and need.value is True and bool(_MAKING.fullmatch(need.attr))


def _pointed(need: Requirement) -> bool:
    """Whether a condition only points to what the items name, or to how and for how long a sum is paid."""
    said = need.attr if need.value in (True, None) else need.value if isinstance(need.value, str) else ""
    return bool(said and _POINTED.match(said))


def _resolved(need: Requirement, needs: Sequence[Requirement]) -> bool:
    """Whether a condition only points to items of another clause, which stand among the conditions themselves."""
    match = _POINTS.match(need.attr) if need.value is True else None
    if need.value is True and _POINTS_BACK.fullmatch(need.attr):
        return any(other.place.path != need.place.path for other in needs)
    return bool(match) and any(f"{match['label']}/" in one.place.path for one in needs if match)


def _built(need: Requirement, needs: Sequence[Requirement], offer: str) -> bool:
    """Whether what stands above an offer only names the thing that the offer asks for itself: 支持建设实训基地."""
    match = _BUILDS.match(need.attr) if need.value is True and offer.startswith(f"{need.place.path}/") else None
    return bool(match) and any(
        other.attr.endswith(match["thing"]) for other in needs if match and other is not need and other.value is True
    )


def _sorted_below(need: Requirement, needs: Sequence[Requirement], offer: str) -> bool:
    """Whether what stands above an offer is only named there of what the offer names a sort of: 大棚 of 单体大棚."""
    if need.value is not True or len(need.attr) > _SHORT_NAME or not offer.startswith(f"{need.place.path}/"):
        return False
    own = [one for one in needs if one.place.path == offer and one.value is True and one.attr != need.attr]
    return bool(_NOUN.search(need.attr)) and any(one.attr[-2:] in need.attr for one in own)


def _tiered(need: Requirement, needs: Sequence[Requirement]) -> bool:
    """Whether a condition only points to the bounds below it, which stand among the conditions themselves."""
    points = need.value is True and _TIERED.search(need.attr)
    return bool(points) and any(other.numeric and other.place.iri.startswith(need.place.iri) for other in needs)


def _of_its_list(need: Requirement, needs: Sequence[Requirement]) -> bool:
    """Whether a condition only says what those are whom a list names: 列入服务商推荐目录的服务商."""
    if need.value is not True or not _BODY_NAMED.search(need.attr) or len(need.attr) > _SHORT_NAME:
        return False
    lists = (one for one in needs if one.place.iri == need.place.iri and isinstance(one.value, str))
    return any(one.attr == "称号" and _LIST.search(str(one.value)) and need.attr in str(one.value) for one in lists)


def _recognized(need: Requirement, needs: Sequence[Requirement]) -> bool:
    """Whether a condition only says that those whom the next one names are found to be so: 经认定的就业困难人员."""
    if need.value is not True or not _FOUND.match(need.attr):
        return False
    return any(one.place.iri == need.place.iri and one.value is True and _STATUS.match(one.attr) for one in needs)


def _shuts_nobody_out(need: Requirement, who: str) -> bool:
    """Whether an exclusion only says which of a couple applies, or for whom of its trainees a firm is paid nothing."""
    if need.value is not False:
        return False
    return bool(_COUPLE.match(need.attr)) or (bool(_TRAINEES.search(need.attr)) and bool(_BODY.search(who)))


def _of_whom_it_names(need: Requirement, who: str, offer: str) -> bool:
    """Whether a condition lists for which kinds all is meant, of an offer that names one itself: that one is meant."""
    listed = need.value if need.family == "kind" and need.op == "in" else need.attr if need.value is True else ""
    kinds = kinds_listed(str(listed)) if len(re.split("、|和|及", str(listed))) > 1 else ()
    return bool(
        len(kinds) > 1 and _NAMED_KIND.search(who) and special(who) and not _own_or_below(need.place.path, offer)
    )


def _in_title(need: Requirement, needs: Sequence[Requirement]) -> bool:
    """Whether a level is part of a title, and nobody tells it: 国家 of 国家4A级旅游景区, of 国家高新技术企业."""
    if need.attr != "称号级别" or not isinstance(need.value, str):
        return False
    titles = [other for other in needs if isinstance(other.value, str) and other is not need]
    rated = need.value == "国家" and any(_RATED.match(str(other.value)) for other in titles)
    return rated or any(key(f"{need.value}{other.value}") == other.value_key for other in titles)


def _own_or_below(path: str, offer: str) -> bool:
    return _own(path, offer) or path.startswith(f"{offer}/")


def _own(path: str, offer: str) -> bool:
    return path == offer or offer.startswith(f"{path}/")
