"""What stands in the way of the offers of a clause: its heading, instalments, what is struck."""

from __future__ import annotations

import re

from ingest.extract.wording import offer_pattern
from ingest.record import Clause

__all__ = ["body_of", "without_asides"]


def without_asides(text: str) -> str:
    """Leave out what stands in the way of a sum: instalments, and what an amendment strikes.

    The text keeps its length, so that offsets hold.
    """
    text = offer_pattern("instalments").sub(lambda match: " " * len(match[0]), text)
    return re.sub("“[^”]*”(?=修?改为“)|(?<=改为)“", lambda match: "。" * len(match[0]), text)


def body_of(clause: Clause, text: str) -> int:
    """Return where the text proper begins: a heading offers nothing, unless there is nothing else.

    A title with a comma is the first sentence of a clause without a heading (对医务人员取得的补助，免征个人所得税。…).
    """
    title = re.sub(r"\s", "", clause.title)
    at = text.find(title) if title and not re.search("[，,]", title) else -1
    end = at + len(title) if 0 <= at <= 12 else 0
    return end if text[end:].strip("。 \n") else 0
