"""What a document means by a word: 本细则所称高校毕业生，是指毕业五年内、具有大学专科以上学历的毕业生."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.extract.condition import sentence
from ingest.extract.memory import Memory
from ingest.extract.tree import Passage, Tree
from ingest.record import Condition, Document
from ingest.rules import load

__all__ = ["Meaning", "any_kind", "definitions", "explained"]

_QUICK = re.compile("指|包括|所称")
_BESTOWED = re.compile("认定|评定|命名|授予|公布|名录|名单|评审")  # an office finds who bears the name: to be shown
_JOINING = re.compile(
    "[，、。的]|与(?:用人)?单位|(?:依法)?签订|(?:劳动|聘用|（|）)+合同|并且?|以及|或者?|且|和|及|依法|在本市|企业|单位|机构|人员"
)
_ANY_KIND = load("party")["any-kind"].regex
_BEARER = re.compile("(?:人才|人员|青年|毕业生|教师|职工|员工|劳动者|者|企业|单位|机构|项目|主体|团队)$")
_PERSONS = load("party")["persons"].regex
_BODIES = load("party")["bodies"].regex
_BETWEEN = re.compile("、|，?以及|，?和|，?及(?!以)|，?或者?")
_BRACKETS = re.compile("（[^（）]*）")
_HIRES = re.compile(  # what somebody does for those who bear the name
    "^(?:[^，。；的]{0,6}(?:企业|单位|机构|合作社))?(?P<deed>招用|新招用|吸纳|聘用|组织|培训|安置|带动|帮助|接收|推荐|帮扶|为)(?=$|..)"
)
_SHORT = 2


@dataclass(frozen=True, slots=True)
class Meaning:
    """What must hold of whoever bears a name; `kinds` are those whom a list calls so, where it names persons alone."""

    tree: Tree
    kinds: tuple[str, ...] = ()


def definitions(document: Document) -> Iterator[tuple[str, Meaning]]:
    """Yield each word that a document defines, with what it means.

    >>> from ingest.record import Clause, Meta, Source
    >>> document = Document("d", Source("例", "", "", ()), Meta("例"), (
    ...     Clause("d", "第二条", "第二条 本办法所称初创企业，是指成立3年以内、在本市登记的企业。"),
    ...     Clause("d", "第三条", "第三条 本办法所称重点群体，是指退役军人、登记失业人员和残疾人。")))
    >>> [(name, [one.attr for one in meaning.tree.conditions()]) for name, meaning in definitions(document)]
    [('初创企业', ['成立年限', '在本市登记']), ('重点群体', ['重点群体', '退役军人', '登记失业人员', '残疾人'])]
    """
    rules = load("condition")
    for clause in document.clauses:
        if not _QUICK.search(clause.text):
            continue
        passage = Passage.of(clause.text, clause.path)
        found = list(rules["definition"].regex.finditer(passage.even.text))
        found += [one for one in rules["term"].regex.finditer(passage.even.text) if not any_kind(one["name"])]
        for match in found:
            kinds = _of_one_noun(passage.even.text, *match.span("what"), match["name"][-_SHORT:])
            kinds = kinds or _kinds(passage.even.text, *match.span("what"))
            if kinds:
                yield from _listed(passage, match, [(passage, *span) for span in kinds])
            elif not match.groupdict().get("list") and not _BESTOWED.search(match["what"]):
                yield from _described(passage, match)


def any_kind(name: str) -> bool:
    """Tell whether a word names whoever may apply: what it is said to mean is asked of all of them.

    >>> any_kind("用人单位"), any_kind("申请人"), any_kind("新入职教师")
    (True, True, False)
    """
    return bool(_ANY_KIND.fullmatch(name))


def _described(passage: Passage, match: re.Match[str]) -> Iterator[tuple[str, Meaning]]:
    """Yield what must hold of whoever bears the name that is defined."""
    name, named = match["name"], _named(passage, match)
    told = sentence(passage, *match.span("what"), Memory()).parts
    if told and _unread(_without_genus(match["what"], name), told):
        told = (named, *told)
    elif len(told) == 1 and isinstance(told[0], Condition) and "、" in told[0].attr:
        told = (Tree((named, *told), any=True),)  # 残疾人、零就业家庭成员: one of the kinds
    if told:
        yield name, Meaning(Tree(told))


def _listed(
    passage: Passage, match: re.Match[str], kinds: Sequence[tuple[Passage, int, int]]
) -> Iterator[tuple[str, Meaning]]:
    """Yield that whoever is one of the kinds bears the name, and whoever is called so."""
    said = [at.even.text[start:end] for at, start, end in kinds]
    if len(said) < _SHORT or not all(map(_is_kind, said)):
        return
    persons = all(_PERSONS.search(_BRACKETS.sub("", one)) for one in said)
    if persons and _of_one_noun("、".join(said), 0, len("、".join(said)), match["name"][-_SHORT:]):  # one question
        kind = Condition(f"{match['name']}类别", "", "in", "、".join(said))
        one = passage.condition(kind, match.start("name"), match.end("what"))
        yield match["name"], Meaning(Tree((one,)), tuple(said))
        return
    ways = [_kind(*one) for one in kinds]
    called = (_named(passage, match),) if persons else ()  # who is called a 种粮大户 may still have too little land
    yield match["name"], Meaning(Tree((Tree((*called, *ways), any=True),)), tuple(said) if persons else ())


def _is_kind(said: str) -> bool:
    bare = _BRACKETS.sub("", said)
    return bool(_PERSONS.search(bare) or _BODIES.search(bare)) and bare not in load("condition").words["generic"]


def _kind(at: Passage, start: int, end: int) -> Condition | Tree:
    said = at.even.text[start:end]
    read = Tree() if "（" in said else sentence(at, start, end, Memory())
    return read.single() if read else at.condition(Condition(said, "", "=", True), start, end)


def _named(passage: Passage, match: re.Match[str]) -> Condition:
    return passage.condition(Condition(match["name"], "", "=", True), *match.span("name"))


def _kinds(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part a list of persons and bodies, brackets kept whole; nothing where it is none.

    >>> text = "脱贫人口（含监测对象、低保对象）和残疾人"
    >>> [text[a:b] for a, b in _kinds(text, 0, len(text))]
    ['脱贫人口（含监测对象、低保对象）', '残疾人']
    """
    flat = _BRACKETS.sub(lambda match: "（" + "□" * (len(match[0]) - 2) + "）", text[:end])
    spans = _between(_BETWEEN, flat, start, end)
    return spans if len(spans) > 1 and all(b - a > 1 and _is_kind(text[a:b]) for a, b in spans) else []


