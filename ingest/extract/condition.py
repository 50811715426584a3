"""What an applicant must meet, read from the phrases that stand before an offer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, zip_longest

from ingest.extract import exempt
from ingest.extract.around import Around, around
from ingest.extract.attribute import atom
from ingest.extract.award_title import selected
from ingest.extract.by_either import by_either
from ingest.extract.let_off import LetOff, let_off
from ingest.extract.memory import Memory
from ingest.extract.one_of import Choice, choice, members, shares
from ingest.extract.or_in_bracket import Either, OtherBound, either_grade, other_bound
from ingest.extract.threshold import measured
from ingest.extract.way import Way, acting, either, hiring, persons, replacing
from ingest.extract.wording import condition_pattern
from ingest.parse.normalize import Plain, parts, plain
from ingest.record import Condition
from ingest.rules import load

__all__ = [
    "Memory",
    "Passage",
    "Tree",
    "exempted",
    "idle",
    "items",
    "numbered",
    "of_a_sum",
    "of_whom",
    "phrase",
    "sentence",
]

_APPLICANT = "申请人类型"
_BOUNDS = (">=", "<=", ">", "<")
_HEADED = re.compile(  # a heading that runs into the text: 第五条（建设补助）新增床位20张以上的
    r"^(?:(?P<label>[^，。；【】]{0,10})【(?:(?<=条【)|(?![^】]{0,6}(?:对象|主体|人群|范围|条件|资格|标准|方式|内容|政策|措施)】))[^】\d]{2,16}】"
    r"|(?P<number>第[一二三四五六七八九十百零\d]+条|（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、])"
    r"（(?![一二三四五六七八九十]{1,3}）)[^（）\d：，。；]{2,16}）)(?=.{8})"
)
_OR = re.compile(r"(?<!一次性)(?<!累计)(?<!单次)(?<!单独)(?<!独立)(?<!自主)(?<!联合)(?<!直接)，?(?:或者|或)(?!有)")
_NEXT_BAND = re.compile(
    r"\d[^，。；]{1,3}及以上[至—-][^，。；]*\d[^，。；\d及]{1,4}以上$"
)  # 1万元及以上至2万元、2万元以上
_EVEN_SO = re.compile(  # 或者虽被掌握，但提供的情况更为详实: one state, whatever stands before 但
    "(?P<or>或者?)?(?P<what>[^，。；、]{0,8}虽然?(?!说)[^，。；]{2,24}，但(?:是)?(?!.{0,8}(?:不予|不得|不享受))[^，。；]{3,}?)的?$"
)
_ROLE = re.compile(  # 作为第一专利权人获得中国专利金奖: who one was is asked besides the prize
    "作为(?P<role>[^，。；的]{2,14}?(?:人|单位|方|者|企业|机构|主体))(?=获|荣获|取得)"
)
_HAVING_HAD = re.compile(
    "在已?(?:享受|获得)了?[^，。；]{2,20}(?:补[贴助]|奖励|奖补|资助)的?基础上$"
)  # who had none gets none
_POINTED = re.compile(  # 获得下列认证或登记的经营主体: what is listed below asks for itself
    r"(?:获得|取得|通过|获评|入选|具备|购置|购买|引进|新建|开展|实施)了?(?:下列|以下|下表|如下)(?:所列)?[^，。；的\d]{2,12}(?:的|$)"
)
_LISTED_BELOW = re.compile(
    "(?P<who>[^，。；：、的\\d]{2,14}?)(?:还?应当?|必?须|需)?(?P<points>(?:同时|至少)?(?:符合|具备|满足|具有|存在|有)(?:以下|下列|如下)[^，。；：、\\d]{0,4}(?:(?:条件|要求|情形|情况)[^，。；：、\\d的]{0,6}|一(?:项|个|种)))(?:即可|均?可)?(?:申[请领]|享受)?的?"
)
_DOING = re.compile("(?:组织|开展|实施|举办|完成|设立|利用|采用|新建)[^，。；]{2,24}$")
_NAMED_ANEW = re.compile("对|凡|其中|属于|符合|经|首次|新")
_URGED = re.compile(  # 鼓励企业自愿开展清洁生产审核，通过验收的: what is urged is what was checked
    r"(?:[^，。；]{0,8}[条）.、．]\s*)?(?:积极)?(?:鼓励|支持|引导|推动)(?=[^，。；]{2,24}?(?:自愿|主动|开展|实施|建设|新建|购[买置]|使用|采用|安装|更换|淘汰|报废|改造|应用|投保|种植|养殖|租用|租赁|参加)[^，。；]{2,}$|[^，。；]{2,24}(?:淘汰|报废|更新|拆除)$)"
)
_TITLED_ANEW = re.compile(
    "对|凡|其中|属于|符合|首次|新|获|被|评|列入|入选|晋|升|经(?:[^，。；]{0,8})(?:认定|评定|评为)"
)
_OF = re.compile(r"的(?![确士])")
_YEARS_OF_ONE = re.compile(r"、(?:毕业|离校|退役|返乡)\d+年(?:以)?内$")  # 返乡农民工、毕业5年内的高校毕业生
_KINDS_BEHIND = re.compile(  # 毕业5年内的高校毕业生、退役军人: when they graduated is asked of the first alone
    r"(?:毕业|离校)\d+年(?:以)?内的[^，。；、的]{0,6}(?:毕业生|学生|青年)(?:、|和|以及|及|或者?)[^，。；]{2,}$"
)
_AT = "(?:机构|医院|学校|院校|幼儿园|园|企业|公司|中心|卫生院|院|单位|厂|站点|助餐点|平台|场馆)"
_GOES_ON = (  # what stands before 的 is said of a thing or a place within the phrase, and not of the applicant
    (
        re.compile("(?:在|到|于)(?:经|已|依法|具有|具备|取得|符合)[^，。；的]*$"),
        re.compile(f"[^，。；]{{0,14}}?{_AT}[^，。；]{{2,}}"),
    ),
    (
        re.compile("^(?:[^，。；的]{0,8})?(?:在|到|于|赴|入住)[^，。；的\\d]{2,}$"),
        re.compile(
            f"[^，。；\\d]{{0,12}}?{_AT}(?:就读|就医|就诊|住院|分娩|接受|接种|治疗|产检|实施[^，。；]*(?:术|治疗|助孕)|入托|入学|养老|入住|体检)"
        ),
    ),
    (
        re.compile("(?:^|[^，。；的]{0,8})[将把][^，。；]{2,}$"),
        re.compile("[^，。；]*?(?:交|售|转让|更新|报废|淘汰|拆解|注销|更换|改造|用于|投入|捐)"),
    ),
    (  # 到我市乡镇所在地的中小微企业、社会组织首次就业
        re.compile("(?:来|到|在|赴|于)[^，。；的]{2,}$"),
        re.compile(
            "[^，。；的\\d]{2,20}?(?:企业|单位|机构|组织|公司|主体|学校|医院|合作社|基地|平台|园区)(?:首次|全职|稳定|正式|直接|新)*(?:就业|工作|任职|任教|上班|从业)(?!的)"
        ),
    ),
    (re.compile("(?:交售给|交由|交给|出售给|转让给|卖给|委托给|销售给)[^，。；的]{2,}$"), re.compile(".")),
    (
        re.compile("按月(?:足额)?(?:发放|支付)[^，。；的]{2,}$"),  # 按月发放不低于最低工资标准的生活费
        re.compile("[^，。；]{0,6}(?:生活费|生活补[助贴]|工资|报酬)"),
    ),
    (  # 在参与活动的商户处购买
        re.compile("(?:^|[^，。；的]{0,8})[在于][^，。；的]{2,}$"),
        re.compile(
            "[^，。；的]{0,12}?(?:主体|商[户家店场]|门店|企业|单位|机构|网点|平台|站点?|中心)(?:处|那里|手中)[^，。；的]{2,}"
        ),
    ),
    (  # 对其在本市的自有住房进行装修
        re.compile("(?:^|[^，。；的]{0,10})对(?:其|本人|自己|位于|[在于]|名下|现有|既有|原有|自有)[^，。；的\\d]*$"),
        re.compile("[^，。；]*?(?:进行|实施|开展|加装|更换|更新|改造|装修|修缮|安装)"),
    ),
    (  # 为承租的中小企业减免租金
        re.compile("为[^，。；的\\d]{2,6}$"),
        re.compile("[^，。；的\\d]{2,16}?(?:减免|减收|免[收除]|提供|垫付|发放|缴纳)"),
    ),
    (
        re.compile("(?:^|[^，。；的]{0,6})(?:基于|依托|围绕)[^，。；的\\d]{2,}$"),
        re.compile("[^\\d]+$"),
    ),  # 基于大模型的预测
    (re.compile("^(?:其|该|本人)(?:创办|经营|所在|投资|建设|运营|购买|开办|名下|抚养|赡养)$"), re.compile(".")),
)
_BY_OTHERS = re.compile(  # 获得经省科技厅认定|的研发平台
    "(?:获得?|取得|具有|具备|拥有|持有|建有|设有|购[买置]|引进|使用|采用|入驻|租用)了?(?:经|由|被)[^，。；的]{2,}$"
)
_OF_WHO = re.compile(  # 在本市注册的|企业研发投入100万元以上, and no 产品的能耗下降5%
    "在[本我该][省市县区镇乡]|[^，。；、的]*(?:登记|注册|备案|纳税|参保|落户|户籍|户口|就业|创业|经营|从业|在库|入库|入统|达标|设立)的"
    "|[^，。；、的]{2,6}的(?:企业|单位|机构|公司|个人|(?:经营|市场|农业)主体|合作社|农户|农场|家庭|个体|[^，。；、的\\d]{0,4}(?:人员|毕业生|大学生|军人|人才))"
)
_FIRST_TIME = re.compile("(?:在[本我][省市县区]内?)?首次(?!.*(?:认定|获|评|列入|入选|通过))")
_DEED = re.compile("从事|创办|开办|举办|购买|购置|租赁|到|来|在")
_TURNS = re.compile(  # 公交企业将车龄8年以上的旧车更新为新车: who, then what it is that is turned into another
    r"(?P<who>[^，。；的\d]{0,12}?(?:企业|公司|单位|机构|农户|户|家庭|居民|个人|者|合作社))?[将把](?=[^，。；的\d]{0,8}\d[^，。；]*的)"
)
_SHARE_OF = re.compile(
    r"[^，。；\d]{2,30}?(?:人数|数量|床位|人员|毕业生|残疾人)数?(?:占|达到?|不低于|超过)[^，。；\d的]{0,10}?(?:职工|员工|从业人员|床位|人员)(?:总?人数|总数|数量|数)?(?P<of>的)\d"
)
_SHORT_NAME = re.compile("（(?:以下|下文)[简统合]?称[^（）]{1,24}）")
_DONE_BY = (  # 金融机构发放的贷款, 参加市总工会组织的培训: by whom is no condition of its own
    (re.compile("(?:发放|投放|提供)$"), re.compile("(?:贷款|借款|融资)$")),
    (re.compile("提供$"), re.compile("(?:住房|房屋|宿舍|公寓|住所|场地|场所|食宿|用房|担保|资金|补助|补贴)$")),
    (
        re.compile("参[加与].*(?:组织|举办|主办|承办|召开|开展)$"),
        re.compile("(?:培训班?|赛|活动|展会?|展览|会议|论坛)$"),
    ),
)
_PROMISED = re.compile(
    r"(?:保证|承诺|确保|提供)(?:至少|不少于|不低于)?\d+(?:年|个月)(?:及?以上)?$"
)  # 保证至少5年|的使用
_SIGNED = re.compile(r"(?:签订|订立|签署)[^，。；的]{0,8}\d[^，。；的]{0,12}$")  # 签订1年以上期限的劳动合同
_TAKES = re.compile(  # 企业购买高校院所的科技成果: what is bought is one with from whom
    r"^(?:[^，。；的\d]{0,12}?(?:企业|单位|机构|公司|院所))?(?:新?购[买置]|采购|引进|受让|转化|承接|租[用赁]|承租|委托|促成|收购)(?![^，。；]*(?:列入|认定|入选|入库|获评|备案|生产$))[^，。；\d]{2,14}$"
)
_WHO = re.compile(
    "(?:企业|机构|单位|公司|合作社|农场|户|个人|人员|者|人|主体|项目|园区|基地|组织|团队|平台|中心|学校|医院|院校|院所|[市县区]|职工|毕业生)$"
)
_LISTED = re.compile(  # 施用列入省推广目录|的商品有机肥: what is listed is the thing
    "(?:购买|[新选订]购|购置|采购|施用|使用|采用|参加|参与|投保|种植|销售|更新|选用|应用|饲养)(?:已)?(?:列入|纳入|入选)[^，。；的]{0,20}(?:目录|名录|名单|清单|范围)$"
)
_SUPPLIER = re.compile("[^，。；]{0,6}(?:商|企业|机构|单位|公司|平台)(?=提供|$)")  # who is listed sells the thing
_HAVING = re.compile(r"(?:[^，。；的\d]{0,4}(?:企业|单位|机构|公司))?(?:具?有|具备|建立|拥有|持有)[^的，]{1,4}$")
_ITEM = re.compile(
    r"（[\d一二三四五六七八九十]{1,3}）|[①②③④⑤⑥⑦⑧⑨⑩]|(?<![\d.])\d{1,2}[.、](?!\d)|[一二三四五六七八九十]是"
)
_KINDS = re.compile(  # 在本地生产的企业和市级园区: what is asked of the first is not asked of the second
    r"的[^，。；的、和及]{2,12}(?:企业|单位|机构|公司|合作社)(?P<and>和|及|以及|、)(?=(?:国家级|省级|市级|区级|县级|(?:(?!其[他它])[^，。；的]){2,12}的)[^，。；]*(?:园区|企业|单位|机构|基地|平台|人员|个人|合作社)$)"
)
_SOME = re.compile(
    r"其中，?(?P<who>[^，。；的]{2,12})的(?=不|须|应|达|满|为)"
    r"|(?P<sort>[^，。；的\d]{1,4}类(?:项目|企业|单位|机构|人员|产品))(?:应当?|须|必须)"  # 建设类项目应当在年内建成
)
_SORT_ALONE = re.compile(r"[\s；。]*[^，。；的\d]{1,4}类(?:项目|企业|单位|机构|人员|产品)$")  # 评定类项目，以证书为准
_ANEW = re.compile("(?:购[买置]|新建|注册|登记|建造|更换|换[购成]?|设立|开设)(?:全新|[新旧])$")  # 购买新|的乘用车
_DONE = r"^[^，]{0,6}(?:未|没有|无|已|首次|获|取得|通过|列入|入选)"
_AMONG = re.compile(  # 其中具有高级职称的|不少于10人
    "其中(?:具有|取得|持有|拥有|获得|属于|来自|从事|为)?[^，。；的\\d]{2,}$"
)
_SOME_OF_THEM = re.compile(  # 其中住宿2晚以上的不少于300人次: of how many of them more is asked
    r"，?其中，?(?:具有|年龄)?(?P<what>[^，。；的\d]{2,12}\d[^，。；的\d]{1,6}?及?以[上下])的?"
    r"(?P<of>(?:人数|人员|数量|床位)?(?:占比|比例|占[^，。；的\d]{0,8}?)?)(?:应当?|须)?(?P<bound>(?:不[少低]于|达到?|满|超过)?\d[^，。；的]*)"
)
_COUNT_ALONE = re.compile("(?:人员|人数|占比|占|比例)?(?:应当?|须)?(?:达到?|为|不[少低]于|超过)?\\d")
_NUMBER = re.compile(
    r"[\d一二两三四五六七八九十百]+(?:\.\d+)?(?:[万亿千百]*[元%个家人年月日项吨亩户辆台㎡千平公头只羽尾株匹床张间笔件场]|%)"
)

_AGE = re.compile(r"\d周?岁")
_BOUNDED = re.compile(
    r"^(?:[^，。；、\d]{0,8}(?<!没)(?:有|含))?(?:对|年龄(?:在)?|年?满)*\d+周?岁(?:（含）)?(?:及?以[上下])$"
)  # an age, and nothing told before it
_LEFT_OUT = (  # 除房地产企业以外的…, 规模以上企业（除房地产企业外）, 劳务派遣企业除外
    re.compile(r"^除[了去]?(?P<what>[^，。；（）]{2,30}?)(?:之外|以外|外)(?=的[^，。；的])"),
    re.compile(r"（除[了去]?(?P<what>[^，。；（）]{2,30}?)(?:之外|以外|外)(?:的)?）"),
    re.compile(r"（(?:其中)?(?P<what>[^，。；（）]{2,30}?)除外）"),
    re.compile(  # 服务业企业（不含住宿餐饮、房地产业）; what is not of a body is of a sum: 投资额（不含土地费用）
        r"(?<=企业|单位|机构|主体|公司|个人|人员|组织|农户)（不(?:含|包括|包含)(?P<what>(?!税)[^，。；（）]{2,30}?)等?）"
    ),
    re.compile(
        r"(?<=[人名位张间台辆家户个上])（不(?:含|包括|包含)(?P<what>(?!税|本数)[^，。；（）\d]{2,30}?)）"
    ),  # 3人以上（不含股东）
    re.compile(r"^(?P<what>[^，。；（）]{2,30}?)除外$"),
    re.compile(  # 是指在本市登记的企业，不包括机关事业单位; of a sum, 不包括个人缴纳部分 shuts nobody out
        r"^但?不(?:含|包括|包含)(?P<what>[^，。；（）]{0,28}?(?:企业|公司|单位|机构|办事处|代表处|人员|学生|组织|[^部]者|个人))等?$"
    ),
    re.compile(r"^除[了去]?(?P<what>[^，。；（）第]{2,30}?)(?:之外|以外|外)$"),  # 除农产品地理标志外，每年最高10万元
)
_SPARED = re.compile(
    r"（(?P<what>(?:自有|自建|自购|自持|无偿)(?:(?!企业|公司|单位)[^，。；（）]){1,8}?)的?除外）"
)  # who need not meet it
_TAKES_ON = re.compile("(?:招用|聘用|吸纳|录用|招收|带动)[^，。；（）]{0,12}$")
_FOUNDED = re.compile("(?:首次|自主)?(?:创办|领办|兴办|开办)")
_AGED = re.compile(r"(?:年龄)?(?:不超过|不满|未满|年满|在)?\d+周?岁")
_COUNTED = re.compile(r"\d[万亿]?[^，。；\d（）元%]{1,3}?(?:（含）)?(?:及?以上)?$")
_OF_ITS_OWN = re.compile(  # 招用员工（法定代表人除外）: who is counted for nothing, and no fault of the applicant
    "法定代表人|负责人|经营者|股东|投资人|合伙人|本人|亲属|配偶|退休|劳务派遣|实习生|在校生|兼职"
)
_SUM_BEFORE = re.compile("(?:投入|投资|投资额|费用?|支出|金额|总额|[额款租]|成本|租金|利息|价款?|价格|资金|收入|产值)$")
_OF_MONEY = re.compile("(?:部分|资金|费用|支出|金额|款项?|成本|税费|利息|投入|购置|购买|建设)的?$")
_BESIDES = re.compile(r"规定|节假日|享受|补助|补贴|奖励|资金|支持|约定|上述|前款|情[形况]|\d")  # 除享受省级补助外的部分
_KIND = re.compile(r"(?:企业|公司|单位|机构|业)$")
_OTHER_KIND = re.compile(
    "(?:企业|单位|机构|主体|组织|业)(?:以?及|和|或者?|、)其[他它][^，。；的]{1,12}$"
)  # 以及其他经认定|的单位
_BRANCH = re.compile(
    "(?:分公司|子公司|分支机构|办事处|代表处|分店)$"
)  # 在本区设立的分公司 are left out, not who founded one
_FIRM_OUT = re.compile(r"(?:企业|公司|单位|机构)(?=除外)")


@dataclass(frozen=True, slots=True)
class Passage:
    """The even text to read conditions in, the original to quote, and its clause where it is not the record's own."""

    even: Plain
    original: str
    path: str | None = None

    @classmethod
    def of(cls, original: str, path: str | None = None, number: str = "") -> Passage:
        """Read `original`; `number` is that of its clause, which may run into a number: 1.10万元以上的."""
        flat, number = plain(original), number or (path or "").rpartition("/")[2]
        if number.isdigit() and flat.text.startswith(f"{number}.") and flat.text[len(number) + 1 :][:1].isdigit():
            return cls(Plain("。" * (len(number) + 1) + flat.text[len(number) + 1 :], flat.at), original, path)
        if not (match := _HEADED.match(flat.text)):
            return cls(flat, original, path)
        label = match["label"] or match["number"] or ""
        blank = "。" * (match.end() - len(label))
        return cls(Plain(label + blank + flat.text[match.end() :], flat.at), original, path)

    def condition(self, found: Condition, start: int, end: int) -> Condition:
        """Return `found` with its words as they stand in the original at `start … end` of the even text."""
        if found.value is False and found.attr == self.even.text[start:end]:
            start, end = self._excepted(start, end)
            found = replace(found, attr=self.even.text[start:end])
        if "称" in found.attr:
            found = replace(found, attr=_SHORT_NAME.sub("", found.attr))
        first, last = self.even.span(start, end)
        said = self.original[first:last]
        if found.op == ">=" and _NEXT_BAND.search(said):
            found = replace(found, op=">")
        return replace(found, text=said, path=self.path, start=first)

    def without(self, start: int, end: int) -> Passage:
        """Return the passage as if `start … end` of its even text were not there."""
        text, at = self.even.text, self.even.at
        return replace(self, even=Plain(text[:start] + text[end:], at[:start] + at[end:]))

    def _excepted(self, start: int, end: int) -> tuple[int, int]:
        """Name whole who is left out: 劳务派遣企业 of 其中劳务派遣企业除外."""
        start += 2 if self.even.text.startswith("其中", start, end - 2) else 0
        firm = _FIRM_OUT.match(self.even.text, end)
        return start, firm.end() if firm else end


