"""The same clauses whether a text kept its layout or lost it: each document in ten ruined layouts gives one tree."""

from __future__ import annotations

import html
import random
import re
import unicodedata
from pathlib import Path

from ingest.clean import clean
from ingest.read import sources
from ingest.structure import structure

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
OWN = sorted((ROOT / "corpus" / "documents").glob("*.txt"))
REAL = sorted([*(SHARED / "corpus").glob("*.txt"), *(SHARED / "corpus-dev").glob("*.txt")])
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
