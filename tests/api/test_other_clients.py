"""Clients of other makers against a real server: Comunica, sparql-http-client, a generated one, and LibreOffice."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import feedparser
import httpx
import pytest
from icalendar import Calendar

ROOT = Path(__file__).parents[2]
SCRIPTS = Path(__file__).parent / "clients"
NPM, GENERATOR = ROOT / ".venv" / "npm", ROOT / ".venv" / "openapi"
LAWS = "?d a <http://data.europa.eu/eli/ontology#LegalResource> ; <http://purl.org/dc/terms/title> ?title"
SELECT = f"SELECT ?title {{ {LAWS} }} ORDER BY ?title LIMIT 3"
CONSTRUCT = f"CONSTRUCT {{ ?d <http://purl.org/dc/terms/title> ?title }} WHERE {{ {LAWS} }}"
BROKEN = "SELECT ?d { ?d <http://a.example/b ?o }"
CALC = Path("/usr/lib/libreoffice/program/libsclo.so")


def _run(script: str, asked: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Return what a script of `clients/` prints for each question."""
    if shutil.which("node") is None or not (NPM / ".ready").exists():
        pytest.skip("Node or its packages are not installed here: make .venv/npm/.ready")
    done = subprocess.run(
        ["node", SCRIPTS / script, json.dumps(asked)], cwd=NPM, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _titles(site: str) -> list[str]:
    rows = httpx.get(f"{site}/sparql", params={"query": SELECT, "format": "json"}).json()["results"]["bindings"]
    assert len(rows) == 3
    return [row["title"]["value"] for row in rows]


def test_comunica_knows_the_endpoint_by_its_description(corpus_server: str) -> None:
    sparql, loop = f"{corpus_server}/sparql", f"SELECT ?s {{ SERVICE <{corpus_server}/sparql> {{ ?s ?p ?o }} }}"
    asked = [SELECT, "ASK { ?s ?p ?o }", "ASK { ?s <urn:none> ?o }", CONSTRUCT, BROKEN, loop]
    asked_of = [{"query": query, "source": sparql} for query in asked]
    rows, yes, no, graph, broken, refused = _run("comunica.mjs", asked_of)
    titles = _titles(corpus_server)
    assert [row["title"] for row in rows["found"]] == titles
    assert (yes["found"], no["found"]) == (True, False)
    assert {title for _, _, title in graph["found"]} >= set(titles)
    assert "unexpected character" in broken["error"]  # its own parser, before anything is sent
    assert "HTTP status 400" in refused["error"] and "SERVICE is refused" in refused["error"]


def test_sparql_http_client_asks_in_each_way(corpus_server: str) -> None:
    ways, titles = ("get", "postDirect", "postUrlencoded"), _titles(corpus_server)
    asked = [
        {"query": query, "source": f"{corpus_server}/sparql", "operation": way}
        for way in ways
        for query in (SELECT, "ASK { ?s ?p ?o }", CONSTRUCT, BROKEN)
    ]
    found = _run("sparql-http-client.mjs", asked)
    for at in range(0, len(asked), 4):
        rows, yes, graph, broken = found[at : at + 4]
        assert [row["title"] for row in rows["found"]] == titles and yes["found"] is True
        assert {title for _, _, title in graph["found"]} >= set(titles)
        assert broken["status"] == 400 and "is not well formed" in broken["error"]


@pytest.fixture(scope="module")
def generated(corpus_server: str, tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The package that openapi-python-client writes for the API, which must lack nothing."""
    if not (GENERATOR / ".ready").exists():
        pytest.skip("openapi-python-client is not installed here: make .venv/openapi/.ready")
    folder = tmp_path_factory.mktemp("generated")
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--fail-on-warning"]
    command += ["--url", f"{corpus_server}/api/openapi.json", "--config", str(SCRIPTS / "openapi.yml")]
    command += ["--output-path", str(folder / "policy_client")]
    environment = {**os.environ, "PYTHONPATH": str(GENERATOR)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and "WARNING" not in done.stdout, done.stdout + done.stderr
    sys.path.insert(0, str(folder))
    try:
        import policy_client  # type: ignore[import-not-found]
        import policy_client.api.documents.document_api_documents_id_get
        import policy_client.api.documents.documents_api_documents_get
        import policy_client.api.eligibility.eligibility_api_eligibility_post
        import policy_client.models
    finally:
        sys.path.remove(str(folder))
    return policy_client


def test_a_client_generated_from_the_description_reads_and_asks(corpus_server: str, generated: ModuleType) -> None:
    client = generated.Client(base_url=corpus_server, raise_on_unexpected_status=True)
    documents, models = generated.api.documents, generated.models
    listed = documents.documents_api_documents_get.sync(client=client, limit=2)
    assert isinstance(listed, models.ListedDocumentRow) and len(listed.items) == 2
    first = listed.items[0]
    one = documents.document_api_documents_id_get.sync(first.id, client=client)
    assert isinstance(one, models.DocumentDetail) and one.title == first.title
    none = documents.document_api_documents_id_get.sync("none", client=client)
    assert isinstance(none, models.Problem) and none.status == 404
    case = models.Applied.from_dict({"text": "本市注册的节水企业", "on": "2023-06-01"})
    verdicts = generated.api.eligibility.eligibility_api_eligibility_post.sync(client=client, body=case)
    assert isinstance(verdicts, models.Eligible)


def test_a_calendar_program_computes_the_days_that_recur(corpus_server: str) -> None:
    from dateutil.rrule import rrulestr

    events = Calendar.from_ical(httpx.get(f"{corpus_server}/api/deadlines.ics").content).walk("VEVENT")
    recurring = [event for event in events if "rrule" in event]
    assert len(recurring) >= 3
    for event in recurring:
        rule, begins = event["rrule"].to_ical().decode(), event["dtstart"].dt
        days = [day.date() for day in rrulestr(rule, dtstart=_midnight(begins))[:3]]
        assert days[0] == begins and len({(day.month, day.day) for day in days}) == 1


def _midnight(day: date) -> Any:
    from datetime import datetime, time

    return datetime.combine(day, time())


@pytest.mark.parametrize("path", ["/feeds/changes.atom", "/feeds/schemes.atom"])
def test_a_feed_reader_reads_each_feed(corpus_server: str, path: str) -> None:
    read = feedparser.parse(httpx.get(corpus_server + path).content)
    assert not read.bozo and read.version == "atom10" and read.feed.title
    assert all(entry.id and entry.link.startswith(corpus_server) for entry in read.entries)
    assert read.entries or path == "/feeds/schemes.atom"  # which schemes open or close soon depends on the day


def test_libreoffice_opens_the_spreadsheet(corpus_server: str, tmp_path: Path) -> None:
    if shutil.which("soffice") is None or not CALC.exists():
        pytest.skip("no LibreOffice Calc here: apt-get install libreoffice-calc-nogui")
    listed = httpx.get(f"{corpus_server}/api/deadlines", params={"format": "json"}).json()["items"]
    (tmp_path / "deadlines.xlsx").write_bytes(httpx.get(f"{corpus_server}/api/deadlines?format=xlsx").content)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    command += ["csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", tmp_path, tmp_path / "deadlines.xlsx"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    with (tmp_path / "deadlines.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    head = next(row for row in rows if "record" in row)
    records = {row[head.index("record")] for row in rows[rows.index(head) + 1 :]}
    assert {"document", "quote"} <= set(head) and {one["record"] for one in listed[:3]} <= records
