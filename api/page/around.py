"""One document, agency or indicator and what stands beside it in the graph: the picture that a reader walks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from api.errors import not_found, unprocessable
from api.page.neighbours import neighbours
from api.page.words import Lang, word
from api.site import Site
from graph.naming import label_of
from graph.vocab import AUTHORITY

__all__ = ["MOST", "Near", "around", "kind_of"]

MOST: Final = 200
"""How many nodes one picture shows, the middle one among them."""

_AIMS: Final = ("设定目标", "sets goals")
_SHARED: Final = ("同一条款", "same clauses")


@dataclass(frozen=True, slots=True)
class Near:
    """A node beside the middle: `kind` is document, agency or indicator, `relation` says in words what ties them."""

    iri: str
    name: str
    kind: str
    relation: str
    weight: int


def kind_of(site: Site, iri: str) -> str:
    """Return what `iri` names: document, agency or indicator; a problem 422 for anything else."""
    starts = {"document": f"{site.settings.base}document/", "agency": f"{AUTHORITY}agency/"}
    starts["indicator"] = f"{AUTHORITY}indicator/"
    for kind, start in starts.items():
        if iri.startswith(start):
            return kind
    raise unprocessable("iri", "the IRI of a document, an agency or an indicator", "请给出文件、机构或指标的IRI")


def around(site: Site, iri: str, lang: Lang) -> tuple[Near, list[Near]]:
    """Return the middle and all its neighbours, those with most ties first; a problem 404 for what is not there."""
    kind = kind_of(site, site.checked(iri, "iri"))
    ties = {"document": _of_document, "agency": _of_agency, "indicator": _of_indicator}[kind](site, iri, lang)
    found = _merged(tie for tie in ties if tie.iri != iri)
    name = _name(site, iri, kind)
    if name is None:
        raise not_found(iri)
    return Near(iri, name, kind, "", 0), sorted(found, key=lambda one: (-one.weight, one.kind, one.iri))


def _name(site: Site, iri: str, kind: str) -> str | None:
    if kind == "document":
        return next((row["title"] for row in site.table("document", document=iri)), None)
    if kind == "agency":
        rows = [row for row in site.table("agency", agency=iri) if row["label"] or row["names"]]
        return (rows[0]["label"] or max(rows[0]["names"].split("、"), key=len)) if rows else None
    name = label_of(site.store, iri)
    return name if name != iri else None


def _of_document(site: Site, iri: str, lang: Lang) -> Iterator[Near]:
    back = "{} this" if lang == "en" else "{}本文件"
    for row in site.table("citations", document=iri, withReported=True):
        if row["cited"]:
            yield Near(row["cited"], row["citedTitle"], "document", word(row["relation"], lang), 1)
    for row in site.table("cited_by", cited=iri):
        yield Near(row["document"], row["title"], "document", back.format(word(row["relation"], lang)), 1)
    for row in site.table("tasks", document=iri, withReported=True):
        if row["linked"]:
            yield Near(row["linked"], row["agencyName"], "agency", word(row["role"], lang), 1)
    for row in site.table("indicator_table", document=iri):
        yield _indicator(row, lang)


def _of_agency(site: Site, iri: str, lang: Lang) -> Iterator[Near]:
    for row in site.table("tasks", agency=iri, withReported=True):
        yield Near(row["document"], row["title"], "document", word(row["role"], lang), 1)
    for one in neighbours(site.table("agencies_beside", agency=iri), iri, most=MOST):
        yield Near(one.iri, one.name, "agency", _SHARED[lang == "en"], one.clauses)


def _of_indicator(site: Site, iri: str, lang: Lang) -> Iterator[Near]:
    for row in site.table("indicator_table", indicator=iri):
        yield Near(row["document"], row["title"], "document", _AIMS[lang == "en"], 1)
    for row in site.table("agencies_by_indicator", indicator=iri):
        yield Near(row["linked"], row["agencyName"], "agency", _SHARED[lang == "en"], 1)


def _indicator(row: Mapping[str, Any], lang: Lang) -> Near:
    return Near(row["indicator"], row["label"] or row["indicatorName"], "indicator", _AIMS[lang == "en"], 1)


def _merged(ties: Iterable[Near]) -> list[Near]:
    """Return each neighbour once, with all that ties it."""
    found: dict[str, Near] = {}
    for tie in ties:
        seen = found.setdefault(tie.iri, Near(tie.iri, tie.name, tie.kind, "", 0))
        words = dict.fromkeys([*filter(None, seen.relation.split("、")), tie.relation])
        found[tie.iri] = Near(seen.iri, seen.name, seen.kind, "、".join(words), seen.weight + tie.weight)
    return list(found.values())
