"""Whether a scheme is open to a place on a day: region, validity, intake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.eligibility.logic import Truth
from graph.eligibility.place import code_of, lies_in
from graph.eligibility.scheme import Provision, Scheme
from ingest.link.region import COUNTRY

__all__ = ["OPEN", "Applicability", "applicability", "known_region"]


@dataclass(frozen=True, slots=True)
class Applicability:
    """`in_force` and `here` are three-valued; `reasons` say why not, `notes` when applications are taken."""

    in_force: bool = True
    here: Truth = True
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


OPEN: Final = Applicability()


def applicability(scheme: Scheme, region: str | None, on: date) -> Applicability:
    """Return whether a scheme can be applied for from `region` (name or code; None: not asked) on a day.

    Codes are those of GB/T 2260, or of the site's own regions.
    """
    begins = max((day for day in (scheme.effective, scheme.valid_from) if day), default=None)
    ends = scheme.valid_to
    reasons: list[str] = []
    if ends is not None and ends < on:
        reasons.append(f"有效期至{ends.isoformat()}，已于该日失效")
    elif begins is not None and on < begins:
        reasons.append(f"自{begins.isoformat()}起施行，当日尚未施行")
    intakes = [_intake(provision, on) for provision in scheme.provided("intake")]
    notes = [words for words, _ in intakes]
    closed = bool(intakes) and all(missed for _, missed in intakes)  # of several batches one may still be open
    here = True if region is None else _within(region, scheme)
    if here is False:
        notes.append(f"适用于{scheme.region}，申请人在{region}")
    elif here is None:
        notes.append(f"适用于{scheme.region}，尚不知申请人（{region}）是否在其中")
    if not (reasons or notes) and here is True:
        return OPEN
    return Applicability(not reasons and not closed, here, tuple(reasons), tuple(notes))


def _intake(provision: Provision, on: date) -> tuple[str, bool]:
    """Say when applications are taken, and whether that is over for good."""
    first, last = provision.start, provision.end
    if provision.yearly:
        ends = [f"{day.month}月{day.day}日" for day in (first, last) if day]
        return f"每年受理时间：{'至'.join(ends)}", False
    words = "至".join(day.isoformat() for day in (first, last) if day)
    return f"受理时间：{words}", last is not None and last < on


def known_region(name: str, schemes: Sequence[Scheme] = ()) -> bool:
    """Tell whether a name or code is in the authority file, or is a region of the site that the schemes come from."""
    return code_of(name, schemes[0].regions if schemes else None) is not None


def _within(region: str, scheme: Scheme) -> Truth:
    if scheme.region is None or region == scheme.region or scheme.region_id == COUNTRY:
        return True
    code, regions = code_of(region, scheme.regions), scheme.regions
    if code is None or scheme.region_id is None:
        return True if region.startswith(scheme.region) else None
    return lies_in(region, scheme.region_id, regions)
