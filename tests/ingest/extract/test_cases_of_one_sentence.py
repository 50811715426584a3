"""What further sums of a sentence keep of what its first sum asks; all places are made up."""

from __future__ import annotations

import pytest

from ingest.extract.incentive import extract
from ingest.record import Clause, Document, Meta, Reading, Source


def asked(text: str) -> list[set[str]]:
    clause = Clause("d", "一", text)
    document = Document("d", Source("例.txt", "", "text/plain", ()), Meta("例", kind="measures"), (clause,))
    found = extract(Reading(clause, document))
    return [
        {f"{one.attr}{one.op or ''}{'' if one.value is True else one.value}" for one in offer.conditions}
        for offer in found
    ]


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        ("单位改造网箱，水面10亩以上的，采用钢架的，每亩补助60元；采用竹架的，每亩补助40元。", "水面>=10.0"),
        ("单位改造网箱，水面10亩以上的，钢架的，每亩补助60元；竹制的，每亩补助40元。", "水面>=10.0"),
        ("1.对开办早教点，学位30个以上的举办者，自有场地的，补助5万元；租用的，补助3万元。", "学位>=30.0"),
        ("（二）对安装地暖，面积80平方米以上的住户，第一年补300元，第二年仍在使用的补150元。", "面积>=80.0"),
        ("对开办菌棚，面积200平方米以上的农户，补助2万元；采用太阳能供热的，补助3万元。", "面积>=200.0"),
        ("单位购置救护车，在本市上牌的，纯电动的，每辆补3万元；氢燃料的，每辆补助5万元。", "在本市上牌="),
    ],
)
def test_a_further_case_is_asked_what_stands_before_the_first(text: str, shared: str) -> None:
    first, other = asked(text)
    assert shared in first and shared in other and other != first


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("对参加展会的企业，给予5000元补助；举办展会的，给予2万元补助。", "举办展会="),
        ("对购买新船的个人，补贴5000元；购买旧船的，补贴2000元。", "购买旧船="),
        ("对新建冷库的，每立方米补助150元；改建的，每立方米补助100元。", "改建="),
        ("对年产值500万元以上不足900万元的企业，奖励5万元；900万元以上的，奖励9万元。", "年产值>=9000000.0"),
    ],
)
def test_what_stands_in_the_place_of_the_first_case_is_asked_instead(text: str, own: str) -> None:
    assert asked(text)[1] == {own}


def test_who_may_not_have_another_article_too_is_not_shut_out_of_this_one() -> None:
    (offer,) = asked("对完成捕捞设备改造的公司，奖励5万元。同一渔船的船东不得再申报第九条奖励。")
    assert not any("False" in one for one in offer)
