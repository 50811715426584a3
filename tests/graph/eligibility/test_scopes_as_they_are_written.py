"""Whom and what a document is for, as its scope says it: districts in brackets, 支持对象为…, last year's affairs."""

from datetime import date

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 6, 1)
OPEN, NO, YES = (None, None), (False, 0), (True, 500_000)


def _schemes(scope: str, folder):
    text = f"云汀市若干措施\n\n第一条 {scope}\n第二条 对新获评省级智能工厂的企业，奖励50万元。\n"
    return schemes_in(text, folder)


@pytest.mark.parametrize("which", ["包括", "即", "具体包括：", ""])
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("我们在北渡区，独立法人", YES),
        ("公司注册在云汀经开区，独立法人", YES),
        ("公司注册在西山县，独立法人", NO),
        ("我们是独立法人", OPEN),
    ],
)
def test_a_bracket_says_which_districts_are_the_town_proper(which, said, expected, tmp_path) -> None:
    scope = f"本政策适用于在云汀市市区（{which}东浦区、北渡区和云汀经济技术开发区）登记注册、具有独立法人资格的企业。"
    assert judged(_schemes(scope, tmp_path), f"{said}，今年新获评省级智能工厂", ON) == expected


@pytest.mark.parametrize(
    ("where", "expected"),
    [("东城区", YES), ("西城区", YES), ("南城区", NO), ("城区", YES), ("朝阳区", NO), ("北山县", NO)],
)
def test_districts_of_the_compass_are_names_and_may_be_those_of_other_cities(where, expected, tmp_path) -> None:
    scope = "本措施适用于在云汀市市区（包括东城区、西城区和高新区）登记注册的企业。"
    assert judged(_schemes(scope, tmp_path), f"我们公司注册在{where}，今年新获评省级智能工厂", ON) == expected


@pytest.mark.parametrize(
    "scope",
    [
        "专项资金支持对象为在本市行政区域内依法登记注册的企业。",
        "本措施的扶持对象应当为在本市行政区域内依法登记注册的企业。",
        "奖励的申报主体是在本市行政区域内依法登记注册的企业。",
    ],
)
@pytest.mark.parametrize(
    ("said", "expected"),
    [("我们公司注册在本市", YES), ("我们公司注册在外省", NO), ("我们公司", OPEN)],
)
def test_the_words_before_whom_are_no_part_of_where(scope, said, expected, tmp_path) -> None:
    assert judged(_schemes(scope, tmp_path), f"{said}，今年新获评省级智能工厂", ON) == expected


LAST = "申报奖励的事项，应当在申报年度的上一自然年度内完成、取得或者实际发生。"


@pytest.mark.parametrize("scope", [LAST, "申报事项须为上一年度内取得。", "申报项目应于上一会计年度内完成。"])
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("去年10月新获评省级智能工厂", YES),
        ("去年刚获评省级智能工厂，之前没评过", YES),
        ("2024年10月新获评省级智能工厂", YES),
        ("2023年10月新获评省级智能工厂", NO),
        ("今年3月新获评省级智能工厂", OPEN),
        ("前年新获评省级智能工厂", NO),
    ],
)
def test_affairs_of_last_year_are_asked_for_only_where_another_time_is_told(scope, said, expected, tmp_path) -> None:
    assert judged(_schemes(scope, tmp_path), said, ON) == expected


@pytest.mark.parametrize(("day", "expected"), [("2024-11", YES), ("2023-11", OPEN), ("2025-02", OPEN)])
def test_so_are_they_by_facts(day, expected, tmp_path) -> None:
    facts = {"新获评": True, "称号级别": "省级", "称号": "智能工厂", "获评时间": day}
    assert judged(_schemes(LAST, tmp_path), facts, ON) == expected


PARTS = """云汀市专项资金管理办法

第二章 支持对象
第五条 专项资金支持对象为在本市登记注册的企业。本办法第七条第（二）项的支持对象为具有本市户籍的个人。
第三章 支持标准
第六条 对新获评省级智能工厂的企业，奖励50万元。
第七条 文艺创作。
（一）企业出品的电视剧在中央台首播的，奖励30万元。
（二）个人创作的作品获得国家级文学奖的，奖励10万元。
"""


def test_whom_one_item_is_for_is_asked_of_no_other(tmp_path) -> None:
    schemes = schemes_in(PARTS, tmp_path)
    assert judged(schemes, "我们公司注册在本市，今年新获评省级智能工厂", ON) == YES
    asked = {scheme.place.path: [need.attr for need in scheme.requirements] for scheme in schemes}
    assert not any("户籍" in attr for attr in asked["第三章/第六条"] + asked["第三章/第七条/(一)"])
    assert any("户籍" in attr for attr in asked["第三章/第七条/(二)"])


@pytest.mark.parametrize("affairs", ["发生的业务和建成的项目", "实际发生的业务、建成的项目", "发生的事项"])
@pytest.mark.parametrize(("when", "expected"), [("2025年3月", YES), ("2024年11月", NO)])
def test_affairs_of_any_kind_are_bound_by_the_days_told_of_all(affairs, when, expected, tmp_path) -> None:
    schemes = _schemes(f"本办法支持2025年1月1日至2027年12月31日期间{affairs}，实行次年申报。", tmp_path)
    assert judged(schemes, f"我们公司{when}新获评省级智能工厂", ON) == expected
