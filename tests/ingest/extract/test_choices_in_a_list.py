"""Lists of sorts, persons and deeds of which one is enough, each with the bound that is its own."""

import pytest

from ingest.extract.definition import definitions
from ingest.record import Clause
from tests.ingest.extract.told import offers, read


def shape(text):
    """Return the attributes that a phrase asks for, in the order of its formula, and the formula."""
    found, logic = read(text)
    return [one.attr if one.value is True else f"{one.attr} {one.value}" for one in found], logic


@pytest.mark.parametrize(
    ("text", "asked", "logic"),
    [
        ("属于特困户、烈属、获得助学贷款之一的", ["特困户", "烈属", "获得助学贷款"], "c1 or c2 or c3"),
        (
            "具有高级职称、发明专利2件以上任一条件的渔民",
            ["高级职称", "发明专利 2.0", "渔民"],
            "(c1 or c2) and c3",
        ),
        ("渔船安装定位仪、摄像头、警报器其中一项的", ["渔船", "安装定位仪", "安装摄像头", "安装警报器"], None),
        ("从事托育、养老、助餐等任意一种服务的", ["从事托育", "从事养老", "从事助餐"], "c1 or c2 or c3"),
        (
            "年产值500万元以上、年纳税50万元以上或员工100人以上三项条件之一的渔场",
            ["年产值 5000000.0", "年纳税 500000.0", "员工 100.0", "渔场"],
            "(c1 or c2 or c3) and c4",
        ),
        ("近三年内取得专利3件以上、新增标准1项以上中任意一项的", ["近三年内取得专利 3.0", "新增标准 1.0"], "c1 or c2"),
    ],
)
def test_words_that_say_that_one_is_enough_make_a_choice(text, asked, logic) -> None:
    told, formula = shape(text)
    assert told == asked
    assert formula == (logic or "c1 and (c2 or c3 or c4)")


def test_a_verb_that_members_share_is_told_with_each() -> None:
    found, logic = read("获得省级绿色渔港、市级节水渔港称号之一的")
    assert [(one.attr, one.value) for one in found] == [
        ("称号级别", "省级"),
        ("称号", "绿色渔港"),
        ("称号级别", "市级"),
        ("称号", "节水渔港"),
    ]
    assert logic == "(c1 and c2) or (c3 and c4)"


def test_bare_grades_are_answers_to_one_question() -> None:
    assert [(one.attr, one.value) for one in read("渔家乐被评为三星级、四星级之一的")[0]][-1] == (
        "称号",
        "三星级、四星级",
    )


@pytest.mark.parametrize("text", ["世界500强之一的", "具备甲证、乙证、丙证中两项以上的", "父母之一具有本县户籍的"])
def test_one_of_a_group_that_is_not_listed_is_no_choice(text) -> None:
    assert " or " not in (read(text)[1] or "")


@pytest.mark.parametrize(
    "text",
    [
        "企业符合下列情形之一：获得示范渔港称号、通过贯标验收、年研发投入500万元以上，给予20万元奖励。",
        "企业符合下列任意一项条件的，给予20万元奖励：获得示范渔港称号、通过贯标验收、年研发投入500万元以上。",
        "具备以下条件中的一项的企业，给予20万元奖励：1.获得示范渔港称号；2.通过贯标验收；3.年研发投入500万元以上。",
    ],
)
def test_a_list_of_which_one_is_enough_may_stand_within_its_sentence(text) -> None:
    (offer,) = offers(Clause("d", "一", text))
    assert [one.attr for one in offer.conditions] == ["称号", "通过贯标验收", "年研发投入"]
    assert offer.logic == "c1 or c2 or c3"


def test_who_is_spoken_of_before_a_list_stays_asked() -> None:
    text = "渔民符合下列情形之一的，给予2000元补贴：孤儿、特困户、烈属。"
    (offer,) = offers(Clause("d", "一", text))
    assert [one.attr for one in offer.conditions] == ["孤儿", "特困户", "烈属", "渔民"]
    assert offer.logic == "(c1 or c2 or c3) and c4"


def meaning(text):
    ((_, found),) = definitions([Clause("d", "二", text)])
    return found


def attrs(tree):
    return [one.attr if hasattr(one, "attr") else (one.any, attrs(one)) for one in tree.parts]


