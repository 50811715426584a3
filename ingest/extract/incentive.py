"""Money, prices and preferences offered to those who meet the conditions, one record a tier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.extract.aside import body_of, without_asides
from ingest.extract.atom import generic
from ingest.extract.beneficiary import beneficiary
from ingest.extract.caveat import beside, caveats
from ingest.extract.condition import sentence
from ingest.extract.draft import Offer
from ingest.extract.kept import Before
from ingest.extract.labelled import labelled, sections
from ingest.extract.lead import MONEY, bounding_share, caps_list, ceiling, introduced, lead, pointing
from ingest.extract.listing import block
from ingest.extract.memory import Memory
from ingest.extract.offer import offers
from ingest.extract.party import party
from ingest.extract.reference import raised_cap, referred
from ingest.extract.scheme import Scheme, scheme
from ingest.extract.soft import soft_offers
from ingest.extract.table import table
from ingest.extract.tier import joined, tiers
from ingest.extract.tree import Passage, Tree, numbered
from ingest.extract.wording import offer_pattern
from ingest.parse.normalize import parts
from ingest.parse.sentence import begin_of
from ingest.record import Clause, Condition, Document, Evidence, Incentive, Quantity, Reading

__all__ = ["extract", "offering"]

_TOLD = re.compile(r"(?:[^，。；]{2,14}(?:局|委|厅|部|办|办公室)、?)+(?:要|应当?)(?=支持|优先|给予|对)")
_LOAN = re.compile(r"(?P<loan>[^，。；的]{0,16}贷款)(?=$|的|给)")
_POINTS = re.compile("符合|(?:同时|至少)?(?:符合|具备|达到|满足|具有|存在|有)(?:以下|下列|如下)")
_ANEW = re.compile("对|凡|落实|完善|加大|加强|支持|鼓励")
_FAR = 40  # phrases between commas that say who qualifies for one offer, at most
_LABEL = re.compile(r"（[一二三四五六七八九十\d]+）|[一二三四五六七八九十]+、|\d+[.、](?!\d)")
_CONDITIONS = "符合条件"


@dataclass(frozen=True, slots=True)
class _Setting:
    """A clause as its offers are read: its text, the clause above, what that announces, what its document says."""

    clause: Clause
    document: Document
    passage: Passage
    above: Clause | None
    lead: Passage | None
    whole: Scheme

    @property
    def around(self) -> Iterator[str]:
        """Yield what stands above an offer and may tell whom it is for, nearest first."""
        if self.above:
            yield self.above.text
        yield self.clause.title
        yield from reversed(self.clause.headings)


def offering(clause: Clause) -> bool:
    """Tell whether a clause may offer something: one quick look before reading it."""
    said = offer_pattern("cue").search(clause.text) or clause.rows or MONEY.search(clause.text)
    return clause.kind != "tail" and bool(said)


def extract(reading: Reading) -> Iterator[Incentive]:
    """Yield every offer of the clause in text order: sums in 元, rates in per cent, each with all of its conditions.

    Bare encouragement, goals in money, budgets, penalties and money taken back are none. Conditions that the document
    states elsewhere for all applicants come with their `path`. What the text leaves open stays None.

    >>> from ingest.record import Meta, Source
    >>> text = "对新建冷库的合作社，按投资额的20%给予补助，最高不超过50万元。"
    >>> clause = Clause("d", "一", text)
    >>> document = Document("d", Source("例", "", "text/plain", ()), Meta("例", kind="measures"), (clause,))
    >>> [(i.kind, i.rate.value, i.cap.value, i.beneficiary) for i in extract(Reading(clause, document))]
    [('subsidy', 20.0, 500000.0, '合作社')]
    """
    clause, document = reading.clause, reading.document
    if not offering(clause):
        return
    above = document.parent(clause)
    passage = Passage.of(clause.text, number=clause.path.rpartition("/")[2])
    whole = (reading.whole and reading.whole.scheme) or scheme(document)
    here = _Setting(clause, document, passage, above, lead(clause, above), whole)
    yield from _tabled(here)
    if found := _offers(here):
        yield from _records(here, found)


def _offers(here: _Setting) -> list[Offer]:
    """Return the offers of the running text, with and without sums, in its order."""
    clause, even = here.clause, here.passage.even
    text, body = without_asides(even.text), body_of(clause, even.text)
    labels = [one for one in sections(text) if one.role in ("who", "must")]
    opening = _LABEL.match(text)
    pieces = [
        replace(part, start=max(part.start, opening.end())) if opening and not part.start else part
        for part in parts(text)
        if not any(a <= even.at[part.start] < b for a, b in clause.rows)
        and not any(one.label <= part.start < one.end for one in labels)
    ]
    hard = offers(text, pieces, listed=here.lead is not None)
    hard = [offer for offer in hard if not (offer.amount and not offer.rate and caps_list(text, offer.part[1]))]
    soft = list(soft_offers(text, [part for part in pieces if part.start >= body], hard))
    if (points := pointing(here.document, clause)) is not None:  # the sums stand in a table of the annex
        soft = [offer for offer in soft if not offer.part[0] <= points < offer.part[1]]
        hard = [offer for offer in hard if offer.start < points or offer.rate or (offer.amount or offer.cap).op != "<="]  # type: ignore[union-attr]
    return sorted([*hard, *soft], key=lambda offer: offer.start)


def _records(here: _Setting, found: list[Offer]) -> Iterator[Incentive]:
    clause, passage, text = here.clause, here.passage, here.passage.even.text
    memory, before = Memory(), list[Tree]()
    if here.lead:
        before.append(sentence(here.lead, 0, len(here.lead.even.text), memory))
        memory.notice(re.split("[，。；\n]", here.lead.original.rstrip("：: \n"))[-1])  # 按发票金额给予补贴：
    listed = block(here.document, clause, passage)
    before.append(listed)
    last: Before | None = None
    labels = labelled(passage)
    told = [one for one in caveats(passage, found) if not _under_label(passage, one[0])]
    for place, offer in enumerate(found):
        begin = begin_of(text, offer.start)
        memory.notice(text[begin : offer.start].strip("，。；"))  # 支持创建国家级绿色工厂，首次认定的…
        words = joined(passage.even, offer.spans[-_FAR:])
        under = next((one for one in labels if one.holds(offer.start)), None)
        asked: list[Tree] = []
        for index, one in enumerate(tiers(words, offer.tiers)):
            own = _unlisted(sentence(Passage(one, clause.text), 0, len(one.text), memory), listed)
            who = (under.who if under else "") or beneficiary(text, offer, one.text, clause, here.lead)
            shared = Tree()
            if last and last.goes_with(text, offer):
                own, shared = last.shared(text, offer, own, one.text, index)
                who = last.who if shared and one.text.endswith("的") else who
                who = who or ("" if _ANEW.match(one.text) or _ANEW.match(text, offer.part[0]) else last.who)
            asked.append(Tree((*shared.parts, *own.parts)))
            trees = [*before, *((under.asked,) if under else ()), shared, own]
            yield _record(here, offer, index, [*trees, beside(told, place, trees)], who)
        last = Before(offer.sentence, who, tuple(asked), words.text)


def _under_label(passage: Passage, one: Condition) -> bool:
    """Tell whether a caveat stands behind a label of who may apply, or of what they must meet, and is read with it."""
    spans = ((part.start, part.end) for part in sections(passage.even.text) if part.role in ("who", "must"))
    at = one.start or 0
    return any(passage.even.at[start] <= at <= passage.even.at[end - 1] for start, end in spans)


def _record(here: _Setting, offer: Offer, index: int, asked: Sequence[Tree], who: str) -> Incentive:
    clause, document, passage, whole = here.clause, here.document, here.passage, here.whole
    words = passage.even.text[offer.start : offer.end]
    kind = party(who, passage.even.text, offer.start, here.around)
    asked = [*asked, _trade(clause, who, asked), _picked(passage, offer, who)]
    if not any(tree.parts for tree in asked):
        asked = [_named(passage, offer, who)]
    inherited = list(whole.conditions(clause, kind, who, offer.kind))
    if any(one.value is not False for tree in inherited for one in tree.conditions()):
        asked = [_named_elsewhere(tree) for tree in asked]
    conditions, logic = numbered(whole.explained([*asked, *inherited]))
    sums = any((offer.rate, offer.amount, offer.cap, offer.floor))
    ref = referred(document, clause, words) if offer.tiers == 1 and not sums else None
    rate, most = _rate(here, offer, index), ceiling(here.above) if here.lead else None
    if rate and not offer.cap and (other := raised_cap(document, clause, words)):
        ref, most = other[0], other[1].quantity()
    made = replace(_incentive(here, offer, who, index), conditions=whole.bounded(conditions), logic=logic)
    cap = made.cap or (most if offer.rate or offer.amount else None)
    return replace(made, rate=rate, cap=cap, valid_from=_from(whole, rate.of if rate else None), ref=ref)


def _incentive(here: _Setting, offer: Offer, who: str, index: int = 0) -> Incentive:
    """Return an offer as a record, yet without its conditions."""
    rate, amount, cap, floor = (
        one.quantity(index) if one else None for one in (offer.rate, offer.amount, offer.cap, offer.floor)
    )
    evidence, whole = _evidence(here, offer), here.whole
    return Incentive(
        evidence, offer.kind, who, rate=rate, amount=amount, cap=cap, floor=floor,  # type: ignore[arg-type]
        valid_from=whole.valid_from, valid_to=whole.valid_to,
    )  # fmt: skip


def _tabled(here: _Setting) -> Iterator[Incentive]:
    clause, passage, whole = here.clause, here.passage, here.whole
    if not clause.rows:
        return
    above = here.above.text[-80:] if here.above else ""
    told = introduced(here.document, clause, here.above, passage)
    context = "\n".join((clause.text[: clause.rows[0][0]], clause.title, *clause.headings[-1:], above, told.words))
    for row in table(clause, passage, context):
        offer, who = row.offer, row.who or told.who
        kind = party(who, passage.even.text, offer.start, here.around)
        inherited = whole.conditions(clause, kind, who, offer.kind)
        conditions, logic = numbered(whole.explained([told.asked, row.conditions, *inherited]))
        made = replace(_incentive(here, offer, who), conditions=whole.bounded(conditions), logic=logic)
        yield replace(made, cap=made.cap or told.limit(passage.even.text[offer.start : offer.end]))


def _named(passage: Passage, offer: Offer, who: str) -> Tree:
    """Ask whether an applicant is whom an offer names, where it asks for nothing else: 员工制家政服务企业."""
    text = passage.even.text
    if who and (taken := re.match("减轻|减免|保障|促进|帮助|支持|为|在", who)):
        who = who[taken.end() :]
    at = text.rfind(who, 0, offer.end) if who and not generic(who) else -1
    return Tree((passage.condition(Condition(who, "", "=", True), at, at + len(who)),)) if at >= 0 else Tree()


def _picked(passage: Passage, offer: Offer, who: str) -> Tree:
    """Ask that those were picked of whom the clause first says so: 通过竞争机制遴选服务商。…对服务商给予奖励."""
    match = offer_pattern("picks").search(passage.even.text, 0, offer.start) if who else None
    if match is None or not match["whom"].endswith(who):
        return Tree()
    return Tree((passage.condition(Condition(match["deed"], "", "=", True), *match.span("deed")),))


def _trade(clause: Clause, who: str, asked: Sequence[Tree]) -> Tree:
    """Ask for the trade of the firms that the heading names, where the offer only names the projects."""
    match = offer_pattern("trade").search(clause.title)
    at = clause.text.find(match[0]) if match and who.endswith("项目") else -1
    if not match or at < 0 or any(match["what"] in str(said) for said in (who, *asked)):
        return Tree()
    op = "in" if re.search("[和、与]", match["what"]) else "="
    return Tree((Condition("行业", match[0], op, match["what"], start=at),))  # type: ignore[arg-type]


def _named_elsewhere(tree: Tree) -> Tree:
    """Leave out that one meets the conditions (符合条件的创业者), where the clause that says which they are is read."""
    return replace(tree, parts=tuple(one for one in tree.parts if isinstance(one, Tree) or one.attr != _CONDITIONS))


def _rate(here: _Setting, offer: Offer, index: int) -> Quantity | None:
    """Return the rate, or the share that the clause above bounds sums by the piece by.

    A rate of interest that names nothing else is a share of the loan that the words before name.
    """
    rate = offer.rate.quantity(index) if offer.rate else None
    if offer.amount and not rate and offer.amount.per:
        return bounding_share(here.above)
    if rate and rate.of is None and rate.unit == "%" and offer.kind == "interest_subsidy":
        told = (here.passage.even.text[slice(*span)] for span in offer.spans)
        loans = [match["loan"] for words in told for match in _LOAN.finditer(words)]
        return replace(rate, of=loans[-1]) if loans else rate
    return rate


def _unlisted(own: Tree, listed: Tree) -> Tree:
    """Leave out what the list of conditions has said, and that it must be met (符合条件的，奖励10万元)."""
    known = [(one.attr, one.op, one.value) for one in numbered([listed])[0]] if listed else []
    return Tree(
        tuple(
            part
            for part in own.parts
            if isinstance(part, Tree)
            or not listed
            or not ((part.attr, part.op, part.value) in known or (part.op is None and _POINTS.match(part.attr)))
        ),
        own.any,
    )


def _from(whole: Scheme, of: str | None) -> date | None:
    return whole.counted_from if whole.counted_from and of and re.search("投入|投资|产出", of) else whole.valid_from


def _evidence(here: _Setting, offer: Offer) -> Evidence:
    text, start, end = here.passage.even.text, offer.start, offer.end
    for opening in (offer_pattern("leads"), _TOLD):
        if match := opening.match(text[start:end]):
            start += match.end()
    first, last = here.passage.even.span(start, max(end, start + 1))
    return Evidence(here.clause, first, last, offer.rule)
