"""What a clause states of who may apply for offers that stand elsewhere, and where those offers stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.extract.condition import sentence
from ingest.extract.denial import denials, denied_at
from ingest.extract.housekeeping import promise, promise_end, without_housekeeping
from ingest.extract.labelled import labelled
from ingest.extract.listing import Piece, before_list, below, block, listed, without_denied, without_lists
from ingest.extract.memory import Memory
from ingest.extract.naming import named
from ingest.extract.reach import offering, own_part, part_of_it, reach
from ingest.extract.recipient import recipients, subject_of, whom
from ingest.extract.tree import Passage, Tree
from ingest.parse.sentence import begin_of, end_of
from ingest.record import Clause, Condition, Document
from ingest.rules import load

__all__ = ["Statement", "statements"]

_OTHER_MATTER = re.compile(  # of a heading: no conditions below it
    "原则|程序|标准|方式|内容|流程|材料|时间|用途|期限|时限|情形|年限|依据"
)
_SPEAKS = re.compile(  # an item that is a sentence of its own on who may apply, or on what words mean
    "所称[^，。；]{2,16}，?(?:是|系)?指|不在[^，。；]{0,6}范围|不(?:纳入|列入|属于)[^，。；]{0,8}范围|[^，。；]{2,}不受[^，。；]{0,24}(?:限制|约束)[。；]?$"
)
_SPEAKING = ("scope", "applicant", "applicant-must", "deny", "list", "term", "not-applicant", "not-meant-for")
_LABEL = re.compile(
    "(?:（[一二三四五六七八九十\\d]{1,3}）|\\d{1,2}[.、．]|[①-⑨])(?P<title>[^，。；：\\n]{2,14})[：:]?\\s*"
)
_MONEY = re.compile("补助|补贴|奖|资助|资金|贴息")
_RAISES = re.compile(  # 创办企业的，补贴标准上浮50%: it raises what another clause offers
    "[^。；\n]*(?:补[贴助]|奖励|津贴)(?:标准|比例|金额|额度)?(?:可|相应|再|均)*(?:上浮|提高|上调)\\d+(?:\\.\\d+)?[%％][^。；\n]*"
)
_OF_ALL = re.compile("本(?:措施|办法|政策|细则|方案|意见|规定|若干|实施)")
_APPLIES_AT_ALL = re.compile("(?:申[报请]|享受|获得)本(?:措施|办法|政策|细则|方案|意见|规定|若干)")
_OF_ITS_OWN = re.compile(
    "(?:前款|本条|本款|本项|前项|前述|上款|上述)(?=[^，。；]{0,8}不(?:予|再|得))|不[^，。；]{1,6}(?:前|本|上)[条款项]"
)
_ELSE_NONE = re.compile("，(?:[未不没]|否则)[^，。；]{0,16}?(?:的?，?(?:一律|均|将)?(?:不予|不得|不再|不享受|取消))")
_BODIES = re.compile("企业|单位|机构|法人")
_PERSON = load("party")["person-meant"].regex
_NO_NAME = re.compile("补助|补贴|奖励|奖补|资金|专项|扶持|财政|政策|^本.*|项目|支持|[市省区县]级")


@dataclass(frozen=True, slots=True)
class Statement:
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
    but: frozenset[str] = frozenset()  # paths of the clauses that it is not asked of
    among: frozenset[str] = frozenset()  # paths of those that alone it is asked of, where they are named


def statements(document: Document, clause: Clause) -> Iterator[Statement]:
    """Yield what `clause` says of all applicants, of those of its part of the document or of its own offers.

    >>> from ingest.record import Meta, Source
    >>> clause = Clause("d", "五", "五、以上政策适用于在本市依法纳税的企业。")
    >>> document = Document("d", Source("例", "", "", ()), Meta("例"), (clause,))
    >>> [(one.prefix, one.tree.parts[0].attr) for one in statements(document, clause)]
    [('', '在本市依法纳税')]
    """
    passage = without_housekeeping(Passage.of(clause.text, clause.path))
    apart, but, passage = _of_parts(document, passage)
    yield from apart
    part = own_part(clause, passage.even.text)
    found = _labelled(document, clause, passage) if labelled(passage) else _stated(document, clause, passage)
    for one in found:
        one = one if not part or one.prefix.startswith(part) else replace(one, prefix=part)
        yield replace(one, but=but) if but and not _denies(one.tree) else one


def _of_parts(document: Document, passage: Passage) -> tuple[list[Statement], frozenset[str], Passage]:
    """Read what is asked of the offers of named articles alone, and which ones the rest is not asked of.

    Returns too the passage without these words.
    """
    rules, found, others = load("condition"), list[Statement](), frozenset[str]()
    for name, read in (("for-part", whom), ("asked-of-part", _asked)):
        for match in rules[name].regex.finditer(passage.even.text):
            if among := frozenset(named(document, match["names"])):
                tree = read(passage, *match.span("what"))
                found.append(Statement("", None, tree, passage.path or "", own=True, among=among))
                passage = passage.blank(*match.span())
                others |= among if name == "for-part" else frozenset()
    for match in rules["but-part"].regex.finditer(passage.even.text):
        others |= frozenset(named(document, match["names"]))
        passage = passage.blank(*match.span())
    under = (one.path for path in others for one in document.below(path))
    return found, others | frozenset(under), passage


def _denies(tree: Tree) -> bool:
    """Tell whether all that is said is who is excluded."""
    return all(one.value is False for one in tree.conditions())


def _labelled(document: Document, clause: Clause, passage: Passage) -> Iterator[Statement]:
    """Yield what labels ask (支持对象：…): of the offers below the clause where it states sums, else of its part."""
    labels = labelled(passage)
    sums = any(one.sums for one in labels) or offering(clause.text)
    where = f"{clause.path}/" if sums or _holds_offers(document, clause) else part_of_it(clause)
    for one in labels[-1:] if sums else labels:
        yield Statement(where, None, one.asked, clause.path)
    if sums and load("condition")["label-alone"].regex.search(clause.text):  # 补贴条件：, and items below
        yield Statement(f"{clause.path}/", None, listed(list(_untitled(document, clause))), clause.path, own=True)


def _stated(document: Document, clause: Clause, passage: Passage) -> Iterator[Statement]:
    text, where = passage.even.text, reach(document, clause)
    title, body = clause.title, _body(clause, text)
    if not title and (label := _LABEL.fullmatch(text)):  # 1.申报条件：, and the conditions are the items below
        title, body = label["title"], len(text)
    whom = list(recipients(passage))
    for subject, tree, whole in whom:
        yield Statement("" if whole else part_of_it(clause), subject, tree, clause.path, own=True)
    denies = bool(load("condition")["deny"].regex.search(before_list(text)))
    if offering(_RAISES.sub("", text)) and not (denies and _OF_ALL.search(before_list(text))):
        yield from _musts(passage, f"{clause.path}/", own=True)
        if document.below(clause.path):
            for shut in _exclusions(document, passage, 0, ""):  # behind a list: said of its items too
                yield shut if shut.among else replace(shut, prefix=f"{clause.path}/")
    elif found := block(document, clause, passage):
        yield _of_list(text, "" if denies and _OF_ALL.search(before_list(text)) else where, found, clause.path)
        yield from _musts(without_lists(passage), where)
        yield from _exclusions(document, without_lists(passage), 0, where)
    elif load("condition")["heading"].regex.match(title):
        yield from _under_heading(document, clause, passage, body, bool(whom))
    else:
        yield from _musts(passage, where)
        speaks = load("condition")["deny"].regex.search(title)  # （五）在编人员不享受…: no title, but a sentence
        yield from _exclusions(document, passage, body if text[body:].strip("。\n") and not speaks else 0, where)


def _of_list(text: str, where: str, found: Tree, path: str) -> Statement:
    rules, head = load("condition"), before_list(text)
    must = rules["applicant-must"].regex.search(text) or rules["applied-for"].regex.search(head)
    name = _benefit(must["scheme"] or "") if must else ""
    return Statement(where, subject_of(head), found, path, name, money=bool(_MONEY.search(head)))


def _under_heading(document: Document, clause: Clause, passage: Passage, body: int, whom: bool) -> Iterator[Statement]:
    """Read what stands under 申报条件: the items below, or the text itself."""
    where = reach(document, clause)
    if not passage.even.text[body:].strip("。：\n"):
        if not _holds_offers(document, clause):
            yield Statement(where, None, listed(list(_untitled(document, clause))), clause.path)
        return
    musts = list(_musts(passage, where))  # 适用对象。申请补贴的单位，应当在本市注册
    yield from musts
    if whom or musts:  # 适用范围。本办法适用于…。被列入失信名单的，不予支持
        yield from _exclusions(document, passage, body, where)
    else:
        yield Statement(where, None, _qualifying(passage, body), clause.path)


def _untitled(document: Document, clause: Clause) -> Iterator[Piece]:
    """Yield the items below a heading (申报条件) but those whose own heading says what else they state (奖励原则)."""
    titles, rules = {one.path: one.title for one in document.clauses}, load("condition")
    for passage, *_ in below(document, clause):
        title, text = titles.get(passage.path or "", ""), passage.even.text
        speaks = _SPEAKS.search(text) or any(rules[name].regex.search(text) for name in _SPEAKING)
        if not (_OTHER_MATTER.search(title) or rules["heading"].regex.match(title) or speaks):
            yield without_denied(without_housekeeping(passage))


def _holds_offers(document: Document, clause: Clause) -> bool:
    """Tell whether a heading stands over the offers themselves: 第三章 支持范围和标准."""
    return any(offering(one.text) for one in document.below(clause.path))


def _qualifying(passage: Passage, start: int) -> Tree:
    """Read the text under 申报条件: what must hold, and who is excluded besides (用于非农用途的，不予贴息)."""
    text, rules = passage.even.text, load("condition")
    shut = denials(passage, start)
    firsts = [passage.even.at.index(one.start) for one in shut.conditions() if one.start]
    found: list[Condition | Tree] = []
    for stretch in re.finditer("[^。；\n]+", text[start:]):
        first, last = (start + at for at in stretch.span())
        if rules["deny"].regex.search(stretch[0]):
            last = min((at for at in firsts if first <= at < last), default=first)
        found += sentence(passage, first, last, Memory(), listed=True).flat() if first < last else ()
    return Tree((*found, *shut.parts))


def _exclusions(document: Document, passage: Passage, start: int, where: str) -> Iterator[Statement]:
    """Read who is excluded, in each half of a sentence of the offers that it speaks of."""
    text = passage.even.text
    for one, part in denied_at(passage, start):
        if one.start and passage.original[one.start - 1] in "(（":
            continue  # 高级职称（“以考代评”的系列除外）: left out of the noun before the bracket, and of no benefit
        half = text[begin_of(text, part.end, "。；\n") : end_of(text, part.end, "。；\n")]
        own = f"{passage.path}/" if _OF_ITS_OWN.search(half) else where  # 不享受前款补贴
        out = load("condition")["not-for"].regex.search(half)  # 不适用第二章: of these offers alone
        among = frozenset(named(document, out["names"])) if out else frozenset()
        yield Statement("" if among else own, None, Tree((one,)), passage.path or "", among=among)


def _musts(passage: Passage, prefix: str, own: bool = False) -> Iterator[Statement]:
    """Read what sentences ask of applicants: 申报单位应当…, 申报企业近三年未…, 申报企业注册资本应不低于…."""
    rules, text, path = load("condition"), passage.even.text, passage.path or ""
    for match in rules["applicant-clean"].regex.finditer(text):
        head = match[0][: match.start("what") - match.start()]
        tree = sentence(passage, *match.span("what"), Memory())
        yield Statement("" if _APPLIES_AT_ALL.search(head) else prefix, _spoken_of(head), tree, path, own=own)
    for match in rules["applicant-must"].regex.finditer(text):
        if rules["procedure"].regex.search(match["what"]):
            continue
        start = match.start("thing") if match["thing"] else match.start("what")
        none = _ELSE_NONE.search(text, start, match.end("what"))
        tree = _asked(passage, start, none.start() if none else match.end("what"))
        head = match[0][: match.start("what") - match.start()]
        name, where = _benefit(match["scheme"] or ""), "" if _APPLIES_AT_ALL.search(head) else prefix
        yield Statement(where, _spoken_of(head), tree, path, "" if own else name, own, bool(_MONEY.search(head)))
    for name in ("only-then", *(("own-must",) if own else ())):
        for match in rules[name].regex.finditer(text):
            if not rules["procedure"].regex.search(match["what"]):
                who = None if own else _spoken_of(match[0][: match.start("what") - match.start()])
                yield Statement(prefix, who, _asked(passage, *match.span("what")), path, own=own)


def _asked(passage: Passage, start: int, end: int) -> Tree:
    """Read what must be; a promise is one condition, whatever it promises; what is asked beside it is not."""
    text = passage.even.text
    begun = promise(text, start, end)
    if begun is None:
        return sentence(passage, start, end, Memory(), listed=True)
    last = len(text[:begun].rstrip("，并且同时还"))
    asked = sentence(passage, start, last, Memory(), listed=True) if last > start else Tree()
    stop = promise_end(text, begun, end)
    beside = sentence(passage, stop + 1, end, Memory(), listed=True) if stop + 1 < end else Tree()
    must = len(text[:begun].rstrip("须应当需必要"))  # its words say that it is to be given
    given = passage.condition(Condition(text[begun:stop], "", "=", True), must, stop)
    return Tree((*asked.flat(), given, *beside.flat()))


def _spoken_of(words: str) -> str | None:
    """Return 企业 where only firms and bodies are named; None where persons may be meant too."""
    return "企业" if _BODIES.search(words) and not _PERSON.search(words) else None


def _benefit(text: str) -> str:
    """Return the word that tells one benefit from others: 租房 of 租房补贴."""
    name = _NO_NAME.sub("", text)
    return name if 2 <= len(name) <= 12 else ""


def _body(clause: Clause, text: str) -> int:
    title = re.sub(r"\s", "", clause.title)
    at = text.find(title) if title else -1
    return at + len(title) if at >= 0 else 0
