"""Why a number sets no goal: it is past, a threshold, a sum of an offer, a name, a technical limit."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.extract.goal import shares_first
from ingest.extract.scene import Scene, Spot, counts, outside_brackets, spot
from ingest.extract.verb import end_verb, has_verb
from ingest.rules import load
from ingest.value.unit import Measure

__all__ = ["reason"]

_NAME = 20  # characters: a longer quotation is text, not a name
_FEW = 12  # a small plain count may only name a thing (三大工程)
# Units of time: spans and ordinals, unless a verb sets a span to be reached.
_TIMES = frozenset(re.split(" ", "年 月 日 天 周 季度 个月 小时 分钟 工作日 自然日 个季度 秒 度 期 次 号"))


_SIZES = frozenset(re.split(" ", "米 厘米 毫米 千伏 伏 蒸吨 吨 马力 寸 英寸"))


def reason(scene: Scene, measure: Measure) -> str | None:
    """Return why the number is no goal, None where it may be one: the first check of `_CHECKS` that holds."""
    here = spot(scene, measure)
    return next((why for why, holds in _CHECKS if holds(here)), None)


def _found(rule: str, text: str) -> bool:
    return load("target")[rule].regex.search(text) is not None


def _is_time(at: Spot) -> bool:
    unit = at.measure.unit
    if unit not in _TIMES or (unit not in ("年", "号") and _found("span-verb", at.head)):
        return False
    often = (
        unit in ("次", "期")
        and (at.measure.op != "=" or (at.measure.value >= 2 and (unit == "期" or "每年" in at.part)))
        and not _written(at)
        and has_verb(at.part)
    )
    return not often


def _in_brackets(at: Spot) -> bool:
    return not outside_brackets(at.text, at.scene.span[0], at.measure.number)


def _is_name(at: Spot) -> bool:
    opened = at.text.rfind("“", at.scene.span[0], at.measure.number)
    closed = at.text.find("”", opened)
    quoted = opened >= 0 and closed - opened < _NAME and closed > at.measure.number
    second = at.text[at.measure.number] in "百千万" and _found("hundreds-named", at.head)
    listed = _written(at) and _found("class-listed", at.head) and at.measure.unit in ("类", "级", "等", "型")
    summed = (
        _written(at) and at.measure.unit in ("县", "市", "区", "镇", "乡镇", "村") and _found("places-summed", at.head)
    )
    sized = at.text.startswith("级", at.measure.unit_end) and not at.text.startswith("级别", at.measure.unit_end)
    classed = at.measure.unit in _SIZES and at.measure.op == "=" and _found("of-a-class", at.after)
    rated = _written(at) and _found("per-so-many", at.after)
    return (
        sized
        or rated
        or classed
        or summed
        or at.measure.unit == "届"
        or at.measure.unit.endswith("级")
        or quoted
        or second
        or listed
    )


def _is_label(at: Spot) -> bool:
    return "□" in at.text[at.measure.number : at.measure.unit_end] or at.text[: at.measure.number].endswith("第")


def _was_reached(at: Spot) -> bool:
    """Whether the words before the number lead into the past, or what follows tells it as a result."""
    if at.tense == "past":
        return True
    return not at.governed and (
        _found("past-here", at.head)
        or _found("past-sentence", at.sentence)
        or _under_past_heading(at)
        or _is_result(at)
    )


def _is_result(at: Spot) -> bool:
    """Whether a plain number without date or intent is measured against last year (产茶2万吨，同比增长8%)."""
    if at.measure.op != "=" or at.tense == "future":
        return False
    intent = load("target")["intent"].regex.search(at.after)
    until = at.after[: intent.start()] if intent else at.after
    told = at.head[-40:] + at.text[at.measure.start : at.measure.unit_end] + until
    return _found("past-result", told) or (intent is not None and _found("base-of-last-year", at.head))


def _under_past_heading(at: Spot) -> bool:
    clause = at.scene.reading.clause
    return any(_found("past-heading", title) for title in (clause.title, *clause.headings[-1:]) if title)


def _is_listed_condition(at: Spot) -> bool:
    return at.scene.listed and not at.governed


def _is_score(at: Spot) -> bool:
    return _found("step", at.head) or (at.measure.unit == "分" and _found("score", at.head))


def _is_per_unit(at: Spot) -> bool:
    return at.text[: at.measure.start].endswith("每") or _found("per-unit", at.head)


def _is_for_each(at: Spot) -> bool:
    return _found("for-each", at.text[at.scene.span[0] : at.measure.number])


def _opens_a_share(at: Spot) -> bool:
    """Whether the number is a goal told before its subject (80%以上的村卫生室能够提供服务)."""
    return at.measure.unit == "%" and shares_first(at.part) and _found("share-first", at.after)


def _defines(at: Spot) -> bool:
    if _opens_a_share(at):
        return False
    return (at.measure.op != "=" and _found("attending", at.behind)) or _found("defining", at.behind)


def _is_left_behind(at: Spot) -> bool:
    near = at.text[at.scene.span[0] : at.measure.end + 12]
    return _found("from-to", near) and _found("moved-on", at.text[at.measure.end :]) and _found("from-here", at.head)


def _is_base_year(at: Spot) -> bool:
    around = at.text[max(0, at.measure.number - 6) : at.measure.unit_end + 8]
    return at.measure.unit == "年" and _found("base-year", around)


def _is_offered(at: Spot) -> bool:
    if "元" in at.measure.unit and _found("money-given", at.head):
        return True
    if load("target")["money-given-after"].regex.match(at.text[at.measure.end :]):
        return True
    size = not counts(at.measure) or at.behind.startswith("的")
    offered = size and _found("offer", at.sentence) and not _found("sets-up", at.part)
    return not at.governed and at.tense != "future" and offered


def _is_condition(at: Spot) -> bool:
    clause = at.scene.reading.clause
    told = at.sentence + "。" + clause.title + (clause.headings[-1] if clause.headings else "")
    return not at.governed and _found("condition", told)


def _is_sum(at: Spot) -> bool:
    return (at.measure.unit == "元" and _found("offer", at.sentence)) or (
        "元" in at.measure.unit and _found("each-of", at.head)
    )


def _is_price(at: Spot) -> bool:
    set_here = at.measure.unit.endswith("基点") or _found("price", at.head)
    return not at.governed and at.tense != "future" and set_here


def _is_limit(at: Spot) -> bool:
    return not at.governed and _found("limit", at.head)


def _is_threshold(at: Spot) -> bool:
    """Whether the number tells which applicants or things are meant."""
    describes = at.behind.startswith("的")  # 服务人口超过3万人的中心乡镇卫生院
    if _found("threshold-before", at.head) and (describes or not (at.governed or has_verb(at.part))):
        return True
    if _opens_a_share(at) or (at.head.endswith("覆盖") and at.measure.unit == "%"):
        return False
    if _found("group-of-size", at.after) and end_verb(at.part) is None:
        return True
    bounded = at.measure.op != "=" or describes
    led = at.governed or has_verb(at.part) or end_verb(at.part) or _found("at-a-rate", at.behind)
    if bounded and describes and not led:
        return True
    return (bounded and not counts(at.measure) and _found("threshold-after", at.after)) or _found("exempt", at.head)


def _names_a_thing(at: Spot) -> bool:
    measure = at.measure
    if at.text.startswith("亿万", measure.number):
        return True
    if _found("divided", at.head):
        return True
    plain = measure.op == "=" and measure.value <= _FEW
    written = _written(at) and not re.match("[万亿]", measure.unit)  # 一亿人次 is as good as 1亿人次
    if written and (measure.value < 2 or (plain and not at.governed)):
        return True
    return plain and counts(measure) and _found("naming-count", at.text[measure.end :])


def _written(at: Spot) -> bool:
    """Whether the number is written in Chinese numerals."""
    first = at.text[at.measure.number]
    return not first.isdigit() and first not in "万亿百千"


def _is_supposed(at: Spot) -> bool:
    """Whether the number is foreseen or defines a word, or tells what happens where a goal is missed."""
    return _found("supposed", at.head) or _found("defined", at.head)


# Every check in the order in which they are asked: what the words are comes before what they do.
_CHECKS: tuple[tuple[str, Callable[[Spot], bool]], ...] = (
    ("time", _is_time),
    ("explanation in brackets", _in_brackets),
    ("name", _is_name),
    ("label", _is_label),
    ("past fact", _was_reached),
    ("forecast or failure", _is_supposed),
    ("threshold", _is_listed_condition),
    ("score of an assessment", _is_score),
    ("technical limit", _is_per_unit),
    ("sum or threshold of an offer", _is_for_each),
    ("threshold", _defines),
    ("present level", _is_left_behind),
    ("base year", _is_base_year),
    ("sum or threshold of an offer", _is_offered),
    ("threshold", _is_condition),
    ("sum or threshold of an offer", _is_sum),
    ("price or rate that is set", _is_price),
    ("technical limit", _is_limit),
    ("threshold", _is_threshold),
    ("number that names a thing", _names_a_thing),
)