@dataclass(frozen=True, slots=True)
class Tree:
    """Conditions that must all hold, or of which one must hold where `any` is set."""

    parts: tuple[Condition | Tree, ...] = ()
    any: bool = False

    def __bool__(self) -> bool:
        return bool(self.parts)

    def conditions(self) -> Iterator[Condition]:
        """Yield every condition in it, however deep.

        >>> a, b = (Condition(name, name, "=", True) for name in "甲乙")
        >>> [one.attr for one in Tree((a, Tree((b,), any=True))).conditions()]
        ['甲', '乙']
        """
        for part in self.parts:
            if isinstance(part, Tree):
                yield from part.conditions()
            else:
                yield part


BELONGS = "属于"


def numbered(trees: Iterable[Tree]) -> tuple[tuple[Condition, ...], str | None]:
    """Return all conditions of `trees` in order, and how they combine; one that must hold anyway is named once.

    >>> a, b, c = (Condition(name, name, "=", True) for name in "甲乙丙")
    >>> numbered([Tree((a, b), any=True), Tree((c,)), Tree((c,))])[1]
    '(c1 or c2) and c3'
    """
    found: list[Condition] = []
    known: set[tuple[object, ...]] = set()

    def named(tree: Tree, top: bool) -> str:
        names = []
        for part in tree.parts:
            if isinstance(part, Tree):
                names.append(named(part, False))
                continue
            key = (part.attr, part.op, part.value, part.unit)
            if top and key in known:
                continue
            known.update([key] if top else [])
            found.append(part)
            names.append(f"not c{len(found)}" if of_whom(part) else f"c{len(found)}")
        names = [name for name in names if name]
        joined = (" or " if tree.any else " and ").join(names)
        return f"({joined})" if not top and len(names) > 1 else joined

    flat = [part for tree in trees for part in ((tree,) if tree.any else tree.parts)]
    whole = flat[0] if len(flat) == 1 and isinstance(flat[0], Tree) else Tree(tuple(flat))
    logic = named(whole, True)
    return tuple(found), logic or None


