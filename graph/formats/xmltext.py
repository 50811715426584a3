"""Characters that XML 1.0 cannot hold."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["xml_text"]

_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(words: str, instead: str = "") -> str:
    r"""Drop the characters that no escape can carry, control characters and U+FFFE among them, or put `instead`.

    >>> xml_text("第一条\x0b\x00\ufffe")
    '第一条'
    """
    return _FORBIDDEN.sub(instead, words)
