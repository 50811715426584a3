"""Every IRI is made here, from what the document says: reading a file twice names the same things the same.

    {base}document/豫政-2022-12                     a document with a number (文号)
    {base}document/3f9a1c02b7de                    one without: short hash of title, issuers and date; of a document
                                                   that names neither issuer nor date, of its title and its text
    {document}/clause/三/(二)/3                     a clause by its path; the head, whose path is "", is `_`
    {document}/target/9b1c5e0a7f21                 a record by its kind and a short hash of what sets it apart
    {document}/criterion/c3f9a1c02b7de             a criterion by its words, what it compares and with what: no ordinal
    {document}/variable/v9b1c5e0a7f21              a variable by its key; one of the authority file is named there

Chinese letters stand in the IRIs as they are (RFC 3987); what an IRI forbids is percent-encoded. Agencies, regions,
indicators and units are named by the authority files, whatever the base.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from typing import Final
from urllib.parse import quote

from graph.vocab import AUTHORITY, PREFIXES
from ingest.record import (
    REPORTING,
    Citation,
    Condition,
    Deadline,
    Document,
    Incentive,
    Meta,
    Notice,
    Provision,
    Quantity,
    Record,
    Responsibility,
    Target,
)

__all__ = [
    "BASE", "agency", "clause", "criterion", "document", "encode", "file", "function", "indicator", "is_document",
    "issuer", "notice", "of", "reading", "record", "region", "scheme", "software", "unit", "variable",
]  # fmt: skip

BASE: Final = "https://policygraph.invalid/id/"
"""The base where none is given: a name that by RFC 2606 never resolves, so it cannot be taken for someone's site."""

_NUMBER = re.compile(r"^\s*(.+?)\s*[〔\[［(（【]\s*(\d{4})\s*[〕\]］)）】]\s*第?\s*(\d+)\s*号")
_DOCUMENT = re.compile(r"/document/[^/]+$")
_UNSAFE = re.compile(r"[^A-Za-z0-9\-._~/()!,;:@&=+$*\u00a1-\u1fff\u2030-\u2fff\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]")


def _short(*parts: object) -> str:
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return blake2b(text.encode("utf-8"), digest_size=6).hexdigest()


@lru_cache(maxsize=65536)
def encode(name: str) -> str:
    """Percent-encode what an IRI's path cannot hold; slashes, brackets and Chinese letters stay.

    >>> encode("三/(二)/3#2")
    '三/(二)/3%232'
    """
    return _UNSAFE.sub(lambda match: quote(match[0], safe=""), name)


def of(document_: Document, base: str = BASE) -> str:
    """Name a document by its head and, where that has too little to tell it from others, by its text.

    >>> meta = Meta("工作要点", "荻政发〔2023〕8号", kind="plan")
    >>> of(Document("d", None, meta, ()), "https://a.example/")  # type: ignore[arg-type]
    'https://a.example/document/荻政发-2023-8'
    """
    return document(document_.meta, base, "".join(clause.text for clause in document_.clauses))


def document(meta: Meta, base: str = BASE, text: str = "") -> str:
    """Name a document by its number, else by a short hash of title, issuers and date.

    Many documents are headed “2025年工作要点”: where number, issuers and date are all missing, `text` joins the hash.

    >>> document(Meta("荻浦市节能实施方案", number="荻政发〔2023〕8号", kind="plan"), "https://a.example/")
    'https://a.example/document/荻政发-2023-8'
    """
    match = _NUMBER.match(meta.number or "")
    if match and meta.kind not in REPORTING:  # theirs is the number of what they report of
        name = encode("-".join(match.groups()).replace("/", "-"))
    elif meta.issuers or meta.issued:
        name = _short("".join(meta.title.split()), "、".join(meta.issuers), meta.issued)
    else:
        name = _short("".join(meta.title.split()), "", None, *filter(None, ["".join(text.split())]))
    return f"{base}document/{name}"


def is_document(name: str) -> bool:
    """Tell whether a graph of this name is a document's, and not a file's or an authority file's.

    >>> is_document("https://a.example/document/荻政发-2023-8"), is_document("https://a.example/source/1f")
    (True, False)
    """
    return _DOCUMENT.search(name) is not None


def clause(document: str, path: str) -> str:
    """Name a clause by its path within `document`.

    >>> clause("https://a.example/document/x", "")
    'https://a.example/document/x/clause/_'
    """
    return f"{document}/clause/{encode(path) or '_'}"


def record(document: str, record: Record) -> str:
    """Name a record by its kind and a hash of its place, quote and what tells it from its siblings."""
    evidence = record.evidence
    kind, parts = _apart(record)
    mark = "p" if kind == "provision" else ""
    return f"{document}/{kind}/{mark}{_short(evidence.clause.path, evidence.start, evidence.quote, *parts)}"


