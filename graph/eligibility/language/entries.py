"""Entries of a file of rules, each made into what it stands for; one that is not well formed names itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any, TypeVar

from ingest.errors import RuleError

__all__ = ["entries"]

_T = TypeVar("_T")


def entries(file: str, table: str, make: Callable[[Mapping[str, Any]], _T]) -> tuple[_T, ...]:
    """Return what `make` makes of each entry of a table of `graph/rules/FILE`. Raises RuleError that names the entry.

    >>> entries("narrower.toml", "narrower", lambda entry: entry["id"])[0]
    'rice-twice-a-year'
    """
    found = []
    for entry in tomllib.loads((files("graph") / "rules" / file).read_text("utf-8"))[table]:
        try:
            found.append(make(entry))
        except (KeyError, TypeError, ValueError, re.error) as error:
            raise RuleError(f"{file}: {entry.get('id', '(without id)')!r}: {error}") from error
    return tuple(found)
