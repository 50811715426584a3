"""Offers that rest on another of their clause: 提高至12%, 上浮20%, 属于小微企业的; each is put on its own feet.

Such an offer asks for all that the other asks for and for what is its own; a sum that is raised is reckoned.
The patterns are in `graph/rules/offer.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

from graph.eligibility.kleene import Formula, choices, replaced, without
from graph.eligibility.language.letter import letters
from graph.eligibility.language.naming import names
from graph.eligibility.language.thesaurus import coverage, excludes, key
from graph.eligibility.offers.classes_shown import class_groups
from graph.eligibility.offers.each_in_turn import bounded_by_its_own, each_in_turn, of_its_own_prize
from graph.eligibility.offers.in_place_of import in_place_of
from graph.eligibility.offers.part import PROJECT
from graph.eligibility.offers.remainder import remainder
from graph.eligibility.offers.slices import first_of_them, for_some, further, on_top, only_within
from graph.eligibility.offers.stepwise import added_each, grown_by, grown_in_itself
from graph.eligibility.offers.subject import with_subject
from graph.eligibility.offers.topics import only_on
from graph.eligibility.scheme import Requirement, Scheme, combined
from ingest.record import Quantity
from ingest.rules import Rules, parse
from ingest.value.number import parse as number

__all__ = ["offering", "raised", "raises"]

_SHORT: Final = 8
_ARTICLE: Final = re.compile("第[^，。；、]{1,6}条")
_POINTS: Final = re.compile("上述|前述|前款|以上|该类?")
_ABOVE: Final = re.compile("上述|前述|前款|该")
_LIST: Final = re.compile("目录|名单|清单|名录")
_ROLE: Final = re.compile("^(?P<role>主导|牵头|主持|参与|参加|配合|独立|联合)(?P<done>[^，。；、]{0,6})")
_DONE_TO: Final = re.compile(  # 主导修订|标准
    "(?P<role>(?:主导|牵头|主持|参与)?)(?P<deed>制定|修订|新建|改建|扩建|改扩建|主办|承办|协办)(?P<thing>[^，。；、]{2,})$"
)
_STANDARD_OF: Final = re.compile("按照?(?P<what>[^，。；上述前]{2,10}?)(?:的)?(?:奖励|补助|补贴|资助)标准的\\d")
_DONE_BY: Final = re.compile("^(?:主导|牵头|参与|获|通过|取得|新建|购)|并")  # 主导制定标准并获批准发布的企业
_GRADE: Final = "学历或技能等级"
_AID_NAMED: Final = "(?P<name>[^，。；、的]{2,10}?(?:补贴|补助|奖励|津贴|资助))"
_MEETS: Final = re.compile(f"(?:符合|满足|具备|享受){_AID_NAMED}(?:申[请领报]|享受|发放)?(?:条件|要求)?(?:规定)?")
_MEETS_CALLED: Final = re.compile(
    f"(?:符合|满足|具备|享受|申[请领]|领取){_AID_NAMED}(?:申[请领报]|享受|发放)?(?:条件|的|，)"
)
_RAISES_CALLED: Final = re.compile(
    f"{_AID_NAMED}(?:的)?(?:标准|金额|额度|比例)?(?:可|相应|再|均|分别)*(?:上浮|提高|上调|增加|增发)"
)
_BESIDES: Final = re.compile("(?:^|，)(?:则|可|还可)?(?:再|另外?|额外)按(?:照)?每")  # 吸纳3人以上的，再按每人1000元给予
_AGAIN: Final = 0.8  # how much of a condition another must hold to ask for it too


@dataclass(frozen=True, slots=True)
class Raise:
    """By how much an offer raises another: to a value of its own, by a share of it, by so many points or 元."""

    to: bool
    factor: float = 1.0
    points: float = 0.0
    sum: float = 0.0


@cache
def offering() -> Rules:
    """Return the rules by which what an offer says beside its conditions is told."""
    return parse("offer", (files("graph") / "rules" / "offer.toml").read_text("utf-8"))


def raises(text: str) -> Raise | None:
    """Tell by how much an offer raises another; None where it raises none, or only what goes beyond a bound.

    >>> raises("补助比例提高至12%"), raises("高新技术企业在上述标准基础上上浮20%").factor, raises("按10%给予补助")
    (Raise(to=True, factor=1.0, points=0.0, sum=0.0), 1.2, None)
    >>> raises("补助比例提高5个百分点").points, raises("超出部分每标箱补助提高到300元")
    (5.0, None)
    """
    rules = offering()
    if rules["beyond"].regex.search(text):
        return None
    if by := rules["raise-by"].regex.search(text):
        value, unit = number(by["value"]), by["unit"]
        if unit == "个百分点":
            return Raise(False, points=value)
        if unit.endswith("元"):
            return Raise(False, sum=value * (10_000 if unit == "万元" else 1))
        return Raise(False, 1 + value / (1 if unit == "倍" else 100))
    return Raise(True) if rules["raise-to"].regex.search(text) else None


def raised(schemes: Iterable[Scheme]) -> tuple[Scheme, ...]:
    """Return the schemes in order, each that raises another of its clause with all that it rests on."""
    found: list[Scheme] = []
    wanted = tuple(with_subject(tuple(schemes)))
    for told in wanted:
        scheme = _pointed(told, found)
        for read in (each_in_turn, bounded_by_its_own, of_its_own_prize, grown_in_itself, first_of_them):
            scheme = read(scheme)
        if found and (both := _lower_of(found[-1], scheme)):
            found[-1] = both
            continue
        if found and found[-1].place.iri == scheme.place.iri and (grown := grown_by(scheme, found[-1])):
            found[-1] = grown
            continue
        if (more := added_each(scheme)) and (plain := _base(scheme, found)):
            found.append(replace(_rested(scheme, plain, Raise(False)), more=more))
            continue
        if tops := on_top(scheme, found):
            found += tops
            continue
        if tops := further(scheme, _paid_before(scheme, found)):
            found += tops
            continue
        if parts := _parts_of(scheme, wanted, found):
            found += parts
            continue
        if some := for_some(scheme, _below(scheme, wanted) or [one for one in (_base(scheme, found),) if one]):
            found += some
            continue
        if _BESIDES.search(scheme.place.quote) and not scheme.soft and (plain := _base(scheme, found)):
            found.append(_rested(scheme, plain, None))
            continue
        how = raises(_own_words(scheme))
        base = _base(scheme, found) if how or _varies(scheme) else None
        if base and how and not how.to and (beside := _tiers_of(base, found)):
            scheme = _unbounded(scheme, beside)
            found += [_rested(_freed(scheme, one, beside), one, how) for one in _spoken_of(scheme, beside)]
            continue
        tiers = [] if base or not how else _below(scheme, wanted) or _told_of(scheme, wanted)
        if how and not (base or tiers or how.to) and (tiers := _called_so(told, wanted)):
            scheme = _without_name(scheme)
            found += [
                replace(_rested(_own_alone(scheme, one), one, how, whole=True), raises=one.group) for one in tiers
            ]
            continue
        found += [_rested(scheme, one, how) for one in tiers] or [_rested(scheme, base, how) if base else scheme]
    rested = {one.place.quote for scheme in found for one in scheme.under}
    found = [scheme if scheme.place.quote in rested else only_within(scheme) for scheme in found]
    return tuple(_named(remainder(scheme, found), found) for scheme in found)


def _pointed(scheme: Scheme, before: Sequence[Scheme]) -> Scheme:
    """Put the projects that the offer before it of its clause names where one only points to them: 上述项目任务."""
    points = [need for need in scheme.requirements if need.attr == PROJECT and _POINTS.match(str(need.value))]
    same = [one for one in before if one.place.iri == scheme.place.iri]
    named = [need for one in reversed(same) for need in one.requirements if need.attr == PROJECT]
    if not points or not named:
        return scheme
    needs = tuple(
        replace(need, op=named[0].op, value=named[0].value, value_key=named[0].value_key) if need in points else need
        for need in scheme.requirements
    )
    return replace(scheme, requirements=needs)


def _parts_of(scheme: Scheme, schemes: Sequence[Scheme], before: Sequence[Scheme]) -> list[Scheme]:
    """Return an offer of a share of others' sums, once for each of them: 个体工商户按上述标准的50%奖励.

    The others are those of its clause, of the clause that it names, or of the one before (参照前条标准).
    """
    rate = scheme.rate
    rule = offering()["share-of-others"].regex.match(rate.of or "") if rate else None
    if rate is None or rule is None or scheme.amount or not before:
        return []
    place = scheme.place.iri
    if label := rule["label"]:
        tiers = [one for one in schemes if _labelled(one, scheme, label)]
    else:
        if rule["before"]:
            place = next((one.place.iri for one in reversed(before) if one.place.iri != place), place)
        tiers = [one for one in before if one.place.iri == place or one.place.iri.startswith(f"{place}/")]
    if (like := _STANDARD_OF.search(scheme.place.quote)) and any(like["what"] in one.place.quote for one in tiers):
        tiers = [one for one in tiers if like["what"] in one.place.quote]  # 按主导制定奖励标准的50%
    how = Raise(False, rate.value / 100)
    own = _with_recipient(scheme)
    pairs = [in_place_of(own, one) for one in tiers if not one.soft and not _varied(one)]
    return [
        _rested(_of_tier(_without_short(part, one), one), _without_rivals(one, part.requirements), how)
        for part, one in pairs
    ]


def _of_tier(scheme: Scheme, base: Scheme) -> Scheme:
    """Ask of several levels or grades that an offer names for all tiers (国家级、省级众创空间) that of its tier."""
    needs = tuple(_tier_of(need, base) for need in scheme.requirements)
    return scheme if needs == scheme.requirements else replace(scheme, requirements=needs)


def _tier_of(need: Requirement, base: Scheme) -> Requirement:
    if need.op != "in" or not isinstance(need.value, str):
        return need
    named = re.split("、|和|或者?|及|以及", need.value)
    own = [one for one in base.requirements if one.attr == need.attr and one.op == "=" and one.value in named]
    return replace(need, op="=", value=own[0].value, value_key=own[0].value_key) if len(own) == 1 else need


def _without_short(scheme: Scheme, base: Scheme) -> Scheme:
    """Leave out what only names in short what the other asks for: 首次纳统 of 首次月度纳入限额以上统计."""
    longer = [need.attr for need in base.requirements if need.value is True]
    return _kept(scheme, [not any(_short_for(need.attr, one) for one in longer) for need in scheme.requirements])


def _kept(scheme: Scheme, keep: Sequence[bool]) -> Scheme:
    """Return the scheme with the conditions that `keep` says; as it is where none would be left."""
    formula = without(scheme.formula, {order for order, stays in enumerate(keep, 1) if not stays})
    needs = tuple(need for need, stays in zip(scheme.requirements, keep, strict=True) if stays)
    return scheme if formula is None else replace(scheme, requirements=needs, formula=formula)


def _short_for(short: str, whole: str) -> bool:
    letters = iter(whole)
    return 3 <= len(short) < len(whole) and short[:2] == whole[:2] and all(letter in letters for letter in short)


def _with_recipient(scheme: Scheme) -> Scheme:
    """Ask for whom the offer names where no condition does: 个体工商户首次纳统的."""
    who, asked = scheme.beneficiary, [need for need in scheme.requirements if not need.implied]
    if (
        not who
        or "的" in who
        or _DONE_BY.search(who)
        or any(coverage(key(who), (need.key, need.value_key)) >= _AGAIN for need in asked)
    ):
        return scheme
    need = Requirement(
        "申请人类型", who, scheme.place, "=", who, key=key("申请人类型"), value_key=key(who), family="kind"
    )
    if not asked:
        return replace(scheme, requirements=(need,), formula=1)
    own = _kept(scheme, [not one.implied for one in scheme.requirements])
    return replace(own, requirements=(*asked, need), formula=("and", (own.formula, len(asked) + 1)))


def _without_rivals(base: Scheme, own: Sequence[Requirement]) -> Scheme:
    """Take out what another condition stands for: 全日托 where 半日托 is asked for, 护理员 where 保育员 is; say of
    what was done in one role (主导制定国家标准) that it be done in the other (参与制定)."""
    if role := next((match for other in own if (match := _ROLE.match(other.attr)) and other.value is True), None):
        needs = tuple(_in_role(need, role) for need in base.requirements)
        if needs != base.requirements:
            return replace(base, requirements=needs)
    if done := next((match for one in own if (match := _DONE_TO.match(one.attr)) and one.value is True), None):
        needs = tuple(_done_so(need, done) for need in base.requirements)
        if needs != base.requirements:
            return replace(base, requirements=needs)
    gone = {
        order
        for order, need in enumerate(base.requirements, 1)
        if need.value is True and any(_rivals(need.attr, other.attr) for other in own if other.value is True)
    }
    left = tuple(need for order, need in enumerate(base.requirements, 1) if order not in gone)
    formula = without(base.formula, gone)
    return replace(base, requirements=left, formula=formula) if gone and left and formula is not None else base


def _in_role(need: Requirement, role: re.Match[str]) -> Requirement:
    own = _ROLE.match(need.attr) if need.value is True else None
    if own is None or own["role"] == role["role"] or not need.attr.removeprefix(own["role"]).startswith(role["done"]):
        return need
    attr = f"{role['role']}{need.attr.removeprefix(own['role'])}"
    return replace(need, attr=attr, text=attr, key=key(attr))


def _done_so(need: Requirement, done: re.Match[str]) -> Requirement:
    """Say of the thing that a condition names that this is done to it: 修订国家标准, where 修订标准 is paid by what
    制定国家标准 is."""
    own = _DONE_TO.match(need.attr) if need.value is True else None
    if own is None or own["deed"] == done["deed"] or not own["thing"].endswith(done["thing"]):
        return need
    attr = f"{own['role']}{done['deed']}{own['thing']}"
    return replace(need, attr=attr, text=attr, key=key(attr))


def _rivals(one: str, other: str) -> bool:
    """Tell whether two short names differ in their first words alone: they are two of one kind."""
    short = max(len(one), len(other)) <= _SHORT
    return short and one != other and one[-1] == other[-1] and (one[-2:] == other[-2:] or one[-1] in "员工户者人")


def _varied(scheme: Scheme) -> bool:
    """Tell whether an offer is itself a share of others' sums or raises them."""
    share = scheme.rate and offering()["share-of-others"].regex.match(scheme.rate.of or "")
    return bool(share or raises(_own_words(scheme)) or offering()["of-others"].regex.search(scheme.place.quote))


