"""What an applicant says, cut at its stops: each stretch tells or asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from graph.eligibility.thesaurus import alternatives, canonical, implied

__all__ = ["Segment", "segments"]

_SPLIT: Final = re.compile(r"[，。；！？、,;!?\n]|：(?!\d)")

_SOME: Final = re.compile("(?:前|好|十|这|近|头|过去|往)几|几(?=年前|个月前|天前|十|百|千)")  # 前几年 asks nothing


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch between two stops, where it starts, whether it asks rather than tells."""

    text: str
    start: int
    asks: bool
    here: tuple[str, ...] = ()  # names of the region that the documents speak of as 本市

    @property
    def canonical(self) -> str:
        """The words of the documents for what is said, with what that implies."""
        text = self.text
        for name in self.here:
            text = text.replace(name, "本市")
        words = canonical(text)
        return words if alternatives("deny").search(words) else words + implied(words)


def segments(text: str, here: tuple[str, ...] = ()) -> list[Segment]:
    """Cut a text at its stops; `here` are names of the region that the documents call 本市.

    >>> [(part.text, part.asks) for part in segments("投了3万元，够格吗？")]
    [('投了3万元', False), ('够格吗', True)]
    """
    found, at = [], 0
    joined = canonical_stops(text)
    for stop in (*_SPLIT.finditer(joined), None):
        end = stop.start() if stop else len(text)
        words = text[at:end].strip()
        if words:
            asks = bool(alternatives("asking").search(_SOME.sub("", words)))
            found.append(Segment(words, text.index(words, at), asks, here))
        at = stop.end() if stop else end
    return found


def canonical_stops(text: str) -> str:
    """Keep together what a stop only seems to part: 自己用、剩下的卖给电网."""
    return re.sub(r"(?<=用)、(?=剩下|多余|余)|(?<=社保)、(?=信用)|(?<=信用)、(?=社保)|(?<=守信)、(?=社保)", "＋", text)
