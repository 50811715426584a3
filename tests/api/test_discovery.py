"""What programs look for at fixed addresses, and how a document says where it is in other forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest

from api.citation import bibtex, ris
from api.sitemap import MOST, sitemap

PLAN = "云瀚政办发-2021-46"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
HEAD = {
    "issuers": "市水务局、市财政局",
    "title": "节水{办法}\n50%",
    "number": "荻水发〔2022〕3号",
    "issued": date(2022, 12, 20),
}


@pytest.fixture(scope="module")
def client(corpus_server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=corpus_server, timeout=60) as client:
        yield client


def test_crawlers_are_kept_from_questions_and_sent_to_the_sitemap(client: httpx.Client) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert "Disallow: /sparql" in lines and "Disallow: /documents" not in lines
    assert lines[-1] == f"Sitemap: {client.base_url.join('/sitemap.xml')}"


def test_the_sitemap_lists_every_document_and_each_opens(client: httpx.Client) -> None:
    reply = client.get("/sitemap.xml")
    places = [place.text or "" for place in ElementTree.fromstring(reply.content).iter(f"{MAP}loc")]
    assert reply.headers["content-type"].startswith("application/xml")
    assert len(places) == client.get("/api/documents").json()["total"]
    assert all(client.head(place, headers={"Accept": "text/html"}).status_code == 200 for place in places)
    assert client.get("/sitemap.xml?page=2").status_code == 404


def test_a_long_sitemap_is_cut_into_pages() -> None:
    places, own = [f"https://policy.example/{number}?a&b" for number in range(MOST + 1)], "https://policy.example/s.xml"
    index = ElementTree.fromstring(sitemap(places, own) or "")
    assert index.tag == f"{MAP}sitemapindex"
    assert [place.text for place in index.iter(f"{MAP}loc")] == [f"{own}?page=1", f"{own}?page=2"]
    pages = [ElementTree.fromstring(sitemap(places, own, page) or "") for page in (1, 2)]
    assert [place.text for page in pages for place in page.iter(f"{MAP}loc")] == places
    assert sitemap(places, own, 3) is None


def test_everything_that_the_api_catalog_links_is_there(client: httpx.Client) -> None:
    reply = client.get("/.well-known/api-catalog")
    assert reply.headers["content-type"].startswith("application/linkset+json")
    assert reply.links["api-catalog"]["url"] == str(reply.url)
    sets = reply.json()["linkset"]
    items = {item["href"] for item in sets[0]["item"]}
    assert items == {found["anchor"] for found in sets[1:]}
    for found in sets:
        for links in (links for name, links in found.items() if name != "anchor"):
            for link in links:
                assert client.get(link["href"], follow_redirects=True).status_code == 200, link


def test_void_is_found_where_crawlers_look(client: httpx.Client) -> None:
    reply = client.get("/.well-known/void")
    assert (reply.status_code, reply.headers["location"]) == (303, "/void")


def test_a_browser_finds_the_search(client: httpx.Client) -> None:
    assert '<link rel="search" href="/opensearch.xml"' in client.get("/documents").text
    found = ElementTree.fromstring(client.get("/opensearch.xml").content)
    for url in found.iter(f"{SEARCH}Url"):
        reply = client.get(url.attrib["template"].replace("{searchTerms}", "节水"))
        assert reply.status_code == 200 and reply.headers["content-type"].startswith(url.attrib["type"])


def test_every_link_of_llms_txt_opens(client: httpx.Client) -> None:
    text = client.get("/llms.txt").text
    assert text.startswith("# policygraph") and "/mcp" not in text
    links = re.findall(r"\]\((\S+)\)", text)
    assert len(links) > 5 and all(client.get(link).status_code == 200 for link in links)


def test_a_contact_and_the_tools_are_named_where_the_settings_have_them(serve, tmp_path: Path, client) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    settings = {"POLICYGRAPH_CONTACT": "mailto:security@policy.example", "POLICYGRAPH_URL": "https://policy.example"}
    with serve(tmp_path, POLICYGRAPH_MCP="open", **settings) as address:
        text = httpx.get(f"{address}/.well-known/security.txt").text
        fields = dict(line.split(": ", 1) for line in text.splitlines())
        assert fields["Contact"] == "mailto:security@policy.example"
        assert fields["Canonical"] == "https://policy.example/.well-known/security.txt"
        assert datetime.fromisoformat(fields["Expires"]) > datetime.now(UTC)
        assert "(https://policy.example/mcp)" in httpx.get(f"{address}/llms.txt").text


def test_a_page_links_the_same_document_as_json_ld_and_turtle(client: httpx.Client) -> None:
    page = client.get(f"/id/document/{PLAN}", headers={"Accept": "text/html"}).text
    links = re.findall(r'<link rel="alternate" href="([^"]+)" type="([^"]+)"', page)
    assert {kind for _, kind in links} >= {"application/ld+json", "text/turtle"}
    for place, kind in links:
        reply = client.get(place)
        assert reply.status_code == 200 and reply.headers["content-type"].startswith(kind)


def test_a_document_is_cited_with_its_address_and_the_day(client: httpx.Client) -> None:
    page = client.get(f"/id/document/{PLAN}", headers={"Accept": "text/html"}).text
    (cited,) = re.findall(r'id="citation"[^>]*>([^<]+)<', page)
    assert re.search(r"\[Z/OL\]\. 2021-\d\d-\d\d\[\d{4}-\d\d-\d\d\]\. ", cited)
    address = cited.rpartition(" ")[2].removesuffix(".")
    assert client.get(address).status_code == 200
    for format, kind in (("bib", "application/x-bibtex"), ("ris", "application/x-research-info-systems")):
        reply = client.get(f"/id/document/{PLAN}?format={format}")
        assert reply.headers["content-type"].startswith(kind) and f'href="?format={format}"' in page
        assert address in reply.text and date.today().isoformat() in reply.text.replace("/", "-")
        assert client.get(f"/id/document/none?format={format}").status_code == 404


def test_bibtex_takes_no_words_of_a_title_for_commands() -> None:
    text = bibtex(HEAD, "荻水发-2022-3, x", "https://policy.example/a_b", date(2026, 1, 5))
    assert text.startswith("@misc{荻水发-2022-3-x,\n") and text.endswith("}\n")
    assert r"title = {{节水\{办法\} 50\%}}," in text
    assert "author = {{市水务局} and {市财政局}}," in text
    assert "url = {https://policy.example/a_b}," in text and "urldate = {2026-01-05}," in text


def test_ris_has_one_field_a_line() -> None:
    lines = ris(HEAD | {"issued": None}, "https://policy.example/x", date(2026, 1, 5)).split("\r\n")
    assert lines[0] == "TY  - GOVDOC" and lines[-2:] == ["ER  - ", ""]
    assert [line for line in lines if line.startswith("AU")] == ["AU  - 市水务局", "AU  - 市财政局"]
    assert "TI  - 节水{办法} 50%" in lines and "Y2  - 2026/01/05" in lines
    assert not [line for line in lines if line.startswith(("PY", "DA"))]
