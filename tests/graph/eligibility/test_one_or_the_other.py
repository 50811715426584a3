"""Ways joined by 或 of which one is enough, persons told apart by how they fare, and sums that bound each other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 6, 15)
HEAD = "云汀市惠民若干措施\n云政发〔2025〕1号\n云汀市人民政府\n2025年1月5日\n"
OLD = "第一条 对70周岁以上或者重度残疾的老年人，发放补贴500元。\n"
POOR = "第一条 对65周岁以上特困老年人或90周岁以上老年人，发放补贴800元。\n"
SIGNED = "第一条 对签订2年以上劳动合同或聘用合同的硕士，奖励1万元。\n"
HOUSED = "第一条 养老机构收住本市户籍失智、半失智老年人的，分别给予每人每月400元、250元的补贴。\n"
BOUGHT = "第一条 农村居民新购住房的，给予每平方米200元、最高2万元的购房补贴。\n"
HOME = "第一条 具有本市户籍、年龄70周岁以上或者重度残疾的人员，发放津贴200元。\n"
PARTED = "第一条 对种植50亩以上的农户，50亩至200亩的部分每亩补100元，200亩以上的部分每亩补150元。\n"
SLICED = "第一条 对流转土地30亩以上的家庭农场，每亩补贴80元；100亩以上的部分，每亩补贴120元。\n"


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (OLD, "我母亲是老年人，72岁", (True, 500)),
        (OLD, "我母亲是老年人，66岁，重度残疾", (True, 500)),
        (OLD, "我母亲是老年人，66岁，没有残疾", (None, None)),
        (POOR, "我父亲是特困老年人，67岁", (True, 800)),
        (POOR, "我父亲91岁，老年人", (True, 800)),
        (HOME, "我是本市户籍，50岁，重度残疾", (True, 200)),
        (HOME, "我不是本市户籍，50岁，重度残疾", (False, 0)),
        (PARTED, "我是农户，种植300亩", (True, 35_000)),
        (SIGNED, "我是硕士，签了3年的聘用合同", (True, 10_000)),
        (SIGNED, "我是硕士，签了1年的劳动合同", (False, 0)),
        (SIGNED, "我是硕士，签了劳动合同", (None, None)),
        (BOUGHT, "我是农村居民，新购住房90平方米", (True, 18_000)),
        (BOUGHT, "我是农村居民，新购住房130平方米", (True, 20_000)),
        (SLICED, "我们家庭农场流转土地90亩", (True, 7_200)),
        (SLICED, "我们家庭农场流转土地150亩", (True, 14_000)),
    ],
)
def test_what_is_told_settles_the_sum(
    tmp_path: Path, text: str, told: str, expected: tuple[bool | None, float | None]
) -> None:
    assert judged(schemes_in(HEAD + text, tmp_path), told, ON) == expected


def test_persons_told_apart_share_who_takes_them_in_and_the_noun(tmp_path: Path) -> None:
    asked = {
        scheme.amount.value: {need.attr for need in scheme.requirements}
        for scheme in schemes_in(HEAD + HOUSED, tmp_path)
        if scheme.amount
    }
    assert "收住本市户籍失智老年人" in asked[400]
    assert "收住本市户籍半失智老年人" in asked[250]
