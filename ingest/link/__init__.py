"""From words to ids: agencies, regions, indicators, units and questions of a document, by the authority files.

Cited documents keep `document_id` None: which document a citation means is known only where all of them are, in the
graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.link.agency import AgencyRef
from ingest.link.basis import based, settled
from ingest.link.criterion import asking
from ingest.link.indicator import IndicatorRef
from ingest.link.region import Region
from ingest.link.register import Register
from ingest.link.unit import UnitRef
from ingest.link.variable import Asked
from ingest.record import Document, Incentive, Notice, Provision, Record, Responsibility, Target

__all__ = ["AgencyRef", "IndicatorRef", "Region", "Register", "UnitRef", "link"]


_WHOLE_ECONOMY = {"energy-per-gdp", "carbon-per-gdp", "energy-total", "carbon-total", "water-per-gdp"}


def link(document: Document, register: Register) -> Document:
    """Return the document with every name that the register knows given its id.

    Nothing is guessed: what is not known keeps None, and each such name gives one Notice, however often it stands.
    """
    home = document.meta.region
    region = _home(home, (document.meta.title, *document.meta.issuers), register) if home else None
    place = region.code if region else home
    unknown: dict[tuple[str, str], Notice] = {}
    if home and region is None:
        unknown["region", home] = Notice("unlinked-region", f"no region is named {home!r} in the authority file")
    asked = Asked(register)
    records = tuple(_linked(record, place, register, unknown, asked) for record in document.records)
    return replace(
        document,
        meta=replace(document.meta, region_id=region.code if region else None),
        records=records,
        variables=tuple(asked.found.values()),
        notices=(*document.notices, *unknown.values()),
    )


def _home(name: str, heads: Iterable[str], register: Register) -> Region | None:
    """Return the region of a document; a title names the city of a district that others bear the name of too."""
    chain = re.compile(f"[一-龥]{{2,10}}?(?:省|市|州|盟|地区){re.escape(name)}")
    chains = (match[0] for head in heads if (match := chain.search(head)))
    return next((found for one in chains if (found := register.region(one))), None) or register.region(name)


def _linked(
    record: Record, place: str | None, register: Register, unknown: dict[tuple[str, str], Notice], asked: Asked
) -> Record:
    path = record.evidence.clause.path
    if isinstance(record, Responsibility):
        agency = register.agency(record.agency_norm, place)
        if agency is None:
            _note(unknown, "agency", record.agency_norm, path)
        return replace(record, agency_id=agency.id if agency else None)
    if isinstance(record, Target):
        indicator = _indicator(record, register)
        unit = register.unit(record.unit) if record.unit else None
        if indicator is None:
            _note(unknown, "indicator", record.indicator, path)
        if unit is None and record.unit:
            _note(unknown, "unit", record.unit, path)
        return replace(
            record,
            indicator_id=indicator.id if indicator else None,
            unit_id=unit.id if unit else None,
            region_id=_scope(record.scope, place, register),
        )
    if isinstance(record, Incentive):
        return based(asking(record, asked), asked)
    return settled(record, asked) if isinstance(record, Provision) else record


def _indicator(target: Target, register: Register) -> IndicatorRef | None:
    """Try the scope before the indicator's words too: 规模以上工业 + 单位增加值能耗 is one indicator.

    能耗强度 is that of the whole economy, except where the goal is set for a sector.
    """
    if not target.scope:
        return register.indicator(target.indicator, target.unit)
    whole = register.indicator(f"{target.scope}{target.indicator}", target.unit)
    found = whole or register.indicator(target.indicator, target.unit)
    if whole is None and found is not None and found.id in _WHOLE_ECONOMY and register.sector(target.scope):
        return None
    return found


def _scope(scope: str | None, place: str | None, register: Register) -> str | None:
    """Return the region that the goal is set for: the one its scope names, else the document's own if listed."""
    own = register.region(place) if place else None
    named = (
        register.region(scope.removeprefix("在"), own.code if own else None) or register.region(scope)
        if scope
        else None
    )
    return named.code if named else own.code if own else None


def _note(unknown: dict[tuple[str, str], Notice], kind: str, name: str, path: str) -> None:
    message = f"no {kind} of the authority file is named {name!r}"
    unknown.setdefault((kind, name), Notice(f"unlinked-{kind}", message, path))
