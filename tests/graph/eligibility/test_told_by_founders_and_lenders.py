"""What founders, lenders and go-betweens tell: heads and years without their nouns, parties, sums of two, promises."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 6, 15)
HEAD = "云汀市支持产业发展若干措施\n云政发〔2025〕1号\n云汀市人民政府\n2025年1月5日\n第一条 "
POSTED = "项目由企业出题，揭榜方为市外高校院所或企业的，按合同金额的10%给予企业补助。\n"
PLEDGED = "对企业以专利权质押方式向金融机构贷款用于研发，并按期还本付息的，按贷款利息和专利评估费总额的50%给予补助。\n"
PROMISED = "市外上市公司将注册地、税务关系迁入我市，且承诺10年内不迁出的，一次性给予300万元奖励。\n"
COUNTED = "当年新增纳入规上统计的批发、零售、住宿、餐饮企业，奖励4万元；年度新增规上服务业企业，奖励9万元。\n"
BROUGHT = (
    "对引荐市外投资者来我市投资的社会中介机构或个人（不含公职人员），引荐项目固定资产实际投资达3000万元以上的，"
    "按实际投资额的1‰奖励引荐人。\n"
)
YOUNG = (
    "同时符合以下条件的企业，可享受投资奖补：1．注册成立不满5年；2．职工人数不超过100人。按实际到账投资额的5%奖补。\n"
)
FIRST_LOAN = "小微企业首次从银行获得流动资金贷款、单户贷款金额不超过500万元的，按实际支付利息的30%给予贴息。\n"
HATCHED = "孵化器内在孵企业首次认定为高新技术企业的，按每家3万元给予孵化器运营机构奖励。\n"
GROWN = (
    "企业年度研发费用占营业收入比重达3%以上的，按当年研发费用较上年度增量部分的10%给予补助；"
    "比重达2%以上不足3%的，按增量部分的5%给予补助。\n"
)


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (PLEDGED, "拿专利权去银行质押贷的款，用在研发上，本息按期还了，利息20万元、专利评估费4万元", (True, 120_000)),
        (PLEDGED, "拿专利权去银行质押贷的款，用在研发上，逾期了三个月，利息20万元、专利评估费4万元", (False, 0)),
        (PROMISED, "我们是外市的上市公司，注册和税务都迁来了，也签了十年不走", (True, 3_000_000)),
        (PROMISED, "我们是外市的上市公司，注册和税务都迁来了，答应了5年不离开", (False, 0)),
        (PROMISED, "我们是外市的上市公司，注册和税务都迁来了", (None, None)),
        (COUNTED, "我开酒店的，今年新纳入规上统计", (True, 40_000)),
        (BROUGHT, "我是做生意的，牵线外地老板来市里办厂，固投实际到了2亿元", (True, 200_000)),
        (BROUGHT, "我在机关上班是公务员，引荐了市外项目，固投实际3亿元", (False, 0)),
        (BROUGHT, "我是做生意的，牵线外地老板来市里办厂，协议投资4亿元", (None, None)),
        (YOUNG, "公司开了两年，正好80人，投资到账400万元", (True, 200_000)),
        (YOUNG, "公司开了两年，有300人，投资到账400万元", (False, 0)),
        (FIRST_LOAN, "小微公司，首次向银行借流动资金60万元，利息2万元", (True, 6_000)),
        (FIRST_LOAN, "小微企业，银行流动资金贷款150万元，利息6万元", (None, None)),
        (HATCHED, "孵化器里10家在孵的公司都是第一次拿到高企，我们是运营方", (True, 300_000)),
    ],
)  # fmt: skip
def test_what_is_told_settles_the_sum(body: str, told: str, expected: tuple[Any, Any], tmp_path: Path) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected


@pytest.mark.parametrize(
    ("told", "verdict"),
    [("市外高校揭了榜", True), ("外省一家公司揭榜", True), ("揭榜的是本市一家企业", False), ("有人揭了榜", None)],
)
def test_the_other_side_of_a_bargain_is_asked_for(told: str, verdict: bool | None, tmp_path: Path) -> None:
    schemes = schemes_in(f"{HEAD}{POSTED}", tmp_path)
    found = judged(schemes, f"我们企业出题，{told}，合同金额300万元", ON)
    assert found[0] is verdict


def test_a_later_tier_names_in_short_what_a_share_is_paid_of(tmp_path: Path) -> None:
    bases = {scheme.rate.of for scheme in schemes_in(f"{HEAD}{GROWN}", tmp_path) if scheme.rate}
    assert bases == {"当年研发费用较上年度增量部分"}


@pytest.mark.parametrize(
    ("asking", "amount"),
    [("第一年先兑多少钱？", 800_000), ("三年加起来能拿多少？", 2_000_000), ("能拿多少？", 2_000_000)],
)
def test_of_a_sum_in_parts_the_first_is_told_where_it_is_asked_for(asking: str, amount: float, tmp_path: Path) -> None:
    seats = (
        "经认定的综合型总部企业，实缴注册资本5000万元以上的，按实缴注册资本的2%给予开办补助，分3年按4：3：3比例兑现。\n"
    )
    told = "我们认定成综合型总部了，实缴资本1亿元"
    assert judged(schemes_in(f"{HEAD}{seats}", tmp_path), told, ON, asking) == (True, amount)
