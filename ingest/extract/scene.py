"""What surrounds a number in its sentence: its clause, the dates and words of intent before it, what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.parse.normalize import Plain
from ingest.record import Reading
from ingest.rules import load
from ingest.value.date import Period
from ingest.value.unit import Measure

__all__ = ["Passed", "Scene", "Spot", "announced", "counts", "describes", "outside_brackets", "spot"]

Tense = Literal["past", "future", "open"]
_ASIDE = re.compile(r"^（[^（）]*）")


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


@dataclass(frozen=True, slots=True)
class Spot:
    """One number of a scene, and the words on both sides of it.

    `head` are those from the sentence's start, `part` those since the last comma, `after` those behind the unit.
    `tense` is that of the nearest cue before the number: a date, 近年来, 力争.
    """

    scene: Scene
    measure: Measure
    text: str
    sentence: str
    head: str
    part: str
    after: str
    tense: Tense

    @property
    def governed(self) -> bool:
        """Whether a date to come stands before the number, and nothing since then has led back to the past."""
        dated = any(period.start < self.measure.number for period in self.scene.bounds)
        return dated and self.tense != "past"

    @property
    def behind(self) -> str:
        """The words right behind the number, what bounds it, and a bracket (5家以上（山区3家以上）|的企业)."""
        return _ASIDE.sub("", self.text[self.measure.end : self.scene.span[1]])


def spot(scene: Scene, measure: Measure) -> Spot:
    """Return the number's place in its sentence."""
    text, (first, last) = scene.text.text, scene.span
    head = text[first : measure.start]
    part = re.split(r"[，；：]", head)[-1]
    after = text[measure.unit_end : last]
    return Spot(scene, measure, text, text[first:last], head, part, after, _tense(scene, measure))


def _tense(scene: Scene, measure: Measure) -> Tense:
    """Return the tense that the last cue before the number leaves the sentence in."""
    cues = sorted(cue for cue in _cues(scene) if cue[0] < measure.number)
    return cues[-1][1] if cues else "open"


def _cues(scene: Scene) -> Iterator[tuple[int, Tense]]:
    """Yield where the sentence turns to the past or to what is to come."""
    rules, text = load("target"), scene.text.text
    yield from ((period.start, "future") for period in scene.bounds)
    yield from ((at, "past") for at in scene.past)
    yield from ((match.start(), "future") for match in rules["intent"].regex.finditer(text, *scene.span))
    yield from ((match.end() - 1, "past") for match in rules["past"].regex.finditer(text, *scene.span))
    if not scene.carried:
        told = rules["past-unless-aimed-at"].regex.finditer(text, *scene.span)
        yield from ((match.end() - 1, "past") for match in told)


def describes(text: str, measure: Measure, after: Measure) -> str | None:
    """Say that a number only describes what the next one counts (产值超10亿元的企业5家, 12吨以上货车安装率85%)."""
    between = text[measure.end : after.start]
    if load("target")["scored"].regex.match(between + text[after.start :]):
        return None  # 合格率达到95%得7分
    bounded = (measure.op != "=" and not between.startswith("、")) or between.startswith("的")
    return (
        "threshold"
        if bounded and between and "，" not in between and (between.startswith("的") or not counts(measure))
        else None
    )


def announced(reading: Reading) -> bool:
    """Whether the clause is an item of a list that its parent announces as conditions."""
    clause = reading.clause
    parent = None if clause.title else reading.document.parent(clause)
    return parent is not None and bool(load("target")["condition"].regex.search(parent.text[-80:] + parent.title))


def outside_brackets(text: str, first: int, at: int) -> bool:
    """Whether no bracket that opens after `first` is still open at `at`."""
    return text.count("（", first, at) == text.count("）", first, at)


def counts(measure: Measure) -> bool:
    """Whether the unit is a measure word for things and people: 家, 万人, 台套."""
    return bool(
        re.match(
            r"^[十百千]?[万亿]*(?:家|个|项|台|套|件|座|所|处|条|张|辆|艘|架|种|部|场|次|批|名|人|户|大|类|位|支|门)",
            measure.unit,
        )
    )
