"""Who gets what is offered."""

from __future__ import annotations

import re

from ingest.extract.condition import Passage, idle
from ingest.extract.draft import Offer
from ingest.extract.wording import offer_pattern
from ingest.record import Clause

__all__ = ["LEADS", "PREFERRED", "beneficiary", "who_in"]

LEADS = re.compile(
    r"^(?:其中|同时|并且?(?!网|购)|且|此外|另外|，|、|；|：|。|\s|（[\d一二三四五六七八九十]{1,3}）|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十百零\d]+条|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|[①②③④⑤⑥⑦⑧⑨])+"
)
PREFERRED = re.compile(  # 优先选择信用良好的物业企业承接, 优先聘用脱贫人员, 重点支持小微企业融资
    r"(?:优先|重点|择优)(?:选择|选聘|聘用|录用|录取|吸纳|招用|安排|推荐|(?:用于)?(?:支持|扶持)|考虑|委托|采购|购买)(?P<who>[^，。；\d（）]{0,20}?(?:企业|机构|单位|组织|合作社|农场|农户|公司|主体|劳动者|人员|毕业生|人才|家庭|[^，。；的]户))(?=$|[，。；的到在]|承[接担办租]|参[与加]|实施|提供|开展|申报|作为|入驻|使用|用[地水电]|就业|就近|上岗|担任|生产|建设|购|贷|融资|恢复|复工)"
)
_RELIEVED = re.compile(  # 全额退还小微企业留抵税额, 减免承租户房租
    r"(?:退还|退付|返还|减免|免[征收除缴]|减征|缓[征缴])(?P<who>[^，。；\d]{2,40}?(?:企业|户|机构|单位|组织|学校|(?:纳税|出租|承租|参保|申请)人))(?![、和及])(?=的?[^，。；]{0,24}?(?:税|费|租|保险))"
)
_DOES = re.compile(  # 科技型中小企业开展研发活动…, 旅行社组织游客…
    r"(?P<who>(?!符合|凡|招|吸|安|按|以|在)[^，。；被经由在于到从并且\d]{0,16}?(?:企业|机构|单位|公司|合作社|农场|农户|商户|医院|学校|院校|幼儿园|毕业生|大学生|农民工|人员|老年人|劳动者|劳动力|个人|家庭|旅行社|景区|民宿|企业家|社会力量|社会组织|实体|业主|用户|车主|居民|市民|村民|农民|团队|村集体))"
    r"(?:新|首次|全年|每年|自主|于[^，]{2,12}?|[在到][^，]{2,8}?|已备案)?(?:(?P<taken>招用|招收|招录|吸纳|安置|引进|收住|接收|聘用|录用|送|组织)|开展|实施|购置|购买|采购|新建|改建|扩建|建设|投保|参加|参与|取得|发生|租用|租赁|承租|委托|获得|获评|获批|通过|评定为|认定为|评为|实际|当年|年度|上年|一年内|成功|创办|举办|承办|灵活就业|外出务工|缴纳|开发|利用|运营|经营|投入|推出|从事|种植|养殖|享受|申请|申领|领取|建立|设立|开通|使用|自愿|连续|正常|向|为)(?=[^，。；的])"
)
_DONE_BY_NOBODY = re.compile("(?:新)?(?:招用|招录|招聘|吸纳|安置|聘用|收住|接收|抚养|赡养)[^，]*的$")  # whom, not who
_BORROWS = re.compile(
    r"(?P<who>[^，。；的\d]{1,20}?(?:企业|合作社|个体工商户|农户|农场|机构|人员|个人|毕业生))(?!贷款)"
)
_TITLED = re.compile(r"列入|认定|评为|获评|获批|批准为|入选|入围|创建|评定|获得|命名|荣获|升级|通过")


