"""Times reading PDFs with a text layer: read + clean against pdfplumber and PyMuPDF, in one run.

    python bench/read.py [FILE.pdf ...]      default: every PDF of corpus/documents

Prints the median of ROUNDS runs in milliseconds a page, each reader's share of ours, and pages and characters. The
peers only take text out; ours also orders columns, finds tables, drops furniture and joins paragraphs.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pdfplumber
import pymupdf

from ingest.clean import clean
from ingest.read import read

ROUNDS = 5
logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it names every font without a box
DOCUMENTS = Path(__file__).parents[1] / "corpus" / "documents"


def policygraph(path: Path) -> int:
    """Read and clean a file; return the characters found."""
    return sum(len(block.text) for block in clean(read(path)).blocks)


def plumber(path: Path) -> int:
    """Take a file's text with pdfplumber; return the characters found."""
    with pdfplumber.open(path) as file:
        return sum(len(page.extract_text()) for page in file.pages)


def mupdf(path: Path) -> int:
    """Take a file's text with PyMuPDF; return the characters found."""
    with pymupdf.open(path) as file:
        return sum(len(page.get_text()) for page in file)


def timed(take: Callable[[Path], int], path: Path, pages: int) -> tuple[float, int]:
    """Return the median of milliseconds a page, after one run that is not counted, and the characters found."""
    found = take(path)
    runs = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        take(path)
        runs.append((time.perf_counter() - start) * 1000 / pages)
    return median(runs), found


def main(paths: list[Path]) -> None:
    """Print one line a file and reader."""
    if not paths:
        print(f"no PDF given, and none in {DOCUMENTS}")
    for path in paths:
        with pymupdf.open(path) as file:
            pages = len(file)
        ours, found = timed(policygraph, path, pages)
        print(f"{path.name}: {pages} pages, {found // pages} characters a page")
        print(f"  policygraph read + clean   {ours:8.1f} ms a page")
        for name, take in (("pdfplumber extract_text", plumber), ("PyMuPDF get_text", mupdf)):
            peer, _ = timed(take, path, pages)
            print(f"  {name:26} {peer:8.1f} ms a page   {peer / ours:5.1f} times ours")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted(DOCUMENTS.glob("*.pdf")))
