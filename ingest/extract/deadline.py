"""Time bounds: by when, during which years, from when, how often a thing is to be done or reached."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ingest.extract.timeframe import masked, reference, sentences
from ingest.parse.normalize import Plain
from ingest.record import Clause, Deadline, Evidence, Reading
from ingest.rules import load
from ingest.value.date import Period, Reference, last_day, periods
from ingest.value.number import parse

__all__ = ["binds", "extract", "is_over"]

_LONG = 48  # characters: a quote beyond is cut at the last 、 before
_BARE = {"time/bare-month", "time/bare-half", "time/by-month", "time/by-close-of-year"}
_SPANS = {"time/within", "time/within-from", "time/within-to-do", "time/barred-for"}
_OPEN_SPANS = {"time/event-period", "time/at-most"}
_STAGE = re.compile(
    r"(?:^|[；：，])\s*(?:[（(]?[一二三四五六七八九十\d]+[）)、.．])?\s*[^，。；（）\d]{2,14}（$"
)  # 攻坚治理（5月至12月）
_TERM = re.compile("(?:[近中远]期|阶段|第[一二三四1-4]期)（$")  # 近期（2024—2025年）
_REACHED = re.compile(r"(?:力争|基本|全部)?(?:达到|达|提[高升]到|提[高升]至|降至|降到|控制在|不低于|不超过|超过)")
_AHEAD = {"time/by-before", "time/by-to", "time/no-later-than", "time/close-without-year", "time/this-year"}
_JOINS = ("、", "和", "及", "与")
_HOPED = re.compile(r"(?:力争|争取|确保|[在于](?=\d))?")
_SAYS_LITTLE = load("deadline")["says-little"].regex  # what is bound stands before the time
_LABEL = re.compile(
    r"\s*(?:第[一二三四五六七八九十百〇零\d]+条(?:\s*【[^】]*】)?|【[^】]*】|[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十\d]+[、.．])\s*"
)
_NEXT_GOAL = re.compile(
    r"\d[\d.,]*\s?[^\d、，。；]{1,6}(?P<mark>、)(?=[^\d、]{2})|[一-龥](?P<mark2>、)(?=[^、，。；]{0,2}(?:\d{4}年|\d{1,2}月))"
)
_RECURS = re.compile(r"每(?:年|季度?|月|学期)[^。；]*$")
_STOP = re.compile(r"[，。；\n！？]")
_TIME_COLUMN = re.compile(r"时限|时间|期限|完成(?:年|日)|进度")


def extract(reading: Reading) -> Iterator[Deadline]:
    """Yield every time bound that the clause sets, in text order: one for each bound and sentence.

    Dates of the past, in titles of cited documents, base years and years that only name a plan are no bounds.

    >>> from ingest.record import Clause, Document, Meta, Source
    >>> clause = Clause("d", "三", "2022年6月底前完成改造，比2020年下降5%。")
    >>> document = Document("d", Source("d.txt", "", "text/plain", ()), Meta("某市方案"), (clause,))
    >>> [(d.kind, d.end.isoformat(), d.evidence.quote) for d in extract(Reading(clause, document))]
    [('by', '2022-06-30', '2022年6月底前完成改造')]
    """
    clause, known = reading.clause, reference(reading.document)
    text = masked(clause.text, assignments=True)
    found = periods(text.text, known)
    if not found:
        return
    yield from _in_table(reading, known)
    for first, last in sentences(text.text):
        inside = [
            period
            for period in found
            if first <= period.start < last
            and not any(a <= text.at[period.start] < b for a, b in clause.rows)
            and binds(text.text, period, first, last, known)
        ]
        yield from _in_sentence(clause, text, inside, (first, last), known)


def _in_sentence(
    clause: Clause, text: Plain, inside: Sequence[Period], span: tuple[int, int], known: Reference
) -> Iterator[Deadline]:
    """Yield the bounds of one sentence, each once; years in a row (2024年、2025年) share the quote of the first."""
    first, last = span
    before: Period | None = None
    beside: Period | None = None
    opens = first  # where the quote of the time before begins
    seen: set[tuple[str, date | None, date | None, int]] = set()
    for period in inside:
        end = period.last
        if period.rule == "time/ahead-of-time":
            end = _ahead(text.text[period.start : last], before, known)
            if end is None:
                continue
        key = (period.kind, period.first, end, period.start if end is None and period.first is None else -1)
        if key not in seen:
            seen.add(key)
            joined = beside is not None and text.text[beside.end : period.start] in _JOINS
            start, stop = _quote(text.text, period, first, last)
            start = opens = min(start, opens) if joined else start
            kind, begins = "during" if _forbids(text.text, period, last) else period.kind, period.first
            if joined and beside and beside.kind == "by" and period.rule == "time/bare-year":
                kind, begins = "by", None  # 到2025年、2030年
            if period.rule == "time/close-without-year" and _RECURS.search(text.text[first : period.start]):
                kind, end = "every", None  # 每年2月底前完成考核，3月底前完成分析
            yield Deadline(Evidence(clause, *text.span(start, stop), period.rule), kind, begins, end)
        beside = period
        before = period if period.kind == "by" else before


def _forbids(text: str, period: Period, last: int) -> bool:
    """Whether a thing is barred for the whole of a span (5年内不得改变用途)."""
    return period.rule == "time/barred-for" or (period.rule in _SPANS and _found("forbids", text[period.end : last]))


def binds(text: str, period: Period, first: int, last: int, known: Reference) -> bool:
    """Whether the time words bound a thing to do or to reach; `first … last` is their sentence."""
    head, after = text[first : period.start], text[period.end : last]
    if (
        _is_past(period, known)
        or _is_base(text, period, head)
        or _is_name(period, after)
        or (period.kind == "from" and _found("recurs-from-then", after))
        or (period.rule == "time/by-month" and not head.strip() and _found("dates-a-document", after))
        or _is_told(period, head, after, known)
        or (_found("prepares-for", head) and _found("prepares", after))
    ):
        return False
    if (
        period.kind in ("by", "during")
        and period.rule not in _OPEN_SPANS
        and (_found("names-applicants", after) or load("target")["supposed"].regex.search(head))
    ):
        return False  # 对2024年能耗降至0.5吨的企业，给予… · 据测算，2030年将达到…
    if period.rule == "time/close-without-year" and re.search(r"每(?:年|季度?|月|学期)[^，。；]*$", head):
        return False  # 每年2月15日、8月15日前 is one bound
    return _is_stage(period, head, after) or _is_laid_on(period, text[period.start], head, after)


def _found(rule: str, text: str) -> bool:
    return load("deadline")[rule].regex.search(text) is not None


def is_over(head: str, period: Period, known: Reference) -> bool:
    """Whether the time words lead into a year before the document's; a base (较“十三五”末, 由2020年的…) does not."""
    past = bool(period.last and known.year and period.last.year < known.year)
    if period.rule in ("time/first-quarters", "time/bare-half") and period.last and known.issued:
        past = period.last < known.issued  # 2024年前三季度，新建500个, told in October
    return past and not _found("base-year", head) and not head.endswith(("由", "从"))