def beneficiary(text: str, offer: Offer, words: str, clause: Clause, lead: Passage | None) -> str:
    """Name who gets it: 给予X…, else whom the words on qualification name, else whom the lead or the heading names.

    >>> who_in("对实际投运的分布式储能项目"), who_in("新列入市级绿色工厂的")
    ('分布式储能项目', '新列入市级绿色工厂的企业')
    """
    if match := offer_pattern("given-to").search(text[offer.start : offer.end]):
        return match["who"]
    if lead and not re.match("对|凡|给予", LEADS.sub("", words)):
        for part in lead.even.text.split("，"):
            if (who := who_in(part)) and not re.search("下列|以下|上述", who):
                return who
    if match := PREFERRED.search(text[offer.start : offer.end]):
        return match["who"]
    if match := offer_pattern("who-list").search(words):
        return _whole_list(words, match)
    for part in words.split("，"):
        if who := who_in(part):
            return who
    if match := re.search(
        r"(?:面向|向|为)(?P<who>[^，。；]{2,24}?)(?:每年|定期|全年)?(?:免费|提供|开展|发放)",
        text[offer.start : offer.end],
    ):
        return match["who"].rpartition("的")[2]
    if match := re.search(
        r"(?<![应面针])对(?!象)(?P<who>[^，。；的]{2,20}?)(?:的?(?:财政)?(?:贴息|补贴|补助|奖励)|(?:按规定)?(?:给予|予以|发给))",
        text[offer.start : offer.end],
    ):
        return match["who"]
    if match := _RELIEVED.search(text[offer.start : offer.end]):
        return match["who"].rpartition("的")[2]
    for stretch in (lead.even.text if lead else "", clause.title, *reversed(clause.headings)):
        found = [one for match in offer_pattern("who").finditer(LEADS.sub("", stretch)) if (one := _bare(match[0]))]
        if found:
            return found[-1]
    return ""


def _whole_list(words: str, match: re.Match[str]) -> str:
    """Return a list of recipients with the members before the part that the rule finds (地方、金融|机构和企业)."""
    before = re.search(r"[^，。；：的\d]*$", words[: match.start()])
    head = LEADS.sub("", before[0]) if before else ""
    head = re.sub(r"^.*?(?:对(?!象)于?|面向|支持|鼓励|给予|为|向)", "", head)
    return head + match[0]


def who_in(part: str) -> str:
    """Read who a phrase speaks of: 对…的分布式光伏项目 · 企业一年内投入… · 新列入国家级绿色工厂的."""
    said = LEADS.sub("", part)
    said = re.sub(r"^(?:对(?!口|外(?!资|商|贸))于?|凡是?|面向|支持|其中)|(?:按照[^，]*|按规定|可|再)$", "", said)
    if idle(said) or re.match("单个|同一|每", said) or _DONE_BY_NOBODY.match(said):
        return ""
    if match := re.match(
        r"(?:企业|用人单位|单位|个人|农户|合作社|购房者|消费者)(?=[^的、和等及]{2,}的?$)(?!所得税|单位|数)", said
    ):
        return match[0]
    if who := _acting(said):
        return who
    said = re.sub(r"(?:进行|颁发|授予)(?:[^，]*)$|的[^的，]{0,4}需求$|用于[^，]*$", "", said)
    last = said.rpartition("的")[2]
    if last.endswith("贷款") and (match := _BORROWS.match(said)):
        return match["who"]
    if who := _named_last(said):
        return who
    if said.endswith("的") and _TITLED.search(said):
        return said[:-1] + "的企业" if not re.search(r"(?:企业|项目|单位|园区|基地|平台|人才)的$", said) else said[:-1]
    if said.endswith("的") and (match := re.search(offer_pattern("who").pattern, said)):
        return _bare(match[0])
    return ""


def _acting(said: str) -> str:
    """Name who does what qualifies (科技型中小企业开展研发…), unless the phrase ends in another (…的承接机构)."""
    other = "的" in said and _named_last(said)
    for stretch in said.split("的"):
        match = _DOES.match(stretch)
        if match and (match["taken"] or not other):
            return match["who"]
    return ""


def _named_last(said: str) -> str:
    """Return the noun for a recipient that ends the phrase: 村卫生室 of 符合条件的村卫生室."""
    last = said.rpartition("的")[2]
    if not re.match("支持|鼓励", last) and (match := offer_pattern("who-last").search(last or said)):
        return match[0]
    if last.endswith("贷款") or not (match := re.search(offer_pattern("who").pattern + r"$", last)):
        return ""
    return (last if len(last) <= 24 or ("、" in last and len(last) <= 60) else match[0]).lstrip("和与及")


def _bare(who: str) -> str:
    return (
        re.sub(
            r"^周?岁(?:及?以[上下内])?的?|^(?:在|于)[^，]{2,10}?(?:新建|改建|扩建|设立|注册|开办|举办|创办)(?:、(?:新建|改建|扩建))*|^.*(?:发挥|面向|支持|鼓励|引导|加大|加强|培育|强化|推动|深化|符合条件的?|优化|促进|提升|加快)|^(?:对|照|予)",
            "",
            who,
        )
        .lstrip("和与及")
        .removeprefix("对" if not who.startswith(("对口", "对外")) else "")
    )
