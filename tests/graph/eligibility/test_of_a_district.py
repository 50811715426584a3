"""Measures of a district that no authority file has: who may apply, where things are done, and in which units."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.eligibility import evaluate, from_documents, from_mapping, understand
from ingest.link import Register
from ingest.pipeline import ingest
from tests.graph.eligibility.told import judged, schemes_in

ON = date(2026, 2, 20)
TEXT = """澄湖区商务局 澄湖区财政局
关于印发《澄湖区促进商贸消费奖励办法》的通知
澄商发〔2025〕7号
2025年3月18日
一、总则
（一）奖励对象。在澄湖区登记注册、依法纳税、具有独立法人资格的文旅和商贸企业。其中，纳统奖励的对象包括在我区登记的个体工商户；展会奖励的对象为主办单位，不限注册地。被列入失信名单的，不予奖励。
二、奖励标准
（一）首店奖励。在我区新开设的品牌首店，营业面积100平方米以上的，给予10万元奖励。
（二）老店奖励。新评定为省级百年老店的，给予3万元奖励。
（三）展会奖励。在我区专业展馆举办展期3天以上的商业性展览，展览面积1万平方米以上的奖励10万元，2万平方米以上的奖励20万元，5万平方米以上的奖励40万元。首次落户我区的展会，奖励标准上浮20%。
（四）纳统奖励。首次月度纳入限额以上统计的批发零售业企业奖励5万元、住宿餐饮业企业奖励3万元。个体工商户首次纳统的，按同类企业标准的50%奖励。
"""
FIRM = "公司在澄湖注册，独立法人，照章纳税"


def outcome(told: str | dict[str, Any], folder: Path) -> tuple[bool | None, float | None]:
    schemes = schemes_in(TEXT, folder)
    return judged(schemes, told, ON, "能拿多少奖励？")


def test_a_district_is_known_by_its_offices(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(TEXT, encoding="utf-8")
    assert {scheme.region for scheme in from_documents(ingest(tmp_path / "x.txt", Register.load()))} == {"澄湖区"}


@pytest.mark.parametrize(
    ("told", "eligible"),
    [
        (f"{FIRM}，去年在澄湖新开了一家品牌首店，营业面积260平方米", True),  # who opens a shop is in trade
        (f"{FIRM}，去年在外省新开了一家品牌首店，营业面积260平方米", False),  # nor elsewhere
        ("公司注册在隔壁的区，独立法人，照章纳税，去年新评上省级百年老店", False),
        ("去年新评上省级百年老店", None),
    ],
)
def test_what_a_firm_does_shows_its_trade_but_not_where_it_is(told: str, eligible: bool | None, tmp_path: Path) -> None:
    assert outcome(told, tmp_path)[0] is eligible


def test_a_large_bare_number_is_in_the_plain_unit(tmp_path: Path) -> None:
    told = {"主办单位": True, "商业性展览": True, "在澄湖区专业展馆举办": True, "展览面积": 24000, "展期": 4}
    assert outcome(told, tmp_path) == (True, 200_000.0)


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("我们公司在外省，去年在澄湖的会展中心主办了一场商业性展览，展了4天，面积2.4万平方米", (True, 200_000.0)),
        (
            "我们公司在外省，去年把一个商业性的家具展第一次放到澄湖的会展中心办，展了4天，面积2.4万平方米，我们是主办单位",
            (True, 240_000.0),
        ),
        ("我们公司在外省，去年在澄湖的会展中心主办了一场商业性展览，展了2天，面积2.4万平方米", (False, 0.0)),
    ],
)
def test_who_holds_a_fair_may_be_from_elsewhere(told: str, wanted: tuple[bool, float], tmp_path: Path) -> None:
    assert outcome(told, tmp_path) == wanted


def test_a_sole_trader_gets_the_share_of_a_firm_and_need_be_none(tmp_path: Path) -> None:
    trader = "我是澄湖登记的个体户，照章纳税，开饭馆的，去年9月第一次月度纳入限上统计"
    assert outcome(trader, tmp_path) == (True, 15_000.0)


@pytest.mark.parametrize(
    ("told", "status"), [({"在浔陵市登记注册": True}, "eligible"), ({"在浔陵市登记注册": False}, "not_eligible")]
)
def test_zones_that_a_city_counts_in_narrow_nothing(tmp_path: Path, told: dict[str, Any], status: str) -> None:
    scope = "本政策适用于在浔陵市行政区域内（含浔陵高新区、浔陵综合保税区）登记注册的企业。"
    text = f"浔陵市措施\n\n一、设备补助\n对购置设备的企业，给予10万元补助。\n\n二、附则\n{scope}\n"
    schemes = schemes_in(text, tmp_path)
    (found,) = evaluate(schemes[:1], from_mapping({"购置设备": True, **told}, schemes))
    assert found.status == status


@pytest.mark.parametrize(("path", "status"), [("一/(一)", "eligible"), ("一/(二)", "not_eligible")])
def test_whom_the_text_lets_off_may_be_from_elsewhere(tmp_path: Path, path: str, status: str) -> None:
    scope = "本政策适用于在岚川市行政区域内注册的服务机构。第一部分第（一）项所列服务机构不受注册地限制。"
    first = "（一）诊断。对出具诊断报告的服务机构，给予10万元补助。"
    second = "（二）培训。对出具诊断报告的服务机构，给予5万元补助。"
    text = f"岚川市措施\n\n一、服务\n{first}\n{second}\n\n二、附则\n{scope}\n"
    schemes = schemes_in(text, tmp_path)
    (offer,) = [one for one in schemes if one.place.path == path]
    (found,) = evaluate(
        [offer], from_mapping({"所在地": "外省", "出具诊断报告": True, "申请人类型": "服务机构"}, schemes)
    )
    assert found.status == status


def test_a_zone_told_is_where_a_condition_wants_it(tmp_path: Path) -> None:
    scope = "第二条 本政策适用于工商注册地、税务征管关系及统计关系均在经开区范围内的企业。"
    text = f"云泽市经开区若干政策\n\n第一条 对购置设备的企业，给予10万元补助。\n\n{scope}\n"
    schemes = schemes_in(text, tmp_path)
    asked = ("公司注册、税务、统计都在经开区，购置了设备", "公司注册在邻市，购置了设备", "公司购置了设备")
    told = [evaluate(schemes, understand(said, schemes))[0].status for said in asked]
    assert told == ["eligible", "not_eligible", "unknown"]
