"""Two titles told in one breath, the other and its sums in brackets: 孵化器（众创空间）的，奖励100万元（50万元）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.condition import Passage

__all__ = ["each_of_both"]

_YUAN: Final = r"\d[\d.]*[万亿]?元"
_SUM: Final = re.compile(f"(?P<main>{_YUAN})（(?P<other>{_YUAN})）")
_BOTH: Final = re.compile(
    r"(?<=[级、的为定])(?P<noun>(?:(?!级)[\u4e00-\u9fff]){2,12}?)（(?P<alt>(?!以下|含|不含|包括)[\u4e00-\u9fff]{2,12})）"
    rf"(?P<rest>[^。；]*?{_YUAN}（{_YUAN}）[^。；]*)"
)


def each_of_both(passage: Passage) -> Iterator[Passage]:
    """Yield a passage as it reads for the one title, then for the other; as it is where there are no such two.

    What is not of the one is left out; each letter still knows where it stands.

    >>> text = "新认定为国家级、省级孵化器（众创空间）的，分别奖励100万元（50万元）、50万元（20万元）。"
    >>> for one in each_of_both(Passage.of(text)):
    ...     print(one.even.text)
    新认定为国家级、省级孵化器的，分别奖励100万元、50万元。
    新认定为国家级、省级众创空间的，分别奖励50万元、20万元。
    >>> [one.even.text for one in each_of_both(Passage.of("补助10万元（以下简称补助）。"))]
    ['补助10万元（以下简称补助）。']
    """
    text = passage.even.text
    found = list(_BOTH.finditer(text))
    if not found:
        yield passage
        return
    for other in (False, True):
        read = passage
        for start, end in sorted((span for match in found for span in _dropped(match, other)), reverse=True):
            read = read.without(start, end)
        yield read


def _dropped(match: re.Match[str], other: bool) -> Iterator[tuple[int, int]]:
    """Yield what is not of the one title, or of the other."""
    (first, last), alt = match.span("noun"), match.span("alt")
    yield from ((first, last), (alt[0] - 1, alt[0]), (alt[1], alt[1] + 1)) if other else [(alt[0] - 1, alt[1] + 1)]
    for one in _SUM.finditer(match.string, *match.span("rest")):
        begin, end = one.span("other")
        yield from (one.span("main"), (begin - 1, begin), (end, end + 1)) if other else [(begin - 1, end + 1)]
