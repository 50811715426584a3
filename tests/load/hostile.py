"""Hostile queries and slow connections beside light users: `python tests/load/hostile.py DATA [SECONDS]`.

One table is printed. Light requests should have a p95 under 250 ms on two quiet cores, with bounded memory.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

import httpx
import psutil

ROOT = Path(__file__).parents[2]
LIGHT = ("/", "/documents", "/help", "/api/search?q=补助", "/sparql?query=ASK%20%7B%7D", "/livez")
HOSTILE = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>)* ?b . ?b (!<urn:x>)* ?c }",
    "SELECT * { VALUES ?x { " + "1 " * 40_000 + "} ?s ?p ?x . ?a ?b ?c }",
    "SELECT * { ?s ?p ?o . ?a ?q ?b FILTER(REGEX(CONCAT(STR(?o), STR(?b)), '(a+)+$')) }",
    "SELECT * { ?s ?p ?o } #" + "x" * 99_000,
)


def measure(data: Path, seconds: float, queries: int = 200, slow: int = 200, light: int = 50) -> dict[str, float]:
    """Load a server over a data folder for some seconds, and return what the light users saw."""
    command = [sys.executable, "-m", "api", "serve", "--data", str(data), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        url = server.stderr.readline().split()[1]
        threading.Thread(target=server.stderr.read, daemon=True).start()
        while httpx.get(f"{url}readyz", timeout=20).status_code != 200:
            time.sleep(0.1)
        try:
            return _loaded(url, psutil.Process(server.pid), time.monotonic() + seconds, queries, slow, light)
        finally:
            server.terminate()


def _loaded(url: str, server: psutil.Process, end: float, queries: int, slow: int, light: int) -> dict[str, float]:
    waits, statuses, peak = list[float](), list[int](), 0
    with ThreadPoolExecutor(slow + light + 8) as pool:
        for n in range(slow):
            pool.submit(_dripped, url, n, end)
        for n in range(8):
            pool.submit(_asked, url, range(n, queries, 8), end)
        for n in range(light):
            pool.submit(_visited, url, n, end, waits, statuses)
        while time.monotonic() < end:
            peak = max(peak, _memory(server))
            time.sleep(0.2)
    cut = quantiles(waits, n=20)
    refused = sum(status != 200 for status in statuses)
    figures = {"requests": len(waits), "p50_ms": cut[9] * 1000, "p95_ms": cut[18] * 1000, "refused": refused}
    return figures | {"peak_mib": peak >> 20, "load": os.getloadavg()[0]}


def _dripped(url: str, n: int, end: float) -> None:
    """Send a head, or a head and the body after it, one byte a second."""
    with socket.create_connection((urlsplit(url).hostname, urlsplit(url).port)) as line:
        if n % 2:
            line.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n")
        while time.monotonic() < end:
            try:
                line.sendall(b"G")
            except OSError:
                return
            time.sleep(1)


def _asked(url: str, numbers: range, end: float) -> None:
    for n in numbers:
        if time.monotonic() > end:
            return
        try:
            httpx.post(
                f"{url}sparql", data={"query": HOSTILE[n % len(HOSTILE)]}, timeout=max(0.2, end - time.monotonic())
            )
        except httpx.HTTPError:
            continue


def _visited(url: str, n: int, end: float, waits: list[float], statuses: list[int]) -> None:
    with httpx.Client(base_url=url, timeout=20) as client:
        while time.monotonic() < end:
            began = time.perf_counter()
            try:
                statuses.append(client.get(LIGHT[n % len(LIGHT)]).status_code)
            except httpx.HTTPError:
                statuses.append(0)
            waits.append(time.perf_counter() - began)
            n += 1
            time.sleep(1)


def _memory(server: psutil.Process) -> int:
    total = 0
    for one in [server, *server.children(recursive=True)]:
        try:
            total += one.memory_info().rss
        except psutil.Error:
            continue
    return total


if __name__ == "__main__":
    for name, figure in measure(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 60.0).items():
        print(f"{name:10} {figure:10.1f}")
