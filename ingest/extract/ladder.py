"""Classes that a document tells apart, and what shows of which somebody is: E类：博士研究生，或者具有正高级职称的人才.

They are told by letter or number in order, the best first: in items, in one sentence, in brackets or in a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.extract.condition import Passage, Tree, phrase, sentence
from ingest.extract.memory import Memory
from ingest.record import Clause, Condition

__all__ = ["Ladder", "ladder"]

_MARK = "(?:[A-H]|第?[一二三四五六七八九]|[甲乙丙丁戊]|[ⅠⅡⅢⅣⅤⅥ]|[特超]?大(?=型)|[中小](?=型))"
_KIND = "(?:类别?|层次|档次?|等级|级|型)"
_NOUN = (
    "(?:高层次|急需紧缺|创新创业)?(?:人才|专家|家庭农场|农场|牧场|养殖场|合作社|大户|对象|人员|企业|主体|家庭|机构|农户"
    "|园区|项目|团队|毕业生)?"
)
_LABEL = f"(?<![A-Za-z0-9第国省市县区])(?P<mark>{_MARK})(?P<kind>{_KIND})"
_MEANS = "(?:是指|主要是指|主要指|指|为|是|包括|：|:|——|，)"
_ITEM = re.compile(
    f"^\\s*(?:[（(].{{1,3}}[）)]|\\d{{1,2}}[.、．])?{_LABEL}(?P<noun>{_NOUN})(?:，?{_MEANS}|。)(?P<what>[^。；\n]{{2,}})"
)
_INLINE = re.compile(
    f"(?:(?<=[，；：。、\n为])|^){_LABEL}(?P<noun>{_NOUN})(?:(?:，?{_MEANS}(?!{_MARK}{_KIND})|(?=[^，。；\\d]{{2,10}}\\d))(?P<what>[^。；：\n]{{2,}}?)(?=[；。\n]|$|，{_MARK}{_KIND})"
    "|（(?P<glossed>[^（）]{2,})）)"
)
_GROUP = re.compile(
    f"(?:^|[，。；、\\s]|所称的?|将)(?P<group>(?!本|第)[^，。；：、\\s]{{2,10}}?)(?:按照?[^，。；]{{1,12}})?(?:划|区)?(?:分为|分成)[^。]{{0,24}}?(?:类|层次|档|级|：|{_MARK}{_KIND})"
)
_NO_MEANING = re.compile("给予|奖励|补[贴助]|资助|享受|不超过|年龄|不得|不予|优先|按照?|发放|申[请报领]|\\d万?元$|\\d%")
_JOIN = re.compile("，?(?:或者?|以及|及(?!以)|和)|、|，")
_DEGREE = re.compile(  # 全日制硕士研究生, 具有副高级专业技术职称, 技师职业资格（职业技能等级）人员
    "(?:具有|取得|持有|获得?)?(?:(?:全日制|普通高校|国家承认的?)*(?P<degree>博士|硕士|本科|大专|专科)(?:研究生|毕业生|学历|学位|及以上)*"
    "|(?P<rank>正高级?|副高级?|中级|初级)(?:专业技术)?(?:职称|任职资格|职务)"
    "|(?P<skill>高级技师|技师|高级工|中级工)(?:职业资格|职业技能等级)?(?:（[^（）]*）)?(?:证书)?)(?:的)?(?:人员|人才|者|毕业生)?"
)
_RANK = {"正高": "正高级", "副高": "副高级"}
_WHOSE = re.compile("的(?:[^，。；、的]{0,6}(?:人才|人员|专家|对象|企业|主体|家庭))$")
_REFERENCE = re.compile(
    f"(?P<labels>(?<![A-Za-z0-9])(?:{_MARK}(?:{_KIND})?{_NOUN}(?:、|和|或者?|及(?!以)|至|到|—|－|–|-|~|～))*{_MARK}{_KIND})"
    f"(?P<bound>（含）|及?以上|及?以下|（含）以[上下])?(?P<noun>{_NOUN})"
)
_ONE = re.compile(f"(?P<mark>{_MARK})(?:{_KIND})?")
_RANGE = re.compile("至|到|—|－|–|-|~|～")
_BEFORE = re.compile("(?:新引进|引进|全职|首次入选|新认定|高层次人才|各类人才|人才|的|（|经认定|符合条件|我市|本市)*")
_AGED = re.compile("(?:(?:申[请报领]|引进|购房|认定)时，?)?(?:年龄（)?(?P<who>.+?)(?:的?年龄)?(?:可至)?(?:）)?")
_LET_OFF = re.compile("不受[^，。；]{2,24}(?:限制|约束)|不(?:作|做|设|限)[^，。；]{0,12}(?:要求|限制|条件)")
_GRADE = "学历或技能等级"
_SHORT = 2


@dataclass(frozen=True, slots=True)
class Ladder:
    """The classes of a document in order, each with the ways to be of it; `groups` are all who are of any of them."""

    kind: str = ""
    marks: tuple[str, ...] = ()
    ways: Mapping[str, tuple[Condition | Tree, ...]] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()

    def resolved(self, trees: Iterable[Tree], words: Iterable[str] = ()) -> list[Tree]:
        """Return the trees with each class that they ask for as what shows it, and bounds by class of the own alone.

        `words` are those that the document defines otherwise, which are asked for by themselves.
        """
        every, known = list(trees), frozenset(words)
        if not self.marks and "全职" not in known:
            return every
        own = [one for tree in every if not tree.any for part in tree.parts for one in self._asked(part)]
        marks = frozenset.intersection(*(frozenset(marks) for _, marks in own)) if own else frozenset[str]()
        asked = own[0][0] if own else None
        return [self._tree(tree, marks, asked, known) for tree in every]

    def _asked(self, part: Condition | Tree) -> Iterator[tuple[Condition, tuple[str, ...]]]:
        """Yield each condition of a part that asks for a class, with the classes that it names."""
        if isinstance(part, Condition):
            match = _REFERENCE.search(part.attr) if part.value is True else None
            aside = match and match.string.startswith("可", match.end())
            if match and not aside and _BEFORE.fullmatch(part.attr, 0, match.start()) and (marks := self.named(match)):
                yield replace(part, attr=match[0]), marks
        elif not part.any:
            for one in part.parts:
                yield from self._asked(one)

    def _tree(self, tree: Tree, own: frozenset[str], asked: Condition | None, known: frozenset[str]) -> Tree:
        found: list[Condition | Tree] = []
        for part in tree.parts:
            if isinstance(part, Tree):
                if own and part.any and any(own <= marks for marks in self._ways_named(part)):
                    continue  # who asks as one of a class is let off what those of it need not meet
                inner = self._tree(part, own, asked, known)
                found += [inner] if inner or not part else []
            elif tree.any and own and any(not own & marks for marks in self._ways_named(Tree((part,)))):
                continue
            elif part.value is True and (group := self._group(part.attr)):
                ways = tuple(way for mark in own or self.marks for way in self.ways.get(mark, ()))
                before = _apart_words(part, part.attr.removesuffix(group))
                any_of = Tree((replace(part, attr=group), *((asked,) if asked else ()), *ways), any=True)
                found += [Tree((*before, any_of))] if tree.any and before else [*before, any_of]
            else:
                read = self._condition(part, own, known)
                found += [Tree(read)] if tree.any and len(read) > 1 else read
        return Tree(tuple(found), tree.any and len(found) > 1)

    def _group(self, attr: str) -> str:
        """Return the name of all who are of any class, behind what else is asked of them: 新引进的高层次人才."""
        names = (name for name in self.groups if attr.endswith(name) and _BEFORE.fullmatch(attr.removesuffix(name)))
        return next(names, "")

    def _ways_named(self, tree: Tree) -> Iterator[frozenset[str]]:
        for part in tree.parts:
            match = _REFERENCE.fullmatch(part.attr) if isinstance(part, Condition) and part.value is True else None
            if match and (marks := self.named(match)):
                yield frozenset(marks)

    def _condition(self, one: Condition, own: frozenset[str], known: frozenset[str]) -> tuple[Condition | Tree, ...]:
        if isinstance(one.value, float) and "岁" in (one.unit or ""):
            return self._bound(one, own)
        match = _REFERENCE.search(one.attr) if one.value is True else None
        if match is None:
            return (one,)
        marks = self.named(match)
        before, rest = match.string[: match.start()], match.string[match.end() :].strip("）")
        full = "全职" in before and "全职" in known
        if not (marks or full) or not _BEFORE.fullmatch(before):
            return (one,)
        if rest.startswith("可"):  # what others of the sentence may have: D类以上人才可申请入住，E类人才每月800元
            return () if own and not own & set(marks) else (one,)
        told = _apart_words(one, before)
        who = replace(one, attr=match[0])
        ways = tuple(_of_phrase(way, one) for mark in marks for way in self.ways.get(mark, ()))
        deed = (replace(one, attr=rest),) if len(rest) > _SHORT else ()
        return (*told, Tree((who, *_apart(one, ways)), any=True) if ways else who, *deed)

    def _bound(self, one: Condition, own: frozenset[str]) -> tuple[Condition | Tree, ...]:
        """Read how old those of one class may be: of who asks for another it is not asked."""
        said = _AGED.fullmatch(one.attr)
        match = _REFERENCE.fullmatch(said["who"]) if said else None
        marks = self.named(match) if match else ()
        if not marks or "可至" in one.attr:
            return (one,)
        if own and not own & set(marks):
            return ()
        age = replace(one, attr="年龄")
        if own and own <= set(marks):
            return (age,)
        others = [mark for mark in self.marks if mark not in marks]
        ways = [way for mark in others for way in (_degrees(self.ways[mark]) or (_name(mark, self.kind, one),))]
        whose = (replace(way, text=one.text, path=one.path, start=one.start) for way in ways)
        return (Tree((age, *whose), any=True),)

    def names(self, word: str) -> bool:
        """Tell whether a word is the name of one of the classes."""
        match = _REFERENCE.fullmatch(word)
        return bool(match and self.named(match))

    def named(self, match: re.Match[str]) -> tuple[str, ...]:
        """Return the classes that a reference names; () where the document tells none of them."""
        kinds = re.findall(_KIND, match["labels"])
        if not kinds or kinds[-1].rstrip("别次") != self.kind.rstrip("别次"):
            return ()
        marks = [one["mark"].lstrip("第") for one in _ONE.finditer(match["labels"])]
        at = [self.marks.index(mark) for mark in marks if mark in self.marks]
        if len(at) != len(marks) or not at:
            return ()
        if "以上" in (match["bound"] or ""):
            return self.marks[: max(at) + 1]
        if "以下" in (match["bound"] or ""):
            return self.marks[min(at) :]
        if _RANGE.search(match["labels"]):
            return self.marks[min(at) : max(at) + 1]
        return tuple(self.marks[one] for one in at)


def _apart_words(one: Condition, before: str) -> tuple[Condition, ...]:
    """Return what is asked of those of a class besides, in words before it."""
    return tuple(replace(one, attr=word) for word in re.findall("新引进|全职|首次入选|新认定", before))


def _of_phrase(way: Condition | Tree, asked: Condition) -> Condition | Tree:
    """Keep with what shows a class the words by which those of it are let off, where they are."""
    if not _LET_OFF.search(asked.text):
        return way
    if isinstance(way, Tree):
        return Tree(tuple(_of_phrase(one, asked) for one in way.parts), way.any)
    return replace(way, text=asked.text, path=asked.path, start=asked.start)


def _apart(asked: Condition, ways: Iterable[Condition | Tree]) -> Iterator[Condition | Tree]:
    """Yield the ways, of which each is named once."""
    known = {(asked.attr, asked.value)}
    for way in ways:
        told = (way.attr, way.value) if isinstance(way, Condition) else None
        if told is None or told not in known:
            yield way
        known |= {told} if told else set()


def _degrees(ways: Iterable[Condition | Tree]) -> tuple[Condition, ...]:
    """Return the ways that tell a degree, of which nobody has two."""
    return tuple(way for way in ways if isinstance(way, Condition) and way.attr == _GRADE)


def _name(mark: str, kind: str, one: Condition) -> Condition:
    return replace(one, attr=f"{mark}{kind}人才", op="=", value=True, unit=None)


def ladder(clauses: Sequence[Clause]) -> Ladder:
    """Read the classes of a document: those of the first clause, and its items, that tells at least two of them.

    >>> clause = Clause("d", "二", "各类人才分为三类：A类，顶尖人才；B类，博士；C类，硕士或副高级职称人才。")
    >>> found = ladder([clause])
    >>> found.marks, sorted(found.groups), [(one.attr, one.value) for one in found.ways["C"]]
    (('A', 'B', 'C'), ['各类人才'], [('学历或技能等级', '硕士'), ('职称', '副高级')])
    """
    by_parent: dict[str, list[Clause]] = {}
    for clause in clauses:
        by_parent.setdefault(clause.path.rpartition("/")[0], []).append(clause)
    for clause in clauses:
        found = [*_rows(clause), *_inline(clause)] or [
            one for item in by_parent.get(clause.path, ()) for one in _item(item)
        ]
        kinds = {kind for _, kind, _ in found}
        ways: dict[str, tuple[Condition | Tree, ...]] = {}
        for mark, _, told in found:
            ways.setdefault(mark, told)
        if len(ways) < _SHORT or len(kinds) != 1:
            continue
        groups = frozenset(one["group"] for one in _GROUP.finditer(clause.text) if len(one["group"]) > _SHORT)
        return Ladder(kinds.pop(), tuple(ways), ways, groups)
    return Ladder()


_Class = tuple[str, str, tuple[Condition | Tree, ...]]


def _rows(clause: Clause) -> Iterator[_Class]:
    for first, last in clause.rows:
        cells = clause.text[first:last].split("\t")
        label = re.fullmatch(f"{_LABEL}{_NOUN}", cells[0].strip()) if len(cells) == _SHORT else None
        if label and not _NO_MEANING.search(cells[1]):
            yield _class(label, clause, last - len(cells[1]), last)


def _inline(clause: Clause) -> Iterator[_Class]:
    found = [one for one in _INLINE.finditer(clause.text) if not _NO_MEANING.search(one["what"] or one["glossed"])]
    for match in found if len(found) > 1 else ():
        yield _class(match, clause, *match.span("what" if match["what"] else "glossed"))


def _item(clause: Clause) -> Iterator[_Class]:
    match = _ITEM.match(clause.text)
    if match and not _NO_MEANING.search(match["what"]):
        yield _class(match, clause, *match.span("what"))


def _class(label: re.Match[str], clause: Clause, start: int, end: int) -> _Class:
    return label["mark"].lstrip("第"), label["kind"], tuple(_ways(clause, start, end))


def _ways(clause: Clause, start: int, end: int) -> Iterator[Condition | Tree]:
    """Read what shows of which class somebody is: any one of the degrees, titles and kinds that are listed."""
    said = clause.text[start:end].strip()
    if re.search(r"\d", said):
        passage = Passage.of(clause.text[start:end], clause.path)
        tree = sentence(passage, 0, len(passage.even.text), Memory())
        if tree:
            placed = tuple(_moved(part, start) for part in tree.parts)
            yield placed[0] if len(placed) == 1 else Tree(placed, tree.any)
            return
    for piece in _JOIN.split(said) if len(said) else ():
        if len(piece) < _SHORT:
            continue
        degree = _DEGREE.fullmatch(piece)
        if degree is None:
            yield from _kind(piece, clause, said, start)
            continue
        name = "职称" if degree["rank"] else _GRADE
        value = _RANK.get(degree["rank"], degree["rank"]) if degree["rank"] else degree["skill"] or degree["degree"]
        yield Condition(name, said, "=", value, path=clause.path, start=start)


def _kind(piece: str, clause: Clause, said: str, start: int) -> Iterator[Condition | Tree]:
    bare = _WHOSE.sub("", piece)
    passage = Passage.of(bare, clause.path)
    read = phrase(passage, 0, len(bare), Memory(), told=True).parts if bare != piece else ()
    if len(read) == 1 and isinstance(read[0], Condition):
        yield replace(read[0], text=said, path=clause.path, start=start)
    else:
        yield Condition(bare, said, "=", True, path=clause.path, start=start)


def _moved(part: Condition | Tree, by: int) -> Condition | Tree:
    if isinstance(part, Tree):
        return Tree(tuple(_moved(one, by) for one in part.parts), part.any)
    return replace(part, start=None if part.start is None else part.start + by)
