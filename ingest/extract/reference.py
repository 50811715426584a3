"""Which clause of its document an offer refers to (参照第二条给予补助 · 参照本办法“渔船更新补助”相关标准)."""

from __future__ import annotations

import re

from ingest.extract.draft import Given
from ingest.extract.offer import offers
from ingest.parse.normalize import parts, plain
from ingest.record import Clause, Document
from ingest.rules import load

__all__ = ["raised_cap", "referred"]

_RAISED_TO = re.compile(r"(?:标准|比例|额度)(?:统一)?(?:提高|上浮|提升)[至到]")
_PROJECT = re.compile(r"[^，。；的“”\d]{3,16}?(?:项目|改造|升级)(?=，|。|的|$)")
_MONEY = re.compile(r"\d\s*(?:[万亿]?元|%|％|个?基点)")


def referred(document: Document, clause: Clause, words: str) -> str | None:
    """Return the path of the clause whose sums apply, None where `words` refer to none or to one that is not there.

    >>> from ingest.record import Meta, Source
    >>> two = Clause("d", "第二条", "第二条 按投资额的10%给予补助。"), Clause("d", "第五条", "第五条 …")
    >>> referred(Document("d", Source("例", "", "", ()), Meta("例"), two), two[1], "参照第二条给予补助")
    '第二条'
    """
    match = load("incentive")["ref"].regex.search(words)
    if not match:
        return None
    if match["article"]:
        return _article(document, clause, match["article"])
    return _alike(document, clause, match["name"] or match["what"])


def raised_cap(document: Document, clause: Clause, words: str) -> tuple[str, Given] | None:
    """Return which other clause's share `words` raise (改造项目，支持比例提高至30%), and the one cap of its offers.

    None where the words name no project that another clause pays for, or where the offers there differ in their cap.
    """
    named = [match[0] for match in _PROJECT.finditer(words)]
    path = _alike(document, clause, named[-1]) if named and _RAISED_TO.search(words) else None
    if path is None:
        return None
    text = plain(document.clause(path).text).text
    caps = [offer.cap for offer in offers(text, list(parts(text)))]
    alike = {cap.sum.values if cap else None for cap in caps}
    return (path, caps[0]) if len(alike) == 1 and caps[0] else None


def _article(document: Document, clause: Clause, words: str) -> str | None:
    """Find 第二条, or in a document without articles the item that 第（一）条 names, the nearest one first."""
    number = words.strip("第条款项（）")
    steps = (words.replace("（", "").replace("）", ""), f"({number})", number)
    ends = [one.path for one in document.clauses if one.path.rpartition("/")[2] in steps and one.path != clause.path]
    return min(
        ends,
        key=lambda path: (steps.index(path.rpartition("/")[2]), not path.startswith(clause.above)),
        default=None,
    )


def _alike(document: Document, clause: Clause, name: str) -> str | None:
    """Find the clause with sums whose heading, or else whose text, shares most pairs of characters with `name`."""
    pairs = {name[index : index + 2] for index in range(len(name) - 1)}
    ranked = []
    for one in document.clauses:
        if one.path == clause.path or not _MONEY.search(one.text):
            continue
        text = plain(one.text).text
        share = max(_share(pairs, one.title), 0.8 * _share(pairs, text))
        if share >= 0.5:
            ranked.append((share, one.path, text))
    for _, path, text in sorted(ranked, key=lambda row: -row[0]):
        if offers(text, list(parts(text))):
            return path
    return None


def _share(pairs: set[str], text: str) -> float:
    return sum(pair in text for pair in pairs) / max(len(pairs), 1)
