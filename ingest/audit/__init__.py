"""Holds what was read of a document against its own text, without gold: what plainly stands there and no record has.

The places are found by patterns of their own (`rules/audit.toml`), so both sides err now and then: a place is worth a
look and no verdict. `MEASURES` says what is measured.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.audit.fact import agencies, goals, numbers, sums
from ingest.audit.form import date, headings, kept, numbering, title
from ingest.audit.light import light, missed, said
from ingest.audit.place import Audit, Measure, Measured, Place
from ingest.record import Document

__all__ = ["MEASURES", "Audit", "Measured", "Place", "audited", "light", "lit", "missed", "said"]

MEASURES: tuple[Measure, ...] = (numbering, headings, title, date, agencies, sums, goals, kept, numbers)


def audited(document: Document) -> Audit:
    """Return what each measure finds in the document; one that finds no place is left out.

    >>> from ingest.record import Clause, Meta, Source
    >>> clause = Clause("d", "一", "到2027年，覆盖率达到90%。")
    >>> found = audited(Document("d", Source("d.txt", "", "", ()), Meta("某市实施方案"), (clause,)))
    >>> {name: (one.seen, one.held) for name, one in found.measures.items()}
    {'headings': (1, 1), 'title': (1, 1), 'goals': (1, 0)}
    """
    found = {}
    for measure in MEASURES:
        places = tuple(measure(document))
        misses = tuple(one for one in places if not one.held)
        if places:
            found[measure.__name__] = Measured(len(places), len(places) - len(misses), misses)
    return Audit(document.source.name, document.meta.title, found)


def lit(document: Document) -> Document:
    """Return the document with its light among the notices; as it is where the light is green."""
    notice = light(document, audited(document))
    return replace(document, notices=(*document.notices, notice)) if notice else document
