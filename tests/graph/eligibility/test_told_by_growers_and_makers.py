"""What growers, makers and graduates tell: offers that rest on others, choices that stay, grades had before."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.eligibility import Scheme, evaluate, from_mapping
from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 11, 20)
HEAD = "云汀市支持产业发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
Told = dict[str, Any] | str


def of_one(body: str, folder: Path) -> tuple[Scheme, ...]:
    return schemes_in(f"{HEAD}{body}\n", folder)


def verdict(body: str, told: Told, folder: Path) -> tuple[bool | None, float | None]:
    """Return what comes of what is told, by facts or in words; unknown where no offer is found."""
    schemes = of_one(body, folder)
    return judged(schemes, told, ON)


FIELDS = """一、扶持对象
在本市依法登记的农业企业、农民合作社，以及在本市种粮的种粮大户。
二、扶持内容
（一）规模经营
1.申报条件。种植面积50亩以上。
2.补助标准。种植面积50亩以上不足100亩的，每亩补助60元；100亩以上的，每亩补助100元。一年种植两季水稻的，每亩再增加50元。
"""
TITLES = """一、建设奖励
对新认定的省级智能工厂、省级数字化车间、市级数字化车间，分别奖励100万元、50万元、20万元。由低层级晋升高层级的，按差额补足。
二、支持对象
适用于在本市注册、具有独立法人资格的企业。申报当年发生较大及以上生产安全事故或者较大及以上突发环境事件的，不予支持。
"""
MACHINES = """一、推广应用
对采购经认定的首台（套）装备，单台采购金额100万元以上，且供需双方无关联关系的应用企业，按采购金额的10%给予补助。
"""


GRAIN = """一、规模经营
流转耕地种植水稻、小麦、玉米等主粮50亩以上，土地流转合同期限3年以上，并在乡镇农村经营管理机构备案的，每亩补助100元。
"""
CHAINS = """一、技术改造
对列入市级项目库的技术改造项目，按设备投资额的10%给予补助。属于高端装备、新材料、生物医药三条重点产业链的项目，补助比例提高2个百分点。
"""
CLUBS = """一、培育奖励
对新认定的省级、市级农民合作社示范社，分别奖励5万元、2万元。通过监测合格的，不再奖励。
"""


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (
            FIELDS,
            {"申请人类型": "农民合作社", "在本市依法登记": True, "种植面积": "320亩", "一年种植两季水稻": True},
            (True, 48_000),
        ),
        (
            FIELDS,
            {"申请人类型": "农民合作社", "在本市依法登记": True, "种植面积": "80亩", "一年种植两季水稻": True},
            (True, 8_800),
        ),
        (TITLES, "在本市注册、独立法人，去年评上市级数字化车间领了20万元，今年又新评上省级数字化车间", (True, 300_000)),
        (TITLES, "我们公司在本市注册、独立法人，今年新认定为省级数字化车间", (True, 500_000)),
        (TITLES, "我们公司在本市注册、独立法人，今年新认定为省级智能工厂，3月份出了一起较大生产安全事故", (False, 0)),
        (MACHINES, "我们公司今年买了一套经认定的首台套装备，花了860万元，两家没有关联关系", (True, 860_000)),
        (MACHINES, "我们公司今年买了一套经认定的首台套装备，花了860万元，从集团里的公司买的", (False, 0)),
        (GRAIN, "我流转了320亩田种早稻，合同签了5年，也备了案", (True, 32_000)),
        (GRAIN, "我流转了320亩田种小麦，合同签了2年，也备了案", (False, 0)),
        (GRAIN, "我流转了320亩田种小麦，合同签了5年，没有备案", (False, 0)),
        (GRAIN, "我流转了320亩田，全种花木，合同签了5年，也备了案", (None, None)),
        (CHAINS, "我们公司做高端装备，技改项目在市级项目库里，设备投了1000万元", (True, 1_200_000)),
        (CHAINS, "我们公司的技改项目在市级项目库里，设备投了1000万元", (True, 1_000_000)),
        (CLUBS, "我们合作社今年新认定为省级农民合作社示范社", (True, 50_000)),
        (CLUBS, "我们合作社是省级农民合作社示范社，今年监测合格", (False, 0)),
    ],
)  # fmt: skip
def test_what_is_told_settles_the_sum(body: str, told: Told, expected: tuple[Any, Any], tmp_path: Path) -> None:
    assert verdict(body, told, tmp_path) == expected


def test_a_small_accident_is_none_of_those_that_shut_out(tmp_path: Path) -> None:
    told = "我们公司在本市注册、独立法人，今年新认定为省级智能工厂，3月份出了一起小的生产安全事故"
    assert verdict(TITLES, told, tmp_path)[0] is not False


LODGING = """第一条 签订一年以上劳动合同，并由用人单位连续缴纳社会保险满六个月的，每月给予800元生活补贴。
第二条 符合第一条规定的人员，在市区租住住房的，给予租房补贴，标准为博士研究生每月1500元、硕士研究生每月1000元。
"""


def test_another_article_may_be_met_by_all_that_it_asks_for(tmp_path: Path) -> None:
    schemes = of_one(LODGING, tmp_path)
    told = {"学历": "硕士研究生", "在市区租住住房": True, "劳动合同期限": "2年"}

    def sums(**more: str) -> set[float | None]:
        found = evaluate(schemes, from_mapping(told | more, schemes), on=ON)
        return {one.amount.value for one in found if one.status == "eligible" and one.scheme.place.path == "第二条"}

    assert sums(连续缴纳社会保险月数="14个月") == {1000}
    assert sums(连续缴纳社会保险月数="3个月") == set()


LIVING = """第一条 大学专科以上学历的个人，连续缴纳社会保险满六个月的，给予5000元补贴。
"""
LADDER = """第一条 连续缴纳社会保险满六个月的个人，可以申领生活补贴，标准为：
（一）硕士研究生每人每月1500元；
（二）大学本科毕业生每人每月800元。
"""
HOMES = """第一条 对购买新建商品住房的个人，给予5万元补贴，补贴金额不超过购房合同总价的10%。
第二条 购买二手住房或者通过赠与方式取得住房的，不享受购房补贴。
"""


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (LIVING, "我2023年6月本科毕业，去年8月第一次参保，社保从去年8月一直没断", (True, 5_000)),
        (LIVING, "我2023年6月本科毕业，社保从上个月开始交", (False, 0)),
        (LADDER, "我是全日制本科，社保从去年8月一直没断，头一年12个月的生活补贴", (True, 9_600)),
        (HOMES, "我今年买了一套新建商品住房，总价40万元", (True, 40_000)),
        (HOMES, "我今年买了一套二手房，总价40万元", (False, 0)),
    ],
)
def test_what_persons_tell_settles_the_sum(body: str, told: Told, expected: tuple[Any, Any], tmp_path: Path) -> None:
    assert verdict(body, told, tmp_path) == expected


def test_of_offers_that_are_all_met_the_highest_counts_where_the_document_says_so(tmp_path: Path) -> None:
    body = """一、升规奖励
对首次纳入规模以上工业统计的企业，奖励10万元；对投产当年即纳入规模以上工业统计的企业，奖励20万元。
二、附则
同一企业的同一事项符合多个条款的，按就高不重复原则执行。
"""
    told = {"首次纳入规模以上工业统计": True, "投产当年即纳入规模以上工业统计": True}
    assert verdict(body, told, tmp_path) == (True, 200_000)
