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

__all__ = ["aftermath", "aside", "promise", "promise_end", "without_housekeeping"]

_HALF = re.compile("[^。；\n]+")
_SENTENCE = re.compile(r"(?:[^。\n]|[。\n](?=[（(]?[一二三四五六七八九十\d]{1,3}[）).、]))+")
_LIST = re.compile("[^：]*(?:下列|以下|如下)[^：]{0,40}：")
_PAPERS = re.compile("(?:提交|提供|报送|携带|准备)[^，。；：]{0,10}(?:材料|资料)")
_PHRASE = re.compile("[^，：]+")
_LABEL = re.compile(
    r"(?:第[一二三四五六七八九十百零\d]+条|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．](?!\d)|[一二三四五六七八九十]{1,3}、|[①-⑳])?\s*(?:【[^】]*】)?(?:其中|但|同时|此外|另外)?，?"
)
_OF_WHOLE = ("office", "third-party", "money", "document")
_OF_LISTED = ("ruled-elsewhere", "stacked", "application")
_OF_PHRASE = ("refused-for-its-way", "ruled-elsewhere", "eased", "stacked", "afterwards", "procedure", "application")
_WHEN = re.compile("(?:后|时|期间|起|前)$|^[^，。；]{0,8}(?:如|若)(?!实)|变化的?$|变动的$")
_PREDICATE = re.compile("应当?|须|需|可以?|均|也|分别|按|参照|以|从|由|经|优先|同等|不|只|视|继续|在|于|向|通过|仍|凭")
_BROKEN = re.compile("^(?:若|如(?!实)|违|提前|未|逾期|服务期未满)|的$")
_SUBJECT = re.compile("(?:企业|单位|机构|主体|人才|人员|毕业生|项目|组织|者|人|生|事项|证书)$")
_MUST = re.compile("[应须需]|具[有备]")
_SHUTS = re.compile("取消[^，。；：]{0,10}资格|(?:停止|取消|终止)享受")
_HEAD = re.compile("(?:[^，。；：\\d]{0,24}?)(?:应当?|必须|须|需要?(?!求)|必需)")  # 申报企业应
_JOINED = re.compile("[，：](?:并且?|而?且|同时|还|也)*(?:应当?|必须|须|需要?(?!求))?")
_MEASURE = re.compile(
    r"(?:不[得应能]?[少低小]于|超过|达到?|大于|高于|满)[^，。；]{0,6}\d|\d[^，。；]{0,8}(?:以上|及以上)"
)
_OF_PROMISE = re.compile(  # what a promise goes on with: what will be, and what will not be done
    "^(?:并且?|且|同时|也|还|及)*(?:自愿|自觉|主动|优先|承诺|继续|配合|接受|承担|[对所]|保证|如实)"
    "|不(?:得|再|会|将|迁|减|转|改|变|擅|出[售租让]|挪|抽|上市|处置)|真实"
)
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
    """Tell whether the head of a list names what befalls who has been paid, and shuts nobody out.

    >>> aftermath("项目有下列情形之一的，应当终止并收回资金"), aftermath("有下列情形之一的，不予支持")
    (True, False)
    """
    rules = load("housekeeping")
    shuts = rules["refused"].regex.search(words) or _SHUTS.search(words)
    return bool(rules["undone"].regex.search(words)) and not shuts


@lru_cache(maxsize=64)
def _spans(text: str, listed: bool) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for whole in _SENTENCE.finditer(text):
        head = _LIST.search(whole[0])
        if head and (aftermath(head[0]) or _PAPERS.search(head[0])):
            found.append(whole.span())
            continue
        if head and (load("housekeeping")["refused"].regex.search(head[0]) or _SHUTS.search(head[0])):
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
    stop = end if begun is None else promise_end(text, begun, end)
    phrases = [(start + one.start(), start + one.end()) for one in _PHRASE.finditer(said)]
    promised = [begun is not None and begun < b and a < stop for a, b in phrases]
    names = _OF_LISTED if listed else _OF_PHRASE
    if begun is None and not listed:
        if rules["undone"].regex.search(said):
            names = (*names, "undone")
        if rules["paid"].regex.search(said):
            names = (*names, "conduct")
    flags = _flags([text[slice(*one)] for one in phrases], promised, names)
    if all(flags) or ("undone" in names and not _asks_before(phrases, flags, text)):
        yield start, end
        return
    for at, ((a, b), idle) in enumerate(zip(phrases, flags, strict=True)):
        if not idle:
            continue
        head = _HEAD.match(text, a, b)
        behind = at + 1 < len(phrases) and not all(flags[at + 1 :])
        if not behind or (at and not flags[0] and not head):
            yield max(a - 1, start), b
        elif head and not flags[at + 1] and not promised[at + 1]:
            joined = _JOINED.match(text, b)
            yield head.end(), joined.end() if joined else b
        elif head is None and not _named(text[a:b]):
            yield max(a - 1, start), b


def _flags(phrases: Sequence[str], promised: Sequence[bool], names: Sequence[str]) -> list[bool]:
    """Tell of each phrase whether it asks nothing; who it is said of, and when, goes with it."""
    flags: list[bool] = []
    for words, of_promise in zip(phrases, promised, strict=True):
        if of_promise:  # the promise itself is kept, and what it goes on with, but not what befalls who breaks it
            flags.append(bool(len(flags) and promised[len(flags) - 1] and (flags[-1] or _breaks(words))))
            continue
        flags.append(_idle(words, names))
        back = len(flags) - 1
        while flags[-1] and back and not flags[back - 1] and _goes_with(phrases, back):
            back -= 1
            flags[back] = True
    return flags


def _breaks(words: str) -> bool:
    """Tell whether a phrase is of who breaks a promise, or of what befalls them."""
    return bool(_BROKEN.search(words) or load("housekeeping")["undone"].regex.search(words))


def _idle(words: str, names: Sequence[str]) -> bool:
    rules = load("housekeeping")
    return not _FOUND.search(words) and any(rules[name].regex.search(words) for name in names)


def _goes_with(phrases: Sequence[str], at: int) -> bool:
    """Tell whether the phrase before one that asks nothing only says of whom, or when, it is so (…的，参照执行)."""
    before, words = phrases[at - 1], phrases[at]
    if _WHEN.search(before):
        return True
    if re.search(r"\d", before) and not before.endswith("的"):  # 从业人员不少于10人，以参保人数为准: a bound stays
        return False
    if before.endswith("的"):  # 参保满1年的，于每年3月提出申请: who may apply
        return not load("housekeeping")["procedure"].regex.search(words)
    return at == 1 and bool(_PREDICATE.match(words) and _SUBJECT.search(before) and not _MUST.search(before))


def _asks_before(phrases: Sequence[tuple[int, int]], flags: Sequence[bool], text: str) -> bool:
    """Tell whether something is asked before what befalls who has been paid: 注册应满2年，提前迁出的，追回资金."""
    undone = load("housekeeping")["undone"].regex
    for (a, b), idle in zip(phrases, flags, strict=True):
        if not idle and (_MUST.search(text, a, b) or _MEASURE.search(text, a, b)) and not undone.search(text, a, b):
            return True
    return False


def _named(words: str) -> bool:
    """Tell whether a phrase names whom the rest of its sentence is said of: 申报企业通过平台申请."""
    return bool(re.match("(?:凡|对)?[^，。；：]{0,12}?(?:企业|单位|机构|主体|人才|人员|申[报请]人|者)", words))
