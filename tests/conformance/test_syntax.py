"""The syntax tests of SPARQL 1.0 and 1.1, each sent to the endpoint; known faults stand in `known.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from rdflib import RDF, Graph, Namespace, URIRef

HERE = Path(__file__).parent
SUITES = HERE.parents[2] / "shared" / "conformance" / "rdf-tests" / "sparql"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
KINDS = {MF[f"{sign}SyntaxTest{version}"]: sign for sign in ("Positive", "Negative") for version in ("", "11")}
FAULTS = {
    case: group["why"]
    for group in tomllib.loads((HERE / "known.toml").read_text("utf-8")).values()
    for case in group["cases"]
}


def cases() -> Iterator[tuple[str, str]]:
    """Yield the file and the kind of every syntax test of queries; SERVICE (`syntax-fed`) is refused by design."""
    for manifest in sorted(SUITES.glob("sparql1[01]/*/manifest.ttl")):
        if manifest.parent.name == "syntax-fed":
            continue
        read = Graph().parse(manifest, publicID=manifest.as_uri())
        for case, action in read.subject_objects(MF.action):
            kind = KINDS.get(URIRef(str(read.value(case, RDF.type))))
            if kind and str(action).endswith(".rq"):
                yield f"{manifest.parent.relative_to(SUITES)}/{str(action).rpartition('/')[2]}", kind


CASES = sorted(cases())
pytestmark = pytest.mark.skipif(not CASES, reason="the W3C's tests are not beside this checkout")


@pytest.mark.parametrize(("name", "kind"), CASES, ids=[name for name, _ in CASES])
def test_a_query_is_taken_or_refused_as_the_suite_has_it(url: str, http: httpx.Client, name: str, kind: str) -> None:
    headers = {"content-type": "application/sparql-query"}
    reply = http.post(url, content=(SUITES / name).read_bytes(), headers=headers)
    assert reply.status_code in (200, 400) or name in FAULTS, reply.text
    passes = (reply.status_code == 200) == (kind == "Positive")
    if name in FAULTS:
        assert not passes, "this fault is no more: remove it from known.toml"
        pytest.xfail(FAULTS[name])
    assert passes, reply.text


def test_known_faults_are_cases_of_the_suites() -> None:
    assert set(FAULTS) <= {name for name, _ in CASES}


def test_the_suites_are_whole() -> None:
    counts = {version: sum(name.startswith(version) for name, _ in CASES) for version in ("sparql10", "sparql11")}
    assert counts == {"sparql10": 199, "sparql11": 103}
