"""Whether a sentence allows, forbids, orders or waives what a question of yes or no asks about.

Words such as 可以, 不得, 应当, 无需 govern what stands between two commas. A sentence answers where one of them alone
governs what is asked, by the square of deontic logic: what is forbidden may not be done, what is ordered may not
be left undone. Nothing is concluded across the square (what is ordered is not said to be allowed), from a sentence
that names an exception, or where two disagree: the question stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from graph.answer.value import MODALITIES, matches, rule
from graph.search.concept import Matters
from graph.search.grams import fold
from graph.search.question import empty, read
from graph.search.topic import Known, topic
from ingest.link.register import Register

__all__ = ["GOVERNED", "Act", "act", "of_anyone", "verdict"]

_SQUARE: Mapping[str, Mapping[str, bool]] = {
    "may": {"permits": True, "grants": True, "forbids": False},
    "may-not": {"waives": True, "orders": False},
    "must": {"orders": True, "waives": False},
    "is": {"permits": True, "grants": True, "orders": True, "forbids": False, "waives": False},
}
_MODES: Mapping[str, str] = {
    "must": r"需不需要|要不要|用不用|必须|需要|(?<!只)要",
    "may": r"可不可以|能不能|允不允许|可否|能否|行不行|允许|可以|准许|(?<![功可节职智性才产])能(?![源力耗效])",
    "is": r"是不是|是否|有没有",
}  # fmt: skip
_ASKS = re.compile("|".join(f"(?P<{mode}>{words})" for mode, words in _MODES.items()))
_CHUNK = re.compile(r"[^，,。；;：:？！\n]+")
_NEGATED = re.compile(r"^[^，]{0,2}不(?![同超足满])")
_EXCEPTION = re.compile(r"未经|未按|除[^，。]{1,20}外|[，；。]但|但是|以外|非经|[无没]有?[^，。]{0,10}不[得予]")
_QUALIFIED = re.compile(r"但|前[款项述]|上述|[^。；]{0,30}除外")

GOVERNED = 0.4
"""Of what is asked: so much must be governed in a clause that names what the question is about."""


class Act(NamedTuple):
    """What a question asks about: an act in its words; whether it may, may not or must be done, or is; and by whom."""

    words: str
    mode: str
    whom: str = ""


def act(question: str) -> Act:
    """Return what a question of yes or no asks about.

    >>> act("可不可以照着方案做？"), act("停车可以不交钱吗")
    (Act(words='照着方案做', mode='may', whom=''), Act(words='交钱', mode='may-not', whom='停车'))
    >>> act("小企业，是不是也给予补助"), act("捐赠物资是否征收关税？").mode
    (Act(words='也给予补助', mode='is', whom='小企业，'), 'must')
    """
    plain = question.rstrip("？?。 \t\n").rstrip("吗么呢")
    found = list(_ASKS.finditer(plain))
    if not found:
        return _leaving(Act(plain, "is"))
    last = plain[max(map(plain.rfind, "，,；;。")) + 1 :]
    match = next((one for one in found if one.start() >= len(plain) - len(last)), found[-1])
    before, words = plain[: match.start()], plain[match.end() :]
    mode = match.lastgroup or "is"
    return _leaving(Act(words, mode, before) if len(words) > 1 else Act(before, mode))


def of_anyone(asked: Act) -> bool:
    """Tell whether a question names nobody and nothing but a place beside the act.

    >>> of_anyone(act("在洛阳能带着狗坐公交车吗？")), of_anyone(act("小区幼儿园可以办成营利性的吗"))
    (True, False)
    """
    whom, regions = asked.whom, Register.load().regions
    for mark in reversed(list(regions.find(whom))):
        whom = whom[: mark.start] + " " + whom[mark.end :]
    return not topic(read(whom))


def _leaving(asked: Act) -> Act:
    """Return an act; to leave one undone, or to be free of a payment, is what a waiver allows."""
    words = _NEGATED.sub("", asked.words)
    if words != asked.words or rule("waives", words) or "免费" in words:
        return asked._replace(words=words, mode="may-not")
    return asked._replace(mode="must") if asked.mode == "is" and rule("pays", words) else asked


def verdict(asked: Act, sentence: str, after: str, known: Known, least: float = GOVERNED) -> bool | None:
    """Return the answer that a sentence gives to a question of yes or no; None where it leaves it open.

    What comes `after` it may name an exception. `least` is how much of the act must be governed, by its characters,
    rare ones more; 0…1.
    """
    if _EXCEPTION.search(sentence) or _QUALIFIED.match(after.lstrip()):
        return None
    found = {_SQUARE[asked.mode].get(modality) for modality in _governing(asked, sentence, known, least)}
    return found.pop() if len(found) == 1 else None


def _governing(asked: Act, sentence: str, known: Known, least: float) -> Iterator[str]:
    """Yield what modality each stretch between commas has that speaks of an act."""
    for chunk in _CHUNK.findall(sentence):
        found = _modalities(chunk)
        pays = "waives" in found and rule("pays", asked.words)
        if found and (pays or _share(asked.words, chunk, known) >= least):
            yield found.pop() if len(found) == 1 else "mixed"


def _modalities(chunk: str) -> set[str]:
    """Return the modalities of a stretch; of two that overlap, as 无需要 and 需要, the one that begins first counts.

    Verbs that grant do so where nothing else governs them: 不得重复享受 grants nothing.
    """
    spans = sorted((match.start(), -match.end(), name) for name in MODALITIES for match in matches(name, chunk))
    found, end = set(), 0
    for start, minus_end, name in spans:
        if start >= end:
            found.add(name)
            end = -minus_end
    return found if found == {"grants"} else found - {"grants"}


def _share(words: str, chunk: str, known: Known) -> float:
    """Return how much of an act stands in a stretch, by its words or by other names of the same matter; 0…1."""
    wanted, plain, matters = fold(words), fold(chunk), Matters.load()
    there = {matter.id for matter in matters.find(plain)}
    also = {char for matter in matters.find(wanted) if matter.id in there for char in matter.name}
    weights = {char: known.rarity("grams", char) for char in wanted if char.isalnum() and char not in empty()}
    total = sum(weights.values())
    return sum(weight for char, weight in weights.items() if char in plain or char in also) / total if total else 0.0
