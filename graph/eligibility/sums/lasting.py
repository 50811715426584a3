"""For how long a sum by the month, the day or the year is paid: as told, and no longer than its clause pays it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.quantity import convert, dimension
from graph.eligibility.language.segment import Segment
from graph.eligibility.language.unit_meant import named_unit
from graph.eligibility.matching.match import Known
from graph.eligibility.matching.measure import in_unit
from graph.eligibility.scheme import Scheme
from ingest.value.number import parse

__all__ = ["UNITS", "Lasting", "days_paid", "lasting", "months_left", "span_asked"]

UNITS: Final = {"月": "个月", "天": "天", "日": "天", "年": "年"}
_PAID: Final = (
    "(?:(?:申请|申领|已申请|实际|累计|连续)*(?:补贴|申领|申请|享受|领取|发放|补助|见习|实习|实训|入住|收住|收托|托养|在岗|任职|服务"
    "|租赁|租用|承租|在孵|租房|租住|居住|在租|培训|入托|在托|住院|护理|照护|托育|就读|在读))?"
)
_TOLD: Final = {
    "个月": re.compile(f"^(?:{_PAID}(?:月数|月份数|期限|时间|时长)|{_PAID}(?<=.)(?:年数|年限))(?:（[^（）]*）)?$"),
    "天": re.compile("(?:天数|日数)(?:（[^（）]*）)?$"),
    "年": re.compile("^发放年数$"),
}
_PAID_IN: Final = re.compile("缴费|缴纳|社会保险|社保|保险费")
_MONTHS_PAID_IN: Final = re.compile(
    "^(?:实际|累计|已)*(?:缴费|缴纳[^，。；]{0,8}|参保)(?:月数|月份数|时间|期限)$|^(?:依法)?缴纳社会保险费?$"
)
_LONGEST: Final = re.compile(r"(?:最长|不超过|最多)(\d+)(个月|天|日|年)")
_BY_DAY: Final = re.compile("每[天日]|[/·][天日]")
_OF_DAYS: Final = re.compile("按照?(?:实际)?(?P<what>[^，。；、按\\d]{2,6}?)(?:天|日)数")
_NUMBER: Final = r"(?P<number>\d+|[一二两三四五六七八九十]+)"
_A_YEAR: Final = re.compile(r"(?:一|全|每)年(?!级|限|轻)[^，。；\d]{0,10}(?:多少|几[百千万])")
_MONTHS_OF_IT: Final = re.compile(rf"(?<!每){_NUMBER}个月[^，。；\d]{{0,12}}(?:多少|几[百千万]|拿|领|补|发)")
_HALF_YEAR: Final = re.compile("(?<!满)(?<!了)(?<!足)半年[^，。；\\d]{0,8}(?:多少|几[百千万])")
_IN_ALL: Final = "(?:总共|一共|合计|加起来|总计)"
_YEARS_IN_ALL: Final = re.compile(
    rf"{_IN_ALL}[^，。；\d]{{0,4}}{_NUMBER}年|{_NUMBER.replace('number', 'number2')}年(?:下来)?{_IN_ALL}"
)


_TO_THE_END: Final = re.compile(
    "(?:领|拿|发|补|享受)(?:满|完|足|到头)(?:期|为止|的话)?[^，。；\\d]{0,10}(?:多少|几[百千万])"
    "|(?:全部|整个)(?:期限|补贴期)[^，。；\\d]{0,10}(?:多少|几[百千万])"
)
_WHOLE_TERM: Final = "领到期满"
_MONTHLY: Final = re.compile("每月|[/·]月|月均|最低(?:月)?工资|平均工资|实际(?:缴|支付)")
_A_MONTH_ASKED: Final = re.compile("[每一]个?月[^，。；]{0,10}(?:多少|几)")
_WHOLE_YEAR: Final = re.compile(
    "(?:一整年|整整一年|整年|全年)(?:里|下来)?(?:都|一直|全)?(?:在岗|在职|上班|工作|在干|住着|在住|入住|在托|在院)"
)
_PAYS_IN: Final = re.compile("[交缴]")
_STAYS: Final = re.compile("^(?:[租住]|入[托住]|收[托住]|见习|托管|护理|照护)")
_DONE_FOR: Final = re.compile(
    r"(?:[交缴干住租做补领放]|上班|工作|见习|实习|服务|护理|照护|照料|培训|在岗|就读|入[托住]|收[托住]|运营|托管|上岗|参保)(?:费|的|在这)?(?:到(?:20\d\d年)?\d{1,2}月份?)?(?:了|满|够|足|着|整整|正好|刚好|已经?|有)*"
    r"(?P<number>\d+|[一二两三四五六七八九十]+)(?P<unit>个月|年)(?:了|整)?$"
)


@dataclass(frozen=True, slots=True)
class Lasting:
    """How many months, days or years are paid, and the fact that tells how many there were."""

    many: float
    unit: str
    fact: Fact


def months_left(parts: Sequence[Segment], known: Iterable[Fact], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield how many months something was done of which no condition asks how long: 住满12个月, 交了一年.

    It is for so long that a sum by the month is paid; where one asks what a month brings nothing is yielded.
    """
    monthly = any(_MONTHLY.search(f"{one.place.quote}{one.amount.per if one.amount else ''}") for one in near)
    if not monthly or any(part.asks and _A_MONTH_ASKED.search(part.text) for part in parts):
        return
    taken = {fact.start for fact in known if fact.numeric and dimension(fact.unit) == "Time"}
    left = [part for part in parts if not part.asks and part.start not in taken]
    told = [(match, part) for part in left if (match := _DONE_FOR.search(part.text))]
    whole = [part for part in left if _WHOLE_YEAR.search(part.text)]
    if not told and len(whole) == 1:
        yield Fact.of("发放月数", 12.0, "个月", words=whole[0].text, start=whole[0].start)
    if len(told) == 1:
        match, part = told[0]
        of_paid_in = _PAYS_IN.match(match[0]) and any(one.rate and _PAID_IN.search(one.rate.of or "") for one in near)
        if match["unit"] == "年" and not (_STAYS.search(match[0]) or of_paid_in):
            return  # 在企业干了八年 tells for how long nothing is paid
        years = 12.0 if match["unit"] == "年" else 1.0
        yield Fact.of("发放月数", years * parse(match["number"]), "个月", words=part.text, start=part.start)


