"""What a running site does to its store: documents in and out, judgements on records; index and memory follow."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.dumps import forget
from api.folder.reviews import lay_down
from api.index import follow
from api.originals import keep, prune
from graph import iri
from graph.audit import Reviewed, dismissal, misses
from graph.intake import Intake
from graph.review import Judgement, judge, reapply, stated, withdraw
from graph.source import read
from ingest.batch.outcome import register_of

if TYPE_CHECKING:
    from api.site import Site
    from ingest.audit import Place
    from ingest.batch.outcome import Outcome
    from ingest.record import Record

__all__ = ["added", "dismissed", "judged", "taken_in", "taken_out", "unread", "withdrawn"]


def taken_in(
    site: Site, outcome: Outcome, show: Callable[[str, str], None]
) -> tuple[list[dict[str, Any]], int, list[str], list[Path]]:
    """Write what was read from a file to store and index.

    Returns its documents, how many are gone, notices, and the uploads to be read again, as copies of what is gone.

    The file is copied from where it waits to among the uploads, in place of an earlier one of its name: killed before
    the store holds it, the server finds it waiting when it starts again.
    """
    show("store", outcome.path.name)
    path = site.settings.uploads_path / outcome.path.name
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(shutil.copyfile(outcome.path, path.with_name(f".{path.name}.part")))
    unfinished.replace(path)
    keep(site.settings.originals_path, path, (document.source.sha256 for document in outcome.documents))
    intake = Intake(site.store, site.settings.base)
    change = intake.put(path, outcome.documents, whole=outcome.error is None)
    notices = [notice.message for notice in change.notices]
    for name in change.written:
        lost = reapply(site.store, name, partial(register_of, site.settings.authority))
        notices += [
            f"{record}: 校核过的字句已不在原处 (the words that were reviewed stand there no more)" for record in lost
        ]
    notices += [
        f"{row['title']}: {row['message']}"
        for name in change.written
        for row in misses(site.store, name)
        if row["code"].startswith("audit-")
    ]
    show("index", outcome.path.name)
    _follow(site, change.written + change.removed, change.renamed)
    found = {iri.of(document, site.settings.base): document for document in outcome.documents}
    told = [
        {
            "id": site.document_id(change.copies.get(name, name)),
            "copy": name in change.copies,
            "title": document.meta.title,
            "clauses": len(document.clauses),
            "facts": len(document.records),
            "notices": len(document.notices) + len(document.source.notices),
            "unexplained": sum(number.reason is None for number in document.numbers),
        }
        for name, document in found.items()
    ]
    return told, len(change.removed), notices, _waiting(site, intake)


def unread(site: Site) -> list[Path]:
    """Return the uploads whose documents went with a file that gave them too, and that were not read again since."""
    return _waiting(site, Intake(site.store, site.settings.base)) if site.settings.uploads_path.is_dir() else []


def _waiting(site: Site, intake: Intake) -> list[Path]:
    return [path for path in sorted(site.settings.uploads_path.iterdir()) if intake.waits(path)]


def taken_out(site: Site, document: str) -> bool:
    """Take a document out, with the uploaded file that gave nothing else; tells whether it was there."""
    intake = Intake(site.store, site.settings.base)
    if not intake.remove(document):
        return False
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
    one = Judgement(record, verdict, who, _now(), note, fields or {})
    judge(site.store, document, one, partial(register_of, site.settings.authority))
    _follow(site, [document])


def dismissed(site: Site, found: Reviewed, measure: str, place: Place, who: str, note: str = "") -> None:
    """Keep that a missed place holds no fact."""
    words = {"measure": measure, "words": place.words}
    judged(site, found.name, dismissal(found.name, measure, place), "none", who, note, words)


def added(site: Site, found: Reviewed, records: Iterable[Record], who: str, note: str = "") -> tuple[str, ...]:
    """Keep records that a person read where no rule did, all of one miss; returns their IRIs."""
    register = partial(register_of, site.settings.authority)
    names = []
    for record in records:
        name, before = stated(found.name, found.document, record, register())
        judge(site.store, found.name, Judgement(name, "add", who, _now(), note, before=before), register)
        names.append(name)
    _follow(site, [found.name])
    return tuple(names)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def withdrawn(site: Site, document: str, record: str) -> bool:
    """Take a judgement back; tells whether there was one."""
    there = withdraw(site.store, document, record)
    if there:
        _follow(site, [document])
    return there


def _follow(site: Site, documents: Sequence[str], renamed: Mapping[str, str] | None = None) -> None:
    follow(site, documents)
    site.changes.follow(site.store, documents, renamed)
    lay_down(site.settings.reviews_path, site.store, documents)
    prune(site.settings.originals_path, site.store)
    forget(site)
    site.memory.forget()
    site.pictures.forget()
