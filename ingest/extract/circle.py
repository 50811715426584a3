"""For whom a document is: 本办法适用于在本市注册的企业，以及企业引进的人才."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ingest.extract.condition import Passage, Tree, sentence
from ingest.extract.definition import any_kind
from ingest.extract.faults import faults
from ingest.extract.general import EMPLOYER, FIRMS, General
from ingest.extract.listing import KIND_ENDS, subject_of
from ingest.extract.memory import Memory
from ingest.extract.not_of import kinds_left_out, left_out_of
from ingest.extract.way import hiring, persons
from ingest.extract.wording import condition_pattern
from ingest.record import Condition
from ingest.rules import load

__all__ = ["all_of", "told_in", "whoever"]

_EXCEPTED = re.compile("除[^，。；]*外|除外")
_OTHER_BODIES = re.compile("单位|机构|组织|团体|院校|学校|医院|协会|设施|园区")
_TWO = re.compile(
    "(?:，|以)?及(?:其|所)(?!他|它|余|属)|，(?:以及|和|及|或者)|(?<![，和及])(?:以及|和|及|或者)(?=[^，。；、]{2,30}的)"
)
_THEIR = re.compile("(?:，|以)?及(?:其|所)(?!他|它|余|属)")
_AS_RULED = re.compile("(?:符合|具备)(?:[^，。；的]{0,6}(?:规定|相关|有关|相应|申[报请领]|享受|补贴|奖励))?的?条件")
_REGISTERED = re.compile(  # nobody but a firm is registered: 在本市登记注册的市场主体和重点群体
    "[^，。；]*?(?:登记|注册|设立|成立|法人资格)的(?P<firms>[^，。；的]{2,}?)(?:以?及|和|或者?|、)(?P<persons>[^，。；、和及的]{2,})"
)
_WITH = re.compile("(?:以?及|和|或者?|、)$")
_NEXT_ITEM = re.compile(
    r"(?:；|(?<=^)|(?<=[。\n；]))(?=\s*(?:[（(][\d一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、．](?!\d)|[①-⑳]))|；"
)
_NEXT = re.compile("，(?:以及|和|及|或者)?")
_OUT = re.compile("但?(?:不(?:含|包括|包含)|除)")
_BUT = re.compile("，但?(?P<who>(?![^，。；]*规定)[^，。；除]{3,30})除外")
_ALIAS = re.compile(r"（以下[简统合]?称[^（）]{1,24}）")
_ABOVE = re.compile("符合(?:上述|以上|前述|前款)[^，。；]{0,24}?(?:条件|要求|规定)的")
_TRADES = frozenset({"行业", "申请人类型"})
_WAYS = re.compile(
    r"(?:、|或者?|以及)(?=(?:到|在|从事|来|返回|赴|由|从|为)[^、])"
)  # 到企业就业、在本市创业或者从事灵活就业
_TOO = re.compile(
    "(?<![合兼归吞])(?:并且|且|并(?!购(?![买置])|[网入联列发轨存行处]))"
)  # what is asked besides, of each of them


def told_in(passage: Passage, part: str) -> Iterator[General]:
    """Read 本政策所称企业是指… and 本办法适用于…, which hold everywhere, and 补贴对象为…, which holds for `part`."""
    text, rules = passage.even.text, load("condition")
    path = passage.path or ""
    others = {match["label"]: match for match in rules["other-scope"].regex.finditer(text)}
    for name in ("applicant", "term", "scope", "recipients", "whoever"):
        for match in rules[name].regex.finditer(text):
            if name == "term" and not any_kind(match["name"]):
                continue
            kinds = {"applicant": "subject", "term": "name"}.get(name)
            spans = list(_kinds(text, *match.span("what")))
            told: list[General] = []
            for start, end in spans:
                subject = _named(match[kinds]) if kinds else _scope_of(text[start:end])
                if subject in ("企业", FIRMS) and _THEIR.match(text, end):
                    subject = EMPLOYER  # 参保的企业及其职工: who works there must work at such a firm
                tree, until = _spoken(passage, start, end)
                tree = _beyond_ruled(tree)
                left = [(until, end)] if _EXCEPTED.search(text[until:end]) else []
                left += [(start, until)] if not tree and kinds and until - start > 3 else []
                open_ = tuple(_left_open(passage, a, b) for a, b in left)
                if tree or open_:  # what nothing reads stays open: never a silent yes
                    whole = Tree((*all_of(tree), *open_))
                    where = part if name == "recipients" else ""
                    told.append(General(where, subject, whole, path, own=True, but=frozenset(others)))
            told = list(_any_of_a_kind(told))
            yield from _either_of(told)
            for one in told:
                yield from _others(passage, others, one.tree)
    for match in rules["not-meant-for"].regex.finditer(text):
        whom = match["what"].strip("，的")
        shut = tuple(passage.condition(Condition(one, "", "=", False), *match.span("what")) for one in faults(whom))
        if any(match.start("what") > at for _, _, at in left_out_of(passage)):
            shut = tuple(kinds_left_out(passage, *match.span("what")))
        yield General("", None, Tree(shut), path, own=True)
    for match in rules["not-applicant"].regex.finditer(text):
        subject = match["subject"] if any_kind(match["subject"]) else None
        shut = tuple(passage.condition(Condition(one, "", "=", False), *match.span()) for one in faults(match["what"]))
        yield General("", subject, Tree(shut), path, own=True)


def _beyond_ruled(tree: Tree) -> Tree:
    """Leave out that one meets the conditions, which are those of the offers: 符合条件的劳动者."""
    return replace(
        tree, parts=tuple(one for one in tree.parts if isinstance(one, Tree) or not _AS_RULED.fullmatch(one.attr))
    )


def whoever(passage: Passage, start: int, end: int) -> Tree:
    """Read a list of who may apply; each item of several, and each kind of a list, is one way.

    >>> text = "1.本县户籍的渔民；2.在本县登记的渔业公司"
    >>> [[one.attr for one in way.parts] for way in whoever(Passage.of(text), 0, len(text)).parts[0].parts]
    [['本县户籍', '渔民'], ['在本县登记', '渔业公司']]
    """
    text, ways, open_ = passage.even.text, list[Condition | Tree](), list[Condition]()
    cuts = [start, *(match.end() for match in _NEXT_ITEM.finditer(text, start, end))]
    stretches = list(zip(cuts, [*cuts[1:], end], strict=True))
    for first, last in stretches:
        for begin, stop in _kinds(text, first, last):
            tree, until = _spoken(passage, begin, stop)
            ways += [tree.parts[0] if len(tree.parts) == 1 else tree] if tree else []
            open_ += [_left_open(passage, until, stop)] if until < stop and text[until:stop].strip("，。；") else []
            open_ += [_left_open(passage, begin, stop)] if not tree and _tells(text[begin:stop]) else []
    either = (Tree(tuple(ways), any=True),) if len(ways) > 1 else ways
    return Tree((*(part for one in either for part in _flat(one)), *open_))


def _flat(one: Condition | Tree) -> tuple[Condition | Tree, ...]:
    return one.parts if isinstance(one, Tree) and not one.any else (one,)


def _tells(words: str) -> bool:
    """Tell whether words that nothing reads say more than that anybody may apply: 各类企业."""
    said = words.strip("，。；：、 \n")
    return (
        len(said) > 1 and said not in load("condition").words["generic"] and not condition_pattern("anyone").match(said)
    )


def _scope_of(words: str) -> str | None:
    """Tell of whom a scope speaks: of firms alone (FIRMS), of firms and other bodies, of persons, of anyone (None)."""
    subject = subject_of(words)
    return FIRMS if subject == "企业" and not _OTHER_BODIES.search(words) else subject


def _any_of_a_kind(found: list[General]) -> Iterator[General]:
    """Put together of whom one document speaks in several ways, persons apart from bodies: any one way will do."""
    for person in dict.fromkeys(one.subject == "个人" for one in found):
        same = [one for one in found if (one.subject == "个人") is person]
        ways = tuple(one.tree.parts[0] if len(one.tree.parts) == 1 else one.tree for one in same)
        subject = "个人" if person else "企业"
        yield same[0] if len(same) == 1 else replace(same[0], subject=subject, tree=Tree((Tree(ways, any=True),)))


def _either_of(found: list[General]) -> Iterator[General]:
    """Tell firms what persons are asked, so that an offer to nobody knows whom can be had by either."""
    persons = next((one.tree for one in found if one.subject == "个人"), None)
    for one in found:
        yield one if one.subject == "个人" else replace(one, beside=persons)


def _spoken(passage: Passage, start: int, end: int) -> tuple[Tree, int]:
    """Read who may apply in `start … end`, and how far it is read; a short name given on the way is part of what it
    is short for: 在甲区、乙区（以下统称“市区”）注册，具有独立法人资格的企业."""
    until = max(start, _until_except(_blanked(passage.even.text), start, end)[1])
    whole, last = passage, until
    aliases = list(_ALIAS.finditer(passage.even.text, start, until))
    for alias in reversed(aliases):
        whole, last = whole.without(*alias.span()), last - (alias.end() - alias.start())
    ends = dict(passage.even.span(*alias.span()) for alias in aliases)
    return _lengthened(passage, _either(whole, start, last), ends) if start < last else Tree(), until


def _lengthened(passage: Passage, tree: Tree, ends: Mapping[int, int]) -> Tree:
    """Put the short name with what it is short for, where it ends the words of a condition."""
    found: list[Condition | Tree] = []
    for one in tree.parts if ends else ():
        if isinstance(one, Tree):
            found.append(_lengthened(passage, one, ends))
        else:
            last = ends.get((one.start or 0) + len(one.text))
            found.append(replace(one, text=passage.original[one.start : last]) if last and one.start else one)
    return replace(tree, parts=tuple(found)) if ends else tree


def _blanked(text: str) -> str:
    """Return a text with its short names blanked, which end nothing."""
    return _ALIAS.sub(lambda match: "一" * len(match[0]), text)


def _left_open(passage: Passage, start: int, end: int) -> Condition:
    """Return a condition for words that nothing reads; who is left out by name (，但渔政单位除外) must not be."""
    text = passage.even.text
    if match := _BUT.fullmatch(text, start, end):
        return passage.condition(Condition(match["who"], "", "=", False), *match.span("who"))
    return passage.condition(Condition(text[start:end].strip("，"), ""), start, end)


def _others(passage: Passage, others: Mapping[str, re.Match[str]], whole: Tree) -> Iterator[General]:
    """Read of whom else one article asks the same: 第十一条适用于符合上述条件的软件企业."""
    for label, match in others.items():
        start, end = match.span("what")
        again = _ABOVE.match(match["what"])
        kept = [one for one in whole.parts if isinstance(one, Tree) or one.attr not in _TRADES] if again else []
        own = _either(passage, start + (again.end() if again else 0), end)
        tree = Tree((*kept, *all_of(own)))
        if tree:
            yield General("", None, tree, passage.path or "", own=True, only=frozenset((label,)))


def _named(words: str) -> str | None:
    """Return the kind of applicant that 所称企业 names; firms and bodies together are firms, others None: anyone."""
    kinds = [kind for kind in re.split("、|和|以及|及|或", words) if kind]
    if len(kinds) == 1:
        return kinds[0]
    return None if any(kind in ("个人", "人才", "农户", "申请人", "对象", "项目") for kind in kinds) else "企业"


def _kinds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part firms from persons where both may apply: 在本市注册的企业，以及企业引进的人才.

    Without a comma what is asked of the second must be told (企业和引进的人才), else both share what is told before.
    """
    begin = start
    for match in _TWO.finditer(text, start, end):
        sides = text[begin : match.start()], text[match.start() : end]
        if {subject_of(side) for side in sides} == {"企业", "个人"} and KIND_ENDS.search(sides[0]):
            yield from _listed(text, begin, match.start())
            begin = match.end()
    if (at := _together(text, begin, end)) > 0:
        yield begin, len(_WITH.sub("", text[:at]))
        begin = at
    yield from _listed(text, begin, end)


