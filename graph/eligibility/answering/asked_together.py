"""Several deeds told in one question, and all asked for together: 首次认定为高企，又新认定省级技术中心，一共奖多少.

Each deed is asked about by itself, with all that is told beside it; what is paid for them comes together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from graph.eligibility.answering.added_up import aids_asked, both_paid
from graph.eligibility.answering.choice import Outcome, outcome
from graph.eligibility.answering.relevance import groups
from graph.eligibility.matching.verdict import Verdict

__all__ = ["asked_together", "deeds_told"]

_MANY: Final = "[两二三]"
_COUNTED: Final = re.compile(
    f"(?P<many>{_MANY})(?:样|项|个奖|笔|份|种|头|边|块|者)[^，。；？]{{0,6}}?(?:加|合|一共|总共|共|都|一并|能拿|奖)"
)
_IN_ALL: Final = re.compile("一共|总共|合计|共计|加[在到]?一?起来?|合[在到]?一?起来?|总计|加总|通共")
_ALSO: Final = re.compile(
    "^(?:，|；|。)?(?:我们?|公司|企业|单位|厂里)?(?:今年|去年|当年|同年)?(?:又|还(?![没未不是要想能可])|同时(?!符合|满足)|另外|此外|并且|而且|再|外加|也(?![没未不是都]))"
)
_DENIED: Final = re.compile("[没未不无](?![同断])|想|打算|准备|计划")
_LEAD: Final = re.compile(
    "^(?:我们?|咱们?|本?公司|企业|单位|厂里?|本市|本区)*的?(?:[今去前]年|20\\d\\d年)?(?:\\d{1,2}月)?(?:我们?|公司|企业|单位)*"
)
_PART: Final = re.compile("[^，。；：！？,;:!?]+[，。；：！？,;:!?]?")
_NUMBERS: Final = {"两": 2, "二": 2, "三": 3}


def deeds_told(question: str) -> tuple[str, ...]:
    """Return the question once for each of the deeds that it joins and asks about together; nothing where it does not.

    >>> deeds_told("今年首次认定为高企，又新认定了省级企业技术中心，独立法人，一共奖多少？")
    ('今年首次认定为高企，独立法人，一共奖多少？', '今年又新认定了省级企业技术中心，独立法人，一共奖多少？')
    >>> deeds_told("首次认定为高企，又新认定了省级企业技术中心，技术中心奖多少？"), deeds_told("招了3人，一共补多少？")
    ((), ())
    """
    if not (_IN_ALL.search(question) or _COUNTED.search(question)):
        return ()
    parts = [match[0] for match in _PART.finditer(question)]
    last = len(parts) - 1
    also = [at for at, part in enumerate(parts) if 0 < at < last and _ALSO.match(part) and not _DENIED.search(part)]
    if not also:
        return ()
    deeds = [also[0] - 1, *also]
    lead = _LEAD.match(parts[deeds[0]])
    found = []
    for deed in deeds:
        kept = [part for at, part in enumerate(parts) if at == deed or at not in deeds]
        if lead and deed != deeds[0]:
            kept[kept.index(parts[deed])] = f"{lead[0]}{parts[deed]}"
        found.append("".join(kept))
    return tuple(found)


def asked_together(
    found: Outcome, verdicts: Sequence[Verdict], question: str, ask: Callable[[str], Outcome | None]
) -> Outcome:
    """Return the answer with what all the deeds are paid that are asked about together; `ask` answers for one alone."""
    tier = found.tier
    if tier is None or aids_asked(question):
        return found
    told = [ask(one) for one in deeds_told(question)]
    each = {one.tier.scheme.group: one for one in told if one and one.tier}
    if told and len(each) == len(told) and (both := both_paid(tuple(each.values()))):
        return both
    counted = _COUNTED.search(question)
    if counted is None:
        return found
    here = [one for one in verdicts if one.scheme.place.document == tier.scheme.place.document]
    paid = [one for of in groups(here).values() if (one := outcome(of)).eligible and one.amount]
    if len(paid) == _NUMBERS[counted["many"]] and (both := both_paid(paid)):
        return both
    if found.eligible and found.amount is not None and told and len(each) == len(told):
        missing = tuple(dict.fromkeys(name for one in each.values() for name in one.missing))
        return replace(
            found, amount=None, missing=missing, notes=(*found.notes, "您问的几项里还有没弄清楚的，合计先不算")
        )
    return found
