"""Numbers as Chinese documents write them: 1,200 · 3.5 · １２ · 一百五十 · 三分之一 · 百分之十五 · 两."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["CHINESE", "DIGITS", "Number", "chinese", "find", "parse"]

# Digits of either width, with thousands separators that are followed by three digits.
DIGITS = r"(?:(?<![\d.,])\d{1,3}(?:[,，]\d{3})+(?!\d)(?:[.．]\d+)?|\d+(?:[.．]\d+)?)"
CHINESE = r"[零〇一二两三四五六七八九十百千]+"

_DIGIT = {
    char: value
    for value, chars in enumerate(["零〇○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"])
    for char in chars
}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_FRACTION = re.compile(rf"(?P<of>百|千|万|{CHINESE}|\d+)分之(?P<part>{DIGITS}|[零〇一二两三四五六七八九十百千点]+)")
_FIND = re.compile(rf"{_FRACTION.pattern}|(?P<digits>{DIGITS})|(?P<chinese>{CHINESE})")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: where it stands, its value, and the unit that its own words carry (%, ‰), if any."""

    start: int
    end: int
    value: float
    unit: str | None = None
    written: str = "digits"  # digits, chinese, fraction


def parse(text: str) -> float:
    """Return the value of a number written in digits of either width or in Chinese numerals.

    Raises ValueError for anything else.

    >>> parse("1,200"), parse("３．５"), parse("一百五十"), parse("1.2万"), parse("十二点五")
    (1200.0, 3.5, 150.0, 12000.0, 12.5)
    """
    plain = text.strip().replace(",", "").replace("，", "").replace("．", ".")
    factor = 1.0
    while plain and plain[-1] in _MYRIADS and re.fullmatch(r"[\d.]+[万亿]+", plain):
        factor, plain = factor * _MYRIADS[plain[-1]], plain[:-1]
    try:
        return float(plain) * factor
    except ValueError:
        return chinese(plain)


def chinese(text: str) -> float:
    """Return the value of a Chinese numeral, read by place value or digit by digit (二〇二一).

    >>> chinese("三千零五"), chinese("两"), chinese("二〇二五"), chinese("十"), chinese("一亿二千万")
    (3005.0, 2.0, 2025.0, 10.0, 120000000.0)
    """
    if "点" in text:
        whole, _, part = text.partition("点")
        if not part or any(char not in _DIGIT for char in part):
            raise ValueError(f"not a number: {text!r}")
        return chinese(whole) + int("".join(str(_DIGIT[char]) for char in part)) / 10 ** len(part)
    if text and all(char in _DIGIT for char in text):
        return float("".join(str(_DIGIT[char]) for char in text))
    total = section = digit = 0
    for char in text:
        if char in _DIGIT:
            digit = _DIGIT[char]
        elif char in _TENS:
            section, digit = section + (digit or 1) * _TENS[char], 0
        elif char == "亿":
            total, section, digit = (total + section + digit) * 10**8, 0, 0
        elif char == "万":
            total, section, digit = total + (section + digit) * 10**4, 0, 0
        else:
            raise ValueError(f"not a number: {text!r}")
    if not text:
        raise ValueError("not a number: ''")
    return float(total + section + digit)


def find(text: str) -> Iterator[Number]:
    """Yield every number of the text in order; fractions as per cent, 千分之… as ‰. Numerals in names are yielded too.

    >>> [(n.value, n.unit) for n in find("建成1,200个，占比百分之十五，培训三十人")]
    [(1200.0, None), (15.0, '%'), (30.0, None)]
    """
    for match in _FIND.finditer(text):
        if match["of"]:
            yield _fraction(match)
        elif match["digits"]:
            yield Number(match.start(), match.end(), parse(match["digits"]))
        else:
            yield Number(match.start(), match.end(), chinese(match["chinese"]), written="chinese")


def _fraction(match: re.Match[str]) -> Number:
    whole, part = match["of"], parse(match["part"])
    if whole == "百":
        value, unit = part, "%"
    elif whole == "千":
        value, unit = part, "‰"
    else:
        value, unit = round(100 * part / (10**4 if whole == "万" else parse(whole) or 1), 6), "%"
    return Number(match.start(), match.end(), value, unit, "fraction")
