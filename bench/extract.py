"""Characters a second from clauses to linked records, on one core, and whether the cost grows in step with the work.

    python bench/extract.py [FILE…]

By default over corpus/documents, which are dense with facts. The peer in the same run is the tokenizer over the same
clauses: the least that any pipeline on it costs.
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

from ingest.clean import clean
from ingest.link import Register, link
from ingest.nlp import pipeline
from ingest.read import read
from ingest.record import Document
from ingest.structure import structure

ROUNDS = 5


def main() -> None:
    own = Path(__file__).parents[1] / "corpus" / "documents"
    files = [Path(name) for name in sys.argv[1:]] or sorted(path for path in own.iterdir() if path.is_file())
    documents = [document for file in files for document in structure(clean(read(file)))]
    size = sum(len(clause.text) for document in documents for clause in document.clauses)
    register = Register.load()
    reader = pipeline(register)

    def records(batch: list[Document]) -> None:
        for document in batch:
            found, numbers = reader(document)
            link(replace(document, records=found, numbers=numbers), register)

    def tokens(batch: list[Document]) -> None:
        for document in batch:
            for clause in document.clauses:
                reader.nlp.make_doc(clause.text)

    records(documents)  # loads and compiles what is loaded and compiled once
    once, twice, peer = (timed(records, documents), timed(records, documents * 2), timed(tokens, documents))
    print(f"{len(documents)} documents, {size} characters, median of {ROUNDS} rounds")
    print(f"clauses to linked records   {size / once:10,.0f} characters/s")
    print(f"tokenizer alone             {size / peer:10,.0f} characters/s   ratio {once / peer:.1f}")
    print(f"twice the documents         {twice / once:10.2f} times the time")


def timed(work, batch: list[Document]) -> float:  # type: ignore[no-untyped-def]
    """Return the median processor seconds of a round."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.process_time()  # seconds of the core itself, whatever else the machine does
        work(batch)
        seconds.append(time.process_time() - start)
    return statistics.median(seconds)


if __name__ == "__main__":
    main()
