"""The kinds of records and their columns, as `fields.toml` declares them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

__all__ = ["FACTS", "Field", "Kind", "Type", "dictionary", "kinds"]

Type = Literal["text", "iri", "integer", "number", "boolean", "date"]
FACTS: Final = ("targets", "responsibilities", "deadlines", "incentives", "criteria", "provisions", "citations")
"""The kinds that are read from the words of a clause; documents and clauses are the text itself."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its type, its meaning in both languages, an example, and the variable that fills it."""

    name: str
    type: Type
    zh: str
    en: str
    example: str
    source: str = ""

    @property
    def variable(self) -> str:
        return self.source or self.name


@dataclass(frozen=True, slots=True)
class Kind:
    """One table: the query that fills it, the variable that names its record, and its columns."""

    name: str
    zh: str
    en: str
    fields: tuple[Field, ...]
    query: str = ""
    record: str = "record"


@cache
def kinds() -> Mapping[str, Kind]:
    """Return every kind by its name; each ends with the columns that say where the record stands.

    >>> [field.name for field in kinds()["citations"].fields][:5]
    ['citedTitle', 'number', 'relation', 'cited', 'title']
    """
    declared = tomllib.loads((files("graph.formats") / "fields.toml").read_text("utf-8"))
    place, reported = declared.pop("place"), declared.pop("reported")
    found = {}
    for name, entry in declared.items():
        ends = [*place, reported] if name in FACTS else place
        columns = tuple(Field(**field) for field in [*entry.pop("fields"), *ends])
        found[name] = Kind(name, fields=columns, **entry)
    return found


def dictionary() -> Iterator[dict[str, str]]:
    """Yield the data dictionary: one row a column of every kind.

    >>> next(row for row in dictionary() if row["field"] == "issued")["type"]
    'date'
    """
    for kind in kinds().values():
        for field in kind.fields:
            yield {
                "kind": kind.name, "field": field.name, "type": field.type,
                "meaning_zh": field.zh, "meaning_en": field.en, "example": field.example,
            }  # fmt: skip
