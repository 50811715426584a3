"""Times reading PDFs with a text layer into clauses against its peers, in one run, with the headings that each finds.

    python bench/read.py [FILE.pdf ...]      default: every PDF of corpus/pdf, judged by corpus/gold

Prints for each file the processor time of every stage beside that of pdfium alone, the least of ROUNDS runs, and for
each reader the median of ROUNDS runs in milliseconds a page, by the clock and of processor time, and the F1 of its
headings: a gold heading counts as found where a heading of the same words stands. Headings of peers that write Markdown
are their # lines; pdfplumber and PyMuPDF take out text alone and know none. Then memory from 12 to 1000 pages, and
seconds a page for a scan. Longer files are read by two processes, where two processors may be used (`taskset -c 0`
shows them on one); processor time is that of both.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from statistics import median

import pdfplumber
import pymupdf
import pypdfium2

from ingest.clean import clean
from ingest.read import read
from ingest.structure import structure

ROUNDS = 3
ROOT = Path(__file__).parents[1]
CORPUS, SCAN = ROOT / "corpus", ROOT / "tests" / "data" / "same_notice.scan.pdf"
LABEL = re.compile(
    r"^(?:第[一二三四五六七八九十百]+[章节条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]|专栏\s*\d*|表\s*\d*)"
)
Headings = list[str]
logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it names every font without a box


def policygraph(path: Path) -> Headings:
    """Read a file into clauses."""
    return [clause.title for document in structure(clean(read(path))) for clause in document.clauses if clause.path]


def plumber(path: Path) -> Headings:
    """Take a file's text with pdfplumber."""
    with pdfplumber.open(path) as file:
        for page in file.pages:
            page.extract_text()
    return []


def mupdf(path: Path) -> Headings:
    """Take a file's text with PyMuPDF."""
    with pymupdf.open(path) as file:
        for page in file:
            page.get_text()
    return []


def mupdf_markdown(path: Path) -> Headings:
    """Turn a file into Markdown with pymupdf4llm."""
    import pymupdf4llm

    with contextlib.redirect_stdout(io.StringIO()):  # it says there what it does
        return _marked(pymupdf4llm.to_markdown(str(path), show_progress=False))


def markitdown(path: Path) -> Headings:
    """Turn a file into Markdown with markitdown."""
    from markitdown import MarkItDown

    return _marked(MarkItDown().convert(str(path)).text_content)


READERS: tuple[tuple[str, Callable[[Path], Headings]], ...] = (
    ("policygraph, to clauses", policygraph),
    ("pdfplumber extract_text", plumber),
    ("PyMuPDF get_text", mupdf),
    ("pymupdf4llm to_markdown", mupdf_markdown),
    ("markitdown convert", markitdown),
)


def _marked(text: str) -> Headings:
    lines = [line.lstrip("# ").strip("* ") for line in text.splitlines() if line.startswith("#")]
    return [LABEL.sub("", line.replace("*", "").strip()) for line in lines]


def f1(found: Iterable[str], gold: Iterable[str]) -> float:
    """Return the F1 of headings, white and width aside; of a heading that runs into its paragraph only the heading."""

    def bare(titles: Iterable[str]) -> Counter[str]:
        return Counter(re.sub(r"[\s\W]", "", title.split("。")[0]) for title in titles if title)

    one, other = bare(found), bare(gold)
    both = sum((one & other).values())
    return 2 * both / max(1, one.total() + other.total())


def gold_of(path: Path) -> Headings | None:
    """Return the headings that the gold gives for a file of the corpus, None where there is no gold."""
    file = CORPUS / "gold" / f"{path.stem}.json"
    return [node["title"] for node in json.loads(file.read_text("utf-8"))["structure"]] if file.is_file() else None


def processor() -> float:
    """Return the seconds of processor time that this process has taken, and those it has started and seen end."""
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + others.ru_utime + others.ru_stime


def timed(take: Callable[[Path], Headings], path: Path, pages: int) -> tuple[float, float, Headings]:
    """Return the medians of milliseconds a page by the clock and of processor time, after one run that is not counted,
    and the headings found."""
    found = take(path)
    runs = []
    for _ in range(ROUNDS):
        start = time.perf_counter(), processor()
        take(path)
        runs.append(((time.perf_counter() - start[0]) * 1000 / pages, (processor() - start[1]) * 1000 / pages))
    spent, taken = map(median, zip(*runs, strict=True))
    return spent, taken, found


