"""Measures of an invented city, written by hand: tiers with a border, a sum for each unit, a title, a reference."""

from __future__ import annotations

from datetime import date

import pytest

from graph.eligibility import Scheme, from_documents
from ingest.record import Clause, Condition, Document, Evidence, Incentive, Meta, Quantity, Source

KEY = "荻浦市节能办法.txt#1"
TEXTS = {
    "一": "年节能量30吨标准煤以上且全员劳动生产率提高20%以上的，设备投入100万元至200万元的，按投资额的14%给予补助；"
    "200万元至500万元的，按投资额的17%给予补助；500万元以上的，按投资额的22%给予补助，最高不超过500万元。",
    "二": "完成备案的分布式光伏项目，按实际发电量给予0.1元/千瓦时的补贴。",
    "三": "新列入国家级、省级绿色工厂的，分别奖励100万元、50万元。",
    "四": "节能服务公司采用合同能源管理模式且年节能量50吨标准煤以上的，参照第一条标准对实际投资额给予补助。",
    "五": "企业委托第三方机构开展能源审计的，按审计费用的50%给予补助，最高8万元，最低1万元。",
    "附则": "本办法所称企业为在市区范围内注册、具有独立法人资格且未列入失信名单的企业。“以上”均包含本数。"
    "投入从2021年1月1日起算，有效期至2025年12月31日。",
}
ALL = (
    Condition("注册地在市区范围内", "在市区范围内注册", "=", True, path="附则"),
    Condition("独立法人资格", "具有独立法人资格", "=", True, path="附则"),
)
SAVING = (
    Condition("年节能量", "年节能量30吨标准煤以上", ">=", 30.0, "吨标准煤"),
    Condition("全员劳动生产率提高", "全员劳动生产率提高20%以上", ">=", 20.0, "%"),
)


def clause(path: str) -> Clause:
    return Clause(KEY, path, TEXTS[path], 1, {"一": "产线改造", "三": "绿色创建"}.get(path, ""))


def offer(path: str, words: str, kind: str, conditions: tuple[Condition, ...], **sums: object) -> Incentive:
    start = TEXTS[path].index(words)
    evidence = Evidence(clause(path), start, start + len(words), "test/by-hand")
    logic = " and ".join(f"c{number}" for number in range(1, len(conditions) + 1))
    fields = {"valid_to": date(2025, 12, 31)} | sums
    return Incentive(evidence, kind, "企业", conditions=conditions, logic=logic, **fields)  # type: ignore[arg-type]


def tier(words: str, text: str, low: float, high: float | None, rate: float, cap: Quantity | None = None) -> Incentive:
    bounds = [Condition("设备投入", text, ">=", low, "元")]
    bounds += [Condition("设备投入", text, "<=", high, "元")] if high else []
    share = Quantity(rate, "%", "=", of="投资额")
    return offer("一", words, "subsidy", (*SAVING, *bounds, *ALL), rate=share, cap=cap, valid_from=date(2021, 1, 1))


def title(words: str, level: str, value: float) -> Incentive:
    conditions = (
        Condition("新列入", "新列入", "=", True),
        Condition("称号级别", level, "=", level),
        Condition("称号", "绿色工厂", "=", "绿色工厂"),
        *ALL,
    )
    return offer("三", words, "award", conditions, amount=Quantity(value, "元"))


def measures() -> Document:
    top = Quantity(5_000_000.0, "元", "<=")
    records = (
        tier("设备投入100万元至200万元的，按投资额的14%给予补助", "100万元至200万元", 1e6, 2e6, 14.0),
        tier("200万元至500万元的，按投资额的17%给予补助", "200万元至500万元", 2e6, 5e6, 17.0),
        tier("500万元以上的，按投资额的22%给予补助，最高不超过500万元", "500万元以上", 5e6, None, 22.0, top),
        offer(
            "二", "按实际发电量给予0.1元/千瓦时的补贴", "subsidy",
            (Condition("完成备案", "完成备案", "=", True),
             Condition("项目类型", "分布式光伏项目", "=", "分布式光伏"), *ALL),
            amount=Quantity(0.1, "元", per="千瓦时（实际发电量）"),
        ),
        title("新列入国家级、省级绿色工厂的，分别奖励100万元、50万元", "国家级", 1_000_000.0),
        title("新列入国家级、省级绿色工厂的，分别奖励100万元、50万元", "省级", 500_000.0),
        offer(
            "四", "参照第一条标准对实际投资额给予补助", "subsidy",
            (Condition("合同能源管理模式", "采用合同能源管理模式", "=", True),
             Condition("年节能量", "年节能量50吨标准煤以上", ">=", 50.0, "吨标准煤"), *ALL),
            ref="一",
        ),
        offer(
            "五", "按审计费用的50%给予补助，最高8万元，最低1万元", "subsidy",
            (Condition("委托第三方机构开展能源审计", "委托第三方机构开展能源审计", "=", True),
             Condition("列入失信名单", "未列入失信名单", "=", False, path="附则"), *ALL),
            rate=Quantity(50.0, "%", of="审计费用"), cap=Quantity(80_000.0, "元", "<=", per="每家企业"),
            floor=Quantity(10_000.0, "元"),
        ),
    )  # fmt: skip
    meta = Meta("荻浦市节能改造办法", region="荻浦市", level="municipal", kind="measures", expires=date(2025, 12, 31))
    clauses = tuple(clause(path) for path in TEXTS)
    return Document(KEY, Source("荻浦市节能办法.txt", "cd" * 32, "text/plain", ()), meta, clauses, records)


@pytest.fixture(scope="session")
def document() -> Document:
    return measures()


@pytest.fixture(scope="session")
def schemes(document: Document) -> tuple[Scheme, ...]:
    return from_documents([document])
