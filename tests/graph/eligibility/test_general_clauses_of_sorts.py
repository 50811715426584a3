"""What a general clause asks of each sort of applicants that it names, and what of it an offer need not meet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.eligibility import Scheme
from tests.graph.eligibility.told import judged, schemes_in

ON = date(2023, 6, 1)
HEAD = "云汀市促进就业产业若干办法\n云政发〔2022〕1号\n云汀市人民政府\n2022年1月5日\n第一章 总则\n"
OFFERS = (
    "第三条 用人单位招用失业人员，签订1年以上劳动合同的，给予补贴2000元。\n"
    "第四条 就业困难人员实现灵活就业的，给予补贴500元。\n"
)
TWO = (
    "第二条 本办法适用于在市区（甲海区、乙东区、云汀新城）范围内依法登记注册的企业、个体工商户、农民专业合作社"
    "（以下统称用人单位）和符合条件的劳动者。\n"
)


def read(rule: str, tmp_path: Path, offers: str = OFFERS) -> dict[str, Scheme]:
    return {one.place.path.rpartition("/")[2]: one for one in schemes_in(f"{HEAD}{rule}{offers}", tmp_path)}


def asked(scheme: Scheme) -> str:
    return "，".join(f"{one.attr}{one.value if one.value is not True else ''}" for one in scheme.requirements)


def test_a_scope_of_two_sorts_asks_each_of_its_own(tmp_path: Path) -> None:
    found = read(TWO, tmp_path)
    firm, person = asked(found["第三条"]), asked(found["第四条"])
    assert "登记注册" in firm and "登记注册" not in person
    assert "符合条件" not in firm + person


@pytest.mark.parametrize(
    ("told", "eligible"),
    [
        ({"注册地": "甲海区"}, True),
        ({"注册地": "云汀新城"}, True),
        ({"在市区登记注册": True}, True),
        ({"在市区登记注册": False}, False),
    ],
)
def test_the_place_of_a_scope_is_one_condition(told: dict[str, Any], eligible: bool, tmp_path: Path) -> None:
    facts = {"用人单位": True, "招用失业人员": True, "劳动合同期限": "2年", **told}
    assert judged(schemes_in(f"{HEAD}{TWO}{OFFERS}", tmp_path), facts, ON)[0] is eligible


@pytest.mark.parametrize(
    ("scope", "of_firms", "of_persons"),
    [
        ("本办法适用于我市范围内依法登记注册的市场主体和重点群体", "登记注册", ""),
        ("本办法适用于依法参保缴费的企业及其引进的人才", "参保缴费", "引进"),
        ("本办法适用于具备独立法人资格的企业、高等学校以及其全职引进的人才（团队）", "独立法人资格", "全职引进"),
        ("本办法所称扶持对象，是指在本区注册纳税的企业及其新引进的人才", "注册纳税", "新引进"),
    ],
)
def test_persons_behind_firms_are_asked_nothing_that_firms_are(
    scope: str, of_firms: str, of_persons: str, tmp_path: Path
) -> None:
    offers = "第三条 企业新建实验室的，给予补贴2000元。\n第四条 个人购买住房的，给予补贴500元。\n"
    found = read(f"第二条 {scope}。\n", tmp_path, offers)
    firm, person = asked(found["第三条"]), asked(found["第四条"])
    assert of_firms in firm and of_firms not in person
    assert of_persons in person and (not of_persons or of_persons not in firm)


def test_who_works_at_a_firm_must_work_at_such_a_one(tmp_path: Path) -> None:
    rule = "第二条 本办法适用于在本市参加失业保险的企业及其职工。\n"
    offers = "第三条 企业不裁员的，给予补贴2000元。\n第四条 职工取得技师证书的，给予补贴500元。\n"
    found = read(rule, tmp_path, offers)
    assert all("参加失业保险" in asked(one) and "及其" not in asked(one) for one in found.values())
