"""The same clauses whether a text kept its layout or lost it: each document in ten ruined layouts gives one tree."""

from __future__ import annotations

import html
import random
import re
import unicodedata
from pathlib import Path

import pytest

from ingest.clean import clean
from ingest.read import sources
from ingest.structure import structure

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
COMPILED = ("gazette", "journal")  # several documents in one file: their parting needs the layout
OWN = [path for path in sorted((ROOT / "corpus" / "documents").glob("*.txt")) if "gazette" not in path.name]
REAL = [
    path
    for folder in ("corpus", "corpus-dev")
    for path in sorted((SHARED / folder).glob("*.txt"))
    if not path.name.startswith(COMPILED)
]
WIDE = str.maketrans("0123456789()", "０１２３４５６７８９（）")


def spaced(lines):
    return " ".join(lines)


def indented(lines):
    return "".join(f"　　{line}" for line in lines)


def unbroken(lines):
    return "".join(lines)


def wrapped(lines):
    return "\n".join(line[at : at + 30] for line in lines for at in range(0, len(line), 30))


def set_in(lines):
    whole = (f"　　{line}" for line in lines)
    return "\n".join(line[at : at + 32] for line in whole for at in range(0, len(line), 32))


def strewn(lines):
    """White within words, one in forty places between two Chinese characters of a sentence."""
    chance = random.Random(7)
    return "\n".join(
        re.sub(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", lambda _: " " if chance.random() < 1 / 40 else "", line)
        if len(line) > 60
        else line
        for line in lines
    )


def widened(lines):
    return "\n".join(line.translate(WIDE) if at % 2 else line for at, line in enumerate(lines))


def marked(lines):
    return "\n\n".join(f"## {line}" if len(line) < 30 and at % 2 else f"**{line}**" for at, line in enumerate(lines))


def paged(lines):
    body = "".join(f"<p>&nbsp;&nbsp;{html.escape(line)}</p>" for line in lines)
    menu = "<ul><li><a href='/'>首页</a></li><li><a href='/z'>政务公开</a></li><li><a href='/f'>办事服务</a></li></ul>"
    return (
        f"<html><body>{menu}<div class='article'>{body}</div><div class='footer'>主办：某市人民政府</div></body></html>"
    )


def loosened(lines):
    return "\r\n\r\n".join(f"  {line}  " for line in lines)


WAYS = (spaced, indented, unbroken, wrapped, set_in, strewn, widened, marked, paged, loosened)


def nodes(text: str, folder: Path, suffix: str = ".txt") -> list[tuple[str, str]]:
    """Return path and title of each clause, white and width aside."""
    file = folder / f"document{suffix}"
    file.write_text(text, "utf-8", newline="")
    return [
        (clause.path, re.sub(r"\s", "", unicodedata.normalize("NFKC", clause.title)))
        for source in sources(file)
        for document in structure(clean(source))
        for clause in document.clauses
        if clause.kind not in ("head", "tail")
    ]


def paragraphs(path: Path) -> list[str]:
    return [block.text for source in sources(path) for block in clean(source).blocks if block.kind != "row"]


def agreement(one, other) -> float:
    """Return the F1 of two trees over their nodes."""
    shared = sum(min(one.count(node), other.count(node)) for node in set(one))
    return 2 * shared / (len(one) + len(other)) if one or other else 1.0


SHORT = {  # where a layout says less than the text needs: share of the nodes that are still the same
    ("jizhou-flood-notice", "spaced"): 0.952,
    ("jizhou-flood-notice", "indented"): 0.952,
    ("lanyu-amendment", "wrapped"): 0.818,
    ("bj-beautiful-factory", "wrapped"): 0.971,
    ("bj-beautiful-factory", "set_in"): 0.971,
    ("guangzhou-talent", "wrapped"): 0.991,
    ("gwy-hospital-kpi", "spaced"): 0.972,
    ("henan-livestock", "strewn"): 0.987,
    ("luan-stations", "spaced"): 0.0,
    ("luan-stations", "indented"): 0.623,
    ("luan-stations", "marked"): 0.99,
    ("mss-report-reward", "wrapped"): 0.976,
    ("mss-report-reward", "set_in"): 0.912,
    ("shenyang-medics", "strewn"): 0.987,
}
UNBROKEN = 0.75  # of all nodes, in texts without a single break or space between their paragraphs


@pytest.mark.parametrize("way", [way for way in WAYS if way is not unbroken], ids=lambda way: way.__name__)
@pytest.mark.parametrize("path", [*OWN, *REAL], ids=lambda path: path.stem)
def test_a_ruined_layout_gives_the_same_clauses(path, way, tmp_path):
    whole = paragraphs(path)
    kept = nodes("\n".join(whole), tmp_path)
    ruined = nodes(way(whole), tmp_path, ".html" if way is paged else ".txt")
    short = SHORT.get((path.stem, way.__name__))
    if short is None:
        assert ruined == kept
    else:
        assert short <= agreement(kept, ruined) < 1, "reads better now: raise or remove its floor"


def test_texts_without_any_break_keep_most_of_their_clauses(tmp_path):
    if not REAL:
        pytest.skip("the shared documents are not beside this checkout")
    shares = []
    for path in [*OWN, *REAL]:
        whole = paragraphs(path)
        shares.append(agreement(nodes("\n".join(whole), tmp_path), nodes(unbroken(whole), tmp_path)))
    assert sum(shares) / len(shares) >= UNBROKEN
