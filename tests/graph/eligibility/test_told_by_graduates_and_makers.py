"""How those who are taught, hired and make things tell it by facts and in words, and what offers around them mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

Told = dict[str, Any] | str
ON = date(2025, 6, 1)
HEAD = "云汀市支持产业和人才发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"

STANDARDS = """一、标准
对主导制定（在起草单位中排名前三位）国家标准的企业，每项奖励20万元。
"""
DRAFTERS = """一、标准
对起草单位排名前三位的企业，奖励20万元。
"""
GRADUATES = """一、生活补贴
全日制高校毕业生与企业签订3年以上劳动合同的，给予一次性生活补贴1万元。
"""
INTERNS = """一、实习补贴
全日制高校在校生到用人单位实习，签订实习协议的，给予一次性补贴2000元。
"""
LEAPS = """一、规模跃升
企业年度营业收入首次突破一定规模的，按以下标准给予一次性奖励：
| 年度营业收入首次突破 | 奖励标准 |
| --- | --- |
| 1亿元 | 10万元 |
| 5亿元 | 30万元 |
奖励资金用于企业经营管理团队的比例不低于50%。
"""
LOANS = """一、技改贷款
企业为技术改造项目取得固定资产贷款，项目已履行备案手续的，按实际支付利息的40%给予贴息，最高50万元。
"""
RENTERS = """一、租房
本人及配偶在市中心城区无自有住房的高校毕业生，给予租房补贴5000元。
"""
SUPPLIES = """一、本地采购
规模以上工业企业采购本市行政区域内无关联关系企业生产的零部件，采购额达到1000万元以上的，按采购额的1%给予奖励。
"""
HOMES = """一、租房
本人及配偶在市中心城区无自有住房的高校毕业生，给予租房补贴5000元。
"""
FIRST_SETS = """一、首台套
企业研制的产品首次被认定为省级首台（套）重大技术装备并已实现销售的，给予一次性奖励50万元。
"""
FOUNDERS = """一、带动就业
带动就业的高校毕业生，给予补贴2000元。
"""


@pytest.mark.parametrize(
    ("words", "told", "eligible"),
    [
        (DRAFTERS, {"企业": True, "起草单位排名": 2}, True),
        (DRAFTERS, {"企业": True, "起草单位排名": "第四"}, False),
        (STANDARDS, {"标准类别": "国家标准", "起草单位排名": 5, "标准项数": 1}, False),
        (STANDARDS, {"标准类别": "国家标准", "起草单位排名": "第四位", "标准项数": 1}, False),
        (GRADUATES, {"学历": "硕士研究生", "全日制": True, "劳动合同年限": 3}, True),
        (GRADUATES, {"学历": "硕士研究生", "全日制": False, "劳动合同年限": 3}, False),
        (GRADUATES, {"学历": "硕士研究生", "劳动合同年限": 3}, None),
        (GRADUATES, {"学历": "本科", "全日制": True, "在校生": True, "劳动合同年限": 3}, None),
        (INTERNS, {"学历": "本科生", "全日制": True, "在校生": True, "签订实习协议": True, "单位实习": True}, True),
        (LEAPS, {"年度营业收入": "6亿元", "首次突破": True, "企业": True}, True),
        (LEAPS, {"年度营业收入": "0.6亿元", "首次突破": True, "企业": True}, False),
        (LEAPS, {"年度营业收入": "6亿元", "首次突破": False, "企业": True}, False),
        (LOANS, "我们公司为技术改造项目取得了固定资产贷款，项目备过案，付了利息50万元", True),
        (RENTERS, {"高校毕业生": True, "已婚": False, "市中心城区有自有住房": False}, True),
        (RENTERS, {"高校毕业生": True, "已婚": True, "市中心城区有自有住房": False}, None),
        (SUPPLIES, {"规模以上工业企业": True, "采购额": "3000万元"}, None),
        (SUPPLIES, {"规模以上工业企业": True, "采购额": "3000万元", "供货方有关联关系": True}, False),
        (HOMES, "我是高校毕业生，没结婚，在中心城区没有自有住房", True),
        (FIRST_SETS, "我们公司的设备首次被认定为省级首台（套）重大技术装备，已经卖出去两台", True),
        (FIRST_SETS, "我们公司的设备首次被认定为省级首台（套）重大技术装备，正准备卖出去", None),
        (FIRST_SETS, "我们公司的设备首次被认定为省级首台（套）重大技术装备，还没有卖出去", None),
        (FOUNDERS, {"高校毕业生": True, "来本市就业时间": "2024-03"}, None),
    ],
)  # fmt: skip
def test_what_is_told_in_other_words_or_apart(words: str, told: Told, eligible: bool | None, tmp_path: Path) -> None:
    assert judged(schemes_in(HEAD + words, tmp_path), told, ON)[0] is eligible


def test_the_highest_row_that_is_reached_gives_the_sum(tmp_path: Path) -> None:
    told = {"年度营业收入": "6亿元", "首次突破": True, "企业": True}
    assert judged(schemes_in(HEAD + LEAPS, tmp_path), told, ON) == (True, 300_000)


def test_how_a_sum_must_be_spent_offers_nothing(tmp_path: Path) -> None:
    assert not any("经营管理团队" in scheme.place.quote for scheme in schemes_in(HEAD + LEAPS, tmp_path))
