"""What a running site does to its store: documents in and out, judgements on records; index and memory follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from api.commands.files import register_of
from api.originals import keep, prune
from graph import iri
from graph.intake import Intake
from graph.review import Judgement, judge, judgements, reapply, withdraw
from graph.search.feed import feed
from graph.source import read

if TYPE_CHECKING:
    from api.commands.files import Outcome
    from api.site import Site

__all__ = ["judged", "taken_in", "taken_out", "withdrawn"]


def taken_in(
    site: Site, outcome: Outcome, show: Callable[[str, str], None]
) -> tuple[list[dict[str, Any]], int, list[str]]:
    """Write what was read from a file to store and index; returns its documents, how many are gone, and notices.

    The file moves from where it waited to among the uploads, in place of an earlier one of its name.
    """
    show("store", outcome.path.name)
    path = site.settings.uploads_path / outcome.path.name
    path.parent.mkdir(parents=True, exist_ok=True)
    outcome.path.replace(path)
    change = Intake(site.store, site.settings.base).put(path, outcome.documents, whole=outcome.error is None)
    keep(site.settings.originals_path, path, (document.source.sha256 for document in outcome.documents))
    notices = [notice.message for notice in change.notices]
    for name in change.written:
        lost = reapply(site.store, name, partial(register_of, site.settings.authority))
        notices += [
            f"{record}: 校核过的字句已不在原处 (the words that were reviewed stand there no more)" for record in lost
        ]
    notices += [
        f"{document.meta.title}: {notice.message}"
        for document in outcome.documents
        for notice in document.notices
        if notice.code.startswith("audit-")
    ]
    show("index", outcome.path.name)
    _follow(site, change.written + change.removed)
    found = {iri.of(document, site.settings.base): document for document in outcome.documents}
    told = [
        {
            "id": site.document_id(name),
            "title": document.meta.title,
            "clauses": len(document.clauses),
            "facts": len(document.records),
            "notices": len(document.notices) + len(document.source.notices),
            "unexplained": sum(number.reason is None for number in document.numbers),
        }
        for name, document in found.items()
    ]
    return told, len(change.removed), notices


def taken_out(site: Site, document: str) -> bool:
    """Take a document out, with the uploaded file that gave nothing else; tells whether it was there."""
    intake = Intake(site.store, site.settings.base)
    if not intake.remove(document):
        return False
    for record in tuple(judgements(site.store, document)):
        withdraw(site.store, document, record)
    folder = site.settings.uploads_path
    for path in folder.iterdir() if folder.is_dir() else ():
        for source in intake.sources(path):
            if not read(site.store, source).documents:
                intake.drop(source)
                path.unlink()
    _follow(site, [document])
    return True


def judged(
    site: Site,
    document: str,
    record: str,
    verdict: Any,
    who: str,
    note: str = "",
    fields: Mapping[str, str] | None = None,
) -> None:
    """Keep a judgement on a record and apply it. GraphError, FieldError: as `graph.review.judge`."""
    one = Judgement(record, verdict, who, datetime.now(UTC).replace(microsecond=0), note, fields or {})
    judge(site.store, document, one, partial(register_of, site.settings.authority))
    _follow(site, [document])


def withdrawn(site: Site, document: str, record: str) -> bool:
    """Take a judgement back; tells whether there was one."""
    there = withdraw(site.store, document, record)
    if there:
        _follow(site, [document])
    return there


def _follow(site: Site, documents: Iterable[str]) -> None:
    feed(site.index, site.store, documents)
    prune(site.settings.originals_path, site.store)
    site.memory.forget()
    site.pictures.forget()
