"""From verdicts on all tiers to one answer: which offer is meant, which tier counts, what may be added up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.eligibility.answering.relevance import Profiles, groups, touched
from graph.eligibility.kleene import Truth
from graph.eligibility.language.pairs import pairs
from graph.eligibility.language.quantity import dimension, shown, unit_of
from graph.eligibility.language.thesaurus import rungs_in
from graph.eligibility.matching.match import Check
from graph.eligibility.matching.place import inside
from graph.eligibility.matching.verdict import Verdict
from graph.eligibility.scheme import Requirement
from graph.eligibility.sums.of_which import with_the_rest
from graph.eligibility.sums.sorts import together
from graph.eligibility.sums.spells import spell_in

__all__ = ["Outcome", "choose", "outcome", "total"]


_LEAST = -1.0  # what an offer can lose for what was left out
_ASKED = 1.6  # what the words of a question count for, against what of an offer is told
_ENOUGH = 6.0  # from how much that is told on the best offer stands for all: less is little to go by
_AS_NEAR = 0.85
_NOMINATED = "提名"
_ACRONYM = re.compile("（([A-Z]{2,6})）")
_AS_MUCH = 0.85
_DEED = re.compile("新建|改造|扩建|改建|购[买置]|组织|开行|举办|引进|招用|种植|养殖|开设|设立|租赁?|建设")
_COUNTED_IN = re.compile("(?<!不)含(?!税)|及以[上下]")
_TITLES = frozenset({"称号", "称号级别", "等次", "奖项", "学历或技能等级"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer for one offer: eligible or not or unknown, the sum in 元, what is missing, the tier that counts."""

    eligible: Truth
    amount: float | None
    missing: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    tier: Verdict | None = None
    notes: tuple[str, ...] = ()


def choose(verdicts: Sequence[Verdict], near: Mapping[str, float] | None = None) -> Outcome | None:
    """Return the answer for the offer that facts and words speak of most; None where they speak of none.

    `near` says how near the words of a question are to each group (`relevance.Profiles.near`); without a question, the
    words of the facts are held against the offers.
    """
    if not near and not any(verdict.told for verdict in verdicts):
        return None
    if not near:
        near = Profiles([verdict.scheme for verdict in verdicts]).near(verdicts[0].words)
    by_group, told = groups(verdicts), touched(verdicts)
    best = max(told.values(), default=0.0)
    scores = {
        name: max(value / max(best, _ENOUGH) if best > 0 else value, _LEAST)
        + (_ASKED * near.get(name, 0.0) if near else 0.0)
        for name, value in told.items()
    }
    if not scores:
        return None
    top = max(scores, key=lambda name: scores[name])
    found = outcome(by_group[top])
    if found.eligible is None:  # who tells all that another asks for, as near, and not what this one asks, means that
        for name in sorted(scores, key=lambda name: -scores[name]):
            close = scores[name] >= _AS_NEAR * scores[top] and told[name] >= _AS_MUCH * told[top]
            if name != top and close and (other := outcome(by_group[name])).eligible and other.amount is not None:
                return other
    return found


def outcome(tiers: Sequence[Verdict]) -> Outcome:
    """Return the answer for one offer from the verdicts on its tiers."""
    standing = [verdict for verdict in tiers if verdict.status != "closed"]
    if not standing:
        return Outcome(False, 0.0, (), tuple(tiers), tiers[0], tiers[0].notes[:1])
    paying = [verdict for verdict in standing if not verdict.scheme.soft or verdict.tiers]
    # beside offers of a sum, what names none (每人每年享受补贴不超过3次) is how they are paid, and alone no offer
    yes = [_with_tier(verdict) for verdict in paying or standing if verdict.status == "eligible"]
    if yes:
        return _resolved(yes, tuple(tiers))
    closest = _closest(_meant(standing))
    if closest.status == "unknown":
        return Outcome(None, None, closest.missing, tuple(tiers), closest)
    return Outcome(False, 0.0, (), tuple(tiers), closest)


