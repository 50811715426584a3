"""The data set describes itself, and can be fetched whole."""

from __future__ import annotations

import csv
import gzip
import io
import json
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from api.app import create_app
from api.settings import Settings
from graph.store import open_store

ARCHIVES = ["jsonl", "akn", "graphml", "gexf", "neo4j", *(["parquet"] if find_spec("pyarrow") else [])]
VOID = "http://rdfs.org/ns/void#"


@pytest.mark.parametrize(
    ("kind", "format"), [("text/turtle", RdfFormat.TURTLE), ("application/ld+json", RdfFormat.JSON_LD)]
)
def test_void_names_endpoint_classes_and_dumps(site, kind: str, format: RdfFormat) -> None:
    reply = site.get("/.well-known/void", headers={"accept": kind})
    told = {(triple.predicate.value, triple.object) for triple in parse(reply.content, format)}
    assert (f"{VOID}sparqlEndpoint", NamedNode("http://testserver/sparql")) in told
    assert (f"{VOID}dataDump", NamedNode("http://testserver/dump.nq.gz")) in told
    assert (f"{VOID}class", NamedNode("http://data.europa.eu/eli/ontology#LegalResource")) in told


@pytest.mark.parametrize("format", ["trig", "nq"])
def test_a_dump_holds_what_the_store_holds(site, format: str) -> None:
    body = gzip.decompress(site.get(f"/dump.{format}.gz").content)
    query = {"query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"}
    (row,) = site.get("/sparql", params=query).json()["results"]["bindings"]
    with open_store() as other:
        other.load(io.BytesIO(body), format)
        assert len(other) == int(row["n"]["value"])


def test_tables_have_a_clause_and_a_quote_in_every_row(site) -> None:
    from openpyxl import load_workbook

    text = gzip.decompress(site.get("/tables.csv.gz").content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows and all(row["clause"] and row["quote"] and row["document"] for row in rows)
    book = load_workbook(io.BytesIO(site.get("/tables.xlsx").content))
    assert sum(sheet.max_row - 1 for sheet in book) == len(rows)


def test_an_archive_of_records_holds_a_line_for_each_fact(site) -> None:
    reply = site.get("/export.jsonl.zip")
    assert reply.headers["content-type"] == "application/zip"
    with ZipFile(io.BytesIO(reply.content)) as archive:
        (offer,) = (json.loads(line) for line in archive.read("incentives.jsonl").splitlines())
    assert (offer["rate"], offer["rateUnit"], offer["path"]) == (20.0, "%", "第三条")


def test_every_distribution_can_be_fetched(site) -> None:
    told = list(parse(site.get("/void").content, RdfFormat.TURTLE))
    places = {triple.object.value for triple in told if triple.predicate.value.endswith("downloadURL")}
    assert len(places) == 5 + len(ARCHIVES)
    for place in places:
        assert site.get(place.removeprefix("http://testserver")).status_code == 200


def test_there_are_no_other_dumps(site) -> None:
    assert site.get("/dump.doc.gz").status_code == 422
    assert site.get("/void", headers={"accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("format", ["trig", "nq", "jsonld"])
def test_a_dump_is_without_what_reviewers_said(site, format: str) -> None:
    graph = "https://policygraph.invalid/id/document/x/review/1"
    store = site.app.state.site.store
    store.replace(graph, [Triple(NamedNode(graph), NamedNode("http://purl.org/dc/terms/creator"), Literal("李明"))])
    body = gzip.decompress(site.get(f"/dump.{format}.gz").content).decode()
    assert "李明" not in body and "节水" in body


@pytest.mark.parametrize("name", ["dump.nq.gz", "tables.csv.gz", "tables.xlsx"])
def test_what_is_given_whole_is_made_once_for_each_state_of_the_store(tmp_path: Path, name: str) -> None:
    with TestClient(create_app(Settings(data=tmp_path))) as site:
        first, second = site.get(f"/{name}"), site.get(f"/{name}")
        assert first.content == second.content and first.headers["etag"] == second.headers["etag"]
        (file,) = (tmp_path / "dumps").iterdir()
        made = file.stat().st_mtime_ns
        known = {"if-none-match": first.headers["etag"]}
        assert site.get(f"/{name}", headers=known).status_code == 304
        site.app.state.site.store.replace("urn:g", [Triple(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"))])
        third = site.get(f"/{name}", headers=known)
        assert third.status_code == 200 and third.headers["etag"] != first.headers["etag"]
        (other,) = (tmp_path / "dumps").iterdir()
        assert other != file and other.stat().st_mtime_ns > made
        if name == "dump.nq.gz":
            assert b"<urn:a>" in gzip.decompress(third.content)


def test_a_document_is_given_as_akoma_ntoso_at_its_iri(site) -> None:
    from lxml import etree

    place = "/id/document/云政发-2024-9"
    asked = site.get(place, headers={"accept": "application/akn+xml"})
    assert asked.status_code == 200 and asked.headers["content-type"] == "application/akn+xml"
    assert asked.headers["vary"].startswith("Accept,")
    assert asked.content == site.get(place, params={"format": "akn"}).content
    root = etree.fromstring(asked.content)
    (ref,) = root.iterfind(".//{*}ref")
    assert ref.text == "《荻浦市节水补助办法》" and site.get(ref.get("href").partition("invalid")[2]).status_code == 200
    assert site.get("/id/document/none", params={"format": "akn"}).status_code == 404