def of_whom(one: Condition) -> bool:
    """Tell whether a condition says of whom alone something is asked: it is met by who is none of them, or meets that.

    >>> of_whom(Condition("属于旅行社", "旅行社", "=", True)), of_whom(Condition("属于本区", "属于本区", "=", True))
    (True, False)
    """
    return one.value is True and one.attr.startswith(BELONGS) and not one.text.startswith(BELONGS)


def sentence(passage: Passage, start: int, end: int, memory: Memory, listed: bool = False) -> Tree:
    """Read every phrase between commas of `start … end`; phrases that are no conditions (根据…, 鼓励…) give none.

    `listed` tells that they are an item of a list for all, of which 其中…的 asks some only and …除外 exempts some.
    """
    found: list[Condition | Tree] = []
    for off in let_off(passage.even.text, start, end):  # 在本县登记的经营主体（种粮大户不要求登记）
        rest = sentence(passage.without(off.first, off.last), start, end - (off.last - off.first), memory, listed)
        asked = [_is_asked(one, off) for one in rest.parts]
        these = exempt.Exempt(off.start, off.end, off.first, off.last)
        if any(asked):
            told_each = (
                exempted(passage, these, Tree((one,)), Memory()) if is_it else one
                for one, is_it in zip(rest.parts, asked, strict=True)
            )
            return Tree(tuple(told_each), rest.any)
    text = passage.even.text[:end]
    pieces, done_until = list(parts(text, start)), start
    for part, after in zip_longest(pieces, pieces[1:]):
        if part.end <= done_until:
            continue
        if listed and (some := _SOME.match(text, part.start, part.end)):
            found.extend(_of_some(passage, some, part.end, memory))
            continue
        if listed and after and after.half == part.half and _SORT_ALONE.match(text, part.start, part.end):
            continue
        if listed and after and after.half == part.half and (who := exempt.before(text, part.start, part.end)):
            last = max(one.end for one in pieces if one.half == part.half)
            rest = sentence(passage, exempt.must(text, after.start, last), last, memory, listed)
            found += [exempted(passage, who, rest, memory)] if rest else []
            done_until = last
            continue
        if listed and (who := exempt.behind(text, part.start, part.end)):
            found += _parted(passage, (part.start, part.end), who, found, memory)
            continue
        if after and after.half == part.half and (even_so := _EVEN_SO.match(text, part.start, after.end)):
            whole = passage.condition(Condition(even_so["what"], "", "=", True), even_so.start("what"), after.end)
            found.append(Tree((found.pop(), whole), any=True) if even_so["or"] and found else whole)
            done_until = after.end
            continue
        begin, done = part.start, False
        if (
            after
            and condition_pattern("aim").fullmatch(text, part.start, part.end)
            and text.startswith("对", after.start)
        ):
            continue
        if after and after.half == part.half:
            said, next_said = text[part.start : part.end], text[after.start : after.end]
            done = _done(text[slice(*_trim(text, part.start, part.end))], next_said)
            begin += _urged(said, next_said)
        told = done or begin > part.start or (listed and _in_list(text[slice(*_trim(text, part.start, part.end))]))
        tree = phrase(passage, begin, part.end, memory, told=told)
        if tree and found and re.match("以及|或者?", text[part.start : part.end]):  # 甲企业，以及乙企业
            before = found.pop()
            found.extend(_one_more_kind(passage, before, tree) or (Tree((before, _only(tree)), any=True),))
        elif len(tree.parts) > 1 and re.match("，(?:以及|或者)", text[part.end :]):
            found.append(tree)
        else:
            found.extend(tree.parts if not tree.any else (tree,))
    return Tree(tuple(found))


