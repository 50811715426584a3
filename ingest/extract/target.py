"""Targets: every quantitative goal set for the future, and why a number is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.extract import target_table
from ingest.extract.deadline import binds
from ingest.extract.goal import Goal, goal, has_verb, subjects
from ingest.extract.plain import Plain
from ingest.extract.timeframe import masked, reference, sentences
from ingest.record import Clause, Evidence, Reading, Target
from ingest.rules import load
from ingest.value.date import Period, Reference, periods
from ingest.value.unit import Measure, bare_values, measures

__all__ = ["Passed", "extract", "judge"]

_PART = re.compile(r"[^，；：。\n]+")
_YEARLIKE = {"年", "月", "日", "天", "周", "季度", "个月", "小时", "分钟", "工作日", "自然日", "个季度", "秒", "度", "期", "届", "次", "号"}
_SPAN_VERB = re.compile(r"(?:压缩|缩短|压减|降|减少|控制|提高|延长|增加|达|提升)(?:到|至|在)?$|不(?:超过|少于|低于|高于)$|(?:时间|时长|时限|寿命|年限|天数|工期|学时)(?:达到|不少于|不低于|不超过|达)?$")
_LIST = re.compile(r"^(?:、|和|及|与|以及|，)$")
_VAGUE = re.compile(r"^(?:其|其中|年|占比|比例|比重|总量|总数|总额|规模|数量|覆盖率|使用率|普及率)?$")
_SCOPE = re.compile(
    r"^(?P<scope>(?:规模以上\w{0,3}(?:工业|企业)?|重点(?:行业|领域|区域|地区|城市|企业|流域)|全[国省市县区]|城镇新建\w{0,4}|新建[^，]{0,24}?(?:建筑|厂房|项目|园区|通道|小区)|城镇|城市|农村|设区市|县城|县域|城区|建成区|乡镇|"
    r"[^，]{2,14}?(?:地区|行业|领域|城市))的?)(?P<rest>.{3,})$"
)

_NAME = 20  # characters: a longer quotation is text, not a name
_BLANK = "\u3000"
_PLACE = re.compile(r"(?:地区|[省市县区州盟旗]|流域|区域|三角|京津冀|湾区|城市|城镇|农村|行业|领域|平原)$")


@dataclass(frozen=True, slots=True)
class Passed:
    """A number that is no goal, and why (past, threshold, money offered, …)."""

    start: int
    end: int
    reason: str


def extract(reading: Reading) -> Iterator[Target]:
    """Yield every goal with a number and a unit that the clause sets for the future, in text order.

    Past achievements, thresholds, sums offered, technical limits and numbers that only name a thing are none.

    >>> from ingest.record import Document, Meta, Source
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
    found = sorted([*measures(text.text), *bare_values(text.text)], key=lambda measure: measure.number)
    if clause.rows:
        yield from target_table.extract(reading)
    if not found:
        return
    known = reference(reading.document)
    times = periods(text.text, known)
    listed = _announced(reading)
    last_target: Target | None = None
    carried = _carried(reading, known)
    for first, last in sentences(text.text):
        if any(a <= text.at[first] < b for a, b in clause.rows):
            continue
        here = [measure for measure in found if first <= measure.number < last]
        near = [period for period in times if first <= period.start < last]
        bounds = [p for p in near if p.kind in ("by", "during") and binds(text.text, p, first, last, known)]
        past = [p.start for p in near if p.last and known.year and p.last.year < known.year]
        carried = [bounds[-1]] if bounds and carried is not None else carried
        if here:
            scene = _Scene(reading, text, (first, last), tuple(near), tuple(bounds), tuple(past), carried, listed)
            for item in _sentence(scene, here, last_target):
                last_target = item if isinstance(item, Target) else last_target
                yield item


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence with what is known of its times; `listed` where the clause is an item of a list of conditions."""

    reading: Reading
    text: Plain
    span: tuple[int, int]
    times: tuple[Period, ...]
    bounds: tuple[Period, ...]
    past: tuple[int, ...]
    carried: Sequence[Period] | None
    listed: bool


def _sentence(scene: _Scene, here: Sequence[Measure], before: Target | None) -> Iterator[Target | Passed]:
    """Read the goals of one sentence, part by part; a list goes on with the verb of the part before."""
    text, times, bounds = scene.text, scene.times, scene.bounds
    first, last = scene.span
    listed: Goal | None = None
    for start, end in _parts(text.text, first, last, here):
        inside = [measure for measure in here if start <= measure.number < end]
        if not inside:
            continue
        for group in _groups(text.text, inside):
            after = next((m for m in inside if m.number > group[-1].number), None)
            reason = _reason(scene, group[0]) or (_describes(text.text, group[-1], after) if after else None)
            if reason:
                for measure in group:
                    yield Passed(*text.span(measure.start, measure.end), reason)
                continue
            begin, words = _without_times(text.text, start, group[0].number, times)
            found = goal(words, begin, end, group[0] if len(group) == 1 else _joint(group), listed)
            if found is None:
                for measure in group:
                    yield Passed(*text.span(measure.start, measure.end), "quantity without goal")
                continue
            listed = found if found.verb else listed
            found = _completed(found, before)
            quote = _quote(text, found, group, begin, end, bounds, start)
            for target in _targets(scene, found, group, before, quote):
                before = target
                yield target


def _parts(text: str, first: int, last: int, here: Sequence[Measure]) -> Iterator[tuple[int, int]]:
    """Yield the stretches that may hold one goal each: between commas, and between 、 where both sides count their own."""
    for match in _PART.finditer(text, first, last):
        start, end = match.span()
        cuts = [start]
        for mark in re.finditer(r"、|；|以及|并(?=[一-龥])", text[start:end]):
            at = start + mark.start()
            left = [m for m in here if cuts[-1] <= m.number < at]
            right = [m for m in here if at < m.number < end]
            lists = at <= left[-1].end and right[0].start <= start + mark.end() + 1 if left and right else True
            if not lists and _outside_brackets(text, start, at):
                cuts.append(start + mark.end())
        for begin, stop in zip(cuts, [*cuts[1:], end], strict=True):
            yield begin, stop


def _outside_brackets(text: str, first: int, at: int) -> bool:
    return text.count("（", first, at) == text.count("）", first, at)


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
        if len(text[begin : period.start].strip("，、和及（")) <= 2:
            begin = max(begin, period.end)
        else:
            text = text[: period.start] + _BLANK * (period.end - period.start) + text[period.end :]
    return begin, text


def _joint(group: Sequence[Measure]) -> Measure:
    """Return the first value with the end of the last, so that what follows the row is read after it."""
    return replace(group[0], end=group[-1].end, unit_end=group[-1].unit_end)


def _describes(text: str, measure: Measure, after: Measure) -> str | None:
    """Say that a number only describes what the next one counts (产值超10亿元的企业5家, 12吨以上货车安装率85%)."""
    between = text[measure.end : after.start]
    bounded = measure.op != "=" or between.startswith("的")
    return "threshold" if bounded and between and "，" not in between and (between.startswith("的") or not _counts(measure)) else None


def _reason(scene: _Scene, measure: Measure) -> str | None:
    """Return why the number is no goal, None where it may be one."""
    rules = load("target")
    reading, text, bounds = scene.reading, scene.text.text, scene.bounds
    first, last = scene.span
    head, after = text[first : measure.start], text[measure.unit_end : last]
    if measure.unit in _YEARLIKE and not (measure.unit not in ("年", "号") and _SPAN_VERB.search(head)) and not (
        measure.unit == "次" and measure.op != "=" and not _written(text, measure) and has_verb(_last_part(head))
    ):
        return "time"
    if not _outside_brackets(text, first, measure.number):
        return "explanation in brackets"
    opened = text.rfind("“", first, measure.number)
    if measure.unit.endswith("级") or (opened >= 0 and text.find("”", opened) - opened < _NAME and text.find("”", opened) > measure.number):
        return "name"
    if re.search(r"[百千万][一-龥]$", head) and text[measure.number] in "百千万":
        return "name"
    if "□" in text[measure.number : measure.unit_end] or re.search(r"第$", text[: measure.number]):
        return "label"
    governed = any(period.start < measure.number for period in bounds)
    if not governed and any(at < measure.number for at in scene.past):
        return "past fact"
    if scene.listed and not governed:
        return "threshold"
    if text[:measure.start].endswith("每") or re.search(r"按照?每?[^，。；]{0,10}每[^，。；]{0,4}$", head):
        return "technical limit"
    if re.match(r"的(?:[，。；、]|$)", text[measure.end : last]) or re.match(r"[^，。；]*的，", text[measure.end : last]):
        return "threshold"
    if not governed and measure.op == "=" and re.search(r"同比[^，。；]*$", head):
        return "past fact"
    if not governed and (rules["past"].regex.search(head) or _past_heading(reading.clause)):
        return "past fact"
    if rules["from-to"].regex.search(text[first : measure.end + 12]) and re.match(r"(?:的)?(?:提[高升]|增[加长至]|上升|下降|降|减少|扩大|压|缩短)", text[measure.end :]) and re.search(r"(?:由|从)[^，。；]{0,16}$", head):
        return "present level"
    if rules["base-year"].regex.search(text[measure.number - 6 : measure.unit_end + 8]) and measure.unit == "年":
        return "base year"
    if rules["money-given"].regex.search(head) and "元" in measure.unit or rules["money-given-after"].regex.match(text[measure.end :]) or (
        not governed and not _counts(measure) and rules["offer"].regex.search(text[first:last])
    ):
        return "sum or threshold of an offer"
    if not governed and rules["condition"].regex.search(text[first:last] + "。" + reading.clause.title + (reading.clause.headings[-1] if reading.clause.headings else "")):
        return "threshold"
    if (rules["threshold-before"].regex.search(head) and not has_verb(_last_part(head))) or (rules["threshold-after"].regex.match(after) and (measure.op != "=" or text[measure.end : measure.end + 1] == "的") and not _counts(measure)):
        return "threshold"
    if re.search(r"(?:不受|无需|无须|免于|不再|取消)[^，。；]*$", head):
        return "threshold"
    if rules["limit"].regex.search(head) and not governed:
        return "technical limit"
    if _written(text, measure) and (measure.value < 2 or (measure.value <= 12 and not governed and measure.op == "=")):
        return "number that names a thing"
    if rules["naming-count"].regex.match(text[measure.end :]) and _counts(measure) and measure.value <= 12 and measure.op == "=":
        return "number that names a thing"
    return None


def _last_part(head: str) -> str:
    """Return the words since the last comma."""
    return re.split(r"[，；：]", head)[-1]


def _announced(reading: Reading) -> bool:
    """Whether the clause is an item of a list that its parent announces as conditions."""
    clause = reading.clause
    if clause.title or "/" not in clause.path:
        return False
    try:
        parent = reading.document.clause(clause.path.rpartition("/")[0])
    except KeyError:
        return False
    return bool(load("target")["condition"].regex.search(parent.text[-80:] + parent.title))


def _written(text: str, measure: Measure) -> bool:
    return not text[measure.number].isdigit() and text[measure.number] not in "万亿百千"


def _counts(measure: Measure) -> bool:
    return bool(re.match(r"^[十百千]?[万亿]*(?:家|个|项|台|套|件|座|所|处|条|张|辆|艘|架|种|部|场|次|批|名|人|户|大|类|位|支|门)", measure.unit))


def _past_heading(clause: Clause) -> bool:
    past = load("target")["past-heading"].regex
    return any(past.search(title) for title in (clause.title, *clause.headings[-1:]) if title)


def _carried(reading: Reading, known: Reference) -> list[Period] | None:
    """Return the dates that govern a goals section so far ([] before the first), None outside such sections."""
    goals = load("target")["goals-heading"].regex
    clause = reading.clause
    if goals.search(clause.title):
        return []
    if clause.headings and goals.search(clause.headings[-1]) and "/" in clause.path:
        try:
            parent = reading.document.clause(clause.path.rpartition("/")[0])
        except KeyError:
            return []
        text = masked(parent.text).text
        bounds = [p for a, b in sentences(text) for p in periods(text[a:b], known) if p.kind in ("by", "during") and p.last]
        return bounds[-1:]
    return None


def _due(text: str, found: Goal, measure: Measure, bounds: Sequence[Period], carried: Sequence[Period] | None, first: int) -> list[date | None]:
    """Return the days by which the goal is to be reached: the nearest date before it in its sentence; 每年 has none."""
    if found.indicator.startswith("每年") or re.search(r"每年[^，。；]*$", text[first : measure.start]):
        return [None]
    before = [period for period in bounds if period.start < measure.number]
    if before:
        row = [before[-1]]
        for period in reversed(before[:-1]):
            if not re.fullmatch(r"[、和及与，]?(?:到|至)?", text[period.end : row[0].start]) and period.start != row[0].start:
                break
            row.insert(0, period)
        return [period.last for period in row]
    return [carried[-1].last] if carried else [None]


def _completed(found: Goal, before: Target | None) -> Goal:
    """Restore what an indicator leaves out because the clause before has said it."""
    name = found.indicator
    if before is None:
        return found if name else replace(found, indicator=found.verb)
    if not name or (len(name) < len(before.indicator) and before.indicator.endswith(name) and _VAGUE.match(name[:3])):
        return replace(found, indicator=before.indicator)
    if before.indicator.endswith(name) and name != before.indicator:
        return replace(found, indicator=before.indicator)
    return found


def _quote(text: Plain, found: Goal, group: Sequence[Measure], begin: int, end: int, bounds: Sequence[Period], start: int) -> tuple[int, int]:
    stop = group[-1].end
    tail = re.match(r"(?:的)?[^，。；：、（）]*", text.text[stop:end])
    if tail and found.verb and found.indicator and tail[0].strip("的") and any(piece and piece in found.indicator for piece in [tail[0].strip("的")[:2]]):
        stop += len(tail[0])
    first = found.start
    for period in bounds:
        gap = text.text[period.end : first]
        if period.start < first and len(gap) <= 1 and gap in ("", "，", ","):
            first = period.start
    return text.span(min(first, group[0].start), max(stop, group[-1].end))


def _targets(scene: _Scene, found: Goal, group: Sequence[Measure], before: Target | None, quote: tuple[int, int]) -> Iterator[Target]:
    evidence = Evidence(scene.reading.clause, *quote, "target/" + (found.verb or "bound"))
    due = _due(scene.text.text, found, group[0], scene.bounds, scene.carried, scene.span[0])
    names = subjects(found.indicator, len(group)) if len(group) > 1 else None
    shared, _ = _scoped(names[-1], True) if names else ("", None)
    tail_op = next((measure.op for measure in (group[-1], group[0]) if measure.op != "="), found.op)
    for index, measure in enumerate(group):
        name, scope = _scoped(names[index] if names else found.indicator, names is not None)
        if names and shared != names[-1] and _PLACE.search(bare := found.indicator.split("、")[min(index, found.indicator.count("、"))]):
            name, scope = shared, bare
        elif before and scope is None and not names and _PLACE.search(name) and not _counts(measure):
            name, scope = before.indicator, name
        days = due[index : index + 1] if len(due) == len(group) > 1 else due if len(group) == 1 else due[-1:]
        op = tail_op if measure.op == "=" else measure.op
        for day in days:
            target = Target(evidence, name, measure.value, measure.unit or None, op, found.change, scope, found.base, day)
            if measure.upper is None:
                yield target
            else:
                yield replace(target, op=">=")
                yield replace(target, op="<=", value=measure.upper)


def _scoped(name: str, listed: bool) -> tuple[str, str | None]:
    """Split 京津冀地区煤炭消费量 into what is measured and where."""
    match = _SCOPE.match(name)
    if match and load("target")["indicator-noun"].regex.search(match["rest"]) and not re.match(r"^(?:的|和|与|、)", match["rest"]):
        return match["rest"], match["scope"].removesuffix("的")
    if listed:
        return name, None
    whole, mark, part = name.rpartition("的")
    if mark and len(part) >= 3 and load("target")["indicator-noun"].regex.search(part) and len(whole) >= 2:
        return part, whole
    return name, None
