"""Indicators are linked by wording, and left alone where in doubt."""

import pytest


@pytest.mark.parametrize(
    "wording",
    [
        "单位GDP能耗",
        "单位ＧＤＰ能耗",
        "单位国内生产总值能源消耗",
        "单位地区生产总值能耗",
        "单位地区生产总值（GDP）能耗",
        "万元GDP能耗",
        "万元地区生产总值能耗",
        "能耗强度",
        "单位生产总值能耗",
        "全省单位生产总值能耗",
        "单位GDP能耗降低",
    ],
)
def test_all_wordings_of_energy_intensity_are_one_indicator(register, wording):
    assert register.indicator(wording, "%").id == "energy-per-gdp"


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("规模以上工业单位增加值能耗", "industrial-energy-intensity"),
        ("单位规上工业增加值能耗", "industrial-energy-intensity"),
        ("万元工业增加值能耗", "industrial-energy-intensity"),
        ("万元工业增加值用水量", "industrial-water-intensity"),
        ("万元国内生产总值用水量", "water-per-gdp"),
        ("单位工业增加值二氧化碳排放", "industrial-carbon-intensity"),
        ("单位GDP二氧化碳排放", "carbon-per-gdp"),
    ],
)
def test_intensities_of_industry_are_kept_apart_from_those_of_the_economy(register, wording, expected):
    assert register.indicator(wording, "%").id == expected


@pytest.mark.parametrize(
    ("wording", "unit", "expected"),
    [
        ("细颗粒物（PM2.5）年均浓度", "微克/立方米", "pm25"),
        ("空气质量优良天数比例", "%", "air-good-days"),
        ("森林蓄积量", "亿立方米", "forest-stock"),
        ("研发经费投入强度", "%", "rd-intensity"),
        ("每千人口执业（助理）医师数", "人", "doctors"),
        ("城镇新增就业", "万人", "employment-new"),
        ("累计建成高标准农田", "万亩", "high-standard-farmland"),
        ("公路总里程", "公里", "road-length"),
        ("万车死亡率", "%", "road-accident-rate"),
        ("粮食产量", "亿斤", "grain-output"),
    ],
)
def test_goals_of_all_fields_are_known(register, wording, unit, expected):
    assert register.indicator(wording, unit).id == expected


@pytest.mark.parametrize(
    "wording", ["单位产品能耗", "水泥熟料单位产品综合能耗", "节能改造项目", "重点企业用电量占规上工业比重", ""]
)
def test_another_subject_is_another_indicator(register, wording):
    assert register.indicator(wording) is None


def test_a_unit_that_cannot_be_refuses_the_indicator(register):
    assert register.indicator("森林覆盖率", "万亩") is None
    assert register.indicator("粮食产量", "家") is None
    assert register.indicator("粮食产量", "%").id == "grain-output"  # a change may be told in %
