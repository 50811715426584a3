"""Who may apply, told once for many offers: in the annex, in a closing paragraph, in an article of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ingest.extract.condition import Passage, Tree, sentence
from ingest.extract.listing import below, block, denials, denied_at, listed, subject_of
from ingest.extract.memory import Memory
from ingest.extract.naming import named_offers
from ingest.extract.otherwise import Otherwise, otherwise
from ingest.record import Clause, Condition, Document
from ingest.rules import load

__all__ = ["FIRMS", "General", "general"]

FIRMS = "企业法人"  # the subject of what is asked of firms alone, not of other bodies

_EXCEPTED = re.compile("除[^，。；]*外|除外")
_OTHER_BODIES = re.compile("单位|机构|组织|团体|院校|学校|医院|协会|设施|园区")
_TWO = re.compile("，(?:以及|和|及|或者)|(?<![，和及])(?:以及|和|及|或者)(?=[^，。；、]{2,30}的)")
_ENDS = re.compile(  # in who is spoken of
    r"(?:企业|单位|机构|公司|合作社|农场|设施|中心|组织|平台|基地|主体|毕业生|人员|人才|大户|农户|个人|职工|者|家庭|[人员生户士民])(?:（[^（）]*）)?$"
)
_BUT = re.compile("，但?(?P<who>(?![^，。；]*规定)[^，。；除]{3,30})除外")
_WHOLE = re.compile(r"附\s*则|其他|其它|说明|申报|申请|条件|适用|总则|兑现|附加")
_PERSON = re.compile(
    r"个人|人才|毕业生|农户|居民|消费者|人员|购房者|学生|职工|劳动者|创业者|家庭|村民|举报人|教师|医师|博士|硕士|农民"
)
_OFFERED = re.compile(
    "支持|奖|补助|补贴|资助|扶持|激励|引进|促进|推动|鼓励|加大|建设|培育|发展|优化|加快|提升|打造|吸引|引育|做[大强]"
)
_ASKED = re.compile(
    r"附\s*则|其他|其它|说明|申报|申请|条件|适用|总则|兑现|附加|不予|情形|限制|对象|范围|(?<![经市][营场])主体|资格|要求|管理|监督"
)
_OTHER_MATTER = re.compile("原则|程序|标准|方式|内容|流程|材料|时间|用途|期限")  # of a heading: no conditions below it
_GIVES = re.compile(r"\d\s*(?:[万亿]?元|%|％)|按照?[^，。；]{0,8}标准|给予|优先|免费")
_SUM = re.compile(
    r"(?:给予|奖励|补助|补贴|按|标准为)[^，。；]{0,24}\d[^，。；]{0,6}(?:元|%)|(?<!工资)(?<!收费)每(?:[人户个家台辆亩吨月年张件项])+[^，。；\d]{0,4}\d[\d.]*\s*[万亿]?元"
)
_OF_ARTICLE = re.compile(
    r"^(?:第[^\s]+?条\s*)?第(?P<label>[一二三四五六七八九十百零\d]+)条(?:第[^，。；]{1,3}款)?(?:所称|所指|规定的|所述)"
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零〇\d]+条$")
_MONEY = re.compile("补助|补贴|奖|资助|资金|贴息")
_WHOLE_TEXT = re.compile(
    "(?:申[报请]|享受|获得)本(?:措施|办法|政策|细则|方案|意见|规定|若干)"
)  # whoever applies at all
_ALIAS = re.compile(r"（以下[简统合]?称[^（）]{1,24}）")
_ABOVE = re.compile("符合(?:上述|以上|前述|前款)[^，。；]{0,24}?(?:条件|要求|规定)的")
_TRADES = frozenset({"行业", "申请人类型"})
_WAYS = re.compile(
    r"(?:、|或者?|以及)(?=(?:到|在|从事|来|返回|赴|由|从|为)[^、])"
)  # 到企业就业、在本市创业或者从事灵活就业

_TOO = re.compile("(?<![合兼归吞])(?:并且|且|并(?![购网入联列发轨存行处]))")  # what is asked besides, of each of them


@dataclass(frozen=True, slots=True)
class General:
    """Conditions of every offer below `prefix` whose beneficiary is a `subject`; `name` names the only offer meant.

    `own` tells that they hold for offers of the clause itself too, `money` that they are asked of money alone; `but`
    and `only` number the articles that they do not hold for, and those that alone they hold for.
    """

    prefix: str
    subject: str | None
    tree: Tree
    path: str
    name: str = ""
    own: bool = False
    money: bool = False
    but: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    among: frozenset[str] = frozenset()  # paths of the clauses that alone it is asked of, where they are named
    spared: frozenset[str] = frozenset()  # paths of those that it is not asked of
    beside: Tree | None = None  # what persons must be, where firms and persons may apply on different terms


def general(document: Document, clause: Clause) -> Iterator[General]:
    """Yield what `clause` says of all applicants, of those of its part of the document or of its own offers.

    >>> from ingest.record import Meta, Source
    >>> clause = Clause("d", "五", "五、以上政策适用于在本市依法纳税的企业。")
    >>> document = Document("d", Source("例", "", "", ()), Meta("例"), (clause,))
    >>> [(one.prefix, one.tree.parts[0].attr) for one in general(document, clause)]
    [('', '在本市依法纳税')]
    """
    others, passage = otherwise(document, Passage.of(clause.text, clause.path))
    told = list(_general(document, clause, passage))
    yield from _apart(told, others, clause.path) if others else told


def _apart(told: list[General], others: tuple[Otherwise, ...], path: str) -> Iterator[General]:
    """Spare the offers that others may apply for, and ask of these who else may."""
    spared = frozenset(at for one in others if one.instead or one.too for at in one.paths)
    for one in told:
        yield replace(one, spared=one.spared | spared)
    for other in others:
        if other.too:
            for one in told:
                ways = tuple(tree.parts[0] if len(tree.parts) == 1 else tree for tree in (one.tree, other.tree))
                yield replace(one, tree=Tree((Tree(ways, any=True),)), among=other.paths)
        elif other.tree:
            yield General("", None, other.tree, path, own=True, among=other.paths)


def _general(document: Document, clause: Clause, passage: Passage) -> Iterator[General]:
    rules = load("condition")
    text, body = passage.even.text, _body(clause, passage.even.text)
    told = list(_told(passage, _part(clause)))
    if spared := rules["spared"].regex.search(text):  # 除第五条外，本办法适用于…
        named = named_offers(document, spared["names"], clause.path)
        told = [replace(one, spared=named) for one in told]
    yield from told
    if _offering(text):
        yield from _musts(passage, clause.path + "/", own=True)
    elif found := block(document, clause, passage):
        head = _before_list(text)
        must = rules["applicant-must"].regex.search(text) or rules["applied-for"].regex.search(head)
        yield General(
            _prefix(document, clause), subject_of(head), found, clause.path,
            _scheme_name(must["scheme"] or "") if must else "", money=bool(_MONEY.search(head)),
            among=_shut_out_of(document, clause, text),
            only=frozenset((match["label"],)) if (match := _OF_ARTICLE.match(text)) else frozenset(),
        )  # fmt: skip
    elif rules["heading"].regex.match(clause.title):
        if not text[body:].strip("。：\n"):
            if found := listed(_untitled(document, clause), False, False):
                yield General(_prefix(document, clause), None, found, clause.path)
        else:
            yield from _musts(passage, _prefix(document, clause))  # 适用对象。申请补贴的单位，应当在本市注册
            if not told and (found := _qualifying(passage, body)):
                yield General(_prefix(document, clause), None, found, clause.path)
    else:
        yield from _musts(passage, _prefix(document, clause))
        yield from _denied(document, clause, passage, body if text[body:].strip("。\n") else 0)


def _told(passage: Passage, part: str) -> Iterator[General]:
    """Read 本政策所称企业是指… and 本办法适用于…, which hold everywhere, and 补贴对象为…, which holds for `part`."""
    text, rules = passage.even.text, load("condition")
    path = passage.path or ""
    others = {match["label"]: match for match in rules["other-scope"].regex.finditer(text)}
    for name in ("applicant", "scope", "recipients"):
        for match in rules[name].regex.finditer(text):
            spans = list(_kinds(text, *match.span("what")))
            told: list[General] = []
            for start, end in spans:
                subject = _named(match["subject"]) if name == "applicant" else _scope_of(text[start:end])
                tree, until = _spoken(passage, start, end)
                left = [(until, end)] if _EXCEPTED.search(text[until:end]) else []
                left += [(start, until)] if not tree and name == "applicant" and until - start > 3 else []
                open_ = tuple(_left_open(passage, a, b) for a, b in left)
                if tree or open_:  # what nothing reads stays open: never a silent yes
                    whole = Tree((*_all_of(tree), *open_))
                    where = part if name == "recipients" else ""
                    told.append(General(where, subject, whole, path, own=True, but=frozenset(others)))
            yield from _either_of(told)
            for one in told:
                yield from _others(passage, others, one.tree)
    for match in rules["not-applicant"].regex.finditer(text):
        found = passage.condition(Condition(match["what"], "", "=", False), *match.span())
        yield General("", match["subject"], Tree((found,)), path, own=True)


def _scope_of(words: str) -> str | None:
    """Tell of whom a scope speaks: of firms alone (FIRMS), of firms and other bodies, of persons, of anyone (None)."""
    subject = subject_of(words)
    return FIRMS if subject == "企业" and not _OTHER_BODIES.search(words) else subject


def _either_of(found: list[General]) -> Iterator[General]:
    """Tell firms what persons are asked, so that an offer to nobody knows whom can be had by either."""
    persons = next((one.tree for one in found if one.subject == "个人"), None)
    for one in found:
        yield one if one.subject == "个人" else replace(one, beside=persons)


def _spoken(passage: Passage, start: int, end: int) -> tuple[Tree, int]:
    """Read who may apply in `start … end`, and how far it is read; a short name given on the way is part of what it
    is short for: 在甲区、乙区（以下统称“市区”）注册，具有独立法人资格的企业."""
    text, found = passage.even.text, []
    while alias := _ALIAS.search(text, start, end):
        before = _either(passage, start, alias.start()).parts
        found += [*before[:-1], *(_lengthened(passage, one, alias) for one in before[-1:])]
        start = alias.end()
    until = max(start, _until_except(text, start, end)[1])
    found += _all_of(_either(passage, start, until)) if start < until else ()
    return Tree(tuple(found)), until


def _left_open(passage: Passage, start: int, end: int) -> Condition:
    """Return a condition for words that nothing reads; who is left out by name (，但渔政单位除外) must not be."""
    text = passage.even.text
    if match := _BUT.fullmatch(text, start, end):
        return passage.condition(Condition(match["who"], "", "=", False), *match.span("who"))
    return passage.condition(Condition(text[start:end].strip("，"), ""), start, end)


def _lengthened(passage: Passage, one: Condition | Tree, alias: re.Match[str]) -> Condition | Tree:
    if isinstance(one, Tree) or one.start is None:
        return one
    last = passage.even.span(*alias.span())[1]
    return replace(one, text=passage.original[one.start : last])


def _others(passage: Passage, others: Mapping[str, re.Match[str]], whole: Tree) -> Iterator[General]:
    """Read of whom else one article asks the same: 第十一条适用于符合上述条件的软件企业."""
    for label, match in others.items():
        start, end = match.span("what")
        again = _ABOVE.match(match["what"])
        kept = [one for one in whole.parts if isinstance(one, Tree) or one.attr not in _TRADES] if again else []
        own = _either(passage, start + (again.end() if again else 0), end)
        tree = Tree((*kept, *_all_of(own)))
        if tree:
            yield General("", None, tree, passage.path or "", own=True, only=frozenset((label,)))


def _denied(document: Document, clause: Clause, passage: Passage, start: int) -> Iterator[General]:
    """Read who is shut out, in each half of a sentence of the benefits that it names."""
    text, found = passage.even.text, dict[tuple[str, frozenset[str]], list[Condition | Tree]]()
    for one, part in denied_at(passage, start):
        end = min((at for mark in "。；\n" if (at := text.find(mark, part.start)) >= 0), default=len(text))
        half = text[max(text.rfind(mark, 0, part.start) for mark in "。；\n") + 1 : end]
        where = _left_out_of(document, half) or _prefix(document, clause)
        found.setdefault((where, _shut_out_of(document, clause, half)), []).append(one)
    for (where, among), parts in found.items():
        yield General(where, None, Tree(tuple(parts)), clause.path, among=among)


def _untitled(document: Document, clause: Clause) -> Iterator[tuple[Passage, int, int]]:
    """Yield the items below a heading (申报条件) but those whose own heading says what else they tell (奖励原则)."""
    titles = {one.path: one.title for one in document.clauses}
    for piece in below(document, clause):
        title = titles.get(piece[0].path or "", "")
        if not (_OTHER_MATTER.search(title) or load("condition")["heading"].regex.match(title) or _speaks(piece[0])):
            yield piece


def _speaks(passage: Passage) -> bool:
    """Tell whether an item is a sentence of its own on who may apply or who may not."""
    rules, text = load("condition"), passage.even.text
    return any(rules[name].regex.search(text) for name in ("scope", "applicant", "applicant-must", "deny", "list"))


def _qualifying(passage: Passage, start: int) -> Tree:
    """Read the text under 申报条件: what must hold, and who is shut out besides (用于非农用途的，不予贴息)."""
    text, rules = passage.even.text, load("condition")
    shut = denials(passage, start)
    firsts = [passage.even.at.index(one.start) for one in shut.parts if isinstance(one, Condition) and one.start]
    found: list[Condition | Tree] = []
    for stretch in re.finditer("[^。；\n]+", text[start:]):
        first, last = (start + at for at in stretch.span())
        if rules["deny"].regex.search(stretch[0]):
            last = min((at for at in firsts if first <= at < last), default=first)
        found += _all_of(sentence(passage, first, last, Memory())) if first < last else ()
    return Tree((*found, *shut.parts))


def _left_out_of(document: Document, text: str) -> str:
    """Return the part of the document that alone somebody is left out of (不适用本细则第二章); "" for none named."""
    match = load("condition")["not-for"].regex.search(text)
    name = f"第{match['label']}{match['kind']}" if match else ""
    return next((path + "/" for one in document.clauses if (path := _step(one.path, name))), "") if name else ""


def _shut_out_of(document: Document, clause: Clause, text: str) -> frozenset[str]:
    """Return the clauses of the benefits that alone somebody is shut out of (不享受购房补贴); none for all."""
    match = load("condition")["not-this"].regex.search(text)
    return named_offers(document, match["names"], clause.path) if match else frozenset()


def _step(path: str, name: str) -> str:
    """Return `path` down to the step `name`; "" where it has no such step."""
    steps = path.split("/")
    return "/".join(steps[: steps.index(name) + 1]) if name in steps else ""


def _named(words: str) -> str | None:
    """Return the kind of applicant that 所称企业 names; firms and bodies together are firms, others None: anyone."""
    kinds = [kind for kind in re.split("、|和|以及|及|或", words) if kind]
    if len(kinds) == 1:
        return kinds[0]
    return None if any(kind in ("个人", "人才", "农户", "申请人", "对象", "项目") for kind in kinds) else "企业"


def _musts(passage: Passage, prefix: str, own: bool = False) -> Iterator[General]:
    rules = load("condition")
    for match in rules["applicant-clean"].regex.finditer(passage.even.text):
        if tree := sentence(passage, *match.span("what"), Memory()):
            where = "" if _WHOLE_TEXT.search(match[0][: match.start("what") - match.start()]) else prefix
            yield General(where, _spoken_of(match[0]), tree, passage.path or "", own=own)
    for match in rules["applicant-must"].regex.finditer(passage.even.text):
        if rules["procedure"].regex.search(match["what"]):
            continue
        start = match.start("thing") if match["thing"] else match.start("what")
        if tree := sentence(passage, start, match.end("what"), Memory()):
            tree = Tree(
                tuple(one for one in tree.parts if isinstance(one, Tree) or not _EXCEPTED.search(one.attr)), tree.any
            )
            head = match[0][: match.start("what") - match.start()]
            name, money = _scheme_name(match["scheme"] or ""), bool(_MONEY.search(head))
            where = "" if _WHOLE_TEXT.search(head) else prefix
            yield General(where, _spoken_of(match[0]), tree, passage.path or "", "" if own else name, own, money)


def _all_of(tree: Tree) -> tuple[Condition | Tree, ...]:
    return (tree,) if tree.any else tree.parts


def _kinds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part firms from persons where both may apply: 在本市注册的企业，以及企业引进的人才.

    Without a comma what is asked of the second must be told (企业和引进的人才), else both share what is told before.
    """
    begin = start
    for match in _TWO.finditer(text, start, end):
        sides = text[begin : match.start()], text[match.start() : end]
        if {subject_of(side) for side in sides} == {"企业", "个人"} and _ENDS.search(sides[0]):
            yield begin, match.start()
            begin = match.end()
    yield begin, end


