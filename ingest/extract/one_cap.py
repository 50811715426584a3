"""One bound for shares told one after another: 按保费的50%补助，每家企业不超过20万元，出口低于甲的按70%补助."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.extract.draft import Offer

__all__ = ["one_cap"]

_OF_ANYONE = re.compile(
    "(?:单[个家户]|每[个家户]|同一)[^，。；、\\d]{0,6}(?:企业|单位|主体|机构|农户|合作社|个人|家庭|户)?$"
)
_YEAR = re.compile("第[一二三四五1-5]年")
_OTHERS = re.compile("其他|另外|此外")


def one_cap(text: str, found: list[Offer]) -> None:
    """Bound a share without a bound of its own by that of the share of the same in its sentence.

    That is the bound on one applicant told before it, or the one told behind the last of several years.
    """
    shares = [one for one in found if one.rate and not one.amount and one.raised is None and one.tiers == 1]
    for before, offer in pairwise(shares):
        if before.sentence != offer.sentence or _of(before, offer) or offer.cap or before.cap is None:
            continue
        if _OF_ANYONE.match(before.cap.per or "") and not _OTHERS.search(text, before.end, offer.part[1]):
            offer.cap = before.cap
    for offer, behind in reversed(list(pairwise(shares))):
        if _bounded_behind(offer, behind) and all(_YEAR.search(_words(text, one)) for one in (offer, behind)):
            offer.cap = behind.cap


def _bounded_behind(offer: Offer, behind: Offer) -> bool:
    return offer.sentence == behind.sentence and offer.cap is None and behind.cap is not None


def _of(one: Offer, other: Offer) -> bool:
    """Tell whether two shares are of what is named otherwise; the later need not name it again."""
    of, same = (given.of if given else None for given in (other.rate, one.rate))
    return of is not None and of != same


def _words(text: str, offer: Offer) -> str:
    return text[offer.part[0] : offer.part[1]] + "，".join(text[slice(*span)] for span in offer.spans)
