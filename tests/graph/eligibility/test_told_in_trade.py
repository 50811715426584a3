"""What traders, hosts, shops, lines and homes tell in their own words: tenths, dollars, contracts, children."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 11, 20)
HEAD = "云汀市促进商贸流通若干措施\n云政发〔2025〕1号\n云汀市人民政府\n2025年1月5日\n"

TRADE = """第一条 对上年度进出口额3000万美元以上、同比增长8%以上的外贸企业，奖励20万元；\
6000万美元以上、同比增长8%以上的，奖励40万元。
第二条 对年度跨境电商进出口额500万美元以上的企业，每100万美元给予2万元奖励，最高30万元。
"""
MEETINGS = """第一条 对在本市星级酒店或会议中心举办、会期2天以上、市外代表占比不低于40%的学术会议，\
参会人数100人（含）至300人的，给予承办单位5万元；300人（含）以上的，给予10万元。
"""
SHOPS = """第一条 对在示范步行街开设市级首店的品牌企业，营业面积150平方米以上的，给予20万元补助。
"""
LINES = """第一条 新开通国际货运班列，每周不少于2列且连续运营满3个月的，按每列6万元给予运营企业补助，\
单条线路年度最高500万元。
"""
MACHINES = """第一条 在享受中央农机购置补贴基础上，对本市农民购买油菜移栽机、烘干机的，市级再按机具销售价的20%给予补贴。
"""
HOMES = """第一条 二孩、三孩家庭于2025年1月1日至10月31日期间在城东新区购买新建商品住房的，分别给予2万元、4万元补贴。
"""
LIFTS = """第一条 更换使用20年以上的电梯，整梯更换的，每台补助10万元；仅更换关键部件的，每台补助2万元。
"""

LORRIES = """第一条 物流企业新购置总质量12吨以上冷藏车的，按核定载质量给予每吨800元补助。
"""
LISTED = """第一条 企业参加市商务局年度重点展会名录内展会的，给予2万元补助。
"""
FILED = """第一条 对商场举办的主题促销活动，经区商务局事前备案，给予3万元补助。
"""


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (TRADE, "我们外贸公司去年进出口做了4000万美金，比前年涨了一成，奖多少？", (True, 200_000)),
        (TRADE, "我们外贸公司去年进出口一个亿美元，同比涨了8%整，奖多少？", (True, 400_000)),
        (TRADE, "我们做跨境电商，去年跨境电商进出口1250万美元，能奖多少？", (True, 240_000)),
        (MEETINGS, "我们承办的学术会议在本市会议中心开了3天，来了260人，一半是外地代表，补多少？", (True, 50_000)),
        (MEETINGS, "我们承办的学术会议在本市会议中心开了3天，320人，三成市外代表，补多少？", (False, 0)),
        (SHOPS, "我们品牌公司在示范步行街开了市级首店，营业面积180平，补多少？", (True, 200_000)),
        (SHOPS, "我们品牌公司开了市级首店，营业面积180平，补多少？", (None, None)),
        (LINES, "我们新开了国际货运班列，每周3列，连着跑了4个月，一共48列，补多少？", (True, 2_880_000)),
        (LINES, "我们新开了国际货运班列，连着跑了4个月，一共48列，补多少？", (None, None)),
        (MACHINES, "我是本市农民，买了台烘干机10万，中央农机补贴也领了，还给多少？", (True, 20_000)),
        (MACHINES, "我是本市农民，买了台烘干机10万，给多少？", (None, None)),
        (HOMES, "家里俩娃，今年3月在城东新区买的新建商品住房，补多少？", (True, 20_000)),
        (HOMES, "家里俩娃，去年3月在城东新区买的新建商品住房，补多少？", (False, 0)),
        (LORRIES, "我们物流公司新买了2台冷藏车，总质量18吨、每台核载9吨，补多少？", (True, 14_400)),
        (LISTED, "我们公司参加了一场展会，补多少？", (None, None)),
        (FILED, "我们商场举办了一场主题促销活动，补多少？", (None, None)),
        (LIFTS, "小区的电梯用了22年，这次只换关键部件，一台，补多少？", (True, 20_000)),
        (LIFTS, "小区的电梯用了12年，这次只换关键部件，一台，补多少？", (False, 0)),
    ],
)
def test_the_words_of_trade_tell_what_is_asked(body: str, told: str, expected: tuple[Any, Any], tmp_path: Path) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected
