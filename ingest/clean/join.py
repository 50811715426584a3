"""Decides whether a line goes on with the paragraph before it, by its place on the page and by how the two read."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.clean.opening import (
    CLOSING,
    assigns,
    ends_heading,
    ends_sentence,
    follows_on,
    leads_to_page,
    opens,
    stops,
    tears_number,
    unclosed,
)
from ingest.clean.part import Part
from ingest.clean.shape import INDENT, Shape, breadth, centred, far, first_width, indent, measured, room
from ingest.record import Line

__all__ = ["continues"]

_LONG = 40  # characters beyond which a line without a closing mark is no heading
_SHORT = 12  # characters below which it is a heading, a name or a date
_CONNECTING = frozenset("的和与及或在对将把被由从向以为")  # no sentence and no heading ends with one of these


def continues(before: Sequence[Part], part: Part, usual: Shape) -> bool:
    """Whether `part` goes on with the paragraph made of the parts in `before`."""
    last = before[-1]
    if part.kind == "row" or last.kind == "row" or part.heading or last.heading or leads_to_page(last.text):
        return False
    if part.line.box and last.line.box and part.line is not last.line:
        return _goes_on_page(before, part, usual)
    return _goes_on_text(before, part, usual)


def _goes_on_page(before: Sequence[Part], part: Part, usual: Shape) -> bool:
    above, line = before[-1].line, part.line
    next_below = _next_below(above, line)
    if _other_size(above, line) or (next_below and far(above, line, usual.size, usual.step)):
        return False
    if centred(above) and centred(line) and not part.opens and _title(before, part, usual):
        return True
    if next_below and min(above.size or 0, line.size or 0) > 1.1 * usual.size and not part.opens:
        return not ends_sentence(above.text) and room(above) < 4  # a heading over two lines, hanging or not
    full = room(above) < first_width(part.text) + 0.1  # nothing more had room in the line above
    if part.opens and assigns(part.text) and _within(line, next_below, usual):
        return room(above) < 0.3 * breadth(above)
    if part.opens:
        return full and not ends_sentence(above.text) and indent(line) <= 0.3
    if follows_on(part.text) or _in_frame(before, line) or _hangs(before, part, full):
        return True
    if indent(line) > INDENT and not (full and _level(above, line) and not opens(above.text)):
        return _torn(before, part, usual)
    if not full:
        if unclosed(above.text, part.text):
            return True
        return indent(line) < 0.5 and (_ragged(above, part, next_below, usual) or _reads_on(before, part, usual))
    return usual.indented or not ends_sentence(above.text) or next_below


def _ragged(above: Line, part: Part, next_below: bool, usual: Shape) -> bool:
    """Whether a line that is not quite full still goes on with an unindented one below: its right edge is ragged.

    After the end of a sentence less white is allowed, and none where paragraphs do not stand in.
    """
    if indent(above) > 3:  # centred, such as a document's number
        return False
    if stops(above.text):
        return _within(part.line, next_below, usual) and room(above) < first_width(part.text) + 1.2
    return room(above) < (0.3 if usual.indented or next_below else 0.12) * breadth(above)


def _within(line: Line, next_below: bool, usual: Shape) -> bool:
    """Whether a line's place speaks against a new paragraph: not set in, or not set apart where the others are."""
    return indent(line) <= 0.3 and (usual.indented or (usual.spaced and next_below))


def _next_below(above: Line, line: Line) -> bool:
    """Whether a line stands right under the one before, with nothing dropped between them."""
    if not above.box or not line.box:
        return False
    return above.page == line.page and above.number + 1 == line.number and line.box.top > above.box.top


def _other_size(above: Line, line: Line) -> bool:
    sizes = above.size or 0, line.size or 0
    return max(sizes) - min(sizes) > 0.12 * max(sizes) and measured(above, line)


def _level(above: Line, line: Line) -> bool:
    """Whether two lines stand in by the same, as in a paragraph that stands in as a whole; no signature."""
    if not above.box or not line.box or indent(line) > 10 or ends_sentence(above.text):
        return False
    return abs(above.box.x0 - line.box.x0) < 0.5 * (line.size or 10.0)


def _title(before: Sequence[Part], part: Part, usual: Shape) -> bool:
    """Whether two centred lines are one title: both larger than the body, or the first plainly cut off."""
    above = before[-1].line
    if ends_sentence(above.text) and not above.text.endswith(("》", "”", "）")):
        return False
    if part.text.startswith(("（", "(")) and part.text.endswith(("）", ")")):
        return False
    return (above.size or 0) > 1.1 * usual.size or unclosed(above.text, part.text)


def _goes_on_text(before: Sequence[Part], part: Part, usual: Shape) -> bool:
    last, text = before[-1], part.text
    if part.line is last.line:
        return False
    if tears_number(last.text, text):
        return True
    if part.opens:
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
    if not above.box or not line.box or ends_sentence(above.text) or len(above.text) < _SHORT or indent(line) > 4:
        return False
    size = line.size or 10.0
    inward = (above.box.x0 - line.box.x0) / size
    if len(before) == 1 and 1.5 < inward < 2.6 and not opens(above.text) and indent(line) > 0.3:
        return True
    earlier = before[-2].line.box if len(before) > 1 else line.box
    level = earlier is not None and abs(earlier.x1 - above.box.x1) < 0.3 * size
    return level and room(above) < 6 and (abs(inward) < 0.3 if len(before) > 1 else 1.5 < inward < 2.6)


def _hangs(before: Sequence[Part], part: Part, full: bool) -> bool:
    """Whether the second line of an item stands in further than its label, the first line being full."""
    above, line = before[-1].line, part.line
    if not full or len(before) != 1 or not above.box or not line.box or not before[0].opens:
        return False
    inward = (line.box.x0 - above.box.x0) / (line.size or 10.0)
    return 0.8 < inward < 4 and not ends_sentence(above.text)


def _torn(before: Sequence[Part], part: Part, usual: Shape) -> bool:
    """Whether a phrase is plainly torn in two: mid-sentence, and the file has the halves side by side elsewhere."""
    last = before[-1]
    if ends_sentence(last.text) or part.text[0] in "“《（(" or indent(part.line) > 4:
        return False
    whole = before[0].text if len(before) == 1 else before[0].text + last.text
    if "。" in whole:
        return "单位：" not in last.text[-40:] and "来源" not in last.text[-20:]
    stops = not before[0].opens and ("，" in whole or "," in whole)
    return stops and len(whole) >= _SHORT and (last.text[-1] in _CONNECTING or usual.seen(last.text, part.text))


def _reads_on(before: Sequence[Part], part: Part, usual: Shape) -> bool:
    """Whether a paragraph stops in the middle of a sentence, so that `part` goes on with it; headings do not."""
    last, text = before[-1], part.text
    end = last.text[-1]
    if ends_sentence(last.text) or end in CLOSING or ends_heading(last.text):
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
