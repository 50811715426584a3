"""The cases of the SPARQL 1.1 Protocol that are about queries, sent to a real server as their manifest has them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from rdflib import Graph, Namespace
from rdflib.collection import Collection

SUITE = Path(__file__).parents[3] / "shared" / "conformance" / "rdf-tests" / "sparql" / "sparql11" / "protocol"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    },
    "RDF": {"text/turtle", "application/rdf+xml", "application/n-triples"},
}
MANIFEST = Graph()
if SUITE.is_dir():
    MANIFEST.parse(SUITE / "manifest.ttl", publicID=(SUITE / "manifest.ttl").as_uri())
CASES = sorted(
    (str(case).rpartition("#")[2], case)
    for case in MANIFEST.subjects(MF.action)
    if "update" not in str(case).rpartition("#")[2]
)
pytestmark = pytest.mark.skipif(not CASES, reason="the W3C's tests are not beside this checkout")


def listed(node: Any) -> list[Any]:
    return [] if node is None else list(Collection(MANIFEST, node))


def sent(url: str, http: httpx.Client, request: Any) -> httpx.Response:
    """Send one request of the manifest, under the endpoint's own path."""
    path, method = (str(MANIFEST.value(request, HT[name])) for name in ("absolutePath", "methodName"))
    headers = {
        str(MANIFEST.value(header, HT.fieldName)): str(MANIFEST.value(header, HT.fieldValue))
        for header in listed(MANIFEST.value(request, HT.headers))
    }
    content = None
    if body := MANIFEST.value(request, HT.body):
        content = str(MANIFEST.value(body, CNT.chars)).encode(str(MANIFEST.value(body, CNT.characterEncoding)))
    return http.request(method, url + path.removeprefix("/sparql/"), content=content, headers=headers)


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[name for name, _ in CASES])
def test_a_request_is_answered_as_the_suite_has_it(url: str, http: httpx.Client, case: Any) -> None:
    requests = listed(MANIFEST.value(MANIFEST.value(case, MF.action), HT.requests))
    assert requests
    for request in requests:
        expected = MANIFEST.value(request, HT.resp)
        reply = sent(url, http, request)
        classes = {str(status)[-3] for status in MANIFEST.objects(expected, MF.expectedStatus)}
        assert str(reply.status_code)[0] in classes, reply.text
        if form := MANIFEST.value(expected, MF.expectedFormat):
            assert reply.headers["content-type"].partition(";")[0] in FORMATS[str(form)]
        if (truth := MANIFEST.value(expected, MF.expectedBoolean)) is not None:
            assert reply.json()["boolean"] is truth.toPython()


def test_the_suite_is_whole() -> None:
    assert len(CASES) == 20
