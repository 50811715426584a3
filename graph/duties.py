"""Who has to see to a matter in each region: offices laid side by side by what they are for, whatever they are called.

A region none of whose documents says is listed as such: unknown, not nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from graph.placed import Placed, place
from graph.query import table
from graph.search.concept import Matters
from graph.search.grams import fold
from graph.store import Store

__all__ = ["Across", "Duty", "across"]

Row = Mapping[str, Any]

_ROLES: Final = ("lead", "responsible", "support")
_SENTENCE: Final = re.compile(r"[。；！？\n]")


@dataclass(frozen=True, slots=True)
class Duty(Placed):
    """One office's part in a task.

    `function` is what the office is for (an IRI); `says` are the words that it answers for. `word` is the name under
    which they speak of the matter; `kindred` tells that it is only one of a neighbouring matter, which may be another
    thing. `central` tells whether the task or heading names the matter itself, rather than some words within.
    """

    region: str | None
    region_name: str | None
    function: str | None
    function_name: str | None
    agency: str | None
    name: str
    role: str
    task: str | None
    due: date | None
    says: str
    central: bool
    word: str | None
    kindred: bool
    record: str


@dataclass(frozen=True, slots=True)
class Across:
    """The offices of all regions for one matter; `silent` names the regions asked for of which no document says.

    `words` are the names of the matter, and then, `kindred`, those of neighbouring ones.
    """

    words: tuple[str, ...]
    duties: tuple[Duty, ...]
    silent: tuple[str, ...]
    kindred: frozenset[str] = frozenset()


def across(
    store: Store,
    matter: str = "",
    *,
    function: str | None = None,
    regions: Sequence[str] = (),
    role: str | None = None,
    on: date | None = None,
) -> Across:
    """Return who has to see to `matter` (充电桩, by any of its names) in each region, or what one function does.

    A duty counts where the words that it answers for, the heading of its clause or its task name the matter; those that
    name it come before those that name a kindred one. `function` is an IRI; `regions` are IRIs, each with the regions
    in it; none asks for all. With `on`, only documents in force.
    """
    words, kindred = _words(matter)
    own = [word for word in words if word not in kindred]
    standing = None if on is None else {row["document"] for row in table(store, "in_force", on=on)}
    rows: dict[str, Row] = {}
    silent = []
    for region in regions or (None,):
        taken = {
            row["record"]: {
                **row,
                "says": says,
                "word": word or None,
                "kindred": word in kindred,
                "central": _named(own, row["task"], row["clauseTitle"]) is not None,
            }
            for row, says in _spoken(table(store, "duties", region=region, role=role, function=function))
            if (standing is None or row["document"] in standing)
            and (word := _named(words, says, row["task"], row["clauseTitle"])) is not None
        }
        rows |= {record: row for record, row in taken.items() if record not in rows}
        if region is not None and not taken:
            silent.append(region)
    ordered = sorted(
        rows.values(),
        key=lambda row: (row["regionName"] or "", row["kindred"], not row["central"], _ROLES.index(row["role"])),
    )
    return Across(words, tuple(_duty(row) for row in ordered), tuple(silent), kindred)


def _words(matter: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the folded names by which documents may call what is asked for, and which of them are only kindred.

    >>> words, kindred = _words("绿色工厂")
    >>> words[0], "清洁生产" in words, "清洁生产" in kindred, "充电基础设施" in _words("充电桩")[1]
    ('绿色工厂', True, True, False)
    """
    plain = fold(matter.strip())
    known = Matters.load()
    ids = [found.id for found in known.find(plain) if found.name == plain]
    if not plain:
        return (), frozenset()
    own, every = {plain: None}, {plain: None}
    for id_ in ids:
        if not id_.startswith("function/"):
            names, near = known.names_of(id_), known.kindred_of(id_)
            own |= dict.fromkeys(name for name in names if plain not in near and name not in near)
            every |= dict.fromkeys(names)
    return tuple(own | every), frozenset(every.keys() - own)


def _named(words: Sequence[str], *texts: str | None) -> str | None:
    """Return the first of the words that one of the texts holds; where no matter is asked for, any does ("")."""
    plain = fold("\n".join(text for text in texts if text))
    return next((word for word in words if word in plain), None if words else "")


def _spoken(rows: Iterable[Row]) -> Iterator[tuple[Row, str]]:
    """Yield each duty with the words it answers for: from the bracket before to its own, or its own sentence."""
    by_clause: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_clause[row["clause"]].append(row)
    for found in by_clause.values():
        brackets = sorted({row["end"] for row in found if row["form"] == "bracket"})
        for row in found:
            text = row["text"]
            if row["row"] is not None:
                yield row, _line(text, row["start"])
            elif row["form"] == "bracket":
                start = max((end for end in brackets if end <= row["start"]), default=0)
                yield row, text[start : row["end"]].strip()
            else:
                yield row, _sentence(text, row["start"], row["end"])


def _line(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]


def _sentence(text: str, start: int, end: int) -> str:
    begin = max((match.end() for match in _SENTENCE.finditer(text, 0, start)), default=0)
    close = _SENTENCE.search(text, max(end - 1, start))
    return text[begin : close.end() if close else len(text)].strip()


def _duty(row: Row) -> Duty:
    return Duty(
        row["place"], row["regionName"], row["duty"], row["functionName"], row["agency"], row["agencyName"],
        row["role"], row["task"], row["due"], row["says"], row["central"], row["word"], row["kindred"], row["record"],
        **place(row),
    )  # fmt: skip
