"""Money, prices and preferences offered to those who meet the conditions, one record a tier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.extract.condition import Memory, Passage, Tree, idle, numbered, sentence
from ingest.extract.offer import Offer, offers
from ingest.extract.offer_table import rows
from ingest.extract.plain import Part, parts
from ingest.extract.reference import referred
from ingest.extract.scheme import Scheme, block, denials, scheme
from ingest.extract.tier import joined, tiers
from ingest.record import Clause, Document, Evidence, Incentive, Reading
from ingest.rules import Rule, Rules, load

__all__ = ["extract"]

_LEADS = re.compile(
    r"^(?:其中|同时|并且?(?!网|购)|且|此外|另外|，|、|；|：|。|\s|（[\d一二三四五六七八九十]{1,3}）|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十百零\d]+条|[①②③④⑤⑥⑦⑧⑨])+"
)
_WHO = re.compile(
    r"[^，。；：的、对给按向为从获\d]{0,18}?(?:经营主体|运营主体|市场主体|改造主体|主体|企业|项目|单位|机构|个人|公司|园区|合作社|农户|家庭农场|人员|人才|毕业生|团队|平台|农民|居民|消费者|购房者|用户|基地|学校|医院|村集体|投资方|车主|大户|贷款|地区|城市|家庭|协会|投保人|养殖场|服务商|工厂|农场|职工|员工|院校|法人|业主|纳税人|举报人|创业者|劳动者|学生|老年人|困难群体|大学生|运营商|生产商|经销商|承运人|商户)(?:和(?:单位|个人|园区|企业))?"
)
_WHO_LIST = re.compile(
    r"(?:地区|单位|企业|个人|机构|城市|园区|团队|项目)(?:[、和](?:地区|单位|企业|个人|机构|城市|园区|团队|项目))+"
)
_GIVEN_TO = re.compile(
    r"给予(?P<who>[^，。；\d按不最每]{0,14}?(?:主体|企业|机构|单位|个人|公司|人员|者|户|团队|平台|园区|合作社|服务商|本人|家庭|农民|毕业生|业主|举报人|获奖人|负责人|经营者|师傅|学员|职工|基地|学校|医院|村|项目))(?=相应|一次性|最高|不超过|每|\d|适当|定额|全额|补|奖|资助|资金|$)"
)
_TITLED = re.compile(r"列入|认定|评为|获评|入选|入围|创建|评定|获得|命名|荣获|升级|通过")
_CLOSED = re.compile(r"的$|(?:以[上下]|[元%人年月])的[^，]{2,16}(?:企业|人|户|单位|项目|机构|者|主体|人员|车辆)$")
_OPEN = re.compile(r"[：:]\s*(?:\n|$)")
_NAMED = re.compile(
    r"(?:认定|评选|培育|遴选|评定|创建)[^，。；]{0,12}?(?P<what>(?:国家级|省级|市级|区级|县级)[^，。；的]{2,24})$"
)
_FAMILY = {"award": "award", "subsidy": "award", "interest_subsidy": "interest_subsidy"}


@dataclass(slots=True)
class _Last:
    """The scheme of the document read last: a document's clauses come one after the other."""

    document: Document | None = None
    scheme: Scheme | None = None


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
    if (
        clause.kind == "tail"
        or reading.document.meta.kind in ("article", "news")
        or not (_rules()["cue"].regex.search(clause.text) or clause.rows)
    ):
        return
    passage = Passage.of(clause.text)
    text, body = _amended(passage.even.text), _body(clause, passage.even.text)
    pieces = [part for part in parts(text) if not any(a <= passage.even.at[part.start] < b for a, b in clause.rows)]
    lead = _lead(reading.document, clause)
    hard = offers(text, pieces, listed=lead is not None)
    soft = list(_soft(text, [part for part in pieces if part.start >= body], hard))
    yield from _tabled(reading, passage)
    if not hard and not soft:
        return
    yield from _records(reading, passage, sorted([*hard, *soft], key=lambda offer: offer.start), lead)


