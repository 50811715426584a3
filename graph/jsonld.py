"""A document as JSON-LD: what the API serves and, read with `ontology/context.jsonld`, the triples of its graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph import iri
from graph.asked import Frame, variable_json
from graph.evidence import present
from graph.facts import fact_json
from graph.office import issuers_json
from graph.title import title_key
from ingest.audit import audited, missed
from ingest.extract.reader import reader_of, release
from ingest.record import Clause, Document, Notice, NumberAccount
from ingest.rules import version

__all__ = ["document_json"]

Json = dict[str, Any]


def document_json(document: Document, base: str = iri.BASE) -> Json:
    """Return the document with its clauses, facts and notices as one JSON-LD object without its `@context`.

    What the document does not say is left out: no null, no empty list. Decimals are strings, so that no digit is lost;
    dates are ISO 8601. Two records that say the same of the same words are one. Two readings of a file give equal
    objects, as neither time nor machine is noted.
    """
    name = iri.of(document, base)
    facts = {iri.record(name, record): record for record in document.records}
    issuers = issuers_json(document.meta, name)
    frame = Frame(name, {clause.path: clause for clause in document.clauses}, document.meta, issuers)
    within = _within(document, name)
    parts: dict[str, list[str]] = {}
    for path, above in within.items():
        parts.setdefault(above, []).append(iri.clause(name, path))
    return present({
        "@id": name,
        "@type": "Document",
        **_head(document),
        "issuedBy": issuers,
        "generatedBy": _reading(document, name),
        "clauses": [
            _clause(clause, name, order, within[clause.path], parts) for order, clause in enumerate(document.clauses)
        ],
        "facts": [fact_json(record, fact, frame) for fact, record in facts.items()],
        "asks": [variable_json(variable, name) for variable in document.variables],
        "notices": [_notice(notice, name) for notice in _notices(document)],
    })  # fmt: skip


def _head(document: Document) -> Json:
    meta = document.meta
    return {
        "title": meta.title,
        "titleKey": title_key(meta.title),
        "number": meta.number,
        "issuer": list(dict.fromkeys(meta.issuers)),
        "issuers": "、".join(dict.fromkeys(meta.issuers)),
        "issued": meta.issued and meta.issued.isoformat(),
        "effective": meta.effective and meta.effective.isoformat(),
        "expires": meta.expires and meta.expires.isoformat(),
        "region": meta.region_id and iri.region(meta.region_id),
        "regionName": meta.region,
        "level": meta.level,
        "kind": meta.kind,
        "sourceNote": document.source_note,
        "reports": document.reports,
        "reportsKey": document.reports and title_key(document.reports),
    }


def _clause(clause: Clause, document: str, order: int, above: str, parts: Mapping[str, list[str]]) -> Json:
    name = iri.clause(document, clause.path)
    always = {"path": clause.path, "text": clause.text}  # "" is the path of the head, and says something
    return always | present({
        "@id": name,
        "@type": "Clause",
        "partOf": list(dict.fromkeys([above, document])),
        "parts": parts.get(name, []),
        "depth": clause.level,
        "order": order,
        "kind": clause.kind,
        "title": clause.title,
        "heading": " > ".join(title for title in clause.headings if title),
        "page": clause.page(),
    })  # fmt: skip


def _within(document: Document, name: str) -> Mapping[str, str]:
    """Return what each clause stands in directly, by its path: another clause, or the document itself.

    A document has all its clauses as parts, and a clause its own; each part names both, so that the two agree.
    """
    paths = {clause.path: name for clause in document.clauses}
    for path in paths:
        above = path.rpartition("/")[0]
        while above and above not in paths:
            above = above.rpartition("/")[0]
        if above:
            paths[path] = iri.clause(name, above)
    return paths


def _reading(document: Document, name: str) -> Json:
    source = document.source
    return present({
        "@id": iri.reading(name),
        "@type": "Reading",
        "used": present({
            "@id": iri.file(name),
            "@type": "File",
            "name": source.name,
            "format": source.media_type,
            "sha256": f"sha256:{source.sha256}",
        }),
        "ruleSet": _rules(document),
        "software": {"@id": iri.software(name), "@type": "Software", "name": "policygraph", "version": release()},
        "associations": _associations(document, name),
        "droppedCharacters": sum(len(dropped.text) for dropped in document.dropped),
        "numbers": len(document.numbers),
        "unexplained": sum(number.reason is None for number in document.numbers),
    })  # fmt: skip


def _rules(document: Document) -> list[str]:
    """Name the rule files that found something in the document, each with its version: deadline@1f2e3d4c."""
    found = {record.evidence.rule.partition("/")[0] for record in document.records}
    return [f"{kind}@{digits}" for kind in sorted(found) if (digits := version(kind))]


def _associations(document: Document, name: str) -> list[Json]:
    """Return each reader of a record of the document, with its version, as an agent of the reading."""
    found = dict(filter(None, (reader_of(record.evidence.rule) for record in document.records)))
    return [
        {
            "@id": f"{iri.reader(name, reader)}/association",
            "@type": "Association",
            "agent": {"@id": iri.reader(name, reader), "@type": "Software", "name": reader, "version": version},
        }
        for reader, version in sorted(found.items())
    ]


def _notice(notice: Notice, document: str) -> Json:
    return present({
        "@id": iri.notice(document, notice),
        "@type": "Notice",
        "code": notice.code,
        "description": notice.message,
        "path": notice.path,
        "line": notice.line,
        "page": notice.page,
    })  # fmt: skip


def _notices(document: Document) -> Iterator[Notice]:
    """Yield what was odd in file and document, then each number without a reason and each place that was missed."""
    yield from document.source.notices
    yield from document.notices
    yield from (unexplained(number) for number in document.numbers if number.reason is None)
    yield from missed(audited(document))


def unexplained(number: NumberAccount) -> Notice:
    """Return the notice on a number that neither a record nor a reason explains."""
    words = number.clause.text[number.start : number.end]
    message = f"“{words}” at character {number.start} is in no record"
    return Notice("unexplained-number", message, number.clause.path, page=number.clause.page(number.start))
