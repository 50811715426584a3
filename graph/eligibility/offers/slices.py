"""Sums that are paid on top of others: for what goes beyond a bound, for each one more, for those of one kind.

前1万立方米每立方米40元，超出部分每立方米60元 comes to both together; so does 满100场奖励20万元，每增加1场1500元.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graph.eligibility.kleene import Formula, without
from graph.eligibility.language.quantity import convert, dimension
from graph.eligibility.language.thesaurus import key
from graph.eligibility.language.unit_meant import counted
from graph.eligibility.scheme import Requirement, Scheme, combined
from ingest.value.unit import in_yuan, measures

__all__ = ["first_of_them", "for_some", "further", "on_top", "only_within"]

_BEYOND: Final = re.compile(
    r"超[出过额](?P<bound>[^，。；]{0,12}?)的?部分|(?P<above>\d[\d.]*[万亿]?[^，。；\d]{1,4}(?:（含）)?以上)的?部分"
    r"|(?P<from>\d[\d.]*[万亿]?[^，。；\d]{0,4}?)(?:（不?含）)?(?:至|到|-|—|－|~|～)\d[\d.]*[万亿]?[^，。；\d]{1,5}?(?:（不?含）)?(?:以下)?的部分"
    r"|每(?:增加|多|新增)(?:1|一)?"
)
_IN_PLACE: Final = re.compile(  # 超过1万标箱的部分每标箱补助300元: those bring no 200元 besides
    "超[出过额][^，。；]{0,12}?部分，?按?(?!再|另|额外|增加|提高)(?![^，。；]{0,8}(?:再|另|额外|增加|加发))每"
)
_SLICE: Final = re.compile("\\d[^，。；]*的部分")
_OVER: Final = re.compile(r"超[出过额]\d[\d.]*[万亿]?[^，。；\d]{1,4}$")
_ABOVE: Final = re.compile(
    r"以上的?部分，?(?!再|另|增加)"
)  # 200亩以上的部分，每亩150元: paid in place of the sum below
_OF_KIND: Final = re.compile(
    r"^(?:其中)?，?(?P<kind>[^，。；每其]{2,12}?)每(?P<unit>[^，。；\d每]{1,3}?)(?:再|另)(?:增加|加|给予|补|奖)"
)
_ON_ITEMS: Final = re.compile(  # 在前两项标准基础上每张再增加2000元
    "在(?:前[款述一二两三四]?项?|上述|以上|第?[（(]?[一二三四五][^，。；]{0,8}项)[^，。；]{0,8}基础上[^，。；]{0,8}(?:再|另|增|加)"
)
_IS_OF_KIND: Final = re.compile("(?:[^，。；]{0,10}(?:属于|系|为|是))?(?P<kind>[^，。；的]{2,12})$")
_SOME_MORE: Final = re.compile(  # 床位为护理型床位的，每张再增加2000元
    r"^(?:其中)?，?(?P<kind>[^，。；每其占%\d]{2,16}?)的，按?每[^，。；\d]{1,4}(?:再|另|额外)*(?:增加|加发|追加|增补|多补)(?:补贴|补助|奖励)?(?P<sum>\d[\d.]*万?元)"
)
_FURTHER: Final = re.compile(
    "(?:再|另外?|额外|另行)(?:一次性)?(?:给予|奖励|补助|补贴|资助|支持|发放|[奖补给](?=\\d))(?:奖励|补助|补贴|资助)?(?=[^，。；%]{0,14}(?:元|(?:补贴|补助|奖励|资助)，(?:补贴|补助|奖励|资助)?标准(?:为|是)[^，。；%]{0,14}元)|[^，。；%\\d]{0,14}\\d[\\d.]*[%％])"
)
_EXTRA: Final = re.compile("额外|基础上")
_LATER: Final = re.compile(
    "复核|复审|复评|期满|到期|次年|第[二三]年|连续[一二两三四五\\d]+年|(?:转型|升规|投产|认定|入库|纳统)后"
)  # paid by itself, in its own time
_BARE_SLICE: Final = re.compile(r"^\d[\d.]*[\u4e00-\u9fff]{1,4}?(?:以内|以下)的?部分$")
_FIRST: Final = re.compile(  # 前3人按每人2000元, 1000吨以内部分每吨20元
    r"前(?P<many>\d[\d.]*)(?P<unit>[^，。；\d年个月]{1,3}|个)(?:以内)?(?:的?部分)?"
)
_FROM_NTH: Final = re.compile(
    "第[一二三四五六七八九十\\d]+[人名位户家个台辆张场件项]起"
)  # 从第4人起每增加1人给予3000元
_WITHIN: Final = re.compile(r"(?:以内|以下|不超过|前)[^，。；]{0,8}部分|部分")


def on_top(scheme: Scheme, before: Sequence[Scheme]) -> list[Scheme]:
    """Return the offer on top of each of those before it that it adds to; nothing where it adds to none."""
    own = scheme.amount or scheme.rate
    if own is None:
        return []
    same = [one for one in before if one.place.iri == scheme.place.iri and not one.soft and not one.under]
    if kind := _OF_KIND.match(scheme.place.quote):
        bases = [one for one in same if one.amount and one.amount.per]
        return [_added(scheme, one, kind["kind"]) for one in bases]
    if _ON_ITEMS.search(scheme.place.quote) and (of := _own_kind(scheme)):
        items = [one for one in before if _beside(one, scheme) and one.amount and one.amount.per and not one.under]
        return [_added(scheme, one, of) for one in items]
    match = _BEYOND.search(scheme.place.quote)
    if not match:
        return []
    low, need = _low(scheme, match["bound"] or match["above"] or match["from"] or "")
    if low is None:
        return []
    if not same and (before_it := _slice_before(scheme, before, low)):
        return [_beyond(scheme, before_it, low, need)]
    if not same:
        return [replace(scheme, low=low)] if scheme.rate else []
    base = same[-1]
    slices = [one for one in before if one.place.iri == scheme.place.iri and one.under and 0 < one.low < low]
    return [_beyond(scheme, slices[-1] if slices and _SLICE.search(scheme.place.quote) else base, low, need)]


def _slice_before(scheme: Scheme, before: Sequence[Scheme], low: float) -> Scheme | None:
    """Return the item before that pays a share of what lies below: 超过2万元至5万元的部分30%, 超过5万元的部分40%."""
    last = before[-1] if before else None
    if last is None or not scheme.rate or not last.rate or not _beside(last, scheme) or "部分" not in last.place.quote:
        return None
    tops = [need.value for need in last.requirements if need.op in ("<=", "<") and need.unit == "元"]
    return last if low in (*tops, last.high) else None


def _beside(one: Scheme, other: Scheme) -> bool:
    """Tell whether two offers stand in items of one clause."""
    above = one.place.path.rpartition("/")[0]
    same = one.place.document == other.place.document and above == other.place.path.rpartition("/")[0]
    return bool(above) and same and one.place.iri != other.place.iri


def _own_kind(scheme: Scheme) -> str:
    """Return what the words of an offer say of some of what others pay for: 护理型床位 of 新增床位属于护理型床位的."""
    own = [need for need in scheme.requirements if need.place.path == scheme.place.path and need.value is True]
    match = _IS_OF_KIND.match(own[0].attr) if len(own) == 1 else None
    return match["kind"] if match else ""


def further(scheme: Scheme, tiers: Sequence[Scheme]) -> list[Scheme]:
    """Return an offer that is paid besides (当年同时为规上企业的，再给予10万元), put on top of each of `tiers` of its
    clause; and by itself where it does not ask for all that they do. Nothing where it is paid besides no other, or
    for what comes later.
    """
    said = scheme.place.quote
    if scheme.under or not _FURTHER.search(said) or _LATER.search(said):
        return []
    if scheme.rate:  # 额外再给予销售价格5%的补贴 adds to a share of the same
        alike = [
            one for one in tiers if one.rate and one.rate.of == scheme.rate.of and one.rate.unit == scheme.rate.unit
        ]
        tiers = alike if len(alike) == len(tiers) and not scheme.amount else []
    elif not scheme.amount:
        return []
    found = [_besides(scheme, one) for one in tiers]
    rests = all(any(need in scheme.requirements for need in one.requirements) for one in tiers)
    return found if rests or scheme.rate or _EXTRA.search(said) else [scheme, *found] if found else []


def only_within(scheme: Scheme) -> Scheme:
    """Read the slice for which alone a sum for each is paid: 对200平方米以内部分 asks for no small house."""
    bound = next((need for need in scheme.requirements if _slice(scheme, need)), None)
    if bound is None or scheme.under or scheme.high is not None:
        return scheme
    top: tuple[float | None, str | None] = (None, None)
    if isinstance(bound.value, float):
        top = bound.value, bound.unit
    elif told := next(iter(measures(bound.text)), None):
        top = told.value, told.unit
    gone = {order for order, need in enumerate(scheme.requirements, 1) if need is bound}
    needs, formula = tuple(need for need in scheme.requirements if need is not bound), without(scheme.formula, gone)
    if formula is None:
        return scheme
    return replace(scheme, requirements=needs, formula=formula, high=top[0], high_unit=top[1])


def first_of_them(scheme: Scheme) -> Scheme:
    """Read for how many first ones alone a sum for each is paid: 前3人按每人2000元 asks nothing, and pays for three."""
    said = [
        (need, match) for need in scheme.requirements if need.value is True and (match := _FIRST.fullmatch(need.attr))
    ]
    if not said or scheme.amount is None or not scheme.amount.per:
        return scheme
    needs = tuple(need for need in scheme.requirements if all(need is not one for one, _ in said))
    gone = {order for order, need in enumerate(scheme.requirements, 1) if any(need is one for one, _ in said)}
    formula = without(scheme.formula, gone)
    if formula is None:
        return scheme
    own = next(
        (match for _, match in said if re.search(f"{match[0]}(?:按照?|给予|奖励|补[助贴])*每", scheme.place.quote)),
        None,
    )
    top = (float(own["many"]), own["unit"]) if own else (scheme.high, scheme.high_unit)
    return replace(scheme, requirements=needs, formula=formula, high=top[0], high_unit=top[1])


def _slice(scheme: Scheme, need: Requirement) -> bool:
    if need.value is True:
        return bool(_BARE_SLICE.match(need.attr))
    if not need.numeric or need.op not in ("<=", "<") or not _alike(scheme, need):
        return False
    return bool(re.search(f"(?:对|其中|前)?{re.escape(need.text)}(?:的)?部分", scheme.place.quote))


def _besides(scheme: Scheme, base: Scheme) -> Scheme:
    own = [need for need in scheme.requirements if not need.implied]
    asked = [need for need in base.requirements if need not in own]
    same = scheme.cap is not None and base.cap is not None and scheme.cap.value == base.cap.value
    kept = None if same and not scheme.rate else scheme.cap  # 每件最高2000元 bounds both shares together
    return combined(scheme, base, asked, own, under=(base,), cap=kept, kind=base.kind)  # one of its tiers


def _low(scheme: Scheme, words: str) -> tuple[float | None, Requirement | None]:
    """Return the bound beyond which the offer is paid, in the unit in which it is asked for, and its condition."""
    bounds = [need for need in scheme.requirements if need.numeric and _alike(scheme, need)]
    own = [need for need in bounds if need.place.iri == scheme.place.iri]  # those of an item go before its clause's
    bounds = own or bounds
    told = next(iter(measures(words)), None)
    if named := [need for need in bounds if told and need.op in (">=", ">") and need.value == told.value]:
        return told.value if told else None, named[0]  # 200亩以上的部分 names it
    for signs in (("=",), (">",), (">=",)):
        for need in bounds:
            if need.op in signs and isinstance(need.value, float) and (need.op != "=" or need.attr.startswith("超")):
                return need.value, need
    for one in measures(words):
        money = in_yuan(one.value, one.unit)
        return (money, None) if money is not None else (one.scaled(), None)
    return None, None


def _alike(scheme: Scheme, need: Requirement) -> bool:
    """Tell whether a bound is on what the sum is paid for each of."""
    if scheme.rate is not None:
        return need.unit == "元"
    each = counted(scheme.amount.per) if scheme.amount and scheme.amount.per else []
    return bool(each) and dimension(need.unit) == dimension(each[0][1])


def _beyond(scheme: Scheme, base: Scheme, low: float, bound: Requirement | None) -> Scheme:
    """Put what goes beyond `low` on top of the offer before, which is paid up to it."""
    unit = bound.unit if bound else None
    alike = [need for need in base.requirements if need.numeric and _same_unit(need.unit, unit)]
    upper = [need for need in alike if need.op in ("<=", "<")]
    kept = [need for need in base.requirements if need not in upper]
    gone = {order for order, need in enumerate(base.requirements, 1) if need in upper}
    tops = [need for need in upper if need in scheme.requirements]  # that of the tier before is none of what is beyond
    own = [need for need in scheme.requirements if need is not bound and need not in kept and need not in tops]
    own = [
        need for need in own if not (need.value is True and _OVER.match(need.attr))
    ]  # 超过1万标箱 is told by how many
    more = _over(bound, alike) if bound else None
    needs = [*kept, *own, *([more] if more else [])]
    first = without(base.formula, gone)
    formula: Formula = ("and", (*([first] if first is not None else []), *range(len(kept) + 1, len(needs) + 1)))
    parted = _WITHIN.search(base.place.quote) or _FROM_NTH.search(scheme.place.quote)
    same = scheme.amount and base.amount and scheme.amount.per and scheme.amount.per == base.amount.per
    instead = _ABOVE.search(scheme.place.quote) or (same and _IN_PLACE.search(scheme.place.quote))
    sliced = bool(base.amount and base.amount.per and ((parted and upper) or instead))
    sliced = sliced or bool(base.rate and (upper or base.high is not None))
    high = (low, unit) if sliced else (base.high, base.high_unit) if base.high == low else (None, None)
    under = replace(base, high=high[0], high_unit=high[1], cap=None)
    return replace(
        scheme, requirements=tuple(needs), formula=formula, beneficiary=scheme.beneficiary or base.beneficiary,
        low=low, low_unit=unit, under=(under,), refers_to=None,
    )  # fmt: skip


def _same_unit(one: str | None, other: str | None) -> bool:
    """Tell whether two bounds are on the same: counts only where the same measure word counts them."""
    counts = dimension(one) == "Count"
    return dimension(one) == dimension(other) and (not counts or (one or "")[-1:] == (other or "")[-1:])


def _over(bound: Requirement, alike: Sequence[Requirement]) -> Requirement:
    """Ask for more than the bound, by the name under which the offer before asks for it."""
    named = bound.op != "=" or not alike
    name = bound.attr if named else alike[0].attr
    value = bound.value
    if not named and isinstance(value, float):
        value = convert(value, bound.unit, alike[0].unit)
        return replace(
            bound, attr=name, op=">", value=value, unit=alike[0].unit, key=alike[0].key, family=alike[0].family
        )
    return replace(bound, op=">" if bound.op == "=" else bound.op)


def for_some(scheme: Scheme, tiers: Sequence[Scheme]) -> list[Scheme]:
    """Return what is paid besides for some of what each tier pays for: 护理型床位的，每张再增加2000元.

    Nothing where the words name another thing than the sums are paid for each of.
    """
    match = _SOME_MORE.match(scheme.place.quote)
    of = _IS_OF_KIND.match(match["kind"]) if match and scheme.amount else None
    if match is None or of is None or scheme.amount is None:
        return []
    paid = [one for one in tiers if one.amount and one.amount.per and _paid_for(one, of["kind"])]
    added = next(iter(measures(match["sum"])), None)
    value = in_yuan(added.value, added.unit) if added else None
    if not paid or len(paid) < len(tiers) or value is None:
        return []
    offered = replace(scheme.amount, value=value)
    return [
        _added(replace(scheme, amount=replace(offered, per=one.amount.per if one.amount else None)), one, of["kind"])
        for one in paid
    ]


def _paid_for(scheme: Scheme, kind: str) -> bool:
    """Tell whether a kind is of what a sum is paid for each of: 护理型床位 of 每张床位."""
    each = counted(scheme.amount.per) if scheme.amount and scheme.amount.per else []
    names = {each[0][0], each[0][0][1:]} if each else set()
    return any(len(name) > 1 and name in kind for name in names)


def _added(scheme: Scheme, base: Scheme, kind: str) -> Scheme:
    """Put a sum for each of one kind on top of what is paid for all: 护理型床位每张再增加2000元."""
    need = Requirement(kind, scheme.place.quote, scheme.place, implied=True, key=key(kind))
    needs = (*base.requirements, need)
    return replace(
        scheme, requirements=needs, formula=("and", (base.formula, len(needs))), cap=scheme.cap or base.cap,
        beneficiary=base.beneficiary, under=(replace(base, cap=None),), kind_of=kind, refers_to=None,
    )  # fmt: skip
