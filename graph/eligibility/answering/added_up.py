"""Several aids asked for at one go (补助加贴息一共多少): each reckoned by itself, and what they come to together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Final

from graph.eligibility.answering.choice import Outcome, outcome
from graph.eligibility.answering.relevance import groups, touched
from graph.eligibility.language.quantity import shown
from graph.eligibility.language.thesaurus import canonical, key
from graph.eligibility.matching.verdict import Verdict
from graph.eligibility.scheme import Scheme

__all__ = ["added_up", "aids_asked", "both_paid"]

_KIND: Final = "补贴|补助|奖励|奖补|津贴|贴息|资助|奖金"
_AID: Final = rf"(?:(?!(?:{_KIND}))[\u4e00-\u9fff]){{0,8}}(?:{_KIND})"
_JOINED: Final = re.compile(
    rf"(?P<aids>{_AID}(?:(?:、|，?再?加(?:上|(?!上))|和|跟|与|以及|连同|外加|\+){_AID})+)(?:这)?(?:[两二三]?[样项笔个种])?"
    r"(?:都算上|都|全|算)?(?:一共|总共|合计|共|合[在到]?一?起来?|加[在到]?一?起来?|加总|一起|合着|全部)"
)
_PART: Final = re.compile(_AID)
_AND: Final = re.compile("^(?:、|，?再?加上?|和|跟|与|以及|连同|外加)")
_LEAD: Final = re.compile("^(?:(?:那|请问|想问|问下|我们?|这个?|的|能拿|能领|可以)*)")
_INTEREST: Final = "贴息"
_EVERYDAY: Final = {
    "社保": "社会保险", "房租": "租金", "场租": "租金", "招人": "招用", "招工": "招用", "盖房": "建设", "建房": "建设",
    "开办": "创办", "高企": "高新技术企业", "上云": "上云", "学费": "培训", "展位": "展位费", "保费": "保险",
}  # fmt: skip
_ALIKE: Final = re.compile("(?:本人|企业|单位|个人)")
_OTHERS: Final = re.compile("与(?:其他|其它|本[^，。；]{0,6}其他|上述|以上)[^，。；]{0,10}(?:叠加|同时|累加|一并)")
_OF_TWO: Final = re.compile(  # 租金补助与购置用房补助不得同时享受
    f"(?:[（(][^（）()]{{1,3}}[）)])?[^，。；]{{2,14}}(?:{_KIND})(?:与|和|、|及)[^，。；]{{2,14}}(?:{_KIND})，?(?:二者|两者)?(?:均|都|只)?(?:不得|不能|不可|不予|不)"
)
_ARTICLE: Final = re.compile("第[一二三四五六七八九十百]+条(?:第?[（(][一二三四五六七八九十]+[）)]项?)?")


def aids_asked(question: str) -> tuple[str, ...]:
    """Return what is asked for together, each as it is called; nothing where one alone is, or no sum of all.

    >>> aids_asked("补助加贴息一共多少？"), aids_asked("招人补贴和社保补贴合起来多少")
    (('补助', '贴息'), ('招人补贴', '社保补贴'))
    >>> aids_asked("建设补贴一共多少"), aids_asked("建设补贴和运营补贴能同时拿吗")
    ((), ())
    """
    match = _JOINED.search(question)
    aids = [_LEAD.sub("", _AND.sub("", one[0])) for one in _PART.finditer(match["aids"])] if match else []
    stems = {one for one in aids if _stem(one) or one == _INTEREST}
    return tuple(aids) if len(set(aids)) == len(aids) and len(stems) >= len(aids) - 1 else ()


def added_up(found: Outcome, verdicts: Sequence[Verdict], question: str) -> Outcome:
    """Return the answer with the sum of all that is asked for together; the sum is left open where one is."""
    aids = aids_asked(question)
    tier = found.tier
    if not aids or tier is None or not found.eligible:
        return found
    here = [one for one in verdicts if one.scheme.place.document == tier.scheme.place.document]
    meant = _meant(aids, groups(here), touched(here), tier.scheme.group)
    if meant is None:
        return replace(found, amount=None, missing=(*found.missing, "、".join(aids)))
    each = {name: found if name == tier.scheme.group else outcome(of) for name, of in meant.items()}
    periods = {one.tier.amount.period for one in each.values() if one.tier and one.amount}
    if any(one.eligible is None or (one.eligible and one.amount is None) for one in each.values()) or len(periods) > 1:
        missing = tuple(dict.fromkeys(name for one in each.values() for name in one.missing))
        return replace(found, amount=None, missing=missing or ("、".join(aids),))
    whole, note = _whole(tuple(each.values()), tier.scheme)
    return replace(found, amount=whole, notes=(*found.notes, note))


def both_paid(each: Sequence[Outcome]) -> Outcome | None:
    """Return what several offers come to for whoever gets each of them; None where one of them is not settled."""
    periods = {one.tier.amount.period for one in each if one.tier}
    if len(each) < 2 or not all(one.eligible and one.amount is not None for one in each) or len(periods) > 1:
        return None
    best = max(each, key=lambda one: one.amount or 0.0)
    if best.tier is None:
        return None
    whole, note = _whole(each, best.tier.scheme)
    return replace(best, amount=whole, notes=(*best.notes, note))


def _whole(each: Sequence[Outcome], scheme: Scheme) -> tuple[float, str]:
    """Return what several offers come to together under what the document says of having several, and how."""
    values = [one.amount or 0.0 for one in each]
    steps = "+".join(shown(value, "元") for value in values)
    whole, rule = round(sum(values), 2), scheme.rules.exclusive
    tiers = [one.tier.scheme for one in each if one.tier and one.amount]
    if len(tiers) > 1 and rule and _concerns(rule.quote, tiers) and not _together(tiers):
        whole = max(values)
        note = f"{rule.path}“{rule.quote}”：{steps}中只取最高的一项，{shown(whole, '元')}"
    else:
        note = f"合计{steps}={shown(whole, '元')}"
    if (ceiling := scheme.rules.ceiling) and not ceiling.within and not ceiling.but and whole > ceiling.value:
        whole, note = ceiling.value, f"{note}；“{ceiling.place.quote}”"
    return whole, note


def _stem(aid: str) -> str:
    return re.sub(f"(?:{_KIND})$", "", aid)


def _meant(
    aids: Sequence[str], by_group: Mapping[str, list[Verdict]], told: Mapping[str, float], chosen: str
) -> dict[str, list[Verdict]] | None:
    """Return for each aid the offer that is called so; what bears no name is the nearest of the rest, None if none."""
    found = {name: outcome(of) for name, of in by_group.items()}
    paid = {name for name, one in found.items() if one.eligible and one.amount is not None}

    def near(aid: str) -> dict[str, float]:
        if not _stem(aid) and aid != _INTEREST:
            return {name: 1.0 for name, of in by_group.items() if not any(_pays_interest(one.scheme) for one in of)}
        named = {name: max(_called(one.scheme, aid) for one in of) for name, of in by_group.items()}
        return {name: value for name, value in named.items() if value >= 1}

    fits = [near(aid) for aid in aids]
    unnamed = [at for at, one in enumerate(fits) if not one]
    if len(unnamed) == 1:  # what is called otherwise can be no other than the only one of which the sum is settled
        rest = paid - {name for one in fits for name in one}
        fits[unnamed[0]] = dict.fromkeys(rest, 1.0) if len(rest) == 1 else {}

    def worth(names: Sequence[str]) -> tuple[float, float]:
        named = sum(
            one[name] + 0.5 * (name in paid) + 0.1 * (name == chosen) for one, name in zip(fits, names, strict=True)
        )
        return round(named, 2), sum(told.get(name, -9.0) for name in names)

    ways = [names for names in product(*fits) if len(set(names)) == len(aids)]
    best = max(ways, key=worth, default=())
    return {name: by_group[name] for name in best} or None


def _pays_interest(scheme: Scheme) -> bool:
    return scheme.kind == "interest_subsidy" or _INTEREST in scheme.place.quote


def _called(scheme: Scheme, aid: str) -> float:
    """Return how far an offer is called what is asked for: 社保补贴 for 小微企业社会保险补贴."""
    stem, kind = _stem(aid), re.sub(".*(?=..$)", "", aid)
    if aid == _INTEREST or stem.endswith(("贷款", "利息")):
        return 2.0 if _pays_interest(scheme) else 0.0
    words = key(_EVERYDAY.get(stem, _ALIKE.sub("", stem)))
    text = f"{scheme.heading}，{scheme.place.quote}，{'，'.join(sorted(scheme.names))}"
    said = f"{text}，{key(canonical(text))}"
    pairs = {words[at : at + 2] for at in range(len(words) - 1)} or {words}
    shared = sum(pair in said for pair in pairs) / len(pairs)
    named = any(pair in scheme.heading for pair in pairs)
    return shared + 0.5 * named + 0.1 * (kind in said) if shared > 0.5 or named else 0.0


def _concerns(rule: str, schemes: Sequence[Scheme]) -> bool:
    """Tell whether a rule that offers may not be had together is of these: one of two aids by name is of those two."""
    return not _OF_TWO.match(rule) or sum(_names(rule, one) for one in schemes) > 1


def _together(schemes: Sequence[Scheme]) -> bool:
    """Tell whether the document lets the offers be had together, although it says that others may not be."""
    return all(
        any(_names(text, one) and (_OTHERS.search(text) or _names(text, other)) for text in schemes[0].rules.stacking)
        for at, one in enumerate(schemes)
        for other in schemes[at + 1 :]
    ) or any(
        all(_names(text, one) for one in schemes if one is not free) and _OTHERS.search(text)
        for text in schemes[0].rules.stacking
        for free in schemes
    )


def _names(text: str, scheme: Scheme) -> bool:
    """Tell whether a sentence speaks of an offer: by the number of its clause, or by what it is called."""
    path = scheme.place.path.replace("（", "(").replace("）", ")").replace("第", "").replace("条", "")
    for found in _ARTICLE.findall(text):
        article, _, item = found.replace("（", "(").replace("）", ")").partition("条")
        label = re.search(r"\([一二三四五六七八九十]+\)", item)
        if f"/{article.strip('第')}{'/' + label[0] if label else ''}/" in f"/{path}/":
            return True
    return any(name in text for name in scheme.names) or bool(len(scheme.heading) > 3 and scheme.heading in text)
