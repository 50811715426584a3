"""What still answers where the search server or the model of vectors does not, and that search comes back."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.index import catch_up
from api.settings import Settings
from api.site import Site
from graph.search import Entry, open_search
from graph.search.searching import DEGRADED
from graph.store import open_store

pytest.importorskip("qdrant_client", reason="the extra is missing: pip install 'policygraph[qdrant]'")


@pytest.fixture
def away(settings: Settings) -> Iterator[TestClient]:
    """The site with a search server that is not there."""
    there = {"store": settings.store_location, "search": "http://127.0.0.1:9"}
    with open_store(settings.store_location, read_only=True) as store:
        chosen = settings.model_copy(update=there)
        app = create_app(chosen)
        app.state.site = Site(chosen, store, open_search(chosen.search, chosen.index_path))
        yield TestClient(app, raise_server_exceptions=False)


def test_search_and_questions_say_when_to_come_again_and_the_rest_answers(away: TestClient) -> None:
    for path in ("/api/search?q=供热", "/api/ask?q=谁牵头供热改造？"):
        reply = away.get(path)
        assert (reply.status_code, reply.headers["Retry-After"]) == (503, "10")
        assert reply.headers["content-type"] == "application/problem+json"
        assert "SPARQL" in reply.json()["detail"] and "127.0.0.1" not in reply.text
    page = away.get("/search?q=供热", headers={"accept": "text/html"})
    assert page.status_code == 503 and "Retry-After" in page.headers
    assert away.get("/api/documents").json()["total"] == 2
    assert away.get("/readyz").json() == {"status": "ready", "search": "unavailable"}
    assert away.get("/healthz").json()["documents"] is None
    assert "policygraph_documents" not in away.get("/metrics").text


def test_a_site_starts_without_its_search_server(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(data=tmp_path, search="http://127.0.0.1:9"))) as client:
        assert client.get("/api/search?q=供热").status_code == 503
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
        assert client.app.state.site.behind.is_set()  # type: ignore[attr-defined]


def test_search_comes_back_with_its_server_and_catches_up(away: TestClient) -> None:
    site = away.app.state.site  # type: ignore[attr-defined]
    catch_up(site)
    assert site.behind.is_set() and away.get("/api/search?q=供热").status_code == 503
    site.index.server = open_search("qdrant::memory:", site.settings.index_path).server
    catch_up(site)
    assert not site.behind.is_set()
    assert away.get("/api/search?q=供热").json()["hits"]
    assert away.get("/readyz").json() == {"status": "ready"}


def _vectors(count: int) -> bytes:
    return json.dumps({"data": [{"index": n, "embedding": [1.0, float(n)]} for n in range(count)]}).encode()


def test_where_the_model_stops_answering_search_goes_by_words_and_says_so(settings: Settings, endpoint) -> None:
    endpoint.body = _vectors(1)
    index = open_search("qdrant::memory:", Path("none"), f"{endpoint.url}#m")
    endpoint.body = _vectors(2)
    texts = {"一": "建设公共充电桩", "二": "古籍修复与展览"}
    index.write([Entry(f"urn:d#{path}", "urn:d", "1", "荻浦市方案", path, text) for path, text in texts.items()])
    endpoint.body = _vectors(1)
    with open_store(settings.store_location, read_only=True) as store:
        app = create_app(settings)
        app.state.site = Site(settings, store, index)
        client = TestClient(app)
        before = client.get("/api/search?q=充电桩").json()
        assert (before["degraded"], before["mode"], len(before["hits"])) == ("", "hybrid", 1)
        endpoint.server.shutdown()
        endpoint.server.server_close()
        after = client.get("/api/search?q=充电桩").json()
        assert after["degraded"] == DEGRADED
        assert [hit["path"] for hit in after["hits"]] == ["一"]
        assert "语义检索暂不可用" in client.get("/search?q=充电桩", headers={"accept": "text/html"}).text
        assert client.get("/api/ask?q=充电桩怎么建？").json()["degraded"] == DEGRADED
