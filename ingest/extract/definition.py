"""What a document means by a word: 本细则所称高校毕业生，是指毕业五年内、具有大学专科以上学历的毕业生."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.extract.condition import Passage, Tree, sentence
from ingest.extract.memory import Memory
from ingest.record import Clause, Condition
from ingest.rules import load

__all__ = ["Meaning", "any_kind", "definitions", "explained", "named_in"]

_BESTOWED = re.compile(
    "认定|评定|命名|授予|公布|名录|名单|评审"
)  # an office finds who bears the name: it is to be shown
_JOINING = re.compile(
    "[，、。的]|与(?:用人)?单位|(?:依法)?签订|(?:劳动|聘用|（|）)+合同|并且?|以及|或者?|且|和|及|依法|在本市|企业|单位|机构|人员"
)
_ANY_KIND = re.compile(
    "(?:(?:用人|申[报请]|市场|经营|实施)?(?:单位|主体|企业|机构)|个人|项目|人才|农户|申[报请]人|合作社|对象)(?:(?:、|和|及|或)(?:企业|单位|机构|个人|合作社))*"
)
_BEARER = re.compile("(?:人才|人员|青年|毕业生|教师|职工|员工|劳动者|者|企业|单位|机构|项目|主体|团队)$")
_BY_WHOM = re.compile("^(?:本?[省市县区]?内?)?(?:用人单位|企业|单位|机构)?(?=..)")
_GLOSSARY = re.compile("(?:用语|名词|术语|概念)[^，。；]{0,4}的?(?:含义|解释|定义)")  # its items each explain a word
_TERM = re.compile(
    "^(?:（.{1,3}）|\\d{1,2}[.、])?“?(?P<name>[^，。；“”、是]{2,12})”?，?(?:是|系)?指(?P<what>[^。；]{6,})"
)
_THESE = re.compile(
    "本[^，。；“”、本]{0,8}?所[称指]的?“?(?P<name>[^，。；“”、是]{2,12})”?，?(?:是|系|包括)?(?:指|包括)(?:下列|以下)[^，。；]{0,10}(?:：|$)"
)
_PERSONS = re.compile(
    "(?:学生|毕业生|人员|人口|对象|军人|干部|士兵|官兵|烈士|子女|遗属|家属|工匠|大师|能手|人才|孤儿|儿童|老人|老年人|患者|群众|教师|教练员|员工|学徒|学员|农户|渔民|牧民|村民|市民|女性|专家|博士|硕士|技师|农民工|残疾人|家庭|成员|户|劳动者|失业者|创业者|者|青年|妇女|职工|农民|居民|烈属)$"
)
_BODIES = re.compile(
    "(?:企业|公司|机构|单位|组织|合作社|联合社|农场|大户|农户|个体工商户|工商户|商户|牧场|养殖场|渔场|孵化器|加速器|空间|园区|产业园|创业园|基地|平台|载体|站点|驿站|工作室|工厂|车间|作坊|门店|网店|民宿|酒店|旅行社|景区|中心|学校|院校|医院|诊所|幼儿园|托育园|养老院|敬老院|协会|商会|联盟|村集体|[船车]队|市场|商场|超市|书店|影院|剧场|场馆|园)$"
)
_OWN_MEASURE = re.compile("毕业|离校|退役|失业|周?岁")  # such a bound is of the sort it stands with
_BETWEEN = re.compile("、|，?以及|，?和|，?及(?!以)|，?或者?")
_LEFT = re.compile("（[^（）]*）")
_TITLE = re.compile(  # what an office names so, or a body, without what it must meet
    r"[^，。；、的\d]{2,14}?(?:实验室|中心|研究院|研究所|院|机构|平台|基地|工作站|站|园区?|空间|孵化器|加速器|工厂|车间|企业|合作社|农场|景区|民宿|驿站|联盟|学校|医院)"
)
_HIRES = re.compile(
    "^(?:[^，。；的]{0,6}(?:企业|单位|机构|合作社))?(?P<deed>招用|新招用|吸纳|聘用|组织|培训|安置|带动|帮助|接收|推荐|帮扶|为)(?=$|..)"
)  # what somebody does for those who bear the name
_POINTER = re.compile("下列|以下|下述")
_SHORT = 2
_WHERE = re.compile("时间$|注册|登记|户[籍口]|[本我][省市县区]|首次|\\d")
_GRANTED = re.compile(  # what somebody else grants or records is not told by a name
    "经|[列纳]入|入[库选围]|名[单录]|目录|备案|评[估定选审]|认[定证可]|核[定准]|批准|审|验收|证[书明]?$|许可|资[格质]|执照|称号|等级"
    "|[满达超低高]|无|未|取得|获|持有|具有|具备|拥有|以[上下]"
)
_GRADUATES = re.compile("(?:毕业生|大学生|学生)$")  # who is called so has the degree that makes one
_NAMED_AFTER = re.compile(
    ".{0,4}(?:公寓|驿站|社区|之家|园|基地|工程|计划|项目|名录|目录|专项|团队|队伍|联盟|协会|平台|中心)"
)
_DEED = re.compile(  # what persons and firms do for themselves
    "[在到来于与向为购买租赁建造办招聘投参领缴签贷借迁留返考获取]|生育|养育|怀孕|就[业读职]|创[业办]|自主|从事|毕业|享受|登记|注册|结婚|落[户地]|居住|使用|采用|研发|生产|销售|出口|进口|经营|转型"
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What must hold of whoever bears a name; `kinds` are those whom a list calls so, where it names persons alone."""

    tree: Tree
    kinds: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()  # names of bodies and things that it is a word for: 重点实验室 of 研发机构