def _named(scheme: Scheme, found: Sequence[Scheme]) -> Scheme:
    """Put beside 符合第三条规定 what an offer of that clause asks for, any of them where it makes several."""
    for need in scheme.requirements:
        match = offering()["meets"].regex.match(need.attr) if need.value is True else None
        named = [one for one in found if match and _labelled(one, scheme, match["label"], match["item"])]
        named = [only_on(one, match["topics"], one.place.path) for one in named] if match and match["topics"] else named
        if any(one.attr == _GRADE for one in scheme.requirements):
            named = [_ungraded(one) for one in named]
        first = [one for one in named if not (one.under or raises(_own_words(one)) or _BESIDES.search(one.place.quote))]
        if tiers := first or named:
            return _asking_too(scheme, scheme.requirements.index(need), tiers)
    return scheme


def _ungraded(tier: Scheme) -> Scheme:
    """Return a tier without the degree that it alone is for, where the offer that points to it is for a degree too."""
    parts = tier.formula[1] if not isinstance(tier.formula, int) and tier.formula[0] == "and" else ()
    gone = {part for part in parts if isinstance(part, int) and tier.requirements[part - 1].attr == _GRADE}
    left = without(tier.formula, gone) if gone else None
    if left is None:
        return tier
    kept = tuple(need for order, need in enumerate(tier.requirements, 1) if order not in gone)
    return replace(tier, requirements=kept, formula=left)


