"""What surrounds a number in its sentence, and why it sets no goal: past, threshold, offer, name, technical limit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extract.goal import has_verb
from ingest.extract.plain import Plain
from ingest.record import Clause, Reading
from ingest.rules import load
from ingest.value.date import Period
from ingest.value.unit import Measure

__all__ = ["Passed", "Scene", "announced", "counts", "describes", "outside_brackets", "reason"]

_NAME = 20  # characters: a longer quotation is text, not a name
# Units of time: spans and ordinals, unless a verb sets a span to be reached.
_TIMES = frozenset(re.split(" ", "年 月 日 天 周 季度 个月 小时 分钟 工作日 自然日 个季度 秒 度 期 届 次 号"))
_SPAN_VERB = re.compile(
    r"(?:压缩|缩短|压减|降|减少|控制|提高|延长|增加|达|提升)(?:到|至|在)?$|不(?:超过|少于|低于|高于)$"
    r"|(?:时间|时长|时限|寿命|年限|天数|工期|学时)(?:达到|不少于|不低于|不超过|达)?$"
)


@dataclass(frozen=True, slots=True)
class Passed:
    """A number that is no goal, and why (past, threshold, money offered, …)."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with what is known of its times; `listed` where the clause is an item of a list of conditions."""

    reading: Reading
    text: Plain
    span: tuple[int, int]
    times: tuple[Period, ...]
    bounds: tuple[Period, ...]
    past: tuple[int, ...]
    carried: Sequence[Period] | None
    listed: bool


def reason(scene: Scene, measure: Measure) -> str | None:
    """Return why the number is no goal, None where it may be one."""
    rules = load("target")
    reading, text, bounds = scene.reading, scene.text.text, scene.bounds
    first, last = scene.span
    head, after = text[first : measure.start], text[measure.unit_end : last]
    if measure.unit == "届":
        return "name"
    if (
        measure.unit in _TIMES
        and not (measure.unit not in ("年", "号") and _SPAN_VERB.search(head))
        and not (
            measure.unit == "次" and measure.op != "=" and not _written(text, measure) and has_verb(_last_part(head))
        )
    ):
        return "time"
    if not outside_brackets(text, first, measure.number):
        return "explanation in brackets"
    opened = text.rfind("“", first, measure.number)
    if measure.unit.endswith("级") or (
        opened >= 0 and text.find("”", opened) - opened < _NAME and text.find("”", opened) > measure.number
    ):
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
    if text[: measure.start].endswith("每") or re.search(r"按照?每?[^，。；]{0,10}每[^，。；]{0,4}$", head):
        return "technical limit"
    if rules["for-each"].regex.search(text[first : measure.number]):
        return "sum or threshold of an offer"
    if measure.op != "=" and re.match(r"(?:参加|参与|组成|出席)[^，。；]{0,6}的", text[measure.end : last]):
        return "threshold"
    if re.match(r"的(?:[，。；、]|$)", text[measure.end : last]) or re.match(
        r"[^，。；]*的，", text[measure.end : last]
    ):
        return "threshold"
    if (
        not governed
        and measure.op == "="
        and re.search(r"(?:达|为|完成|实现)到?[^，。；]*\d[^，。；]*，同比[^，。；]*$", head)
    ):
        return "past fact"
    if not governed and (
        rules["past"].regex.search(head)
        or rules["past-sentence"].regex.search(text, first, last)
        or _past_heading(reading.clause)
    ):
        return "past fact"
    if (
        rules["from-to"].regex.search(text[first : measure.end + 12])
        and re.match(r"(?:的)?(?:提[高升]|增[加长至]|上升|下降|降|减少|扩大|压|缩短)", text[measure.end :])
        and re.search(r"(?:由|从)[^，。；]{0,16}$", head)
    ):
        return "present level"
    if rules["base-year"].regex.search(text[measure.number - 6 : measure.unit_end + 8]) and measure.unit == "年":
        return "base year"
    if (
        (rules["money-given"].regex.search(head) and "元" in measure.unit)
        or rules["money-given-after"].regex.match(text[measure.end :])
        or (
            not governed
            and (not counts(measure) or text.startswith("的", measure.end))
            and rules["offer"].regex.search(text[first:last])
        )
    ):
        return "sum or threshold of an offer"
    if not governed and rules["condition"].regex.search(
        text[first:last]
        + "。"
        + reading.clause.title
        + (reading.clause.headings[-1] if reading.clause.headings else "")
    ):
        return "threshold"
    if measure.unit == "元" and (
        rules["offer"].regex.search(text[first:last]) or re.search(r"每[^，。；]{1,12}$", head)
    ):
        return "sum or threshold of an offer"
    if rules["price"].regex.search(head) and not governed:
        return "price or rate that is set"
    if rules["limit"].regex.search(head) and not governed:
        return "technical limit"
    if (not governed and rules["threshold-before"].regex.search(head) and not has_verb(_last_part(head))) or (
        rules["threshold-after"].regex.match(after)
        and (measure.op != "=" or text[measure.end : measure.end + 1] == "的")
        and not counts(measure)
    ):
        return "threshold"
    if re.search(r"(?:不受|无需|无须|免于|不再|取消)[^，。；]*$", head):
        return "threshold"
    if (
        _written(text, measure)
        and not re.match("[万亿]", measure.unit)  # 一亿人次 is as good as 1亿人次
        and (measure.value < 2 or (measure.value <= 12 and not governed and measure.op == "="))
    ):
        return "number that names a thing"
    if (
        rules["naming-count"].regex.match(text[measure.end :])
        and counts(measure)
        and measure.value <= 12
        and measure.op == "="
    ):
        return "number that names a thing"
    return None


def describes(text: str, measure: Measure, after: Measure) -> str | None:
    """Say that a number only describes what the next one counts (产值超10亿元的企业5家, 12吨以上货车安装率85%)."""
    between = text[measure.end : after.start]
    bounded = (measure.op != "=" and not between.startswith("、")) or between.startswith("的")
    return (
        "threshold"
        if bounded and between and "，" not in between and (between.startswith("的") or not counts(measure))
        else None
    )


def announced(reading: Reading) -> bool:
    """Whether the clause is an item of a list that its parent announces as conditions."""
    clause = reading.clause
    if clause.title or "/" not in clause.path:
        return False
    try:
        parent = reading.document.clause(clause.path.rpartition("/")[0])
    except KeyError:
        return False
    return bool(load("target")["condition"].regex.search(parent.text[-80:] + parent.title))


def outside_brackets(text: str, first: int, at: int) -> bool:
    return text.count("（", first, at) == text.count("）", first, at)


def counts(measure: Measure) -> bool:
    return bool(
        re.match(
            r"^[十百千]?[万亿]*(?:家|个|项|台|套|件|座|所|处|条|张|辆|艘|架|种|部|场|次|批|名|人|户|大|类|位|支|门)",
            measure.unit,
        )
    )


def _last_part(head: str) -> str:
    """Return the words since the last comma."""
    return re.split(r"[，；：]", head)[-1]


def _written(text: str, measure: Measure) -> bool:
    return not text[measure.number].isdigit() and text[measure.number] not in "万亿百千"


def _past_heading(clause: Clause) -> bool:
    past = load("target")["past-heading"].regex
    return any(past.search(title) for title in (clause.title, *clause.headings[-1:]) if title)
