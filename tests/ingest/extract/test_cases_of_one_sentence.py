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
        ("对获得省级以上发明奖励的，一等奖奖励50万元；二等奖奖励30万元。", "称号级别=省级以上"),
        ("对单位招用残疾人，签订1年以上合同的，补贴300元；招用重度残疾人的，补贴500元。", "合同期限>=1.0"),
    ],
)
def test_a_further_case_is_asked_what_stands_before_the_first(text: str, shared: str) -> None:
    first, other = asked(text)
    assert shared in first and shared in other and other != first


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("企业新购机床10台以上的，属于数控机床的，补助9万元；农户购置农机的，补助1万元。", "农户购置农机="),
        ("对参加展会的企业，给予5000元补助；举办展会的，给予2万元补助。", "举办展会="),
        ("对新获评国家级渔港的渔村，给予10万元奖励；通过有机认证的，给予5万元奖励。", "通过有机认证="),
        ("对取得高级职称的人才，给予2万元补贴；取得博士学位的，给予5万元补贴。", "学历或技能等级=博士"),
        ("对购买新船的个人，补贴5000元；购买旧船的，补贴2000元。", "购买旧船="),
        ("对新建冷库的，每立方米补助150元；改建的，每立方米补助100元。", "改建="),
        ("对年产值500万元以上不足900万元的企业，奖励5万元；900万元以上的，奖励9万元。", "年产值>=9000000.0"),
        ("对首次取得绿色食品认证的企业，奖励2万元；绿色食品续展的，奖励5000元。", "绿色食品续展="),
    ],
)
def test_what_stands_in_the_place_of_the_first_case_is_asked_instead(text: str, own: str) -> None:
    assert asked(text)[1] == {own}


def test_a_title_is_kept_where_only_the_first_time_is_told_anew() -> None:
    first, again = asked("对新认定的创新型渔业企业，给予20万元奖励；重新认定的，给予10万元奖励。")
    assert "新认定=" in first and "新认定=" not in again and "称号=创新型渔业企业" in first & again


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("列入省级零碳港、零碳村试点，且通过省发展和改革委员会验收的，分别奖励90万元、20万元。", ["零碳港", "零碳村"]),
        ("入选市级渔业站、渔业校，并经市科技局和市财政局备案的，分别奖励5万元、3万元。", ["渔业站", "渔业校"]),
        ("对获评五星级、四星级渔村，且经文化和旅游部门公告的，分别奖励20万元、10万元。", ["五星级", "四星级"]),
    ],
)
def test_sums_are_handed_out_to_what_is_named_and_not_to_the_offices_that_check_it(text: str, kinds: list[str]) -> None:
    found = asked(text)
    for own, other, offer in zip(kinds, reversed(kinds), found, strict=True):
        assert any(own in one for one in offer) and not any(other in one for one in offer)
    assert not any(one.startswith(("通过省发展=", "经文化=", "经市科技局=")) for offer in found for one in offer)


def test_whom_a_body_serves_is_not_what_it_is() -> None:
    (offer,) = asked("列入年度计划的服务机构，为本市渔业企业开展能耗诊断并经验收合格的，每家补助1万元。")
    assert {"开展能耗诊断=", "服务对象为本市渔业企业=", "经验收合格="} <= offer


def test_who_may_not_have_another_article_too_is_not_shut_out_of_this_one() -> None:
    (offer,) = asked("对完成捕捞设备改造的公司，奖励5万元。同一渔船的船东不得再申报第九条奖励。")
    assert not any("False" in one for one in offer)
