"""From a file to documents with facts: the sentence that explains the system.

    read -> clean -> structure -> extract -> (further readers) -> link -> audit

Each stage takes the values of the one before and gives new ones (`record.py`); nothing here touches a store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ingest.audit import lit
from ingest.clean import clean
from ingest.errors import IngestError
from ingest.extract.reader import Reader, read_on
from ingest.link import Register, link
from ingest.nlp import pipeline
from ingest.read import sources
from ingest.record import Document
from ingest.script import as_written, evened
from ingest.structure import structure

__all__ = ["ingest"]


def ingest(
    path: Path,
    register: Register,
    refused: Callable[[IngestError], None] | None = None,
    stage: Callable[[str, str], None] = lambda stage, title: None,
    readers: Sequence[Reader] = (),
) -> Iterator[Document]:
    """Turn one file into documents whose records point back to its words.

    A compilation gives one document for each piece that it reprints, an archive those of each file in it. Raises
    `ingest.errors.IngestError` for a file that gives none; the error of a single file of an archive goes to `refused`
    or, without it, is raised at the end. `stage` is called when a stage begins (read, structure, extract), and with
    what. `readers` read on after the rules, each given what was read before it.
    """
    rules = pipeline(register)
    stage("read", path.name)
    for source in sources(path, refused):
        stage("structure", source.name)
        for document in structure(clean(evened(source))):
            stage("extract", document.meta.title)
            records, numbers = rules(document)
            found = read_on(replace(document, records=records, numbers=numbers), readers)
            yield as_written(lit(link(found, register)), source)
