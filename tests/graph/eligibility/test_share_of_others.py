"""Offers that pay a share of what others pay: each stands on its own feet, for each of the others."""

from __future__ import annotations

import pytest

from graph.eligibility import Outcome, Scheme, choose, evaluate, from_mapping
from tests.graph.eligibility.told import schemes_in

MEASURES = """某区促进商贸发展若干措施

一、纳统奖励
首次纳入限额以上统计的批发零售业企业奖励5万元。个体工商户首次纳入限额以上统计的，按上述标准的50%奖励。

二、托育补助
全日托每人每月补助400元。半日托按上述标准的50%执行。

三、照护津贴
对取得高级工证书的养老护理员，每月给予300元津贴。

四、保育津贴
对取得高级工证书的保育员，参照前条标准的50%给予津贴。
"""


@pytest.fixture(scope="module")
def schemes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scheme, ...]:
    return schemes_in(MEASURES, tmp_path_factory.mktemp("measures"))


def sums(schemes: tuple[Scheme, ...], path: str) -> list[float]:
    return [scheme.amount.value for scheme in schemes if scheme.place.path == path and scheme.amount]


@pytest.mark.parametrize(
    ("path", "expected"), [("一", [50_000, 25_000]), ("二", [400, 200]), ("三", [300]), ("四", [150])]
)
def test_a_share_of_a_standard_is_a_sum(schemes: tuple[Scheme, ...], path: str, expected: list[float]) -> None:
    assert sums(schemes, path) == expected


def judged(schemes: tuple[Scheme, ...], **facts: object) -> Outcome:
    found = choose(evaluate(schemes, from_mapping(facts, schemes)))
    assert found is not None
    return found


def test_the_share_counts_for_those_it_is_for(schemes: tuple[Scheme, ...]) -> None:
    facts = {"行业": "批发零售业", "首次纳入限额以上统计": True}
    assert judged(schemes, 申请人类型="个体工商户", **facts).amount == 25_000
