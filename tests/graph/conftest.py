"""A small document of an invented city, written by hand: one record of each kind, and two readings of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from graph.store import Store, open_store
from ingest.record import (
    Box,
    Citation,
    Clause,
    Condition,
    Deadline,
    Document,
    Dropped,
    Evidence,
    Incentive,
    Line,
    Meta,
    Notice,
    NumberAccount,
    Piece,
    Quantity,
    Record,
    Responsibility,
    Source,
    Target,
)

KEY = "荻浦市.txt#1"

HEAD = "荻浦市人民政府关于印发《荻浦市节能降碳实施方案》的通知\n荻政发〔2023〕8号"
GOALS = (
    "（一）节能。到2027年，规模以上工业单位增加值能耗比2022年下降13.5%，新增光伏装机200万千瓦。"
    "（牵头单位：市工业和信息化局；配合单位：市财政局）"
)
MONEY = (
    "（二）奖励。对年节能量1000吨标准煤以上的企业，按每吨标准煤300元给予奖励，单个项目最高不超过200万元。"
    "依据《云泽省节能条例》，自2023年5月1日起施行，有效期至2026年4月30日。"
)


def clause(path: str, text: str, order: int, **fields: object) -> Clause:
    """One clause that stands on its own line of page `order`, with a box."""
    line = Line(text, order, order, Box(order, 72, 100, 500, 114))
    return Clause(KEY, path, text, pieces=(Piece(0, len(text), line),), **fields)  # type: ignore[arg-type]


CLAUSES = (
    clause("", HEAD, 1, kind="head"),
    clause("一", "一、主要任务", 1, level=1, title="主要任务"),
    clause("一/(一)", GOALS, 1, level=2, title="节能", headings=("主要任务",)),
    clause("一/(二)", MONEY, 2, level=2, title="奖励", headings=("主要任务",)),
)


def evidence(clause: Clause, words: str, rule: str) -> Evidence:
    start = clause.text.index(words)
    return Evidence(clause, start, start + len(words), rule)


def records() -> tuple[Record, ...]:
    goals, money = CLAUSES[2], CLAUSES[3]
    bracket = evidence(goals, "（牵头单位：市工业和信息化局；配合单位：市财政局）", "responsibility/bracket")
    return (
        Target(
            evidence(goals, "到2027年，规模以上工业单位增加值能耗比2022年下降13.5%", "target/change"),
            "规模以上工业单位增加值能耗", 13.5, "%", change="decrease", base="2022", by=date(2027, 12, 31),
            indicator_id="industrial-energy-intensity", unit_id="unit:PERCENT", region_id="990100",
        ),
        Target(
            evidence(goals, "新增光伏装机200万千瓦", "target/change"), "光伏装机", 200.0, "万千瓦", change="increase",
            by=date(2027, 12, 31), nature="预期性", confidence=0.8,
        ),
        Responsibility(
            bracket, "市工业和信息化局", "市工业和信息化局", "lead", "bracket", task="节能", due=date(2027, 12, 31),
            agency_id="990100/industry-information",
        ),
        Responsibility(bracket, "市财政局", "市财政局", "support", "bracket", task="节能", agency_id="990100/finance"),
        Deadline(evidence(goals, "到2027年", "deadline/by-year"), "by", end=date(2027, 12, 31)),
        Deadline(evidence(money, "自2023年5月1日起施行", "deadline/from"), "from", start=date(2023, 5, 1)),
        Incentive(
            evidence(money, "按每吨标准煤300元给予奖励，单个项目最高不超过200万元", "incentive/per-unit"),
            "award", "企业",
            amount=Quantity(300.0, "元", "=", per="吨标准煤"), cap=Quantity(2_000_000.0, "元", "<=", per="单个项目"),
            conditions=(Condition("年节能量", "年节能量1000吨标准煤以上", ">=", 1000.0, "吨标准煤"),
                        Condition("是否为企业", "企业", "=", True)),
            logic="c1 and c2", valid_to=date(2026, 4, 30),
        ),
        Citation(evidence(money, "《云泽省节能条例》", "citation/title"), "云泽省节能条例", relation="based_on"),
    )  # fmt: skip


def build(
    title: str = "荻浦市人民政府关于印发《荻浦市节能降碳实施方案》的通知", number: str | None = "荻政发〔2023〕8号"
) -> Document:
    """The document; another title and number give another document with the same clauses."""
    source = Source("荻浦市.txt", "ab" * 32, "text/plain", (), (Notice("encoding", "read as GB18030"),))
    meta = Meta(
        title, number, ("荻浦市人民政府",), date(2023, 4, 12), date(2023, 5, 1), date(2026, 4, 30),
        "荻浦市", "municipal", "plan", "990100",
    )  # fmt: skip
    goals = CLAUSES[2]
    start = goals.text.index("2022")
    dropped = (Dropped("— 1 —", "page-number", Line("— 1 —", 9, 1)),)
    return Document(
        KEY, source, meta, CLAUSES, records(), dropped, numbers=(NumberAccount(goals, start, start + 4, None),)
    )  # fmt: skip


@pytest.fixture(scope="session")
def document_of() -> Callable[[], Document]:
    """What makes the document, for fixtures that outlive one test."""
    return build


@pytest.fixture
def document() -> Document:
    return build()


@pytest.fixture
def law() -> Document:
    """A regulation of the invented province: it is what the document cites."""
    text = "第一条 为了节约能源，制定本条例。"
    clauses = (Clause("law", "第一条", text, 1, "", "article"),)
    meta = Meta(
        "云泽省节能条例",
        None,
        ("云泽省人民代表大会常务委员会",),
        date(2019, 1, 1),
        region="云泽省",
        level="provincial",
        kind="measures",
    )
    return replace(build(), key="law", meta=meta, clauses=clauses, records=(), numbers=(), dropped=())


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store() as opened:
        yield opened


@pytest.fixture
def filled(store: Store, document: Document, law: Document) -> Store:
    """A store that holds the document and the regulation that it cites."""
    from graph import iri
    from graph.triples import triples

    for one in (document, law):
        store.replace(iri.document(one.meta), triples(one))
    return store
