"""What times in a document are reckoned from, and its text made fit for finding them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ingest.parse.normalize import Plain, even, plain
from ingest.record import Document
from ingest.value.date import Period, Reference, periods, plan_years

__all__ = ["masked", "reference", "sentences", "times"]

_TITLE = re.compile(r"《[^《》]*(?:〈[^〉]*〉[^《》]*)*》")
_YEARS = re.compile(r"((?:19|20)\d{2})\s*年?\s*[—–~～至-]{1,2}\s*((?:19|20)\d{2})\s*年?")
_PLAN = re.compile(r"[“\"]?(十[一二三四五六七]?)五[”\"]?")
_SENTENCE = re.compile(
    r"[^。！？\n]{1,600}(?:[。！？]|(?=\n)|\Z)|[^。！？\n]{1,599}[，；、：\u3000 ]"
    r"|[^。！？\n]{1,600}(?<![\d.万亿])|[^。！？\n]{1,600}"
)


def reference(document: Document) -> Reference:
    """Return what relative times in the document are reckoned from: its dates, and the years in its title or number."""
    meta, years = document.meta, None
    if match := _YEARS.search(meta.title):
        years = int(match[1]), int(match[2])
    elif match := _PLAN.search(meta.title):
        years = plan_years(match[1])
    elif match := re.search(r"[〔\[(（]((?:19|20)\d{2})[〕\])）]", meta.number or "") or re.search(
        r"((?:19|20)\d{2})\s*年(?!前)", meta.title
    ):
        years = int(match[1]), int(match[1])
    return Reference(meta.issued, meta.effective, years)


@lru_cache(maxsize=16)
def masked(text: str, *, assignments: bool = False) -> Plain:
    """Even out a clause's text and blank the titles in 《》, whose numbers and dates are names.

    Bracketed assignments to agencies are blanked too, unless `assignments` asks for them (they may hold a time limit).

    >>> masked("落实《2030年前碳达峰行动方案》要求").text
    '落实《□□□□□□□□□□□□□》要求'
    """
    flat = even(text) if assignments else plain(text)
    if "《" not in flat.text:
        return flat
    return Plain(_TITLE.sub(lambda match: "《" + "□" * (len(match[0]) - 2) + "》", flat.text), flat.at)


def times(text: str, known: Reference) -> list[Period]:
    """Return the time words of an evened-out text."""
    return periods(text, known)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence: up to 。！？ or the end of the paragraph.

    What runs on beyond 600 characters, as the cells of a table that lost its lines, is cut at a comma or space: each
    number is read with its sentence, so that time grows with the square of that.

    >>> list(sentences("一。二；三。\\n四"))
    [(0, 2), (2, 6), (7, 8)]
    """
    for match in _SENTENCE.finditer(text):
        yield match.span()