def _asking_too(scheme: Scheme, told: int, tiers: Sequence[Scheme]) -> Scheme:
    """Put what one of `tiers` asks beside the condition `told`; what the offer itself asks is not asked twice."""
    own = {_question(need) for need in scheme.requirements}
    of_all = set.intersection(*({_question(need) for need in one.requirements} for one in tiers)) - own
    needs: list[Requirement] = []

    def kept(tier: Scheme, wanted: Collection[tuple[object, ...]]) -> Formula | None:
        gone = {at for at, need in enumerate(tier.requirements, 1) if _question(need) not in wanted}
        left = without(tier.formula, gone)
        if left is None:
            return None
        told_here = [need for at, need in enumerate(tier.requirements, 1) if at not in gone]
        numbers = {at: at + len(needs) for at in range(1, len(told_here) + 1)}
        needs.extend(told_here)
        return replaced(left, numbers)

    shared = kept(tiers[0], of_all)
    apart = [kept(one, {_question(need) for need in one.requirements} - of_all - own) for one in tiers]
    ways = tuple(way for way in apart if way is not None)
    either = (ways if len(ways) == 1 else (("or", ways),)) if len(ways) == len(tiers) else ()
    asked = tuple(part for part in (shared, *either) if part is not None)
    if not asked:
        return scheme
    numbers: dict[int, Formula] = {at: at + len(needs) for at in range(1, len(scheme.requirements) + 1)}
    numbers[told + 1] = ("or", (asked[0] if len(asked) == 1 else ("and", asked), told + 1 + len(needs)))
    formula = replaced(scheme.formula, numbers)
    whole = list(scheme.requirements)
    whole[told] = replace(whole[told], untold=False)  # who does not tell that all of it is met is held to its parts
    return replace(scheme, requirements=(*needs, *whole), formula=formula)


