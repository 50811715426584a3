"""How fast the server answers: every route's median and p95 in milliseconds, beside the bare engine in this process.

    python bench/serve.py [--data DIR] [--requests 100]

Without --data, `corpus/documents` is read into a folder that is thrown away. One client, one connection kept open.
"""

from __future__ import annotations

import argparse
import http.client
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

QUESTION = "谁牵头，什么时候完成？"
SPARQL = "SELECT ?document (COUNT(?fact) AS ?facts) { ?document pg:states ?fact } GROUP BY ?document"
ROUTES = {
    "/healthz": "healthz",
    f"/api/search?q={quote(QUESTION)}": "search",
    f"/api/ask?q={quote(QUESTION)}": "ask",
    "/api/targets": "targets",
    "/api/deadlines": "deadlines",
    "/api/agencies": "agencies",
    f"/sparql?query={quote(SPARQL)}": "sparql",
    "/": "page: home",
    f"/search?q={quote(QUESTION)}": "page: results",
    "/agencies": "page: agencies",
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, help="a folder that `policygraph ingest` filled")
    arguments.add_argument("--requests", type=int, default=100)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data")
        if given.data:
            shutil.copytree(given.data, data)
        else:
            corpus = Path(__file__).parent.parent / "corpus" / "documents"
            command = [sys.executable, "-m", "api", "ingest", str(corpus), "--data", str(data)]
            subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        bare = engines(data, given.requests)
        served = routes(data, given.requests)
    print(f"{'route':18}{'median ms':>12}{'p95 ms':>10}{'engine ms':>12}{'kB':>9}")
    for name, (times, size) in served.items():
        engine = f"{bare[name]:.2f}" if name in bare else ""
        print(f"{name:18}{median(times):12.2f}{quantiles(times, n=20)[-1]:10.2f}{engine:>12}{size / 1000:9.1f}")


def engines(data: Path, requests: int) -> dict[str, float]:
    """Return the median of what search, ask and SPARQL take without HTTP."""
    from graph.answer import ask
    from graph.search import Index
    from graph.store import open_store

    index = Index.open(data / "index")
    with open_store(str(data / "store"), read_only=True) as store:
        return {
            "search": median(timed(lambda: index.search(QUESTION), requests)),
            "ask": median(timed(lambda: ask(store, index, QUESTION), requests)),
            "sparql": median(timed(lambda: list(store.query(SPARQL)), requests)),
        }


def routes(data: Path, requests: int) -> dict[str, tuple[list[float], int]]:
    """Return the times of each route, in milliseconds, and the bytes of its answer."""
    command = [sys.executable, "-m", "api", "serve", "--data", str(data), "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    assert server.stderr is not None
    address = server.stderr.readline().split()[1].removeprefix("http://").rstrip("/")
    client = http.client.HTTPConnection(address, timeout=60)
    sizes = dict.fromkeys(ROUTES, 0)

    def ask_for(path: str) -> None:
        client.request("GET", path)
        reply = client.getresponse()
        sizes[path] = len(reply.read())
        assert reply.status == 200, f"{path}: {reply.status}"

    try:
        found = {}
        for path, name in ROUTES.items():
            timed(lambda path=path: ask_for(path), 5)  # type: ignore[misc]
            found[name] = (timed(lambda path=path: ask_for(path), requests), sizes[path])  # type: ignore[misc]
        return found
    finally:
        client.close()
        server.terminate()
        server.wait(10)


def timed(work: Callable[[], object], times: int) -> list[float]:
    """Return how long each of `times` runs of `work` took, in milliseconds."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        found.append((time.perf_counter() - began) * 1000)
    return found


if __name__ == "__main__":
    main()
