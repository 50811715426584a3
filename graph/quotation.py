"""Does a sentence stand in a text: letter for letter, but for spaces, which files break lines by."""

from __future__ import annotations

import re

__all__ = ["span"]


def span(sentence: str, text: str) -> tuple[int, int] | None:
    """Return where `sentence` first stands in `text`, whatever the spaces in either; None where it does not.

    >>> span("补助 20%", "按设备投入补助\\n20%，最高50万元")
    (5, 11)
    >>> span("补助30%", "按设备投入补助20%") is span(" ", "按设备投入") is None
    True
    """
    letters = [re.escape(letter) for letter in sentence if not letter.isspace()]
    found = re.search(r"\s*".join(letters), text) if letters else None
    return found and found.span()
