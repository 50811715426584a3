"""Varied calls to a data folder: named queries, a real server on loopback, documents replaced; for `scale.py`."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from random import Random
from statistics import median
from typing import Any
from urllib.parse import quote

from grown import resident, sources_of
from varied import document

from graph import iri
from ingest.record import Document, Incentive, Responsibility, Target

__all__ = ["replaced", "sample", "served", "tables", "timed"]

_SECONDS = 60  # of one kind of call: then fewer are made
_REPLACED = 5


def sample(data: Path, seed: int, size: int, many: int) -> list[Document]:
    """Return documents of those that the folder holds, picked at random."""
    sources, pick = sources_of(data), Random(f"sample:{seed}:{size}")
    return [document(sources, number, seed) for number in pick.sample(range(size), min(many, size))]


def tables(data: Path, seed: int, size: int, calls: int) -> dict[str, Any]:
    """Time three named queries, and searches without HTTP."""
    from api.commands.options import settings
    from api.index import opened
    from graph.query import table
    from graph.store import open_store

    site, documents = settings(data), sample(data, seed, size, 2 * calls)
    index = opened(site)
    names, agencies = [iri.of(one, site.base) for one in documents], _agencies(documents)
    with open_store(site.store_location, read_only=True) as store:
        return {
            "query times": {
                "agency_tasks ms": timed(
                    agencies, calls, lambda id_: table(store, "agency_tasks", agency=iri.agency(id_))
                ),
                "facts_of_document ms": timed(
                    names, calls, lambda name: table(store, "facts_of_document", document=name)
                ),
                "clauses_of_document ms": timed(
                    names, calls, lambda name: table(store, "clauses_of_document", document=name)
                ),
                "search engine ms": timed(questions(documents), calls, index.search),
            }
        }


def served(data: Path, seed: int, size: int, calls: int) -> dict[str, Any]:
    """Time search, ledgers and questionnaires over HTTP, with the memory of the server before and after."""
    import json

    from api.commands.options import settings

    documents = sample(data, seed, size, 2 * calls)
    base = settings(data).base
    with server(data) as (pid, get):
        get("/healthz")
        before = resident(pid)
        ledgers = [f"/agencies/{quote(id_)}" for id_ in _agencies(documents)]
        asked = [f"/api/search?q={quote(text)}" for text in questions(documents)]
        times = {"search ms": timed(asked, calls, get), "ledger ms": timed(ledgers, calls, get)}
        offering = [one for one in documents if any(isinstance(record, Incentive) for record in one.records)]
        named = (f"/api/schemes?limit=1&document={quote(iri.of(one, base), safe='')}" for one in offering[:calls])
        ends, ids = time.monotonic() + _SECONDS, list[str]()
        for path in named:
            if time.monotonic() < ends:
                ids += [one["id"] for one in json.loads(get(path))["schemes"]]
        if ids:
            times["questionnaire ms"] = timed([f"/eligibility/{id_}" for id_ in ids], calls, get)
        return {"served times": times, "web MiB before": before, "web MiB after": resident(pid)}


def replaced(data: Path, seed: int, size: int) -> dict[str, Any]:
    """Time documents that come again changed, as the server takes them in: store, index, log."""
    from api.commands.options import settings
    from api.index import opened
    from api.intake import taken_in
    from api.site import Site
    from graph.store import open_store
    from ingest.batch.outcome import Outcome

    chosen, took = settings(data), list[float]()
    waiting = data / "waiting-for-bench"
    waiting.mkdir(exist_ok=True)
    with open_store(chosen.store_location) as store:
        site = Site(chosen, store, opened(chosen))
        for one in sample(data, seed, size, _REPLACED):
            path = waiting / one.key
            path.write_text(one.key, "utf-8")
            for words, turn in (("甲", 0), ("乙", 1)):  # first it comes from another folder: that is not timed
                clause = one.clauses[-1]
                changed = replace(clause, text=f"{clause.text}。附注{words}。")
                file = replace(one.source, sha256=f"{hash(words) & 0xFFFFFFFF:064x}")
                again = replace(one, clauses=(*one.clauses[:-1], changed), source=file)
                began = time.perf_counter()
                taken_in(site, Outcome(path, (again,)), lambda stage, name: None)
                if turn:
                    took.append(time.perf_counter() - began)
    return {"replaced times": {"replaced s": _spread(took)}}


def questions(documents: Iterable[Document]) -> list[str]:
    """Return questions that the documents answer, of their own words: a goal, a task, a sum."""
    found = []
    for one in documents:
        place = one.meta.region or ""
        for record in one.records:
            if isinstance(record, Target):
                found.append(f"{place}{record.indicator}的目标是多少？")
            elif isinstance(record, Responsibility) and record.task:
                found.append(f"{place}{record.task[:12]}由谁牵头？")
            elif isinstance(record, Incentive):
                found.append(f"{record.beneficiary}在{place}能补多少？")
    kept = list(dict.fromkeys(found))
    Random(1).shuffle(kept)
    return kept


def _agencies(documents: Iterable[Document]) -> list[str]:
    found = (getattr(record, "agency_id", None) for one in documents for record in one.records)
    kept = [id_ for id_ in dict.fromkeys(found) if id_]
    Random(2).shuffle(kept)
    return kept


def timed(given: Iterable[str], calls: int, call: Callable[[str], object]) -> dict[str, Any]:
    """Call once, unmeasured but for `first`, then `calls` times, with each of what is given in turn; milliseconds."""
    wanted, took = list(islice(cycle(list(given)), calls + 1)), list[float]()
    ends = time.monotonic() + _SECONDS
    for one in wanted:
        began = time.perf_counter()
        call(one)
        took.append((time.perf_counter() - began) * 1000)
        if time.monotonic() > ends:
            break
    return {**_spread(took[1:] or took), "first": took[0] if took else 0.0}


def _spread(took: list[float]) -> dict[str, Any]:
    inorder = sorted(took) or [0.0]
    p95 = inorder[min(len(inorder) - 1, int(len(inorder) * 0.95))]
    return {"p50": median(inorder), "p95": p95, "first": took[0] if took else 0.0, "calls": len(took)}


@contextmanager
def server(data: Path) -> Iterator[tuple[int, Callable[[str], bytes]]]:
    """Serve a folder on loopback; gives the server's process id, and what asks it for a path."""
    command = [sys.executable, "-m", "api", "serve", "--data", str(data), "--port", "0"]
    limits = {"POLICYGRAPH_HEAVY_MINUTE": "1000000", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, **limits})
    assert process.stderr is not None
    address = process.stderr.readline().split()[1].removeprefix("http://").rstrip("/")
    client = http.client.HTTPConnection(address, timeout=600)

    def get(path: str) -> bytes:
        client.request("GET", path)
        reply = client.getresponse()
        body = reply.read()
        assert reply.status == 200, f"{path}: {reply.status}: {body[:300]!r}"
        return body

    try:
        yield process.pid, get
    finally:
        client.close()
        process.terminate()
        process.wait(30)