def total(verdicts: Sequence[Verdict]) -> tuple[float, tuple[str, ...]]:
    """Return the most that can be had from all offers together, and how it comes about.

    Of one offer one tier counts; where a document rules out having several, its best counts alone; of regions that do
    not lie in each other, one. What is paid by the month or year is left out, and so is the same clause of the same
    document that the store holds from a second file.
    """
    offers: dict[str, list[tuple[float, Verdict]]] = defaultdict(list)
    seen: dict[tuple[str, ...], str] = {}
    for tiers in groups(verdicts).values():
        found = outcome(tiers)
        if found.eligible and found.amount and found.tier and not found.tier.amount.period:
            place = found.tier.scheme.place
            said = ("".join(place.title.split()), place.path, "".join(place.quote.split()))
            if seen.setdefault(said, place.document) == place.document:
                offers[place.document].append((found.amount, found.tier))
    kept = [_admissible(of) for of in offers.values()]
    best: tuple[float, tuple[str, ...]] = (0.0, ())
    for region in dict.fromkeys(of[0][1].scheme.region for of, _ in kept):
        there = [(of, rule) for of, rule in kept if not region or inside(region, of[0][1].scheme)]
        sums = [_held(of) for of, _ in there]
        whole = round(sum(value for value, _ in sums), 2)
        if whole > best[0]:
            terms = [_term(value, tier, rule) for of, rule in there for value, tier in of]
            best = whole, (*terms, *(said for _, said in sums if said))
    return best


def _held(offers: list[tuple[float, Verdict]]) -> tuple[float, str]:
    """Return what the offers of one document come to under the ceiling that it sets on all, and what it says of it."""
    whole, rule = sum(value for value, _ in offers), offers[0][1].scheme.rules.ceiling
    free = sum(value for value, tier in offers if rule and rule.spares(tier.scheme.place.path))
    if rule is None or whole - free <= rule.value:
        return whole, ""
    return free + rule.value, f"{rule.place.path}“{rule.place.quote}”：合计不超过{shown(rule.value, '元')}"


def _admissible(offers: list[tuple[float, Verdict]]) -> tuple[list[tuple[float, Verdict]], str]:
    rule = offers[0][1].scheme.rules.exclusive
    if rule is None or len(offers) == 1:
        return offers, ""
    return [max(offers, key=lambda pair: pair[0])], f"（{rule.path}“{rule.quote}”，只取最高的一项）"


def _term(value: float, tier: Verdict, rule: str) -> str:
    return f"{tier.scheme.name}：{shown(value, '元')}{rule}"


def _with_tier(verdict: Verdict) -> Verdict:
    """Give a verdict that refers to the tiers of another scheme the sum of the tier that counts."""
    if not verdict.tiers:
        return verdict
    found = _resolved(list(verdict.tiers), verdict.tiers)
    sums = replace(found.tier.amount, value=found.amount) if found.tier else verdict.amount
    return replace(verdict, amount=sums, notes=(*verdict.notes, *found.notes))


def _resolved(yes: list[Verdict], tiers: tuple[Verdict, ...]) -> Outcome:
    paid = [verdict for verdict in yes if not verdict.scheme.soft or verdict.amount.value is not None] or yes
    paid = _nominated(_by_own_words(_by_acronym(paid)))
    if len(paid) > 1:
        paid, note = _border(paid)
        if note:
            values = {verdict.amount.value for verdict in paid}
            if len(values) > 1:
                return Outcome(True, None, (), tiers, paid[0], (note,))
    if whole := with_the_rest(paid):
        return Outcome(True, whole.amount.value, whole.amount.missing, tiers, whole, whole.notes)
    by_spell = [one for one in paid if one.amount.base and spell_in(one.amount.base.attr)]
    if whole := together(by_spell):
        return Outcome(True, whole.amount.value, whole.amount.missing, tiers, whole, whole.notes)
    paid = _special(paid)
    if both := _counted_apart(paid):
        return replace(both, verdicts=tiers)
    best = max(paid, key=lambda verdict: (_spoken(verdict), verdict.amount.value or 0.0))
    rule = best.scheme.rules.exclusive
    if len({_attributes(verdict) for verdict in paid}) == 1 or (rule is not None and "高" in rule.quote):
        best = max(paid, key=lambda verdict: verdict.amount.value or 0.0)
    best = together(paid) or best
    notes = best.notes
    return Outcome(True, best.amount.value, best.amount.missing, tiers, best, notes)


def _by_own_words(paid: list[Verdict]) -> list[Verdict]:
    """Drop what only goes by the same word elsewhere, where the clause pays both: 主导制定 for who said 主导修订."""
    return [one for one in paid if not any(_said_rather(other, one) for other in paid if other is not one)] or paid


def _by_acronym(paid: list[Verdict]) -> list[Verdict]:
    """Keep the offers of which the short name in brackets is told, where each has one: （SC） beside （TC）."""
    short = [frozenset(_ACRONYM.findall("".join(need.attr for need in one.scheme.requirements))) for one in paid]
    told = [" ".join(check.fact.words for check in one.checks if check.fact) for one in paid]
    own = [one for one, names, said in zip(paid, short, told, strict=True) if any(name in said for name in names)]
    apart = len(set(short)) > 1 and all(short)
    return own if own and apart else paid


