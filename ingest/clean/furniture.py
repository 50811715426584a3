"""Finds what stands on every page and belongs to none of the text: running heads, page numbers, watermarks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from functools import cache

from ingest.clean.opening import ends_sentence, opens
from ingest.record import Line, Page
from ingest.rules import load

__all__ = ["furniture", "is_page_number", "text_furniture"]

_EDGE = 0.12  # share of the page's height at top and bottom in which heads and feet stand
_LINES = 3  # lines at most at each edge that are looked at
_STAMPS = 3  # watermarks at most
_PLACE = 6.0  # points by which a head may move from page to page
_HEAD = 40  # characters at most in a running head
_DIGITS = re.compile(r"\d+|[一二三四五六七八九十百]+")
_ROMAN = re.compile(r"[ivxlc]{1,7}|[IVXLC]{1,7}|[Ⅰ-Ⅻⅰ-ⅻ]")  # alone at an edge it counts the pages before the first
_SMALL = 0.92  # of the body's size: above it a line is none of a footnote
_FOOTNOTE = re.compile(r"\s*(?P<mark>[①-⑳]|[\[［〔]\d{1,2}[\]］〕]|[*＊※]{1,3})")


@cache
def _page_number() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule.regex.pattern})" for rule in load("furniture").rules))


def is_page_number(text: str) -> bool:
    """Whether a line by itself counts pages.

    >>> is_page_number("— 12 —"), is_page_number("第3页 共9页"), is_page_number("12家")
    (True, True, False)
    """
    return _page_number().fullmatch(text.strip()) is not None


def furniture(pages: Sequence[Page]) -> dict[int, str]:
    """Return the reason for dropping, by line number, of all furniture of a file whose pages have sizes.

    A head or foot is a line near the edge whose words, numbers aside, stand at the same height on half of the pages,
    two at the least; two that take turns count as one. A footnote stands in small type below the text that bears its
    mark. A watermark stands askew, or is the same line in the same place on three pages in five, three at the least.
    """
    sized = [page for page in pages if page.height]
    dropped: dict[int, str] = {}
    heads: dict[str, list[Line]] = {}
    places: dict[str, list[Line]] = {}
    for page in sized:
        for line in _edges(page):
            if is_page_number(line.text) or _ROMAN.fullmatch(line.text.strip()):
                dropped[line.number] = "page-number"
            else:
                heads.setdefault(_DIGITS.sub("#", "".join(line.text.split())), []).append(line)
        for line in page.lines:
            if _askew(line):
                dropped[line.number] = "page-number" if is_page_number(line.text) else "watermark"
            elif not line.cells:
                places.setdefault(line.text, []).append(line)
    groups = [group for lines in heads.values() for group in _level(lines) if len(group) >= 2]
    for group in groups:
        half = len(group) >= len(sized) / 2 or any(
            len(group) + len(other) >= len(sized) / 2 and _take_turns(group, other) for other in groups
        )
        if half or (len(group) >= 4 and len(group) >= len(sized) / 4):
            dropped.update({line.number: dropped.get(line.number, "running-head") for line in group})
    everywhere = max(3, 0.6 * len(sized))
    body = _body(sized)
    for page in sized:
        dropped |= dict.fromkeys(_footnotes(page, body, dropped), "footnote")
    same = [group for lines in places.values() if len(lines) >= everywhere for group in _level(lines)]
    same = [group for group in same if len({line.page for line in group} - {None}) >= everywhere]
    same = [group for group in same if group[0].number not in dropped]
    if len(same) <= _STAMPS:  # more of them are pages that repeat each other, such as forms
        dropped.update({line.number: "watermark" for group in same for line in group})
    return dropped


def _body(pages: Sequence[Page]) -> float:
    """Return the font size of most of a file's text."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[line.size or 0.0] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _footnotes(page: Page, body: float, dropped: Container[int]) -> Iterator[int]:
    """Yield the numbers of the lines in small type at the foot of a column that explain a mark in the page's text."""
    columns: dict[tuple[float, float] | None, list[Line]] = {}
    for line in page.lines:
        if line.number not in dropped:
            columns.setdefault(line.margins, []).append(line)
    feet = [_small(lines, body) for lines in columns.values()]
    noted = {line.number for foot in feet for line in foot}
    rest = [line for lines in columns.values() for line in lines if line.number not in noted]
    text = "\n".join(line.text for line in rest if (line.size or 0.0) >= _SMALL * body)
    for foot in feet:
        marks = [(at, match["mark"]) for at, line in enumerate(foot) if (match := _FOOTNOTE.match(line.text))]
        start = next((at for at, mark in marks if re.search(rf"(?<!\n)(?<!^){re.escape(mark)}", text)), len(foot))
        yield from (line.number for line in foot[start:])


def _small(lines: Sequence[Line], body: float) -> Sequence[Line]:
    """Return the lines in small type at the end of a column."""
    at = len(lines)
    while at and not lines[at - 1].cells and (lines[at - 1].size or body) < _SMALL * body:
        at -= 1
    return lines[at:]


def _askew(line: Line) -> bool:
    """Whether a line stands askew, as stamps do: it is many times as tall as its characters."""
    return line.box is not None and not line.cells and line.box.bottom - line.box.top > 2 * (line.size or 10.0)


def _edges(page: Page) -> Iterator[Line]:
    """Yield the lines nearest to the top and bottom edge of a page."""
    height = page.height or 0
    boxed = sorted((line for line in page.lines if line.box and not line.cells), key=lambda line: line.box.top)  # type: ignore[union-attr]
    top = [line for line in boxed[:_LINES] if line.box and line.box.bottom < _EDGE * height]
    low = [line for line in boxed[-_LINES:] if line.box and line.box.top > (1 - _EDGE) * height]
    yield from {line.number: line for line in (*top, *low)}.values()


def _level(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Group lines that stand at the same height."""
    group: list[Line] = []
    for line in sorted(lines, key=lambda line: line.box.top if line.box else 0):
        if group and line.box and group[-1].box and line.box.top - group[-1].box.top > _PLACE:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _take_turns(group: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether two heads stand at one height, one on even pages and one on odd ones."""
    sides = [{(line.page or 0) % 2 for line in one} for one in (group, other)]
    return len(sides[0]) == len(sides[1]) == 1 and sides[0] != sides[1] and len(list(_level([*group, *other]))) == 1


def text_furniture(lines: Sequence[Line]) -> dict[int, str]:
    """Return the reason for dropping, by line number, of the furniture of a text without pages.

    A running head is a short line that stands beside a page number at least twice, numbers in it aside.
    """
    numbers = _numbered(lines)
    dropped = dict.fromkeys(numbers, "page-number")
    if not numbers:
        return dropped
    filled = [line for line in lines if line.text.strip()]
    beside: dict[str, list[int]] = {}
    for before, line, after in zip([None, *filled], filled, [*filled[1:], None], strict=False):
        near = (before and before.number in numbers) or (after and after.number in numbers)
        text = line.text.strip()
        if near and line.number not in numbers and len(text) <= _HEAD and not (opens(text) or ends_sentence(text)):
            beside.setdefault(_DIGITS.sub("#", "".join(text.split())), []).append(line.number)
    for found in beside.values():
        if len(found) >= 2:
            dropped.update(dict.fromkeys(found, "running-head"))
    return dropped


def _numbered(lines: Sequence[Line]) -> set[int]:
    """Return the numbers of those lines of a text without pages that count its pages.

    A number between dashes or with 页 always does; a bare number as one of three or more that count upwards by one.
    """
    found = {line.number for line in lines if is_page_number(line.text) and not line.text.strip().isdigit()}
    bare = [line for line in lines if line.text.strip().isdigit() and len(line.text.strip()) <= 4]
    run: list[Line] = []
    for line in [*bare, None]:
        if line is not None and run and int(line.text) == int(run[-1].text) + 1 and line.number > run[-1].number + 3:
            run.append(line)
            continue
        if len(run) >= 3:
            found |= {one.number for one in run}
        run = [line] if line is not None else []
    return found
