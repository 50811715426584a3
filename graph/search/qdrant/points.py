"""How a clause lies in Qdrant: a sparse vector of its terms, what narrows a search, and what ranking and a hit need."""

from __future__ import annotations

import json
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from graph.search.bm25 import part
from graph.search.entry import Entry, Filters
from graph.search.grams import grams
from graph.search.layout import Kept, Laid
from graph.search.question import days
from graph.search.rank import Found

if TYPE_CHECKING:
    from qdrant_client import models

__all__ = ["DENSE", "KEYWORDS", "WORDS", "among", "found", "number", "point", "point_id", "sparse"]

WORDS, DENSE = "words", "likeness"
KEYWORDS = ("iri", "document", "region", "agency", "kind", "write")
# What the weights in Qdrant take for the mean length of a field. They only choose the candidates, whose scores are
# computed anew from the lengths that hold: so no weight has to be written again as documents come and go.
_USUAL: Mapping[str, float] = {"grams": 260.0, "title_grams": 50.0, "matter": 6.0}


def point_id(*names: object) -> str:
    """Return the id of a passage or a card: the same names give the same id."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(map(str, names))))


@lru_cache(maxsize=1 << 16)
def number(field: str, term: str) -> int:
    """Return the dimension that stands for a term of a field: 32 bits of its hash."""
    return int.from_bytes(blake2b(f"{field}\n{term}".encode("utf-8", "replace"), digest_size=4).digest(), "big")


def sparse(weights: Iterable[tuple[str, str, float]]) -> models.SparseVector:
    """Return the weights of terms as a vector."""
    from qdrant_client import models

    sums: dict[int, float] = defaultdict(float)
    for field, term, weight in weights:
        sums[number(field, term)] += weight
    return models.SparseVector(indices=list(sums), values=list(sums.values()))


def point(
    entry: Entry, laid: Laid, terms: Mapping[str, list[str]], place: int, write: str, vector: Any = None
) -> models.PointStruct:
    """Return the passage number `place` of a clause as it lies in Qdrant."""
    from qdrant_client import models

    words = sparse(
        (field, term, part(times if field != "matter" else 1, len(found), _USUAL[field]))
        for field, found in terms.items()
        for term, times in Counter(found).items()
    )
    payload = {
        "iri": entry.iri,
        "document": entry.document,
        "region": list(entry.regions),
        "agency": list(entry.agencies),
        "kind": laid.kinds,
        "issued": laid.issued,
        "terms": words.indices,
        "write": write,
        "cut": [laid.grams, laid.title_grams, laid.matters, *map(len, terms.values())],
        "shown": json.dumps(laid.kept, ensure_ascii=False),
    }
    vectors: dict[str, Any] = {WORDS: words} | ({} if vector is None else {DENSE: vector})
    return models.PointStruct(id=point_id(entry.iri, place), vector=vectors, payload=payload)


def found(payload: Mapping[str, Any], weights: Iterable[tuple[str, str, float]], mean: Mapping[str, float]) -> Found:
    """Return a passage with its score by BM25, from the words that it holds and the means that hold now."""
    from graph.search.bm25 import occurrences

    fields = dict(zip(mean, payload["cut"][:3], strict=True))
    lengths = dict(zip(mean, payload["cut"][3:], strict=True))
    score = 0.0
    for field, term, weight in weights:
        times = int(term in fields[field]) if field == "matter" else occurrences(term, fields[field])
        if times:
            score += weight * part(times, lengths[field], mean[field])
    return Found(Kept(*json.loads(payload["shown"])), score)


def among(filters: Filters, phrases: Iterable[str], iris: Iterable[str]) -> list[Any]:
    """Return what must hold of a passage besides sharing a term: the filters, and the grams of each phrase."""
    from qdrant_client.models import FieldCondition, MatchAny, MatchValue, Range

    must: list[Any] = [
        FieldCondition(key=name, match=MatchValue(value=value))
        for name in ("region", "agency", "kind", "document")
        if (value := getattr(filters, name)) is not None
    ]
    if filters.among is not None:
        must.append(FieldCondition(key="document", match=MatchAny(any=sorted(filters.among))))
    if iris:
        must.append(FieldCondition(key="iri", match=MatchAny(any=list(iris))))
    if filters.since or filters.until:
        first, last = days(filters)
        must.append(FieldCondition(key="issued", range=Range(gte=first, lte=last)))
    held = dict.fromkeys(gram for phrase in phrases for gram in grams(phrase))
    return must + [FieldCondition(key="terms", match=MatchValue(value=number("grams", gram))) for gram in held]