def _together(text: str, start: int, end: int) -> int:
    """Return where persons are named behind firms that alone can be registered (登记的企业和重点群体); else -1.

    >>> words = "在本市登记注册的市场主体和重点群体"
    >>> words[_together(words, 0, len(words)) :], _together("本市的企业和个人", 0, 8)
    ('重点群体', -1)
    """
    match = _REGISTERED.match(text, start, end)
    both = (match["firms"], match["persons"]) if match else ("", "")
    return match.start("persons") if match and [subject_of(one) for one in both] == ["企业", "个人"] else -1


def _listed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part those who are listed by commas, each with what is asked of them: 创业的个人，登记的个体工商户，以及….

    A comma within what is asked of one (在本市注册，具有独立法人资格的企业) parts nothing.
    """
    begin = start
    for match in _NEXT.finditer(text, start, end):
        own, rest = text[begin : match.start()], re.split("[，。；]", text[match.end() : end])[0]
        if _OUT.match(rest):
            continue  # ，不含分公司 is no kind of its own
        if "的" in own and KIND_ENDS.search(own) and "的" in rest and KIND_ENDS.search(rest):
            yield begin, match.start()
            begin = match.end()
    yield begin, end


def _either(passage: Passage, start: int, end: int) -> Tree:
    """Read who may apply; 甲的企业和乙的个人 are two ways to qualify."""
    text, cuts = passage.even.text, [start]
    if persons(text, start, end)[2] or hiring(text, start, end)[2]:  # 本市户籍的残疾人、退役军人创办的企业
        return sentence(passage, start, end, Memory())
    ways, behind = _ways(text, start, end)
    if len(ways) > 1:
        found = [sentence(passage, a, b, Memory()) for a, b in ways]
        either = Tree(tuple(tree.parts[0] if len(tree.parts) == 1 else tree for tree in found if tree), any=True)
        return Tree((either, *(all_of(sentence(passage, behind, end, Memory())) if behind < end else ())))
    between = [
        match
        for match in re.finditer(
            r"(?<=[位业人织户体构])(?:和|以?及|、|或)(?=(?:(?!其[他它])[^，。；、和]){2,30}的)", text[:end]
        )
        if match.start() > start and "的" in text[start : match.start()]
    ]
    cuts += [match.end() for match in between]
    ends = [*(match.start() for match in between), end]
    trees = [sentence(passage, a, b, Memory()) for a, b in zip(cuts, ends, strict=True)]
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


def _until_except(text: str, start: int, end: int) -> tuple[int, int]:
    match = re.search(
        r"，?(?:[^，。；]{0,10}另有规定的?，?从其规定|除[^，。；]*外|但[^，。；]*除外|(?<=，)[^，。；]*除外|（以下[简统]称|，有效期|，(?:自|执行|实施)[^，。；]{0,20}(?:起|至))",
        text[start:end],
    )
    return start, start + match.start() if match else end


def all_of(tree: Tree) -> tuple[Condition | Tree, ...]:
    return (tree,) if tree.any else tree.parts
