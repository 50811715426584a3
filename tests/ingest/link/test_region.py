"""Regions are looked up by name and found in text."""

import pytest


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("温州市", "330300"),
        ("温州", "330300"),
        ("浙江省", "330000"),
        ("浙", "330000"),
        ("全国", "100000"),
        ("330300", "330300"),
        ("吉林", "220000"),
        ("吉林市", "220200"),
        ("海南", "460000"),
        ("恩施州", "422800"),
        ("浙江省温州市鹿城区", "330302"),
        ("辽宁朝阳", "211300"),
        ("北京市朝阳区", "110105"),
        ("济源示范区", "419001"),
        ("京津冀", "jing-jin-ji"),
        ("雄安新区", "xiongan"),
    ],
)
def test_a_name_gives_its_region(register, name, code):
    assert register.region(name).code == code


@pytest.mark.parametrize("name", ["鼓楼区", "云泽省", "有关部门", ""])
def test_what_is_unknown_or_borne_by_several_gives_none(register, name):
    assert register.region(name) is None


def test_the_place_asked_from_settles_a_name_that_several_bear(register):
    assert register.region("鼓楼区", within="320100").code == "320106"
    assert register.region("朝阳区", within="110000").code == "110105"


def test_a_region_knows_its_level_and_parent(register):
    region = register.region("鹿城区")
    assert (region.level, region.parent) == ("county", "330300")
    assert [above.name for above in register.regions.lineage("330302")] == ["鹿城区", "温州市", "浙江省", "全国"]


def found(register, text, within=None):
    return [(text[mark.start : mark.end], mark.id) for mark in register.regions.find(text, within)]


def test_the_longest_name_is_found(register):
    assert found(register, "在京津冀及周边地区和吉林省推广") == [
        ("京津冀及周边地区", "jing-jin-ji"),
        ("吉林省", "220000"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "维护社会长治久安",
        "沿海城市率先达到",
        "建设新乡村样板",
        "夯实更新余热利用",
        "黄河南岸与长江北岸",
        "规范城区和郊区管理",
        "发展朝阳产业",
        "培育东方市场",
        "中国特色社会主义",
    ],
)
def test_names_inside_other_words_are_not_found(register, text):
    assert found(register, text) == []


def test_a_short_name_does_not_reach_over_the_next_word(register):
    assert found(register, "上海南部新城和唐山东部矿带") == [("上海", "310000"), ("唐山", "130200")]
    assert found(register, "温州市场监管") == [("温州", "330300")]


def test_a_county_is_found_by_its_full_name_and_settled_by_the_place_of_the_document(register):
    assert found(register, "鹿城区、龙湾区先行") == [("鹿城区", "330302"), ("龙湾区", "330303")]
    assert found(register, "鼓楼区试点") == [("鼓楼区", None)]
    assert found(register, "鼓楼区试点", "320100") == [("鼓楼区", "320106")]
