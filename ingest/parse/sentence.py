"""Where the sentence begins and ends in which a place of a text stands."""

from __future__ import annotations

from typing import Final

__all__ = ["begin_of", "end_of"]

_STOPS: Final = "。\n"


def begin_of(text: str, at: int, stops: str = _STOPS) -> int:
    """Return where the sentence begins that holds `at`: behind the last of `stops` before it.

    >>> begin_of("已停业。失信的", 6), begin_of("失信的", 2)
    (4, 0)
    """
    return max(text.rfind(stop, 0, at) for stop in stops) + 1


def end_of(text: str, at: int, stops: str = _STOPS) -> int:
    """Return where the sentence ends that holds `at`: at the first of `stops` from it on, else with the text.

    >>> end_of("已停业。失信的", 1), end_of("已停业。失信的", 5)
    (3, 7)
    """
    return min((found for stop in stops if (found := text.find(stop, at)) >= 0), default=len(text))
