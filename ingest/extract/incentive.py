"""Money, prices and preferences offered to those who meet the conditions, one record a tier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from ingest.extract.annex import announced, pointing, without_listed
from ingest.extract.atom import generic
from ingest.extract.beneficiary import LEADS, beneficiary, who_in
from ingest.extract.caveat import beside, caveats
from ingest.extract.ceiling import caps_list, ceiling
from ingest.extract.condition import Passage, Tree, numbered, sentence
from ingest.extract.draft import Given, Offer
from ingest.extract.housekeeping import aside
from ingest.extract.kept import Before, adds, done_alike, kept, lifts, named_alike, names_its_own
from ingest.extract.labelled import labelled, sections
from ingest.extract.listing import block
from ingest.extract.memory import Memory
from ingest.extract.offer import offers
from ingest.extract.offer_matrix import matrix
from ingest.extract.offer_table import rows
from ingest.extract.party import party
from ingest.extract.reference import met, raised_cap, referred
from ingest.extract.scheme import Scheme, scheme
from ingest.extract.soft_offer import soft_offers
from ingest.extract.tier import joined, tiers
from ingest.extract.wording import offer_pattern
from ingest.parse.normalize import parts
from ingest.record import Clause, Condition, Document, Evidence, Incentive, Quantity, Reading
from ingest.rules import load

__all__ = ["extract"]

_TOLD = re.compile(r"(?:[^，。；]{2,14}(?:局|委|厅|部|办|办公室)、?)+(?:要|应当?)(?=支持|优先|给予|对)")
_LOAN = re.compile(r"(?P<loan>[^，。；的]{0,16}贷款)(?=$|的|给)")
_TRADE = re.compile(r"(?:支持|推动|引导|鼓励|促进|推进)(?P<what>[^，。；的支推引鼓促]{1,12}业)企业")
_PICKS = re.compile(
    "(?P<deed>(?:(?:通过|采取|采用|以)[^，。；]{2,12})?(?:公开|择优|竞争性)?(?:遴选|比选|征集|选拔))(?:出|一批|若干|优质|优秀|专业|\\d+[家个名])*(?P<whom>[^，。；、]{2,14})"
)
_CAPTION = re.compile(r"^(\s*第[一二三四五六七八九十百〇零\d]+条\s*)(【[^】\n]{2,20}】)")
_INSTALMENTS = re.compile(r"（第[一二1]年[^（）]*?第[二三2]年[^（）]*）")  # 奖励10万元（第一年5万元，第二年5万元）
_MONEY = re.compile(r"\d\s*(?:[万亿]?元|[%％])")
_POINTS = re.compile("符合|(?:同时|至少)?(?:符合|具备|达到|满足|具有|存在|有)(?:以下|下列|如下)")
_SEVERAL = 2
_VERB = 4  # letters of 首次获得
_ANEW = re.compile("对|凡|落实|完善|加大|加强|支持|鼓励")
_ONLY_STANDARD = re.compile(  # a sentence that announces the sums alone
    "(?:具体|其中)?的?(?:补[贴助]|奖[励补]|资助|支持|发放|扶持|津贴|分档|具体)*标准(?:分别)?(?:为|是|如下|按下[列表][^，。；：]{0,6})?(?:：|$)"
)
_ASIDE = re.compile(  # how often, before what
    "，(?:每[人户家个年][^，。；：\\d]{0,6}|同一[^，。；：\\d]{2,10}|原则上)(?:只能?|限|仅限?|最多|可)[^，。；：\\d]{0,4}(?:享受|申[请领报]|领取|补贴|奖励)[^，。；：]{0,6}[次项]："
)
_SUMS_BEHIND = re.compile(  # 给予补贴。补贴标准为：硕士每人1000元: of those whom the sentence before names
    "(?<=。)(?:具体)?的?(?:(?:补[贴助]|奖[励补]|资助|支持|发放|扶持|津贴|具体)*标准(?:分别)?(?:为|是|如下)|按(?:照)?(?:下列|以下|如下)标准(?:执行|发放|给予|计发|核发)*)：(?=[^\\s。|])"
)
_SHARE_OF_ALL = re.compile(
    r"，(?:但|且)?(?:补[贴助]|奖励)?(?:最高)?不(?:得)?超过(?P<of>[^，。；\d]{2,16}?)的?(?P<rate>\d+(?:\.\d+)?)%(?=[，：])"
)
_BY_THESE = re.compile(  # …的，按照以下标准给予补贴。两项可以同时享受。(the items below tell the standards)
    "按照?(?:以下|下列|如下|下述)(?:标准|档次|办法|方式|情形)(?:分别|分档|分类)?(?:给予|予以|进行|发放|计发|核发|执行)?[^，。；：\\d]{0,10}(?=[。；])"
)
_SUMS_AHEAD = re.compile(  # 硕士每月1000元，本科每月600元，发放租房补贴: one list of sums
    r"(?:(?<=，)(?:(?!给予|发放|补[贴助]|奖|不超过|最[高低]|按|合计|共)[^，。；、\d]){2,12}?\d[\d.]*万?元，)"
    r"(?:(?:(?!给予|发放|补[贴助]|奖|不超过|最[高低]|按|合计|共)[^，。；、\d]){2,12}?\d[\d.]*万?元，?)+"
    r"(?=(?:分别)?(?:给予|发放|予以|发给)[^，。；\d]{2,14}(?:补贴|补助|津贴|奖励|救助金|慰问金)(?:[。；，]|$))"
)
_CONDITIONS = "符合条件"
_LABEL = re.compile(r"（[一二三四五六七八九十\d]+）|[一二三四五六七八九十]+、|\d+[.、](?!\d)")
_OPEN = re.compile(r"[：:]\s*(?:\n|$)")


@dataclass(slots=True)
class _Last:
    """The scheme of the document read last: a document's clauses come one after the other."""

    document: Document | None = None
    scheme: Scheme | None = None
    paths: dict[str, Clause] = field(default_factory=dict)


