"""The processes that visitors' queries are read in: they come anew, are bounded, and leave nothing behind."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from graph.endpoint import Question
from graph.endpoint.forks import allocator
from graph.endpoint.readers import Readers
from graph.errors import QuerySizeError, QueryTimeoutError
from graph.store.embedded import EmbeddedStore

PROC = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux tells which processes there are")
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?a ?q ?b . ?c ?r ?d . ?e ?t ?f FILTER(?o != ?f) }"
HUGE = "SELECT (STRLEN(?v30) AS ?n) { BIND('xxxxxxxx' AS ?v0) " + " ".join(
    f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(30)
) + " }"  # fmt: skip
NEW = "SELECT (UUID() AS ?u) {}"


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    store = EmbeddedStore(tmp_path / "store")
    triples = [Triple(NamedNode(f"urn:x:{n}"), NamedNode("urn:x:p"), Literal(f"第{n}条")) for n in range(300)]
    store.replace("urn:x:g", triples)
    return store


def run(
    store: EmbeddedStore, check: Callable[[Readers], Awaitable[Any]], seconds: float = 60, mebibytes: int = 256
) -> Any:
    async def go() -> Any:
        readers = Readers(store, store.path or Path(), seconds=seconds, mebibytes=mebibytes, processes=1)
        try:
            return await check(readers)
        finally:
            await readers.close()

    return asyncio.run(go())


async def asked(readers: Readers, text: str) -> str:
    found = await readers.ask(Question(text, "csv"))
    return b"".join([piece async for piece in found.body]).decode()


def below(pid: int) -> list[int]:
    """Return all processes that a process started, and those that they started."""
    children = [
        int(child) for file in Path(f"/proc/{pid}/task").glob("*/children") for child in file.read_text().split()
    ]
    return [*children, *(each for child in children for each in below(child))]


def gone(pids: list[int]) -> bool:
    for _ in range(500):
        if not any(_runs(pid) for pid in pids):
            return True
        time.sleep(0.02)
    return False


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@PROC
@pytest.mark.skipif(allocator() is None, reason="libjemalloc2 is not installed")
def test_what_reads_for_visitors_has_the_faster_allocator(store: EmbeddedStore) -> None:
    async def check(readers: Readers) -> list[str]:
        await asked(readers, NEW)
        return [Path(f"/proc/{pid}/maps").read_text() for pid in below(os.getpid())]

    assert any("jemalloc" in maps for maps in run(store, check))


def test_processes_do_not_share_what_is_drawn_by_lot(store: EmbeddedStore) -> None:
    async def check(readers: Readers) -> list[str]:
        return await asyncio.gather(*(asked(readers, NEW) for _ in range(2)), asked(readers, NEW))

    assert len(set(run(store, check))) == 3


@pytest.mark.parametrize(
    ("text", "seconds", "error"), [(HUGE, 60, QuerySizeError), (ENDLESS, 2, QueryTimeoutError)], ids=["huge", "endless"]
)
def test_after_one_that_was_ended_the_next_is_answered(
    store: EmbeddedStore, text: str, seconds: float, error: type[Exception]
) -> None:
    async def check(readers: Readers) -> str:
        with pytest.raises(error):
            await asked(readers, text)
        return await asked(readers, "ASK { ?s ?p '第7条' }")

    assert run(store, check, seconds).strip() == "true"


def test_what_takes_too_much_memory_in_other_words_is_answered_as_it_was_written(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    things, verbs = [NamedNode(f"urn:x:{n}") for n in range(500)], [NamedNode(f"urn:x:{verb}") for verb in "pq"]
    triples = [Triple(one, verbs[0], things[0]) for one in things] + [Triple(one, verbs[1], one) for one in things]
    store.replace("urn:x:g", triples)
    text = "SELECT (COUNT(*) AS ?n) { ?a <urn:x:p> ?h . ?b <urn:x:p> ?h . ?a <urn:x:q> ?b }"

    async def check(readers: Readers) -> str:
        return await asked(readers, text)

    assert run(store, check, mebibytes=48) == "n\r\n500\r\n"


def test_a_query_sees_what_was_written_before_it(store: EmbeddedStore) -> None:
    count = "SELECT (COUNT(*) AS ?n) { GRAPH <urn:x:more> { ?s ?p ?o } }"

    async def check(readers: Readers) -> list[list[str]]:
        told = []
        for number in range(3):
            triples = [Triple(NamedNode("urn:x:s"), NamedNode("urn:x:p"), Literal(n)) for n in range(number)]
            store.replace("urn:x:more", triples)
            told.append((await asked(readers, count)).split())
        return told

    assert run(store, check) == [["n", "0"], ["n", "1"], ["n", "2"]]


@PROC
def test_where_the_template_ends_so_do_its_copies_and_another_takes_its_place(store: EmbeddedStore) -> None:
    async def check(readers: Readers) -> str:
        await asked(readers, NEW)
        long = asyncio.create_task(asked(readers, ENDLESS))
        await asyncio.sleep(0.5)
        template = readers._forks._template.pid
        before = [template, *below(template)]
        os.kill(template, signal.SIGKILL)
        with pytest.raises(QuerySizeError):
            await long
        answer = await asked(readers, "ASK { ?s ?p '第7条' }")
        readers._forks.kill(0)  # one of the former template's, unknown to this one
        assert gone(before)
        return answer

    others = set(below(os.getpid()))  # of tests that run beside this one
    assert run(store, check).strip() == "true"
    assert gone([pid for pid in below(os.getpid()) if pid not in others])


@PROC
def test_who_asks_for_a_copy_as_the_template_ends_is_answered_by_another(store: EmbeddedStore) -> None:
    async def check(readers: Readers) -> str:
        await asked(readers, NEW)
        long = asyncio.create_task(asked(readers, ENDLESS))  # takes the copy that waits
        await asyncio.sleep(0.5)
        template = readers._forks._template.pid
        os.kill(template, signal.SIGSTOP)  # the order for a copy reaches it, and is never carried out
        answer = asyncio.create_task(asked(readers, "ASK { ?s ?p '第7条' }"))
        await asyncio.sleep(0.3)
        os.kill(template, signal.SIGKILL)
        with pytest.raises(QuerySizeError):
            await long
        return await answer

    assert run(store, check).strip() == "true"


SERVER = """
import asyncio, sys
from pathlib import Path
from graph.endpoint import Question, visitors
from graph.store import open_store

