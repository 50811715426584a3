"""Sums by a size in brackets or by what is measured, caps handed out, numbers that rose, and works that speak."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 6, 15)
HEAD = "云汀市促进绿色发展若干措施\n云政发〔2025〕1号\n云汀市人民政府\n2025年1月5日\n"
SIZED = """第一条 餐饮单位安装隔油设施的，按购置费用的50%补助，小型（座位数20—50座）最高2000元，\
中型（51—100座）最高5000元，大型（101座以上）最高9000元。
"""
BY_AREA = """第一条 取得健康建筑标识的项目，二星级按建筑面积10元/平方米、三星级按20元/平方米给予奖励，\
分别不超过50万元、90万元。
"""
WASTE = "第一条 工业企业年利用废钢、废塑料、废橡胶等再生资源5万吨以上的，按3元/吨给予奖励，最高50万元。\n"
ROSE = "第一条 企业年产值首次突破1亿元、5亿元的，分别奖励10万元、30万元。\n"
PICKED = "第一条 通过公开遴选节水诊断服务商，为企业开展诊断。对节水诊断服务商，每服务1家企业奖励1万元。\n"
DEVICES = "第一条 对企业购置工业软件（单套价格2万元以上）的，按购置金额的10%给予补助，最高20万元。\n"
GROWN = "第一条 2025年一季度用水量达到10万立方米且同比下降5%以上的企业，奖励2万元。\n"
LED = "第一条 企业主持制定并发布团体标准的，每项奖励5万元；参与制定的，每项奖励1万元。\n"
HEAT = "第一条 对利用余热余压项目，年节能量300吨标准煤以上的，每吨标准煤奖励200元。\n"
BOILER = "第一条 对淘汰10蒸吨以下燃煤锅炉并改用清洁能源的企业，按每蒸吨5万元给予补助。\n"
MOTOR = "第一条 对更换一级能效电机的企业，按每千瓦100元给予补助。\n"


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (SIZED, "城区一家小吃店，30个座位，座位数30座，装了隔油设施，购置费用3000元", (True, 1500.0)),
        (SIZED, "我们饭店座位数80座，装了隔油设施，购置费用2万元", (True, 5000.0)),
        (BY_AREA, "我们项目拿了健康建筑标识三星，建筑面积2万平方", (True, 400000.0)),
        (BY_AREA, "我们项目拿了健康建筑标识二星，建筑面积8万平方米", (True, 500000.0)),
        (WASTE, "轮胎厂一年消化废橡胶6万吨", (True, 180000.0)),
        (WASTE, "轮胎厂一年消化废橡胶2万吨", (False, 0.0)),
        (ROSE, "我们公司年产值从9000万元一下冲到6亿元，都是首次", (True, 300000.0)),
        (PICKED, "我们是节水诊断服务商，没参加公开遴选，服务了6家企业", (False, 0.0)),
        (DEVICES, "我们公司购置了5套工业软件，每套3万元，一共15万元", (True, 15000.0)),
        (LED, "我们公司牵头写的团标今年发布了一项", (True, 50000.0)),
        (LED, "别人牵头、我们公司参与的团标发布了一项", (True, 10000.0)),
        (HEAT, "我们公司的余热发电项目一年省了1000吨标煤", (True, 200000.0)),
        (BOILER, "我们厂把一台4蒸吨的燃煤锅炉拆了换成天然气的", (True, 200000.0)),
        (MOTOR, "我们厂换的是二级能效电机，300千瓦", (None, None)),
        (GROWN, "我们公司今年一季度用水量20万立方米，去年同期25万立方米", (True, 20000.0)),
    ],
)
def test_sizes_measures_and_lists(
    tmp_path: Path, text: str, told: str, expected: tuple[bool | None, float | None]
) -> None:
    assert judged(schemes_in(HEAD + text, tmp_path), told, ON) == expected
