"""Offers in running text: which sums are given, which of them is rate, amount, cap or floor, and to whom the words before them point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from ingest.extract.condition import idle
from ingest.extract.money import Sum, sums
from ingest.extract.plain import Part
from ingest.record import Quantity
from ingest.rules import Rules, load

__all__ = ["Given", "Offer", "offers"]


@dataclass(slots=True)
class Given:
    """A sum that is given, with the words directly before it and what it is a share of or paid for."""

    sum: Sum
    op: str
    of: str | None = None
    per: str | None = None
    floor: bool = False
    gap: tuple[int, int] | None = None  # words between 给予 or 按 and the sum: 直流桩300元/千瓦

    def quantity(self, index: int = 0) -> Quantity:
        value = self.sum.values[min(index, len(self.sum.values) - 1)]
        return Quantity(value, self.sum.unit, self.op, self.of, self.per)  # type: ignore[arg-type]


@dataclass(slots=True)
class Offer:
    """One offer while it is being read. All offsets are those of the even text; `spans` hold the words on who qualifies."""

    sentence: int
    half: int
    start: int
    end: int
    spans: list[tuple[int, int]]
    part: tuple[int, int]
    rate: Given | None = None
    amount: Given | None = None
    cap: Given | None = None
    floor: Given | None = None
    kind: str = "subsidy"
    rule: str = "incentive/kind-support"
    recipient: tuple[int, int] | None = None
    capped: tuple[int, int] | None = None  # whom the cap holds for, where it names one
    base: list[tuple[int, int]] = field(default_factory=list)  # what the next item of a list 甲20万元、乙10万元 shares

    @property
    def tiers(self) -> int:
        """How many values the widest list of the offer has; 1 where there is no list."""
        given = (self.rate, self.amount, self.cap, self.floor)
        return max((len(one.sum.values) for one in given if one), default=1)


class _Words(NamedTuple):
    rules: Rules
    noun: re.Pattern[str]
    pivot: re.Pattern[str]
    direct: re.Pattern[str]
    whose: re.Pattern[str]
    reached: re.Pattern[str]
    barred: re.Pattern[str]
    most: re.Pattern[str]
    cap: re.Pattern[str]
    per: re.Pattern[str]
    short: re.Pattern[str]
    least: re.Pattern[str]


@cache
def _words() -> _Words:
    rules = load("incentive")
    return _Words(
        rules,
        rules.pattern("%{noun}|给予|予以|发放"),
        rules["pivot"].regex,
        rules["direct"].regex,
        rules["whose"].regex,
        rules["reached"].regex,
        rules["not-given"].regex,
        rules.pattern("%{most}"),
        rules.pattern(
            "^(?:且|但|并|其中|原则上|总|，)*(?:%{per_one}|%{own}%{measure}|最高|最多|最低|保底|不超过|不得超过|总额|上限)"
        ),
        rules.pattern(
            "^(?:\\d{1,2}[.、])?[^，。；\\d]{0,4}(?:%{per_one})[^，。；\\d]{0,12}(?:享受|获得|获|累计|各类|各项|同一)"
        ),
        rules.pattern("(?:%{own}[^，。；]{0,6}|金额|标准|额度)(?:不足|低于|少于|未达到?|不满)$"),
        rules.pattern("(?:最低|保底|不低于|不少于|至少)[^，。；\\d]{0,10}$"),
    )


_EACH = re.compile(
    r"(?:对|给予|为)?(?P<per>(?:每(?!年度?最高|年最高|年给|年补|年奖)[^，。；：每\d\s的]{0,3}?(?:\d+|一|两)?[^，。；：每\d\s]{1,14}?)+)(?:的)?(?:年度)?(?:可|再|最高|分别|给予|予以|补助|补贴|奖励|资助|发放|按|不超过|一次性|奖|补|标准|为|不高于|至少|一律|定额|增加|享受|各|财政|市财政|再给予|\s)*$"
)
_EACH_HEAD = re.compile(
    r"^(?:对|按照?|以|给予)?(?P<per>每[^，。；：\d]{1,16}?)(?=最高|给予|予以|补助|补贴|奖励|资助|发放|不超过|一次性|奖|补|\d)"
)
_OF = re.compile(
    r"^.*(?:按照?|给予|予以|不超过|不高于|最高|提高至|提高到|(?<!可)以|为|至|到(?!位|期|账|岗|场)|奖励|补助|补贴|贴息|返还|享受|其|对|资助|减免|相当于|最多)"
)
_OF_TAIL = re.compile(r"(?:的|之|总额)?(?:最高|不超过|不高于|不低于|一定比例|\s)*$")
_LPR = re.compile(
    r"(?:同期限?|当期|同档次)*(?:一年期|1年期|五年期|5年期以上|5年期)?(?:贷款市场报价利率)?（?LPR）?(?:利率)?|(?:同期|人民银行|基准)[^，。；]{0,10}?利率|贷款市场报价利率"
)
_BASIS = re.compile(r"按照?(?:其|项目|企业)?(?P<basis>(?:实际|年度)[^，。；]{1,8}量)")
_EVERY = re.compile(r"(?P<per>每(?:新增|增加|多|服务|培训|引进|吸纳|招用|销售|举办|新建|培育|购买|完成|推广)[^，。；]{1,20}?)的?$")
_YEARS = re.compile(r"(?:第|前|后)[一二三四五六两]年")
_STRIP = " 、，：；。\n\t“"


def offers(text: str, pieces: list[Part], listed: bool = False) -> list[Offer]:
    """Return the offers with sums of `text`, whose stretches between commas are `pieces`.

    `listed` tells that the clause above says that what follows are the sums given (按以下标准给予补助：).

    >>> from ingest.extract.plain import parts
    >>> text = "500万元以上的改造项目，按投资额的22%给予不超过500万元的补助。"
    >>> [(o.rate.sum.values, o.cap.sum.values) for o in offers(text, list(parts(text)))]
    [((22.0,), (5000000.0,))]
    """
    reader = _Reader(text, listed)
    for part in pieces:
        reader.read(part)
    found = [offer for offer in reader.found if _offering(text, offer, pieces)]
    for offer in found:
        offer.kind, offer.rule = _kind(text, offer, pieces)
    return found


@dataclass(slots=True)
class _Reader:
    text: str
    listed: bool
    found: list[Offer] = field(default_factory=list)
    pending: list[tuple[int, int]] = field(default_factory=list)
    shared: list[tuple[int, int]] = field(default_factory=list)
    half: int = -1
    sentence: int = -1
    list_of: int = -1  # the sentence in which a colon opened a list of sums
    giving: int = -1  # the sentence in which 给予…补助 was said without a sum
    short: bool = False  # 不足…的 was read: the next sum is a floor
    open: Offer | None = None
    _gap: tuple[int, int] | None = None

    def read(self, part: Part) -> None:
        said, words = self.text[part.start : part.end], _words()
        if part.sentence != self.sentence:
            self.shared, self.short = [], False
        if part.half != self.half:
            if part.sentence == self.sentence and self.pending and self.list_of != part.sentence:
                self.shared = self.shared or self.pending
            self.pending, self.open = [], None
        self.half, self.sentence = part.half, part.sentence
        if words.barred.search(said) and not re.search("给予|予以", said):
            if not any(True for _ in sums(said)):
                self._qualify(part, said)
            return
        listed = self.listed or self.list_of == part.sentence
        givens = self._givens(part, said, listed)
        if not givens:
            self._qualify(part, said)
            return
        since = part.start
        for one, piece, recipient in givens:
            self._place(part, one, piece, since, recipient)
            since = part.start + one.sum.end
        if self.open:
            self.open.end = max(self.open.end, part.end)

    def _qualify(self, part: Part, said: str) -> None:
        words = _words()
        match = re.search("给予|予以|(?:分别|一次性)?(?:奖励|补助|补贴)(?=$|以下|如下)", said)
        end = part.start + match.start() if match else part.end
        self.giving = part.sentence if match and words.noun.search(said, match.end()) else self.giving
        if part.colon:
            if words.noun.search(said) or "标准" in said:
                self.list_of = part.sentence
            self.shared = [*self.pending, (part.start, end)]
            self.pending, self.open = [], None
            return
        if self.open and not re.match(
            "对|其中|凡|获|新|首次|属于|符合|如|若|在|达到|超过|[^，]{0,20}(?:的|以上|以下)$", said
        ):
            if re.match(
                "(?:一次性|分期)?(?:给予|予以|进行|用于)|[^，]{0,8}(?:补助|补贴|奖励)$", said
            ):  # "按投资额的10%，给予补助"
                self.open.end = part.end
            return
        if end > part.start:
            self.pending.append((part.start, end))

    def _givens(
        self, part: Part, said: str, listed: bool
    ) -> list[tuple[Given, tuple[int, int], tuple[int, int] | None]]:
        """Return the sums of a part that are given, each with the words before it on who qualifies."""
        words, last, result = _words(), 0, []
        offering = bool(words.noun.search(said))
        for one in sums(said):
            before, after = said[last : one.number], said[one.end :]
            floor = self.short
            if words.short.search(said[last : one.number]) and self.found:
                self.short, last = True, one.end
                continue
            if not floor and not self._given(said, one, before, after, listed, offering):
                continue
            pivots = list(words.pivot.finditer(before + said[one.number]))
            pivot = next(
                (match for match in reversed(pivots) if match[0].startswith(("给予", "予以"))),
                pivots[-1] if pivots else None,
            )
            cut = last + (pivot.start() if pivot else len(before))
            given = self._read_sum(part, said, one, last, cut, floor)
            if (
                pivot
                and not given.gap
                and not one.rate
                and (gap := self._clip(said, last + pivot.end(), one.start)) > last + pivot.end()
            ):
                given.gap = (part.start + last + pivot.end(), part.start + gap)
            piece = (part.start + last, part.start + self._clip(said, last, cut))
            recipient = (
                (part.start + last + pivot.end(), part.start + one.start)
                if pivot and pivot[0] in ("给予", "予以", "奖励", "补助", "补贴")
                else None
            )
            result.append((given, piece, recipient))
            last, self.short = one.end, False
        return result

    def _clip(self, said: str, last: int, cut: int) -> int:
        """Leave per and cap words (每亩, 最高) out of the words on who qualifies."""
        piece = said[last:cut]
        if match := _EACH.search(piece):
            cut = last + match.start()
        while match := re.search(
            r"(?:最高|一次性|给予|予以|可|再|另|按照?|不超过|分别|各|奖励|补助|补贴|资助|发放|标准为|标准|为|：|，|（|-|—)$",
            said[last:cut],
        ):
            cut = last + match.start()
        return cut

    def _given(self, said: str, one: Sum, before: str, after: str, listed: bool, offering: bool) -> bool:
        words = _words()
        direct = words.direct.match(after)
        pivots = list(words.pivot.finditer(before + said[one.number]))
        if one.above or one.op in (">", "<"):
            return False
        if words.least.search(before) and (self.open or self.found):
            return True
        if one.op == ">=":
            least = words.least.search(before + said[one.start : one.number])
            return bool(least and (self.open or direct or re.search("补助|补贴|奖励|资助", before)))
        if re.match("（不?含", after) or direct and re.match(r"[\d最不]", after[direct.end() :]) and not pivots:
            return False
        if not direct and words.whose.match(after) and not (one.rate and pivots and pivots[-1][0].startswith("按")):
            return False
        if after.startswith("的") and not direct and not pivots:
            return False
        if pivots:
            since, until = pivots[-1].end(), max(0, len(before) - (one.number - one.start))
            if one.rate and pivots[-1][0].startswith(("按", "给予", "予以")):
                return not re.search(r"(?:达到?|超过|增长|下降)$", before[since:until])
            return not words.reached.search(before, since, until) or bool(
                direct and not re.search(r"(?:达到?|超过|满|突破)$", before[since:until])
            )
        if one.upper is not None:
            return bool(direct) or listed
        if one.op == "<=" or words.most.search(before):
            return bool(
                self.open or self.found and words.cap.match(before + said[one.start : one.number]) or direct or listed
            )
        if direct and offering:
            return not re.search(r"(?:达到?|超过|满|突破|投资额?|营业收入|产值)$", before)
        if (
            before.startswith("、")
            and len(before) <= 10
            and after[:1] in ("", "、", "的", "和")
            and not words.reached.search(before)
            and said[: one.start].count("元")
        ):
            return True
        if listed or self.open and self.open.amount and not after.strip("的、") and len(before) <= 16:
            return not words.reached.search(before)
        given = offering or self.open is not None or self.giving == self.sentence
        return bool(one.per and given) or bool(given and _EACH.search(before))

    def _read_sum(self, part: Part, said: str, one: Sum, last: int, cut: int, floor: bool) -> Given:
        words, tail = _words(), said[last : one.number]
        op = one.op
        after = said[one.end : one.end + 6]
        if words.most.search(tail[max(0, cut - last - 6) :]) or re.match("封顶|以内|为限|为上限", after):
            op = "<="
        of = per = gap = None
        if one.rate:
            of = self._of(part, said, one, tail)
            if one.unit in ("基点", "百分点") and re.search("最低|最高|可", tail):
                op = "<="
        else:
            per = one.per
            match = (
                None
                if per
                else _EACH.search(said[: one.start] if not last else tail)
                or (_EACH_HEAD.match(said) if not last else None)
            )
            per = match["per"].replace("给予", "") if match else per
            if match and (timed := re.match(r"(?P<per>.*?每(?:月|年|天|日|学年|季度|学期))(?P<rest>[^每]{1,8})$", per)):
                per, at = timed["per"], match.start("per") + (last if last else 0)
                gap = (part.start + at + timed.start("rest"), part.start + at + timed.end("rest"))
            if not per and self.pending and (each := _EVERY.search(self.text[slice(*self.pending[-1])])):
                per = each["per"]
            if per and not match and not per.startswith("每") and (basis := self._basis(part)):
                per = f"{per}（{basis}）"
        least = op in ("=", ">=") and bool(words.least.search(tail + said[one.start : one.number]))

        if one.upper is not None and one.rate:
            one, op = replace(one, values=(one.upper,)), "<="
        return Given(one, "=" if floor else op, of, per, floor or least, gap)

    def _basis(self, part: Part) -> str | None:
        reach = self.text[max(0, part.start - 30) : part.end]
        found = [match["basis"] for match in _BASIS.finditer(reach)]
        return found[-1] if found else None

    def _of(self, part: Part, said: str, one: Sum, tail: str) -> str | None:
        if match := _LPR.search(tail):
            way = re.search("下调|下浮|上浮|优惠|加|减|降低", tail[match.end() :])
            return match[0].lstrip("在按以照比") + (way[0] if way else "")
        of = _OF_TAIL.sub("", _OF.sub("", tail))
        if len(of) < 2 and self.pending:
            before = self.text[slice(*self.pending[-1])]
            match = re.match(r"(?:按照?|以)(?P<of>[^，。；]{2,24})", before)
            of = match["of"] if match else of
        if len(of) < 2 and (match := re.search(r"按照?(?P<of>[^，。；]{2,30}?)的?(?:给予|予以)", tail)):
            of = match["of"]
        if len(of) < 2 and (match := re.match(r"的?(?P<of>[^，。；\d给按]{2,12})(?:给予|予以)", said[one.end :])):
            of = ""
        of = of.rpartition("的")[2] if len(of.rpartition("的")[2]) >= 2 else of
        return of.strip("的，、（）“”") or None

    def _place(
        self, part: Part, one: Given, piece: tuple[int, int], since: int, recipient: tuple[int, int] | None
    ) -> None:
        """Add a sum to the open offer as its rate, amount, cap or floor, or open a new offer with it."""
        words, now = _words(), self.open
        head = self.text[since : part.start + one.sum.number].lstrip(_STRIP)
        own = self.text[slice(*piece)].strip(_STRIP)
        bounding = bool(words.cap.match(re.sub(r"^\d{1,2}[.、](?!\d)", "", head))) or head.startswith(
            ("且", "但", "最高", "不超过", "封顶")
        )
        if one.floor and (now or self.found and bounding):
            self._all(part, now, "floor", one)
        elif one.sum.upper is not None and not one.sum.rate:  # 500元至5000元: at least, at most
            offer = self._new(part, piece, since, recipient)
            offer.floor = replace(one, op="=")
            offer.cap = replace(one, sum=replace(one.sum, values=(one.sum.upper,)), op="<=")
        elif (
            one.op == "<="
            and bounding
            and not (now or self.found or self.pending or self.giving == part.sentence)
            and words.per.match(head)
        ):
            return  # a cap over everything that the document offers is no offer of its own
        elif one.sum.rate:
            self._rate(part, one, piece, since, bounding, recipient)
        elif (
            one.op == "<="
            and now
            and (now.rate or now.amount)
            and not (now.rate is None and now.amount and now.amount.op == "<=" and re.search("给予|予以", head))
            and (bounding or not own or own.startswith("最高") or now.rate)
            and not (now.rate is None and now.amount and now.amount.op == "<=" and not bounding)
        ):
            one.per = _per_of_cap(head) or one.per
            if now.cap is None:
                now.cap, now.capped = one, None if bounding or not own else piece
                now.spans.extend([piece] if now.capped else [])
            elif now.capped and own:  # 成套装备最高500万元，单台设备最高200万元
                spans = [*[span for span in now.spans if span != now.capped], piece]
                self.found.append(replace(now, spans=spans, cap=one, end=part.end))
        elif one.op == "<=" and not now and self.found and bounding and not self.pending:
            one.per = _per_of_cap(head) or one.per
            self._all(part, None, "cap", one)
        elif now and now.amount is None and now.rate is None:
            now.amount = one
        else:
            self._new(part, piece, since, recipient).amount = one
            self._gap = one.gap if self.text[since : since + 1] != "、" else None

    def _rate(
        self,
        part: Part,
        one: Given,
        piece: tuple[int, int],
        since: int,
        bounding: bool,
        recipient: tuple[int, int] | None,
    ) -> None:
        now = self.open
        if (
            now
            and now.rate is None
            and now.amount
            and (one.op == "<=" and bounding or now.amount.op == "<=" and not now.amount.per)
        ):
            now.rate = one
            if now.amount.op == "<=" and not now.amount.per and one.op != "<=":
                now.cap, now.amount = now.amount, None
        elif now and now.rate and one.op == "<=" and bounding:
            return
        else:
            self._new(part, piece, since, recipient).rate = one

    def _all(self, part: Part, now: Offer | None, slot: str, one: Given) -> None:
        """Set cap or floor of the open offer, or of all offers of the sentences before that lack it."""
        for offer in [now] if now else [offer for offer in self.found if offer.sentence >= part.sentence - 1]:
            if getattr(offer, slot) is None:
                setattr(offer, slot, one)
                offer.end = part.end

    def _new(self, part: Part, piece: tuple[int, int], since: int, recipient: tuple[int, int] | None) -> Offer:
        own = self.text[slice(*piece)].strip(_STRIP)
        spans = [*self.pending, *([piece] if own else [])]
        first = self.text[slice(*spans[0])].lstrip(_STRIP) if spans else ""
        inherited: list[tuple[int, int]] = []
        if self.shared and (self.list_of == part.sentence or not re.match("对|凡|给予", first)):
            inherited = self.shared
        elif self.text[since : since + 1] == "、" and self.found and self.found[-1].part == (part.start, part.end):
            inherited = self.found[-1].base
            if (gap := self._gap) and own:
                self.found[-1].spans.append(gap)
                self._gap = None
        elif first.startswith("其中") and self.found and self.found[-1].sentence == part.sentence:
            inherited = self.found[-1].spans
        if (
            not inherited
            and self.found
            and self.found[-1].sentence == part.sentence
            and _added(own, self.pending, self.text[since : part.end])
        ):
            inherited = [span for span in self.found[-1].spans if not _YEARS.match(self.text[slice(*span)])]
        telling = [span for span in spans if not idle(self.text[slice(*span)].strip(_STRIP))]
        start = min([span[0] for span in telling] or [max(since, part.start)])
        if not self.shared and len(self.pending) > 1:
            self.shared = self.pending[:1] if self.text[self.pending[0][0]] in "对凡" else []
        offer = Offer(
            part.sentence, part.half, start, part.end, [*inherited, *spans], (part.start, part.end), recipient=recipient
        )
        offer.base = (
            inherited
            if self.text[since : since + 1] == "、"
            else [*inherited, *(spans[:-1] if own and self._gap is None else spans)]
        )
        self.found.append(offer)
        self.pending, self.open = [], offer
        return offer


def _offering(text: str, offer: Offer, pieces: list[Part]) -> bool:
    """Tell whether the sentence, or what stands before it, has a word for giving at all."""
    first = min(piece.start for piece in pieces if piece.sentence == offer.sentence)
    given = any(one.sum.unit == "基点" for one in (offer.rate, offer.amount, offer.cap) if one)
    return given or bool(
        re.search(
            r"补|奖|贴|资助|给予|予以|减|免|优惠|津贴|返还|扶持|支持|配套|抵|扣|加价|报销|下浮|下调|安家费|标准",
            text[first : offer.end] or text,
        )
    )


def _added(own: str, pending: list[tuple[int, int]], said: str) -> bool:
    """Tell whether a further offer goes to the same: 并给予…, 每年给予…, 后两年减半, with nobody named anew."""
    same = not own or idle(own) or bool(re.fullmatch(r"(?:第|前|后)[一二三四五六两]年(?:度)?|另外?|同时|再", own))
    return same and not pending and not said.startswith("；")


def _per_of_cap(head: str) -> str | None:
    match = re.match(
        r"^(?:且|但|并|原则上|其中)*(?P<per>(?:单|同一|每|全)[^，。；\d]{0,10}?)(?:的)?(?:奖励|补助|补贴|资助|贴息|奖补|资金|金额|累计|最高|不超过|总额|支持|扶持|上限|年度(?=贴|补|奖|资|最))",
        head,
    )
    return match["per"] if match else None


def _kind(text: str, offer: Offer, pieces: list[Part]) -> tuple[str, str]:
    """Tell the kind by the word nearest: behind the sum, before it, in the rest of its sentence, in what stands before."""
    one = offer.rate or offer.amount or offer.cap
    rules = _words().rules
    order = [rules[f"kind-{name}"] for name in ("interest", "loan", "tax", "price", "award", "subsidy", "support")]
    said = text[slice(*offer.part)]
    if one and one.sum.unit == "基点" and not order[0].regex.search(said):
        return "loan_rate", order[1].name
    whole = text[offer.start : offer.end]
    first = min(piece.start for piece in pieces if piece.sentence == offer.sentence)
    if re.search("减免|免征|减征|抵减|扣减|扣除", said) and re.search("税(?!收贡献|务)", text[first : offer.end]):
        return "tax", order[2].name
    for rule in order[:4]:
        if rule.regex.search(said) or rule.regex.search(whole):
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
    yield text[end : offer.end], False
    yield "".join(text[p.start : p.end] + "，" for p in pieces if p.half == offer.half and p.start > end), False
    sentence = [p for p in pieces if p.sentence == offer.sentence]
    yield "".join(text[p.start : p.end] + "，" for p in sentence if p.start < start), True
    yield "".join(text[p.start : p.end] + "，" for p in sentence if p.start > start), False
    yield text[:start], True
