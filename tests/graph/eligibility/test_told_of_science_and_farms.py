"""What firms of science and farms tell: sums on top, interest by the year, one of a list, ceilings of one clause."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 11, 20)
HEAD = "云汀市支持产业发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"

TITLES = """一、壮大企业
对首次认定的专精特新企业给予10万元奖励，当年度同时为规模以上企业的再给予5万元。
对年营业收入首次突破1亿元的企业，给予20万元奖励；次年仍增长10%以上的，再奖励8万元。
"""
LOANS = """一、贷款贴息
经营主体向银行贷款用于农业生产，按期还本付息的，按年利率2%给予贴息。单个经营主体纳入贴息的贷款本金不超过100万元，每笔贷款贴息期限不超过12个月。
"""
CONTRACTS = """一、技术交易
对签订技术开发、技术转让（许可）合同并经登记的企业，单项合同上年度实际支付金额20万元以上的，按实际支付金额的10%给予补助。
"""
FOUNDERS = """一、返乡创业
对在本市创办农业企业、农民专业合作社或家庭农场并担任法定代表人（负责人）的个人，给予一次性创业补助2万元。
"""
GARDENS = """一、茶园
（一）对新建茶园30亩以上的，每亩补助800元。
（二）同一经营主体每年享受茶园建设和改造补助合计不超过3万元。
二、加工
对实施已在县发改部门备案的新建、扩建、技改项目的农产品加工企业，设备投资额100万元以上的，按设备投资额的10%给予补助。
"""
PATENTS = """一、专利
对作为第一专利权人获得中国专利金奖、银奖的，每项分别给予100万元、50万元奖励。
"""


TRADE = """一、外贸
对全年进出口额1亿元以上的企业，以上年度进出口额为基数，每增加1000万元奖励2万元。
"""
BOILERS = """一、锅炉
对拆除燃煤锅炉的，每蒸吨补助6万元。
"""
STORES = """一、海外仓
对在境外租赁公共海外仓的企业，按上一年度实际支付租金的30%给予补助。首次认定为省级公共海外仓的，另给予一次性奖励30万元。
"""
LEASED = {"在境外租赁公共海外仓": True, "上一年度实际支付租金": "240万元"}
NAMED = {"首次认定": True, "称号级别": "省级", "称号": "公共海外仓"}
LEADERS = """一、龙头
对首次认定为国家级、省级、市级农业产业化重点龙头企业的，分别给予一次性奖励100万元、30万元、10万元；由低等级晋升为高等级的，按差额部分给予奖励。
"""
HATCHERS = """一、孵化
市级以上科技企业孵化器每培育1家在孵（或毕业1年内）企业首次认定为高新技术企业的，给予运营机构5万元奖励，每家运营机构每年最高50万元。
"""
FLEXIBLE = """一、灵活就业
下列人员灵活就业并缴纳职工社会保险的，每人补贴5000元：
（一）残疾人；
（二）退役军人。
"""
BORROWED = {"向银行贷款用于农业生产": True, "按期还本付息": True}
SIGNED = {"合同类型": "技术开发合同", "经登记": True}


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (TITLES, "今年第一次认定上专精特新企业，当年也是规上企业", (True, 150_000)),
        (TITLES, {"首次认定专精特新企业": True, "当年度为规模以上企业": True}, (True, 150_000)),
        (TITLES, {"首次认定专精特新企业": True, "当年度为规模以上企业": False}, (True, 100_000)),
        (LOANS, BORROWED | {"贷款本金": "80万元", "贷款期限": "9个月"}, (True, 12_000)),
        (LOANS, BORROWED | {"贷款本金": "300万元", "贷款期限": "2年"}, (True, 20_000)),
        (LOANS, BORROWED | {"贷款本金": "80万元"}, (True, None)),
        (CONTRACTS, SIGNED | {"单项合同上年度实际支付金额": "60万元"}, (True, 60_000)),
        (CONTRACTS, SIGNED | {"单项合同上年度实际支付金额": "15万元"}, (False, 0)),
        (CONTRACTS, {"合同类型": "购销合同", "经登记": True, "单项合同上年度实际支付金额": "60万元"}, (None, None)),
        (FOUNDERS, {"申请人类型": "个人", "在本市创办农业企业": True, "担任法定代表人": True}, (True, 20_000)),
        (FOUNDERS, {"申请人类型": "个人", "在本市创办农业企业": True}, (None, None)),
        (FOUNDERS, {"申请人类型": "个人", "担任法定代表人": True}, (None, None)),
        (GARDENS, {"新建茶园": "60亩"}, (True, 30_000)),
        (
            GARDENS,
            {"申请人类型": "农产品加工企业", "项目类型": "扩建", "在县发改部门备案": True, "设备投资额": "500万元"},
            (True, 500_000),
        ),
        (PATENTS, {"第一专利权人": True, "奖项": "中国专利", "等次": "银奖"}, (True, 500_000)),
        (PATENTS, {"奖项": "中国专利", "等次": "银奖"}, (None, None)),
        (TRADE, {"上年度进出口额": "1.2亿元", "全年进出口额": "1.575亿元"}, (True, 60_000)),
        (TRADE, "2024年进出口1.2亿元，2025年做到了1.575亿元", (True, 60_000)),
        (TRADE, {"全年进出口额": "1.575亿元"}, (True, None)),
        (BOILERS, {"拆除燃煤锅炉": True, "锅炉台数": 2, "单台额定蒸发量": "10蒸吨"}, (True, 1_200_000)),
        (BOILERS, {"拆除燃煤锅炉": True, "额定蒸发量": "10蒸吨"}, (True, 600_000)),
        (
            STORES,
            LEASED | NAMED,
            (True, 1_020_000),
        ),
        (STORES, LEASED, (True, 720_000)),
        (LEADERS, "去年由市级龙头升成了省级农业产业化重点龙头企业，市级那10万元早先领过了", (True, 200_000)),
        (HATCHERS, "我们是省级科技企业孵化器，去年有6家在孵企业第一次评上高企", (True, 300_000)),
        (FLEXIBLE, {"残疾人": True, "灵活就业": True, "缴纳职工社会保险": True}, (True, 5_000)),
        (FLEXIBLE, {"灵活就业": True, "缴纳职工社会保险": True}, (None, None)),
        (FLEXIBLE, {"缴纳职工社会保险": True}, (None, None)),
    ],
)  # fmt: skip
def test_what_is_told_is_held_against_the_words_of_officials(
    body: str, told: dict[str, object] | str, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected
