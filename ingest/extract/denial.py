"""Who gets nothing, said in one sentence: 被列入失信名单的，不予支持 · 中介机构除外."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extract import exempt
from ingest.extract.exception import of_a_sum
from ingest.extract.tree import Passage, Tree
from ingest.parse.normalize import Part, parts
from ingest.record import Condition
from ingest.rules import load

__all__ = ["LONGEST", "SHORTEST", "denials", "denied_at", "excluded"]

_RULED_ELSEWHERE = re.compile("(?:另|特别|专门|其他)有?[^，。；]{0,2}规定")  # 有特别规定的除外 excludes nobody
_BY_OTHER_RULES = re.compile("(?:仍|均|应)?(?:按照?|依照|依据|执行)[^，。；]{2,20}(?:规定|政策|办法)(?:执行|办理)?$")
_ARTICLE = re.compile("^[（，]?(?:但|其中)?(?:本[^，。；]{1,6})?第[^，。；]{1,16}[条项款点][^，。；]{0,6}除外")
_PAID = re.compile("给予|\\d[万亿]?元|[奖补]")
_PAID_THERE = re.compile(  # 奖励30万元，不再享受首次升规奖励: who is paid so is not excluded from it
    r"(?:^|[，：])(?:再|另外?|一次性)*(?:给予|奖励|补助|补贴|资助|奖补|发放|按)[^，。；的]{0,12}\d[\d.]*(?:[万亿]?元|[%％])"
    r"[^，。；的]{0,6}(?:奖励|补助|补贴)?，(?:且|并|但|同时)?$"
)
_LATE = load("condition")["late"].regex  # how and when to apply excludes nobody who may: 逾期未申请的，不再受理
_UNMET = re.compile(
    "[未没][^，。；]{2,}的[^，。；]{0,4}(?:$|不予|不得|不再|不享受|取消)|[^，。；]{0,8}(?:不合格|不达标|未达标|不称职|未通过)的"
)
_CLOSED = re.compile("的(?:企业|单位|项目|个人|机构|主体|情形|人员)?$")
_ALSO = re.compile("，?(?:以及|或者?|及(?!时|其他)|和(?!其他))")
_LABEL = re.compile(
    r"^(?:第[一二三四五六七八九十百]+条|[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}(?:[)）、]|[.．](?!\d))"
    "|对(?!象)于?|凡|若|如|但|以及)+"
)
_END = re.compile(
    "(?:的(?:企业|单位|项目|个人|机构|主体|情形|情况|人员)?|(?<=名单)(?:企业|单位))?(?:，?(?:一律|原则上|将|均))*$"
)
_ALONE = 6  # letters before 不予补助 that can say by themselves who is excluded
SHORTEST, LONGEST = 3, 160  # letters of who is excluded


def denials(passage: Passage, start: int = 0) -> Tree:
    """Read who is excluded in one sentence (被列入失信名单的，不予支持): conditions that must be false.

    >>> text = "存在重大违法行为的，两年内不得申报。骗取资金的，追回资金，两年内不得申报。"
    >>> [(one.attr, one.value) for one in denials(Passage.of(text)).parts]
    [('存在重大违法行为', False)]
    """
    return Tree(tuple(found for found, _ in denied_at(passage, start)))


def denied_at(passage: Passage, start: int = 0) -> Iterator[tuple[Condition, Part]]:
    """Yield each of `denials` with the stretch that says so; what befalls those who cheat is none.

    >>> [one.attr for one, _ in denied_at(Passage.of("面积低于10亩的不予补贴。已停业的门店除外。"))]
    ['面积低于10亩', '已停业']
    """
    text, begin, half = passage.even.text, start, -1
    for part in parts(text, start):
        if part.half != half:
            begin, half = part.start, part.half
        at = _denying(text, begin, part)
        if at is None:
            continue
        own = part.start if _speaks_for_itself(text, part, at) else begin
        own = _outside(text, own, at)
        words = excluded(text[own:at])
        offset = text.find(words, own)
        if not words or _PAID_THERE.search(text[own:at]) or _of_a_cheat(text, begin, part, words):
            continue
        if text[own - 1 : own] == "（" and of_a_sum(text, own - 1, words):
            continue  # 设备投入（财政资金购置部分除外）: of the sum
        yield passage.condition(Condition(words, "", "=", False), offset, offset + len(words)), part


def _denying(text: str, begin: int, part: Part) -> int | None:
    """Return where `part` says that somebody gets nothing; None where it does not."""
    rules, said = load("condition"), text[part.start : part.end]
    exempts = not _PAID.search(text, begin, part.end) and exempt.behind(text, part.start, part.end)
    match = rules["deny"].regex.search(said) or (None if exempts else rules["except"].regex.search(said))
    if not match or rules["procedure"].regex.search(said) or _RULED_ELSEWHERE.search(said) or _ARTICLE.match(said):
        return None
    return part.start + match.start()


def _speaks_for_itself(text: str, part: Part, at: int) -> bool:
    """Tell whether the stretch says who is excluded (面积低于10亩的不予补贴), and does not go on from one before."""
    said = text[part.start : part.end]
    alone = at - part.start >= _ALONE or said.endswith("除外") or bool(_UNMET.match(said))
    return alone and not _ALSO.match(said)


def _of_a_cheat(text: str, begin: int, part: Part, words: str) -> bool:
    """Tell whether nothing but fraud excludes; beside another fault, both are asked."""
    rules, said = load("condition"), text[begin : part.end]
    if not rules["fraud"].regex.search(said):
        return False
    rest = rules["fraud"].regex.sub("", words)
    return bool(rules["trickery"].regex.search(said)) or not rules["fault"].regex.search(rest)


def _outside(text: str, start: int, end: int) -> int:
    """Return where the words behind a bracket begin: inside it where it is open at `end`, else right behind it."""
    opened, closed = text.rfind("（", start, end), text.rfind("）", start, end)
    if opened > closed:
        return opened + 1
    return closed + 1 if closed > 0 and end - closed > _ALONE else start


def excluded(said: str) -> str:
    """Return who is excluded: the phrases up to the last that ends in 的, without what then happens to them.

    >>> excluded("对被列入失信名单的企业，一律"), excluded("逾期未申请的，")
    ('被列入失信名单', '')
    """
    phrases = _BY_OTHER_RULES.sub("", said.strip("，")).split("，")
    ends = [index for index, one in enumerate(phrases) if _CLOSED.search(one)]
    if ends and ends[-1] < len(phrases) - 1:
        phrases = phrases[: ends[-1] + 1]
    words = _END.sub("", _LABEL.sub("", "，".join(phrases))).strip("，")
    known = SHORTEST <= len(words) <= LONGEST and not _LATE.match(words)
    return words if known and "：" not in words and "以下" not in words else ""