_last = _Last()


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
    clause = reading.clause
    offered = offer_pattern("cue").search(clause.text) or clause.rows or _MONEY.search(clause.text)
    if clause.kind == "tail" or not offered:
        return
    yield from _offered(reading, Passage.of(clause.text, number=clause.path.rpartition("/")[2]))


def _offered(reading: Reading, passage: Passage) -> Iterator[Incentive]:
    clause = reading.clause
    text, body = _amended(passage.even.text), _body(clause, passage.even.text)
    aside = [one for one in sections(text) if one.role in ("who", "must")]
    opening = _LABEL.match(text)
    pieces = [
        replace(part, start=max(part.start, opening.end())) if opening and not part.start else part
        for part in parts(text)
        if not any(a <= passage.even.at[part.start] < b for a, b in clause.rows)
        and not any(one.label <= part.start < one.end for one in aside)
    ]
    lead = _lead(reading.document, clause)
    hard = offers(text, pieces, listed=lead is not None)
    hard = [offer for offer in hard if not (offer.amount and not offer.rate and caps_list(text, offer.part[1]))]
    soft = list(soft_offers(text, [part for part in pieces if part.start >= body], hard))
    if (points := pointing(reading.document, clause)) is not None:  # the sums stand in a table of the annex
        soft = [offer for offer in soft if not offer.part[0] <= points < offer.part[1]]
        hard = [offer for offer in hard if offer.start < points or offer.rate or _lone(offer).op != "<="]
    yield from _tabled(reading, passage)
    if not hard and not soft:
        return
    yield from _records(reading, passage, sorted([*hard, *soft], key=lambda offer: offer.start), lead)


