"""The Python client against a real server on loopback: blocking and asyncio give the same."""

from __future__ import annotations

import asyncio
import doctest
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from inspect import Parameter, signature
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from policygraph import Table
from policygraph.client import ApiError, AsyncClient, Client, calls

KEY = "k" * 40  # which `example_server` has
DRAFT = "老旧棚室"
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def address(example_server: str) -> str:
    return example_server


@pytest.fixture(scope="module", params=["blocking", "asyncio"])
def ask(request: pytest.FixtureRequest, address: str) -> Iterator[Ask]:
    """Make one call of the named method, with one client for each address and key."""
    clients: dict[Any, Any] = {}
    with asyncio.Runner() as runner:

        def call(method: str, /, *args: Any, url: str = address, client: Any = (), **kwargs: Any) -> Any:
            kind = Client if request.param == "blocking" else AsyncClient
            at = (url, *client)
            site = clients[at] = clients.get(at) or kind(*at)
            found = getattr(site, method)(*args, **kwargs)
            return found if request.param == "blocking" else runner.run(_awaited(found))

        yield call
        for one in clients.values():
            if isinstance(one, AsyncClient):
                runner.run(one.close())
            else:
                one.close()


async def _awaited(found: Any) -> Any:
    return await found


def test_a_search_gives_clauses(ask: Ask) -> None:
    found = ask("search", "农机购置补贴", limit=2)
    assert isinstance(found, Table) and len(found) == 2
    assert (found[0].path, found[0].heading) == ("三/(五)", "加强科技与装备支撑 / 农机购置")
    assert found[0].why and found[0].iri.startswith(found[0].document)


def test_a_question_is_answered_with_its_clauses(ask: Ask) -> None:
    answer = ask("ask", "棚室改造补助多少", language="en")
    assert answer.found and answer.citations[0].path == "二/(二)" and "25%" in answer.citations[0].quote


def test_a_document_and_its_clause_go_by_id_or_iri(ask: Ask) -> None:
    (head,) = ask("documents", since=date(2023, 1, 1), until=date(2024, 1, 1))
    assert head["issued"] == date(2023, 9, 6)
    whole = ask("document", head["id"])
    assert len(whole["clauses"]) == 21 and whole["effective"] == date(2023, 10, 1)
    clause = ask("clause", head["iri"], "二/(二)")
    assert clause.title == head["title"] and DRAFT in clause.text and len(clause.facts) == 2
    with pytest.raises(ApiError, match="no clause at '九'"):
        ask("clause", head["iri"], "九")


def test_tasks_targets_and_what_is_due(ask: Ask) -> None:
    agency = ask("agencies", name="农业农村局")[0]
    assert len(ask("tasks", agency["iri"])) == 4
    assert ask("tasks", agency["id"], role="lead") == Table()
    assert ask("targets", "设施农业面积")[0]["by"] == date(2026, 12, 31)
    assert {row["ends"] for row in ask("due", until=date(2023, 12, 31), agency=None)} == {date(2023, 11, 30)}


def test_schemes_their_questions_and_verdicts(ask: Ask) -> None:
    (scheme,) = [row for row in ask("schemes", "棚室改造", on=date(2024, 1, 1)) if row["name"] == "老旧棚室改造补助"]
    asked = ask("questionnaire", scheme["id"])
    assert {one["id"] for one in asked["variables"]} <= asked["json_schema"]["properties"].keys()
    judged = ask("evaluate", scheme["id"], facts={"改造投资额": "40万元"}, on=date(2024, 1, 1))
    assert judged.on == date(2024, 1, 1) and judged.verdicts[0]["amount_if"]["value"] == 100000
    assert judged.verdicts[0]["status"] == "unknown" and judged.next["variable"] in judged.verdicts[0]["missing"]


def test_comparison_cascade_and_validity(ask: Ask) -> None:
    found = ask("compare", "设施农业机械化率", ["鹭汀市"])
    assert (found.unit, len(found.rows), found.missing) == ("%", 1, ())
    assert ask("cascade") == Table()
    assert [row["state"] for row in ask("validity", date(2023, 9, 10))] == ["pending"]


def test_sparql_gives_python_values(ask: Ask) -> None:
    assert ask("sparql", "SELECT ?i { ?d eli:date_document ?i }") == Table([{"i": date(2023, 9, 6)}])
    assert ask("sparql", "ASK { ?s ?p ?o }") is True
    assert ask("sparql", "CONSTRUCT { ?s a ?o } { ?s a ?o } LIMIT 2")[1].keys() == {"subject", "predicate", "object"}


