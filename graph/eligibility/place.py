"""Places: whether one lies in another, by the register of regions or by that of a site."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.link.region import Regions

__all__ = ["code_of", "lies_in"]


def lies_in(place: str, area: str, regions: Regions | None = None) -> bool | None:
    """Tell whether a place lies in an area; None where the register does not say, or only part of it may.

    >>> lies_in("温州市鹿城区", "温州市"), lies_in("杭州市", "温州市"), lies_in("浙江省", "温州市")
    (True, False, None)
    """
    if place.startswith(area):
        return True
    code, other, known = code_of(place, regions), code_of(area, regions), regions or _regions()
    if code is None or other is None:
        return None
    if known.within(code, other):
        return True
    return None if known.within(other, code) else False


@lru_cache(maxsize=4096)
def code_of(name: str, regions: Regions | None = None) -> str | None:
    """Return the GB/T 2260 code, or a site's own, of a name or code; None for any other."""
    known = regions or _regions()
    found = known.get(name) or known.lookup(name)
    return found.code if found else None


@cache
def _regions() -> Regions:
    from ingest.link.region import Regions

    return Regions.load()
