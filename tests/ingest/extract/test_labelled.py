"""Offers stated under labels (支持对象：… 申报条件：… 补贴标准：…), and of which of them what is asked."""

from __future__ import annotations

import pytest

from ingest.extract.incentive import extract
from ingest.extract.labelled import sections
from ingest.record import Clause, Document, Incentive, Meta, Reading, Source


def offers(*texts: tuple[str, str]) -> dict[str, list[Incentive]]:
    clauses = tuple(Clause("d", path, text) for path, text in texts)
    document = Document("d", Source("例", "", "text/plain", ()), Meta("例", kind="notice"), clauses)
    return {one.path: list(extract(Reading(one, document))) for one in clauses}


def asked(offer: Incentive) -> set[str]:
    return {one.attr for one in offer.conditions}


LINES = (
    "（一）护林补贴\n支持对象：承包山林的合作社。\n申报条件：1.管护面积200亩以上；2.建立巡山台账。\n"
    "补贴标准：每亩补贴12元。\n申报材料：承包合同，保险金额5万元以上的保单。"
)


def test_labels_of_one_clause_ask_nothing_of_another() -> None:
    found = offers(
        ("二/(一)", "（一）修路补助\n支持对象：沿线村集体。\n补助标准：全额补助。"),
        ("二/(二)", "（二）修渠补助\n支持对象：受益村民。\n补助标准：每米补助30元。"),
    )
    assert all("沿线村集体" not in asked(offer) for offer in found["二/(二)"])


def test_who_is_shut_out_behind_a_label_is_so_of_its_own_offer_alone() -> None:
    text = (
        "支持对象：租用铺面的商户。申报条件：租期2年以上。租用亲属铺面的，不予补贴。补贴标准：每户2000元。"
        "支持对象：自建铺面的商户。补贴标准：每户3000元。"
    )
    renting, building = offers(("一", text))["一"]
    assert any(one.value is False for one in renting.conditions)
    assert not any(one.value is False for one in building.conditions)


def test_numbers_behind_labels_of_who_and_what_are_no_offers() -> None:
    text = "支持对象：见习基地。申报条件：按每人每月不低于2000元发放生活费。补贴标准：每人每月1300元。"
    (offer,) = offers(("一", text))["一"]
    assert offer.amount and offer.amount.value == 1300


@pytest.mark.parametrize("text", ["对下列对象，给予补贴：", "条件具备的地方可以先行。", "申报对象应当提交材料。", ""])
def test_what_is_no_label_opens_no_section(text: str) -> None:
    assert sections(text) == ()


def test_items_below_a_bare_label_are_asked_of_the_offer_beside_it_and_of_no_other_section():
    found = offers(
        ("1", "1、护林资助\n补贴条件：\n补贴对象：符合条件的护林员。\n补贴标准：5000元。"),
        ("1/(1)", "（1）护林员持有上岗证；"),
        ("1/(2)", "（2）护林站登记注册满6个月。"),
        ("2", "2、巡山资助\n补贴条件：\n补贴对象：符合条件的巡山队。\n补贴标准：8000元。"),
        ("2/(1)", "（1）巡山队成员3人以上。"),
    )
    (forest,), (patrol,) = found["1"], found["2"]
    assert {"护林员持有上岗证", "护林站登记注册"} <= asked(forest)
    assert "符合条件" not in asked(forest) | asked(patrol)
    assert not {"护林员持有上岗证", "护林站登记注册"} & asked(patrol)
    assert "巡山队成员" in str(asked(patrol))