def _of_one_noun(text: str, start: int, end: int, noun: str) -> list[tuple[int, int]]:
    """Part a list behind each `noun` that ends a member; nothing where one has none, or a number.

    >>> said = "收治确诊和疑似病例的人员、转运的人员等"
    >>> [said[a:b] for a, b in _of_one_noun(said, 0, len(said), "人员")]
    ['收治确诊和疑似病例的人员', '转运的人员']
    """
    end -= text[start:end].endswith("等")
    spans = _between(re.compile(f"(?<={noun})(?:{_BETWEEN.pattern})"), text, start, end)
    whole = all(text.endswith(noun, a, b) and "的" in text[a:b] for a, b in spans[1:])
    return spans if len(spans) > 1 and whole and not re.search(r"\d", text[start:end]) else []


def _between(cuts: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans that the matches of `cuts` leave between them."""
    edges = [start, *(at for cut in cuts.finditer(text, start, end) for at in cut.span()), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _without_genus(what: str, name: str) -> str:
    """Leave out what those are of whom a definition says more: 教师 behind …的, of 新入职教师."""
    before, of, genus = what.rpartition("的")
    return before if of and (name.endswith(genus) or _BEARER.fullmatch(genus)) else what


def _unread(what: str, parts: Iterable[Condition | Tree]) -> bool:
    """Tell whether a definition says more than its parts ask for, so that they alone do not show who bears the name."""
    for one in Tree(tuple(parts)).conditions():
        what = what.replace(one.text, "")
    return len(_JOINING.sub("", what)) > 1


def explained(trees: Iterable[Tree], meanings: Mapping[str, Meaning]) -> list[Tree]:
    """Put what a word means in place of each condition that names it."""
    return [_explained(tree, meanings) for tree in trees]


def _explained(tree: Tree, meanings: Mapping[str, Meaning]) -> Tree:
    found: list[Condition | Tree] = []
    for part in tree.parts:
        if isinstance(part, Tree):
            found.append(_explained(part, meanings))
        elif part.value is True and (meant := meanings.get(part.attr)):
            found.extend((meant.tree,) if tree.any else meant.tree.parts)
        else:
            found.append((part.value is True and _of_group(part, meanings)) or part)
    return Tree(tuple(found), tree.any)


def _of_group(one: Condition, meanings: Mapping[str, Meaning]) -> Tree | None:
    """Read what those of a group do, and what is done for them: 重点群体人员创办企业, 招用重点群体人员."""
    for name, meaning in meanings.items():
        called = next((word for word in (f"{name}人员", name) if meaning.kinds and word in one.attr), None)
        if called is None:
            continue
        before, rest = one.attr.split(called, 1)
        if not before:
            deed = (replace(one, attr=rest),) if len(rest) > _SHORT else ()
            return Tree((*meaning.tree.parts, *deed))
        if hires := _HIRES.search(before):
            ways = [kind for kind in meaning.kinds if not re.search(r"\d|（", kind)]
            return Tree((one, *(replace(one, attr=f"{hires['deed']}{kind}{rest}") for kind in ways)), any=True)
    return None