def _question(need: Requirement) -> tuple[object, ...]:
    return need.key, need.op, need.value, need.unit


def _labelled(other: Scheme, scheme: Scheme, label: str, item: str | None = None) -> bool:
    """Tell whether another offer stands in the clause of a label, or in an item of it: 第三条, 第三条第（二）项.

    In a document in articles the number of an item is no label: 第一条 is not （一） of another.
    """
    steps = other.place.path.split("/")
    bare = [step.strip("()（）") for step in steps]
    if f"第{label}条" in steps:
        at = steps.index(f"第{label}条")
    elif bare[-1] == label and not any(_ARTICLE.fullmatch(step) for step in steps):
        at = len(steps) - 1
    else:
        return False
    inside = item is None or item in bare[at + 1 :]
    return other.place.document == scheme.place.document and inside and other is not scheme


def _lower_of(base: Scheme, scheme: Scheme) -> Scheme | None:
    """Return `base` with the share that it may not go beyond (且不超过投资额的30%); None where `scheme` is no such."""
    bounds = offering()["share"].regex.match(scheme.place.quote) and scheme.place.iri == base.place.iri
    if not bounds or base.rate or base.amount is None or scheme.rate is None or scheme.amount:
        return None
    cap = scheme.cap or base.cap
    return replace(base, rate=replace(scheme.rate, op="<="), cap=cap)


