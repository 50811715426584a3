"""What the head of a document's page says to programs: Highwire tags for reference managers, schema.org for search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

__all__ = ["highwire", "legislation"]

_FORCE: Final = {
    "in_force": "https://schema.org/InForce",
    **dict.fromkeys(("not_issued", "pending", "expired", "repealed"), "https://schema.org/NotInForce"),
}


def highwire(head: Mapping[str, Any], address: str) -> Iterator[tuple[str, str]]:
    """Yield the meta tags of a document: title, issuers as its authors, day, number, language and address.

    >>> from datetime import date
    >>> head = {"title": "节水办法", "issuers": "市水务局、市财政局", "issued": date(2022, 12, 20), "number": None}
    >>> dict(highwire(head, "https://a.example/id/document/x"))["citation_publication_date"]
    '2022/12/20'
    """
    yield "citation_title", head["title"]
    for name in _issuers(head):
        yield "citation_author", name
    if head["issued"]:
        yield "citation_publication_date", f"{head['issued']:%Y/%m/%d}"
    if head["number"]:
        yield "citation_technical_report_number", head["number"]
    yield "citation_language", "zh"
    yield "citation_public_url", address


def legislation(
    head: Mapping[str, Any], address: str, state: str, offers: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return a document as schema.org's Legislation, with what it offers as services; what is unknown is left out.

    `state` is one of `graph.validity.STATES`: legal force is claimed or denied only as far as the texts give the days,
    and left out where none does. Each of `offers` is a row of `incentives.rq`.
    """
    issuers = [{"@type": "GovernmentOrganization", "name": name} for name in _issuers(head)]
    place = {"@type": "AdministrativeArea", "name": head["regionName"]} if head["regionName"] else None
    found = {
        "@type": "Legislation",
        "@id": head["document"],
        "url": address,
        "name": head["title"],
        "inLanguage": "zh",
        "legislationIdentifier": head["number"],
        "legislationDate": _day(head["issued"]),
        "legislationPassedBy": issuers,
        "legislationJurisdiction": place,
        "legislationLegalForce": _FORCE.get(state),
    }
    services = [
        {
            "@type": "GovernmentService",
            "@id": row["incentive"],
            "name": row["clauseTitle"] or head["title"],
            "description": row["quote"],
            "provider": issuers,
            "areaServed": place,
        }
        for row in offers
    ]
    graph = [{key: value for key, value in node.items() if value} for node in (found, *services)]
    return {"@context": "https://schema.org", "@graph": graph}


def _issuers(head: Mapping[str, Any]) -> list[str]:
    return [name for name in (head["issuers"] or "").split("、") if name]


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
