"""Tells how lines begin and end: with a label, in the middle of a sentence, within a bracket."""

from __future__ import annotations

import re
from functools import cache

from ingest.rules import load

__all__ = [
    "CLOSING",
    "assigns",
    "ends_heading",
    "ends_sentence",
    "follows_on",
    "leads_to_page",
    "opens",
    "stops",
    "tears_number",
    "unclosed",
]

CLOSING = frozenset("。；：！？!?;:…")
_AFTER = frozenset("”’）)》〉」』】〕")  # may stand behind the mark that closes a sentence
_OPENERS, _CLOSERS = "（(《〈「『【〔“", "）)》〉」』】〕”"
_BRACKET = re.compile(f"[{re.escape(_OPENERS + _CLOSERS)}]")
_QUOTE = re.compile("[“”]")
_NEVER_FIRST = re.compile(r"[，。、；：！？）》〉」』】〕”,;!?)%％]")
_LEADER = re.compile(r"[.…·．]{3,}\s*\d{1,4}$")
_WINDOW = 400  # characters in which the other end of a bracket is looked for


@cache
def _label() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule.regex.pattern})" for rule in load("paragraph").rules))


def opens(text: str) -> bool:
    """Whether `text` begins a paragraph of its own by its label.

    >>> opens("（一）发展基础"), opens("专栏 1 节水工程"), opens("1.5亿吨去产能目标"), opens("（一、二类）水质")
    (True, True, False, False)
    """
    return _label().match(text) is not None


def assigns(text: str) -> bool:
    """Whether `text` begins with a bracket that names who is responsible: on a page it may begin any line.

    >>> assigns("（责任单位：市水务局）"), assigns("（一）发展基础")
    (True, False)
    """
    return load("paragraph")["assignment"].regex.match(text) is not None


def ends_sentence(text: str) -> bool:
    """Whether `text` ends with a mark that closes a sentence or item, brackets and quotes behind it left aside.

    >>> ends_sentence("特此通知。"), ends_sentence("（责任单位：市水务局）"), ends_sentence("全面贯")
    (True, True, False)
    """
    end = text.rstrip()[-1:]
    return end in CLOSING or end in _AFTER


def stops(text: str) -> bool:
    """Whether `text` ends a sentence for certain: a bracket or quote at its end does so only behind such a mark.

    >>> stops("特此通知。"), stops("“到2027年。”"), stops("《节水条例》")
    (True, True, False)
    """
    return text.rstrip("".join(_AFTER))[-1:] in CLOSING


def ends_heading(text: str) -> bool:
    """Whether a line ends with a heading that was run into it, so that what comes below is its text.

    >>> ends_heading("废水治理水平。二、主要任务"), ends_heading("废水治理水平。二、主要任务包括，")
    (True, False)
    """
    return load("paragraph")["heading-run-in"].regex.search(text) is not None


def leads_to_page(text: str) -> bool:
    """Whether `text` is a line of a table of contents, its dots leading to a page number.

    >>> leads_to_page("一、总体要求…………2"), leads_to_page("增长2.5")
    (True, False)
    """
    return _LEADER.search(text) is not None


def follows_on(text: str) -> bool:
    """Whether `text` begins with a mark that no line begins with, so that it goes on with the line before.

    >>> follows_on("、水泥等产业"), follows_on("水泥等产业")
    (True, False)
    """
    return _NEVER_FIRST.match(text) is not None


def tears_number(text: str, following: str) -> bool:
    """Whether a line's end tears a number from the digits, the year, month or day, or the per cent after it.

    >>> tears_number("应当于2027", "年6月30日前"), tears_number("7119—20", "18），"), tears_number("增长5", "2.推广")
    (True, True, False)
    """
    return load("paragraph")["number-goes-on"].regex.search(f"{text[-12:]}\n{following[:8]}") is not None


def unclosed(text: str, following: str) -> bool:
    """Whether a bracket or quote opened near the end of `text` is closed in `following`, or names who is responsible:
    such a list may go on over several lines.

    >>> unclosed("（责任单位：市经信局、", "市发展改革委）"), unclosed("（一）发展", "基础（略）")
    (True, False)
    >>> unclosed("（各市、县〔市、区〕", "政府负责）"), unclosed("【牵头单位：市", "数据局；协同单位：市发展改革委")
    (True, True)
    """
    quotes = [match[0] for match in _QUOTE.finditer(text, max(0, len(text) - _WINDOW))]
    if quotes and quotes[-1] == "“" and (quote := _QUOTE.search(following, 0, _WINDOW)) and quote[0] == "”":
        return not ends_sentence(text)
    open_at: list[int] = []
    for match in _BRACKET.finditer(text, max(0, len(text) - _WINDOW)):
        if match[0] in _OPENERS:
            open_at.append(match.start())
        elif open_at:
            open_at.pop()
    if not open_at:
        return False
    if assigns(text[open_at[0] :]):
        return True
    depth = 0
    for match in _BRACKET.finditer(following, 0, _WINDOW):
        if match[0] in _CLOSERS and not depth:
            return True
        depth += 1 if match[0] in _OPENERS else -1
    return False