def _is_asked(one: Condition | Tree, off: LetOff) -> bool:
    """Tell whether a condition, or one of a choice, asks for what somebody is let off."""
    return off.of(one.attr) if isinstance(one, Condition) else any(_is_asked(part, off) for part in one.parts)


def _one_more_kind(passage: Passage, before: Condition | Tree, tree: Tree) -> tuple[Condition | Tree, ...]:
    """Take the last of a list of kinds into it: 农业企业、家庭农场，以及村集体, of whom the same is asked.

    Returns nothing where it is no such list, or where more is asked of the last.
    """
    *others, last = before.parts if isinstance(before, Tree) and not before.any else (before,)
    more = tree.parts[0] if len(tree.parts) == 1 else None
    if not isinstance(last, Condition) or not isinstance(more, Condition):
        return ()
    if last.attr != _APPLICANT or more.value is not True:
        return ()
    kinds = f"{last.value}、{more.attr}"
    if last.start is None or more.start is None or not condition_pattern("kinds-of-applicant").match(kinds):
        return ()
    text = passage.original[last.start : more.start + len(more.text)]
    return (*others, replace(last, value=kinds, text=text))


def _of_some(passage: Passage, some: re.Match[str], end: int, memory: Memory) -> Iterator[Tree]:
    """Read 其中申报D类的不超过40周岁: who is not of them, or meets it."""
    name = "who" if some["who"] else "sort"
    other = passage.condition(Condition(some[name], "", "=", False), *some.span(name))
    asked = [passage.condition(one, a, b) for one, a, b in atom(passage.even.text, some.end(), end, memory)]
    if asked:
        yield Tree((other, _one(asked)), any=True)


