"""One clause of an invented document, read by one extractor."""

from datetime import date

import pytest

from ingest.record import Clause, Document, Meta, Reading, Source


@pytest.fixture
def reading():
    """Make a Reading of one clause; `issued` is what relative times are reckoned from, `parent` the clause above."""

    def make(
        text, title="", path="一", issued=date(2021, 3, 1), kind="plan", name="某市节水行动方案", parent="", rows=()
    ):
        clause = Clause("例.txt", f"零/{path}" if parent else path, text, 1, title, rows=rows)
        above = (Clause("例.txt", "零", parent, 1),) if parent else ()
        meta = Meta(name, issued=issued, kind=kind)
        return Reading(clause, Document("例.txt", Source("例.txt", "", "text/plain", ()), meta, (*above, clause)))

    return make


@pytest.fixture
def table(reading):
    """Make a Reading of a table: each row its cells, separated by tabs in the text."""

    def make(*rows, **options):
        lines, places, at = ["\t".join(cells) for cells in rows], [], 0
        for line in lines:
            places.append((at, at + len(line)))
            at += len(line) + 1
        return reading("\n".join(lines), rows=tuple(places), **options)

    return make
