"""The graph that a reader walks: a picture, a list of the same neighbours, and what is cut."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import httpx
import pytest

WATER = "https://w3id.org/policygraph/agency/x-jizhou/water"
HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def client(corpus_server: str) -> Any:
    with httpx.Client(base_url=corpus_server, headers=HTML) as client:
        yield client


def test_a_reader_walks_from_an_agency_to_a_document_in_the_picture(browser: Any, corpus_server: str) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        wrong: list[str] = []
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{corpus_server}/graph?iri={quote(WATER)}")
        page.locator("#graph canvas").first.wait_for()
        assert page.evaluate("document.getElementById('graph')._cyreg.cy.nodes().length") == (
            1 + page.locator("#neighbours a[data-kind]").count()
        )
        at = page.evaluate(
            "(() => { const cy = document.getElementById('graph')._cyreg.cy;"
            " const box = document.getElementById('graph').getBoundingClientRect();"
            " const place = cy.nodes('[ring=\"document\"]')[0].renderedPosition();"
            " return [box.x + place.x, box.y + place.y]; })()"
        )
        with page.expect_navigation():
            page.mouse.click(*at)
        assert page.locator("#middle").get_attribute("data-kind") == "document"
        assert wrong == []


def test_the_list_holds_the_same_neighbours_without_a_script(client: httpx.Client) -> None:
    page = client.get("/graph", params={"iri": WATER})
    links = re.findall(r'href="(/graph\?iri=[^"]+)" data-kind="(\w+)"', page.text)
    assert {kind for _, kind in links} == {"document", "agency"}
    document = next(link for link, kind in links if kind == "document")
    assert f"/graph?iri={quote(WATER)}" in client.get(document).text


def test_pages_of_documents_and_agencies_lead_to_their_graphs(client: httpx.Client) -> None:
    for path in ("/agencies/x-jizhou/water", "/id/document/岚政发-2025-11"):
        assert "/graph?iri=" in client.get(path).text


@pytest.mark.parametrize(("iri", "status"), [("https://example.org/x", 422), (f"{WATER}-none", 404), ("a b", 422)])
def test_what_has_no_graph_is_refused_in_the_language_of_the_page(client: httpx.Client, iri: str, status: int) -> None:
    page = client.get("/graph", params={"iri": iri})
    assert page.status_code == status
    (main,) = re.findall(r"(?s)<main[^>]*>(.*?)</main>", page.text)
    shown = re.sub(r"(?s)<details>.*?</details>", "", main)
    assert not re.search(r"[A-Za-z]{4,}", re.sub(r"<[^>]+>", "", shown))


def test_a_picture_is_cut_at_two_hundred_and_says_so(monkeypatch: pytest.MonkeyPatch, site: Any) -> None:
    import api.routes.pages.graph as route

    monkeypatch.setattr(route, "MOST", 2)
    page = site.get(
        "/graph", params={"iri": "https://w3id.org/policygraph/agency/330300/housing-construction"}, headers=HTML
    )
    assert page.text.count('data-kind="') - 1 == 1
    assert "只显示联系最多的" in page.text
