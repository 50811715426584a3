"""Loads the rule files `<kind>.toml` that lie beside this module.

A file holds word lists and rules:

    [words]                       # lists that patterns name as %{list}: one alternation, longest word first
    goal = ["达到", "提高到"]
    [define]                      # pieces of pattern that patterns name as %{piece}
    year = '(?:19|20)\\d{2}'
    [[rule]]
    id      = "by-year"           # unique within its file
    pattern = '到%{year}年'        # a regular expression of the standard library
    why     = "到X年 counts to the last day of X"
    yes     = ["到2025年，建成", ["力争到2025年底", "到2025年"]]   # text, or text and the words the pattern must match
    no      = ["2025年度报告"]
    needs   = "到"                # optional: characters of which a text must hold one, or the pattern is not tried
    emit    = { … }               # optional: whatever the extractor needs to know of a match

One test runs the examples and counter-examples of every rule.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

from ingest.errors import RuleError

__all__ = ["Rule", "Rules", "kinds", "load", "version"]

_FILE_KEYS = {"words", "define", "rule"}
_RULE_KEYS = {"id", "pattern", "why", "yes", "no", "emit", "needs"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern with its reason and its examples."""

    kind: str
    id: str
    regex: re.Pattern[str]
    why: str
    yes: tuple[tuple[str, str | None], ...]
    no: tuple[str, ...]
    emit: Mapping[str, Any] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """`kind/id`, as evidence names it."""
        return f"{self.kind}/{self.id}"


@dataclass(frozen=True, slots=True)
class Rules:
    """All of one file: its rules in order, its word lists, and its patterns' pieces."""

    kind: str
    rules: tuple[Rule, ...]
    words: Mapping[str, tuple[str, ...]]
    define: Mapping[str, str]
    by_id: Mapping[str, Rule]

    def __getitem__(self, rule_id: str) -> Rule:
        try:
            return self.by_id[rule_id]
        except KeyError:
            raise KeyError(f"{self.kind}.toml has no rule {rule_id!r}") from None

    def pattern(self, text: str) -> re.Pattern[str]:
        """Compile `text` with this file's word lists and pieces filled in."""
        return re.compile(_fill(text, self.define, self.words, f"{self.kind}.toml"))


def kinds() -> tuple[str, ...]:
    """Name every rule file, in alphabetical order."""
    return tuple(sorted(file.name[:-5] for file in files(__name__).iterdir() if file.name.endswith(".toml")))


@cache
def load(kind: str) -> Rules:
    """Read and check `<kind>.toml`. Raises RuleError with the file and the rule named.

    >>> load("deadline").kind
    'deadline'
    """
    return parse(kind, (files(__name__) / f"{kind}.toml").read_text("utf-8"))


@cache
def version(kind: str) -> str | None:
    """Return eight digits that change whenever `<kind>.toml` does; None where there is no such file.

    >>> len(version("deadline")), version("no-such-kind")
    (8, None)
    """
    if kind not in kinds():
        return None
    return blake2b((files(__name__) / f"{kind}.toml").read_bytes(), digest_size=4).hexdigest()


def parse(kind: str, text: str) -> Rules:
    """Check and compile the text of a rule file; see `load`."""
    where = f"{kind}.toml"
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{where}: {error}") from error
    if unknown := data.keys() - _FILE_KEYS:
        raise RuleError(f"{where}: unknown key {sorted(unknown)[0]!r}; known are {', '.join(sorted(_FILE_KEYS))}")
    words = {name: tuple(items) for name, items in data.get("words", {}).items()}
    define = dict(data.get("define", {}))
    rules, seen = [], set()
    for entry in data.get("rule", []):
        rule = _rule(kind, entry, define, words)
        if rule.id in seen:
            raise RuleError(f"{where}: rule {rule.id!r} stands twice; give one another id")
        seen.add(rule.id)
        rules.append(rule)
    return Rules(kind, tuple(rules), words, define, {rule.id: rule for rule in rules})


def _rule(kind: str, entry: Mapping[str, Any], define: Mapping[str, str], words: Mapping[str, tuple[str, ...]]) -> Rule:
    where = f"{kind}.toml: rule {entry.get('id', '(without id)')!r}"
    if unknown := entry.keys() - _RULE_KEYS:
        raise RuleError(f"{where}: unknown key {sorted(unknown)[0]!r}; known are {', '.join(sorted(_RULE_KEYS))}")
    if missing := {"id", "pattern", "why", "yes", "no"} - entry.keys():
        raise RuleError(f"{where}: {sorted(missing)[0]!r} is missing")
    if not entry["yes"]:
        raise RuleError(f"{where}: give at least one example under 'yes'")
    try:
        regex = re.compile(_fill(entry["pattern"], define, words, where))
    except re.error as error:
        raise RuleError(f"{where}: {error}") from error
    yes = tuple((item, None) if isinstance(item, str) else (item[0], item[1]) for item in entry["yes"])
    needs = frozenset(entry.get("needs", ""))
    if needs and any(needs.isdisjoint(text) for text, _ in yes):
        raise RuleError(f"{where}: an example under 'yes' holds none of the characters of 'needs'")
    return Rule(kind, entry["id"], regex, entry["why"], yes, tuple(entry["no"]), entry.get("emit", {}), needs)


def _fill(pattern: str, define: Mapping[str, str], words: Mapping[str, tuple[str, ...]], where: str) -> str:
    def piece(match: re.Match[str]) -> str:
        name = match[1]
        if name in define:
            return _fill(define[name], define, words, where)
        if name in words:
            return "(?:" + "|".join(re.escape(word) for word in sorted(words[name], key=len, reverse=True)) + ")"
        raise RuleError(f"{where}: %{{{name}}} names neither a word list nor a piece of this file")

    return re.sub(r"%\{([\w-]+)\}", piece, pattern)
