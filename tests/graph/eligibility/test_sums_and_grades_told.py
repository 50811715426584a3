"""Sums, shares, grades and places told by applicants settle offers that ask for them in other words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.eligibility import Scheme
from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 11, 20)
HEAD = "云汀市支持产业发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"

SHARE = "第一条 对年度研发费用500万元以上且占营业收入比重4%以上的企业，给予10万元奖励。"
FIRST = (
    "第一条 对首次通过绿色工厂认定的企业，给予20万元奖励；对重新认定通过的企业，给予8万元奖励。"
    "其中，首次认定企业认定前一年度营业收入在3000万元以上的，再增加奖励6万元。"
)
CONTEST = (
    "第一条 技能竞赛选手按下表给予奖励。\n"
    "竞赛类别\t名次\t奖励标准（万元）\n全国一类大赛\t第1名\t8\n全国一类大赛\t第2—3名\t5\n省级一类大赛\t第1名\t2\n"
    "省级一类大赛\t第2—3名\t1"
)
OLD_TITLES = (
    "第一条 对新认定的省级企业技术中心，给予30万元奖励。\n第二条 2023年12月31日前取得的认定、备案等事项，不适用本措施。"
)
CERTIFIED = "第一条 企业职工取得技师职业资格证书的，自证书核发之日起12个月内申领的，给予3000元技能提升补贴。"
EACH_GRADE = (
    "第一条 企业自主认定职工技能等级的，中级工每人补贴200元，高级工以上每人补贴400元，每个企业每年不超过3万元。"
)
LORRIES = "第一条 新购新能源营运货车并在本省注册登记的，按照每辆7万元给予补贴。"
PILES = "第一条 企业在2024年6月1日后建成居住区充电桩，单个小区建设数量20个以上的，按照每个400元给予补贴。"
ROLES = (
    "第一条 对牵头承担国家重点研发计划项目的企业，按照国拨经费到账额的10%给予配套；"
    "作为参与单位承担上述项目任务的，按照国拨经费到账额的5%给予配套。"
)


def schemes_of(body: str, folder: Path) -> tuple[Scheme, ...]:
    return schemes_in(f"{HEAD}{body}\n", folder)


def verdict(body: str, told: dict[str, Any] | str, folder: Path) -> tuple[bool | None, float | None]:
    """Return what comes of what is told, by facts or in words; unknown where no offer is found."""
    schemes = schemes_of(body, folder)
    return judged(schemes, told, ON)


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (SHARE, {"年度研发费用": "600万元", "营业收入": "1亿元"}, (True, 100_000)),
        (SHARE, {"年度研发费用": "600万元", "营业收入": "2亿元"}, (False, 0)),
        (SHARE, {"年度研发费用": "600万元", "研发费用占营业收入比重": 6}, (True, 100_000)),
        (SHARE, {"年度研发费用": "600万元"}, (None, None)),
        (SHARE, "我们企业去年研发费用600万元，营业收入1亿元", (True, 100_000)),
        (SHARE, "我们企业去年研发费用600万元，营业收入3个亿", (False, 0)),
        (FIRST, {"首次通过绿色工厂认定": True, "认定前一年度营业收入": "5000万元"}, (True, 260_000)),
        (FIRST, {"首次通过绿色工厂认定": True, "认定前一年度营业收入": "2000万元"}, (True, 200_000)),
        (CONTEST, {"竞赛类别": "省级一类大赛", "名次": "第1名"}, (True, 20_000)),
        (CONTEST, {"竞赛类别": "全国一类大赛", "名次": "第三名"}, (True, 50_000)),
        (CONTEST, {"竞赛类别": "全国一类大赛", "名次": "第4名"}, (False, 0)),
        (CONTEST, "我参加省级一类大赛，拿了第二", (True, 10_000)),
        (CONTEST, "我参加省级一类大赛，得了冠军", (True, 20_000)),
        (OLD_TITLES, "今年3月新认定为省级企业技术中心，2023年研发费用是900万元", (True, 300_000)),
        (CERTIFIED, {"申请人类型": "企业职工", "取得技师职业资格证书": True, "证书核发时间": "2025-04"}, (True, 3000)),
        (CERTIFIED, {"申请人类型": "企业职工", "取得技师职业资格证书": True, "证书核发时间": "2024-03"}, (False, 0)),
        (EACH_GRADE, {"企业自主认定职工技能等级": True, "中级工人数": 30, "高级工人数": 20}, (True, 14_000)),
        (EACH_GRADE, {"企业自主认定职工技能等级": True, "中级工人数": 90, "高级工人数": 80}, (True, 30_000)),
        (LORRIES, "我有两辆本省登记的营运货车，没买新车", (None, None)),
        (PILES, {"设施类型": "居住区充电桩", "建成时间": "2025-03", "单个小区建设数量": 50}, (True, 20_000)),
        (PILES, {"设施类型": "居住区充电桩", "单个小区建设数量": 50}, (None, None)),
        (ROLES, {"承担角色": "参与", "项目类型": "国家重点研发计划", "国拨经费到账额": "100万元"}, (True, 50_000)),
        (ROLES, {"承担角色": "参与", "项目类型": "省级重点研发计划", "国拨经费到账额": "100万元"}, (False, 0)),
        (OLD_TITLES, "2023年11月新认定为省级企业技术中心", (False, 0)),
    ],
)
def test_what_is_told_settles_it(
    body: str, told: dict[str, Any] | str, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert verdict(body, told, tmp_path) == expected
