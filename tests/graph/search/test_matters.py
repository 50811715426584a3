"""Everyday words, other names, numbers and traditional characters find what documents write."""

import pytest

from graph.search import Entry, Index
from graph.search.concept import Matters
from graph.search.question import read
from graph.search.topic import covered, topic
from ingest.link.authority import concepts
from ontology import THESAURUS


def test_a_number_within_a_longer_one_names_nothing() -> None:
    """五年 is written 5年 before it is looked for, and stands in every 2025年 then."""
    names = {matter.id for matter in Matters.load().find("2025年要建成")}
    assert not names & {"word/five-year-period", "word/every-year"}
    assert "word/five-year-period" in {matter.id for matter in Matters.load().find("这五年要建成")}


@pytest.fixture(scope="module")
def index() -> Index:
    texts = {
        "一": "推进数据中心节能改造。", "二": "市经信局负责企业培育。", "三": "单位GDP能耗下降15%。",
        "四": "加强生态环境保护。",
        "五": "完善基本医疗保险制度。", "六": "按设备投入的30%给予补助。",
    }  # fmt: skip
    index = Index.in_memory()
    index.write([Entry(f"urn:t#{path}", "urn:t", "1", "荻浦市方案", path, text) for path, text in texts.items()])
    return index


@pytest.mark.parametrize(
    ("asked", "path", "reason"),
    [
        ("机房耗电", "一", "机房→数据中心"),
        ("工信局管什么", "二", "工信局→经信局"),
        ("能耗强度降多少", "三", "能耗强度→单位gdp能耗"),
        ("百分之十五", "三", "15"),
        ("環保", "四", "环保→生态环境"),
        ("看病医保", "五", "医保→医疗保险"),
        ("补三成", "六", "30"),
    ],
)
def test_other_words_for_the_same_thing_find_it_and_say_so(index: Index, asked: str, path: str, reason: str) -> None:
    hit = index.search(asked).hits[0]
    assert hit.path == path
    assert any(reason in why or why in reason for why in hit.why), hit.why


def test_every_entry_of_the_thesaurus_has_its_note_and_two_names() -> None:
    found = concepts(THESAURUS)
    assert len(found) > 400
    for concept in found:
        assert concept.value("note"), concept.id
        assert len({concept.label, *concept.names, *concept.hidden}) > 1, concept.id


def test_names_of_one_character_are_left_out() -> None:
    assert not list(Matters.load().find("水"))


def test_the_topic_of_a_question_is_what_is_left_without_its_asking_words() -> None:
    question = read("火星移民由谁牵头？")
    assert topic(question) == ("火星移民",)
    assert covered(question, "市水务局牵头推广节水器具") == 0.0
