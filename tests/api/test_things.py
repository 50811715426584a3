"""IRIs of records, clauses, regions, agencies, indicators and units open: pages for people, triples for programs."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from graph.vocab import AUTHORITY, PG

FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-triples": RdfFormat.N_TRIPLES,
}
THINGS = ["region/330300", "agency/330300/housing-construction", "agency/100000/miit", "function/water"]
THINGS += ["indicator/energy-per-gdp", "unit/jia", "sector/C", "word/charging"]


@pytest.mark.parametrize("media", FORMATS)
@pytest.mark.parametrize("thing", THINGS)
def test_an_entry_of_the_authority_files_opens(site, thing, media) -> None:
    reply = site.get(f"/{thing}", headers={"accept": media})
    assert reply.status_code == 200 and reply.headers["content-type"].startswith(media)
    subjects = {triple.subject for triple in parse(reply.content, FORMATS[media])}
    assert NamedNode(f"{AUTHORITY}{thing}") in subjects


@pytest.mark.parametrize("thing", THINGS)
def test_people_get_a_page(site, thing) -> None:
    reply = site.get(f"/{thing}", headers={"accept": "text/html"}, follow_redirects=True)
    if thing == "agency/100000/miit":  # it has no task in these documents, so its ledger is empty
        assert reply.status_code in (200, 404)
    else:
        assert reply.status_code == 200 and reply.headers["content-type"].startswith("text/html")


def test_an_agency_is_told_with_the_duties_that_name_it(site) -> None:
    reply = site.get("/agency/330300/housing-construction", headers={"accept": "application/n-triples"})
    triples = list(parse(reply.content, RdfFormat.N_TRIPLES))
    assert any(
        triple.predicate.value == PG + "agency" and "/responsibility/" in triple.subject.value for triple in triples
    )
    assert any(triple.predicate.value == PG + "function" for triple in triples)


@pytest.mark.parametrize("path", ["/region/000", "/indicator/none", "/agency/1/2", "/nothing/x"])
def test_what_is_in_no_list_is_not_found(site, path) -> None:
    assert site.get(path, headers={"accept": "text/turtle"}).status_code in (404, 422)
    assert site.get("/region/330300", headers={"accept": "image/png"}).status_code == 406


def local(iri: str) -> str:
    return quote(urlsplit(iri).path, safe="/()%")


@pytest.mark.parametrize("media", FORMATS)
def test_a_record_opens_with_its_words_and_its_clause(site, media) -> None:
    row = site.get("/api/targets").json()["items"][0]
    reply = site.get(local(row["record"]), headers={"accept": media})
    triples = list(parse(reply.content, FORMATS[media]))
    subjects = {triple.subject.value for triple in triples}
    assert {row["record"], row["document"], row["clause"]} <= subjects
    values = {getattr(triple.object, "value", "") for triple in triples}
    assert row["quote"] in values and row["title"] in values
    others = [one["record"] for one in site.get("/api/targets").json()["items"] if one["record"] != row["record"]]
    assert not subjects & set(others)


def test_a_clause_opens_with_the_records_that_stand_in_it(site) -> None:
    row = site.get("/api/targets").json()["items"][0]
    reply = site.get(local(row["clause"]), headers={"accept": "text/turtle"})
    assert row["record"] in {triple.subject.value for triple in parse(reply.content, RdfFormat.TURTLE)}


def test_a_part_that_is_not_there_is_not_found(site) -> None:
    row = site.get("/api/targets").json()["items"][0]
    assert site.get(f"{local(row['document'])}/target/none", headers={"accept": "text/turtle"}).status_code == 404
