"""A bound on an applicant holds for each share of the same, and one behind shares of several years for each year."""

import pytest

from ingest.record import Clause
from tests.ingest.extract.told import offers

PREMIUM = "对企业投保信保的，按实缴保费的50%给予补助，每家企业不超过20万元，上年度出口额低于300万美元的企业按70%补助。"
RENT = "对租赁标准厂房的企业，第一年按租金的100%、第二年按50%、第三年按30%给予补贴，年补贴最高50万元。"
OTHER = "对企业购买设备的，按设备投资的10%给予补助，单个企业最高100万元，参加展会的，按展位费的50%给予补助。"


@pytest.mark.parametrize(
    ("text", "caps"),
    [(PREMIUM, [200_000, 200_000]), (RENT, [500_000, 500_000, 500_000]), (OTHER, [1_000_000, None])],
)
def test_a_bound_holds_for_each_share_of_the_same(text, caps):
    """The bound on shares of something else is not taken over."""
    found = offers(Clause("d", "一", text))
    assert [one.cap.value if one.cap else None for one in found] == caps