def _own_words(scheme: Scheme) -> str:
    """Return the words that make the offer: where it only raises another, the condition that keeps by how much."""
    said = [need.text for need in scheme.requirements if _of_sum(need)]
    return "，".join([scheme.place.quote, *said])


def _varies(scheme: Scheme) -> bool:
    return bool(offering()["variant"].regex.match(scheme.place.quote))


def _base(scheme: Scheme, before: list[Scheme]) -> Scheme | None:
    """Return the offer that is raised: the last of the same clause that raises none itself and has such a sum."""
    for other in reversed(before):
        if other.place.iri != scheme.place.iri:
            return None
        if not other.soft and not raises(_own_words(other)) and (other.kind == scheme.kind or scheme.soft):
            if scheme.amount and other.rate and not other.amount and not _raised_cap(scheme):
                continue
            return other
    return None


def _paid_before(scheme: Scheme, before: Sequence[Scheme]) -> list[Scheme]:
    """Return the last offer of the clause that rests on no other, with its tiers: what another is paid besides."""
    same = [one for one in before if one.place.iri == scheme.place.iri and not one.soft and not one.under]
    return [one for one in same if one.place.quote == same[-1].place.quote or _of_grade(one, same[-1])] if same else []


def _of_grade(one: Scheme, other: Scheme) -> bool:
    """Tell whether two offers of a clause are one for two grades: 本科每人奖励8000元，专科每人奖励6000元."""
    if not (one.amount and other.amount and one.amount.per == other.amount.per) or one.rate or other.rate:
        return False
    mine, others = ({(need.attr, need.op, str(need.value)) for need in of.requirements} for of in (one, other))
    apart = mine ^ others
    return len(apart) == 2 and len({attr for attr, *_ in apart}) == 1 and all(op == "=" for _, op, _ in apart)


