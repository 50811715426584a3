"""Who may apply, told once for many offers: in the annex, in a closing paragraph, in an article of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extract.condition import Passage, Tree, sentence
from ingest.extract.listing import below, block, denials, listed, subject_of
from ingest.extract.memory import Memory
from ingest.record import Clause, Condition, Document
from ingest.rules import load

__all__ = ["General", "general"]

_EXCEPTED = re.compile("除[^，。；]*外|除外")
_WHOLE = re.compile(r"附\s*则|其他|其它|说明|申报|申请|条件|适用|总则|兑现|附加")
_PERSON = re.compile(
    r"个人|人才|毕业生|农户|居民|消费者|人员|购房者|学生|职工|劳动者|创业者|家庭|村民|举报人|教师|医师|博士|硕士|农民"
)
_OFFERED = re.compile(
    "支持|奖|补助|补贴|资助|扶持|激励|引进|促进|推动|鼓励|加大|建设|培育|发展|优化|加快|提升|打造|吸引|引育|做[大强]"
)
_ASKED = re.compile(
    r"附\s*则|其他|其它|说明|申报|申请|条件|适用|总则|兑现|附加|不予|情形|限制|对象|范围|主体|资格|要求|管理|监督"
)
_GIVES = re.compile(r"\d\s*(?:[万亿]?元|%|％)|按照?[^，。；]{0,8}标准|给予|优先|免费")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零〇\d]+条$")
_MONEY = re.compile("补助|补贴|奖|资助|资金|贴息")


@dataclass(frozen=True, slots=True)
class General:
    """Conditions of every offer below `prefix` whose beneficiary is a `subject`; `name` names the only offer meant.

    `own` tells that they hold for offers of the clause itself too, `money` that they are asked of money alone.
    """

    prefix: str
    subject: str | None
    tree: Tree
    path: str
    name: str = ""
    own: bool = False
    money: bool = False


def general(document: Document, clause: Clause) -> Iterator[General]:
    """Yield what `clause` says of all applicants, of those of its part of the document or of its own offers.

    >>> from ingest.record import Meta, Source
    >>> clause = Clause("d", "五", "五、以上政策适用于在本市依法纳税的企业。")
    >>> document = Document("d", Source("例", "", "", ()), Meta("例"), (clause,))
    >>> [(one.prefix, one.tree.parts[0].attr) for one in general(document, clause)]
    [('', '在本市依法纳税')]
    """
    passage, rules = Passage.of(clause.text, clause.path), load("condition")
    text, body = passage.even.text, _body(clause, passage.even.text)
    told = list(_told(passage))
    yield from told
    if _offering(text):
        yield from _musts(passage, clause.path + "/", own=True)
    elif found := block(document, clause, passage):
        must = rules["applicant-must"].regex.search(text)
        head = _before_list(text)
        yield General(
            _prefix(document, clause), subject_of(head), found, clause.path,
            _scheme_name(must["scheme"]) if must else "", money=bool(_MONEY.search(head)),
        )  # fmt: skip
    elif rules["heading"].regex.match(clause.title):
        if not text[body:].strip("。：\n"):
            if found := listed(below(document, clause), False, False):
                yield General(_prefix(document, clause), None, found, clause.path)
        elif musts := list(_musts(passage, _prefix(document, clause))):  # 适用对象。申请补贴的单位，应当在本市注册
            yield from musts
        elif not told and (found := sentence(passage, body, len(text), Memory())):
            yield General(_prefix(document, clause), None, found, clause.path)
    else:
        yield from _musts(passage, _prefix(document, clause))
        if denied := denials(passage, body):
            yield General(_prefix(document, clause), None, denied, clause.path)


def _told(passage: Passage) -> Iterator[General]:
    """Read 本政策所称企业是指… and 本办法适用于…, which hold wherever they stand."""
    text, rules = passage.even.text, load("condition")
    path = passage.path or ""
    for name in ("applicant", "scope"):
        for match in rules[name].regex.finditer(text):
            spans = list(_kinds(text, *match.span("what")))
            for start, end in spans:
                subject = _named(match["subject"]) if name == "applicant" else subject_of(text[start:end])
                until = _until_except(text, start, end)[1]
                tree = _either(passage, start, until) if start < until else Tree()
                left = [(until, end)] if _EXCEPTED.search(text[until:end]) else []
                left += [(start, until)] if not tree and name == "applicant" and until - start > 3 else []
                open_ = tuple(passage.condition(Condition(text[a:b].strip("，"), ""), a, b) for a, b in left)
                if tree or open_:  # what nothing reads stays open: never a silent yes
                    yield General("", subject, Tree((*_all_of(tree), *open_)), path, own=True)
    for match in rules["not-applicant"].regex.finditer(text):
        found = passage.condition(Condition(match["what"], "", "=", False), *match.span())
        yield General("", match["subject"], Tree((found,)), path, own=True)


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
            yield General(prefix, _spoken_of(match[0]), tree, passage.path or "", own=own)
    for match in rules["applicant-must"].regex.finditer(passage.even.text):
        if rules["procedure"].regex.search(match["what"]):
            continue
        if tree := sentence(passage, *match.span("what"), Memory()):
            head = match[0][: match.start("what") - match.start()]
            name, money = _scheme_name(match["scheme"]), bool(_MONEY.search(head))
            yield General(prefix, _spoken_of(match[0]), tree, passage.path or "", "" if own else name, own, money)


def _all_of(tree: Tree) -> tuple[Condition | Tree, ...]:
    return (tree,) if tree.any else tree.parts


def _kinds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part firms from persons where both may apply: 在本市注册的企业，以及企业引进的人才."""
    for match in re.finditer("，以及", text[start:end]):
        cut = start + match.start()
        if {subject_of(text[start:cut]), subject_of(text[cut:end])} == {"企业", "个人"}:
            yield start, cut
            start = start + match.end()
    yield start, end


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
    return "/".join(steps[:-1]) + "/"


def _under(one: Clause, clause: Clause) -> bool:
    return one.path == clause.path or one.path.startswith(clause.path + "/")


def _body(clause: Clause, text: str) -> int:
    title = re.sub(r"\s", "", clause.title)
    at = text.find(title) if title else -1
    return at + len(title) if at >= 0 else 0


def _until_except(text: str, start: int, end: int) -> tuple[int, int]:
    match = re.search(
        r"，?(?:除[^，。；]*外|但[^，。；]*除外|（以下[简统]称|，有效期|，(?:自|执行|实施)[^，。；]{0,20}(?:起|至))",
        text[start:end],
    )
    return start, start + match.start() if match else end


def _offering(text: str) -> bool:
    return bool(re.search(r"(?:给予|奖励|补助|补贴|按)[^，。；]{0,24}\d[^，。；]{0,6}(?:元|%)", text))
