"""Reads a question typed in pinyin: of all characters that sound so, those that the store itself writes together."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache

__all__ = ["characters", "syllables"]

_TYPED = re.compile(r"[A-Za-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ'’ \d,.?!，。？！]+")
_LETTERS = re.compile(r"[a-zü]+")
_LONGEST = 6  # letters of a syllable
_MANY = 24  # characters of one sound that are tried, the commonest of the store
_COMMON = range(0x4E00, 0x9FA6)
_LONE = 0.1  # what a character by itself counts for beside a pair

Frequency = Callable[[str], int]


def characters(text: str, frequency: Frequency) -> str:
    """Return what `text` means if it is typed in pinyin, else `text`; `frequency` counts grams in the store.

    One syllable alone is no pinyin, nor is what nothing in the store sounds like: it may be an abbreviation.

    >>> store = {"节": 3, "街": 9, "水": 5, "节水": 3}
    >>> characters("jie shui", lambda gram: store.get(gram, 0)), characters("GDP", lambda gram: 1)
    ('节水', 'GDP')
    """
    sounds = syllables(text)
    if len(sounds) < 2:
        return text
    best: dict[str, tuple[float, str]] = {"": (0.0, "")}
    for sound in sounds:
        known = sorted(((frequency(char), char) for char in _sounding().get(sound, ())), reverse=True)[:_MANY]
        here = [(char, _LONE * math.log1p(many)) for many, char in known if many]
        if not here:
            return text
        best = {
            char: max(
                (score + alone + math.log1p(frequency(last + char) if last else 0), so_far + char)
                for last, (score, so_far) in best.items()
            )
            for char, alone in here
        }
    return max(best.values())[1]


def syllables(text: str) -> list[str]:
    """List the syllables of a text that is all pinyin, with or without spaces and tones; none where it is not.

    >>> syllables("jieneng gaizao"), syllables("Xi'an"), syllables("energy"), syllables("节水")
    (['jie', 'neng', 'gai', 'zao'], ['xi', 'an'], [], [])
    """
    if not _TYPED.fullmatch(text):
        return []
    found: list[str] = []
    for word in _LETTERS.findall(_toneless(text.lower())):
        parts = _split(word)
        if not parts:
            return []
        found += parts
    return found


def _split(word: str) -> list[str]:
    """Split a run of letters into syllables, the first as long as can be; inside, none begins with a vowel."""
    rest: list[list[str] | None] = [None] * len(word) + [[]]  # how what follows each place is split
    for at in range(len(word) - 1, -1, -1):
        if at and word[at] in "aoe":
            continue
        for end in range(min(len(word), at + _LONGEST), at, -1):
            tail = rest[end]
            if word[at:end] in _sounding() and tail is not None:
                rest[at] = [word[at:end], *tail]
                break
    return rest[0] or []


def _toneless(text: str) -> str:
    plain = unicodedata.normalize("NFD", text)
    umlaut = unicodedata.normalize("NFC", re.sub("[\u0300\u0301\u0304\u030c]", "", plain))
    return re.sub(r"(?<=[nl])v|(?<=[nl])ü", "v", umlaut)


@cache
def _sounding() -> Mapping[str, tuple[str, ...]]:
    """Return the characters of each toneless syllable."""
    from pypinyin.constants import PINYIN_DICT

    found: dict[str, list[str]] = defaultdict(list)
    for code, sounds in PINYIN_DICT.items():
        if code in _COMMON:
            for sound in dict.fromkeys(_toneless(sounds).split(",")):
                found[sound].append(chr(code))
    return {sound: tuple(chars) for sound, chars in found.items() if _LETTERS.fullmatch(sound)}
