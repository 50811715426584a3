"""Which schemes a question is about: the words and facts that they share, rare ones counting more."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from graph.eligibility.language.naming import names
from graph.eligibility.language.pairs import pairs
from graph.eligibility.language.recipient import kinds_listed
from graph.eligibility.language.thesaurus import canonical, key
from graph.eligibility.matching.check import Check
from graph.eligibility.matching.verdict import Verdict
from graph.eligibility.matching.whereabouts import PLACE
from graph.eligibility.scheme import Scheme, points_elsewhere, profile
from graph.eligibility.telling.deeds_said import said_of, telling

__all__ = ["Profiles", "groups", "touched"]

_AID = "(?:补贴|补助|奖励|津贴|奖金|贴息|资助|减免)"
_HAD = re.compile(  # what is had, or is said not to be had, is not asked for
    f"(?:领|拿|享受|得|申请)过(?:了)?[^，。；？]{{0,20}}?{_AID}"
    f"|(?:没有?|未|不曾|并未)(?:再|另外|单独|同时|重复|曾)*(?:享受|领|拿|得|申请|要|用|报)(?:过|到|取|了)?[^，。；？能多]{{0,16}}?{_AID}"
    f"|(?<=[，。；])[^，。；？能多]{{0,12}}?{_AID}(?:也|都|还|一直|从来?)*(?:没有?|未)(?:再)?(?:享受|领|拿|得|申请|要|报)(?:过|到|取|了)?(?=[，。；]|$)"
)
_OTHER = 3.0  # what an offer to bodies loses where a person asks
_NO_OTHERS = frozenset[str]()
_CALLED = 0.5  # what it counts at least that a question calls an offer by its name


class Profiles:
    """The words of all schemes, weighed by how few of the groups have them."""

    def __init__(self, schemes: Iterable[Scheme]) -> None:
        self.groups: dict[str, list[Scheme]] = defaultdict(list)
        for scheme in schemes:
            self.groups[scheme.group].append(scheme)
        places = frozenset(scheme.place.iri for of in self.groups.values() for scheme in of)
        self._pairs = {
            name: _group_pairs(tuple(of), places if any(map(points_elsewhere, of)) else _NO_OTHERS)
            for name, of in self.groups.items()
        }
        counts = Counter(pair for own in self._pairs.values() for pair in own)
        self._weight = {pair: math.log(1 + len(self._pairs) / count) for pair, count in counts.items()}
        asked = {need.attr for of in self.groups.values() for scheme in of for need in scheme.requirements}
        self._deeds = sorted(attr for attr in asked if telling(attr))
        self._mean = sum(map(len, self._pairs.values())) / max(1, len(self._pairs))

    def near(self, text: str) -> dict[str, float]:
        """Return how near each group is to a text, 1 for the nearest; groups that share no word are left out."""
        text = _HAD.sub("", text)
        said = pairs(key(canonical(text))) | frozenset(
            pair for attr in self._deeds if said_of(attr, text) is not None for pair in pairs(key(attr))
        )
        found = {}
        for name, own in self._pairs.items():
            shared = said & own
            if shared:
                length = 0.7 + 0.3 * len(own) / self._mean
                found[name] = sum(self._weight[pair] for pair in shared) / length
        top = max(found.values(), default=1.0)
        asked = self.called(text)
        return {name: found.get(name, 0.0) / top + asked.get(name, 0.0) for name in (*found, *asked)}

    def called(self, text: str) -> dict[str, float]:
        """Return how plainly a text asks for a group by what it is called; more where few groups are called so."""
        found: dict[str, float] = {}
        for called in names(_HAD.sub("", text)):
            so = [name for name, of in self.groups.items() if any(called in scheme.names for scheme in of)]
            for name in so if len(so) < len(self.groups) else ():
                found[name] = max(found.get(name, 0.0), _CALLED + 1 / len(so))
        return found

    def share(self, text: str, group: str) -> float:
        """Return which part of what a text says, rare words counting more, stands in a group."""
        said = pairs(key(canonical(text)))
        rare = max(self._weight.values(), default=1.0)
        whole = sum(self._weight.get(pair, rare) for pair in said)
        return sum(self._weight[pair] for pair in said & self._pairs.get(group, frozenset())) / whole if whole else 0.0

    def nearest(self, text: str, most: int = 8, least: float = 0.35) -> list[str]:
        """Name the groups that a text can be about, the nearest first."""
        near = self.near(text)
        return sorted((name for name, value in near.items() if value >= least), key=lambda name: -near[name])[:most]


def groups(verdicts: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    """Put the verdicts on the tiers of one offer together."""
    found: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        found[verdict.scheme.group].append(verdict)
    return dict(found)


def touched(verdicts: Sequence[Verdict]) -> Mapping[str, float]:
    """Return for each group how much of it the facts speak of: conditions that few schemes have count most.

    What is asked of most offers alike tells nothing where it was left out.
    """
    seen: dict[str, set[str]] = defaultdict(set)
    for verdict in verdicts:
        for check in verdict.checks:
            seen[check.need.key].add(verdict.scheme.group)
    total = len({verdict.scheme.group for verdict in verdicts}) or 1
    found: dict[str, float] = {}
    for verdict in verdicts:
        told = {check.need.key for check in verdict.checks if _speaks(check)}
        hinted = {check.need.key for check in verdict.checks if check.fact is not None} - told
        idle = {name for check in verdict.checks if 2 * len(seen[name := check.need.key]) <= total} - told - hinted
        score = sum(math.log(1 + total / len(seen[name])) for name in told)
        score -= 0.3 * sum(math.log(1 + total / len(seen[name])) for name in idle)
        if verdict.amount.base is not None:
            score += 1.0
        if any(tier.amount.value is not None for tier in verdict.tiers):
            score += 1.0
        if verdict.other:
            score -= _OTHER
        name = verdict.scheme.group
        found[name] = max(found.get(name, -9.0), score)
    return found


def _speaks(check: Check) -> bool:
    """Tell whether what was said speaks of a condition: where someone is speaks of no offer more than of another, and
    that they are of another kind or have another title speaks of another offer."""
    if check.fact is None or check.fact.assumed or check.fact.attr == PLACE:
        return False
    other = check.need.family == "kind" or check.need.attr == "称号" or kinds_listed(check.need.attr)
    return not (check.verdict is False and other)


@lru_cache(maxsize=4096)
def _group_pairs(schemes: tuple[Scheme, ...], offers: frozenset[str]) -> frozenset[str]:
    """Return the pairs of letters of a group; what it asks by pointing to another offer is that one's."""
    others = offers - {one.place.iri for one in schemes}
    words = (word for scheme in schemes for word in profile(scheme, others))
    return frozenset(pair for word in words for pair in pairs(key(word)))