def test_lists_are_followed_from_page_to_page(address: str) -> None:
    async def pages() -> list[Table[Any]]:
        async with AsyncClient(address) as site:
            return [page async for page in site.pages(calls.schemes(limit=4))]

    with Client(address) as site:
        found = list(site.pages(calls.schemes(limit=4)))
        assert [len(page) for page in found] == [4, 4, 1] and asyncio.run(pages()) == found
        assert [row for page in found for row in page] == list(site.schemes())
        assert site.schemes(limit=5) == site.schemes()[:5]
        assert len(site.search("农业", limit=200)) > 10


def test_a_refusal_is_one_error_with_its_remedy(ask: Ask) -> None:
    with pytest.raises(ApiError) as caught:
        ask("targets", region="无此市")
    error = caught.value
    assert (error.status, error.title, error.errors[0]["field"]) == (422, "A parameter is wrong", "region")
    assert "无此市" in error.detail and error.remedy in str(error)
    with pytest.raises(ApiError, match=r"Look the id up.*\(404\)"):
        ask("document", "nope")
    for wrong in (lambda: ask("document", "../jobs"), lambda: ask("targets", limit=0)):
        with pytest.raises(ValueError, match=r"[Gg]ive "):
            wrong()


def test_a_private_collection_goes_by_its_name_and_a_key(ask: Ask) -> None:
    assert len(ask("documents", client=(KEY, "草稿"))) == 1
    with pytest.raises(ApiError) as caught:
        ask("documents", client=("wrong", "草稿"))
    assert caught.value.status == 401 and "policygraph key add" in caught.value.remedy


def test_a_server_that_is_away_is_named(ask: Ask) -> None:
    with pytest.raises(ApiError, match=r"http://127.0.0.1:9 cannot be reached.*policygraph serve") as caught:
        ask("documents", url="http://127.0.0.1:9")
    assert caught.value.status is None


@pytest.mark.parametrize("url", ["ftp://a.example", "policy.example", "http://u:p@a.example", "http://a.example/?q=1"])
def test_what_is_no_address_of_a_site_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="url: "):
        Client(url)
    with pytest.raises(ValueError, match=r"^key: (?!.*secret)"):
        Client("http://a.example", key="secret\n")


class Scripted:
    """A server on loopback that gives its replies in order: status, headers, body; the last one again and again."""

    def __init__(self) -> None:
        self.replies: list[tuple[int, dict[str, str], bytes]] = []
        self.asked: list[tuple[str, str | None]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append((self.path, self.headers.get("Authorization")))
                status, headers, body = outer.replies.pop(0) if len(outer.replies) > 1 else outer.replies[0]
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"


@pytest.fixture(scope="module")
def running() -> Iterator[Scripted]:
    one = Scripted()
    threading.Thread(target=one.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield one
    one.server.shutdown()
    one.server.server_close()


@pytest.fixture
def scripted(running: Scripted) -> Scripted:
    running.asked.clear()
    return running


EMPTY = (200, {}, json.dumps({"items": [], "total": 0}).encode())
BUSY = json.dumps({"title": "Busy", "status": 503, "detail": "Too much is being answered."}).encode()


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_when_it_says(ask: Ask, scripted: Scripted, status: int) -> None:
    past = "Wed, 21 Oct 2015 07:28:00 GMT"
    scripted.replies = [(status, {"Retry-After": "0"}, BUSY), (status, {"Retry-After": past}, BUSY), EMPTY]
    assert ask("documents", url=scripted.url) == Table() and len(scripted.asked) == 3


@pytest.mark.parametrize(("headers", "sent"), [({"Retry-After": "0"}, 4), ({}, 1), ({"Retry-After": "3600"}, 1)])
def test_waiting_for_a_busy_server_has_an_end(ask: Ask, scripted: Scripted, headers: dict[str, str], sent: int) -> None:
    scripted.replies = [(503, headers, BUSY)]
    with pytest.raises(ApiError, match="Too much is being answered"):
        ask("documents", url=scripted.url)
    assert len(scripted.asked) == sent


def test_a_key_follows_no_link_and_no_redirect_to_another_host(ask: Ask, scripted: Scripted) -> None:
    row = json.dumps({"items": [{"id": "a"}], "total": 9}).encode()
    link = {"Link": '<https://elsewhere.example/api/documents?offset=1>; rel="next"'}  # the same again: a circle
    scripted.replies = [(200, link, row)]
    assert len(ask("documents", url=scripted.url, client=(KEY,))) == 2
    assert scripted.asked == [(f"/api/v1/documents{query}", f"Bearer {KEY}") for query in ("", "?offset=1")]
    scripted.replies = [(302, {"Location": "https://elsewhere.example/"}, b"")]
    with pytest.raises(ApiError, match=r"redirects to https://elsewhere.example/"):
        ask("documents", url=scripted.url)


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, b"<html>"), (502, b"<html>"), (200, b"[]"), (200, b'{"items": 1}'), (400, b"{}")],
)
def test_an_answer_of_something_else_is_named(ask: Ask, scripted: Scripted, status: int, body: bytes) -> None:
    scripted.replies = [(status, {"Content-Type": "text/html"}, body)]
    with pytest.raises(ApiError, match=r"127.0.0.1 answered text/html. Check the URL") as caught:
        ask("documents", url=scripted.url)
    assert caught.value.status == status


