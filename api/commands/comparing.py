"""`compare`, `align`, `offices`, `cascade` and `conflicts`: things side by side, each row with its clause."""

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import Annotated, Any, Literal

import typer

from api.commands.options import Data, settings

__all__ = ["align", "cascade", "compare", "conflicts", "offices", "validity"]

_Format = Annotated[Literal["table", "json", "csv"], typer.Option("--format")]
_On = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="Only what is in force on this day.")]
_Regions = Annotated[str, typer.Option("--regions", metavar="A,B", help="Names or codes, with commas between.")]
_Region = Annotated[str | None, typer.Option("--region", help="Name or code of a region; with those in it.")]
_Indicator = Annotated[str | None, typer.Option("--indicator", help="A name of the indicator.")]


def compare(
    indicator: Annotated[str, typer.Argument(metavar="INDICATOR", help="A name of the indicator.")],
    regions: _Regions = "",
    on: _On = None,
    data: Data = None,
    as_: _Format = "table",
) -> None:
    """比地区：One indicator over regions, in one unit; what sets each goal apart from the first."""
    from api.sides import comparison_rows
    from graph.compare import compare as compared
    from graph.naming import iri_of, label_of
    from graph.store import open_store

    with open_store(settings(data).store_location, read_only=True) as store:
        wanted = [iri_of(store, "region", name) for name in _listed(regions)]
        found = compared(store, iri_of(store, "indicator", indicator), wanted, on=_day(on))
        missing = [label_of(store, region) for region in found.missing]
    hidden = ("record", "document", "clause", "against", "scope", "nature", "page", "amount", "indicator")
    _show(comparison_rows(found), as_, hidden)
    for region in missing:
        print(f"no document of {region} sets such a goal", file=sys.stderr)


def align(
    one: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Words of its title, or its IRI.")],
    other: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The one it is held against.")],
    data: Data = None,
    as_: _Format = "table",
) -> None:
    """比文件：Two documents clause by clause: what both have, what was changed, what only one has."""
    from api.sides import alignment_json
    from graph.naming import iri_of
    from graph.store import open_store

    with open_store(settings(data).store_location, read_only=True) as store:
        found = alignment_json(store, iri_of(store, "document", one), iri_of(store, "document", other))
    rows = [
        {
            "kind": pair["kind"],
            "likeness": pair["likeness"] or None,
            "path": pair["one"] and pair["one"]["path"],
            "otherPath": pair["other"] and pair["other"]["path"],
            "facts": [why for fact in pair["facts"] if fact["kinds"] != ("same",) for why in fact["why"]],
            "text": pair["one"] and pair["one"]["text"],
            "otherText": pair["other"] and pair["other"]["text"],
        }
        for pair in found["pairs"]
    ]
    _show(found if as_ == "json" else rows, as_, ())


def offices(
    matter: Annotated[str, typer.Argument(metavar="MATTER", help="What there is to see to, as 充电桩.")],
    regions: _Regions = "",
    role: Annotated[Literal["lead", "responsible", "support"] | None, typer.Option("--role")] = None,
    on: _On = None,
    data: Data = None,
    as_: _Format = "table",
) -> None:
    """比分工：Who has to see to a matter in each region, offices by what they are for."""
    from api.sides import office_rows
    from graph.naming import iri_of, label_of
    from graph.store import open_store

    with open_store(settings(data).store_location, read_only=True) as store:
        wanted = [iri_of(store, "region", name) for name in _listed(regions)]
        found, rows = office_rows(store, matter, regions=wanted, role=role, on=_day(on))
        silent = [label_of(store, region) for region in found.silent]
    hidden = ("record", "document", "clause", "region", "function", "agency", "says", "page", "central", "kindred")
    _show(rows, as_, hidden)
    for region in silent:
        print(f"no document of {region} says", file=sys.stderr)


def cascade(
    indicator: _Indicator = None,
    kind: Annotated[Literal["target", "task", "scheme"] | None, typer.Option("--kind")] = None,
    region: _Region = None,
    document: Annotated[str | None, typer.Option("--document", help="Words of the title of the lower end.")] = None,
    on: _On = None,
    data: Data = None,
    as_: _Format = "table",
) -> None:
    """上下贯通：Which goal, task or scheme carries out which one above, and what changed on the way."""
    from api.sides import cascade_rows
    from graph.naming import iri_of
    from graph.store import open_store

    with open_store(settings(data).store_location, read_only=True) as store:
        filters: dict[str, Any] = {
            "indicator": iri_of(store, "indicator", indicator) if indicator else None,
            "region": iri_of(store, "region", region) if region else None,
            "document": iri_of(store, "document", document) if document else None,
            "on": _day(on),
        }
        rows = cascade_rows(store, kind, **filters)
    shown = ("kind", "ties", "drift", "why", *(f"{end}_{key}" for end in ("upper", "lower") for key in _END))
    _show(rows, as_, {key for row in rows for key in row if key not in shown})


_END = ("region", "says", "title", "path", "quote")


def conflicts(
    indicator: _Indicator = None, region: _Region = None, on: _On = None, data: Data = None, as_: _Format = "table"
) -> None:
    """查矛盾：Goals in force that cannot both be what is asked, both shown."""
    from api.sides import conflict_rows
    from graph.naming import iri_of
    from graph.store import open_store

    with open_store(settings(data).store_location, read_only=True) as store:
        filters: dict[str, Any] = {
            "indicator": iri_of(store, "indicator", indicator) if indicator else None,
            "region": iri_of(store, "region", region) if region else None,
        }
        rows = conflict_rows(store, _day(on) or date.today(), **filters)
    links = {key for row in rows for key, value in row.items() if "://" in str(value)}
    _show(rows, as_, links)


def validity(on: _On = None, region: _Region = None, data: Data = None, as_: _Format = "table") -> None:
    """查效力：How each document stands on a day: pending, in force, expired, repealed; and why."""
    from dataclasses import asdict

    from graph.naming import iri_of
    from graph.store import open_store
    from graph.validity import standings

    with open_store(settings(data).store_location, read_only=True) as store:
        wanted = iri_of(store, "region", region) if region else None
        found = [asdict(one) for one in standings(store, _day(on) or date.today(), region=wanted)]
    rows = [{**row, "words": [f"{one['what']} {one['path']} {one['quote']}" for one in row["words"]]} for row in found]
    _show(found if as_ == "json" else rows, as_, ("document",))


def _listed(text: str) -> list[str]:
    return [name.strip() for name in text.replace("，", ",").split(",") if name.strip()]


def _day(on: datetime | None) -> date | None:
    return on.date() if on else None


def _show(rows: Any, format: str, hidden: Any) -> None:
    from api.commands.tables import show_rows

    if format != "json":
        rows = [{key: _flat(value) for key, value in row.items()} for row in rows]
    show_rows(rows, format, hidden)


def _flat(value: Any) -> Any:
    return "；".join(map(str, value)) or None if isinstance(value, list | tuple) else value