def _records(reading: Reading, passage: Passage, found: list[Offer], lead: Passage | None) -> Iterator[Incentive]:
    clause, document = reading.clause, reading.document
    whole, memory, before = _scheme(document), Memory(), []
    text = passage.even.text
    if lead:
        before.append(sentence(lead, 0, len(lead.even.text), memory))
    before.extend((block(document, clause, passage), denials(passage)))
    for offer in found:
        _encouraged(text, offer, memory)
        words = joined(passage.even, offer.spans)
        for index, one in enumerate(tiers(words, offer.tiers)):
            own = sentence(Passage(one, clause.text), 0, len(one.text), memory)
            who = _beneficiary(text, offer, one.text, clause, lead)
            conditions, logic = numbered([*before, own, *whole.conditions(clause, who)])
            conditions = whole.bounded(conditions)
            ref = (
                referred(document, clause, text[offer.start : offer.end])
                if offer.tiers == 1 and not _sums(offer)
                else None
            )
            rate = offer.rate.quantity(index) if offer.rate else None
            yield Incentive(
                _evidence(clause, passage, offer), offer.kind, who,  # type: ignore[arg-type]
                rate=rate,
                amount=offer.amount.quantity(index) if offer.amount else None,
                cap=offer.cap.quantity(index) if offer.cap else None,
                floor=offer.floor.quantity(index) if offer.floor else None,
                conditions=conditions, logic=logic,
                valid_from=_from(whole, rate.of if rate else None), valid_to=whole.valid_to, ref=ref,
            )  # fmt: skip


def _amended(text: str) -> str:
    """Leave out what an amendment strikes (将“…”修改为“…”): same length, so that offsets hold."""
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
    for row in rows(clause, passage, context):
        conditions, logic = numbered([told, row.conditions, *whole.conditions(clause, row.who or who)])
        conditions, offer = whole.bounded(conditions), row.offer
        yield Incentive(
            _evidence(clause, passage, offer), offer.kind, row.who or who,  # type: ignore[arg-type]
            rate=offer.rate.quantity() if offer.rate else None,
            amount=offer.amount.quantity() if offer.amount else None,
            cap=offer.cap.quantity() if offer.cap else None,
            floor=offer.floor.quantity() if offer.floor else None,
            conditions=conditions, logic=logic, valid_from=whole.valid_from, valid_to=whole.valid_to,
        )  # fmt: skip


def _introduced(clause: Clause, above: Clause | None, passage: Passage) -> tuple[Tree, str]:
    """Read the sentence that announces a table (对新建养老机构，按下表给予补助): whom it is for, and on what conditions."""
    start = clause.rows[0][0]
    source = passage if clause.text[:start].count("。") or above is None else Passage.of(above.text, above.path)
    text = source.even.text[: sum(at < start for at in source.even.at)] if source is passage else source.even.text
    for match in reversed(list(re.finditer(r"[^。\n]+", text))):
        if re.search("下表|如下|附表|以下|表[一二三\\d]|：$", match[0]) and (
            cut := re.search(r"，?按?(?:照)?(?:下表|如下|附表|以下|表)|，?(?:给予|补助|补贴|奖励)", match[0])
        ):
            end = match.start() + cut.start()
            told = sentence(source, match.start(), end, Memory())
            return told, next((who for part in text[match.start() : end].split("，") if (who := _who(part))), "")
    return Tree(), ""


def _parent(document: Document, clause: Clause) -> Clause | None:
    path = clause.path.rpartition("/")[0]
    return next((one for one in document.clauses if one.path == path), None) if path else None


def _from(whole: Scheme, of: str | None):  # type: ignore[no-untyped-def]
    return whole.counted_from if whole.counted_from and of and re.search("投入|投资|产出", of) else whole.valid_from


def _sums(offer: Offer) -> bool:
    return any((offer.rate, offer.amount, offer.cap, offer.floor))


def _evidence(clause: Clause, passage: Passage, offer: Offer) -> Evidence:
    text, start, end = passage.even.text, offer.start, offer.end
    if match := _LEADS.match(text[start:end]):
        start += match.end()
    first, last = passage.even.span(start, max(end, start + 1))
    return Evidence(clause, first, last, offer.rule)


def _scheme(document: Document) -> Scheme:
    if _last.document is not document or _last.scheme is None:
        _last.document, _last.scheme = document, scheme(document)
    return _last.scheme


def _body(clause: Clause, text: str) -> int:
    """Return where the text proper begins: a heading offers nothing, unless there is nothing else."""
    title = re.sub(r"\s", "", clause.title)
    at = text.find(title) if title else -1
    end = at + len(title) if 0 <= at <= 12 else 0
    return end if text[end:].strip("。 \n") else 0


