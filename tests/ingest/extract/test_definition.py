"""What a document means by a word, told in an item of its own, and of whom it is asked; all places are made up."""

from __future__ import annotations

import pytest

from ingest.extract.incentive import extract
from ingest.record import Clause, Document, Incentive, Meta, Reading, Source

BEARERS = ("二/(一)", "（一）新入职的硕士，每人每年给予1万元补贴。")
OTHERS = ("二/(二)", "（二）修缮灯塔的村集体，给予2万元补助。")


def offers(*texts: tuple[str, ...]) -> dict[str, list[Incentive]]:
    clauses = tuple(Clause("d", path, text, title=title[0] if title else "") for path, text, *title in texts)
    document = Document("d", Source("例", "", "", ()), Meta("例", kind="measures"), clauses)
    return {one.path: list(extract(Reading(one, document))) for one in clauses}


def asked(offer: Incentive) -> set[str]:
    return {one.attr for one in offer.conditions}


@pytest.mark.parametrize(
    "text",
    [
        "（一）新入职教师。指2023年1月1日（含）以后首次来东屿县学校任教，签订3年以上聘用合同，连续缴纳社会保险满6个月的教师。",
        "（一）新入职教师：是指2023年1月1日以后首次来东屿县学校任教，签订3年以上聘用合同，连续缴纳社会保险满6个月的教师。",
        "（一）新入职教师，指2023年1月1日以后首次来东屿县学校任教，签订3年以上聘用合同，连续缴纳社会保险满6个月的人员。",
        "1.“新入职教师”是指2023年1月1日以后首次来东屿县学校任教，签订3年以上聘用合同，连续缴纳社会保险满6个月的教师。",
        "本办法所称新入职教师，是指2023年1月1日以后首次来东屿县学校任教，签订3年以上聘用合同，连续缴纳社会保险满6个月的教师。",
    ],
)
def test_a_word_explained_in_an_item_is_asked_of_those_who_bear_it_alone(text: str) -> None:
    found = offers(("一", "一、适用范围", "适用范围"), ("一/(一)", text), BEARERS, OTHERS)
    meant = {"首次来东屿县学校任教", "聘用合同期限", "连续缴纳社会保险", "学历或技能等级"}
    assert meant <= asked(found["二/(一)"][0])
    assert not meant & asked(found["二/(二)"][0])


def test_what_any_kind_of_applicant_is_said_to_be_is_asked_of_all() -> None:
    found = offers(("一", "一、适用范围", "适用范围"), ("一/(一)", "（一）申报单位。指注册在东屿县的村集体。"), OTHERS)
    assert "注册在东屿县" in asked(found["二/(二)"][0])


def test_who_is_shut_out_beside_a_definition_is_so_of_all() -> None:
    text = "（一）新入职教师。指签订3年以上聘用合同的教师。返聘人员不适用本办法。"
    found = offers(("一", "一、适用范围", "适用范围"), ("一/(一)", text), BEARERS, OTHERS)
    assert all("返聘人员" in asked(found[path][0]) for path in ("二/(一)", "二/(二)"))


@pytest.mark.parametrize("text", ["由镇政府指定专人办理，负责日常管护工作。", "以上是指包含本数在内的各类情形。"])
def test_what_explains_no_word_asks_for_nothing(text: str) -> None:
    found = offers(("一", text), OTHERS)
    assert asked(found["二/(二)"][0]) == {"修缮灯塔"} or "修缮灯塔" in asked(found["二/(二)"][0])


def test_who_holds_a_post_is_shut_out_of_what_persons_are_given_alone() -> None:
    text = "（一）适用对象。公务员和参照公务员法管理的工作人员不适用本办法。"
    found = offers(("一/(一)", text), BEARERS, ("二/(三)", "（三）新建船坞的企业，给予企业20万元补助。"))
    assert any(one.value is False for one in found["二/(一)"][0].conditions)
    assert not any(one.value is False for one in found["二/(三)"][0].conditions)