def _is_past(period: Period, known: Reference) -> bool:
    """Whether the time was over when the document was issued."""
    if period.last and known.year and period.last.year < known.year:
        return True
    if known.issued and period.last and period.last < known.issued and period.kind != "until":
        return True
    return bool(period.first and not period.last and known.year and period.first.year < known.year - 1)


def _is_base(text: str, period: Period, head: str) -> bool:
    """Whether the time is what something is measured against."""
    return any(_found(name, head) for name in ("base-year", "in-force-since"))


def _is_name(period: Period, after: str) -> bool:
    """Whether the time is part of a name, or the sentence says what the period is."""
    spans = period.rule in _SPANS  # 30个工作日内提出意见: a span names no plan
    if (period.kind != "every" and not spans and _found("names-a-plan", after)) or _found(
        "says-what-a-period-is", after
    ):
        return True
    if period.kind == "from" and period.first and _found("names-cited", after):
        return True
    return period.rule == "time/bare-year" and _found("names-by-year", after)


def _is_told(period: Period, head: str, after: str, known: Reference) -> bool:
    """Whether the sentence tells what has happened; a word of intent or a day to come leads out of the past."""
    spanned = period.rule == "time/within-hours"  # it has no day that could have passed
    ahead = period.rule in _AHEAD and not re.match(r"[，,]?[^，。；]{0,20}已", after)  # 4月底前印发 is to come
    if period.kind != "every" and not spanned and not ahead and _found("past-event", after):
        return True
    if period.rule == "time/bare-year" and known.year is None and _found("past-result", after):
        return True
    to_come = period.kind == "by" and period.last and known.year and period.last.year > known.year
    turned = to_come or _found("turns-to-the-future", head) or _found("intended", after)
    return period.kind != "until" and not turned and _found("past-sentence", head)


def _is_stage(period: Period, head: str, after: str) -> bool:
    """Whether the time stands in brackets behind the name of a stage or season (汛期（5月1日至9月30日）)."""
    spanned = period.rule in ("time/range-days", "time/range-years") and after.startswith("）")
    stage = spanned and (_STAGE if period.rule == "time/range-days" else _TERM).search(head)
    return (
        period.rule in ("time/range-days-without-year", "time/stage-month")
        or bool(stage)
        or bool(
            head.endswith("（")
            and re.match(r"[^（）]{0,8}）", after)
            and re.search(r"(?:阶段|时间|时期|汛期|步骤)[^（）]{0,4}（$", head)
        )
    )


