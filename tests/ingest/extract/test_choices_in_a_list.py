"""Lists of sorts, persons and deeds of which one is enough, each with the bound that is its own."""

import pytest

from ingest.extract.definition import definitions
from ingest.record import Clause
from tests.ingest.extract.told import read


def shape(text):
    """Return the attributes that a phrase asks for, in the order of its formula, and the formula."""
    found, logic = read(text)
    return [one.attr if one.value is True else f"{one.attr} {one.value}" for one in found], logic


@pytest.mark.parametrize("text", ["世界500强之一的", "具备甲证、乙证、丙证中两项以上的", "父母之一具有本县户籍的"])
def test_one_of_a_group_that_is_not_listed_is_no_choice(text) -> None:
    assert " or " not in (read(text)[1] or "")


def meaning(text):
    ((_, found),) = definitions([Clause("d", "二", text)])
    return found


def attrs(tree):
    return [one.attr if hasattr(one, "attr") else (one.any, attrs(one)) for one in tree.parts]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("在孵创业实体20家以上的", "在孵创业实体"),
        ("对在训运动员20名以上的体校", "在训运动员"),
        ("在站从事科研工作满6个月的", "在站从事科研工作"),
        ("在产渔船5艘以上的", "在产渔船"),
        ("在产业园注册资本100万元以上的", "产业园注册资本"),
    ],
)
def test_a_word_that_begins_with_at_keeps_its_beginning(text, name) -> None:
    assert read(text)[0][0].attr == name


@pytest.mark.parametrize(
    "text",
    [
        "参加由县政府或县渔业局统一组织的展销活动的",
        "获得经省渔业厅或市渔业局认定的研发平台的",
    ],
)
def test_by_which_of_two_it_is_done_parts_nothing(text) -> None:
    assert any("或" in one.attr for one in read(text)[0])
    assert " or " not in (read(text)[1] or "")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("从事养殖满2年的", (">=", 2.0, "年")),
    ],
)
def test_a_year_and_a_half_is_no_year(text, asked) -> None:
    assert [(one.op, one.value, one.unit) for one in read(text)[0] if one.unit] == [asked]


def test_how_old_and_what_else_the_last_of_a_list_is_binds_no_other():
    found, logic = read("招用毕业年度高校毕业生或登记失业的16—24岁青年")
    assert [one.attr for one in found] == ["招用毕业年度高校毕业生", "登记失业", "年龄", "年龄", "青年"]
    assert logic == "c1 or (c2 and c3 and c4 and c5)"
