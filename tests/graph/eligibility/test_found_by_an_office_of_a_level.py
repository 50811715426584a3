"""What an office found is believed of that office, of what the offer is for, and where it was done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 6, 15)
HEAD = "云汀市促进发展若干措施\n云政发〔2025〕1号\n云汀市人民政府\n2025年1月5日\n第一条 "
FARM = "对经市级认定的家庭农场，给予3万元奖励。"
REVIEWED = "对经专家评审通过的技改项目，给予30万元补助。"
NATIONAL = "对获评国家级绿色工厂的企业，奖励100万元。"
PROVINCIAL = "对获评省级绿色工厂的企业，奖励50万元。"
MUNICIPAL = "对获评市级绿色工厂的企业，奖励20万元。"
SOFTWARE = "对经省级以上认定的首版次软件产品，给予研制企业20万元奖励。"
OF_HERE = "对本市户籍的退役军人、高校毕业生首次创办企业的，给予1万元补贴。"
SETTLED = "对在本市落户的退役军人、返乡农民工、高校毕业生创办企业的，给予1万元补贴。"
SINCE = "对毕业5年内的高校毕业生、退役军人首次创办企业的，给予1万元补贴。"
TALENT = "本细则所称青年人才，是指年龄在35周岁以下、具有硕士以上学历的人员。\n第二条 青年人才{}的，给予5万元补贴。"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (FARM, "我们家庭农场是县里认定的，市场不错"),
        (FARM, "我们家庭农场是县里认定的，在市里有店"),
        (FARM, "我们家庭农场认定了，在城市边上"),
        (REVIEWED, "我们技改项目消防验收通过了"),
        (REVIEWED, "我们技改项目环评通过了"),
        (NATIONAL, "我们总部绿色工厂是去年评的"),
        (NATIONAL, "我们全部绿色工厂都评上了"),
        (PROVINCIAL, "我们绿色工厂，省厅正在评审"),
        (PROVINCIAL, "我们申报绿色工厂，省里在公示"),
        (MUNICIPAL, "我们绿色工厂，产品市场部评价很好"),
        (SOFTWARE, "我们公司首版次软件产品市级认定了，另外是省级文明单位"),
        (SOFTWARE, "首版次软件产品认定了，我们是省里认定的高新企业"),
    ],
)
def test_another_office_thing_or_stage_is_not_the_one_asked_for(tmp_path: Path, text: str, told: str) -> None:
    assert judged(schemes_in(HEAD + text, tmp_path), told, ON)[0] is not True


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (FARM, "我们家庭农场是市里认定的"),
        (FARM, "我们家庭农场经市农业农村局认定"),
        (REVIEWED, "我们技改项目专家评审通过了"),
        (NATIONAL, "工信部评我们为绿色工厂"),
        (PROVINCIAL, "我们绿色工厂是省里评的"),
        (MUNICIPAL, "我们绿色工厂市工信局认定了"),
        (SOFTWARE, "我们公司的首版次软件产品是工信部认定的"),
    ],
)
def test_the_office_asked_for_is_heard(tmp_path: Path, text: str, told: str) -> None:
    assert judged(schemes_in(HEAD + text, tmp_path), told, ON)[0] is True


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (OF_HERE, "我是高校毕业生，户口在外地，首次创办企业", False),
        (OF_HERE, "我是高校毕业生，本市户口，首次创办企业", True),
        (SETTLED, "我是高校毕业生，没在本市落户，创办了企业", False),
        (SETTLED, "我是返乡农民工，在本市落户了，创办了企业", True),
        (SINCE, "我是退役军人，首次创办企业", True),
    ],
)
def test_what_is_told_of_the_first_of_a_list_is_asked_of_all(
    tmp_path: Path, text: str, told: str, expected: bool
) -> None:
    assert judged(schemes_in(HEAD + text, tmp_path), told, ON)[0] is expected


@pytest.mark.parametrize("deed", ["购房", "购置住房", "生育二孩", "新建厂房", "首次开展培训", "实施改造"])
def test_whoever_bears_a_name_and_does_something_is_asked_what_the_name_means(tmp_path: Path, deed: str) -> None:
    schemes = schemes_in(HEAD + TALENT.format(deed), tmp_path)
    assert {"年龄", "硕士以上学历"} <= {need.attr for scheme in schemes for need in scheme.requirements}
    assert judged(schemes, f"我是青年人才，45岁，本科学历，今年{deed}", ON)[0] is not True
