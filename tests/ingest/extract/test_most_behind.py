"""Offers that name no sum but a bound behind them: 按实际支出给予补助，最高不超过5万元."""

import pytest

from ingest.record import Clause
from tests.ingest.extract.told import offers


@pytest.mark.parametrize(
    ("text", "value", "per"),
    [
        ("企业参加展会的，按实际支出给予补助，最高5万元。", 50_000, None),
        ("企业参加展会的，展位费据实补助，最高不超过5万元。", 50_000, None),
        ("企业开展检测的，给予检测费用补贴，每家不超过5万元。", 50_000, "每家"),
        ("企业取得认证的，按实际认证费用给予奖励，每个产品不超过2万元。", 20_000, "每个产品"),
        ("企业参加展会的，按实际支出给予补助，补助期限不超过2年，单个企业年度最高5万元。", 50_000, "单个企业年度"),
    ],
)
def test_what_bounds_an_offer_without_a_sum_is_its_cap(text, value, per):
    (found,) = offers(Clause("d", "一", text))
    assert (found.rate, found.amount) == (None, None)
    assert (found.cap.value, found.cap.per) == (value, per)


@pytest.mark.parametrize(
    "text",
    [
        "企业参加展会的，给予展位费补助。单个企业投资不超过5万元的项目除外。",
        "企业开展检测的，给予检测费用补贴，注册资本不超过500万元的企业优先。",
    ],
)
def test_another_bound_is_none(text):
    assert all(found.cap is None for found in offers(Clause("d", "一", text)))


def test_a_bound_behind_a_share_that_is_raised_bounds_the_share_before_it_too():
    text = "对技改项目，按设备投资额的10%给予补助，属于高新技术企业的，补助比例再增加5个百分点，最高500万元。"
    first = offers(Clause("d", "一", text))[0]
    assert (first.rate.value, first.cap.value) == (10.0, 5_000_000)


def test_a_bound_behind_another_sum_is_of_that_alone():
    text = "对首次入库的企业，给予20万元奖励；次年产值增长10%以上的，再按增量的1%给予奖励，最高50万元。"
    first = offers(Clause("d", "一", text))[0]
    assert (first.amount.value, first.cap) == (200_000, None)
