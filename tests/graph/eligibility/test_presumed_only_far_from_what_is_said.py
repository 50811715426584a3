"""What is presumed is so only far from what is said: near-misses, lay words, times and growth that give no yes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.eligibility import consult
from tests.graph.eligibility.told import judged, schemes_in

ON = date(2026, 3, 20)
NAMED = """第一条 设备补助。企业购置设备投资300万元以上的，按10%给予补助。

第二条 厂房补助。企业租赁厂房1000平方米以上的，补助5万元。

第三条 申报单位应当在本市注册、近三年无重大安全事故。

第四条 申报设备补助的，应为规模以上工业企业。
"""
FREE = """第一条 展会奖励。企业举办展会的，奖励30万元。本条不受注册地限制。

第二条 申报主体应当具有独立法人资格，在本市纳税。
"""
DATED = """第一条 对购置设备投资额500万元以上的企业，补贴20万元。

第二条 申报项目应于2025年1月1日至2025年12月31日期间完成。
"""
GENERAL = """第一条 首次创办企业的个人，给予1万元补贴。

第二条 申请人应当具备下列条件：（一）接受主管部门监督检查；（二）门店面向公众开放；（三）用电接入市监测平台。

第三条 有下列情形之一的，不予补贴：（一）机关、事业单位在编人员；（二）三年内发生事故的；（三）享受过同类补贴的。
"""
CAPPED = """第一条 企业购置设备投资300万元以上的，按10%给予补助。

第二条 同一企业同一年度累计享受奖补资金总额不超过60万元。
"""
GROWN = "第一条 外贸企业以上年度进出口额为基数，每增加100万美元奖励2万元人民币。\n"
SORTED = "第一条 本市户籍家庭，残疾儿童未满7周岁的，每年发放1万元康复补贴。\n"


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        (NAMED, "规上工业企业，注册在邻市，购置设备投资800万元", (False, 0.0)),
        (NAMED, "规上工业企业，在本市注册，去年出了重大安全事故，购置设备投资800万元", (False, 0.0)),
        (NAMED, "规上工业企业，购置设备投资800万元", (None, None)),
        (NAMED, "规上工业企业，在本市注册，购置设备投资800万元", (True, 800000.0)),
        (FREE, "独立法人企业，税在外地交，举办展会", (False, 0.0)),
        (DATED, "我们企业购置设备投资600万元，项目还没完成", (None, None)),
        (DATED, "我们企业购置设备投资600万元，24年装好的", (None, None)),
        (DATED, "我们企业购置设备投资600万元，上周装好的", (None, None)),
        (DATED, "我们企业购置设备投资600万元", (True, 200000.0)),
        (CAPPED, "我们企业购置设备投资800万元", (True, 600000.0)),
        (SORTED, "本市户籍，孩子5岁，健康的", (None, None)),
    ],
)
def test_what_comes_near_is_not_presumed(
    text: str, said: str, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    found = consult(schemes_in(f"某市措施\n\n{text}", tmp_path), f"{said}，能补多少？", ON)
    assert found is not None
    assert (found.outcome.eligible, found.outcome.amount) == expected


@pytest.mark.parametrize(
    "said",
    [
        "门店不对外开放",
        "拒绝接受主管部门检查",
        "没有接入市监测平台",
        "我不是公务员是教师",
        "同时在镇里上班",
        "车间塌了",
        "创业补贴上次已经发我了",
    ],
)
def test_lay_words_of_what_shuts_out_leave_it_open(said: str, tmp_path: Path) -> None:
    schemes = schemes_in(f"某市措施\n\n{GENERAL}", tmp_path)
    assert judged(schemes, "我是个人，首次创办企业", ON, "能领多少？")[0] is True
    assert judged(schemes, f"我是个人，首次创办企业，{said}", ON, "能领多少？")[0] is not True


@pytest.mark.parametrize("said", ["去年进出口额1500万美元，前年2000万", "去年进出口额2000万美元"])
def test_a_year_is_no_growth(said: str, tmp_path: Path) -> None:
    found = consult(schemes_in(f"某市措施\n\n{GROWN}", tmp_path), f"我们是外贸企业，{said}，奖多少？", ON)
    assert found is not None and found.outcome.amount is None


@pytest.mark.parametrize(
    ("asked", "said"),
    [("设备应为全新", "购置了二手的"), ("产品须为自有品牌", "做的是贴牌"), ("设备应为全新", "翻新的也用")],
)
def test_the_opposite_of_what_is_asked_of_all_is_not_passed_over(asked: str, said: str, tmp_path: Path) -> None:
    text = f"第一条 对租赁厂房的企业，补贴2万元。\n\n第二条 申请人应当具备下列条件：（一）{asked}；（二）接受检查。\n"
    schemes = schemes_in(f"某市措施\n\n{text}", tmp_path)
    assert judged(schemes, f"我们企业租赁厂房，{said}", ON, "能补多少？")[0] is not True


APPLIES = (
    "第一条 本措施适用于在本市登记注册、从事粮食生产、加工、流通等领域的"
    "农业企业、农民合作社（联合社）、家庭农场，以及村集体经济组织。"
    "会计师事务所等合伙制机构视同独立法人。机关、事业单位在编人员不适用本措施。"
)
SCOPE = """第二条 新购置烘干机的，每台奖励2万元。

第三条 建设类项目应为2024年1月1日以后开工建设。

第四条 新建冷库的，给予10万元补助。
"""


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("我们合作社在本市登记注册，新购置烘干机3台，在粮站边上", (True, 60000.0)),
        ("我们是农业企业，在本市登记注册，人社局备过案，新购置烘干机3台", (True, 60000.0)),
        ("我们合作社不在本市登记注册，新购置烘干机3台", (False, 0.0)),
        ("我们合作社在本市登记注册，2025年3月动工新建冷库", (True, 100000.0)),
        ("我们合作社在本市登记注册，2022年8月动工新建冷库", (False, 0.0)),
    ],
)
def test_what_is_asked_of_all_is_presumed_unless_it_is_denied(
    said: str, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"某市措施\n\n{APPLIES}\n\n{SCOPE}", tmp_path), said, ON, "能补多少？") == expected


KINDS = """一、奖补对象

（一）具有本县户籍、在本县境内发展产业的农户（含监测户）。

（二）在本县登记注册的农业企业、农民合作社和个体工商户。

二、奖补标准

（一）新购置烘干机的，每台奖励2万元。
"""


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("我们合作社在本县登记注册，新购置烘干机3台", (True, 60000.0)),
        ("我是本县户口的农户，新购置烘干机1台", (True, 20000.0)),
        ("我们合作社在外县登记注册，新购置烘干机3台", (False, 0.0)),
    ],
)
def test_kinds_that_a_list_tells_apart_are_each_enough(
    said: str, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"某县措施\n\n{KINDS}", tmp_path), said, ON, "能补多少？") == expected
