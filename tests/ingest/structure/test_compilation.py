"""A real journal, split into the pieces that people found in it."""

import json
import re
from pathlib import Path

import pytest

from ingest.clean import clean
from ingest.read import read
from ingest.structure import structure

SHARED = Path(__file__).parents[4] / "shared"
JOURNAL = SHARED / "corpus" / "journal-2021-6.txt"
GOLD = SHARED / "gold" / "journal.json"

pytestmark = pytest.mark.skipif(not GOLD.is_file(), reason="the shared journal and its gold are not on this machine")


@pytest.fixture(scope="module")
def pieces():
    return list(structure(clean(read(JOURNAL))))


def squeezed(title):
    return re.sub(r"\s", "", title)


def test_the_journal_splits_into_its_ten_pieces_with_their_titles(pieces):
    parts = json.loads(GOLD.read_text("utf-8"))["parts"]
    assert [squeezed(piece.meta.title) for piece in pieces] == [squeezed(part["title"]) for part in parts]
    assert [piece.meta.kind for piece in pieces] == [part["kind"] for part in parts]


def test_at_most_one_line_in_a_hundred_stands_in_the_wrong_piece(pieces):
    gold = json.loads(GOLD.read_text("utf-8"))
    where = {
        line: n for n, part in enumerate(gold["parts"]) for line in range(part["first_line"], part["last_line"] + 1)
    }
    where |= dict.fromkeys(gold["furniture"])
    found = {
        piece.line.number: n
        for n, document in enumerate(pieces)
        for clause in document.clauses
        for piece in clause.pieces
    }
    lines = [n for n, text in enumerate(JOURNAL.read_text("utf-8").split("\n"), 1) if text.strip() and n in where]
    notes = {item.line.number for document in pieces for item in document.dropped if item.reason != "masthead"}
    wrong = [n for n in lines if n not in notes and found.get(n) != where[n]]
    assert len(wrong) <= 0.01 * len(lines), wrong
