"""Provisions: their kind, their value and the clauses that they are stated of; sums on top of others."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ingest.extract.provision import extract
from ingest.extract.top_up import topped_up
from ingest.record import Clause, Condition, Document, Evidence, Incentive, Meta, Provision, Reading, Source

CLAUSES = (
    Clause("d", "第二章", "第二章 支持内容", 1, "支持内容"),
    Clause("d", "第二章/第三条", "第三条 给予一次性奖励50万元。", 2, headings=("支持内容",)),
    Clause("d", "第二章/第四条", "第四条 按设备投资额的10%给予补助。", 2, headings=("支持内容",)),
)


def read(text: str, title: str = "", path: str = "第二章/第九条") -> list[Provision]:
    clause = Clause("d", path, text, 2, title, headings=("支持内容",))
    meta = Meta("例", issued=date(2024, 2, 1))
    document = Document("d", Source("例.txt", "", "text/plain", ()), meta, (*CLAUSES, clause))
    return list(extract(Reading(clause, document)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第九条 本办法所称“以上”均含本数。", {"kind": "inclusive", "paths": ()}),
        ("第九条 同一企业年度累计奖励不超过500万元。", {"kind": "cap", "value": 5e6, "unit": "年"}),
        ("第九条 同一项目累计补助不超过200万元。", {"kind": "cap", "value": 2e6, "unit": "项目"}),
        ("第九条 贴息期限不超过2年。", {"kind": "duration", "value": 2.0, "unit": "年"}),
        ("第九条 每家企业最多补贴10人。", {"kind": "count", "value": 10.0, "unit": "人"}),
        ("第九条 补助金额不超过项目总投资的30%。", {"kind": "share", "value": 30.0, "subject": "项目总投资"}),
        ("第九条 自取得证书之日起12个月内申请补贴。", {"kind": "claim", "value": 12.0, "subject": "取得证书之日"}),
        (
            "第九条 获奖人应于被告知奖励之日起3个月内，凭身份证明领取奖金。",
            {"kind": "claim", "value": 3.0, "unit": "个月", "subject": "被告知奖励之日"},
        ),
        ("第九条 晋级的，按差额部分给予奖励。", {"kind": "difference"}),
        ("第九条 可与贷款贴息政策叠加享受。", {"kind": "combinable"}),
        (
            "第九条 每年3月1日至4月30日集中受理申报。",
            {"kind": "intake", "yearly": True, "start": date(2024, 3, 1), "end": date(2024, 4, 30)},
        ),
        (
            "第九条 本办法支持的项目应在2024年1月1日至2024年12月31日期间完成。",
            {"kind": "window", "start": date(2024, 1, 1), "end": date(2024, 12, 31), "subject": "项目"},
        ),
    ],
)
def test_a_provision_is_read_with_what_it_holds(text: str, expected: dict[str, Any]) -> None:
    (found,) = read(text)
    assert {key: getattr(found, key) for key in expected} == expected


@pytest.mark.parametrize(
    ("text", "title", "paths"),
    [
        ("第九条 第三条至第四条奖励不得重复享受。", "", ("第二章/第三条", "第二章/第四条")),
        ("第九条 本章奖励不得重复享受。", "", ("第二章",)),
        ("第九条 本办法奖励不得重复享受。", "", ()),
        ("第九条 同一项目奖励不得重复享受。", "附则", ()),
        ("第九条 同一项目奖励不得重复享受。", "", ("第二章",)),
        ("第九条 给予20万元奖励。同一项目奖励不得重复享受。", "", ("第二章/第九条",)),
    ],
)
def test_a_provision_is_stated_of_what_it_names_or_stands_in(text: str, title: str, paths: tuple[str, ...]) -> None:
    assert [one.paths for one in read(text, title)] == [paths]


@pytest.mark.parametrize(
    "text", ["第九条 不得重复收费。", "第九条 推选的代表最多不超过五人。", "第九条 2024年1月1日起施行。"]
)
def test_what_is_stated_of_no_offer_is_no_provision(text: str) -> None:
    assert not read(text)


@pytest.mark.parametrize(
    ("text", "quote", "top_up", "beyond"),
    [
        ("给予10万元奖励，次年再奖励5万元。", "再奖励5万元", True, None),
        ("在市级奖励基础上，给予20万元配套。", "给予20万元配套", True, None),
        ("补贴标准提高至1500元。", "提高至1500元", False, None),
        ("给予10万元奖励。", "给予10万元奖励", False, None),
        ("超过100万元的部分，按5%给予奖励。", "按5%给予奖励", False, (1e6, "元")),
        ("超出部分每亩补助100元。", "每亩补助100元", False, (200.0, "亩")),
    ],
)
def test_a_sum_on_top_and_a_sum_beyond_a_bound_are_marked(
    text: str, quote: str, top_up: bool, beyond: tuple[float, str] | None
) -> None:
    start = text.index(quote)
    evidence = Evidence(Clause("d", "一", text), start, start + len(quote), "incentive/x")
    area = Condition("面积", "面积200亩以上", ">=", 200.0, "亩")
    found = topped_up(Incentive(evidence, "award", conditions=(area,)))
    assert found.top_up is top_up
    assert (found.beyond and (found.beyond.value, found.beyond.unit)) == beyond


@pytest.mark.parametrize(
    ("path", "title", "paths"),
    [("第三章/第九条", "申领程序", ()), ("二", "见习补贴", ("二",))],
)
def test_a_time_limit_in_the_procedure_holds_for_all_and_in_a_section_for_that(path, title, paths):
    (claim,) = read("应于期满之日起6个月内，向主管部门提出补贴申请。", title, path)
    assert (claim.kind, claim.paths) == ("claim", paths)
