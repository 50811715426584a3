"""What answers say of themselves, and HEAD."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "path", ["/", "/documents", "/targets", "/api/documents", "/api/search?q=节水", "/static/site.css"]
)
def test_head_is_get_without_the_body(site, path: str) -> None:
    got, head = site.get(path), site.head(path)
    assert head.status_code == got.status_code
    assert head.content == b""
    assert head.headers["content-type"] == got.headers["content-type"]
    assert head.headers["content-length"] == got.headers["content-length"]


def test_head_where_there_is_no_get_is_refused(site) -> None:
    assert site.head("/no/such/page").status_code == 404


@pytest.mark.parametrize("accept", ["text/html", "application/ld+json", "text/turtle"])
def test_what_accept_chooses_says_so(site, accept: str) -> None:
    for url in ("/api/documents", "/api/deadlines"):
        for kind in ("application/json", "text/csv"):
            headers = {"accept": kind, "accept-encoding": "identity"}
            reply = site.get(url, headers=headers)
            assert reply.headers["vary"].removesuffix(", Accept-Encoding") == "Accept"
    id = site.get("/api/documents").json()["items"][0]["id"]
    for path in (f"/id/document/{id}", f"/id/document/{id}/clause/_"):
        reply = site.get(path, headers={"accept": accept}, follow_redirects=False)
        assert reply.status_code in (200, 303) and reply.headers["vary"].split(", ")[0] == "Accept"