def _records(reading: Reading, passage: Passage, found: list[Offer], lead: Passage | None) -> Iterator[Incentive]:
    clause, document = reading.clause, reading.document
    memory, before = Memory(), []
    text = passage.even.text
    most = _most(document, clause) if lead else None
    if lead:
        before.append(sentence(lead, 0, len(lead.even.text), memory))
        memory.notice(re.split("[，。；\n]", lead.original.rstrip("：: \n"))[-1])  # 按发票金额给予补贴：
    listed = block(document, clause, passage)
    before.append(listed)
    last: Before | None = None
    labels = labelled(passage)
    told = [
        one
        for one in caveats(passage, found)
        if not _under_label(passage, one[0]) and not (one[0].op and aside(passage, one[0].start or 0))
    ]
    for place, offer in enumerate(found):
        _encouraged(text, offer, memory)
        offer.spans = done_alike(text, found[:place], offer)
        words = joined(passage.even, offer.spans)
        asked: list[Tree] = []
        for index, one in enumerate(tiers(words, offer.tiers)):
            own = _beside(sentence(Passage(one, clause.text), 0, len(one.text), memory), listed)
            under = next((label for label in labels if label.holds(offer.start)), None)
            who = (under.who if under else "") or beneficiary(text, offer, one.text, clause, lead)
            shared = Tree()
            if (
                last
                and not offer.alone
                and (last.sentence == offer.sentence or (last.sentence + 1 == offer.sentence and lifts(text, offer)))
            ):
                old = last.asked(index, offer.tiers)
                own = named_alike(own, old)
                anew = names_its_own(text[offer.start :])
                shared = kept(old, own, one.text, adds(text, offer), last.words, anew)
                if not shared and (head := last.head) and not anew:  # 对…的农户，…；采用甲的，…；采用乙的，…
                    shared = kept(head.asked(index, offer.tiers), own, one.text, False, head.words)
                who = last.who if shared and one.text.endswith("的") else who
                who = who or ("" if _ANEW.match(one.text) or _ANEW.match(text, offer.part[0]) else last.who)
            asked.append(Tree((*shared.parts, *own.parts)))
            trees = [*before, *((under.asked,) if under else ()), shared, own]
            yield _record(reading, passage, offer, index, [*trees, beside(told, place, trees)], who, most)
        head = (last.head or last) if last and last.sentence == offer.sentence else None
        last = Before(offer.sentence, who, tuple(asked), words.text, head)


def _under_label(passage: Passage, one: Condition) -> bool:
    """Tell whether a caveat stands behind a label of who may apply, or of what they must meet, and is read with it."""
    spans = ((part.start, part.end) for part in sections(passage.even.text) if part.role in ("who", "must"))
    at = one.start or 0
    return any(passage.even.at[start] <= at <= passage.even.at[end - 1] for start, end in spans)


def _record(
    reading: Reading, passage: Passage, offer: Offer, index: int, asked: list[Tree], who: str, most: Quantity | None
) -> Incentive:
    clause, document, whole = reading.clause, reading.document, _scheme(reading.document)
    words = passage.even.text[offer.start : offer.end]
    own = [_met(reading, passage, offer), _sector(clause, who, asked), _uplift(passage, offer)]
    own.append(_picked(passage, offer, who))
    kind = party(who, passage.even.text, offer.start, _beside_it(document, clause))
    if not any(tree.parts for tree in (*asked, *own)):
        asked = [_named(passage, offer, who)]
    inherited = list(whole.conditions(clause, kind, who, offer.kind))
    if any(one.value is not False for tree in inherited for one in tree.conditions()):
        asked = [_named_elsewhere(tree) for tree in asked]
    conditions, logic = numbered(whole.explained([*asked, *own, *inherited]))
    ref = referred(document, clause, words) if offer.tiers == 1 and not _sums(offer) else None
    ref = clause.path if offer.raised else ref
    rate = _rate(passage, offer, index) or (_bounding_share(document, clause) if _apiece(offer) else None)
    if rate and not offer.cap and (other := raised_cap(document, clause, words)):
        ref, most = other[0], other[1].quantity()
    return Incentive(
        _evidence(clause, passage, offer), offer.kind, who,  # type: ignore[arg-type]
        rate=rate,
        amount=offer.amount.quantity(index) if offer.amount else None,
        cap=offer.cap.quantity(index) if offer.cap else most if offer.rate or offer.amount else None,
        floor=offer.floor.quantity(index) if offer.floor else None,
        conditions=whole.bounded(conditions), logic=logic,
        valid_from=_from(whole, rate.of if rate else None), valid_to=whole.valid_to, ref=ref,
    )  # fmt: skip


def _named(passage: Passage, offer: Offer, who: str) -> Tree:
    """Ask whether an applicant is whom an offer names, where it asks for nothing else: 员工制家政服务企业."""
    text = passage.even.text
    if who and (taken := re.match("减轻|减免|保障|促进|帮助|支持|为|在", who)):
        who = who[taken.end() :]
    at = text.rfind(who, 0, offer.end) if who and not generic(who) else -1
    return Tree((passage.condition(Condition(who, "", "=", True), at, at + len(who)),)) if at >= 0 else Tree()


