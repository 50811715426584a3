"""What shuts out by not being done, aid of higher levels, whose words count, and sums of a whole or of some."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.eligibility import consult
from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 6, 1)
HEAD = "云汀市促进产业发展若干措施\n云政发〔2023〕1号\n云汀市人民政府\n2023年1月5日\n"
MASTERS = "一、对新引进的硕士给予每月1000元补贴。未在本市缴纳社会保险的人员，不予补贴。\n"
FARMS = "一、对家庭农场给予每亩100元补贴。未办理土地流转手续的，不予补贴。\n"
STORES = "一、对新建冷库的农业企业给予10万元补助。同一项目已享受{}财政资金补助的，不予补助。\n"
RENT = "一、在本市企业工作并连续缴纳社会保险满12个月的高校毕业生，给予租房补贴每月500元，最长不超过24个月。\n"
WORKS = "一、对开展技术改造的企业，按设备投入的10%给予补助。{}发生较大以上安全事故的企业，不予补助。\n"
POOR = (
    "一、新招用脱贫劳动力的企业，每招用1人给予2000元一次性补贴，其中招用残疾人的每人再增加1000元，每家企业最高5万元。\n"
)
GEAR = "一、企业设备投资1000万元以上的，按设备投资的8%给予补助。\n"
DOCTORS = "一、对引进的博士给予每月2000元补贴。\n"
RETURNED = (
    "一、返乡人员在本县首次创办企业的，给予创业补贴1万元。\n二、创业补贴应当自取得营业执照之日起12个月内提出申请。\n"
)
HOUSE = "一、个人购买商品住房的，按购房总价的1%给予补贴。\n"


def verdict(body: str, told: str, folder: Path) -> tuple[bool | None, float | None]:
    """Return what comes of what is told."""
    return judged(schemes_in(f"{HEAD}{body}", folder), told, ON)


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (MASTERS, "我是硕士，刚引进来的，没在本市交社保，能领吗", False),
        (MASTERS, "我是硕士，刚引进来的，单位没给我交社保，能领吗", False),
        (FARMS, "我是家庭农场，种了200亩，没办土地流转手续，能领吗", False),
        (FARMS, "我是家庭农场，种了200亩，没有未办理土地流转手续的情况，能领吗", True),
        (RENT, "我是高校毕业生，在本市企业上班，2023年3月入职，我老婆社保一直交着，能领多少", None),
        (RENT, "我是高校毕业生，在本市企业上班，2023年3月入职，社保一直交着，能领多少", True),
        (WORKS.format("2024年度内"), "我们企业开展技术改造，设备投入500万元，今年3月出过一起较大安全事故", False),
        (WORKS.format("自2025年1月1日以来"), "我们企业开展技术改造，设备投入500万元，去年出过一起较大安全事故", None),
        (WORKS.format("2023年度内"), "我们企业开展技术改造，设备投入500万元，今年3月出过一起较大安全事故", None),
        (DOCTORS, "我是博士在读，单位引进来的，能领吗", None),
        (DOCTORS, "我博士还没毕业，单位引进来的，能领吗", None),
        (DOCTORS, "我博士毕业，单位引进来的，能领吗", True),
        (RETURNED, "我返乡创业，2022年3月拿的营业执照，第一次办企业，在本县，能领吗", False),
        (RETURNED, "我返乡创业，2024年3月拿的营业执照，第一次办企业，在本县，能领吗", True),
        (GEAR, "我们企业总投资3000万，能补多少", None),
        (GEAR, "我们企业总投资3000万，厂房2500万，设备500万，能补多少", False),
    ],
)
def test_no_yes_without_what_is_asked(body: str, told: str, expected: bool | None, tmp_path: Path) -> None:
    """A thing not done shuts out where its lack does; a wife's contributions and a whole sum tell nothing."""
    assert verdict(body, told, tmp_path)[0] is expected


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (POOR, "我公司新招了10个脱贫劳动力，其中5个是残疾人，能补多少", 25_000),
        (POOR, "我公司新招了30个脱贫劳动力，其中5个是残疾人，能补多少", 50_000),
        (GEAR, "我们企业总投资3000万，厂房1500万，设备1500万，能补多少", 1_200_000),
        (GEAR, "我们买了设备，一共花了3000万，能补多少", 2_400_000),
        (HOUSE, "我买了套商品房，首付50万，能补多少", None),
    ],
)
def test_a_sum_is_taken_of_what_is_meant(body: str, told: str, expected: float | None, tmp_path: Path) -> None:
    """What is added for some holds what all bring; a share is of its own base."""
    assert verdict(body, told, tmp_path)[1] == expected


def test_not_had_of_one_level_leaves_those_above_open(tmp_path: Path) -> None:
    """市级及以上 is the province too, which 没享受过市里的补助 does not deny."""
    body = STORES.format("市级及以上")
    for words, denied in (("没享受过市里的补助", False), ("没享受过市级以上的补助", True)):
        schemes = schemes_in(f"{HEAD}{body}", tmp_path)
        found = consult(schemes, f"我们是农业企业，新建了冷库，{words}，能拿吗", ON)
        assert found is not None
        assert any("已享受" in fact.attr and fact.value is False for fact in found.facts.items) is denied
