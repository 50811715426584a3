"""How old those may be who are paid, said in a sentence behind the offer, for all or for those of a degree."""

import pytest

from ingest.extract.age_behind import ages_behind
from ingest.extract.condition import Passage, numbered

BY_DEGREE = {"年龄（博士）": 45, "年龄（硕士）": 40, "年龄（本科）": 35}
PAID = "对新引进的博士、硕士、本科，分别给予10万元、5万元、3万元补贴。"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "申请时年龄，博士生不超过40周岁，本科、大专生不超过30周岁。",
            {"年龄（博士生）": 40, "年龄（本科、大专生）": 30},
        ),
        ("年龄要求：博士45周岁以下，硕士40周岁以下。", {"年龄（博士）": 45, "年龄（硕士）": 40}),
        ("其中，博士年龄不超过45周岁，硕士年龄不超过40周岁。", {"年龄（博士）": 45, "年龄（硕士）": 40}),
        (
            "博士、硕士、本科年龄分别不超过45、40、35周岁。",
            BY_DEGREE,
        ),
        ("上述人员年龄须在45周岁以下。", {"年龄": 45}),
        ("申请时硕士研究生不超过35周岁。", {"年龄（硕士研究生）": 35}),
        ("年龄以申请当月为准。", {}),
        ("申请人年龄按身份证计算。", {}),
    ],
)
def test_bounds_behind_an_offer(text: str, asked: dict[str, int]) -> None:
    found, _ = numbered([ages_behind(Passage.of(PAID + text), True)])
    assert {one.attr: one.value for one in found} == asked


def test_who_may_be_older_is_another_way_to_meet_the_bound_for_all() -> None:
    text = PAID + "申请人年龄一般不超过35周岁，博士可放宽至45周岁。"
    found, logic = numbered([ages_behind(Passage.of(text), True)])
    assert ([(one.attr, one.value) for one in found], logic) == (
        [("年龄", 35.0), ("年龄（博士可至）", 45.0)],
        "c1 or c2",
    )


def test_what_stands_in_the_offer_itself_is_read_there() -> None:
    assert not ages_behind(Passage.of("申请时年龄不超过35周岁，在本市工作的，给予补贴1万元。"), True)
