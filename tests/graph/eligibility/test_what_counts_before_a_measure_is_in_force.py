"""From when on what is paid for counts, where a measure reaches back behind the day from which it is in force."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 9, 1)
OFFER = "云汀市促进渔港发展若干措施\n第一条 对新建冷库的企业，奖励20万元。\n第二条 本措施自2024年5月1日起施行。"


@pytest.mark.parametrize(
    "back",
    [
        "2024年1月1日至施行之日期间发生的符合条件的事项，参照本措施执行。",
        "2024年1月1日至本措施施行前，符合规定的事项可参照本措施执行。",
        "自2024年1月1日起至本措施印发之日发生的事项，按照本措施执行。",
        "本措施施行前（2024年1月1日以后）发生的符合条件事项，可按照本措施申报。",
        "2024年1月1日至2024年4月30日期间发生的事项，比照本措施执行。",
    ],
)
@pytest.mark.parametrize(
    ("told", "eligible"),
    [("2024年2月新建了冷库", True), ("2023年6月新建了冷库", False), ("2024年7月新建了冷库", True)],
)
def test_what_came_before_counts_from_the_day_named(back: str, told: str, eligible: bool, tmp_path: Path) -> None:
    assert judged(schemes_in(OFFER + back, tmp_path), f"我们企业{told}", ON)[0] is eligible


def test_a_day_from_which_another_measure_is_in_force_is_none_of_these(tmp_path: Path) -> None:
    schemes = schemes_in(f"{OFFER}自2024年6月1日起施行的旧办法按照本措施执行。", tmp_path)
    assert judged(schemes, "我们企业2024年5月新建了冷库", ON)[0] is True


SINCE = "云汀市促进渔港发展若干措施\n第一条 {}，奖励20万元。\n第二条 本措施自2024年5月1日起施行。"


@pytest.mark.parametrize(
    ("text", "told", "eligible"),
    [
        ("对2023年1月1日以后开工、投资50万元以上的渔港项目", {"开工日期": "2023-06", "投资": "60万元"}, True),
        ("对2023年1月1日以后开工、投资50万元以上的渔港项目", {"开工日期": "2022-06", "投资": "60万元"}, False),
        ("对投资50万元以上的渔港项目", {"开工日期": "2023-06", "投资": "60万元"}, None),
    ],
)
def test_a_day_that_the_text_names_settles_what_counts(
    text: str, told: dict[str, str], eligible: bool | None, tmp_path: Path
) -> None:
    told = {**told, "渔港项目": True, "项目类型": "渔港"}
    assert judged(schemes_in(SINCE.format(text), tmp_path), told, ON)[0] is eligible


TITLES = (
    "云汀市渔港若干措施\n第一条 对新获评市级渔港标杆的企业，奖励20万元。\n第二条 对新建冷库的企业，奖励5万元。\n"
    "第三条 第一条所列称号，应当于本措施施行之日后取得。\n第四条 本措施自2024年5月1日起施行。"
)


@pytest.mark.parametrize(("day", "eligible"), [("2024-06", True), ("2024-03", False)])
def test_a_title_must_be_had_since_the_day_told_of_its_article(day: str, eligible: bool, tmp_path: Path) -> None:
    told = {"新获评": True, "称号": "渔港标杆", "称号级别": "市级", "获得日期": day}
    schemes = [one for one in schemes_in(TITLES, tmp_path) if one.place.path.endswith("第一条")]
    assert judged(schemes, told, ON)[0] is eligible


def test_who_tells_no_day_is_asked_none_for_what_only_reaches_back(tmp_path: Path) -> None:
    back = "2024年1月1日至施行之日期间发生的符合条件的事项，参照本措施执行。"
    schemes = schemes_in(OFFER + back, tmp_path)
    assert judged(schemes, {"新建冷库": True}, ON) == (True, 200_000)
    assert judged(schemes, {"新建冷库": True, "建成日期": "2023-06-01"}, ON)[0] is False
