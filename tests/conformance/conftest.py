"""A real server for the test suites of the W3C."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from graph.store import open_store

SUITES = Path(__file__).parents[3] / "shared" / "conformance" / "rdf-tests" / "sparql"
GRAPHS = {f"http://kasei.us/2009/09/sparql/data/data{number}.rdf": f"data{number}.nt" for number in (1, 2, 3)}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server whose store holds the three graphs of the protocol's cases."""
    data = tmp_path_factory.mktemp("conformance")
    with open_store(data / "store") as store:
        for name, file in GRAPHS.items():
            body = (SUITES / "sparql11" / "protocol" / file).read_bytes()
            store.replace(name, [quad.triple for quad in parse(body, RdfFormat.N_TRIPLES)])
    command = [sys.executable, "-m", "api", "serve", "--data", str(data), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ) as server:
        assert server.stderr is not None
        yield f"{server.stderr.readline().split()[1]}sparql"
        server.terminate()


@pytest.fixture(scope="module")
def http() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=20) as client:
        yield client
