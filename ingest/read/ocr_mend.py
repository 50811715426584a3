"""Mends what recognition misreads wherever its surroundings leave no doubt, one character for one."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import normalize

from ingest.rules import load

__all__ = ["empty_cells", "mend"]


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """Return `text` with the characters replaced that the rules of `scan.toml` know, and what was replaced by what.

    The length stays the same. Whatever no rule is certain of stays as recognised.

    >>> mend("—、到2O27年,建成")
    ('一、到2027年，建成', (',→，', '—→一', 'O→0'))
    """
    changed = []
    for rule in load("scan").rules:
        found = [match[0] for match in rule.regex.finditer(text)]
        if found:
            changed += [f"{was}→{rule.emit.get('to') or normalize('NFKC', was)}" for was in found]
            text = rule.regex.sub(lambda match: rule.emit.get("to") or normalize("NFKC", match[0]), text)  # noqa: B023
    return text, tuple(changed)


def empty_cells(texts: Sequence[str]) -> list[str]:
    """Return the stretches of a page with a lone 一 as the dash of an empty cell, unless a lone 二 shows it to count.

    >>> empty_cells(["下降率", "一", "17"]), empty_cells(["一", "二"])
    (['下降率', '—', '17'], ['一', '二'])
    """
    return list(texts) if "二" in texts else ["—" if text == "一" else text for text in texts]