def definitions(clauses: Sequence[Clause]) -> Iterator[tuple[str, Meaning]]:
    """Yield each word that the clauses define, with what it means.

    >>> clause = Clause("d", "第二条", "第二条 本办法所称初创企业，是指成立3年以内、在本市登记的企业。")
    >>> [(name, [one.attr for one in meaning.tree.parts]) for name, meaning in definitions([clause])]
    [('初创企业', ['成立年限', '在本市登记'])]
    >>> clause = Clause("d", "第三条", "第三条 本办法所称重点群体，是指退役军人、登记失业人员和残疾人。")
    >>> [meaning.kinds for _, meaning in definitions([clause])]
    [('退役军人', '登记失业人员', '残疾人')]
    """
    glossaries = {clause.path for clause in clauses if _GLOSSARY.search(clause.text)}
    for clause in clauses:
        if not re.search("指|包括|所称", clause.text):
            continue
        passage = Passage.of(clause.text, clause.path)
        text = passage.even.text
        if these := _THESE.search(text):
            below = [one for one in clauses if one.path.rpartition("/")[0] == clause.path]
            items = [Passage.of(one.text, one.path) for one in below]
            kinds = [(one, *span) for one in items for span in named_in(one.even.text, 0, len(one.even.text))]
            yield from _listed(passage, these, kinds)
            continue
        rules = load("condition")
        found = list(rules["definition"].regex.finditer(text))
        found += [one for one in rules["term"].regex.finditer(text) if not any_kind(one["name"])]
        if not found and clause.path.rpartition("/")[0] in glossaries:
            found = list(_TERM.finditer(text))
        for match in found:
            spans = _by_noun(text, *match.span("what"), match["name"][-_SHORT:]) or _kinds(text, *match.span("what"))
            kinds = [(passage, *span) for span in spans]
            if kinds:
                yield from _listed(passage, match, kinds)
            elif titles := _titles(match["what"]):
                ways = tuple(replace(_named(passage, match), attr=title) for title in (match["name"], *titles))
                yield match["name"], Meaning(Tree((Tree(ways, any=True),)), titles=titles)
            elif not match.groupdict().get("list") and not _BESTOWED.search(match["what"]):
                yield from _described(passage, match, clause.path.rpartition("/")[0] in glossaries)


def any_kind(name: str) -> bool:
    """Tell whether a word names whoever may apply: what it is said to mean is asked of all of them.

    >>> any_kind("用人单位"), any_kind("申请人"), any_kind("新入职教师")
    (True, True, False)
    """
    return bool(_ANY_KIND.fullmatch(name))


def _described(passage: Passage, match: re.Match[str], glossed: bool) -> Iterator[tuple[str, Meaning]]:
    """Yield what must hold of whoever bears the name that is defined.

    What names no bound (高校毕业生，是指普通高等学校毕业生) only says in other words what the name says.
    """
    name = match["name"]
    parts = sentence(passage, *match.span("what"), Memory()).parts
    told = tuple(one for one in parts if not _is_genus(one, name))
    if told and _unread(_without_genus(match["what"], name), parts):
        told = (_named(passage, match), *told)
    elif len(told) == 1 and isinstance(told[0], Condition) and "、" in told[0].attr:
        told = (Tree((_named(passage, match), *told), any=True),)  # 残疾人、零就业家庭成员: one of the kinds
    called = glossed or name not in load("condition").words["generic"]
    if told and called and not any(_bounds(one, name) for one in Tree(told).conditions()):
        told = (Tree((_named(passage, match), *told), any=True),)
    if told:
        yield name, Meaning(Tree(told))


