"""Does a sentence stand in a text: letter for letter, but for spaces, which files break lines by."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["span"]

_SPACES: Final = r"\s*"
_WHOLE_BEFORE: Final = r"(?:(?!\d)|(?<!\d)(?<!\d[.,]))"  # what begins with a digit begins a number
_WHOLE_AFTER: Final = r"(?:(?<!\d)|(?!\s*[.,]?\d))"


def span(sentence: str, text: str) -> tuple[int, int] | None:
    """Return where `sentence` first stands in `text`, whatever the spaces in either; None where it does not.

    A number stands there whole or not at all: 20万元 is no part of 120万元.

    >>> span("补助 20%", "按设备投入补助\\n20%，最高50万元")
    (5, 11)
    >>> span("20万元", "最高120万元") is span("下降13", "下降13.5%") is None
    True
    >>> span("补助30%", "按设备投入补助20%") is span(" ", "按设备投入") is None
    True
    """
    letters = [re.escape(letter) for letter in sentence if not letter.isspace()]
    found = re.search(rf"{_WHOLE_BEFORE}{_SPACES.join(letters)}{_WHOLE_AFTER}", text) if letters else None
    return found and found.span()
