"""A small document of an invented city, written by hand: one record of each kind, and two readings of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

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
    Provision,
    Quantity,
    Record,
    Responsibility,
    Source,
    Target,
    Variable,
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
            amount=Quantity(300.0, "元", "=", per="吨标准煤", inputs=(SAVING.key,)),
            cap=Quantity(2_000_000.0, "元", "<=", per="单个项目"),
            conditions=(
                Condition("年节能量", "年节能量1000吨标准煤以上", ">=", 1000.0, "吨标准煤", variable=SAVING.key),
                Condition("是否为企业", "企业", "=", True, variable=FIRM.key),
            ),
            logic="c1 and c2", valid_to=date(2026, 4, 30),
        ),
        Provision(evidence(money, "单个项目最高不超过200万元", "provision/cap"), "cap", ("一/(二)",),
                  2_000_000.0, "项目"),
        Citation(evidence(money, "《云泽省节能条例》", "citation/title"), "云泽省节能条例", relation="based_on"),
    )  # fmt: skip


SAVING = Variable(
    "authority/energy-saving", "年节能量", "年节能量是多少？（吨标准煤）", "quantity", "吨标准煤"
)  # fmt: skip
FIRM = Variable("是否为企业|boolean|", "是否为企业", "是否符合：“企业”？", "boolean")


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
        KEY, source, meta, CLAUSES, records(), (SAVING, FIRM), dropped,
        numbers=(NumberAccount(goals, start, start + 4, None),),
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


CORPUS = Path(__file__).parents[2] / "corpus"
"""The documents written for this project, with the invented regions that they speak of."""

PROVINCE = """云瀚省人民政府关于印发《云瀚省充电设施建设规划》的通知
云瀚政发〔2023〕3号
各市人民政府：
现将《云瀚省充电设施建设规划》印发给你们，请认真贯彻执行。
云瀚省人民政府
2023年3月1日
云瀚省充电设施建设规划
一、总体要求
（一）指导思想。坚持以人民为中心，统筹发展和安全，加快建设充电设施。
二、主要任务
（一）建设公共充电网络。加快建设高速公路服务区充电设施，推进居住区停车位配建充电桩。到2025年，全省公共充电桩达到20000个以上。（牵头单位：省能源局；配合单位：省交通运输厅、省住房城乡建设厅）
（二）补贴充电运营。对公共充电桩运营企业，按充电量给予0.1元/千瓦时补贴，单个企业每年最高100万元。（责任单位：省财政厅）
（三）推进充电设施数字化。建设全省统一的充电设施监管服务平台，接入各类经营性充电桩的运行数据。2024年6月底前建成平台。（牵头单位：省大数据局）
"""

CITY = """苍陵市人民政府关于印发《苍陵市充电设施建设实施方案》的通知
苍政发〔2023〕9号
各县（区）人民政府：
现将《苍陵市充电设施建设实施方案》印发给你们，请认真组织实施。
苍陵市人民政府
2023年9月1日
苍陵市充电设施建设实施方案
为落实《云瀚省充电设施建设规划》，制定本方案。
一、总体要求
（一）指导思想。坚持以人民为中心，统筹发展和安全，加快建设充电设施。
二、主要任务
（一）完善公共充电网络。加快建设高速公路服务区充电设施，推进居住区停车位配建充电桩。到2026年，全市公共充电桩达到1500个以上。（牵头单位：市发展改革委；配合单位：市交通运输局）
（二）补贴充电运营。对公共充电桩运营企业，按充电量给予0.05元/千瓦时补贴，单个企业每年最高50万元。（责任单位：市财政局）
（三）建设充电设施监管服务平台，接入经营性充电桩的运行数据。2024年12月底前建成平台。（牵头单位：市大数据局）
"""


@pytest.fixture(scope="module")
def charging(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that holds a province's plan and the plan of a city that carries it out, read from their texts."""
    from graph.intake import Intake
    from graph.store.authority import add
    from ingest.link import Register
    from ingest.pipeline import ingest

    folder, register = tmp_path_factory.mktemp("charging"), Register.load(CORPUS / "regions.ttl")
    with open_store() as opened:
        add(opened, [CORPUS / "regions.ttl"])
        for name, text in (("province", PROVINCE), ("city", CITY)):
            (file := folder / f"{name}.txt").write_text(text, "utf-8")
            Intake(opened).put(file, tuple(ingest(file, register)))
        yield opened
