"""Mends what recognition misreads wherever its surroundings leave no doubt, one character for one."""

from __future__ import annotations

from ingest.rules import load

__all__ = ["mend"]


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """Return `text` with the characters replaced that the rules of `scan.toml` know, and what was replaced by what.

    The length stays the same. Whatever no rule is certain of stays as recognised.

    >>> mend("—、到2O27年,建成")
    ('一、到2027年，建成', (',→，', '—→一', 'O→0'))
    """
    changed = []
    for rule in load("scan").rules:
        to = rule.emit["to"]
        found = [match[0] for match in rule.regex.finditer(text)]
        if found:
            changed += [f"{was}→{to}" for was in found]
            text = rule.regex.sub(to, text)
    return text, tuple(changed)