def _tiers_of(base: Scheme, found: Sequence[Scheme]) -> list[Scheme]:
    """Return all tiers of the offer that is raised, where it has several: 补助比例相应提高2个百分点 raises each."""
    tiers = [
        one
        for one in found
        if one.place.iri == base.place.iri and one.kind == base.kind and not one.under and _alike(one, base)
    ]
    return tiers if len(tiers) > 1 and not any(raises(_own_words(one)) for one in tiers) else []


def _spoken_of(scheme: Scheme, tiers: list[Scheme]) -> list[Scheme]:
    """Return the tiers that the words of an offer name by what sets them apart: 其中，首次认定企业…; all for none."""
    said = key(scheme.place.quote)
    named = [
        one
        for one in tiers
        if any(coverage(need.key, (said,)) >= _AGAIN for need in _apart(one, tiers) if need.value is True)
    ]
    return named or tiers


def _unbounded(scheme: Scheme, tiers: Sequence[Scheme]) -> Scheme:
    """Return the offer without the bounds of a tier that its own words do not name: it raises every tier by its own."""
    bounds = {_question(need) for one in tiers for need in one.requirements if need.numeric}
    keep = [_question(need) not in bounds or need.text in scheme.place.quote for need in scheme.requirements]
    return _kept(scheme, keep) if any(keep) else scheme


def _apart(tier: Scheme, tiers: Sequence[Scheme]) -> list[Requirement]:
    """Return what one tier asks for and not every other."""
    return [
        need
        for need in tier.requirements
        if any(all(need.key != other.key for other in one.requirements) for one in tiers)
    ]


def _freed(scheme: Scheme, base: Scheme, tiers: Sequence[Scheme]) -> Scheme:
    """Return the offer without what only other tiers than `base` ask for, which it was taken to rest on."""
    own = {need.key for need in base.requirements}
    rivals = {need.key for one in tiers if one is not base for need in _apart(one, tiers)} - own
    keep = [need.key not in rivals for need in scheme.requirements]
    return _kept(scheme, keep) if any(keep) else scheme


def _alike(one: Scheme, base: Scheme) -> bool:
    """Tell whether both pay a share, or both a sum for each of the same."""
    if one.rate and base.rate:
        return True
    return bool(one.amount and base.amount and one.amount.per == base.amount.per and not (one.rate or base.rate))


def _raised_cap(scheme: Scheme) -> bool:
    """Tell whether the only sum of an offer that raises is a higher cap: 比例提高2个百分点，最高额度提高至600万元."""
    return bool(scheme.amount and scheme.amount.op in ("<=", "<") and raises(_own_words(scheme)))


def _below(scheme: Scheme, schemes: Iterable[Scheme]) -> list[Scheme]:
    """Return the offers of the items of the clause, or of its table, which its own words raise: 每亩提高20元."""
    inside = [one for one in schemes if one.kind == scheme.kind and one is not scheme and _under(one, scheme)]
    return [one for one in inside if not one.soft and not raises(_own_words(one))]


def _under(one: Scheme, scheme: Scheme) -> bool:
    in_table = "\t" in one.place.quote and one.place.iri == scheme.place.iri
    return in_table or one.place.iri.startswith(f"{scheme.place.iri}/")


def _told_of(scheme: Scheme, schemes: Iterable[Scheme]) -> list[Scheme]:
    """Return the offers of another clause that one raises by its name: 申报第五条补助的，补助比例上浮2个百分点."""
    match = offering()["of-clause"].regex.search(_own_words(scheme))
    if not match:
        return []
    return [one for one in schemes if not one.soft and _labelled(one, scheme, match["label"], match["item"])]


