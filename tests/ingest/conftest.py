"""The authority files, and small PDFs drawn for the tests: lines of text at places, rules, heads and feet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from ingest.link import Register

WIDTH, HEIGHT, SIZE, STEP = 400.0, 560.0, 12.0, 20.0
LEFT, TOP = 50.0, 80.0
EMS = 25  # characters in a full line


class Press:
    """Sets text on pages; `lines` begin at TOP and go down by STEP, each moved in by the given number of ems."""

    def __init__(self) -> None:
        self.file = pymupdf.open()

    def page(self, head: str = "", foot: str = "") -> Any:
        page = self.file.new_page(width=WIDTH, height=HEIGHT)
        if head:
            self.put(page, 150, 35, head, 9)
        if foot:
            self.put(page, 185, HEIGHT - 25, foot, 9)
        return page

    def put(self, page: Any, x: float, y: float, text: str, size: float = SIZE) -> None:
        page.insert_text((x, y), text, fontname="china-s", fontsize=size)

    def lines(
        self, page: Any, rows: Iterable[tuple[float, str]], x: float = LEFT, y: float = TOP, size: float = SIZE
    ) -> float:
        for ems, text in rows:
            self.put(page, x + ems * size, y, text, size)
            y += STEP * size / SIZE
        return y

    def grid(self, page: Any, xs: list[float], ys: list[float], rows: list[list[str]]) -> None:
        """Rule a table and put the words in its cells; a newline in a cell begins another line."""
        for x in xs:
            page.draw_line((x, ys[0]), (x, ys[-1]), width=0.7)
        for y in ys:
            page.draw_line((xs[0], y), (xs[-1], y), width=0.7)
        for y, cells in zip(ys, rows, strict=False):
            for x, cell in zip(xs, cells, strict=False):
                for number, text in enumerate(cell.split("\n")):
                    self.put(page, x + 4, y + 14 + 14 * number, text, 10)

    @staticmethod
    def wrap(text: str, ems: int = EMS, indent: int = 2) -> list[tuple[float, str]]:
        """Break a paragraph into full lines, the first moved in."""
        first = ems - indent
        return [(indent, text[:first]), *((0, text[at : at + ems]) for at in range(first, len(text), ems))]

    def bytes(self, **options: Any) -> bytes:
        return self.file.tobytes(**options)


@pytest.fixture(scope="session")
def register() -> Register:
    return Register.load()


@pytest.fixture
def press() -> Press:
    return Press()


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write
