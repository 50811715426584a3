"""What works and farms tell: ranges of a table, bounds for some alone, who counts as of a kind, counts of animals."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 4, 20)
HEAD = "云汀市促进绿色发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
Told = dict[str, Any] | str

FUEL = """第一条 窑炉改造。企业利用先进适用技术对现有生产设备实施节能技术改造，年节能量100吨标准煤以上的，\
按年节能量每吨标准煤500元给予奖励。其中，年综合能源消费量3000吨标准煤以上的单位，年节能量应达到300吨标准煤以上。
第二条 老旧渔船拆解。渔船提前拆解并注销的，按距报废年限的剩余时间，给予每艘如下补助：
| 船型 | 满1年不足3年 | 3年以上 |
| --- | --- | --- |
| 小型 | 1万元 | 2万元 |
| 大型 | 4万元 | 6万元 |
"""
FARMS = """一、奖补对象：在本市种植、养殖的农户（含脱贫户和防止返贫监测对象，监测对象以下简称监测户）。
二、奖补标准
（一）新建养殖场，牛存栏50头以上或羊存栏300只以上的，奖补10万元。
（二）饲养母牛5头以上，每繁活1头犊牛奖补500元。
（三）新购进母羊的，每只奖补300元，每户最多奖补20只。
（四）购置轮式拖拉机，规格90马力以上的，奖补8000元。
"""
PLACED = """一、奖补对象：在本市境内从事农业生产、加工、流通和社会化服务的合作社、家庭农场。
二、奖补标准
（一）饲养母牛5头以上的，每繁活1头犊牛奖补500元。
（二）托管服务面积1000亩以上，作业数据接入市农机作业监测平台的，每亩奖补20元。
"""


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (FUEL, {"企业": True, "节能改造": True, "年节能量": 200, "年综合能源消费量": 2000}, (True, 100000.0)),
        (FUEL, {"企业": True, "节能改造": True, "年节能量": 200, "年综合能源消费量": 5000}, (False, 0.0)),
        (FUEL, {"企业": True, "节能改造": True, "年节能量": 400, "年综合能源消费量": 5000}, (True, 200000.0)),
        (FUEL, {"渔船提前拆解": True, "注销": True, "船型": "大型", "距报废年限": "2年"}, (True, 40000.0)),
        (FUEL, {"渔船提前拆解": True, "注销": True, "船型": "大型", "距报废年限": "5年"}, (True, 60000.0)),
        (PLACED, "我们家庭农场在本市登记，牛也养在本市，有9头母牛，今年繁活了6头犊牛", (True, 3000.0)),
        (PLACED, "我们合作社在本市注册，就在本市作业，今年托管服务面积2000亩", (None, None)),
        (FARMS, {"监测户": True, "在本市养殖": True, "新建养殖场": True, "牛存栏": 60}, (True, 100000.0)),
        (FARMS, {"农户": True, "在本市养殖": True, "饲养母牛": 8, "当年繁活犊牛": 6}, (True, 3000.0)),
        (FARMS, {"农户": True, "在本市养殖": True, "新购进母羊": 30}, (True, 6000.0)),
    ],
)
def test_what_is_told_is_held_against_what_is_asked(
    tmp_path: Path, text: str, told: Told, expected: tuple[bool | None, float | None]
) -> None:
    assert judged(schemes_in(HEAD + text, tmp_path), told, ON) == expected
