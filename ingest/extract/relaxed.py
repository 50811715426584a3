"""Offers made to some on easier terms: 年节能量要求放宽至30吨以上 · 不超过投资的比例放宽至40%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.extract.draft import Offer, Span
from ingest.extract.money import Sum, sums
from ingest.parse.normalize import Part

__all__ = ["relaxed"]

_EASED = "(?:可|相应|适当|统一)*(?:放宽|降低|下调|降)[到至为]"
_BOUND = re.compile(rf"^[^，。；\d]{{2,14}}(?:要求|标准|条件|门槛|下限|限制)?{_EASED}\d")
_SHARE = re.compile(r"不超过(?P<of>[^，。；\d]{2,14}?)的?(?:比例|限额|上限)(?:可|相应|适当)*(?:放宽|提高|上调)[到至]")


def relaxed(text: str, pieces: Sequence[Part], found: list[Offer]) -> None:
    """Add to `found` each offer that a sentence only makes on easier terms; all else is as in the offer before.

    >>> from ingest.extract.offer import offers
    >>> from ingest.parse.normalize import parts
    >>> text = "种植50亩以上的，每亩补助100元。建在山区的，面积要求放宽至20亩以上。"
    >>> [one.amount.sum.values for one in offers(text, list(parts(text)))]
    [(100.0,), (100.0,)]
    """
    for part in pieces:
        said = text[part.start : part.end]
        who = [(one.start, one.end) for one in pieces if one.half == part.half and one.end <= part.start]
        if not who or not text[slice(*who[-1])].endswith("的"):
            continue
        if _BOUND.match(said) and not _SHARE.search(said):
            _bound(part, [*who, (part.start, part.end)], found)
        elif match := _SHARE.search(said):
            share = next((one for one in sums(said) if one.rate and one.number >= match.end()), None)
            if share:
                _share(part, who, share, found)


def _bound(part: Part, spans: list[Span], found: list[Offer]) -> None:
    """Offer what the sentence before offers to those who reach a lower bound."""
    bases = [one for one in found if one.sentence == part.sentence - 1]
    own = next((one for one in found if one.sentence == part.sentence), None)
    if len(bases) != 1 or (own and (own.rate or (own.amount and own.amount.op != "<="))):
        return
    cap = own.amount or own.cap if own else None
    eased = replace(
        bases[0], sentence=part.sentence, half=part.half, start=spans[0][0], end=own.end if own else part.end,
        spans=spans, part=(part.start, part.end), cap=cap or bases[0].cap, base=[], eased=True,
    )  # fmt: skip
    found[:] = [*(one for one in found if one is not own), eased]


def _share(part: Part, who: list[Span], share: Sum, found: list[Offer]) -> None:
    """Offer the tiers before with a higher share that they may not go beyond."""
    for one in [one for one in found if one.sentence < part.sentence and not (one.eased or one.alone)]:
        if one.rate and one.rate.op == "<=" and one.amount:
            eased = replace(
                one, sentence=part.sentence, half=part.half, start=who[0][0], end=part.end, alone=True,
                spans=[*one.spans, *who], part=(part.start, part.end), rate=replace(one.rate, sum=share), base=[],
            )  # fmt: skip
            found.append(eased)
