"""Who reads while a document is being replaced gets the old or the new, whole, from every route that shows it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
import uvicorn

from api.app import create_app
from api.settings import Settings
from graph.intake import Intake
from graph.store import Store, open_store
from ingest.record import Clause, Document, Meta, Source

TITLE = "荻浦市水闸巡查方案"
SIZES = {"旧": 40, "新": 25}


def document(word: str) -> Document:
    """A plan whose every clause, as many as the word stands for, says the word."""
    clauses = tuple(Clause("x", f"一/({n})", f"{word}：第{n}座水闸每月巡查一次。", 2) for n in range(SIZES[word]))
    meta = Meta(TITLE, "荻政发〔2024〕5号", ("荻浦市人民政府",), kind="plan")
    return Document("x", Source("水闸.txt", "c" * 64, "text/plain", ()), meta, clauses)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Store]]:
    """The address of a real server in a thread, and the store that it has open."""
    settings = Settings(data=tmp_path)
    with open_store(settings.store_location) as store:
        Intake(store, settings.base).put(Path("水闸.txt"), [document("旧")])
    app = create_app(settings)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.02)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", app.state.site.store
    finally:
        server.should_exit = True
        thread.join()


def told(text: str) -> tuple[int, int]:
    return text.count("旧："), text.count("新：")


def sparql(http: httpx.Client) -> tuple[int, int]:
    query = "SELECT ?text { ?document eli:has_part ?clause . ?clause schema:text ?text }"
    return told(http.get("/sparql", params={"query": query}).raise_for_status().text)


def construct(http: httpx.Client) -> tuple[int, int]:
    query = "CONSTRUCT { ?clause schema:text ?text } { GRAPH ?document { ?clause schema:text ?text } }"
    return told(http.post("/sparql", data={"query": query}).raise_for_status().text)


def api(http: httpx.Client) -> tuple[int, int]:
    return told(http.get("/api/documents/荻政发-2024-5").raise_for_status().text)


def turtle(http: httpx.Client) -> tuple[int, int]:
    reply = http.get("/id/document/荻政发-2024-5", headers={"accept": "text/turtle"})
    return told(reply.raise_for_status().text)


def test_none_sees_a_mix_while_a_document_is_replaced(served: tuple[str, Store]) -> None:
    url, store = served
    intake, done = Intake(store), threading.Event()
    seen: dict[str, set[tuple[int, int]]] = {ask.__name__: set() for ask in (sparql, construct, api, turtle)}

    def read(ask: Callable[[httpx.Client], tuple[int, int]]) -> None:
        with httpx.Client(base_url=url, timeout=30) as http:
            while not done.is_set():
                seen[ask.__name__].add(ask(http))

    readers = [threading.Thread(target=read, args=(ask,)) for ask in (sparql, construct, api, turtle)]
    for reader in readers:
        reader.start()
    try:
        for turn in range(600):
            if turn > 12 and all(len(states) > 1 for states in seen.values()):
                break
            new = document("新" if turn % 2 == 0 else "旧")
            digest = f"{turn:064x}"
            intake.put(Path("水闸.txt"), [replace(new, source=replace(new.source, sha256=digest))])
            time.sleep(0.1)
    finally:
        done.set()
        for reader in readers:
            reader.join()
    whole = {(SIZES["旧"], 0), (0, SIZES["新"])}
    assert {name: states - whole for name, states in seen.items()} == {name: set() for name in seen}
    assert all(states == whole for states in seen.values()), seen
