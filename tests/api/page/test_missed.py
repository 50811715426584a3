"""What the audit missed, added as a record or said to hold no fact, on a running site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.page.test_intake import KEY, ROOT, _keyed, _put

FILE = ROOT / "corpus" / "documents" / "luting-farm-measures.md"
_MISS = re.compile(r'href="(/review/[^"]+/missed/[0-9a-f]+)"')


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, serve: Any) -> Iterator[httpx.Client]:
    folder: Path = tmp_path_factory.mktemp("missed")
    settings = {"POLICYGRAPH_KEY": KEY, "POLICYGRAPH_AUTHORITY": '["corpus/regions.ttl"]'}
    with serve(folder, **settings) as address, httpx.Client(base_url=address, timeout=60, headers=_keyed()) as client:
        yield client


@pytest.fixture(scope="module")
def id(client: httpx.Client) -> str:
    return str(_put(client, FILE.name, FILE.read_bytes())["documents"][0]["id"])


def _misses(client: httpx.Client, id: str) -> list[str]:
    return _MISS.findall(client.get(f"/review/{id}").text)


def _count(client: httpx.Client, id: str) -> int:
    found = re.search(r"查漏</a>（(\d+)）|查漏（(\d+)）", client.get(f"/id/document/{id}", follow_redirects=True).text)
    return int(found[1] or found[2]) if found else 0


def test_wrong_input_is_named_in_the_language_of_the_page(client: httpx.Client, id: str) -> None:
    miss = _misses(client, id)[0]
    form = {"verdict": "add", "quote": "没有这句话", "field.kind": "award"}
    reply = client.post(miss, data=form)
    assert reply.status_code == 422 and "须为该条原文" in reply.text and "没有这句话" in reply.text
    assert "words of the clause" in client.post(miss, data=form, params={"lang": "en"}).text
    client.cookies.clear()
    assert client.post(miss, data=form | {"verdict": "x"}).status_code == 422
    assert client.get(miss.rpartition("/")[0] + "/0123").status_code == 404
    assert client.get(miss, headers={"authorization": "Bearer no"}).status_code == 401


def test_one_miss_becomes_a_record_and_another_none_and_both_stay_so(client: httpx.Client, id: str) -> None:
    first, second, *others = _misses(client, id)
    before = _count(client, id)
    shown = client.get(first).text
    quote = re.search(r"<textarea[^>]*>([^<]+)<", shown)
    rate = re.search(r'name="field.rate" value="(\d+)"', shown)
    assert quote and rate and f"{rate[1]}%" in quote[1]
    form = {"verdict": "add", "quote": quote[1], "field.kind": "award", "field.rate": rate[1]}
    reply = client.post(first, data=form | {"field.beneficiary": "云上农户"})
    assert reply.status_code == 303
    assert client.post(second, data={"verdict": "none"}).status_code == 303
    for _ in range(2):
        assert _misses(client, id) == others
        assert _count(client, id) <= before - 2
        page = client.get("/documents/audit", params={"document": id}).text
        assert first not in page and second not in page
        schemes = client.get("/api/incentives", params={"limit": 1000}).json()["items"]
        (row,) = [row for row in schemes if row["beneficiary"] == "云上农户"]
        assert row["quote"] == quote[1] and row["path"]
        _put(client, FILE.name, FILE.read_bytes() + b"\n")
