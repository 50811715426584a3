"""Who is shut out, of which part of a document and of which benefits: 不适用本细则第二章 · 不享受购房补贴."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extract.condition import Passage, Tree
from ingest.extract.general import General
from ingest.extract.listing import denied_at
from ingest.extract.naming import named_offers
from ingest.extract.part_scope import own_part
from ingest.extract.reach import reach
from ingest.record import Clause, Condition, Document
from ingest.rules import load

__all__ = ["benefits_denied", "shut_out"]

_OF_ITS_OWN = re.compile(  # 不享受前款补贴: of the offers of its own clause alone
    "不(?:再|得|予|能)?(?:重复)?(?:享受|适用|申领|领取|发放)(?:前款|本条|本款|本项|前项|前述|上款|上述)|(?:前款|本条|本款|上款|本项)[^，。；]{0,8}不(?:予|再|得)"
)


def shut_out(document: Document, clause: Clause, passage: Passage, start: int) -> Iterator[General]:
    """Read who is shut out, in each half of a sentence of the benefits that it names."""
    text, found = passage.even.text, dict[tuple[str, frozenset[str]], list[Condition | Tree]]()
    for one, part in denied_at(passage, start):
        if one.start and passage.original[one.start - 1] in "(（":
            continue  # 高级职称（“以考代评”的系列除外）: left out of the noun before the bracket, and of no benefit
        end = min((at for mark in "。；\n" if (at := text.find(mark, part.start)) >= 0), default=len(text))
        half = text[max(text.rfind(mark, 0, part.start) for mark in "。；\n") + 1 : end]
        own = f"{clause.path}/" if _OF_ITS_OWN.search(half) else ""
        among = benefits_denied(document, clause, half)
        elsewhere = bool(among) and load("condition")["not-for"].regex.search(half)  # 不再享受第二、三部分政策
        where = "" if elsewhere else own or own_part(clause, half) or reach(document, clause)
        found.setdefault((where, among), []).append(one)
    for (where, among), parts in found.items():
        yield General(where, None, Tree(tuple(parts)), clause.path, among=among)


def benefits_denied(document: Document, clause: Clause, text: str) -> frozenset[str]:
    """Return the clauses of the benefits that alone somebody is shut out of (不享受购房补贴); none for all.

    Where the clause itself gives what it names, nobody is shut out of anything else.
    """
    rules = load("condition")
    if (out := rules["not-for"].regex.search(text)) and (among := named_offers(document, out["names"], clause.path)):
        return among
    match = rules["not-this"].regex.search(text)
    if match is None:
        return frozenset()
    return named_offers(document, match["names"], clause.path) or named_offers(document, match["names"], "")