def _lead(document: Document, clause: Clause) -> Passage | None:
    """Return the last sentence of the clause above where it announces what follows (按以下标准给予奖励：)."""
    above = _parent(document, clause)
    if above is None or not _OPEN.search(above.text):
        return None
    passage = Passage.of(above.text, above.path)
    text = passage.even.text[: list(re.finditer(r"：(?=。*(?:\n|$))", passage.even.text))[-1].end()]
    start = max(text.rfind("。"), text.rfind("\n")) + 1
    if load("condition")["list"].regex.search(text[start:]) or not re.search(
        "补|奖|资助|标准|支持|扶持|优惠|减免|津贴", text[start:]
    ):
        return None
    return Passage(joined(passage.even, [(start, max(start + 1, _announced(text, start)))]), above.text, above.path)


def _announced(text: str, start: int) -> int:
    match = re.search(
        r"，?(?:按照?|依照|根据|给予|予以|分别|具体|补助标准|补贴标准|奖励标准|标准)[^，。；]{0,30}：?$", text[start:]
    )
    return start + match.start() if match else len(text)


def _encouraged(text: str, offer: Offer, memory: Memory) -> None:
    """Remember the title that the sentence names before it speaks of the offer (支持创建国家级绿色工厂，首次认定的…)."""
    begin = max(text.rfind("。", 0, offer.start), text.rfind("\n", 0, offer.start)) + 1
    if begin < offer.start:
        memory.notice(text[begin : offer.start].strip("，。；"))


def _beneficiary(text: str, offer: Offer, words: str, clause: Clause, lead: Passage | None) -> str:
    """Name who gets it: 给予X…, else the last who among the words on qualification, else what the heading or lead names."""
    if offer.recipient and (match := _GIVEN_TO.match("给予" + text[slice(*offer.recipient)])):
        return match["who"]
    if match := _GIVEN_TO.search(text[offer.start : offer.end]):
        return match["who"]
    if match := _WHO_LIST.search(words):
        return match[0]
    for part in words.split("，"):
        if who := _who(part):
            return who
    if match := re.search(
        r"(?:面向|向|为)(?P<who>[^，。；\d]{2,20}?)(?:免费|提供|开展|发放)", text[offer.start : offer.end]
    ):
        return match["who"].rpartition("的")[2]
    if match := re.search(
        r"(?<![应面针])对(?P<who>[^，。；的]{2,20}?)(?:的?(?:财政)?(?:贴息|补贴|补助|奖励)|(?:按规定)?(?:给予|予以))",
        text[offer.start : offer.end],
    ):
        return match["who"]
    for stretch in (lead.even.text if lead else "", clause.title, *reversed(clause.headings)):
        found = [one for match in _WHO.finditer(stretch) if (one := _bare(match[0]))]
        if found:
            return found[-1]
    return "企业" if offer.kind == "tax" else ""


def _who(part: str) -> str:
    """Read who a phrase speaks of: 对…的分布式光伏项目 · 企业一年内投入… · 新列入国家级绿色工厂的."""
    said = _LEADS.sub("", part)
    said = re.sub(r"^(?:对于?|凡是?|面向|支持|其中)|(?:按照[^，]*|按规定|可|再)$", "", said)
    if idle(said) or re.match("单个|同一|每", said):
        return ""
    if match := re.match(
        r"(?:企业|用人单位|单位|个人|农户|合作社|购房者|消费者)(?=[^的、和等及]{2,}(?:的|$))(?!所得税|单位|数)", said
    ):
        return match[0]
    if match := re.match(r"(?P<who>[^，的]{2,14}?(?:公司|机构|企业|单位))为[^，]{2,14}提供", said):
        return match["who"]
    said = re.sub(r"进行(?:[^，]*)$|的[^的，]{0,4}需求$|用于[^，]*$", "", said)
    last = said.rpartition("的")[2]
    if last and (match := re.search(_WHO.pattern + r"$", last)):
        return (last if len(last) <= 24 else match[0]).lstrip("和与及")
    if said.endswith("的") and _TITLED.search(said):
        return said[:-1] + "的企业" if not re.search(r"(?:企业|项目|单位|园区|基地|平台|人才)的$", said) else said[:-1]
    if said.endswith("的") and (match := re.search(_WHO.pattern, said)):
        return _bare(match[0])
    return ""


def _bare(who: str) -> str:
    return re.sub(
        r"^.*(?:面向|支持|鼓励|引导|加大|加强|强化|推动|深化|符合条件的?|优化|促进|提升|加快)|^(?:对|照|予)", "", who
    ).lstrip("对和与及")


# ------------------------------------------------------------------------------------------------ offers without sums
@cache
def _rules() -> Rules:
    return load("incentive")


