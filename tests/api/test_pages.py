"""The pages: what stands on them, what is escaped, which headers guard them."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

AGENCY = "330300/housing-construction"
HEAT = "云泽省供热改造实施方案"
WATER = "荻浦市节水补助办法"

HTML = {"accept": "text/html"}
PAGES = [
    "/",
    "/search",
    "/search?q=谁牵头改造",
    "/documents",
    "/agencies",
    f"/agencies/{AGENCY}",
    "/targets",
    "/deadlines",
    "/api",
]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_guarded_and_asks_no_other_host(site, path: str) -> None:
    reply = site.get(path, headers=HTML)
    assert reply.status_code == 200
    policy = reply.headers["content-security-policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy
    assert reply.headers["x-content-type-options"] == "nosniff"
    sources = re.findall(r'(?:src|href|action)="([^"#?]*)', reply.text)
    assert not [source for source in sources if source.startswith(("http:", "https:", "//"))]
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", reply.text, re.DOTALL)
    assert all('src="/static/' in opening and not body for opening, body in scripts)
    assert " style=" not in reply.text
    assert not re.search(r"<[^>]+ on[a-z]+=", reply.text)


def _document(site, words: str) -> str:
    listed = site.get("/documents", headers=HTML).text
    links = re.findall(r'href="(/id/[^"]+)"[^>]*>([^<]+)', listed)
    return next(unquote(href) for href, title in links if words in title)


def test_a_document_shows_outline_clauses_marks_and_tables(site) -> None:
    text = site.get(_document(site, "供热"), headers=HTML).text
    assert f">{HEAT}</h1>" in text
    assert 'id="clause/二/(一)"' in text
    assert 'class="fact k-responsibility' in text
    assert "规则 test/by-hand" in text
    assert f'href="/agencies/{AGENCY}"' in text


def test_what_a_document_says_is_never_markup(site) -> None:
    text = site.get(_document(site, "供热"), headers=HTML).text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<b>标签</b>" not in text


@pytest.mark.parametrize("path", ["/search?q=<script>alert(1)</script>", '/targets?indicator="><img src=x onerror=a>'])
def test_what_a_visitor_types_is_never_markup(site, path: str) -> None:
    text = site.get(path, headers=HTML).text
    assert "<script>" not in text
    assert "<img src=x" not in text


def test_a_document_cites_and_is_cited_through_links(site) -> None:
    assert _document(site, "节水").startswith("/id/document/")
    assert HEAT in site.get(_document(site, "节水"), headers=HTML).text


def test_the_iri_of_a_clause_leads_to_its_place(site) -> None:
    hit = site.get("/api/search", params={"q": "谁牵头改造管网"}).json()["hits"][0]
    path = hit["iri"].removeprefix("https://policygraph.invalid")
    reply = site.get(path, headers=HTML, follow_redirects=False)
    assert reply.status_code == 303
    assert unquote(reply.headers["location"]).endswith("#clause/二/(一)")


@pytest.mark.parametrize("kind", ["application/ld+json", "text/turtle", "application/n-triples"])
def test_the_iri_of_a_document_opens_for_programs(site, kind: str) -> None:
    reply = site.get(_document(site, "供热"), headers={"accept": kind})
    assert reply.headers["content-type"].startswith(kind)
    assert "云政发" in reply.text or "\\u4E91" in reply.text


@pytest.mark.parametrize("path", ["/nowhere", "/id/document/none", "/agencies/none", "/id/other/x"])
def test_a_page_that_is_not_there_helps_on(site, path: str) -> None:
    reply = site.get(path, headers=HTML)
    assert reply.status_code == 404
    assert 'href="/documents"' in reply.text


def test_wrong_filters_of_a_page_are_told_on_a_page(site) -> None:
    for path in (
        "/deadlines?year=20x5",
        "/search?q=a&kind=poem",
        f"/agencies/{AGENCY}?role=boss",
        "/targets?region=无此地",
    ):
        reply = site.get(path, headers=HTML)
        assert (reply.status_code, "参数有误" in reply.text) == (422, True)


def test_an_empty_store_says_how_to_start(tmp_path) -> None:
    from fastapi.testclient import TestClient

    from api.app import create_app
    from api.settings import Settings

    with TestClient(create_app(Settings(data=tmp_path))) as client:
        assert "policygraph ingest" in client.get("/", headers=HTML).text
        for path in PAGES[:5]:
            assert client.get(path, headers=HTML).status_code == 200


def test_results_show_the_answer_with_its_citation_first(site) -> None:
    text = site.get("/search", params={"q": "买节水器具能补多少？"}, headers=HTML).text
    assert text.index("回答") < text.index("找到")
    assert f"《{WATER}》" in text
    assert "最高50万元" in text
