"""What goes on since a day that is told: 2023年6月来上班，社保一直交着 is so many months by now, reckoned aloud.

Both the beginning and that it went on must be told; and only what holds on every day of the month told is taken.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.event import days_told, events, months_between
from graph.eligibility.language.quantity import dimension
from graph.eligibility.language.segment import Segment
from graph.eligibility.scheme import Requirement, Scheme
from ingest.value.number import parse

__all__ = ["kept_up", "paid_on"]

_MONTHS: Final = {"年": 12.0, "个月": 1.0, "月": 1.0}
_PAYMENTS: Final = re.compile(
    "(?:缴纳|缴|交|参加|办理)[^，。；]{0,12}(?:保险|社保)|(?:社会保险|社保"
    "|养老保险)[^，。；]{0,6}(?:缴费|缴纳|参保|月数|年限)"
)
_COVER: Final = "(?:社保|社会保险|五险一?金?|三险|养老保险|医保|职工保险|保险)"
_ON: Final = "(?:一直|从来?|就|都|全|连续|不间断|按时|按月|每个?月|月月|没断过?|没停过?|没落过?|始终|每月)"
_PAY: Final = "(?:[交缴上]|代缴|代扣)"
_PAID_ON: Final = re.compile(
    f"{_COVER}[^，。；断停欠未]{{0,10}}?{_ON}[^，。；断停欠未没]{{0,8}}?{_PAY}"  # 社保公司一直给交着
    f"|{_COVER}[^，。；欠]{{0,8}}?(?:从来?|一直|也|都|一个月也?|一个月都)*没(?:有)?(?:断|停|落|间断|中断)(?:过|缴)?"
    f"|{_COVER}[^，。；断停欠未没]{{0,6}}?{_PAY}着"
    f"|(?:一直|连续|按月|每个?月|月月)[^，。；断停欠未没]{{0,8}}?{_PAY}着?(?:了)?(?:{_COVER}|着|$)"
)
_BROKEN: Final = re.compile("断(?:过|了|缴|档)|停(?:缴|保|了)|补[交缴]|欠|中间|没[交缴]|才|刚|离职|走了|换了|跳槽|辞")
_UNBROKEN: Final = re.compile("没(?:有)?(?:断|停|落|间断|中断|欠)(?:过|缴|了)?")
_START: Final = frozenset({"work", "insured"})
_OWN_START: Final = frozenset({"register", "run"})
_OF_OWN: Final = re.compile("本人|创业|经营")
_WHOLE_YEAR: Final = re.compile(
    f"(?P<year>20\\d\\d年|去年|前年)[^，。；]{{0,6}}?(?:全年|一整年|整年"
    f"|1月?[到至-]12月)[^，。；断停欠未]{{0,8}}?{_COVER}[^，。；欠未]{{0,10}}?(?:没断|没停|[交缴])"
    f"|{_COVER}(?:也|都)*(?:全年|整年|一整年)(?:也|都)*(?:在)?{_PAY}(?:着|了|足|齐|满|全)"
)
_FROM_TO: Final = re.compile(
    f"(?:从|自)(?P<from>[^，。；]{{4,10}}?)(?:起|开始)?(?:一直|连续)?{_PAY}(?:到|至)(?P<to>[^，。；]{{4,10}})"
)
_WORKS: Final = re.compile("建设期|工期|建设周期|施工期")
_BUILT_FOR: Final = re.compile(
    "^(?:前后|前前后后|一共|总共|足足|整整|工程|项目|从头到尾)*(?:干|建|做|盖|改|施工|建设"
    "|改造)了(?P<many>\\d+|[一二两三四五六七八九十]+)(?P<unit>个月|年)$"
    "|^(?:前后|一共|总共|用了|花了|只用了|仅用)*(?P<many2>\\d+"
    "|[一二两三四五六七八九十]+)(?P<unit2>个月|年)(?:时间|内)?(?:就|便)?(?:完工|竣工|建成|建完"
    "|建好|干完|做完|改完|投产)$"
)
_ELAPSED: Final = 0.05  # months that may be lost to the lengths of months


def kept_up(parts: Sequence[Segment], days: Sequence[Fact], near: Sequence[Scheme], on: date) -> Iterator[Fact]:
    """Yield for how long contributions were paid without a break, and how long works took, where no number tells it."""
    needs = {
        need.key: need
        for scheme in near
        for need in scheme.requirements
        if need.numeric and dimension(need.unit) == "Time" and isinstance(need.value, float)
    }
    for need in needs.values():
        if _PAYMENTS.search(need.attr) and need.op in (">=", ">") and not need.until:
            yield from _paid(need, parts, days, on)
    if any(_WORKS.search(need.attr) for need in needs.values()):
        yield from _worked(parts)


def paid_on(words: str) -> bool:
    """Tell whether a stretch says that contributions are paid without a break.

    >>> [paid_on(words) for words in ("社保公司一直给交着", "来之后社保没断过", "社保断过两个月", "社保刚交")]
    [True, True, False, False]
    """
    return bool(_PAID_ON.search(words)) and not _BROKEN.search(_UNBROKEN.sub("", words))


def _paid(need: Requirement, parts: Sequence[Segment], days: Sequence[Fact], on: date) -> Iterator[Fact]:
    told = [part for part in parts if not part.asks]
    for part in told:
        if (span := _span_told(part, on)) is not None:
            yield Fact.of(need.attr, span, "个月", words=part.text, start=part.start)
            return
    if any(_broken(part.text) for part in told):
        return
    going = next((part for part in told if paid_on(part.text)), None)
    start = _begun(need, going, days, on) if going else None
    if going is None or start is None:
        return
    first, last = start.value, start.until or start.value
    assert isinstance(first, date) and isinstance(last, date)
    least, most = months_between(last, on) + _ELAPSED, months_between(first, on) + 1
    bound = (need.value if isinstance(need.value, float) else 0.0) * _MONTHS.get(need.unit or "月", 1.0)
    if least < bound <= most:
        return  # it hangs on the day
    many = float(math.floor(least if least >= bound else most))
    assumed = f"按“{start.words}”起“{going.text}”，到{on:%Y-%m-%d}约{many:g}个月计，若不同请更正"
    yield Fact.of(need.attr, many, "个月", words=going.text, start=going.start, assumed=assumed)


def _broken(words: str) -> bool:
    return bool(re.search(_COVER, words)) and bool(_BROKEN.search(_UNBROKEN.sub("", words)))


def _begun(need: Requirement, going: Segment, days: Sequence[Fact], on: date) -> Fact | None:
    """Return the one day from which on they were paid: since when it is said of them, else of the work or the shop."""
    past = [fact for fact in days if isinstance(fact.value, date) and fact.value <= on]
    own = [fact for fact in past if fact.start == going.start]
    wanted = _START | (_OWN_START if _OF_OWN.search(need.attr) else frozenset())
    found = own or [fact for fact in past if events(fact.attr) & wanted]
    return found[0] if len({fact.value for fact in found}) == 1 else None


def _span_told(part: Segment, on: date) -> float | None:
    """Return how many months a stretch tells from its first to its last day, or as a whole year."""
    if _WHOLE_YEAR.search(part.text) and not _broken(part.text):
        return 12.0
    match = _FROM_TO.search(part.text)
    first = next(days_told(match["from"], on), None) if match else None
    last = next(days_told(match["to"], on, first.first.year), None) if match and first else None
    if first is None or last is None or last.last < first.first:
        return None
    return float((last.last.year - first.first.year) * 12 + last.last.month - first.first.month + 1)


def _worked(parts: Sequence[Segment]) -> Iterator[Fact]:
    for part in parts:
        match = _BUILT_FOR.match(part.text) if not part.asks else None
        if match:
            unit = match["unit"] or match["unit2"]
            yield Fact.of("工期", parse(match["many"] or match["many2"]), unit, words=part.text, start=part.start)
            return
