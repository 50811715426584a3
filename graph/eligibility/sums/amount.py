"""What a scheme comes to for an applicant: rate × base, sum × quantity, floor, cap; each step with its arithmetic."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.quantity import MONEY, convert, dimension, shown
from graph.eligibility.language.thesaurus import key
from graph.eligibility.matching.match import Check, Known
from graph.eligibility.matching.measure import in_unit
from graph.eligibility.offers.no_more_than import bounds
from graph.eligibility.offers.stepwise import added_to
from graph.eligibility.offers.uplift import offering
from graph.eligibility.scheme import Place, Scheme
from graph.eligibility.sums.area import area_paid, of_one_metre
from graph.eligibility.sums.births import children_born
from graph.eligibility.sums.bounded import Amount, bounded, most_paid
from graph.eligibility.sums.by_count import by_count
from graph.eligibility.sums.deducted import taken_off
from graph.eligibility.sums.each import of_several, period_of, quantity_told
from graph.eligibility.sums.growth import grown_told
from graph.eligibility.sums.heads_paid import by_month, heads_paid
from graph.eligibility.sums.instalment import share_told
from graph.eligibility.sums.interest import PRINCIPAL, TERM, base_cap, longest, per_year, principal_cap
from graph.eligibility.sums.lasting import UNITS, lasting
from graph.eligibility.sums.listed_parts import added_up, parts_listed
from ingest.extract.money import sums
from ingest.record import Quantity

__all__ = ["Amount", "amount", "had_lower"]

_CONTRIBUTED: Final = re.compile("缴费|缴纳|保险费")
_PAID: Final = re.compile("[交缴]")
_INSURED: Final = ("养老", "医疗", "失业", "工伤", "生育")
_INTEREST: Final = re.compile(r"利率|LPR|基点")
_HAD: Final = re.compile("(?:已|曾)[^，。]{0,4}(?:获|享受|领取?|得)[^，。]{0,14}(?:奖|补|资金|资助|钱)")
_LEVELS: Final = frozenset({"称号级别", "等次"})  # offers by level, of which a general clause may pay the difference
_GRADED: Final = re.compile("[1-5一二三四五]A级?|[1-5一二三四五六甲乙丙A-E]级|[一二三四五]星|国家级|省级|市级")
_BY_STEPS: Final = re.compile(  # 首次突破1亿元、5亿元的
    r"首次[^，。；\d]{0,6}(?:突破|达到?|超过|跨越|迈上)[^，。；\d]{0,6}\d[^，。；、]{0,6}、"
)
_NO_NAME: Final = re.compile(
    "已经?|曾|获得?|享受|领取?|取得|过|奖励?[补金]?|补[贴助]|资[金助]|金额|的|国家级?|省级|市级|县级|区级|企业|单位|低级别|等级|级别|认定|低"
)
_SHARED: Final = 3  # letters that two titles of one sort share
_HAD_OF_ALL: Final = re.compile(
    "(?:同一年度|当年|今年|本年度?|年内)[^，。]{0,4}(?:已|享受|获|领)|(?:已|获|领|享受)[^，。]{0,8}(?:本(?:政策|措施|办法|细则)|这个政策)"
)
_BY_MONTH: Final = re.compile("[每一]个?月|月租|月均|按月|月(?:费|供|缴|付|金)")
_USED: Final = re.compile("贷款|借款|用款|贴息|融资")
_FOR: Final = re.compile("用款|使用|贴息|时间")
_PRICE: Final = re.compile(
    "(?:住房|购房|房屋|房产|商品房)[^，。；]{0,6}(?:总价|价款|价格|房款|合同金额)|房价款?|总房款"
)
_BOUND: Final = frozenset({"<=", "<"})
_A_YEAR_TOLD: Final = re.compile("[一全每]年|年租金|年度|年费")
_A_YEAR: Final = re.compile("[每单]年|年度|当年|/年")
_MONTHS: Final = 12


def amount(scheme: Scheme, known: Known, checks: tuple[Check, ...], on_base: Fact | None = None) -> Amount:
    """Reckon what `scheme` pays to someone who meets it. `on_base` is the base where another scheme names it."""
    found = _grown(scheme, known, _reckoned(scheme, known, checks, on_base))
    found = _lasting(scheme, known, _no_more_than(scheme, known, found, monthly=True))
    found = _above(scheme, known, _no_more_than(scheme, known, found, monthly=False))
    found = _less_had(scheme, known, found)
    found = _in_part(scheme, known, _within_ceiling(scheme, known, _of_several_births(scheme, known, found)))
    return replace(found, steps=(*found.steps, *scheme.limits)) if scheme.limits else found


def had_lower(scheme: Scheme, known: Known) -> Fact | None:
    """Return the fact that tells what was had before, where the clause pays who moves up the difference."""
    if not scheme.rules.differences and scheme.rules.by_level is None:
        return None
    rule = _difference(scheme)
    of_all = rule is not None and rule is scheme.rules.by_level
    had = (fact for fact in known.numbers if _HAD.search(fact.attr) and (not of_all or _alike(fact.attr, scheme)))
    return next(had, None) if rule else None


def _alike(attr: str, scheme: Scheme) -> bool:
    """Tell whether what was had was for a title of the same sort: 已获省级专精特新奖励 for 专精特新“小巨人”."""
    core = _NO_NAME.sub("", attr)
    titles = [re.sub("[“”]", "", str(one.value)) for one in scheme.requirements if one.attr == "称号"]
    pairs = [core[at : at + _SHARED] for at in range(len(core) - _SHARED + 1)]
    return len(core) < _SHARED or any(pair in title for pair in pairs for title in titles)


def _difference(scheme: Scheme) -> Place | None:
    own = scheme.place.iri
    found = next((one for one in scheme.rules.differences if own == one.iri or own.startswith(f"{one.iri}/")), None)
    levelled = bool(_BY_STEPS.search(scheme.place.quote)) or any(
        one.attr in _LEVELS or (one.attr == "称号" and _GRADED.search(str(one.value))) for one in scheme.requirements
    )
    return found or (scheme.rules.by_level if levelled else None)


def _above(scheme: Scheme, known: Known, found: Amount) -> Amount:
    """Take off what was had before for a lower grade, where the clause pays the difference only."""
    had = had_lower(scheme, known)
    rule = _difference(scheme) if had else None
    if rule is None or had is None or found.value is None:
        return found
    before = in_unit(had, "元")[0]
    if before is None or before >= found.value:
        return found
    rest = round(found.value - before, 2)
    step = f"“{rule.quote}”：{shown(found.value, '元')}-{shown(before, '元')}={shown(rest, '元')}"
    return replace(found, value=rest, steps=(*found.steps, step))


def _less_had(scheme: Scheme, known: Known, found: Amount) -> Amount:
    """Take off the other aid had that the document takes off this one."""
    had = taken_off(scheme, known.numbers) if found.value is not None else None
    before = in_unit(had, "元")[0] if had else None
    if had is None or before is None or found.value is None:
        return found
    rest = round(max(0.0, found.value - before), 2)
    step = f"{had.told()}，扣除后{shown(found.value, '元')}-{shown(before, '元')}={shown(rest, '元')}"
    return replace(found, value=rest, steps=(*found.steps, step))


def _grown(scheme: Scheme, known: Known, found: Amount) -> Amount:
    """Add what is paid for each whole step by which a thing goes beyond the bound on it."""
    more = scheme.more
    fact = known.number(more.need.attr, more.need.unit) if more else None
    if fact is None and more and more.need.unit and more.need not in scheme.requirements:
        fact = quantity_told(scheme, known, more.need.attr, more.need.unit)
    many = in_unit(fact, more.need.unit)[0] if fact and more else None
    if more is None or many is None or found.value is None or not isinstance(more.need.value, float):
        return found
    steps = math.floor(round((many - more.need.value) / more.size, 6))
    if steps <= 0:
        return found
    value = round(found.value + steps * more.value, 2)
    step = f"{shown(found.value, '元')}+{steps}×{shown(more.value, '元')}={shown(value, '元')}"
    if scheme.cap and scheme.cap.unit == "元" and value > scheme.cap.value:
        value = scheme.cap.value
        step = f"{step}，超过上限，按{shown(value, '元')}"
    return replace(found, value=value, steps=(*found.steps, step))


def _in_part(scheme: Scheme, known: Known, found: Amount) -> Amount:
    """Pay the part of a sum in parts that is asked for by a fact: 拨付年度: 第一年."""
    told = share_told(scheme, known.facts.items) if found.value is not None else None
    if told is None or found.value is None:
        return found
    fact, share = told
    value = round(found.value * share, 2)
    step = f"{fact.told()}：{shown(found.value, '元')}×{share:.0%}={shown(value, '元')}"
    return replace(found, value=value, steps=(*found.steps, step))


def _no_more_than(scheme: Scheme, known: Known, found: Amount, monthly: bool) -> Amount:
    """Pay no more than the share of another sum that the clause allows; what is told by the month bounds a month."""
    for share in bounds(scheme) if found.value is not None else ():
        fact = known.number(share.name, "元") or _house_price(share.name, known)
        by_month = bool(fact and _BY_MONTH.search(f"{fact.attr}{fact.words}"))
        base = in_unit(fact, "元")[0] if fact else None
        if base is None and not monthly:
            step = f"“{share.place.quote}”：还不知道{share.name}，最高"
            found = replace(found, upto=True, missing=(*found.missing, share.name), steps=(*found.steps, step))
        if base is None or fact is None or by_month is not monthly or found.value is None:
            continue
        if monthly is not (found.period == "月"):
            continue
        most = round(base * share.rate / 100, 2)
        if found.value > most:
            step = f"“{share.place.quote}”：{fact.told()}，按{shown(most, '元')}"
            found = replace(found, value=most, steps=(*found.steps, step))
    return found


def _house_price(name: str, known: Known) -> Fact | None:
    """Return the only price of a house that is told, where the clause bounds aid by it: 购房总价款, 所购住房总价."""
    told = [fact for fact in known.numbers if dimension(fact.unit) == MONEY and _PRICE.search(fact.attr)]
    return told[0] if _PRICE.search(name) and len(told) == 1 else None


def _lasting(scheme: Scheme, known: Known, found: Amount) -> Amount:
    """Take a sum by the month or the day for as many of them as are told, at most for as long as it is paid."""
    period = found.period
    if period is None and scheme.rate and found.base and "月" in f"{found.base.attr}{found.base.words}":
        period = period_of(scheme.cap.per if scheme.cap else None)
        period = "月" if period == "月" else None
    told = lasting(scheme, known, period) if period in UNITS and found.value is not None else None
    if told is None or found.value is None:
        return found
    value = round(found.value * told.many, 2)
    step = f"{shown(found.value, '元')}×{shown(told.many, told.unit)}={shown(value, '元')}"
    if told.fact.value != told.many:
        step = f"{told.fact.told()}，按{shown(told.many, told.unit)}计：{step}"
    cap = scheme.cap
    if cap and cap.unit == "元" and not period_of(cap.per) and value > cap.value:
        value = cap.value
        step = f"{step}，超过上限，按{shown(value, '元')}"
    elif cap and cap.unit == "元" and period == "月" and _A_YEAR.search(cap.per or ""):  # so much each year
        years, rest = divmod(told.many, _MONTHS)
        top = years * cap.value + min(cap.value, rest * found.value)
        if value > top:
            value = round(top, 2)
            step = f"{step}，超过每年上限{shown(cap.value, '元')}，按{shown(value, '元')}"
    return replace(found, value=value, period=None, steps=(*found.steps, step))


def _of_several_births(scheme: Scheme, known: Known, found: Amount) -> Amount:
    """Add what the clause pays for each child of a birth beyond the first."""
    rule = next((one for one in scheme.rules.births if one.of(scheme.place)), None)
    more = children_born(known) - 1 if rule else 0
    if rule is None or found.value is None or found.period or more < 1:
        return found
    value = round(found.value + more * rule.value, 2)
    step = f"“{rule.place.quote}”：{shown(found.value, '元')}+{more}×{shown(rule.value, '元')}={shown(value, '元')}"
    return replace(found, value=value, steps=(*found.steps, step))


def _within_ceiling(scheme: Scheme, known: Known, found: Amount) -> Amount:
    """Pay no more than what one applicant may get in a year in all is still left for."""
    rule = scheme.rules.ceiling
    if rule is None or found.value is None or rule.spares(scheme.place.path):
        return found
    had = next((fact for fact in known.numbers if _HAD_OF_ALL.search(fact.attr)), None)
    before = in_unit(had, "元")[0] if had else None
    left = max(0.0, rule.value - (before or 0.0))
    if found.value <= left:
        return found
    step = f"“{rule.place.quote}”，已得{shown(before or 0.0, '元')}，还可得{shown(left, '元')}"
    return replace(found, value=left, steps=(*found.steps, step))


def _reckoned(scheme: Scheme, known: Known, checks: tuple[Check, ...], on_base: Fact | None) -> Amount:
    if scheme.under:
        return _on_top(scheme, known, checks, on_base)
    if _only_beyond(scheme) and not scheme.low and scheme.high is None:
        return Amount(steps=("只对超出的部分这样算，要与前一档合起来算",))
    if scheme.rate is not None and scheme.amount is None:
        return _share(scheme, known, checks, on_base)
    if scheme.amount is not None and scheme.rate is None:
        return by_count(scheme, known, checks)
    if scheme.amount is not None:
        return _lower(scheme, known, checks, on_base)
    if scheme.cap is not None or scheme.floor is not None:
        return _bounds(scheme)
    return Amount(steps=("原文没有写明金额",))


def _only_beyond(scheme: Scheme) -> bool:
    """Tell whether the very sum of an offer is paid for what goes beyond a bound: 超过1万标箱的部分每标箱补助300元."""
    own = scheme.amount or scheme.rate
    for match in offering()["beyond"].regex.finditer(scheme.place.quote):
        said = next(sums(scheme.place.quote[match.end() :]), None)
        if own is None or said is None or own.value in said.values:
            return True
    return False


def _on_top(scheme: Scheme, known: Known, checks: tuple[Check, ...], on_base: Fact | None) -> Amount:
    """Add the sum to those on top of which it is paid; the cap is one over all of it."""
    bare = replace(scheme, under=(), cap=None)
    parts = [_reckoned(one, known, checks, on_base) for one in (*scheme.under, bare)]
    steps = tuple(step for part in parts for step in part.steps)
    missing = tuple(dict.fromkeys(name for part in parts for name in part.missing))
    values = [part.value for part in parts]
    if any(value is None for value in values):
        return Amount(missing=missing, steps=steps)
    whole = round(sum(value for value in values if value is not None), 2)
    step = f"合计{shown(whole, '元')}"
    period = next((part.period for part in parts if part.period), None)
    found = bounded(scheme, known, whole, [*steps, step], any(part.upto for part in parts), period)
    return replace(found, base=parts[-1].base)


def _share(scheme: Scheme, known: Known, checks: tuple[Check, ...], on_base: Fact | None) -> Amount:
    rate = scheme.rate
    assert rate is not None
    if per_year(scheme):
        return _interest(scheme, known)
    if rate.unit not in ("%", "％", "‰") or _INTEREST.search(rate.of or ""):
        step = f"{rate.of or '利率'}{shown(rate.value, rate.unit)}：要按贷款额和期限另算，原文没有写成一笔钱"
        return Amount(steps=(step,), missing=("贷款额",) if rate.of else ())
    fact = on_base or _base(scheme, known, checks, rate)
    if fact is None:
        name = _base_name(scheme, rate)
        return Amount(missing=(name,), steps=(f"按{name}的{shown(rate.value, rate.unit)}计算，还不知道{name}",))
    base, _ = in_unit(fact, "元")
    if base is None:
        return Amount(missing=(_base_name(scheme, rate),))
    many, unit = of_several(scheme, known, fact)
    if unit and (most := most_paid(scheme, unit)) and many > most.value:  # 每家企业最多补助3个展位
        many = most.value
    heads = heads_paid(scheme, known, fact)
    if heads is None:
        return Amount(missing=("多少人",), steps=(f"按每人的{rate.of}计算，还不知道有多少人",))
    many, unit = (heads, "人") if heads > 1 else (many, unit)
    whole = [f"{shown(base, '元')}×{shown(many, unit)}={shown(base * many, '元')}"] if many > 1 else []
    base *= many
    if of_one_metre(fact):  # 每月每平方米35元 is paid for as many as were let
        area = area_paid(scheme, known, most_paid(scheme, "平方米"))
        if area is None:
            return Amount(missing=("面积",), steps=(f"{fact.told()}，还不知道面积",))
        whole.append(f"{shown(base, '元')}×{shown(area, '平方米')}={shown(base * area, '元')}")
        base *= area
    top = convert(scheme.high, scheme.high_unit or "元", "元") if scheme.high is not None else None
    if (largest := base_cap(scheme)) is not None:  # 贷款额最高按500万元计算
        top = largest if top is None else min(top, largest)
        scheme = replace(scheme, cap=None) if scheme.cap and scheme.cap.value == largest else scheme
    paid = max(0.0, (base if top is None else min(base, top)) - scheme.low)
    value = round(paid * rate.value / (1000 if rate.unit == "‰" else 100), 2)
    sign = "最高" if rate.op in _BOUND else ""
    whole_of_it = shown(base if top is None else min(base, top), "元")
    over = f"({whole_of_it}-{shown(scheme.low, '元')})" if scheme.low else whole_of_it
    steps = [*whole, f"{over}×{sign}{shown(rate.value, rate.unit)}={shown(value, '元')}"]
    if rate.of and fact.key != key(rate.of) and fact.attr not in rate.of:
        steps.insert(0, f"把“{fact.attr}”当作“{rate.of}”")
    period = "月" if by_month(rate.of or "", fact) else None
    return replace(bounded(scheme, known, value, steps, rate.op in _BOUND, period, apiece=many), base=fact)


def _interest(scheme: Scheme, known: Known) -> Amount:
    """Reckon interest by the year on what was borrowed, for as long as it was used."""
    rate, loan, term = scheme.rate, known.number(PRINCIPAL, "元"), _term(known)
    assert rate is not None
    owed = in_unit(loan, "元")[0] if loan else None
    told = in_unit(term, "个月")[0] if term else None
    if owed is None or told is None:
        missing = tuple(name for name, value in ((PRINCIPAL, owed), (TERM, told)) if value is None)
        return Amount(
            missing=missing, steps=(f"按{rate.of}{shown(rate.value, rate.unit)}计算，还不知道{'、'.join(missing)}",)
        )
    top, most = principal_cap(scheme), longest(scheme)
    paid, months = min(owed, top or owed), min(told, most or told)
    value = round(paid * rate.value / 100 * months / 12, 2)
    step = f"{shown(paid, '元')}×{shown(rate.value, rate.unit)}×{shown(months, '个月')}÷12={shown(value, '元')}"
    bare = replace(scheme, cap=None) if top is not None else scheme
    return replace(bounded(bare, known, value, [step], upto=rate.op in _BOUND), base=loan)


def _term(known: Known) -> Fact | None:
    """Return for how long the loan was used: 用款9个月, or its term."""
    used = [fact for fact in known.numbers if dimension(fact.unit) == "Time" and _USED.search(fact.attr)]
    return max(used, key=lambda fact: bool(_FOR.search(fact.attr)), default=None)


def _base(scheme: Scheme, known: Known, checks: tuple[Check, ...], rate: Quantity) -> Fact | None:
    if listed := added_up(scheme, known):
        return listed
    found = _of_them_all(rate.of or "", known) or (known.number(rate.of, "元") if rate.of else None)
    if found is not None and not (parts_listed(rate.of or "") and _one_of(rate.of or "", found)):
        return found
    if rate.of and _CONTRIBUTED.search(rate.of):  # 按实际缴费额: what was paid in, whatever it is called
        paid = [fact for fact in known.numbers if dimension(fact.unit) == MONEY and _PAID.search(fact.words)]
        return paid[0] if len(paid) == 1 else None
    if rate.of and added_to(rate.of):  # the whole is not what it grew by
        grown = grown_told(scheme, known.numbers)
        if grown is None:
            return None
        more, now, last = grown
        return replace(
            now, attr=rate.of, value=more, unit="元", note=f"（{now.told()}，{last.told()}）", key=key(rate.of)
        )
    tiers = [
        check.fact for check in checks if check.need.numeric and dimension(check.need.unit) == MONEY and check.fact
    ]
    if tiers and (rate.of is None or tiers[0].family in (None, "spending")):
        return tiers[0]
    sums = [fact for fact in known.numbers if dimension(fact.unit) == MONEY]
    return sums[0] if len(sums) == 1 and rate.of is None else None


def _of_them_all(listed: str, known: Known) -> Fact | None:
    """Return what was paid for all insurances listed at one go: 养老、医疗、失业共交2.6万元."""
    sorts = [sort for sort in _INSURED if sort in listed]
    told = [fact for fact in known.numbers if all(sort in fact.attr for sort in sorts)] if len(sorts) > 1 else []
    return told[0] if len(told) == 1 and dimension(told[0].unit) == MONEY else None


def _one_of(listed: str, fact: Fact) -> bool:
    """Tell whether a number is told of some alone of the sums that a share is paid of together."""
    of = [sort in fact.attr for sort in _INSURED if sort in listed]
    return any(of) and not all(of)


def _base_name(scheme: Scheme, rate: Quantity) -> str:
    tier = next((need.attr for need in scheme.requirements if need.numeric and dimension(need.unit) == MONEY), None)
    return rate.of or tier or "计算基数"


def _lower(scheme: Scheme, known: Known, checks: tuple[Check, ...], on_base: Fact | None) -> Amount:
    """Take the lower of a share and a sum that one offer names both: 按节能量…且不超过总投资的X%."""
    one, other = _share(scheme, known, checks, on_base), by_count(scheme, known, checks)
    if one.value is None or other.value is None:
        known_one = one.value if one.value is not None else other.value
        return Amount(
            known_one, True, None, one.period or other.period, one.missing + other.missing, one.steps + other.steps
        )
    if one.period != other.period and other.period == "月":  # a rent of a year, and a bound on each month
        told = lasting(scheme, known, "月")
        yearly = one.base is not None and _A_YEAR_TOLD.search(f"{one.base.attr}，{one.base.words}")
        months = told.many if told else _MONTHS if yearly else None
        if months is None:
            return Amount(missing=("多少个月",), steps=one.steps + other.steps)
        other = replace(other, value=round((other.value or 0.0) * months, 2), period=None)
    low = one if (one.value or 0.0) <= (other.value or 0.0) else other
    steps = (*one.steps, *other.steps, f"两者取低：{shown(low.value or 0.0, '元')}")
    upto = other.upto or (low.upto and not (scheme.rate and scheme.rate.op in _BOUND))
    return Amount(low.value, upto, None, one.period or other.period, (), steps, base=low.base)


def _bounds(scheme: Scheme) -> Amount:
    top = scheme.cap.value if scheme.cap else None
    low = scheme.floor.value if scheme.floor else None
    words = [f"{shown(low, '元')}以上" if low is not None else "", f"最高{shown(top, '元')}" if top is not None else ""]
    return Amount(
        None, top is not None, low, None, (), (f"原文只写了上下限：{'、'.join(word for word in words if word)}",)
    )
