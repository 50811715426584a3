"""Units as written, with 万 and 亿 multiplied out and A/B composed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.link.authority import BASE, Concept

__all__ = ["UnitRef", "Units"]

_PREFIX = re.compile(r"(?:[十百千]?[万亿]|万亿|[百千])+(?=\D)")
_FACTOR = {"十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
_PER = re.compile(r"[/／每]")


@dataclass(frozen=True, slots=True)
class UnitRef:
    """A unit: `factor` turns a value in the written unit into `id`, `base_factor` into the base unit of `dimension`.

    Units of one dimension can be compared by `base_factor`. Composed units (元/吨) have ids of ours joined by `-per-`.
    """

    id: str
    iri: str
    factor: float
    dimension: str
    base_factor: float


class Units:
    """The units of the authority file, and those that can be composed from them."""

    def __init__(self, entries: tuple[Concept, ...]) -> None:
        self._known: dict[str, UnitRef | None] = {}
        for entry in entries:
            multiplier = float(entry.value("multiplier") or 1)
            ref = UnitRef(entry.id, entry.iri, 1.0, entry.value("dimension") or "", multiplier)
            for name in (entry.label, *entry.names):
                self._known.setdefault(name, ref)

    def resolve(self, text: str) -> UnitRef | None:
        """Return the unit that `text` names; None where it, or a part of it, is in no list."""
        key = re.sub(r"\s+", "", text)
        if key not in self._known:
            self._known[key] = self._compose(key)
        return self._known[key]

    def _compose(self, text: str) -> UnitRef | None:
        parts = _PER.split(text, maxsplit=1)
        if len(parts) == 2 and all(parts):
            over, under = self.resolve(parts[0]), self.resolve(parts[1])
            return _ratio(over, under) if over and under else None
        match = _PREFIX.match(text)
        for end in range(1, match.end() + 1 if match else 1):  # the longest unit: 万千瓦 is 万 and 千瓦
            unit = self._known.get(text[end:])
            if unit is not None and _prefix(text[:end]):
                return _times(unit, _prefix(text[:end]))
        if match and match.end() == len(text) - 1 and text[-1] in _FACTOR:
            return None
        for form in (
            text.removeprefix("个"),
            text.removesuffix("左右"),
            text.removesuffix("以上"),
            text.removesuffix("以内"),
        ):
            if form != text and form:
                return self.resolve(form)
        return None


def _prefix(text: str) -> float:
    factor = 1.0
    for sign in text:
        if sign not in _FACTOR:
            return 0.0
        factor *= _FACTOR[sign]
    return factor


def _times(unit: UnitRef, factor: float) -> UnitRef:
    return UnitRef(unit.id, unit.iri, unit.factor * factor, unit.dimension, unit.base_factor * factor)


def _ratio(over: UnitRef, under: UnitRef) -> UnitRef:
    name = f"{over.id.split(':')[1]}-per-{under.id.split(':')[1]}".lower()
    return UnitRef(
        f"pgunit:{name}",
        f"{BASE}unit/{name}",
        over.factor / under.factor,
        f"{over.dimension}/{under.dimension}",
        over.base_factor / under.base_factor,
    )