def _is_laid_on(period: Period, opens: str, head: str, after: str) -> bool:
    """Whether the time stands where it governs what is told, and is no measure."""
    labelled = _found("labelled", head) or _found("term", head)
    adverbial = _found("adverbial", head[-12:]) or _found("year-before-year", after)
    if period.kind == "every":
        levelled = head.endswith(("达到", "至")) and "元" not in after[:12]  # 扩大至每年1000名
        return levelled or not _found("money-or-measure", after)
    if period.rule == "time/at-most":
        return True
    if period.rule == "time/event-period":  # 疫情防控期间医务人员防护工作 only dates a thing
        stands = adverbial or after.startswith("，") or opens in "在于"
        return stands and not (after.startswith("的") or head.endswith(("关于", "对于")))
    if period.kind == "during":
        spanned = period.rule == "time/plan-period" and _found("done-in-period", after)
        return labelled or spanned or (adverbial and bool(re.match(r"[，,、]?[^，。；]", after)))
    if period.rule == "time/within-hours":
        return not (_found("measured-in-a-span", after) or _found("span-to-reach", head))
    if period.rule in _BARE:
        rest = load("deadline")["year-before-year"].regex.sub("", after)
        return labelled or (_found("goal-verb", rest) and (adverbial or bool(_REACHED.match(rest))))
    return True


def _ahead(words: str, before: Period | None, known: Reference) -> date | None:
    """Return the end of 提前N年: so many years before the date told before or after it, or the end of the plan."""
    match = re.search(r"([一二两三四五六七八九十半]|\d+)年", words)
    named = re.match(r"[^，。；]{0,16}?((?:19|20)\d{2})年", words[match.end() :]) if match else None
    if named:
        base: date | None = last_day(int(named[1]))
    else:
        base = before.last if before else last_day(known.years[1]) if known.years else None
    if base is None or match is None:
        return None
    if match[1] == "半":
        return last_day(base.year, 6) if base.month == 12 else last_day(base.year - 1, 12) if base.month == 6 else None
    return date(base.year - int(parse(match[1])), base.month, min(base.day, 28) if base.month == 2 else base.day)


def _quote(text: str, period: Period, first: int, last: int) -> tuple[int, int]:
    """Return the span from the time words, or their clause if they say little, to the first comma after them."""
    skips = period.kind != "until" and text[period.end : period.end + 1] in ("，", ",", "：")
    stop = _STOP.search(text, period.end + 1 if skips else period.end, last)
    end = _own_end(text, period.end, stop.start() if stop else last)
    while end > period.end and text[end - 1] in "。；，\n":
        end -= 1
    head = text[first : period.start]
    start = period.start + len(_HOPED.match(text[period.start : period.end])[0])  # type: ignore[index]
    after = text[period.end : end].strip("，起施行")
    valid = period.kind == "until" and text.startswith("有效期", period.start)
    if not valid and (len(after) <= 2 or _SAYS_LITTLE.match(after) or text[start] == "后"):
        start = first + max(head.rfind(mark) + 1 for mark in "，；。：\n")
        if told := re.match(r"[^，。；]{2,30}?(?:应当|应|须|必须|要)(?=[在于][^，。；]+$)", text[start : period.start]):
            start += told.end()  # 市财政局应当在公示期满后30日内: who is told stands before the bound
        start = start if (opening := _LABEL.match(text[start : period.start])) is None else start + opening.end()
    elif label := load("deadline")["labelled"].regex.search(head):
        start = first + label.start()
    if text[start:end].count("（") < text[start:end].count("）"):
        end = text.rfind("）", start, end)
    if end - start > _LONG and (cut := text.rfind("、", period.end, start + _LONG)) > period.end:
        end = cut
    return start, max(end, period.end)


def _own_end(text: str, at: int, end: int) -> int:
    """Return where the goal ends that the time governs: at a 、 behind its number, or before the next time."""
    if "分别" in text[at:end]:
        return end
    match = _NEXT_GOAL.search(text, at + 1, end)
    return match.start(match.lastgroup) if match and match.lastgroup else end


def _in_table(reading: Reading, known: Reference) -> Iterator[Deadline]:
    """Yield what a column such as 完成时限 sets for its rows."""
    clause = reading.clause
    if not clause.rows:
        return
    columns: set[int] = set()
    for start, end in clause.rows:
        cells = clause.text[start:end].split("\t")
        heads = {index for index, cell in enumerate(cells) if len(cell) < 12 and _TIME_COLUMN.search(cell)}
        if heads and not any(periods(cells[index], known) for index in heads):
            columns = heads
            continue
        for index, cell in enumerate(cells):
            if index in columns:
                even = masked(cell)
                number = len(cells[0]) + 1 if len(cells) > 2 and re.fullmatch(r"\s*\d{1,3}\s*", cells[0]) else 0
                stop = end - sum(len(later) + 1 for later in cells[index + 1 :])
                for period in periods(even.text, known):
                    evidence = Evidence(clause, start + number, stop, period.rule)
                    yield Deadline(evidence, period.kind, period.first, period.last)
