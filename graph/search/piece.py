"""Cuts a long clause into the passages that a search looks at: neighbouring sentences that lap over each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.search.entry import Entry

__all__ = ["pieces", "spans"]

_LONG = 480  # characters from which a clause is cut
_SIZE = 400  # characters of a passage, but for a sentence that is longer
_LAP = 160  # characters at the end of a passage with which the next begins again, in whole sentences
_SENTENCE = re.compile(r"[^。；！？;!?\n]+[。；！？;!?]*[”」』）)]*\n*|[。；！？;!?\n]+")
_BREAK = re.compile(r"(?<=\S)\s*\n")


def pieces(entry: Entry) -> Iterator[Entry]:
    """Yield a clause as the passages it is found by: itself where it is short.

    Each passage holds the facts whose words stand in it and names the paragraph of the clause in which it begins.
    """
    if len(entry.text) <= _LONG:
        yield entry
        return
    for start, end in spans(entry.text):
        text = entry.text[start:end].strip()
        start = entry.text.index(text, start)
        said = tuple((kind, words) for kind, words in entry.said if words.rpartition(" ")[2] in text)
        kinds = tuple(dict.fromkeys(kind for kind, _ in said)) if entry.said else entry.facts
        number = len(_BREAK.findall(entry.text, 0, start)) + 1
        yield replace(entry, text=text, said=said, facts=kinds, paragraph=number, start=start)


def spans(text: str, size: int = _SIZE, lap: int = _LAP) -> Iterator[tuple[int, int]]:
    """Yield where passages of whole sentences begin and end, in order; all of `text` is within one of them.

    >>> [("甲。乙乙。丙丙。丁。"[start:end]) for start, end in spans("甲。乙乙。丙丙。丁。", 6, 3)]
    ['甲。乙乙。', '乙乙。丙丙。', '丙丙。丁。']
    """
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    starts = [0, *ends[:-1]]
    first = 0
    while first < len(ends):
        last = first
        while last + 1 < len(ends) and ends[last + 1] - starts[first] <= size:
            last += 1
        yield starts[first], ends[last]
        if last + 1 == len(ends):
            return
        following = last + 1
        while following - 1 > first and ends[last] - starts[following - 1] <= lap:
            following -= 1
        first = following
