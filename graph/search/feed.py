"""Brings the clauses of the store into the index: all of them, those of some documents, or what has come apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.query import table
from graph.search.entry import Entry
from graph.search.protocol import SearchIndex
from graph.store import Store
from graph.vocab import AUTHORITY, PG

__all__ = ["entries", "feed", "rebuild", "reconcile"]

_REGION = f"{AUTHORITY}region/"


def rebuild(index: SearchIndex, store: Store) -> int:
    """Empty `index` and fill it from `store`; returns the number of clauses."""
    index.clear()
    return index.write(entries(store))


def feed(index: SearchIndex, store: Store, documents: Iterable[str]) -> int:
    """Make the index hold of `documents` (IRIs) what the store holds, be it nothing; returns the number of clauses."""
    wanted = list(documents)
    if not wanted:
        return 0
    regions = _regions(store)
    return index.write((entry for document in wanted for entry in _entries(store, document, regions)), without=wanted)


def reconcile(index: SearchIndex, store: Store) -> int:
    """Mend the index where it does not hold the state of the store, as after a kill; returns the documents mended."""
    held, kept = index.stamps(), {row["document"]: row["stamp"] for row in table(store, "index_stamps")}
    apart = [document for document in held.keys() | kept.keys() if held.get(document) != kept.get(document)]
    feed(index, store, sorted(apart))
    return len(apart)


def entries(store: Store, document: str | None = None) -> Iterator[Entry]:
    """Yield every clause of the store, or of one document, as the index takes it; clauses of no words are left out."""
    return _entries(store, document, _regions(store))


def _entries(store: Store, document: str | None, regions: Mapping[str, tuple[str, ...]]) -> Iterator[Entry]:
    facts = _facts(store, document)
    for row in table(store, "clauses", document=document):
        text, label = row["text"] or "", row["label"] or ""
        if not text and not label:
            continue
        above = [part for part in (row["heading"] or "").split(" > ") if part]
        yield Entry(
            iri=row["clause"],
            document=row["document"],
            stamp=row["stamp"],
            title=row["title"],
            path=row["path"] or "",
            text=text,
            headings=(*above, label) if label else tuple(above),
            order=row["order"],
            kind=row["documentKind"] or "",
            regions=regions.get(row["region"] or "", ()),
            place=row["regionName"] or "",
            agencies=tuple(sorted(facts.agencies[row["clause"]])),
            facts=tuple(sorted(facts.kinds[row["clause"]])),
            said=tuple(facts.words[row["clause"]]),
            issued=row["issued"],
        )


@dataclass(frozen=True, slots=True)
class _Facts:
    """What was read from each clause: kinds of facts, agencies, and the words of each fact with its kind."""

    kinds: Mapping[str, set[str]]
    agencies: Mapping[str, set[str]]
    words: Mapping[str, dict[tuple[str, str], None]]


def _facts(store: Store, document: str | None) -> _Facts:
    found = _Facts(defaultdict(set), defaultdict(set), defaultdict(dict))
    for row in table(store, "clause_facts", document=document):
        kind = row["type"].removeprefix(PG).lower()
        found.kinds[row["clause"]].add(kind)
        if row["agency"]:
            found.agencies[row["clause"]].add(row["agency"].removeprefix(f"{AUTHORITY}agency/"))
        about = row["of"] or ""
        words = row["quote"] if kind == "responsibility" or about in row["quote"] else f"{about} {row['quote']}"
        found.words[row["clause"]][kind, words] = None
    return found


def _regions(store: Store) -> Mapping[str, tuple[str, ...]]:
    """Return the code of each region that documents belong to with those of the regions it lies in."""
    found: dict[str, list[Any]] = defaultdict(list)
    for row in table(store, "region_ancestors"):
        found[row["region"]].append(row["above"].removeprefix(_REGION))
    return {region: tuple(sorted(codes)) for region, codes in found.items()}