def exempted(passage: Passage, who: exempt.Exempt, asked: Tree, memory: Memory) -> Tree:
    """Let those who are exempt do without what all others must meet."""
    said = passage.even.text[who.start : who.end]
    kinds = condition_pattern("kinds-of-applicant").match(said)
    own = Condition(_APPLICANT, "", "in", said) if kinds else Condition(said, "", "=", True)
    read = () if kinds else phrase(passage, who.start, who.end, memory).parts
    is_so = _only(Tree(tuple(read))) if read else None
    return Tree((is_so or passage.condition(own, who.start, who.end), _only(asked)), any=True)


def _parted(
    passage: Passage, span: tuple[int, int], who: exempt.Exempt, found: list[Condition | Tree], memory: Memory
) -> Iterator[Condition | Tree]:
    """Read a phrase with those who are exempt from it behind it; alone, they are so from the phrase before."""
    asked = phrase(passage, span[0], who.first, memory)
    if not asked and found:
        asked = Tree((found.pop(),))
    if asked:
        yield from asked.parts[:-1]
        yield exempted(passage, who, Tree(asked.parts[-1:]), memory)
    if span[1] - who.last > 1:
        yield from phrase(passage, who.last, span[1], memory).parts


def _only(tree: Tree) -> Condition | Tree:
    return tree.parts[0] if len(tree.parts) == 1 else tree


def idle(said: str) -> bool:
    """Tell whether a phrase says nothing on who qualifies (根据…, 鼓励…, 符合上述条件的).

    >>> idle("根据诊断数量"), idle("获得省级称号的")
    (True, False)
    """
    return bool(condition_pattern("idle").match(condition_pattern("lead").sub("", said)))


def items(passage: Passage, start: int, end: int, memory: Memory, any_of: bool = False, alone: bool = False) -> Tree:
    """Read an inline list of conditions ((1)…；(2)…。); `any_of` where one of them is enough.

    `alone` tells that they are the whole list, whose members 、 may part: 符合下列情形之一：甲、乙、丙.

    >>> text = "（1）年捕捞量30吨以上或单船油耗下降6%以上；（2）船员人均产值提高15%以上。"
    >>> numbered([items(Passage.of(text), 0, len(text), Memory())])[1]
    '(c1 or c2) and c3'
    """
    text = passage.even.text
    cuts = [match.start() for match in _ITEM.finditer(text, start, end)] or [start]
    if len(cuts) == 1 and "；" in text[start:end]:
        cuts = [start, *(index + 1 for index in range(start, end) if text[index] == "；")]
    if any_of and alone and len(cuts) == 1:
        until = next((one.end for one in parts(text[:end], start) if not _OR.match(text, one.end)), end)
        inline = members(text, start, until)
        ways = [_only(tree) for span in inline if (tree := phrase(passage, *span, Memory(), told=True))]
        if len(inline) > 1 and len(ways) == len(inline):
            more = sentence(passage, until, end, memory, listed=True) if until < end else Tree()
            return Tree((Tree(tuple(ways), any=True), *more.parts)) if more else Tree(tuple(ways), any=True)
    found: list[Condition | Tree] = []
    for first, last in zip(cuts, [*cuts[1:], end], strict=True):
        tree = sentence(passage, first, last, memory, listed=True)
        if any_of and len(tree.parts) > 1:
            found.append(tree)
        else:
            found.extend(tree.parts)
    return Tree(tuple(found), any_of and len(found) > 1)


def _done(said: str, after: str) -> bool:
    """Tell whether a phrase is the first of what someone did: 组织旅游包机，单架次100人以上的."""
    return bool(_DOING.match(said)) and after.endswith("的") and not _NAMED_ANEW.match(after)


