"""Sums of parts and of the whole, bounds on each thing and on all, what grew, and the offer that is meant."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 11, 20)
HEAD = "云汀市促进工业发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
Told = dict[str, Any] | str

WORKS = (
    "一、对经备案、总投资500万元以上的工业技术改造项目，设备投资额2000万元以上的，按设备投资额的8%给予补助，"
    "单个项目最高不超过800万元。\n"
    "二、对符合第一条条件的技术改造项目，新增银行贷款的，按实际支付利息的50%给予贴息，单个项目最高200万元。"
    "同一项目已享受设备补助的，不再享受贷款贴息。\n"
)
ROBOTS = (
    "一、企业购置工业机器人的，按照设备购置额的15%给予补助，单台补助不超过3万元，单个企业年度补助总额不超过100万元。\n"
)
OUTPUT = "一、对年产值5000万元以上且同比增长20%以上的企业，按当年新增产值的0.5%给予奖励，单个企业最高50万元。\n"
CENTRES = "一、支持创新平台建设。对新认定的省级、市级企业技术中心，分别给予50万元、10万元一次性奖励。\n"
CERTIFIED = (
    "一、首次获得绿色食品认证的，奖励3万元，同一主体同年度每增加1个产品，再奖励1万元，单个主体年度奖励不超过10万元。\n"
)
FELLOWS = "一、用人单位每新招收1名博士后进站，且在站工作满6个月的，给予用人单位5万元科研资助。\n"
DISABLED = "一、用人单位每新招用1名残疾人，签订1年以上劳动合同，缴纳社会保险费满6个月的，给予一次性补贴5000元。\n"
STATION = "一、对首次获批设立的省级博士后工作站，给予设站单位50万元的一次性资助。\n"


def verdict(body: str, told: Told, folder: Path) -> tuple[bool | None, float | None]:
    """Return what comes of what is told, by facts or in words; unknown where no offer is found."""
    return judged(schemes_in(f"{HEAD}{body}", folder), told, ON)


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (WORKS, "技改项目备过案，买设备花了2500万元，项目总投资3000万元，没拿过贴息，补多少？", (True, 2_000_000)),
        (WORKS, "技改项目备过案，买设备花了1500万元，项目总投资3000万元，没拿过贴息，能补吗？", (False, 0)),
        (WORKS, {"经备案": True, "总投资": 3e7, "设备投资额": 2.5e7, "土建费用": 5e6}, (True, 2_000_000)),
        (ROBOTS, "我们买了2台工业机器人，一共40万元，补多少？", (True, 60_000)),
        (ROBOTS, "我们买了50台工业机器人，一共1000万元，补多少？", (True, 1_000_000)),
        (ROBOTS, "我们买了2台工业机器人，一共20万元，补多少？", (True, 30_000)),
        (OUTPUT, "我们公司2025年产值做到3亿元，2024年产值是2.4亿元，增长25%，奖多少？", (True, 300_000)),
        (OUTPUT, {"年产值": 3e8, "同比增长": 25.0}, (True, None)),
        (OUTPUT, {"年产值": 3e8, "同比增长": 25.0, "当年新增产值": 6e7}, (True, 300_000)),
        (CENTRES, "我们公司今年新认定为省级企业技术中心，奖多少？", (True, 500_000)),
        (STATION, "我们公司今年第一次批下来省级博士后工作站，给多少？", (True, 500_000)),
        (STATION, "我们公司正在申请设立省级博士后工作站，给多少？", (None, None)),
        (CERTIFIED, "我们公司今年第一次拿到绿色食品认证，一共3个产品，奖多少？", (True, 50_000)),
        (CERTIFIED, "我们公司今年头一次拿绿色食品认证，12个产品一起拿的，奖多少？", (True, 100_000)),
        (CERTIFIED, "我们公司今年第一次拿到绿色食品认证，奖多少？", (True, 30_000)),
        (FELLOWS, "我们公司招了3个博士后进站，都在站干满6个月了，能领多少？", (True, 150_000)),
        (FELLOWS, "我们公司招了3个博士后进站，其中2个已经在站干满半年，另一个上个月才来，能领多少？", (True, 100_000)),
        (FELLOWS, {"新招收博士后进站人数": 3, "在站工作满6个月人数": 2}, (True, 100_000)),
        (DISABLED, "公司新招了3名残疾人，签了2年合同，社保交满8个月，补多少？", (True, 15_000)),
        (DISABLED, "公司新招了3名残疾人，签了2年合同，社保交了3个月，能补吗？", (False, 0)),
    ],
)  # fmt: skip
def test_what_is_told_settles_the_sum(body: str, told: Told, expected: tuple[Any, Any], tmp_path: Path) -> None:
    assert verdict(body, told, tmp_path) == expected


RENT = (
    "一、新引进的硕士在市区租房居住的，按每月1000元给予租房补贴；实际月租金低于补贴标准的，按实际租金发放，"
    "最长36个月。\n"
)
HOME = (
    "第一条 在本市购买首套新建商品住房的，给予博士20万元购房补贴。\n"
    "同一套住房的购房补贴总额不超过购房合同总价款的10%。\n"
)
TRAINEES = (
    "一、见习基地接收见习人员的，按当地最低月工资标准的60%给予见习补贴，见习期满留用率达到50%以上的，"
    "补贴标准提高到80%。\n"
)
INSURED = (
    "一、小微企业招用毕业年度高校毕业生，签订1年以上劳动合同并缴纳社会保险费的，"
    "按企业实际缴纳的社会保险费给予补贴，期限为12个月。\n"
)
TESTS = "一、企业委托检测的，按实际检测费用给予补助，最高不超过5万元。\n"
POSTS = "一、用人单位招用就业困难人员并缴纳社会保险费的，按每人每月500元给予岗位补贴，最长不超过3年。\n"


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (RENT, "我是硕士，刚引进来的，在市区租的房，每月房租900元，租了12个月，一年能领多少？", (True, 10_800)),
        (RENT, "我是硕士，刚引进来的，在市区租的房，每月房租1800元，租了12个月，一年能领多少？", (True, 12_000)),
        (RENT, {"新引进": True, "学历": "硕士", "租房居住": True, "实际月租金": 900, "租房月数": 12}, (True, 10_800)),
        (HOME, "我是博士，在本市买了首套新建商品房，合同总价128万元，补多少？", (True, 128_000)),
        (HOME, "我是博士，在本市买了首套新建商品房，合同总价300万元，补多少？", (True, 200_000)),
        (TRAINEES, "我们是见习基地，接收了6个人见习6个月，当地最低月工资2000元，6人留了3个，补多少？", (True, 57_600)),
        (TRAINEES, "我们是见习基地，接收了人见习6个月，当地最低月工资2000元，留用率20%，补多少？", (True, None)),
        (INSURED, "小微企业，招了3个今年毕业的大学生，合同3年，每人每月交900元，交了12个月，补多少？", (True, 32_400)),
        (INSURED, "小微企业，招了3个今年毕业的大学生，合同3年，一共交了社会保险费3万元，补多少？", (True, 30_000)),
        (TESTS, "我们公司委托检测，检测费用花了3万元，补多少？", (True, 30_000)),
        (TESTS, "我们公司委托检测，检测费用花了8万元，补多少？", (True, 50_000)),
        (POSTS, "我们公司招了2个就业困难人员，社保全交了，干满12个月，岗位补贴多少？", (True, 12_000)),
        (POSTS, "我们公司招了2个就业困难人员，社保全交了，干满12个月，每个月补多少？", (True, 1_000)),
    ],
)  # fmt: skip
def test_a_share_of_what_was_paid_for_each_and_for_how_long(
    body: str, told: Told, expected: tuple[Any, Any], tmp_path: Path
) -> None:
    assert verdict(body, told, tmp_path) == expected
