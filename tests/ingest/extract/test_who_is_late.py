"""How and when to apply shuts out nobody who may; what was not done as it must be does."""

from ingest.record import Clause
from tests.ingest.extract.told import offers


def test_only_what_is_late_is_left_out():
    """未按规定缴纳社会保险 is no time for applying."""
    given = "对新建冷库的企业给予10万元补助。"
    for words, asked in (
        ("未按规定缴纳社会保险的企业，不予补助。", True),
        ("未按要求整改的企业，不予补助。", True),
        ("未在规定期限内申报的，不予补助。", False),
        ("逾期未申请的，不予补助。", False),
    ):
        (offer,) = offers(Clause("d", "一", given + words))
        assert any(one.value is False for one in offer.conditions) is asked
