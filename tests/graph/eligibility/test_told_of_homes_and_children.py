"""What old people, families and those who look after them tell: ages, grades, births, homes sold and bought."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 11, 20)
KEPT = {"收住老年人": True, "老年人年龄": "70周岁", "收住人数（人）": 10, "能力等级": "重度失能", "收住时间（月）": 6}
HEAD = "云汀市养老育幼和安居若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
Told = dict[str, Any] | str

HONOUR = "第一条 具有本市户籍的70周岁以上老年人，按月发放津贴：70至84周岁每人每月50元，85周岁以上每人每月150元。\n"
REFIT = (
    "第一条 本市户籍65周岁以上老年人家庭实施适老化改造的，按实际支付金额的40%给予补贴，每户最高3000元；"
    "特困老年人家庭按实际支付金额全额补贴，每户最高4000元。\n"
)
MEALS = "第一条 年服务本市户籍65周岁以上老年人5000人次以上的老年食堂，按每人次3元给予补贴。\n"
BEDS = """第一条 对评定为三级以上的养老机构，收住65周岁以上老年人连续满3个月的，给予运营补贴，标准如下：
| 能力等级 | 三级机构（元/人·月） | 四级、五级机构（元/人·月） |
| --- | --- | --- |
| 中度失能 | 150 | 180 |
| 重度失能 | 250 | 320 |
"""
STARS = """第一条 养老机构首次被评定为国家三级、四级养老机构的，分别奖励6万元、9万元。晋升等级的，补足差额部分。
第二条 同一事项不重复享受补贴。
"""
BIRTHS = "第一条 2025年1月1日后生育二孩（以出生证明为准）的家庭，一次性发放3000元补贴。\n"
SWAP = (
    "第一条 个人出售自有住房，并在出售后6个月内在市区购买新建商品住房的，"
    "按购房合同总价的2%给予补贴。本条不受户籍限制。\n"
)
POOR = "第一条 低保家庭或者低保边缘家庭的未满6周岁儿童参加体检的，每人补贴100元。\n"
SORTS = """第一条 新建养老机构按下列标准给予建设补贴：
（一）利用自建用房举办的，护理型床位每张8000元，普通床位每张3000元；
（二）利用租赁用房举办的，护理型床位每张4000元，普通床位每张2000元。
"""
RENTS = (
    "第一条 具有本市户籍的家庭，在市区租赁住房并办理租赁备案的，按月发放租赁补贴。"
    "补贴标准为低保家庭每月300元，其他家庭每月200元。\n"
)
RENTING = {"本市户籍": True, "在市区租赁住房": True, "办理租赁备案": True}
NURSERIES = "第一条 普惠托育机构收托婴幼儿的，按收托人数每人给予300元补贴。\n"


def verdict(body: str, told: Told, folder: Path) -> tuple[bool | None, float | None]:
    """Return what comes of what is told, by facts or in words; unknown where no offer is found."""
    return judged(schemes_in(f"{HEAD}{body}", folder), told, ON)


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (HONOUR, "我奶奶88岁，云汀户口，津贴一年能领多少？", (True, 1_800)),
        (HONOUR, {"本市户籍": True, "年龄": "72周岁", "月数（月）": 12}, (True, 600)),
        (HONOUR, "我爷爷69岁，云汀户口，津贴能领多少？", (False, 0)),
        (REFIT, "老两口都70岁，云汀户口，不是特困，做适老化改造实际支付了5000元，补多少？", (True, 2_000)),
        (
            REFIT,
            {"本市户籍": True, "年龄": "70周岁", "实施适老化改造": True, "特困老年人家庭": False, "实际支付金额": 5000},
            (True, 2_000),
        ),
        (MEALS, "我们是老年食堂，去年给本市户口70岁以上的老人做了6000人次的饭，补多少？", (True, 18_000)),
        (MEALS, "我们是老年食堂，去年给本市户口70岁以上的老人做了4000人次的饭，补多少？", (False, 0)),
        (BEDS, {"养老机构等级": "四级"} | KEPT, (True, 19_200)),
        (BEDS, {"养老机构等级": "二级"} | KEPT, (False, 0)),
        (STARS, "我们养老院原来是三级，6万元奖励已经领过，今年升到了国家四级，还能拿多少？", (True, 30_000)),
        (STARS, "我们养老院前几年评上三级领过6万元，今年升到了国家四级，还能拿多少？", (True, 30_000)),
        (SORTS, "我们新建养老机构，房子是自己盖的，护理型床位20张、普通床位10张，一共补多少？", (True, 190_000)),
        (RENTS, RENTING | {"低保家庭": False}, (True, 200)),
        (RENTS, RENTING | {"低保家庭": True}, (True, 300)),
        (RENTS, RENTING, (None, None)),
        (RENTS, {"本市户籍": True, "低保家庭": True}, (None, None)),
        (NURSERIES, {"机构类型": "托育机构", "普惠托育机构": True, "收托婴幼儿": True, "收托人数": 20}, (True, 6_000)),
        (NURSERIES, {"机构类型": "托育机构", "收托婴幼儿": True, "收托人数": 20}, (None, None)),
        (NURSERIES, "我们托育中心没有认定普惠，收托婴幼儿20人，能补吗？", (False, 0)),
        (BIRTHS, "我家二孩是2024年12月出生的，能领3000元补贴吗？", (False, 0)),
        (BIRTHS, "我家二孩是2025年3月出生的，能领多少补贴？", (True, 3_000)),
        (SWAP, "我2025年1月10日把自己的房子卖了，2025年9月20日在市区买了套新建商品房，总价100万元", (False, 0)),
        (SWAP, "我2025年1月10日把自己的房子卖了，2025年5月20日在市区买了套新建商品房，总价100万元", (True, 20_000)),
        (POOR, {"低保家庭": False, "年龄": "5周岁", "参加体检": True}, (None, None)),
    ],
)  # fmt: skip
def test_what_is_told_settles_the_sum(body: str, told: Told, expected: tuple[Any, Any], tmp_path: Path) -> None:
    assert verdict(body, told, tmp_path) == expected


def test_how_long_someone_lived_in_a_home_is_nobodys_age(tmp_path: Path) -> None:
    told = "我们养老院评的是四级，收了10位65岁以上的重度失能老人，住满12个月，一年补多少？"
    assert verdict(BEDS, told, tmp_path)[0] is not False
