"""What visitors' SPARQL costs over the engine itself, and how it compares with `oxigraph serve` and rdflib.

One store of invented plans, one run: the time over the engine in this process (light queries), the throughput of
heavier queries against Oxigraph's own server on the same data (by the clock, and by the processor time of all processes
of each server, which says more on a busy machine), each time in other words, so that the engine has to work, and in the
same words again, which are answered from memory until something is written; how long a light query takes while many
long ones run and while a hundred come at once, grouped counts against rdflib, and how fast a dump loads. Run: python
bench/sparql.py [documents]
"""

from __future__ import annotations

import gc
import http.client
import io
import multiprocessing
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import pyoxigraph

from graph import iri
from graph.store import open_store
from graph.triples import triples
from graph.vocab import PREFIXES

LIGHT = {
    "ask": "ASK { ?d a eli:LegalResource }",
    "ten titles": "SELECT ?d ?t { ?d a eli:LegalResource ; dcterms:title ?t } LIMIT 10",
    "one clause": "SELECT ?p ?o { ?c pg:path '一/(7)' ; ?p ?o } LIMIT 20",
}
GROUPED = {
    "count by kind": "SELECT ?t (COUNT(*) AS ?n) { ?s a ?t } GROUP BY ?t ORDER BY DESC(?n)",
    "tasks by agency": "SELECT ?a (COUNT(?r) AS ?n) { ?r a pg:Responsibility ; pg:agencyName ?a } GROUP BY ?a",
    "quotes by rule": "SELECT ?u (COUNT(?q) AS ?n) { ?r pg:rule ?u ; oa:hasTarget ?t . ?t oa:hasSelector ?s . "
    "?s oa:exact ?q } GROUP BY ?u",
}
HEAVY = {
    **GROUPED,
    "thousand targets": "SELECT ?r ?v ?q { ?r a pg:Target ; qudt:numericValue ?v ; "
    "oa:hasTarget/oa:hasSelector/oa:exact ?q } ORDER BY DESC(?v) LIMIT 1000",
}
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?a ?q ?b . ?c ?r ?d FILTER(STRLEN(CONCAT(STR(?o), STR(?d))) < 0) }"
PREFIX = "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items())
NUMBERS = count()
JSON = {"Accept": "application/sparql-results+json", "Content-Type": "application/sparql-query"}


@contextmanager
def ours(data: Path) -> Iterator[tuple[str, int]]:
    command = [sys.executable, "-m", "api", "serve", "--data", str(data), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        try:
            yield f"{server.stderr.readline().split()[1]}sparql", server.pid
        finally:
            server.terminate()


@contextmanager
def oxigraph(data: Path) -> Iterator[tuple[str, int]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    program = Path(sys.executable).parent / "oxigraph"
    command = [str(program), "serve-read-only", "--location", str(data), "--bind", address]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            time.sleep(1)
            yield f"http://{address}/query?union-default-graph", server.pid
        finally:
            server.terminate()


def asking(url: str) -> Callable[[str], bytes]:
    parts = urlsplit(url)
    line = http.client.HTTPConnection(parts.hostname or "", parts.port)

    def ask(text: str) -> bytes:
        line.request("POST", f"{parts.path}?{parts.query}", (PREFIX + text).encode(), JSON)
        reply = line.getresponse()
        body = reply.read()
        assert reply.status == 200, body
        return body

    return ask


def spent(
    asks: Sequence[Callable[[str], object]], text: str, seconds: float = 4.0, *, anew: bool = True
) -> list[float]:
    """Return the best time of one answer of each, in milliseconds, asked in other words each time if `anew`.

    They take turns, so that what else the machine does strikes all alike; the best is what it least disturbed.
    """
    return [min(times) for times in turns(asks, text, time.perf_counter, seconds, anew=anew)]


def turns(
    asks: Sequence[Callable[[str], object]],
    text: str,
    clock: Callable[[], float],
    seconds: float,
    *,
    anew: bool = True,
) -> list[list[float]]:
    for ask in asks:
        ask(text)
    taken: list[list[float]] = [[] for _ in asks]
    until = time.perf_counter() + seconds
    while time.perf_counter() < until or len(taken[-1]) < 5:
        words = f"{text} # {next(NUMBERS)}" if anew else text
        for ask, times in zip(asks, taken, strict=True):
            began = clock()
            ask(words)
            times.append((clock() - began) * 1000)
    return taken


def processor(pid: int) -> float:
    """Return the seconds of processor time that a process and all below it have had."""
    tasks = list(Path(f"/proc/{pid}/task").iterdir())
    own = sum(int((task / "schedstat").read_text("utf-8").split()[0]) for task in tasks) / 1e9
    return own + sum(
        processor(int(child)) for task in tasks for child in (task / "children").read_text("utf-8").split()
    )


def beside_long_ones(url: str, many: int = 10, seconds: float = 6.0) -> list[float]:
    """Return how long light queries take while `many` run that do not end, in milliseconds."""

    def long() -> None:
        with suppress(AssertionError):  # it is ended at the time limit
            asking(url)(ENDLESS)

    crowd = [threading.Thread(target=long) for _ in range(many)]
    for each in crowd:
        each.start()
    (taken,) = turns([asking(url)], LIGHT["ten titles"], time.perf_counter, seconds)
    for each in crowd:
        each.join()
    return taken


def crowd(url: str, many: int, start: Barrier) -> None:
    """Ask `many` different queries that do not end, all at once when `start` is passed."""
    gate = threading.Barrier(many + 1)

    def long(number: int) -> None:
        ask = asking(url)
        gate.wait()
        with suppress(AssertionError):  # it is ended at the time limit
            ask(ENDLESS.replace("< 0", f"< -{number}"))

    for number in range(many):
        threading.Thread(target=long, args=(number,)).start()
    start.wait()
    gate.wait()


def in_a_flood(url: str, many: int = 100, seconds: float = 6.0) -> list[tuple[float, float]]:
    """Return when light queries were asked after `many` endless ones came at once, and how long they took.

    One comes every 20 ms, none in the words of another, on a connection of its own, whether those before it have been
    answered or not.
    """
    taken: list[tuple[float, float]] = []

    def light() -> None:
        asked = time.perf_counter()
        asking(url)(f"{LIGHT['ten titles']} # {next(NUMBERS)}")
        taken.append((asked - began, time.perf_counter() - asked))

    spawning = multiprocessing.get_context("spawn")
    start = spawning.Barrier(2)
    others = spawning.Process(target=crowd, args=(url, many, start))
    others.start()
    start.wait()
    began, asked = time.perf_counter(), []
    while time.perf_counter() - began < seconds:
        asked.append(threading.Thread(target=light))
        asked[-1].start()
        time.sleep(0.02)
    for each in (*asked, others):
        each.join()
    return taken


def spread(times: list[float]) -> list[tuple[str, float]]:
    ordered = sorted(times)
    return [
        ("at the median", median(ordered)),
        ("for 1 in 20", ordered[len(ordered) * 19 // 20]),
        ("at most", ordered[-1]),
    ]


def engine(store: pyoxigraph.Store) -> Callable[[str], object]:
    form = pyoxigraph.QueryResultsFormat.JSON
    return lambda text: store.query(PREFIX + text, use_default_graph_as_union=True).serialize(format=form)


def rdflib_graph(dump: bytes) -> Callable[[str], object]:
    from rdflib import Graph

    plain = pyoxigraph.serialize(
        (quad.triple for quad in pyoxigraph.parse(dump, pyoxigraph.RdfFormat.N_QUADS)),
        format=pyoxigraph.RdfFormat.N_TRIPLES,
    )
    graph = Graph().parse(data=plain, format="nt")
    return lambda text: list(graph.query(PREFIX + text))


def laid_out(path: Path) -> None:
    """Have the files of a store put together, as RocksDB does in its own time.

    Else the servers are measured by how far that has come in the copy of each: it is worth a third of a long query.
    """
    store = pyoxigraph.Store(str(path))
    store.optimize()
    store.flush()
    del store
    gc.collect()  # RocksDB lets go of its lock when the last iterator over it is gone


def main(documents: int) -> None:
    from store import build

    folder = Path(tempfile.mkdtemp())
    dump = io.BytesIO()
    with open_store(folder / "store") as store:
        for number in range(documents):
            document = build(number)
            store.replace(iri.document(document.meta), triples(document))
        store.dump(dump, "nq")
        print(f"{len(store):,} triples")
    laid_out(folder / "store")
    own = engine(pyoxigraph.Store.read_only(str(folder / "store")))
    takes, again = dict[str, list[float]](), dict[str, list[float]]()
    # one server has the store open for writing, so the other reads a copy
    shutil.copytree(folder / "store", folder / "copy")
    with ours(folder) as (url, pid), oxigraph(folder / "copy") as (peer, its_pid):
        servers = (asking(url), asking(peer))
        for name, text in (LIGHT | HEAVY).items():
            takes[name] = spent((own, *servers), text)
            inside, mine, peers = takes[name]
            line = f"{name:18} engine {inside:8.2f} ms  here {mine:8.2f} ms  oxigraph serve {peers:8.2f} ms"
            worked = [
                min(turns([ask], text, partial(processor, who), 2.0)[0])
                for ask, who in zip(servers, (pid, its_pid), strict=True)
            ]
            share = f"{worked[1] / worked[0]:.0%} by processor time" if name in HEAVY else ""
            print(f"{line}  throughput {peers / mine:.0%}  {share}", flush=True)
            again[name] = spent(servers, text, 1.0, anew=False)
            mine, peers = again[name]
            print(f"{'':18} asked again          here {mine:8.2f} ms  oxigraph serve {peers:8.2f} ms", flush=True)
        beside = sorted(beside_long_ones(url))
        told = f"{median(beside):.1f} ms at the median, {beside[len(beside) * 99 // 100]:.1f} ms for 1 in 100"
        print(f"a light query while ten endless ones run: {told}")
        waits = in_a_flood(url)
        for name, times in (
            ("in the first second", [took for at, took in waits if at < 1]),
            ("later", [took for at, took in waits if at >= 1]),
        ):
            told = ", ".join(f"{value * 1000:.1f} ms {what}" for what, value in spread(times))
            print(f"a light query as a hundred endless ones come, {name}: {told}")
    here, there = (median(takes[name][who] - takes[name][0] for name in LIGHT) for who in (1, 2))
    print(f"over the engine: {here:.2f} ms at the median; oxigraph serve {there:.2f} ms")
    counted = rdflib_graph(dump.getvalue())
    theirs = {name: spent([counted], HEAVY[name], 0.1)[0] for name in GROUPED}
    for name, took in theirs.items():
        first, kept = took / takes[name][1], took / again[name][0]
        print(f"{name:18} rdflib {took:8.1f} ms: {first:.0f} x ours, {kept:.0f} x ours asked again")
    both = sum(theirs.values()) / sum(takes[name][1] for name in theirs)
    print(f"grouped counts: rdflib takes {both:.0f} x as long for all of them")
    began = time.perf_counter()
    loaded = pyoxigraph.Store(str(folder / "loaded"))
    loaded.bulk_load(dump.getvalue(), pyoxigraph.RdfFormat.N_QUADS)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"load {len(loaded) / (time.perf_counter() - began):,.0f} triples/s; {memory:,.0f} MiB at most in this process"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