def _nominated(paid: list[Verdict]) -> list[Verdict]:
    """Keep the offers for who was nominated alone, where that is told: 提名奖 is no prize of its own name."""
    for_it = [one for one in paid if any(_NOMINATED in str(need.value) + need.attr for need in one.scheme.requirements)]
    told = any(_NOMINATED in check.fact.words + check.fact.attr for one in for_it for check in one.checks if check.fact)
    return for_it if for_it and told else paid


def _said_rather(one: Verdict, other: Verdict) -> bool:
    for check in one.checks:
        for beside in other.checks if check.need.value is True and check.fact else ():
            if check.need.key != beside.need.key or check.need.attr == beside.need.attr or not check.fact:
                continue
            said = check.fact.words or one.words
            own, rival = pairs(check.need.attr), pairs(beside.need.attr)
            if sum(pair in said for pair in own - rival) > sum(pair in said for pair in rival - own):
                return True
    return False


def _counted_apart(paid: list[Verdict]) -> Outcome | None:
    """Add up tiers that are each paid for a count of its own: 300 of one grade and 80 of another, under one cap."""
    bases = [verdict.amount.base for verdict in paid]
    counts = {fact.key for fact in bases if fact and dimension(fact.unit) == "Count" and rungs_in(fact.attr)}
    values = [verdict.amount.value for verdict in paid]
    if len(paid) < 2 or len(counts) < len(paid) or any(value is None for value in values):
        return None
    best = max(paid, key=lambda verdict: verdict.amount.value or 0.0)
    caps = [verdict.scheme.cap.value for verdict in paid if verdict.scheme.cap and verdict.scheme.cap.unit == "元"]
    whole = min([round(sum(value or 0.0 for value in values), 2), *caps])
    steps = (*(step for verdict in paid for step in verdict.amount.steps), f"合计{shown(whole, '元')}")
    best = replace(best, amount=replace(best.amount, value=whole, steps=steps))
    return Outcome(True, whole, best.amount.missing, (), best, best.notes)


def _border(paid: list[Verdict]) -> tuple[list[Verdict], str]:
    """Take the tier that counts a number in that lies on the border of two: by （含） of one alone, else by a rule.

    The rule is the document's, which lets 以上 count it in. Without either both stay, with a sentence that says so.
    """
    for one in paid:
        for other in paid:
            need = _meets(one, other)
            if need is None:
                continue
            bound, rule = _bound(other, need), other.scheme.rules.inclusive
            counted = [_COUNTED_IN.search(text) is not None for text in (need.text, bound.text)]
            if rule is None and counted[0] is not counted[1]:  # 20万元（含）以下 beside 20万元以上
                return [verdict for verdict in paid if verdict is not (other if counted[0] else one)], ""
            above = [verdict for verdict in paid if "以上" in _bound(verdict, need).text]
            if rule is not None and len(above) == 1:
                return above, ""
            value = shown(need.value, need.unit) if isinstance(need.value, float) else str(need.value)
            return paid, (
                f"{need.attr}{value}正好落在两档的交界（“{need.text}”和“{bound.text}”），"
                "原文没有写明算哪一档，金额要问主管部门"
            )
    return paid, ""


def _meets(low: Verdict, high: Verdict) -> Requirement | None:
    """Return the upper bound of `low` that is the lower bound of `high`."""
    for need in low.scheme.requirements:
        if need.op == "<=" and need.numeric and not any(_same_bound(need, one) for one in high.scheme.requirements):
            for other in high.scheme.requirements:
                if other.op == ">=" and other.key == need.key and other.value == need.value:
                    return need
    return None


def _same_bound(one: Requirement, other: Requirement) -> bool:
    return one.key == other.key and one.op == other.op and one.value == other.value


def _bound(verdict: Verdict, need: Requirement) -> Requirement:
    own = [one for one in verdict.scheme.requirements if one.key == need.key]
    return next((one for one in own if one.value == need.value), own[0] if own else need)


def _special(paid: list[Verdict]) -> list[Verdict]:
    """Drop each tier that another one includes: higher bounds on the same, or the same conditions and more."""
    return [one for one in paid if not any(_beyond(other, one) for other in paid if other is not one)] or paid


