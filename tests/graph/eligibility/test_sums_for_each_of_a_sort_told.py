"""Sums for each of several sorts, of each ship, for each country, raised in a township, less what is not counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 6, 1)
HEAD = "云汀市促进产业发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
SHIPS = "一、航运企业购置5000载重吨以上货船的，按每载重吨60元奖励，单船最高200万元。\n"
HALLS = "一、企业新建实训车间的，按投入的30%补助，每个车间不超过50万元。\n"
MARKS = "一、企业通过国际途径新取得商标注册的，按指定并获得保护的国家（地区）数，每个资助2000元，最高10万元。\n"
HENS = "一、蛋鸡规模养殖场采用立体笼养的，按设计存栏每羽5元补助，最高50万元。\n"
SHOPS = (
    "一、对引进新店的商场运营企业，每引进1家全国新店奖励10万元、1家省级新店奖励5万元、1家市级新店奖励2万元，"
    "每年最高50万元。\n"
)
RAPE = "一、农机合作社对外开展机收服务的，按实际作业面积每亩补贴40元，最高30万元。自有承包田的作业面积不计入。\n"
STORE = "一、高校毕业生首次创业并正常经营1年以上的，给予创业补贴1万元；创办地在乡镇的，补贴标准提高到15000元。\n"
CLINIC = (
    "一、全职引进的药学博士，给予60万元安家补助；到镇（街道）卫生院（社区卫生服务中心）工作的，安家补助标准上浮20%。\n"
)
BODIES = (
    "一、新承担全国技术委员会（TC）、分技术委员会（SC）、工作组（WG）秘书处工作的，"
    "分别给予50万元、20万元、10万元奖励。\n"
)
FORUM = (
    "一、在本市星级酒店举办的论坛，会期2天以上、市外代表200人以上的，补助8万元。"
    "属于国际论坛（境外代表来自3个以上国家或地区且境外代表占比20%以上）的，在上述标准基础上上浮50%。\n"
)
MASTERS = "一、全职引进的药学博士，给予60万元安家补助，硕士给予30万元。\n"
GRADUATE = "我大学毕业3年，首次创业，正常经营15个月"
HELD = "我们公司在本市星级酒店举办了论坛，开了2天，市外代表300人，境外代表来自4个国家"


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (SHIPS, "我们航运企业今年买了一条2.8万载重吨的货船", (True, 1_680_000)),
        (SHIPS, "我们航运企业今年买了一条3000载重吨的货船", (False, 0)),
        (SHIPS, "我们航运企业今年买了2条2万载重吨的货船", (True, 2_400_000)),
        (SHIPS, "我们航运企业今年买了2条4万载重吨的货船", (True, 4_000_000)),  # each is bounded by itself
        (HALLS, "我们企业新建了2个实训车间，每个投入200万元", (True, 1_000_000)),
        (MARKS, "企业通过国际途径新注册了一个国际商标，指定的8个国家都批下来了", (True, 16_000)),
        (HENS, "蛋鸡场上了立体笼养，一批养6万只", (True, 300_000)),
        (SHOPS, {"企业类型": "商场运营企业", "引进省级新店家数": 2, "引进市级新店家数": 3}, (True, 160_000)),
        (RAPE, {"农机合作社": True, "对外开展机收服务": True, "实际作业面积": 650}, (True, 26_000)),  # in 亩
        (RAPE, "农机合作社，今年总共机收850亩，自己承包的200亩也在里面", (True, 26_000)),
        (STORE, f"{GRADUATE}，在镇上开了个店", (True, 15_000)),
        (STORE, f"{GRADUATE}，在市中心开了个店", (True, 10_000)),
        (STORE, f"{GRADUATE}，老家在镇上", (True, 10_000)),
        (CLINIC, "药学博士，8月全职到镇卫生院上班", (True, 720_000)),
        (CLINIC, "药学博士，8月全职到镇中学上班", (True, 600_000)),
        (BODIES, "去年新接下全国一个分技术委员会（SC）的秘书处", (True, 200_000)),
        (FORUM, f"{HELD}，占总数四分之一", (True, 120_000)),
        (FORUM, f"{HELD}，占总数10%", (True, 80_000)),
        (MASTERS, "药学硕士，全职引进", (True, 300_000)),
        (MASTERS, "药学博士，全职引进", (True, 600_000)),
    ],
)
def test_sums_of_what_is_told(
    body: str, told: dict[str, Any] | str, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected
