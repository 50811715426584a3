"""For whom a document is: 本办法适用于在本市注册的企业，以及企业引进的人才."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.extract.condition import sentence
from ingest.extract.definition import any_kind
from ingest.extract.memory import Memory
from ingest.extract.tree import Passage, Tree
from ingest.extract.wording import condition_pattern
from ingest.record import Condition
from ingest.rules import load

__all__ = ["FIRMS", "recipients", "subject_of", "whoever", "whom"]

FIRMS = "企业法人"  # the subject of what is asked of firms alone, not of other bodies
_PERSONS = load("party")["person"].regex
_FIRMS = re.compile("企业|单位|机构|主体|法人|公司|合作社|农场|园区|学校|医院|平台|站点|助餐点|中心|协会|基地")
_OTHER_BODIES = re.compile("单位|机构|组织|团体|院校|学校|医院|协会|设施|园区")
_FOUNDED = re.compile("(?:首次|自主)?(?:创办|创立|开办|领办)")
_ALIAS = re.compile("（[^（）]*）$")
_NEXT_ITEM = re.compile(
    r"；|(?:(?<=^)|(?<=[。\n；]))(?=\s*(?:[（(][\d一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、．](?!\d)|[①-⑳]))"
)
_BUT = re.compile("，但?(?P<who>(?![^，。；]*规定)[^，。；除]{3,30})除外")
_UNTIL = re.compile(  # where who may apply ends
    "，?(?:[^，。；]{0,10}另有规定的?，?从其规定|除[^，。；]*外|但[^，。；]*除外|(?<=，)[^，。；]*除外|，有效期|，(?:自|执行|实施)[^，。；]{0,20}(?:起|至))"
)
_EXCEPTED = re.compile("除[^，。；]*外|除外")


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


def recipients(passage: Passage) -> Iterator[tuple[str | None, Tree, bool]]:
    """Yield of whom a passage says that they are those whom a document is for, what must hold of them, and of which.

    The last tells whether it says so of the whole document (本办法适用于…), or of its part (补贴对象为…).

    >>> for who, tree, whole in recipients(Passage.of("本办法适用于在本市注册的企业。")):
    ...     print(who, [one.attr for one in tree.conditions()], whole)
    企业法人 ['在本市注册'] True
    """
    text, rules = passage.even.text, load("condition")
    for name in ("applicant", "term", "scope", "recipients", "whoever"):
        for match in rules[name].regex.finditer(text):
            if name == "term" and not any_kind(match["name"]):
                continue
            kinds = {"applicant": "subject", "term": "name"}.get(name)
            subject = _named(match[kinds]) if kinds else _scope_of(match["what"])
            if tree := whom(passage, *match.span("what"), open_=bool(kinds)):
                yield subject, tree, name != "recipients"
    for name in ("not-meant-for", "not-applicant"):
        for match in rules[name].regex.finditer(text):
            named = match.groupdict().get("subject") or ""
            shut = passage.condition(Condition(match["what"].strip("，的"), "", "=", False), *match.span())
            yield named if any_kind(named) else None, Tree((shut,)), True


def whom(passage: Passage, start: int, end: int, open_: bool = True) -> Tree:
    """Read who may apply in `start … end`; what nothing reads stays open, so that it is never a silent yes."""
    text = passage.even.text
    tree, until = _spoken(passage, start, end)
    kept = tree.flat()
    if _EXCEPTED.search(text[until:end]):
        kept = (*kept, _left_open(passage, until, end))
    if not kept and open_ and until - start > 3:
        kept = (_left_open(passage, start, until),)
    return Tree(kept)


def whoever(passage: Passage, start: int, end: int) -> Tree:
    """Read a list of who may apply; each item of several is one way.

    >>> text = "1.本县户籍的居民；2.在本县登记的渔业公司"
    >>> either = whoever(Passage.of(text), 0, len(text)).parts[0]
    >>> either.any, [one.attr for one in either.conditions()]
    (True, ['本县户籍的居民', '在本县登记', '渔业公司'])
    """
    text, ways, open_ = passage.even.text, list[Condition | Tree](), list[Condition]()
    cuts = [start, *(match.end() for match in _NEXT_ITEM.finditer(text, start, end)), end]
    for first, last in pairwise(cuts):
        tree, until = _spoken(passage, first, last)
        ways += [tree.single()] if tree else []
        if (tree and text[until:last].strip("，。；")) or (not tree and _tells(text[first:last])):
            open_.append(_left_open(passage, until if tree else first, last))
    either = (Tree(tuple(ways), any=True),) if len(ways) > 1 else ways
    return Tree((*(part for one in either for part in (one.flat() if isinstance(one, Tree) else (one,))), *open_))


def _tells(words: str) -> bool:
    """Tell whether words that nothing reads say more than that anybody may apply: 各类企业."""
    said = words.strip("，。；：、 \n")
    anybody = said in load("condition").words["generic"] or condition_pattern("anyone").match(said)
    return len(said) > 1 and not anybody


def _scope_of(words: str) -> str | None:
    """Tell of whom a scope speaks: of firms alone (FIRMS), of firms and other bodies, of persons, of anyone (None)."""
    subject = subject_of(words)
    return FIRMS if subject == "企业" and not _OTHER_BODIES.search(words) else subject


def _spoken(passage: Passage, start: int, end: int) -> tuple[Tree, int]:
    """Read who may apply in `start … end`, and how far it is read: up to who is left out of them."""
    match = _UNTIL.search(passage.even.text, start, end)
    until = match.start() if match else end
    return (sentence(passage, start, until, Memory()) if start < until else Tree()), until


def _left_open(passage: Passage, start: int, end: int) -> Condition:
    """Return a condition for words that nothing reads; who is left out by name (，但渔政单位除外) must not be."""
    text = passage.even.text
    if match := _BUT.fullmatch(text, start, end):
        return passage.condition(Condition(match["who"], "", "=", False), *match.span("who"))
    return passage.condition(Condition(text[start:end].strip("，"), ""), start, end)


def _named(words: str) -> str | None:
    """Return the kind of applicant that 所称企业 names; firms and bodies together are firms, others None: anyone."""
    kinds = [kind for kind in re.split("、|和|以及|及|或", words) if kind]
    if len(kinds) == 1:
        return kinds[0]
    return None if any(kind in ("个人", "人才", "农户", "申请人", "对象", "项目") for kind in kinds) else "企业"
