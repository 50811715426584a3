"""Writes numbers one way, so that 百分之十五, １５％ and 15% are the same words to a search."""

from __future__ import annotations

import re

from ingest.value.number import chinese

__all__ = ["figures"]

_DIGIT = "一二两三四五六七八九"
# A numeral by place value; 十四五 and 一带一路 are none.
_PLACED = (
    rf"(?:[{_DIGIT}]千零?(?:[{_DIGIT}]百零?)?(?:[{_DIGIT}]?十[{_DIGIT}]?|[{_DIGIT}])?"
    rf"|[{_DIGIT}]百零?(?:[{_DIGIT}]?十[{_DIGIT}]?|[{_DIGIT}])?|[{_DIGIT}]?十[{_DIGIT}]?|[{_DIGIT}])"
)
_PERCENT = re.compile(rf"百分之({_PLACED}(?:点[零〇{_DIGIT}]+)?|\d+(?:\.\d+)?)(?![{_DIGIT}十百])")
_TENTHS = re.compile(
    rf"(?<![{_DIGIT}十百千\d])([{_DIGIT}])成([{_DIGIT}](?![{_DIGIT}十百千个家年]))?(?![立员果效本绩功为熟就长品])"
)
_UNIT = "[万亿个家元吨人年月日天户项条款次亩岁所座辆台套张度级倍%％]|公里|千瓦|平方|立方"
_NUMERAL = f"[{_DIGIT}十百千零]"
# a long row is tried once, not from each figure
_COUNTED = re.compile(rf"(?<!{_NUMERAL}){_NUMERAL}+(?={_UNIT})(?!个?五)")
_WHOLE = re.compile(_PLACED)
_NO_START = frozenset("第万（(")  # before a numeral that counts nothing, or is the rest of one
_COMMA = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")


def figures(text: str) -> str:
    """Return `text` with its numbers in digits; years, ordinals, labels and set phrases stay as they are.

    >>> figures("下降百分之十五，补助三成，不超过1,200万元，招用二十人")
    '下降15%，补助30%，不超过1200万元，招用20人'
    >>> figures("“十四五”期间，第三条，一带一路")
    '“十四五”期间，第三条，一带一路'
    """
    if "," in text or "，" in text:
        text = _COMMA.sub("", text)
    if "分之" in text:
        text = _PERCENT.sub(lambda match: f"{_number(match[1])}%", text)
    if "成" in text:
        text = _TENTHS.sub(lambda match: f"{_number(match[1])}{_number(match[2]) if match[2] else 0}%", text)
    return _COUNTED.sub(_counted, text)


def _counted(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1 : match.start()]
    return match[0] if before in _NO_START or not _WHOLE.fullmatch(match[0]) else _number(match[0])


def _number(text: str) -> str:
    whole, _, part = text.partition("点")
    if whole[0].isdigit():
        return text
    return f"{chinese(whole):.0f}" + ("." + "".join(f"{chinese(char):.0f}" for char in part) if part else "")
