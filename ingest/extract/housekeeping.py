"""What a document tells besides who may have its offers: how one applies, is paid and watched, and pays back.

None of it is asked of who applies. It is blanked before conditions are read, so that all else of its clause is read as
it stands. Who is shut out (不予支持) is never blanked, nor is a promise itself; what follows a broken one is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ingest.extract.condition import Passage
from ingest.rules import load

__all__ = ["aftermath", "aside", "promise", "without_housekeeping"]

_HALF = re.compile("[^。；\n]+")
_SENTENCE = re.compile(r"(?:[^。\n]|[。\n](?=[（(]?[一二三四五六七八九十\d]{1,3}[）).、]))+")
_LIST = re.compile("[^：]*(?:下列|以下|如下)[^：]{0,40}：")
_PAPERS = re.compile("(?:提交|提供|报送|携带|准备)[^，。；：]{0,10}(?:材料|资料)")
_PHRASE = re.compile("[^，：]+")
_LABEL = re.compile(
    r"(?:第[一二三四五六七八九十百零\d]+条|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．](?!\d)|[一二三四五六七八九十]{1,3}、|[①-⑳])?\s*(?:【[^】]*】)?(?:其中|但|同时|此外|另外)?，?"
)
_OF_WHOLE = ("office", "third-party", "money", "document")
_OF_LISTED = ("ruled-elsewhere", "stacked")
_OF_PHRASE = ("ruled-elsewhere", "eased", "stacked", "afterwards", "procedure")
_WHEN = re.compile("(?:后|时|期间|起|前)$|^[^，。；]{0,8}(?:如|若)(?!实)|变化的?$|变动的$")
_PREDICATE = re.compile("应当?|须|需|可以?|均|也|分别|按|参照|以|从|由|经|优先|同等|不|只|视|继续|在|于|向|通过|仍|凭")
_BROKEN = re.compile("^(?:若|如(?!实)|违|提前|未|逾期|服务期未满)|的$")
_SUBJECT = re.compile("(?:企业|单位|机构|主体|人才|人员|毕业生|项目|组织|者|人|生|事项|证书)$")
_MUST = re.compile("[应须需]|具[有备]")
_FOUND = re.compile(  # 经市科技局审核认定的企业 is whom it is found to be
    "(?:经|通过)[^，。；]*(?:认定|验收|备案|批准|评审|审核|评估)[^，。；]{0,6}(?:的[^，。；]*|合格|通过)$"
)


def without_housekeeping(passage: Passage, listed: bool = False) -> Passage:
    """Take out what asks nothing of applicants; of what is `listed` as a condition, only what is ruled elsewhere.

    >>> said = "申报主体须在本市注册，并于每年9月底前向市工信局提出申请，经公示无异议后拨付。所需资金由市财政安排。"
    >>> without_housekeeping(Passage.of(said)).even.text
    '申报主体须在本市注册。。'
    """
    for start, end in reversed(_spans(passage.even.text, listed)):
        passage = passage.without(start, end)
    return passage


def aside(passage: Passage, at: int) -> bool:
    """Tell whether the character `at` of the original stands in what asks nothing of applicants."""
    even = passage.even
    return any(even.at[start] <= at <= even.at[end - 1] for start, end in _spans(even.text, False))


def promise(text: str, start: int, end: int) -> int | None:
    """Return where a promise begins in `start … end`; None where none is asked for.

    >>> promise("须在本市注册，并承诺5年内不迁出", 0, 16)
    8
    """
    match = load("housekeeping")["promised"].regex.search(text[start:end])
    return start + match.start("promise") if match else None


def aftermath(words: str) -> bool:
    """Tell whether the head of a list names what befalls who has been paid, and shuts nobody out.

    >>> aftermath("项目有下列情形之一的，应当终止并收回资金"), aftermath("有下列情形之一的，不予支持")
    (True, False)
    """
    rules = load("housekeeping")
    return bool(rules["undone"].regex.search(words)) and not rules["refused"].regex.search(words)


@lru_cache(maxsize=64)
def _spans(text: str, listed: bool) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for whole in _SENTENCE.finditer(text):
        head = _LIST.search(whole[0])
        if head and (aftermath(head[0]) or _PAPERS.search(head[0])):
            found.append(whole.span())
            continue
        if head and load("housekeeping")["refused"].regex.search(head[0]):
            continue  # what is listed shuts out: 拒不接受检查的
        for half in _HALF.finditer(text, *whole.span()):
            found += _asides(text, half.start(), half.end(), listed or head is not None)
    return tuple(found)


def _asides(text: str, first: int, end: int, listed: bool) -> Iterator[tuple[int, int]]:
    """Yield the stretches of one half of a sentence that ask nothing."""
    label = _LABEL.match(text, first, end)
    start = label.end() if label else first
    rules, said = load("housekeeping"), text[start:end]
    if not said or rules["refused"].regex.search(rules["refused-for-its-way"].regex.sub("", said)):
        return
    if not listed and any(rules[name].regex.search(said) for name in _OF_WHOLE):
        yield start, end
        return
    begun = promise(text, start, end)
    if begun is None and not listed and (rules["undone"].regex.search(said) or _of_paid(said)):
        yield start, end
        return
    phrases = [(start + one.start(), start + one.end()) for one in _PHRASE.finditer(said)]
    promised = [begun is not None and begun < b for _, b in phrases]
    flags = _flags([text[slice(*one)] for one in phrases], promised, _OF_LISTED if listed else _OF_PHRASE)
    if all(flags):
        yield start, end
        return
    for (a, b), idle in zip(phrases, flags, strict=True):
        if idle:
            yield max(a - 1, start), b


def _flags(phrases: Sequence[str], promised: Sequence[bool], names: Sequence[str]) -> list[bool]:
    """Tell of each phrase whether it asks nothing; who it is said of, and when, goes with it."""
    flags: list[bool] = []
    for words, of_promise in zip(phrases, promised, strict=True):
        if of_promise:  # the promise itself is kept, and what it goes on with, but not what befalls who breaks it
            broken = bool(_BROKEN.search(words) or load("housekeeping")["undone"].regex.search(words))
            flags.append(bool(len(flags) and promised[len(flags) - 1] and (flags[-1] or broken)))
            continue
        flags.append(_idle(words, names))
        back = len(flags) - 1
        while flags[-1] and back and not flags[back - 1] and _goes_with(phrases, back):
            back -= 1
            flags[back] = True
    return flags


def _idle(words: str, names: Sequence[str]) -> bool:
    rules = load("housekeeping")
    return not _FOUND.search(words) and any(rules[name].regex.search(words) for name in names)


def _goes_with(phrases: Sequence[str], at: int) -> bool:
    """Tell whether the phrase before one that asks nothing only says of whom, or when, it is so (…的，参照执行)."""
    before, words = phrases[at - 1], phrases[at]
    if _WHEN.search(before):
        return True
    if before.endswith("的"):  # 参保满1年的，于每年3月提出申请: who may apply
        return not load("housekeeping")["procedure"].regex.search(words)
    return at == 1 and bool(_PREDICATE.match(words) and _SUBJECT.search(before) and not _MUST.search(before))


def _of_paid(said: str) -> bool:
    """Tell whether something is asked of who has been paid, and not of who they must be to be so."""
    rules = load("housekeeping")
    if not rules["paid"].regex.search(said):
        return False
    return bool(rules["afterwards"].regex.search(said)) or not rules["what-one-is"].regex.search(said)
