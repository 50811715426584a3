"""Quality of reading: no kind falls below its floor in corpus/gold/floors.toml, which a change may only raise."""

import tomllib
from pathlib import Path

import pytest

from ingest.export import document_record
from ingest.link import Register
from ingest.pipeline import ingest
from ingest.score import totals

CORPUS = Path(__file__).parents[2] / "corpus"
FLOORS = tomllib.loads((CORPUS / "gold" / "floors.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def found():
    register = Register.load()
    files = sorted((CORPUS / "documents").iterdir())
    return totals(CORPUS / "gold", [document_record(document) for file in files for document in ingest(file, register)])


@pytest.mark.parametrize("kind", FLOORS["f1"])
def test_f1_holds_its_floor(found, kind):
    assert found[kind].f1 >= FLOORS["f1"][kind]


@pytest.mark.parametrize("kind", FLOORS["spans"])
def test_spans_hold_their_floor(found, kind):
    assert found[kind].spans >= FLOORS["spans"][kind]


def test_every_kind_has_a_floor(found):
    assert set(found) == set(FLOORS["f1"])
