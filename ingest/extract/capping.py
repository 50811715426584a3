"""What a sum that bounds caps: the open offer, the tiers before it, or every offer of the clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.extract.draft import Given, Offer, Scene, Span
from ingest.extract.wording import offer_pattern
from ingest.parse.normalize import Part

__all__ = ["STRIP", "Capping", "one_cap", "per_of_cap"]

STRIP = " 、，：；。\n\t“"
_TOTAL = re.compile("(?:且|但|，)*(?:以上|上述|前述)?(?:[两二三四五]项|各项|合计|总计)")  # 两项合计最高2万元
_IN_ALL = re.compile("(?:奖励|补[贴助]|奖补|资助|资金)?(?:总额|累计|合计|总计)[^，。；]{0,6}$")  # 同一主体每年奖励总额
_APPLICANT_OF = re.compile(
    r"单|同一|每(?:家|户|个?[^，。；\d]{0,4}(?:企业|项目|单位|主体|公司|机构|园区|实体|合作社|家庭)|人|年)|全年|年度"
)


_YEAR = re.compile("第[一二三四五1-5]年")


@dataclass(slots=True)
class Capping(Scene):
    """The offers read so far and the words that tell whom a cap holds for."""

    def _asking(self) -> bool:
        """Tell whether the phrases before name who qualifies, not only how the measures go together (可以叠加享受)."""
        return any(not offer_pattern("stacking").search(self.text[slice(*span)]) for span in self.pending)

    def _capped(self, part: Part, one: Given, piece: Span, head: str, bounding: bool) -> bool:
        """Set `one` as the cap of the open offer, or of those before; False where it is no cap but an amount."""
        now, own = self.open, self.text[slice(*piece)].strip(STRIP)
        per = per_of_cap(head) or one.per
        if now is None:
            if not (self.found and bounding and (_IN_ALL.search(head) or not self._asking())):
                return False
            one.per = per
            self._all(part, "cap", one, anywhere=bool(_IN_ALL.search(head)))
            return True
        total = bool(_TOTAL.match(head))
        if now.cap is None and (total or (bounding and per and (now.rate or _APPLICANT_OF.match(per)))):
            self._capped_together(now, replace(one, per=per), part, total)
        upto = now.rate is None and now.amount is not None and now.amount.op == "<="
        if (
            not (now.rate or now.amount)
            or (upto and (not bounding or re.search("给予|予以", head)))
            or not (bounding or not own or own.startswith("最高") or now.rate)
        ):
            return False
        one.per = per
        if now.cap is None:
            now.cap, now.capped = one, piece if own and not bounding else None
            now.spans.extend([piece] if now.capped else [])
        elif now.amount is None and not own:  # 不超过每平方米15元，单家企业每年最高36万元
            now.amount, now.cap = now.cap, one
        elif own and (now.capped or not bounding):  # 成套装备最高500万元，单台设备最高200万元
            self.found.append(
                replace(now, spans=[*(span for span in now.spans if span != now.capped), piece], cap=one, end=part.end)
            )
        return True

    def _capped_together(self, now: Offer, one: Given, part: Part, total: bool) -> None:
        """Cap the tiers before too: …10%；…15%，单个项目最高50万元 · 小车每辆1万元，大车每辆3万元，每户最高6万元."""
        for offer in self.found:
            if offer is now or offer.sentence != part.sentence or offer.cap:
                continue
            alike = bool(offer.rate) == bool(now.rate)
            apiece = offer.amount and offer.amount.per and now.amount and now.amount.per
            if total or (alike and (offer.rate or (apiece and _APPLICANT_OF.match(one.per or "")))):
                offer.cap, offer.end = one, max(offer.end, part.end)

    def _all(self, part: Part, slot: str, one: Given, anywhere: bool = False) -> None:
        """Set cap or floor of the open offer, or of all from the sentence before on, or `anywhere`, that lack it."""
        for offer in [self.open] if self.open else self.found:
            if (anywhere or offer.sentence >= part.sentence - 1) and getattr(offer, slot) is None:
                setattr(offer, slot, one)
                offer.end = part.end


def one_cap(text: str, found: list[Offer]) -> None:
    """Bound each share of the same in a sentence by the bound on one applicant, or on one of several years.

    按保费的50%补助，每家企业不超过20万元，出口低于300万美元的按70%补助: the bound holds for both.
    """
    shares = [one for one in found if one.rate and one.tiers == 1]
    for near, far in [*pairwise(shares), *((b, a) for a, b in reversed(list(pairwise(shares))))]:
        if far.cap or near.cap is None or near.sentence != far.sentence or _of_others(near, far):
            continue
        years = all(_YEAR.search(" ".join(text[slice(*span)] for span in one.spans)) for one in (near, far))
        if years or (near.start < far.start and _APPLICANT_OF.match(near.cap.per or "")):
            far.cap = near.cap


def _of_others(one: Offer, other: Offer) -> bool:
    """Tell whether two shares are of what is named otherwise; the later need not name it again."""
    of, same = (given.of if given else None for given in (other.rate, one.rate))
    return of is not None and same is not None and of != same


def per_of_cap(head: str) -> str | None:
    """Return whom a cap holds for, as the words before it name them: 单个主体每年 of 单个主体每年补助最高."""
    match = offer_pattern("per-of-cap").match(head)
    return match["per"] if match else None