def _in_list(said: str) -> bool:
    """Tell whether an item asks for what elsewhere only says how an office goes about it: 按月向学徒发放津贴.

    >>> _in_list("为学徒购买保险"), _in_list("为促进就业")
    (True, False)
    """
    return bool(condition_pattern("asked-in-list").match(said))


def _urged(said: str, after: str) -> int:
    """Return how long the word of urging is before what applicants must have done, which the next phrase bounds.

    >>> _urged("鼓励企业开展节水改造", "年节水量1万吨以上的"), _urged("鼓励企业开展技术创新", "对获评的企业")
    (2, 0)
    """
    urged = _URGED.match(said) if after.endswith("的") and not _TITLED_ANEW.match(after) else None
    return urged.end() if urged else 0


def phrase(passage: Passage, start: int, end: int, memory: Memory, told: bool = False) -> Tree:
    """Read one phrase between two commas; `told` where it is known to ask for something.

    >>> text = "对完成备案并接入市级平台的分布式光伏项目"
    >>> [(c.attr, c.value) for c in numbered([phrase(Passage.of(text), 0, len(text), Memory())])[0]]
    [('完成备案', True), ('接入市级平台', True), ('项目类型', '分布式光伏')]
    """
    text = passage.even.text
    if chosen := [passage.condition(one, a, b) for one, a, b in selected(text, start, end)]:
        return Tree(tuple(chosen))
    if some := _SOME_OF_THEM.match(text, start, end):
        name = Memory(attr=some["what"] + some["of"])
        found_of, _ = measured(text, *some.span("bound"), name)
        return Tree(tuple(passage.condition(one, some.start("what"), some.end()) for one, *_ in found_of))
    whole, told = end, told or bool(_HAVING_HAD.search(text, start, end))
    start, end = _trim(text, start, end)
    if end - start < 2 or (not told and condition_pattern("idle").match(text[start:whole])):
        if end > start:
            memory.notice(text[start:end])
        return Tree(tuple(_asked(passage, start, end, memory))) if text[end - 1 : whole].endswith("的") else Tree()
    if pointed := _POINTED.match(text, start, end):
        return phrase(passage, pointed.end(), end, memory)
    if listed := _LISTED_BELOW.fullmatch(text, start, end):  # 企业符合下列条件之一: the list tells which
        named = phrase(passage, *listed.span("who"), memory).parts
        return Tree((*named, passage.condition(Condition(listed["points"], ""), *listed.span("points"))))
    if one_of := choice(text, start, end):
        if one_of.named:
            return _one_of(passage, one_of, memory)
        said = passage.without(*one_of.mark)  # 三星级、四星级之一: one condition with several answers
        return phrase(said, start, end - (one_of.mark[1] - one_of.mark[0]), memory, told)
    if grades := either_grade(text, start, end):
        return _either_grade(passage, grades, memory)
    if other := other_bound(text, start, end):
        return _other_bound(passage, other, memory, told)
    if role := _ROLE.match(text, start, end):
        own = passage.condition(Condition(role["role"], "", "=", True), *role.span("role"))
        return Tree((own, *phrase(passage, role.end(), end, memory).parts))
    if spared := _SPARED.search(text, start, end):  # 签订2年以上租赁合同（自有物业除外）、营业面积100平方米以上
        # who need not meet what stands before it
        asked, rest = (phrase(passage, a, b, memory) for a, b in ((start, spared.start()), (spared.end(), end)))
        owned = passage.condition(Condition(spared["what"], "", "=", True), *spared.span("what"))
        either_way = (Tree((asked.parts[-1], owned), any=True),) if asked else ()
        return Tree((*asked.parts[:-1], *either_way, *rest.parts))
    if out := _left_out(text[start:end]):
        first, last = start + out.start(), start + out.end()
        if (_TAKES_ON.search(text, start, first) and _OF_ITS_OWN.search(out["what"])) or _COUNTED.search(
            text, start, first
        ):
            return phrase(passage.without(first, last), start, end - (last - first), memory, told)
        last += text.startswith("的", last, end)
        others = [phrase(passage, a, b, memory) for a, b in ((start, first), (last, end)) if b - a > 1]
        return Tree((*(part for tree in others for part in tree.parts), *_without(passage, out, start)))
    if reached := _SHARE_OF.match(text, start, end):  # 新招用人数达到现有职工人数的10%以上: one bound on a share
        first, last = reached.span("of")
        return phrase(passage.without(first, last), start, end - (last - first), memory, told)
    if turns := _TURNS.match(text, start, end):
        subject = _modified(passage, *turns.span("who"), memory) if turns["who"] else ()
        return Tree((*subject, *phrase(passage, turns.end(), end, memory, told=True).parts))
    if bounded := around(text, start, end):
        return _around(passage, bounded, start, end, memory)
    if acts := acting(text, start, end):
        who, deed, told_of = acts
        subject = _modified(passage, *who, memory) if who[1] > who[0] else ()
        return Tree((*subject, _way(passage, deed, memory), *phrase(passage, *told_of, memory, told=True).parts))
    found: list[Condition | Tree] = []
    for first, last in _whole_lists(text, start, end):
        if turned := replacing(text, first, last):
            found.extend(passage.condition(one, a, b) for one, a, b in turned if one)
            continue
        (begin, stop), until, whom = persons(text, first, last)
        if whom:
            found.extend(_modified(passage, begin, stop, memory) if stop > begin else ())
            found.append(Tree(tuple(_way(passage, way, memory) for way in whom), any=True))
            rest = phrase(passage, until, last, memory, told=True) if last - until > 1 else Tree()
            found.extend(rest.parts if not rest.any else (rest,))
            continue
        opened, done, several = hiring(text, first, last)
        if not several:
            opened, several = either(text, first, last)
        if several:
            found.extend(_modified(passage, first, opened, memory) if opened > first else ())
            found.extend(_way(passage, deed, memory) for deed in done)
            each = tuple(_way(passage, way, memory) for way in several)
            found.append(Tree(each, any=True) if len(each) > 1 else each[0])
            continue
        options = list(_split(text, first, last, _OR))
        if len(options) == 1 and (cut := _KINDS.search(text, first, last)):
            ways = [(first, cut.start("and")), (cut.end("and"), last)]
            found.append(Tree(tuple(_one(_modified(passage, a, b, memory)) for a, b in ways), any=True))
            continue
        if len(options) > 1 and all(b - a >= 4 for a, b in options) and _alternatives(text, options):
            *ways, (a, b) = options
            modified = list(_split(text, a, b, _OF))
            whose = any("的" in text[x:y] or _KIND.search(text[x:y]) for x, y in ways)
            noun = modified[-1] if len(modified) > 1 and not whose else None  # 高新技术企业或入库的中小企业
            ways.append((a, modified[-2][1] if noun else b))
            read = [_modified(passage, a, b, memory) for a, b in ways]
            found.append(Tree(tuple(map(_one, _each_first(read))), any=True))
            found.extend(_modified(passage, *noun, memory) if noun else ())
        else:
            found.extend(_modified(passage, first, last, memory))
    return Tree(tuple(part for part in found if not isinstance(part, Tree) or part.parts))


