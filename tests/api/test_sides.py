"""Routes that lay things side by side: documents, offices, what is above and below, what contradicts."""

from __future__ import annotations

import csv
import io
import threading
import time

import pytest
from PIL import Image


@pytest.fixture(scope="module")
def ids(site) -> dict[str, str]:
    return {row["title"]: row["id"] for row in site.get("/api/documents").json()["items"]}


def test_two_documents_clause_by_clause(site, ids) -> None:
    one, other = ids.values()
    body = site.get("/api/compare/documents", params={"one": one, "other": other}).json()
    assert len(body["documents"]) == 2 and sum(body["counts"].values()) == len(body["pairs"])
    for pair in body["pairs"]:
        assert pair["kind"] in ("same", "changed", "alike", "only_one", "only_other")
        assert (pair["one"] or pair["other"])["clause"]
    first = site.get(f"/api/documents/{one}").json()["clauses"]
    assert [pair["one"]["clause"] for pair in body["pairs"] if pair["one"]] == [clause["clause"] for clause in first]


def test_a_document_that_is_not_there_and_one_against_itself_are_named(site, ids) -> None:
    (one, _) = ids.values()
    for other, field in (("无此件", "other"), (one, "other")):
        reply = site.get("/api/compare/documents", params={"one": one, "other": other})
        assert reply.status_code == 422 and reply.json()["errors"][0]["field"] == field


def test_offices_of_a_matter_with_their_clauses(site) -> None:
    body = site.get("/api/compare/offices", params={"matter": "管网", "regions": "浙江省,北京市"}).json()
    assert {row["name"] for row in body["items"]} == {"省住房城乡建设厅", "省财政厅"}
    assert len(body["silent"]) == 1 and all(row["quote"] and row["clause"] for row in body["items"])
    leads = site.get("/api/compare/offices", params={"function": "housing-construction", "role": "lead"}).json()
    assert [row["name"] for row in leads["items"]] == ["省住房城乡建设厅"]


def test_offices_of_nothing_is_a_problem(site) -> None:
    assert site.get("/api/compare/offices").status_code == 422


@pytest.mark.parametrize("path", ["/api/cascade", "/api/conflicts"])
def test_lists_page_and_give_csv(site, path) -> None:
    assert site.get(path).json()["total"] >= 0
    reply = site.get(path, params={"format": "csv"})
    assert reply.headers["content-type"].startswith("text/csv")
    list(csv.DictReader(io.StringIO(reply.text)))


def test_wrong_filters_are_named(site) -> None:
    for query, field in (
        ("kind=duty", "kind"),
        ("region=无此地", "region"),
        ("indicator=无", "indicator"),
        ("x=1", "x"),
    ):
        reply = site.get(f"/api/cascade?{query}")
        assert reply.status_code == 422 and reply.json()["errors"][0]["field"] == field


def test_a_fact_is_proven_and_an_unknown_one_is_not_found(site) -> None:
    record = site.get("/api/targets").json()["items"][0]["record"]
    body = site.get("/api/proof", params={"record": record}).json()
    start, end = body["span"]
    assert body["clause"]["text"][start:end] == body["quote"]
    assert body["file"]["digest"].startswith("sha256:") and body["rule"]["id"] and body["software"]["version"]
    assert site.get("/api/proof", params={"record": "https://a.example/x"}).status_code == 404
    assert site.get("/api/proof", params={"record": "a b"}).status_code == 422


def test_the_network_as_data_and_as_a_picture(site) -> None:
    body = site.get("/api/network").json()
    assert {node["label"] for node in body["nodes"]} == {"省住房城乡建设厅", "省财政厅"}
    assert body["counts"] == {"nodes": 2, "edges": 1, "communities": 1} and body["edges"][0]["weight"] == 1
    assert site.get("/api/network", params={"region": "北京市"}).json()["nodes"] == []
    assert len(site.get("/api/network", params={"of": "documents"}).json()["edges"]) == 1
    picture = site.get("/api/network.svg")
    assert picture.headers["content-type"].startswith("image/svg+xml") and "省财政厅" in picture.text
    assert site.get("/api/network", params={"of": "documents", "region": "北京市"}).status_code == 422
    assert site.get("/api/network", params={"on": "2024-01-01"}).json()["nodes"] == []


def test_others_are_answered_while_a_picture_is_drawn(site) -> None:
    longest, done = 0.0, threading.Event()
    drawing = threading.Thread(target=lambda: (site.get("/api/network.png", params={"limit": 499}), done.set()))
    drawing.start()
    while not done.is_set():
        before = time.perf_counter()
        time.sleep(0.005)
        longest = max(longest, time.perf_counter() - before)
    drawing.join()
    assert longest < 0.3  # vl-convert alone holds all threads for as long as it draws


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("/api/network", "image/png", "image/png"),
        ("/api/network", "image/svg+xml, image/png;q=0.5", "image/svg+xml"),
        ("/api/network?format=png", "application/json", "image/png"),
        ("/api/network.png", "*/*", "image/png"),
        ("/api/network", "text/html,*/*;q=0.8", "application/json"),
    ],
)
def test_the_network_comes_in_the_format_asked_for(site, path: str, accept: str, kind: str) -> None:
    reply = site.get(path, headers={"accept": accept})
    assert reply.headers["content-type"] == kind
    if kind == "image/png":
        with Image.open(io.BytesIO(reply.content)) as picture:
            assert picture.size == (2400, 1600) and len(picture.convert("RGB").getcolors(1 << 20)) > 10


def test_what_a_network_is_not_given_as_is_refused(site) -> None:
    assert site.get("/api/network", headers={"accept": "image/gif"}).status_code == 406
    assert site.get("/api/network.gif").status_code == 422
    assert site.get("/api/network.png", params={"limit": 501}).json()["errors"][0]["field"] == "limit"


def test_indicators_over_regions_in_one_table(site) -> None:
    body = site.get("/api/compare/table", params={"least": 1}).json()
    assert set(body) == {"regions", "lines"}
    for line in body["lines"]:
        for goals in line["cells"].values():
            assert all(goal["clause"] and goal["quote"] for goal in goals)
    assert site.get("/api/compare/table", params={"regions": "无此地"}).status_code == 422
