"""What a document says once for all its offers: who may apply, who may not, from when and until when."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from ingest.extract.condition import Passage, Tree, items, sentence
from ingest.extract.memory import Memory
from ingest.extract.plain import parts
from ingest.record import Clause, Condition, Document
from ingest.rules import load

__all__ = ["General", "Scheme", "block", "scheme"]

_QUICK = re.compile(r"条件|情形|不予|不得|不享受|不适用|所指|所称|适用|申报|申请|对象|享受|范围|主体|取消")
_PERSON = re.compile(
    r"个人|人才|毕业生|农户|居民|消费者|人员|购房者|学生|职工|劳动者|创业者|家庭|村民|举报人|教师|医师|博士|硕士|农民"
)
_LEFT_OUT = {word: re.compile(rf"“{word}”(?:[、“”\w]*?)(?:均)?不(?:包含|包括|含)本数") for word in ("以上", "以下")}
_WHOLE = re.compile(r"附\s*则|其他|其它|说明|申报|申请|条件|适用|总则|兑现|附加")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零〇\d]+条$")


@dataclass(frozen=True, slots=True)
class General:
    """Conditions of every offer below `prefix` whose beneficiary is a `subject`; `name` names the only offer meant."""

    prefix: str
    subject: str | None
    tree: Tree
    path: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Scheme:
    """All that holds for the whole document."""

    general: tuple[General, ...]
    valid_from: date | None
    valid_to: date | None
    counted_from: date | None
    text: str
    strict: frozenset[str] = frozenset()  # 以上 or 以下 where the document says that they leave the number out

    def bounded(self, conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
        """Return `conditions` with 以上 and 以下 read as the document defines them."""
        if not self.strict:
            return conditions
        return tuple(
            replace(one, op=">" if one.op == ">=" else "<") if one.op in (">=", "<=") and self._strict(one) else one
            for one in conditions
        )

    def _strict(self, one: Condition) -> bool:
        return "含" not in one.text and any(
            word in one.text and word[1] == ("上" if one.op == ">=" else "下") for word in self.strict
        )

    def conditions(self, clause: Clause, beneficiary: str) -> Iterator[Tree]:
        """Yield the conditions that an offer of `clause` to `beneficiary` inherits, in the order of the text."""
        kind = "个人" if _PERSON.search(beneficiary) else "机构" if "机构" in beneficiary else "企业"
        subjects = {one.subject for one in self.general}
        for one in self.general:
            if one.path == clause.path or not (clause.path + "/").startswith(one.prefix):
                continue
            if one.name and one.name not in clause.text and self.text.count(one.name) > 1:
                continue
            if one.subject in (None, "对象", "申请人", "项目") or _meant(one.subject, kind, subjects):
                yield one.tree


def _meant(subject: str, kind: str, subjects: set[str | None]) -> bool:
    if subject == "机构":
        return kind == "机构"
    if subject in ("个人", "人才", "农户"):
        return kind == "个人"
    return kind == "企业" or (kind == "机构" and "机构" not in subjects)


def scheme(document: Document) -> Scheme:
    """Read what holds for the whole of `document`. Called once a document by `incentive.extract`."""
    general: list[General] = []
    ends: list[date | None] = []
    counted, strict = None, frozenset[str]()
    rules = load("incentive")
    for clause in document.clauses:
        if _QUICK.search(clause.text):
            general.extend(_general(document, clause))
        if "本数" in clause.text:
            strict |= {word for word in ("以上", "以下") if _LEFT_OUT[word].search(clause.text)}
        if "20" in clause.text and (match := rules["valid-to"].regex.search(even := re.sub(r"\s", "", clause.text))):
            ends.append(_day(match, last=True))
            if match := rules["counted-from"].regex.search(even):
                counted = _day(match)
    meta = document.meta
    whole = "\n".join(clause.text for clause in document.clauses) if any(one.name for one in general) else ""
    return Scheme(
        tuple(general),
        meta.effective,
        meta.expires or (ends[-1] if ends else None),
        counted or _counted(document),
        whole,
        strict,
    )


def _counted(document: Document) -> date | None:
    rule = load("incentive")["counted-from"]
    for clause in document.clauses:
        if "核校" in clause.text or "开始计" in clause.text:
            match = rule.regex.search(re.sub(r"\s", "", clause.text))
            if match:
                return _day(match)
    return None


def _day(match: re.Match[str], last: bool = False) -> date | None:
    year, month = int(match["year"]), int(match["month"] or (12 if last else 1))
    try:
        day = int(match["day"] or (monthrange(year, month)[1] if last else 1))
        return date(year, month, day)
    except ValueError:
        return None


# -------------------------------------------------------------------------------------------------- who may apply
def _general(document: Document, clause: Clause) -> Iterator[General]:
    passage, rules = Passage.of(clause.text, clause.path), load("condition")
    text, prefix = passage.even.text, _prefix(clause)
    for name in ("applicant", "scope"):
        for match in rules[name].regex.finditer(text):
            subject = match["subject"] if name == "applicant" else _spoken_of(match["what"])
            if tree := _either(passage, *_until_except(text, *match.span("what"))):
                yield General("", subject, tree, clause.path)
    for match in rules["not-applicant"].regex.finditer(text):
        found = passage.condition(Condition(match["what"], "", "=", False), *match.span())
        yield General("", match["subject"], Tree((found,)), clause.path)
    offering = _offering(text)
    if offering:
        return
    if listed := block(document, clause, passage):
        must = rules["applicant-must"].regex.search(text)
        yield General(prefix, None, listed, clause.path, _scheme_name(must["scheme"]) if must else "")
        return
    body = _body(clause, text)
    if rules["heading"].regex.match(clause.title):
        if not text[body:].strip("。：\n"):
            listed = _listed(_below(document, clause), False, False)
            if listed:
                yield General(prefix, None, listed, clause.path)
        elif tree := sentence(passage, body, len(text), Memory()):
            yield General(prefix, None, tree, clause.path)
        return
    for match in rules["applicant-must"].regex.finditer(text):
        if tree := sentence(passage, *match.span("what"), Memory()):
            yield General(prefix, _spoken_of(match[0]), tree, clause.path, _scheme_name(match["scheme"]))
    if denied := denials(passage, body):
        yield General(prefix, None, denied, clause.path)


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


def _prefix(clause: Clause) -> str:
    """Where conditions in a clause of their own hold: all of a document in articles, else the part they stand in."""
    steps = clause.path.split("/")
    if any(_WHOLE.search(heading) for heading in clause.headings[-1:]):
        return ""
    if len(steps) <= 1 or _ARTICLE.search(clause.path) or any(step.startswith(("附则", "第")) for step in steps):
        return ""
    return "/".join(steps[:-1]) + "/"


def _body(clause: Clause, text: str) -> int:
    title = re.sub(r"\s", "", clause.title)
    at = text.find(title) if title else -1
    return at + len(title) if at >= 0 else 0


def _until_except(text: str, start: int, end: int) -> tuple[int, int]:
    match = re.search(r"，?(?:除[^，。；]*外|但[^，。；]*除外|（以下简称)", text[start:end])
    return start, start + match.start() if match else end


def _offering(text: str) -> bool:
    return bool(re.search(r"(?:给予|奖励|补助|补贴|按)[^，。；]{0,24}\d[^，。；]{0,6}(?:元|%)", text))


def block(document: Document, clause: Clause, passage: Passage) -> Tree:
    """Read the list of conditions in `clause` or, where its text ends in a colon, in the clauses below it."""
    text = passage.even.text
    found: list[Condition | Tree] = []
    for match in load("condition")["list"].regex.finditer(text):
        end = _end(text, match.end())
        any_of = bool(match["one1"] or match["one2"])
        denied = _denied(text, match.start(), end)
        inside = text[match.end() : end].strip("：，。的")
        head = re.search("[：]", text[match.end() : end])
        start = match.end() + (head.end() if head else 0)
        pieces = [(passage, start, end)] if len(inside) > 4 and head and text[start:end].strip() else []
        if head and not text[start:end].strip("。"):
            pieces = list(_below(document, clause))
        tree = _listed(pieces, denied, any_of)
        if tree:
            found.extend(tree.parts if not tree.any else (tree,))
    return Tree(tuple(found))


def _end(text: str, start: int) -> int:
    match = re.search(r"[。\n](?!（?[\d一二三四五六七八九]{1,2}[）.、])", text[start:])
    return start + match.start() if match else len(text)


def _denied(text: str, start: int, end: int) -> bool:
    begin = max(text.rfind("。", 0, start), text.rfind("\n", 0, start)) + 1
    return bool(load("condition")["deny"].regex.search(text[begin:end]))


def _below(document: Document, clause: Clause) -> Iterator[tuple[Passage, int, int]]:
    for child in document.clauses:
        if child.path.startswith(clause.path + "/") and child.path.count("/") == clause.path.count("/") + 1:
            passage = Passage.of(child.text, child.path)
            yield passage, 0, len(passage.even.text)


def _listed(pieces: Iterable[tuple[Passage, int, int]], denied: bool, any_of: bool) -> Tree:
    found: list[Condition | Tree] = []
    memory = Memory()
    for passage, start, end in pieces:
        if denied:
            found.extend(_denials_of(passage, start, end))
            continue
        tree = items(passage, start, end, memory, any_of)
        found.extend([tree] if any_of and len(tree.parts) > 1 and not tree.any else tree.parts)
    return Tree(tuple(found), any_of and not denied and len(found) > 1)


def _denials_of(passage: Passage, start: int, end: int) -> Iterator[Condition]:
    for match in re.finditer(
        r"(?:（[^（）]{1,3}）|\d{1,2}[.、])?(?P<what>[^；。\n]{3,80})", passage.even.text[start:end]
    ):
        words = match["what"].strip("，：、的")
        if len(words) >= 3:
            yield passage.condition(
                Condition(words, "", "=", False), start + match.start("what"), start + match.end("what")
            )


def denials(passage: Passage, start: int = 0) -> Tree:
    """Read who is shut out in one sentence (被列入失信名单的，不予支持): conditions that must be false."""
    text, rule = passage.even.text, load("condition")["deny"]
    found: list[Condition] = []
    begin, sentence_no = start, -1
    for part in parts(text, start):
        if part.half != sentence_no:
            begin, sentence_no = part.start, part.half
        match = rule.regex.search(text[part.start : part.end])
        if not match:
            continue
        said = text[begin : part.start + match.start()].strip("，")
        words = re.sub(
            r"^(?:对于?|凡|若|如)|的?(?:企业|单位|项目|个人|机构|主体|情形|情况|人员)?(?:，?(?:一律|原则上|将|均))*$|的$",
            "",
            said,
        ).strip("，")
        if 3 <= len(words) <= 60 and "：" not in words and "以下" not in words:
            offset = text.find(words, begin)
            if offset >= 0:
                found.append(passage.condition(Condition(words, "", "=", False), offset, offset + len(words)))
    return Tree(tuple(found))