def _around(passage: Passage, one: Around, start: int, end: int, memory: Memory) -> Tree:
    """Read 举办展览面积1万平方米以上的展会: who, that they hold one, how large it is, and whatever stands behind."""
    text = passage.even.text
    thing, last = text[slice(*one.thing)], one.thing[1]
    head = phrase(passage, start, one.first, memory).parts if one.first - start > 1 else ()
    ways = [passage.condition(Condition(deed + thing, "", "=", True), one.first, last) for deed in one.deeds]
    rest = phrase(passage, last + 1, end, memory).parts if end - last > 2 else ()
    found = measured(text, *one.bounds, Memory(attr=one.measure))[0] if one.measure else ()
    bounds: tuple[Condition | Tree, ...] = tuple(passage.condition(each, one.first, last) for each, *_ in found)
    bounds = bounds or phrase(passage, *one.bounds, memory, told=True).parts
    return Tree((*head, *((Tree(tuple(ways), any=True),) if len(one.deeds) > 1 else ways), *bounds, *rest))


def _one_of(passage: Passage, several: Choice, memory: Memory) -> Tree:
    """Read a choice that says that it is one: each member by itself, with the verb that all of them share."""
    text, ways = passage.even.text, list[Condition | Tree]()
    first, last = several.verb
    for start, end in several.members:
        if last > first and shares(text, (start, end)):
            apart = passage.without(last, start)
            tree = phrase(apart, first, end - (start - last), Memory(), told=True)
        else:
            tree = phrase(passage, start, end, Memory(), told=True)
        ways.append(_only(tree) if tree else passage.condition(Condition(text[start:end], "", "=", True), start, end))
    who = phrase(passage, *several.who, memory).parts if several.who[1] - several.who[0] > 1 else ()
    rest = phrase(passage, *several.rest, memory).parts if several.rest[1] - several.rest[0] > 1 else ()
    return Tree((*who, Tree(tuple(ways), any=True), *rest))


def _either_grade(passage: Passage, grades: Either, memory: Memory) -> Tree:
    """Read a grade with another in a bracket (硕士（高级技师）): either, and what is told of both around them."""
    ways = tuple(_only(tree) for span in grades.sorts if (tree := phrase(passage, *span, Memory(), told=True)))
    head, rest = (phrase(passage, a, b, memory).parts if b - a > 1 else () for a, b in (grades.head, grades.rest))
    return Tree((*head, Tree(ways, any=True), *rest))


def _other_bound(passage: Passage, other: OtherBound, memory: Memory, told: bool) -> Tree:
    """Read 30人以上（山区为20人以上）: the bound for all, or being of the group, which may be a bound, and its own."""
    head = phrase(passage, *other.head, memory, told)
    last = head.parts[-1] if head else None
    if not isinstance(last, Condition) or last.op not in _BOUNDS:
        return head
    text = passage.even.text
    named = passage.condition(Condition(text[slice(*other.group)], "", "=", True), *other.group)
    bounded = re.search(r"\d", text[slice(*other.group)]) and phrase(passage, *other.group, Memory(), told=True).parts
    own, _ = measured(text, *other.bound, Memory(attr=last.attr))
    bounds = (replace(one, attr=last.attr, op=last.op if one.op == "=" else one.op) for one, *_ in own)
    way = Tree((*(bounded or (named,)), *(passage.condition(one, *other.bound) for one in bounds)))
    rest = phrase(passage, *other.rest, memory, told).parts if other.rest[1] - other.rest[0] > 1 else ()
    return Tree((*head.parts[:-1], Tree((last, way), any=True), *rest))


