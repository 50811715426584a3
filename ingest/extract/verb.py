"""The verbs that set a goal, found in the words before a number: 新增 | 灌溉面积, 覆盖率 | 达到."""

from __future__ import annotations

import re
from functools import cache

from ingest.rules import load

__all__ = ["end_verb", "ends_a_noun", "has_verb", "inner_verb", "nouns", "strip_adverbs"]

_SUBJECT = load("target")["before-verb"].regex  # after such words a word that may be a noun is a verb


def end_verb(head: str) -> tuple[str, str, str, str] | None:
    """Return (subject, adverbs, verb, kind) where a goal verb ends the head; the longest verb counts."""
    best = None
    for kind in ("level", "up", "down", "keeping", "doing"):
        match = _verbs()[kind].match(head)
        if match and (best is None or len(match["verb"]) > len(best[2])):
            best = match["subject"], match["adverbs"], match["verb"], kind
    return best


def inner_verb(head: str) -> tuple[str, str, str, str] | None:
    """Return (adverbs, verb, kind, noun) where a verb stands before the name of what is counted."""
    best = next((m for m in _verbs()["inner"].finditer(head) if _is_verb(head, m)), None)
    if best is None:
        return None
    kind = next(name for name in ("keeping", "up", "down", "doing") if best[name])
    if best["verb"] in ("实现", "完成", "推动", "推进", "确保") and (nested := _verbs()["inner"].match(best["noun"])):
        best, kind = nested, next(name for name in ("keeping", "up", "down", "doing") if nested[name])  # 实现新增…
    lead = best["lead"] if best.start() == 0 or best["lead"] else ""
    return lead, best["verb"], kind, best["noun"]


def has_verb(head: str) -> bool:
    """Whether a goal verb stands in the words: 新增灌溉面积, 组织演练.

    >>> has_verb("新增灌溉面积"), has_verb("年用水量")
    (True, False)
    """
    return inner_verb(head) is not None


def ends_a_noun(head: str, found: tuple[str, str, str, str]) -> bool:
    """Whether the verb at the end of the words is the last word of an indicator's name."""
    subject, lead, verb, kind = found
    named = load("target")["indicator-noun"].regex.search(head)
    return (
        kind in ("doing", "keeping")
        and verb in nouns()
        and not lead
        and len(subject) >= 2
        and bool(named)
        and not has_verb(subject + "之事")
    )


@cache
def nouns() -> frozenset[str]:
    """Return the verbs that are nouns inside a name (供养服务机构, 排放监测系统)."""
    return frozenset(load("target").words["noun"])


def strip_adverbs(head: str) -> tuple[str, str]:
    """Return the words without the adverbs at their end, and those."""
    match = _verbs()["adverbs"].match(head)
    return (match["subject"], match["adverbs"]) if match else (head, "")


def _is_verb(head: str, match: re.Match[str]) -> bool:
    """Whether the word is a verb here, not the begin of a compound; a noun only near the head, or after 在…, 支持…."""
    before = head[: match.start("verb")]
    if load("target")["compound"].regex.match(head[match.start("verb") :]):
        return False  # 服务业, 供应链
    if before.endswith("城镇") and match["noun"].startswith("就业"):
        return False  # 城镇新增就业 is one indicator
    return match["verb"] not in nouns() or before == match["lead"] or bool(_SUBJECT.match(before))


@cache
def _verbs() -> dict[str, re.Pattern[str]]:
    rules = load("target")
    adverbs = r"(?P<adverbs>%{adverb}*)"
    return {
        kind: rules.pattern(rf"^(?P<subject>.*?){adverbs}(?P<verb>%{{{kind}}})(?:了|数量|规模)?$")
        for kind in ("level", "up", "down", "keeping", "doing")
    } | {
        "inner": rules.pattern(
            r"(?P<lead>%{adverb}*)(?P<verb>(?P<keeping>%{keeping})|(?P<up>新增|新发展|增加|净增|提高|提升|扩大|拓展)|(?P<down>%{down})|(?P<doing>%{doing}))(?P<noun>[^，。；]{2,60})$"
        ),
        "adverbs": rules.pattern(r"^(?P<subject>.*?)(?P<adverbs>%{adverb}*)$"),
    }
