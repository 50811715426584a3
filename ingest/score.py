"""How good the reading is: extracted records against records written by hand (the format of `ingest/export.py`).

A record answers a gold record of its kind where clause and value agree; what else it says (date, role, direction)
counts towards a hit in part. Duties told in running text, recurring bounds and support without a sum are
counted apart: people agree less on them. Text is compared without spaces, width and punctuation.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

__all__ = ["Figure", "figures", "judged", "report", "totals"]

Json = Mapping[str, Any]

_META = ("number", "issued", "effective", "expires", "region", "level", "kind", "issuers")
_SPAN = 0.9  # Jaccard of two quotes from which on a span counts as exact


@dataclass(frozen=True, slots=True)
class Figure:
    """Counts for one kind: the sum of hits (each 0 … 1), gold and found records, pairs, pairs with an exact span."""

    hits: float = 0.0
    gold: int = 0
    found: int = 0
    pairs: int = 0
    exact: int = 0

    def __add__(self, other: Figure) -> Figure:
        return Figure(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def precision(self) -> float | None:
        return self.hits / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        return self.hits / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        return 2 * self.hits / (self.gold + self.found) if self.gold + self.found else None

    @property
    def spans(self) -> float | None:
        """The share of paired records whose quote is the gold quote (Jaccard > 0.9)."""
        return self.exact / self.pairs if self.pairs else None


def report(gold: Path, records: Sequence[Json]) -> str:
    """Return a table of precision, recall, F1 and exact spans for each kind, and F1 for each document."""
    rows, total = figures(gold, records), totals(gold, records)
    lines = [f"{'':34}{'precision':>10}{'recall':>10}{'F1':>10}{'spans':>10}{'records':>10}"]
    for kind, figure in total.items():
        cells = (figure.precision, figure.recall, figure.f1, figure.spans)
        lines.append(f"{kind:34}" + "".join(f"{_show(cell):>10}" for cell in cells) + f"{figure.gold:>10}")
    lines += ["", f"{'F1 by document':34}" + "".join(f"{kind[:12]:>14}" for kind in total)]
    for document, row in rows.items():
        lines.append(f"{document:34}" + "".join(f"{_show(row.get(kind, Figure()).f1):>14}" for kind in total))
    return "\n".join(lines)


def figures(gold: Path, records: Sequence[Json]) -> dict[str, dict[str, Figure]]:
    """Return the figures of each kind for each gold document; a document that was not found counts as all missed."""
    result = {}
    for file in sorted(gold.glob("*.json")):
        wanted = json.loads(file.read_text("utf-8"))
        if "targets" in wanted:
            result[wanted["doc"]] = _document(wanted, _partner(wanted, records))
    return result


def totals(gold: Path, records: Sequence[Json]) -> dict[str, Figure]:
    """Return the figures of each kind over all gold documents."""
    total: dict[str, Figure] = {}
    for row in figures(gold, records).values():
        for kind, figure in row.items():
            total[kind] = total.get(kind, Figure()) + figure
    return total


def judged(gold: Path, records: Sequence[Json]) -> Iterator[tuple[str, Json, float]]:
    """Yield each record that was found in a gold document: its kind (target, …), itself, and how well it answers.

    1 is right in every field, 0 answers nothing of the gold.
    """
    for file in sorted(gold.glob("*.json")):
        wanted = json.loads(file.read_text("utf-8"))
        if "targets" not in wanted:
            continue
        got = _partner(wanted, records)
        for kind in ("targets", "responsibilities", "deadlines", "incentives", "citations"):
            pairs, _, extra = _pair(wanted.get(kind, []), got.get(kind, []), _SAME[kind])
            name = "responsibility" if kind == "responsibilities" else kind.removesuffix("s")
            yield from ((name, record, score) for score, _, record in pairs)
            yield from ((name, record, 0.0) for record in extra)


def _partner(wanted: Json, records: Sequence[Json]) -> Json:
    """Return the record of the same document: the title most alike, and of several the one from the same file."""
    name = _title(wanted["meta"])
    rated = [
        (SequenceMatcher(None, name, _title(r["meta"])).ratio(), r["source"] == wanted.get("seed"), r) for r in records
    ]
    best = max(rated, key=lambda item: item[:2], default=None)
    return best[2] if best and best[0] >= 0.6 else {"meta": {}}


def _title(meta: Json) -> str:
    title = str(meta.get("title") or "")
    inner = re.findall(r"《([^》]+)》", title)
    return _plain(max(inner, key=len) if inner and "印发" in title else re.sub(r"^.*关于印发|的通知$", "", title))


def _document(wanted: Json, got: Json) -> dict[str, Figure]:
    row: dict[str, Figure] = {}
    for kind, same in _SAME.items():
        name, apart = _APART.get(kind, ("", lambda record: False))
        pairs, missed, extra = _pair(_once(kind, wanted.get(kind, [])), _once(kind, got.get(kind, [])), same)
        for label, side in ((kind, False), (name, True)):
            if not label:
                continue
            ours = [(score, a, b) for score, a, b in pairs if apart(a) == side]
            row[label] = Figure(
                sum(score for score, *_ in ours),
                len(ours) + sum(apart(record) == side for record in missed),
                len(ours) + sum(apart(record) == side for record in extra),
                len(ours) if kind in _QUOTED else 0,
                sum(_overlap(a.get("quote"), b.get("quote")) > _SPAN for _, a, b in ours) if kind in _QUOTED else 0,
            )
    meta = got.get("meta") or {}
    hits = sum(_flat(wanted["meta"].get(key)) == _flat(meta.get(key)) for key in _META)
    row["meta"] = Figure(hits, len(_META), len(_META))
    return row


def _pair(
    golds: Sequence[Json], gots: Sequence[Json], same: Callable[[Json, Json], float]
) -> tuple[list[tuple[float, Json, Json]], list[Json], list[Json]]:
    """Pair records best first; return the pairs with their score, the missed and the extra."""
    rated = sorted(
        ((score, i, j) for i, a in enumerate(golds) for j, b in enumerate(gots) if (score := same(a, b)) > 0),
        key=lambda item: -item[0],
    )
    left, right, pairs = set(range(len(golds))), set(range(len(gots))), []
    for score, i, j in rated:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((score, golds[i], gots[j]))
    return pairs, [golds[i] for i in sorted(left)], [gots[j] for j in sorted(right)]


def _once(kind: str, records: Iterable[Json]) -> list[Json]:
    """Keep one citation a title and one clause a path; all of the other kinds."""
    key = {
        "citations": lambda record: _plain(record.get("title")),
        "structure": lambda record: _path(record.get("path")),
    }.get(kind)
    return list({key(record): record for record in records}.values()) if key else list(records)


# ----------------------------------------------------------------------------------------------- when two records agree
def _structure(gold: Json, got: Json) -> float:
    return float(
        _path(gold["path"]) == _path(got["path"]) and (not gold["title"] or _alike(gold["title"], got["title"]) > 0.8)
    )


def _target(gold: Json, got: Json) -> float:
    if not _here(gold, got) or _value(gold) != _value(got) or _alike(gold["indicator"], got["indicator"]) < 0.5:
        return 0.0
    return 0.5 + 0.1 * sum(
        (gold.get(key) or "") == (got.get(key) or "") for key in ("op", "by", "change", "base", "nature")
    )


def _responsibility(gold: Json, got: Json) -> float:
    names = {_plain(gold["agency"]), _plain(gold["agency_norm"])}
    if not _here(gold, got) or not names & {_plain(got["agency"]), _plain(got["agency_norm"])}:
        return 0.0
    return 1.0 if gold["role"] == got["role"] else 0.5


def _deadline(gold: Json, got: Json) -> float:
    if not _here(gold, got) or any(gold.get(key) != got.get(key) for key in ("start", "end")):
        return 0.0
    return (1.0 if gold["kind"] == got["kind"] else 0.5) * (_alike(gold["quote"], got["quote"]) > 0.4)


def _incentive(gold: Json, got: Json) -> float:
    same = {key: _sum(gold.get(key)) == _sum(got.get(key)) for key in ("rate", "amount", "cap", "floor")}
    if not _here(gold, got) or not (same["rate"] and same["amount"]):
        return 0.0
    return (0.5 if gold["kind"] == got["kind"] else 0.25) + 0.125 * sum(same.values())


def _citation(gold: Json, got: Json) -> float:
    return float(_plain(gold["title"]) == _plain(got["title"]))


_SAME: dict[str, Callable[[Json, Json], float]] = {
    "structure": _structure, "targets": _target, "responsibilities": _responsibility, "deadlines": _deadline,
    "incentives": _incentive, "citations": _citation,
}  # fmt: skip
_QUOTED = {"targets", "responsibilities", "deadlines", "incentives"}
_APART: dict[str, tuple[str, Callable[[Json], bool]]] = {
    "responsibilities": ("responsibilities in text", lambda record: record.get("form") == "text"),
    "deadlines": ("recurring deadlines", lambda record: record.get("kind") == "every"),
    "incentives": (
        "incentives without a sum",
        lambda record: not any(record.get(k) for k in ("rate", "amount", "cap", "floor")),
    ),
}


def _here(gold: Json, got: Json) -> bool:
    return _path(gold["path"]) == _path(got["path"])


def _plain(text: object) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", str(text or ""))).lower()


def _path(text: object) -> str:
    return re.sub(r"#\d+|\s", "", unicodedata.normalize("NFKC", str(text or ""))).strip("/")


def _value(record: Json) -> tuple[float, str]:
    return round(float(record["value"]), 6), _unit(record["unit"])


def _sum(part: Json | None) -> tuple[float, str] | None:
    return (round(float(part["value"]), 6), _unit(part.get("unit"))) if part and part.get("value") is not None else None


def _unit(text: object) -> str:
    return _plain(text).replace("标准煤", "标煤").replace("个百分点", "百分点") or str(text or "").replace("％", "%")


def _flat(value: object) -> str:
    return _plain("".join(sorted(value)) if isinstance(value, list | tuple) else value)


def _alike(one: object, other: object) -> float:
    a, b = _plain(one), _plain(other)
    if not a or not b:
        return float(a == b)
    shared = len(set(a) & set(b)) / min(len(set(a)), len(set(b)))
    return max(SequenceMatcher(None, a, b).ratio(), 0.9 * shared)


def _overlap(one: object, other: object) -> float:
    """Return the Jaccard index of two quotes, by the characters that they have in a row."""
    a, b = _plain(one), _plain(other)
    run = SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
    return run / (len(a) + len(b) - run) if a or b else 1.0


def _show(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
