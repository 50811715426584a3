"""Days in addresses and forms: 2026-06-30, and nothing else."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

__all__ = ["Day"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _day(given: object) -> object:
    if isinstance(given, date) or given is None:
        return given
    if not isinstance(given, str) or not _DAY.fullmatch(given):
        raise ValueError("a day is written as 2026-06-30")
    return given


Day = Annotated[date, BeforeValidator(_day)]
"""A day of the calendar. Plain `date` would take a number for seconds since 1970: `on=0` for a day then."""
