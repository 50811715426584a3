"""What newcomers and firms that renew their plant tell: classes by letter, ages by grade, days of work."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 5, 20)
HEAD = "云汀市若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
Told = dict[str, Any] | str

CLASSES = "一、安家补贴\n对新引进的B类、C类人才，分别给予60万元、30万元安家补贴。\n"
AGED = (
    "一、技能人才补贴\n"
    "对企业新引进的具有高级技师、技师职业资格（职业技能等级），年龄分别不超过55周岁、50周岁的技能人才，"
    "分别给予5万元、3万元一次性补贴。\n"
)
SCOUTS = (
    "一、引才奖励\n经推荐与我市企业签订3年以上劳动合同的，每引进1名A类、B类、C类人才，"
    "分别给予推荐方30万元、10万元、5万元奖励。\n"
)
SMALL = "一、更新设备\n对规模以下工业企业，购置生产设备投资额50万元以上的，按照设备投资额的6%给予补助。\n"
ROBOTS = (
    "一、机器换人\n对规模以上工业企业年度内一次性或累计购置工业机器人5台以上，并投入生产使用的，"
    "按照每台2万元的标准给予补助。\n"
)
STARTED = (
    "一、技术改造\n对企业实施的设备投资额500万元以上的技术改造项目，按照设备投资额的8%给予补助。\n"
    "二、附则\n本措施所称技术改造项目、节水改造项目，应当于2024年1月1日以后开工建设。\n"
)
FOR_ALL = (
    "一、技能补贴\n企业职工取得高级工证书且缴纳失业保险满12个月的，给予2000元技能补贴。每人每年享受补贴不超过3次。\n"
)
TERM = (
    "一、培训补助\n对企业选派管理人员参加市商务局组织的电商培训，并取得结业证书的，按照每人3000元的标准给予企业补助。\n"
)
TRAINEES = "一、实习补贴\n对本科以上在校大学生到我市企业实习满2个月的，一次性给予2000元补贴。\n"


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (CLASSES, "我去年第一次来云汀一家企业上班，认定成C类人才了", (True, 300000.0)),
        (CLASSES, {"首次到本市企业全职工作": True, "人才类别": "B类"}, (True, 600000.0)),
        (CLASSES, "我认定成C类人才了", (None, None)),
        (CLASSES, {"新引进": True, "人才类别": "D类"}, (False, 0.0)),
        (AGED, "我是技师，52岁，去年头一回到云汀一家公司上班", (False, 0.0)),
        (AGED, "我是高级技师，52岁，去年头一回到云汀一家公司上班", (True, 50000.0)),
        (SCOUTS, {"B类人数": 2, "C类人数": 1, "劳动合同期限": "3年"}, (True, 250000.0)),
        (SMALL, "我们厂还没上规模，今年买生产设备花了60万元", (True, 36000.0)),
        (SMALL, "我们是规上企业，今年买生产设备花了60万元", (False, 0.0)),
        (ROBOTS, "我们是规上工业企业，今年上了6台工业机器人，都已经在用了", (True, 120000.0)),
        (ROBOTS, "我们是规上工业企业，今年上了4台工业机器人，都已经在用了", (False, 0.0)),
        (STARTED, "我们公司2023年9月开工的技改项目，设备投资额600万元", (False, 0.0)),
        (STARTED, "我们公司2024年9月开工的技改项目，设备投资额600万元", (True, 480000.0)),
        (FOR_ALL, "去年我考下了高级工证，想问技能补贴", (None, None)),
        (TERM, {"选派管理人员参加市商务局组织的电商培训": True, "取得结业证书": True, "人数": 4}, (True, 12000.0)),
        (TRAINEES, "大三在读，本科，在云汀的企业实习了两个半月", (True, 2000.0)),
        (TRAINEES, "大三在读，本科，在云汀的企业实习了一个半月", (False, 0.0)),
    ],
)  # fmt: skip
def test_what_is_told_decides(body: str, told: Told, expected: tuple[bool | None, float | None], tmp_path: Path):
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected
