"""Word's automatic numbering: the labels that a reader sees, which stand nowhere in the text of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.read.style import W, value

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Numbering", "numeral"]

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_PLACE = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: how it counts, the text around the count, where it starts, after which level it restarts."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None  # 0: never; n: only after level n, counted from 1; None: after any higher one
    legal: bool = False  # whether all counts in the text are shown as Arabic numerals
    style: str | None = None


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    overridden: dict[int, int] = field(default_factory=dict)
    abstract: str = ""


class Numbering:
    """The lists of a DOCX and how far each has counted; `label` moves them on, paragraph by paragraph."""

    def __init__(self, root: _Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}  # by abstract list, as Word counts on over lists that share one
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def _load(self, root: _Element) -> None:
        abstract: dict[str, dict[int, _Level]] = {}
        styles: dict[str, str] = {}
        links: dict[str, str] = {}
        for item in root.iterchildren(f"{W}abstractNum"):
            number = item.get(f"{W}abstractNumId", "")
            abstract[number] = _levels(item.iterchildren(f"{W}lvl"))
            if (style := value(item, "styleLink")) is not None:
                styles[style] = number
            if (style := value(item, "numStyleLink")) is not None:
                links[number] = style
        for item in root.iterchildren(f"{W}num"):
            number = value(item, "abstractNumId") or ""
            number = styles.get(links.get(number, ""), number)
            found = _List(dict(abstract.get(number, {})), abstract=number)
            for override in item.iterchildren(f"{W}lvlOverride"):
                at = _int(override.get(f"{W}ilvl"), 0)
                found.levels |= _levels(override.iterchildren(f"{W}lvl"))
                if (start := value(override, "startOverride")) is not None:
                    found.overridden[at] = _int(start, 1)
            self._lists[item.get(f"{W}numId", "")] = found

    def level_of_style(self, number: str, style: str) -> int | None:
        """Return the level of a list that names `style` as its paragraph style."""
        found = self._lists.get(number)
        levels = found.levels if found else {}
        return next((at for at, level in levels.items() if level.style == style), None)

    def label(self, number: str, at: int) -> str:
        """Count one paragraph of list `number` at level `at` (0 is the outermost) and return its label, '' for bullets.

        A level starts anew after a higher one, unless the list says otherwise.
        """
        found = self._lists.get(number)
        if found is None or at not in found.levels:
            return ""
        counts = self._counts.setdefault(found.abstract, {})
        if at in found.overridden and (number, at) not in self._begun:
            counts.pop(at, None)
        self._begun.add((number, at))
        level = found.levels[at]
        counts[at] = counts[at] + 1 if at in counts else found.overridden.get(at, level.start)
        for deeper in [other for other in counts if other > at]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or at + 1 <= restart:
                del counts[deeper]
        if level.format in ("bullet", "none") and not _PLACE.search(level.text):
            return level.text if level.format == "none" else ""

        def shown(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            own = found.levels.get(other, _Level())
            count = counts.get(other, found.overridden.get(other, own.start))
            return numeral(count, "decimal" if level.legal and other != at else own.format)

        return _PLACE.sub(shown, level.text)


def numeral(count: int, form: str) -> str:
    """Return `count` in one of the number formats of OOXML (ST_NumberFormat); Arabic for one that is not known.

    >>> [numeral(12, form) for form in ("chineseCountingThousand", "decimalEnclosedCircle", "ideographZodiac")]
    ['十二', '⑫', '亥']
    >>> [numeral(20, form) for form in ("japaneseCounting", "chineseLegalSimplified", "taiwaneseDigital", "lowerRoman")]
    ['二十', '贰拾', '二〇', 'xx']
    """
    if form == "none" or count < 0:
        return ""
    if form in ("chineseCountingThousand", "chineseCounting", "japaneseCounting", "taiwaneseCounting",
                "taiwaneseCountingThousand", "koreanCounting"):  # fmt: skip
        return _counted(count, _DIGITS, "十百千")
    if form in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return _counted(count, _FORMAL, "拾佰仟", one=True)
    if form in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    if form in ("ideographTraditional", "ideographZodiac"):
        cycle = _STEMS if form == "ideographTraditional" else _BRANCHES
        return cycle[count - 1] if 0 < count <= len(cycle) else str(count)
    if form.startswith("decimalEnclosedCircle") or form == "ideographEnclosedCircle":
        return _circled(count, form.startswith("ideograph"))
    if form == "decimalEnclosedParen":
        return chr(0x2473 + count) if 0 < count <= 20 else f"({count})"
    if form == "decimalEnclosedFullstop":
        return chr(0x2487 + count) if 0 < count <= 20 else f"{count}."
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(ord(digit) - ord("0") + 0xFF10) for digit in str(count))
    if form in ("upperRoman", "lowerRoman"):
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    if form in ("upperLetter", "lowerLetter") and count:
        letter = chr((count - 1) % 26 + 65) * ((count - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    return str(count).zfill(2) if form == "decimalZero" else str(count)


def _counted(count: int, digits: str, units: str, one: bool = False) -> str:
    """Write a number below ten thousand as it is spoken: 十二, 二十, 一百零五."""
    if not 0 < count < 10_000:
        return digits[0] if count == 0 else str(count)
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = count // 10**place % 10
        if not digit:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + digits[digit] + (units[place - 1] if place else "")
        gap = False
    return text[1:] if not one and text.startswith(digits[1] + units[0]) else text


def _circled(count: int, han: bool) -> str:
    if han:
        return chr(0x327F + count) if 0 < count <= 10 else str(count)
    for first, last, code in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= count <= last:
            return chr(code + count - first)
    return str(count)


def _roman(count: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (count // worth)
        count %= worth
    return text


def _levels(items: Iterable[_Element]) -> dict[int, _Level]:
    found = {}
    for item in items:
        restart = value(item, "lvlRestart")
        legal = item.find(f"{W}isLgl")
        found[_int(item.get(f"{W}ilvl"), 0)] = _Level(
            format=_format(item),
            text=value(item, "lvlText") or "",
            start=_int(value(item, "start"), 0),
            restart=_int(restart, 0) if restart is not None else None,
            legal=legal is not None and legal.get(f"{W}val") not in ("0", "false", "off"),
            style=value(item, "pStyle"),
        )
    return found


def _format(item: _Element) -> str:
    """Return the number format; Word 2010 writes newer ones in a branch that older programs pass over."""
    found = next(item.iter(f"{W}numFmt"), None)
    return "decimal" if found is None else found.get(f"{W}val", "decimal")


def _int(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default
