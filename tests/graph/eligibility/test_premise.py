"""Exclusions that nobody speaks of are presumed not to hold, aloud; what comes near to one leaves the answer open."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from graph.eligibility import Scheme, Verdict, evaluate, from_mapping, in_words, trace, understand
from graph.eligibility.matching.premise import near_to
from tests.graph.eligibility.told import schemes_in

RULES: dict[str, Any] = tomllib.loads((files("graph") / "rules" / "premise.toml").read_text("utf-8"))
MEASURES = """某市支持企业技术改造若干措施

一、技术改造补助
对固定资产投资500万元以上的工业企业，给予20万元补助。

二、租房补贴
对在本市就业、本人无自有住房的高校毕业生，给予每人5000元补贴。

三、附则
（一）有下列情形之一的，不予支持：
1.被列入失信被执行人名单的；
2.上一年度发生较大以上安全生产事故的；
3.亩均效益综合评价为D类的。
（二）同一项目已享受其他财政补助的，不再支持。
（三）本措施自2024年1月1日起施行，有效期至2026年12月31日。
"""


@pytest.fixture(scope="module")
def schemes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scheme, ...]:
    return schemes_in(MEASURES, tmp_path_factory.mktemp("measures"))


def verdict(schemes: tuple[Scheme, ...], path: str, said: str) -> Verdict:
    of = [scheme for scheme in schemes if scheme.place.path.startswith(path)]
    (found,) = evaluate(of, understand(said, schemes))
    return found


def test_a_yes_names_the_exclusions_that_nothing_was_said_of(schemes: tuple[Scheme, ...]) -> None:
    found = verdict(schemes, "一", "我们是工业企业，固定资产投资600万元")
    assert found.status == "eligible"
    told = "".join(check.need.text for check in found.premises)
    assert all(words in told for words in ("失信被执行人", "安全生产事故", "D类", "已享受其他财政补助"))
    assert "前提是没有" in in_words(found)
    steps = list(trace(found))
    assert sum("您没有提到" in step for step in steps) == len(found.premises)


@pytest.mark.parametrize(
    "said",
    [
        "去年进了失信名单",
        "去年车间出了较大安全生产事故",
        "亩均评价是D类",
        "这个项目已经享受过省里的财政补助",
        "去年出过一次安全事故",
    ],
)
def test_what_comes_near_to_an_exclusion_makes_no_yes(schemes: tuple[Scheme, ...], said: str) -> None:
    assert verdict(schemes, "一", f"我们是工业企业，固定资产投资600万元，{said}").status != "eligible"


def test_what_is_denied_is_no_premise(schemes: tuple[Scheme, ...]) -> None:
    found = verdict(schemes, "一", "我们是工业企业，固定资产投资600万元，没有失信")
    assert not any("失信" in check.need.text for check in found.premises)


def test_a_condition_put_as_what_must_not_be_has_to_be_told(schemes: tuple[Scheme, ...]) -> None:
    assert verdict(schemes, "二", "我是高校毕业生，在本市就业").status == "unknown"
    assert verdict(schemes, "二", "我是高校毕业生，在本市就业，没有自有住房").status == "eligible"


def test_a_fact_that_contradicts_a_premise_counts(schemes: tuple[Scheme, ...]) -> None:
    facts = {"申请人类型": "工业企业", "固定资产投资": "600万元", "被列入失信被执行人名单": True}
    of = [scheme for scheme in schemes if scheme.place.path.startswith("一")]
    (found,) = evaluate(of, from_mapping(facts, schemes))
    assert found.status == "not_eligible"


@pytest.mark.parametrize(
    "entry",
    RULES["premise"],
    ids=lambda one: one["id"],
)
def test_what_is_near_to_an_exclusion_is_told_by_its_examples(entry: dict[str, Any]) -> None:
    assert all(entry["id"] in near_to(text) for text in entry["yes"])
    assert not any(entry["id"] in near_to(text) for text in entry["no"])


@pytest.mark.parametrize("said", ["偷排被环保局罚了8万", "有个工人摔伤了", "工资还欠着两个月"])
def test_any_trouble_leaves_exclusions_to_be_asked_for(schemes: tuple[Scheme, ...], said: str) -> None:
    found = verdict(schemes, "一", f"我们是工业企业，固定资产投资600万元，{said}")
    assert found.status == "unknown"
    assert not any("失信" in check.need.text for check in found.premises)


@pytest.mark.parametrize(("months", "status"), [(18, "eligible"), (30, "not_eligible")])
def test_how_long_the_works_took_is_held_against_a_span(tmp_path: Path, months: int, status: str) -> None:
    schemes = schemes_in("某市措施\n\n一、技改补助\n对自开工之日起24个月内竣工投产的项目，给予20万元补助。\n", tmp_path)
    (found,) = evaluate(schemes, from_mapping({"建设期": months}, schemes))
    assert found.status == status


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("锅炉改造完，一年省520吨标准煤，改造工期18个月", "eligible"),
        ("锅炉改造完，一年省520吨标准煤，改造拖了30个月", "not_eligible"),
        ("买了新锅炉，一年省520吨标准煤，工期18个月", "unknown"),
    ],
)
def test_a_project_is_known_by_what_was_done_and_by_how_long_it_took(tmp_path: Path, said: str, status: str) -> None:
    offer = "自开工之日起24个月内竣工投产的节能改造项目，年节能量300吨标准煤以上的，奖励10万元。"
    schemes = schemes_in(f"某市措施\n\n一、节能奖励\n{offer}\n", tmp_path)
    (found,) = evaluate(schemes, understand(f"我们公司{said}，税照章交", schemes))
    assert found.status == status


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("我上个月考出高级工证", "eligible"),
        ("我考出了高级工证", "eligible"),
        ("我的高级工证是14个月前发的", "not_eligible"),
    ],
)
def test_who_asks_is_in_time_unless_a_day_is_told(tmp_path: Path, said: str, status: str) -> None:
    offer = "第一条 取得高级工证书的在职职工，给予2000元补贴。申请应当自证书核发之日起12个月内提出，逾期不予受理。"
    schemes = schemes_in(f"某市办法\n\n{offer}\n", tmp_path)
    (found,) = evaluate(schemes, understand(f"我在厂里上班，是在职职工，{said}", schemes))
    assert found.status == status
    assert status != "eligible" or "12个月内" in in_words(found) or not found.premises


@pytest.mark.parametrize("name", ["conduct", "told", "usual"])
def test_rules_are_told_by_their_examples(name: str) -> None:
    rule = RULES[name]
    assert all(re.search(rule["pattern"], text) for text in rule["yes"])
    assert not any(re.search(rule["pattern"], text) for text in rule["no"])


@pytest.mark.parametrize("text", RULES["conduct"]["yes"])
def test_conduct_and_the_way_of_applying_are_presumed_aloud(tmp_path: Path, text: str) -> None:
    schemes = schemes_in(
        f"某市办法\n\n第一条 对购置设备的企业，给予10万元补助。\n\n第二条 申请补助的企业，应当{text}。\n", tmp_path
    )
    (found,) = evaluate(schemes, understand("我们公司购置了设备", schemes))
    assert found.status == "eligible"
    assert all(check.why.startswith("前提") for check in found.premises)


def test_what_nobody_spoke_of_shuts_out_only_where_words_come_near_to_it(tmp_path: Path) -> None:
    schemes = schemes_in("某市办法\n\n第一条 对购置设备的企业，给予10万元补助，殡葬用品企业除外。\n", tmp_path)
    told = {
        said: evaluate(schemes, understand(said, schemes))[0].status
        for said in ("我们公司购置了设备", "我们做殡葬用品生意，购置了设备", "我们给殡仪馆送葬用品，购置了设备")
    }
    assert list(told.values()) == ["eligible", "not_eligible", "unknown"]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("固定资产投资快500万了", "not_eligible"),
        ("固定资产投资接近500万元", "not_eligible"),
        ("固定资产投资加快，到了500万元", "eligible"),
        ("预计固定资产投资600万元", "eligible"),
    ],
)
def test_what_is_nearly_reached_is_not_and_what_is_planned_is_said_to_be(
    schemes: tuple[Scheme, ...], said: str, status: str
) -> None:
    found = verdict(schemes, "一", f"我们是工业企业，{said}")
    assert found.status == status
    (told,) = [check.fact for check in found.checks if check.fact and check.fact.numeric]
    assert ("打算" in told.assumed) is ("预计" in said)


def test_what_an_offer_itself_asks_not_to_be_has_to_be_told(tmp_path: Path) -> None:
    offer = "一、保费补助\n对投保产品责任保险的企业，未获得省级保费补贴的，按实际缴纳保费的50%给予补助。\n"
    schemes = schemes_in(f"云溪市若干措施\n\n{offer}", tmp_path)
    said = "我们企业投保了产品责任保险，实际缴纳保费10万元"
    assert verdict(schemes, "一", said).status == "unknown"
    assert verdict(schemes, "一", f"{said}，没拿到省级保费补贴").status == "eligible"
