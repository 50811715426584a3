"""How firms of industry and technology tell what they did: with whom, at which level, and what they are not sure of."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

Told = dict[str, Any] | str
ON = date(2025, 6, 1)
HEAD = "云汀市支持产业发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"

LOCAL_PARTS = """一、本地配套
对规模以上工业企业采购本市无关联关系工业企业生产的产品用于自身生产，年度采购额比上年新增1000万元以上的，按新增采购额的1%给予奖励。
"""
DESIGN = """一、设计工具
对软件企业向无关联关系的供应商购买设计工具，年度实际支付50万元以上的，给予10万元补助。
"""
CLEAN = """一、清洁生产
对自愿开展清洁生产审核并通过评估验收的企业，给予一次性补助5万元。列入强制性清洁生产审核名单的企业不予补助。
"""
FIRST_SETS = """一、首台套
对获得省级认定的首台（套）重大技术装备，给予企业20万元奖励。
"""
HIGH_TECH = """一、高新技术企业
首次通过国家高新技术企业认定的企业，给予一次性20万元奖励。
"""
PARTS = "我们是规上工业企业，去年新增采购额3000万元，零部件用于自身生产，采购的是本市工业企业的产品"


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (LOCAL_PARTS, f"{PARTS}，供货的是我们的全资子公司", (False, 0)),
        (LOCAL_PARTS, f"{PARTS}，两家是同一个老板", (False, 0)),
        (LOCAL_PARTS, f"{PARTS}，跟我们没有任何关系", (True, 300_000)),
        (LOCAL_PARTS, f"{PARTS}，不知道算不算关联企业", (None, None)),
        (
            LOCAL_PARTS,
            {
                "规模以上工业企业": True,
                "采购本市工业企业产品": True,
                "用于自身生产": True,
                "年度新增采购额": "3000万元",
                "与供货企业无关联关系": False,
            },
            (False, 0),
        ),
        (DESIGN, "我们是软件企业，向供应商购买设计工具，去年实际支付60万元，卖家跟我们没关联", (True, 100_000)),
        (DESIGN, "我们是软件企业，向供应商购买设计工具，去年实际支付60万元，卖家是集团下面的兄弟公司", (False, 0)),
        (CLEAN, "我们公司自愿开展清洁生产审核，也通过评估验收了", (True, 50_000)),
        (CLEAN, "我们公司主动做的清洁生产审核，也通过评估验收了", (True, 50_000)),
        (CLEAN, "我们公司开展了清洁生产审核，也通过评估验收了，不知道算不算自愿的", (None, None)),
        (CLEAN, {"开展清洁生产审核": True, "通过评估验收": True}, (None, None)),
        (FIRST_SETS, "我们公司的重大技术装备拿到了省里的首台套认定", (True, 200_000)),
        (FIRST_SETS, "我们公司的重大技术装备拿到了市里的首台套认定", (None, None)),
        (HIGH_TECH, "我们公司去年头一回评上国家高新技术企业", (True, 200_000)),
        (HIGH_TECH, {"首次通过高新技术企业认定": True}, (True, 200_000)),
    ],
)  # fmt: skip
def test_what_is_told_settles_the_sum(body: str, told: Told, expected: tuple[Any, Any], tmp_path: Path) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected
