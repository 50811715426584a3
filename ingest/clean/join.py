"""Decides whether a line goes on with the paragraph before it, by its place on the page and by how the two read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from ingest.clean.opening import CLOSING, ends_sentence, follows_on, opens, unclosed
from ingest.clean.part import Part
from ingest.record import Line

__all__ = ["Shape", "continues", "shape"]

_LONG = 40  # characters beyond which a line without a closing mark is no heading
_SHORT = 12  # characters below which it is a heading, a name or a date
_CONNECTING = frozenset("的和与及或在对将把被由从向以为")  # no sentence and no heading ends with one of these
_SAMPLE = 1_000_000  # characters of a file that neighbours are counted in
_INDENT = 1.2  # ems
_STEP = 1.45  # times the usual distance of lines beyond which a paragraph ends


@dataclass(slots=True)
class Shape:
    """What is usual in a file: body size and line step in points, whether paragraphs are indented, the width of wrapped
    text in characters, and how often each two and three characters stand side by side."""

    size: float = 0.0
    step: float = 0.0
    indented: bool = True
    wrap: int | None = None
    grams: Counter[str] = field(default_factory=Counter)
    lines: Sequence[Part] = ()

    def seen(self, before: str, after: str) -> bool:
        """Whether the characters about a break stand side by side elsewhere in the file."""
        if not self.grams:
            room = _SAMPLE
            for part in self.lines:
                text = part.text
                room -= len(text)
                if room < 0:
                    break
                self.grams.update(map("".join, pairwise(text)))
                self.grams.update(map("".join, zip(text, text[1:], text[2:], strict=False)))
        near = before[-2:] + after[:1], before[-1:] + after[:2]
        return any(self.grams[gram] for gram in near if len(gram) == 3) or self.grams[before[-1:] + after[:1]] >= 3


def shape(parts: Sequence[Part]) -> Shape:
    """Measure what is usual in a file."""
    found = Shape(lines=parts)
    boxed = [part.line for part in parts if part.line.box and part.kind == "text"]
    if boxed:
        sizes: Counter[float] = Counter()
        for line in boxed:
            sizes[line.size or 0.0] += len(line.text)
        found.size = sizes.most_common(1)[0][0]
        steps = [
            after.box.top - before.box.top
            for before, after in pairwise(boxed)
            if before.box and after.box and before.page == after.page
            and before.size == after.size == found.size and 0 < after.box.top - before.box.top < 4 * found.size
        ]  # fmt: skip
        found.step = median(steps) if steps else 2 * found.size
        starts = [after for before, after in pairwise(boxed) if _room(before) > 3 and after.size == found.size]
        found.indented = 2 * sum(_indent(line) > _INDENT for line in starts) >= len(starts)
        return found
    widths = Counter(len(part.text) for part in parts if part.kind == "text" and len(part.text) >= 20)
    total = sum(widths.values())
    if total >= 8:
        width, _ = max(((w, widths[w] + widths[w - 1] + widths[w + 1]) for w in widths), key=lambda pair: pair[1])
        near = sum(many for w, many in widths.items() if abs(w - width) <= 2)
        longer = sum(many for w, many in widths.items() if w > width + 2)
        if near >= 0.5 * total and longer <= 0.05 * total:
            found.wrap = width
    return found


def continues(before: Sequence[Part], part: Part, usual: Shape) -> bool:
    """Whether `part` goes on with the paragraph made of the parts in `before`."""
    last = before[-1]
    if part.kind == "row" or last.kind == "row" or part.heading or last.heading:
        return False
    if part.line.box and last.line.box and part.line is not last.line:
        return _goes_on_page(before, part, usual)
    return _goes_on_text(before, part, usual)


def _goes_on_page(before: Sequence[Part], part: Part, usual: Shape) -> bool:
    above, line = before[-1].line, part.line
    if abs((above.size or 0) - (line.size or 0)) > 0.12 * max(above.size or 0, line.size or 0) and _measured(
        above, line
    ):
        return False
    size = line.size or usual.size or 10.0
    same = (
        above.page == line.page
        and above.number + 1 == line.number
        and above.box
        and line.box
        and line.box.top > above.box.top
    )
    if same and above.box and line.box:
        far = 2.2 * size if size > 1.1 * usual.size else _STEP * max(usual.step, 1.2 * size)
        if line.box.top - above.box.top > far:
            return False
    if _centred(above) and _centred(line) and not part.opens and _title(before, part, usual):
        return True
    if same and min(above.size or 0, line.size or 0) > 1.1 * usual.size and not part.opens:
        return not ends_sentence(above.text) and _room(above) < 4  # a heading over two lines, hanging or not
    if part.opens:
        return not ends_sentence(above.text) and _room(above) < _first_width(part.text) and _indent(line) <= 0.3
    if follows_on(part.text) or _in_frame(before, line) or _hangs(before, part):
        return True
    if _indent(line) > _INDENT:
        level = above.box and line.box and abs(above.box.x0 - line.box.x0) < 0.5 * size
        if not level or _indent(line) > 10 or ends_sentence(above.text) or opens(above.text):
            return _torn(before, part, usual)
        if _room(above) >= _first_width(part.text) + 0.1:
            return _torn(before, part, usual)
    if _room(above) >= _first_width(part.text) + 0.1:
        return unclosed(above.text, part.text) or (
            usual.indented and _indent(line) < 0.5 and _reads_on(before, part, usual)
        )
    return usual.indented or not ends_sentence(above.text) or bool(same)


def _title(before: Sequence[Part], part: Part, usual: Shape) -> bool:
    """Whether two centred lines are one title: both larger than the body, or the first plainly cut off."""
    above = before[-1].line
    if ends_sentence(above.text) and not above.text.endswith(("》", "”", "）")):
        return False
    if part.text.startswith(("（", "(")) and part.text.endswith(("）", ")")):
        return False
    return (above.size or 0) > 1.1 * usual.size or unclosed(above.text, part.text)


def _measured(*lines: Line) -> bool:
    """Whether the lines hold enough Chinese characters for their sizes to be exact."""
    return all(sum(char >= "\u2e80" for char in line.text) >= 2 for line in lines)


def _indent(line: Line) -> float:
    """Return in ems how far a line stands in from the left margin."""
    if not line.box or not line.margins:
        return 0.0
    return (line.box.x0 - line.margins[0]) / (line.size or 10.0)


def _room(line: Line) -> float:
    """Return in ems how much white is left behind a line, 0 where its margin is not known."""
    if not line.box or not line.margins:
        return 0.0
    return (line.margins[1] - line.box.x1) / (line.size or 10.0)


def _centred(line: Line) -> bool:
    return abs(_indent(line) - _room(line)) < 2


def _first_width(text: str) -> float:
    """Return in ems about how much room the first characters of a line need that may not be torn apart."""
    width = 0.0
    for index, char in enumerate(text[:30]):
        if char >= "\u2e80":
            if width and text[index - 1] not in "（《“‘〈「【〔(":
                return width + (1.0 if follows_on(char) else 0.0)
            width += 1.0
        elif char in "“‘":
            width += 1.0
        elif char.isspace():
            return width
        elif char in "”’":
            return width + 1.0
        else:
            width += 0.5
    return width


def _goes_on_text(before: Sequence[Part], part: Part, usual: Shape) -> bool:
    last, text = before[-1], part.text
    if part.line is last.line or part.opens:
        return False
    if follows_on(text) and not text.startswith(("“", "”")):
        return True
    if unclosed(last.text if len(last.text) > 100 else "".join(one.text for one in before[-3:]), text):
        return True
    if usual.wrap and part.gap == 0 and len(last.text) >= usual.wrap - 2:
        return not _indented_text(part)
    return _reads_on(before, part, usual)


def _in_frame(before: Sequence[Part], line: Line) -> bool:
    """Whether a line goes on in a column of its own within the page's, such as a box: as its edges show.

    Either the line before is the first of its paragraph and stands in by two ems, or two lines end at the same place.
    """
    above = before[-1].line
    if not above.box or not line.box or ends_sentence(above.text) or len(above.text) < _SHORT or _indent(line) > 4:
        return False
    size = line.size or 10.0
    inward = (above.box.x0 - line.box.x0) / size
    if len(before) == 1 and 1.5 < inward < 2.6 and not opens(above.text) and _indent(line) > 0.3:
        return True
    earlier = before[-2].line.box if len(before) > 1 else line.box
    level = earlier is not None and abs(earlier.x1 - above.box.x1) < 0.3 * size
    return level and _room(above) < 6 and (abs(inward) < 0.3 if len(before) > 1 else 1.5 < inward < 2.6)


def _hangs(before: Sequence[Part], part: Part) -> bool:
    """Whether the second line of an item stands in further than its label, the first line being full."""
    above, line = before[-1].line, part.line
    if len(before) != 1 or not above.box or not line.box or not before[0].opens or ends_sentence(above.text):
        return False
    inward = (line.box.x0 - above.box.x0) / (line.size or 10.0)
    return 0.8 < inward < 4 and _room(above) < _first_width(part.text)


def _torn(before: Sequence[Part], part: Part, usual: Shape) -> bool:
    """Whether a phrase is plainly torn in two: mid-sentence, and the file has the halves side by side elsewhere."""
    last = before[-1]
    if ends_sentence(last.text) or part.text[0] in "“《（(" or _indent(part.line) > 4:
        return False
    whole = before[0].text if len(before) == 1 else before[0].text + last.text
    stops = "。" in whole or (not before[0].opens and ("，" in whole or "," in whole))
    return stops and len(whole) >= _SHORT and (last.text[-1] in _CONNECTING or usual.seen(last.text, part.text))


def _reads_on(before: Sequence[Part], part: Part, usual: Shape) -> bool:
    """Whether a paragraph stops in the middle of a sentence, so that `part` goes on with it; headings do not."""
    last, text = before[-1], part.text
    end = last.text[-1]
    if ends_sentence(last.text) or end in CLOSING:
        return False
    whole = before[0].text if len(before) == 1 else before[0].text + last.text
    if end in "，、,":
        return len(whole) >= _SHORT
    label = before[0].opens
    if end in _CONNECTING and len(whole) >= _SHORT and ("，" in whole or "," in whole or "。" in whole):
        return True
    if "。" in whole:
        return "单位：" not in last.text[-40:] and "来源" not in last.text[-20:]
    if len(whole) >= (_LONG * 1.5 if label else _LONG) and ("，" in whole or "," in whole):
        return True
    comma = "，" in whole or "," in whole or "、" in whole
    return comma and len(whole) >= _SHORT and usual.seen(last.text, text)


def _indented_text(part: Part) -> bool:
    line, start = part.bits[0].line, part.bits[0].start
    return line.text[:start].count("\u3000") >= 1 or start >= 2
