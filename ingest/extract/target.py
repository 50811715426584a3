"""Targets: every quantitative goal set for the future, and why a number is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ingest.extract import target_table
from ingest.extract.deadline import binds, is_over
from ingest.extract.due import carried as carried_dates
from ingest.extract.due import due
from ingest.extract.due import labelled as labelled_date
from ingest.extract.goal import Goal, goal
from ingest.extract.measured import YEARLY, for_each, named, names
from ingest.extract.passed import reason
from ingest.extract.scene import Passed, Scene, announced, counts, describes, outside_brackets
from ingest.extract.scope import is_place
from ingest.extract.timeframe import masked, reference, sentences
from ingest.parse.normalize import Plain
from ingest.record import Evidence, Reading, Target
from ingest.rules import load
from ingest.value.date import Period, periods
from ingest.value.unit import Measure, bare_values, shared_units

__all__ = ["extract", "judge"]

_PART = re.compile(r"[^，；：。\n]+")
_CUT = re.compile(  # `lost`: a comma that a scan has lost, 达到96%规模化供水覆盖比例提高到78%
    r"、|；|以及|[和及](?=\d)|并(?=[一-龥])|(?<=元)(?=支持|用于|带动)|(?P<lost>)(?<=\d%)(?=[一-龥])(?![以的左上之和及与并且或占])"
)
_LEVEL = re.compile("(?:达到?|提高到|提升到|控制在|稳定在|保持在|降至|降到)$")
_LIST = re.compile(r"^(?:、|和|及|与|以及|，)$")
_YEARS_LONG = re.compile("[一两二三四五六]年(?:来|内|间)?(?:累计|共|合计)?")  # 每年不少于8万亩，三年累计24万亩
_NO_NAME = re.compile(r"(?:到|至)?\d{4}年[底末]?的?")
_VAGUE = re.compile(r"^(?:其|其中|年|占比|比例|比重|总量|总数|总额|规模|数量|覆盖率|使用率|普及率)?$")
_SUBJECT = re.compile(
    r"(?:(?<=[，；。\n])|^)([^，；。\n]{3,30}?)(?:翻一?[番倍]|倍增|(?:稳步|持续|不断|进一步|显著|大幅|明显)[^，；。]{2,4})?，$"
)
_ENDS = (
    "完成",
    "建成",
    "实现",
    "达到",
    "达",
    "建设",
    "新增",
    "新建",
    "创建",
    "培育",
    "认定",
    "打造",
)  # verbs whose object may stand in the clause before
_LEADING = re.compile(r"^(?:分批次?|有序|逐步|稳步|全面|持续|加快|推进|实施|开展|建设|新建|完成)*")
_GAP = re.compile(r"[，,、和及与]?(?:力争|争取|确保|全[国省市县区州]|累计|总计|共|各|基本|分别)*")
_BLANK = "\u3000"
_LISTED_YEAR = tuple(mark + century for mark in "、和及与" for century in ("19", "20"))


def extract(reading: Reading) -> Iterator[Target]:
    """Yield every goal with a number and a unit that the clause sets for the future, in text order.

    Past achievements, thresholds, sums offered, technical limits and numbers that only name a thing are none.

    >>> from ingest.record import Clause, Document, Meta, Source
    >>> clause = Clause("d", "二", "到2027年，森林覆盖率达到25%左右，建成公园30个。", title="主要目标")
    >>> document = Document("d", Source("d.txt", "", "text/plain", ()), Meta("某市方案", kind="plan"), (clause,))
    >>> [(t.indicator, t.op, t.value, t.unit, str(t.by)) for t in extract(Reading(clause, document))]
    [('森林覆盖率', '~', 25.0, '%', '2027-12-31'), ('公园', '=', 30.0, '个', '2027-12-31')]
    """
    return (found for found in judge(reading) if isinstance(found, Target))


def judge(reading: Reading) -> Iterator[Target | Passed]:
    """Yield a Target or the reason why there is none for every number with a unit in the clause."""
    clause = reading.clause
    text = masked(clause.text)
    found = sorted([*shared_units(text.text), *bare_values(text.text)], key=lambda measure: measure.number)
    if clause.rows:
        yield from target_table.extract(reading)
    if not found:
        return
    known = reference(reading.document)
    times = periods(text.text, known)
    listed = announced(reading)
    last_target: Target | None = None
    carried = carried_dates(reading, known)
    labelled = labelled_date(clause.text, known)
    earlier: list[Target | Passed] = []
    for first, last in sentences(text.text):
        if any(a <= text.at[first] < b for a, b in clause.rows):
            continue
        here = [measure for measure in found if first <= measure.number < last]
        near = [period for period in times if first <= period.start < last]
        days = [p for p in near if p.kind == "by" or (p.kind == "during" and p.last)]
        bounds = [p for p in days if binds(text.text, p, first, last, known)]
        apart = [p for p in near if outside_brackets(text.text, first, p.start)]  # （2024年为15家） dates no other
        bounds = [p for p in bounds if p in apart]
        past = [p.start for p in apart if is_over(text.text[first : p.start], p, known)]
        carried = [bounds[-1]] if bounds and carried is not None else carried
        if here:
            dated = carried if carried else labelled
            scene = Scene(reading, text, (first, last), tuple(near), tuple(bounds), tuple(past), dated, listed)
            told = list(_sentence(scene, here, last_target))
            last_target = next((item for item in reversed(told) if isinstance(item, Target)), last_target)
            yield from _standing(earlier, told)
            earlier = told
    yield from earlier


def _standing(earlier: Sequence[Target | Passed], told: Sequence[Target | Passed]) -> Iterator[Target | Passed]:
    """Yield what one sentence says, as past where the next sets a dated goal for a level that it only states."""
    dated = {item.indicator for item in told if isinstance(item, Target) and item.by}
    stated = [item for item in earlier if isinstance(item, Target) and item.by is None and item.change == "reach"]
    past = any(item.indicator in dated and item.evidence.rule == "target/bound" for item in stated)
    for item in earlier:
        if past and isinstance(item, Target) and item.by is None:
            yield Passed(item.evidence.start, item.evidence.end, "past fact")
        else:
            yield item


def _sentence(scene: Scene, here: Sequence[Measure], before: Target | None) -> Iterator[Target | Passed]:
    """Read the goals of one sentence, part by part; a list goes on with the verb of the part before."""
    text, times, bounds = scene.text, scene.times, scene.bounds
    first, last = scene.span
    listed: Goal | None = None
    opens = first  # where the quote of the goal begins that the list took its verb from
    dated = [m for m in here if not any(period.start <= m.number < period.end for period in times)]
    for start, end in _parts(text.text, first, last, dated):
        inside = [measure for measure in here if start <= measure.number < end]
        if not inside:
            continue
        for group in _groups(text.text, inside):
            after = next((m for m in inside if m.number > group[-1].number), None)
            why = reason(scene, group[0]) or (describes(text.text, group[-1], after) if after else None)
            begin, words = _without_times(text.text, start, group[0].number, times)
            if why:
                yield from _passed(text, group, why)
                if why == "past fact":  # the goal after it may leave out what it measures
                    before = _stated(scene, goal(words, begin, end, group[0]), group) or before
                continue
            found = goal(words, begin, end, group[0] if len(group) == 1 else _joint(group), listed)
            if found is None:
                yield from _passed(text, group, "quantity without goal")
                continue
            listed = found if found.verb else listed
            found = _completed(_with_subject(text.text, found, start, first), before, group[0])
            if found.indicator == found.verb or _NO_NAME.fullmatch(
                found.indicator
            ):  # 上半年完成60%: of what is not said
                yield from _passed(text, group, "quantity without goal")
                continue
            quote = _quote(text, found, group, begin, end, bounds, start)
            if found.shared and opens <= quote[0]:
                quote = opens, quote[1]
            else:
                opens = quote[0]
            for target in _targets(scene, found, group, before, quote):
                before = target
                yield target


def _stated(scene: Scene, found: Goal | None, group: Sequence[Measure]) -> Target | None:
    """Return a level that has been reached as if it were a goal, for what it measures; None where nothing says it."""
    return next(_targets(scene, found, group[:1], None, (0, 1)), None) if found and found.indicator else None


def _passed(text: Plain, group: Sequence[Measure], why: str) -> Iterator[Passed]:
    return (Passed(*text.span(measure.start, measure.end), why) for measure in group)


def _parts(text: str, first: int, last: int, here: Sequence[Measure]) -> Iterator[tuple[int, int]]:
    """Yield the stretches that may hold one goal each: between commas, and at 、 where both sides have their own."""
    for match in _PART.finditer(text, first, last):
        start, end = match.span()
        cuts = [start]
        for mark in _CUT.finditer(text[start:end]):
            at = start + mark.start()
            left = [m for m in here if cuts[-1] <= m.number < at]
            right = [m for m in here if at < m.number < end]
            if mark["lost"] is not None and not (left and _LEVEL.search(text, cuts[-1], left[-1].start)):
                continue
            lists = at <= left[-1].end and right[0].start <= start + mark.end() + 1 if left and right else True
            if not lists and outside_brackets(text, start, at):
                cuts.append(start + mark.end())
        yield from zip(cuts, [*cuts[1:], end], strict=True)


def _groups(text: str, inside: Sequence[Measure]) -> Iterator[list[Measure]]:
    """Group values that stand in a row (3.2亿吨、6000万吨、2000万吨): they share one subject."""
    group: list[Measure] = []
    for measure in inside:
        if group and not _LIST.match(text[group[-1].end : measure.start]):
            yield group
            group = []
        group.append(measure)
    if group:
        yield group


def _without_times(text: str, start: int, stop: int, times: Sequence[Period]) -> tuple[int, str]:
    """Return where the goal's own words begin, and the text with times blanked that stand inside them."""
    begin = start
    for period in times:
        if not start <= period.start < stop or period.kind == "every":
            continue
        words = text[begin : period.start].strip("，、和及（")
        if len(words) <= 2 and not load("target")["indicator-noun"].regex.search(words):
            begin = max(begin, period.end)
        else:
            listed = text[period.end : period.end + 3].startswith(_LISTED_YEAR)
            until = period.end + listed  # the mark between two years goes with the first
            text = text[: period.start] + _BLANK * (until - period.start) + text[until:]
    return begin, text


