"""Folds text to one way of writing and cuts it into tokens, pairs, sentences and the grams that the index holds.

A token is one Chinese character or one run of Latin letters and digits ("2025", "pm2.5"), width folded and in lower
case. Characters one by one and in pairs find what a word list would miss: names, abbreviations, new terms. The index
cuts by itself, in Rust and by characters throughout ("2025" is 2 20 0 02 …): it only has to bring what may answer;
`graph.search.rank` looks at whole tokens.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from graph.search.figure import figures

__all__ = ["SEPARATOR", "cut", "fold", "grams", "pairs", "runs", "sentences", "shared_words", "tokens"]

SEPARATOR = "\U000f0000"  # stands for punctuation in what the index cuts: four bytes, so that it can tell and drop it

_TOKEN = re.compile(r"[a-z0-9]+(?:\.[a-z0-9]+)*|[^\W_]")
_BETWEEN = re.compile(r"[\W_]+")
_WITHIN = re.compile(r"[^\W_]+")
_USUAL = (("，", ","), ("：", ":"), ("；", ";"), ("（", "("), ("）", ")"))  # what folding mostly changes
_ODD = re.compile(r"[^一-鿿a-z0-9.%,:;()。、“”《》\n ]+")  # what it may change beside
_RUN = re.compile(r"[^\W_]+(?:\.[a-z0-9]+)*")
_SENTENCE = re.compile(r"[^。；！？;!?\n]+[。；！？;!?]?")


def fold(text: str) -> str:
    """Return `text` with full-width and compatibility forms folded, numbers in digits, in lower case.

    >>> fold("ＰＭ２.５　Ⅲ类　百分之十五")
    'pm2.5 iii类 15%'
    """
    for wide, narrow in _USUAL:
        text = text.replace(wide, narrow)
    return figures(_ODD.sub(_plain, text))


def _plain(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0]).lower()


def tokens(text: str) -> list[str]:
    """List the characters and Latin runs of `text`, punctuation left out.

    >>> tokens("到2025年，建成10个。")
    ['到', '2025', '年', '建', '成', '10', '个']
    """
    return _TOKEN.findall(fold(text))


def pairs(text: str) -> list[str]:
    """List neighbouring tokens of `text`, joined; no pair reaches over punctuation. A lone token stands for itself.

    >>> pairs("牵头单位：市财政局")
    ['牵头', '头单', '单位', '市财', '财政', '政局']
    """
    found = []
    for run in _RUN.findall(fold(text)):
        parts = _TOKEN.findall(run)
        found += [a + b for a, b in pairwise(parts)] or parts
    return found


def cut(text: str) -> list[str]:
    """List the tokens of `text` and, after them, its pairs.

    >>> cut("节水。市财政局")
    ['节', '水', '市', '财', '政', '局', '节水', '市财', '财政', '政局']
    """
    plain = fold(text)
    return _TOKEN.findall(plain) + pairs(plain)


def runs(plain: str) -> str:
    """Return a folded text as the index takes it: what stands between letters and digits is one separator.

    >>> runs("节水。 3项").split(SEPARATOR)
    ['节水', '3项']
    """
    return SEPARATOR.join(_WITHIN.findall(plain))


def grams(text: str) -> list[str]:
    """List the grams of one and of two characters that the index cuts `text` into.

    >>> grams("节水。3项")
    ['节', '水', '3', '项', '节水', '3项']
    """
    parts = _BETWEEN.split(fold(text))
    return [char for part in parts for char in part] + [a + b for part in parts for a, b in pairwise(part)]


def sentences(text: str, at_most: int = 400) -> list[str]:
    """Split `text` into sentences; one beyond `at_most` characters (a table row, a list) is cut there.

    >>> sentences("甲一。乙二；丙三")
    ['甲一。', '乙二；', '丙三']
    """
    return [
        sentence[at : at + at_most]
        for sentence in _SENTENCE.findall(text)
        for at in range(0, len(sentence), at_most)
        if sentence.strip()
    ]


def shared_words(query: str, text: str, shortest: int = 2) -> tuple[str, ...]:
    """Name the longest stretches of `query` that stand in `text` too, in the order of the query, each once.

    >>> shared_words("谁来牵头节水灌溉", "推广节水灌溉，市水务局牵头。")
    ('牵头', '节水灌溉')
    """
    parts, where = tokens(query), " ".join(["", *tokens(text), ""])
    found: dict[str, None] = {}
    at = 0
    while at < len(parts):
        end = at
        while end < len(parts) and f" {' '.join(parts[at : end + 1])} " in where:
            end += 1
        if end - at >= shortest or (end > at and parts[at].isascii()):
            found["".join(parts[at:end])] = None
        at = max(end, at + 1)
    return tuple(found)
