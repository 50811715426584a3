"""Real documents as text and as print: how far their trees, heads and records agree, and what one print leaves out.

A clause counts as printed where its first and last words stand in the file as read; only those can be asked for.
"""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from ingest.export import document_record
from ingest.link import Register
from ingest.pipeline import ingest

SHARED = Path(__file__).parents[3] / "shared" / "corpus"
KINDS = ("targets", "responsibilities", "deadlines", "incentives", "citations")
OF_THE_FORM = ("span", "page", "rule", "confidence", "conditions")
END = 12  # characters by which the begin and end of a clause are looked for

FLOORS = {  # of nodes, head and records, by print
    "bj-green-measures.scan.pdf": {"nodes": 1.0, "head": 1.0, "records": 1.0},
    "bj-mfg-145.pdf": {"nodes": 1.0, "head": 1.0, "records": 1.0},
    "journal-2021-6.pdf": {"nodes": 1.0, "head": 1.0, "records": 1.0},
    "miit-145.pdf": {"nodes": 1.0, "head": 1.0, "records": 1.0},
}
LEFT_OUT = {"journal-2021-6.pdf": 41}  # its first page ends within 二/(八), and the next begins with another piece

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared documents are not on this machine")


def words(text):
    return re.sub(r"[\W_]", "", text)


@cache
def said(name):
    """Return the records of a file's documents, read once."""
    register = Register.load()
    return [document_record(document) for document in ingest(SHARED / name, register)]


def text_of(name):
    return said(re.sub(r"(?:\.scan)?\.pdf$", ".txt", name))


def printed(name):
    """Return for each document of the text the paths of the clauses that the print holds whole, and those it opens."""
    held = words("".join(clause["text"] for document in said(name) for clause in document["clauses"]))
    whole, begun = [], []
    for document in text_of(name):
        texts = {clause["path"]: words(clause["text"]) for clause in document["clauses"]}
        opens = {path for path, text in texts.items() if text[:END] in held}
        begun.append(opens)
        whole.append({path for path in opens if texts[path][-END:] in held})
    return whole, begun


def node(found):
    return found["path"], words(found["title"] or "")


def fact(kind, found):
    """Return a record without what may differ from form to form."""
    kept = {key: words(str(value)) for key, value in found.items() if key not in OF_THE_FORM}
    return kind, tuple(sorted(kept.items()))


def compared(name):
    """Return by part what the text says of what is printed, and what the print says."""
    whole, begun = printed(name)
    both = {part: (Counter(), Counter()) for part in ("nodes", "head", "records")}
    for number, (text, page, held, opens) in enumerate(zip(text_of(name), said(name), whole, begun, strict=True)):
        both["nodes"][0].update((number, *node(one)) for one in text["structure"] if one["path"] in opens)
        both["nodes"][1].update((number, *node(one)) for one in page["structure"])
        for side, document in enumerate((text, page)):
            both["head"][side].update((number, key, words(str(value))) for key, value in document["meta"].items())
            both["records"][side].update(
                (number, *fact(kind, one)) for kind in KINDS for one in document[kind] if one["path"] in held
            )
    return both


@pytest.mark.parametrize("name", FLOORS)
@pytest.mark.parametrize("part", ["nodes", "head", "records"])
def test_a_print_says_what_its_text_says(name, part):
    text, page = compared(name)[part]
    share = 2 * (text & page).total() / max(1, text.total() + page.total())
    assert share >= FLOORS[name][part], f"missing {list(text - page)[:5]}, more {list(page - text)[:5]}"


@pytest.mark.parametrize("name", FLOORS)
def test_what_a_print_leaves_out_is_known(name):
    _, begun = printed(name)
    missing = [
        (document["meta"]["title"], one["path"])
        for document, opens in zip(text_of(name), begun, strict=True)
        for one in document["structure"]
        if one["path"] not in opens
    ]
    assert len(missing) == LEFT_OUT.get(name, 0), missing
