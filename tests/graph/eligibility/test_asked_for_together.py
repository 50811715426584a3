"""Several aids, or several sorts of one, that are asked for at one go, and what they come to together."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.eligibility.answering.added_up import aids_asked
from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 6, 1)
HEAD = "云汀市促进产业发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
Told = dict[str, Any] | str

PLANT = (
    "一、技术改造。企业实施技术改造的，按设备投资额的10%给予补助，最高100万元。\n"
    "二、技改贷款贴息。企业为实施技术改造取得银行贷款的，按实际支付利息的30%给予贴息，最高50万元。\n"
)
HIGHEST = "三、同一项目符合多项条款的，按照就高不重复原则执行。\n"
BUT_LOANS = "三、同一项目符合多项条款的，按照就高不重复原则执行，但第二条贴息可与其他条款叠加享受。\n"
HOMES = (
    "一、建设补贴。民办养老机构新建的，每张床位给予建设补贴1万元。\n"
    "二、等级补贴。养老机构首次评为四星级、五星级的，分别给予10万元、20万元等级补贴。\n"
)
WORK = (
    "一、一次性吸纳就业补贴。企业招用高校毕业生并签订1年以上劳动合同的，按每人1500元给予一次性吸纳就业补贴。\n"
    "二、社会保险补贴。企业招用高校毕业生并缴纳社会保险费的，按单位实际缴纳部分给予全额社会保险补贴。\n"
)
PAID = "我们企业做技术改造，设备花了500万元，技改贷款今年付了20万元利息"
HIRED = "我们企业招了2名高校毕业生，都签了两年合同，单位实际缴纳社保3万元"


@pytest.mark.parametrize(
    ("body", "told", "asking", "expected"),
    [
        (PLANT, PAID, "补助加贴息一共多少？", (True, 560_000)),
        (PLANT, PAID, "设备补助和贷款贴息合起来能拿多少？", (True, 560_000)),
        (PLANT + BUT_LOANS, PAID, "补助加贴息一共多少？", (True, 560_000)),
        (PLANT + HIGHEST, PAID, "补助加贴息一共多少？", (True, 500_000)),  # the higher of both
        (PLANT, PAID, "贴息能拿多少？", (True, 60_000)),
        (PLANT, "我们企业做技术改造，设备花了500万元", "补助加贴息一共多少？", (True, None)),  # no interest is told
        (HOMES, "我们民办养老院新建了80张床，首次评为四星级", "建设补贴和等级补贴加起来一共多少？", (True, 900_000)),
        (HOMES, "我们民办养老院新建了80张床，首次评为五星级", "等级补贴多少？", (True, 200_000)),
        (WORK, HIRED, "招人补贴加上社保补贴总共能拿多少？", (True, 33_000)),
        (WORK, HIRED, "吸纳补贴和社保补贴合计多少？", (True, 33_000)),
    ],
)
def test_aids_asked_for_together_are_added_up_where_they_may_be(
    body: str, told: str, asking: str, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON, asking) == expected


@pytest.mark.parametrize(
    ("question", "aids"),
    [
        ("创业补贴、房租补贴一共多少钱？", ("创业补贴", "房租补贴")),
        ("建设补贴和运营补贴能同时拿吗", ()),
        ("建设补贴一共多少？", ()),
        ("补贴和奖励一共多少？", ()),  # neither has a name
    ],
)
def test_only_what_has_a_name_is_asked_for_together(question: str, aids: tuple[str, ...]) -> None:
    assert aids_asked(question) == aids


FOODS = (
    "一、首次获得地理标志认证的，每个产品奖励2万元；首次获得有机茶认证的，每张证书奖励4万元；"
    "地理标志到期续展的，每个产品奖励5000元。每年最高不超过9万元。\n"
)
NORMS = "一、对制定国际标准、国家标准、行业标准的，每项分别奖励50万元、20万元、10万元。\n"
CARE = (
    "一、民办养老机构收住本市户籍老年人的，给予运营补贴：轻度失能老年人每人每月90元，中度失能老年人每人每月160元，"
    "重度失能老年人每人每月310元。公建民营养老机构按照上述标准的60%给予补贴。\n"
)


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (FOODS, "我们公司今年首次有2个产品拿到地理标志证书，1张有机茶证书，一共", (True, 80_000)),
        (FOODS, "我们公司今年首次有4个产品拿到地理标志证书，1张有机茶证书，一共", (True, 90_000)),
        (FOODS, "我们公司今年首次获得3个产品的地理标志认证", (True, 60_000)),
        (FOODS, "我们公司今年有2个地理标志产品到期续展了", (True, 10_000)),
        (NORMS, "我公司今年制定了2项国家标准和1项行业标准", (True, 500_000)),
        (NORMS, "我公司今年制定了2项行业标准", (True, 200_000)),
        (CARE, "我们民办养老院，收住本市户籍重度失能老人10位、中度失能5位，一个月", (True, 3_900)),
        (CARE, "我们民办养老院，不是公建民营，住着本市老人：重度失能10位、中度5位，一个月", (True, 3_900)),
        (CARE, "我们是公建民营养老院，收住本市户籍重度失能老人10位，一个月", (True, 1_860)),
    ],
)
def test_sorts_of_one_clause_told_at_one_go_are_added_up(
    body: str, told: Told, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected


def test_what_joins_many_aids_is_read_in_one_way_alone() -> None:
    """`加` and `加上` must not both fit what follows: two ways each would never come to an end."""
    assert aids_asked("补贴" + "加上补贴" * 100 + "能补多少") == ()