def _before_list(text: str) -> str:
    """Return the words of the sentence before a list of conditions: 养老机构有下列情形之一的."""
    match = load("condition")["list"].regex.search(text)
    if not match:
        return ""
    begin = max(text.rfind("。", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
    stop = text.find("：", match.end())
    return text[begin : stop if 0 <= stop - match.end() < 30 else match.end()]


def _spoken_of(words: str) -> str | None:
    """Firms where only firms and bodies are named; None where persons may be meant too."""
    return "企业" if re.search("企业|单位|机构|法人", words) and not _PERSON.search(words) else None


def _either(passage: Passage, start: int, end: int) -> Tree:
    """Read who may apply; 甲的企业和乙的个人 are two ways to qualify."""
    text, cuts = passage.even.text, [start]
    ways, behind = _ways(text, start, end)
    if len(ways) > 1:
        found = [sentence(passage, a, b, Memory()) for a, b in ways]
        either = Tree(tuple(tree.parts[0] if len(tree.parts) == 1 else tree for tree in found if tree), any=True)
        return Tree((either, *(_all_of(sentence(passage, behind, end, Memory())) if behind < end else ())))
    cuts += [
        match.end()
        for match in re.finditer(r"(?<=[位业人织户体构])(?:和|及|以及|、|或)(?=[^，。；、和]{2,30}的)", text[:end])
        if match.start() > start and "的" in text[start : match.start()]
    ]
    trees = [
        sentence(passage, a, b - (1 if b != end else 0), Memory()) for a, b in zip(cuts, [*cuts[1:], end], strict=True)
    ]
    trees = [tree for tree in trees if tree]
    if len(trees) < 2:
        return trees[0] if trees else Tree()
    return Tree((Tree(tuple(tree.parts[0] if len(tree.parts) == 1 else tree for tree in trees), any=True),))


def _ways(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], int]:
    """Part 到企业就业、在本市创业或者从事灵活就业的人员 into the ways to be of them; one stretch for no such list.

    Returns too where what is asked of all of them begins (，且未被列入失信名单). Who they are behind the last way
    (的上述人员) is told elsewhere.
    """
    stretch = re.match("(?:[^，。；]|，(?=或者?|以及))*", text[start:end])
    whole = stretch[0] if stretch else ""
    cuts = [match.span() for match in _WAYS.finditer(whole)]
    if not cuts or "或" not in whole or not _WAYS.match("、" + whole.lstrip("对于")):
        return [(start, end)], end
    behind = start + len(whole)
    if too := _TOO.search(whole, cuts[-1][1]):
        whole, behind = whole[: too.start()], start + too.end()
    until = start + (whole.rfind("的") if whole.rfind("的") > cuts[-1][1] else len(whole))
    edges = [start, *(start + at for cut in cuts for at in cut), until]
    lead = re.match("[，；]?(?:并且|且|并)?", text[behind:end])
    return list(zip(edges[::2], edges[1::2], strict=True)), behind + (lead.end() if lead else 0)


def _scheme_name(text: str) -> str:
    text = re.sub("补助|补贴|奖励|奖补|资金|专项|扶持|财政|政策|^本.*|项目|支持|[市省区县]级", "", text)
    return text if 2 <= len(text) <= 12 else ""


def _prefix(document: Document, clause: Clause) -> str:
    """Where conditions in a clause of their own hold: all of a document in articles, else the part they stand in."""
    steps, title = clause.path.split("/"), clause.title
    about = title and not _ARTICLE.search(clause.path) and _OFFERED.search(title) and not _ASKED.search(title)
    if about and any(_GIVES.search(one.text) or one.rows for one in document.clauses if _under(one, clause)):
        return clause.path + "/"
    if any(_WHOLE.search(heading) for heading in clause.headings[-1:]):
        return ""
    if len(steps) <= 1 or _ARTICLE.search(clause.path) or any(step.startswith(("附则", "第")) for step in steps):
        return ""
    part = "/".join(steps[:-1]) + "/"
    return part if any(_offering(one.text) for one in document.clauses if one.path.startswith(part)) else ""


def _part(clause: Clause) -> str:
    """Where 补贴对象为… holds: for the offer it is told with, else all of the document or the part it stands in."""
    if _offering(clause.text):
        return clause.path + "/"
    above = clause.path.rpartition("/")[0]
    return "" if not above or any(_WHOLE.search(heading) for heading in clause.headings[-1:]) else above + "/"


def _under(one: Clause, clause: Clause) -> bool:
    return one.path == clause.path or one.path.startswith(clause.path + "/")


def _body(clause: Clause, text: str) -> int:
    title = re.sub(r"\s", "", clause.title)
    at = text.find(title) if title else -1
    return at + len(title) if at >= 0 else 0


def _until_except(text: str, start: int, end: int) -> tuple[int, int]:
    match = re.search(
        r"，?(?:[^，。；]{0,10}另有规定的?，?从其规定|除[^，。；]*外|但[^，。；]*除外|(?<=，)[^，。；]*除外|（以下[简统]称|，有效期|，(?:自|执行|实施)[^，。；]{0,20}(?:起|至))",
        text[start:end],
    )
    return start, start + match.start() if match else end


def _offering(text: str) -> bool:
    return bool(_SUM.search(text))
