"""Who is of one of the sorts that a word means, or of one of a choice, is judged by that one."""

from datetime import date

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 6, 1)
GROUP = (
    "第二条 本办法所称重点渔民，是指在校大学生和毕业5年以内的高校毕业生、就业困难人员、持证残疾人和自主就业退役士兵。\n"
    "第三条 重点渔民首次创办渔场，正常经营1年以上的，给予一次性创业补贴10000元。\n"
)
CHOICE = "第三条 毕业年度高校毕业生，属于低保家庭、孤儿、获得国家助学贷款之一的，给予一次性求职补贴2000元。\n"
OPEN, NO = (None, None), (False, 0)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ({"重点渔民": "自主就业退役士兵"}, (True, 10000)),
        ({"重点渔民": "毕业5年以内的高校毕业生"}, (True, 10000)),
        ({"人员类别": "毕业2年内高校毕业生"}, (True, 10000)),
        ({"重点渔民": True}, (True, 10000)),
        ({"人员类别": "高校毕业生", "毕业年限": 7}, OPEN),
        ({"重点人群": "普通居民"}, OPEN),
    ],
)
def test_a_sort_told_is_enough(who, expected, tmp_path) -> None:
    facts = {**who, "首次创办渔场": True, "正常经营年限": 2}
    assert judged(schemes_in(f"某市办法\n\n{GROUP}", tmp_path), facts, ON) == expected


def test_the_word_itself_told_with_another_sort_settles_nothing(tmp_path) -> None:
    body = GROUP.replace("重点渔民", "重点人群")
    facts = {"重点人群": "普通居民", "首次创办渔场": True, "正常经营年限": 2}
    assert judged(schemes_in(f"某市办法\n\n{body}", tmp_path), facts, ON) == OPEN


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"毕业年度高校毕业生": True, "低保家庭": True}, (True, 2000)),
        ({"毕业年度高校毕业生": True, "困难类型": "获得国家助学贷款"}, (True, 2000)),
        ({"毕业年度高校毕业生": True, "低保家庭": False, "孤儿": False, "获得国家助学贷款": False}, NO),
        ({"毕业年度高校毕业生": True, "低保家庭": False}, OPEN),
        ("今年大学毕业，家里吃低保，能拿多少？", (True, 2000)),
        ("今年大学毕业，家里条件还可以，能拿多少？", OPEN),
    ],
)
def test_one_of_a_choice_is_enough_and_none_is_too_few(told, expected, tmp_path) -> None:
    assert judged(schemes_in(f"某市办法\n\n{CHOICE}", tmp_path), told, ON) == expected


FAIR = "一、对参加由县政府或县渔业局统一组织的展销活动的渔场，每次补助3000元。\n"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"申请人类型": "渔场", "参加县渔业局统一组织的展销活动": True}, (True, 3000)),
        ({"申请人类型": "渔场", "参加由县政府统一组织的展销活动": True}, (True, 3000)),
        ({"申请人类型": "渔场"}, OPEN),
    ],
)
def test_what_either_of_two_offices_did_is_enough(told, expected, tmp_path) -> None:
    assert judged(schemes_in(f"某县办法\n\n{FAIR}", tmp_path), told, ON) == expected


FREED = (
    "一、扶持对象\n在本县行政区域内登记注册，从事养殖的渔业公司、家庭渔场、养殖大户等渔业经营主体（养殖大户不要求登记注册）。\n"
    "二、扶持内容\n1.支持育苗。对新建育苗中心的，给予补助10万元。\n"
)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"经营主体类型": "养殖大户", "从事养殖": True, "新建育苗中心": True}, (True, 100_000)),
        ({"经营主体类型": "家庭渔场", "从事养殖": True, "新建育苗中心": True}, OPEN),
        ({"养殖大户": False, "家庭渔场": True, "在本县登记注册": False, "从事养殖": True, "新建育苗中心": True}, NO),
        ({"经营主体类型": "家庭渔场", "在本县登记注册": True, "从事养殖": True, "新建育苗中心": True}, (True, 100_000)),
    ],
)
def test_whom_a_bracket_lets_off_qualifies_without(told, expected, tmp_path) -> None:
    assert judged(schemes_in(f"某县办法\n\n{FREED}", tmp_path), told, ON) == expected
