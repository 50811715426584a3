"""Akoma Ntoso: valid by the published schema, whole, and linked to the documents that are cited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from graph import iri
from graph.export import export
from graph.formats.akn import NAMESPACE, akn
from graph.intake import Intake
from graph.query import table
from graph.store import Store, open_store
from graph.store.authority import add
from graph.triples import triples
from ingest.link import Register
from ingest.pipeline import ingest
from ingest.record import Document

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
SCHEMA = SHARED / "conformance" / "akoma-ntoso" / "akomantoso30.xsd"
IN = {"a": NAMESPACE}


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """The published schema of the review draft, under the namespace of the OASIS Standard that came of it."""
    if not SCHEMA.exists():
        pytest.skip("the schema of Akoma Ntoso is not beside this checkout")
    text = SCHEMA.read_bytes().replace(f"{NAMESPACE}/WD17".encode(), NAMESPACE.encode())
    return etree.XMLSchema(etree.fromstring(text, base_url=str(SCHEMA)))


@pytest.fixture(scope="module")
def read() -> Iterator[Store]:
    """A store with all texts of the corpus, and some of those beside this checkout."""
    register = Register.load(ROOT / "corpus" / "regions.ttl")
    texts = [*(ROOT / "corpus" / "documents").iterdir(), *SHARED.glob("corpus/bj-*.txt")]
    with open_store() as store:
        add(store, [ROOT / "corpus" / "regions.ttl"])
        for file in texts:
            Intake(store).put(file, tuple(ingest(file, register)))
        yield store


def _parsed(store: Store, document: str) -> Any:
    body = akn(store, document)
    assert body is not None
    return etree.fromstring(body)


def test_every_document_is_valid(read: Store, schema: etree.XMLSchema, tmp_path: Path) -> None:
    count = export(read, tmp_path / "akn", "akn")
    files = list((tmp_path / "akn").iterdir())
    assert len(files) == count >= 13
    for file in files:
        schema.assertValid(etree.parse(file))


def test_no_word_is_lost_or_moved(read: Store) -> None:
    for row in table(read, "documents"):
        root = _parsed(read, row["document"])
        parts = root.findall(".//a:preface", IN) + root.findall(".//a:body", IN) + root.findall(".//a:mainBody", IN)
        shown = "".join("".join(part.itertext()) for part in parts)
        texts = (clause["text"] for clause in table(read, "clauses_of_document", document=row["document"]))
        assert "".join(shown.split()) == "".join("".join(texts).split())


def test_chapters_articles_and_items_have_their_elements_and_ids(read: Store) -> None:
    (rules,) = [
        row["document"] for row in table(read, "documents", name="农村公路养护管理办法") if row["kind"] == "measures"
    ]
    root = _parsed(read, rules)
    article = root.find(".//a:chapter[@eId='chp_4']/a:article[@eId='chp_4__art_13']", IN)
    assert article.findtext("a:num", namespaces=IN) == "第十三条" and article.find("a:content/a:p", IN) is not None
    assert root.find("a:act/a:body/a:chapter", IN).findtext("a:heading", namespaces=IN).split() == ["总", "则"]


def test_a_table_keeps_its_cells(read: Store) -> None:
    (plan,) = [row["document"] for row in table(read, "documents", name="设施农业")]
    box = _parsed(read, plan).find(".//a:hcontainer[@name='table']//a:table", IN)
    widths = {len(row.findall("a:td", IN)) for row in box.findall("a:tr", IN)}
    assert widths == {3}


def test_a_citation_refers_to_the_document_that_the_store_holds(
    filled: Store, document: Document, law: Document
) -> None:
    root = _parsed(filled, iri.document(document.meta))
    (ref,) = root.findall(".//a:ref", IN)
    assert (ref.text, ref.get("href")) == ("《云泽省节能条例》", iri.document(law.meta))
    assert root.find(".//a:activeRef", IN).get("href") == iri.document(law.meta)


def test_metadata_names_work_expression_and_manifestation(filled: Store, document: Document) -> None:
    name = iri.document(document.meta)
    root = _parsed(filled, name)
    levels = [root.find(f".//a:{level}/a:FRBRthis", IN).get("value") for level in ("FRBRWork", "FRBRExpression")]
    assert levels == [name, f"{name}/zho@2023-04-12"]
    assert root.find(".//a:FRBRnumber", IN).get("value") == document.meta.number
    events = {event.get("type"): event.get("date") for event in root.iterfind(".//a:eventRef", IN)}
    assert events == {"generation": "2023-05-01", "repeal": "2026-04-30"}
    author = root.find(".//a:FRBRauthor", IN).get("href").removeprefix("#")
    assert root.find(f".//a:TLCOrganization[@eId='{author}']", IN).get("showAs") == "荻浦市人民政府"


def test_control_characters_are_dropped(store: Store, law: Document, schema: etree.XMLSchema) -> None:
    clause = replace(law.clauses[0], text="第一条 为了\x0b节约\x00能源，<制定>&本条例。")
    name = iri.document(law.meta)
    store.replace(name, triples(replace(law, clauses=(clause,))))
    root = _parsed(store, name)
    schema.assertValid(root)
    assert "".join(root.find(".//a:content", IN).itertext()) == "为了节约能源，<制定>&本条例。"
