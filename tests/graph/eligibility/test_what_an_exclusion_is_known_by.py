"""An exclusion is known by what its document says of nothing else, and what is offered for is nobody's misdeed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2026, 3, 20)
CARE = """某市托育补助办法

第一条 在卫生健康部门备案的托育机构新增托位的，每个托位补助4000元。
第二条 托育机构租用场地运营的，按年租金的50%给予补助。
第三条 备案被撤销或者已停止运营的，不予补助。
"""
ROOFS = """某市光伏补贴办法

第一条 对新建的屋顶光伏项目，给予5万元补贴。
第二条 采用普通支架式安装的屋顶光伏项目，不予补贴。
"""
STORES = """某市冷链补助办法

第一条 新建冷库的，给予10万元补助。
第二条 建设类项目未备案的，不予补助。
"""
RISING = """某市科技奖励办法

第一条 对认定为国家级、省级、市级创新中心的企业，分别奖励50万元、20万元、5万元；由低一级晋升的，补足差额部分。
第二条 同一项目已享受其他财政资金支持的，不予奖励。
"""


@pytest.mark.parametrize(
    ("said", "eligible"),
    [
        ("我们托育园已备案，今年新增托位40个", True),
        ("我们托育园正常运营，备了案，新增托位40个", True),
        ("我们托育园备案被撤销了，新增托位40个", None),
        ("我们托育园上个月停止运营了，之前新增托位40个", None),
    ],
)
def test_what_all_tell_of_shuts_nobody_out(said: str, eligible: bool | None, tmp_path: Path) -> None:
    found, _ = judged(schemes_in(CARE, tmp_path), said, ON, "能补多少？")
    assert found is eligible if eligible else found is not True


@pytest.mark.parametrize(
    ("said", "eligible"),
    [
        ("我们公司新建了屋顶光伏项目", True),
        ("我们公司新建了屋顶光伏项目，就是打支架铺板子", None),
        ("我们公司新建了屋顶光伏项目，普通支架装的", None),
    ],
)
def test_what_shuts_out_is_near_by_its_own_word(said: str, eligible: bool | None, tmp_path: Path) -> None:
    found, _ = judged(schemes_in(ROOFS, tmp_path), said, ON, "能补多少？")
    assert found is eligible if eligible else found is not True


@pytest.mark.parametrize(
    ("said", "eligible"),
    [
        ("我们公司新建了一座冷库", True),
        ("我们公司新建了一座冷库，开工前备了案", True),
        ("我们公司新建了一座冷库，没有备案", None),
        ("我们公司新建了一座冷库，备案没办下来", None),
    ],
)
def test_who_has_done_what_shuts_out_not_to_have_done(said: str, eligible: bool | None, tmp_path: Path) -> None:
    found, _ = judged(schemes_in(STORES, tmp_path), said, ON, "能补多少？")
    assert found is eligible if eligible else found is not True


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("前年评上省级创新中心领过20万元，今年认定为国家级", (True, 300_000.0)),
        ("今年认定为省级创新中心，这个项目省里已经给过30万元补助", (None, None)),
    ],
)
def test_aid_that_the_offer_itself_takes_off_comes_near_to_nothing(
    said: str, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    found = judged(schemes_in(RISING, tmp_path), f"我们企业{said}", ON, "还能拿多少？")
    assert found == expected if expected[0] else found[0] is not True


@pytest.mark.parametrize("said", ["去年买了短期出口信用险", "我们在经开区", "政府能给多少", "以前没领过"])
def test_words_that_only_sound_like_an_exclusion(said: str, tmp_path: Path) -> None:
    text = (
        "某市措施\n\n第一条 企业购置设备的，给予10万元补助。\n第二条 有下列情形之一的，不予补助："
        "（一）被列入失信名单的；（二）已享受“一事一议”政策的；（三）公办机构；（四）已享受同类补助的。\n"
    )
    assert judged(schemes_in(text, tmp_path), f"我们是民营企业，购置了设备，{said}", ON, "能补多少？")[0] is True


@pytest.mark.parametrize(
    ("shut", "said"),
    [
        ("未完成竣工验收的", "竣工验收被打回来了"),
        ("未按规定缴纳社会保险的", "工人的社保只缴了一半人"),
        ("未依法纳税的", "纳税申报一直空着"),
        ("未取得土地使用证的", "土地使用证在别人名下"),
        ("以政府投资为主建设的项目", "政府给投了八成"),
        ("政府举办的机构", "政府出钱办的"),
        ("同一项目已享受财政资金支持的", "除了省里那笔没有领过"),
        ("同一项目已享受财政资金支持的", "不是没领过"),
        ("列入D类企业的", "企业类别D类"),
    ],
)
def test_what_may_shut_out_is_not_presumed_away(shut: str, said: str, tmp_path: Path) -> None:
    text = f"某市措施\n\n一、新建冷库。企业新建冷库的，给予10万元补助。\n二、{shut}，不予补助。\n"
    assert judged(schemes_in(text, tmp_path), f"我们公司新建了一座冷库，{said}", ON, "能补多少？")[0] is not True


@pytest.mark.parametrize(
    ("clause", "facts"),
    [
        ("获得省运会前三名的运动员，每人奖励3万元", {"名次": 2, "人员类别": "教练员"}),
        ("设施建成并投入运行的，奖励30万元", {"未建成": True, "投入运行": True}),
        ("项目竣工验收合格的，奖励30万元", {"竣工验收": "待验收"}),
        ("企业以柔性方式引进D类以上人才的，奖励5万元", {"引进方式": "柔性", "企业类别": "B类"}),
    ],
)
def test_names_and_values_that_tell_something_else(clause: str, facts: dict[str, object], tmp_path: Path) -> None:
    assert judged(schemes_in(f"某市措施\n\n一、{clause}。\n", tmp_path), facts, ON)[0] is not True
