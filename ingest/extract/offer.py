"""Offers with sums in running text: which sum is rate, amount, cap or floor, and to whom the words before it point."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.extract.capping import STRIP, Capping, one_cap
from ingest.extract.case import of_others, opens_cases
from ingest.extract.condition import idle, urged
from ingest.extract.draft import Given, Offer, Span
from ingest.extract.given import givens, lexicon
from ingest.extract.kept import lifted
from ingest.extract.money import sums
from ingest.extract.offer_kind import kind_of, offering
from ingest.extract.wording import offer_pattern, soft_in
from ingest.parse.normalize import Part
from ingest.parse.sentence import begin_of, end_of

__all__ = ["offers"]

_BOUND = re.compile(
    "(?:以[上下]|(?:不(?:低|少)于|超过|达到|满)[^，。；]*)的$"
)  # 实际支付金额20万元以上的: who qualifies
_YEARS = re.compile(r"(?:第|前|后)[一二三四五六两]年")
_TOTAL = re.compile("总额|累计|合计|总计")
_UNDONE = re.compile(
    "取消|废止|追回|收回|终止|扣减(?![^，。；]{0,20}税)|核减|不再|不享受"
)  # what was given is taken back
_OPENS = re.compile("新|首|获|被|经|评|入|列|通|晋|升|建")
_KIND = re.compile("补贴|补助|奖励|资助|津贴|贴息")
_APPLY = re.compile(r"可以?(?:按规定)?(?:申请|申领|享受|领取)[^，。；\d]{0,16}?(?:补贴|补助|奖励|津贴|贴息|资助|贷款)$")
_OF_WHOM = re.compile(  # 对给予租户租金减免的业主: what they gave themselves, and the words name them
    "(?:对于?(?![口外接标比])|凡)[^，。；]{2,}的[^，。；的]{1,40}(?<![补奖贴费税金款励助惠持免务策利度率期息策])$"
)
_APIECE = re.compile("一[事企人项案业园校村]一[议策案]")  # no sum follows: 采取“一事一议”方式给予支持


def offers(text: str, pieces: list[Part], listed: bool = False) -> list[Offer]:
    """Return the offers with sums of `text`, whose stretches between commas are `pieces`.

    `listed` tells that the clause above says that what follows are the sums given (按以下标准给予补助：).

    >>> from ingest.parse.normalize import parts
    >>> text = "造价80万元以上的渔船，按造价的25%给予不超过60万元的补助。"
    >>> [(o.rate.sum.values, o.cap.sum.values) for o in offers(text, list(parts(text)))]
    [((25.0,), (600000.0,))]
    """
    reader = _Reader(text, listed)
    for part in pieces:
        reader.read(part)
    found = [offer for offer in reader.found if listed or offering(text, offer, pieces)]
    lifted(text, found)
    one_cap(text, found)
    for offer in found:
        offer.kind, offer.rule = kind_of(text, offer, pieces)
    return found


@dataclass(slots=True)
class _Reader(Capping):
    half: int = -1
    opening: list[Span] = field(default_factory=list)
    list_of: int = -1  # the sentence in which a colon opened a list of sums
    first_case: str = ""  # 属自愿性审核的: the first of several cases that share what stands before them
    _gap: Span | None = None

    def read(self, part: Part) -> None:
        said, words = self.text[part.start : part.end], lexicon()
        if part.sentence != self.sentence:
            listed_next = self.giving == self.sentence >= 0 and (self._goes_on(part.start) or self._unpaid(part.start))
            self._open(said, listed_next)
            self.shared, self.short = self.pending if listed_next else list(self.opening), False
            self.first_case = ""
            self.giving = part.sentence if listed_next else self.giving
        if part.half != self.half:
            if part.sentence == self.sentence and self.pending and self.list_of != part.sentence:
                self.shared = self.shared or self.pending
            self.pending, self.open = [], None
        self.half, self.sentence = part.half, part.sentence
        if words.barred.search(said) and (_UNDONE.search(said) or not re.search("给予|予以", said)):
            if _BOUND.search(said) or not any(True for _ in sums(said)):
                self._qualify(part, said)
            return
        listed = self.listed or self.list_of == part.sentence
        given = givens(self, part, said, listed)
        if not given:
            self._qualify(part, said)
            return
        since = part.start
        for one, piece in given:
            self._place(part, one, piece, since)
            since = part.start + one.sum.end
        if self.open:
            self.open.end = max(self.open.end, part.end)

    def _open(self, said: str, listed_next: bool) -> None:
        """Keep whom the clause opens with where their sums are told sentences later, and what they must meet besides.

        高校毕业生可以申请创业贷款。申请时应当没有其他贷款。按期还款的，给予50%的贴息: all three sentences ask.
        """
        if offer_pattern("own-subject").match(said):
            self.opening = []
        elif listed_next and not self.found and not self.opening:
            self.opening = list(self.pending)

    def _around(self, start: int) -> tuple[str, str]:
        """Return the sentence at `start`, and the one before it."""
        before = self.text[:start].rstrip("。")
        return self.text[start : end_of(self.text, start)], before[begin_of(before, len(before)) :]

    def _unpaid(self, start: int) -> bool:
        """Tell whether the sentence before gave something without its sum, and this one goes on to the sums."""
        said, before = self._around(start)
        kinds = set(_KIND.findall(before))
        another = kinds and _KIND.search(said) and not kinds & set(_KIND.findall(said))
        paid = any(offer.sentence == self.sentence for offer in self.found)
        pieces = re.split("[，；]", said)
        first = next((one for one in pieces if not idle(one)), pieces[0])  # 用好再贷款政策，对…的企业
        return not (
            paid
            or another
            or offer_pattern("own-subject").match(pieces[0])
            or offer_pattern("own-subject").match(first)
        )

    def _qualify(self, part: Part, said: str) -> None:
        words = lexicon()
        whom = _OF_WHOM.match(said)
        match = None if whom else _APPLY.search(said) or offer_pattern("gives").search(said)
        end = part.start + match.start() if match else part.end
        if match and (match.re is _APPLY or words.noun.search(said, match.end())) and not _APIECE.search(said):
            self.giving = part.sentence
        if part.colon:
            if words.noun.search(said) or "标准" in said:
                self.list_of = part.sentence
            self.shared = [*self.pending, (part.start, end)]
            self.pending, self.open = [], None
            return
        if self.open and not offer_pattern("whose-next").match(said):
            if re.match(
                "(?:一次性|分期)?(?:给予|予以|进行|用于)|[^，]{0,8}(?:补助|补贴|奖励)$", said
            ):  # "按投资额的10%，给予补助"
                self.open.end = part.end
            return
        if not whom and (soft := soft_in(said)):  # 对小微企业免征房产税，登记费减半收取
            end = part.start + (soft.start() if re.match("对(?!口|接|外)", said) and soft.start() > 3 else 0)
        if end > part.start:
            self.pending.append((part.start, end))

    def _place(self, part: Part, one: Given, piece: Span, since: int) -> None:
        """Add a sum to the open offer as its rate, amount, cap or floor, or open a new offer with it."""
        words, now = lexicon(), self.open
        head = self.text[since : part.start + one.sum.number].lstrip(STRIP)
        bounding = bool(words.cap.match(re.sub(r"^\d{1,2}[.、](?!\d)", "", head))) or head.startswith(
            ("且", "但", "最高", "不超过", "封顶")
        )
        if one.floor and (now or (self.found and bounding)):
            self._all(part, "floor", one)
        elif one.sum.upper is not None and not one.sum.rate:  # 500元至5000元: at least, at most
            offer = self._new(part, piece, since)
            offer.floor = replace(one, op="=")
            offer.cap = replace(one, sum=replace(one.sum, values=(one.sum.upper,)), op="<=")
        elif one.op == "<=" and bounding and offer_pattern("over-all").match(head) and self._alone(part):
            return  # a cap over everything that the document offers is no offer of its own
        elif one.sum.rate:
            self._rate(part, one, piece, since, bounding)
        elif one.op == "<=" and self._capped(part, one, piece, head, bounding):
            return
        else:
            self._new(part, piece, since).amount = one
            self._gap = one.gap

    def _alone(self, part: Part) -> bool:
        """Tell whether nothing has been offered before, and nobody named."""
        return not (self.open or self.found or self._asking() or self.giving == part.sentence)

    def _instead(self, base: list[Span], own: str) -> list[Span]:
        """Leave out of `base` what `own` stands in place of: 家庭 of 家庭生育二孩的 before 生育三孩的."""
        if len(own) < 4 or not own.endswith("的"):
            return base
        cuts = [(start, end, self.text.find(own[:2], start, end)) for start, end in base]
        return [(start, end if at < 0 else at) for start, end, at in cuts if at < 0 or at - start > 1]

    def _goes_on(self, start: int) -> bool:
        """Tell whether a sentence only says how much the one before gives (…给予补贴。招用5人以内的，每人2000元)."""
        said, before = self._around(start)
        if said.startswith(("其中", "具体")):
            return True
        named = offer_pattern("amount-of").match(said)
        return named is not None and (not named["what"] or named["what"] in before)

    def _rate(
        self,
        part: Part,
        one: Given,
        piece: Span,
        since: int,
        bounding: bool,
    ) -> None:
        now, head = self.open, self.text[since : part.start + one.sum.number].lstrip(STRIP)
        limits = one.op == "<=" and bounding
        if offer_pattern("raised").search(head):
            return  # 标准提高20%: a share by which another offer grows is no rate of its own
        if limits and (
            (_TOTAL.search(head) and (now or self.found or self.giving == part.sentence)) or (now and now.rate)
        ):
            return  # a cap that is a share: read as what limits the offer beside it
        if now and now.amount and not now.rate and (limits or (now.amount.op == "<=" and not now.amount.per)):
            now.rate = one
            if now.amount.op == "<=" and not now.amount.per and one.op != "<=":
                now.cap, now.amount = now.amount, None
        elif not (limits and not now and self.found and not self._asking()):
            self._new(part, piece, since).rate = one
            return
        for offer in self.found if limits else ():  # 每吨300元；…每吨500元。补助金额不超过投资额的20%
            near = offer.sentence == part.sentence or (not now and offer.sentence == part.sentence - 1)
            if near and offer.amount and offer.amount.op != "<=" and not offer.rate:
                offer.rate, offer.end = one, part.end

    def _next_of_row(self, part: Part, since: int) -> bool:
        """Tell whether a sum is the next item of a row (博士每月800元|、硕士每月500元)."""
        return self.text.startswith("、", since) and bool(self.found) and self.found[-1].part == (part.start, part.end)

    def _of_others(self, first: str) -> bool:
        """Tell whether a half opens with others than those whom the sentence opened with."""
        head = self.text[self.shared[0][0] :].lstrip(STRIP)
        return _parallel(first, head) or bool(self.first_case and of_others(first, head, self.first_case))

    def _inherited(self, part: Part, own: str, first: str, since: int) -> list[Span]:
        """Return what is said before of this offer too: what heads its list, its sentence, the item before it."""
        last = self.found[-1] if self.found else None
        if last and self._next_of_row(part, since):
            return last.base
        anew = re.match("对|凡|给予", first) or (self.shared and self._of_others(first))
        found: list[Span] = []
        if self.shared and (self.list_of == part.sentence or not anew):
            found = self.shared
        elif last and first.startswith("其中") and last.sentence >= part.sentence - 1:
            found = last.spans
        if (
            last
            and not found
            and last.sentence == part.sentence
            and _added(own, self.pending, self.text[since : part.end])
        ):
            found = [span for span in last.spans if not _YEARS.match(self.text[slice(*span)])]
        same = last and last.half == part.half and not self.pending
        base = last.base if last and same and not re.match("对|凡|其中|[^，]{0,6}财政", own) else []
        goes_on = own and found is self.shared and base[: len(found)] == found
        if base and (not found or goes_on):
            found = self._instead(base, own)
        return found

    def _prefers(self, span: Span) -> bool:
        """Tell whether the phrase at `span` makes an offer of its own without a sum (对…给予优先保障，利率下调…)."""
        said = re.split("[，；。]", self.text[span[0] :], maxsplit=1)[0]
        return bool(re.search("给予优先|予以优先", said) and not re.search(r"\d", said))

    def _new(self, part: Part, piece: Span, since: int) -> Offer:
        own = self.text[slice(*piece)].strip(STRIP)
        spans = [*self.pending, *([piece] if own else [])]
        first = self.text[slice(*spans[0])].lstrip(STRIP) if spans else ""
        in_row = self._next_of_row(part, since)
        if own and self._gap and in_row:
            self.found[-1].spans.append(self._gap)
            self._gap = None
        inherited = self._inherited(part, own, first, since)
        said = [self.text[slice(*span)].strip(STRIP) for span in spans]
        asked = [urged(one, after) or not idle(one) for one, after in zip(said, [*said, ""][1:], strict=True)]
        told = [span[0] for span, is_it in zip(spans, asked, strict=True) if is_it and not self._prefers(span)]
        start = min(told or [max(since, part.start)])
        listed = self.text[since : since + 1] == "、"
        if inherited and listed and self.found[-1].sentence == part.sentence:
            start = min(start, self.found[-1].start)  # 甲每人5000元、乙每人6000元给予补贴 is told in one breath
        if not self.shared and (cases := opens_cases(self.text, spans)):
            self.shared, self.first_case = cases, self.text[slice(*spans[-1])].strip(STRIP)
        whole = (part.start, part.end)
        offer = Offer(part.sentence, part.half, start, part.end, [*inherited, *spans], whole)
        ended = own and (self._gap is None or since == part.start)
        offer.base = inherited if listed else [*inherited, *(spans[:-1] if ended else spans)]
        self.found.append(offer)
        self.pending, self.open = [], offer
        return offer


def _added(own: str, pending: list[Span], said: str) -> bool:
    """Tell whether a further offer goes to the same: 并给予…, 每年给予…, 后两年减半, with nobody named anew."""
    own = own.lstrip("并且同时还")
    same = not own or idle(own) or bool(re.fullmatch(r"(?:第|前|后)[一二三四五六两]年(?:度)?|另外?|同时|再", own))
    return same and not pending and not said.startswith("；")


def _parallel(first: str, before: str) -> bool:
    """Tell whether a half opens as the one before (新获批甲的，…；新获批乙的，…), so that it stands in its place."""
    return first[:2] == before.lstrip(STRIP)[:2] and bool(_OPENS.match(first))
