"""Units as written become units with factors."""

import pytest


@pytest.mark.parametrize(
    ("text", "id_", "factor"),
    [
        ("%", "unit:PERCENT", 1),
        ("百分点", "pgunit:percentage-point", 1),
        ("个百分点", "pgunit:percentage-point", 1),
        ("万吨", "unit:TONNE", 1e4),
        ("亿吨", "unit:TONNE", 1e8),
        ("万吨标煤", "pgunit:tonne-of-coal-equivalent", 1e4),
        ("亿千瓦", "unit:KiloW", 1e8),
        ("亿千瓦时", "unit:KiloW-HR", 1e8),
        ("万亿元", "pgunit:CNY", 1e12),
        ("万亩", "pgunit:mu", 1e4),
        ("μg/m³", "unit:MicroGM-PER-M3", 1),
        ("微克/立方米", "unit:MicroGM-PER-M3", 1),
        ("万户", "pgunit:household", 1e4),
        ("千米", "unit:KiloM", 1),
        ("万 人次", "pgunit:person-time", 1e4),
    ],
)
def test_ten_thousands_and_hundred_millions_are_multiplied_out(register, text, id_, factor):
    unit = register.unit(text)
    assert (unit.id, unit.factor) == (id_, factor)


def test_values_of_one_dimension_can_be_compared(register):
    tce, kwh = register.unit("万吨标准煤"), register.unit("亿千瓦时")
    assert tce.dimension == kwh.dimension == "Energy"
    assert tce.base_factor == pytest.approx(2.93076e14)
    assert register.unit("亩").base_factor * 15 == pytest.approx(register.unit("公顷").base_factor)


def test_a_unit_by_another_is_composed(register):
    unit = register.unit("吨标准煤/万元")
    assert (unit.dimension, unit.factor) == ("Energy/Currency", 1e-4)
    assert unit.id == "pgunit:tonne-of-coal-equivalent-per-cny"


@pytest.mark.parametrize("text", ["莫须有", "万", "吨/莫须有", ""])
def test_what_no_list_has_gives_none(register, text):
    assert register.unit(text) is None
