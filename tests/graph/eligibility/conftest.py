"""Schemes made by hand: tiers with a shared bound, a sum for each unit, exclusions, a top-up."""

from __future__ import annotations

from datetime import date

import pytest

from graph.eligibility.criterion import Citation, Criterion, Variable
from graph.eligibility.logic import parse
from graph.eligibility.scheme import Benefit, Factor, Provision, Scheme, Sum, Tier

DOCUMENT = "https://a.example/document/x"
VARIABLES = (
    Variable("v-saving", "年节能量", "年节能量是多少？（吨标准煤）", "quantity", "吨标准煤"),
    Variable("v-invested", "设备投入", "设备投入是多少？（元）", "quantity", "元"),
    Variable("v-heads", "人数", "人数是多少？（人）", "quantity", "人"),
    Variable("v-years", "享受年数", "享受年数是多少？（年）", "quantity", "年"),
    Variable("v-legal", "独立法人资格", "是否符合：“具有独立法人资格”？", "boolean"),
    Variable("v-listed", "列入失信名单", "是否有此情形：“列入失信名单”？", "boolean"),
    Variable("v-grade", "称号级别", "称号级别是哪一种？", "choice", None, ("国家级", "省级")),
    Variable("v-title", "称号", "称号是哪一种？", "choice", None, ("绿色工厂", "绿色园区")),
    Variable("v-since", "投入时间", "投入时间是哪一天？", "date"),
    Variable("v-had", "已获资金", "已获资金是多少？（元）", "quantity", "元"),
)


def citation(path: str, quote: str) -> Citation:
    return Citation(DOCUMENT, "荻浦市节能办法", path, f"{DOCUMENT}/clause/{path}", quote, 0)


def criterion(
    name: str, variable: str, text: str, op: str | None = "=", value: object = True, **more: object
) -> Criterion:
    role = more.pop("role", "exclusion" if value is False else "requirement")
    return Criterion(name, variable, role, text, citation("一", text), op, value, **more)  # type: ignore[arg-type]


CRITERIA = (
    criterion("c-saving", "v-saving", "年节能量30吨标准煤以上", ">=", 30.0, unit="吨标准煤"),
    criterion("c-from-1m", "v-invested", "设备投入100万元至200万元", ">=", 1e6, unit="元"),
    criterion("c-to-2m", "v-invested", "设备投入100万元至200万元", "<=", 2e6, unit="元"),
    criterion("c-from-2m", "v-invested", "200万元至500万元", ">=", 2e6, unit="元"),
    criterion("c-to-5m", "v-invested", "200万元至500万元", "<=", 5e6, unit="元"),
    criterion("c-from-5m", "v-invested", "500万元以上", ">=", 5e6, unit="元"),
    criterion("c-legal", "v-legal", "具有独立法人资格"),
    criterion("c-listed", "v-listed", "列入失信名单", "=", False),
    criterion("c-national", "v-grade", "国家级", "=", "国家级"),
    criterion("c-plant", "v-title", "绿色工厂", "=", "绿色工厂"),
    criterion("c-provincial", "v-grade", "省级", "=", "省级"),
)
BASE = (Factor("v-invested", "元"),)


def scheme(
    *tiers: tuple[str, Benefit] | tuple[str, Benefit, bool], provisions: tuple[Provision, ...] = (), **more: object
) -> Scheme:
    made = tuple(
        Tier(f"{DOCUMENT}/incentive/{number}", parse(logic), benefit, citation("一", "给予补助"), *rest)
        for number, (logic, benefit, *rest) in enumerate(tiers)
    )
    names = dict.fromkeys(name for tier in made for name in tier.criteria)
    criteria = {one.id: one for one in CRITERIA if one.id in names}
    fields: dict[str, object] = {"valid_to": date(2025, 12, 31), "region": "温州市", "region_id": "330300"} | more
    return Scheme(
        "s1", "荻浦市节能办法", "产线改造", made[0].benefit.kind, "企业", citation("一", "给予补助"), made, criteria,
        {one.id: one for one in VARIABLES}, provisions, **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def share(value: float, cap: float | None = None) -> Benefit:
    return Benefit("subsidy", Sum(value, "%", of="投资额", factors=BASE), cap=Sum(cap, "元", "<=") if cap else None)


@pytest.fixture(scope="session")
def tiered() -> Scheme:
    """Three tiers by investment: 14 % from 1 to 2 million, 17 % to 5 million, 22 % beyond, 5 million at most."""
    all_of = "c-saving and c-legal and c-listed and"
    return scheme(
        (f"{all_of} c-from-1m and c-to-2m", share(14.0)),
        (f"{all_of} c-from-2m and c-to-5m", share(17.0)),
        (f"{all_of} c-from-5m", share(22.0, 5e6)),
        provisions=(Provision("p-in", "inclusive", citation("附则", "“以上”均包含本数")),),
    )


@pytest.fixture(scope="session")
def graded() -> Scheme:
    """An award by grade: 1 million for the national, half a million for the provincial."""
    return scheme(
        ("c-national", Benefit("award", amount=Sum(1e6, "元"))),
        ("c-provincial", Benefit("award", amount=Sum(5e5, "元"))),
    )
