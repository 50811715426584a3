"""Lists of conditions and of those shut out: 须同时符合以下条件：（1）…（2）… · 有下列情形之一的，不予支持：…"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.extract import exempt
from ingest.extract.asked_of import without_asked_of
from ingest.extract.condition import Passage, Tree, items, of_a_sum
from ingest.extract.faults import faults
from ingest.extract.housekeeping import aftermath, without_housekeeping
from ingest.extract.memory import Memory
from ingest.extract.threshold import Relation, measured
from ingest.parse.normalize import Part, parts
from ingest.record import Clause, Condition, Document
from ingest.rules import load

__all__ = [
    "KIND_ENDS",
    "announced",
    "below",
    "block",
    "denials",
    "denied_at",
    "listed",
    "subject_of",
    "without_denied",
    "without_lists",
]

_OTHERWISE_RULED = re.compile("(?:另|特别|专门|其他)有?[^，。；]{0,2}规定")  # 有特别规定的除外 shuts nobody out
_ARTICLES_OUT = re.compile(
    "^[（，]?(?:但|其中)?(?:本[^，。；]{1,6})?第[^，。；]{1,16}[条项款点][^，。；]{0,6}除外"
)  # nobody is an article
_OTHERWISE: dict[str, Relation] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_PERSONS = re.compile(
    r"个人|本人|法定代表人|(?<!农业)(?<!市场)经营者|人才|毕业生|农户|居民|消费者|人员|购房者|学生|职工|劳动者|创业者|家庭|村民|举报人|教师|医师|医生|博士|硕士|农民(?!专业合作|合作)|[点业困]群体|团队|专家|护理员|经纪人|老年人|残疾人|军人|青年|妇女|儿童|技师|选手|运动员|学徒|工匠|患者|病人"
)
_OFFERED = re.compile("给予|\\d[万亿]?元|[奖补]")  # 给予5万元奖励，其中劳务派遣企业除外 shuts them out of what is given
_RULED_ELSEWHERE = re.compile(  # they go by other rules
    "(?:仍|均|应)?(?:按照?|依照|依据|执行)[^，。；]{2,20}(?:规定|政策|办法)(?:执行|办理)?$"
)
KIND_ENDS = re.compile(  # in who is spoken of
    r"(?:企业|单位|机构|公司|合作社|农场|设施|中心|组织|平台|基地|主体|毕业生|人员|人才|大户|农户|个人|职工|者|家庭|群体|学校|院校|高校|院所|医院|[人员生户士民])(?:（[^（）]*）)?$"
)
_HEADS_LIST = re.compile(  # （一）个人申请的，应当符合下列条件：, whose items ask it of these alone
    r"(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、]|[一二三四五六七八九十]、)?"
    r"(?:以|由)?[^，。；：、\d的]{2,12}?(?:申[请报领]|名义)[^，。；：\d]{0,8}?的?，?(?:还|均|同时|应当?|必?须|需)*(?:符合|具备|满足)(?:以下|下列|如下)[^，。；：]{0,6}：\s*"
)
_ANY_FIRM = frozenset({"企业", "单位", "机构", "公司", "组织", "主体", "法人"})
_ALIAS = re.compile("（[^（）]*）$")
_SPOKEN = 6  # letters behind a bracket that can say by themselves who is shut out
_FOUNDED = re.compile("(?:首次|自主)?(?:创办|创立|开办|领办)")
_BESIDES = re.compile(
    "(?:(?<=企业)|(?<=单位)|(?<=机构)|(?<=人员)|(?<=个人)|(?<=项目)|(?<=公司))，(?:以及|或者?)|(?<=的)，(?:以及|或者?|和)(?!其他)|(?:(?<=的企业)|(?<=的单位)|(?<=的人员)|(?<=的个人)|(?<=的项目)|(?<=的机构))(?:、|，?以及|和|及|或者?)(?=[^，。；]{4})"
)
_LONGEST = 160  # letters of who is shut out in one stretch
_LATE = re.compile(  # how and when to apply shuts out nobody who may: 逾期未申请的，不再受理
    "(?:逾期|过期|超期|超过(?:规定|申[请报]|受理)[^，。；]{0,6}(?:期限|时限|时间)|未(?:能)?(?:在|按照?|于)(?:规定|要求|限定)?(?:的)?(?:申[请报领])?(?:期限|时限|时间|日期|期)(?:之?内|前)?|未(?:按时|及时|按期|如期))"
    "(?:未|不)?(?:提[出交供]|申[请报领]|报送|办理|补正|受理|材料|的|，|申报材料|补贴|奖励)*$"
)
_CLOSED = re.compile(r"的(?:企业|单位|项目|个人|机构|主体|情形|人员)?$")
_NOT_DONE = re.compile("[未没][^，。；]{2,}的[^，。；]{0,4}(?:$|不予|不得|不再|不享受|取消)")
_FAILED = re.compile(
    "(?:考核|评[价估定]|验收|检查|年检|结果)*(?:为|被?评为)?(?:不合格|不达标|未达标|不称职|未通过)的"
)  # 不合格的不予补贴
_GRADES = re.compile("(?:优秀|良好|合格)、(?:良好|基本合格|合格)")
_AND = re.compile("，?(?:以及|或者?|及(?!时|其他)|和(?!其他))")
_PAST = re.compile(
    "近[一二两三四五\\d]|最近|曾|过去|此前|上一?年|申[报请](?:之?日)?(?:年度)?[之以]?前|以来|[未不]满[一二三五\\d]+年|[一二三五]年内(?=有|存在|发生|因)"
)
_HAVING = re.compile("(?:[^，。；、]{0,6}?)(?:存在|有(?![关效])|发生过?)")
_OF_MONEY = re.compile("(?:骗取|套取|挪用|截留|冒领)[^，。；]*(?:、|，)|(?:、|，)(?:骗取|套取|挪用|截留|冒领)")
_PUNISHED = re.compile(
    "追[回缴究]|[收退]回|退还|取消|撤销|移送|通报|[一二两三四五\\d]+年内(?:不得|不予|不再|取消|禁止)|停止"
)
_MEMBERS = re.compile("[、，]?(?:或者|以及)|[、，或和及]")
_FIRMS = re.compile("企业|单位|机构|主体|法人|公司|合作社|农场|园区|学校|医院|平台|站点|助餐点|中心|协会|基地")


def subject_of(words: str) -> str | None:
    """Tell of whom `words` speak: 企业 for firms and bodies, 个人 for persons, None where it may be either.

    >>> subject_of("养老机构、社区助餐点"), subject_of("上述单位引进的人才和团队"), subject_of("有下列情形")
    ('企业', '个人', None)
    """
    if founded := _FOUNDED.search(words):  # who founds a firm is a person
        words = words[: founded.start()] or "本人"
    words = _ALIAS.sub("", words) or words  # 企业、合作社（以下统称用人单位）
    firms, persons = list(_FIRMS.finditer(words)), list(_PERSONS.finditer(words))
    if firms and (not persons or words.rstrip("的，").endswith(firms[-1][0])):
        return None if persons and re.search("[和或、]", words[persons[-1].end() : firms[-1].start()]) else "企业"
    return "个人" if persons and (not firms or "的" in words[firms[-1].end() : persons[-1].end()]) else None


def block(document: Document, clause: Clause, passage: Passage) -> Tree:
    """Read the list of conditions in `clause`, or in the clauses below its colon."""
    text = passage.even.text
    found: list[Condition | Tree] = []
    for match in load("condition")["list"].regex.finditer(text):
        end = _end(text, match.end())
        if aftermath(text[announced(text, match.start()) : end].partition("：")[0]):
            continue
        any_of = any(match[name] for name in ("one1", "one2", "one3", "one4"))
        denied = _denied(text, match.start(), end)
        inside = text[match.end() : end].strip("：，。的")
        head = re.search("[：]", text[match.end() : end])
        start = match.end() + (head.end() if head else 0)
        pieces = [(passage, start, end)] if len(inside) > 4 and head and text[start:end].strip() else []
        if head and not text[start:end].strip("。"):
            pieces = [
                piece if denied else _asking(piece[0])
                for piece in below(document, clause)
                if denied or any_of or not _HEADS_LIST.fullmatch(piece[0].even.text)
            ]
            if len(pieces) > 1 and all(_SUM.search(one.even.text.rstrip("；。")) for one, *_ in pieces):
                continue  # 符合下列年龄条件的，给予补贴：（一）45周岁以下，每人3000元: each item offers by itself
        tree = listed(pieces, denied, any_of)
        if tree:
            found.extend(tree.parts if not tree.any else (tree,))
    return Tree(tuple(found))


def without_lists(passage: Passage) -> Passage:
    """Blank each list of conditions with what announces it, so that the rest may be read: same length, offsets hold.

    >>> without_lists(Passage.of("须符合下列条件：在本市注册；正常经营。失信的，不予支持。")).even.text.strip("。")
    '失信的，不予支持'
    """
    text = passage.even.text
    for match in load("condition")["list"].regex.finditer(text):
        end = _end(text, match.end())
        text = text[: match.start()] + "。" * (end - match.start()) + text[end:]
    return replace(passage, even=replace(passage.even, text=text))


def _asking(passage: Passage) -> tuple[Passage, int, int]:
    """Leave of an item of a list what it asks."""
    rest = without_asked_of(without_housekeeping(passage, listed=True), 0)
    return without_denied(rest, 0, len(rest.even.text))


def without_denied(passage: Passage, start: int, end: int) -> tuple[Passage, int, int]:
    """Blank what an item says behind its condition of who gets nothing, which is read by itself.

    >>> passage, start, end = without_denied(Passage.of("购买新房；购买二手住房的，不予补贴"), 0, 17)
    >>> passage.even.text[start:end].strip("。；")
    '购买新房'
    """
    text, rule = passage.even.text, load("condition")["deny"].regex
    cuts = [match.span() for match in re.finditer("[^；。\n]+", text[start:end])]
    for first, last in cuts[1:]:
        said = text[start + first : start + last]
        if (shut := rule.search(said)) and shut.start() >= _SPOKEN:
            text = text[: start + first] + "。" * (last - first) + text[start + last :]
    return replace(passage, even=replace(passage.even, text=text)), start, end


def _end(text: str, start: int) -> int:
    match = re.search(r"[。\n](?!（?[\d一二三四五六七八九]{1,2}[）.、])", text[start:])
    return start + match.start() if match else len(text)


_SINCE_A_FAULT = re.compile(  # 被行政处罚未满2年 is no bound to reach
    "处罚|处分|事故|违法|违规|失信|名单|判决|刑|骗|虚假"
)
_SUM = re.compile(r"(?:每[^，。；\d]{1,6}|给予|补贴|补助|奖励|发放|，)\d[\d.]*万?元$|给予[^，。；]{0,8}\d[\d.]*万?元")
_PAID_THERE = re.compile(
    r"(?:^|[，：])(?:再|另外?|一次性)*(?:给予|奖励|补助|补贴|资助|奖补|发放|按)[^，。；的]{0,12}\d[\d.]*(?:[万亿]?元|[%％])[^，。；的]{0,6}(?:奖励|补助|补贴)?，(?:且|并|但|同时)?$"
)
_MUST_MEET = re.compile("(?:还|均|同时)*(?:应当?|须|需|必须|应)?(?:同时)?(?:符合|满足|具备)[^，。：]{0,8}(?:条件|要求)")
_NEGATED = re.compile("情形[^，。：]{0,4}的?，?[^，。：]{0,16}(?:不|取消|否决|暂停|停止|终止|排除|除外|追回|收回)")


def announced(text: str, start: int) -> int:
    """Return where the words begin that announce the list at `start`: behind who was shut out of something else.

    >>> text = "对自用设施不予补贴，设施还应当满足以下条件："
    >>> text[announced(text, 12):]
    '设施还应当满足以下条件：'
    """
    begin = max(text.rfind("。", 0, start), text.rfind("\n", 0, start)) + 1
    if _MUST_MEET.match(text, start):
        denied = list(load("condition")["deny"].regex.finditer(text, begin, start))
        apart = text.find("，", denied[-1].end(), start) if denied else -1
        return apart + 1 if apart >= 0 else begin
    return begin


def _denied(text: str, start: int, end: int) -> bool:
    begin = announced(text, start)
    head = text[begin:end].partition("：")[0]
    return bool(load("condition")["deny"].regex.search(text[begin:end]) or _NEGATED.search(head))


def below(document: Document, clause: Clause) -> Iterator[tuple[Passage, int, int]]:
    """Yield the items below a clause, whole."""
    for child in document.clauses:
        if (
            child.kind != "table"
            and child.path.startswith(clause.path + "/")
            and child.path.count("/") == clause.path.count("/") + 1
        ):
            passage = Passage.of(child.text, child.path)
            yield passage, 0, len(passage.even.text)


def listed(pieces: Iterable[tuple[Passage, int, int]], denied: bool, any_of: bool) -> Tree:
    pieces = tuple(pieces)
    any_of = any_of or _kinds_apart(pieces)
    found: list[Condition | Tree] = []
    memory = Memory()
    for passage, start, end in pieces:
        if denied:
            found.extend(_denials_of(passage, start, end))
            continue
        tree = items(passage, start, end, memory, any_of, len(pieces) == 1)
        found.extend([tree] if any_of and len(tree.parts) > 1 and not tree.any else tree.parts)
    return Tree(tuple(found), any_of and not denied and len(found) > 1)


def _kinds_apart(pieces: Sequence[tuple[Passage, int, int]]) -> bool:
    """Tell whether each item names who may apply, of another kind: （一）本县户籍的农户。（二）本县登记的合作社。"""
    said = [passage.even.text[start:end].split("。")[0].strip("；，。") for passage, start, end in pieces]
    kinds = [_ALIAS.sub("", one).rpartition("的")[2] for one in said]
    if len(said) < 2 or any(kind in _ANY_FIRM for kind in kinds):  # each item asks more of them
        return False
    return all("的" in one and KIND_ENDS.search(_ALIAS.sub("", one)) for one in said)


def _denials_of(passage: Passage, start: int, end: int) -> Iterator[Condition]:
    for match in re.finditer(
        r"(?:（[^（）]{1,3}）|\d{1,2}[.、])?(?P<what>[^；。\n]{3,160})", passage.even.text[start:end]
    ):
        if _AFTER.search(match["what"]) or _CATCH_ALL.fullmatch(match["what"]):
            continue  # 服务不满5年离开的，按比例退回: what befalls who was paid
        if again := _PAID_BEFORE.match(match["what"]):
            first, last = (start + match.start("what") + at for at in again.span())
            paid = Condition(f"{again['same']}已获{again['aid']}", "", "=", False)
            yield passage.condition(paid, first, last)
            continue
        if _NOT_TWICE.search(match["what"]):
            continue  # 对有包含关系的事项，相同部分不予重复奖励: what else is not paid for, and nobody is shut out
        words = _NOT_AGAIN.sub("", match["what"]).strip("，：、的")
        for one in faults(words) if len(words) >= 3 else ():
            yield passage.condition(
                Condition(one, "", "=", False), start + match.start("what"), start + match.end("what")
            )


_AFTER = re.compile("的，(?:应当?|须|予以|按[^，。；]{2,16})?(?:退[还回]|追回|返还|扣[回减]|收回)[^，。；]*[。；]?$")
_CATCH_ALL = re.compile(  # the last of a list, which nobody can be asked: 其他不符合规定的情形
    "(?:[^，。；]{0,16}规定的)?其[他它](?:不符合|不宜|不应|不予|不得|依法不)[^，。；]*(?:情[形况]|条件)的?"
)
_PAID_BEFORE = re.compile(  # 对同一举报人的同一事项，不予重复奖励: who was paid for it before
    "对?(?P<same>同一[^，。；]{2,30}?)的?，?(?:一律|均|原则上)?不(?:再|予|得)重复(?:给予|享受)?(?P<aid>补[助贴]|奖[励补]|资助|支持)"
)
_NOT_TWICE = re.compile("(?:部分|发现新的[^，。；]*)，?不(?:再|予|得)重复")
_NOT_AGAIN = re.compile(
    "的，(?:一律|均|原则上)?不(?:再|予|得)(?:重复)?(?:享受|支持|补[助贴]|奖[励补]|申[请报]|安排|资助)[^，。；]*$"
)


def _reverse(words: str) -> Condition:
    """Return what must hold for those who are not shut out: 面积低于10亩 -> 面积 >= 10 亩, else that it is false."""
    told, _ = measured(words, 0, len(words), Memory())
    if (
        len(told) == 1
        and (op := _OTHERWISE.get(told[0][0].op or ""))
        and told[0][1] == 0
        and told[0][2] >= len(words) - 1
        and not _SINCE_A_FAULT.search(told[0][0].attr)
    ):
        return replace(told[0][0], op=op)
    return Condition(words, "", "=", False)


def denials(passage: Passage, start: int = 0) -> Tree:
    """Read who is shut out in one sentence (被列入失信名单的，不予支持): conditions that must be false.

    >>> text = "存在重大违法行为的，两年内不得申报。骗取资金的，追回资金，两年内不得申报。"
    >>> [(one.attr, one.value) for one in denials(Passage.of(text)).parts]
    [('存在重大违法行为', False)]
    """
    return Tree(tuple(found for found, _ in denied_at(passage, start)))


def denied_at(passage: Passage, start: int = 0) -> Iterator[tuple[Condition, Part]]:
    """Yield each of `denials` with the stretch that says so."""
    text, rules = passage.even.text, load("condition")
    begin, half = start, -1
    for part in parts(text, start):
        if part.half != half:
            begin, half = part.start, part.half
        said = text[part.start : part.end]
        spared = not _OFFERED.search(text, begin, part.end) and exempt.behind(text, part.start, part.end)
        match = rules["deny"].regex.search(said) or (None if spared else rules["except"].regex.search(said))
        if not match or rules["procedure"].regex.search(said):
            continue
        cheats = bool(rules["fraud"].regex.search(text[begin : part.end]))
        if (
            _OTHERWISE_RULED.search(said)
            or _ARTICLES_OUT.match(said)
            or (cheats and rules["trickery"].regex.search(text[begin : part.end]))
        ):
            continue  # what befalls those who cheat is no condition on those who apply
        if _FAILED.match(said) and _GRADES.search(text, begin, part.start):
            continue  # 优秀、良好、合格的，分别奖励…，不合格的不予补贴: the grades that are paid for say as much
        alone = match.start() >= 6 or match[0].endswith("除外")  # 面积低于10亩的不予补贴 speaks for itself
        alone = alone or bool(_NOT_DONE.match(said) or _FAILED.match(said))
        own = part.start if alone and not _AND.match(said) else begin
        own = _outside(text, own, part.start + match.start())
        if _PAID_THERE.search(text[own : part.start + match.start()]):
            continue  # 奖励30万元，不再享受首次升规奖励: who is paid so is not shut out of it
        for words in _kinds_shut_out(text[own : part.start + match.start()]):
            offset = text.find(words, own)
            if text[own - 1 : own] == "（" and of_a_sum(text, own - 1, words):
                continue  # 设备投入（财政资金购置部分除外）: of the sum
            told = _honest(words) if cheats and not _was_a_fault(words, text[begin:]) else (words,)
            for one in () if offset < 0 else (fault for said in told for fault in faults(said)):
                whole = one if one in words else words  # 发生安全事故或者污染事件: both are told by all of it
                at = offset + words.find(whole)
                yield passage.condition(_reverse(one), at, at + len(whole)), part


def _kinds_shut_out(said: str) -> Iterator[str]:
    """Yield each kind of those shut out: 被列入名单的，以及发生事故的 are two, 受到处罚的，尚未改正的 is one.

    >>> list(_kinds_shut_out("被列入名单的，以及发生事故的，")), list(_kinds_shut_out("发生事故的，尚未改正的，"))
    (['被列入名单', '发生事故'], ['发生事故的，尚未改正'])
    """
    for kind in _BESIDES.split(said):
        words = _shut_out(kind)
        if 3 <= len(words) <= _LONGEST and not _LATE.match(words) and "：" not in words and "以下" not in words:
            yield words


def _honest(words: str) -> Iterator[str]:
    """Yield what besides fraud shuts out, by stretches of the list; nothing where fraud stands in another phrase.

    >>> list(_honest("存在环境违法、欠缴税款、提供虚假材料等情形")), list(_honest("提供虚假材料或者被列入失信名单"))
    (['存在环境违法、欠缴税款'], ['被列入失信名单'])
    """
    fraud, fault = load("condition")["fraud"].regex, load("condition")["fault"].regex
    if not fraud.search(words):
        return
    start = end = 0
    behind = False
    edges = [match.span() for match in _MEMBERS.finditer(words)]
    for first, last in zip([0, *(b for _, b in edges)], [*(a for a, _ in edges), len(words)], strict=True):
        member = words[first:last]
        cheats = bool(fraud.search(member))
        told = "，" in (words[max(first - 1, 0) : first], words[last : last + 1])  # what was done before
        if cheats or ((behind or told) and not fault.search(member)):  # 伪造合同、发票: a thing that is forged is none
            if end > start:
                yield words[start:end]
            start = end = last
            behind = True
        else:
            start, end = (first if end <= start else start), last
    if end > start:
        yield words[start:end]


def _was_a_fault(words: str, text: str) -> bool:
    """Tell whether fraud is a fault of the past beside others, and not what is done to get what is applied for.

    >>> _was_a_fault("近三年内有偷税、骗取资金等行为", "近三年内有偷税、骗取资金等行为的，不予补助。")
    True
    >>> _was_a_fault("弄虚作假骗取补贴", "弄虚作假骗取补贴的，追回补贴，三年内不得申报。")
    False
    """
    if _PUNISHED.search(re.split("[。；\n]", text)[0]):
        return False
    return bool(_PAST.search(words) or (_HAVING.match(words) and _OF_MONEY.search(words)))


def _outside(text: str, start: int, end: int) -> int:
    """Return where the words behind a bracket begin: inside it where it is open at `end`, else right behind it."""
    opened, closed = text.rfind("（", start, end), text.rfind("）", start, end)
    if opened > closed:
        return opened + 1
    return closed + 1 if closed > 0 and end - closed > _SPOKEN else start


def _shut_out(said: str) -> str:
    """Return who is shut out: the phrases up to the last that ends in 的, without what then happens to them."""
    phrases = _RULED_ELSEWHERE.sub("", said.strip("，")).split("，")
    ends = [index for index, one in enumerate(phrases) if _CLOSED.search(one)]
    if ends and ends[-1] < len(phrases) - 1:
        phrases = phrases[: ends[-1] + 1]
    return re.sub(
        r"^(?:第[一二三四五六七八九十百]+条|[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}(?:[)）、]|[.．](?!\d))|对于?|凡|若|如|但|以及)+|(?:的(?:企业|单位|项目|个人|机构|主体|情形|情况|人员)?|(?<=名单)(?:企业|单位))?(?:，?(?:一律|原则上|将|均))*$",
        "",
        "，".join(phrases),
    ).strip("，")
