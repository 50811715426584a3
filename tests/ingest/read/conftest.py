"""What the tests of formats are made of: the parts of DOCX and OFD, and ZIP containers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def maker() -> Any:
    """The script that makes `tests/data/same_notice.*`, for the parts of DOCX and OFD that it writes."""
    import importlib.util

    path = Path(__file__).parents[2] / "data" / "make_same_notice.py"
    spec = importlib.util.spec_from_file_location("make_same_notice", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def pack(tmp_path: Path) -> Callable[..., Path]:
    """Writes a ZIP container from names and what they hold."""
    import zipfile

    def write(name: str, parts: dict[str, str | bytes]) -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for part, content in parts.items():
                package.writestr(part, content)
        return path

    return write
