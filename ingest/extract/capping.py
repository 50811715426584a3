"""What a sum that bounds caps: the open offer, the tiers before it, or every offer of the clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.extract.draft import Given, Offer
from ingest.extract.given import Scene
from ingest.parse.normalize import Part

__all__ = ["STRIP", "Capping", "per_of_cap"]

STRIP = " 、，：；。\n\t“"
_TOTAL = re.compile("总额|累计|合计")
_TOGETHER = re.compile(r"(?:且|但|，)*(?:以上|上述|前述)?(?:[两二三四五]项|各项|合计|总计)")
_EACH_UNIT = re.compile("每(?!家|户|年|个?(?:企业|项目|单位|主体|公司|机构|园区)|一)")
_STACKING = re.compile(  # how offers go together, and for how long they are paid
    "^，?(?:每|同一|单)[^，。；\\d]{1,16}(?:[可限仅只]|最多|不超过)[^，。；元%]*$|叠加|重复|同时享受|就高|从高|择优|不同条款|^，?(?:连续|最长|期限|(?:补[助贴]|贴息|奖励|资助)期限)[^，。；的]*$"
)
_ANYONE = re.compile(r"(?P<per>(?:同一|单个|单家|每家|每个)[^，。；\d]{2,8}?)(?=[在有获承申享当同的]|经营|$)")
_CHANGES = re.compile("(?:上述|前述|同类)[^，。；]{0,6}标准的|再(?:给予|增加|奖励|补助|补贴)|提高[到至]")
_SHARE_RAISED = re.compile(
    "(?:比例|标准)[^，。；\\d]{0,8}(?:提高|上浮|增加|上调)|(?:提高|上浮|增加|上调)[\\d.]+个百分点"
)
_APPLICANT_OF = re.compile(
    r"单|同一|每(?:家|户|个?[^，。；\d]{0,4}(?:企业|项目|单位|主体|公司|机构|园区|实体|合作社|家庭)|人|年)|全年|年度"
)
_SOME = re.compile(  # who alone may get more
    "(?:其中)?[，、]?(?:对|属于)?[^，。；、单每同各]{2,12}(?:企业|机构|合作社|农场|公司|人才|团队|项目|基地|园区)(?:的)?"
)
_APPLICANT = re.compile("企业|个人|机构|农户|合作社|家庭")


@dataclass(slots=True)
class Capping(Scene):
    """The offers read so far and the words that tell whom a cap holds for."""

    def _anyone(self) -> str | None:
        """Return whom a total holds for where the words before it name anyone (同一主体经营多家的，每年总额不超过…)."""
        named = [_ANYONE.match(self.text[slice(*span)]) for span in self.pending]
        return named[0]["per"] if named and all(named) and named[0] else None

    def _asking(self) -> bool:
        """Tell whether the phrases before name who qualifies, not only how the measures go together (可以叠加享受)."""
        return any(not _STACKING.search(self.text[slice(*span)]) for span in self.pending)

    def _capped(self, part: Part, one: Given, piece: tuple[int, int], head: str, bounding: bool) -> bool:
        """Set `one` as the cap of the open offer, or of those before; False where it is no cap but an amount."""
        now, own = self.open, self.text[slice(*piece)].strip(STRIP)
        if "分别" in head and self._handed_out(part, one, head):
            return True
        if now is None and self.found and _TOTAL.search(head) and (anyone := self._anyone()):
            one.per, self.pending = anyone, []
            for offer in self.found:
                if offer.cap is None and not (offer.amount and offer.amount.op == "<="):
                    offer.cap, offer.end = one, max(offer.end, part.end)
            return True
        if _TOGETHER.match(head) and self.found:
            since = part.sentence if now else part.sentence - 1
            for offer in self.found:
                if offer.sentence >= since and offer.cap is None:
                    offer.cap, offer.end = one, part.end
            return True
        if now is None:
            if not (self.found and bounding and not self._asking()):
                return False
            one.per = per_of_cap(head) or one.per
            self._all(part, None, "cap", one)
            return True
        if one.per is None or bounding:
            self._capped_together(now, one, part, per_of_cap(head) or one.per, bounding)
        upto = now.rate is None and now.amount is not None and now.amount.op == "<="
        if (
            not (now.rate or now.amount)
            or (upto and (not bounding or re.search("给予|予以", head)))
            or not (bounding or not own or own.startswith("最高") or now.rate)
        ):
            return False
        one.per = per_of_cap(head) or one.per
        if now.cap is None:
            now.cap, now.capped = one, None if bounding or not own else piece
            now.spans.extend([piece] if now.capped else [])
        elif now.amount is None and _EACH_UNIT.match(now.cap.per or "") and not _EACH_UNIT.match(one.per or ""):
            now.amount, now.cap = now.cap, one  # 不超过每平方米15元，单家企业每年最高36万元
        elif now.capped and own:  # 成套装备最高500万元，单台设备最高200万元
            spans = [*[span for span in now.spans if span != now.capped], piece]
            self.found.append(replace(now, spans=spans, cap=one, end=part.end))
        elif now.cap.per == one.per and _SOME.fullmatch(own):  # 最高30万元；其中，专精特新企业最高50万元
            self.found.append(replace(now, spans=[*now.spans, piece], cap=one, end=part.end))
        return True

    def _handed_out(self, part: Part, one: Given, head: str) -> bool:
        """Give each of the last offers the cap of its own: 甲每亩20元、乙每亩40元，分别不超过8万元、15万元."""
        values = one.sum.values
        uncapped = [offer for offer in self.found if offer.sentence == part.sentence and offer.cap is None]
        offers = uncapped[-len(values) :]
        if len(values) < 2 or len(offers) < len(values) or any(offer.tiers > 1 for offer in offers):
            return False
        per = per_of_cap(head) or one.per
        for offer, value in zip(offers, values, strict=True):
            offer.cap = replace(one, sum=replace(one.sum, values=(value,)), per=per)
            offer.end = max(offer.end, part.end)
        return True

    def _changed_at(self, sentence: int) -> int | None:
        """Return the sentence of the offers that the one at `sentence` only changes; its cap is theirs too."""
        told = [offer for offer in self.found if offer.sentence == sentence]
        earlier = [offer.sentence for offer in self.found if offer.sentence < sentence]
        return max(earlier) if earlier and told and self._changes(told[0]) else None

    def _changes(self, offer: Offer) -> bool:
        return bool(offer.raised or _CHANGES.search(self.text[offer.start : offer.part[1]]))

    def _raises_share(self, offer: Offer) -> bool:
        return bool(_SHARE_RAISED.search(self.text[offer.start : offer.part[1]]))

    def _capped_together(self, now: Offer, one: Given, part: Part, per: str | None, bounding: bool) -> None:
        """Cap the tiers before too: …10%；…15%，单个项目最高50万元 · 小车每辆1万元，大车每辆3万元，每户最高6万元."""
        if bounding and not per and now.cap is None and self._raises_share(now):
            for offer in self.found:  # 按10%补助，高新技术企业的，比例提高5个百分点，最高500万元 bounds both
                if offer is not now and offer.sentence == part.sentence and offer.rate and not offer.cap:
                    offer.cap = replace(one)
        if not (bounding and per and now.cap is None and (now.rate or _APPLICANT_OF.match(per))):
            return
        for offer in self.found:
            if per.startswith("年度") and offer.half != part.half:
                continue  # a year's limit names nobody: it holds for what is told beside it
            if offer is now or offer.sentence != part.sentence or offer.cap or bool(offer.rate) != bool(now.rate):
                continue
            if not offer.rate and not (offer.amount and offer.amount.per and now.amount and now.amount.per):
                continue
            if not _of_others(per, " ".join(self.text[slice(*span)] for span in offer.spans)):
                offer.cap, offer.end = replace(one, per=per), max(offer.end, part.end)

    def _all(self, part: Part, now: Offer | None, slot: str, one: Given) -> None:
        """Set cap or floor of the open offer, or of all offers of the sentences before that lack it."""
        since = part.sentence - 1
        while not now and (earlier := self._changed_at(since)) is not None:
            since = earlier
        for offer in [now] if now else [offer for offer in self.found if offer.sentence >= since]:
            if getattr(offer, slot) is None:
                setattr(offer, slot, one)
                if not any(other.start > offer.start and self._changes(other) for other in self.found):
                    offer.end = part.end


def _of_others(per: str, words: str) -> bool:
    """Tell whether a cap is for applicants of another kind than those whom `words` name (单户企业 … 个人)."""
    kind = _APPLICANT.search(per)
    return bool(kind and kind[0] not in words and _APPLICANT.search(words))


def per_of_cap(head: str) -> str | None:
    """Return whom a cap holds for, as the words before it name them: 单个主体每年 of 单个主体每年补助最高."""
    match = re.match(
        r"^(?:且|但|并|原则上|其中)*(?P<per>(?:单|同一|每|全|年度)[^，。；\d]{0,10}?)(?:的)?(?:奖励|补助|补贴|资助|贴息|奖补|资金|金额|累计|最高|不超过|总额|支持|扶持|上限)",
        head,
    )
    return match["per"] if match else None