@cache
def _softs() -> tuple[Rule, ...]:
    return tuple(rule for rule in _rules().rules if rule.id.startswith("soft-"))


def _soft(text: str, pieces: list[Part], hard: list[Offer]) -> Iterator[Offer]:
    """Yield offers without a sum; one that only announces sums of its kind is none."""
    seen: set[tuple[int, str]] = set()
    for index, part in enumerate(pieces):
        said = text[part.start : part.end]
        if (
            part.colon
            or re.search("下表|附表|(?:如下|以下)标准", said)
            or _rules()["not-soft"].regex.search(said)
            or any(offer.part == (part.start, part.end) for offer in hard)
        ):
            continue
        for rule in _softs():
            match = rule.regex.search(said)
            if not match:
                continue
            kind = rule.emit["kind"]
            family = _FAMILY.get(kind, kind)
            told = any(
                _FAMILY.get(offer.kind, offer.kind) == family
                and (offer.start > part.start or offer.sentence == part.sentence)
                for offer in hard
            )
            if not told and (part.half, kind) not in seen and not _elsewhere(text, part):
                seen.add((part.half, kind))
                yield _soft_offer(text, pieces, index, match, rule)
            break


def _elsewhere(text: str, part: Part) -> bool:
    """Tell whether the sentence only encourages others to offer (鼓励各地…) or speaks of what is to be studied."""
    begin = max(text.rfind("。", 0, part.start), text.rfind("；", 0, part.start), text.rfind("\n", 0, part.start)) + 1
    return bool(
        re.match(
            r"(?:鼓励|引导|推动|支持|指导)(?:有条件的)?(?:各地|地方|各县|各区|各市|金融机构|银行|保险)",
            text[begin : part.start],
        )
    )


def _soft_offer(text: str, pieces: list[Part], index: int, match: re.Match[str], rule: Rule) -> Offer:
    part = pieces[index]
    said = text[part.start : part.end]
    cut = part.start + match.start()
    if rule.id == "soft-priority" and (recommended := re.search("可?(?:优先|择优|给予|予以)", said)):
        cut = part.start + recommended.start()
    spans, start = _before(text, pieces, index)
    if aimed := re.search(r"(?<![应面针])对(?!接|标|口|外|比|照|应)", said[: cut - part.start]):
        spans.append((part.start + aimed.start(), cut))
    elif (
        cut - part.start >= 4
        and re.search(r"主体|企业|项目|人才|单位|者$|人员", said[: cut - part.start])
        and not re.match("支持|鼓励|落实|完善|扩大|加大|用好|制定|通过|优化|发挥", said)
    ):
        spans.append((part.start, cut))
    elif not spans and "推荐" in said and (named := _named(text, pieces, index)):
        spans.append(named)
    if match[0].endswith("即奖") and (done := re.search(r"[一-鿿]{2,4}(?=即奖)", said)):
        spans.append((part.start + done.start(), part.start + done.end()))
    return Offer(
        part.sentence, part.half, start, part.end, spans, (part.start, part.end), kind=rule.emit["kind"], rule=rule.name
    )


def _before(text: str, pieces: list[Part], index: int) -> tuple[list[tuple[int, int]], int]:
    """Return the phrases before an offer that tell who qualifies, and where the words to quote begin."""
    spans: list[tuple[int, int]] = []
    start, refers, part = pieces[index].start, _rules()["ref"].regex, pieces[index]
    said = text[part.start : part.end]
    if re.match(r"(?:其中|同时)?对(?!实际|其)", said):
        return spans, start
    for before in reversed(pieces[:index]):
        head = text[before.start : before.end]
        if before.half != part.half or before.colon:
            break
        linked = refers.search(head + "，")
        closed = bool(re.match(r"(?:其中|同时)?(?:对|凡|符合|获|新|首次|属于)", head)) or bool(_CLOSED.search(head))
        subject = bool(spans) and text[spans[0][0] : spans[0][1]].endswith("的") and not idle(head)
        if not (linked or closed or subject):
            break
        start = before.start
        if not linked:
            spans.insert(0, (before.start, before.end))
    return spans, start


def _named(text: str, pieces: list[Part], index: int) -> tuple[int, int] | None:
    """Find the title awarded earlier in the sentence to those who are then recommended."""
    for before in pieces[:index]:
        if before.sentence == pieces[index].sentence and (match := _NAMED.search(text[before.start : before.end])):
            return before.start + match.start("what"), before.start + match.end("what")
    return None