def _beyond(high: Verdict, low: Verdict) -> bool:
    ups, downs = _lows(high), _lows(low)
    if not downs.keys() <= ups.keys() or _names(high) != _names(low):
        more = _attributes(high) > _attributes(low)
        return more and all(ups.get(name, 0.0) >= value for name, value in downs.items())
    return all(ups[name] >= value for name, value in downs.items()) and any(
        ups[name] > downs.get(name, float("-inf")) for name in ups
    )


def _lows(verdict: Verdict) -> dict[str, float]:
    found: dict[str, float] = {}
    for check in verdict.checks:
        need = check.need
        if need.op in (">=", ">") and isinstance(need.value, float):
            name = check.fact.key if check.fact else need.key  # tiers may name one thing by longer and shorter words
            unit = unit_of(need.unit) if need.unit else None
            value = need.value * unit.base_factor if unit else need.value  # 1亿美元 is beyond 5000万美元
            found[name] = max(value, found.get(name, value))
    return found


def _names(verdict: Verdict) -> frozenset[tuple[str, str]]:
    return frozenset((need.key, need.value_key) for need in verdict.scheme.requirements if not need.numeric)


def _attributes(verdict: Verdict) -> frozenset[str]:
    return frozenset(need.key for need in verdict.scheme.requirements)


def _spoken(verdict: Verdict) -> int:
    return sum(check.fact is not None and not check.fact.assumed for check in verdict.checks)


def _meant(standing: Sequence[Verdict]) -> Sequence[Verdict]:
    """Leave out the tiers of other titles and grades where the facts name the one of some tier."""

    def named(verdict: Verdict) -> set[Truth]:
        return {check.verdict for check in verdict.checks if check.need.attr in _TITLES and check.need.op != "!="}

    meant = [verdict for verdict in standing if named(verdict) == {True}]
    return meant or _of_item(standing)


def _of_item(standing: Sequence[Verdict]) -> Sequence[Verdict]:
    """Return the tiers of the one item of a clause of which all that it asks for itself is told; all where none is."""
    told = {
        verdict.scheme.place.path
        for verdict in standing
        if (own := [one for one in verdict.checks if one.need.place.path == verdict.scheme.place.path])
        and {one.need.attr for one in own} == {one.need.attr for one in own if one.fact is not None}
    }
    return _of_thing([one for one in standing if one.scheme.place.path in told] if len(told) == 1 else standing)


def _of_thing(standing: Sequence[Verdict]) -> Sequence[Verdict]:
    """Leave out the tiers for another thing: who tells of a film that took too little does not ask for 电视剧."""
    asked = [verdict for verdict in standing if verdict.status == "not_eligible" and _about(verdict, standing)]
    for verdict in asked:
        mine = {check.need.key for check in verdict.checks}
        others = [one for one in standing if one is not verdict and one.status == "unknown"]
        own = [[check for check in one.checks if check.need.key not in mine] for one in others]
        if others and all(_of_another(checks) for checks in own):
            return [one for one in standing if one.status == "not_eligible"]
    return standing


def _about(verdict: Verdict, standing: Sequence[Verdict]) -> bool:
    """Tell whether what a tier asks for itself is told and fails: which thing it is, or how many or large."""
    shared = [{check.need.key for check in one.checks} for one in standing]
    own = [check for check in verdict.checks if any(check.need.key not in keys for keys in shared)]
    own = [check for check in own if check.need.value is not False]
    told = all(check.fact is not None and not check.fact.assumed for check in own)
    sized = any(check.need.numeric and dimension(check.need.unit) != "Currency" for check in own if not check.verdict)
    named = any(check.verdict and check.need.value is True for check in own)
    return any(check.verdict is False and check.fact for check in own) and (named or (told and sized))


def _of_another(own: Sequence[Check]) -> bool:
    """Tell whether nothing is told of what a tier asks for itself, which is to have or do another thing."""
    untold = all(check.fact is None for check in own)
    return untold and any(
        check.verdict is None and (check.need.value is True or (check.need.numeric and _DEED.match(check.need.attr)))
        for check in own
    )


def _closest(standing: Sequence[Verdict]) -> Verdict:
    """Return the tier that the facts come nearest to: most conditions met, fewest failed."""

    def near(verdict: Verdict) -> tuple[int, int, int]:
        failed = sum(check.verdict is False for check in verdict.checks)
        met = sum(check.verdict is True for check in verdict.checks)
        return (-(verdict.status == "not_eligible"), -failed, met)

    best = max(standing, key=near)
    told = max(map(_spoken, standing))
    if best.status == "unknown" and _spoken(best) * 2 < told:
        return max((one for one in standing if _spoken(one) == told), key=near)
    return best
