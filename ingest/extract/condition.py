"""What an applicant must meet, read from the phrases that stand before an offer and from lists of conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.extract import exempt
from ingest.extract.atom import atom
from ingest.extract.exception import left_out, without
from ingest.extract.memory import Memory
from ingest.extract.threshold import measured
from ingest.extract.tree import Passage, Tree
from ingest.parse.coordination import LONGEST, alternatives, conjuncts, members, split
from ingest.parse.normalize import parts
from ingest.parse.predicate import head_noun, predicate, subject_end
from ingest.record import Condition
from ingest.rules import load

__all__ = ["exempted", "idle", "items", "phrase", "sentence", "urged"]

_ITEM = re.compile(
    r"（[\d一二三四五六七八九十]{1,3}）|[①②③④⑤⑥⑦⑧⑨⑩]|(?<![\d.])\d{1,2}[.、](?!\d)|[一二三四五六七八九十]是"
)
_OF = re.compile(r"的(?![确士])")
_HAVING = re.compile("[^，。；]{2,}?(?:具有|具备|获得|取得|列入|属于|符合|满足|未|已)[^，。；]{2,}$")
_CONCEDED = re.compile("(?:或者?)?[^，。；]{0,8}虽然?(?!说)")  # 虽被掌握，但…更为详实: one state
_BOUNDED = re.compile(r"^(?!对|凡|其中|首次|新|获|被|评|列入|入选|认定).*\d.*的$")
_WITH = re.compile(  # 委托有资质的机构, 为承租的企业减免租金: whom one deals with
    "^(?:委托|聘请|邀请|与|由|向)|[为给向][^，。；的]{1,6}$"
)
_OTHER_BOUND = re.compile(r"（(?P<group>[^（）\d，。；]{2,16}?)[为是](?P<bound>[^（）\d]{0,4}\d[^（）]{1,10})）")
_BOUNDS = (">=", "<=", ">", "<")
_IF = re.compile(
    "[^，]{4,}的，(?:还|则)?(?:应当|应(?=[^用届])|须|必须)[^，]{2,}$"
)  # 无国家标准的，应当符合省标准: one question
_CHOICE = re.compile("之一|任[意何]?一[项种类个]|其中一[项种类个]")
_LISTED = re.compile("[、或]")
_ON = re.compile("对于?(?![口标接外应比])")
_EITHER = re.compile("以及|或者?")


def idle(said: str) -> bool:
    """Tell whether a phrase says nothing on who qualifies: grounds, procedure, sums.

    >>> idle("根据诊断数量"), idle("获得省级称号的")
    (True, False)
    """
    rules = load("criterion")
    return bool(rules["idle"].regex.match(rules["lead"].regex.sub("", said, count=1)))


def sentence(passage: Passage, start: int, end: int, memory: Memory, listed: bool = False) -> Tree:
    """Read every phrase between commas of `start … end`; phrases that are no conditions (根据…) give none.

    What an offer urges somebody to do (支持企业开展…, 给予…) is asked where nothing else is. `listed` tells that they
    are an item of a list for all, of which …除外 exempts some.
    """
    text, found, aims = passage.even.text[:end], list[Condition | Tree](), list[Condition | Tree]()
    pieces, until = list(parts(text, start)), start
    for index, part in enumerate(pieces):
        if part.end <= until:
            continue
        after = pieces[index + 1] if index + 1 < len(pieces) else part
        if (
            listed
            and after is not part
            and _IF.match(f"{text[part.start : part.end]}，{text[after.start : after.end]}")
        ):
            found.append(
                passage.condition(Condition(text[part.start : after.end], "", "=", True), part.start, after.end)
            )
            until = after.end
            continue
        if _CONCEDED.match(text, part.start, part.end) and text.startswith("但", after.start):
            part, until = replace(part, end=after.end), after.end
        if listed and (who := exempt.before(text, part.start, part.end)) and index + 1 < len(pieces):
            until = max(one.end for one in pieces if one.half == part.half)
            asked = sentence(passage, exempt.must(text, pieces[index + 1].start, until), until, memory, listed)
            found += [exempted(passage, who, asked, memory)] if asked else []
            continue
        if who := exempt.behind(text, part.start, part.end):
            found += _parted(passage, (part.start, part.end), who, found, memory)
            continue
        tree = phrase(passage, part.start, part.end, memory, told=listed)
        if tree and found and _EITHER.match(text, part.start):
            found.append(Tree((found.pop(), tree.single()), any=True))
        else:
            found += tree.flat()
        if not tree and not listed:
            done = list(_urged(passage, part.start, part.end, memory))
            if after.half == part.half and urged(text[part.start : part.end], text[after.start : after.end]):
                found += done  # 支持企业建设冷库，库容200立方米以上的: what is urged is what is bounded
            else:
                aims += done
    return Tree(tuple(found or aims))


def urged(said: str, after: str) -> bool:
    """Tell whether a phrase urges somebody to do what the next one bounds, so that it is asked.

    >>> urged("支持企业建设冷库", "库容200立方米以上的"), urged("鼓励企业创新", "对获评的企业")
    (True, False)
    """
    return bool(load("criterion")["urged"].regex.match(said) and _BOUNDED.match(after))


def _urged(passage: Passage, start: int, end: int, memory: Memory) -> Iterator[Condition | Tree]:
    """Read what a phrase urges somebody to do: 鼓励企业组织专车返岗."""
    text = passage.even.text
    if match := load("criterion")["urged"].regex.match(text[start:end]):
        yield from phrase(passage, start + match.end(), end, memory, told=True).parts


def phrase(passage: Passage, start: int, end: int, memory: Memory, told: bool = False) -> Tree:
    """Read one phrase between two commas; `told` where it is known to ask for something.

    >>> from ingest.extract.tree import numbered
    >>> text = "对完成备案并接入市级平台的分布式光伏项目"
    >>> [(c.attr, c.value) for c in numbered([phrase(Passage.of(text), 0, len(text), Memory())])[0]]
    [('完成备案', True), ('接入市级平台', True), ('项目类型', '分布式光伏')]
    """
    text = passage.even.text
    begin, stop = _trim(text, start, end)
    if stop - begin < 2 or (not told and load("criterion")["idle"].regex.match(text[begin:end])):
        memory.notice(text[begin:stop])
        return Tree()
    mark = _CHOICE.search(text, begin, stop)
    if stop - begin > LONGEST or (mark and _LISTED.search(text, begin, mark.start())):  # 甲、乙、丙之一 is one question
        whole = Condition(text[begin:stop], "", "=", True)
        return Tree((passage.condition(whole, begin, stop),))
    if out := left_out(text, begin, stop):
        first, last = begin + out.start(), begin + out.end()
        last += text.startswith("的", last, stop)
        around = [phrase(passage, a, b, memory, told=True) for a, b in ((begin, first), (last, stop)) if b - a > 1]
        return Tree((*(part for tree in around for part in tree.parts), without(passage, out, begin)))
    if (other := _OTHER_BOUND.search(text, begin, stop)) and (either := _either_bound(passage, other, begin, stop)):
        return either
    found: list[Condition | Tree] = []
    for first, last in conjuncts(text, begin, stop):
        ways = alternatives(text, first + len((_ON.match(text, first, last) or [""])[0]), last)
        read = [tuple(_modified(passage, *way, memory, told)) for way in ways]
        if len(ways) > 1:
            found.append(Tree(tuple(Tree(way).single() for way in read if way), any=True))
        else:
            found += read[0]
    return Tree(tuple(part for part in found if not isinstance(part, Tree) or part.parts))


def _either_bound(passage: Passage, other: re.Match[str], start: int, end: int) -> Tree:
    """Read 30人以上（山区为20人以上）: the bound for all, or being of the group and its own; empty where it is none."""
    first, last = other.span()
    rest = phrase(passage.without(first, last), start, end - (last - first), Memory(), told=True).parts
    at = next((at for at, one in enumerate(rest) if isinstance(one, Condition) and one.op in _BOUNDS), None)
    if at is None:
        return Tree()
    bound = rest[at]
    group = passage.condition(Condition(other["group"], "", "=", True), *other.span("group"))
    own, _ = measured(passage.even.text, *other.span("bound"), Memory(attr=getattr(bound, "attr", "")))
    way = Tree((group, *(passage.condition(one, a, b) for one, a, b in own)))
    return Tree((*rest[:at], Tree((bound, way), any=True), *rest[at + 1 :])) if own else Tree()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in "、，：；。 \n\t":
        start += 1
    rules = load("criterion")
    if match := rules["lead"].regex.match(text[start:end]):
        start += match.end()
    if match := rules["tail"].regex.search(text[start:end]):
        end = start + match.start()
    return start, end


def _modified(passage: Passage, start: int, end: int, memory: Memory, told: bool) -> Iterator[Condition | Tree]:
    """Read 甲的乙的丙: each predicate before 的 is a condition, and so is the noun behind the last, if it says who.

    So is a subject, but not in a list of conditions: there it only names what all of them are asked of.
    """
    text = passage.even.text
    spans = _relatives(text, start, end)
    for first, last in spans:
        middle = first if told else subject_end(text, first, last)
        if middle > first:
            yield from _atoms(passage, first, middle, memory, head=False)
        if last == spans[-1][1] and (kinds := _kinds(text, middle, last)):
            ways = (Tree(tuple(_atoms(passage, *kind, memory, head=True))) for kind in kinds)
            yield Tree(tuple(way.single() for way in ways if way), any=True)
        else:
            yield from _atoms(passage, middle, last, memory, head=last == spans[-1][1])


def _atoms(passage: Passage, start: int, end: int, memory: Memory, head: bool) -> Iterator[Condition]:
    for one, first, last in atom(passage.even.text, start, end, memory, head=head):
        memory.does(one.attr)
        yield passage.condition(one, first, last)


def _relatives(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the relative clauses before 的 and what they are said of; a 的 within an object parts nothing."""
    if load("criterion")["new-title"].regex.fullmatch(text, start, end):  # 新认定的省级绿色工厂
        return [(start, end)]
    spans: list[tuple[int, int]] = []
    last_named = head_noun(text[start:end])
    for first, last, _ in split(text, start, end, _OF):
        named = last_named or subject_end(text, first, end) > first
        joined = spans and spans[-1][1] - spans[-1][0] < LONGEST
        if joined and not _relative(text[slice(*spans[-1])], named):
            spans[-1] = (spans[-1][0], last)
        elif last > first:
            spans.append((first, last))
    return spans


