"""Rises told by both ends (研发费用从500万元涨到800万元), falls, and steps whose prize was had before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.in_full import in_full
from graph.eligibility.language.segment import Segment
from graph.eligibility.language.thesaurus import canonical, measured_by
from graph.eligibility.scheme import Scheme
from ingest.value.number import parse

__all__ = ["Rise", "of_step_had", "only_end", "rise_told", "risen_said", "up_to"]

_UP: Final = "冲|涨|增加?|增长|升|干|做|提高?|提升|上升|长|跳|跃升?|扩大?|发展"
_DOWN: Final = "跌|降低?|下降|减少?|下滑|滑|缩[水减]?|掉"
_WHEN: Final = "(?:(?:现在|如今|目前|[今去前]年|本年度?|上一?年|当年|20\\d\\d年)(?:度)?的?)?"
_UNIT: Final = "[万亿]*(?:元|人|%|吨|家|台|件|美元)?"
_ROSE: Final = re.compile(
    rf"(?:从|由){_WHEN}[^，。；\d]{{0,4}}(?!20\d\d年)[\d.]+(?:[万亿]+元?|美?元|人|%|吨|家|台|件)(?:的)?[^，。；\d]{{0,6}}?(?P<to>(?:{_UP}|{_DOWN})(?:到|至)(?:了)?)(?P<when>{_WHEN})(?=[\d.])"
)
_BETWEEN: Final = re.compile(
    rf"(?:从|由){_WHEN}[^，。；\d]{{0,4}}(?P<base>[\d.]+)(?P<base_unit>[万亿]+)?(?P<base_of>元|人|吨|家|台|件|美元)?(?:的)?[^，。；\d]{{0,8}}?(?:到|至|成)了?{_WHEN}(?P<now>[\d.]+)(?P<unit>[万亿]+)?(?P<of>元|人|吨|家|台|件|美元)?"
)
_FELL: Final = re.compile(
    rf"(?:从|由){_WHEN}[^，。；\d]{{0,4}}[\d.]+{_UNIT}的?[^，。；\d]{{0,6}}?(?:{_DOWN})(?:了)?(?:到|至|成|为)"
    "|(?:[比较]|同比)[^，。；\\d]{0,8}(?:下降|减少|少了|降了|跌了|下滑|降低)"
)
_UP_TO: Final = re.compile(f"(?:{_UP})(?:到|至|成|为)了?$")
_ASKS_RISE: Final = re.compile("(?:增长|增加|提高|上升|提升|新增|净增)(?:的)?$")
_STEP_HAD: Final = re.compile(  # 过1亿元时已经拿过10万元, 达到1000万那年领了5万
    "^(?:元|美元|人|件)?(?:的)?(?:这|那)?(?:一?[档步级道])?(?:的)?(?:时候?|那年|那会儿?|那时候?|那次|那档|以后|之后|后)[^，。；\\d]{0,10}"
    "(?:[领拿享得奖给补发兑](?:受|现|到|过|了)+)[^，。；\\d]{0,4}\\d"
)
_RATES: Final = {"亿": 1e8, "万": 1e4, "万亿": 1e12, "": 1.0}


@dataclass(frozen=True, slots=True)
class Rise:
    """From what to what something is told to have gone, in one unit."""

    base: float
    now: float
    unit: str


def rise_told(text: str) -> Rise | None:
    """Return from what to what a stretch tells something to have gone; a bare number has the unit of the other.

    >>> rise_told("经济贡献从300万元增加到460万元"), rise_told("研发费用由去年的200万元涨到今年的280万")
    (Rise(base=3000000.0, now=4600000.0, unit='元'), Rise(base=2000000.0, now=2800000.0, unit='元'))
    >>> rise_told("从3月干到6月"), rise_told("员工从20人增加到35人").unit
    (None, '人')
    """
    match = _BETWEEN.search(text)
    if match is None:
        return None
    many, of = match["unit"] or "", match["of"] or match["base_of"] or ""
    if not many and not of:
        return None
    base = parse(match["base"]) * _RATES.get(match["base_unit"] or ("" if match["base_of"] else many), 1.0)
    return Rise(base, parse(match["now"]) * _RATES.get(many, 1.0), of or "元")


def only_end(text: str) -> str:
    """Leave out from where a number rose or fell: 产值从8000万一下冲到6亿 tells 6亿.

    >>> only_end("产值从8000万一下冲到6亿"), only_end("年龄从18到45岁"), only_end("从3月干到6月")
    ('产值冲到6亿', '年龄从18到45岁', '从3月干到6月')
    >>> only_end("经济贡献由去年的200万元涨到今年的280万元")
    '经济贡献涨到280万元'
    """
    return _ROSE.sub(r"\g<to>", text)


def up_to(left: str) -> bool:
    """Tell whether a number is that to which something rose, and not by which.

    >>> up_to("研发费用涨到"), up_to("研发费用增加了")
    (True, False)
    """
    return bool(_UP_TO.search(left))


def of_step_had(right: str) -> bool:
    """Tell by what follows a number whether it is a step reached before, of which the prize was had.

    >>> of_step_had("元时已经拿过10万元"), of_step_had("那年领了5万"), of_step_had("元，拿过10万元")
    (True, True, False)
    """
    return bool(_STEP_HAD.match(right))


def risen_said(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield whether that rose of which it is asked: it did not where it fell (研发费用由800万元降到500万元)."""
    told = [(part, rise_told(in_full(part.text)), _FELL.search(part.text)) for part in parts if not part.asks]
    told = [one for one in told if one[1] or one[2]]
    for need in (need for scheme in near for need in scheme.requirements) if told else ():
        asked = measured_by(need.attr, asked=True) if need.value is True and _ASKS_RISE.search(need.attr) else ()
        for part, rise, fell in told if asked else ():
            rose = bool(rise and rise.now > rise.base and not fell)
            if asked[-1] in measured_by(canonical(part.text)) and (rose or fell):
                yield Fact.of(need.attr, rose, words=part.text, start=part.start)
