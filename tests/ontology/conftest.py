"""The invented documents of `corpus/` in one store, read once for all questions that are asked of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.intake import Intake
from graph.store import Store, open_store
from graph.store.authority import add
from ingest.link import Register
from ingest.pipeline import ingest

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def corpus_store() -> Iterator[Store]:
    register = Register.load(CORPUS / "regions.ttl")
    with open_store() as store:
        add(store, [CORPUS / "regions.ttl"])
        intake = Intake(store)
        for file in sorted((CORPUS / "documents").iterdir()):
            intake.put(file, tuple(ingest(file, register)))
        yield store
