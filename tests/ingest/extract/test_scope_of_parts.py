"""Of which chapters and articles a general clause speaks, and what each fault of a list shuts out of."""

from __future__ import annotations

import pytest

from ingest.extract.incentive import extract
from ingest.record import Clause, Document, Incentive, Meta, Reading, Source

OFFERS = (
    ("第二章/第五条", "第五条 博士每人每月发放生活补贴3000元。"),
    ("第三章/第六条", "第六条 在市区租房居住的，每月补贴500元。"),
    ("第四章/第八条", "第八条 新取得技师证书的，奖励3000元。"),
    ("第四章/第九条", "第九条 创办企业的，奖励5000元。"),
)


def told(*texts: tuple[str, str]) -> dict[str, Incentive]:
    """Return the offers of a document that opens with `texts`, by the number of their article."""
    clauses = tuple(Clause("d", path, text) for path, text in (*texts, *OFFERS))
    document = Document("d", Source("例", "", "text/plain", ()), Meta("例", kind="measures"), clauses)
    found = [(one.path, offer) for one in clauses for offer in extract(Reading(one, document))]
    return {path.rpartition("/")[2]: offer for path, offer in found}


def asked_of(attr: str, *texts: tuple[str, str]) -> list[str]:
    """Return the articles whose offers ask for what `attr` names, in any words around it."""
    return [path for path, offer in told(*texts).items() if any(attr in one.attr for one in offer.conditions)]


def first(text: str) -> tuple[str, str]:
    return "第一章/第一条", f"第一条 {text}"


@pytest.mark.parametrize(
    ("said", "attr", "whose"),
    [
        ("第八条至第九条所列奖励的对象为在市区缴纳社保的职工。", "社保", ["第八条", "第九条"]),
        ("本办法适用于在市区就业的人才（第八条规定除外）。", "在市区就业", ["第五条", "第六条", "第九条"]),
        ("本办法适用于在市区就业的人才，但第八条、第九条适用于各类职工。", "在市区就业", ["第五条", "第六条"]),
        ("本办法适用于在市区就业的人才。", "在市区就业", ["第五条", "第六条", "第八条", "第九条"]),
        ("在编教师不适用第六条、第八条规定。", "教师", ["第六条", "第八条"]),
        ("在编教师不适用本办法。", "教师", ["第五条", "第六条", "第八条", "第九条"]),
    ],
)
def test_a_scope_is_asked_of_the_parts_it_names(said: str, attr: str, whose: list[str]) -> None:
    assert asked_of(attr, first(said)) == whose


def test_the_number_of_a_clause_names_no_part() -> None:
    assert asked_of("在本县注册", ("第一条", "第一条 扶持对象为在本县注册的经营主体。")) == ["第六条"]


def test_a_chapter_speaks_of_itself() -> None:
    text = ("第四章/第七条", "第七条 申请本章奖励的人员，应当在市区缴纳社会保险6个月以上。")
    assert asked_of("社会保险", text) == ["第八条", "第九条"]


@pytest.mark.parametrize(
    ("said", "faults"),
    [
        ("发生质量事故、劳动纠纷且未整改的，不予支持。", ["发生质量事故、劳动纠纷且未整改"]),
        ("因安全、环保等违法行为受到处罚的，不予支持。", ["因安全、环保等违法行为受到处罚"]),
    ],
)
def test_each_fault_of_a_list_shuts_out_by_itself_with_its_time(said: str, faults: list[str]) -> None:
    offer = told(first(said))["第九条"]
    assert [one.attr for one in offer.conditions if one.value is False] == faults
