"""The options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from api.settings import Settings

__all__ = ["Data", "settings"]

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Folder of store and index (default: .data).", show_default=False),
]


def settings(data: Path | None) -> Settings:
    """Return the site's settings, with the data folder of the command line if it names one."""
    from api.settings import Settings

    return Settings() if data is None else Settings(data=data)
