"""Indicators by the words of a goal: exact wording first, then wording with nothing but place and time around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.link.authority import Concept
from ingest.link.unit import Units
from ingest.rules import load

__all__ = ["IndicatorRef", "Indicators"]

_PERCENT = {"Dimensionless", "PercentagePoint"}


@dataclass(frozen=True, slots=True)
class IndicatorRef:
    """An indicator of the authority file: its id, its name, the dimension of its level."""

    id: str
    name: str
    dimension: str
    broader: str | None = None


class Indicators:
    """The indicators of the authority file, by every wording."""

    def __init__(self, entries: tuple[Concept, ...], units: Units) -> None:
        self._units = units
        self._refs = {
            entry.id: IndicatorRef(entry.id, entry.label, entry.value("dimension") or "", entry.value("broader"))
            for entry in entries
        }
        self._wordings: dict[str, str] = {}
        for names in ("label", "names"):
            for entry in entries:
                for name in [entry.label] if names == "label" else entry.names:
                    self._wordings.setdefault(normalise(name), entry.id)

    def all(self) -> tuple[IndicatorRef, ...]:
        """Return every indicator, in file order."""
        return tuple(self._refs.values())

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield every normalised wording with its indicator's id."""
        yield from self._wordings.items()

    def get(self, id_: str) -> IndicatorRef | None:
        """Return the indicator with this id; None where there is none."""
        return self._refs.get(id_)

    def narrower(self, id_: str) -> tuple[str, ...]:
        """Return the ids of all indicators that an indicator is broader than, at any depth, in file order."""
        own = [ref.id for ref in self._refs.values() if ref.broader == id_]
        return tuple(id_ for one in own for id_ in (one, *self.narrower(one)))

    def resolve(self, text: str, unit: str | None = None) -> IndicatorRef | None:
        """Return the indicator that `text` names, None where in doubt.

        A change is told in % whatever the indicator's own unit; any other unit must be of its dimension.
        """
        for form in _forms(text):
            found = self._wordings.get(form)
            if found is not None:
                ref = self._refs[found]
                return ref if self._fits(ref, unit) else None
        return None

    def _fits(self, ref: IndicatorRef, unit: str | None) -> bool:
        """Whether a value in `unit` can be one of `ref`; of an intensity the unit below the line is often left out."""
        known = self._units.resolve(unit) if unit else None
        if known is None or known.dimension in _PERCENT:
            return True
        return _kind(known.dimension) in {_kind(ref.dimension), _kind(ref.dimension.split("/")[0])}


def normalise(text: str) -> str:
    """Return the wording with width, spaces, quotes and common variants folded.

    >>> normalise("万元地区生产总值能源消耗") == normalise("单位GDP能耗")
    True
    """
    plain = re.sub(r"[\s“”\"'‘’《》]", "", unicodedata.normalize("NFKC", text)).lower()
    plain = re.sub(r"\((?:%|‰|亿元|万元|万吨|万人|家|个|元)\)$", "", plain)
    for rule in load("wording").rules:
        if "as" in rule.emit:
            plain = rule.regex.sub(rule.emit["as"], plain)
    return plain


def _forms(text: str) -> Iterator[str]:
    """Yield the wording as it is, then with less and less around it."""
    form = normalise(text)
    yield form
    around, after = load("wording")["around"].regex, load("wording")["after"].regex
    bare = around.sub("", form)
    for other in (after.sub("", form), bare, after.sub("", bare), re.sub(r"\([^)]*\)", "", bare)):
        if len(other) > 2:
            yield other


def _kind(dimension: str) -> str:
    """Counts of persons, cases and things are all counts where an indicator is chosen."""
    countable = {"Count", "Persons", "PersonTimes", "Households", "Container"}
    return "Count" if dimension in countable else dimension
