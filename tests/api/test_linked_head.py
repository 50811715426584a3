"""The head of a document's page says what the document is to reference managers and search engines."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api.page.linked_head import legislation
from graph.intake import Intake
from graph.query import table
from graph.store import open_store
from graph.validity import standings
from ingest.record import Clause, Document, Meta, Source

PLAN = "/id/document/云政发-2024-9"


def test_a_browser_reads_the_data_of_the_head_and_refuses_none_of_it(browser: Any, corpus_server: str) -> None:
    with browser.new_context() as context:
        page, refused = context.new_page(), list[str]()
        page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
        page.goto(f"{corpus_server}/id/document/苍水规-2022-2")
        data = json.loads(page.locator('script[type="application/ld+json"]').inner_text())
        document, *services = data["@graph"]
        assert refused == []
        assert document["@type"] == "Legislation" and document["legislationIdentifier"] == "苍水规〔2022〕2号"
        assert document["legislationPassedBy"][0]["name"] == "苍陵市水利局"
        assert services and {one["@type"] for one in services} == {"GovernmentService"}
        tags = page.locator('meta[name^="citation_"]').evaluate_all("all => all.map(one => [one.name, one.content])")
        assert ["citation_author", "苍陵市财政局"] in tags
        assert dict(tags)["citation_publication_date"].startswith("2022/")


def test_each_form_that_the_head_names_is_given(site) -> None:
    from lxml import html

    head = html.fromstring(site.get(PLAN, headers={"accept": "text/html"}).text).find("head")
    links = {one.get("type"): one.get("href") for one in head.findall("link[@rel='alternate']")}
    for kind in ("application/ld+json", "text/turtle", "application/n-triples", "application/rdf+xml"):
        assert site.get(links[kind]).headers["content-type"].partition(";")[0] == kind


@pytest.mark.parametrize(
    ("issued", "ends", "force"),
    [
        (None, None, None),
        (date(2023, 1, 1), None, "https://schema.org/InForce"),
        (date(2023, 1, 1), date(2023, 6, 30), "https://schema.org/NotInForce"),
        (date(2023, 12, 1), None, "https://schema.org/NotInForce"),
    ],
)
def test_legal_force_is_claimed_only_as_far_as_the_text_gives_the_days(issued, ends, force) -> None:
    clause = Clause("x", "", "荻浦市节水办法", kind="head")
    meta = Meta("荻浦市节水办法", None, ("荻浦市人民政府",), issued, None, ends, kind="measures")
    document = Document("x", Source("x.txt", "0" * 64, "text/plain", ()), meta, (clause,))
    with open_store() as store:
        (name,) = Intake(store).put(Path("x.txt"), [document]).written
        (one,) = standings(store, date(2023, 9, 1), document=name)
        (head,) = table(store, "document", document=name)
    (node,) = legislation(head, "https://a.example/x", one.state, ())["@graph"]
    assert node.get("legislationLegalForce") == force
