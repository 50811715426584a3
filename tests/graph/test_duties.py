"""Who has to see to a matter in each region, by what offices are for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from graph import iri
from graph.duties import across
from graph.intake import Intake
from graph.query import table
from graph.store import Store
from ingest.link import Register
from ingest.pipeline import ingest

CITY, PROVINCE, OTHER = (iri.region(f"x-{name}") for name in ("cangling", "yunhan", "lanyu"))


def test_each_region_has_its_offices_and_the_silent_one_is_named(charging: Store) -> None:
    found = across(charging, "充电桩", regions=[CITY, OTHER])
    leads = {duty.name: duty.function_name for duty in found.duties if duty.role == "lead"}
    assert leads == {"市发展改革委": "发展改革", "市大数据局": "大数据和数据管理"}
    assert found.silent == (OTHER,)


def test_a_matter_is_found_under_its_other_names(charging: Store) -> None:
    by_name, by_word = across(charging, "充电设施"), across(charging, "充电桩")
    assert {duty.record for duty in by_name.duties} <= {duty.record for duty in by_word.duties}
    assert "充电基础设施" in by_word.words


def test_one_function_is_laid_over_regions(charging: Store) -> None:
    found = across(charging, function=iri.function("transport"))
    assert {(duty.region, duty.name) for duty in found.duties} == {(PROVINCE, "省交通运输厅"), (CITY, "市交通运输局")}
    assert [duty.name for duty in across(charging, function=iri.function("transport"), regions=[CITY]).duties] == [
        "市交通运输局"
    ]


def test_a_bracket_answers_for_the_words_before_it_and_no_others(charging: Store) -> None:
    found = [duty for duty in across(charging, "居住区").duties if duty.region == CITY]
    assert {duty.name for duty in found} == {"市发展改革委", "市交通运输局"}
    assert all(duty.path == "二/(一)" and not duty.central for duty in found)


def test_what_is_not_in_force_is_left_out(charging: Store) -> None:
    assert {duty.region for duty in across(charging, "充电桩", on=date(2023, 5, 1)).duties} == {PROVINCE}


def test_every_duty_is_quoted_from_its_clause(charging: Store) -> None:
    texts = {row["clause"]: row["text"] for row in table(charging, "clauses")}
    duties = across(charging, "充电").duties
    assert duties and all(duty.quote in texts[duty.clause] and duty.says in texts[duty.clause] for duty in duties)


def test_what_names_only_a_kindred_matter_comes_last_and_says_so(store: Store, tmp_path: Path) -> None:
    text = (
        "荻浦市绿色制造方案\n荻政发〔2024〕8号\n荻浦市人民政府\n2024年3月1日\n\n一、任务\n"
        "（一）推行清洁生产。督促重点企业实施强制性清洁生产审核。（市生态环境局牵头）\n"
        "（二）培育示范企业。支持企业创建绿色工厂，给予奖励。（市财政局负责）\n"
    )
    file = tmp_path / "绿色.txt"
    file.write_text(text, "utf-8")
    Intake(store).put(file, ingest(file, Register.load()))
    duties = across(store, "绿色工厂").duties
    assert [(duty.name, duty.word, duty.kindred, duty.central) for duty in duties] == [
        ("市财政局", "绿色工厂", False, False),
        ("市生态环境局", "清洁生产", True, False),
    ]
    assert not any(duty.kindred for duty in across(store, "清洁生产").duties if duty.name == "市生态环境局")
