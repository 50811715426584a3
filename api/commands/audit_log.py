"""`audit-log`: who wrote what, and who was refused."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated

import typer

from api.commands.options import Data, settings

__all__ = ["audit_log"]

_SHOWN = ("when", "who", "what", "path", "status", "address")


def audit_log(
    since: Annotated[
        datetime | None, typer.Option("--since", formats=["%Y-%m-%d"], metavar="DAY", help="From this day on (UTC).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, with all that is kept.")] = False,
    data: Data = None,
) -> None:
    """查日志：Print the audit log: every write, and every try that was refused, the oldest first."""
    from api.trail import Trail

    for line in Trail(settings(data).trail_path).lines(since.date() if since else None):
        if as_json:
            print(json.dumps(line, ensure_ascii=False))
        else:
            print("\t".join(_plain(line.get(name)) for name in _SHOWN))


def _plain(value: object) -> str:
    """Return a value as one cell; what could steer a terminal is shown and not sent."""
    return "-" if value is None else "".join(sign if sign.isprintable() else "?" for sign in str(value))