def _listed(
    passage: Passage, match: re.Match[str], kinds: Iterable[tuple[Passage, int, int]]
) -> Iterator[tuple[str, Meaning]]:
    """Yield that whoever is one of the kinds bears the name, and whoever is called so."""
    kinds = list(kinds)
    said = [at.even.text[start:end] for at, start, end in kinds]
    persons = all(_PERSONS.search(_LEFT.sub("", one)) for one in said)
    if len(said) < _SHORT or not (persons or all(map(_is_kind, said))):
        return
    if persons and _of_one_noun(match["name"], said):  # of which one is, with one question
        sort = Condition(f"{match['name']}类别", "", "in", "、".join(said))
        one = passage.condition(sort, match.start("name"), match.end("what"))
        yield match["name"], Meaning(Tree((one,)), tuple(said))
        return
    shared, first = _shared(kinds, said)
    ways = [_sort(at, start, end) for at, start, end in [first, *kinds[1:]]]
    named, name = _named(passage, match), match["name"]
    bound = any(_bounds(one, name) for one in Tree(tuple(shared or ways)).conditions())
    if shared:
        all_of_it = Tree((*shared, Tree(tuple(ways), any=True)))
        meant = all_of_it if bound else Tree((Tree((named, all_of_it), any=True),))
    else:  # whoever is said to be a 种粮大户 may still have too little land
        called = () if bound and not persons else (named,)
        meant = Tree((Tree((*called, *ways), any=True),))
    yield name, Meaning(meant, tuple(said) if persons else ())


def _of_one_noun(name: str, said: Sequence[str]) -> bool:
    """Tell whether kinds are told at length and end in the noun that the name ends in, with no bound in any.

    >>> _of_one_noun("医务人员", ["援外的人员", "转运的人员"]), _of_one_noun("重点群体", ["残疾人", "退役军人"])
    (True, False)
    """
    alike = all(one.endswith(name[-_SHORT:]) for one in said)
    return alike and all("的" in one for one in said[1:]) and not re.search(r"\d", "".join(said))


def _is_kind(said: str) -> bool:
    bare = _LEFT.sub("", said)
    return bool(_PERSONS.search(bare) or _BODIES.search(bare)) and bare not in load("condition").words["generic"]


def _sort(at: Passage, start: int, end: int) -> Condition | Tree:
    said = at.even.text[start:end]
    parts = () if "（" in said else sentence(at, start, end, Memory()).parts
    own = at.condition(Condition(said, "", "=", True), start, end)
    return parts[0] if len(parts) == 1 else Tree(parts) if parts else own


def _shared(
    kinds: list[tuple[Passage, int, int]], said: list[str]
) -> tuple[tuple[Condition | Tree, ...], tuple[Passage, int, int]]:
    """Return what the first of a list tells of all of them (本市户籍的残疾人、退役军人), and the first without it.

    What is told of the others too, and how old or how long since school, is told of one alone.
    """
    at, start, end = kinds[0]
    before, of, noun = said[0].rpartition("的")
    beside = all(
        one is at and begin - stop <= _SHORT for (one, begin, _), (_, _, stop) in zip(kinds[1:], kinds, strict=False)
    )
    if not of or not beside or _OWN_MEASURE.search(before) or any(re.search(r"的|\d", one) for one in said[1:]):
        return (), kinds[0]
    told = sentence(at, start, end - len(noun) - 1, Memory()).parts
    return (told, (at, end - len(noun), end)) if told else ((), kinds[0])


def _bounds(one: Condition, name: str) -> bool:
    """Tell whether a condition draws a line that a name does not tell: a number, a place, a grant, who is left out."""
    if one.value is False or isinstance(one.value, float) or _WHERE.search(one.attr):
        return True
    return not _GRADUATES.search(name) and bool(_GRANTED.search(one.attr))


def _named(passage: Passage, match: re.Match[str]) -> Condition:
    return passage.condition(Condition(match["name"], "", "=", True), *match.span("name"))


def named_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the item of a list names whom: 脱贫人口和防止返贫监测对象 are two of them.

    >>> [text[a:b] for text in ["（一）脱贫人口和残疾人；"] for a, b in named_in(text, 0, len(text))]
    ['脱贫人口', '残疾人']
    """
    start, end = _bare(text, start, end)
    return _kinds(text, start, end) or [(start, end)]


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the label before an item and the stop behind it."""
    label = re.match(r"(?:（.{1,3}）|\d{1,2}[.、]|[①-⑳])?\s*", text[start:end])
    start += label.end() if label else 0
    while end > start and text[end - 1] in "；。，、 \n":
        end -= 1
    return start, end


def _by_noun(text: str, start: int, end: int, noun: str) -> list[tuple[int, int]]:
    """Part a list behind each `noun` that ends a member (援外的人员、转运的人员); nothing where one has none.

    >>> said = "收治确诊和疑似病例的人员、转运的人员等"
    >>> [said[a:b] for a, b in _by_noun(said, 0, len(said), "人员")]
    ['收治确诊和疑似病例的人员', '转运的人员']
    """
    end -= text[start:end].endswith("等")
    cuts = [match.span() for match in re.compile(f"(?<={noun})(?:{_BETWEEN.pattern})").finditer(text, start, end)]
    edges = [start, *(at for cut in cuts for at in cut), end]
    spans = list(zip(edges[::2], edges[1::2], strict=True))
    whole = all(text.endswith(noun, a, b) and "的" in text[a:b] for a, b in spans[1:])
    return spans if len(spans) > 1 and whole else []