def _named_elsewhere(tree: Tree) -> Tree:
    """Leave out that one meets the conditions (符合条件的创业者), where the clause that says which they are is read."""
    return replace(tree, parts=tuple(one for one in tree.parts if isinstance(one, Tree) or one.attr != _CONDITIONS))


def _rate(passage: Passage, offer: Offer, index: int) -> Quantity | None:
    """Return the rate; one of interest that names nothing else is a share of the loan that the words before name."""
    rate = offer.rate.quantity(index) if offer.rate else None
    if rate and rate.of is None and rate.unit == "%" and offer.kind == "interest_subsidy":
        loans = [match["loan"] for span in offer.spans for match in _LOAN.finditer(passage.even.text[slice(*span)])]
        return replace(rate, of=loans[-1]) if loans else rate
    return rate


def _apiece(offer: Offer) -> bool:
    """Whether an offer is a sum by the month or for each thing, which the clause above may bound by a share."""
    return bool(offer.amount and not offer.rate and offer.amount.per)


def _bounding_share(document: Document, clause: Clause) -> Quantity | None:
    """Read the share that the clause above bounds all its items by: 按下列标准发放，但不超过月租金的50%：."""
    above = _parent(document, clause)
    match = _SHARE_OF_ALL.search(above.text) if above and _OPEN.search(above.text) else None
    return Quantity(float(match["rate"]), "%", "<=", match["of"], None) if match else None


def _uplift(passage: Passage, offer: Offer) -> Tree:
    """Keep in words by how much the offer raises another (标准提高20%): nothing reckons with it, so it stays open."""
    if not offer.raised:
        return Tree()
    words = passage.even.text[slice(*offer.raised)]
    return Tree((passage.condition(Condition(words, ""), *offer.raised),))


def _met(reading: Reading, passage: Passage, offer: Offer) -> Tree:
    """Ask for what the article asks that the offer names (符合第五条规定条件的…)."""
    for start, end in offer.spans:
        if match := met(reading.document, reading.clause, passage.even.text[start:end]):
            at = start + match.start(), start + match.end()
            return Tree((passage.condition(Condition(match[0], "", "=", True), *at),))
    return Tree()


def _picked(passage: Passage, offer: Offer, who: str) -> Tree:
    """Ask that those were picked of whom the clause first says so: 通过竞争机制遴选服务商。…对服务商给予奖励."""
    match = _PICKS.search(passage.even.text, 0, offer.start) if who else None
    if match is None or not match["whom"].endswith(who):
        return Tree()
    return Tree((passage.condition(Condition(match["deed"], "", "=", True), *match.span("deed")),))


def _sector(clause: Clause, who: str, asked: list[Tree]) -> Tree:
    """Ask for the trade of the firms that the heading names, where the offer only names the projects."""
    match = _TRADE.search(clause.title)
    at = clause.text.find(match[0]) if match and who.endswith("项目") else -1
    if not match or at < 0 or match["what"] in who or any(match["what"] in str(tree) for tree in asked):
        return Tree()
    several = re.search("[和、与]", match["what"])
    return Tree((Condition("行业", match[0], "in" if several else "=", match["what"], start=at),))


def _beside(own: Tree, listed: Tree) -> Tree:
    """Leave out what the list of conditions has said, and that it must be met (符合条件的，奖励10万元)."""
    if not listed:
        return own
    items = numbered([listed])[0]
    known = [(one.attr, one.op, one.value) for one in items]
    spans = [(one.start, one.start + len(one.text)) for one in items if one.start is not None and one.path is None]
    return Tree(
        tuple(
            part
            for part in own.parts
            if isinstance(part, Tree)
            or not (
                (part.attr, part.op, part.value) in known
                or (part.op is None and _POINTS.match(part.attr))
                or _all_told(part, spans)
            )
        ),
        own.any,
    )


def _all_told(one: Condition, spans: list[tuple[int, int]]) -> bool:
    """Tell whether a condition only names at one go what a list of ways has told apart, one after another."""
    if "、" not in one.text or one.start is None or len(spans) < _SEVERAL:
        return False
    first = min(a for a, _ in spans) - _VERB  # what is told of the first may begin behind its verb
    return first <= one.start and one.start + len(one.text) <= max(b for _, b in spans)


