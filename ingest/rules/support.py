"""Support: in how many documents each rule fires, counted while documents are read.

Patterns are compiled when the readers are imported, so counting begins before: `watch()` first, then import them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ingest import rules

__all__ = ["Support", "watch"]

_FINDS = ("match", "search", "fullmatch", "findall")


class Support:
    """In which documents the rules fired; `document` names the one that is being read.

    >>> support = Support()
    >>> support.document = "a.txt"
    >>> bool(_Watched(re.compile("补贴"), "incentive/cue", support).search("给予补贴")), support.count("incentive/cue")
    (True, 1)
    """

    def __init__(self) -> None:
        self.document = ""
        self._fired: defaultdict[str, set[str]] = defaultdict(set)
        self.composed: set[str] = set()  # rules that are part of another pattern, so that nobody can say when they fire

    def fired(self, rule: str) -> None:
        """Note that a rule matched in the document that is being read."""
        if self.document:
            self._fired[rule].add(self.document)

    def count(self, rule: str) -> int:
        """Return in how many documents a rule fired."""
        return len(self._fired[rule])


class _Watched:
    """A pattern that tells when it matches; all else it does as the pattern that it holds."""

    def __init__(self, pattern: re.Pattern[str], rule: str, support: Support) -> None:
        self._pattern, self._rule, self._support = pattern, rule, support

    def __getattr__(self, name: str) -> Any:
        if name == "pattern":
            self._support.composed.add(self._rule)
        found = getattr(self._pattern, name)
        if name not in _FINDS:
            return found

        def told(*args: Any, **kwargs: Any) -> Any:
            if match := found(*args, **kwargs):
                self._support.fired(self._rule)
            return match

        return told

    def finditer(self, *args: Any) -> Iterator[re.Match[str]]:
        """Yield what the pattern finds."""
        for match in self._pattern.finditer(*args):
            self._support.fired(self._rule)
            yield match

    def sub(self, repl: Any, string: str, count: int = 0) -> str:
        """Replace what the pattern finds."""
        if self._pattern.search(string):
            self._support.fired(self._rule)
        return self._pattern.sub(repl, string, count)


def watch() -> Support:
    """Count from now on what the rules match; raises RuntimeError where a reader has compiled them already."""
    if rules.load.cache_info().currsize:
        raise RuntimeError("the rules are in use already: count them in a process of its own, before anything is read")
    support, parse = Support(), rules.parse

    def watched(kind: str, text: str) -> rules.Rules:
        read = parse(kind, text)
        own = tuple(replace(rule, regex=_Watched(rule.regex, rule.name, support)) for rule in read.rules)  # type: ignore[arg-type]
        return replace(read, rules=own, by_id={rule.id: rule for rule in own})

    rules.parse = watched
    return support
