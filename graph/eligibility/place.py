"""Places: whether one lies in another, by the register of regions."""

from __future__ import annotations

from functools import cache

__all__ = ["code_of", "lies_in"]


def lies_in(place: str, area: str) -> bool | None:
    """Tell whether a place lies in an area; None where the register does not say, or only part of it may.

    >>> lies_in("温州市鹿城区", "温州市"), lies_in("杭州市", "温州市"), lies_in("浙江省", "温州市")
    (True, False, None)
    """
    if place.startswith(area):
        return True
    code, other = code_of(place), code_of(area)
    if code is None or other is None:
        return None
    if _regions().within(code, other):
        return True
    return None if _regions().within(other, code) else False


@cache
def code_of(name: str) -> str | None:
    """Return the GB/T 2260 code of a name or code of the register; None for any other."""
    found = _regions().get(name) or _regions().lookup(name)
    return found.code if found else None


@cache
def _regions():  # type: ignore[no-untyped-def]
    from ingest.link.region import Regions

    return Regions.load()
