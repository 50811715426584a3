"""Where an office stands: reads the words before its name (省, 温州市, 各县) from the place of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.link.region import COUNTRY, Regions
from ingest.rules import load

__all__ = ["Place", "Places", "Seat"]

_LEVEL_WORD = re.compile(
    r"(?:[本我全])?(?P<level>国家|国务院|中央|全国|自治区|省|市|县|区|州|盟|旗)(?:级|属|本级)?|(?P<own>本级|同级|本)"
)
_HIGH = {"国家", "国务院", "中央", "全国"}
_NAMED = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:自治区|自治州|自治县|新区|省|市|县|区|州|盟|旗)")
_NOT_A_NAME = re.compile(r"[各有本全该当所属相及和与或按由经]|级|地方|国家|以上|中心|园区|产业|开发|示范")
_LEVEL_OF = {"省": "provincial", "自治区": "provincial", "市": "municipal", "州": "municipal", "盟": "municipal"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document speaks from: a region's code, or the name as written of a region that no list has."""

    code: str
    name: str
    level: str
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Seat:
    """One way to read the front of an agency's name: the place, the class of places in it (`each`), the rest."""

    place: Place
    rest: str
    each: str | None = None
    prefixed: bool = True


class Places:
    """Reads places from the point of view of a document's region."""

    def __init__(self, regions: Regions) -> None:
        self._regions = regions
        self._seats: dict[str, Place | None] = {}

    def at(self, region: str | None) -> Place | None:
        """Return the place for a code or a name, listed or not; None for None and for a name without level word."""
        if region is None:
            return None
        found = self._regions.get(region) or self._regions.lookup(region)
        if found is not None:
            return Place(found.code, found.name, found.level)
        if not re.fullmatch(_NAMED.pattern.replace("?(?:", "(?:"), region):
            return None
        return Place(region, region, _level(region), listed=False)

    def seats(self, name: str, own: Place | None) -> Iterator[Seat]:
        """Yield the readings of the front of `name`, the most telling first."""
        yield from self._classes(name, own)
        yield from self._named(name, own)
        yield from self._relative(name, own)

    def _classes(self, name: str, own: Place | None) -> Iterator[Seat]:
        if own is None:
            return
        for rule in load("place").rules:
            match = rule.regex.match(name)
            if match:
                yield Seat(own, name[match.end() :], rule.emit["level"])

    def _named(self, name: str, own: Place | None) -> Iterator[Seat]:
        for end in range(min(len(name), 14), 1, -1):
            place = self._lookup(name[:end], own)
            if place is not None:
                yield Seat(place, name[end:])
        if own is not None and not own.listed and name.startswith(own.name):
            yield Seat(own, name[len(own.name) :])

    def unlisted(self, name: str) -> Iterator[Seat]:
        """Yield the readings of `name` that begin with what looks like a region's full name and is in no list."""
        for end in range(3, min(len(name), 9)):
            head = name[:end]
            if re.fullmatch(_NAMED.pattern.replace("?(?:", "(?:"), head) and not _NOT_A_NAME.search(head):
                yield Seat(Place(head, head, _level(head), listed=False), name[end:])

    def _lookup(self, name: str, own: Place | None) -> Place | None:
        key = f"{own.code if own else ''}|{name}"
        if key not in self._seats:
            region = None
            for above in reversed(self._regions.lineage(own.code) if own else ()):
                if above.level != "national":
                    region = self._regions.lookup(name, above.code) or region
            region = region or self._regions.lookup(name)
            self._seats[key] = Place(region.code, region.name, region.level) if region and len(name) > 1 else None
        return self._seats[key]

    def _relative(self, name: str, own: Place | None) -> Iterator[Seat]:
        match = _LEVEL_WORD.match(name)
        if match is None:
            return
        rest, word = name[match.end() :], match["level"]
        short = name[match.start() : match.end("level")] if word else ""
        for tail in dict.fromkeys((rest, name[len(short) :] if word else rest)):
            if word in _HIGH:
                yield Seat(Place(COUNTRY, "全国", "national"), tail)
            elif own is not None and word is None:
                yield Seat(own, tail)
            elif own is not None and word is not None:
                place = self._reach(word, own)
                yield Seat(place, tail) if place else Seat(own, tail, _LEVEL_OF.get(word, "county"))

    def _reach(self, word: str, own: Place) -> Place | None:
        """Return the region that 省, 市 … means in a document of `own`: itself or one above; None for those below."""
        for region in self._regions.lineage(own.code):
            if word == "区" and own.level == "municipal" and region.level == "provincial":
                continue  # in a city of Guangxi 区 may be its districts or the 自治区; the latter is written out
            if region.level != "national" and (
                region.name.endswith(word) or (word == "省" and region.level == "provincial")
            ):
                return Place(region.code, region.name, region.level)
        return own if not own.listed and own.name.endswith(word) else None


def _level(name: str) -> str:
    return next((level for word, level in _LEVEL_OF.items() if name.endswith(word)), "county")