def lasting(scheme: Scheme, known: Known, period: str) -> Lasting | None:
    """Return for how long a sum by the `period` (月, 天, 年) is paid; None where it is not told."""
    unit = UNITS[period]
    told = [(one, named_unit(one.attr)[0]) for one in known.numbers]
    fact = next((one for one, name in told if _TOLD[unit].search(name)), None)
    if fact is None and scheme.rate and _PAID_IN.search(scheme.rate.of or ""):  # of what is paid in by the month
        fact = next((one for one, name in told if _MONTHS_PAID_IN.search(name)), None)
    fact = fact or next((one for one in known.facts.items if one.attr == _WHOLE_TERM), None)
    many = in_unit(fact, unit)[0] if fact and fact.numeric else math.inf if fact else None
    if fact is None or many is None:
        return None
    limits = [(float(match[1]), match[2]) for text in scheme.limits for match in _LONGEST.finditer(text)]
    limits += [(one.value, one.unit) for one in scheme.rules.most if one.of(scheme.place)]
    most = [value for number, of in limits if (value := convert(number, UNITS.get(of, of), unit)) is not None]
    if math.isinf(many) and not most:
        return None  # nothing says how long it is paid
    return Lasting(math.floor(min([many, *most]) + 1e-9), unit, fact)  # only whole ones are paid for


def days_paid(scheme: Scheme) -> str:
    """Name the days that a sum by the day is paid for: 住院天数 of 按住院天数给予每天150元; "" for any other sum."""
    if scheme.amount is None or not _BY_DAY.search(scheme.amount.per or ""):
        return ""
    named = _OF_DAYS.search(scheme.place.quote)
    return f"{named['what']}天数" if named else "天数"


def span_asked(text: str, start: int) -> Iterator[Fact]:
    """Yield for how many months or years someone asks what they get: 这10个月能补多少, 三年总共能领多少.

    >>> [fact.told() for fact in span_asked("生活补贴领满期一共多少", 0)]
    ['领到期满：是']
    >>> [fact.told() for fact in span_asked("这10个月能补多少", 0)], list(span_asked("每个月能领多少", 0))
    (['发放月数：10个月'], [])
    >>> [fact.told() for fact in span_asked("一年能补多少", 0)], [fact.told() for fact in span_asked("三年总共多少", 0)]
    (['发放月数：12个月'], ['发放年数：3年', '发放月数：36个月'])
    """
    if years := _YEARS_IN_ALL.search(text):
        number = parse(years["number"] or years["number2"])
        yield Fact.of("发放年数", number, "年", words=text, start=start)
        yield Fact.of("发放月数", 12 * number, "个月", words=text, start=start)
    elif _TO_THE_END.search(text):
        yield Fact.of(_WHOLE_TERM, True, words=text, start=start)
    elif months := _MONTHS_OF_IT.search(text):
        yield Fact.of("发放月数", float(parse(months["number"])), "个月", words=text, start=start)
    elif _HALF_YEAR.search(text):
        yield Fact.of("发放月数", 6.0, "个月", words=text, start=start)
    elif _A_YEAR.search(text):
        yield Fact.of("发放月数", 12.0, "个月", words=text, start=start)
