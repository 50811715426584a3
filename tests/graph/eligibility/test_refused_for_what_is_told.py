"""A plain no where what is told fails, and none where the document spares, or speaks of something else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 9, 1)
HEAD = "云汀市文化和旅游促进措施\n云汀市人民政府\n2025年1月5日\n"
Told = dict[str, Any] | str


@pytest.mark.parametrize(
    ("offer", "told", "eligible"),
    [
        (
            "第一条 组织旅游专列来本市，单列人数在400人以上的，每列奖励3万元；组织旅游包机来本市，"
            "单架次人数不少于100人的，每架次奖励1万元。",
            {"组织旅游包机来本市架次": 3, "单架次人数": 80},
            False,
        ),
        (
            "第一条 在省级卫视黄金时段播出的电视剧，每部奖励80万元；"
            "在全国院线公映且票房超过1亿元的电影，每部奖励100万元。",
            {"在全国院线公映": True, "票房": 60_000_000},
            False,
        ),
    ],
)
def test_a_refusal_is_not_left_open_for_another_thing(
    offer: str, told: Told, eligible: bool | None, tmp_path: Path
) -> None:
    assert judged(schemes_in(HEAD + offer, tmp_path), told, ON)[0] is eligible


HEIRS = (
    "第一条 对新认定的省级非遗代表性传承人，给予2万元一次性补助；对新设的非遗工坊，给予5万元补助。\n"
    "第二条 申请主体须为在我市依法登记注册、具有独立法人资格的企业或机构，第一条传承人除外。\n"
)


@pytest.mark.parametrize(
    ("told", "eligible"),
    [
        ({"新认定省级非遗代表性传承人": True}, True),
        ({"新设非遗工坊": True, "在我市依法登记注册": False}, False),
        ({"新设非遗工坊": True, "在我市依法登记注册": True, "独立法人资格": True}, True),
    ],
)
def test_who_is_spared_by_name_and_article_is_not_shut_out(told: Told, eligible: bool, tmp_path: Path) -> None:
    assert judged(schemes_in(HEAD + HEIRS, tmp_path), told, ON)[0] is eligible


AID = (
    "第一条 新建冷藏库的，给予10万元补助。\n第二条 新评为省级示范社的，奖励3万元。\n"
    "第三条 已享受上级财政补助的项目不重复享受，第二条除外。\n"
)


@pytest.mark.parametrize(
    ("told", "eligible"),
    [
        ("我们新建了冷藏库，省里已经给冷藏库补助过20万元", False),
        ("我们新建了冷藏库", True),
        ("我们今年新评为省级示范社，省里已经奖过5万元", True),
    ],
)
def test_aid_that_rules_out_another_does_so_but_for_what_is_excepted(told: str, eligible: bool, tmp_path: Path) -> None:
    assert judged(schemes_in(HEAD + AID, tmp_path), told, ON)[0] is eligible


GRADES = (
    "第一条 街道养老服务中心由社会力量运营，年度考核优秀、良好、合格的，分别给予15万元、10万元、6万元补贴，"
    "不合格的不予补贴。"
)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"社会力量运营街道养老服务中心": True, "年度考核": "不合格"}, (False, 0.0)),
        ({"社会力量运营街道养老服务中心": True, "年度考核": "良好"}, (True, 100_000)),
        ("街道养老服务中心由我们公司运营，去年年度考核不合格", (False, 0.0)),
        ("街道养老服务中心由我们公司运营，去年年度考核合格", (True, 60_000)),
    ],
)
def test_a_grade_that_fails_is_refused_and_shuts_nobody_else_out(
    told: Told, expected: tuple[bool, float], tmp_path: Path
) -> None:
    assert judged(schemes_in(HEAD + GRADES, tmp_path), told, ON) == expected


@pytest.mark.parametrize(
    ("told", "eligible"),
    [
        ("我们新建了冷库，没有备案就先动工了", False),
        ("我们新建了冷库，备案以后才动工", True),
        ("我们新建了冷库，没报备就开工了", False),
    ],
)
def test_what_was_begun_before_it_was_filed_is_never_presumed_away(told: str, eligible: bool, tmp_path: Path) -> None:
    text = f"{HEAD}第一条 新建冷库的，给予10万元补助。\n第二条 未经备案擅自开工的项目不予补助。\n"
    assert judged(schemes_in(text, tmp_path), told, ON)[0] is eligible


@pytest.mark.parametrize(("when", "eligible"), [("2025-05", False), ("2025-08", True)])
def test_what_must_happen_while_a_measure_is_in_force_does_not_count_before(
    when: str, eligible: bool, tmp_path: Path
) -> None:
    text = (
        "云汀市购房补助方案\n第一条 购买首套新建商品住房的，给予2万元购房补助。\n"
        "第二条 购房时间以商品房买卖合同网签备案时间为准，须在本方案有效期内。本方案自2025年7月1日起施行，有效期3年。\n"
    )
    told: dict[str, Any] = {"购买首套新建商品住房": True, "商品房买卖合同网签备案时间": when}
    assert judged(schemes_in(text, tmp_path), told, date(2026, 5, 1))[0] is eligible


ZONE = (
    "云汀经济开发区促进外贸若干政策\n云汀经济开发区管理委员会\n2024年8月20日\n"
    "第一条 本政策适用于工商注册地、税务征管关系及统计关系在本开发区的企业。\n"
    "第二条 参加广交会的，每个标准展位补贴5000元。\n"
    "第三条 上年度发生走私违法行为的企业不享受本政策。\n"
)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("我们公司注册、纳税、统计都在开发区，参加广交会拿了4个标准展位", (True, 20_000)),
        ("我们小微企业在区里注册、纳税、统计，今年参加广交会拿了4个标准展位", (True, 20_000)),
        ("我们公司注册、纳税、统计都在外地，参加广交会拿了4个标准展位", (False, 0.0)),
    ],
)
def test_the_zone_that_speaks_is_the_place_that_people_name_by_its_kind(
    told: str, expected: tuple[bool, float], tmp_path: Path
) -> None:
    assert judged(schemes_in(ZONE, tmp_path), told, ON) == expected


@pytest.mark.parametrize(
    ("offer", "told", "eligible"),
    [
        (  # another thing that a bound names is another thing too
            "第一条 新建高标准仓库1万平方米以上的，补助10万元；改造冷库容积5000立方米以上的，补助10万元。",
            {"新建高标准仓库面积": 8000},
            False,
        ),
        (  # who runs a travel agency may bring guests to homestays, and be in rural tourism
            "第一条 本办法适用于从事乡村民宿、农家乐、乡村旅游经营的企业。\n"
            "第二条 组织县外游客入住本县民宿的，奖励1万元。",
            {"旅行社": True, "组织县外游客入住本县民宿": True},
            None,
        ),
        (
            "第一条 本办法适用于从事乡村民宿、农家乐、乡村旅游经营的企业。\n第二条 新建民宿的，奖励1万元。",
            {"从事乡村民宿经营": True, "企业": True, "新建民宿": True},
            True,
        ),
        (
            "第一条 取得国家职业资格证书的职工，补贴1000元。",
            {"职工": True, "取得国家职业资格证书": True},
            True,
        ),
        (
            "第一条 在法定劳动年龄内的残疾人创业的，补贴1万元。",
            {"残疾人": True, "年龄": 30, "创业": True},
            True,
        ),
        (
            "第一条 在法定劳动年龄内的残疾人创业的，补贴1万元。",
            {"残疾人": True, "年龄": 15, "创业": True},
            False,
        ),
    ],
)
def test_what_a_thing_a_trade_or_an_age_is_called_rules_out_no_more_than_it_says(
    offer: str, told: Told, eligible: bool | None, tmp_path: Path
) -> None:
    assert judged(schemes_in(HEAD + offer, tmp_path), told, ON)[0] is eligible
