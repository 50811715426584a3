"""Tells a text layer that cannot be used: its characters stand for others."""

from __future__ import annotations

import re

__all__ = ["FEW", "doubt"]

FEW = 30  # characters below which a page that is all picture counts as a scan: a page number, a stamp of the scanner
_ENOUGH = 20  # characters from which on a text can be judged
_LOST = re.compile(r"[\ue000-\uf8ff\ufffd\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\U000f0000-\U0010ffff]")
_LEADER = re.compile(r"([.．·•…_—-])\1{2,}")  # dots of a line of contents, a blank of a form
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_LATIN = re.compile(r"[A-Za-z]")
_PLAIN = re.compile(r"[A-Za-z0-9 .,;:()%/'\"-]")
_VOWEL = re.compile(r"[aeiouyAEIOUY]")


def doubt(text: str) -> str | None:
    """Return why the text of a page is not to be believed, None where it is.

    Judged are characters without a meaning of their own (private use, replacement, control), Chinese ones that neither
    GB 2312 nor Big5 has, and text that is neither Chinese nor like words in letters. Short texts pass, and leaders.

    >>> doubt("到2027年，全市用水量下降12%左右，灌溉水利用系数继续提高。"), doubt("\ue012\ue034\ue0a1" * 10)
    (None, 'its characters are of private use or without meaning')
    >>> doubt("ÔÆÔóÊ¡½ÚË®ÐÐ¶¯·½°¸ÊµÊ©Òâ¼û")
    'it is neither Chinese nor words in letters'
    """
    bare = _LEADER.sub("", "".join(text.split()))
    if len(bare) < _ENOUGH:
        return None
    if len(bare) - len(_LOST.sub("", bare)) > 0.25 * len(bare):
        return "its characters are of private use or without meaning"
    han = "".join(_HAN.findall(bare))
    if len(han) >= 0.2 * len(bare):
        known = any(_in(han, encoding) >= 0.75 * len(han) for encoding in ("gb2312", "big5"))
        return None if known else "its Chinese characters are rare ones"
    letters = _LATIN.findall(bare)
    plain = len(_PLAIN.findall(bare))
    vowels = len(_VOWEL.findall(bare))
    if plain < 0.6 * len(bare) or (len(letters) > 0.5 * len(bare) and vowels < 0.12 * len(letters)):
        return "it is neither Chinese nor words in letters"
    return None


def _in(chars: str, encoding: str) -> int:
    return len(chars.encode(encoding, "ignore")) // 2
