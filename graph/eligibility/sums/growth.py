"""By how much something grew, from what it was in two years: 上年度研发费用1500万元 beside 前一年度研发费用1100万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.quantity import MONEY, dimension, measures
from graph.eligibility.language.segment import Segment
from graph.eligibility.language.thesaurus import coverage, key, measured_by
from graph.eligibility.matching.measure import in_unit
from graph.eligibility.offers.stepwise import added_to
from graph.eligibility.scheme import Scheme

__all__ = ["grown_told", "more_said", "what_grows"]

_OF_YEAR: Final = re.compile(
    "^(?:企业|公司|单位)?(?:(?P<year>20\\d\\d)年度?|(?P<now>本年度?|当年度?|今年|报告期)|(?P<last>上一?年度?|去年)|(?P<before>前一年度?|上年同期|同期|基期)|(?P<old>前年度?|上上年度?|再前一年度?))(?:的|末|全年)?"
)
_GROWTH: Final = re.compile(
    "(?:年度|当年|本年)?(?:[较比][^，。；、的]{0,6}?(?:年|年度|同期|基期))?的?(?:当年|净|实际)?(?:增量|增长|新增|增加|超出|净增)值?(?:的?部分|额度?|量)?$"
)
_LEAD: Final = re.compile("^(?:按照?|对|其|企业|当年度?|本年度?|上年度?|年度|年|新增|净增|增加|超出)+")
_GROWS: Final = re.compile(
    "(?P<what>[^，。；、的\\d]{2,10}?)(?:实现|同口径)?(?:[较比](?:其)?(?:上|前|去)[^，。；、\\d]{0,6}?|同比|环比|年均)(?:实现)?(?:正?增|净增|提高|上升|多)"
)
_MORE: Final = re.compile(
    "(?:[比较](?:上一?年|去年|前年|前一年|上年|同期|以前)(?:度|同期)?[^，。；\\d]{0,8}?|同比)(?:[多增涨]|净增|增加|增长|提高|上升|多[花投交做卖出])[^，。；\\d%]{0,4}$"
    "|(?:净增|增加|新增|增量|增长|多[花投交做卖出])[加了出有是为]{0,3}$"
)
_NEAR: Final = 0.6
_RANKS: Final = {"now": 0.0, "last": 1.0, "before": 1.5, "old": 2.0}


def what_grows(scheme: Scheme) -> str:
    """Return of what the growth is that a share is paid of, "" where it is of none: 研发费用 of 研发费用增量的10%.

    Where the share is of a bare 增量部分, the words before it tell what grew.
    """
    of = scheme.rate.of if scheme.rate else None
    if not of or not added_to(of):
        return ""
    if bare := _LEAD.sub("", _GROWTH.sub("", of)):
        return bare
    told = (_GROWS.search(text) for text in (scheme.place.quote, *(need.text for need in scheme.requirements)))
    return next((_LEAD.sub("", match["what"]) for match in told if match), "")


def grown_told(scheme: Scheme, numbers: Sequence[Fact]) -> tuple[float, Fact, Fact] | None:
    """Return by how much in 元 what a share is paid of grew over the year before, with what is told of both years."""
    what = what_grows(scheme)
    told = [(*_year(fact), fact) for fact in numbers if dimension(fact.unit) == MONEY and not added_to(fact.attr)]
    alike = [(rank, fact) for rank, core, fact in told if _same(what, core)]
    dated = sorted((pair for pair in alike if pair[0] is not None), key=lambda pair: pair[0] or 0.0)
    bare = [pair for pair in alike if pair[0] is None]
    cores = {key(_year(fact)[1]) for _, fact in dated}
    bare = [pair for pair in bare if key(_LEAD.sub("", pair[1].attr)) in cores] or bare if len(bare) > 1 else bare
    if len(dated) == 1 and len(bare) == 1 and (dated[0][0] or 0.0) >= 1.0:
        pair = bare[0][1], dated[0][1]
    elif len(dated) >= 2 and 0 < (dated[1][0] or 0.0) - (dated[0][0] or 0.0) <= 1.5:
        pair = dated[0][1], dated[1][1]
    else:
        return None
    now, last = in_unit(pair[0], "元")[0], in_unit(pair[1], "元")[0]
    if now is None or last is None or now <= last:
        return None
    return round(now - last, 2), *pair


def more_said(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield by how much something grew, where that is told as a sum: 研发费用比上年度多了400万元."""
    growing = {scheme.rate.of: what for scheme in near if scheme.rate and (what := what_grows(scheme))}
    for order, part in enumerate(parts):
        for said in measures(part.text) if growing else ():
            left = part.text[: said.start]
            if dimension(said.unit) != MONEY and not said.bare:
                continue
            if not _MORE.search(left):
                continue
            told = measured_by(f"{parts[order - 1].text if order else ''}，{left}")
            names = [of for of, what in growing.items() if told and told[-1] in measured_by(what, asked=True)]
            names = names or ([*growing] if len(growing) == 1 and not told else [])
            unit = f"{said.unit}元" if said.bare else said.unit
            for name in names:
                yield Fact.of(name or "", said.value, unit, words=part.text, start=part.start)


def _year(fact: Fact) -> tuple[float | None, str]:
    """Return how long ago a number is told to be of, and what it is a number of."""
    match = _OF_YEAR.match(fact.attr)
    if match is None:
        return None, fact.attr
    core = fact.attr[match.end() :]
    if match["year"]:
        return 3000.0 - float(match["year"]), core
    return next(rank for name, rank in _RANKS.items() if match[name]), core


def _same(what: str, core: str) -> bool:
    """Tell whether a number told is of what grew; of whatever is told where the offer names nothing."""
    if not what:
        return True
    asked, told = measured_by(what, asked=True), measured_by(core, asked=True)
    near = max(coverage(key(what), (key(core),)), coverage(key(core), (key(what),)))
    return bool(asked and told and asked[-1] == told[-1]) or near >= _NEAR