def pdfium(path: Path) -> int:
    """Load each page and its text with pdfium and do nothing with them: what no reader on it can go below."""
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        for page in document:
            page.get_textpage().count_chars()
        return len(document)


def stages(path: Path) -> None:
    """Print the processor time of reading, cleaning and structuring in milliseconds a page, and pdfium's alone."""
    pages, spent = pdfium(path), []
    for _ in range(ROUNDS):
        clock = [processor()]
        source = read(path)
        clock.append(processor())
        flow = clean(source)
        clock.append(processor())
        list(structure(flow))
        clock.append(processor())
        pdfium(path)
        clock.append(processor())
        spent.append([(after - before) * 1000 / pages for before, after in pairwise(clock)])
    reading, cleaning, structuring, floor = map(min, zip(*spent, strict=True))
    print(
        f"  processor {reading + cleaning + structuring:.1f} ms a page: read {reading:.1f} (pdfium alone {floor:.1f}), "
        f"clean {cleaning:.1f}, structure {structuring:.1f}"
    )


def peers(path: Path) -> None:
    """Print one line a reader."""
    with pymupdf.open(path) as file:
        pages = len(file)
    gold, ours = gold_of(path), 0.0
    print(f"{path.name}: {pages} pages")
    stages(path)
    for name, take in READERS:
        try:
            spent, taken, found = timed(take, path, pages)
        except ImportError as error:
            print(f"  {name:26} is not installed ({error.name})")
            continue
        ours = ours or spent
        score = f"heading F1 {f1(found, gold):.3f}" if gold is not None and found else "no headings"
        times = f"{spent:8.1f} ms a page {spent / ours:6.1f} times ours, of processor {taken:8.1f}"
        print(f"  {name:26} {times}   {score}")


def repeated(path: Path, pages: int) -> bytes:
    """Return a PDF whose page tree names the pages of `path` over and over."""
    with pymupdf.open(path) as file, pymupdf.open("pdf", file.tobytes(garbage=3, use_objstms=0)) as plain:
        tree = int(plain.xref_get_key(plain.pdf_catalog(), "Pages")[1].split()[0])
        leaves = [plain.page_xref(at) for at in range(len(plain))]
        for leaf in leaves:
            plain.xref_set_key(leaf, "Parent", f"{tree} 0 R")
        data, size, root = plain.tobytes(use_objstms=0), plain.xref_length(), plain.pdf_catalog()
    kids = " ".join(f"{leaves[at % len(leaves)]} 0 R" for at in range(pages))
    thing = f"\n{tree} 0 obj\n<</Type/Pages/Count {pages}/Kids[{kids}]>>\nendobj\n".encode()
    before = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    table = f"xref\n{tree} 1\n{len(data) + 1:010d} 00000 n \ntrailer\n<</Size {size}/Root {root} 0 R/Prev {before}>>\n"
    return data + thing + f"{table}startxref\n{len(data) + len(thing)}\n%%EOF\n".encode()


def memory(path: Path, counts: Iterable[int] = (12, 100, 1000)) -> None:
    """Print time and the most memory that reading takes for ever more pages, each in a process of its own.

    The most that the second process has is told apart; much of it is shared with the first.
    """
    import tempfile

    probe = (
        "import re, resource, sys, time; from pathlib import Path; from ingest.read import read;"
        "start = time.perf_counter();"
        "source = read(Path(sys.argv[1])); spent = (time.perf_counter() - start) * 1000 / len(source.pages);"
        "peak = int(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text('utf-8'))[1]) / 1024;"
        "other = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024;"
        "memory = f'{peak:8.0f} MB at the most, {other:.0f} MB the second process';"
        "print(f'{len(source.pages):7} pages {spent:8.1f} ms a page {memory}')"
    )
    with tempfile.TemporaryDirectory() as folder:
        for pages in counts:
            file = Path(folder, f"{pages}.pdf")
            file.write_bytes(repeated(path, pages))
            subprocess.run([sys.executable, "-c", probe, str(file)], check=True)


def recognition() -> None:
    """Print the seconds that a page of a scan takes; the models are loaded before."""
    read(SCAN)
    start = time.perf_counter()
    pages = len(read(SCAN).pages)
    print(f"{SCAN.name}: {(time.perf_counter() - start) / pages:.2f} s a page")


def main(paths: list[Path]) -> None:
    """Time the readers over each file, then memory and recognition."""
    for path in paths:
        peers(path)
    print(f"{paths[0].name}, its pages repeated")
    sys.stdout.flush()
    memory(paths[0])
    recognition()


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted((CORPUS / "pdf").glob("*.pdf")))
