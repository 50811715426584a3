"""The authority files hold what they say they hold."""

from collections import Counter

import pytest

import ontology
from ingest.link.authority import concepts

REGIONS = concepts(ontology.REGIONS)
COUNTIES = concepts(ontology.COUNTIES)
AGENCIES = concepts(ontology.AGENCIES)
FUNCTIONS = {c.id: c for c in AGENCIES if c.kind == "Function"}
NATIONAL = {c.id: c for c in AGENCIES if c.kind == "Organization"}
INDICATORS = concepts(ontology.INDICATORS)
UNITS = concepts(ontology.UNITS)
SECTORS = concepts(ontology.SECTORS)
CODED = [c for c in REGIONS if c.value("notation")]


@pytest.mark.parametrize(
    ("ending", "count"), [("市", 293), ("自治州", 30), ("地区", 7), ("盟", 3)], ids=["市", "自治州", "地区", "盟"]
)
def test_every_prefecture_level_region_is_there(ending, count):
    prefectures = [c for c in CODED if c.value("regionLevel") == "municipal"]
    assert len(prefectures) == 333
    assert sum(c.label.endswith(ending) for c in prefectures) == count


def test_there_are_34_provincial_regions_of_four_kinds():
    provinces = [c for c in CODED if c.value("regionLevel") == "provincial"]
    assert len(provinces) == 34
    kinds = Counter(c.value("regionStatus") or "省" for c in provinces)
    assert kinds == {"省": 23, "自治区": 5, "直辖市": 4, "特别行政区": 2}


def test_counties_number_what_the_yearly_list_has():
    counties = [c for c in (*CODED, *COUNTIES) if c.value("regionLevel") == "county"]
    assert 2800 < len(counties) < 2900


def test_region_codes_are_unique_over_both_files_and_are_their_ids():
    codes = [c.id for c in (*REGIONS, *COUNTIES)]
    assert len(codes) == len(set(codes))
    assert all(c.value("notation") == c.id and len(c.id) == 6 for c in (*CODED, *COUNTIES))


def test_every_region_below_the_country_has_a_parent_that_exists_one_level_up():
    level = {c.id: c.value("regionLevel") for c in REGIONS}
    allowed = {"provincial": {"national"}, "municipal": {"provincial"}, "group": {"national"}}
    for region in (*REGIONS, *COUNTIES):
        if region.id != "100000":
            parent = level[region.value("broader")]
            assert parent in allowed.get(region.value("regionLevel"), {"provincial", "municipal"}), region.label


def test_fifteen_cities_are_sub_provincial_and_five_are_planned_separately():
    statuses = Counter(status for c in REGIONS for status in c.values.get("regionStatus", ()))
    assert (statuses["副省级市"], statuses["计划单列市"]) == (15, 5)
    assert statuses["省会"] + statuses["首府"] == 27


def test_areas_name_members_that_exist():
    known = {c.id for c in REGIONS}
    areas = {c.label: c.values.get("hasPart", ()) for c in REGIONS if c.value("regionLevel") == "group"}
    assert areas["京津冀"] == ("110000", "120000", "130000")
    assert len(areas["长江经济带"]) == 11
    assert len(areas["黄河流域"]) == 9
    assert all(part in known for parts in areas.values() for part in parts)


@pytest.mark.parametrize(
    "entries", [AGENCIES, INDICATORS, UNITS, SECTORS], ids=["agencies", "indicators", "units", "sectors"]
)
def test_every_entry_has_a_label_in_chinese_and_english(entries):
    assert [c.id for c in entries if not (c.label and c.english)] == []


def test_regions_have_a_chinese_label_and_down_to_prefectures_an_english_one():
    assert [c.id for c in (*REGIONS, *COUNTIES) if not c.label] == []
    assert [c.id for c in REGIONS if not c.english and c.value("regionLevel") != "county"] == []


@pytest.mark.parametrize("entries", [INDICATORS, UNITS, SECTORS], ids=["indicators", "units", "sectors"])
def test_no_name_stands_for_two_entries_of_one_file(entries):
    names = Counter(name for c in entries for name in (c.label, *c.names))
    assert [name for name, count in names.items() if count > 1] == []


def test_no_name_of_an_office_stands_for_two_functions_and_none_of_a_body_for_two_bodies():
    for entries in (FUNCTIONS, NATIONAL):
        names = Counter(name for c in entries.values() for name in {c.label if c.kind != "Function" else "", *c.names})
        assert [name for name, count in names.items() if count > 1 and name] == []


def test_bodies_of_the_centre_point_at_functions_that_exist():
    assert {c.value("function") for c in NATIONAL.values()} - {None} <= FUNCTIONS.keys()


@pytest.mark.parametrize(
    ("before", "after", "year"),
    [
        ("环境保护部", "生态环境部", "2018"),
        ("国土资源部", "自然资源部", "2018"),
        ("农业部", "农业农村部", "2018"),
        ("国家旅游局", "文化和旅游部", "2018"),
        ("国家卫生和计划生育委员会", "国家卫生健康委员会", "2018"),
        ("国家安全生产监督管理总局", "应急管理部", "2018"),
        ("国家质量监督检验检疫总局", "国家市场监督管理总局", "2018"),
        ("中国保险监督管理委员会", "中国银行保险监督管理委员会", "2018"),
        ("中国银行保险监督管理委员会", "国家金融监督管理总局", "2023"),
        ("国务院扶贫开发领导小组办公室", "国家乡村振兴局", "2021"),
        ("国家乡村振兴局", "农业农村部", "2023"),
        ("信息产业部", "工业和信息化部", "2008"),
    ],
)
def test_reorganisations_are_told_from_both_sides_with_their_date(before, after, year):
    by_label = {c.label: c for c in NATIONAL.values()}
    old, new = by_label[before], by_label[after]
    assert new.id in old.values["successor"]
    assert old.id in new.values["predecessor"]
    assert old.value("ended").startswith(year)


def test_whoever_was_abolished_has_a_successor_and_no_chain_runs_in_a_circle():
    for body in NATIONAL.values():
        assert bool(body.value("ended")) == bool(body.value("successor")), body.label
        seen, todo = set(), [body.id]
        while todo:
            seen.add(current := todo.pop())
            assert body.id not in NATIONAL[current].values.get("successor", ())
            todo += [next_ for next_ in NATIONAL[current].values.get("successor", ()) if next_ not in seen]


def test_units_have_a_dimension_and_a_positive_multiplier():
    assert all(c.value("dimension") and float(c.value("multiplier")) > 0 for c in UNITS)


def test_dimensions_of_indicators_are_made_of_dimensions_of_units():
    known = {c.value("dimension") for c in UNITS}
    used = {part for c in INDICATORS for part in c.value("dimension").split("/")}
    assert used <= known


def test_indicators_and_sectors_point_at_broader_ones_that_exist():
    for entries in (INDICATORS, SECTORS):
        assert {c.value("broader") for c in entries} - {None} <= {c.id for c in entries}


def test_the_twenty_sections_of_the_classification_are_there():
    assert [c.id for c in SECTORS if len(c.id) == 1] == list("ABCDEFGHIJKLMNOPQRST")
