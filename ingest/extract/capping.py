"""What a sum that bounds caps: the open offer, the tiers before it, or every offer of the clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.extract.draft import Given, Offer, Scene, Span
from ingest.extract.wording import offer_pattern
from ingest.parse.normalize import Part

__all__ = ["STRIP", "Capping", "per_of_cap"]

STRIP = " 、，：；。\n\t“"
_TOTAL = re.compile("(?:且|但|，)*(?:以上|上述|前述)?(?:[两二三四五]项|各项|合计|总计)")  # 两项合计最高2万元
_APPLICANT_OF = re.compile(
    r"单|同一|每(?:家|户|个?[^，。；\d]{0,4}(?:企业|项目|单位|主体|公司|机构|园区|实体|合作社|家庭)|人|年)|全年|年度"
)


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
            if not (self.found and bounding and not self._asking()):
                return False
            one.per = per
            self._all(part, "cap", one)
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

    def _all(self, part: Part, slot: str, one: Given) -> None:
        """Set cap or floor of the open offer, or of all offers from the sentence before on that lack it."""
        for offer in [self.open] if self.open else self.found:
            if offer.sentence >= part.sentence - 1 and getattr(offer, slot) is None:
                setattr(offer, slot, one)
                offer.end = part.end


def per_of_cap(head: str) -> str | None:
    """Return whom a cap holds for, as the words before it name them: 单个主体每年 of 单个主体每年补助最高."""
    match = offer_pattern("per-of-cap").match(head)
    return match["per"] if match else None
