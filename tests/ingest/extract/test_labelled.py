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


@pytest.mark.parametrize(
    "text",
    [
        LINES,
        LINES.replace("补贴\n", "补贴。").replace("\n", ""),
        LINES.replace("支持对象", "补贴对象").replace("申报条件", "补贴条件").replace("补贴标准", "支持标准"),
        LINES.replace("支持对象：", "【支持对象】")
        .replace("申报条件：", "【申报条件】")
        .replace("补贴标准：", "【补贴标准】"),
        LINES.replace("支持对象", "1.申报主体")
        .replace("申报条件：1.管护", "2.申请条件：管护")
        .replace("2.建立", "建立"),
    ],
)
def test_an_offer_asks_what_stands_behind_the_labels_before_it(text: str) -> None:
    (offer,) = offers(("一/(一)", text))["一/(一)"]
    assert offer.amount and offer.amount.value == 12
    assert {"承包山林", "建立巡山台账"} <= asked(offer)
    assert any(one.unit == "亩" and one.value == 200 for one in offer.conditions)
    assert "合作社" in offer.beneficiary


def test_two_offers_of_a_clause_ask_each_its_own() -> None:
    text = (
        "支持对象：养蜂的农户。补贴标准：每箱补贴50元。"
        "支持对象：种茶的合作社。申报条件：茶园100亩以上。补贴标准：每亩补贴80元。"
    )
    bees, tea = offers(("一", text))["一"]
    assert "养蜂" in asked(bees) and not any(one.unit == "亩" for one in bees.conditions)
    assert "养蜂" not in asked(tea) and any(one.unit == "亩" for one in tea.conditions)


def test_labels_of_one_clause_ask_nothing_of_another() -> None:
    found = offers(
        ("二/(一)", "（一）修路补助\n支持对象：沿线村集体。\n补助标准：全额补助。"),
        ("二/(二)", "（二）修渠补助\n支持对象：受益村民。\n补助标准：每米补助30元。"),
    )
    assert all("沿线村集体" not in asked(offer) for offer in found["二/(二)"])


def test_labels_above_a_list_of_sums_ask_of_each() -> None:
    found = offers(
        ("二/(一)", "（一）开馆补助\n支持对象：向公众开放的书院。\n补助标准："),
        ("二/(一)/1", "1.藏书1万册以上的，补助5万元。"),
        ("二/(一)/2", "2.藏书3万册以上的，补助9万元。"),
    )
    assert all("向公众开放" in asked(found[path][0]) for path in ("二/(一)/1", "二/(一)/2"))


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


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("本县户籍的残疾人、退役军人创办的小微企业", ["本县户籍", "残疾人", "退役军人", "创办小微企业"]),
        ("1.本县户籍的渔民；2.在本县登记的渔业公司", ["本县户籍", "渔民", "在本县登记", "渔业公司"]),
        ("新引进的45周岁以下全日制博士研究生", ["新引进", "年龄", "全日制学历", "学历或技能等级"]),
    ],
)
def test_who_may_apply_is_read_whole(who: str, expected: list[str]) -> None:
    (offer,) = offers(("一", f"支持对象：{who}。补贴标准：每户补贴3000元。"))["一"]
    assert [one.attr for one in offer.conditions] == expected


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