def _joint(group: Sequence[Measure]) -> Measure:
    """Return the first value with the end of the last, so that what follows the row is read after it."""
    return replace(group[0], end=group[-1].end, unit_end=group[-1].unit_end)


def _with_subject(text: str, found: Goal, start: int, first: int) -> Goal:
    """Restore a subject that stands alone before a comma (处理率，东部地区2027年达到90%)."""
    name = found.indicator
    subject = _SUBJECT.search(text, first, start)
    if subject is None or (name and not is_place(name)):
        return found
    if not load("target")["indicator-noun"].regex.search(subject[1]):
        if name or found.verb not in _ENDS or re.search(r"\d", subject[1]):
            return found
        return replace(found, indicator=_LEADING.sub("", subject[1]), start=subject.start(1))
    return replace(found, indicator=f"{name}的{subject[1]}" if name else subject[1])


def _completed(found: Goal, before: Target | None, measure: Measure) -> Goal:
    """Restore what an indicator leaves out because the clause before has said it."""
    name = "" if _YEARS_LONG.fullmatch(found.indicator) else found.indicator
    if before is None or (not name and counts(measure) and before.unit != measure.unit):
        return found if name else replace(found, indicator=found.verb)
    if not name or (len(name) < len(before.indicator) and before.indicator.endswith(name) and _VAGUE.match(name[:3])):
        return replace(found, indicator=before.indicator.removeprefix("每年"))
    if name.startswith("占") and (whole := YEARLY.sub("", before.indicator)):
        return replace(found, indicator=whole + name)  # 研发投入年均增长12%，占地区生产总值比重达到2.5%
    if name in ("目标", "目标值", "总数"):
        return replace(found, indicator=before.indicator)
    if re.fullmatch(r"(?:年均|每年)(?:新增|增长|增加|下降|减少|提高|增速|增长率)", name):
        told = re.match(r"(.*?(?:增加值|产值|收入|总额|规模|产量|投资))", before.indicator)
        return replace(found, indicator=(told[1] if told else before.indicator) + name)
    if before.indicator.endswith(name) and name != before.indicator:
        return replace(found, indicator=before.indicator.removeprefix("每年"))
    return found