def test_a_word_means_each_sort_of_persons_that_its_definition_lists() -> None:
    text = "本办法所称重点渔民，是指在校大学生和毕业5年以内的毕业生、登记失业半年以上人员、持证残疾人和退役士兵。"
    ((choice,),) = [meaning(text).tree.parts]
    assert attrs(choice) == [
        "重点渔民",
        "在校大学生",
        (False, ["毕业年限", "毕业生"]),
        "登记失业半年以上人员",
        "持证残疾人",
        "退役士兵",
    ]


def test_a_bound_of_the_last_kind_is_its_own() -> None:
    text = "本细则所称渔业主体，是指渔业合作社、家庭渔场和年养殖面积100亩以上的养殖大户。"
    assert attrs(meaning(text).tree) == [(True, ["渔业合作社", "家庭渔场", (False, ["年养殖面积", "养殖大户"])])]


def test_what_the_first_of_a_list_tells_of_a_place_is_asked_of_all() -> None:
    text = "本细则所称渔业主体，是指在本县登记的渔业企业、渔业合作社、家庭渔场。"
    assert attrs(meaning(text).tree) == ["在本县登记", (True, ["渔业企业", "渔业合作社", "家庭渔场"])]


def test_a_grade_in_a_bracket_is_another_way_and_a_gloss_is_none() -> None:
    found, logic = read("新引进的硕士（高级技师、副高级职称）购买住房的")
    assert [one.value if one.value is not True else one.attr for one in found] == [
        "新引进",
        "硕士",
        "高级技师",
        "副高级职称",
        "购买住房",
    ]
    assert logic == "c1 and (c2 or c3 or c4) and c5"
    assert " or " not in (read("高级工（三级）职业资格的")[1] or "")


def test_who_has_a_second_grade_in_a_bracket_is_named_by_the_first() -> None:
    found = offers(Clause("d", "一", "硕士（高级技师）每月补贴1000元、本科（技师）每月补贴500元。"))
    assert found[0].beneficiary == "硕士"
    assert [one.logic for one in found] == ["c1 or c2", "c1 or c2"]


def test_kinds_summed_up_behind_them_are_answers_to_one_question() -> None:
    found, _ = read("从事养殖的渔业公司、家庭渔场、养殖大户等渔业经营主体")
    assert [(one.attr, one.value) for one in found][-1] == ("申请人类型", "渔业公司、家庭渔场、养殖大户、渔业经营主体")


@pytest.mark.parametrize(
    ("text", "logic"),
    [
        ("在本县登记注册的养殖公司、养殖大户等渔业经营主体（养殖大户不要求登记注册）", "(c1 or c2) and c3"),
        ("具有独立法人资格、在本县纳税的机构（个体诊所无需具备独立法人资格）", "(c1 or c2) and c3"),
        ("具有本县户籍、年满18周岁（引进人才不受户籍限制）", "(c1 or c2) and c3"),
    ],
)
def test_whom_a_bracket_lets_off_need_not_meet_that_alone(text, logic) -> None:
    assert read(text)[1] == logic


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
        "渔场与渔业院校或技工学校共建实训基地的",
    ],
)
def test_by_which_of_two_it_is_done_parts_nothing(text) -> None:
    assert any("或" in one.attr for one in read(text)[0])
    assert " or " not in (read(text)[1] or "")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("连续捕捞一年半以上的", (">=", 1.5, "年")),
        ("从事养殖满2年半的", (">=", 2.5, "年")),
        ("从事养殖满2年的", (">=", 2.0, "年")),
    ],
)
def test_a_year_and_a_half_is_no_year(text, asked) -> None:
    assert [(one.op, one.value, one.unit) for one in read(text)[0] if one.unit] == [asked]


def test_how_old_and_what_else_the_last_of_a_list_is_binds_no_other():
    found, logic = read("招用毕业年度高校毕业生或登记失业的16—24岁青年")
    assert [one.attr for one in found] == ["招用毕业年度高校毕业生", "登记失业", "年龄", "年龄", "青年"]
    assert logic == "c1 or (c2 and c3 and c4 and c5)"


def test_who_is_newly_come_may_be_of_any_degree_of_the_list():
    found, logic = read("对新引进的博士、硕士")
    asked = [(one.attr, one.value) for one in found]
    assert (asked, logic) == ([("新引进", True), ("学历或技能等级", "博士、硕士")], "c1 and c2")
