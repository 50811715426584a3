"""Agents reach the answers of the HTTP API, each with its clause: by the SDK's client, over both transports."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.keys import Keys
from api.roles import Role

pytest.importorskip("mcp")
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client

ROOT = Path(__file__).parents[2]
TOOLS = {
    "search", "get_clause", "get_document", "tasks_of_agency", "find_targets", "due", "compare", "cascade", "schemes",
    "questionnaire", "evaluate_eligibility", "validity", "verify_citation", "sparql", "proof",
}  # fmt: skip
CITED = {"title", "path", "quote", "iri"}
OFFICE = "x-jizhou/water"
_HELLO = json.dumps(
    {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
    }
)
Work = Callable[[Client], Awaitable[Any]]
Run = Callable[[Work], Any]


@pytest.fixture(scope="module")
def address(corpus_data: Path, tmp_path_factory: pytest.TempPathFactory, serve: Any) -> Iterator[str]:
    copied = _copied(corpus_data, tmp_path_factory.mktemp("agent"))
    with serve(copied, POLICYGRAPH_MCP="open") as address:
        yield address


def _copied(data: Path, folder: Path) -> Path:
    """Return a copy of a data folder: one server at a time may hold a store, and other tests have theirs."""
    names = shutil.ignore_patterns("*.lock", "*.snapshots*", "uploads", "keys.sqlite*")
    return Path(shutil.copytree(data, folder / "data", ignore=names))


@pytest.fixture(scope="module", params=["stdio", "http"])
def run(request: pytest.FixtureRequest, corpus_data: Path) -> Run:
    if request.param == "http":
        return _over(f"{request.getfixturevalue('address')}/mcp")
    command = ["-m", "api", "mcp", "--data", str(corpus_data)]
    return _over(StdioServerParameters(command=sys.executable, args=command, cwd=ROOT))


def _over(server: Any) -> Run:
    async def work(do: Work) -> Any:
        async with Client(server) as client:
            return await do(client)

    return lambda do: asyncio.run(asyncio.wait_for(work(do), 60))


async def _ask(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert isinstance(result.structured_content, dict)
    assert json.loads(result.content[0].text) == result.structured_content  # type: ignore[union-attr]
    return result.structured_content


def test_every_tool_is_listed_as_one_that_reads_and_tells_what_it_takes(run: Run) -> None:
    tools = run(lambda client: client.list_tools()).tools
    assert {tool.name for tool in tools} == TOOLS
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools)
    assert all("site" not in tool.input_schema["properties"] for tool in tools)


def test_tasks_of_an_office_are_those_of_the_http_api(run: Run, address: str) -> None:
    async def work(client: Client) -> list[dict[str, Any]]:
        first = await _ask(client, "tasks_of_agency", agency=OFFICE, role="lead", limit=2)
        rest = await _ask(client, "tasks_of_agency", agency=OFFICE, role="lead", offset=first["next_offset"])
        assert (len(first["items"]), first["total"], rest["next_offset"]) == (2, 2 + len(rest["items"]), None)
        return [*first["items"], *rest["items"]]

    rows = run(work)
    theirs = httpx.get(f"{address}/api/agencies/{OFFICE}/tasks", params={"role": "lead"}).json()["items"]
    assert [(row["task"], row["due"], row["iri"]) for row in rows] == [
        (row["task"], row["due"], row["clause"]) for row in theirs
    ]
    assert rows and all(row.keys() >= CITED for row in rows)


def test_a_name_that_several_offices_have_is_asked_back_with_their_ids(run: Run) -> None:
    result = run(lambda client: client.call_tool("tasks_of_agency", {"agency": "水利局"}))
    assert result.is_error and result.content[0].text.startswith("agency: ") and OFFICE in result.content[0].text


def test_a_scheme_is_evaluated_by_its_questionnaire(run: Run) -> None:
    async def work(client: Client) -> tuple[dict[str, Any], dict[str, Any]]:
        found = await _ask(client, "schemes", q="水平衡测试补助", limit=1, on="2024-06-01")
        id = found["schemes"][0]["id"]
        asked = await _ask(client, "questionnaire", schemes=[id])
        assert asked["json_schema"]["properties"].keys() == {one["id"] for one in asked["variables"]}
        assert all(one["references"][0].keys() >= CITED for one in asked["variables"])
        right = {one["id"]: _right(one) for one in asked["variables"]}
        wrong = right | {_first_criterion(asked): False}
        case = {"schemes": [id], "on": "2024-06-01"}
        yes = await _ask(client, "evaluate_eligibility", answers=right, **case)
        return yes, await _ask(client, "evaluate_eligibility", answers=wrong, **case)

    yes, no = run(work)
    assert yes["schemes"][0]["status"] == "eligible" and yes["schemes"][0]["amount"] == 80_000
    assert yes["together"]["amount"] == 80_000 and yes["total"] == 1
    assert no["schemes"][0]["status"] == "not_eligible" and no["schemes"][0]["clause"].keys() >= CITED


def _right(variable: dict[str, Any]) -> Any:
    if variable["type"] == "boolean":
        return variable["purpose"] != "exclusion"
    return {"quantity": {"value": 20, "unit": "万元"}, "place": "苍陵市"}[variable["type"]]


def _first_criterion(asked: dict[str, Any]) -> str:
    kinds = ("boolean", "criterion")
    return next(str(one["id"]) for one in asked["variables"] if (one["type"], one["purpose"]) == kinds)


def test_a_fact_is_proved_by_words_that_stand_where_its_span_says(run: Run) -> None:
    async def work(client: Client) -> dict[str, Any]:
        tasks = await _ask(client, "tasks_of_agency", agency=OFFICE, limit=1)
        return await _ask(client, "proof", record=tasks["items"][0]["record"])

    found = run(work)
    start, end = found["span"]
    assert found["clause"]["text"][start:end] == found["quote"] and found["rule"]["id"] and found["file"]["digest"]
    assert found.keys() >= CITED


def test_right_and_wrong_citations_are_told_apart(run: Run) -> None:
    async def work(client: Client) -> list[dict[str, Any]]:
        found = await _ask(client, "search", q="水平衡测试补助", limit=1)
        quote, iri = found["items"][0]["quote"], found["items"][0]["iri"]
        spaced = f"{quote[:10]} \n{quote[10:30]}"
        cases = [(spaced, "2024-06-01"), (spaced, "2026-06-01"), (quote.replace("50%", "60%"), "2024-06-01")]
        return [await _ask(client, "verify_citation", sentence=words, clause=iri, on=day) for words, day in cases]

    right, late, wrong = run(work)
    assert (right["stands"], right["in_force"], right["valid"]) == (True, True, True)
    assert " " not in right["quote"] and len(right["quote"]) == 30
    assert (late["stands"], late["in_force"], late["valid"], late["state"]) == (True, False, False, "expired")
    assert (wrong["stands"], wrong["valid"]) == (False, False) and "60%" not in wrong["quote"]


def test_lists_and_texts_come_in_pages_with_their_clauses(run: Run) -> None:
    async def work(client: Client) -> dict[str, dict[str, Any]]:
        asked: dict[str, dict[str, Any]] = {
            "search": {"q": "节水"}, "find_targets": {}, "due": {"since": "2024-01-01"},
            "compare": {"indicator": "万元工业增加值用水量", "regions": ["云瀚省", "苍陵市"]}, "schemes": {},
        }  # fmt: skip
        return {tool: await _ask(client, tool, limit=1, **arguments) for tool, arguments in asked.items()}

    for tool, found in run(work).items():
        rows = found["schemes" if tool == "schemes" else "items"]
        assert len(rows) == 1 and rows[0].keys() >= CITED and found["total"] > 1 and found["next_offset"] == 1, tool


def test_a_document_and_its_clauses_open_as_tools_and_as_resources(run: Run) -> None:
    async def work(client: Client) -> None:
        hit = (await _ask(client, "search", q="水平衡测试补助", limit=1))["items"][0]
        document = await _ask(client, "get_document", document=hit["document"], limit=50)
        assert hit["iri"] in {one["iri"] for one in document["clauses"]} and document["title"] == hit["title"]
        clause = await _ask(client, "get_clause", clause=hit["iri"])
        assert clause["quote"] == hit["quote"] and clause["facts"]
        for uri in (f"document/{document['id']}", f"clause/{document['id']}/{hit['path']}"):
            text = (await client.read_resource(f"policygraph://{uri}")).contents[0].text  # type: ignore[union-attr]
            assert hit["quote"] in text and hit["title"] in text and hit["iri"] in text
        steps = await _ask(client, "cascade", limit=1)
        assert steps["items"][0].keys() >= {f"{end}_{name}" for end in ("upper", "lower") for name in CITED}

    run(work)


def test_three_scenes_are_offered(run: Run) -> None:
    async def work(client: Client) -> None:
        names = {prompt.name for prompt in (await client.list_prompts()).prompts}
        assert names == {"task_owner", "compare_regions", "firm_eligibility"}
        prompt = await client.get_prompt("task_owner", {"matter": "水库", "region": "霁州市"})
        assert "霁州市的“水库”" in prompt.messages[0].content.text  # type: ignore[union-attr]

    run(work)


def test_sparql_reads_within_the_bounds_of_the_endpoint(run: Run) -> None:
    async def work(client: Client) -> None:
        rows = await _ask(client, "sparql", query="SELECT ?s { ?s ?p ?o }", limit=3)
        assert len(rows["items"]) == 3 and rows["total"] == 10_000 and rows["cut"]
        assert (await _ask(client, "sparql", query="ASK { ?s ?p ?o }"))["boolean"] is True
        graph = await _ask(client, "sparql", query="CONSTRUCT WHERE { ?s ?p ?o } LIMIT 5", limit=2)
        assert (len(graph["triples"]), graph["total"], graph["cut"]) == (2, 5, False)
        for query in ("DELETE WHERE { ?s ?p ?o }", "no query", "#" * 100_001):
            assert (await client.call_tool("sparql", {"query": query})).is_error

    run(work)


HOSTILE = [
    ("search", {"q": " "}, "q: "),
    ("search", {}, "q: "),
    ("search", {"q": "水", "limit": "many"}, "limit: "),
    ("search", {"q": "水", "limit": 51}, "limit: "),
    ("search", {"q": ["水"]}, "q: "),
    ("search", {"q": "水" * 2_001}, "q: "),
    ("search", {"q": "水", "colour": 1}, "colour: "),
    ("search", {"q": "水", "region": "火星"}, "region: "),
    ("search", {"q": "水", "since": "2024-02-01", "until": "2024-01-01"}, "until: "),
    ("due", {"since": "2024-13-01"}, "since: "),
    ("due", {"since": 0}, "since: "),
    ("get_clause", {"clause": "urn:<x>"}, "clause: "),
    ("get_clause", {"clause": "urn:x"}, "clause: "),
    ("get_document", {"document": "../../etc/passwd"}, "document: "),
    ("find_targets", {"document": 'x"} DROP ALL'}, "document: "),
    ("tasks_of_agency", {"agency": "没有这个单位"}, "agency: "),
    ("compare", {"indicator": "幸福"}, "indicator: "),
    ("questionnaire", {"schemes": ["none"]}, "schemes: "),
    ("questionnaire", {"schemes": []}, "schemes: "),
    ("evaluate_eligibility", {"answers": {"none": True}}, "none: "),
    ("evaluate_eligibility", {"answers": "x"}, "answers: "),
    ("verify_citation", {"sentence": " ", "clause": "urn:x"}, "sentence: "),
    ("proof", {"record": "urn:x"}, "A fact with the IRI urn:x"),
    ("no_such_tool", {}, "There is no tool"),
]


def test_hostile_arguments_are_errors_that_name_the_field(run: Run) -> None:
    async def work(client: Client) -> list[str]:
        replies = []
        for tool, arguments, _ in HOSTILE:
            result = await client.call_tool(tool, arguments)
            assert result.is_error, (tool, arguments)
            replies.append(result.content[0].text)  # type: ignore[union-attr]
        await _ask(client, "search", q="节水", limit=1)  # and it still answers
        return replies

    for (tool, arguments, begins), text in zip(HOSTILE, run(work), strict=True):
        assert text.startswith(begins) and "Traceback" not in text and "pydantic" not in text, (tool, arguments, text)


def test_half_of_a_character_breaks_no_server(address: str, corpus_data: Path) -> None:
    arguments = {"name": "tasks_of_agency", "arguments": {"agency": "\ud800"}}
    call = json.dumps({"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": arguments})
    headers = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    reply = httpx.post(f"{address}/mcp", content=call, headers=headers)
    assert reply.status_code < 500 and ("error" in reply.json() or reply.json()["result"]["isError"])
    command = [sys.executable, "-m", "api", "mcp", "--data", str(corpus_data)]
    ping = json.dumps({"jsonrpc": "2.0", "id": 8, "method": "ping"})
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdin is not None and running.stdout is not None
        running.stdin.write(f"{_HELLO}\n{call}\nno JSON\n{ping}\n")
        running.stdin.flush()
        ids = iter(lambda: json.loads(running.stdout.readline())["id"], 8)  # type: ignore[union-attr]
        assert 1 in list(ids)  # and the ping after what cannot be read is answered
        running.stdin.close()


def test_a_site_that_does_not_say_so_has_no_tools(corpus_server: str) -> None:
    for method in ("GET", "POST"):
        assert httpx.request(method, f"{corpus_server}/mcp", json={}).status_code == 404


def test_where_a_key_is_asked_for_nobody_enters_without_one(corpus_data: Path, tmp_path: Path, serve: Any) -> None:
    data = _copied(corpus_data, tmp_path)
    key = Keys(data / "keys.sqlite").add("智能体", Role.READER)
    with serve(data, POLICYGRAPH_MCP="key") as address:
        for sent in ({}, {"authorization": "Bearer wrong"}):
            reply = httpx.post(f"{address}/mcp", json={}, headers=sent)
            assert reply.status_code == 401 and reply.headers["www-authenticate"].startswith("Bearer")
        assert asyncio.run(_tools_with(f"{address}/mcp", key)) == TOOLS


async def _tools_with(url: str, key: str) -> set[str]:
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(create_mcp_http_client({"authorization": f"Bearer {key}"}))
        client = await stack.enter_async_context(Client(streamable_http_client(url, http_client=http)))
        return {tool.name for tool in (await client.list_tools()).tools}


def test_pages_of_other_sites_and_bodies_too_long_are_refused(address: str) -> None:
    refused = httpx.post(f"{address}/mcp", json={}, headers={"origin": "https://elsewhere.example"})
    assert refused.status_code == 403 and refused.headers["content-type"] == "application/problem+json"
    assert httpx.post(f"{address}/mcp", content=b" " * (1 << 20 | 1)).status_code == 413
    assert httpx.get(f"{address}/mcp").status_code == 405


def test_the_sdk_is_imported_by_nothing_else(corpus_data: Path) -> None:
    code = "import api.cli, api.app, sys; api.app.create_app(); print('mcp' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True).stdout == "False\n"


def test_without_the_package_the_extra_is_named(corpus_data: Path) -> None:
    code = (
        "import importlib.util as u, sys; find = u.find_spec; u.find_spec = lambda n: None if n == 'mcp' else find(n); "
    )
    code += f"sys.argv = ['policygraph', 'mcp', '--data', {str(corpus_data)!r}]; import api.cli; api.cli.main()"
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 1 and ended.stderr.count("\n") == 1 and "policygraph[mcp]" in ended.stderr
