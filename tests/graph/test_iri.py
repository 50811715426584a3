"""Names are made from what a document says, and from nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pyoxigraph import NamedNode

from graph import iri
from ingest.record import Document, Meta

BASE = "https://a.example/"


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("荻政发〔2023〕8号", "荻政发-2023-8"),
        ("荻政办发[2023]18号", "荻政办发-2023-18"),
        ("云泽令（2021）第 3 号", "云泽令-2021-3"),
    ],
)
def test_a_number_names_its_document(number: str, name: str) -> None:
    assert iri.document(Meta("方案", number, kind="plan"), BASE) == f"{BASE}document/{name}"


def test_without_a_number_title_issuers_and_date_name_it() -> None:
    meta = Meta("荻浦市节能方案", issuers=("荻浦市人民政府",), issued=date(2023, 4, 1))
    assert iri.document(meta, BASE) == iri.document(replace(meta, title="荻浦市\n节能 方案"), BASE)
    assert iri.document(meta, BASE) != iri.document(replace(meta, issued=date(2024, 4, 1)), BASE)


def test_where_the_head_says_too_little_the_text_tells_documents_apart(document: Document) -> None:
    bare = replace(document, meta=Meta("2025年工作要点"))
    other = replace(bare, clauses=bare.clauses[:2])
    assert iri.of(bare) != iri.of(other) and iri.of(bare) == iri.of(replace(bare, key="again"))
    named = Meta("2025年工作要点", issuers=("荻浦市水务局",))
    assert iri.of(replace(bare, meta=named)) == iri.of(replace(other, meta=named))


def test_an_article_about_a_document_does_not_take_its_name() -> None:
    plan = Meta("方案", "荻政发〔2023〕8号", kind="plan")
    assert iri.document(plan) != iri.document(replace(plan, kind="interpretation"))


@pytest.mark.parametrize(
    "path", ["", "三/(二)/3", "第一章/第五条#2", "附件 1", "“五大”行动", "专栏1/表?", "a<b>{c}|d^e`f\\g"]
)
def test_every_path_gives_a_valid_and_distinct_iri(path: str) -> None:
    name = iri.clause(f"{BASE}document/x", path)
    assert NamedNode(name).value == name
    assert "#" not in name and "?" not in name and " " not in name


def test_no_two_records_of_a_document_share_a_name(document: Document) -> None:
    names = [iri.record("https://a.example/document/x", record) for record in document.records]
    assert len(set(names)) == len(names)


def test_confidence_and_links_do_not_rename_a_record(document: Document) -> None:
    target = document.records[0]
    assert iri.record("x", target) == iri.record("x", replace(target, confidence=0.5, indicator_id=None))