def _quote(
    text: Plain, found: Goal, group: Sequence[Measure], begin: int, end: int, bounds: Sequence[Period], start: int
) -> tuple[int, int]:
    stop = group[-1].end
    tail = re.match(r"(?:的)?[^，。；：、（）]*", text.text[stop:end])
    if (
        tail
        and found.verb
        and found.indicator
        and tail[0].strip("的")
        and any(piece and piece in found.indicator for piece in [tail[0].strip("的")[:2]])
    ):
        stop += len(tail[0].rstrip("和及与"))
    first = found.start
    for period in reversed(bounds) if "每年" not in text.text[first : group[0].start] else ():
        if period.start < first and _GAP.fullmatch(text.text[period.end : first]):
            first = period.start + (2 if text.text.startswith(("力争", "争取", "确保"), period.start) else 0)
    return text.span(min(first, group[0].start), max(stop, group[-1].end, found.end))


def _targets(
    scene: Scene, found: Goal, group: Sequence[Measure], before: Target | None, quote: tuple[int, int]
) -> Iterator[Target]:
    evidence = Evidence(scene.reading.clause, *quote, "target/" + (found.verb or "bound"))
    days_due = due(scene.text.text, found, group[0], scene.bounds, scene.carried, *scene.span)
    group = for_each(scene, found, group)
    several = names(found.indicator, len(group))
    tail_op = next((measure.op for measure in (group[-1], group[0]) if measure.op != "="), found.op)
    for index, measure in enumerate(group):
        if several:
            name, scope = several[index]
        else:
            name, scope = named(scene, found, measure, before)
        days = _days_of(days_due, index, len(group))
        op = tail_op if measure.op == "=" else measure.op
        for day in days:
            target = Target(
                evidence, name, measure.value, measure.unit or None, op, found.change, scope, found.base, day
            )
            if measure.upper is None:
                yield target
            else:
                yield replace(target, op=">=")
                yield replace(target, op="<=", value=measure.upper)


def _days_of(days: list[date | None], index: int, count: int) -> list[date | None]:
    """Return the days of one value: its own of as many dates, all of them for a single value, else the last."""
    if len(days) == count > 1:
        return days[index : index + 1]
    return days if count == 1 else days[-1:]
