"""What came of an application, as applicants tell it: 落选了, 省里认成首版次; and what only was applied for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.level_words import AWARDED, PENDING, REFUSED, of_another
from graph.eligibility.language.segment import Segment
from graph.eligibility.scheme import Scheme
from graph.eligibility.telling.novelty import is_first, is_new

__all__ = ["award_said", "only_applied", "only_hoped"]

_FOUND: Final = re.compile(
    "^(?:依法|已)?(?:经过?|获|通过)(?P<level>国家|[省市区县])?(?:级|里)?[^，。；、的]{0,12}?(?P<deed>认定|评定|评审|评估|鉴定|命名|批准|确认)(?:通过|合格|公布)?$"
)
_NAMING: Final = "认定|评[上为成下到了的定]|认[上成下的]|获[评认]|命名|授[牌予]|挂了?牌|发(?:了)?[牌证文]"
_SAID_AS: Final = dict.fromkeys(("认定", "评定", "命名", "确认"), _NAMING) | {"批准": "批"}
_ASKED_FOR: Final = re.compile(
    "(?<![汇填上通回播预海])(?:报(?=了|上|的|过)|递(?:交|了)|提交|申[报请](?:了|过|上)|送审|在审)"
    "|报考(?!上|过了)|(?:在|正|去|想|要|备|还)考(?![上下过到出取察核虑勤])|^我?考(?=[^了下到过出取上的察核虑试勤]{4,14}$)"
)
_HOPED: Final = re.compile(  # a title that is run for
    "申[报请](?!单位|企业|主体|人|时|前|日|年度|条件)|冲刺|争创|争取|冲击|(?<![汇填上通回播预海])报(?=[^，。；名告道表销废税警价]{0,2}[国省市县区])|材料[^，。；]{0,4}(?:交|报|递)"
    "|[离距][^，。；]{2,24}(?:差|远|还有)|候选|(?:没|未)(?:有|能)?(?:成(?!立)|弄|搞|办)"
)
_BEING_FOUND: Final = re.compile(
    "(?:申[报请]|参加|报送|等待?|等着|冲刺?|争取|材料|在)[^，。；]{0,4}(?:认定|评定|评审|命名|评[为上])"
)


def award_said(parts: Sequence[Segment], near: Iterable[Scheme]) -> Iterator[Fact]:
    """Yield whether what must be found or named was so found, by an office of whatever level, or was turned down."""
    told = [part for part in parts if not part.asks]
    failed = next((part for part in told if REFUSED.search(part.text)), None)
    pending = any(PENDING.search(part.text) for part in told)
    for scheme in near:
        names = [one.value if isinstance(one.value, str) else one.attr for one in scheme.requirements]
        for need in scheme.requirements:
            found = _FOUND.match(need.attr) if need.value is True else None
            if failed and need.value is True and (found or is_first(need.attr) or is_new(need.attr)):
                yield Fact.of(need.attr, False, words=failed.text, start=failed.start)
            elif found and not (found["level"] or pending):
                deed = _SAID_AS.get(found["deed"], found["deed"])
                for got in _found(told, deed, names):
                    yield Fact.of(need.attr, True, words=got.text, start=got.start)


def _found(told: Iterable[Segment], deed: str, names: Sequence[str]) -> Iterator[Segment]:
    """Yield each stretch that tells that it was found so, where it speaks of nothing else."""
    for part in told:
        if re.search(deed, part.text) and AWARDED.search(part.text) and not of_another(part.text, names):
            yield part


def only_applied(said: str) -> bool:
    """Tell whether something is only applied for, with no word of what came of it.

    >>> only_applied("去年报了5件发明专利"), only_applied("报上去的专利批下来了"), only_applied("有5件专利")
    (True, False, False)
    """
    return bool(_ASKED_FOR.search(said)) and not AWARDED.search(said)


def only_hoped(part: str, behind: str = "") -> bool:
    """Tell whether a title is only run for, and neither this stretch nor the ones behind it tell that it was given.

    >>> only_hoped("今年去申报市级示范基地"), only_hoped("去年申报的市级示范基地", "今年批下来了")
    (True, False)
    >>> only_hoped("去年评上了示范基地"), only_hoped("离示范基地还差一点"), only_hoped("申报示范基地", "没批下来")
    (False, True, True)
    """
    if not (_HOPED.search(part) or PENDING.search(part)):
        return False
    said = _BEING_FOUND.sub("", f"{part}，{behind}")
    return bool(REFUSED.search(said)) or not AWARDED.search(said)
