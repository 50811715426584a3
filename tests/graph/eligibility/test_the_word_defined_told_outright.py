"""Who is told as a fact to bear the word that a document defines meets, or does not meet, what the definition asks."""

from datetime import date

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 6, 1)
TEXT = """云汀市促进落户若干措施

一、对新引进企业租用园区厂房1000平方米以上的，给予一次性补助10万元。
二、本措施所称新引进企业，是指2024年1月1日以后在园区新注册设立，或者从市外迁入园区的企业。由本市其他县迁入的企业，不视为新引进企业。
三、本措施自2024年1月1日起施行，有效期至2028年12月31日。
"""


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"新引进企业": True}, (True, 100_000)),
        ({"是否新引进企业": True}, (True, 100_000)),
        ({"新引进企业": False}, (False, 0)),
        ({}, (None, None)),
        ({"重点企业": True}, (None, None)),
    ],
)
def test_the_word_told_settles_what_it_means(told, expected, tmp_path) -> None:
    facts = {**told, "租用园区厂房": True, "租用园区厂房面积": "2000平方米"}
    assert judged(schemes_in(TEXT, tmp_path), facts, ON) == expected


def test_what_is_told_of_the_definition_itself_goes_before_the_word(tmp_path) -> None:
    facts = {"新引进企业": True, "在园区新注册设立": False, "从市外迁入园区": False, "租用园区厂房": True}
    assert judged(schemes_in(TEXT, tmp_path), {**facts, "租用园区厂房面积": "2000平方米"}, ON)[0] is not True


def test_in_running_words_it_settles_nothing(tmp_path) -> None:
    said = "我们算是新引进企业，租了园区2000平方米厂房"
    assert judged(schemes_in(TEXT, tmp_path), said, ON)[0] is None
