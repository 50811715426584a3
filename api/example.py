"""The example: documents of invented places, and the authority file that knows these places."""

from __future__ import annotations

from pathlib import Path

__all__ = ["example"]


def example() -> Path:
    """Return the folder that holds `documents/` and `regions.ttl`: part of the package, `corpus/` in a checkout.

    >>> (example() / "regions.ttl").is_file()
    True
    """
    root = Path(__file__).parents[1]
    installed = root / "policygraph" / "example"
    return installed if installed.is_dir() else root / "corpus"