def _most(document: Document, clause: Clause) -> Quantity | None:
    above = _parent(document, clause)
    return ceiling(Passage.of(above.text, above.path)) if above else None


def _amended(text: str) -> str:
    """Leave out an article's caption, what is said aside before a list of sums (给予补贴，每人限享受一次：) and what an
    amendment strikes (将“…”修改为“…”): same length, so offsets hold."""
    text = _CAPTION.sub(lambda match: match[1] + "。" * len(match[2]), text)
    text = _INSTALMENTS.sub(lambda match: " " * len(match[0]), text)
    for match in load("condition")["paid-must"].regex.finditer(text):  # the bound behind it is on the sum before
        text = f"{text[: match.start() - 1]}，{' ' * len(match[0])}{text[match.end() :]}"
    text = _ASIDE.sub(lambda match: "：" + " " * (len(match[0]) - 1), text)
    text = _SUMS_BEHIND.sub(lambda match: "标准为".rjust(len(match[0])), text)
    text = _SUMS_AHEAD.sub(lambda match: match[0][:-1].replace("，", "、") + match[0][-1].replace("，", " "), text)
    if "改为“" not in text:
        return text
    text = re.sub("“[^”]*”(?=修改为|改为)", lambda match: "。" * len(match[0]), text)
    return re.sub("改为“", "改为。", text)


def _tabled(reading: Reading, passage: Passage) -> Iterator[Incentive]:
    clause = reading.clause
    if not clause.rows:
        return
    whole = _scheme(reading.document)
    above = _parent(reading.document, clause)
    context = "\n".join(
        (clause.text[: clause.rows[0][0]], clause.title, *clause.headings[-1:], above.text[-80:] if above else "")
    )
    told, who = _introduced(clause, above, passage)
    told_by = announced(reading.document, clause)
    if told_by:
        context += told_by.clause.text
        told, who = told or without_listed(told_by.asked, clause.text), who or told_by.who
    found = [*rows(clause, passage, context)] or matrix(
        clause, passage, context, told_by.graded if told_by else (), told
    )
    for row in found:
        recipient = row.who or who
        kind = party(recipient, passage.even.text, row.offer.start, _beside_it(reading.document, clause))
        inherited = whole.conditions(clause, kind, recipient, row.offer.kind)
        conditions, logic = numbered(whole.explained([told, row.conditions, *inherited]))
        conditions, offer = whole.bounded(conditions), row.offer
        limit = told_by.limit(passage.even.text[offer.start : offer.end]) if told_by else None
        yield Incentive(
            _evidence(clause, passage, offer), offer.kind, row.who or who,  # type: ignore[arg-type]
            rate=offer.rate.quantity() if offer.rate else None,
            amount=offer.amount.quantity() if offer.amount else None,
            cap=offer.cap.quantity() if offer.cap else limit,
            floor=offer.floor.quantity() if offer.floor else None,
            conditions=conditions, logic=logic, valid_from=whole.valid_from, valid_to=whole.valid_to,
        )  # fmt: skip


def _introduced(clause: Clause, above: Clause | None, passage: Passage) -> tuple[Tree, str]:
    """Read the sentence that announces a table (对新建机构，按下表给予补助): whom it is for, on what conditions."""
    start = clause.rows[0][0]
    own = re.search("。|下表|如下", clause.text[:start])
    source = passage if own or above is None else Passage.of(above.text, above.path)
    text = source.even.text[: sum(at < start for at in source.even.at)] if source is passage else source.even.text
    for match in reversed(list(re.finditer(r"[^。\n]+", text))):
        if _ONLY_STANDARD.fullmatch(match[0]):
            continue
        announces = re.search("下表|如下|附表|以下|表[一二三\\d]|：$", match[0]) or _ONLY_STANDARD.match(
            text, match.end() + 1
        )
        if announces and (
            cut := re.search(
                r"，?按?(?:照)?(?:下表|如下|附表|表)|(?:，|按照?)以下|^以下|，?(?:给予|补助|补贴|奖励)", match[0]
            )
        ):
            end = match.start() + cut.start()
            told = sentence(source, match.start(), end, Memory())
            return told, next((who for part in text[match.start() : end].split("，") if (who := who_in(part))), "")
    return Tree(), ""


