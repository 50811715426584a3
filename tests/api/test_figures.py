"""The figures at /metrics, as Prometheus' own parser reads them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from api.app import create_app
from api.settings import Settings

SECRET = {"authorization": "Bearer secret"}
Figures = dict[str, dict[tuple[tuple[str, str], ...], float]]


def figures_of(client: TestClient) -> Figures:
    """Return each sample by its name and labels."""
    reply = client.get("/metrics")
    assert reply.headers["content-type"].startswith("text/plain; version=0.0.4")
    found: Figures = {}
    for family in text_string_to_metric_families(reply.text):
        assert family.documentation and family.type in ("counter", "gauge", "histogram"), family.name
        for sample in family.samples:
            labels = tuple(sorted(sample.labels.items()))
            assert labels not in found.setdefault(sample.name, {}), f"{sample.name}{labels} stands there twice"
            found[sample.name][labels] = sample.value
    return found


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings(data=tmp_path_factory.mktemp("figures"), key="secret")
    with TestClient(create_app(settings)) as client:
        text = "荻浦市节水补助办法\n\n第一条　到2027年，改造老旧供热管网1200公里。\n"
        for name, data in (("办法.txt", text.encode()), ("破损.pdf", b"%PDF-1.7 broken")):
            client.post("/api/documents", files={"files": (name, data)}, headers=SECRET).raise_for_status()
        while sum(figures_of(client)["policygraph_files_total"].values()) < 2:
            time.sleep(0.05)
        yield client


def test_requests_are_counted_by_template_and_never_by_what_visitors_write(site: TestClient) -> None:
    before = len(figures_of(site).get("policygraph_requests_total", {}))
    for n in range(5):
        site.get(f"/api/documents/{n}")
        site.get(f"/nowhere/{n}")
        site.request(f"ODD{n}", "/help")
        site.head(f"/agencies/{n}")
    site.get("/static/style.css")
    site.get("/sparql", params={"query": "ASK {}"})
    found = figures_of(site)
    counts = found["policygraph_requests_total"]
    routes = {dict(labels)["route"] for labels in counts}
    assert {"/api/documents/{id}", "/agencies/{id:path}", "none", "/static", "/sparql", "/metrics"} <= routes
    assert len(counts) <= before + 9 and not any("/nowhere" in route for route in routes)
    assert counts[("method", "GET"), ("route", "/api/documents/{id}"), ("status", "404")] >= 5
    for route in routes:
        total = found["policygraph_request_seconds_count"][(("route", route),)]
        assert found["policygraph_request_seconds_bucket"][("le", "+Inf"), ("route", route)] == total
        assert total == sum(count for labels, count in counts.items() if ("route", route) in labels)


def test_files_are_counted_and_timed_by_stage(client: TestClient) -> None:
    found = figures_of(client)
    assert found["policygraph_files_total"] == {(("outcome", "done"),): 1, (("outcome", "failed"),): 1}
    jobs = {labels[0][1]: count for labels, count in found["policygraph_jobs"].items()}
    assert (jobs["done"], jobs["failed"], jobs["waiting"]) == (1, 1, 0)
    stages = {labels[0][1]: count for labels, count in found["policygraph_stage_seconds_count"].items()}
    assert stages == {"read": 2, "structure": 1, "extract": 1, "store": 1, "index": 1}
    assert found["policygraph_stage_seconds_sum"][(("stage", "extract"),)] > 0
    assert found["policygraph_queue_length"] == {(): 0}


def test_the_state_of_the_site_is_there(client: TestClient, tmp_path: Path) -> None:
    found = figures_of(client)
    assert found["policygraph_documents"][()] == 1
    assert found["policygraph_store_bytes"][()] > 1000 and found["policygraph_disk_free_bytes"][()] > 1 << 20
    assert found["policygraph_store_failed"][()] == 0
    listed = Counter(row["code"] for row in client.app.state.site.table("notices"))  # type: ignore[attr-defined]
    assert listed and {labels[0][1]: count for labels, count in found["policygraph_notices"].items()} == listed
