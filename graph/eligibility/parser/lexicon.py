"""The lexicon of plain words, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Lexicon", "lexicon"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists by name, everyday units with those of documents, and states that are written in several ways."""

    words: Mapping[str, tuple[str, ...]]
    units: Mapping[str, str]
    forms: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]

    def pattern(self, *names: str) -> re.Pattern[str]:
        """Return what matches any word of these lists, the longest first."""
        return _pattern(self.words, names)


def _pattern(words: Mapping[str, tuple[str, ...]], names: tuple[str, ...]) -> re.Pattern[str]:
    found = sorted((word for name in names for word in words[name]), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, found)))


@cache
def lexicon() -> Lexicon:
    """Read `lexicon.toml`.

    >>> lexicon().units["万块"]
    '万元'
    """
    data = tomllib.loads((files("graph.eligibility.parser") / "lexicon.toml").read_text("utf-8"))
    words = {name: tuple(found) for name, found in data["words"].items()}
    forms = tuple((re.compile(form["pattern"]), tuple(form["forms"])) for form in data["form"])
    return Lexicon(words, data["units"], forms)