def _apart(record: Record) -> tuple[str, tuple[object, ...]]:
    if isinstance(record, Target):
        return "target", (record.indicator, record.scope, record.op, record.value, record.unit, record.by)
    if isinstance(record, Responsibility):
        return "responsibility", (record.agency_norm, record.role)
    if isinstance(record, Deadline):
        return "deadline", (record.kind, record.start, record.end)
    if isinstance(record, Incentive):
        sums = (_sum(item) for item in (record.rate, record.amount, record.cap, record.floor))
        return "incentive", (record.kind, record.beneficiary, *sums, *sorted(item.text for item in record.conditions))
    if isinstance(record, Provision):
        return "provision", (record.kind, record.value, record.unit, record.start, record.end, *record.paths)
    assert isinstance(record, Citation)
    return "citation", (record.title, record.number)


def _sum(quantity: Quantity | None) -> str:
    return f"{quantity.op}{quantity.value}{quantity.unit}/{quantity.per}/{quantity.of}" if quantity else ""


def scheme(document: str, path: str, kind: str, quote: str) -> str:
    """Return the id of a scheme, which is no IRI: of its document, its clause, what it gives and its first words.

    >>> scheme("https://a.example/document/x", "二", "award", "奖励10万元").startswith("s")
    True
    """
    return f"s{_short(document.rpartition('/')[2], path, kind, quote)}"


def criterion(document: str, condition: Condition, path: str) -> str:
    """Name a criterion by where it stands and what it asks; `path` is the clause of its offer.

    Neither its place among others nor the base of the IRIs counts: reading its neighbours better leaves its name alone.

    >>> one = Condition("年节能量", "年节能量1000吨标准煤以上", ">=", 1000.0, "吨标准煤")
    >>> criterion("https://a.example/document/x", one, "一").rpartition("/")[0]
    'https://a.example/document/x/criterion'
    """
    place = path if condition.path is None else condition.path
    parts = (document.rpartition("/")[2], place, condition.text, condition.attr, condition.op, condition.value)
    return f"{document}/criterion/c{_short(*parts)}"


def variable(document: str, key: str) -> str:
    """Name a variable by its key: within its document, or of the authority file.

    >>> variable("https://a.example/document/x", "authority/headcount")
    'https://w3id.org/policygraph/variable/headcount'
    """
    if key.startswith("authority/"):
        return _authority("variable", key.removeprefix("authority/"))
    return f"{document}/variable/v{_short(document.rpartition('/')[2], key)}"


def notice(document: str, notice: Notice) -> str:
    """Name a notice by its code, message and place."""
    return f"{document}/notice/{_short(notice.code, notice.message, notice.path, notice.line, notice.page)}"


def issuer(document: str, name: str) -> str:
    """Name an office that issued a document, by its name there.

    >>> issuer("https://a.example/document/x", "荻浦市水利局")
    'https://a.example/document/x/issuer/荻浦市水利局'
    """
    return f"{document}/issuer/{encode(name)}"


def reading(document: str) -> str:
    """Name the act of reading that made a document's graph."""
    return f"{document}/reading"


def file(document: str) -> str:
    """Name the file that a document was read from.

    The name is the document's own: two documents of one file name it twice, tell it by its digest, and share no triple,
    so that either can go without the other, and the union of all graphs counts nothing double.
    """
    return f"{document}/file"


def software(document: str) -> str:
    """Name the release that read a document; like `file`, the document's own."""
    return f"{document}/software"


def reader(document: str, name: str) -> str:
    """Name a reader of a document's records; like `software`, the document's own."""
    return f"{document}/reader/{encode(name)}"


def agency(id: str) -> str:
    """Name an agency of the authority files.

    >>> agency("330300/industry-information")
    'https://w3id.org/policygraph/agency/330300/industry-information'
    """
    return _authority("agency", id)


def function(id: str) -> str:
    """Name what an agency is for: the part of its id after the region."""
    return _authority("function", id)


def region(code: str) -> str:
    """Name a region by its GB/T 2260 code."""
    return _authority("region", code)


def indicator(id: str) -> str:
    """Name an indicator of the authority files."""
    return _authority("indicator", id)


def unit(id: str) -> str:
    """Name a unit: QUDT's where it has one, else the authority files' own.

    >>> unit("unit:PERCENT"), unit("pgunit:jia")
    ('http://qudt.org/vocab/unit/PERCENT', 'https://w3id.org/policygraph/unit/jia')
    """
    if id.startswith("unit:"):
        return PREFIXES["unit"] + encode(id.removeprefix("unit:"))
    return _authority("unit", id.removeprefix("pgunit:"))


def _authority(kind: str, id: str) -> str:
    return id if id.startswith(("http://", "https://")) else f"{AUTHORITY}{kind}/{encode(id)}"
