"""From a file to documents with facts: the sentence that explains the system.

    read -> clean -> structure -> extract -> link

Each stage takes the values of the one before and gives new ones (`record.py`); nothing here touches a store.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ingest.clean import clean
from ingest.link import Register, link
from ingest.nlp import pipeline
from ingest.read import read
from ingest.record import Document
from ingest.structure import structure

__all__ = ["ingest"]


def ingest(path: Path, register: Register) -> Iterator[Document]:
    """Turn one file into documents whose records point back to its words.

    A compilation gives one document for each piece that it reprints. Raises `ingest.errors.IngestError` for a file that
    gives none.
    """
    reader = pipeline(register)
    for document in structure(clean(read(path))):
        records, numbers = reader(document)
        yield link(replace(document, records=records, numbers=numbers), register)