def _kinds(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the kinds of applicant of a list of which one is bounded: 毕业2年内的毕业生、就业困难人员; else none."""
    kinds = members(text, start, end)
    said = [text[slice(*kind)] for kind in kinds]
    bounded = len(kinds) > 1 and any(re.search(r"\d", one) for one in said)
    return kinds if bounded and all(head_noun(one) for one in said) else []


def _relative(before: str, named: bool) -> bool:
    """Tell whether what stands before 的 is said of whoever is `named` behind it, and is no part of an object."""
    return (
        named
        and not _WITH.search(before)
        and (predicate(before) or bool(re.search(r"[\d”]", before) or _HAVING.match(before)))
    )


def exempted(passage: Passage, who: exempt.Exempt, asked: Tree, memory: Memory) -> Tree:
    """Let those who are exempt do without what all others must meet."""
    read = phrase(passage, who.start, who.end, memory, told=True).parts
    named = passage.condition(Condition(passage.even.text[who.start : who.end], "", "=", True), who.start, who.end)
    return Tree((Tree(read).single() if read else named, asked.single()), any=True)


def _parted(
    passage: Passage, span: tuple[int, int], who: exempt.Exempt, found: list[Condition | Tree], memory: Memory
) -> Iterator[Condition | Tree]:
    """Read a phrase with those who are exempt from it behind it; alone, they are so from the phrase before."""
    asked = phrase(passage, span[0], who.first, memory, told=True)
    if not asked and found:
        asked = Tree((found.pop(),))
    if asked:
        yield from asked.parts[:-1]
        yield exempted(passage, who, Tree(asked.parts[-1:]), memory)
    if span[1] - who.last > 1:
        yield from phrase(passage, who.last, span[1], memory, told=True).parts


def items(passage: Passage, start: int, end: int, memory: Memory, any_of: bool = False, alone: bool = False) -> Tree:
    """Read an inline list of conditions ((1)…；(2)…。); `any_of` where one of them is enough.

    `alone` tells that they are the whole list, whose members 、 may part: 符合下列情形之一：甲、乙、丙.

    >>> from ingest.extract.tree import numbered
    >>> text = "（1）年捕捞量30吨以上或单船油耗下降6%以上；（2）船员人均产值提高15%以上。"
    >>> numbered([items(Passage.of(text), 0, len(text), Memory())])[1]
    '(c1 or c2) and c3'
    """
    text = passage.even.text
    cuts = [match.start() for match in _ITEM.finditer(text, start, end)] or [start]
    if len(cuts) == 1 and "；" in text[start:end]:
        cuts = [start, *(index + 1 for index in range(start, end) if text[index] == "；")]
    if any_of and alone and len(cuts) == 1 and len(spans := members(text, start, end)) > 1:
        ways = [tree.single() for span in spans if (tree := phrase(passage, *span, Memory(), told=True))]
        return Tree(tuple(ways), any=True)
    found: list[Condition | Tree] = []
    for first, last in zip(cuts, [*cuts[1:], end], strict=True):
        tree = sentence(passage, first, last, memory, listed=True)
        found += (tree,) if any_of and len(tree.parts) > 1 else tree.parts
    return Tree(tuple(found), any_of and len(found) > 1)
