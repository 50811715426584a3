"""What aid people say to have had, or not, for what they ask for, against what shuts out for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.eligibility.telling.had_said import asks_of_aid, had
from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 6, 1)
ABOVE = "同一项目已享受中央、省、市财政资金补助的，不再享受本政策。"
MACHINE = "同一项目已享受设备补助的，不予补助。"
INTEREST = "已享受过贷款贴息的企业，不再支持。"
RENT = "已入驻政府投资开发的孵化基地并享受场租减免的，不再给予补助。"
LATELY = "近三年内获得过国家、省级财政专项资金支持的，不予支持。"
OTHER = "已享受其他财政补贴的，不再重复享受。"


def answer(tmp_path: Path, clause: str, said: str, where: str = "云溪县") -> bool | None:
    text = f"{where}促进产业发展若干政策\n\n一、对新购置生产设备的企业，给予10万元补助。\n二、{clause}\n"
    return judged(schemes_in(text, tmp_path), f"我们公司新购置了生产设备，{said}", ON)[0]


@pytest.mark.parametrize("clause", [ABOVE, MACHINE, INTEREST, LATELY, OTHER])
@pytest.mark.parametrize(
    "said",
    [
        "上级没另外补过", "没要过上面的钱", "没花过上级一分钱", "没享受过别的财政补助", "没领过其他上级的钱",
        "没拿其他补助",
        "今年也没拿过别的奖补", "上级没为这事给过钱", "没申请过别的项目资金", "省里市里都没给过补助",
        "没拿过任何财政补贴",
        "从来没拿过政府一分钱", "没有重复享受",
    ],
)  # fmt: skip
def test_whoever_had_nothing_else_is_not_shut_out(tmp_path: Path, clause: str, said: str) -> None:
    assert answer(tmp_path, clause, said) is True


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        (MACHINE, "设备补助没领"), (INTEREST, "没享受贴息"), (INTEREST, "没有享受贷款贴息"),
        (RENT, "也没谁给我减过房租"),
        ("已领取购房补贴的，不再享受。", "没领过购房补贴"),
    ],
)  # fmt: skip
def test_aid_of_one_kind_is_denied_by_its_name(tmp_path: Path, clause: str, said: str) -> None:
    assert answer(tmp_path, clause, said) is True


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        (ABOVE, "不过这台设备已经拿过省里的补助"), (ABOVE, "这个项目国家已经补了30万"), (MACHINE, "设备补助已经领了"),
        (INTEREST, "贷款贴息享受过了"), (RENT, "园里已经给我房租打了五折"), (RENT, "房租减免了一半"),
        (LATELY, "去年拿过省级专项资金"),
    ],
)  # fmt: skip
def test_aid_that_was_had_shuts_out(tmp_path: Path, clause: str, said: str) -> None:
    assert answer(tmp_path, clause, said) is False


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        (ABOVE, "已经拿过省里的补助"), (LATELY, "拿过省级专项资金"), (OTHER, "市里已经给了20万补助"),
        (ABOVE, "不知道上级补没补过"), (ABOVE, "不清楚省里有没有补过"),
        (OTHER, "贴息享受过了"), (ABOVE, "听说省里补过"), (MACHINE, "市里已经给了20万补助"),
    ],
)  # fmt: skip
def test_aid_that_may_be_the_same_makes_no_yes(tmp_path: Path, clause: str, said: str) -> None:
    assert answer(tmp_path, clause, said) is None


@pytest.mark.parametrize(
    "said",
    [
        "市里给了我们一块地", "花了20万元", "拿到了补助通知", "拿到了认定", "得了二等奖", "省里给我们发了证书",
        "没收到货款", "没有花钱", "没有贷款",
        "补助没批下来", "设备款还没付", "上一年的补助还没发", "没拿到补贴怎么办",
    ],
)  # fmt: skip
def test_what_is_no_aid_or_not_there_yet_tells_nothing(said: str) -> None:
    assert had(said) == ()


def test_what_shuts_out_for_aid_is_known_by_its_words() -> None:
    assert all(map(asks_of_aid, ("同一项目已享受设备补助", "获得过国家、省级财政专项资金支持", "享受场租减免")))
    assert not any(map(asks_of_aid, ("享受人才公寓等住房保障政策", "机关事业单位在编人员", "发生安全事故")))