def _whole_lists(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what must all be so, a list of persons kept whole: 退役军人、经认定的就业困难人员, of whom one is."""
    pieces = list(_pieces(text, start, end))
    _, until, whom = persons(text, start, end) if len(pieces) > 1 else ((start, start), end, [])
    if whom and pieces[0][1] < until:
        yield start, next((last for _, last in pieces if last >= until), end)
        yield from ((first, last) for first, last in pieces if first >= until)
    else:
        yield from pieces


def _asked(passage: Passage, start: int, end: int, memory: Memory) -> Iterator[Condition | Tree]:
    """Read what is asked behind words that ask for nothing, where a sum follows: 按规定为其缴纳保险费满3个月的."""
    text = passage.even.text
    if condition_pattern("aside").match(text[start:end]):
        return
    pieces = list(_pieces(text, start, end))
    for first, last in pieces:
        filler = condition_pattern("filler").match(text[first:last])
        first += filler.end() if filler else 0
        nothing = condition_pattern("idle").match(text[first:last])
        if nothing is None or (last == pieces[-1][1] and nothing.end() < last - first):
            yield from phrase(passage, first, last, memory, told=True).parts


def _each_first(ways: list[list[Condition]]) -> list[list[Condition]]:
    """Say 首次 of each way where it is said of the first: 首次创办企业或者从事个体经营."""
    first = ways[0][0] if ways[0] else None
    if first is None or not _FIRST_TIME.match(first.attr):
        return ways
    return [
        ways[0],
        *([replace(one, attr=f"首次{one.attr}") if _DEED.match(one.attr) else one for one in way] for way in ways[1:]),
    ]


def _left_out(said: str) -> re.Match[str] | None:
    """Find where a phrase says who gets nothing; what is left open by it (除另有规定外) is nobody."""
    found = (out for pattern in _LEFT_OUT for out in pattern.finditer(said))
    of_others = (out for out in found if not of_a_sum(said, out.start(), out["what"]))
    return next((out for out in of_others if not _BESIDES.search(out["what"])), None)


def of_a_sum(said: str, bracket: int, what: str) -> bool:
    """Tell whether what is left out in a bracket at `bracket` is left out of a sum, and nobody who asks.

    >>> of_a_sum("设备投入（财政资金购置的除外）", 4, "财政资金购置的"), of_a_sum("企业（中介除外）", 2, "中介")
    (True, False)
    """
    return bool(_SUM_BEFORE.search(said, 0, bracket) and _OF_MONEY.search(what))


def _without(passage: Passage, out: re.Match[str], offset: int) -> Iterator[Condition]:
    """Read who is left out: of several each, all of the kind that the last one names (房地产、金融业企业)."""
    kind = _KIND.search(out["what"])
    start, end = (offset + at for at in out.span("what"))
    names = list(_split(passage.even.text, start, end, re.compile("、|和|及|以及|或")))
    for first, last in names:
        name = passage.even.text[first:last]
        name = name if _BRANCH.search(name) else re.sub(r"的[^的]{0,8}$", "", name)
        whole = name if not kind or len(names) == 1 or name.endswith(kind[0]) or "的" in out["what"] else name + kind[0]
        where = (first, last) if len(names) > 1 else (offset + out.start(), offset + out.end())
        at = where if out[0].startswith("除") else (first, first + len(name))
        yield passage.condition(Condition(whole, "", "=", False), *at)


def _way(passage: Passage, way: Way, memory: Memory) -> Condition | Tree:
    one, start, end = way
    return passage.condition(one, start, end) if one else _one(_modified(passage, start, end, memory))


def _one(found: list[Condition]) -> Condition | Tree:
    return found[0] if len(found) == 1 else Tree(tuple(found))


def _alternatives(text: str, options: list[tuple[int, int]]) -> bool:
    if any(by_either(f"{text[slice(*one)]}或{text[slice(*other)]}") for one, other in pairwise(options)):
        return False  # 参加由县政府或县农业农村局组织的活动: by which of the two is no way of its own
    numeric = [bool(_NUMBER.search(text[a:b]) or _AGE.search(text[a:b])) for a, b in options]
    if any(_BOUNDED.search(text[a:b]) for a, b in options[:-1]):
        return True  # 80周岁以上或者重度残疾的老年人
    if any(numeric):
        return all(numeric) or all(
            (number and re.search(r"[一-鿿]{3}", text[a:b])) or re.search(_DONE, text[a:b])
            for number, (a, b) in zip(numeric, options, strict=True)
        )
    return all(
        re.match(
            r"(?:[^，]{0,10})(?:获|取得|通过|列入|纳入|入选|被|具有|具备|经|属于|拥有|参与|承担|完成|建成|新|首次|从事|未|无|创办|招用|购买|投保|组织|开展)",
            text[a:b],
        )
        for a, b in options
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in "、，：；。 \n\t":
        start += 1
    if match := condition_pattern("lead").match(text[start:end]):
        start += match.end()
    if match := condition_pattern("tail").search(text[start:end]):
        end = start + match.start()
    return start, end


def _split(text: str, start: int, end: int, at: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    depth, begin, position = 0, start, start
    while position < end:
        if text[position] in "（“《":
            depth += 1
        elif text[position] in "）”》":
            depth -= 1
        elif depth <= 0 and (match := at.match(text, position, end)):
            if position > begin:
                yield begin, position
            begin = position = max(match.end(), position)
            if match.end() > match.start():
                continue
        position += 1
    if begin < end:
        yield begin, end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what must all be so, a measure apart from the deed or the bound before it: 取得经营许可、客房5间以上."""
    for first, last in _split(text, start, end, condition_pattern("all-of")):
        begin = first
        for cut in condition_pattern("number-apart").finditer(text, first, last):
            before = text[begin : cut.start()]
            measured = condition_pattern("measure-apart").match(text, cut.start(), last)
            told = condition_pattern("whole-deed").search(before)
            told = told or (measured and condition_pattern("deed-or-bound").search(before))
            if told and before.count("（") == before.count("）"):
                yield begin, cut.start()
                begin = cut.end()
        yield begin, last


def _modified(passage: Passage, start: int, end: int, memory: Memory) -> list[Condition]:
    """Read 甲的乙的丙: each of them is a condition; a short noun before a measured one belongs to it."""
    text, found = passage.even.text, []
    spans = list(_split(text, start, end, _OF))
    merged: list[tuple[int, int]] = []
    among = "其中" if text.endswith("其中", 0, start) else ""
    for first, last in spans:
        if merged and _belongs(among + text[slice(*merged[-1])], text[first:last]):
            merged[-1] = (merged[-1][0], last)
        else:
            merged.append((first, last))
    for index, (first, last) in enumerate(merged):
        if text[first] == "（" and text[last - 1] == "）" and "（" not in text[first + 1 : last]:
            first, last = first + 1, last - 1  # 参与制定的（排名前五）
        for one, a, b in atom(text, first, last, memory, head=index == len(merged) - 1):
            found.append(passage.condition(one, a, b))
            if one.value is True:
                memory.does(one.attr)
    return found


def _belongs(before: str, after: str) -> bool:
    """Tell whether 的 joins two words of one condition: 新认定的国家级…, 有健全的财务制度, 产品的能耗下降5%."""
    if _AGED.match(after):  # 新引进的45周岁以下博士: each is one condition
        return False
    if _FOUNDED.fullmatch(before) and not _NUMBER.search(after):  # 军人创办的企业: who asks founded one
        return True
    if _ANEW.search(before) or _named_by(before) in _verbs() or _HAVING.match(before) or _YEARS_OF_ONE.search(before):
        return True
    if _TAKES.match(before) and not _NUMBER.search(after) and not _WHO.search(after):
        return True
    if _LISTED.search(before) and not _SUPPLIER.match(after):
        return True
    if any(by.search(before) and what.search(after) and not _NUMBER.search(after) for by, what in _DONE_BY):
        return True
    if condition_pattern("of-another").search(before) or _KINDS_BEHIND.match(f"{before}的{after}"):
        return True
    if any(before_.search(before) and after_.match(after) for before_, after_ in _GOES_ON):
        return True
    if _BY_OTHERS.search(before) and not _NUMBER.search(after):
        return True
    if _OTHER_KIND.search(before) and not _NUMBER.search(after) and _WHO.search(after):
        return True
    if _PROMISED.search(before) and not _NUMBER.search(after):
        return True
    if _SIGNED.search(before) and after.endswith(("合同", "协议")):
        return True
    if not re.search(r"\d", before) and condition_pattern("bare-measure").match(after):
        return True
    if _AMONG.match(before) and _COUNT_ALONE.match(after):
        return True
    return (
        len(before) <= 6 and bool(_NUMBER.search(after)) and _noun(before) and not _OF_WHO.match(f"{before}的{after}")
    )


def _named_by(before: str) -> str:
    """Return the verb of a title without what is told beside it: 新获批 of 新获批（含重组）, 新批准 of 新批准设立."""
    return re.sub("(?:（[^（）]{1,8}）|(?<=批准|获批)(?:设立|组建|建设))+$", "", before.lstrip("对于"))


@cache
def _verbs() -> frozenset[str]:
    words = load("condition").words
    return frozenset(verb.removesuffix("为") for verb in (*words["verb_first"], *words["verb_title"]))


def _noun(text: str) -> bool:
    words = load("condition").words
    return (
        text not in words["subject"]
        and text not in words["vague"]
        and not re.search(r"符合|满足|获|通过|新|具有|\d", text)
    )
