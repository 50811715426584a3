"""What a clause for all offers asks of one kind alone, or of who does one thing.

旅行社应当取得业务经营许可证 is asked of nobody but travel agencies, 占用林地的，应当办理审批手续 of nobody who takes no
woodland. Whom it is asked of stands first among the ways to meet it: not to be of them, or to meet it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.extract.condition import Passage, Tree, sentence
from ingest.extract.memory import Memory
from ingest.extract.tree import BELONGS
from ingest.record import Clause, Condition, Document
from ingest.rules import load

__all__ = ["AskedOf", "asked_of", "listed_from", "of_head", "without_asked_of"]

_END = (
    "(?:企业|机构|单位|公司|合作社|农场|养殖场|种植场|[^，。；现立市操]场|站|网点|[^重地时节观热]点|园区?|学校|院校|医院|诊所"
    "|中心|基地|平台|服务商|运营商|旅行社|[^，。；商]店|[^，。；]馆|组织|团体|团队|协会|人员|护理员|毕业生|人才|选手|学员|学徒|职工"
    "|劳动者|农户|大户|家庭|个人|经纪人|博士|硕士|项目|赛事|活动|展会|车辆|船舶|设备|产品|床位|住房|房屋|设施|冷库|大棚|工商户"
    "|技师|教师|医师|[^，。；]者|车间|工厂|海外仓|村|社区|空间|孵化器|实验室|酒店|饭店|民宿|景区)"
)
_WHO = rf"(?:(?!应当|必须)[^，。；：\d“”（）须\n]){{0,48}}?{_END}"
_MODAL = (
    "(?:还|均|都|也|同时)*(?:应当|应(?=[为在是具取持经通办符列获依投无未])|须|必须|需(?![求要])|需要(?!求))(?:同时)?"
)
_LABEL = (
    "(?:第[一二三四五六七八九十百零\\d]+条|[（(][一二三四五六七八九十\\d]{1,3}[）)]|\\d{1,2}[.、．](?!\\d)"
    "|[一二三四五六七八九十]{1,3}、|[①-⑳])?+\\s*(?:其中，?)?"
)
_DOES = (  # what not everybody does who applies
    r"(?:[^，。；：、\d]{0,8}?)(?:涉及|需要|没有|(?<![一-鿿])无|占用|使用|利用|从事|属于?|位于|采用|采取|租[用赁]|开展|新建|改建|扩建|建设|购[置买]|引进"
    r"|流转|举办|承办|聘用|招用|实行|(?<=[^，。；：、]{2})为(?=[^，。；：、])|以(?=[^，。；]{2,14}(?:身份|名义|方式))|由(?=[^，。；]{2,14}(?:实施|建设|运营|承担|申报)))[^，。；：\d]{2,20}?"
)
_BY_WHOM = re.compile(
    "(?<=.)(?:(?:联合)?申[报请]|作为(?:申[报请])?主体|(?:建成|竣工|投运|投产|开业)后)的?$"
)  # 合作社申报的
_WHO_GETS = (  # 享受补贴的充电设施运营企业须…
    "(?:(?:拟|凡)?(?:申[报请]|享受|领取|获得?|取得)(?:本[^，。；的]{0,6}|上述|相关|以上|财政|专项)*"
    "(?:补[贴助]|奖[励补]|政策|资金|资助|支持|扶持)(?:资金|政策|奖励|补贴)?的)?+"
)
_ASKED = re.compile(
    rf"(?P<lead>(?:^|(?<=[。；，：\n])){_LABEL})(?:凡|对)?{_WHO_GETS}(?:(?P<who>{_WHO})(?:(?:联合)?申[报请]的|作为申[报请]主体的|(?:建成|竣工|投运|投产|开业)后)?，?|(?P<does>{_DOES})的，?)"
    rf"{_MODAL}(?P<what>[^，。；：\n]{{3,}})"
)
_HAS = (
    "(?=(?:均|都|已|依法)*(?:取得|具有|具备|持有|符合|达到|通过|完成|办理|列入|纳入|缴纳|投保"
    "|经[^，。；]{2,12}(?:备案|认定|批准|验收)))"
)
_ITEM = re.compile(  # of a list of what must be: 畜禽养殖场取得合格证，使用国有水域的取得养殖证
    rf"(?P<lead>(?:^|(?<=[。；，：\n])){_LABEL})(?:(?P<who>{_WHO})|(?P<does>{_DOES})的，?){_HAS}(?P<what>[^，。；：\n]{{4,}})"
)
_BOUND = re.compile(  # 担保机构年化担保费率应不超过1.5%
    rf"(?P<lead>(?:^|(?<=[。；，：\n])){_LABEL})(?P<who>{_WHO})的?"
    r"(?P<what>[^，。；：、\d的]{2,12}?(?P<must>应当?|须|需)(?:不|达|满|在|高|低|大|小|超)[^，。；：\d]{0,8}\d[^，。；：\n]*)"
)
_BARRED = re.compile(  # 养殖类项目不得位于禁养区内
    rf"(?P<lead>(?:^|(?<=[。；，：\n])){_LABEL})(?P<who>{_WHO})(?:均|都|也)*不得"
    "(?P<what>(?:位于|在|处于|占用|采用|使用|从事)[^，。；：\n]{3,})"
)
_ANYBODY = re.compile(
    "(?:各类?|有关|相关|被|上述|以上|前款|前述|本[市县区省]?|该|其|同一|单个|每个?|所有|全部|均|拟|受[助奖]|获[得奖批补]|补[贴助]|奖[励补]"
    "|支持|扶持|资助|政策|资金|专项|财政|实施|建设|承担|承办|运营|投资|项目|企业|单位|机构|公司|组织|主体|对象|个人|人员|用人|经营|市场"
    "|农业|生产|依托|所在|办法|措施|规定|条件|符合|新建|的|、|和|及|或|者)+"
)
_OFFICE = re.compile(
    "主管|责任|牵头|第三方|评[审估价]|审[计核批查]|工作人员|监[管督]|受托|金融机构|银行|中介|部门|政府|各级|各[县区市]|专家|财政|街道|乡镇"
    "|检测机构|验收|办公室|税务|统计|领导|纪检|公职|管理人员"
)
_APPLIES = re.compile(
    "所称|所指|申[请报领]|享受|领取|奖补资金|补贴资金|补助资金|[未不违]|骗|逾期|退|变更|发生变|转让|迁出|收到"
)
_DUTY = re.compile(  # what those who were paid do, and how things are done
    r"^(?:(?:切实|进一步|自觉|积极|主动|严格|认真|及时|妥善|如实|合理|科学|定期|按时|按期|按照?(?!期还)|依法依规)|加强|建立|健全|完善"
    r"|配合|接受|负责|做好|确保|保证|遵守|报送|提交|提供(?![^，。；]*(?:服务|担保|岗位))|公示|公开|用于|专款|规范|履行|落实|每年|每月|每季度|于|向"
    r"|不得|予以|给予|退|承担|优先|承诺|书面|明确|制定|编制|设立专|单独核算|将|把|对|为[^，。；]{2,20}(?:创造|提供便利)|凭|登录|填|开展|组织|支持"
    r"|鼓励|协助|推动|注重|坚持|提高|提升|优化|引导|出具|说明|注明|标明|保存|保管|留存|归档|告知|签订(?!\d|[^，。；]{0,6}(?:劳动|聘用)?合同)|自[^，。；]{2,16}(?:起|内)"
    r"|在[^，。；]{0,30}(?:\d|[一二三四五六七八九十]+)(?:个?工作日|日|天|个?月|年)内)"
)
_MORE = re.compile(r"，(?![未不没否逾违])(?:并且?|而?且|同时|还|也)*(?P<what>[^，。；：\n]{3,})")
_SHUT = re.compile("的$|不予|不得|不再|取消")
_OF_SORT = re.compile(r"(?:^|[的请报领])(?P<who>[^，。；：的\d]{2,6}?)类(?:项目|企业|主体|机构|单位)")


class AskedOf(NamedTuple):
    """Whom something is asked of (`who`), and a tree of two ways: to be none of them, or what they must meet."""

    who: str
    tree: Tree


class _Stretch(NamedTuple):
    """Whom a stretch asks something of, where these words stand, where what is asked does, and a 应 within that."""

    who: str
    span: tuple[int, int]
    what: tuple[int, int]
    must: tuple[int, int] | None


def asked_of(passage: Passage, listed: int | None = None) -> Iterator[AskedOf]:
    """Yield what a passage asks of one kind alone; what is listed as conditions, from `listed` on, needs no 应当.

    >>> text = "第七条 旅行社应当取得业务经营许可证。申报企业应当在本市注册。"
    >>> [(one.who, [part.attr for part in one.tree.parts]) for one in asked_of(Passage.of(text))]
    [('旅行社', ['属于旅行社', '取得业务经营许可证'])]
    >>> [one.who for one in asked_of(Passage.of("享受补贴的充电企业须在本市注册。享受补贴的企业须在本市注册。"))]
    ['充电企业']
    >>> [one.who for one in asked_of(Passage.of("养殖场取得防疫合格证，使用国有水域的取得养殖证"), 0)]
    ['养殖场', '使用国有水域']
    """
    for who, span, (start, end), must in _found(passage.even.text, listed):
        what, bare = (start, end), passage
        if must:
            what, bare = (start, end - (must[1] - must[0])), passage.without(*must)
        tree = sentence(bare, *what, Memory(), listed=True)
        if passage.even.text.startswith("不得", start - 2):
            words = passage.even.text[start:end].replace("位于", "在", 1)
            tree = Tree((passage.condition(Condition(words, "", "=", False), start, end),))
        if not tree:  # 经市民政局备案, which alone tells nothing, is asked for here
            words = passage.even.text[slice(*what)]
            tree = Tree((passage.condition(Condition(words, "", "=", True), *what),))
        yield AskedOf(who, _conditional(passage, who, span, tree))


def without_asked_of(passage: Passage, listed: int | None = None) -> Passage:
    """Blank what a passage asks of one kind alone, so that the rest may be read: same length, offsets hold.

    >>> without_asked_of(Passage.of("旅行社应当取得许可证。申报企业应当在本市注册。")).even.text.strip("。")
    '申报企业应当在本市注册'
    """
    text = passage.even.text
    for _, (start, _), (_, end), _ in _found(text, listed):
        text = text[:start] + "。" * (end - start) + text[end:]
    return replace(passage, even=replace(passage.even, text=text))


def of_head(passage: Passage, head: str, tree: Tree) -> Tree:
    """Ask a list of those of the sort that its head names (申报养殖类项目，应当符合下列条件：) alone."""
    match = _OF_SORT.search(head)
    at = passage.even.text.find(head)
    if match is None or at < 0 or _ANYBODY.fullmatch(match["who"]) or not tree:
        return tree
    span = at + match.start("who"), at + match.end("who")
    return Tree((_conditional(passage, match["who"], span, tree),))


def listed_from(document: Document, clause: Clause, passage: Passage) -> int | None:
    """Return where a list of what must be met begins in a clause, 0 where the clause is an item of one; else None."""
    rules, text = load("condition"), passage.even.text
    for match in rules["list"].regex.finditer(text):
        begin = max(text.rfind("。", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
        if "：" in text[match.end() :] and not rules["deny"].regex.search(re.split("：", text[begin:])[0]):
            return match.end()
    return 0 if _in_list(document, clause) else None


def _in_list(document: Document, clause: Clause) -> bool:
    """Tell whether a clause is an item of a list of what must be met."""
    above = clause.path.rpartition("/")[0]
    parent = next((one for one in document.clauses if above and one.path == above), None)
    rules = load("condition")
    if parent is None or rules["deny"].regex.search(parent.text):
        return False
    said = parent.text.rstrip("\n ")
    return bool(rules["heading"].regex.match(parent.title)) or (
        said.endswith("：") and bool(rules["list"].regex.search(said))
    )


def _conditional(passage: Passage, who: str, span: tuple[int, int], tree: Tree) -> Tree:
    is_one = passage.condition(Condition(f"{BELONGS}{who}", "", "=", True), *span)
    return Tree((is_one, tree.parts[0] if len(tree.parts) == 1 else tree), any=True)


def _found(text: str, listed: int | None) -> Sequence[_Stretch]:
    found: list[_Stretch] = []
    starts = [
        *_ASKED.finditer(text),
        *_BOUND.finditer(text),
        *_BARRED.finditer(text),
        *(_ITEM.finditer(text, listed) if listed is not None else ()),
    ]
    starts.sort(key=lambda match: match.start())
    for match in starts:
        if found and match.start() < found[-1].what[1]:
            continue
        groups = match.groupdict()
        name = "who" if match["who"] else "does"
        if not _special(match[name], name == "does") or _DUTY.match(match["what"]) or _SHUT.search(match["what"]):
            continue
        if load("condition")["procedure"].regex.search(match["what"]):
            continue
        who = _BY_WHOM.sub("", match[name])
        later = next((one.start("lead") for one in starts if one.start() > match.start("what")), len(text))
        must = match.span("must") if "must" in groups else None
        until = match.end("what") if must else _until(text, match.end("what"), later)
        found.append(_Stretch(who, match.span(name), (match.start("what"), until), must))
    return found


def _until(text: str, end: int, later: int) -> int:
    """Return where what is asked ends, with what the next phrases ask of the same (，且无重大投诉)."""
    while (more := _MORE.match(text, end)) and more.end() <= later:
        if (
            _DUTY.match(more["what"])
            or _SHUT.search(more["what"])
            or load("condition")["procedure"].regex.search(more[0])
        ):
            break
        end = more.end()
    return end


def _special(who: str, deed: bool) -> bool:
    """Tell whether words name some of those who apply, and no office."""
    if _OFFICE.search(who):
        return False
    told = _BY_WHOM.sub("", who)
    absent = told.startswith(("无", "没有"))  # 无国家标准的，应当符合地方标准
    return (absent or not _APPLIES.search(told)) and not (not deed and _ANYBODY.fullmatch(told))
