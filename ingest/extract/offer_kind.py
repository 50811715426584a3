"""Which kind an offer is: by the word nearest to its sum."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extract.draft import Given, Offer
from ingest.extract.wording import offer_pattern
from ingest.parse.normalize import Part
from ingest.rules import load

__all__ = ["kind_of", "offering"]

_NAMED = re.compile("补贴|补助|奖励|奖补|资助|奖金|津贴")


_ANNOUNCED = re.compile(r"(?:给予|可以?申请|享受|发放)[^，。；\d]{0,16}(?:补贴|补助|奖励|津贴)$")


def offering(text: str, offer: Offer, pieces: list[Part]) -> bool:
    """Tell whether the sentence, or what stands before it, has a word for giving at all."""
    first = min(piece.start for piece in pieces if piece.sentence == offer.sentence)
    if _ANNOUNCED.search(text[:first].rstrip("。\n ")):
        first = min((piece.start for piece in pieces if piece.sentence == offer.sentence - 1), default=first)
    given = any(one.sum.unit == "基点" for one in (offer.rate, offer.amount, offer.cap) if one)
    return given or bool(offer_pattern("gives-word").search(text[first : offer.end] or text))


def kind_of(text: str, offer: Offer, pieces: list[Part]) -> tuple[str, str]:
    """Tell the kind by the word nearest: behind the sum, before it, in the rest of its sentence, in what is before."""
    one = offer.rate or offer.amount or offer.cap
    rules = load("incentive")
    order = [rules[f"kind-{name}"] for name in ("interest", "loan", "tax", "price", "award", "subsidy", "support")]
    said = text[slice(*offer.part)]
    if one and one.sum.unit == "基点" and not order[0].regex.search(said):
        return "loan_rate", order[1].name
    whole = text[offer.start : offer.end]
    behind = text[offer.part[0] + (one.sum.end if one else 0) : offer.part[1]]
    named = _NAMED.search(behind)  # 按担保金额的0.5%给予保费补贴: the word behind the sum names it
    for rule in order[:4]:
        if rule.regex.search(behind) or (
            not (named and rule in order[1:4]) and (rule.regex.search(said) or rule.regex.search(whole))
        ):
            return rule.emit["kind"], rule.name
    for stretch, last in _nearest(text, offer, pieces, one):
        best = None
        for rule in order[4:6]:
            hits = list(rule.regex.finditer(stretch))
            if hits:
                at = hits[-1].start() if last else hits[0].start()
                if best is None or (at > best[0] if last else at < best[0]):
                    best = (at, rule)
        if best:
            return best[1].emit["kind"], best[1].name
    return "subsidy", order[6].name


def _nearest(text: str, offer: Offer, pieces: list[Part], one: Given | None) -> Iterator[tuple[str, bool]]:
    start, end = offer.part
    at = start + (one.sum.end if one else 0)
    yield text[at:end], False
    yield text[start:at], True
    sentence = [p for p in pieces if p.sentence == offer.sentence]
    yield "".join(text[p.start : p.end] + "，" for p in sentence if p.start < start), True
    yield "".join(text[p.start : p.end] + "，" for p in sentence if p.start > start), False
    yield text[:start], True
