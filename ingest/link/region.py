"""Regions by name: looked up, and found in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ingest.link.authority import Concept, concepts
from ingest.record import Mark
from ingest.rules import load
from ontology import COUNTIES, REGIONS

__all__ = ["COUNTRY", "Region", "Regions"]

COUNTRY = "100000"

_COUNTY_NAME = re.compile("..[县区市旗]$|^.县$")  # 泾县, but 城区 is the town of any city
_RANK = {"national": 0, "provincial": 1, "municipal": 2, "county": 3, "group": 4}


@dataclass(frozen=True, slots=True)
class Region:
    """A region: GB/T 2260 code (or the id of an area without a code), full name, level, code of its parent."""

    code: str
    name: str
    level: str  # national, provincial, municipal, county, group
    parent: str | None = None
    short: str = ""
    english: str = ""
    status: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


class Regions:
    """All regions of the authority file; counties are read when first needed."""

    def __init__(self, entries: tuple[Concept, ...]) -> None:
        self._by_code = {entry.id: _region(entry) for entry in entries}
        self._names: dict[str, list[str]] = {}
        self._searched: dict[str, list[str]] = {}
        for entry in entries:
            for name in (entry.label, *entry.names):
                self._searched.setdefault(name, []).append(entry.id)
            for name in (entry.label, *entry.names, *entry.hidden):
                self._names.setdefault(name, []).append(entry.id)

    @classmethod
    def load(cls, own: Iterable[Concept] = ()) -> Regions:
        """Read the regions of the authority file alone, and a site's own, for whoever needs nothing else."""
        return cls((*concepts(REGIONS), *own))

    def get(self, code: str) -> Region | None:
        """Return the region with this code; None where there is none."""
        return self._by_code.get(code) or self._counties.get(code)

    def all(self) -> tuple[Region, ...]:
        """Return every region down to prefecture level, and what stands beside them in the file."""
        return tuple(self._by_code.values())

    def lineage(self, code: str) -> tuple[Region, ...]:
        """Return the region and all above it, the country last; () for an unknown code."""
        found: list[Region] = []
        region = self.get(code)
        while region is not None:
            found.append(region)
            region = self.get(region.parent) if region.parent else None
        return tuple(found)

    def within(self, code: str, above: str) -> bool:
        """Whether `code` is `above` or lies in it."""
        return any(region.code == above for region in self.lineage(code))

    def lookup(self, name: str, within: str | None = None) -> Region | None:
        """Return the region of this name, full or short; `within` picks among several of one name.

        A name that several regions bear goes to the highest of them, if that is one alone (吉林 is the province).
        """
        name = name.strip()
        found = self._candidates(name, within)
        if not found:
            return self._chain(name, within)
        top = min(_RANK[region.level] for region in found)
        best = [region for region in found if _RANK[region.level] == top]
        return best[0] if len(best) == 1 else None

    def bears(self, name: str) -> bool:
        """Tell whether any region is named so, also where several are (鼓楼区)."""
        return bool(self._candidates(name, None))

    def _chain(self, name: str, within: str | None) -> Region | None:
        """Read a name that goes from the large to the small: 浙江省温州市鹿城区, 辽宁朝阳."""
        for cut in range(len(name) - 2, 1, -1):
            outer = self.lookup(name[:cut], within) if name[:cut] in self._names else None
            inner = self.lookup(name[cut:], outer.code) if outer else None
            if inner is not None:
                return inner
        return None

    def _candidates(self, name: str, within: str | None) -> list[Region]:
        codes = self._names.get(name) or []
        found = [self._by_code[code] for code in codes]
        if within is not None:
            found = [region for region in found if self.within(region.code, within)]
        if not found and _COUNTY_NAME.search(name):
            found = [self._counties[code] for code in self._county_names.get(name, ())]
            if within is not None:
                found = [region for region in found if self.within(region.code, within)]
        return found

    def find(self, text: str, within: str | None = None) -> Iterator[Mark]:
        """Yield each region named in `text`, longest name first, left to right.

        Only names with a level word, and short names that are no part of common words, are found. `within` settles
        names that several regions bear; what stays open has no id.
        """
        lengths, start, end = self._lengths, 0, len(text)
        words = load("region").words
        cut = {"市": words["after_city"], "区": words["after_district"]}
        while start < end - 1:
            for length in lengths.get(text[start : start + 2], ()):
                name = text[start : start + length]
                codes = self._index.get(name)
                if codes is None or text.startswith(cut.get(name[-1], ()), start + length):
                    continue
                if codes:
                    yield Mark(start, start + length, "region", self._choose(codes, name, within))
                start += length
                break
            else:
                start += 1

    def _choose(self, codes: tuple[str, ...], name: str, within: str | None) -> str | None:
        if len(codes) == 1:
            return codes[0]
        if within is not None:
            near = [code for code in codes if self.within(code, within)]
            province = [code for code in codes if code[:2] == within[:2]]
            for some in (near, province):
                if len(some) == 1:
                    return some[0]
        region = self.lookup(name)
        return region.code if region else None

    @cached_property
    def _counties(self) -> Mapping[str, Region]:
        return {entry.id: _region(entry) for entry in concepts(COUNTIES)}

    @cached_property
    def _county_names(self) -> Mapping[str, tuple[str, ...]]:
        names: dict[str, list[str]] = {}
        for code, region in self._counties.items():
            names.setdefault(region.name, []).append(code)
        return {name: tuple(codes) for name, codes in names.items()}

    @cached_property
    def _index(self) -> Mapping[str, tuple[str, ...]]:
        words = load("region").words
        generic = set(words["generic"])
        index: dict[str, tuple[str, ...]] = {
            name: codes for name, codes in self._county_names.items() if len(name) > 2 and name not in generic
        }
        for name, codes in self._searched.items():
            if len(name) > 1 and name not in generic:
                index[name] = (*codes, *index.get(name, ()))
        return {**index, **dict.fromkeys(words["blocker"], ())}

    @cached_property
    def _lengths(self) -> Mapping[str, tuple[int, ...]]:
        lengths: dict[str, set[int]] = {}
        for name in self._index:
            lengths.setdefault(name[:2], set()).add(len(name))
        return {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}


def _region(entry: Concept) -> Region:
    return Region(
        code=entry.id,
        name=entry.label,
        level=entry.value("regionLevel") or "county",
        parent=entry.value("broader"),
        short=next(iter((*entry.names, *entry.hidden)), entry.label),
        english=entry.english,
        status=entry.values.get("regionStatus", ()),
        parts=entry.values.get("hasPart", ()),
    )
