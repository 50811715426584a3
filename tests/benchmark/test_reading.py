"""Quality of reading on real documents: no kind and no measure falls below its floor (`reading.toml`)."""

import json
import tomllib
from collections import Counter
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from ingest.audit import audited
from ingest.errors import IngestError
from ingest.export import document_record
from ingest.link import Register
from ingest.pipeline import ingest
from ingest.score import totals

SHARED = Path(__file__).parents[3] / "shared"
FLOORS = tomllib.loads((Path(__file__).parent / "reading.toml").read_text("utf-8"))
EVERY = 5  # of the many files: enough to see a fall, few enough for a test

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared documents are not beside this checkout")


@pytest.fixture(scope="module")
def records():
    register = Register.load()
    files = sorted((SHARED / "corpus-dev").glob("*.txt"))
    return [document_record(document) for file in files for document in ingest(file, register)]


@pytest.fixture(scope="module")
def found(records):
    return totals(SHARED / "gold-dev", records)


@pytest.fixture(scope="module")
def shares():
    register = Register.load()
    seen, held = Counter(), Counter()
    for file in sorted((SHARED / "corpus-wild").iterdir())[::EVERY]:
        try:
            documents = list(ingest(file, register))
        except IngestError:
            documents = []
        seen["read"] += 1
        held["read"] += bool(documents)
        for document in documents:
            for name, one in audited(document).measures.items():
                seen[name] += one.seen
                held[name] += one.held
    return {name: held[name] / seen[name] for name in seen}


@pytest.mark.parametrize("kind", FLOORS["gold"])
def test_records_of_real_documents_hold_their_floor(found, kind):
    assert found[kind].f1 >= FLOORS["gold"][kind]


def test_conditions_of_incentives_hold_their_floor(records):
    spec = spec_from_file_location("reference_score", SHARED / "tools" / "score.py")
    score = module_from_spec(spec)
    spec.loader.exec_module(score)
    matched, expected, got = 0.0, 0, 0
    for file in sorted((SHARED / "gold-dev").glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        pairs, *_ = score.pair("incentives", gold["incentives"], score.paired(gold, records)["incentives"])
        counts = score.conditions(pairs)
        matched, expected, got = matched + counts[0], expected + counts[1], got + counts[2]
    assert 2 * matched / (expected + got) >= FLOORS["criteria"]["conditions"]


@pytest.mark.parametrize("measure", FLOORS["audit"])
def test_what_stands_in_many_real_files_is_read(shares, measure):
    assert shares[measure] >= FLOORS["audit"][measure]
