"""Labels: what numbers a clause at the start of its paragraph (第一章, 一、, （一）, 1., 专栏1, 附件2, 附则)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.rules import load

__all__ = ["Label", "fold", "label", "labels", "order"]

# One character for one, so that offsets stay: digits, brackets, stops and spaces to half width.
_FOLD = str.maketrans("０１２３４５６７８９（）〔〕［］【】．　\xa0", "0123456789()()()()." + "  ")
_GLUED = re.compile(r"\s*(?P<number>\d{1,2})\.(?=\d+(?:\.\d+)?[^\d.\s])")
_FIRST = re.compile(r"[\s第附专表(（〔\d０-９一二三四五六七八九十百零〇两①-⑳⑴-⒛㈠-㈩]")
_WHOLE = re.compile(r"[⑴-⒛㈠-㈩]")  # a number with its brackets or stop in one character


@dataclass(frozen=True, slots=True)
class Label:
    """A label with its normal form for paths, its rank (small is outer), and where the text after it begins."""

    kind: str
    path: str
    rank: float
    rest: int

    @property
    def ordinal(self) -> int | None:
        """The number that the label counts, None where it has none."""
        return order(re.sub(r"[^\d零〇一二两三四五六七八九十百①-⑳]", "", self.path.rpartition(".")[2]))


def fold(text: str) -> str:
    """Return `text` with digits, brackets and spaces of full width made half width, character for character.

    >>> fold("（１）〔２〕")
    '(1)(2)'
    """
    return text.translate(_FOLD)


@lru_cache(maxsize=1024)  # every stage of a document asks for each of its paragraphs
def label(text: str) -> Label | None:
    """Return the label that opens a paragraph, or None; references such as 第三条第二款 are none.

    >>> [(found.path, found.kind) for t in ["（二）主要目标", "第 1 0 条 申请", "⑴申请表"] if (found := label(t))]
    [('(二)', 'han-paren'), ('第10条', 'article'), ('(1)', 'arabic-paren')]
    >>> label("第三条第二款规定的情形"), label("1.5万吨标准煤")
    (None, None)
    """
    if not _FIRST.match(text):
        return None
    folded = fold(text[:200])
    shift = len(folded) - len(folded.lstrip())
    folded = folded.lstrip()
    if opening := _WHOLE.match(folded):
        shift += 1 - len(_spelled(opening))
        folded = _WHOLE.sub(_spelled, folded)
    for rule in load("label").rules:
        match = None if rule.id == "decimal-head" else rule.regex.match(folded)
        if match is None:
            continue
        number, emit = re.sub(r"\s", "", match["number"] or ""), rule.emit
        if rule.id == "article":
            path = f"第{number}条{match['inserted'] or ''}"
        elif "suffix" in emit:
            path = f"第{number}{emit['suffix']}"
        elif "path" in emit:
            path = emit["path"] + number
        else:
            path = f"({number})" if emit.get("brackets") else number
        rank = emit["rank"] + (0.1 * number.count(".") if emit.get("dotted") else 0)
        return Label(rule.id, path, rank, shift + match.start("rest"))
    return None


def _spelled(whole: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", whole[0])


def labels(texts: Sequence[str | None]) -> list[Label | None]:
    """Return the label of each paragraph of a document, None for None.

    1 总则 is one where 1.1 and 1.2 follow, and 1. 总则 then ranks like it: it is no item.

    >>> [found and found.path for found in labels(["1 总则", "1.1 目的", "1.2 依据", None])]
    ['1', '1.1', '1.2', None]
    >>> labels(["1 总则", "文字"])
    [None, None]
    >>> [found and found.rank for found in labels(["1. 总则", "1.1. 目的", "1. 节水", "1.2. 依据", "2. 附则"])]
    [7, 7.1, 8, 7.1, 7]
    >>> [found and found.path for found in labels(["给予补贴：", "1.10万元以上的；", "2.20万元以上的。"])]
    [None, '1', '2']
    """
    found = _glued(texts, [None if text is None else label(text) for text in texts])
    if sum(item is not None and item.kind == "decimal" for item in found) < 2:
        return [None if item is None or item.kind == "decimal" else item for item in found]
    heads = load("label")["decimal-head"].regex
    for index, text in enumerate(texts):
        if found[index] is None and text and (match := heads.match(fold(text.strip()))):
            found[index] = Label("decimal-head", match["number"], 7, text.index(text.strip()) + match.start("rest"))
    for index in _headings(found):
        found[index] = replace(found[index], kind="decimal-head", rank=7)  # type: ignore[type-var]
    return found


def _glued(texts: Sequence[str | None], found: Sequence[Label | None]) -> list[Label | None]:
    """Add the labels that run into a number (1.10万元以上, 2.20万元以上), where they count paragraphs in a row."""
    marks = [
        _GLUED.match(fold(text)) if text and item is None else None for text, item in zip(texts, found, strict=True)
    ]
    counts = [
        int(mark["number"]) if mark else item.ordinal if item and item.kind == "arabic" else None
        for mark, item in zip(marks, found, strict=True)
    ]
    added = list(found)
    for index, mark in enumerate(marks):
        number = counts[index]
        if mark is None or number is None:
            continue
        goes_on = number > 1 and index > 0 and counts[index - 1] == number - 1
        opens = number == 1 and counts[index + 1 : index + 2] == [2]
        if opens or (goes_on and added[index - 1] is not None):
            added[index] = Label("arabic", mark["number"], 8, mark.end())
    return added


def _headings(found: Sequence[Label | None]) -> Iterator[int]:
    """Yield where a label such as 2. heads 2.1, or goes on from one that did: 3. behind 2.4, with no list between."""
    numbered = [(index, one) for index, one in enumerate(found) if one and one.kind in ("arabic", "decimal")]
    head = item = 0
    for (index, one), after in zip(numbered, [*numbered[1:], None], strict=False):
        if one.kind == "decimal":
            item = 0
        elif (after and after[1].path == f"{one.path}.1") or (head and one.ordinal == head + 1 != item + 1):
            head, item = one.ordinal or 0, 0
            yield index
        else:
            item = one.ordinal or 0


def order(number: str) -> int | None:
    """Return the value of a label's number, None if it is none.

    >>> order("十二"), order("3"), order("②"), order("二十一"), order("")
    (12, 3, 2, 21, None)
    """
    from ingest.value.number import chinese

    if not number:
        return None
    if "①" <= number <= "⑳":
        return ord(number) - ord("①") + 1
    try:
        return int(number) if number.isdigit() else int(chinese(number))
    except ValueError:
        return None