def _kinds(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part a list of persons, brackets kept whole; nothing where it is none."""
    spans, depth, begin, at = [], 0, start, start
    while at < end:
        depth += {"（": 1, "）": -1}.get(text[at], 0)
        if depth == 0 and (cut := _BETWEEN.match(text, at, end)):
            spans.append((begin, at))
            begin = at = cut.end()
            continue
        at += 1
    spans.append((begin, end))
    named = all(b - a > 1 and _is_kind(text[a:b]) for a, b in spans)
    return spans if named and len(spans) > 1 else []


def _titles(said: str) -> tuple[str, ...]:
    """Return the names of a list of bodies or things, and nothing else; () for what is no such list.

    >>> _titles("重点实验室、工程（技术）研究中心和企业研究院等")
    ('重点实验室', '工程（技术）研究中心', '企业研究院')
    >>> _titles("经认定的实验室和中心"), _titles("设备费和安装费")
    ((), ())
    """
    names = _BETWEEN.split(re.sub("等(?:[^，。；、的]{0,6}(?:机构|平台|载体|单位|组织))?$", "", said))
    whole = all(_TITLE.fullmatch(_LEFT.sub("", name)) for name in names)
    return tuple(names) if whole and len(names) > 1 else ()


def _is_genus(one: Condition | Tree, name: str) -> bool:
    return isinstance(one, Condition) and one.value is True and name.endswith(one.attr)


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
        elif part.attr == "称号" and (named := _titled_so(part, meanings)):
            found.append(named)
        elif part.value is True and (meant := meanings.get(part.attr)):
            found.extend((meant.tree,) if tree.any else meant.tree.parts)
        elif part.value is True and (meant_too := _of_group(part, meanings)):
            found.append(meant_too)
        elif part.value is True and (borne := _borne(part, meanings)):
            found.extend((borne,) if tree.any else borne.parts)
        elif part.value is True and (done := _of_one(part, meanings)):
            found.extend((Tree(done),) if tree.any else done)
        else:
            found.append(part)
    return Tree(tuple(found), tree.any)


def _borne(one: Condition, meanings: Mapping[str, Meaning]) -> Tree | None:
    """Read a word that stands for all that a longer one means: 新引进的硕士 are of the 新引进人才 who were defined."""
    for name, meaning in meanings.items():
        word = _BEARER.sub("", name)
        if len(word) > 1 and word != name and word in (one.attr, _BY_WHOM.sub("", one.attr)):
            return meaning.tree
    return None


def _titled_so(one: Condition, meanings: Mapping[str, Meaning]) -> Condition | None:
    """Read a title that is a word for several: 企业研发机构 for 重点实验室 and 企业技术中心."""
    meant = meanings.get(str(one.value))
    if meant is None or not meant.titles:
        return None
    return replace(one, op="in", value="、".join((str(one.value), *meant.titles)))


def _of_one(one: Condition, meanings: Mapping[str, Meaning]) -> tuple[Condition | Tree, ...]:
    """Read what who bears a name does: who one is, and 在本市就业 of 青年人才在本市就业; () for anything else."""
    for name, meaning in meanings.items():
        if meaning.kinds or not one.attr.startswith(name):
            continue
        if _does(rest := one.attr[len(name) :]):
            return (*meaning.tree.parts, replace(one, attr=rest))
    return ()


def _does(said: str) -> bool:
    """Tell whether what stands behind a name is what its bearers do: 购房 of 青年人才购房, not 公寓 of 青年人才公寓.

    >>> [_does(one) for one in ("购房", "生育二孩", "首次开展技能培训", "公寓", "服务中心")]
    [True, True, True, False, False]
    """
    if len(said) < _SHORT or _NAMED_AFTER.fullmatch(said):
        return False
    deed = re.sub("^(?:首次|新|均|已|依法|全职|当年|成功)+(?=..)", "", said)
    verbs = load("target").words
    return bool(_DEED.match(deed)) or deed.startswith((*verbs["doing"], *verbs["keeping"]))


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
            pointed = _POINTER.match(name)  # what it is called tells nobody
            ways = [kind for kind in meaning.kinds if pointed or not re.search(r"\d|（", kind)]
            called_so = () if pointed else (one,)
            deeds = (replace(one, attr=f"{hires['deed']}{kind}{rest}") for kind in ways)
            return Tree((*called_so, *deeds), any=True)
    return None