_VALUES: dict[str, Any] = {
    "limit": 5, "since": date(2024, 1, 1), "until": date(2024, 2, 1), "on": date(2024, 1, 1), "reported": True,
    "schemes": "s1", "answers": {"v1": True}, "facts": {"面积": 3}, "language": "en",
}  # fmt: skip


@pytest.mark.parametrize("make", calls.CALLS, ids=lambda make: make.__name__)
def test_every_call_stands_in_the_openapi_description(make: Any, description: dict[str, Any]) -> None:
    args, kwargs = [], {}
    for name, one in signature(make).parameters.items():
        if one.kind is Parameter.KEYWORD_ONLY:
            kwargs[name] = _VALUES.get(name, "x")
        else:
            args.append(_VALUES.get(name, "x"))
    call = make(*args, **kwargs)
    operation = description["paths"][call.path][call.method.lower()]
    known = {(one["in"], one["name"]) for one in operation.get("parameters", ())}
    assert {("query", name) for name in call.params} | {("path", name) for name in call.parts} <= known
    if call.json is not None:
        name = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        assert call.json.keys() <= description["components"]["schemas"][name]["properties"].keys()
    elif call.content is not None:
        assert call.headers["Content-Type"] in operation["requestBody"]["content"]


def test_both_clients_have_every_call() -> None:
    for kind in (Client, AsyncClient):
        site = kind("http://a.example")
        for make in calls.CALLS:
            method = getattr(site, make.__name__)
            assert signature(method) == signature(make) and method.__doc__ == make.__doc__


@pytest.fixture(scope="module")
def description(site: TestClient) -> dict[str, Any]:
    return site.get("/api/openapi.json").json()  # type: ignore[no-any-return]


def test_the_package_loads_no_client_and_the_client_no_store() -> None:
    code = "import sys, policygraph; print(*sys.modules); import policygraph.client; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    before, after = (set(line.split()) for line in done.stdout.splitlines())
    assert not before & {"httpx", "policygraph.client"}
    assert "httpx" in after and not after & {"pyoxigraph", "tantivy", "fastapi", "numpy"}


def test_the_page_on_the_client_runs_as_shown(address: str) -> None:
    page = Path(__file__).parents[2] / "docs" / "client.md"
    shown = doctest.DocTestParser().get_doctest(
        page.read_text("utf-8").replace("http://127.0.0.1:8000", address), {}, page.name, str(page), 0
    )
    done = doctest.DocTestRunner().run(shown)
    assert not done.failed and done.attempted > 15


def _retrieved(address: str, key: str | None = KEY, **changes: Any) -> httpx.Response:
    body = {"knowledge_id": "policygraph", "query": "农机购置补贴", "retrieval_setting": {"top_k": 3}} | changes
    headers = {"authorization": f"Bearer {key}"} if key else {}
    return httpx.post(f"{address}/retrieval", content=json.dumps(body), headers=headers)


def test_dify_retrieves_clauses_with_scores_between_0_and_1(address: str) -> None:
    for name in ("policygraph", "草稿"):
        records = _retrieved(address, knowledge_id=name).json()["records"]
        assert len(records) == 3 and records[0].keys() == {"content", "score", "title", "metadata"}
        assert records[0]["metadata"]["path"] == "三/(五)" and "农机购置" in records[0]["content"]
        assert 1 >= records[0]["score"] >= records[1]["score"] >= 0
    bound = {"top_k": 3, "score_threshold": records[0]["score"]}
    assert _retrieved(address, retrieval_setting=bound).json()["records"] == records[:1]
    assert _retrieved(address, query="zzzz").json() == {"records": []}


@pytest.mark.parametrize(
    ("key", "changes", "status", "code"),
    [
        (None, {}, 401, 1001),
        ("wrong", {}, 401, 1002),
        (KEY, {"knowledge_id": "无"}, 404, 2001),
        (KEY, {"query": " "}, 422, 422),
        (KEY, {"query": "补" * 2001}, 422, 422),
        (KEY, {"query": 5}, 422, 422),
        (KEY, {"query": "\ud800"}, 422, 422),
        (KEY, {"metadata_condition": {"conditions": [{"name": "path"}]}}, 422, 422),
    ],
)
def test_dify_gets_its_error_codes(address: str, key: str | None, changes: Any, status: int, code: int) -> None:
    reply = _retrieved(address, key, **changes)
    assert (reply.status_code, reply.json()["error_code"]) == (status, code) and reply.json()["error_msg"]


def test_a_site_that_does_not_say_so_has_no_door_for_dify(site: TestClient) -> None:
    assert site.post("/retrieval", json={}).status_code == 404
