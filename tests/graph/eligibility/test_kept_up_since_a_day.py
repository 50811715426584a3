"""How long something has gone on is reckoned where its beginning and that it goes on are told, and never without."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 8, 1)
PAID = "在本市就业并连续缴纳社会保险6个月以上的高校毕业生，给予3000元补贴。"
OPEN = "正常经营1年以上的个体工商户，给予5000元补贴。"
WORKS = "对经备案、建设期不超过2年的技术改造项目，给予10万元补助。"
CASES = [
    (PAID, "我是高校毕业生，2023年6月到一家公司上班，社保公司一直给交着", True),
    (PAID, "我是高校毕业生，去年9月入职本市企业，来之后社保没断过", True),
    (PAID, "我是高校毕业生，去年3月到本市企业上班，单位按月给缴社保", True),
    (PAID, "我是高校毕业生，在本市上班，社保从去年3月一直交着", True),
    (PAID, "我是高校毕业生，在本市上班，社保从2023年3月交到2024年2月", True),
    (PAID, "我是高校毕业生，在本市就业，2023年全年社保一个月没断", True),
    (PAID, "我是高校毕业生，今年6月到本市企业上班，社保一直交着", False),
    (PAID, "我是高校毕业生，今年到本市企业上班，社保一直交着", None),
    (PAID, "我是高校毕业生，去年9月入职本市企业，中间社保断过两个月", None),
    (PAID, "我是高校毕业生，去年9月入职本市企业", None),
    (PAID, "我是高校毕业生，在本市上班，社保一直交着", None),
    (PAID, "我是高校毕业生，去年9月入职本市企业，社保一直没交", None),
    (OPEN, "我办了个体户，2022年3月开的店，店一直正常开着", True),
    (OPEN, "我是个体工商户，去年1月开业，店一直正常营业", True),
    (OPEN, "我是个体工商户，2021年12月创业开了店，一直在经营", True),
    (OPEN, "我是个体工商户，今年3月开业，一直正常营业", False),
    (OPEN, "我是个体工商户，去年1月开业", None),
    (OPEN, "我是个体工商户，去年1月开业，中间关过几个月", None),
    (WORKS, "我们技术改造项目备了案，干了14个月", True),
    (WORKS, "我们技术改造项目备了案，工期18个月", True),
    (WORKS, "我们技术改造项目备了案，一年完工", True),
    (WORKS, "我们技术改造项目备了案，前后建了三年", False),
    (WORKS, "技术改造项目已备案", None),
]


@pytest.mark.parametrize(("clause", "said", "answer"), CASES, ids=[said for _, said, _ in CASES])
def test_what_goes_on_is_reckoned_from_its_beginning(
    tmp_path: Path, clause: str, said: str, answer: bool | None
) -> None:
    assert judged(schemes_in(f"云溪市奖励办法\n\n第二条 {clause}\n", tmp_path), said, ON)[0] is answer
