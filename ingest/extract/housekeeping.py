"""What a document states besides who may have its offers: how one applies, is paid and watched, and pays back.

None of it is asked of who applies. It is taken out before conditions are read, so that all else of its clause is read
as it stands. Who is excluded (不予支持) is never taken out, nor is a promise itself; what follows a broken one is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ingest.extract.tree import Passage
from ingest.rules import load

__all__ = ["aftermath", "aside", "promise", "promise_end", "without_housekeeping"]

_HALF = re.compile("[^。；\n]+")
_SENTENCE = re.compile(r"(?:[^。\n]|[。\n](?=[（(]?[一二三四五六七八九十\d]{1,3}[）).、]))+")
_LIST = re.compile("[^：]*(?:下列|以下|如下)[^：]{0,40}：")
_PAPERS = re.compile("(?:提交|提供|报送|携带|准备)[^，。；：]{0,10}(?:材料|资料)")
_PHRASE = re.compile("[^，：]+")
_LABEL = load("housekeeping")["label"].regex
_OF_WHOLE = ("office", "third-party", "money", "document")
_OF_LISTED = ("ruled-elsewhere", "stacked", "application")
_OF_PHRASE = ("refused-for-its-way", "stacked", "ruled-elsewhere", "afterwards", "procedure", "application")
_WHEN = re.compile("(?:后|时|期间|起|前)$|^[^，。；]{0,8}(?:如|若)(?!实)|变[化动]的?$|情形[^，。；]{0,4}的$")
_MUST = re.compile("应当?(?!退|予|追|收)|[须需]")
_BROKEN = re.compile("^(?:若|如(?!实)|违|提前|未|逾期|服务期未满)|的$")
_SHUTS = re.compile("取消[^，。；：]{0,10}资格|(?:停止|取消|终止)享受")
_HEAD = re.compile("(?:[^，。；：\\d]{0,24}?)(?:应当?|必须|须|需要?(?!求)|必需)")  # 申报企业应
_JOINED = re.compile("[，：](?:并且?|而?且|同时|还|也)*(?:应当?|必须|须|需要?(?!求))?")
_OF_PROMISE = load("housekeeping")[
    "of-promise"
].regex  # what a promise goes on with: what will be, and what will not be done
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


def promise_end(text: str, begun: int, end: int) -> int:
    """Return where the promise that begins at `begun` ends: before what is asked beside it.

    >>> promise_end("承诺3年内不迁出，不减少注册资本，并取得卫生许可证", 0, 25)
    16
    """
    for one in list(_PHRASE.finditer(text, begun, end))[1:]:
        if not (_OF_PROMISE.search(one[0]) or _breaks(one[0])):
            return one.start() - 1
    return end


def aftermath(words: str) -> bool:
    """Tell whether the head of a list names what befalls who has been paid, and excludes nobody.

    >>> aftermath("项目有下列情形之一的，应当终止并收回资金"), aftermath("有下列情形之一的，不予支持")
    (True, False)
    """
    return bool(load("housekeeping")["undone"].regex.search(words)) and not _excludes(words)


def _excludes(words: str) -> bool:
    return bool(load("housekeeping")["refused"].regex.search(words) or _SHUTS.search(words))


@lru_cache(maxsize=64)
def _spans(text: str, listed: bool) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for whole in _SENTENCE.finditer(text):
        head = _LIST.search(whole[0])
        if head and (aftermath(head[0]) or _PAPERS.search(head[0])):
            found.append(whole.span())
        elif not head or not _excludes(head[0]):  # 拒不接受检查的 is one who is excluded
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
    stop = end if begun is None else promise_end(text, begun, end)
    phrases = [one.span() for one in _PHRASE.finditer(text, start, end)]
    promised = [begun is not None and begun < b and a < stop for a, b in phrases]
    names = _OF_LISTED if listed else _OF_PHRASE
    if begun is None and not listed:
        names = (*names, *(("undone",) if rules["undone"].regex.search(said) else ()))
    flags = _flags([text[slice(*one)] for one in phrases], promised, names)
    asks = any(not idle and _MUST.search(text, a, b) for (a, b), idle in zip(phrases, flags, strict=True))
    if all(flags) or ("undone" in names and not asks):  # 注册应满2年，提前迁出的，追回资金 asks for the first
        yield start, end
        return
    yield from _cuts(text, start, phrases, flags)


def _cuts(
    text: str, start: int, phrases: Sequence[tuple[int, int]], flags: Sequence[bool]
) -> Iterator[tuple[int, int]]:
    """Yield the phrases that ask nothing; who must do what (申报企业应) stays before what else is asked."""
    for at, ((a, b), idle) in enumerate(zip(phrases, flags, strict=True)):
        head, behind = _HEAD.match(text, a, b), not all(flags[at + 1 :])
        if not idle:
            continue
        if head and behind and not flags[at + 1]:
            joined = _JOINED.match(text, b)
            yield head.end(), joined.end() if joined else b
        elif at or not behind:
            yield max(a - 1, start), b


def _flags(phrases: Sequence[str], promised: Sequence[bool], names: Sequence[str]) -> list[bool]:
    """Tell of each phrase whether it asks nothing; when it is so goes with it."""
    flags: list[bool] = []
    for words, of_promise in zip(phrases, promised, strict=True):
        if of_promise:  # the promise itself is kept, and what it goes on with, but not what befalls who breaks it
            flags.append(bool(len(flags) and promised[len(flags) - 1] and (flags[-1] or _breaks(words))))
            continue
        flags.append(not _FOUND.search(words) and any(load("housekeeping")[name].regex.search(words) for name in names))
        if flags[-1] and len(flags) > 1 and _WHEN.search(phrases[len(flags) - 2]):
            flags[-2] = True
    return flags


def _breaks(words: str) -> bool:
    """Tell whether a phrase is of who breaks a promise, or of what befalls them."""
    return bool(_BROKEN.search(words) or load("housekeeping")["undone"].regex.search(words))