def _called_so(scheme: Scheme, schemes: Iterable[Scheme]) -> list[Scheme]:
    """Return the offers that one raises by what they are called: 符合购房补贴条件的…，补贴标准上浮20%."""
    said = "，".join([_own_words(scheme), *(need.text for need in scheme.requirements)])
    match = _MEETS_CALLED.search(said) or _RAISES_CALLED.search(said)
    called = names(match["name"]) if match else frozenset[str]()
    classes = [letters(need.attr) for need in scheme.requirements if need.place.iri == scheme.place.iri]
    wanted = [one for one in classes if one]
    every = [one for one in schemes if one.place.document == scheme.place.document]
    before = every[: every.index(scheme)] if scheme in every else every
    return [
        one
        for one in before
        if one.place.iri != scheme.place.iri
        and (called & (names(one.place.quote) or one.names))
        and not (one.soft or _varied(one) or _of_other_classes(one, wanted))
    ]


def _of_other_classes(tier: Scheme, wanted: Collection[frozenset[str]]) -> bool:
    own = [marks for need in tier.requirements if need.place.iri == tier.place.iri and (marks := letters(need.attr))]
    return bool(wanted and own) and not any(one & other for one in own for other in wanted)


def _own_alone(scheme: Scheme, tier: Scheme) -> Scheme:
    """Return an offer with what its own clause asks, which is added to a tier of another that asks all else itself.

    Of which class one is, is asked once: the tier was taken for the class that the offer names.
    """
    groups = class_groups(scheme)
    path = scheme.place.path
    own = {at for at, need in enumerate(scheme.requirements, 1) if need.place.path == path}
    classed = {at for group in groups if own & set(group) for at in group}
    own = own - classed if class_groups(tier) else own | classed
    return _kept(scheme, [at in own for at in range(1, len(scheme.requirements) + 1)])


def _without_name(scheme: Scheme) -> Scheme:
    """Leave out that what the other offers ask for is met, where it is asked for itself."""
    return _kept(scheme, [not (need.value is True and _MEETS.fullmatch(need.attr)) for need in scheme.requirements])


def _rested(scheme: Scheme, base: Scheme, how: Raise | None, whole: bool = False) -> Scheme:
    """Put an offer on the base it rests on; `whole` keeps all that the base asks, whatever is told anew."""
    own = [need for need in scheme.requirements if not (_of_sum(need) or need.implied or _listed_above(need, base))]
    stated = [
        need for need in own if need.place.path == scheme.place.path and not whole
    ]  # what all offers ask for replaces nothing
    anew = {order for order, need in enumerate(base.requirements, 1) if _again(need, stated)}
    anew |= {order for ways in choices(base.formula) if ways & anew for order in ways}  # one way of a choice told anew
    free = [one for one in scheme.rules.exempt if one.article and one.of(scheme.place.path)]
    asked = [
        need
        for order, need in enumerate(base.requirements, 1)
        if need not in own and order not in anew and not any(one.spares(need.place.path) for one in free)
    ]
    rate, amount, cap = scheme.rate, scheme.amount, scheme.cap or base.cap
    if how is not None and not how.to and _raised_cap(scheme) and base.rate:
        amount, cap = None, scheme.amount
    if how is None or how.to:
        rate = replace(rate, of=rate.of or base.rate.of) if rate and base.rate else rate
        amount = replace(amount, per=amount.per or base.amount.per) if amount and base.amount else amount
    else:
        rate, amount = _scaled(base.rate, how.factor, how.points), _scaled(base.amount, how.factor, how.sum)
    return combined(scheme, base, asked, own, rate=rate, amount=amount, cap=cap, floor=scheme.floor or base.floor)


def _listed_above(need: Requirement, base: Scheme) -> bool:
    """Whether a condition only points to the list that the offer before asks for: 列入上述目录."""
    pointed = isinstance(need.value, str) and _ABOVE.fullmatch(need.value)
    return bool(pointed) and any(_LIST.search(one.attr) for one in base.requirements)


def _scaled(sums: Quantity | None, factor: float, more: float) -> Quantity | None:
    return sums and replace(sums, value=round(sums.value * factor + more, 9))


def _of_sum(need: Requirement) -> bool:
    """Whether a condition only repeats by how much the sum is raised."""
    return need.op is None and not need.implied and raises(need.text) is not None


def _again(need: Requirement, own: list[Requirement]) -> bool:
    """Tell whether the offer that raises asks for `need` itself, in words or with another bound."""
    return any(
        other.key == need.key
        or (not need.numeric and (coverage(need.key, (other.key,)) >= _AGAIN or bool(excludes(need.key, other.key))))
        for other in own
    )