def _beside_it(document: Document, clause: Clause) -> Iterator[str]:
    """Yield what stands above an offer and may tell whom it is for, nearest first."""
    if above := _parent(document, clause):
        yield above.text
    yield clause.title
    yield from reversed(clause.headings)


def _parent(document: Document, clause: Clause) -> Clause | None:
    path = clause.path.rpartition("/")[0]
    if not path:
        return None
    _scheme(document)
    return _last.paths.get(path)


def _from(whole: Scheme, of: str | None) -> date | None:
    return whole.counted_from if whole.counted_from and of and re.search("投入|投资|产出", of) else whole.valid_from


def _lone(offer: Offer) -> Given:
    one = offer.amount or offer.cap or offer.floor
    assert one is not None
    return one


def _sums(offer: Offer) -> bool:
    return any((offer.rate, offer.amount, offer.cap, offer.floor))


def _evidence(clause: Clause, passage: Passage, offer: Offer) -> Evidence:
    text, start, end = passage.even.text, offer.start, offer.end
    for lead in (LEADS, _TOLD):
        if match := lead.match(text[start:end]):
            start += match.end()
    first, last = passage.even.span(start, max(end, start + 1))
    return Evidence(clause, first, last, offer.rule)


def _scheme(document: Document) -> Scheme:
    if _last.document is not document or _last.scheme is None:
        _last.document, _last.scheme = document, scheme(document)
        _last.paths = {clause.path: clause for clause in document.clauses}
    return _last.scheme


def _body(clause: Clause, text: str) -> int:
    """Return where the text proper begins: a heading offers nothing, unless there is nothing else.

    A title with a comma is the first sentence of a clause without a heading (对医务人员取得的补助，免征个人所得税。…).
    """
    title = re.sub(r"\s", "", clause.title)
    at = text.find(title) if title and not re.search("[，,]", title) else -1
    end = at + len(title) if 0 <= at <= 12 else 0
    return end if text[end:].strip("。 \n") else 0


def _lead(document: Document, clause: Clause) -> Passage | None:
    """Return the last sentence of the clause above where it announces what follows (按以下标准给予奖励：)."""
    above = _parent(document, clause)
    if above is None:
        return None
    passage = Passage.of(above.text, above.path)
    colons = list(re.finditer(r"：(?=。*(?:\n|$))", passage.even.text))
    pointing = colons or list(_BY_THESE.finditer(passage.even.text))
    if not pointing:
        return None
    text = passage.even.text[: pointing[-1].end()]
    start = max(text.rfind("。"), text.rfind("\n")) + 1
    if _ONLY_STANDARD.match(text, start):  # …的，可以申请创业补贴。补贴标准为：
        text = text[:start].rstrip("。\n")
        start = max(text.rfind("。"), text.rfind("\n")) + 1
    own_sum = _MONEY.search(clause.text)  # then the list above is one of offers, each for whom its item names
    if (load("condition")["list"].regex.search(text[start:]) and not own_sum) or not re.search(
        "补|奖|资助|标准|支持|扶持|优惠|减免|津贴", text[start:]
    ):
        return None
    return Passage(joined(passage.even, [(start, max(start + 1, _announced(text, start)))]), above.text, above.path)


def _announced(text: str, start: int) -> int:
    match = re.search(
        r"，?(?:按照?|依照|根据|给予|予以|分别|具体|补助标准|补贴标准|奖励标准|标准)[^，。；]{0,30}：?$"
        r"|，?可以?(?:(?:在|自)[^，。；]{2,16}内)?(?:向[^，。；]{2,16})?(?:提出)?(?:申[请领报]|享受|领取)[^，。；]{0,24}$",
        text[start:],
    )
    return start + match.start() if match else len(text)


def _encouraged(text: str, offer: Offer, memory: Memory) -> None:
    """Remember the title named before the offer is told (支持创建国家级绿色工厂，首次认定的…)."""
    begin = max(text.rfind("。", 0, offer.start), text.rfind("\n", 0, offer.start)) + 1
    if begin < offer.start:
        memory.notice(text[begin : offer.start].strip("，。；"))
