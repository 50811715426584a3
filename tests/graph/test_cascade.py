"""The way of a goal, task or scheme from the country down, and what changed on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from graph import iri
from graph.cascade import Step, cascade
from graph.query import table
from graph.store import Store
from graph.triples import triples
from ingest.record import Citation, Clause, Document, Evidence, Meta, Record, Source, Target
from ingest.rules import parse

END = date(2027, 12, 31)


def plan(title: str, code: str, level: str, words: str, value: float, cites: str = "", **fields: object) -> Document:
    clause = Clause(title, "一", f"一、目标。依据《{cites or '甲'}》，{words}。", 1, "目标")

    def evidence(quote: str) -> Evidence:
        start = clause.text.index(quote)
        return Evidence(clause, start, start + len(quote), "test/by-hand")

    known: dict[str, object] = {
        "unit": "%", "change": "decrease", "by": END, "base": "2020", "indicator_id": "energy-per-gdp", "issued": None
    } | fields  # fmt: skip
    issued = known.pop("issued") or date(2024, 1, 1)
    records: list[Record] = [Target(evidence(words), "单位地区生产总值能耗", value, **known)]  # type: ignore[arg-type]
    if cites:
        records.append(Citation(evidence(f"《{cites}》"), cites))
    meta = Meta(title, issued=issued, region=title[:2], level=level, kind="plan", region_id=code)  # type: ignore[arg-type]
    return Document(title, Source(f"{title}.txt", "a" * 64, "text/plain", ()), meta, (clause,), tuple(records))


@pytest.fixture
def chain(store: Store) -> Store:
    plans = [
        plan("国家节能规划", "100000", "national", "单位能耗下降13.5%", 13.5),
        plan("省里节能规划", "330000", "provincial", "单位能耗下降12%", 12.0, "国家节能规划"),
        plan("市里节能规划", "330300", "municipal", "单位能耗下降9%", 9.0, by=date(2028, 12, 31)),
        plan("外省节能规划", "410000", "provincial", "单位能耗下降15%", 15.0),
    ]
    for one in plans:
        store.replace(iri.document(one.meta), triples(one))
    return store


def test_each_goal_hangs_on_the_nearest_one_above_it(chain: Store) -> None:
    steps = {(step.upper.title[:2], step.lower.title[:2]): step for step in cascade(chain)}
    assert set(steps) == {("国家", "省里"), ("国家", "外省"), ("省里", "市里")}
    assert steps["国家", "省里"].ties == ("indicator", "citation", "wording")
    assert "looser" in steps["国家", "省里"].kinds
    assert "stricter" in steps["国家", "外省"].kinds
    assert "later" in steps["省里", "市里"].kinds


def test_a_goal_that_a_journal_prints_again_is_one_step(chain: Store) -> None:
    again = plan("市里节能规划", "330300", "municipal", "单位能耗下降9%", 9.0, by=date(2028, 12, 31))
    reprint = replace(again, meta=replace(again.meta, issued=date(2024, 2, 1)))
    chain.replace(iri.document(reprint.meta), triples(reprint))
    assert len({row["document"] for row in table(chain, "documents", name="市里节能规划")}) == 2
    assert len([step for step in cascade(chain) if step.lower.title == "市里节能规划"]) == 1


def test_an_amount_that_a_smaller_region_has_less_of_is_not_looser(chain: Store) -> None:
    for title, code, level, value in (("国家", "100000", "national", 500.0), ("省里", "330000", "provincial", 50.0)):
        one = plan(f"{title}光伏规划", code, level, "光伏装机达到若干", value, unit="万千瓦", change="reach", op=">=",
                   base=None, indicator_id="capacity-solar")  # fmt: skip
        chain.replace(iri.document(one.meta), triples(one))
    (step,) = cascade(chain, iri.indicator("capacity-solar"))
    assert step.kinds == ("lower",)


def test_a_document_older_than_another_does_not_carry_it_out(chain: Store) -> None:
    early = plan("早省节能规划", "420000", "provincial", "单位能耗下降11%", 11.0, issued=date(2022, 1, 1))
    chain.replace(iri.document(early.meta), triples(early))
    assert not [step for step in cascade(chain) if step.lower.title == "早省节能规划"]


def test_goals_of_one_name_are_tied_where_the_indicator_is_in_no_list(chain: Store) -> None:
    for title, code, level in (("国家", "100000", "national"), ("省里", "330000", "provincial")):
        one = plan(f"{title}河湖规划", code, level, "美丽河湖建成率达到若干", 50.0, change="reach", indicator_id=None)
        named = [
            Target(each.evidence, "美丽河湖建成率", each.value, "%", by=END)
            for each in one.records
            if isinstance(each, Target)
        ]
        whole = Document(one.key, one.source, one.meta, one.clauses, tuple(named))
        chain.replace(iri.document(one.meta), triples(whole))
    (step,) = (step for step in cascade(chain, kinds=("target",)) if "河湖" in step.lower.title)
    assert step.ties == ("wording",) and step.kinds == ("same",)


def by_path(store: Store, kind: str) -> dict[str, Step]:
    return {step.lower.path: step for step in cascade(store, kinds=(kind,))}


def test_a_task_is_followed_down_with_what_was_dropped_and_delayed(charging: Store) -> None:
    tasks = by_path(charging, "task")
    assert set(tasks) == {"二/(一)", "二/(三)"}
    step = tasks["二/(一)"]
    assert step.upper.path == "二/(一)" and "basis" in step.ties and step.ordered
    assert any("居住区停车位配建充电桩" in words for words in step.shared)
    assert {"later", "agency_dropped"} <= set(step.kinds)
    dropped = [why for apart in step.drift if apart.kinds == ("agency_dropped",) for why in apart.why]
    assert any("省能源局" in why for why in dropped) and any("省住房城乡建设厅" in why for why in dropped)
    assert not any("交通" in why for why in dropped)
    assert tasks["二/(三)"].kinds == ("later",)


def test_a_scheme_is_followed_down_to_its_smaller_sums(charging: Store) -> None:
    step = by_path(charging, "scheme")["二/(二)"]
    assert step.kinds == ("lower",)
    assert any("0.1元/千瓦时与0.05元/千瓦时" in why for apart in step.drift for why in apart.why)


def test_parts_that_every_document_has_are_no_task(charging: Store) -> None:
    assert not [step for step in cascade(charging) if step.lower.path in ("", "一", "一/(一)")]


def test_every_end_is_quoted_letter_for_letter(charging: Store) -> None:
    texts = {row["clause"]: row["text"] for row in table(charging, "clauses")}
    for step in cascade(charging):
        for end in (step.upper, step.lower):
            assert end.quote and end.quote in texts[end.clause]


def test_filters_bound_the_lower_end(charging: Store) -> None:
    assert list(cascade(charging, region=iri.region("x-cangling")))
    assert not list(cascade(charging, region=iri.region("x-lanyu")))
    assert not list(cascade(charging, on=date(2023, 8, 1)))
    assert list(cascade(charging, on=date(2023, 10, 1)))


@pytest.mark.parametrize("name", ["asking", "cascade", "values"])
def test_every_rule_keeps_its_examples(name: str) -> None:
    rules = parse(name, (files("graph") / "rules" / f"{name}.toml").read_text("utf-8"))
    for rule in rules.rules:
        assert all(rule.regex.search(text) for text, _ in rule.yes), rule.id
        assert not any(rule.regex.search(text) for text in rule.no), rule.id
