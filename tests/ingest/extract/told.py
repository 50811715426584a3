"""What the tests of this folder ask: the conditions of a phrase, and the offers of a few clauses."""

from ingest.extract.condition import sentence
from ingest.extract.incentive import extract
from ingest.extract.memory import Memory
from ingest.extract.tree import Passage, numbered
from ingest.record import Document, Meta, Reading, Source


def read(text):
    """Return the conditions of a phrase and how they combine."""
    return numbered([sentence(Passage.of(text), 0, len(text), Memory())])


def offers(*clauses):
    """Return the offers of a document of these clauses."""
    document = Document("d", Source("例.txt", "", "text/plain", ()), Meta("例", kind="measures"), clauses)
    return [record for clause in clauses for record in extract(Reading(clause, document))]