async def main():
    with open_store(sys.argv[1]) as store:
        readers = visitors(store, seconds=60, mebibytes=256, processes=1)
        found = await readers.ask(Question("ASK { ?s ?p ?o }"))
        assert b"true" in b"".join([piece async for piece in found.body])
        Path(sys.argv[2]).touch()
        await readers.ask(Question(sys.argv[3]))

asyncio.run(main())
"""


@PROC
@pytest.mark.parametrize("closed", ["", "<&- >&-", "<&- >&- 2>&-"])
def test_nothing_is_left_of_a_server_that_was_killed_whatever_files_it_was_started_with(
    store: EmbeddedStore, tmp_path: Path, closed: str
) -> None:
    store.close()
    ready = tmp_path / "ready"
    command = [
        "sh",
        "-c",
        f'exec "$@" {closed}',
        "sh",
        sys.executable,
        "-c",
        SERVER,
        tmp_path / "store",
        ready,
        ENDLESS,
    ]
    with subprocess.Popen(command) as server:
        for _ in range(500):
            if ready.exists() and len(below(server.pid)) > 1:
                break
            assert server.poll() is None
            time.sleep(0.02)
        time.sleep(0.3)
        started = below(server.pid)
        assert len(started) > 1
        server.kill()
    assert gone(started)
